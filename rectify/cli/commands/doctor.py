"""The doctor: what the program stands on, and whether the ledger is whole. It changes nothing unless asked to rebuild."""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from rectify.cli.integrity import exit_code, finding, looked_at
from rectify.cli.session import LEDGER, Session
from rectify.cli.viewing import draw
from rectify.errors import Damaged, NotFound, RectifyError, WrongUsage
from rectify.journal import Fault
from rectify.language import sentence
from rectify.view.screen import Block, Gap, Heading, Line, Span, Style
from rectify.view.text import width

LIBRARIES = ("typer", "rich", "sqlite-utils", "tabulate")
SHOWN = 12
"""Remarks that a screen shows; JSON holds all."""


class Fact(NamedTuple):
    """Something found out: under which heading, its name, its value for JSON, and the value in words."""

    section: str
    name: str
    value: Any
    text: str


class Note(NamedTuple):
    """Something to look at: code, severity (`damage`, `unknown`, `error` or `warning`), where, what, and what to do."""

    code: str
    severity: str
    place: str
    message: str
    advice: str


Found = Iterator[Fact | Note]


def doctor(session: Session, *, rebuild: Annotated[bool, typer.Option("--rebuild")] = False) -> int:
    if rebuild:
        return _rebuild(session)
    look = Look(session)
    found = [*look.program(), *look.terminal(), *look.user(), *look.ledger()]
    facts = [each for each in found if isinstance(each, Fact)]
    notes = [each for each in found if isinstance(each, Note)]
    if session.json:
        session.emit_json(_as_json(facts, notes))
    else:
        draw(session, _screen(session, facts, notes))
    return look.code


def _rebuild(session: Session) -> int:
    """Make the state tables anew from the journal. Raises Damaged where the journal itself is not whole."""
    from rectify.ledger import Ledger

    path = session.ledger_path()
    with Ledger.writing(path) as ledger:
        entries = ledger.rebuild()
    if session.json:
        session.emit_json({"format": 1, "path": str(path), "entries": entries})
    else:
        session.out(session.visible(session.say("doctor.rebuilt", path=path, count=entries)))
    return 0


class Look:
    """One look around. `code` is the exit code: 0, or that of the error for which the ledger cannot be used."""

    def __init__(self, session: Session) -> None:
        self.code = 0
        self._session = session
        self._environ = session.world.environ

    def _say(self, name: str, /, **values: object) -> str:
        return self._session.say(f"doctor.{name}", **values)

    def _note(self, code: str, place: object = "", severity: str = "warning", **values: object) -> Note:
        return Note(code, severity, str(place), self._say(code, **values), self._say(f"{code}.advice", **values))

    def _because(self, value: str, source: str) -> str:
        return self._say("because", value=value, source=source)

    # ---- the program and the terminal

    def program(self) -> Found:
        import platform
        import sqlite3

        import rectify

        place = str(Path(rectify.__file__).parent)
        yield Fact("program", "version", rectify.__version__, rectify.__version__)
        yield Fact("program", "place", place, place)
        yield Fact("program", "python", platform.python_version(), f"{platform.python_version()}, {sys.executable}")
        yield Fact("program", "sqlite", sqlite3.sqlite_version, sqlite3.sqlite_version)
        yield from self._libraries()
        yield Fact("program", "system", platform.platform(), platform.platform())

    def _libraries(self) -> Found:
        from importlib.metadata import PackageNotFoundError, version

        present: dict[str, str] = {}
        for name in LIBRARIES:
            try:
                present[name] = version(name)
            except PackageNotFoundError:
                yield self._note("library-missing", name, "error", name=name)
        yield Fact("program", "libraries", present, ", ".join(f"{name} {number}" for name, number in present.items()))

    def terminal(self) -> Found:
        session = self._session
        encoding = getattr(session.world.stdout, "encoding", None) or "utf-8"
        yield Fact(
            "terminal",
            "output",
            session.is_terminal,
            self._say("a-terminal" if session.is_terminal else "not-a-terminal"),
        )
        yield Fact("terminal", "encoding", encoding, encoding)
        if not encoding.lower().startswith("utf"):
            yield self._note("narrow-encoding", encoding, encoding=encoding)
        yield Fact("terminal", "width", session.width, self._say("columns", count=session.width))
        yield self._colours()
        cells = session.ambiguous
        yield Fact("terminal", "ambiguous", cells, self._say("as-cells", count=cells))

    def _colours(self) -> Fact:
        source = self._first_set("NO_COLOR", "FORCE_COLOR")
        if self._environ.get("TERM") == "dumb":
            source = "TERM=dumb"
        text = self._say("yes" if self._session.color else "no")
        return Fact("terminal", "colours", self._session.color, self._because(text, source) if source else text)

    # ---- who uses it

    def user(self) -> Found:
        language = self._session.language
        text = self._because(self._say(f"lang-{language}"), self._language_source())
        yield Fact("user", "language", language, text)
        try:
            actor = self._session.actor
        except WrongUsage as error:
            yield Note("actor-unknown", "warning", "", sentence(language, error), "")
            return
        source = "--as" if self._session.given("actor") else self._first_set("RECTIFY_ACTOR") or self._say("by-login")
        yield Fact("user", "actor", actor, self._because(actor, source))

    def _language_source(self) -> str:
        if self._session.given("lang"):
            return "--lang"
        return self._first_set("RECTIFY_LANG", "LC_ALL", "LC_MESSAGES", "LANG") or self._say("by-system")

    def _first_set(self, *names: str) -> str:
        return next((f"{name}={self._environ[name]}" for name in names if self._environ.get(name)), "")

    # ---- the ledger

    def ledger(self) -> Found:
        try:
            path = self._session.ledger_path()
        except NotFound as error:
            named = self._session.given("ledger") or self._environ.get("RECTIFY_LEDGER")
            self.code = error.exit_code if named else 0
            text = sentence(self._session.language, error)
            yield Note(error.key, "error", "", text, "") if named else Fact("ledger", "path", None, text)
            return
        yield Fact("ledger", "path", str(path), str(path))
        yield self._how_found(path)
        try:
            yield from self._file(path)
            yield from self._share(path)
            yield from self._leftovers(path)
            yield from self._content(path)
        except Damaged as error:
            yield self._fault(Fault(0, "fault-page", str(error.values.get("reason", error.key))))
        except RectifyError as error:
            self.code = error.exit_code
            yield Note(error.key, "error", str(path), sentence(self._session.language, error), "")

    def _how_found(self, path: Path) -> Fact:
        if self._session.given("ledger"):
            how = "option"
        elif self._environ.get("RECTIFY_LEDGER"):
            how = "variable"
        else:
            how = "here" if path == self._session.world.cwd / LEDGER else "above"
        return Fact("ledger", "found", how, self._say(f"found-{how}"))

    def _file(self, path: Path) -> Found:
        size = path.stat().st_size
        yield Fact("ledger", "size", size, self._say("bytes", count=f"{size:,}"))
        for name, place in (("file", path), ("folder", path.parent)):
            mode, writable = place.stat().st_mode, os.access(place, os.W_OK)
            can = "can-write" if writable else "can-read" if os.access(place, os.R_OK) else "can-nothing"
            text = self._say("rights", mode=stat.filemode(mode), can=self._say(can))
            yield Fact("ledger", f"{name}-rights", f"{stat.S_IMODE(mode):04o}", text)
            if not writable:
                yield self._note(f"{name}-read-only", place)
            if os.name != "nt" and mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
                yield self._note("open-to-all", place, path=place, mode=stat.filemode(mode))

    def _share(self, path: Path) -> Found:
        from rectify.store.mounts import network_kind

        if kind := network_kind(path.parent):
            yield self._note("on-network", path, kind=kind)

    def _leftovers(self, path: Path) -> Found:
        """What a write that was cut short, or another program, left beside the ledger."""
        for ending, code in (("-journal", "left-journal"), ("-wal", "left-wal")):
            beside = path.with_name(path.name + ending)
            if beside.exists() and beside.stat().st_size:
                yield self._note(code, beside, name=beside.name)
        for beside in sorted(path.parent.glob(f".{path.name}.*.new")):
            yield self._note("left-new", beside, name=beside.name)

    def _content(self, path: Path) -> Found:
        from rectify.ledger import Ledger
        from rectify.store.schema import FORMAT

        with Ledger.reading(path) as ledger:
            text = self._say("format-known", format=ledger.version.format, known=FORMAT)
            yield Fact("ledger", "format", ledger.version.format, text)
            if ledger.version.format > FORMAT:
                yield Fact("ledger", "integrity", None, self._say("not-checked"))
                yield self._note("newer-format", path, format=ledger.version.format)
                return
            if ledger.version.format < FORMAT:
                yield self._note("older-format", path, format=ledger.version.format)
            elif ledger.is_of_another_make:
                yield self._note("other-state", path)
            if share := ledger.share:
                key = "shared-at" if share.left_at is None else "shared-once"
                text = self._say(key, server=share.server, name=share.name, entry=share.left_at)
                yield Fact("ledger", "share", share._asdict(), text)
            faults, unknown = 0, False
            for fault in looked_at(path, "whole"):
                note = self._fault(fault)
                faults += note.severity == "damage"
                unknown |= note.severity == "unknown"
                yield note
            if unknown:
                yield Fact("ledger", "integrity", None, self._say("not-checked"))
                return
            if not faults:
                yield from self._counts(ledger)
            text = self._say("not-whole", count=faults) if faults else self._say("whole")
            yield Fact("ledger", "integrity", not faults, text)

    def _counts(self, ledger: Any) -> Found:
        from rectify.language.dates import say_span
        from rectify.model.figures import figures

        view = ledger.view()
        last = view.last_entry()
        newest = datetime.fromisoformat(next(ledger.entries(last, last)).at)
        text = self._say("entries-last", count=last, at=f"{newest.astimezone():%Y-%m-%d %H:%M}")
        yield Fact("ledger", "entries", last, text)
        counts = {
            "inspections": sum(1 for each in view.inspections() if not each.void),
            "issues": figures(view.tallies(), 0).issues,
        }
        yield Fact("ledger", "content", counts, self._say("holds", **counts))
        if setbacks := ledger.setbacks(range(1, last + 1)):
            entry = max(setbacks, key=lambda seq: setbacks[seq])
            span = say_span(self._session.language, setbacks[entry])
            yield self._note("clock-back", entry, count=len(setbacks), span=span, entry=entry)

    def _fault(self, fault: Fault) -> Note:
        found = finding(self._session, fault.key, fault.seq, fault.about)
        self.code = max(self.code, exit_code({found.severity}))
        return Note(found.code, found.severity, found.place or str(found.entry), found.message, found.advice)


def _as_json(facts: list[Fact], notes: list[Note]) -> Mapping[str, object]:
    sections: dict[str, Any] = {"program": {}, "terminal": {}, "user": {}, "ledger": {}}
    for fact in facts:
        sections[fact.section][fact.name.replace("-", "_")] = fact.value
    return {"format": 1, **sections, "remarks": [note._asdict() for note in notes]}


def _screen(session: Session, facts: list[Fact], notes: list[Note]) -> Iterator[Block]:
    names = {fact.name: session.say(f"doctor.{fact.name}") for fact in facts}
    indent = max(width(name, session.ambiguous) for name in names.values()) + 4
    section = ""
    for fact in facts:
        if fact.section != section:
            section = fact.section
            yield from ((Gap(),) if section != "program" else ())
            yield Heading(session.say(f"doctor.{section}"), 2)
        yield Line((fact.text,), indent, Span(f"  {names[fact.name]}", "dim"))
        if fact.name == "ambiguous" and session.is_terminal:
            yield from _ruler(session, indent)
    yield Gap()
    yield from _remarks(session, notes)


def _ruler(session: Session, indent: int) -> Iterator[Line]:
    """Two lines that end at the same column if the terminal draws ambiguous characters as wide as we count them."""
    cells = session.ambiguous
    yield Line(("“—①·|",), indent)
    yield Line(("1234" * cells + "|  " + session.say("doctor.ruler", other=3 - cells),), indent)


def _remarks(session: Session, notes: list[Note]) -> Iterator[Block]:
    if not notes:
        yield Line((Span(session.say("doctor.healthy"), "good"),))
        return
    yield Heading(session.say("doctor.remarks"), 2)
    advised = ""
    for note in notes[:SHOWN]:
        style: Style = "warn" if note.severity == "warning" else "bad"
        yield Line((Span(note.message, style),), 4, "  -")
        if note.advice and note.advice != advised:
            yield Line((note.advice,), 4)
        advised = note.advice
    if len(notes) > SHOWN:
        yield Line((session.say("doctor.more", count=len(notes) - SHOWN),), 4)
