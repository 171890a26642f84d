"""What waits for one person and why; what is lacking of a claim, as a note or, where it is strict, as a refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    """Two steps of review; 1 claimed complete, 2 late, 3 returned, 4 standing and due for review, 5 open, with a measure."""
    run("init", "--feedback", "2023-02-14", "--review-steps", "2", "--signers", "Head", "--language", "en")
    for title in ("one", "two", "three", "four", "five"):
        due = ("--deadline", "2023-06-20") if title == "two" else ()
        run("add-issue", title, "--owner", "Ash", "--lead", "Lee", *due)
    run("add-measure", "5", "count it", "--owner", "Sam")
    run("log-action", "1,3", "booked", "--by", "Kim", "--date", "2023-03-01")
    run("complete", "1,3", "--date", "2023-03-02", "--effect", "booked", "--by", "Ash")
    run("complete", "4", "--standing", "--every", "30d", "--date", "2023-03-02", "--by", "Ash")
    run("review", "3", "return", "--note", "meetings only", "--by", "Lee")
    return tmp_path


def waiting(run: Run, name: str) -> list[tuple[str, str]]:
    said = run("status", "--awaiting", name, "--json")
    return [(each["why"], each["number"]) for each in json.loads(said.out)["waiting"]]


def test_each_person_sees_what_waits_for_them_only(run: Run, office: Path) -> None:
    assert waiting(run, "Lee") == [("check", "1"), ("check", "4"), ("returned", "3"), ("overdue", "2"), ("open", "5")]
    assert waiting(run, "Ash") == [("returned", "3"), ("overdue", "2"), ("open", "5")]
    assert waiting(run, "Sam") == [("measure", "m1")]
    assert waiting(run, "Head") == waiting(run, "Kim") == []
    run("review", "1,4", "accept", "--by", "Lee")
    assert waiting(run, "Head") == [("sign", "1"), ("sign", "4")]
    run("review", "1,4", "accept", "--by", "Head", "--date", "2023-06-30")
    assert waiting(run, "Head") == []
    later = json.loads(run("status", "--awaiting", "Lee", "--as-of", "2023-08-01", "--json").out)["waiting"]
    assert ("again", "4") in [(each["why"], each["number"]) for each in later]


def test_who_accepts_standing_work_is_asked_to_look_at_it_again(run: Run) -> None:
    run("init", "--feedback", "2023-02-14", "--review-steps", "1", "--signers", "Head", "--language", "en")
    run("add-issue", "one", "--owner", "Ash", "--lead", "Lee")
    run("complete", "1", "--standing", "--every", "30d", "--date", "2023-03-02", "--by", "Ash")
    assert waiting(run, "Head") == [("accept", "1")]
    run("review", "1", "accept", "--by", "Head", "--date", "2023-03-10")
    assert waiting(run, "Head") == [("again", "1")]
    assert waiting(run, "Lee") == [("open", "1")] or waiting(run, "Lee") == []


def test_who_did_it_is_not_asked_to_review_it(run: Run, office: Path) -> None:
    run("log-action", "1", "helped", "--by", "Lee")
    assert ("check", "1") not in waiting(run, "Lee")


def test_it_says_why_and_what_to_type(run: Run, office: Path) -> None:
    said = run("status", "--awaiting", "Ash", "--lang", "en").out
    assert "returned: meetings only" in said
    assert "10 days late" in said
    assert said.splitlines()[-1].strip().startswith("rectify log-action 3")
    check = run("status", "--awaiting", "Lee", "--lang", "en").out
    command = check.splitlines()[-1].strip()
    assert command == "rectify review 1 accept --by Lee"
    assert run(*command.split()[1:]).code == 0
    assert "nothing is waiting" in run("status", "--awaiting", "Nobody", "--lang", "en").out
    assert run("status", "--awaiting", "").code == 2


def test_status_tells_why_something_came_back_and_what_was_checked(run: Run, office: Path) -> None:
    run("review", "1", "accept", "--by", "Lee")
    said = run("status", "--lang", "en").out
    for words in ("meetings only", "Checked and awaiting the signature: 1", "Standing work to be reviewed now (1)"):
        assert words in said
    data = json.loads(run("status", "--json").out)
    assert (data["returned"], data["checked"], data["closed"], data["reviews_due"]) == (1, 1, 0, 1)
    assert data["returned_first"][0]["reason"] == "meetings only"
    run("review", "1", "accept", "--by", "Head")
    assert json.loads(run("status", "--json").out)["closed"] == 1


# --- what is lacking


def test_what_is_lacking_is_pointed_out_with_how_to_supply_it(run: Run, office: Path) -> None:
    said = run("complete", "5", "--lang", "en")
    assert said.code == 0
    for words in (
        "no action at all",
        "evidence (attach)",
        "(--effect)",
        "amend --acceptance",
        "measures that are still open",
    ):
        assert words in said.err
    run("log-action", "2", "booked")
    (office / "a.txt").write_text("x")
    run("attach", "2", "a.txt")
    run("amend", "2", "--acceptance", "it stands in the books")
    said = run("complete", "2", "--effect", "booked", "--lang", "en")
    assert "lacks" not in said.err
    assert "acceptance: it stands in the books" in said.err


def test_where_it_is_strict_it_is_refused_and_nothing_changes(run: Run, office: Path) -> None:
    run("amend", "/", "--strict", "yes")
    before = (office / "rectify.db").read_bytes()
    said = run("complete", "5", "--lang", "en")
    assert (said.code, said.out) == (4, "")
    assert "an action (log-action), evidence (attach), what came of it (--effect)" in said.err
    assert (office / "rectify.db").read_bytes() == before
    assert run("complete", "5", "--partial").code == 0
    (office / "a.txt").write_text("x")
    run("attach", "5", "a.txt")
    run("log-action", "5", "booked")
    run("complete", "m1")
    run("amend", "5", "--acceptance", "it stands in the books")
    assert run("complete", "5", "--effect", "booked").code == 0


def test_handing_over_answers_with_what_went_along(run: Run, office: Path) -> None:
    said = run("assign", "--from", "Ash", "--to", "Pat", "--date", "2023-06-29", "--lang", "en")
    assert said.out.startswith("what Ash answers for and is open goes to Pat: 2, 3, 4, 5.")
    assert waiting(run, "Pat") == [("returned", "3"), ("overdue", "2"), ("open", "5")]
    assert "Ash" in run("show", "1").out
    for argv in (("assign",), ("assign", "--from", "Pat"), ("assign", "3", "--from", "Pat", "--to", "Ash")):
        refused = run(*argv)
        assert (refused.code, refused.out) == (2, "")
