"""The fold of what proves the work, and its mirror: evidence and what becomes of it."""

from collections.abc import Callable
from typing import Any

from rectify.acts import Attach, Draw, Entry, GiveHead, LookBack, Purge, Review
from rectify.model.naming import Thing
from rectify.model.rules import Move
from rectify.model.terms import EvidenceState, Finding, Opinion, Verdict
from rectify.store.door import Door
from rectify.store.projection import dated, day, move, recount_evidence, restore_claim


def _attach(db: Door, entry: Entry, act: Attach) -> None:
    db.count_up("evidence", act.id)
    db.insert(
        "evidence",
        id=act.id,
        entry=entry.seq,
        inspection=act.inspection,
        name=act.name,
        sha256=act.sha256,
        size=act.size,
        kind=act.kind,
        reference=int(bool(act.reference)),
        **dated(date=entry.on),
        latest=day(entry.on, entry.at),
        by=entry.by,
        state=EvidenceState.DRAFT,
        purged="",
        void="",
    )
    db.executemany("INSERT INTO evidence_links VALUES (?, ?)", [(thing, act.id) for thing in act.things])
    recount_evidence(db, Thing("evidence", act.id))


def _unattach(db: Door, _: Entry, act: Attach) -> None:
    db.execute("UPDATE evidence SET state = ? WHERE id = ?", (EvidenceState.REJECTED, act.id))
    recount_evidence(db, Thing("evidence", act.id))
    db.execute("DELETE FROM evidence_links WHERE evidence = ?", (act.id,))
    db.execute("DELETE FROM evidence WHERE id = ?", (act.id,))


def _purge(db: Door, _: Entry, act: Purge) -> None:
    """Whatever else is the same file has lost its content too."""
    db.execute("UPDATE evidence SET purged = ? WHERE sha256 = ? AND purged = ''", (act.reason, act.sha256))


def _review(db: Door, entry: Entry, act: Review) -> None:
    step = {"check": Move.CHECK, "sign": Move.SIGN}.get(act.step, Move.ACCEPT)
    what = step if act.opinion == Opinion.ACCEPT else Move(act.opinion)
    for issue in act.issues:
        move(db, entry, issue, what, act.note, every=act.every)
        _reviewed(db, entry, act, Thing("issue", issue), _VERDICTS[Opinion(act.opinion)])
    for key in act.evidence:
        state = EvidenceState.ACCEPTED if act.opinion == Opinion.ACCEPT else EvidenceState.REJECTED
        _reviewed(db, entry, act, Thing("evidence", key), state)
        _restore_state(db, key)


_VERDICTS = {Opinion.ACCEPT: Verdict.ACCEPTED, Opinion.RETURN: Verdict.RETURNED, Opinion.WAIVE: Verdict.WAIVED}


def _reviewed(db: Door, entry: Entry, act: Review, target: Thing, verdict: str) -> None:
    db.insert(
        "reviews",
        thing=str(target),
        entry=entry.seq,
        step=act.step,
        verdict=verdict,
        note=act.note,
        **dated(date=entry.on),
        latest=day(entry.on, entry.at),
        by=entry.by,
    )


def _restore_state(db: Door, key: int) -> None:
    """A piece of evidence stands where its newest review put it."""
    query = "SELECT verdict FROM reviews WHERE thing = ? ORDER BY entry DESC LIMIT 1"
    row = db.execute(query, (f"e{key}",)).fetchone() or (EvidenceState.DRAFT,)
    db.execute("UPDATE evidence SET state = ? WHERE id = ?", (*row, key))
    recount_evidence(db, Thing("evidence", key))


def _unreview(db: Door, entry: Entry, act: Review) -> None:
    db.execute(
        "DELETE FROM claims WHERE entry = ? AND issue IN (SELECT value FROM json_each(?))",
        (entry.seq, str([*act.issues])),
    )
    for target in (*(f"i{key}" for key in act.issues), *(f"e{key}" for key in act.evidence)):
        db.execute("DELETE FROM reviews WHERE thing = ? AND entry = ?", (target, entry.seq))
    for issue in act.issues:
        restore_claim(db, issue)
    for key in act.evidence:
        _restore_state(db, key)


def _draw(db: Door, entry: Entry, act: Draw) -> None:
    db.count_up("draw", act.id)
    values = act._asdict()
    issues = values.pop("issues")
    db.insert("draws", entry=entry.seq, **values, by=entry.by, **dated(date=entry.on), latest=day(entry.on, entry.at))
    db.executemany(
        "INSERT INTO look_backs(draw, issue, place, finding, note, \"by\", date_words) VALUES (?, ?, ?, '', '', '', '')",
        [(act.id, issue, place) for place, issue in enumerate(issues, 1)],
    )


def _undraw(db: Door, _: Entry, act: Draw) -> None:
    db.execute("DELETE FROM look_backs WHERE draw = ?", (act.id,))
    db.execute("DELETE FROM draws WHERE id = ?", (act.id,))


def _look_back(db: Door, entry: Entry, act: LookBack) -> None:
    _found(
        db, act, act.finding, act.note, entry.by, (entry.on.edtf, entry.on.words, day(entry.on, entry.at), entry.seq)
    )
    if act.finding != Finding.HOLDS:
        move(db, entry, act.issue, Move.RELAPSE, act.note)


def _unlook_back(db: Door, entry: Entry, act: LookBack) -> None:
    _found(db, act, "", "", "", (None, "", None, None))
    db.execute("DELETE FROM claims WHERE issue = ? AND entry = ?", (act.issue, entry.seq))
    restore_claim(db, act.issue)


def _found(db: Door, act: LookBack, *values: Any) -> None:
    finding, note, by, when = values
    db.execute(
        'UPDATE look_backs SET finding = ?, note = ?, "by" = ?, date = ?, date_words = ?, latest = ?, entry = ? '
        "WHERE draw = ? AND issue = ?",
        (finding, note, by, *when, act.draw, act.issue),
    )


def _give_head(db: Door, entry: Entry, act: GiveHead) -> None:
    db.insert(
        "given_heads",
        entry=entry.seq,
        seq=act.seq,
        chain=act.chain,
        text=act.text,
        recipient=act.to,
        by=entry.by,
        **dated(date=entry.on),
        latest=day(entry.on, entry.at),
    )


def _ungive_head(db: Door, entry: Entry, _: GiveHead) -> None:
    db.execute("DELETE FROM given_heads WHERE entry = ?", (entry.seq,))


Fold = Callable[[Door, Entry, Any], None]

APPLY: dict[type, Fold] = {
    Attach: _attach,
    Purge: _purge,
    Review: _review,
    Draw: _draw,
    LookBack: _look_back,
    GiveHead: _give_head,
}
REVERT: dict[type, Fold] = {
    Attach: _unattach,
    Review: _unreview,
    Draw: _undraw,
    LookBack: _unlook_back,
    GiveHead: _ungive_head,
}
"""Purging is not in it: what is gone cannot be brought back, so no decision takes it back."""
