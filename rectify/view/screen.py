"""The neutral values of which every screen is made; they know neither Rich nor the width of a terminal."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

Style = Literal["", "good", "bad", "warn", "dim", "strong", "accent", "done", "rest"]
"""What a text is meant to say by its look; `done` and `rest` are the two ends of a bar. Never the only sign."""

Align = Literal["left", "right"]
Kind = Literal["text", "fixed", "flow"]


class Span(NamedTuple):
    """A text in one style. The text may be a user's: whoever draws it makes it safe."""

    text: str
    style: Style = ""


class Bar(NamedTuple):
    """`done` of `total` as a bar of `cells` cells, rounded down: full only when all is done.

    A number stands beside every bar; that is the duty of the screen that uses one.
    """

    done: int
    total: int
    cells: int = 10


Part = str | Span | Bar
"""What stands in a line or in the cell of a table."""


class Heading(NamedTuple):
    text: str
    level: int = 1


class Line(NamedTuple):
    """One line, continued on further lines where it is too long.

    `indent` is in cells and holds for every line of it; `lead` (a label, a bullet) stands in the indent of the first.
    """

    parts: Sequence[Part]
    indent: int = 0
    lead: Span | str = ""


class Column(NamedTuple):
    """A column of a table.

    `fixed` is never broken (numbers, dates, statuses); `text` is broken only where it would take more than a fifth
    of the width (names); `flow` columns share the width that the others leave, in proportion to `weight`.
    """

    title: str
    align: Align = "left"
    kind: Kind = "text"
    weight: int = 1


class Group(NamedTuple):
    """A row as wide as the table that names the rows below it, such as the title of an aspect."""

    text: str
    style: Style = "strong"


Row = Sequence[Part] | Group


class Table(NamedTuple):
    """Rows under columns; each row has a cell for every column. The rows may be a stream: they are read once."""

    columns: Sequence[Column]
    rows: Iterable[Row]


class Gap(NamedTuple):
    """An empty line."""


Block = Heading | Line | Table | Gap
Screen = Iterable[Block]
