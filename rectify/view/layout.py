"""How much room everything gets: the one layout that both renderers follow, so that Rich only adds the looks."""

from collections.abc import Iterable, Iterator, Sequence

from rectify.view.screen import Bar, Column, Group, Line, Part, Row, Span
from rectify.view.text import cuts, visible, width

GAP = 2
"""Cells between two columns."""
SAMPLE = 200
"""Rows that are looked at before the widths are settled; the rest of a table streams."""
NARROW = 12
"""Cells (six Chinese characters) below which a column of text is not worth reading: the table becomes a list."""


def text_of(part: Part) -> str:
    """What `part` says, on one line and safe."""
    if isinstance(part, str):
        return visible(part)
    if isinstance(part, Span):
        return visible(part.text)
    return "".join(span.text for span in spans_of(part))


def spans_of(part: Part) -> tuple[Span, ...]:
    """What `part` says, with its styles; a bar is `#` for what is done and `.` for the rest."""
    if isinstance(part, str):
        return (Span(visible(part)),)
    if isinstance(part, Span):
        return (Span(visible(part.text), part.style),)
    full = _full_cells(part)
    return (Span("#" * full, "done"), Span("." * (part.cells - full), "rest"))


def _full_cells(bar: Bar) -> int:
    if bar.total <= 0:
        return 0
    return min(max(bar.done, 0) * bar.cells // bar.total, bar.cells)


def natural_widths(columns: Sequence[Column], sample: Sequence[Row], ambiguous: int = 1) -> list[int]:
    """The cells that each column of a table would like: its widest cell or its title."""
    widest = [width(visible(column.title), ambiguous) for column in columns]
    for row in sample:
        if not isinstance(row, Group):
            widest = [max(cells, width(text_of(part), ambiguous)) for cells, part in zip(widest, row, strict=True)]
    return widest


def fitted_widths(columns: Sequence[Column], natural: Sequence[int], total: int) -> list[int] | None:
    """The cells of each column so that the table is at most `total` wide; None where only a list can be read."""
    flowing = [i for i, column in enumerate(columns) if _flows(column, natural[i], total)]
    left = total - GAP * (len(columns) - 1) - sum(natural) + sum(natural[i] for i in flowing)
    shares = _shares([(natural[i], max(columns[i].weight, 1)) for i in flowing], left)
    if left < 0 or any(share < min(NARROW, natural[i]) for i, share in zip(flowing, shares, strict=True)):
        return None
    widths = list(natural)
    for i, share in zip(flowing, shares, strict=True):
        widths[i] = share
    return widths


def _flows(column: Column, natural: int, total: int) -> bool:
    return column.kind == "flow" or (column.kind == "text" and natural > total // 5)


def _shares(wishes: Sequence[tuple[int, int]], left: int) -> list[int]:
    """`left` cells dealt out by weight to `wishes` (cells, weight); what one does not need goes to the others."""
    shares = [0] * len(wishes)
    hungry = list(range(len(wishes)))
    while hungry:
        weights = sum(wishes[i][1] for i in hungry)
        content = [i for i in hungry if wishes[i][0] * weights <= left * wishes[i][1]]
        for i in content or hungry:
            shares[i] = wishes[i][0] if content else left * wishes[i][1] // weights
        if not content:
            spare = left - sum(shares[i] for i in hungry)
            for i in hungry[:spare]:
                shares[i] += 1
            break
        left -= sum(shares[i] for i in content)
        hungry = [i for i in hungry if i not in content]
    return shares


def listed(columns: Sequence[Column], row: Row, ambiguous: int = 1) -> list[Line]:
    """A row of a table that is too narrow for columns: one line for each cell, its title before it."""
    if isinstance(row, Group):
        return [group_line(row)]
    indent = max(width(column.title, ambiguous) for column in columns) + len(": ")
    return [
        Line((part,), indent=indent, lead=Span(f"{column.title}:", "dim"))
        for column, part in zip(columns, row, strict=True)
        if text_of(part)
    ]


def parted(rows: Iterable[Row]) -> Iterator[tuple[bool, Row]]:
    """The rows of a list, each with whether an empty line stands before it: none at the start or under a group."""
    before: Row = Group("")
    for row in rows:
        yield not isinstance(before, Group), row
        before = row


def group_line(group: Group) -> Line:
    return Line((Span(group.text, group.style),))


def laid(line: Line, total: int | None, ambiguous: int = 1) -> Iterator[tuple[Span, ...]]:
    """The lines of `line` within `total` cells (None: unlimited), each as safe spans."""
    lead = spans_of(line.lead)[0]
    size = width(lead.text, ambiguous)
    indent = max(line.indent, size)
    if total is not None and indent > total - NARROW:
        yield from wrapped([lead], total, ambiguous) if size else ()
        lead, size, indent = Span(""), 0, max(min(line.indent, total - NARROW), 0)
    spans = [span for part in line.parts for span in spans_of(part)]
    for row in [tuple(spans)] if total is None else wrapped(spans, total - indent, ambiguous):
        yield (lead, Span(" " * (indent - size)), *row)
        lead, size = Span(""), 0


def wrapped(spans: Sequence[Span], cells: int, ambiguous: int = 1) -> list[tuple[Span, ...]]:
    """Safe `spans`, one after the other, in lines of at most `cells` cells."""
    text = "".join(span.text for span in spans)
    return [tuple(_sliced(spans, start, end)) for start, end in cuts(text, cells, ambiguous)]


def _sliced(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    for text, style in spans:
        part = text[max(start, 0) : max(end, 0)]
        if part:
            yield Span(part, style)
        start -= len(text)
        end -= len(text)
