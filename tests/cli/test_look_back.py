"""回头看: closed issues drawn by lot, looked at, and open again where they do not hold."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from rectify.ledger import Ledger
from rectify.model.drawing import lot
from tests.conftest import Run


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    """Six issues, of which 1 to 4 are closed: 2 by meetings only, 3 of critical severity, 4 after it was open again."""
    run("init", "--feedback", "2023-02-14", "--language", "en")
    for title, grave in zip("abcdef", ("", "", "critical", "", "", ""), strict=True):
        run("add-issue", title, "--owner", "Ash", "--severity", grave)
    run("log-action", "1,3,4,5", "booked", "--kind", "correction", "--date", "2023-03-01", "--by", "Kim")
    run("log-action", "2", "met", "--kind", "meeting", "--date", "2023-03-01", "--by", "Kim")
    run("complete", "1,2,3,4,5", "--date", "2023-03-02", "--by", "Ash")
    run("reopen", "4", "--reason", "again", "--date", "2023-03-03")
    run("complete", "4", "--date", "2023-03-04", "--by", "Ash")
    run("review", "1-4", "accept", "--date", "2023-03-05", "--by", "Lee")
    return tmp_path


def head_of(folder: Path) -> str:
    """The text head of the ledger, as common tools compute it."""
    with closing(sqlite3.connect(folder / "rectify.db")) as db:
        bodies = [body for (body,) in db.execute("SELECT body FROM entry ORDER BY seq")]
    return sha256("".join(f"{body}\n" for body in bodies).encode()).hexdigest()


def drawn(run: Run, head: str, *more: str) -> dict[str, Any]:
    said = run("look-back", "draw", "--sample", "2", "--seed", "20240501", "--head", head, "--json", *more)
    assert said.code == 0, said.err
    data: dict[str, Any] = json.loads(said.out)
    return data


def test_anybody_can_draw_the_same_lot(run: Run, office: Path) -> None:
    head = head_of(office)
    data = drawn(run, head, "--by", "Inspector")
    weights = {1: 1, 2: 3, 3: 4, 4: 3}
    assert data["closed"] == 4
    assert [each["id"] for each in data["drawn"]] == lot("20240501", head, weights)[:2]
    assert {each["id"]: each["weight"] for each in data["drawn"]}.items() <= weights.items()
    assert (data["entry"], data["head"]) == (14, head)


def test_a_draw_is_an_act_and_the_same_is_only_printed_again(run: Run, office: Path) -> None:
    head = head_of(office)
    first = drawn(run, head)
    run("reopen", "1", "--reason", "again")
    run("complete", "5", "--by", "Ash")
    run("review", "5", "accept", "--by", "Lee")
    again = run(
        "look-back", "draw", "--sample", "2", "--seed", "020240501", "--head", head[:16], "--json", "--lang", "en"
    )
    assert json.loads(again.out) == first, "what came later changes nothing, nor how number and head are written"
    assert "drawn before" in again.err
    assert run("history", "--json").out.count('"act": "draw"') == 1
    other = run("look-back", "draw", "--sample", "2", "--seed", "2", "--head", head, "--json")
    assert json.loads(other.out)["draw"] == 2


def test_the_sheet_has_what_is_to_be_seen_and_where_to_write_it(run: Run, office: Path) -> None:
    run("amend", "3", "--acceptance", "It stands in the books")
    (office / "a.txt").write_text("x")
    run("attach", "3", "a.txt")
    said = run("look-back", "draw", "--sample", "9", "--seed", "7", "--head", head_of(office), "--lang", "en")
    for words in (
        "4 of the 4 issues",
        "It stands in the books",
        "a.txt",
        "booked",
        "[ ] relapsed",
        "____",
        "(none was written)",
    ):
        assert words in said.out
    assert "only 4 issues were closed then" in said.err


@pytest.mark.parametrize(
    ("finding", "state"), [("holds", "completed"), ("relapsed", "acting"), ("never-done", "acting")]
)
def test_what_does_not_hold_is_open_again_with_its_look_back(run: Run, office: Path, finding: str, state: str) -> None:
    head = head_of(office)
    (first, _) = drawn(run, head)["drawn"]
    number = first["number"]
    said = run(
        "look-back", "record", number, finding, "--note", "not in the books", "--by", "Inspector", "--lang", "en"
    )
    assert said.code == 0
    data = json.loads(run("show", number, "--json").out)
    assert data["claim"] == state
    assert data["verdict"] == ("accepted" if finding == "holds" else "unreviewed")
    (row,) = data["look_backs"]
    assert (row["finding"], row["note"], row["by"], row["draw"]) == (finding, "not in the books", "Inspector", 1)
    assert (row["entry"] in [each["entry"] for each in data["claims"]]) is (finding != "holds"), "the link"
    assert "not in the books" in run("timeline", number).out
    status = json.loads(run("status", "--json").out)["look_back"]
    assert (status["drawn"], status["waiting"]) == (2, 1)
    assert status["never" if finding == "never-done" else finding] == 1
    assert run("undo").code == 0
    assert json.loads(run("show", number, "--json").out)["claim"] == "completed"
    with Ledger.reading(office / "rectify.db") as ledger:
        assert list(ledger.faults()) == []


def test_the_rate_stands_in_status_and_report(run: Run, office: Path) -> None:
    one, other = (each["number"] for each in drawn(run, head_of(office))["drawn"])
    run("look-back", "record", one, "holds", "--by", "Inspector")
    run("look-back", "record", other, "relapsed", "--note", "back again", "--by", "Inspector")
    sentence = "2 drawn, 1 hold, 1 relapsed, 0 never done, 0 to be looked at; 50% hold."
    assert sentence in run("status", "--lang", "en").out
    report = run("report", "--lang", "en").out
    assert sentence in report
    assert "reopened because: back again" in report
    assert "Look-back" not in run("report", "--lang", "en", "--as-of", "2023-06-29").out
    assert json.loads(run("status", "--as-of", "2023-06-29", "--json").out)["look_back"]["drawn"] == 0


@pytest.mark.parametrize(
    ("argv", "code", "word"),
    [
        (("draw", "--sample", "2", "--seed", "1"), 2, "head"),
        (("draw", "--sample", "2", "--head", "0" * 64), 2, "number"),
        (("draw", "--sample", "0", "--seed", "1", "--head", "0" * 64), 2, "--sample"),
        (("draw", "--seed", "1", "--head", "0" * 64), 3, "no entry"),
        (("draw", "--seed", "1", "--head", "HEAD8"), 3, "at least 16"),
        (("draw", "--seed", "1.5", "--head", "HEAD"), 2, "no number"),
        (("draw", "--seed", "-1", "--head", "HEAD"), 2, "no number"),
        (("draw", "--seed", "1", "--head", "EARLY"), 4, "nothing to draw"),
        (("record", "1"), 2, "what was found"),
        (("record", "1", "fine"), 2, "holds"),
        (("record", "1", "holds"), 4, "not drawn"),
        (("record", "9", "holds"), 3, "no issue"),
        (("record", "1", "holds", "--seed", "1"), 2, "which issue"),
    ],
)
def test_what_is_refused_leaves_the_ledger_alone(
    run: Run, office: Path, argv: tuple[str, ...], code: int, word: str
) -> None:
    with closing(sqlite3.connect(office / "rectify.db")) as db:
        early = "".join(f"{body}\n" for (body,) in db.execute("SELECT body FROM entry WHERE seq < 5 ORDER BY seq"))
    known = {"HEAD": head_of(office), "HEAD8": head_of(office)[:8], "EARLY": sha256(early.encode()).hexdigest()}
    before = (office / "rectify.db").read_bytes()
    said = run("look-back", *(known.get(word, word) for word in argv), "--lang", "en")
    assert (said.code, said.out) == (code, "")
    assert word in said.err
    assert (office / "rectify.db").read_bytes() == before


def test_who_did_it_does_not_look_back_at_it_and_nothing_is_recorded_twice(run: Run, office: Path) -> None:
    (first, _) = drawn(run, head_of(office))["drawn"]
    for doer in ("Ash", "Kim"):
        refused = run("look-back", "record", first["number"], "holds", "--by", doer, "--lang", "en")
        assert (refused.code, refused.out) == (4, "")
    assert run("look-back", "record", first["number"], "relapsed", "--by", "Inspector").code == 2, "it needs a note"
    assert run("look-back", "record", first["number"], "holds", "--by", "Inspector").code == 0
    twice = run("look-back", "record", first["number"], "holds", "--by", "Inspector", "--lang", "en")
    assert (twice.code, twice.out) == (4, "")
    assert "recorded already" in twice.err


def test_what_was_opened_again_meanwhile_is_recorded_and_stays_as_it_is(run: Run, office: Path) -> None:
    head = head_of(office)
    (first, _) = drawn(run, head)["drawn"]
    run("reopen", first["number"], "--reason", "seen ourselves")
    run("look-back", "record", first["number"], "relapsed", "--note", "back again", "--by", "Inspector")
    data = json.loads(run("show", first["number"], "--json").out)
    assert (data["claim"], data["claims"][-1]["words"]) == ("acting", "seen ourselves")


def test_the_head_may_be_given_by_the_report_that_states_it(run: Run, office: Path) -> None:
    head = head_of(office)
    run("report", "-o", "handed-over.md")
    run("complete", "6", "--by", "Ash")
    assert drawn(run, "handed-over.md")["head"] == head
    (office / "empty.md").write_text("no head")
    said = run("look-back", "draw", "--seed", "1", "--head", "empty.md")
    assert (said.code, said.out) == (3, "")
