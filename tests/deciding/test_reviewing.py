"""Review and closing: two steps, who may review, what is closed, what comes back, and that no path goes round the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rectify.acts import Review
from rectify.deciding.correcting import amend, undo, void
from rectify.deciding.progressing import assign, complete, extend, log_action, reopen
from rectify.deciding.proving import Brought, attach
from rectify.deciding.registering import add_inspection, add_issue, add_measure
from rectify.deciding.reviewing import review
from rectify.errors import NotFound, RectifyError, Refused, WrongUsage
from rectify.model.dates import When
from rectify.model.naming import Thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Book


def said(book: Book, names: str, opinion: str, by: str, **options: Any) -> None:
    """`by` says it, as the command has it."""
    book.do(review, names, opinion, said_by=by, reviewer=by, **options)


def at(book: Book, name: str) -> tuple[str, str, bool]:
    issue = book.issue(name)
    return issue.claim.value, issue.verdict.value, issue.checked


@pytest.fixture
def make(book: Book) -> Callable[..., Book]:
    """Three issues, acted on by 陈 and owned by 张: 1 claimed complete, 2 standing, 3 acting."""

    def make(**policy: Any) -> Book:
        book.do(add_inspection, feedback="2023-02-14", **policy)
        for _ in range(3):
            book.do(add_issue, "题", owner="张、李")
        book.do(log_action, "补账", issues="1,2,3", on="2023-04-01", said_by="陈")
        book.do(complete, "1", on="2023-05-01", said_by="周")
        book.do(complete, "2", claim="standing", on="2023-05-01", every="60d", said_by="周")
        return book

    return make


# --- one step, two steps


def test_one_step_closes_what_is_claimed_complete(make: Callable[..., Book]) -> None:
    book = make()
    said(book, "1", "accept", "王", on="2023-06-01", note="已核对")
    assert at(book, "1") == ("completed", "accepted", False)
    assert book.issue("1").claimed_on == When("2023-05-01"), "when it was completed is not when it was reviewed"
    with book.view() as view:
        (row,) = view.reviews(Thing("issue", 1))
        assert (row.step, row.verdict, row.note, row.by) == ("", "accepted", "已核对", "王")
        assert (
            sum(tally.issues for tally in view.tallies() if (tally.claim, tally.verdict) == ("completed", "accepted"))
            == 1
        )
    assert [at(book, "1")[1], book.issue("1", as_of=book.today.replace(month=5, day=31)).verdict.value] == [
        "accepted",
        "unreviewed",
    ]


def test_in_two_steps_one_checks_and_another_signs(make: Callable[..., Book]) -> None:
    book = make(review_steps=2, signers="王，赵")
    with pytest.raises(Refused, match="review-not-checked"):
        said(book, "1", "accept", "王", step="sign")
    said(book, "1", "accept", "赵")
    assert at(book, "1") == ("completed", "unreviewed", True)
    with pytest.raises(Refused, match="review-same-person"):
        said(book, "1", "accept", "赵")
    with pytest.raises(Refused, match="review-checked"):
        said(book, "1", "accept", "王", step="check")
    with pytest.raises(Refused, match="review-not-named"):
        said(book, "1", "accept", "孙")
    said(book, "1", "accept", "王")
    assert at(book, "1") == ("completed", "accepted", False)
    assert book.faults() == []


def test_who_only_signs_can_return_what_nobody_checked(make: Callable[..., Book]) -> None:
    book = make(review_steps=2, checkers="孙", signers="王")
    said(book, "1", "return", "王", note="不实")
    with book.view() as view:
        assert view.reviews(Thing("issue", 1))[-1].step == "sign"


def test_one_step_knows_no_check(make: Callable[..., Book]) -> None:
    with pytest.raises(WrongUsage, match="review-one-step"):
        said(make(), "1", "accept", "王", step="check")


def test_checkers_are_for_two_steps(book: Book) -> None:
    with pytest.raises(WrongUsage, match="checkers-one-step"):
        book.do(add_inspection, checkers="李")


def test_issues_at_different_steps_each_take_their_own(make: Callable[..., Book]) -> None:
    book = make(review_steps=2)
    book.do(complete, "3", said_by="周")
    said(book, "1", "accept", "赵")
    entries = book.do(review, "1,3", "accept", said_by="王", reviewer="王")
    assert [(entry.act.issues, entry.act.step) for entry in entries if isinstance(entry.act, Review)] == [
        ((1,), "sign"),
        ((3,), "check"),
    ]
    book.do(undo)
    assert [at(book, name)[2] for name in "13"] == [True, False]


# --- who may not


@pytest.mark.parametrize("doer", ["张", "李", "陈", "周"])
def test_a_reviewer_is_never_owner_actor_or_claimer(make: Callable[..., Book], doer: str) -> None:
    book = make()
    before = book.bytes
    for opinion in ("accept", "return", "waive"):
        with pytest.raises(Refused, match="review-doer"):
            said(book, "1", opinion, doer, note="理由")
    assert book.bytes == before


def test_who_acts_for_a_sub_issue_acts_for_the_issue(make: Callable[..., Book]) -> None:
    book = make()
    book.do(add_issue, "子", parent="1")
    book.do(log_action, "会", issues="1-1", said_by="吴")
    with pytest.raises(Refused, match="review-doer"):
        said(book, "1", "accept", "吴")


def test_voiding_an_action_makes_its_doer_no_reviewer_but_taking_it_back_does(make: Callable[..., Book]) -> None:
    """A voiding can be taken back later, behind the reviewer's back; what was undone stays so."""
    book = make()
    (wrong,) = book.do(log_action, "会", issues="1", said_by="吴")
    (voided,) = book.do(void, "a2", "登错了")
    with pytest.raises(Refused, match="review-doer"):
        said(book, "1", "accept", "吴")
    book.do(undo, voided.seq)
    book.do(undo, wrong.seq)
    said(book, "1", "accept", "吴")


# --- what can be reviewed, and when


@pytest.mark.parametrize(
    ("names", "opinion", "options", "error", "key"),
    [
        ("3", "accept", {}, Refused, "review-not-claimed"),
        ("3", "return", {"note": "理由"}, Refused, "review-not-claimed"),
        ("1", "return", {}, WrongUsage, "text-empty"),
        ("3", "waive", {}, WrongUsage, "text-empty"),
        ("1", "maybe", {}, WrongUsage, "not-one-of"),
        ("9", "accept", {}, NotFound, "no-issue"),
        ("1", "accept", {"on": "2023-04-30"}, Refused, "review-early"),
        ("1", "accept", {"on": "2023-02-01"}, Refused, "before-feedback"),
        ("1", "accept", {"on": "2023-07-01"}, Refused, "not-yet"),
        ("1", "accept", {"every": "90d"}, WrongUsage, "every-not-standing"),
        ("2", "accept", {"every": "0"}, WrongUsage, "every-bad"),
        ("2", "accept", {"every": "soon"}, WrongUsage, "every-bad"),
        ("1,e9", "accept", {}, NotFound, "no-evidence"),
    ],
)
def test_reviews_that_are_refused(
    make: Callable[..., Book], names: str, opinion: str, options: dict[str, Any], error: type[RectifyError], key: str
) -> None:
    book = make()
    before = book.bytes
    with pytest.raises(error, match=f"'{key}'"):
        said(book, names, opinion, "王", **options)
    assert book.bytes == before


def test_what_was_returned_is_open_again_until_it_is_claimed_anew(make: Callable[..., Book]) -> None:
    book = make()
    said(book, "1", "return", "王", note="只有会议")
    assert at(book, "1") == ("completed", "returned", False)
    with book.view() as view:
        assert view.claims(1)[-1].words == "只有会议"
    with pytest.raises(Refused, match="reopen-returned"):
        book.do(reopen, "1", "重来")
    with pytest.raises(Refused, match="review-returned"):
        said(book, "1", "accept", "王")
    book.do(complete, "1", said_by="周")
    assert at(book, "1") == ("completed", "unreviewed", False)


def test_what_is_waived_is_reopened_by_its_own_way(make: Callable[..., Book]) -> None:
    book = make()
    said(book, "3", "waive", "王", note="不属本单位")
    assert at(book, "3") == ("acting", "waived", False)
    book.do(reopen, "3", "又属了")
    assert at(book, "3") == ("acting", "unreviewed", False)


def test_standing_work_is_reviewed_in_its_rhythm(make: Callable[..., Book]) -> None:
    book = make()
    assert book.issue("2").review_due == "2023-06-30"
    with book.view() as view:
        assert [view.reviews_due(day, 1) for day in ("2023-06-29", "2023-06-30")] == [0, 1]
    said(book, "2", "accept", "王", on="2023-06-20")
    assert book.issue("2").review_due == "2023-08-19"
    said(book, "2", "accept", "王", every="10")
    assert book.issue("2").review_due == "2023-07-10"
    said(book, "2", "accept", "王")
    assert book.issue("2").review_due == "2023-07-10", "its own rhythm is kept"
    with book.view() as view:
        assert sum(tally.issues for tally in view.tallies() if tally.claim == "completed") == 1
        assert view.reviews_due("2023-07-09", 1) == 0
    said(book, "2", "return", "王", note="停了")
    assert book.issue("2").review_due is None
    book.do(undo)
    assert book.issue("2").review_due == "2023-07-10"
    assert book.faults() == []


def test_a_rhythm_is_for_standing_work(make: Callable[..., Book]) -> None:
    with pytest.raises(WrongUsage, match="every-not-standing"):
        make().do(complete, "3", every="30d")


# --- no way round


def test_what_is_closed_stays_with_who_answered_for_it(make: Callable[..., Book]) -> None:
    book = make()
    said(book, "1", "accept", "王")
    with pytest.raises(Refused, match="assign-closed"):
        book.do(assign, "1", owner="王")
    with pytest.raises(Refused, match="claim-already"):
        book.do(complete, "1")
    with pytest.raises(Refused, match="claim-after-completed"):
        book.do(complete, "1", claim="partial")
    with pytest.raises(Refused, match="extend-completed"):
        book.do(extend, "1", "2023-12-31", reason="理由")


def test_nothing_before_the_review_can_be_taken_back_under_it(make: Callable[..., Book]) -> None:
    book = make()
    (assigned,) = book.do(assign, "1", owner="吴")
    reopened = book.do(reopen, "1", "再补")
    book.do(complete, "1", said_by="周")
    said(book, "1", "accept", "张")
    for entry in (assigned, *reopened):
        with pytest.raises(Refused, match="undo-stands"):
            book.do(undo, entry.seq)


def test_taking_a_return_back_gives_what_was_there_and_no_more(make: Callable[..., Book]) -> None:
    book = make(review_steps=2)
    said(book, "1", "accept", "赵")
    said(book, "1", "return", "王", note="不实")
    book.do(undo)
    assert at(book, "1") == ("completed", "unreviewed", True)
    book.do(undo)
    assert at(book, "1") == ("completed", "unreviewed", False)
    assert book.faults() == []


def test_two_steps_can_become_one_and_then_one_is_enough(make: Callable[..., Book]) -> None:
    book = make(review_steps=2)
    said(book, "1", "accept", "赵")
    book.do(amend, "/", {"review_steps": "1"})
    said(book, "1", "accept", "赵")
    assert at(book, "1") == ("completed", "accepted", False)


# --- evidence


@pytest.fixture
def shown(make: Callable[..., Book]) -> Book:
    book = make()
    book.do(add_measure, "1", "措施", owner="吴")
    for names, letter in (("1", "a"), ("a1", "b"), ("m1", "c")):
        book.do(attach, names, [Brought(f"{letter}.txt", letter * 64, 1)], reference=True, said_by="郑")
    return book


def test_evidence_is_accepted_or_rejected_and_what_is_rejected_does_not_count(shown: Book) -> None:
    assert shown.issue("1").evidence == 3
    said(shown, "e1,e2", "return", "王", note="看不清")
    said(shown, "e3", "accept", "王")
    assert shown.issue("1").evidence == 1
    with shown.view() as view:
        assert [each.state for each in view.every_evidence()] == ["rejected", "rejected", "accepted"]
    said(shown, "e1", "accept", "王")
    assert shown.issue("1").evidence == 2
    shown.do(undo)
    assert shown.issue("1").evidence == 1
    assert shown.faults() == []


@pytest.mark.parametrize(
    ("piece", "doer"), [("e1", "郑"), ("e1", "陈"), ("e1", "张"), ("e2", "陈"), ("e3", "吴"), ("e3", "周")]
)
def test_who_brought_it_or_did_it_does_not_review_it(shown: Book, piece: str, doer: str) -> None:
    with pytest.raises(Refused, match="review-doer"):
        said(shown, piece, "accept", doer)


@pytest.mark.parametrize(
    ("opinion", "error", "key"),
    [("waive", WrongUsage, "review-waive-evidence"), ("accept", Refused, "review-evidence-already")],
)
def test_reviews_of_evidence_that_are_refused(shown: Book, opinion: str, error: type[RectifyError], key: str) -> None:
    said(shown, "e1", "accept", "王")
    with pytest.raises(error, match=key):
        said(shown, "e1", opinion, "王", note="理由")


def test_issues_and_evidence_go_together(shown: Book) -> None:
    entries = shown.do(review, "1,e1", "accept", said_by="王", reviewer="王")
    assert len(entries) == 2
    shown.do(undo)
    assert at(shown, "1")[1] == "unreviewed"
    with shown.view() as view:
        assert next(view.every_evidence()).state == "draft"
