"""Documents to write, and what independent readers find in the files."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rectify.cli.story import commands
from rectify.documents.document import Block, Document, Enclosed, Form, Items, Letterhead, Table
from rectify.language import Language
from rectify.ledger import Ledger
from rectify.report import Asked, HeadLine, document
from tests.conftest import SOURCE, Run

KINDS = ("rectification", "progress", "register", "lists", "slip", "summary")


class Story(NamedTuple):
    """An example, the day on which it is told, and its language."""

    name: str
    day: date
    language: Language


STORIES = (
    Story("county-youth-league", date(2023, 6, 30), "zh"),
    Story("internal-audit", date(2025, 9, 30), "en"),
)


def told(run: Run, story: Story, folder: Path) -> Path:
    """The ledger of a story, made by its commands in `folder`."""
    now = datetime(story.day.year, story.day.month, story.day.day, 8, tzinfo=UTC)
    for argv in commands((SOURCE / "examples" / story.name / "story.sh").read_text(encoding="utf-8")):
        said = run(*argv, cwd=folder, now=now, RECTIFY_LANG=story.language)
        assert said.code == 0, (argv, said.err)
    return folder / "rectify.db"


@contextmanager
def report_of(path: Path, story: Story, kind: str, **asked: Any) -> Iterator[Document]:
    """The report of that kind, while its ledger is open."""
    with Ledger.reading(path) as ledger:
        view, head = ledger.view(), ledger.head()
        line = HeadLine(head.seq, head.text, view.ledger_id())
        yield document(kind, view, Asked(view.inspections()[-1], story.day, story.language, line, **asked))


def held(document: Document) -> Document:
    """The same document with its streams gone through, so that it can be written and compared."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            blocks.append(block._replace(rows=tuple(block.rows)))
        elif isinstance(block, Items):
            blocks.append(block._replace(texts=tuple(block.texts)))
        else:
            blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def texts(document: Document) -> Iterator[str]:
    """Every text that people are to read."""
    yield document.title
    yield document.addressee
    yield from document.letterhead or Letterhead("")
    for block in document.blocks:
        match block:
            case Table():
                if not block.aside:
                    yield from (block.caption, *(column.title for column in block.columns if not column.groups))
                    yield from (text for row in block.rows for text in row)
            case Form():
                yield from (text for row in block.rows for field in row for text in (field.label, field.text))
            case Items():
                yield from block.texts
            case Enclosed():
                yield from block.names
            case _:
                fields = block._asdict()
                yield from (fields.get(name, "") for name in ("number", "text", "lead", "title", "unit", "date"))


def bare(text: object) -> str:
    """A text without white space: where lines break is for each format to say."""
    return re.sub(r"\s", "", str(text))
