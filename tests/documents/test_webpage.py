"""A report as one web page: whole, self-contained, nobody's text is markup, everybody can read it."""

import re
from itertools import chain, repeat
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from rectify.documents.charts import Bar, Bars, Curves, Lane, Series, Stretch, Tile, Tiles, Timeline, Toned
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
from rectify.documents.writing.palette import DARK, LIGHT, LOOKS, Ground
from tests.documents.pages import check, made, parsed, text

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]></style></svg><b>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt; &#60;b>",
    "a\u202eb\x07c\x1b[31m",
    "行一\n行二",
    "=1+1 #read(x) |",
)


def every_block(words: str) -> tuple[Block, ...]:
    """One of each kind, with `words` wherever there is a text."""
    series = (Series(words, "done"), Series(words, "late"))
    lane = Lane(words, words, (Stretch("2023-05-01", "2023-05-09", words), Stretch("2023-05-02", "2023-05-02", words)))
    return (
        Heading(1, words, words),
        Paragraph(words, words),
        Items((words, words)),
        Items((words,), ordered=True),
        Table((Column(words), Column(words, "right")), ((words, words),), words),
        Table(
            (Column(words, field="number", width=3), *(Column(words, groups=at == 0) for at in range(4))),
            ((words, words, Toned(words, "done"), Toned(words, "late", words), words),),
            name=words,
        ),
        Form(((Field(words, words), Field(words, words)), (Field(words, words, 2),)), words),
        Bars(words, series, (Bar(words, (3, 1), words),), words),
        Timeline(
            words, "2023-01-01", "2023-12-31", (lane,), (("2023-03-01", words),), ((words, "deed", "late"),), words
        ),
        Curves(words, ("2023-01-01", "2023-03-01"), series, ((1, 2), (0, 1)), words),
        Tiles(words, (Tile(words, words, "late", words),)),
        Enclosed((words, words)),
        Signature(words, words),
        Enclosure(words, 1),
        NewPage(),
        Fine(words),
    )


def document(*blocks: Block, language: str = "zh", title: str = "标题", **more: Any) -> Document:
    return Document(title, language, blocks, **more)


def body(*blocks: Block, **more: Any) -> Any:
    return parsed(made(document(*blocks, **more)))


# --- nobody's text is markup


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_becomes_markup_wherever_it_stands(words: str, language: str) -> None:
    page = made(
        document(
            *every_block(words), language=language, title=words, letterhead=Letterhead(words, words), addressee=words
        )
    )
    plain = made(
        document(*every_block("甲"), language=language, title="甲", letterhead=Letterhead("甲", "甲"), addressee="甲")
    )

    def shape(root: Any) -> list[str]:
        # texts in drawings take as many lines as they need, titles as many phrases
        lines = {"br", "text", "wbr"}
        return [each.tag for each in root.iter() if each.tag not in lines and each.get("class") != "phrase"]

    root = check(page)
    assert shape(root) == shape(check(plain))
    assert "alert" not in "".join(root.xpath("//script/text()"))


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(), max_size=40))
def test_any_text_gives_a_page_that_holds(words: str) -> None:
    made(document(*every_block(words), title=words))
    check(made(document(*every_block(f"甲{words}"), title=f"甲{words}")))


def test_what_cannot_be_seen_is_shown() -> None:
    root = body(Paragraph("a\u202eb\x07c"))
    assert text(root.xpath("//main/p")[0]) == r"a\u202Eb\u0007c"


def test_a_text_of_twenty_thousand_characters_is_whole_everywhere() -> None:
    words = "长" * 20_000
    root = check(made(document(Paragraph(words), *every_block(words))))
    for tag in ("p", "li", "td", "th", "dd", "figcaption", "h2"):
        assert any(words in text(each) for each in root.iter(tag)), tag
    lines = root.xpath("//*[local-name()='svg'][1]/*[local-name()='text']/text()")
    assert "".join(lines).count("长") >= 20_000, "the label of a bar is wrapped, not cut"


# --- one file, the same bytes


def test_the_same_document_gives_the_same_bytes_in_pieces_of_any_size() -> None:
    rows = [(str(at), "x" * 50) for at in range(30_000)]  # more than is kept in memory
    blocks = (Table((Column("a"), Column("b")), rows), *every_block("甲"))
    page = made(document(*blocks))
    assert page == made(document(*blocks))
    assert len(parsed(page).xpath("//main/table[1]/tbody/tr")) == 30_000


def test_a_row_that_is_too_short_is_a_bug() -> None:
    with pytest.raises(ValueError, match="1 texts in a table of 2 columns"):
        made(document(Table((Column("a"), Column("b")), (("1",),))))


# --- structure


def test_headings_go_down_one_by_one_also_where_the_document_leaves_layers_out() -> None:
    levels = (1, 3, 3, 4, 1, 2, 9, 2)
    root = check(made(document(*(Heading(level, str(level)) for level in levels))))
    assert [each.tag for each in root.xpath("//main/*")] == ["h2", "h3", "h3", "h4", "h2", "h3", "h4", "h3"]


@pytest.mark.parametrize(("number", "lines"), [(3, 0), (4, 4), (60, 60), (61, 1)])
def test_long_documents_have_contents_that_lead_to_their_headings(number: int, lines: int) -> None:
    root = check(made(document(Heading(1, "甲"), *(Heading(2, "乙") for _ in range(number - 1)))))
    links = root.xpath("//nav//a/@href")
    assert links == [f"#s{at}" for at in range(1, lines + 1)]
    assert root.xpath("//body/a/@href") == ["#main"]


def test_each_group_of_a_table_is_a_body_under_its_name() -> None:
    columns = (Column("序号"), Column("方面", groups=True), Column("问题"))
    rows = (("1", "作风", "甲"), ("2", "作风", "乙"), ("3", "资金", "丙"), ("4", "", "丁"))
    root = body(Table(columns, rows, name="台账"))
    found = [
        (text(group.xpath("./tr/th[@scope='rowgroup']")[0]), [text(row) for row in group.xpath("./tr[td]")])
        for group in root.xpath("//tbody")
    ]
    assert found == [("作风", ["1甲", "2乙"]), ("资金", ["3丙"]), ("其他", ["4丁"])]
    assert root.xpath("//th[@scope='rowgroup']/@colspan") == ["2"] * 3
    assert [text(each) for each in root.xpath("//thead//th")] == ["序号", "问题"]


def test_a_tone_is_a_word_a_shape_and_a_colour() -> None:
    root = body(
        Table((Column("状态"), Column("时限")), ((Toned("已完成", "done"), Toned("2023-05-31", "late", "逾期")),))
    )
    (done, late) = root.xpath("//*[contains(@class, 'tone')]")
    assert (text(done), text(late)) == ("已完成", "逾期")
    sheet = "".join(root.xpath("//style/text()"))
    signs = [look.sign for look in LOOKS.values()]
    assert len(set(signs)) == len(signs)
    assert all(f'content: "{sign}"' in sheet for sign in signs)


def test_tables_for_programs_are_left_out() -> None:
    assert not body(Table((Column("a"),), (("1",),), aside=True)).xpath("//table")


def test_a_form_keeps_room_to_sign_and_its_name_on_every_page_but_the_first() -> None:
    form = Form(((Field("意见", "签名", 2),),))
    root = check(made(document(form, NewPage(), form, title="销号单")))
    assert [each.get("class") for each in root.xpath("//caption")] == ["screen-none print-none", "screen-none"]
    assert [text(each) for each in root.xpath("//caption")] == ["销号单"] * 2
    assert root.xpath("//td[@class='room']/@style") == ["--room:2"] * 2


def test_every_chart_has_its_figures_in_a_table() -> None:
    series = (Series("已完成", "done"), Series("逾期", "late"))
    root = body(
        Bars("进度", series, (Bar("全部", (7, 2)), Bar("作风", (0, 0)))),
        Curves("进程", ("2023-01-01", "2023-02-01"), series, ((0, 3), (1, 2))),
        Timeline(
            "行动", "2023-01-01", "2023-02-01", (Lane("问题1", "甲", (Stretch("2023-01-02", "2023-01-09", "开会"),)),)
        ),
    )
    tables = [[text(cell) for cell in table.xpath("./tbody/tr/*")] for table in root.xpath("//details//table")]
    assert tables == [
        ["全部", "7", "2", "作风", "0", "0"],
        ["2023-01-01", "0", "1", "2023-02-01", "3", "2"],
        ["问题1 甲", "开会", "2023-01-02", "2023-01-09", "1"],
    ]


# --- everybody can read it


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: relative luminance and contrast ratio."""

    def light(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_everything_that_is_written_stands_out_on_light_and_dark(ground: Ground) -> None:
    tones = [look.light if ground is LIGHT else look.dark for look in LOOKS.values()]
    shaded = _mixed(ground.ink, ground.card, 0.06)  # behind the name of a group
    for colour, behind in chain(
        (
            (each, under)
            for each in (ground.ink, ground.soft, ground.accent, *tones)
            for under in (ground.page, ground.card)
        ),
        zip(tones, repeat(ground.upon), strict=False),
        [(ground.ink, shaded)],
    ):
        assert contrast(colour, behind) >= 4.5, (colour, behind)


def _mixed(one: str, other: str, share: float) -> str:
    parts = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def test_drawings_have_their_colours_as_attributes_too() -> None:
    root = body(*every_block("甲"))
    for shape in root.xpath(
        "//*[local-name()='svg']//*[self::rect or self::path or self::circle or self::line or self::text]"
    ):
        assert shape.get("fill") or shape.get("stroke")
        assert all(re.fullmatch(r"#[0-9a-f]{6}|none", shape.get(name, "none")) for name in ("fill", "stroke"))
