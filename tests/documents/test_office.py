"""PDF by LibreOffice: what it makes of a report, and what is told where it is not there, fails or never ends."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from rectify.documents.writing import office
from tests.conftest import Run
from tests.documents.reports import STORIES, bare, held, report_of, texts, told

posix = pytest.mark.skipif(os.name != "posix", reason="a program of our own as a shell script")
Program = Callable[[str], Path]


@pytest.fixture
def audit(run: Run, tmp_path: Path) -> Path:
    return told(run, STORIES[1], tmp_path)


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Put a `soffice` that runs these shell commands before all other programs; the folder in which it lies."""

    def program(commands: str) -> Path:
        folder = tmp_path_factory.mktemp("bin")
        path = folder / "soffice"
        path.write_text(f"#!/bin/sh\n{commands}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return folder

    return program


def refused(run: Run, folder: Path, *more: str) -> str:
    """What is told of a refusal, which leaves nothing behind."""
    before = sorted(path.name for path in folder.iterdir())
    said = run("report", "-o", "report.pdf", "--via", "soffice", *more, RECTIFY_LANG="en")
    assert (said.code, said.out, len(said.err.splitlines())) == (4, "", 1)
    assert sorted(path.name for path in folder.iterdir()) == before
    return said.err


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_every_text_of_the_word_file_is_in_the_pdf(audit: Path, run: Run, tmp_path: Path) -> None:
    then = datetime(2025, 9, 30, 8, tzinfo=UTC)
    said = run("report", "-o", "report.pdf", "--via", "soffice", "--lang", "en", now=then)
    assert (said.code, said.out) == (0, "")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "report.pdf")]
    found = bare("".join(pages)).replace("\x02", "-")
    with report_of(audit, STORIES[1], "rectification") as document:
        lost = [text for text in map(bare, texts(held(document))) if text not in found]
    assert [text for text in lost if len(text) < 100] == [], "longer ones may run over the end of a page"
    assert len(lost) <= 2


def test_without_libreoffice_it_says_what_to_do(
    audit: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))
    assert "install it, or leave out --via" in refused(run, tmp_path)


@posix
def test_a_conversion_that_ends_well_and_makes_nothing_is_told(
    audit: Path, run: Run, tmp_path: Path, program: Program
) -> None:
    program('echo "Error: source file could not be loaded"; exit 0')
    assert "source file could not be loaded" in refused(run, tmp_path)


@posix
def test_what_is_no_pdf_is_not_handed_on(audit: Path, run: Run, tmp_path: Path, program: Program) -> None:
    program('while [ "$1" != --outdir ]; do shift; done; echo half > "$2/report.pdf"')
    assert "made no PDF" in refused(run, tmp_path)


@posix
def test_it_has_a_profile_of_its_own_that_is_gone_afterwards(
    audit: Path, run: Run, tmp_path: Path, program: Program
) -> None:
    folder = program('echo "$1" > "$(dirname "$0")/told"; mkdir -p "${1#*file://}"')
    refused(run, tmp_path)
    profile = (folder / "told").read_text(encoding="utf-8").strip()
    assert profile.startswith("-env:UserInstallation=file:///")
    assert not Path(profile.partition("file://")[2]).parent.exists()


@posix
def test_a_conversion_that_never_ends_is_stopped_with_all_that_it_started(
    audit: Path, run: Run, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = program('sleep 600 & echo $! > "$(dirname "$0")/child"; wait')
    monkeypatch.setattr(office, "LONGEST", 2)
    assert "stopped after 2 seconds" in refused(run, tmp_path)
    child = int((folder / "child").read_text(encoding="utf-8"))
    stat = Path(f"/proc/{child}/stat")
    assert not stat.exists() or stat.read_text(encoding="utf-8").split()[2] == "Z"


def test_only_a_pdf_is_made_by_it(audit: Path, run: Run) -> None:
    said = run("report", "-o", "report.docx", "--via", "soffice", RECTIFY_LANG="en")
    assert (said.code, said.out) == (2, "")
    assert "--via is for .pdf" in said.err
