"""The ledgers that reports are made of, and the report that the command prints."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Book, Run, Said
from tests.report.telling import tell_in_chinese, tell_in_english


@pytest.fixture
def bureau(book: Book) -> Book:
    return tell_in_chinese(book)


@pytest.fixture
def office(tmp_path: Path) -> Book:
    return tell_in_english(Book(tmp_path / "rectify.db", language="en"))


@pytest.fixture
def made(run: Run) -> Callable[..., str]:
    """The report that the command prints."""

    def made(*more: str) -> str:
        said: Said = run("report", *more)
        assert said.code == 0, said.err
        return said.out

    return made
