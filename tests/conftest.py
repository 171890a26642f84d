"""What all tests share: a home folder that is not ours, a call of the program in process, and ledgers to work on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import rectify
from rectify.acts import Entry, Stamp
from rectify.cli.app import run as run_program
from rectify.cli.world import World
from rectify.deciding import Deciding
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When
from rectify.model.values import Issue
from rectify.store.reading import Reading

SOURCE = Path(rectify.__file__).resolve().parent.parent
NOW = datetime(2023, 6, 30, 2, 0, tzinfo=UTC)

# Hypothesis: no clock in the verdict, since the machine may be busy. `nightly` looks ten times as long.
_QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
settings.register_profile("daily", _QUIET)
settings.register_profile("nightly", _QUIET, max_examples=1000)
settings.load_profile(os.environ.get("RECTIFY_TESTS", "daily"))


# --- nobody touches the real home folder

_HOME = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - Path.home() is what is watched
_ALLOWED = [Path(each).resolve() for each in (SOURCE, sys.prefix, sys.base_prefix, tempfile.gettempdir(), Path.cwd())]
_watched: list[str] = []
_watching = False
_EVENTS = {"open", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.link", "os.symlink", "sqlite3.connect"}


def _watch(event: str, arguments: Sequence[object]) -> None:
    if not _watching or event not in _EVENTS or Path(_HOME.anchor) == _HOME:
        return
    for each in arguments[:2]:
        if isinstance(each, str | bytes | os.PathLike):
            path = Path(os.fsdecode(each))
            if path.is_relative_to(_HOME) and not any(path.is_relative_to(allowed) for allowed in _ALLOWED):
                _watched.append(f"{event} {path}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Home is an empty folder, also for child processes; a test that goes to the real one fails."""
    global _watching  # noqa: PLW0603 - an audit hook cannot be taken off again
    folder = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("RECTIFY_") and name != "RECTIFY_TESTS"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    _watched.clear()
    _watching = True
    yield folder
    _watching = False
    assert not _watched, f"the real home folder was touched: {_watched}"


# --- a call of the program


class Said(NamedTuple):
    """What came of one call."""

    code: int
    out: str
    err: str


class Office(World):
    """An outside of our own: always the same morning, streams that are kept, ids that can be foreseen."""

    def __init__(self, folder: Path, environ: Mapping[str, str], stdin: bytes = b"", now: datetime = NOW) -> None:
        keyboard = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        super().__init__(environ=environ, cwd=folder, stdin=keyboard, stdout=io.StringIO(), stderr=io.StringIO())
        self._now = now
        self._ids = 0

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()

    def new_id(self) -> str:
        self._ids += 1
        return f"00000000-0000-4000-8000-{self._ids:012d}"


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, home: Path) -> Run:
    """Run the program in process: `run("add-issue", "…", stdin=b"", cwd=folder, now=…, RECTIFY_LANG="zh")`."""

    def run(*argv: str, stdin: bytes = b"", cwd: Path = tmp_path, now: datetime = NOW, **environ: str) -> Said:
        world = Office(cwd, {"HOME": str(home), "LOGNAME": "clerk", "COLUMNS": "80", **environ}, stdin, now)
        return called(argv, world)

    return run


def called(argv: Sequence[str], world: World) -> Said:
    """What a call of the program in process says."""
    code = run_program(argv, world)
    assert isinstance(world.stdout, io.StringIO)
    assert isinstance(world.stderr, io.StringIO)
    return Said(code, world.stdout.getvalue(), world.stderr.getvalue())


@pytest.fixture
def process(tmp_path: Path, home: Path) -> Run:
    """Run the program as a process of its own, by default in `tmp_path`; `under` are words to put before it."""

    def run(*argv: str, stdin: bytes = b"", cwd: Path = tmp_path, under: Sequence[str] = (), **environ: str) -> Said:
        done = subprocess.run(
            [*under, sys.executable, "-m", "rectify", *argv],
            cwd=cwd,
            env=child_environ(home, **environ),
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def child_environ(home: Path, **more: str) -> dict[str, str]:
    """The environment of a child process that finds the package under test, and an empty home."""
    known = {"PATH": os.environ["PATH"], "HOME": str(home), "LOGNAME": "clerk", "PYTHONPATH": str(SOURCE)}
    return {**known, "PYTHONDONTWRITEBYTECODE": "1", **more}


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    """The environment for child processes that a test starts by itself."""
    return child_environ(home)


# --- ledgers


class Book:
    """A ledger file, and the short way to record in it and to ask it."""

    def __init__(self, path: Path, today: date = NOW.date(), language: str = "zh") -> None:
        self.path = path
        self.today = today
        self.founding = Founding("11111111-1111-4111-8111-111111111111", language)

    def stamp(self, by: str = "clerk", today: date | None = None) -> Stamp:
        day = (today or self.today).isoformat()
        return Stamp(f"{day}T02:00:00Z", by, "clerk", When(day))

    def do(
        self,
        decide: Callable[..., Deciding],
        *asked: object,
        said_by: str = "clerk",
        today: date | None = None,
        **options: Any,
    ) -> list[Entry]:
        """Record what `decide` makes of it on a day, as a writing command does."""
        day = today or self.today
        with Ledger.writing(self.path, self.founding) as ledger:
            return ledger.record(lambda state: decide(state, day, *asked, **options), self.stamp(said_by, day))

    @contextmanager
    def open(self) -> Iterator[Ledger]:
        with Ledger.reading(self.path) as ledger:
            yield ledger

    @contextmanager
    def view(self, as_of: date | None = None) -> Iterator[Reading]:
        with self.open() as ledger:
            yield ledger.view(as_of)

    def issue(self, name: str, as_of: date | None = None) -> Issue:
        """The issue that is called `name` in the (last) inspection."""
        with self.view(as_of) as view:
            (found,) = (each for each in view.issues() if each.name == name)
        return found

    def faults(self) -> list[tuple[int, str, str]]:
        with self.open() as ledger:
            return [(fault.seq, fault.key, fault.about) for fault in ledger.faults()]

    @property
    def bytes(self) -> bytes:
        return self.path.read_bytes()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A ledger that does not exist yet: the first act makes it."""
    return Book(tmp_path / "rectify.db")


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Book]:
    """Make ledgers, each in a folder of its own: `ledger("other.db", today=…)`."""
    return lambda name="rectify.db", **more: Book(tmp_path_factory.mktemp("ledger") / name, **more)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    files: Iterable[Path] = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.is_file()}


@pytest.fixture
def unchanged(tmp_path: Path) -> Callable[[], Any]:
    """`with unchanged():` the folder holds the same files with the same bytes afterwards."""

    @contextmanager
    def unchanged() -> Iterator[None]:
        before = contents(tmp_path)
        yield
        assert contents(tmp_path) == before

    return unchanged
