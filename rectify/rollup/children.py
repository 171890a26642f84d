"""One child at a time: looked at, proved, and read while it stands still."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import BufferedReader, RawIOBase
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple, cast
from zipfile import ZipFile

from rectify.errors import Damaged, DiskFailed, RectifyError
from rectify.exchange.restoring import restore
from rectify.heads import Held, answer
from rectify.ledger import Ledger
from rectify.rollup.kept import Kept
from rectify.rollup.rows import Row, rows
from rectify.sealing.checking import Seal
from rectify.store.schema import FORMAT


class Wanted(NamedTuple):
    """What a roll-up is asked for.

    `day` is today, or the day as of which ledgers are read if they are `dated`. `kept` are the heads known from last time,
    `held` those that were brought; where `signed`, a ledger without one of these is refused.
    """

    day: date
    dated: bool = False
    texts: bool = False
    kept: Mapping[str, Kept] = MappingProxyType({})
    held: Mapping[str, Sequence[Held]] = MappingProxyType({})
    signed: bool = False


class Bad(NamedTuple):
    """A child that is not summed: the sentence that says why (a key of `language/` and its values). A mere `note` is no
    refusal: an older copy of what is summed.
    """

    path: Path
    key: str
    values: Mapping[str, Any]
    note: bool = False


class Refusal(Exception):
    """Why a child is not summed."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


def bad(path: Path, error: Refusal | RectifyError) -> Bad:
    key = error.key if isinstance(error, Refusal) else f"errors.{error.key}"
    return Bad(path, key, error.values)


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
        fault = next(ledger.faults(), None)
        if fault:
            raise Refusal(f"verify.{fault.key}", entry=fault.seq, about=fault.about)
        head = _head(ledger, wanted)
        view = ledger.view(wanted.day if wanted.dated else None)
        yield Child(head, rows(view, head.ledger, texts=wanted.texts))


def _head(ledger: Ledger, wanted: Wanted) -> Kept:
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
def unsealed(path: Path, target: Path) -> Iterator[Path]:
    """The ledger of a seal without its evidence, at `target` for as long as it is looked at.

    Raises Refusal for a seal with any flaw, Unreadable for what is no seal.
    """
    try:
        with path.open("rb") as stream:
            flaw = next(Seal(stream, path.name).faults(), None)
            if flaw:
                raise Refusal(f"sealing.{flaw.code}", about=flaw.about, entry=flaw.entry)
            with ZipFile(stream) as opened, opened.open("journal.jsonl") as journal:
                restore(target, cast("BinaryIO", BufferedReader(cast("RawIOBase", journal))), path.name)
        yield target
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
