"""The fold: what each act does to the state tables. Total, so that any journal can be replayed.

Every change of an issue goes through `update_issue`, which keeps the tallies that all figures are read from.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from rectify.acts import (
    Act,
    AddAspect,
    AddInspection,
    AddIssue,
    AddMeasure,
    Amend,
    Assign,
    Attach,
    Complete,
    CreateLedger,
    Draw,
    Entry,
    Extend,
    ImportFile,
    LogAction,
    LookBack,
    Purge,
    Reopen,
    Review,
    Void,
    Write,
)
from rectify.model.dates import When
from rectify.model.figures import is_completed
from rectify.model.naming import Thing, thing
from rectify.model.quantities import Outcome
from rectify.model.rules import REVIEWING, RHYTHM, START, Move, Standing, result
from rectify.model.terms import Claim, Verdict
from rectify.store.door import Door, Tally, insertion
from rectify.store.listing import ISSUE_TEXTS, evidence_of

TABLES = {
    "issue": "issues",
    "action": "actions",
    "measure": "measures",
    "aspect": "aspects",
    "inspection": "inspections",
    "evidence": "evidence",
}
ASSIGNED = ("owner", "lead", "unit", "supporting")
_WHOLE_NUMBERS = ("claimed", "aspect", "number")


def day(when: When, at: str) -> str:
    """The day from which something done `when` surely counts: its last day, but no later than its entry at `at`.

    What was done "in June" and entered on the 15th was done by the 15th.
    """
    first, last = _ends(when.edtf)
    entered = at[:10]
    if last and (first == last or last <= entered):
        return last
    return max(first, entered) if first else entered


@lru_cache(maxsize=4096)
def _ends(edtf: str) -> tuple[str | None, str | None]:
    """The first and the last day that a date can mean."""
    first, last = When(edtf).earliest, When(edtf).latest
    return first.isoformat() if first else None, last.isoformat() if last else None


def apply(db: Door, entry: Entry) -> None:
    """Fold one entry into the state; `Undo` is folded by `reverting`, which needs the journal."""
    _touch(db, entry)
    kind = type(entry.act)
    if kind in _APPLY:
        _APPLY[kind](db, entry, entry.act)
        return
    from rectify.store.proof import APPLY  # late: most acts are of the work, not of its proof

    APPLY[kind](db, entry, entry.act)


# ---- what an act creates -------------------------------------------------------------------------------------------


def dated(**dates: When | None) -> dict[str, str | None]:
    """Each date as its two columns: EDTF (or null) and the original words."""
    columns: dict[str, str | None] = {}
    for name, when in dates.items():
        columns[name] = when.edtf if when else None
        columns[f"{name}_words"] = when.words if when else ""
    return columns


def first_day(when: When | None) -> str | None:
    return _ends(when.edtf)[0] if when else None


def _create_ledger(db: Door, _: Entry, act: CreateLedger) -> None:
    db.insert("ledger", id=1, ledger=act.ledger, language=act.language)


def _add_inspection(db: Door, entry: Entry, act: AddInspection) -> None:
    db.count_up("inspection", act.id)
    dates = {"start": act.start, "end": act.end, "feedback": act.feedback, "due": act.due}
    texts = {
        name: getattr(act, name) for name in ("code", "title", "unit", "authority", "inspectors", "kind", "numbering")
    }
    columns = {**texts, **dated(**dates), "feedback_from": first_day(act.feedback)}
    columns |= {"review_steps": act.review_steps or 1, "checkers": act.checkers, "signers": act.signers}
    columns["strict"] = "yes" if act.strict else ""
    db.insert("inspections", id=act.id, entry=entry.seq, **columns, void="")


def _add_aspect(db: Door, entry: Entry, act: AddAspect) -> None:
    db.count_up("aspect", act.id)
    db.insert("aspects", entry=entry.seq, **act._asdict(), void="")


def _add_issue(db: Door, entry: Entry, act: AddIssue) -> None:
    db.count_up("issue", act.id)
    issue = act._asdict()
    issue["entry"] = entry.seq
    issue["since"] = first_day(entry.on) or entry.at[:10]
    issue |= _AT_START
    issue |= _due_from_the_start(act.deadline)
    db.insert_issue(issue)
    for each in _tallies(issue):
        db.count(each, 1)
    db.find_by((act.id,), _issue_texts(issue))
    if act.deadline:
        _insert_deadline(db, entry, act.id, act.deadline, "")
    posts = (act.owner, act.lead, act.unit, act.supporting)
    if any(posts):
        _assigned(db, entry, act.id, posts)


_issue_texts = itemgetter(*ISSUE_TEXTS)
_AT_START: dict[str, Any] = {
    "claim": START.claim.value,  # plain text: SQLite's module looks long for what else to make of another type
    "verdict": START.verdict.value,
    "checked": 0,
    "review_due": None,
    "claimed_on": None,
    "claimed_words": "",
    "actions": 0,
    "evidence": 0,
    "open": 1,
    "internal": "",
    "public_text": "",
    "void": "",
}


def _add_measure(db: Door, entry: Entry, act: AddMeasure) -> None:
    db.count_up("measure", act.id)
    values = act._asdict()
    dates = dated(deadline=values.pop("deadline"))
    db.insert("measures", entry=entry.seq, **values, **dates, completed_words="", void="")
    db.find_by((act.issue,), [act.text])


_pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(1024)
def _packed(values: tuple[Outcome | str, ...]) -> str:
    """Outcomes, or rules, as one text of their action's row; empty where there are none."""
    return _pack(values) if values else ""


def _log_action(db: Door, entry: Entry, act: LogAction) -> None:
    db.count_up("action", act.id)
    on, whole = entry.on, int(not act.issues)
    said = (act.id, entry.seq, act.inspection, whole, act.text, act.kind)
    came = (_packed(act.outcomes), _packed(act.rules))
    db.later(_ACTIONS, ((*said, on.edtf, on.words, first_day(on), day(on, entry.at), entry.by, "", *came),))
    db.later("INSERT INTO action_issues(issue, action) VALUES (?, ?)", [(issue, act.id) for issue in act.issues])
    db.later(
        "INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (act.id, n, o.name, o.quantity, o.unit, int(o.at_least), o.minor, o.currency)
            for n, o in enumerate(act.outcomes)
        ],
    )
    db.later("INSERT INTO action_rules VALUES (?, ?, ?)", [(act.id, n, name) for n, name in enumerate(act.rules)])
    db.find_by(act.issues, [act.text])
    for issue in act.issues:
        db.set_issue(issue, {"actions": db.held(issue)["actions"] + 1})
        move(db, entry, issue, Move.ACTION, "")


_ACTIONS = insertion(
    "actions",
    ("id", "entry", "inspection", "whole", "text", "kind", "date", "date_words", "earliest", "latest", "by", "void",
     "outcomes", "rules"),
)  # fmt: skip


# ---- what an act changes -------------------------------------------------------------------------------------------


def _tallies(issue: dict[str, Any]) -> list[Tally]:
    """Where an issue is counted that stands as these columns say. Void issues are in no tally."""
    if issue["void"]:
        return []
    inspection, aspect, level = issue["inspection"], issue["aspect"] or 0, int(issue["parent"] is not None)
    claim, verdict, due = issue["claim"], issue["verdict"], issue["due"]
    found: list[Tally] = [("tallies", inspection, aspect, level, claim, verdict, issue["checked"])]
    if due and not is_completed(claim, verdict):
        found.append(("due_tallies", inspection, aspect, level, due))
    if issue["review_due"]:
        found.append(("review_tallies", inspection, level, issue["review_due"]))
    return found


def count_out(db: Door, issue: int) -> None:
    """Take an issue, as it now stands, out of the tallies."""
    for each in _tallies(db.held(issue)):
        db.count(each, -1)


def update_issue(db: Door, issue: int, **changes: Any) -> None:
    """Set columns of an issue, and keep `open` and the tallies true."""
    was = db.held(issue)
    now = was | changes
    before, after = _tallies(was), _tallies(now)
    is_open = int(not now["void"] and not is_completed(now["claim"], now["verdict"]))
    db.set_issue(issue, changes if is_open == was["open"] else {**changes, "open": is_open})
    for each in before:
        if each not in after:
            db.count(each, -1)
    for each in after:
        if each not in before:
            db.count(each, 1)


@cache
def _result(claim: str, verdict: str, checked: int, what: Move) -> Standing | None:
    """Where an issue stands after a move; None where that is no step."""
    before = Standing(Claim(claim), Verdict(verdict), bool(checked))
    after = result(before, what)
    return None if after == before and what in (Move.ACTION, Move.RELAPSE) else after


def move(db: Door, entry: Entry, issue: int, what: Move, words: str, *, every: int | None = None) -> None:
    """Move an issue on its axes and keep the step; `every` as in `acts.Complete`."""
    at = db.held(issue)
    after = _result(at["claim"], at["verdict"], at["checked"], what)
    if after is None:
        return
    latest = day(entry.on, entry.at)
    rhythm = _rhythm(db, issue, what, after, latest=latest, every=every)
    claim, verdict, checked = after.claim.value, after.verdict.value, int(after.checked)
    on = entry.on
    said = (what.value, claim, verdict, checked, *rhythm, on.edtf, on.words, latest, words, entry.by)
    db.later(_CLAIMS, ((issue, entry.seq, *said),))
    stands = {"claim": claim, "verdict": verdict, "checked": checked, "review_due": rhythm[1]}
    if what not in REVIEWING:
        stands |= {"claimed_on": on.edtf, "claimed_words": on.words}
    update_issue(db, issue, **stands)


_CLAIMS = insertion(
    "claims",
    (
        *("issue", "entry", "move", "claim", "verdict", "checked", "every", "review_due"),
        *("date", "date_words", "latest", "words", "by"),
    ),
)


def _rhythm(
    db: Door, issue: int, what: Move, after: Standing, *, latest: str, every: int | None
) -> tuple[int | None, str | None]:
    """Of standing work: how often it is reviewed, and when next. What was only checked is still due as before."""
    if after.claim is not Claim.STANDING or after.verdict in (Verdict.RETURNED, Verdict.WAIVED):
        return None, None
    query = "SELECT every, review_due FROM claims WHERE issue = ? ORDER BY entry DESC LIMIT 1"
    before, due = (what in REVIEWING and db.execute(query, (issue,)).fetchone()) or (None, None)
    days = every or before or RHYTHM
    anew = date.fromordinal(min(date.fromisoformat(latest).toordinal() + days, date.max.toordinal())).isoformat()
    return days, due if what is Move.CHECK and due else anew


def restore_claim(db: Door, issue: int) -> None:
    """An issue stands where its newest step put it, or at the start where it has none; its claim is dated by the unit's."""
    steps = db.execute(
        "SELECT move, claim, verdict, checked, review_due, date, date_words FROM claims WHERE issue = ? "
        "ORDER BY entry DESC",
        (issue,),
    )
    last = next(steps, None)
    claimed = last
    while claimed and claimed[0] in REVIEWING:
        claimed = next(steps, None)
    steps.close()
    claim, verdict, checked, review_due = last[1:5] if last else (*START, None)
    on, words = claimed[5:] if claimed else (None, "")
    changes = {"claim": claim, "verdict": verdict, "checked": int(checked), "review_due": review_due}
    update_issue(db, issue, **changes, claimed_on=on, claimed_words=words)


def _complete(db: Door, entry: Entry, act: Complete) -> None:
    for issue in act.issues:
        move(db, entry, issue, Move(act.claim), act.effect, every=act.every)
    db.later(
        "UPDATE measures SET completed_on = ?, completed_words = ?, completed_latest = ? WHERE id = ?",
        [(entry.on.edtf, entry.on.words, day(entry.on, entry.at), measure) for measure in act.measures],
    )


def _reopen(db: Door, entry: Entry, act: Reopen) -> None:
    for issue in act.issues:
        move(db, entry, issue, Move.REOPEN, act.reason)


def _due(deadline: When | None) -> str | None:
    return _ends(deadline.edtf)[1] if deadline else None


def _due_from_the_start(deadline: When | None) -> dict[str, str | None]:
    """The columns of a new issue, whose first deadline is the present one."""
    edtf, words = deadline or (None, "")
    due = _due(deadline)
    return {
        "deadline": edtf,
        "deadline_words": words,
        "due": due,
        "first_deadline": edtf,
        "first_words": words,
        "first_due": due,
    }


def _insert_deadline(db: Door, entry: Entry, issue: int, deadline: When, reason: str) -> None:
    on = entry.on
    said = (deadline.edtf, deadline.words, _due(deadline), reason, on.edtf, on.words, day(on, entry.at), entry.by)
    db.later(_DEADLINES, ((issue, entry.seq, *said),))


_DEADLINES = insertion(
    "deadlines",
    ("issue", "entry", "deadline", "deadline_words", "due", "reason", "date", "date_words", "latest", "by"),
)


def restore_deadline(db: Door, issue: int) -> None:
    """The first deadline is the first row, for ever; the present one is the last."""
    rows = db.execute(
        "SELECT deadline, deadline_words, due FROM deadlines WHERE issue = ? ORDER BY entry", (issue,)
    ).fetchall() or [(None, "", None)]
    (first, first_words, first_due), (deadline, words, due) = rows[0], rows[-1]
    update_issue(
        db,
        issue,
        first_deadline=first,
        first_words=first_words,
        first_due=first_due,
        deadline=deadline,
        deadline_words=words,
        due=due,
    )


def _extend(db: Door, entry: Entry, act: Extend) -> None:
    columns = _due_from_the_start(act.deadline)
    present = {name: columns[name] for name in ("deadline", "deadline_words", "due")}
    for issue in act.issues:
        _insert_deadline(db, entry, issue, act.deadline, act.reason)
        update_issue(db, issue, **(columns if db.held(issue)["first_deadline"] is None else present))


def _assigned(db: Door, entry: Entry, issue: int, posts: Iterable[str]) -> None:
    on = entry.on
    db.later(_ASSIGNMENTS, ((issue, entry.seq, *posts, on.edtf, on.words, day(on, entry.at)),))


_ASSIGNMENTS = insertion("assignments", ("issue", "entry", *ASSIGNED, "date", "date_words", "latest"))


def _assign(db: Door, entry: Entry, act: Assign) -> None:
    for issue in act.issues:
        now = db.held(issue)
        posts = {name: getattr(act, name) or now[name] for name in ASSIGNED}
        _assigned(db, entry, issue, posts.values())
        update_issue(db, issue, **posts)


def amended_columns(target: Thing, fields: dict[str, str]) -> dict[str, Any]:
    """The amended fields as columns; what is derived from a date goes with it."""
    columns: dict[str, Any] = {}
    for name, text in fields.items():
        if name == "review_steps":
            columns[name] = int(text or 1)
            continue
        columns[name] = int(text) if name in _WHOLE_NUMBERS and text else (text or None) if name in _NULLABLE else text
    if target.kind == "inspection" and "feedback" in fields:
        columns["feedback_from"] = first_day(When(fields["feedback"])) if fields["feedback"] else None
    return columns


_NULLABLE = ("start", "end", "feedback", "due", "deadline", *_WHOLE_NUMBERS)


_TEXTS = {*ISSUE_TEXTS, "text", "void"}
"""The columns that decide what is found by its words."""


def set_columns(db: Door, target: Thing, columns: dict[str, Any]) -> None:
    with nullcontext() if _TEXTS.isdisjoint(columns) else db.found_anew(target):
        _set_columns(db, target, columns)


def _set_columns(db: Door, target: Thing, columns: dict[str, Any]) -> None:
    if target.kind == "issue":
        update_issue(db, target.id, **columns)
        if "aspect" in columns:  # what stands under it goes with it
            for (under,) in db.execute("SELECT id FROM issues WHERE parent = ?", (target.id,)).fetchall():
                update_issue(db, under, aspect=columns["aspect"])
        return
    if target.kind in ("action", "evidence") and "date" in columns:
        redate = _redated if target.kind == "action" else _redated_evidence
        columns = columns | redate(db, target.id, When(columns["date"], columns["date_words"]))
    sets = ", ".join(f'"{name}" = ?' for name in columns)
    db.execute(f"UPDATE {TABLES[target.kind]} SET {sets} WHERE id = ?", (*columns.values(), target.id))


def _redated(db: Door, action: int, when: When) -> dict[str, str | None]:
    """The days of an action that is now known to have happened `when`; the claims that it made go with it."""
    seq, at = _entered(db, "actions", action)
    latest = day(when, at)
    db.execute(
        "UPDATE claims SET date = ?, date_words = ?, latest = ? WHERE entry = ?", (when.edtf, when.words, latest, seq)
    )
    for (issue,) in db.execute("SELECT issue FROM claims WHERE entry = ?", (seq,)).fetchall():
        restore_claim(db, issue)
    return {"earliest": first_day(when), "latest": latest}


def _redated_evidence(db: Door, evidence: int, when: When) -> dict[str, str | None]:
    return {"latest": day(when, _entered(db, "evidence", evidence)[1])}


def _entered(db: Door, table: str, key: int) -> tuple[int, str]:
    """The entry that made a thing, and when it was entered."""
    query = f"SELECT seq, json_extract(body, '$.at') FROM {table} x JOIN entry ON seq = x.entry WHERE x.id = ?"
    seq, at = db.execute(query, (key,)).fetchone()
    return seq, at


def _amend(db: Door, entry: Entry, act: Amend) -> None:
    target = thing(act.thing)
    assert target is not None
    names = ", ".join(f'"{name}"' for name in act.fields)
    old = db.execute(f"SELECT {names} FROM {TABLES[target.kind]} WHERE id = ?", (target.id,)).fetchone()
    db.executemany(
        "INSERT INTO changes(thing, entry, field, old, new, reason) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (act.thing, entry.seq, name, "" if was is None else str(was), text, act.reason)
            for (name, text), was in zip(act.fields.items(), old, strict=True)
        ],
    )
    set_columns(db, target, amended_columns(target, act.fields))


def _void(db: Door, _: Entry, act: Void) -> None:
    set_void(db, act.thing, act.reason)


def set_void(db: Door, name: str, reason: str) -> None:
    target = thing(name)
    assert target is not None
    set_columns(db, target, {"void": reason})
    if target.kind == "action":
        db.execute(
            "UPDATE issues SET actions = actions + ? WHERE id IN (SELECT issue FROM action_issues WHERE action = ?)",
            (-1 if reason else 1, target.id),
        )
    recount_evidence(db, target)


def recount_evidence(db: Door, target: Thing) -> None:
    """Count the evidence anew of the issues that a piece of evidence, or what evidence is attached to, belongs to."""
    if target.kind == "evidence":
        rows = db.execute("SELECT thing FROM evidence_links WHERE evidence = ?", (target.id,)).fetchall()
        for each in (thing(name) for (name,) in rows):
            assert each is not None
            recount_evidence(db, each)
    elif target.kind in _ISSUES_OF:
        db.execute(
            f"UPDATE issues SET evidence = {evidence_of('issues.id')} WHERE id IN ({_ISSUES_OF[target.kind]})",
            (target.id,),
        )


_ISSUES_OF = {
    "issue": "?",
    "action": "SELECT issue FROM action_issues WHERE action = ?",
    "measure": "SELECT issue FROM measures WHERE id = ?",
}


def _write(db: Door, entry: Entry, act: Write) -> None:
    db.insert(
        "narratives",
        inspection=act.inspection,
        part=act.part,
        aspect=act.aspect or 0,
        public=int(bool(act.public)),
        entry=entry.seq,
        text=act.text,
        latest=day(entry.on, entry.at),
    )


def _import_file(db: Door, entry: Entry, act: ImportFile) -> None:
    db.insert("imports", entry=entry.seq, name=act.name, sha256=act.sha256, size=act.size, format=act.format)


# ---- what stands on what -------------------------------------------------------------------------------------------


def touched(db: Door, act: Act) -> Iterator[tuple[str, int]]:  # noqa: C901, PLR0912 - one case an act
    """The names of the things that an act creates or changes (1) or only leans on (0)."""
    match act:
        case AddIssue():
            yield f"i{act.id}", 1
            yield (f"aspect:{act.aspect}" if act.aspect else f"inspection:{act.inspection}"), 0
            if act.parent:
                yield f"i{act.parent}", 0
        case LogAction():
            yield f"a{act.id}", 1
            for issue in act.issues:
                yield f"i{issue}", int(db.held(issue)["claim"] == Claim.PENDING)
            if not act.issues:
                yield f"inspection:{act.inspection}", 0
        case Complete():
            for issue in act.issues:
                yield f"i{issue}", 1
            for measure in act.measures:
                yield f"m{measure}", 1
        case Reopen() | Extend() | Assign():
            for issue in act.issues:
                yield f"i{issue}", 1
        case AddInspection():
            yield f"inspection:{act.id}", 1
        case AddAspect():
            yield f"aspect:{act.id}", 1
            yield f"inspection:{act.inspection}", 0
        case AddMeasure():
            yield f"m{act.id}", 1
            yield f"i{act.issue}", 0
        case Amend() | Void():
            yield str(thing(act.thing)), 1
            if isinstance(act, Amend) and act.thing[0] == "i" and act.fields.get("aspect"):
                yield f"aspect:{int(act.fields['aspect'])}", 0
        case Write():
            yield f"inspection:{act.inspection}", 0
            if act.aspect:
                yield f"aspect:{act.aspect}", 0
        case _:
            yield from _touched_by_proof(act)


def _touched_by_proof(act: Act) -> Iterator[tuple[str, int]]:
    match act:
        case Attach():
            yield f"e{act.id}", 1
            yield from ((str(target), 0) for each in act.things if (target := thing(each)))
        case Purge():
            yield f"e{act.piece}", 1
        case Review():
            yield from ((f"i{issue}", 1) for issue in act.issues)
            yield from ((f"e{key}", 1) for key in act.evidence)
        case Draw():
            yield f"draw:{act.id}", 1
            yield f"inspection:{act.inspection}", 0
            yield from ((f"i{issue}", 0) for issue in act.issues)
        case LookBack():
            yield f"draw:{act.draw}", 0
            yield f"i{act.issue}", 1


def _touch(db: Door, entry: Entry) -> None:
    seq = entry.seq
    rows = [(name, seq, writes) for name, writes in touched(db, entry.act)]
    db.later("INSERT OR IGNORE INTO touches(thing, entry, writes) VALUES (?, ?, ?)", rows)


_APPLY: dict[type, Callable[[Door, Entry, Any], None]] = {
    CreateLedger: _create_ledger,
    AddInspection: _add_inspection,
    AddAspect: _add_aspect,
    AddIssue: _add_issue,
    AddMeasure: _add_measure,
    LogAction: _log_action,
    Complete: _complete,
    Reopen: _reopen,
    Extend: _extend,
    Assign: _assign,
    Amend: _amend,
    Void: _void,
    Write: _write,
    ImportFile: _import_file,
}
