"""What a set can be asked: each question is a file of plain SQL, with its columns in order."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple

from rectify.rollup.duck import Duck

Row = tuple[Any, ...]


class Question(NamedTuple):
    """`columns` in the order of the answer; `texts` if it makes sense only where texts went up, `search` if it wants one."""

    columns: tuple[str, ...]
    texts: bool = False
    search: bool = False


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
    "search": Question((*_UNIT, "what", "number", "claim", "verdict", "text"), texts=True, search=True),
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
    """The text of a question, which runs unchanged wherever its tables are: see the files."""
    return files("rectify.rollup").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")


def ask(duck: Duck, name: str, day: str = "", text: str = "") -> Iterator[Row]:
    """The answer, streamed, each row in the order of the question's columns.

    `day` (ISO) is the day on which deadlines are looked at, if not that of each ledger's own data.
    """
    return (tuple(map(_plain, row)) for row in duck.ask(sql(name), day, text))


def _plain(value: object) -> object:
    """Decimals as text: never floats, and without the zeros that only fill their places."""
    if value is None or isinstance(value, int | str):
        return value
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
