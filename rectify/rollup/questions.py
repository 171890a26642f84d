"""What a set can be asked: each question is a file of plain SQL, with its columns in order."""

from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Any, NamedTuple, Protocol

Row = tuple[Any, ...]


class Engine(Protocol):
    """What has a set open, and runs the SQL of a question over it; what is asked stands in its table `asked`, of one row."""

    def ask(self, query: str, day: str, text: str) -> Iterator[Row]: ...


class Question(NamedTuple):
    """`columns` in the order of the answer; `texts` if it makes sense only where texts went up. Where rows are bounded, `most`
    of them are shown, and one more comes if there are more.
    """

    columns: tuple[str, ...]
    texts: bool = False
    most: int | None = None


_UNIT = ("unit", "ledger", "inspection")
QUESTIONS: dict[str, Question] = {
    "units": Question(
        (
            *(*_UNIT, "issues", "completed", "closed", "standing", "waived", "returned", "overdue"),
            *("actions", "seq", "recorded", "as_of"),
        )
    ),
    "counts": Question((*_UNIT, "aspect", "title", "claim", "verdict", "issues", "completed", "closed")),
    "overdue": Question((*_UNIT, "day", "overdue", "earliest")),
    "tallies": Question(
        ("kind", "name", "measure", "currency", "at_least", "units", "outcomes", "unsummed", "quantity", "minor")
    ),
    "search": Question((*_UNIT, "what", "number", "claim", "verdict", "text"), texts=True, most=10_000),
    "closed": Question((*_UNIT, "issues", "recorded")),
    "same": Question(("title", "units", "issues", "completed", "closed"), texts=True),
    "relapses": Question((*_UNIT, "drawn", "looked", "holds", "relapsed", "never_done")),
}
FIGURES = frozenset(
    {
        *("issues", "completed", "closed", "standing", "waived", "returned", "overdue", "actions", "seq", "aspect"),
        *("outcomes", "unsummed", "quantity", "minor", "units", "drawn", "looked", "holds", "relapsed", "never_done"),
    }
)
"""The columns that are numbers."""


def sql(name: str) -> str:
    """The text of a question, which runs unchanged wherever its tables are, or of a summary: see the files."""
    return files("rectify.rollup").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")


def ask(engine: Engine, name: str, day: str = "", text: str = "") -> Iterator[Row]:
    """The answer, streamed, each row in the order of the question's columns.

    `day` (ISO) is the day on which deadlines are looked at, if not that of each ledger's own data.
    """
    rows = engine.ask(sql(name), day, text)
    return map(_added, rows) if name == "tallies" else rows


def _added(row: Row) -> Row:
    """A row of sums: of counts as text, of money as an integer."""
    *told, quantity, minor = row
    return (*told, _plain(quantity), None if minor is None else int(minor))


def _plain(value: Decimal | None) -> str | None:
    """A decimal as text: never a float, and without the zeros that only fill its places."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
