"""Each call that a command makes on the disk fails once, or from then on: nothing half, one sentence, and on it goes.

Every command, every call on its files in turn, under `strace -e inject=`. All of it is for the nightly script; every
change is checked with a few calls of each command, always the same ones.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from rectify.cli.registry import COMMANDS
from rectify.errors import RectifyError
from rectify.heads import parsed
from rectify.journal import Row
from rectify.ledger import Ledger
from rectify.store.entries import rows
from tests.conftest import Run, child_environ
from tests.faults.cases import CASES, prepare
from tests.faults.tracing import NIGHTLY, Call, Traced, needs_strace, program, trace

pytestmark = needs_strace

ERRORS = {
    "pwrite64": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "fdatasync": ("EIO",),
    "fsync": ("EIO",),
    "ftruncate": ("EIO",),
    "unlink": ("EIO",),
    "openat": ("EMFILE", "EIO"),
    "pread64": ("EIO",),
    "read": ("EIO",),
    "link": ("EIO",),
    "rename": ("EIO",),
    "mkdir": ("ENOSPC",),
}
"""Call -> what it may answer."""
SHARED = ("openat", "read", "write")
"""Calls by which the program is loaded too, and people are told; these fail once only."""
SAMPLED = 3
"""Faults for each case when there is no time for all."""
MOST = 600
"""Faults for a case in the nightly script: all of them, but for the demo, which does the same again and again."""
LEDGERS = ("rectify.db", "new.db", "copy.db", "shared.db")
RUNS = [(name, number) for name, lists in CASES.items() for number in range(len(lists))]


class Fault(NamedTuple):
    """A call by its name and number, what it answers, and whether all later ones answer the same.

    Where there are threads, each numbers its calls from one, and not the same one makes a call each time: a fault may meet
    nothing, or the loading of the program.
    """

    call: str
    number: int
    error: str
    for_ever: bool
    among_threads: bool = False

    def __str__(self) -> str:
        return f"{self.call}:error={self.error}:when={self.number}{'+' if self.for_ever else ''}"


class Place:
    """The prepared folder, and copies of it to work in."""

    def __init__(self, whole: Path, environ: dict[str, str], run: Run) -> None:
        self.whole = whole
        self.root = whole.with_name("root")
        self.unit = self.root / "unit"
        self._environ = {**environ, "TMPDIR": str(self.root / "tmp"), "RECTIFY_LANG": "en"}
        self._run = run

    def renew(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.whole, self.unit)
        (self.root / "tmp").mkdir()

    def trace(self, argv: list[str], fault: Fault | None = None, prelude: str = "") -> Traced:
        """What `argv` does in a new copy. Files of our own below TMPDIR count as well."""
        self.renew()
        log = self.root.with_name("log")
        inject = str(fault) if fault else ""
        words = program(*argv, prelude=prelude)
        return trace(words, self.root, self._environ, log, cwd=self.unit, calls=tuple(ERRORS), inject=inject)

    def again(self, *argv: str) -> tuple[int, str]:
        said = self._run(*argv, cwd=self.unit, now=datetime.now(UTC), RECTIFY_LANG="en")
        return said.code, said.err

    def journals(self) -> dict[str, list[Row]]:
        """The entries of each ledger that there is. Raises AssertionError for one with a fault."""
        found = {}
        for name in LEDGERS:
            if (self.unit / name).exists():
                with Ledger.reading(self.unit / name) as ledger:
                    faults = list(ledger.faults())
                    assert not faults, f"{name}: {faults}"
                    found[name] = list(rows(ledger._db))
        return found

    def others(self) -> dict[str, bytes]:
        """The files besides the ledgers."""
        files = (path for path in self.root.rglob("*") if path.is_file() and path.name not in LEDGERS)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


@pytest.fixture
def place(tmp_path: Path, home: Path, run: Run) -> Place:
    whole = tmp_path / "whole"
    whole.mkdir()
    prepare(whole, run)
    return Place(whole, child_environ(home), run)


class Usual(NamedTuple):
    """What a command does when nothing fails."""

    code: int
    calls: list[Call]
    before: dict[str, list[Row]]
    after: dict[str, list[Row]]
    files_before: dict[str, bytes]
    files_after: dict[str, bytes]


def usual(place: Place, argv: list[str], prelude: str = "") -> Usual:
    place.renew()
    before, files_before = place.journals(), place.others()
    done = place.trace(argv, prelude=prelude)
    assert done.code in (0, 1), (argv, done.err)
    return Usual(done.code, done.calls, before, place.journals(), files_before, place.others())


def faults(calls: list[Call]) -> Iterator[Fault]:
    """Everything that can fail, once and for ever."""
    threads = len({call.pid for call in calls}) > 1
    for call in calls:
        if not call.tells and call.result >= 0:
            for error in ERRORS[call.name]:
                yield Fault(call.name, call.number, error, for_ever=False, among_threads=threads)
                if call.name not in SHARED:
                    yield Fault(call.name, call.number, error, for_ever=True, among_threads=threads)


def amiss(place: Place, argv: list[str], fault: Fault, done: Traced, normal: Usual) -> list[str]:
    """What is not as it should be after a command that met `fault`."""
    found: list[str] = []
    if not any("INJECTED" in call.note for call in done.calls):
        return [] if fault.among_threads else ["the call that was to fail was not made"]
    said = [line for line in done.err.splitlines() if line.startswith("rectify: ")]
    if done.code not in (0, 1, 4, 6, 74) or "Traceback" in done.err or "a bug" in done.err:
        found.append(f"exit {done.code}: {done.err}")
    if done.code > 1 and len(said) != 1 and not (argv == ["doctor"] and done.out):  # it tells what it found
        found.append(f"not one sentence: {done.err}")
    try:
        journals = place.journals()
    except (AssertionError, RectifyError) as error:
        return [*found, f"the ledger is not whole: {error}"]
    if done.code == normal.code:
        if _bodies(journals) != _bodies(normal.after):
            found.append("told to be done, and is not")
    elif _bodies(journals) not in (_bodies(normal.before), _bodies(normal.after)):
        found.append("done by half")
    if done.code > 1 and "nothing was written" in done.err and _bodies(journals) != _bodies(normal.before):
        found.append("told that nothing was written, and something was")
    found += list(_files_amiss(place, fault, done, normal))
    code, err = place.again("add-issue", "afterwards")
    if code:
        found.append(f"does not work afterwards: {code} {err}")
    return found


def _bodies(journals: dict[str, list[Row]]) -> dict[str, list[int]]:
    """Which ledgers there are, with how many entries: times and new identifiers are other ones each time."""
    return {name: [row.seq for row in journal] for name, journal in journals.items()}


def _files_amiss(place: Place, fault: Fault, done: Traced, normal: Usual) -> Iterator[str]:
    now = place.others()
    for name, content in normal.files_before.items():
        if now.get(name) not in (content, normal.files_after.get(name)):
            yield f"{name} is another"
    if done.code == normal.code and now.keys() < normal.files_after.keys():
        yield f"told to be written, and is not: {normal.files_after.keys() - now.keys()}"
    whole = normal.files_after
    new = {name: content for name, content in now.items() if name not in normal.files_before}
    left = {name for name, content in new.items() if not (name.endswith("-journal") or whole.get(name) == content)}
    if "is written and whole" in done.err:  # with another time in it than the usual one has
        left -= whole.keys()
    if (
        done.code > 1
        and fault.call != "unlink"
        and (left := {name for name in left if not name.startswith("unit/out/")})
    ):
        yield f"left behind: {left}"


@pytest.mark.parametrize(("name", "number"), RUNS, ids=[f"{name}-{number}" for name, number in RUNS])
def test_a_call_that_fails_leaves_all_or_nothing(place: Place, name: str, number: int) -> None:
    argv = CASES[name][number]
    normal = usual(place, argv)
    every = list(faults(normal.calls))
    most = min(len(every), MOST if NIGHTLY else SAMPLED)
    chosen = random.Random(f"{name}{number}").sample(every, most)  # noqa: S311 - not a secret
    wrong = {}
    for fault in chosen:
        if found := amiss(place, argv, fault, place.trace(argv, fault), normal):
            wrong[str(fault)] = found
    assert not wrong, f"{len(wrong)} of {len(chosen)}: {wrong}"


@pytest.mark.parametrize("error", ["EIO", "EMFILE"])
def test_a_document_that_may_not_outlive_a_power_cut_is_whole_and_told_to_be_unsure(place: Place, error: str) -> None:
    argv = CASES["head"][0]
    name = "openat" if error == "EMFILE" else "fsync"
    last = [call for call in usual(place, argv).calls if call.name == name][-1]
    done = place.trace(argv, Fault(name, last.number, error, for_ever=False))
    assert (done.code, done.out) == (74, "")
    assert "a power cut may take it away" in done.err
    assert parsed((place.unit / "head.txt").read_bytes())


def test_without_a_folder_for_temporary_files_nothing_is_recorded_and_a_sentence_is_said(place: Place) -> None:
    place.renew()
    done = place.trace(CASES["attach"][0], Fault("unlink", 1, "EIO", for_ever=True))
    assert (done.code, done.out) == (74, "")
    assert "there is no folder for temporary files" in done.err


def test_a_temporary_folder_that_cannot_be_removed_does_not_undo_what_is_recorded(place: Place) -> None:
    argv = CASES["attach"][0]
    aside = [call for call in usual(place, argv).calls if call.name == "openat" and "rectify-" in call.paths[0]]
    done = place.trace(argv, Fault("openat", aside[-1].number, "EMFILE", for_ever=False))
    assert done.code == 0
    assert "INJECTED" in "".join(call.note for call in done.calls)


WITHOUT_A_WAY_BACK = """
from rectify.store import opening
opening._WRITING = tuple(each.replace("DELETE", "OFF") for each in opening._WRITING)
"""


def test_the_control_a_program_without_a_way_back_leaves_half_of_an_act(place: Place) -> None:
    """If this ever leaves all or nothing, the test above proves nothing any more."""
    argv = CASES["add-issue"][0]
    normal = usual(place, argv, WITHOUT_A_WAY_BACK)
    chosen = [fault for fault in faults(normal.calls) if fault.call == "pwrite64" and fault.error == "ENOSPC"]
    tried = [
        amiss(place, argv, fault, place.trace(argv, fault, WITHOUT_A_WAY_BACK), normal) for fault in chosen[4:16:2]
    ]
    assert any("not whole" in said for found in tried for said in found), tried


def test_every_command_has_a_case() -> None:
    assert CASES.keys() == COMMANDS.keys(), "a command without a case in tests/faults/cases.py is not tried"
