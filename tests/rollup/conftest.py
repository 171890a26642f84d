"""Units with ledgers of their own: the stories of the examples and of the reports, each in a folder under `units`."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rectify.ledger import Founding
from tests.conftest import NOW, Book, Office, Run, Said, called
from tests.report.telling import tell_in_chinese, tell_in_english
from tests.test_examples import SCENES, perform

LATER = datetime(2026, 1, 5, 2, 0, tzinfo=NOW.tzinfo)
"""When the level above looks: after every story."""


@pytest.fixture(scope="session")
def told_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stories, told once."""
    units = tmp_path_factory.mktemp("told")
    for number, name in enumerate(SCENES, 1):
        (units / name).mkdir()
        perform(_runner(units.parent, number * 1000), name, units / name)
    for number, (name, tell) in enumerate((("water", tell_in_chinese), ("audit", tell_in_english)), 1):
        (units / name).mkdir()
        book = Book(units / name / "rectify.db")
        book.founding = Founding(f"2222222{number}-2222-4222-8222-222222222222", "zh")
        tell(book)
    return units


def _runner(folder: Path, first_id: int) -> Run:
    """As the fixture `run`, with identifiers of its own for each story."""

    def run(*argv: str, cwd: Path = folder, now: datetime = NOW, **environ: str) -> Said:
        world = Office(cwd, {"HOME": str(folder), "LOGNAME": "clerk", **environ}, b"", now)
        world._ids = first_id
        return called(argv, world)

    return run


@pytest.fixture
def units(told_units: Path, tmp_path: Path) -> Path:
    """A copy of the told units that a test may spoil: `units/NAME/rectify.db`."""
    for each in sorted(told_units.iterdir()):
        (tmp_path / "units" / each.name).mkdir(parents=True)
        shutil.copy(each / "rectify.db", tmp_path / "units" / each.name)
    return tmp_path / "units"


Asked = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def asked(run: Run) -> Asked:
    """The rows of an answer, by the names of the columns."""

    def asked(*words: str, code: int = 0) -> list[dict[str, Any]]:
        said = run("rollup", *words, "--json", now=LATER)
        assert said.code == code, said.err
        rows: list[dict[str, Any]] = json.loads(said.out)["rows"]
        return rows

    return asked
