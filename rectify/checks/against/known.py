"""What a ledger says, as a report is compared with it: its own reports, passage by passage, and all that it holds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rectify.checks.against.marks import Mark, marks
from rectify.checks.against.passages import WHOLE, Names, Passage, passages, plain
from rectify.documents.document import Document, Heading, Paragraph, Table
from rectify.intake.days import Calendar
from rectify.intake.draft import Draft
from rectify.intake.lines import read_lines
from rectify.model.dossier import Dossier
from rectify.model.values import Action, Aspect, Evidence, Inspection, Narrative


class Page(NamedTuple):
    """A document and what reading understood of it."""

    document: Document
    draft: Draft


Slot = tuple[str, str, str]
"""What a fact is about: issue, kind, and the words beside it."""
Fact = tuple[str, str, str]
"""Kind, value, unit."""


class Book:
    """One report of the ledger: its sentences, the facts at their slots, the issues by the spots where it speaks of them."""

    def __init__(self, page: Page, names: Names, calendar: Calendar) -> None:
        self.draft = page.draft
        self.sentences: set[tuple[str, str, str]] = set()
        self.forms: defaultdict[tuple[str, str, str], list[list[Mark]]] = defaultdict(list)
        self.before: defaultdict[Slot, set[tuple[str, str]]] = defaultdict(set)
        self.after: defaultdict[Slot, set[tuple[str, str]]] = defaultdict(set)
        self.cells: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.spots: defaultdict[str, list[str]] = defaultdict(list)
        self.facts: defaultdict[str, dict[Fact, str]] = defaultdict(dict)
        for each in passages(page.document, names):
            self.sentences |= set(sentences(each))
            if each.spot and each.of not in self.spots[each.spot]:
                self.spots[each.spot].append(each.of)
            if each.label:
                self.cells[each.of, each.label].append(each.text)
            for text, found in cut(each.text, marks(each.text, calendar)):
                if found:
                    self.forms[each.of, each.label, form(text, found)].append(found)
                for mark in found:
                    self._keep(each, mark)

    def _keep(self, passage: Passage, mark: Mark) -> None:
        self.facts[passage.of].setdefault((mark.kind, mark.value, mark.unit), mark.words)
        for slots, label in zip((self.before, self.after), labels(passage, mark), strict=True):
            if label:
                slots[passage.of, mark.kind, label].add((mark.value, mark.unit))


def sentences(passage: Passage) -> Iterator[tuple[str, str, str]]:
    """The sentences of a passage with what they speak of, as they are compared."""
    for text in sentences_of(passage.text):
        yield passage.of, passage.label, plain(text)


def sentences_of(text: str) -> list[str]:
    """A text cut behind its full stops, nothing left out."""
    return [part for part, _ in cut(text, [])]


def cut(text: str, found: Iterable[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """The sentences of a text, each with its facts, which then count from its beginning."""
    start = 0
    for at, sign in enumerate(text):
        if at == len(text) - 1 or sign in "。；;\n" or (sign == "." and text[at + 1].isspace()):
            inside = [mark._replace(start=mark.start - start) for mark in found if start <= mark.start <= at]
            yield text[start : at + 1], inside
            start = at + 1


def form(text: str, found: Iterable[Mark]) -> str:
    """A sentence with its facts left open."""
    for mark in sorted(found, key=lambda each: -each.start):
        text = f"{text[: mark.start]}\0{mark.kind}\0{text[mark.start + len(mark.words) :]}"
    return plain(text)


_SHORTEST = 2


def labels(passage: Passage, mark: Mark) -> tuple[str, str]:
    """By what a fact is looked up: the words before it (of a cell that holds nothing else, its head), and those behind."""
    alone = plain(mark.words) == plain(passage.text)
    before = passage.label if alone else mark.before
    return (before if len(before) >= _SHORTEST else "", mark.after if len(mark.after) > _SHORTEST else "")


class Books:
    """All that a ledger says of one inspection."""

    def __init__(
        self, names: Names, calendar: Calendar, reports: Iterable[Page], held: Mapping[str, Iterable[str]]
    ) -> None:
        self.names = names
        self.calendar = calendar
        self.reports = [Book(page, names, calendar) for page in reports]
        self.facts: defaultdict[str, dict[Fact, str]] = defaultdict(dict)
        self.words = ""
        for of, texts in held.items():
            for text in texts:
                self.words += f"\n{text}"
                for mark in marks(text, calendar):
                    self.facts[of].setdefault((mark.kind, mark.value, mark.unit), mark.words)
        for book in self.reports:
            for of, facts in book.facts.items():
                self.facts[of] = {**facts, **self.facts[of]}
        self.every: dict[Fact, str] = {fact: of for of, facts in self.facts.items() for fact in facts}
        self.family = {
            of: [each for each in self.facts if each == of or each.startswith(f"{of}-") or of.startswith(f"{each}-")]
            for of in self.facts
            if of
        }


def books(
    inspection: Inspection,
    dossiers: Iterable[Dossier],
    aspects: Iterable[Aspect],
    around: Iterable[Action | Evidence | Narrative],
    reports: Iterable[Page],
    *,
    day: date,
    language: str,
    wordings: Mapping[str, str],
) -> Books:
    """What the ledger says of `inspection` on `day`: its `reports`, and what it holds of each issue and `around` them.

    `wordings` are other wordings of titles, for the public, by the names of the issues.
    """
    each_of = [(each.issue.name.rpartition("/")[2], each) for each in dossiers]
    titles = {name: [each.issue.title, *filter(None, [wordings.get(name, "")])] for name, each in each_of}
    names = Names(titles, {each.number: each.title for each in aspects if not each.void})
    first = inspection.feedback or inspection.end or inspection.start
    calendar = Calendar(day, first.earliest if first else None, day, language)
    held: dict[str, list[str]] = {name: list(_held(each)) for name, each in each_of}
    held[WHOLE] = [*map(_text, _values(inspection)), *(text for each in around for text in map(_text, _values(each)))]
    return Books(names, calendar, reports, held)


def _held(dossier: Dossier) -> Iterator[str]:
    for part in (dossier.issue, *dossier.deeds, *dossier.claims, *dossier.measures, *dossier.deadlines):
        yield from map(_text, _values(part))


def _values(value: object) -> Iterator[object]:
    """The texts, dates and counts that a value is made of."""
    if hasattr(value, "edtf") or hasattr(value, "quantity") or isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _values(each)


def _text(value: object) -> str:
    """A value as a text in which its facts are found."""
    if hasattr(value, "edtf"):
        return str(value.edtf).replace("?", "")
    if hasattr(value, "quantity"):
        low = "≥" * bool(getattr(value, "at_least", False))
        return f"{getattr(value, 'name', '')} {low}{value.quantity}{getattr(value, 'unit', '')}"
    return str(value)


_SINCE = {"zh": re.compile(r"与(.{4,16}?)相比"), "en": re.compile(r"\bSince (.{8,20}?):")}


def last_report(document: Document, day: date, language: str) -> date | None:
    """The day of the last report, with which a progress report says that it compares; None where it says none."""
    calendar = Calendar(day, None, day, language)
    for line in read_lines(each for each in document.blocks if not isinstance(each, Table))[0]:
        for said in _SINCE[language].finditer(line.folded):
            for found in calendar.find(said[1], said[1]):
                if found.when.precise and found.when.latest and found.when.latest <= day:
                    return found.when.latest
    return None


def shows(document: Document, heading: str) -> bool:
    """Whether a document has this heading, whatever its number."""
    texts = (block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    return any(heading in text[: len(heading) + 8] for text in texts)


def share(titles: Iterable[str], known: Iterable[str]) -> int:
    """How many of the titles of a document are those of issues of a ledger."""
    own = {plain(title) for title in known}
    return sum(plain(title) in own for title in titles)
