"""A finished report against its ledger: the ledger's own reports are silent, and each altered fact is found and placed."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Book, Run
from tests.report.telling import tell_in_chinese, tell_in_english
from tests.test_examples import EXAMPLES, SCENES, perform

KINDS = ("rectification", "progress", "register", "lists", "slip", "summary")
FORMATS = ("md", "txt", "html", "docx", "xlsx", "csv")


def remarks(run: Run, *argv: str, **more: Any) -> list[dict[str, str]]:
    said = run("check", *argv, "--json", **more)
    assert said.code in (0, 1), said.err
    found: list[dict[str, str]] = json.loads(said.out)["remarks"]
    assert said.code == any(each["severity"] == "error" for each in found)
    return found


# --- a report of the ledger says nothing that the ledger does not


@pytest.fixture(params=["zh", "en"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    tell = tell_in_chinese if request.param == "zh" else tell_in_english
    return tell(Book(tmp_path / "rectify.db", language=request.param))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_report_agrees_with_the_ledger_that_gave_it(told: Book, run: Run, kind: str, format_: str) -> None:
    for lang in ("zh", "en"):
        made = run("report", "--kind", kind, "-o", f"r.{format_}", "--lang", lang)
        assert made.code == 0, made.err
        assert remarks(run, f"r.{format_}", "--against", told.path.name) == []
