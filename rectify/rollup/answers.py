"""Answers for people: each value as a text in their language, under the name of its column."""

from collections.abc import Iterable
from typing import NamedTuple

from rectify.language import Language, say
from rectify.model.figures import percent
from rectify.rollup.questions import FIGURES, QUESTIONS, Row
from rectify.rollup.tables import REFUSED, TABLES

SHARES = {"units": ("progress", "completed", "issues"), "relapses": ("rate", "relapsed", "looked")}
"""Question -> the share that is told beside its figures, of which column, out of which."""
_TERMS = {"claim": "claim", "verdict": "verdict", "kind": "action"}
_DAY = 10
_CUT = {"ledger": 8, "recorded": _DAY}
_WORDS = {"what": "fields.{}", "at_least": "rollup.at-least"}
_EMPTY_AT_ZERO = ("aspect", "at_least")
_MINOR = 100


class Data(NamedTuple):
    """Of what the figures of a set speak: how many ledgers, their last entries (ISO days, UTC) from when to when, as of
    which days, and how many gave their texts.
    """

    ledgers: int
    recorded: tuple[str, str]
    as_of: tuple[str, str]
    with_texts: int

    def told(self, language: Language) -> str:
        """The date of the data, as it stands beside every figure."""
        key = "rollup.data-day" if self.as_of[0] == self.as_of[1] else "rollup.data-days"
        first, last = self.recorded
        return say(language, key, n=self.ledgers, first=first, last=last, from_=self.as_of[0], to=self.as_of[1])


class Missing(NamedTuple):
    """What came and is not counted, here or at a level below: where it lay, which unit and ledger it says it is (empty where
    it does not), why, and on which day (ISO).
    """

    path: str
    unit: str
    ledger: str
    why: str
    day: str


def missing(language: Language, refused: Iterable[Row]) -> list[Missing]:
    """What the rows of the table `refused` say."""
    names = [column.name for column in TABLES[REFUSED]]
    rows = [dict(zip(names, row, strict=True)) for row in refused]
    return [Missing(row["path"], row["unit"], row["ledger"], row[language], row["day"]) for row in rows]


def data(ledgers: Iterable[Row]) -> Data:
    """Of which data the rows of the table `ledgers` are."""
    place = [column.name for column in TABLES["ledgers"]].index
    rows = list(ledgers)
    recorded = sorted(row[place("recorded")][:_DAY] for row in rows)
    days = sorted(row[place("as_of")] for row in rows)
    texts = sum(row[place("texts")] for row in rows)
    return Data(len(rows), (recorded[0], recorded[-1]), (days[0], days[-1]), texts)


def names(question: str) -> tuple[str, ...]:
    """The columns of an answer with the share that is told beside its figure."""
    columns, share = QUESTIONS[question].columns, SHARES.get(question)
    if share is None:
        return columns
    at = columns.index(share[1]) + 1
    return (*columns[:at], share[0], *columns[at:])


def whole(question: str, row: Row) -> Row:
    """A row with its share."""
    share = SHARES.get(question)
    if share is None:
        return row
    columns = QUESTIONS[question].columns
    at = columns.index(share[1]) + 1
    return (*row[:at], percent(row[at - 1], row[columns.index(share[2])]), *row[at:])


def is_figure(name: str) -> bool:
    return name in FIGURES or name in {share for share, _, _ in SHARES.values()}


def title(language: Language, name: str) -> str:
    return say(language, f"rollup.column-{name}")


def texts(language: Language, question: str, row: Row) -> tuple[str, ...]:
    """The cells of a row, for people."""
    return tuple(
        _text(language, name, value) for name, value in zip(names(question), whole(question, row), strict=True)
    )


def _text(language: Language, name: str, value: object) -> str:
    if value is None or (name in _EMPTY_AT_ZERO and not value):
        return ""
    text = str(value)
    if name in _TERMS:
        return say(language, f"terms.{_TERMS[name]}-{text}") if text else ""
    if name in _CUT:
        return text[: _CUT[name]]
    if name in _WORDS:
        return say(language, _WORDS[name].format(text))
    if name == "minor":
        assert isinstance(value, int)
        return f"{value // _MINOR:,}.{value % _MINOR:02}"
    return text
