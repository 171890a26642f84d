"""One child at a time: looked at, proved, and read while it stands still."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import BufferedReader, RawIOBase
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Self, cast
from zipfile import ZipFile

from rectify.errors import Damaged, DiskFailed, RectifyError
from rectify.exchange.restoring import restore
from rectify.heads import Held, answer
from rectify.language import LANGUAGES, say
from rectify.ledger import Ledger
from rectify.rollup.kept import Kept
from rectify.rollup.rows import Row, rows
from rectify.sealing.checking import Seal
from rectify.store.schema import FORMAT

if TYPE_CHECKING:
    from rectify.sealing.checking import Signed

_NEAR = 3
"""Parts of a path that are told of what lies elsewhere."""


class Wanted(NamedTuple):
    """What a roll-up is asked for.

    `day` is today, or the day as of which ledgers are read if they are `dated`; places are told as seen from `base`. `kept`
    are the heads known from last time, `held` those that were brought. `check` looks at the signatures in a seal; where
    `signed`, a ledger of which no head was signed is refused.
    """

    day: date
    base: Path
    dated: bool = False
    texts: bool = False
    kept: Mapping[str, Kept] = MappingProxyType({})
    held: Mapping[str, Sequence[Held]] = MappingProxyType({})
    check: "Callable[[Sequence[Signed]], Signatures] | None" = None
    signed: bool = False


class Signatures(NamedTuple):
    """The heads with a good signature, and what is to be told of each: a sentence (a key of `language/` and its values)."""

    good: Sequence[Held]
    told: Sequence[tuple[str, Mapping[str, Any]]]


class Bad(NamedTuple):
    """A child that is not summed: the sentence that says why (a key of `language/` and its values), and which ledger and
    unit it says it is. A mere `note` is no refusal: an older copy of what is summed, or a signature.
    """

    path: Path
    key: str
    values: Mapping[str, Any]
    note: bool = False
    ledger: str = ""
    unit: str = ""

    def place(self, base: Path) -> str:
        """Where it lay, as seen from `base`; of what lies elsewhere no more than two folders, for it goes up."""
        if self.path.is_relative_to(base):
            return self.path.relative_to(base).as_posix()
        return "/".join(self.path.parts[-_NEAR:])

    def row(self, base: Path, day: date) -> Row:
        """As a row of the table of what is refused."""
        place = self.place(base)
        values = {name: place if str(value) == str(self.path) else value for name, value in self.values.items()}
        why = {language: say(language, self.key, **values) for language in LANGUAGES}
        about = {"path": place, "ledger": self.ledger, "unit": self.unit, "code": self.key.partition(".")[2]}
        return about | why | {"day": day.isoformat()}


class Refusal(Exception):
    """Why a child is not summed."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values
        self.ledger = self.unit = ""

    def of(self, ledger: str, unit: str) -> Self:
        """The same, of which ledger and unit."""
        self.ledger, self.unit = ledger, unit
        return self


def bad(path: Path, error: Refusal | RectifyError) -> Bad:
    if isinstance(error, Refusal):
        return Bad(path, error.key, error.values, ledger=error.ledger, unit=error.unit)
    return Bad(path, f"errors.{error.key}", error.values)


class Child(NamedTuple):
    """A ledger that was proved: its head, and its rows, to be read while it is open."""

    head: Kept
    rows: Iterator[tuple[str, Row]]


@contextmanager
def proved(path: Path, wanted: Wanted) -> Iterator[Child]:
    """A ledger whose schema, chain, state and heads hold. Raises Refusal, or what opening a ledger raises."""
    with Ledger.reading(path) as ledger:
        if ledger.version.format > FORMAT:
            raise Refusal("errors.newer-format", path=path, format=ledger.version.format, known=FORMAT)
        try:
            head = _head(ledger, wanted)
        except Refusal as refusal:
            raise refusal.of(*_said(ledger)) from None
        view = ledger.view(wanted.day if wanted.dated else None)
        yield Child(head, rows(view, head.ledger, texts=wanted.texts))


def _said(ledger: Ledger) -> tuple[str, str]:
    """Which ledger, and of which unit, one that is refused says it is; empty where it cannot say so much."""
    name = ""
    try:
        name = ledger.name
        return name, next((each.unit for each in ledger.view().inspections() if each.unit), "")
    except (RectifyError, ValueError):
        return name, ""


def _head(ledger: Ledger, wanted: Wanted) -> Kept:
    fault = next(ledger.faults(), None)
    if fault:
        raise Refusal(f"verify.{fault.key}", entry=fault.seq, about=fault.about)
    name, count = ledger.name, ledger.last_entry()
    if not count or not name:
        raise Refusal("rollup.nameless")
    held = list(wanted.held.get(name, ()))
    if wanted.signed and not held:
        raise Refusal("rollup.unsigned")
    last = wanted.kept.get(name)
    sought = [*held, *([last.held] if last else [])]
    heads = ledger.heads([each.seq for each in sought if each.seq is not None])
    for each in sought:
        at = heads.at.get(each.seq) if each.seq is not None else None
        said = answer(each, name, count, at)
        if said != "head-holds":
            raise Refusal(f"rollup.{said}", seq=each.seq or 0, count=count)
    recorded = next(ledger.entries(count, count)).at
    return Kept(name, count, heads.last.text, recorded)


@contextmanager
def unsealed(path: Path, target: Path, wanted: Wanted) -> Iterator[Signatures]:
    """The ledger of a seal without its evidence, at `target` for as long as it is looked at; what came of its signatures.

    Raises Refusal for a seal with any flaw, Unreadable for what is no seal.
    """
    try:
        with path.open("rb") as stream:
            seal = Seal(stream, path.name)
            flaw = next(seal.faults(), None)
            if flaw:
                raise Refusal(f"sealing.{flaw.code}", about=flaw.about, entry=flaw.entry)
            with ZipFile(stream) as opened, opened.open("journal.jsonl") as journal:
                restore(target, cast("BinaryIO", BufferedReader(cast("RawIOBase", journal))), path.name)
        yield wanted.check(seal.signed) if wanted.check else Signatures((), ())
    finally:
        target.unlink(missing_ok=True)


def contradicted(path: Path, head: Kept) -> bool:
    """Whether a ledger or a seal does not come to this older head of its own."""
    if path.suffix.lower() == ".zip":
        with path.open("rb") as stream:
            found = Seal(stream, path.name).heads([head.seq]).at.get(head.seq)
    else:
        with Ledger.reading(path) as ledger:
            found = ledger.heads([head.seq]).at.get(head.seq)
    return found is None or found.text != head.text


def twice(look: Callable[[], None]) -> None:
    """What fails once, as a disk can, is tried once more before a child is refused for it."""
    try:
        look()
    except (Damaged, DiskFailed):
        look()
