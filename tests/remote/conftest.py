"""A server for all tests of this folder, and a database of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rectify.remote.server import script
from tests.conftest import Run, Said
from tests.remote.postgres import Postgres, running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running() as started:
        yield started


@pytest.fixture
def database(postgres: Postgres) -> str:
    """A database that is one for shared ledgers."""
    name = postgres.database()
    postgres.ask(name, script())
    return name


class Desk:
    """One person's machine: a folder, and the program run in it as that person."""

    def __init__(self, folder: Path, run: Run, user: str) -> None:
        self.folder, self._run, self.user = folder, run, user
        folder.mkdir()

    def __call__(self, *argv: str, **more: str) -> Said:
        return self._run(*argv, cwd=self.folder, RECTIFY_ACTOR=self.user, **more)

    def does(self, *argv: str, **more: str) -> str:
        """What a call that must succeed prints."""
        said = self(*argv, **more)
        assert said.code == 0, (argv, said)
        return said.out

    @property
    def ledger(self) -> Path:
        return self.folder / "rectify.db"


Desks = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path, run: Run) -> Desks:
    return lambda name, user=None: Desk(tmp_path / name, run, user or name)


@pytest.fixture
def two(desk: Desks, postgres: Postgres, database: str) -> tuple[Desk, Desk]:
    """Two people at one ledger with three issues."""
    jia, yi = desk("jia"), desk("yi")
    jia.does("init", "--code", "2023-1", "--unit", "某局")
    for title in ("账物不符", "手续不全", "没有记录"):
        jia.does("add-issue", title)
    jia.does("share", "create", postgres.url(database, "jia"))
    yi.does("share", "join", postgres.url(database, "yi"))
    return jia, yi
