"""Rich adds looks to the layout, and nothing else."""

import io
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest
from rich.console import Console
from rich.style import Style as RichStyle
from wcwidth import wcswidth

from rectify.view import plain
from rectify.view.screen import Bar, Block, Column, Gap, Group, Heading, Line, Row, Span, Style, Table
from rectify.view.terminal import STYLES, console, renderables

WIDTHS = [60, 80, 120, 200]

TITLE = "“一岗双责”没有压到科室——纪检组①、②两项职责长期空转，重会议部署轻跟踪问效，问题整改时紧时松"
ACTION = "5月7日开展谈话提醒（12人次），修订《督办工作规则》；对照 checklist 逐项销号，已完成9/9项。"


def screen() -> Iterator[Block]:
    yield Heading("整改台账")
    yield Line(("整改进度 ", Bar(1, 2, 20), Span(" 1/2 50%", "strong")))
    yield Gap()
    rows: list[Row] = [
        Group("一、压实责任方面"),
        ("1", TITLE, Span("已完成", "good"), Bar(2, 2), ACTION),
        Group("二、基层组织方面"),
        ("12", ACTION, Span("逾期 3 天", "bad"), Bar(0, 2), TITLE),
        ("13", "台账不全", Span("长期坚持", "dim"), Bar(1, 2), ""),
    ]
    columns = (
        Column("编号", "right", "fixed"),
        Column("反馈问题", kind="flow", weight=2),
        Column("状态", kind="fixed"),
        Column("进度", kind="fixed"),
        Column("整改情况", kind="flow", weight=3),
    )
    yield Table(columns, rows)
    yield Line((TITLE, ACTION), indent=6, lead=Span("依据:", "dim"))


def drawn(blocks: Iterable[Block], width: int, *, color: bool | None = False) -> str:
    RichStyle.parse.cache_clear()  # a style keeps the codes of the terminal that it was first drawn for
    RichStyle._add.cache_clear()
    file = io.StringIO()
    target = console(file, width=width, color=color)
    for renderable in renderables(blocks, width):
        target.print(renderable, crop=False)
    return file.getvalue()


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing about colour, in a terminal that has some."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return monkeypatch


class TestLooks:
    @pytest.mark.parametrize("width", WIDTHS)
    def test_no_line_is_wider_than_the_terminal(self, width: int) -> None:
        assert max(map(wcswidth, drawn(screen(), width).splitlines())) <= width

    @pytest.mark.parametrize("width", [30, *WIDTHS])
    def test_it_says_what_the_plain_lines_say(self, width: int) -> None:
        """Nothing is cut: only the rules under headings differ."""
        rich = [line.rstrip() for line in drawn(screen(), width).splitlines()]
        flat = [line for line in plain.lines(screen(), width) if set(line) != {"="}]
        rule = re.compile("[- ]*-[- ]*")
        assert [line for line in rich if not rule.fullmatch(line)] == [
            line for line in flat if not rule.fullmatch(line)
        ]

    @pytest.mark.parametrize("width", WIDTHS)
    def test_nothing_is_abbreviated_or_framed(self, width: int) -> None:
        assert not re.search("[…\u2500-\u257f|]", drawn(screen(), width))

    @pytest.mark.usefixtures("bare")
    def test_bars_read_the_same_with_colours_and_without(self) -> None:
        line = [Line((Bar(1, 2, 4), " 50%"))]
        assert drawn(line, 60) == "##.. 50%\n"
        assert drawn(line, 60, color=True) == "\x1b[38;5;28m##\x1b[0m\x1b[38;5;243m..\x1b[0m 50%\n"

    @pytest.mark.parametrize("style", ["good", "bad", "warn", "dim", "accent"])
    @pytest.mark.parametrize("ground", [0.0, 1.0])
    def test_colours_can_be_read_on_black_and_on_white(self, style: Style, ground: float) -> None:
        """At least 3 to 1, as WCAG 2.2 asks of large text and of signs."""
        color = RichStyle.parse(STYLES[style]).color
        assert color is not None
        parts = [value / 255 for value in color.get_truecolor()]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert (max(light, ground) + 0.05) / (min(light, ground) + 0.05) >= 3

    def test_wide_tables_stay_in_columns_and_groups_between_their_rows(self) -> None:
        lines = [line.rstrip() for line in drawn(screen(), 120).splitlines()]
        assert lines[3].split() == ["编号", "反馈问题", "状态", "进度", "整改情况"]
        assert set(lines[4]) == {"-", " "}
        assert lines[5] == "一、压实责任方面"
        assert lines[6].startswith("   1  ")
        assert "已完成     ##########  " in lines[6]


class TestColour:
    def test_no_color_in_the_environment_leaves_no_escape_sequence(self, bare: pytest.MonkeyPatch) -> None:
        bare.setenv("NO_COLOR", "1")
        bare.setenv("FORCE_COLOR", "1")
        assert "\x1b" not in drawn(screen(), 80, color=None)

    def test_force_color_colours_even_a_file(self, bare: pytest.MonkeyPatch) -> None:
        assert "\x1b" not in drawn(screen(), 80, color=None)
        bare.setenv("FORCE_COLOR", "1")
        assert "\x1b[38;5;28m已完成" in drawn(screen(), 80, color=None)

    def test_the_caller_may_decide(self, bare: pytest.MonkeyPatch) -> None:
        bare.setenv("NO_COLOR", "1")
        assert "\x1b[38;5;28m已完成" in drawn(screen(), 80, color=True)
        bare.setenv("FORCE_COLOR", "1")
        assert "\x1b" not in drawn(screen(), 80, color=False)

    @pytest.mark.usefixtures("bare")
    @pytest.mark.parametrize("width", WIDTHS)
    def test_colours_change_no_character(self, width: int) -> None:
        assert re.sub("\x1b\\[[0-9;]*m", "", drawn(screen(), width, color=True)) == drawn(screen(), width)


class TestSafety:
    @pytest.mark.usefixtures("bare")
    def test_markup_emoji_codes_and_numbers_are_text(self) -> None:
        text = "[bold]x[/] [/] [link=https://example.org]关于 :smile: 123"
        blocks: list[Block] = [
            Heading(text),
            Line((text,), lead="[b]"),
            Table((Column("[i]", kind="flow"),), [Group(text), (text,)]),
        ]
        shown = drawn(blocks, 80, color=True)
        assert shown.count(text) == 4
        assert "[b]" in shown
        assert "[i]" in shown
        assert set(re.findall("\x1b\\[([0-9;]*)m", shown)) == {"1", "0"}

    @pytest.mark.usefixtures("bare")
    def test_even_a_bare_string_is_not_read_as_markup(self) -> None:
        file = io.StringIO()
        console(file, width=80, color=True).print("[bold]x[/] :smile: 123")
        assert file.getvalue() == "[bold]x[/] :smile: 123\n"

    def test_rich_left_to_itself_would_obey_the_markup(self) -> None:
        """The control: the danger is real, so the test above can fail."""
        file = io.StringIO()
        Console(file=file, width=80).print("[bold]x[/] :smile:")
        assert file.getvalue() == "x 😄\n"

    @pytest.mark.parametrize("width", [40, 80])
    def test_no_control_character_reaches_the_terminal(self, width: int) -> None:
        evil = "甲\x1b]0;x\x07\x9b2J\r\b\u202e\u200b\ufeff\u2028\n乙"
        blocks: list[Block] = [
            Heading(evil),
            Line((evil,), lead=evil),
            Table((Column(evil, kind="flow"),), [Group(evil), (evil,)]),
        ]
        shown = drawn(blocks, width)
        assert shown.replace("\n", "").isprintable()
        marks = "\\u001b]0;x\\u0007\\u009b2J\\u000d\\u0008\\u202e\\u200b\\ufeff\\u2028"
        assert "".join(shown.split()).count(marks) == 6

    @pytest.mark.parametrize("width", WIDTHS)
    def test_a_legacy_code_page_can_take_it(self, width: int) -> None:
        raw = io.BytesIO()
        target = console(io.TextIOWrapper(raw, encoding="gbk", write_through=True), width=width, color=True)
        for renderable in renderables(screen(), width):
            target.print(renderable, crop=False)
        assert "已完成" in raw.getvalue().decode("gbk")


def test_a_table_on_a_terminal_loads_few_modules() -> None:
    """Rich's share of start-up, which no clock can make flaky: 71 modules when this was written."""
    script = """if True:
        import sqlite3, sys, typer
        before = len(sys.modules)
        import io
        from rectify.view.screen import Bar, Column, Table
        from rectify.view.terminal import console, renderables
        table = Table((Column("编号"), Column("进度")), [("①", Bar(1, 2))])
        target = console(io.StringIO(), width=80, color=True)
        for renderable in renderables([table], 80):
            target.print(renderable, crop=False)
        sys.stdout.write(str(len(sys.modules) - before))
    """
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, check=True, text=True)
    assert int(done.stdout) <= 80
