"""What lies under the paths that were named: ledgers, seals and sets, in the order of their names."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from zipfile import BadZipFile, ZipFile

from rectify.store.opening import MAGIC
from rectify.store.schema import APPLICATION_ID

USUAL = "rectify.db"
"""The name that a ledger has where nobody gave it another: such a file is one that was spoilt, whatever it holds."""
MANIFEST = "rollup.json"
"""The file by which a folder is known as a set."""
_AT, _HEADER = 68, 100
"""Where the header of an SQLite file tells whose file it is (sqlite.org/fileformat2.html, 1.3)."""


class Found(NamedTuple):
    """Something to roll up; `bare` is what was named itself and is neither, or could not be looked at."""

    path: Path
    kind: Literal["ledger", "seal", "set", "bare"]


def found(paths: Iterable[Path], leave_out: Path | None) -> Iterator[Found]:
    """Each ledger, seal and set once, however many links lead there; `leave_out` is a folder to pass over."""
    seen: set[tuple[int, int]] = set()
    if leave_out and leave_out.exists():
        seen.add(_identity(leave_out))
    for path in paths:
        if path.is_dir() or _is_ledger(path) or _is_seal(path):
            yield from _under(path, seen)
        else:
            yield Found(path, "bare")


def _under(path: Path, seen: set[tuple[int, int]]) -> Iterator[Found]:
    waiting = [path]
    while waiting:
        each = waiting.pop()
        try:
            identity = _identity(each)
            if identity in seen:
                continue
            seen.add(identity)
            if not each.is_dir():
                yield Found(each, "seal" if _is_seal(each) else "ledger")
            elif (each / MANIFEST).is_file():
                yield Found(each, "set")
            else:
                inside = sorted(each.iterdir(), reverse=True)
                waiting += [one for one in inside if one.is_dir() or _is_ledger(one) or _is_seal(one)]
        except OSError:
            yield Found(each, "bare")


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _is_ledger(path: Path) -> bool:
    """Whether a file says that it is one; what cannot be read is looked at, and refused, where ledgers are opened."""
    try:
        if not path.is_file() or path.name == USUAL:
            return path.is_file()
        with path.open("rb") as stream:
            header = stream.read(_HEADER)
    except OSError:
        return os.access(path.parent, os.X_OK) and path.suffix == ".db"
    return header.startswith(MAGIC) and header[_AT : _AT + 4] == APPLICATION_ID.to_bytes(4, "big")


def _is_seal(path: Path) -> bool:
    """Whether a file is a zip with the members by which a seal is known, whatever else is wrong with it."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with ZipFile(path) as opened:
            return {"journal.jsonl", "head.txt"} <= set(opened.namelist())
    except (OSError, BadZipFile, NotImplementedError, ValueError):
        return False
