"""The power goes at any moment: real commands are traced, and every disk that a cut could leave is opened again.

SIGKILL cannot show this: what a process wrote survives it. See `power` for what is taken for sure on a disk; drives that
lie about what they have flushed are not covered.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from rectify.cli.story import STORIES, commands, story
from rectify.errors import RectifyError
from rectify.journal import Row
from rectify.ledger import Ledger
from rectify.store.entries import rows
from tests.conftest import SOURCE
from tests.faults.power import Disk, Fate, put_back
from tests.faults.tracing import NIGHTLY, Call, Traced, needs_strace, program, trace

pytestmark = needs_strace

REGISTER = SOURCE / "tests/data/intake/audit-register.csv"
COMMANDS = [
    ["add-issue", "账实不符", "--deadline", "2023-09-30"],
    ["log-action", "1", "盘点并入账", "--kind", "correction", "--outcome", "入账=14件", "--date", "2023-06-20"],
    ["attach", "1", "../paper.bin"],
    ["report", "-o", "report.md"],
    ["complete", "1", "--effect", "账实相符"],
    ["undo"],
    ["import", str(REGISTER)],
    ["report", "-o", "report.md"],
    ["export", "--evidence", "out"],
]
TOLD = re.compile(rb"recorded in|written to")
LESS_CARE = """
from rectify.store import opening
opening._WRITING = tuple(each.replace("EXTRA", "{sync}") for each in opening._WRITING)
"""


class Recorded(NamedTuple):
    """What processes did to an empty folder, one after the other."""

    folder: Path
    calls: list[Call]
    told: list[int]
    """For each call, how many entries somebody has been told of by then."""
    files: list[dict[str, bytes]]
    """For each call, the files besides the ledger that somebody has been told of by then."""
    versions: dict[str, list[bytes]]
    """Every content that each of those files had, in order."""
    ends: set[int]
    """The numbers of entries between two commands."""
    journal: list[Row]


class Tally(NamedTuple):
    """What came of many cuts: how many disks, how many of them unlike one another, and how many not as they should be."""

    disks: int
    different: int
    broken: int
    lost: int
    first: str
    """The first that was not as it should be."""


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A folder with the file that is attached, in memory where that can be: the disks in it need not be slow."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    usable = memory.is_dir() and os.access(memory, os.W_OK)
    with TemporaryDirectory(dir=memory if usable else tmp_path, prefix="rectify-") as folder:
        paper = Path(folder, "paper.bin")
        paper.write_bytes(random.Random(1).randbytes(20_000))  # noqa: S311 - only has to be hard to pack
        yield Path(folder)


def record(outside: Path, told: Sequence[Sequence[str]], environ: dict[str, str], prelude: str = "") -> Recorded:
    """Run these commands, each as a process under `strace`."""
    folder = outside / "unit"
    folder.mkdir()
    found = Recorded(folder, [], [], [], {}, {0}, [])
    entries, files = 0, dict[str, bytes]()
    for argv in told:
        done = trace(program(*argv, prelude=prelude), folder, environ, outside / "log")
        assert done.code == 0, (argv, done.err)
        now, made = journal(folder / "rectify.db"), others(folder)
        for name, content in made.items():
            if content not in found.versions.setdefault(name, []):
                found.versions[name].append(content)
        for call, is_told in _telling(done):
            entries, files = (len(now), made) if is_told else (entries, files)
            found.calls.append(call)
            found.told.append(entries)
            found.files.append(files)
        found.ends.add(len(now))
        found.journal[:] = now
    return found


def _telling(done: Traced) -> Iterator[tuple[Call, bool]]:
    """The calls, and whether somebody has been told of the outcome by then."""
    told = False
    for call in done.calls:
        if call.tells and (call.fd == 1 or TOLD.search(call.data)):
            told = True
        yield call, told
    assert told, done.err


def journal(ledger: Path) -> list[Row]:
    with Ledger.reading(ledger) as opened:
        return list(rows(opened._db))


def others(folder: Path) -> dict[str, bytes]:
    """The files besides the ledger."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "rectify.db")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def cut(found: Recorded, fates: Sequence[Fate]) -> Tally:
    """Rebuild the disk after every call with each of `fates`, open it, and count what is amiss."""
    disk, chance = Disk(found.folder), random.Random(1)  # noqa: S311 - not a secret
    tally, seen = Tally(0, 0, 0, 0, ""), dict[int, int | str]()
    for at, call in enumerate(found.calls):
        disk.tell(call)
        for fate in fates:
            left = disk.after_a_cut(fate, chance)
            key = hash(tuple(sorted(left.items())))
            stands = seen[key] if key in seen else seen.setdefault(key, opened(left, found))
            broken = isinstance(stands, str)
            gone = [name for name in found.files[at] if left.get(name) not in _since(found, at, name)]
            lost = not isinstance(stands, str) and (stands < found.told[at] or bool(gone))
            what = f"call {at}, {call.name} {call.paths}, {fate}: {stands}; told {found.told[at]}; gone {gone}"
            first = tally.first or (what if broken or lost else "")
            tally = Tally(tally.disks + 1, len(seen), tally.broken + broken, tally.lost + lost, first)
    return tally


def _since(found: Recorded, at: int, name: str) -> list[bytes]:
    """What a file may hold after it was told of: that, or what was put in its place since."""
    versions = found.versions[name]
    return versions[versions.index(found.files[at][name]) :]


def opened(left: dict[str, bytes | None], found: Recorded) -> int | str:
    """How many entries a disk still has, or what is wrong with it."""
    folder = found.folder.with_name("disk")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    put_back(left, folder)
    ledger = folder / "rectify.db"
    try:
        if not ledger.exists():
            return 0
        with Ledger.reading(ledger) as opened:
            if faults := list(opened.faults()):
                return f"faults {faults}"
            stands = list(rows(opened._db))
    except RectifyError as error:
        return f"refused: {error}"
    if stands != found.journal[: len(stands)]:
        return "another journal"
    if len(stands) not in found.ends:
        return f"half a command: {len(stands)} entries"
    half = [name for name, content in left.items() if name.endswith(".md") and content not in found.versions[name]]
    return f"half a report: {half}" if half else len(stands)


def test_no_cut_breaks_the_ledger_or_loses_what_somebody_was_told(outside: Path, environ: dict[str, str]) -> None:
    found = record(outside, COMMANDS, environ)
    tally = cut(found, [Fate.KEPT, Fate.LOST, *[Fate.MIXED] * (12 if NIGHTLY else 1)])
    assert (tally.broken, tally.lost) == (0, 0), tally.first
    assert tally.disks >= (5_000 if NIGHTLY else 1_000)
    assert tally.different >= (2_000 if NIGHTLY else 400)
    assert {"report.md", "out/SHA256SUMS", "out/e1-paper.bin"} <= found.versions.keys()


@pytest.mark.skipif(not NIGHTLY, reason="some seven thousand disks, for the nightly script")
@pytest.mark.parametrize("which", STORIES)
def test_no_cut_while_the_demo_is_told_command_by_command(outside: Path, environ: dict[str, str], which: str) -> None:
    told = [argv for argv in commands(story(STORIES[which])) if argv[0] not in ("status", "list", "history", "check")]
    tally = cut(record(outside, told, environ), [Fate.KEPT, Fate.LOST, Fate.MIXED, Fate.MIXED])
    assert (tally.broken, tally.lost) == (0, 0), tally.first
    assert tally.disks >= 5_000


@pytest.mark.parametrize("sync", ["OFF", "FULL"])
def test_the_controls_lose_something(outside: Path, environ: dict[str, str], sync: str) -> None:
    """Without flushing, ledgers break; SQLite's default loses acts that somebody was told of. If not, nothing is shown."""
    found = record(outside, COMMANDS[:3], environ, LESS_CARE.format(sync=sync))
    tally = cut(found, [Fate.KEPT, Fate.LOST, Fate.MIXED])
    assert (tally.broken if sync == "OFF" else tally.lost) > 0


def test_a_demo_that_was_told_to_be_built_is_there_after_a_cut(outside: Path, environ: dict[str, str]) -> None:
    folder = outside / "unit"
    folder.mkdir()
    done = trace(program("demo"), folder, environ, outside / "log")
    disk = Disk(folder)
    for call in done.calls:
        disk.tell(call)
    left = disk.after_a_cut(Fate.LOST, random.Random())  # noqa: S311 - nothing is drawn
    assert done.code == 0
    assert {name: content for name, content in left.items() if content is not None} == {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
