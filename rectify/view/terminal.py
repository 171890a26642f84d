"""Screens as Rich renderables; the only module that knows Rich, imported only where a terminal is drawn on."""

from collections.abc import Callable, Iterator, Sequence
from typing import IO, cast

from rich.box import Box
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from rectify.view.layout import fitted_widths, group_line, laid, listed, natural_widths, parted, spans_of, wrapped
from rectify.view.screen import Block, Column, Group, Heading, Line, Part, Row, Screen, Span, Style, Table
from rectify.view.text import width as cells_of

STYLES: dict[Style, str] = {
    "": "",
    "good": "color(28)",
    "bad": "bold color(160)",
    "warn": "color(166)",
    "dim": "color(243)",
    "strong": "bold",
    "accent": "color(33)",
    "done": "color(28)",
    "rest": "color(243)",
}
"""Each style in Rich's words. The colours can be read on white and on black alike; a bar is `####....` with colours and
without."""

_RULE = Box("    \n    \n -  \n    \n    \n    \n    \n    \n", ascii=True)
"""No lines but `-` under the head: a frame would break where ambiguous characters are drawn wide."""


def console(file: IO[str], *, width: int | None = None, color: bool | None = None) -> Console:
    """A console on `file` that takes no text for markup.

    `width` in cells, else the terminal's. `color` says whether to colour; where it says nothing NO_COLOR, FORCE_COLOR
    and the kind of `file` decide, as Rich reads them. Without colour no escape sequence is written at all.
    """
    made = _console(file, width, color)
    return _console(file, width, color=False) if color is None and made.no_color else made


def _console(file: IO[str], width: int | None, color: bool | None) -> Console:
    return Console(
        file=file,
        width=width,
        force_terminal=True if color else None,
        color_system=None if color is False else "auto",
        no_color=None if color is None else not color,
        highlight=False,
        markup=False,
        emoji=False,
    )


def renderables(screen: Screen, width: int) -> Iterator[RenderableType]:
    """What to print for `screen` on a console that is `width` cells wide (with `crop=False`).

    All rows of a table are held in memory: for a terminal, not for a million rows. Where ambiguous characters are
    drawn wide, `plain.lines` is right and this is not: Rich counts them as one cell.
    """
    for block in screen:
        yield from _drawn(block, width)


def _drawn(block: Block, total: int) -> Iterator[RenderableType]:
    if isinstance(block, Table):
        return _table(block, total)
    if isinstance(block, Line):
        return iter([_line(block, total)])
    if isinstance(block, Heading):
        return iter([_line(_heading(block), total)])
    return iter([Text("")])


def _heading(heading: Heading) -> Line:
    return Line((Span(heading.text, "strong"),))


def _line(line: Line, total: int) -> Text:
    return _text(list(laid(line, total)))


def _text(lines: Sequence[Sequence[Span]]) -> Text:
    """Lines that are already broken, as one Rich text that will not be broken again."""
    text = Text(no_wrap=True, overflow="ignore")
    for number, spans in enumerate(lines):
        text.append("\n" if number else "")
        for span in spans:
            text.append(span.text, STYLES[span.style])
    return text


def _table(table: Table, total: int) -> Iterator[RenderableType]:
    rows = list(table.rows)
    widths = fitted_widths(table.columns, natural_widths(table.columns, rows), total)
    if widths is None:
        yield from _list(table.columns, rows, total)
        return
    grid = _grid(table.columns, widths, head=True)
    for row in rows:
        if isinstance(row, Group):
            if grid.show_header or grid.row_count:
                yield grid
            yield _line(group_line(row), total)
            grid = _grid(table.columns, widths, head=False)
        else:
            grid.add_row(*map(_cell, row, table.columns, widths))
    if grid.show_header or grid.row_count:
        yield grid


def _list(columns: Sequence[Column], rows: Sequence[Row], total: int) -> Iterator[RenderableType]:
    for apart, row in parted(rows):
        if apart:
            yield Text("")
        yield from (_line(line, total) for line in listed(columns, row))


def _grid(columns: Sequence[Column], widths: Sequence[int], *, head: bool) -> Grid:
    """A Rich table without rows; tables under one head share their widths, so that a group may stand between them."""
    grid = Grid(box=_RULE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), show_header=head, header_style="bold")
    for column, cells in zip(columns, widths, strict=True):
        grid.add_column(_cell(column.title, column, cells), width=cells)
    return grid


def _cell(part: Part, column: Column, cells: int) -> Text:
    lines = wrapped(spans_of(part), cells)
    if column.align == "right":  # Rich does not align what it may not wrap
        lines = [(Span(" " * (cells - _cells(spans))), *spans) for spans in lines]
    return _text(lines)


def _cells(spans: Sequence[Span]) -> int:
    return cells_of("".join(span.text for span in spans))


def progress(
    file: IO[str], names: Sequence[str], label: str, through: Callable[[Callable[[IO[str]], IO[str]]], None]
) -> Iterator[str]:
    """The names one by one, with a bar on `file` that shows how far we are.

    `through` is called at the start with what makes a stream whose lines are written above the bar, of one on the same
    terminal; and at the end with what gives the stream itself back.
    """
    from rich.file_proxy import FileProxy
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(file), transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        through(lambda stream: cast("IO[str]", FileProxy(bar.console, stream)))
        try:
            yield from bar.track(names, description=label)
        finally:
            through(lambda stream: stream)
