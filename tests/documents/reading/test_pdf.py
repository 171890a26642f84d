"""PDF: paragraphs whole, tables with their merged cells, and nothing of the page that is not the text."""

from collections.abc import Sequence

import pytest

from rectify.documents.document import Paragraph, Table
from rectify.documents.reading import read_bytes
from rectify.documents.reading.pdf_lines import without_radicals
from rectify.errors import Unreadable
from tests.documents.reading.making import Rule, Text, pdf, ruled, texts

LEFT, RIGHT, SIZE = 80, 515, 15
WIDE = (RIGHT - LEFT) // SIZE
"""Chinese characters in a full line."""


def set_out(paragraphs: Sequence[str], top: float = 760) -> list[Text]:
    """Chinese paragraphs, the first line of each moved in by two characters, all other lines full."""
    lines = []
    for text in paragraphs:
        lines.append(Text(LEFT + 2 * SIZE, top, text[: WIDE - 2], SIZE))
        for at in range(WIDE - 2, len(text), WIDE):
            top -= 28
            lines.append(Text(LEFT, top, text[at : at + WIDE], SIZE))
        top -= 28
    return lines


LONG = "根据统一部署，某组对我局开展了检查并于五月十二日反馈意见，我局高度重视，逐条研究，逐项落实，现将有关情况报告如下，请审阅并提出意见。"
SHORT = "1.关于票据不全的问题。已完成。"


def test_lines_are_joined_into_paragraphs() -> None:
    source = read_bytes(pdf([set_out([LONG, SHORT, LONG])]), "a.pdf")
    assert source.document.blocks == tuple(Paragraph(each, place="page 1") for each in (LONG, SHORT, LONG))
    assert (source.format, source.encoding, source.left_out) == ("pdf", "", ())


def test_a_paragraph_may_go_on_over_the_page() -> None:
    first, second = set_out([LONG])[:2], set_out([LONG])[2:]
    source = read_bytes(pdf([[*set_out([SHORT]), *(line._replace(y=line.y - 100) for line in first)], second]), "a.pdf")
    assert [(each.text, each.place) for each in source.document.blocks if isinstance(each, Paragraph)] == [
        (SHORT, "page 1"), (LONG, "page 1"),
    ]  # fmt: skip


def test_english_lines_are_joined_by_a_space_and_a_list_stays_a_list() -> None:
    lines = [
        "The board accepted all eleven recommendations of the review and appointed",
        "an owner for each of them.",
        "- first",
        "- second",
    ]
    page = [Text(LEFT, 760 - 20 * number, line, 12) for number, line in enumerate(lines)]
    assert texts(read_bytes(pdf([page]), "a.pdf")) == [f"{lines[0]} {lines[1]}", "- first", "- second"]


def test_a_hanging_item_is_one_paragraph() -> None:
    lines = [
        Text(LEFT, 760, "1、" + "甲" * (WIDE - 2), SIZE),
        Text(LEFT + 2 * SIZE, 732, "乙" * (WIDE - 2), SIZE),
        Text(LEFT + 2 * SIZE, 704, "丙。", SIZE),
    ]
    further = [Text(LEFT, 676, "2、丁。", SIZE), Text(LEFT, 648, "正文。", SIZE)]
    found = texts(read_bytes(pdf([[*lines, *further]]), "a.pdf"))
    assert found == ["1、" + "甲" * (WIDE - 2) + "乙" * (WIDE - 2) + "丙。", "2、丁。", "正文。"]


def test_titles_and_lines_that_do_not_fill_the_page_stay_apart() -> None:
    page = [Text(200, 780, "整改情况报告", 22), Text(LEFT, 740, "一、概况", SIZE), Text(LEFT, 712, "二、结果", SIZE)]
    assert texts(read_bytes(pdf([page]), "a.pdf")) == ["整改情况报告", "一、概况", "二、结果"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Text(220, 810, "某县审计局", 9),
            *set_out([f"{SHORT}{'甲乙丙'[number]}"]),
            Text(280, 30, f"— {number + 1} —", 9),
        ]
        for number in range(3)
    ]
    source = read_bytes(pdf(pages), "a.pdf")
    assert texts(source) == [f"{SHORT}{each}" for each in "甲乙丙"]
    assert [(each.text.replace(" ", ""), each.why, each.place) for each in source.left_out] == [
        (text, why, f"page {number}")
        for number in (1, 2, 3)
        for text, why in (("某县审计局", "running-head"), (f"—{number}—", "page-number"))
    ]


@pytest.mark.parametrize("number", ["3", "- 3 -", "第3页", "第 3 页 共 10 页", "3/10", "Page 3 of 10", "· 3 ·"])
def test_forms_of_page_numbers(number: str) -> None:
    source = read_bytes(pdf([[*set_out([LONG]), Text(280, 30, number, 9)]]), "a.pdf")
    assert (texts(source), [each.why for each in source.left_out]) == ([LONG], ["page-number"])


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert texts(
        read_bytes(pdf([[*set_out([LONG]), Text(LEFT, 400, "2023", SIZE), Text(LEFT, 372, "年度", SIZE)]]), "a.pdf")
    )[-2:] == ["2023", "年度"]


CHINESE_TABLE = [
    "前文。",
    "序号",
    "方面",
    "问题",
    "状态",
    "1",
    "第一方面",
    "票据不全且长期没有人管",
    "已完成",
    "2",
    "",
    "审批不严",
    "整改中",
    "3",
    "第二方面",
    "学习不够",
    "",
    "，已追责",
    "后文。",
]
ENGLISH_TABLE = [
    "Before.",
    "No.",
    "Area",
    "Finding",
    "Status",
    "1",
    "Accounts",
    "Receipts are missing",
    "done",
    "2",
    "",
    "No approval",
    "open",
    "3",
    "Learning",
    "None",
    "",
    "and it was known",
    "After.",
]


def table_page(words: Sequence[str]) -> list[Text | Rule]:
    """A table in which the area is merged over two rows, and a cell holds two lines, with a text before and after."""
    top = 500
    rules = [
        rule
        for rule in ruled(80, top, [60, 120, 160, 80], [30, 30, 30, 30])
        if rule != Rule(80, top - 60, 500, top - 60)
    ]
    rules += [Rule(80, top - 60, 140, top - 60), Rule(260, top - 60, 500, top - 60)]
    lefts = [84, 144, 264, 424]
    cells = [Text(lefts[at % 4], top - 30 * (at // 4) - 13, text, 10) for at, text in enumerate(words[1:17])]
    second = Text(264, top - 30 - 26, words[17], 10)
    return [Text(80, top + 60, words[0], 15), *rules, *cells, second, Text(80, top - 180, words[18], 15)]


# The font is not embedded, and pdfium passes over characters without a shape on pages that are turned by a quarter.
@pytest.mark.parametrize(
    ("words", "rotate"), [(CHINESE_TABLE, 0), *((ENGLISH_TABLE, turn) for turn in (0, 90, 180, 270))]
)
def test_a_ruled_table_with_a_merged_cell_also_on_a_turned_page(words: Sequence[str], rotate: int) -> None:
    source = read_bytes(pdf([table_page(words)], rotate=rotate), "a.pdf")
    found = next(each for each in source.document.blocks if isinstance(each, Table))
    before, *cells, second, after = words
    cells[6] += f"\n{second}"
    cells[9] = cells[5]
    assert found.rows == tuple(tuple(cells[at : at + 4]) for at in range(0, 16, 4))
    assert (set(found.filled), found.place, texts(source)) == ({(2, 1)}, "page 1", [before, after])


def test_a_cell_that_is_full_goes_on_in_its_next_line() -> None:
    rules = ruled(80, 700, [60, 100], [40, 40])
    page: list[Text | Rule] = [
        *rules,
        Text(84, 680, "问题", 10),
        Text(144, 688, "关于票据不全并", 14),
        Text(144, 670, "且长期", 14),
        Text(84, 640, "x", 10),
        Text(144, 640, "y", 10),
    ]
    (found,) = read_bytes(pdf([page]), "a.pdf").document.blocks
    assert isinstance(found, Table)
    assert found.rows == (("问题", "关于票据不全并且长期"), ("x", "y"))


def test_a_frame_around_a_text_is_no_table() -> None:
    assert texts(read_bytes(pdf([[*ruled(70, 790, [460], [60]), Text(LEFT, 760, "公示", SIZE)]]), "a.pdf")) == ["公示"]


def test_radicals_that_look_like_characters_become_them() -> None:
    """As browsers write them: 月日至青民长 as radicals; full-width signs stay."""
    looks = {"月": "⽉", "日": "⽇", "至": "⾄", "青": "⻘", "民": "⺠", "长": "⻓"}
    text = "5月12日至18日，青年、农民、组长％"
    found = texts(read_bytes(pdf([[Text(LEFT, 700, text, SIZE)]], means=looks), "a.pdf"))
    assert found == [text]
    assert without_radicals("⽉⻘，％①㎡") == "月青，％①㎡"


def test_a_scan_is_named_as_such() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(pdf([[], []], pictures=True), "a.pdf")
    assert caught.value.key == "input-scan"


def test_one_page_that_is_a_picture_is_listed() -> None:
    source = read_bytes(pdf([set_out([LONG]), []], pictures=True), "a.pdf")
    assert (texts(source), [tuple(each) for each in source.left_out]) == ([LONG], [("", "picture-page", "page 2")])


def test_a_document_without_text_or_pictures() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(pdf([[]]), "a.pdf")
    assert caught.value.key == "input-no-text"


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(pdf([[]] * 501), "a.pdf")
    assert (caught.value.key, caught.value.values["count"]) == ("input-too-many", 501)


def test_a_broken_and_a_locked_file_are_refused() -> None:
    whole = pdf([set_out([LONG])])
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"%PDF-1.7\nnothing", "a.pdf")
    assert caught.value.key == "input-damaged"
    locked = whole.replace(
        b"trailer<<",
        b"trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"11" * 32
        + b">/U<"
        + b"22" * 32
        + b">>>",
    )
    with pytest.raises(Unreadable) as caught:
        read_bytes(locked, "a.pdf")
    assert caught.value.key == "input-encrypted"
