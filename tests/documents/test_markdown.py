"""The Markdown that is written says the document's texts, whole, and nothing that the texts could smuggle in.

The oracle is markdown-it-py, an independent reader of CommonMark, with tables and strikethrough.
"""

import io
import tracemalloc
import unicodedata
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wcwidth import wcswidth

from rectify.documents.document import Block, Column, Document, Fine, Heading, Items, Paragraph, Signature, Table
from rectify.documents.writing.markdown import ALIGNED, write

FRAGMENTS = [
    *"\\`*_{}[]()<>#+-=.!|&~:@^$'\"^1a整。”“、％　 \n\t\r\x00\x07\x1b\x85\u202e\u2066\u2028\u200e\ufeff\ud800",
    *("](x)", "[x]: /y", "[^1]", "![", "<a@b.cc>", "<https://a.cc>", "<b>", "</p>", "<!--", "<?", "&amp;", "&#35;"),
    *("1. ", "12) ", "- ", "+ ", "* ", "    ", "> ", "# ", " #", "---", "===", "|-|", ":-", "```", "~~~", "**", "__"),
    *(
        "<5@b.cc>",
        "甲|乙\n:-|-:",
        "\n:-|:-",
        "[ ] ",
        "  \n",
        "\\\n",
        "\n\n",
        "整改",
        "ab",
        "_b",
        "10~20",
        "５",
        "<br>",
        "Ⅷ",
    ),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS)).map("".join) | st.text(st.characters())
COLUMNS = (Column("问题"), Column("n", "right"))

strictly = settings(max_examples=400, deadline=None)


def written(*blocks: Block, title: str = "") -> str:
    stream = io.BytesIO()
    write(Document(title, "zh", iter(blocks)), stream)
    return stream.getvalue().decode()


def shown(text: str) -> str:
    """What a reader shall see of `text`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    marks = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    seen = "".join(
        f"\\u{ord(sign):04X}"
        if sign != "\n"
        and (
            unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
            or unicodedata.bidirectional(sign) in marks
            or sign in "\u061c\u200e\u200f\ufeff"
        )
        else sign
        for sign in text
    )
    return "\n".join(line.strip(" ") for line in seen.strip().split("\n"))


def said(inline: Token) -> str:
    """The text of a run, with `<kind>` for whatever is more than text."""
    kinds = {"text": "", "hardbreak": "\n"}
    parts = []
    for child in inline.children or ():
        if child.type == "html_inline" and child.content == "<br>":
            parts.append("\n")
        else:
            parts.append(child.content + kinds.get(child.type, f"<{child.type}>"))
    return "".join(parts)


def read(markdown: str, *, html: bool = True) -> list[tuple[str, str]]:
    """(where it stands, text) of each run, as an independent reader of Markdown sees it."""
    parser = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    around: list[str] = []
    runs = []
    for token in parser.parse(markdown):
        if token.nesting == 1:
            around.append(token.tag)
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline":
            runs.append((" ".join(around), said(token)))
        else:
            runs.append((token.type, token.content))
    return runs


@pytest.mark.parametrize("html", [True, False])
@given(text=TEXTS)
@strictly
def test_a_paragraph_says_its_text_and_nothing_else(text: str, html: bool) -> None:
    runs = read(written(Paragraph(text)), html=html)
    assert runs == ([("p", shown(text))] if shown(text) else [])


@given(lead=TEXTS, text=TEXTS)
@strictly
def test_the_lead_is_bold_and_the_rest_is_not(lead: str, text: str) -> None:
    [(where, told)] = read(written(Paragraph(f"{text}尾", lead=f"头{lead}")))
    assert where == "p"
    assert told == f"<strong_open>{shown('头' + lead)}<strong_close> {shown(text + '尾')}"


@given(text=TEXTS, level=st.integers(1, 9))
@strictly
def test_a_heading_says_its_text_in_one_line(text: str, level: int) -> None:
    runs = read(written(Heading(level, text, number="一、")))
    assert runs == [(f"h{min(level + 1, 6)}", shown("一、" + text))]


@given(text=TEXTS)
@strictly
def test_a_heading_without_number_may_begin_and_end_with_anything(text: str) -> None:
    runs = read(written(Heading(1, text)))
    assert runs == ([("h2", shown(text))] if shown(text) else [])


@given(rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=5), head=TEXTS, caption=TEXTS)
@strictly
def test_cells_say_their_texts(rows: list[tuple[str, str]], head: str, caption: str) -> None:
    table = Table((Column(head), Column("数", "right")), rows, caption=f"表{caption}")
    runs = read(written(table))
    assert [text for where, text in runs if where.startswith("table")] == list(
        map(shown, [head, "数", *(text for row in rows for text in row)])
    )
    assert runs[0] == ("p", f"<strong_open>{shown('表' + caption)}<strong_close>")


@given(row=st.tuples(TEXTS, TEXTS))
@settings(max_examples=60, deadline=None)
def test_cells_of_a_long_table_say_their_texts(row: tuple[str, str]) -> None:
    count = ALIGNED + 1
    runs = read(written(Table(COLUMNS, [row] * count)))
    assert runs[2:] == [("table tbody tr td", shown(text)) for _ in range(count) for text in row]


@pytest.mark.parametrize("count", [1, ALIGNED + 1])
def test_without_html_a_line_break_in_a_cell_is_all_that_shows(count: int) -> None:
    runs = read(written(Table(COLUMNS, [("<b>一</b>\n二", "1")] * count)), html=False)
    assert runs[2] == ("table tbody tr td", "<b>一</b><br>二")


@given(texts=st.lists(TEXTS, min_size=1), ordered=st.booleans())
@strictly
def test_items_say_their_texts(texts: list[str], ordered: bool) -> None:
    markdown = written(Items([f"{text}项" for text in texts], ordered=ordered), Paragraph("后文"))
    kind = "ol" if ordered else "ul"
    assert read(markdown) == [*((f"{kind} li p", shown(text + "项")) for text in texts), ("p", "后文")]


@given(unit=TEXTS, date=TEXTS, fine=TEXTS)
@strictly
def test_signature_and_small_print_say_their_texts(unit: str, date: str, fine: str) -> None:
    runs = read(written(Signature(f"{unit}局", f"{date}日"), Fine(f"注{fine}")))
    assert runs == [("p", shown(f"{unit}局\n{date}日")), ("hr", ""), ("p", shown("注" + fine))]


BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 4), TEXTS),
    st.builds(Paragraph, TEXTS, TEXTS),
    st.builds(Items, st.lists(TEXTS, max_size=3), st.booleans()),
    st.builds(Table, st.just(COLUMNS), st.lists(st.tuples(TEXTS, TEXTS), max_size=3), TEXTS),
    st.builds(Signature, TEXTS, TEXTS),
    st.builds(Fine, TEXTS),
)


@given(blocks=st.lists(BLOCKS, max_size=6), title=TEXTS)
@strictly
def test_no_block_changes_how_its_neighbours_are_read(blocks: list[Block], title: str) -> None:
    alone = [run for block in blocks for run in read(written(block)) if run[0] != "hr"]
    together = [run for run in read(written(*blocks, title=f"题{title}")) if run[0] != "hr"]
    assert together == [("h1", shown(f"题{title}")), *alone]


def test_two_lists_in_a_row_stay_two() -> None:
    tags = [token.type for token in MarkdownIt().parse(written(*(Items([str(n)]) for n in range(3))))]
    assert tags.count("bullet_list_open") == 3


@pytest.mark.parametrize(
    "text",
    [
        "关于“材料_终稿、表1-2”的问题：完成率100%，金额3.5万元（增长<5%），见C:\\台账\\a.md。",
        "1.关于“学习不够”的问题。此问题已整改完成。",
        "2023年5月12日—18日，A&B公司、C+D组，#3楼 a > b，x = y！[附件1]、（一）",
        "A snake_case name, 3 * 4 = 12, R&D, it's 50% - done.",
    ],
)
def test_prose_stays_as_it_is(text: str) -> None:
    assert written(Paragraph(text)) == f"{text}\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. 先自查", "1\\. 先自查"),
        ("- 项", "\\- 项"),
        ("[x] 项", "\\[x] 项"),
        ("# 号", "\\# 号"),
        ("见[附件](a.md)", "见[附件\\](a.md)"),
        ("**同志", "\\*\\*同志"),
        ("一\n= =\n==", "一\\\n= =\\\n\\=="),
        ("左\u202e右", "左\\u202E右"),
        ("一\r\n二", "一\\\n二"),
    ],
)
def test_a_backslash_stands_only_where_it_is_needed(text: str, markdown: str) -> None:
    assert written(Paragraph(text)) == f"{markdown}\n"


def test_columns_are_aligned_across_chinese_and_latin_text() -> None:
    rows = [("账户未按规定年检|核销", "1.10"), ("ledger", "2023.10"), ("固定资产\n未入账", "")]
    lines = written(Table(COLUMNS, rows)).splitlines()
    assert len({wcswidth(line) for line in lines}) == 1
    assert lines[1].endswith("--:|")
    assert "1.10 |" in lines[2]
    assert "未按规定年检\\|核销" in lines[2]
    assert "固定资产<br>未入账" in lines[4]


def test_a_long_table_is_written_row_by_row() -> None:
    markdown = written(Table(COLUMNS, [("短", "1"), *[("长长长长", "10")] * ALIGNED]))
    assert markdown.startswith("| 问题 | n |\n| :--- | ---: |\n| 短 | 1 |\n| 长长长长 | 10 |\n")


def test_no_table_of_a_long_document_is_laid_out() -> None:
    stream = io.BytesIO()
    rows = [("短", "1"), ("长长", "10")]
    write(Document("", "zh", [Table(COLUMNS, rows), Items(["甲"]), Table(COLUMNS, [])], long=True), stream)
    head = "| 问题 | n |\n| :--- | ---: |\n"
    text = stream.getvalue().decode()
    assert text.startswith(f"{head}| 短 | 1 |\n| 长长 | 10 |\n\n- 甲\n")
    assert read(text)[-2:] == [("table thead tr th", "问题"), ("table thead tr th", "n")]


@pytest.mark.parametrize("row", [("一",), ("一", "二", "三")])
@pytest.mark.parametrize("before", [0, ALIGNED + 5])
def test_a_row_of_another_width_is_a_bug(row: tuple[str, ...], before: int) -> None:
    with pytest.raises(ValueError, match="2 columns"):
        written(Table(COLUMNS, [*[("一", "1")] * before, row]))


def test_a_table_without_rows_keeps_its_head() -> None:
    assert read(written(Table(COLUMNS, []))) == [("table thead tr th", "问题"), ("table thead tr th", "n")]


def test_a_whole_report_is_laid_out_for_people() -> None:
    markdown = written(
        Heading(1, "组织整改", number="一、"),
        Paragraph("县局召开了3次会议。"),
        Heading(3, "Access", number="1. "),
        Paragraph("此问题已整改完成。", lead="1.关于“台账不全”的问题。"),
        Items(["甲", "乙\n丙"], ordered=True),
        Signature("某县某局", "2024年3月1日"),
        Fine("第7条"),
        Fine("口径"),
        title="整改报告",
    )
    assert markdown == (
        "# 整改报告\n\n## 一、组织整改\n\n县局召开了3次会议。\n\n#### 1. Access\n\n"
        "**1.关于“台账不全”的问题。** 此问题已整改完成。\n\n1. 甲\n2. 乙\\\n   丙\n\n"
        "某县某局\\\n2024年3月1日\n\n---\n\n第7条\n\n口径\n"
    )


def drawn(values: Iterable[Block], stream: io.BytesIO, lags: list[int]) -> Iterator[Block]:
    """`values`, noting at each how many blocks were asked for and not yet written."""
    for count, value in enumerate(values):
        lags.append(count - stream.getvalue().count(b"x"))
        yield value


def test_blocks_are_written_as_they_come() -> None:
    stream, lags = io.BytesIO(), list[int]()
    write(Document("", "en", drawn([Paragraph("x")] * 2000, stream, lags)), stream)
    assert max(lags) < 200


def test_memory_does_not_grow_with_the_rows_of_a_table() -> None:
    class Sink(io.BytesIO):
        def write(self, data: object) -> int:
            return len(data)  # type: ignore[arg-type]

    def peak(count: int) -> int:
        tracemalloc.start()
        write(Document("表", "zh", [Table(COLUMNS, ((f"问题{n}", str(n)) for n in range(count)))]), Sink())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1000)  # caches fill
    assert peak(10_000) < 1.5 * peak(1000)
