"""Every kind of report as a workbook and as CSV, read back by other programs and compared with the ledger figure by figure."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from rectify.language.report import WORDS as REPORT
from rectify.language.terms import WORDS as TERMS
from rectify.model.figures import is_overdue
from rectify.report import KINDS
from tests.conftest import Book, Run
from tests.report.telling import outcomes, tell_in_chinese, tell_in_english

DAY = "2023-06-30"
STORIES: dict[str, Callable[[Book], Book]] = {"zh": tell_in_chinese, "en": tell_in_english}


class Told(NamedTuple):
    """A ledger, how to run the program on it, and its language's place in a pair of words."""

    book: Book
    run: Run
    language: int

    def word(self, key: str) -> str:
        return REPORT[key][self.language]

    def term(self, key: str) -> str:
        return TERMS[key][self.language]

    def report(self, suffix: str, *options: str) -> bytes:
        name = f"r{suffix}"
        said = self.run("report", "-o", name, "--as-of", DAY, *options)
        assert (said.code, said.out) == (0, ""), said.err
        return (self.book.path.parent / name).read_bytes()


@pytest.fixture(params=STORIES)
def told(request: pytest.FixtureRequest, tmp_path: Path, run: Run) -> Told:
    book = Book(tmp_path / "rectify.db", language=request.param)
    return Told(STORIES[request.param](book), run, ("zh", "en").index(request.param))


class Figure(NamedTuple):
    """Of which issue, what, how much, of what."""

    issue: str
    kind: str
    value: object
    unit: str = ""


def known(told: Told) -> set[Figure]:
    """What a register must say of every issue, from the ledger."""
    found: set[Figure] = set()
    with told.book.view(date.fromisoformat(DAY)) as view:
        for issue in view.issues():
            name = issue.name.rpartition("/")[2]
            texts = {field: getattr(issue, field) for field in ("title", "owner", "lead", "unit", "acceptance")}
            texts["claim"] = told.term(f"claim-{issue.claim}")
            texts["verdict"] = told.term(f"verdict-{issue.verdict}")
            found |= {Figure(name, field, text) for field, text in texts.items() if text}
            if issue.due and issue.deadline and issue.deadline.precise:
                found.add(Figure(name, "deadline", issue.due, "day"))
            for action in view.actions(issue=issue.id):
                found |= {
                    Figure(name, each.name, _least(each.at_least) + each.quantity, each.unit)
                    for each in action.outcomes
                }
    return found


def _rows(sheet: Any, told: Told) -> list[dict[str, Any]]:
    """The rows below the head of a sheet as openpyxl reads them, field -> value; merged cells filled in."""
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        if area.min_col == area.max_col:
            for row in range(area.min_row, area.max_row + 1):
                sheet.cell(row, area.min_col).value = value
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(number for number, row in enumerate(rows) if told.word("column-title") in row)
    fields = [_field(told, str(title)) for title in rows[head]]
    width = sum(field is not None for field in fields)
    found = [dict(zip(fields, row, strict=True)) for row in rows[head + 1 :] if sum(x is not None for x in row) > 1]
    assert width == len(fields)
    return found


def _field(told: Told, title: str) -> str:
    return next(
        key.removeprefix("column-")
        for key, pair in REPORT.items()
        if pair[told.language] == title and key.startswith("column-")
    )


def read(told: Told, rows: list[dict[str, Any]]) -> set[Figure]:
    """The same from the rows of a register."""
    found: set[Figure] = set()
    for row in rows:
        name = str(row["number"])
        for field in ("title", "owner", "lead", "unit", "acceptance", "claim", "verdict"):
            if row[field]:
                found.add(Figure(name, field, row[field]))
        if isinstance(row["deadline"], datetime):
            found.add(Figure(name, "deadline", row["deadline"].date().isoformat(), "day"))
        found |= set(_counted(told, name, row["results"] or ""))
    return found


_IN_ENGLISH = re.compile(r"([^:(),;“”]+): (at least )?(\d[\d,]*(?:\.\d+)?) ?([A-Za-z]*)")


def _counted(told: Told, issue: str, results: str) -> Iterator[Figure]:
    """The counts that stand in brackets behind what was done."""
    for brackets in re.findall(r"[（(]([^（）()]*)[）)]", results):
        if told.language:
            for name, least, number, unit in _IN_ENGLISH.findall(brackets):
                quantity = number.replace(",", "")
                yield Figure(
                    issue, name.strip(), _least(least) + (quantity.rstrip("0") if "." in quantity else quantity), unit
                )
        else:
            for part in brackets.split("；"):
                if "《" not in part:
                    yield from (Figure(issue, each.kind, each.value, each.unit) for each in outcomes(issue, part))


def _least(bound: object) -> str:
    return "≥" if bound else ""


# --- workbooks


def test_the_register_says_what_the_ledger_says(told: Told) -> None:
    book = openpyxl.load_workbook(io.BytesIO(told.report(".xlsx", "--kind", "register")))
    rows = _rows(book.worksheets[0], told)
    assert read(told, rows) == known(told)
    assert len(rows) == len({each.issue for each in known(told)})


def test_the_flat_sheet_says_it_too_with_the_ids(told: Told) -> None:
    content = told.report(".xlsx", "--kind", "register")
    rows = _rows(openpyxl.load_workbook(io.BytesIO(content))[told.word("data-title")], told)
    assert read(told, rows) == known(told)
    with told.book.view(date.fromisoformat(DAY)) as view:
        wanted = [(issue.id, issue.name.rpartition("/")[2], issue.actions, issue.parent) for issue in view.issues()]
        assert [(row["id"], row["number"], row["actions"], row["parent"]) for row in rows] == wanted
        assert {row["version"] for row in rows} == {f"{view.ledger_id()}@{view.last_entry()}@{DAY}"}


def test_another_reader_finds_the_same(told: Told) -> None:
    content = told.report(".xlsx", "--kind", "register")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(told.word("data-title")).to_python()
    wanted = [
        list(row.values()) for row in _rows(openpyxl.load_workbook(io.BytesIO(content))[told.word("data-title")], told)
    ]
    plain = [["" if x is None else x.date() if isinstance(x, datetime) else x for x in row] for row in wanted]
    assert sheet[1:] == plain


def test_what_is_late_by_its_colour_is_what_the_ledger_counts_as_overdue(told: Told) -> None:
    book = openpyxl.load_workbook(io.BytesIO(told.report(".xlsx", "--kind", "register")))
    rows = _rows(book.worksheets[0], told)
    done, returned = told.term("claim-completed"), (told.term("verdict-returned"), told.term("verdict-waived"))
    late = {
        str(row["number"])
        for row in rows
        if isinstance(row["deadline"], datetime)
        and row["deadline"].date().isoformat() < DAY
        and (row["claim"] != done or row["verdict"] in returned)
    }
    with told.book.view(date.fromisoformat(DAY)) as view:
        counted = {
            issue.name.rpartition("/")[2]
            for issue in view.issues()
            if is_overdue(issue.due, DAY, completed=issue.claim == "completed" and issue.verdict != "returned")
        }
        assert len([name for name in counted if "-" not in name]) == view.overdue(DAY)
    assert late == counted
    assert bool(late) == bool(told.language), "nothing is overdue in the Chinese story"


def test_the_three_lists_are_sheets_with_a_row_for_each_measure(told: Told) -> None:
    book = openpyxl.load_workbook(io.BytesIO(told.report(".xlsx", "--kind", "register")))
    names = [told.word(key) for key in ("register-title", "list-issues", "list-tasks", "list-posts", "data-title")]
    assert book.sheetnames == names
    with told.book.view(date.fromisoformat(DAY)) as view:
        planned = {measure.text for issue in view.issues() for measure in view.measures(issue.id)}
    tasks = {row.get("measure", row.get("measures")) for row in _rows(book[told.word("list-tasks")], told)}
    assert tasks == planned | {told.word("measures-none")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_sound_workbook_without_formulas_and_the_same_twice(
    told: Told, tmp_path: Path, kind: str
) -> None:
    content = told.report(".xlsx", "--kind", kind)
    assert content == told.report(".xlsx", "--kind", kind)
    assert OpenXmlValidator().validate(str(tmp_path / "r.xlsx")).is_valid
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_slip_a_page_with_places_for_three_signatures(told: Told) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(told.report(".xlsx", "--kind", "slip"))).active
    assert sheet
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    with told.book.view(date.fromisoformat(DAY)) as view:
        number = sum(1 for _ in view.issues())
    assert [values.count(told.word(f"sign-{who}")) for who in ("check", "head", "inspectors")] == [number] * 3
    assert len(sheet.row_breaks) == number - 1


# --- csv


@pytest.mark.parametrize("kind", KINDS)
def test_csv_is_one_flat_table_with_ids(told: Told, kind: str) -> None:
    content = told.report(".csv", "--kind", kind)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    with told.book.view(date.fromisoformat(DAY)) as view:
        issues = {str(issue.id): issue for issue in view.issues()}
        assert {row[told.word("column-id")] for row in rows} == set(issues)
        assert all(row[told.word("column-title")] == issues[row[told.word("column-id")]].title for row in rows)
        if kind == "lists":
            planned = {str(measure.id): measure.text for key in issues for measure in view.measures(int(key))}
            found = {row[told.word("column-measure_id")]: row[told.word("column-measure")] for row in rows}
            assert {key: text for key, text in found.items() if key} == planned
        else:
            fields = {_field(told, title): title for title in rows[0]}
            plain = [{field: row[title] for field, title in fields.items()} for row in rows]
            assert read(told, plain) == {each for each in known(told) if each.unit != "day"}


def test_in_csv_no_cell_is_a_formula_and_none_loses_a_letter(book: Book, run: Run, tmp_path: Path) -> None:
    from rectify.deciding import registering

    titles = ["=1+1", "  @SUM(1)", "＝cmd|x", "cash in a tin", "a\\n", "line\nbreak", '"quoted", and, commas', "-5"]
    for title in titles:
        book.do(registering.add_issue, title)
    assert run("report", "--kind", "register", "-o", "r.csv").code == 0
    text = (tmp_path / "r.csv").read_bytes().decode("utf-8-sig")
    found = [row["问题"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert found == ["'=1+1", "'@SUM(1)", "'＝cmd|x", *titles[3:7], "'-5"]
    assert "\r\n" in text


def test_a_terminal_is_shown_no_workbook(told: Told, unchanged: Any) -> None:
    with unchanged():
        said = told.run("report", "--format", "xlsx", RECTIFY_LANG="en")
    assert (said.code, said.out) == (2, "")
    assert "-o FILE" in said.err
