"""The fold: what each act does to the state tables. Total, so that any journal can be replayed.

Every change of an issue goes through `update_issue`, which keeps the tallies that all figures are read from.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

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
from rectify.model.rules import REVIEWING, RHYTHM, START, Move, Standing, result
from rectify.model.terms import Claim, Verdict
from rectify.store.listing import evidence_of

if TYPE_CHECKING:  # a whole journal is seldom folded
    from rectify.store.deferring import Deferring

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
    first, last, entered = when.earliest, when.latest, at[:10]
    if last and (first == last or last.isoformat() <= entered):
        return last.isoformat()
    return max(first.isoformat(), entered) if first else entered


def apply(db: sqlite3.Connection, entry: Entry) -> None:
    """Fold one entry into the state; `Undo` is folded by `reverting`, which needs the journal."""
    _touch(db, entry)
    kind = type(entry.act)
    if kind in _APPLY:
        _APPLY[kind](db, entry, entry.act)
        return
    from rectify.store.proof import APPLY  # late: most acts are of the work, not of its proof

    APPLY[kind](db, entry, entry.act)


def _deferring(db: sqlite3.Connection) -> "Deferring | None":
    """The connection as one on which a whole journal is folded; None where it is none, as in daily use."""
    if type(db) is sqlite3.Connection:
        return None
    from rectify.store.deferring import Deferring  # late: only where there is one

    return db if isinstance(db, Deferring) else None


def later(db: sqlite3.Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Execute a statement for each row: at once, or where a whole journal is folded, when there are many."""
    if whole := _deferring(db):
        whole.later(statement, rows)
    else:
        db.executemany(statement, rows)


# ---- what an act creates -------------------------------------------------------------------------------------------


def insert(db: sqlite3.Connection, table: str, **values: Any) -> None:
    db.execute(_insertion(table, tuple(values)), tuple(values.values()))


@cache
def _insertion(table: str, names: tuple[str, ...]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table}({quoted}) VALUES ({', '.join('?' * len(names))})"


def count_up(db: sqlite3.Connection, name: str, number: int) -> None:
    later(
        db,
        "INSERT INTO counters VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET last = max(last, excluded.last)",
        ((name, number),),
    )


def dated(**dates: When | None) -> dict[str, str | None]:
    """Each date as its two columns: EDTF (or null) and the original words."""
    columns: dict[str, str | None] = {}
    for name, when in dates.items():
        columns[name] = when.edtf if when else None
        columns[f"{name}_words"] = when.words if when else ""
    return columns


def first_day(when: When | None) -> str | None:
    return when.earliest.isoformat() if when and when.earliest else None


def _create_ledger(db: sqlite3.Connection, _: Entry, act: CreateLedger) -> None:
    insert(db, "ledger", id=1, ledger=act.ledger, language=act.language)


def _add_inspection(db: sqlite3.Connection, entry: Entry, act: AddInspection) -> None:
    count_up(db, "inspection", act.id)
    dates = {"start": act.start, "end": act.end, "feedback": act.feedback, "due": act.due}
    texts = {
        name: getattr(act, name) for name in ("code", "title", "unit", "authority", "inspectors", "kind", "numbering")
    }
    columns = {**texts, **dated(**dates), "feedback_from": first_day(act.feedback)}
    columns |= {"review_steps": act.review_steps or 1, "checkers": act.checkers, "signers": act.signers}
    columns["strict"] = "yes" if act.strict else ""
    insert(db, "inspections", id=act.id, entry=entry.seq, **columns, void="")


def _add_aspect(db: sqlite3.Connection, entry: Entry, act: AddAspect) -> None:
    count_up(db, "aspect", act.id)
    insert(db, "aspects", entry=entry.seq, **act._asdict(), void="")


def _add_issue(db: sqlite3.Connection, entry: Entry, act: AddIssue) -> None:
    count_up(db, "issue", act.id)
    values = act._asdict()
    deadline = values.pop("deadline")
    insert(
        db,
        "issues",
        entry=entry.seq,
        **values,
        since=first_day(entry.on) or entry.at[:10],
        claim=START.claim,
        verdict=START.verdict,
        checked=0,
        claimed_words="",
        **_due_from_the_start(deadline),
        actions=0,
        evidence=0,
        open=1,
        void="",
    )
    tally(db, act.id, 1)
    if deadline:
        _insert_deadline(db, entry, act.id, deadline, "")
    if any(values[name] for name in ASSIGNED):
        _assigned(db, entry, act.id, {name: values[name] for name in ASSIGNED})


def _add_measure(db: sqlite3.Connection, entry: Entry, act: AddMeasure) -> None:
    count_up(db, "measure", act.id)
    values = act._asdict()
    dates = dated(deadline=values.pop("deadline"))
    insert(db, "measures", entry=entry.seq, **values, **dates, completed_words="", void="")


def _log_action(db: sqlite3.Connection, entry: Entry, act: LogAction) -> None:
    count_up(db, "action", act.id)
    insert(
        db,
        "actions",
        id=act.id,
        entry=entry.seq,
        inspection=act.inspection,
        whole=int(not act.issues),
        text=act.text,
        kind=act.kind,
        **dated(date=entry.on),
        earliest=first_day(entry.on),
        latest=day(entry.on, entry.at),
        by=entry.by,
        void="",
    )
    db.executemany("INSERT INTO action_issues(issue, action) VALUES (?, ?)", [(issue, act.id) for issue in act.issues])
    db.executemany(
        "INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (act.id, n, o.name, o.quantity, o.unit, int(o.at_least), o.minor, o.currency)
            for n, o in enumerate(act.outcomes)
        ],
    )
    db.executemany("INSERT INTO action_rules VALUES (?, ?, ?)", [(act.id, n, name) for n, name in enumerate(act.rules)])
    for issue in act.issues:
        db.execute("UPDATE issues SET actions = actions + 1 WHERE id = ?", (issue,))
        move(db, entry, issue, Move.ACTION, "")


# ---- what an act changes -------------------------------------------------------------------------------------------


_TALLIED = "inspection, ifnull(aspect, 0), parent IS NOT NULL, claim, verdict, checked, due, review_due, void"
_Tally = tuple[str, tuple[str, ...], tuple[Any, ...]]
"""A table of tallies, the names of its key, and the key."""


def _tallies(row: Sequence[Any]) -> list[_Tally]:
    """Where an issue is counted that stands as `row` says, the columns of _TALLIED. Void issues are in no tally."""
    inspection, aspect, level, claim, verdict, _, due, review_due, void = row
    if void:
        return []
    found: list[_Tally] = [
        ("tallies", ("inspection", "aspect", "level", "claim", "verdict", "checked"), tuple(row[:6]))
    ]
    if due and not is_completed(claim, verdict):
        found.append(("due_tallies", ("inspection", "aspect", "level", "due"), (inspection, aspect, level, due)))
    if review_due:
        found.append(("review_tallies", ("inspection", "level", "due"), (inspection, level, review_due)))
    return found


def tally(db: sqlite3.Connection, issue: int, sign: int) -> None:
    """Count an issue in (+1) or out (-1) as it now stands."""
    for each in _tallies(db.execute(f"SELECT {_TALLIED} FROM issues WHERE id = ?", (issue,)).fetchone()):
        _count(db, each, sign)


def _count(db: sqlite3.Connection, where: _Tally, sign: int) -> None:
    if whole := _deferring(db):
        whole.counts[where] += sign
    else:
        _add(db, where, sign)


def settle(db: sqlite3.Connection) -> None:
    """Write what was kept back while a whole journal was folded."""
    if whole := _deferring(db):
        for where, number in whole.counts.items():
            if number:
                _add(db, where, number)
        whole.counts.clear()
        whole.settle()


def _add(db: sqlite3.Connection, where: _Tally, sign: int) -> None:
    table, names, key = where
    columns, marks = ", ".join(names), ", ".join("?" * len(key))
    (left,) = db.execute(
        f"INSERT INTO {table}({columns}, issues) VALUES ({marks}, ?) "
        f"ON CONFLICT({columns}) DO UPDATE SET issues = issues + excluded.issues RETURNING issues",
        (*key, sign),
    ).fetchone()
    if not left:
        db.execute(f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in names)}", key)


def update_issue(db: sqlite3.Connection, issue: int, **changes: Any) -> None:
    """Set columns of an issue, and keep `open` and the tallies true."""
    before = _tallies(db.execute(f"SELECT {_TALLIED} FROM issues WHERE id = ?", (issue,)).fetchone())
    sets = ", ".join(f'"{name}" = ?' for name in changes)
    *row, was_open = db.execute(
        f'UPDATE issues SET {sets} WHERE id = ? RETURNING {_TALLIED}, "open"', (*changes.values(), issue)
    ).fetchone()
    claim, verdict, *_, void = row[3:]
    if was_open != (is_open := int(not void and not is_completed(claim, verdict))):
        db.execute('UPDATE issues SET "open" = ? WHERE id = ?', (is_open, issue))
    after = _tallies(row)
    for each in before:
        if each not in after:
            _count(db, each, -1)
    for each in after:
        if each not in before:
            _count(db, each, 1)


def standing(db: sqlite3.Connection, issue: int) -> Standing:
    claim, verdict, checked = db.execute("SELECT claim, verdict, checked FROM issues WHERE id = ?", (issue,)).fetchone()
    return Standing(Claim(claim), Verdict(verdict), bool(checked))


def move(db: sqlite3.Connection, entry: Entry, issue: int, what: Move, words: str, *, every: int | None = None) -> None:
    """Move an issue on its axes and keep the step; `every` as in `acts.Complete`."""
    before = standing(db, issue)
    after = result(before, what)
    if after == before and what in (Move.ACTION, Move.RELAPSE):
        return
    latest = day(entry.on, entry.at)
    insert(
        db,
        "claims",
        issue=issue,
        entry=entry.seq,
        move=what,
        claim=after.claim,
        verdict=after.verdict,
        checked=int(after.checked),
        **_rhythm(db, issue, what, after, latest=latest, every=every),
        **dated(date=entry.on),
        latest=latest,
        words=words,
        by=entry.by,
    )
    restore_claim(db, issue)


def _rhythm(
    db: sqlite3.Connection, issue: int, what: Move, after: Standing, *, latest: str, every: int | None
) -> dict[str, int | str | None]:
    """Of standing work: how often it is reviewed, and when next. What was only checked is still due as before."""
    if after.claim is not Claim.STANDING or after.verdict in (Verdict.RETURNED, Verdict.WAIVED):
        return {"every": None, "review_due": None}
    query = "SELECT every, review_due FROM claims WHERE issue = ? ORDER BY entry DESC LIMIT 1"
    before, due = (what in REVIEWING and db.execute(query, (issue,)).fetchone()) or (None, None)
    days = every or before or RHYTHM
    anew = date.fromordinal(min(date.fromisoformat(latest).toordinal() + days, date.max.toordinal())).isoformat()
    return {"every": days, "review_due": due if what is Move.CHECK and due else anew}


def restore_claim(db: sqlite3.Connection, issue: int) -> None:
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


def _complete(db: sqlite3.Connection, entry: Entry, act: Complete) -> None:
    for issue in act.issues:
        move(db, entry, issue, Move(act.claim), act.effect, every=act.every)
    db.executemany(
        "UPDATE measures SET completed_on = ?, completed_words = ?, completed_latest = ? WHERE id = ?",
        [(entry.on.edtf, entry.on.words, day(entry.on, entry.at), measure) for measure in act.measures],
    )


def _reopen(db: sqlite3.Connection, entry: Entry, act: Reopen) -> None:
    for issue in act.issues:
        move(db, entry, issue, Move.REOPEN, act.reason)


def _due(deadline: When | None) -> str | None:
    return deadline.latest.isoformat() if deadline and deadline.latest else None


def _due_from_the_start(deadline: When | None) -> dict[str, str | None]:
    """The columns of a new issue, whose first deadline is the present one."""
    columns = dated(deadline=deadline)
    first = {"first_deadline": columns["deadline"], "first_words": columns["deadline_words"]}
    return {**columns, **first, "due": _due(deadline), "first_due": _due(deadline)}


def _insert_deadline(db: sqlite3.Connection, entry: Entry, issue: int, deadline: When, reason: str) -> None:
    insert(
        db,
        "deadlines",
        issue=issue,
        entry=entry.seq,
        **dated(deadline=deadline, date=entry.on),
        due=_due(deadline),
        reason=reason,
        latest=day(entry.on, entry.at),
        by=entry.by,
    )


def restore_deadline(db: sqlite3.Connection, issue: int) -> None:
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


def _extend(db: sqlite3.Connection, entry: Entry, act: Extend) -> None:
    for issue in act.issues:
        _insert_deadline(db, entry, issue, act.deadline, act.reason)
        restore_deadline(db, issue)


def _assigned(db: sqlite3.Connection, entry: Entry, issue: int, posts: dict[str, str]) -> None:
    latest = day(entry.on, entry.at)
    insert(db, "assignments", issue=issue, entry=entry.seq, **posts, **dated(date=entry.on), latest=latest)


def _assign(db: sqlite3.Connection, entry: Entry, act: Assign) -> None:
    for issue in act.issues:
        now = db.execute("SELECT owner, lead, unit, supporting FROM issues WHERE id = ?", (issue,)).fetchone()
        posts = {name: getattr(act, name) or old for name, old in zip(ASSIGNED, now, strict=True)}
        _assigned(db, entry, issue, posts)
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


def set_columns(db: sqlite3.Connection, target: Thing, columns: dict[str, Any]) -> None:
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


def _redated(db: sqlite3.Connection, action: int, when: When) -> dict[str, str | None]:
    """The days of an action that is now known to have happened `when`; the claims that it made go with it."""
    seq, at = _entered(db, "actions", action)
    latest = day(when, at)
    db.execute(
        "UPDATE claims SET date = ?, date_words = ?, latest = ? WHERE entry = ?", (when.edtf, when.words, latest, seq)
    )
    for (issue,) in db.execute("SELECT issue FROM claims WHERE entry = ?", (seq,)).fetchall():
        restore_claim(db, issue)
    return {"earliest": first_day(when), "latest": latest}


def _redated_evidence(db: sqlite3.Connection, evidence: int, when: When) -> dict[str, str | None]:
    return {"latest": day(when, _entered(db, "evidence", evidence)[1])}


def _entered(db: sqlite3.Connection, table: str, key: int) -> tuple[int, str]:
    """The entry that made a thing, and when it was entered."""
    query = f"SELECT seq, json_extract(body, '$.at') FROM {table} x JOIN entry ON seq = x.entry WHERE x.id = ?"
    seq, at = db.execute(query, (key,)).fetchone()
    return seq, at


def _amend(db: sqlite3.Connection, entry: Entry, act: Amend) -> None:
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


def _void(db: sqlite3.Connection, _: Entry, act: Void) -> None:
    set_void(db, act.thing, act.reason)


def set_void(db: sqlite3.Connection, name: str, reason: str) -> None:
    target = thing(name)
    assert target is not None
    set_columns(db, target, {"void": reason})
    if target.kind == "action":
        db.execute(
            "UPDATE issues SET actions = actions + ? WHERE id IN (SELECT issue FROM action_issues WHERE action = ?)",
            (-1 if reason else 1, target.id),
        )
    recount_evidence(db, target)


def recount_evidence(db: sqlite3.Connection, target: Thing) -> None:
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


def _write(db: sqlite3.Connection, entry: Entry, act: Write) -> None:
    insert(
        db,
        "narratives",
        inspection=act.inspection,
        part=act.part,
        aspect=act.aspect or 0,
        public=int(bool(act.public)),
        entry=entry.seq,
        text=act.text,
        latest=day(entry.on, entry.at),
    )


def _import_file(db: sqlite3.Connection, entry: Entry, act: ImportFile) -> None:
    insert(db, "imports", entry=entry.seq, name=act.name, sha256=act.sha256, size=act.size, format=act.format)


# ---- what stands on what -------------------------------------------------------------------------------------------


def touched(db: sqlite3.Connection, entry: Entry) -> Iterator[tuple[Thing, bool]]:  # noqa: C901, PLR0912 - one case an act
    """The things that an act creates or changes (True) or only leans on (False)."""
    act = entry.act
    match act:
        case AddInspection():
            yield Thing("inspection", act.id), True
        case AddAspect():
            yield Thing("aspect", act.id), True
            yield Thing("inspection", act.inspection), False
        case AddIssue():
            yield Thing("issue", act.id), True
            yield (Thing("aspect", act.aspect) if act.aspect else Thing("inspection", act.inspection)), False
            if act.parent:
                yield Thing("issue", act.parent), False
        case AddMeasure():
            yield Thing("measure", act.id), True
            yield Thing("issue", act.issue), False
        case LogAction():
            yield Thing("action", act.id), True
            for issue in act.issues:
                yield Thing("issue", issue), standing(db, issue).claim is Claim.PENDING
            if not act.issues:
                yield Thing("inspection", act.inspection), False
        case Complete():
            for issue in act.issues:
                yield Thing("issue", issue), True
            for measure in act.measures:
                yield Thing("measure", measure), True
        case Reopen() | Extend() | Assign():
            for issue in act.issues:
                yield Thing("issue", issue), True
        case Amend() | Void():
            target = thing(act.thing)
            assert target is not None
            yield target, True
            if isinstance(act, Amend) and target.kind == "issue" and act.fields.get("aspect"):
                yield Thing("aspect", int(act.fields["aspect"])), False
        case Write():
            yield Thing("inspection", act.inspection), False
            if act.aspect:
                yield Thing("aspect", act.aspect), False
        case _:
            yield from _touched_by_proof(act)


def _touched_by_proof(act: Act) -> Iterator[tuple[Thing, bool]]:
    match act:
        case Attach():
            yield Thing("evidence", act.id), True
            yield from ((target, False) for each in act.things if (target := thing(each)))
        case Purge():
            yield Thing("evidence", act.piece), True
        case Review():
            yield from ((Thing("issue", issue), True) for issue in act.issues)
            yield from ((Thing("evidence", key), True) for key in act.evidence)
        case Draw():
            yield Thing("draw", act.id), True
            yield Thing("inspection", act.inspection), False
            yield from ((Thing("issue", issue), False) for issue in act.issues)
        case LookBack():
            yield Thing("draw", act.draw), False
            yield Thing("issue", act.issue), True


def _touch(db: sqlite3.Connection, entry: Entry) -> None:
    rows = [(str(target), entry.seq, int(writes)) for target, writes in touched(db, entry)]
    later(db, "INSERT OR IGNORE INTO touches(thing, entry, writes) VALUES (?, ?, ?)", rows)


_APPLY: dict[type, Callable[[sqlite3.Connection, Entry, Any], None]] = {
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
