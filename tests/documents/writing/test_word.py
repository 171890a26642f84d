"""A Word file says the document's texts, whole and nothing else. The oracles are python-docx and openxml-audit."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import docx
import pytest
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings, strategies as st
from openxml_audit import OpenXmlValidator

from rectify.documents.charts import Bars, Curves, Tiles, Timeline
from rectify.documents.document import (
    Block,
    Column,
    Document,
    Enclosed,
    Enclosure,
    Field,
    Fine,
    Form,
    Heading,
    Items,
    Letterhead,
    NewPage,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.reading import read_bytes
from rectify.documents.writing import Style, visible
from rectify.documents.writing.word import write

TEXTS = st.text(st.characters()) | st.lists(
    st.sampled_from(
        [
            *"&<>\"' \n\t\r\x00\x08\x1b\x85\u202e\u2028\ufeff\ud800\ufffe\uffff|=#",
            "</w:t>",
            "]]>",
            "&amp;",
            "<w:br/>",
            "整改",
            "ab",
            "{{ x }}",
            "_x000D_",
            "<w:pStyle ",
        ]
    )
).map("".join)
LANGUAGES = ("zh", "en")
COLUMNS = (Column("序号", width=3), Column("方面", groups=True), Column("问题"), Column("行动", "right"))


def written(*blocks: Block, language: str = "zh", title: str = "题", style: Style = Style(), **more: object) -> bytes:
    stream = io.BytesIO()
    write(Document(title, language, iter(blocks), **more), stream, style)  # type: ignore[arg-type]
    return stream.getvalue()


def body(content: bytes) -> list[WordParagraph | WordTable]:
    return list(docx.Document(io.BytesIO(content)).iter_inner_content())


def texts(content: bytes) -> list[str]:
    """The paragraphs that say something, as an independent reader sees them, tables left out."""
    return [each.text for each in body(content) if isinstance(each, WordParagraph) and each.text]


def tables(content: bytes) -> list[list[list[str]]]:
    found = docx.Document(io.BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in each.rows] for each in found]


def shown(text: str) -> str:
    return visible(text.strip()).strip("\n")


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return found.read(name).decode()


def everything() -> Iterator[Block]:
    """Each kind of block, and tables too wide for an upright page."""
    yield Paragraph("正文。", lead="1.关于“某事”的问题。")
    yield Heading(1, "整改情况", "一、")
    yield Heading(2, "聚焦作风建设", "第一方面，")
    yield Heading(3, "事项", "1.")
    yield Heading(4, "细项", "（1）")
    yield Items(["甲", "乙"])
    yield Items(["一", "二"], ordered=True)
    yield Items(["三"], ordered=True)
    yield Table(COLUMNS, [("1", "甲方面", "票据\n未核销", "3"), ("2", "甲方面", "印章未登记", "0")], "表一")
    yield Table((Column("空"),), [])
    yield Bars("图", (), ())
    yield Timeline("图", "2023-01-01", "2023-02-01", ())
    yield Curves("图", (), (), ())
    yield Tiles("图", ())
    yield NewPage()
    yield Form(((Field("序号", "1"), Field("方面", "甲")), (Field("意见", "签名：", 2),)))
    yield NewPage()
    yield Form(((Field("序号", "2"),),), "对账销号单")
    yield Enclosed(("整改台账", "责任清单"))
    yield Signature("青石县水利局", "2023年6月30日")
    yield Enclosure("整改台账", 1)
    yield Table(tuple(Column(f"第{n}列", width=14) for n in range(14)), [("文" * 30,) * 14] * 3)
    yield Enclosure("责任清单", 2)
    yield Paragraph("在后。")
    yield Fine("台账，记录 40 条")


# --- what it says


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fonts", ["gb2312", "windows", "gbk", "macos"])
def test_every_block_makes_a_file_that_a_validator_finds_clean(
    tmp_path: Path, language: str, fonts: Literal["gb2312", "windows", "gbk", "macos"]
) -> None:
    path = tmp_path / "all.docx"
    head = Letterhead("青石县水利局文件", "青水发〔2023〕3号")
    style = Style(fonts, sealed=fonts == "gbk")
    path.write_bytes(
        written(*everything(), language=language, style=style, letterhead=head, addressee="县委", day="2023-06-30")
    )
    found = OpenXmlValidator().validate(path)
    assert [str(error) for error in found.errors] == []
    assert found.is_valid


def test_a_reader_finds_the_texts_in_order() -> None:
    content = written(*everything(), title="报告", letterhead=Letterhead("水利局", "3号"), addressee="县委")
    assert texts(content) == [
        *("水利局", "3号", "报告", "县委：", "1.关于“某事”的问题。正文。", "一、整改情况", "第一方面，聚焦作风建设"),
        *("1.事项", "（1）细项", "甲", "乙", "一", "二", "三", "表一", "报告", "对账销号单"),
        *("附件：1.整改台账", "2.责任清单", "青石县水利局", "2023年6月30日", "附件1", "整改台账", "附件2", "责任清单"),
        *("在后。", "台账，记录 40 条"),
    ]


def test_tables_and_forms_hold_their_texts() -> None:
    first, empty, slip, other, wide = tables(written(*everything()))
    assert first == [
        ["序号", "方面", "问题", "行动"],
        ["1", "甲方面", "票据\n未核销", "3"],
        ["2", "甲方面", "印章未登记", "0"],
    ], "merged cells repeat their text for a reader"
    assert empty == [["空"]]
    assert slip == [["序号", "1", "方面", "甲"], ["意见", *["\n\n签名："] * 3]]
    assert other == [["序号", *["2"] * 3]]
    assert wide[1:] == [["文" * 30] * 14] * 3


def test_our_own_reader_finds_levels_numbers_and_merged_cells() -> None:
    found = read_bytes(written(*everything()), "all.docx")
    headings = [(each.level, each.number, each.text) for each in found.document.blocks if isinstance(each, Heading)]
    assert headings[:4] == [
        (1, "", "一、整改情况"),
        (2, "", "第一方面，聚焦作风建设"),
        (3, "", "1.事项"),
        (4, "", "（1）细项"),
    ]
    told = [each.text for each in found.document.blocks if isinstance(each, Paragraph)]
    assert [text for text in told if text.startswith("（")] == ["（1）一", "（2）二", "（1）三"], (
        "each list counts from 1"
    )
    table = next(each for each in found.document.blocks if isinstance(each, Table))
    assert (2, 1) in table.filled


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
@settings(max_examples=150)
def test_a_paragraph_says_its_text_and_nothing_else(text: str, language: str) -> None:
    content = written(Paragraph(text), title="T", language=language)
    assert texts(content) == ["T", *filter(None, [shown(text)])]


@given(lead=TEXTS, text=TEXTS)
@settings(max_examples=60)
def test_no_text_is_markup_wherever_it_stands(lead: str, text: str) -> None:
    told = f"头{text}尾"
    blocks = (
        Heading(1, told),
        Paragraph(told, lead=f"{lead}。"),
        Items([told], ordered=True),
        Enclosed((told,)),
        Signature(told, told),
        Enclosure(told),
        Fine(told),
    )
    content = written(*blocks, title=told, letterhead=Letterhead(told, told), addressee=told)
    joined = "".join(texts(content)).replace("\n", "")
    assert joined.count(shown(told).replace("\n", "")) == 12
    assert docx.Document(io.BytesIO(content)).core_properties.title == shown(told)


@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), max_size=4), label=TEXTS)
@settings(max_examples=60)
def test_cells_say_their_texts(rows: list[tuple[str, ...]], label: str) -> None:
    content = written(Table(COLUMNS, rows), Form(((Field(label, label),),)))
    found, form = tables(content)
    assert found[1:] == [[visible(text).strip("\n") for text in row] for row in rows]
    assert form == [[visible(label).strip("\n")] * 4]


def test_a_very_long_title_and_a_very_long_cell_are_whole() -> None:
    long = "查处问题" * 5_000
    content = written(Table(COLUMNS, [("1", "甲", long, "2")]), title=long, letterhead=Letterhead(long))
    assert texts(content)[:2] == [long, long]
    [[_, row]] = tables(content)
    assert row[2] == long
    xml = part(content)
    assert "<w:cantSplit/>" not in xml.partition("<w:tblHeader/>")[2], (
        "a row longer than a page may go on over the next"
    )


def test_a_row_of_the_wrong_width_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="a row of 1 texts in a table of 4 columns"):
        written(Table(COLUMNS, [("1",)]))


# --- the file itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_bytes(language: str) -> None:
    one, other = (written(*everything(), language=language, day="2023-06-30") for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as found:
        assert {each.date_time for each in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_its_properties_are_title_language_and_day_and_nobody() -> None:
    found = docx.Document(io.BytesIO(written(title="报告", day="2023-06-30"))).core_properties
    assert (found.title, found.language, found.author, found.last_modified_by) == ("报告", "zh-CN", "", "")
    assert found.created == found.modified
    assert str(found.created).startswith("2023-06-30 00:00")


class Forwards(io.RawIOBase):
    """A pipe: it cannot be sought."""

    def __init__(self) -> None:
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        self.content += bytes(data)  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]


def test_it_can_be_written_into_a_pipe() -> None:
    pipe = Forwards()
    write(Document("报告", "zh", everything()), pipe)  # type: ignore[arg-type]
    assert texts(bytes(pipe.content)) == texts(written(*everything(), title="报告"))


class Sink(io.RawIOBase):
    """A place for bytes that keeps none of them."""

    def write(self, data: object, /) -> int:
        return len(data)  # type: ignore[arg-type]


def test_memory_does_not_grow_with_the_document() -> None:
    def blocks(number: int) -> Iterable[Block]:
        yield Table(COLUMNS, (("1", "甲", f"第{n}个问题" * 20, "2") for n in range(number)))
        yield from (Paragraph("正文" * 100) for _ in range(number))

    def peak(number: int) -> int:
        tracemalloc.start()
        write(Document("题", "zh", blocks(number)), Sink())  # type: ignore[arg-type]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(8_000) < 1.3 * peak(1_000)


def test_blocks_are_asked_for_one_after_the_other() -> None:
    """A block that streams is read before the next one is asked for, as generators over one cursor need it."""
    asked: list[str] = []

    def rows(name: str) -> Iterator[tuple[str, ...]]:
        for n in range(300):
            asked.append(name)
            yield (str(n),) * 4

    def blocks() -> Iterator[Block]:
        yield Heading(1, "一")
        yield Paragraph("甲")
        yield Table(COLUMNS, rows("甲"))
        yield Items(text for name, *_ in map(list, rows("乙")) for text in [name])
        yield Table(COLUMNS, rows("丙"))

    written(*(), title="题")
    stream = io.BytesIO()
    write(Document("题", "zh", blocks()), stream)
    assert sum(one != other for one, other in pairwise(asked)) == 2
    assert len(re.findall("<w:tr>", part(stream.getvalue()))) == 2 * 301
