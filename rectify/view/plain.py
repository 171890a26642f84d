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

    def beside(cells: Iterable[str]) -> str:
        filled = [pad(cell, size, align, ambiguous) for cell, (size, align) in zip(cells, places, strict=True)]
        return (" " * GAP).join(filled)

    def filling(size: int, align: Align) -> Callable[[Part], str]:
        # most columns say few different things, and a long table says them often
        return lru_cache(1024)(lambda part: pad(text_of(part), size, align, ambiguous))

    fills = [filling(*place) for place in places]

    def row_of(parts: Sequence[Part]) -> Iterator[str]:
        if total is None:
            return iter([(" " * GAP).join([fill(part) for fill, part in zip(fills, parts, strict=True)])])
        broken = [wrap(text_of(part), size, ambiguous) for part, size in zip(parts, widths, strict=True)]
        return map(beside, zip_longest(*broken, fillvalue=""))

    yield from row_of([column.title for column in columns])
    yield (" " * GAP).join("-" * size for size in widths)
    for row in rows:
        if isinstance(row, Group):
            yield from _line(group_line(row), total, ambiguous)
        else:
            yield from row_of(row)
