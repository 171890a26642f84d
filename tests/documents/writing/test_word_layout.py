"""A Chinese Word file is an official document as GB/T 9704-2012 has it, clause by clause; an English one is none."""

import io
from collections.abc import Iterator
from typing import Any, Literal

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

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
from rectify.documents.writing import Style
from rectify.documents.writing.word import write
from tests.documents.writing.test_word import part, written

TITLE = "关于检查反馈意见整改进展情况的报告"
WIDE = Table(tuple(Column(f"第{n}列", width=12) for n in range(14)), [("文字" * 9,) * 14])
NARROW = Table((Column("序号", width=3), Column("问题", width=12)), [("1", "票据未核销")])


def made(*blocks: Block, language: str = "zh", style: Style = Style(), **more: Any) -> Any:
    stream = io.BytesIO()
    write(Document(more.pop("title", TITLE), language, blocks, **more), stream, style)
    return docx.Document(stream)


def called(document: Any, text: str) -> Any:
    """The paragraph that holds `text`."""
    (found,) = (each for each in document.paragraphs if text in each.text)
    return found


def chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def attribute(paragraph: Any, tag: str, name: str) -> str | None:
    """What a paragraph's own properties say, else its style's or those that it is based on."""
    places = [paragraph._p.pPr, *(each.element.pPr for each in chain(paragraph.style))]
    places += [each.element.rPr for each in chain(paragraph.style)]
    for place in places:
        found = None if place is None else place.find(qn(f"w:{tag}"))
        if found is not None and found.get(qn(f"w:{name}")) is not None:
            return str(found.get(qn(f"w:{name}")))
    return None


def face(document: Any, paragraph: Any) -> str | None:
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    return attribute(paragraph, "rFonts", "eastAsia") or defaults.get(qn("w:eastAsia"))


def points(document: Any, paragraph: Any) -> float:
    size = attribute(paragraph, "sz", "val") or document.styles.element.find(f".//{qn('w:sz')}").get(qn("w:val"))
    return int(size) / 2


# --- the page


def test_paper_and_margins() -> None:
    """5.2.1: A4, 37 mm above, 28 mm at the binding edge, the text 156 x 225 mm."""
    (section,) = made(Paragraph("甲")).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert round((section.page_width - section.left_margin - section.right_margin) / Mm(1)) == 156
    assert round((section.page_height - section.top_margin - section.bottom_margin) / Mm(1)) == 225


def test_22_lines_of_28_characters_fill_the_page() -> None:
    """5.2.3, with type of 3号, which is 16 pt in Word and a little too large for it."""
    document = made(Paragraph("甲"))
    section, text = document.sections[0], called(document, "甲")
    pitch = points(document, text) + int(attribute(text, "spacing", "val") or 0) / 20
    width = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
    height = (section.page_height - section.top_margin - section.bottom_margin) / Pt(1)
    line = int(attribute(text, "spacing", "line") or 0) / 20
    assert (int(width / pitch), int(height / line)) == (28, 22)
    assert attribute(text, "spacing", "lineRule") == "exact"
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert int(height * 20 / int(grid.get(qn("w:linePitch")))) == 22


def test_page_numbers() -> None:
    """7.5: 4号 half-width 宋体 between 一字线, odd pages right and even pages left, one character in."""
    document = made(Paragraph("甲"))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (number,) = footer.paragraphs
        assert number.text == "— 1 —"
        assert "PAGE" in number._p.xml
        assert (face(document, number), points(document, number)) == ("宋体", 14)
        assert attribute(number, "rFonts", "ascii") == "宋体"
        assert attribute(number, "jc", "val") == side
        assert attribute(number, "ind", f"{side}Chars") == "100"
    middle = section.footer_distance + Pt(14) / 2
    assert round((section.bottom_margin - middle) / Mm(1)) == 7, "the dash is 7 mm below the text"


# --- the elements


@pytest.mark.parametrize(
    ("text", "typeface", "size"),
    [
        ("正文一段", "仿宋_GB2312", 16),
        ("一、整改", "黑体", 16),
        ("第一方面，聚焦", "楷体_GB2312", 16),
        ("1.事项", "仿宋_GB2312", 16),
        ("（1）细项", "仿宋_GB2312", 16),
        ("整改进展", "方正小标宋简体", 22),
        ("县委巡察办：", "仿宋_GB2312", 16),
        ("附件1", "黑体", 16),
        ("附件标题", "方正小标宋简体", 22),
        ("水利局文件", "方正小标宋简体", 62),
        ("3号", "仿宋_GB2312", 16),
    ],
)
def test_typefaces_and_sizes(text: str, typeface: str, size: float) -> None:
    """5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.3.7: none of them bold."""
    document = made(
        Heading(1, "整改", "一、"),
        Heading(2, "聚焦作风", "第一方面，"),
        Heading(3, "事项", "1."),
        Heading(4, "细项", "（1）"),
        Paragraph("正文一段"),
        Enclosure("附件标题", 1),
        letterhead=Letterhead("水利局文件", "青水发〔2023〕3号"),
        addressee="县委巡察办",
    )
    found = called(document, text)
    own = found.runs[0].font.size
    assert (face(document, found), own.pt if own else points(document, found)) == (typeface, size)
    assert not any(each.font.bold for each in chain(found.style))


def test_every_run_takes_shared_marks_from_the_chinese_typeface() -> None:
    document = made(Heading(1, "“甲”"), Paragraph("“乙”", lead="“丙”"), NARROW)
    runs = document.element.body.findall(f".//{qn('w:r')}")
    assert len(runs) == 8
    for run in runs:
        assert run.rPr.find(qn("w:rFonts")).get(qn("w:hint")) == "eastAsia"


def test_paragraphs_and_headings_begin_two_characters_in() -> None:
    """7.3.3; the addressee is flush left, the title centred (7.3.1, 7.3.2)."""
    document = made(Heading(1, "整改", "一、"), Heading(2, "聚焦"), Paragraph("正文"), addressee="县委")
    for text in ("一、整改", "聚焦", "正文"):
        assert attribute(called(document, text), "ind", "firstLineChars") == "200"
    assert attribute(called(document, "县委："), "ind", "firstLineChars") is None
    title = called(document, "整改进展")
    assert attribute(title, "jc", "val") == "center"
    assert attribute(title, "ind", "firstLineChars") is None
    assert attribute(title, "spacing", "after") == "578", "one blank line above the addressee"


def test_the_opening_sentence_of_an_issue_is_a_third_level() -> None:
    """7.3.3: 仿宋 as the text, not bold; a style of its own, so that an office can change all of them at once."""
    lead = called(made(Paragraph("已办结。", lead="1.关于“票据”的问题。")), "关于“票据”").runs[0]
    assert lead.style.style_id == "Lead"
    assert not lead.style.font.bold
    assert lead.style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_the_red_head() -> None:
    """7.2.4, 7.2.5, 7.2.7: 35 mm below the edge of the text, the number two lines below, a red line as wide as the text."""
    document = made(letterhead=Letterhead("共青团青石县委员会水利局联合文件", "青水发〔2023〕3号"))
    head, number, title = document.paragraphs
    ink = 0.15 * head.runs[0].font.size.pt  # above it, in its line
    assert round((int(attribute(head, "spacing", "before") or 0) / 20 + ink) / 72 * 25.4) == 35
    color = attribute(head, "color", "val")
    assert color == "E60000"
    assert head.runs[0].font.size.pt * 16 <= 442, "a long name is set in smaller type"
    assert attribute(number, "spacing", "before") == str(2 * 578)
    line = number.style.element.pPr.find(f".//{qn('w:bottom')}")
    assert line.get(qn("w:color")) == color
    assert number.paragraph_format.left_indent is None
    assert attribute(title, "spacing", "before") == str(2 * 578), "two blank lines below the red line"


def ends(document: Any, text: str) -> float:
    """How far before the right edge a line ends, in characters."""
    return int(attribute(called(document, text), "ind", "rightChars") or 0) / 100


def test_the_signature_with_a_seal() -> None:
    """7.3.5.1: the date 4 characters in, the name over its middle."""
    document = made(Paragraph("甲"), Signature("青石县水利局", "2023年6月30日"), style=Style(sealed=True))
    assert (ends(document, "青石县水利局"), ends(document, "6月30日")) == (4 + (6.5 - 6) / 2, 4)


def test_the_signature_of_a_long_name_with_a_seal_stays_on_the_page() -> None:
    unit = "青石县人民政府防汛抗旱指挥部办公室水库移民安置工作领导小组"
    document = made(Signature(unit, "2023年6月30日"), style=Style(sealed=True))
    name, day = ends(document, unit), ends(document, "6月30日")
    assert name == 0
    assert day == (len(unit) - 6.5) / 2, "the date stays under its middle"


@pytest.mark.parametrize(
    ("unit", "name", "day"),
    [("青石县水利局人事科", 2, 9 - 6.5), ("水利局", 6.5 - 3 + 4, 2), ("青石县水利局青", 2, 0.5)],
)
def test_the_signature_without_a_seal(unit: str, name: float, day: float) -> None:
    """7.3.5.2: the name 2 in, the date beginning 2 to the right of the name; a longer date 2 in, and the name moves."""
    document = made(Signature(unit, "2023年6月30日"))
    assert (ends(document, unit), ends(document, "6月30日")) == (name, day)
    start_of_name, start_of_day = name + len(unit), day + 6.5
    assert start_of_name - start_of_day == 2


def test_a_signature_never_stands_alone_on_a_page() -> None:
    document = made(Paragraph("最后一段"), Enclosed(("台账",)), Signature("水利局", "2023年6月30日"))
    for text in ("最后一段", "附件：", "水利局"):
        assert attribute_present(called(document, text), "keepNext")
    assert not attribute_present(called(document, "6月30日"), "keepNext")


def attribute_present(paragraph: Any, tag: str) -> bool:
    return any(
        place is not None and place.find(qn(f"w:{tag}")) is not None
        for place in (paragraph._p.pPr, *(each.element.pPr for each in chain(paragraph.style)))
    )


def test_the_note_on_attachments() -> None:
    """7.3.4: one blank line below the text, 2 characters in, further lines under the name."""
    one = called(made(Enclosed(("整改台账",))), "附件")
    assert one.text == "附件：整改台账"
    assert attribute(one, "spacing", "before") == "578"
    assert (attribute(one, "ind", "leftChars"), attribute(one, "ind", "hangingChars")) == ("500", "300")
    document = made(Enclosed(("整改台账", "责任清单")))
    first, second = called(document, "整改台账"), called(document, "责任清单")
    assert (first.text, second.text) == ("附件：1.整改台账", "2.责任清单")
    assert (attribute(first, "ind", "leftChars"), attribute(first, "ind", "hangingChars")) == ("600", "400")
    assert (attribute(second, "ind", "leftChars"), attribute(second, "ind", "hangingChars")) == ("600", "100")


def test_an_attachment_begins_a_page() -> None:
    """7.3.7: 附件 flush left in the first line, its title centred in the third."""
    document = made(Paragraph("甲"), Enclosure("整改台账"))
    mark, title = document.paragraphs[-2:]
    assert (mark.text, title.text) == ("附件", "整改台账")
    assert mark.paragraph_format.page_break_before
    assert attribute(mark, "ind", "firstLineChars") is None
    assert attribute(title, "spacing", "before") == "578"


# --- tables and forms


def test_a_head_is_repeated_and_rows_are_not_cut() -> None:
    (table,) = made(NARROW).tables
    head, row = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert row.trPr.find(qn("w:cantSplit")) is not None
    widths = [column.width for column in table.columns]
    assert [cell.width for cell in table.rows[1].cells] == widths
    assert round(sum(widths) / Mm(1)) == 156


def test_groups_are_merged_down() -> None:
    table = Table((Column("方面", groups=True), Column("问题")), [("甲", "1"), ("甲", "2"), ("乙", "3")])
    (found,) = made(table).tables
    cells = [found.cell(row, 0) for row in (1, 2, 3)]
    assert cells[0]._tc is cells[1]._tc
    assert cells[1]._tc is not cells[2]._tc


def test_a_wide_table_lies_across_and_its_page_number_stays_at_the_foot_of_the_sheet() -> None:
    """8: the page number of a landscape page stands where it stands on the others."""
    document = made(Paragraph("甲"), Heading(1, "台账", "一、"), WIDE, Enclosure("清单"), NARROW)
    upright, across, again = document.sections
    assert [round(each.page_width.mm) for each in (upright, across, again)] == [210, 297, 210]
    assert round(across.top_margin.mm) == 28, "the binding edge is above"
    assert "".join(each.text for each in across.footer.paragraphs) == ""
    for header in (across.header, across.even_page_header):
        (cell,) = (cell for table in header.tables for row in table.rows for cell in row.cells)
        assert cell.text == "— 1 —"
        assert cell._tc.tcPr.find(qn("w:textDirection")).get(qn("w:val")) == "tbRl"
    assert list(again.header.tables) == []
    heading = called(document, "一、台账")
    section = heading._p.getnext()
    assert section.tag == qn("w:tbl"), "the heading lies across with its table"


def test_a_document_that_opens_with_a_wide_table_lies_across_from_its_title_on() -> None:
    (section,) = made(Paragraph("填报单位"), WIDE, Signature("水利局", "2023年6月30日")).sections
    assert round(section.page_width.mm) == 297


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_and_codes_are_not_torn_where_a_page_across_holds_them(language: str) -> None:
    """Thirteen columns; upright they would have to be narrower than their words."""
    names = ("Ledger", "Completed", "Returned", "Day", "Waived", "Overdue")
    texts = ("22ec3b97", "7", "IA-2025-04", "2023-11-25", "100%", "0")
    columns = (*(Column(name, whole=True) for name in names * 2), Column("Unit"))
    rows = [(*texts, *texts, "县水利局下属事业单位管理服务中心")]
    document = made(Paragraph("甲"), Heading(1, "台账"), Table(columns, rows), language=language)
    assert round(document.sections[-1].page_width.mm) == 297
    (found,) = document.tables
    letter = (9 if language == "zh" else 8) / 2
    for name, text, column in zip(names * 2, texts * 2, found.columns, strict=False):
        assert column.width is not None
        assert column.width.pt >= max(len(name), len(text)) * letter, (name, column.width.pt)


def test_a_document_that_says_so_lies_across_with_all_its_tables() -> None:
    document = made(Paragraph("甲"), Heading(1, "各单位", "一、"), NARROW, across=True)
    (section,) = document.sections
    assert round(section.page_width.mm) == 297
    wide = sum(column.width.pt for column in document.tables[-1].columns)
    assert wide > 210 / 25.4 * 72


def test_a_wide_table_in_an_attachment_turns_the_attachment() -> None:
    document = made(Paragraph("甲"), Enclosure("台账"), WIDE)
    assert [round(each.page_width.mm) for each in document.sections] == [210, 297]
    mark = called(document, "附件")
    assert not mark.paragraph_format.page_break_before, "the section begins the page; a break would leave one empty"


def test_a_slip_has_room_for_hands_and_a_page_of_its_own_with_the_title() -> None:
    form = Form(((Field("序号", "1"), Field("方面", "甲")), (Field("意见", "签名：", 3),)))
    document = made(form, NewPage(), form)
    first, _ = document.tables
    opinion = first.rows[1].cells
    assert [cell.text for cell in opinion[1:]] == ["\n\n\n签名："] * 3, "it spans the other three columns"
    titles = [each for each in document.paragraphs if each.style.style_id == "Title"]
    assert [each.text for each in titles] == [titles[0].text] * 2
    assert [bool(each.paragraph_format.page_break_before) for each in titles] == [False, True]


# --- typefaces


@pytest.mark.parametrize(
    ("fonts", "text", "title"),
    [
        ("gb2312", "仿宋_GB2312", "方正小标宋简体"),
        ("windows", "仿宋", "华文中宋"),
        ("gbk", "方正仿宋_GBK", "方正小标宋_GBK"),
        ("macos", "华文仿宋", "华文中宋"),
    ],
)
def test_sets_of_typefaces(fonts: Literal["gb2312", "windows", "gbk", "macos"], text: str, title: str) -> None:
    document = made(Paragraph("甲"), style=Style(fonts))
    assert (face(document, document.paragraphs[1]), face(document, document.paragraphs[0])) == (text, title)


def test_every_typeface_that_is_asked_for_has_its_other_names() -> None:
    content = written(Heading(1, "甲"), Heading(2, "乙"), Paragraph("丙"))
    namespaces = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    known = etree.fromstring(part(content, "word/fontTable.xml").encode())
    others = {
        each.get(qn("w:name")): other.get(qn("w:val"), "").split(",")
        for each in known.iterfind("w:font", namespaces)
        for other in each.iterfind("w:altName", namespaces)
    }
    asked = etree.fromstring(part(content, "word/styles.xml").encode()).iterfind(".//w:rFonts", namespaces)
    for fonts in asked:
        for name in filter(None, {fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))}):
            assert len(name) < 32, "Word knows no longer names"
            assert others[name]
            assert name not in others[name]
    assert "仿宋" in others["仿宋_GB2312"]


# --- English


def test_an_english_document_is_a_business_one() -> None:
    document = made(Heading(1, "Summary", "1. "), Paragraph("Text", lead="Status:"), language="en", title="Report")
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section._sectPr.find(qn("w:docGrid")) is None
    assert section.footer.paragraphs[0].text == "Page 1 of 1"
    lead = called(document, "Status:")
    assert lead.text == "Status: Text"
    assert lead.runs[0].style.font.bold
    assert "eastAsia" not in document.element.body.xml, "no hint: its quotes are Latin ones"


def test_english_items_have_bullets_and_counted_ones_begin_anew() -> None:
    document = made(Items(["a"]), Items(["b"], ordered=True), Items(["c"], ordered=True), language="en")
    numbers = [attribute_of(called(document, text), "numId") for text in ("b", "c")]
    assert numbers == ["2", "3"]
    assert called(document, "a").style.element.pPr.find(f".//{qn('w:numId')}").get(qn("w:val")) == "1"


def attribute_of(paragraph: Any, tag: str) -> str:
    return str(paragraph._p.pPr.find(f".//{qn(f'w:{tag}')}").get(qn("w:val")))
