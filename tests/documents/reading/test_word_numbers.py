"""Numbers that Word counts by itself are read as Word would print them."""

import pytest

from rectify.documents.document import Heading
from rectify.documents.reading import read_bytes
from rectify.documents.reading.number_formats import written
from tests.documents.reading.making import definition, docx, left_out, level, num, p, rows, style, tbl, tc, texts


def lines(content: bytes) -> list[str]:
    return texts(read_bytes(content, "report.docx"))


GONGWEN = definition(
    0,
    level("chineseCountingThousand", "%1、"),
    level("chineseCountingThousand", "（%2）", more='<w:suff w:val="nothing"/>'),
    level("decimal", "%3."),
    level("decimal", "（%4）"),
)


def test_the_four_layers_of_an_official_document() -> None:
    body = [
        p("组织", num=1),
        p("整改", num=1),
        p("党建方面", num=1, level=1),
        p("学习不够", num=1, level=2),
        p("会议记录不全", num=1, level=2),
    ]
    body += [p("补记", num=1, level=3), p("财务方面", num=1, level=1), p("票据不全", num=1, level=2), p("今后", num=1)]
    expected = [
        "一、组织",
        "二、整改",
        "（一）党建方面",
        "1. 学习不够",
        "2. 会议记录不全",
        "（1）补记",
        "（二）财务方面",
        "1. 票据不全",
        "三、今后",
    ]
    assert lines(docx("".join(body), numbering=GONGWEN + num(1, 0))) == expected


def test_issues_that_run_on_across_aspects() -> None:
    """A level that never restarts."""
    numbering = definition(
        0, level("chineseCounting", "第%1方面，"), level("decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    )
    body = [p("甲", num=1), p("一", num=1, level=1), p("二", num=1, level=1), p("乙", num=1), p("三", num=1, level=1)]
    assert lines(docx("".join(body), numbering=numbering + num(1, 0))) == [
        "第一方面，甲",
        "1. 一",
        "2. 二",
        "第二方面，乙",
        "3. 三",
    ]


def test_a_level_that_restarts_only_after_the_first() -> None:
    numbering = definition(
        0,
        level("decimal", "%1."),
        level("decimal", "%2)"),
        level("lowerLetter", "%3.", more='<w:lvlRestart w:val="1"/>'),
    )
    body = [
        p("A", num=1),
        p("B", num=1, level=1),
        p("x", num=1, level=2),
        p("C", num=1, level=1),
        p("y", num=1, level=2),
    ]
    body += [p("D", num=1), p("E", num=1, level=1), p("z", num=1, level=2)]
    found = lines(docx("".join(body), numbering=numbering + num(1, 0)))
    assert found == ["1. A", "1) B", "a. x", "2) C", "b. y", "2. D", "1) E", "a. z"]


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = definition(0, level("decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, restart)
    body = [p("a", num=1), p("b", num=2), p("c", num=3), p("d", num=3), p("e", num=1)]
    assert lines(docx("".join(body), numbering=numbering)) == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_an_override_may_change_the_form_of_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">{level("upperRoman", "%1:", 4)}</w:lvl></w:lvlOverride>'
    numbering = definition(0, level("decimal", "%1.")) + num(1, 0, other)
    assert lines(docx(p("a", num=1) + p("b", num=1), numbering=numbering)) == ["IV: a", "V: b"]


def test_numbers_may_come_from_the_style_and_the_styles_it_is_based_on() -> None:
    styles = style("Top", '<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    styles += style(
        "Sub", '<w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based="Top"
    )
    body = p("甲", style="Top") + p("乙", style="Sub") + p("丙", style="Sub") + p("不编号", style="Sub", num=0)
    found = read_bytes(docx(body, styles=styles, numbering=GONGWEN + num(1, 0)), "a.docx").document.blocks
    assert [(each.level, each.number, each.text) for each in found if isinstance(each, Heading)] == [
        (1, "一、", "甲"), (2, "（一）", "乙"), (2, "（二）", "丙"), (2, "", "不编号"),
    ]  # fmt: skip


def test_a_level_may_be_tied_to_a_style_that_names_no_level() -> None:
    numbering = definition(0, level("decimal", "%1."), level("decimal", "%1.%2", more='<w:pStyle w:val="Sub"/>')) + num(
        1, 0
    )
    styles = style("Sub", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    assert lines(docx(p("a", num=1) + p("b", style="Sub"), styles=styles, numbering=numbering)) == ["1. a", "1.1 b"]


def test_a_definition_may_only_name_a_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="List"/></w:abstractNum>'
    styles = style("List", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    numbering = definition(0, level("decimalEnclosedCircle", "%1")) + linked + num(1, 0) + num(2, 5)
    assert lines(docx(p("a", num=2) + p("b", num=2), styles=styles, numbering=numbering)) == ["① a", "② b"]


def test_legal_numbers_are_all_decimal() -> None:
    numbering = definition(0, level("upperRoman", "%1."), level("decimal", "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert lines(docx(p("a", num=1) + p("b", num=1, level=1), numbering=numbering)) == ["I. a", "1.1 b"]


def test_a_deleted_paragraph_takes_no_number() -> None:
    """The mark of the second paragraph is deleted along with its text."""
    gone = p(
        '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>', num=1, more="<w:rPr><w:del w:id='2'/></w:rPr>"
    )
    numbering = definition(0, level("decimal", "%1.")) + num(1, 0)
    source = read_bytes(docx(p("甲", num=1) + gone + p("乙", num=1), numbering=numbering), "a.docx")
    assert texts(source) == ["1. 甲", "2. 乙"]
    assert left_out(source) == [("删去", "deleted", "paragraph 2")]


def test_paragraphs_whose_parting_mark_was_deleted_are_one() -> None:
    first = p("前半，", num=1, more="<w:rPr><w:del w:id='2'/></w:rPr>")
    numbering = definition(0, level("decimal", "%1.")) + num(1, 0)
    assert lines(docx(first + p("后半。", num=1) + p("下一条", num=1), numbering=numbering)) == [
        "1. 前半，后半。",
        "2. 下一条",
    ]


def test_a_hidden_paragraph_takes_no_number() -> None:
    hidden = p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>", num=1, more="<w:rPr><w:vanish/></w:rPr>")
    numbering = definition(0, level("decimal", "%1.")) + num(1, 0)
    assert lines(docx(p("甲", num=1) + hidden + p("乙", num=1), numbering=numbering)) == ["1. 甲", "2. 乙"]


def test_the_number_column_of_a_table_may_hold_nothing_but_numbers() -> None:
    numbering = definition(0, level("decimal", "%1", more='<w:suff w:val="nothing"/>')) + num(1, 0)
    body = tbl([tc("序号"), tc("问题")], *([tc(p(num=1)), tc(text)] for text in ("甲", "乙")))
    assert rows(read_bytes(docx(body, numbering=numbering), "a.docx")) == [(("序号", "问题"), ("1", "甲"), ("2", "乙"))]


def test_a_format_made_by_the_user() -> None:
    custom = (
        '<w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="F-%1"/>'
    )
    assert lines(docx(p("a", num=1) + p("b", num=1), numbering=definition(0, custom) + num(1, 0))) == [
        "F-009 a",
        "F-010 b",
    ]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 120: "120"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十", 1001: "一千零一"},
        ),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 12: "壹拾贰"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {10: "⑩"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {7: "07", 10: "10", 0: "00"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("upperLetter", {28: "BB"}),
        ("lowerRoman", {4: "iv", 1994: "mcmxciv"}),
        ("upperRoman", {9: "IX"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 112: "112th", 121: "121st"}),
        ("cardinalText", {21: "Twenty-one", 115: "One hundred fifteen"}),
        ("ordinalText", {1: "First", 20: "Twentieth", 32: "Thirty-second", 9: "Ninth"}),
        ("numberInDash", {5: "- 5 -"}),
        ("none", {5: ""}),
        ("unheardOf", {5: "5"}),
    ],
)
def test_formats(form: str, numbers: dict[int, str]) -> None:
    assert {number: written(number, form) for number in numbers} == numbers
