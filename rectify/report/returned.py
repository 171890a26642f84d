"""What was changed in a register that comes back: each cell against what the ledger wrote there, and against what it says now."""

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from rectify.documents.writing import visible
from rectify.documents.writing.separated import safe, unguarded
from rectify.language.terms import coded
from rectify.model.dossier import Dossier
from rectify.model.returned import Fresh, Returned, Told
from rectify.report import register, standing, three_lists
from rectify.report.case import Case, called
from rectify.report.sent import Row, Sent, Version

AsOf = Callable[[Version], Case]
"""The report as it was when a row was written."""

_TERMS = {"claim": "claim", "kind": "issue", "severity": "severity"}
_TASK = {"measure": "text", "standard": "standard", "deadline": "deadline", "status": "status"}
"""Column of a task -> the field of its measure."""
_OF_TASK = frozenset((*_TASK, "measure_id"))
_NO_TASK = dict.fromkeys(("measure_id", "measure", "standard", "deadline", "status"), "")


class _Line(NamedTuple):
    """A text of a cell that tells several: the thing that it tells of (empty for what cannot be amended), and its words
    within it.
    """

    thing: str
    text: str
    words: str


def returned(sent: Sent, now: Case, before: AsOf, entry: int) -> Returned:
    """The changes in `sent`; `now` is the ledger today, up to `entry`."""
    compared = _Comparing(now, before)
    fresh = []
    for row in map(compared.recognised, sent.rows):
        if row.issue in compared.known:
            compared.add(row)
        elif row.issue:
            compared.lost(row)
        elif row.measure in (0, -1) and row.cells.get("title"):
            fresh.append(Fresh(row.place, {field: _code(field, unguarded(text)) for field, text in row.cells.items()}))
    found = [each._replace(code=_code(each.field, each.told)) for each in compared.settled()]
    changes = tuple(each for each in found if each.can_be_taken)
    left = tuple(each for each in found if not each.can_be_taken)
    return Returned(now.inspection.id, entry, changes, left, tuple(fresh))


def _code(field: str, text: str) -> str:
    return coded(_TERMS[field], text) if field in _TERMS else text


def same(told: str, written: str) -> bool:
    """Whether a cell says what was written into it: white space aside, and in CSV behind an apostrophe."""
    if told == written:
        return True
    plain = _plain(told)
    return plain in (_plain(visible(written)), _plain(safe(written)))


def _plain(text: str) -> str:
    return "".join(text.split())


class _Comparing:
    def __init__(self, now: Case, before: AsOf) -> None:
        self.now = now
        self.known = {each.issue.id: each for each in now.dossiers()}
        self._names = {called(each.issue): key for key, each in self.known.items()}
        self._version: Version | None = None
        self._before = before
        self._then: dict[Version, tuple[Case, dict[int, Dossier]]] = {}
        self._told: dict[tuple[str, str], list[Told]] = {}
        self._measures: dict[tuple[int, str], int] = {}

    def recognised(self, row: Row) -> Row:
        """A row without an id whose number is that of an issue, although the flat sheet has another there by now."""
        key = self._names.get(row.cells.get("number", ""), 0)
        if row.version:
            self._version = row.version
        return row if row.issue or "id" in row.cells or not key else row._replace(issue=key, version=self._version)

    def add(self, row: Row) -> None:
        """A row of an issue; a row of a task tells of its issue too."""
        if "status" in row.cells:
            self._task(row)
            of_issue = {field: text for field, text in row.cells.items() if field not in _OF_TASK}
            if "issue_deadline" in of_issue:
                of_issue["deadline"] = of_issue.pop("issue_deadline")
            row = row._replace(cells=of_issue)
        self._issue(row)

    def lost(self, row: Row) -> None:
        """An issue that is void by now, or was taken back."""
        self._note(
            Told(f"i{row.issue}", row.cells.get("number", ""), "id", "", "", row.cells.get("title", ""), row.place)
        )

    def settled(self) -> list[Told]:
        """Each change once; two that do not agree are rivals."""
        found: list[Told] = []
        for changes in self._told.values():
            first, *others = changes
            other = next((each for each in others if not same(each.told, first.told)), None)
            new = first.field in ("action", "measure")
            found += changes if new else [first._replace(now=other.told, rival="sheet") if other else first]
        return list(dict.fromkeys(found))

    def _note(self, told: Told) -> None:
        key = told.thing, told.field
        known = self._told.setdefault(key, [])
        if not any(same(told.told, each.told) for each in known):
            known.append(told)

    # ---- issues

    def _issue(self, row: Row) -> None:
        dossier = self.known[row.issue]
        now = register.for_people(self.now, dossier)
        for field, text in row.cells.items():
            if field == "version" or same(text, now[field]):
                continue
            case, old = self._then_of(row)
            was = register.for_people(case, old)[field] if old else ""
            if old is None or same(text, was):
                continue
            if field in ("measures", "results"):
                self._lines(row, field, unguarded(text))
                continue
            told = Told(f"i{row.issue}", called(dossier.issue), field, was, now[field], unguarded(text), row.place)
            self._note(told if same(was, now[field]) else told._replace(rival="ledger"))

    def _then_of(self, row: Row) -> tuple[Case, Dossier | None]:
        """The report as of when the row was written, and its issue then."""
        assert row.version
        if row.version not in self._then:
            case = self._before(row.version)
            self._then[row.version] = case, {each.issue.id: each for each in case.dossiers()}
        case, dossiers = self._then[row.version]
        return case, dossiers.get(row.issue)

    # ---- cells that tell several things

    def _lines(self, row: Row, field: str, text: str) -> None:
        case, old = self._then_of(row)
        assert old
        new = self.known[row.issue]
        lines = _planned if field == "measures" else _done
        before, now = lines(case, old), {each.thing: each for each in lines(self.now, new) if each.thing}
        told = _items(text, [each.text for each in before])
        pairs = SequenceMatcher(
            None, [_plain(each.text) for each in before], [_plain(each) for each in told], autojunk=False
        )
        name = called(new.issue)
        for what, a, b, c, d in pairs.get_opcodes():
            if what == "equal":
                continue
            for line, item in zip(before[a:b], told[c:d], strict=False):
                self._amended(row, name, line, item, now)
            for item in told[c + (b - a) : d]:
                kind = "measure" if field == "measures" else "action"
                self._note(Told(f"i{row.issue}", name, kind, "", "", item, row.place))
            for line in before[a + (d - c) : b]:
                self._note(Told(line.thing or f"i{row.issue}", name, field, line.text, line.text, "", row.place))

    def _amended(self, row: Row, name: str, line: _Line, item: str, now: dict[str, _Line]) -> None:
        if not line.thing:  # what a claim came to is part of the claim
            self._note(Told(f"i{row.issue}", name, "effect", line.text, line.text, item, row.place))
            return
        before, _, after = line.text.partition(line.words)
        inner = item.removeprefix(before) if before and item.startswith(before) else item
        inner = inner.removesuffix(after) if after and inner.endswith(after) else inner
        today = now.get(line.thing)
        rival = "" if today and same(today.text, line.text) else "ledger"
        self._note(Told(line.thing, name, "text", line.words, today.words if today else "", inner, row.place, rival))

    # ---- tasks

    def _task(self, row: Row) -> None:
        dossier = self.known[row.issue]
        case, old = self._then_of(row)
        if old is None:
            return
        then = self._task_then(row, list(three_lists.task_rows(case, old)))
        key = then["measure_id"]
        now = next((each for each in three_lists.task_rows(self.now, dossier) if each["measure_id"] == key), then)
        for field in _TASK if key else ("measure",):
            text = row.cells.get(field, then[field])
            if same(text, then[field]) or same(text, now[field]):
                continue
            thing, kind = (f"m{key}", _TASK[field]) if key else (f"i{row.issue}", "measure")
            told = Told(thing, called(dossier.issue), kind, then[field], now[field], unguarded(text), row.place)
            self._note(told if not key or same(then[field], now[field]) else told._replace(rival="ledger"))

    def _task_then(self, row: Row, rows: list[dict[str, str]]) -> dict[str, str]:
        """What was sent out of the task: by its id, or as the next one of its issue on that sheet; a new one was not."""
        key = row.issue, row.place.partition(" row ")[0]
        at = self._measures[key] = self._measures.get(key, -1) + 1
        if row.measure >= 0:
            wanted = str(row.measure or "")
            return next((each for each in rows if each["measure_id"] == wanted), _NO_TASK)
        return rows[at] if at < len(rows) else _NO_TASK


def _planned(case: Case, dossier: Dossier) -> list[_Line]:
    return [
        _Line(f"m{each.id}", standing.measure(case, each), each.text.strip().rstrip("。；;"))
        for each in dossier.measures
    ]


def _done(case: Case, dossier: Dossier) -> list[_Line]:
    deeds = [
        _Line(f"a{each.id}", case.phrases.action(each), each.text.strip().rstrip("。.；;，,、"))
        for each in dossier.deeds
    ]
    effect = standing.effect(dossier)
    return [*deeds, *([_Line("", effect, effect)] if effect else [])]


_NUMBER = re.compile(r"(?:^|\n)\s*(\d{1,4})[.．、]\s?")


def _items(text: str, before: Iterable[str]) -> list[str]:
    """The texts that a cell tells: those that are numbered on, 1, 2, 3; behind a text that was there, each line is new."""
    cuts, wanted = [], 1
    for found in _NUMBER.finditer(text):
        if int(found[1]) == wanted:
            cuts.append(found.span())
            wanted += 1
    if not cuts or text[: cuts[0][0]].strip():
        cuts = [(0, 0)]
    ends = [*(start for start, _ in cuts[1:]), len(text)]
    pieces = [text[begin:end].strip() for (_, begin), end in zip(cuts, ends, strict=True)]
    return [item for piece in pieces for item in _after(piece, list(before)) if item]


def _after(piece: str, before: list[str]) -> list[str]:
    """A piece, or where it begins with a text that was there, that text and each line behind it."""
    for known in before:
        head = known.strip()
        if head and piece.startswith(head) and piece[len(head) :].startswith("\n"):
            return [head, *(line.strip() for line in piece[len(head) :].split("\n"))]
    return [piece]
