"""What people wrote goes up only where it is asked for; and what the level above is shown."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from rectify.rollup.duck import Duck
from rectify.rollup.rows import finding_of
from rectify.rollup.sets import opened, put
from rectify.rollup.tables import IN_A_SET, MEASURES, TABLES
from tests.conftest import Run
from tests.rollup.conftest import LATER, Asked

WRITTEN = {
    "inspections": ("title", "authority", "inspectors", "checkers", "signers"),
    "aspects": ("title",),
    "issues": ("title", "owner", "lead", "unit", "supporting", "acceptance", "recommendation", "response"),
    "actions": ("text", "by"),
    "outcomes": ("name", "unit"),
    "action_rules": ("name",),
    "claims": ("words", "by"),
    "reviews": ("note", "by"),
    "evidence": ("name",),
    "narratives": ("text",),
    "measures": ("text", "standard", "lead", "owner"),
}
"""The columns of a ledger that hold what somebody wrote."""


CURRENCIES = {"CNY", "EUR", "USD"}


def quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{each}"' for each in columns)


def written(units: Path) -> set[str]:
    """Every text that a person wrote in any of the ledgers."""
    found: set[str] = set()
    for path in units.rglob("rectify.db"):
        with closing(sqlite3.connect(path)) as db:
            for table, columns in WRITTEN.items():
                for row in db.execute(f"SELECT {quoted(columns)} FROM {table}"):
                    found.update(filter(None, row))
            for (unit,) in db.execute("SELECT unit FROM inspections"):
                found.discard(unit)
    return found - MEASURES - CURRENCIES


def gone_up(folder: Path, scratch: Path) -> set[str]:
    """Every text in any column of the set."""
    with Duck(scratch) as duck:
        duck.open(opened(folder).files)
        return {
            value
            for table in IN_A_SET
            for row in duck.ask(f"SELECT * FROM {table}", "", "")
            for value in row
            if isinstance(value, str)
        }


def test_no_text_goes_up_unless_it_is_asked_for(run: Run, units: Path, tmp_path: Path) -> None:
    texts = written(units)
    assert len(texts) > 100
    assert run("rollup", "units", "-o", "set", now=LATER).code == 0
    assert gone_up(tmp_path / "set", tmp_path) & texts == set()
    assert run("rollup", "units", "-o", "full", "--with-texts", now=LATER).code == 0
    assert len(gone_up(tmp_path / "full", tmp_path) & texts) > 100
    assert run("rollup", "full", "-o", "again", now=LATER).code == 0
    assert gone_up(tmp_path / "again", tmp_path) & texts == set()


def test_a_text_is_found_where_it_stands(asked: Asked, units: Path) -> None:
    rows = asked("units", "--with-texts", "--ask", "search", "--text", "合同")
    assert {row["what"] for row in rows} == {"issue", "action"}
    assert all("合同" in row["text"] for row in rows)
    assert asked("units", "--with-texts", "--ask", "search", "--text", "%") == []
    upper, lower = (asked("units", "--with-texts", "--ask", "search", "--text", text) for text in ("PAY", "pay"))
    assert upper == lower != []


def test_of_very_many_places_the_first_are_shown_and_the_rest_is_told(run: Run, units: Path, tmp_path: Path) -> None:
    assert run("rollup", "units/water", "-o", "set", "--with-texts", now=LATER).code == 0
    files = opened(tmp_path / "set").files
    many = "SELECT * REPLACE (range AS action, '同一句话' AS text) FROM (SELECT * FROM read_parquet(?) LIMIT 1), range(10001)"
    names = ", ".join(column.name for column in TABLES["actions"])
    with duckdb.connect() as db:
        db.execute(
            f"COPY (SELECT {names} FROM ({many})) TO '{tmp_path / 'many'}' (FORMAT parquet)", [str(files["actions"])]
        )
    put({**files, "actions": tmp_path / "many"}, (tmp_path / "set/heads.txt").read_bytes(), tmp_path / "more")
    for place, more in (("set", False), ("more", True)):
        said = run("rollup", place, "--ask", "search", "--text", "同一句话", "--json", "--lang", "en", now=LATER)
        answer = json.loads(said.out)
        assert (said.code, answer["more"], len(answer["rows"])) == (0, more, 10_000 if more else 0)
        assert ("only the first 10000" in said.err) == more
    assert answer["rows"][-1]["number"] == "a9999"


def test_the_same_finding_is_known_under_other_wrappings(run: Run, asked: Asked, units: Path) -> None:
    for unit, title in (
        ("water", "关于“会议记录 不完整”的问题。"),
        ("school-canteen", "会议记录不完整"),
        ("water", "只有我"),
    ):
        assert run("--ledger", str(units / unit / "rectify.db"), "add-issue", title).code == 0
    rows = asked("units", "--with-texts", "--ask", "same")
    (row,) = [row for row in rows if finding_of(row["title"]) == "会议记录不完整"]
    assert (row["units"], row["issues"]) == (2, 2)
    assert "只有我" not in json.dumps(rows, ensure_ascii=False)


def test_who_gave_no_texts_is_told_beside_an_answer_that_needs_them(run: Run, units: Path) -> None:
    assert run("rollup", "units/water", "-o", "silent", now=LATER).code == 0
    assert run("rollup", "units/audit", "-o", "open", "--with-texts", now=LATER).code == 0
    said = run("rollup", "silent", "open", "--with-texts", "--ask", "same", "--lang", "en", now=LATER)
    assert said.code == 0
    assert "1 ledgers gave no texts" in said.err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("suffix", ["md", "html", "xlsx", "docx", "csv"])
def test_the_level_above_gets_its_tables_with_the_date_of_the_data(
    run: Run, units: Path, tmp_path: Path, language: str, suffix: str
) -> None:
    said = run("rollup", "units", "--report", f"up.{suffix}", "--lang", language, now=LATER)
    assert said.code == 0, said.err
    assert (tmp_path / f"up.{suffix}").stat().st_size
    if suffix == "md":
        text = (tmp_path / "up.md").read_text()
        told = re.findall("截至 2026-01-05" if language == "zh" else "as of 2026-01-05", text)
        assert len(told) == 1 + text.count("\n## ")
        assert "青溪镇敬老院" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_answer_is_shown_with_the_date_of_its_data(run: Run, units: Path, language: str) -> None:
    said = run("rollup", "units", "--lang", language, now=LATER)
    assert said.code == 0
    assert "2026-01-05" in said.out.splitlines()[2]
    rows = run("rollup", "units", "--format", "csv", now=LATER).out.splitlines()
    assert all(row.endswith(",2026-01-05,2026-01-05") for row in rows[1:])
    assert rows[0].endswith("data_as_of_from,data_as_of_to")


def test_what_a_refused_child_was_stands_in_the_page(run: Run, units: Path, tmp_path: Path) -> None:
    (units / "water/rectify.db").write_bytes((units / "water/rectify.db").read_bytes()[:5000])
    said = run("rollup", "units", "--report", "up.md", "--lang", "en", now=LATER)
    assert said.code == 1
    assert "units/water/rectify.db" in (tmp_path / "up.md").read_text()
