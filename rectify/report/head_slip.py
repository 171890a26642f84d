"""The slip of a head: one page to be stamped and kept by somebody else (摘要留存单)."""

from collections.abc import Iterator
from datetime import date, datetime

from rectify.documents.document import Block, Document, Field, Fine, Form, Paragraph
from rectify.heads import Statement
from rectify.report.phrases import Phrases

_GROUP = 8
_LINE = 4
"""Groups of digits in a line."""
_STAMPED = 4
"""Empty lines: a stamp has room in them."""


def slip(language: str, statement: Statement, unit: str, today: date) -> Document:
    """The head of a ledger as a page with places for a stamp and a signature; its last line is that of reports."""
    phrases = Phrases("zh" if language == "zh" else "en")
    title = phrases.say("report.head-slip")
    return Document(title, language, _blocks(phrases, statement, unit, today), day=today.isoformat(), one_page=True)


def _blocks(phrases: Phrases, statement: Statement, unit: str, today: date) -> Iterator[Block]:
    say = phrases.say
    made = datetime.fromisoformat(statement.at)
    rows = (
        (
            Field(say("report.column-inspected-unit"), unit or say("report.unit-unknown")),
            Field(say("report.head-slip-day"), phrases.day(today)),
        ),
        (Field(say("report.head-slip-ledger"), statement.ledger),),
        (
            Field(say("report.head-slip-entries"), str(statement.seq)),
            Field(say("report.head-slip-at"), f"{made:%Y-%m-%d %H:%M:%S} UTC"),
        ),
        (Field(say("report.head-slip-text"), grouped(statement.text)),),
        (Field(say("report.head-slip-chain"), grouped(statement.chain)),),
        (Field(say("report.head-slip-holder"), say("report.sign-here"), _STAMPED),),
        (Field(say("report.head-slip-giver"), say("report.sign-here"), _STAMPED),),
    )
    yield Form(rows)
    yield Paragraph(say("report.head-slip-words", entry=statement.seq))
    yield Paragraph(say("report.head-slip-check"))
    yield Fine(say("report.head", ledger=statement.ledger, entry=statement.seq, text=statement.text))


def grouped(digits: str) -> str:
    """Digits in groups that an eye can compare, some groups a line."""
    groups = [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
    return "\n".join(" ".join(groups[at : at + _LINE]) for at in range(0, len(groups), _LINE))
