"""Reports as Word files: the figures are the ledger's, every text of the Markdown is there, and import reads them back."""

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from openxml_audit import OpenXmlValidator

from rectify.deciding import progressing
from rectify.documents.reading import read_bytes
from rectify.intake import understand
from rectify.intake.draft import DraftIssue
from rectify.report import KINDS
from tests.conftest import Book, Run
from tests.report.telling import Made, known_figures, told_figures
from tests.test_examples import COUNTY, SCENES, perform

MARKUP = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|<br>|\*\*|^#+ |^[-*] ")
STYLES = {"Heading1": "## ", "Heading2": "### ", "Heading3": "#### ", "Heading4": "##### "}


@pytest.fixture
def word(run: Run, tmp_path: Path) -> Callable[..., bytes]:
    """The report that the command writes as a Word file."""

    def word(*more: str, name: str = "报告.docx") -> bytes:
        said = run("report", "-o", name, *more)
        assert said.code == 0, said.err
        return (tmp_path / name).read_bytes()

    return word


Word = Callable[..., bytes]


def paragraphs(content: bytes) -> Iterator[str]:
    """The text as the Markdown of a report has it: headings with signs, opening sentences between stars."""
    for each in docx.Document(io.BytesIO(content)).paragraphs:
        lead = "".join(run.text for run in each.runs if run.style.style_id == "Lead")
        rest = each.text.removeprefix(lead)
        style = each.style.style_id if each.style else ""
        yield STYLES.get(style, "") + (f"**{lead}** {rest}" if lead else rest)


# --- figures


def test_every_date_count_and_rule_of_an_issue_is_the_ledgers_and_no_other(bureau: Book, word: Word) -> None:
    found = told_figures("\n".join(paragraphs(word())))
    assert found == known_figures(bureau)
    assert len(found) > 15


def test_a_changed_ledger_changes_the_figures(bureau: Book, word: Word) -> None:
    before = told_figures("\n".join(paragraphs(word())))
    bureau.do(progressing.log_action, "再查一遍", issues="3", on="2023-06-20", outcomes=("核对=17册",))
    after = told_figures("\n".join(paragraphs(word())))
    assert {(each.issue, each.kind, each.value, each.unit) for each in after - before} >= {("3", "核对", "17", "册")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_what_the_markdown_says(bureau: Book, word: Word, made: Made, kind: str, language: str) -> None:
    """Two writers of one document: every line of the one is in the other, and in tables every cell."""
    options = ("--kind", kind, "--lang", language, "--to", "县委")
    document = docx.Document(io.BytesIO(word(*options)))
    told = [re.sub(r"\s", "", each.text) for each in document.paragraphs]
    cells = [re.sub(r"\s", "", cell.text) for table in document.tables for row in table.rows for cell in row.cells]
    joined = "".join(told)
    for line in made(*options).splitlines():
        texts = line.strip("| ").split(" | ") if line.startswith("|") else [line]
        for text in texts:
            plain = re.sub(r"\s", "", MARKUP.sub("", text.strip()))
            assert re.fullmatch(r"[-:|]*", plain) or plain in cells or plain in joined, text


# --- files


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_is_a_clean_file_and_the_same_twice(
    bureau: Book, word: Word, tmp_path: Path, kind: str, language: str
) -> None:
    options = ("--kind", kind, "--lang", language, "--letterhead", "县水利局文件", "--number", "水发〔2023〕3号")
    one = word(*options)
    assert one == word(*options, name="again.docx")
    found = OpenXmlValidator().validate(tmp_path / "again.docx")
    assert [str(error) for error in found.errors] == []


def test_options_reach_the_file(bureau: Book, word: Word) -> None:
    plain, sealed, other = word(), word("--sealed"), word("--fonts", "macos")
    assert len({plain, sealed, other}) == 3
    assert "华文仿宋" in docx.Document(io.BytesIO(other)).styles.element.xml


def test_an_offices_form_is_filled_in(bureau: Book, word: Word, tmp_path: Path) -> None:
    form = docx.Document()
    form.add_paragraph("{{ title }}：{{ facts.figures.completed }}/{{ facts.figures.issues }}，{{ issues[0].title }}")
    form.save(str(tmp_path / "form.docx"))
    (text,) = paragraphs(word("--template", "form.docx"))
    with bureau.view() as view:
        first = next(iter(view.issues()))
    assert text.endswith(f"：1/6，{first.title}")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--template", "none.docx", "-o", "r.docx"), 6),
        (("--template", "rectify.db", "-o", "r.docx"), 6),
        (("--template", ".", "-o", "r.docx"), 6),
        (("--template", "", "-o", "r.docx"), 2),
        (("--template", "none.docx", "-o", "r.md"), 2),
        (("--fonts", "comic", "-o", "r.docx"), 2),
        (("--format", "docx"), 2),
        (("-o", "none/r.docx"), 4),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_changes(
    bureau: Book, run: Run, unchanged: Any, options: tuple[str, ...], code: int
) -> None:
    """In process, standard output takes no more than text, as a terminal."""
    for language in ("zh", "en"):
        with unchanged():
            said = run("report", *options, RECTIFY_LANG=language)
        assert (said.code, said.out) == (code, "")
        assert len(said.err.splitlines()) <= 2


def test_into_a_pipe_it_is_the_same_document(bureau: Book, word: Word, environ: dict[str, str]) -> None:
    command = [sys.executable, "-m", "rectify", "report", "--format", "docx", "--as-of", "2023-06-30"]
    done = subprocess.run(command, cwd=bureau.path.parent, env=environ, capture_output=True, check=True)
    assert list(paragraphs(done.stdout)) == list(paragraphs(word("--as-of", "2023-06-30")))


# --- back into a ledger


def test_import_reads_the_issues_of_the_ledger_back(
    run: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    perform(run, COUNTY, tmp_path)
    run("report", "-o", "报告.docx", now=SCENES[COUNTY].now, RECTIFY_LANG="zh")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    said = run("import", str(tmp_path / "报告.docx"), cwd=elsewhere, now=SCENES[COUNTY].now, RECTIFY_LANG="zh")
    assert said.code == 0, said.err
    known = list(_issues(Book(tmp_path / "rectify.db")))
    assert len(known) == 9
    assert list(_issues(Book(elsewhere / "rectify.db"))) == known


def _issues(book: Book) -> Iterator[tuple[str, str, str, str]]:
    """Name, aspect, words and claim of each issue."""
    with book.view() as view:
        (inspection,) = view.inspections()
        aspects = {each.id: each.title for each in view.aspects(inspection.id)}
        for each in view.issues():
            yield each.name.rpartition("/")[2], aspects[each.aspect or 0], each.title, each.claim


@pytest.mark.parametrize(("kind", "language"), [("register", "zh"), ("register", "en"), ("rectification", "en")])
def test_import_understands_it_as_it_does_the_markdown(
    bureau: Book, word: Word, made: Made, kind: str, language: str
) -> None:
    options = ("--kind", kind, "--lang", language)
    one, other = (
        understand(read_bytes(content, name), today=date(2023, 6, 30))
        for content, name in ((word(*options), "r.docx"), (made(*options).encode(), "r.md"))
    )
    assert [_understood(each) for each in one.issues] == [_understood(each) for each in other.issues]
    assert [each.title for each in one.aspects] == [each.title for each in other.aspects]
    assert one.issues


def _understood(issue: DraftIssue) -> tuple[object, ...]:
    return issue.number, issue.title, issue.parent, issue.claim, issue.deadline
