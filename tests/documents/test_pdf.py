"""PDF as another program reads it: every text whole, where it stands on the page, and what is refused."""

import io
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst

from rectify.documents.charts import Bar, Bars, Curves, Series
from rectify.documents.document import (
    Block,
    Column,
    Document,
    Enclosed,
    Enclosure,
    Field,
    Form,
    Heading,
    Items,
    Letterhead,
    NewPage,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.writing import Style, pdf
from rectify.documents.writing.pdf_fonts import faces
from rectify.errors import Refused
from rectify.language import LANGUAGES, sentence
from tests.conftest import Run
from tests.documents.reports import KINDS, STORIES, Story, bare, held, report_of, texts, told

MM = 72 / 25.4
PLAIN = "为抓好反馈意见整改落实单位多次开会研究逐条对照查找原因明确责任人和完成时限"

needs_chinese = pytest.mark.skipif(
    not faces(typst.Fonts().families(), "gb2312", "zh").any_chinese, reason="no Chinese typeface is installed"
)


def written(document: Document, style: Style = Style()) -> bytes:
    stream = io.BytesIO()
    pdf.write(document, stream, style)
    return stream.getvalue()


def chinese(*blocks: Block, title: str = "整改报告", **more: Any) -> Document:
    return Document(title, "zh", blocks, day="2023-06-30", **more)


class Char(NamedTuple):
    """A character on a page: its box in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page:
    """What stands on a page, without its number."""

    def __init__(self, page: Any, language: str) -> None:
        self.width, self.height = (float(side) / MM for side in page.get_size())
        self._text = page.get_textpage()
        self._official = language == "zh"
        chars = [self._char(at) for at in range(self._text.count_chars())]
        self.chars = [char for char in chars if char.text.strip() and self._is_inside(char)]
        self.number = [char for char in chars if char.text.strip() and not self._is_inside(char)]

    def _char(self, at: int) -> Char:
        left, bottom, right, top = (side / MM for side in self._text.get_charbox(at, loose=True))
        code = pdfium.FPDFText_GetUnicode(self._text, at)
        # pdfium takes a hyphen at the end of a line for a break within a word
        return Char("-" if code == 2 else chr(code), left, self.height - top, right, self.height - bottom)

    def _is_inside(self, char: Char) -> bool:
        if self._official and 290 < self.width < 300:
            return char.right > 34
        foot = 33 if self._official and self.width < self.height else 24
        return char.bottom < self.height - foot

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    def lines(self) -> list[list[Char]]:
        """The characters line by line, each line from left to right."""
        rows: list[list[Char]] = []
        for char in sorted(self.chars, key=lambda char: char.top + char.bottom):
            if rows and abs(char.top + char.bottom - rows[-1][-1].top - rows[-1][-1].bottom) < 4:
                rows[-1].append(char)
            else:
                rows.append([char])
        return [sorted(row, key=lambda char: char.left) for row in rows]

    def find(self, text: str) -> list[Char]:
        at = self.text.index(bare(text))
        return self.chars[at : at + len(bare(text))]


def pages(content: bytes, language: str = "zh") -> list[Page]:
    return [Page(page, language) for page in pypdfium2.PdfDocument(content)]


def whole(content: bytes, language: str = "zh") -> str:
    return "".join(page.text for page in pages(content, language))


def missing(document: Document, content: bytes) -> list[str]:
    """The texts of a document that are not in its file as they are."""
    found = whole(content, document.language)
    return [text for text in map(bare, texts(document)) if text not in found]


# --- every text is there


@needs_chinese
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_every_text_of_every_kind_is_whole_in_the_text_layer(run: Run, tmp_path: Path, story: Story) -> None:
    ledger = told(run, story, tmp_path)
    for kind in KINDS:
        with report_of(ledger, story, kind, basis=True) as streamed:
            document = held(streamed)
        found = written(document)
        assert missing(document, found) == [], kind
        assert found == written(document), f"{kind}: not the same bytes"


WICKED = (
    "| a | b |",
    "<b>粗</b> <l> @l &amp; </w:t>",
    "=1+1",
    '#read("/etc/passwd") #panic() #{1+1}',
    "*星* _线_ $x^2$ `码` ~ -- --- ... ' \" // 注 /* 注 */ \\ #",
    "= 不是标题",
    "控\x07制\x00字\u202e符",
    "一行\n两行\r\n三行",
    "rare: \u3400 \u4dae Ωμέγα Ёж № ℃ ㎡ é",
    "無" * 300,
    "W" * 400,
    "，" * 200,
    "https://example.invalid/" + "very-long-path/" * 30,
)


@needs_chinese
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_markup_and_none_is_cut(language: str) -> None:
    from rectify.documents.writing import visible

    for text in WICKED:
        columns = (Column("号", width=2), Column("问题", width=6), Column("长"))
        blocks: tuple[Block, ...] = (
            Heading(1, text, "一、"),
            Paragraph(text, text),
            Items((text,)),
            Table(columns, (("1", text, text),), caption=text),
            Form(((Field(text, text, 1), Field("乙", text)),), caption=text),
            Signature(text, text),
            Enclosed((text, text)),
            Enclosure(text),
        )
        document = Document(text, language, blocks, Letterhead(text, text), text, "2023-06-30")
        content = written(document)
        found = whole(content, language)
        assert found.count(bare(visible(text))) >= 16, text
        for page in pages(content, language):
            assert [char for char in page.chars if char.right > page.width - 15] == [], text
            assert len(page.number) < 10, f"below the page: {text}"


@needs_chinese
def test_a_title_and_a_cell_of_twenty_thousand_characters_run_over_as_many_pages_as_they_need() -> None:
    title = "".join(f"第{number}句，{PLAIN}。" for number in range(20_000 // 40))
    assert len(title) > 20_000
    heading = written(chinese(Heading(3, title, "1.")))
    assert bare(title) in whole(heading)
    table = Table((Column("甲"), Column("乙", width=10), Column("丙", width=4)), (("1", title, ""), ("2", "后", "")))
    cell = written(chinese(table))
    assert bare(title) in whole(cell).replace("甲乙丙", "")
    for page in pages(heading) + pages(cell):
        assert max(char.bottom for char in page.chars) < page.height - 34
    named = written(chinese(title=title))
    assert whole(named) == bare(title)


# --- the page after GB/T 9704-2012


@needs_chinese
def test_a_full_page_has_22_lines_of_28_characters_within_the_margins() -> None:
    _, *inner, _ = pages(written(chinese(Paragraph(PLAIN * 80))))
    for number, page in enumerate(inner, start=2):
        lines = page.lines()
        assert [len(line) for line in lines] == [28] * 22
        binding, outer = (28, 26) if number % 2 else (26, 28)
        assert min(line[0].left for line in lines) == pytest.approx(binding, abs=0.3)
        assert page.width - max(line[-1].right for line in lines) == pytest.approx(outer, abs=0.6)
        assert min(char.top for char in page.chars) > 36
        assert max(char.bottom for char in page.chars) < page.height - 34


@needs_chinese
def test_the_number_stands_on_the_outer_side_7_mm_below_the_text_also_of_a_page_that_lies_across() -> None:
    wide = Table(tuple(Column(f"第{n}栏", width=8) for n in range(7)), [(PLAIN,) * 7] * 20)
    found = pages(written(chinese(*[Paragraph(PLAIN * 3)] * 10, wide)))
    for number, page in enumerate(found, start=1):
        assert "".join(char.text for char in page.number) == f"—{number}—"
        dash, *_, last = page.number
        if page.width < page.height:
            assert (dash.top + dash.bottom) / 2 == pytest.approx(page.height - 35 + 7, abs=0.8)
            side = page.width - 26 - last.right if number % 2 else dash.left - (28 if number % 2 else 26)
            assert side == pytest.approx(14 / MM, abs=0.5)
        else:
            assert (dash.left + dash.right) / 2 == pytest.approx(35 - 7, abs=0.8)
            side = page.height - 26 - last.bottom if number % 2 else dash.top - 28
            assert side == pytest.approx(14 / MM, abs=0.5)
    assert {page.width > page.height for page in found} == {True, False}


@needs_chinese
@pytest.mark.parametrize("unit", ["某县财政局", "某某省某某市某某县人民政府办公室"])
def test_without_a_seal_the_date_begins_two_characters_behind_the_name(unit: str) -> None:
    [page] = pages(written(chinese(Signature(unit, "2023年6月30日"))))
    name, day = page.find(unit), page.find("2023年6月30日")
    em = 15.75 / MM
    assert day[0].left - name[0].left == pytest.approx(2 * em, abs=0.5)
    longest = max(name[-1].right, day[-1].right)
    assert page.width - 26 - longest == pytest.approx(2 * em if longest == day[-1].right else 0, abs=2 * em + 0.5)
    assert name[-1].right < page.width - 25
    assert page.width - 26 - day[-1].right > 2 * em - 0.5


@needs_chinese
def test_with_a_seal_the_date_ends_four_characters_before_the_edge_and_the_name_stands_over_its_middle() -> None:
    [page] = pages(written(chinese(Signature("某县财政局", "2023年6月30日")), Style(sealed=True)))
    name, day = page.find("某县财政局"), page.find("2023年6月30日")
    assert page.width - 26 - day[-1].right == pytest.approx(4 * 15.75 / MM, abs=0.5)
    assert name[0].left + name[-1].right == pytest.approx(day[0].left + day[-1].right, abs=1)


@needs_chinese
def test_the_red_head_is_35_mm_below_the_edge_of_the_text_and_as_large_as_its_name_allows() -> None:
    for unit in ("县委文件", "某某省某某市某某县某某工作委员会办公室文件"):
        head = Letterhead(unit, "某委2023年3号")
        [page] = pages(written(chinese(Paragraph("正文"), letterhead=head, addressee="县委")))
        mark, number = page.find(unit), page.find("某委2023年3号")
        assert mark[0].top == pytest.approx(37 + 35, abs=3)
        assert max(char.top for char in mark) - min(char.top for char in mark) < 5, "on one line"
        assert number[0].left + number[-1].right == pytest.approx(28 + page.width - 26, abs=1)
        assert page.find("县委：")[0].left == pytest.approx(28, abs=0.5)


@needs_chinese
def test_attachments_are_named_below_the_text_and_begin_on_pages_of_their_own() -> None:
    names = ("整改台账", "制度名称很长" * 8)
    blocks = (Paragraph("正文"), Enclosed(names), Enclosure(names[0], 1), Paragraph("甲"), Enclosure(names[1], 2))
    first, second, third = pages(written(chinese(*blocks)))
    label, one, two = first.find("附件："), first.find("1.整改台账"), first.find("2.制度名称")
    assert label[0].left == pytest.approx(28 + 2 * 15.75 / MM, abs=0.5)
    assert one[0].left == pytest.approx(two[0].left, abs=0.5)
    turned = [line for line in first.lines() if line[0].text in "制度名称很长" and line[0].top > two[0].bottom]
    assert {round(line[0].left) for line in turned} == {round(two[2].left)}, "further lines stand below the name"
    assert second.text.startswith("附件1整改台账甲")
    assert third.text.startswith("附件2")
    assert second.find("附件1")[0].left == pytest.approx(26, abs=0.5)


# --- tables and forms


@needs_chinese
def test_a_long_wide_table_lies_across_with_its_head_and_group_on_every_page_and_no_row_cut() -> None:
    columns = (
        Column("序号", width=3),
        Column("方面", width=6, groups=True),
        Column("问题", width=24),
        Column("措施", width=24),
    )
    rows = [(f"[{n}]", "第一个方面" if n < 60 else "第二个方面", f"始{n}{PLAIN * 3}终{n}", PLAIN) for n in range(120)]
    found = pages(written(chinese(Paragraph("填报单位"), Table(columns, rows), Signature("某局", "2023年6月30日"))))
    assert len(found) > 10
    assert all(page.width > page.height for page in found)
    assert all("序号问题措施" in page.text for page in found)
    for number in range(120):
        [at] = [page for page in found if f"[{number}]" in page.text]
        assert f"始{number}{PLAIN}" in at.text
        assert f"终{number}" in at.text
        assert ("第一个方面" if number < 60 else "第二个方面") in at.text
    assert found[0].text.startswith("整改报告填报单位"), "its beginning is turned with it"


@needs_chinese
def test_a_title_breaks_on_sense_also_of_an_attachment() -> None:
    title = "青石县水利局关于县委巡察反馈意见整改进展情况的报告"
    first, second = pages(written(chinese(Paragraph("正文"), Enclosure(title), title=title)))
    lines = ["青石县水利局", "关于县委巡察反馈意见", "整改进展情况的报告"]
    for page, before in ((first, 0), (second, 1)):
        found = ["".join(char.text for char in line) for line in page.lines()]
        assert found[before : before + 3] == lines


@needs_chinese
def test_a_group_that_is_only_a_number_stays_a_column() -> None:
    columns = (Column("方面", groups=True), Column("问题"))
    [page] = pages(written(chinese(Table(columns, (("1", "甲"), ("1", "乙"), ("2", "丙"))))))
    assert "方面问题1甲1乙2丙" in page.text


@needs_chinese
def test_a_narrow_table_stays_with_its_text() -> None:
    table = Table((Column("方面"), Column("问题", "right")), (("甲", "1"), ("乙", "2")))
    [page] = pages(written(chinese(Paragraph("前"), table, Paragraph("后"))))
    assert page.width < page.height
    assert "前方面问题甲1乙2后" in page.text


@needs_chinese
def test_the_widest_tables_take_a_large_sheet_and_the_text_goes_on_upright() -> None:
    wide = Table(tuple(Column(f"第{n}栏", width=9) for n in range(12)), [(PLAIN,) * 12])
    blocks: tuple[Block, ...] = (Heading(1, "甲"), *[Paragraph(PLAIN)] * 9, Heading(1, "台账"), wide, Paragraph("乙"))
    first, table, last = pages(written(chinese(*blocks)))
    assert (round(table.width), round(table.height)) == (420, 297)
    assert table.text.startswith("台账")
    assert (round(first.width), round(last.width)) == (210, 210)


@needs_chinese
def test_each_form_has_a_page_of_its_own_and_says_what_it_is() -> None:
    form = Form(
        ((Field("问题", PLAIN * 12),), (Field("状态", "已完成"), Field("日期", "")))
        + ((Field("意见", "签名", 2),),) * 4
    )
    found = pages(written(chinese(form, NewPage(), form, title="对账销号单")))
    assert [page.text.startswith("对账销号单问题") for page in found] == [True, True]


def test_a_page_at_a_glance_stays_one_page() -> None:
    part: tuple[Block, ...] = (Heading(1, "Part"), *[Paragraph("Words and figures. " * 6)] * 6)
    document = Document("At a glance", "en", part * 6, day="2023-06-30")
    assert len(pages(written(document))) > 1
    assert len(pages(written(document._replace(one_page=True)))) == 1


def test_a_page_at_a_glance_shows_its_pictures_if_there_is_room_and_else_only_its_words() -> None:
    bars = Bars("Progress", (Series("done", "done"), Series("late", "late")), (Bar("Finance <b>", (3, 1), "3 of 4"),))
    days, counts = ("2023-01-01", "2023-02-01"), ((1, 4),)
    curves = Curves("Over time", days, (Series("done", "done"),), counts)
    short: tuple[Block, ...] = (Paragraph("Before"), bars, Paragraph("Between"), curves, Paragraph("After"))
    document = Document("At a glance", "en", short, day="2023-06-30", one_page=True)
    [page] = pages(written(document), "en")
    assert "BeforeProgressFinance<b>3of4" in page.text
    assert "OvertimeOvertime" not in page.text, "each picture stands once"
    assert page.text.endswith("BetweenAfter")
    [full] = pages(written(document._replace(blocks=(*short, *[Paragraph("Words. " * 9)] * 46))), "en")
    assert "BeforeBetweenAfterWords" in full.text
    assert "Progress" not in whole(written(document._replace(one_page=False)), "en")


def test_a_row_that_does_not_fit_its_columns_is_a_bug_and_says_so() -> None:
    with pytest.raises(ValueError, match="one text for each column"):
        written(Document("T", "en", (Table((Column("a"), Column("b")), (("1",),)),)))


def test_a_document_without_blocks_is_its_title() -> None:
    assert whole(written(Document("Nothing yet", "en", ())), "en") == "Nothingyet"


# --- the file


def test_it_says_that_it_is_an_archive_and_holds_no_name_of_anybody() -> None:
    content = written(Document("Report", "en", (Paragraph("Text"),), day="2023-06-30"))
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in content
    found = pypdfium2.PdfDocument(content).get_metadata_dict()
    assert (found["Title"], found["Author"]) == ("Report", "")
    assert found["CreationDate"].startswith("D:20230630")


@needs_chinese
def test_its_bookmarks_are_the_headings() -> None:
    content = written(
        chinese(Heading(1, "整改结果", "一、"), Heading(2, "第一方面", "（一）"), Heading(3, "问题", "1."))
    )
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(content).get_toc()]
    assert marks == [(0, "一、整改结果"), (1, "（一）第一方面"), (2, "1.问题")]


# --- typefaces


def fonts_of(content: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", content)}


def test_the_set_that_is_asked_for_comes_first_then_the_others_then_free_ones() -> None:
    present = ["SimSun", "FangSong", "STFangsong", "KaiTi", "simhei", "Noto Serif CJK SC", "FandolFang R", "Arial"]
    windows, macos = faces(present, "windows", "zh"), faces(present, "macos", "zh")
    assert windows.chinese["body"][:3] == ["FangSong", "STFangsong", "FandolFang R"]
    assert macos.chinese["body"][0] == "STFangsong"
    assert windows.chinese["heading"][0] == "simhei"
    assert windows.chinese["title"][0] == "Noto Serif CJK SC"
    assert windows.latin == "Libertinus Serif", "what Typst brings itself"
    assert faces(present, "gb2312", "en").latin == "Arial"
    assert not faces(["Arial"], "gb2312", "zh").any_chinese


def test_no_family_is_named_that_is_not_there() -> None:
    families = typst.Fonts().families()
    for preferred in ("gb2312", "windows", "gbk", "macos"):
        of = faces(families, preferred, "zh")
        assert {of.latin, *(name for each in of.chinese.values() for name in each)} <= {*families, "Libertinus Serif"}


@pytest.fixture
def only(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[Path]], None]:
    """Make these folders the only ones in which typefaces are found."""

    def only(folders: Iterable[Path]) -> None:
        folder = "".join(f"<dir>{each}</dir>" for each in (tmp_path_factory.mktemp("none"), *folders))
        path = tmp_path_factory.mktemp("fonts") / "fonts.conf"
        path.write_text(f'<?xml version="1.0"?><fontconfig>{folder}</fontconfig>', encoding="utf-8")
        monkeypatch.setenv("FONTCONFIG_FILE", str(path))
        families = typst.Fonts().families()
        if faces(families, "gb2312", "zh").any_chinese:
            pytest.skip("this system looks for typefaces elsewhere")

    return only


def test_without_a_chinese_typeface_it_says_what_to_install(only: Callable[[Iterable[Path]], None]) -> None:
    only(())
    with pytest.raises(Refused) as refusal:
        written(chinese(Paragraph("正文")))
    assert refusal.value.key == "pdf-no-chinese"
    assert "fonts-noto-cjk" in sentence("en", refusal.value)
    assert whole(written(Document("Report", "en", (Paragraph("Words"),))), "en") == "ReportWords"


def test_a_character_that_no_typeface_has_is_named(only: Callable[[Iterable[Path]], None]) -> None:
    only(())
    document = Document("Report", "en", (Paragraph("Done \U0001f9ff and \u1bc3"),))
    with pytest.raises(Refused) as refusal:
        written(document)
    for language in LANGUAGES:
        said = sentence(language, refusal.value)
        assert "\U0001f9ff (U+1F9FF)" in said
        assert "\u1bc3 (U+1BC3)" in said
        assert "rectify amend" in said
        assert "\n" not in said


# --- the command


@pytest.fixture
def audit(run: Run, tmp_path: Path) -> Path:
    return told(run, STORIES[1], tmp_path)


def test_the_command_writes_it_and_says_where(audit: Path, run: Run, tmp_path: Path) -> None:
    said = run("report", "-o", "report.pdf")
    assert (said.code, said.out) == (0, "")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-1.7")
    again = run("report", "--format", "pdf", "-o", "same")
    assert again.code == 0
    assert (tmp_path / "same").read_bytes() == (tmp_path / "report.pdf").read_bytes()


def test_what_is_refused_leaves_no_file(
    audit: Path, run: Run, tmp_path: Path, only: Callable[[Iterable[Path]], None]
) -> None:
    only(())
    assert run("add-issue", "会议记录不全", "--aspect", "1").code == 0
    before = sorted(path.name for path in tmp_path.iterdir())
    said = run("report", "-o", "report.pdf")
    assert (said.code, said.out) == (4, "")
    assert len(said.err.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_without_the_extra_it_says_what_to_install(audit: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = run("report", "-o", "report.pdf", RECTIFY_LANG="en")
    assert (said.code, said.out) == (4, "")
    assert "pip install 'rectify[pdf]'" in said.err
