"""Screens as plain lines: for pipes, for long tables, and for terminals that draw ambiguous characters wide."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, zip_longest

from rectify.view.layout import GAP, SAMPLE, fitted_widths, group_line, laid, listed, natural_widths, parted, text_of
from rectify.view.screen import Align, Block, Column, Group, Heading, Line, Part, Row, Screen, Table
from rectify.view.text import pad, visible, width as cells_of, wrap


def lines(screen: Screen, width: int | None, ambiguous: int = 1) -> Iterator[str]:
    """The lines of `screen`, without line ends, one at a time however long its tables are.

    Within `width` cells everything is wrapped and nothing is cut. Without a width nothing is wrapped: a row is a line,
    and the columns are as wide as the first 200 rows need. `ambiguous` is the width of “ — ① · in this terminal.
    """
    for block in screen:
        for line in _drawn(block, width, ambiguous):
            yield line.rstrip()


def _drawn(block: Block, total: int | None, ambiguous: int) -> Iterator[str]:
    if isinstance(block, Table):
        return _table(block, total, ambiguous)
    if isinstance(block, Line):
        return _line(block, total, ambiguous)
    if isinstance(block, Heading):
        return _heading(block, total, ambiguous)
    return iter([""])


def _heading(heading: Heading, total: int | None, ambiguous: int) -> Iterator[str]:
    text = visible(heading.text)
    titles = [text] if total is None else wrap(text, total, ambiguous)
    rule = "=" if heading.level == 1 else "-"
    yield from titles
    yield rule * max(cells_of(title, ambiguous) for title in titles)


def _line(line: Line, total: int | None, ambiguous: int) -> Iterator[str]:
    if total is None:  # the one line that `laid` would give, for the many of a long preview
        lead = text_of(line.lead)
        yield lead + " " * (line.indent - cells_of(lead, ambiguous)) + "".join(map(text_of, line.parts))
        return
    for spans in laid(line, total, ambiguous):
        yield "".join(span.text for span in spans)


def _table(table: Table, total: int | None, ambiguous: int) -> Iterator[str]:
    stream = iter(table.rows)
    sample = list(islice(stream, SAMPLE))
    natural = natural_widths(table.columns, sample, ambiguous)
    widths = natural if total is None else fitted_widths(table.columns, natural, total)
    rows = chain(sample, stream)
    if widths is None:
        return _list(table.columns, rows, total, ambiguous)
    return _columns(table.columns, rows, widths, total, ambiguous)


def _list(columns: Sequence[Column], rows: Iterable[Row], total: int | None, ambiguous: int) -> Iterator[str]:
    for apart, row in parted(rows):
        if apart:
            yield ""
        for line in listed(columns, row, ambiguous):
            yield from _line(line, total, ambiguous)


def _columns(
    columns: Sequence[Column], rows: Iterable[Row], widths: Sequence[int], total: int | None, ambiguous: int
) -> Iterator[str]:
    places = [(cells, column.align) for cells, column in zip(widths, columns, strict=True)]
    if columns[-1].align == "left":
        places[-1] = (0, "left")  # nothing stands behind the last column, so it is not filled up
    apart = " " * GAP
    titles = [column.title for column in columns]
    if total is None:
        fills = [_filling(column, *place, ambiguous) for column, place in zip(columns, places, strict=True)]
        yield from _unbroken(chain([titles, ["-" * size for size in widths]], rows), fills)
        return

    def row_of(parts: Sequence[Part]) -> Iterator[str]:
        broken = [wrap(text_of(part), size, ambiguous) for part, size in zip(parts, widths, strict=True)]
        for cells in zip_longest(*broken, fillvalue=""):
            yield apart.join(pad(cell, *place, ambiguous) for cell, place in zip(cells, places, strict=True))

    yield from row_of(titles)
    yield apart.join("-" * size for size in widths)
    for row in rows:
        yield from _line(group_line(row), total, ambiguous) if isinstance(row, Group) else row_of(row)


def _filling(column: Column, size: int, align: Align, ambiguous: int) -> Callable[[Part], str]:
    """What fills up the cells of a column; what was filled last is kept, for most columns say few different things."""

    def fill(part: Part) -> str:
        return pad(text_of(part), size, align, ambiguous)

    return fill if column.kind == "flow" else lru_cache(1024)(fill)


def _unbroken(rows: Iterable[Row], fills: Sequence[Callable[[Part], str]]) -> Iterator[str]:
    """Rows as lines of any width, made column by column."""

    def lines_of(run: Sequence[Sequence[Part]]) -> Iterator[str]:
        columns = zip(*run, strict=True)
        return map((" " * GAP).join, zip(*map(map, fills, columns), strict=True))

    run: list[Sequence[Part]] = []
    for row in rows:
        if isinstance(row, Group):
            yield from lines_of(run)
            yield from _line(group_line(row), None, 1)
            run = []
        else:
            run.append(row)
            if len(run) == SAMPLE:
                yield from lines_of(run)
                run = []
    yield from lines_of(run)
