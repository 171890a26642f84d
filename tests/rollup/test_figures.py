"""The figures of a roll-up are those of its ledgers, whatever the day and however many levels they went through."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rectify.ledger import Ledger
from rectify.model.quantities import Outcome, totals
from rectify.rollup.duck import Duck
from rectify.rollup.questions import QUESTIONS, ask, sql
from rectify.rollup.sets import opened, put
from rectify.rollup.tables import SUMMARIES, TABLES
from rectify.store.reading import Reading
from tests.conftest import Run, contents
from tests.rollup.conftest import LATER, Asked

FIGURES = ("issues", "completed", "closed", "standing", "waived", "returned", "overdue")
DAYS = ("2023-03-01", "2023-06-15", "2024-05-15", "2024-07-01", "2025-09-30", "")


def status(run: Run, ledger: Path, day: str) -> dict[str, Any]:
    said = run("--ledger", str(ledger), "status", "--json", *(["--as-of", day] if day else []), now=LATER)
    assert said.code == 0, said.err
    data: dict[str, Any] = json.loads(said.out)
    return data


def ledgers(units: Path) -> list[Path]:
    return sorted(units.rglob("rectify.db"))


def _outcomes(view: Reading, inspection: int) -> Iterator[tuple[Outcome, int]]:
    return ((outcome, times) for _, found, times in view.sums(inspection).counted() for outcome in found)


def name_of(ledger: Path) -> str:
    with Ledger.reading(ledger) as opened_ledger:
        return opened_ledger.name


@pytest.mark.parametrize("day", DAYS)
def test_each_figure_is_that_of_status(run: Run, asked: Asked, units: Path, day: str) -> None:
    dated = ["--as-of", day] if day else []
    found = {(row["ledger"], row["inspection"]): row for row in asked("units", *dated)}
    counts = asked("units", "--ask", "counts", *dated)
    overdue = {(row["ledger"], row["inspection"]): row["overdue"] for row in asked("units", "--ask", "overdue", *dated)}
    closed = {(row["ledger"], row["inspection"]) for row in asked("units", "--ask", "closed", *dated)}
    seen = 0
    for path in ledgers(units):
        name, said = name_of(path), status(run, path, day)
        for of in said["inspections"]:
            key = (name, of["code"])
            assert {figure: found[key][figure] for figure in FIGURES} == {figure: of[figure] for figure in FIGURES}
            assert overdue.get(key, 0) == of["overdue"]
            assert (key in closed) == (of["issues"] > 0 and of["closed"] == of["issues"])
            seen += of["issues"]
        for aspect in said["aspects"]:
            of_it = [
                row for row in counts
                if (row["ledger"], row["inspection"], row["aspect"]) == (name, aspect["inspection"], aspect["number"] or 0)
            ]  # fmt: skip
            for figure in ("issues", "completed", "closed"):
                assert sum(row[figure] for row in of_it) == aspect[figure]
        for claim, number in said["claims"].items():
            assert sum(r["issues"] for r in counts if r["ledger"] == name and r["claim"] == claim) == number
    assert len(found) >= len(ledgers(units))
    assert seen == sum(row["issues"] for row in counts)
    assert seen or day == DAYS[0]


def test_look_backs_are_those_of_status(run: Run, asked: Asked, units: Path) -> None:
    found = {row["ledger"]: row for row in asked("units", "--ask", "relapses")}
    said = {name_of(path): status(run, path, "")["look_back"] for path in ledgers(units)}
    assert found
    assert set(found) == {name for name, each in said.items() if each["drawn"]}
    for name, row in found.items():
        assert (row["drawn"], row["drawn"] - row["looked"]) == (said[name]["drawn"], said[name]["waiting"])
        assert (row["holds"], row["relapsed"], row["never_done"]) == tuple(
            said[name][each] for each in ("holds", "relapsed", "never")
        )


@pytest.mark.parametrize("texts", [True, False])
def test_outcomes_add_up_as_in_a_report_and_lower_bounds_stay_apart(asked: Asked, units: Path, texts: bool) -> None:
    counts: dict[tuple[str, str, int], int] = {}
    money: dict[tuple[str, str, int], int] = {}
    for path in ledgers(units):
        with Ledger.reading(path) as ledger:
            view = ledger.view()
            for of in view.inspections():
                for outcome, times in _outcomes(view, of.id):
                    key = (outcome.name if texts else "", outcome.currency or outcome.unit, int(outcome.at_least))
                    if outcome.minor is not None:
                        money[key] = money.get(key, 0) + outcome.minor * times
                    elif texts:
                        assert outcome.quantity.isdecimal()
                        counts[key] = counts.get(key, 0) + int(outcome.quantity) * times
    rows = asked("units", "--ask", "tallies", *(["--with-texts"] if texts else []))
    assert {row["at_least"] for row in rows} == {0, 1}
    for row in rows:
        key = (row["name"], row["currency"] or row["measure"], row["at_least"])
        if row["currency"]:
            assert (row["quantity"], row["measure"]) == (None, "")
            money[key] -= row["minor"]
        elif texts:
            counts[key] -= int(row["quantity"])
    assert set(money.values()) == {0}
    assert set(counts.values()) <= {0}


def test_decimals_are_added_exactly_and_what_is_too_long_is_told(run: Run, asked: Asked, tmp_path: Path) -> None:
    run("add-issue", "道路破损")
    for quantity in ("0.1", "0.2", "0.0000000001"):
        run("log-action", "1", "修路", "--outcome", f"修路={quantity}公里")
    (row,) = asked("rectify.db", "--ask", "tallies")
    assert (row["quantity"], row["outcomes"], row["unsummed"]) == ("0.3", 3, 1)
    with Ledger.reading(tmp_path / "rectify.db") as ledger:
        view = ledger.view()
        assert totals(_outcomes(view, 1))[0][0].quantity == "0.3000000001"


def test_counts_that_nobody_can_have_spoil_no_sum(run: Run, asked: Asked) -> None:
    run("add-issue", "道路破损")
    for quantity in ("9" * 29, "9" * 29, "9" * 20):
        assert run("log-action", "1", "修路", "--outcome", f"修路={quantity}公里").code == 0
    (row,) = asked("rectify.db", "--ask", "tallies")
    assert (row["quantity"], row["outcomes"], row["unsummed"]) == ("9" * 20, 3, 2)


def test_money_adds_up_beyond_what_a_bigint_holds(run: Run, tmp_path: Path) -> None:
    run("add-issue", "多发补贴")
    run("log-action", "1", "追回", "--outcome", "追回=90000000000000元")
    assert run("rollup", "rectify.db", "-o", "set", now=LATER).code == 0
    files = dict(opened(tmp_path / "set").files)
    with Duck(tmp_path) as duck:
        duck.open(files)
        (row,) = ask(duck, "tallies")
        minor = row[-1]
        more = f"SELECT o.* FROM read_parquet('{files['outcomes']}') o, range(2000)"
        with duckdb.connect() as db:
            db.execute(f"COPY ({more}) TO '{tmp_path / 'many'}' (FORMAT parquet)")
        tables = {name: path for name, path in files.items() if name in TABLES} | {"outcomes": tmp_path / "many"}
        duck.open(duck.summarize(tables, tmp_path))
        (row,) = ask(duck, "tallies")
    assert (minor, row[-1]) == (9 * 10**15, 2000 * minor)
    assert row[-1] > 2**63


def test_levels_order_and_repetition_do_not_matter(run: Run, units: Path, tmp_path: Path) -> None:
    paths = [str(path) for path in ledgers(units)]
    assert run("rollup", "units", "-o", "whole", now=LATER).code == 0
    whole = contents(tmp_path / "whole")
    assert run("rollup", *reversed(paths), "-o", "turned", now=LATER).code == 0
    assert run("rollup", *paths[:2], "-o", "a", now=LATER).code == 0
    assert run("rollup", *paths[2:], "-o", "b", now=LATER).code == 0
    assert run("rollup", "b", "a", "-o", "levels", now=LATER).code == 0
    assert run("rollup", "units", "levels", "a", "-o", "mixed", now=LATER).code == 0
    assert run("rollup", "units", "-o", "whole", now=LATER).code == 0
    for name in ("whole", "turned", "levels", "mixed"):
        assert contents(tmp_path / name) == whole, name


def test_a_level_above_sums_up_for_itself(run: Run, asked: Asked, units: Path, tmp_path: Path) -> None:
    """What a set says of its own sums, which nothing proves, goes no further."""
    assert run("rollup", "units/water", "-o", "set", "--with-texts", now=LATER).code == 0
    assert run("rollup", "units/water", "-o", "twice", "--with-texts", now=LATER).code == 0
    files = dict(opened(tmp_path / "set").files)
    with duckdb.connect() as db:
        for table in SUMMARIES:
            more = f"SELECT t.* FROM read_parquet('{files[table]}') t, range(2)"
            db.execute(f"COPY ({more}) TO '{tmp_path / table}' (FORMAT parquet)")
    put(
        files | {table: tmp_path / table for table in SUMMARIES},
        (tmp_path / "set/heads.txt").read_bytes(),
        tmp_path / "twice",
    )
    issues = [sum(row["issues"] for row in asked(name, "--ask", "counts")) for name in ("set", "twice")]
    assert issues[1] == 2 * issues[0]
    for name in ("set", "twice"):
        assert run("rollup", name, "units/audit", "-o", f"{name}-up", "--with-texts", now=LATER).code == 0
    assert contents(tmp_path / "twice-up") == contents(tmp_path / "set-up")


@pytest.mark.parametrize("day", ["", "2027-01-01"])
def test_the_same_sql_gives_the_same_on_another_engine(run: Run, units: Path, tmp_path: Path, day: str) -> None:
    """SQLite, which shares nothing with DuckDB, sums up and answers all but what adds decimals, which it has not."""
    assert run("rollup", "units", "-o", "set", "--with-texts", now=LATER).code == 0
    found = opened(tmp_path / "set")
    with Duck(tmp_path) as duck, closing(sqlite3.connect(":memory:")) as db:
        duck.open(found.files)
        for table, columns in TABLES.items():
            names = ", ".join(f'"{column.name}"' for column in columns)
            db.execute(f"CREATE TABLE {table} ({names})")
            marks = ", ".join("?" for _ in columns)
            db.executemany(f"INSERT INTO {table} VALUES ({marks})", duck.ask(f"SELECT {names} FROM {table}", "", ""))
        for table in SUMMARIES[:-1]:
            db.execute(f"CREATE TABLE {table} AS {sql(f'summaries/{table}')}")
            assert db.execute(f"SELECT * FROM {table}").fetchall() == list(duck.ask(f"SELECT * FROM {table}", "", ""))
        db.execute("CREATE TABLE asked (day, text)")
        db.execute("INSERT INTO asked VALUES (?, ?)", (day, "的"))
        for name in QUESTIONS.keys() - {"tallies"}:
            answer = list(ask(duck, name, day, "的"))
            assert answer == db.execute(sql(name)).fetchall(), name
            assert answer or name == "same"
        assert next(len(row) for row in ask(duck, "tallies")) == len(QUESTIONS["tallies"].columns)


def test_each_question_says_its_columns(tmp_path: Path) -> None:
    for name, question in QUESTIONS.items():
        told = "".join(line for line in sql(name).splitlines() if line.startswith("--"))
        assert [column for column in question.columns if column not in told] == [], name


def test_a_set_tells_what_is_overdue_on_a_later_day_and_nothing_of_an_earlier_one(
    run: Run, asked: Asked, units: Path
) -> None:
    assert run("rollup", "units", "-o", "set", "--as-of", "2023-06-30", now=LATER).code == 0
    early, late = (asked("set", "--ask", "overdue", *more) for more in ([], ["--as-of", "2025-01-01"]))
    assert {row["day"] for row in early} == {"2023-06-30"}
    assert {row["day"] for row in late} == {"2025-01-01"}
    assert sum(row["overdue"] for row in early) < sum(row["overdue"] for row in late)
    said = run("rollup", "set", "--as-of", "2023-01-01", now=LATER)
    assert (said.code, said.out) == (4, "")
    assert "2023-06-30" in said.err
