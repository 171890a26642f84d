"""Plain lines: for pipes and for terminals that draw ambiguous characters wide."""

import tracemalloc
from collections.abc import Iterator

import pytest
from wcwidth import wcswidth

from rectify.view import plain
from rectify.view.screen import Bar, Block, Column, Gap, Group, Heading, Line, Row, Span, Table

WIDTHS = [60, 80, 120, 200]

TITLE = "对责任传导的检查还停留在会议上，“一岗双责”没有压到股室——台账里①至③项长期空白，重部署轻督办"
ACTION = "4月3日召开专题会，学习《责任制实施办法》，参会25人；4月10日起逐股室核对台账（共3轮），Using a checklist of 12 items，均已补齐。"

COLUMNS = (
    Column("编号", "right", "fixed"),
    Column("反馈问题", kind="flow", weight=2),
    Column("状态", kind="fixed"),
    Column("责任人"),
    Column("期限", kind="fixed"),
    Column("整改情况", kind="flow", weight=3),
)
ROWS: tuple[Row, ...] = (
    Group("一、压实责任方面"),
    ("1", TITLE, Span("已完成", "good"), "陈立", "2024-06-30", ACTION),
    ("12", "台账不全", Span("逾期 3 天", "bad"), "办公室、督查室、机关党委", "2024-05", ""),
    Group("二、基层组织方面"),
    ("103", ACTION, Span("整改中", "warn"), "", "", TITLE),
)


def screen() -> Iterator[Block]:
    yield Heading("整改台账")
    yield Line(("整改进度 ", Bar(1, 3, 20), Span(" 1/3 33%", "strong")))
    yield Gap()
    yield Table(COLUMNS, ROWS)
    yield Gap()
    yield Heading("说明", level=2)
    yield Line((TITLE, ACTION), indent=6, lead=Span("依据:", "dim"))


def words(text: str) -> str:
    """`text` without blanks and rules, to look for what must be in it."""
    return "".join(text.split()).replace("-", "")


def cells(lines: list[str], ambiguous: int = 1) -> int:
    return max(wcswidth(line, ambiguous_width=ambiguous) for line in lines)


def body(row: Row) -> list[str]:
    return [part.text if isinstance(part, Span) else str(part) for part in row]


class TestWithinAWidth:
    @pytest.mark.parametrize("ambiguous", [1, 2])
    @pytest.mark.parametrize("width", [30, *WIDTHS])
    def test_no_line_is_wider(self, width: int, ambiguous: int) -> None:
        assert cells(list(plain.lines(screen(), width, ambiguous)), ambiguous) <= width

    @pytest.mark.parametrize("ambiguous", [1, 2])
    @pytest.mark.parametrize("width", [30, *WIDTHS])
    def test_no_character_of_a_cell_is_lost(self, width: int, ambiguous: int) -> None:
        """Read down its column, every cell is whole; where the table is a list, it is read along the lines."""
        for part in (TITLE, ACTION, "逾期 3 天", "办公室、督查室、机关党委"):
            columns = (Column("编号", "right", "fixed"), Column("问题", kind="flow"))
            text = list(plain.lines([Table(columns, [("7", part)])], width, ambiguous))
            below = text[2:] if set(text[1]) <= {"-", " "} else text
            assert words("".join(below)).endswith(words(part))
        drawn = sorted(words("".join(plain.lines(screen(), width, ambiguous))))
        for row in ROWS:
            if not isinstance(row, Group):
                for char in words("".join(body(row))):
                    drawn.remove(char)

    @pytest.mark.parametrize("width", [30, *WIDTHS])
    def test_nothing_is_abbreviated(self, width: int) -> None:
        assert "…" not in "".join(plain.lines(screen(), width))

    @pytest.mark.parametrize("ambiguous", [1, 2])
    def test_columns_stay_aligned_where_marks_are_wide(self, ambiguous: int) -> None:
        """The cells before the second column are always the same number, however marks are drawn."""
        rows = [("“①”", "甲"), ("整改", "乙"), ("a——b", "丙")]
        lines = list(plain.lines([Table((Column("类"), Column("值")), rows)], 80, ambiguous))
        starts = {
            wcswidth(line[: line.index(mark)], ambiguous_width=ambiguous)
            for line, mark in zip(lines[2:], "甲乙丙", strict=True)
        }
        assert starts == {wcswidth("a——b", ambiguous_width=ambiguous) + 2}

    def test_a_narrow_terminal_gets_a_list(self) -> None:
        columns = (Column("编号", "right", "fixed"), Column("反馈问题", kind="flow"), Column("整改情况", kind="flow"))
        rows: list[Row] = [
            Group("一、压实责任方面"),
            ("1", "重部署轻督办，台账长期空白，无人过问", "已补齐"),
            ("2", "台账不全", ""),
        ]
        assert list(plain.lines([Table(columns, rows)], 26)) == [
            "一、压实责任方面",
            "编号:     1",
            "反馈问题: 重部署轻督办，台",
            "          账长期空白，无人",
            "          过问",
            "整改情况: 已补齐",
            "",
            "编号:     2",
            "反馈问题: 台账不全",
        ]

    def test_a_late_row_that_is_wider_than_the_first_ones_is_wrapped_too(self) -> None:
        rows = [("甲", "短")] * 300 + [("甲乙丙丁", "短")]
        lines = list(plain.lines([Table((Column("类", kind="fixed"), Column("值")), rows)], 60))
        assert lines[-4:] == ["甲  短", "乙", "丙", "丁"]


class TestWithoutAWidth:
    def test_a_row_is_a_line(self) -> None:
        lines = list(plain.lines([Table(COLUMNS, ROWS)], None))
        assert len(lines) == 2 + len(ROWS)
        assert TITLE in lines[3]
        assert lines[3].endswith(ACTION)

    def test_headings_bars_and_rules_are_ascii(self) -> None:
        lines = list(plain.lines(screen(), None))
        assert lines[:4] == ["整改台账", "========", "整改进度 ######.............. 1/3 33%", ""]
        assert set(lines[5]) == {"-", " "}
        assert lines[-3:-1] == ["说明", "----"]

    def test_no_line_ends_in_blanks(self) -> None:
        lines = list(plain.lines(screen(), None))
        assert lines == [line.rstrip() for line in lines]


class TestSafety:
    def test_markup_is_text(self) -> None:
        rows = [("[bold]x[/]", "[link=https://example.org]关于[/]问题 :smile:")]
        line = list(plain.lines([Table((Column("甲"), Column("乙")), rows)], 80))[-1]
        assert line == "[bold]x[/]  [link=https://example.org]关于[/]问题 :smile:"

    @pytest.mark.parametrize("width", [None, 40, 80])
    def test_no_control_character_is_printed(self, width: int | None) -> None:
        evil = "甲\x1b]0;x\x07\x9b2J\r\b\u202e\u200b\ufeff\u2028\n乙"
        blocks: list[Block] = [
            Heading(evil),
            Line((evil, Span(evil, "bad")), lead=evil),
            Table((Column(evil, kind="flow"),), [Group(evil), (evil,), (Span(evil),)]),
        ]
        text = "".join(plain.lines(blocks, width))
        assert text.isprintable()
        assert words(text).count("\\u001b]0;x\\u0007\\u009b2J\\u000d\\u0008\\u202e\\u200b\\ufeff\\u2028") == 8

    @pytest.mark.parametrize("width", [None, *WIDTHS])
    def test_a_legacy_code_page_can_take_it(self, width: int | None) -> None:
        for line in plain.lines(screen(), width):
            assert line.encode("gbk").decode("gbk") == line


class TestStream:
    def test_the_first_lines_come_before_the_last_row_is_made(self) -> None:
        made = 0

        def rows() -> Iterator[Row]:
            nonlocal made
            for made in range(1, 100_001):
                yield (str(made), "重部署轻督办")

        lines = plain.lines([Table((Column("编号", "right", "fixed"), Column("问题")), rows())], None)
        for _ in range(3):
            next(lines)
        assert made <= 200

    def test_memory_is_flat_however_long_the_table_is(self) -> None:
        rows = ((str(number), "重部署轻督办") for number in range(100_000))
        tracemalloc.start()
        try:
            count = sum(1 for _ in plain.lines([Table((Column("编号"), Column("问题")), rows)], None))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert count == 100_002
        assert peak < 500_000
