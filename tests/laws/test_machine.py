"""Any legal sequence of acts: the ledger is whole, and says what a few lines of plain Python say of the same acts.

Reading of the as-of rule (decisions 13) that is tested here: an act counts from the last day on which it can have
happened, but no later than its entry. As of a day, a claim is what the acts that count by then come to, taken in the
order in which they were entered, each as it was recorded; a deadline, and who answers, is the first until a later one counts. What was registered
or amended holds for every day, and what is void is void on every day.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rectify.acts import (
    AddAspect,
    AddInspection,
    AddIssue,
    AddMeasure,
    Amend,
    Assign,
    Attach,
    Complete,
    Draw,
    Entry,
    Extend,
    LogAction,
    LookBack,
    Reopen,
    Review,
    Stamp,
    Undo,
    Void,
)
from rectify.acts.codec import from_json, to_json
from rectify.deciding import correcting, handing_over, looking_back, progressing, proving, registering, reviewing
from rectify.errors import RectifyError
from rectify.journal import canonical
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When
from rectify.model.figures import Tally, figures, is_completed, is_overdue
from rectify.model.values import Filter
from rectify.store import deferring
from rectify.store.schema import STATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rectify.store.reading import Reading

MEMORY = Path("/dev/shm")  # noqa: S108 - commits are many, and durability is not what is tested here
KEPT_BY_UNDO = {"counters", "undone", "touches"}
"""Tables that an act leaves a mark in though it was taken back: ids are not given again, the history is told."""
NEVER = "9999-12-31"
PORTIONS = (1, 4, 10, 20_000)
"""Rows that a replay writes at once."""


# --- the model: what acts come to, in plain Python


class Facts:
    """An issue as the model has it."""

    def __init__(self, act: AddIssue, entry: Entry) -> None:
        self.aspect, self.parent, self.title, self.void = act.aspect, act.parent, act.title, ""
        self.steps: list[Taken] = []
        self.acted = False
        self.deadlines = [act.deadline] if act.deadline else []
        self.owner = act.owner
        self.actions: list[int] = []
        self.evidence = 0
        self.acceptance = act.acceptance
        self.since = (entry.on.earliest or date.fromisoformat(entry.at[:10])).isoformat()


class Taken(NamedTuple):
    """A step of an issue: where it stands after it, whether a reviewer took it, when, and from which day it counts."""

    claim: str
    verdict: str
    checked: bool
    reviewer: bool
    on: When
    counts: str


def stands(issue: Facts, by: str = NEVER) -> tuple[str, str, bool, When | None]:
    """Claim, verdict, whether it was checked only, and the date of the unit's last step, of what counts by a day."""
    steps = [each for each in issue.steps if each.counts <= by]
    claimed = next((each.on for each in reversed(steps) if not each.reviewer), None)
    if not steps:
        return ("acting" if issue.acted else "pending"), "unreviewed", False, claimed
    return *steps[-1][:3], claimed


class Model(NamedTuple):
    """What a ledger says."""

    issues: dict[int, Facts]
    done: dict[int, When]
    """Measure -> when it was completed."""
    void_actions: set[int]
    evidence: dict[int, tuple[str, ...]]
    """Living evidence that counts by the day and was not rejected -> what it is attached to."""


def counts_from(on: When, at: str) -> str:
    """The day from which something that happened `on` and was entered `at` counts."""
    first, last, entered = on.earliest, on.latest, date.fromisoformat(at[:10])
    if last and (last == first or last <= entered):
        return last.isoformat()
    return max(first or entered, entered).isoformat()


def fold(entries: Iterable[Entry], by: str = NEVER) -> Model:
    """What the living acts come to, those that happened leaving out what does not count by the day `by`."""
    living = list(entries)
    amended = {
        act.thing: When(act.fields["date"], act.fields["date_words"])
        for act in acts(living, Amend)
        if "date" in act.fields
    }
    void = {act.thing for act in acts(living, Void)}
    model = Model({}, {}, {int(name[1:]) for name in void if name[0] == "a" and ":" not in name}, {})
    for entry in living:
        act, on = entry.act, entry.on
        if isinstance(act, LogAction | Attach):
            on = amended.get(f"{'a' if isinstance(act, LogAction) else 'e'}{act.id}", on)
        day = counts_from(on, entry.at)
        counts = day <= by
        for key in getattr(act, "issues", ()):
            if isinstance(act, LogAction | Complete | Reopen | Extend | Assign):
                happen(model, model.issues[key], act, counts=counts)
            step(model.issues[key], act, on, day)
        if isinstance(act, LookBack):
            step(model.issues[act.issue], act, on, day)
        match act:
            case AddIssue():
                model.issues[act.id] = Facts(act, entry)
            case Complete() if counts:
                model.done.update(dict.fromkeys(act.measures, on))
            case Attach() if counts and f"e{act.id}" not in void:
                model.evidence[act.id] = act.things
            case Void() | Amend() if act.thing[0] == "i" and ":" not in act.thing:
                correct(model, int(act.thing[1:]), act)
    said = {
        key: each.act.opinion
        for each in living
        if isinstance(each.act, Review) and counts_from(each.on, each.at) <= by
        for key in each.act.evidence
    }
    for key in [key for key in model.evidence if said.get(key) == "return"]:
        del model.evidence[key]
    count_evidence(model, living, void)
    return model


def count_evidence(model: Model, living: list[Entry], void: set[str]) -> None:
    """Each piece once for every issue that it, an action or a measure brings it to; what is void brings it nowhere."""
    serves = {f"a{act.id}": act.issues for act in acts(living, LogAction)}
    serves |= {f"m{act.id}": (act.issue,) for act in acts(living, AddMeasure)}
    for things in model.evidence.values():
        reached = {int(each[1:]) for each in things if each[0] == "i"}
        reached |= {key for each in things if each not in void for key in serves.get(each, ())}
        for key in reached:
            model.issues[key].evidence += 1


def acts(entries: Iterable[Entry], kind: type[Any]) -> list[Any]:
    return [entry.act for entry in entries if isinstance(entry.act, kind)]


def step(issue: Facts, act: object, on: When, counts: str) -> None:
    """Where an act puts an issue on its two axes, whenever it counts."""
    claim, verdict, checked = issue.steps[-1][:3] if issue.steps else ("pending", "unreviewed", False)
    match act:
        case LogAction() if claim == "pending":
            issue.steps.append(Taken("acting", verdict, checked, False, on, counts))
        case Complete():
            kept = "returned" if verdict == "returned" and act.claim in ("partial", "substantial") else "unreviewed"
            issue.steps.append(Taken(act.claim, kept, False, False, on, counts))
        case Reopen():
            issue.steps.append(
                Taken("pending" if claim == "pending" else "acting", "unreviewed", False, False, on, counts)
            )
        case LookBack() if act.finding != "holds" and (claim, verdict) == ("completed", "accepted"):
            issue.steps.append(Taken("acting", "unreviewed", False, False, on, counts))
        case Review():
            accepted = "unreviewed" if act.step == "check" else "accepted"
            said = {"accept": accepted, "return": "returned", "waive": "waived"}[act.opinion]
            first = act.step == "check" and act.opinion == "accept"
            issue.steps.append(Taken(claim, said, first, True, on, counts))


def happen(model: Model, issue: Facts, act: LogAction | Complete | Reopen | Extend | Assign, *, counts: bool) -> None:
    match act:
        case LogAction() if counts:
            issue.acted = True
            if act.id not in model.void_actions:
                issue.actions.append(act.id)
        case Extend() if counts or not issue.deadlines:
            issue.deadlines.append(act.deadline)
        case Assign() if counts or not issue.owner:
            issue.owner = act.owner or issue.owner


def correct(model: Model, key: int, act: Void | Amend) -> None:
    issue = model.issues[key]
    if isinstance(act, Void):
        issue.void = act.reason
        return
    issue.title = act.fields.get("title", issue.title)
    issue.acceptance = act.fields.get("acceptance", issue.acceptance)
    if "aspect" in act.fields:
        to = int(act.fields["aspect"]) if act.fields["aspect"] else None
        for each in [issue, *(under for under in model.issues.values() if under.parent == key)]:
            each.aspect = to


# --- the machine

CLAIMS = ["completed", "completed", "partial", "substantial", "standing"]
which = st.integers(0, 12)
"""The how-manieth of the things that there are, taken round and round."""
several = st.lists(which, min_size=1, max_size=3)
offsets = st.integers(-60, 60)
when = st.none() | st.integers(0, 90) | st.sampled_from(["unknown", "month", "year"])
titles = st.text("题甲乙<b>|*\u202e\x1b", min_size=1, max_size=4).filter(str.strip)


class AnyLegalSequence(RuleBasedStateMachine):
    """A clerk who does everything that can be done, in any order, with days that go by."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.path = self.folder / "rectify.db"
        self.today = date(2023, 6, 30)
        self.entries: list[Entry] = []
        self.undone: set[int] = set()
        self.before: dict[int, dict[str, list[Any]]] = {}
        self.living_before: dict[int, set[int]] = {}
        self.given: set[tuple[str, int]] = set()
        self.seen: tuple[int, date] | None = None

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # --- helpers

    def record(self, decide: Callable[..., Any], *asked: object, said_by: str = "clerk", **options: Any) -> list[Entry]:
        """Record, or be refused and leave every byte as it was."""
        stamp = Stamp(f"{self.today}T02:00:00Z", said_by, "clerk", When(self.today.isoformat()))
        raw, dump = self.path.read_bytes() if self.path.exists() else None, self.dump()
        try:
            with Ledger.writing(self.path, Founding("id", "zh")) as ledger:
                new = ledger.record(lambda state: decide(state, self.today, *asked, **options), stamp)
        except RectifyError as refused:
            assert refused.exit_code in (2, 3, 4)
            assert (self.path.read_bytes() if self.path.exists() else None) == raw
            return []
        finally:
            assert [each.name for each in self.folder.iterdir()] in ([], ["rectify.db"])
        living = {entry.seq for entry in self.living}
        if raw is None:
            with Ledger.reading(self.path) as ledger:
                self.entries.extend(ledger.entries(1, 1))
        assert [entry.seq for entry in new] == list(range(len(self.entries) + 1, len(self.entries) + len(new) + 1))
        if not new:  # what is there already is not recorded again
            return []
        self.entries.extend(new)
        self.before[new[0].seq], self.living_before[new[0].seq] = dump, living
        self.never_again(new)
        return new

    def never_again(self, new: list[Entry]) -> None:
        """Ids are given once."""
        for entry in new:
            if isinstance(entry.act, AddInspection | AddAspect | AddIssue | AddMeasure | LogAction | Attach | Draw):
                given = (type(entry.act).__name__, entry.act.id)
                assert given not in self.given
                self.given.add(given)

    def dump(self) -> dict[str, list[Any]]:
        """Every state table as it stands in the file."""
        if not self.path.exists():
            return {}
        with closing(sqlite3.connect(self.path)) as db:
            return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in STATE if name not in KEPT_BY_UNDO}

    def day(self, on: int | str | None) -> str | None:
        """`on` as typed: so many days ago, this month, this year, unknown."""
        if isinstance(on, int):
            return (self.today - timedelta(on)).isoformat()
        return {"month": f"{self.today:%Y-%m}", "year": f"{self.today:%Y}"}.get(on or "", on)

    def later(self, days: int) -> str:
        return (self.today + timedelta(days)).isoformat()

    def named(self, kind: type[Any], those: list[int]) -> str:
        """Things of a kind that were ever registered, as typed; without any, one that is not there."""
        known = acts(self.entries, kind)
        letter = {AddIssue: "i", LogAction: "a", AddMeasure: "m", Attach: "e"}[kind]
        return ",".join(f"{letter}{known[each % len(known)].id if known else 99}" for each in those)

    def legal(self, issues: str, test: Callable[[str, str], bool]) -> bool:
        """Whether all issues named are there, of one inspection, not void, and claim and verdict of each pass `test`."""
        now, keys = fold(self.living).issues, [int(each[1:]) for each in issues.split(",")]
        of = {act.inspection for act in acts(self.living, AddIssue) if act.id in keys}
        fit = all(key in now and not now[key].void and test(*stands(now[key])[:2]) for key in keys)
        return len(of) == 1 and fit

    @property
    def living(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.seq not in self.undone and not isinstance(entry.act, Undo)]

    # --- what a clerk does

    @initialize(numbering=st.sampled_from(["run-on", "by-aspect"]), steps=st.integers(1, 2))
    def begin(self, numbering: str, steps: int) -> None:
        self.record(registering.add_inspection, numbering=numbering, feedback="2023-02-14", review_steps=steps)
        self.record(registering.add_aspect, "甲")
        for deadline in ("2023-07-15", None):
            self.record(registering.add_issue, "题", aspect="1", deadline=deadline)

    @rule(numbering=st.sampled_from(["run-on", "by-aspect"]))
    @precondition(lambda self: len(acts(self.entries, AddInspection)) < 3)
    def add_inspection(self, numbering: str) -> None:
        self.record(registering.add_inspection, numbering=numbering)

    @rule(title=titles, number=st.none() | st.integers(1, 3))
    def add_aspect(self, title: str, number: int | None) -> None:
        self.record(registering.add_aspect, title, number=number)

    @rule(
        title=titles,
        aspect=st.none() | st.sampled_from(["1", "2", "3"]),
        under=st.none() | st.none() | which,
        deadline=st.none() | offsets,
        owner=st.sampled_from(["", "张"]),
        on=when,
        number=st.none() | st.integers(1, 4),
    )
    def add_issue(self, title: str, under: int | None, deadline: int | None, on: Any, **more: Any) -> None:
        options = {"parent": None if under is None else self.named(AddIssue, [under]), "on": self.day(on), **more}
        options["deadline"] = None if deadline is None else self.later(deadline)
        self.record(registering.add_issue, title, **options)

    @rule(issue=which, deadline=st.none() | offsets)
    def add_measure(self, issue: int, deadline: int | None) -> None:
        due = None if deadline is None else self.later(deadline)
        self.record(registering.add_measure, self.named(AddIssue, [issue]), "措施", deadline=due)

    @rule(those=st.none() | several, on=when, outcome=st.sampled_from(["训练=50余人", "追回=3.5万元"]))
    def log_action(self, those: list[int] | None, on: Any, outcome: str) -> None:
        issues = self.named(AddIssue, those) if those else None
        options: dict[str, Any] = {"outcomes": (outcome,), "rules": ("《甲》",), "kind": "meeting"}
        self.record(progressing.log_action, "会", issues=issues, on=self.day(on), **options)

    @rule(those=several, claim=st.sampled_from(CLAIMS), on=when)
    def complete(self, those: list[int], claim: str, on: Any) -> None:
        issues = self.named(AddIssue, those)
        legal = self.legal(
            issues,
            lambda now, verdict: verdict == "returned" or (verdict != "waived" and now not in (claim, "completed")),
        )
        if legal and claim == "completed":
            legal = all(self.is_supplied(int(key[1:])) for key in issues.split(","))
        assert legal is bool(self.record(progressing.complete, issues, claim=claim, on=self.day(on), effect="成效"))

    def is_supplied(self, key: int) -> bool:
        """Whether an issue has all that a strict inspection asks for, where it is strict."""
        model = fold(self.living)
        facts, void = model.issues[key], {act.thing for act in acts(self.living, Void)}
        (of,) = (act.inspection for act in acts(self.living, AddIssue) if act.id == key)
        said = [
            act.fields["strict"]
            for act in acts(self.living, Amend)
            if act.thing == f"inspection:{of}" and "strict" in act.fields
        ]
        if not said or not said[-1]:
            return True
        measures = [
            f"m{act.id}" for act in acts(self.living, AddMeasure) if act.issue == key and act.id not in model.done
        ]
        under = [stands(each)[:2] for each in model.issues.values() if each.parent == key and not each.void]
        still = [
            (claim, verdict)
            for claim, verdict in under
            if claim != "standing" and verdict != "waived" and (claim != "completed" or verdict == "returned")
        ]
        return bool(facts.actions and facts.evidence and facts.acceptance and not set(measures) - void and not still)

    @rule(one=which)
    def supply(self, one: int) -> None:
        """All that a strict inspection asks for, of an issue without measures and sub-issues."""
        name = self.named(AddIssue, [one])
        self.record(progressing.log_action, "会", issues=name)
        self.record(proving.attach, name, [proving.Brought("证.txt", "c" * 64, 9)], reference=True)
        self.record(correcting.amend, name, {"acceptance": "标准"})

    @rule(one=which)
    def complete_one(self, one: int) -> None:
        self.complete([one], "completed", None)

    @rule(those=several, on=when)
    def complete_measures(self, those: list[int], on: Any) -> None:
        self.record(progressing.complete, self.named(AddMeasure, those), on=self.day(on))

    @rule(kind=st.sampled_from([AddIssue, LogAction, AddMeasure]), those=several, file=st.integers(0, 2), on=when)
    def attach(self, kind: type[Any], those: list[int], file: int, on: Any) -> None:
        files = [proving.Brought(f"{file}.txt", f"{file:064x}", 9)]
        self.record(proving.attach, self.named(kind, those), files, on=self.day(on), reference=True)

    @rule(evidence=which, on=when.filter(bool))
    def amend_evidence(self, evidence: int, on: Any) -> None:
        self.record(correcting.amend, self.named(Attach, [evidence]), {"date": self.day(on), "kind": "photo"})

    @rule(those=several, on=when)
    def reopen(self, those: list[int], on: Any) -> None:
        issues = self.named(AddIssue, those)
        legal = self.legal(
            issues,
            lambda now, verdict: verdict == "waived" or (verdict != "returned" and now not in ("pending", "acting")),
        )
        assert legal is bool(self.record(progressing.reopen, issues, "反弹", on=self.day(on)))

    @rule(
        those=several,
        opinion=st.sampled_from(["accept", "accept", "accept", "return", "waive"]),
        who=st.sampled_from(["clerk", "查", "签", "张", "赵"]),
        step=st.sampled_from(["", "", "check", "sign"]),
        on=when,
    )
    def review(self, those: list[int], opinion: str, who: str, step: str, on: Any) -> None:
        issues = self.named(AddIssue, those)
        before = fold(self.living).issues
        options = {"reviewer": who, "step": step, "note": "理由", "on": self.day(on)}
        for entry in self.record(reviewing.review, issues, opinion, said_by=who, **options):
            act = entry.act
            assert isinstance(act, Review)
            for key in act.issues:
                assert who not in self.doers(key) | {before[key].owner}
                self.follows(before[key], act, who, key)

    def doers(self, issue: int) -> set[str]:
        """Who logged an action for an issue or one under it, or claimed anything of it."""
        keys = {issue, *(act.id for act in acts(self.living, AddIssue) if act.parent == issue)}
        return {
            each.by for each in self.living if isinstance(each.act, LogAction | Complete) and keys & {*each.act.issues}
        }

    def follows(self, issue: Facts, act: Review, who: str, key: int) -> None:
        """A review stands on a claim, and a signature on what somebody else checked."""
        claim, verdict, checked, _ = stands(issue)
        assert act.opinion == "waive" or claim in ("completed", "standing")
        assert (claim, verdict) != ("completed", "accepted") or act.opinion == "return"
        if (act.step, act.opinion) == ("sign", "accept"):
            assert checked
            earlier = [each.by for each in self.living if isinstance(each.act, Review) and key in each.act.issues]
            assert earlier[-2] != who

    @rule(one=which)
    def complete_and_review(self, one: int) -> None:
        """The way that most issues go."""
        self.complete([one], "completed", None)
        for who in ("查", "签"):
            self.review([one], "accept", who, "", None)

    @rule(one=which, finding=st.sampled_from(["holds", "relapsed"]))
    def close_and_look_back(self, one: int, finding: str) -> None:
        self.complete_and_review(one)
        self.draw(len(self.entries), 3, None)
        self.look_back_at(one, finding, "查", None)

    @rule(
        evidence=several,
        opinion=st.sampled_from(["accept", "return", "waive"]),
        who=st.sampled_from(["clerk", "查"]),
        on=when,
    )
    def review_evidence(self, evidence: list[int], opinion: str, who: str, on: Any) -> None:
        names = self.named(Attach, evidence)
        options = {"reviewer": who, "note": "理由", "on": self.day(on)}
        recorded = self.record(reviewing.review, names, opinion, said_by=who, **options)
        assert not recorded or (who != "clerk" and opinion != "waive")

    @rule(those=several, days=st.integers(-10, 120), on=when)
    def extend(self, those: list[int], days: int, on: Any) -> None:
        self.record(progressing.extend, self.named(AddIssue, those), self.later(days), reason="理由", on=self.day(on))

    @rule(those=several, owner=st.sampled_from(["张", "李"]), on=when)
    def assign(self, those: list[int], owner: str, on: Any) -> None:
        self.record(progressing.assign, self.named(AddIssue, those), owner=owner, on=self.day(on))

    @rule(seed=st.integers(0, 3), sample=st.integers(1, 3), on=when)
    def draw(self, seed: int, sample: int, on: Any) -> None:
        closed = [
            key for key, facts in fold(self.living).issues.items() if stands(facts)[:2] == ("completed", "accepted")
        ]
        urn = looking_back.Urn(len(self.entries), "ab" * 32, dict.fromkeys(closed, 2))
        self.record(looking_back.draw, urn, sample=sample, seed=str(seed), on=self.day(on))

    @rule(
        one=which,
        finding=st.sampled_from(["holds", "relapsed", "never-done"]),
        who=st.sampled_from(["查", "clerk"]),
        on=when,
    )
    def look_back_at(self, one: int, finding: str, who: str, on: Any) -> None:
        options = {"looker": who, "note": "理由", "on": self.day(on)}
        recorded = self.record(looking_back.look_back, self.named(AddIssue, [one]), finding, said_by=who, **options)
        for act in acts(recorded, LookBack):
            assert who not in self.doers(act.issue)
            assert any(act.issue in drawn.issues for drawn in acts(self.living, Draw) if drawn.id == act.draw)

    @rule(old=st.sampled_from(["张", "李"]), on=when)
    def hand_over(self, old: str, on: Any) -> None:
        """What is open goes to the new holder, and nothing else."""
        before = fold(self.living).issues
        entries = self.record(handing_over.hand_over, old, "赵", on=self.day(on))
        moved = [key for act in acts(entries, Assign) for key in act.issues]
        of = {act.id: act.inspection for act in acts(self.living, AddIssue)}
        last = max((of[key] for key in moved), default=None)
        for key, facts in before.items():
            claim, verdict, *_ = stands(facts)
            done = (claim == "completed" and verdict in ("unreviewed", "accepted")) or verdict == "waived"
            wanted = facts.owner == old and not facts.void and not done and of[key] == last
            assert (key in moved) is wanted

    @rule(
        issue=which,
        fields=st.sampled_from(
            [{"title": "新题"}, {"aspect": "1"}, {"aspect": "2"}, {"aspect": ""}, {"kind": "staged"}]
        ),
    )
    def amend_issue(self, issue: int, fields: dict[str, str]) -> None:
        self.record(correcting.amend, self.named(AddIssue, [issue]), fields)

    @rule(action=which, on=when.filter(bool))
    def amend_action(self, action: int, on: Any) -> None:
        self.record(correcting.amend, self.named(LogAction, [action]), {"date": self.day(on)})

    @rule(
        name=st.sampled_from(["1.", "2.", "/", "m1", "m2"]),
        fields=st.sampled_from(
            [
                *({"title": "新"}, {"deadline": "2023-12"}, {"claimed": "4"}, {"feedback": "2023-03-01"}),
                *({"review_steps": "1"}, {"review_steps": "2", "strict": "yes"}, {"review_steps": "", "strict": "no"}),
            ]
        ),
    )
    def amend_other(self, name: str, fields: dict[str, str]) -> None:
        self.record(correcting.amend, name, fields)

    @rule(kind=st.sampled_from([AddIssue, LogAction, AddMeasure, Attach]), one=which)
    def void(self, kind: type[Any], one: int) -> None:
        self.record(correcting.void, self.named(kind, [one]), "重复")

    @rule(name=st.sampled_from(["1.", "2.", "/"]))
    def void_what_holds_issues(self, name: str) -> None:
        self.record(correcting.void, name, "重复")

    @rule(
        part=st.sampled_from(["opening", "results"]),
        text=st.sampled_from(["", "文字", "又"]),
        aspect=st.none() | st.sampled_from(["1", "2"]),
    )
    def write(self, part: str, text: str, aspect: str | None) -> None:
        self.record(correcting.write, part, text, aspect=aspect)

    @rule(back=st.none() | st.none() | st.integers(0, 12))
    def undo(self, back: int | None) -> None:
        """The last command can always be taken back; an earlier one where nothing stands on it."""
        seq = None if back is None else len(self.entries) - back
        last = max((entry.seq for entry in self.living), default=1)
        new = self.record(correcting.undo, seq)
        if not new:
            assert seq is not None or last == 1
            return
        (entry,) = new
        assert isinstance(entry.act, Undo)
        self.undone |= set(entry.act.entries)
        first = min(entry.act.entries)
        if {each.seq for each in self.living} == self.living_before[first]:
            assert self.dump() == self.before[first], "everything is as it was before"

    @rule(days=st.integers(1, 45))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days)

    # --- laws

    @invariant()
    def every_law_holds(self) -> None:
        """After each change; what is refused has left every byte as it was."""
        if self.path.exists() and self.seen != (len(self.entries), self.today):
            self.seen = (len(self.entries), self.today)
            with Ledger.reading(self.path) as ledger:
                self.the_file_is_whole(ledger)
                self.compare(ledger.view(), fold(self.living))
                assert set(ledger.view().undone()) == self.undone
                self.every_figure_is_what_counting_gives(ledger.view())
                self.today_is_the_present(ledger.view(), ledger.view(self.today))

    def the_file_is_whole(self, ledger: Ledger) -> None:
        """Schema, pages, chain, canonical bodies, and the state tables against a replay, however large its portions are."""
        with pytest.MonkeyPatch.context() as portions:
            portions.setattr(deferring, "AT_ONCE", PORTIONS[len(self.entries) % len(PORTIONS)])
            assert list(ledger.faults()) == []
        assert list(ledger.entries()) == self.entries
        for entry in self.entries[-2:]:
            assert from_json(entry.seq, json.loads(canonical(to_json(entry)))) == entry

    def compare(self, view: Reading, model: Model) -> None:
        found = {each.id: each for each in view.issues(Filter(void=True))}
        assert found.keys() == model.issues.keys()
        for key, facts in model.issues.items():
            one = found[key]
            assert (one.title, one.aspect, one.parent, one.void) == (
                facts.title,
                facts.aspect,
                facts.parent,
                facts.void,
            )
            assert (one.claim, one.verdict, one.checked, one.claimed_on) == stands(facts)
            assert (one.review_due is not None) is (
                one.claim == "standing" and one.verdict in ("unreviewed", "accepted")
            )
            assert (one.owner, one.actions, one.evidence) == (facts.owner, len(facts.actions), facts.evidence)
            ends: Sequence[When | None] = facts.deadlines or [None]
            assert (one.first_deadline, one.deadline) == (ends[0], ends[-1])
            assert {each.id: each.completed_on for each in view.measures(key) if each.completed_on} == {
                measure: on for measure, on in model.done.items() if measure in {each.id for each in view.measures(key)}
            }

    def every_figure_is_what_counting_gives(self, view: Reading) -> None:
        for level in (0, 1):
            self.count(view, None, None, level)
            for inspection in view.inspections():
                self.count(view, inspection.id, None, level)
        for inspection in view.inspections():
            self.count_by(view, inspection.id)
            for aspect in [0, *(each.id for each in view.aspects(inspection.id))]:
                self.count(view, inspection.id, aspect, 0)

    def count(self, view: Reading, inspection: int | None, aspect: int | None, level: int) -> None:
        found = view.issues(Filter(inspection=inspection, level=level), "id")
        issues = [each for each in found if aspect is None or (each.aspect or 0) == aspect]
        for day in (self.later(-30), self.later(0), self.later(30)):
            late = [is_overdue(each.due, day, completed=is_completed(each.claim, each.verdict)) for each in issues]
            assert view.overdue(day, inspection, aspect, level) == sum(late)
        counted = figures((Tally(each.claim, each.verdict, 1, each.checked) for each in issues), 0)
        assert figures(view.tallies(inspection, aspect, level), 0) == counted

    def count_by(self, view: Reading, inspection: int) -> None:
        issues = list(view.issues(Filter(inspection=inspection, level=0)))
        first, final = self.later(-20), self.later(20)
        due = [
            each for each in issues if not is_completed(each.claim, each.verdict) and first <= (each.due or "") <= final
        ]
        assert view.due_between(first, final, inspection) == len(due)
        for field, none in (("aspect", 0), ("owner", ""), ("unit", "")):
            tallies: dict[Any, int] = {}
            for key, tally in view.tallies_by(field, inspection):
                tallies[key] = tallies.get(key, 0) + tally.issues
            keys = [getattr(each, field) or none for each in issues]
            assert tallies == {key: keys.count(key) for key in keys}
            late = view.overdue_by(field, final, inspection)
            assert sum(late.values()) == view.overdue(final, inspection)

    def today_is_the_present(self, now: Reading, as_of: Reading) -> None:
        every = Filter(void=True)
        assert list(as_of.issues(every)) == list(now.issues(every))
        assert list(as_of.actions()) == list(now.actions())
        assert sorted(as_of.tallies()) == sorted(now.tallies())
        for day in (self.later(-9), self.later(0), self.later(40)):
            assert as_of.overdue(day) == now.overdue(day)
        for issue in now.issues(every):
            assert as_of.measures(issue.id) == now.measures(issue.id)
            assert as_of.deadlines(issue.id) == now.deadlines(issue.id)

    @rule(back=st.integers(0, 150))
    def look_back(self, back: int) -> None:
        """As of a day, the ledger says what the acts that count by then come to."""
        if not self.path.exists():
            return
        day = self.today - timedelta(back)
        model, now = fold(self.living, day.isoformat()), fold(self.living).issues
        with Ledger.reading(self.path) as ledger:
            view = ledger.view(day)
            feedback = {each.id: each.feedback.earliest if each.feedback else None for each in view.inspections()}
            there = set()
            for act in acts(self.living, AddIssue):
                known = min(model.issues[act.id].since, (feedback[act.inspection] or date.max).isoformat())
                there |= {act.id} if known <= day.isoformat() else set()
            found = {each.id: each for each in view.issues(Filter(void=True))}
            assert found.keys() == there
            for key, one in found.items():
                facts = model.issues[key]
                assert (one.claim, one.verdict, one.checked, one.claimed_on) == stands(facts, day.isoformat())
                assert (one.owner, one.actions) == (facts.owner, len(facts.actions))
                assert one.evidence == facts.evidence
                assert one.first_deadline == (now[key].deadlines[0] if now[key].deadlines else None)
                assert one.deadline == (facts.deadlines[-1] if facts.deadlines else None)

    @rule(seq=st.integers(1, 40))
    def what_was_known_at_an_entry(self, seq: int) -> None:
        """The journal up to an entry, folded anew, is what the ledger was then."""
        if seq <= len(self.entries):
            known = [entry for entry in self.entries if entry.seq <= seq]
            undone = {key for entry in known if isinstance(entry.act, Undo) for key in entry.act.entries}
            living = [entry for entry in known if entry.seq not in undone and not isinstance(entry.act, Undo)]
            with Ledger.reading(self.path) as ledger:
                self.compare(ledger.view_at_entry(seq), fold(living))


TestAnyLegalSequence = AnyLegalSequence.TestCase
_DEEP = os.environ.get("RECTIFY_TESTS") == "nightly"
TestAnyLegalSequence.settings = settings(max_examples=600 if _DEEP else 30, stateful_step_count=60 if _DEEP else 35)
