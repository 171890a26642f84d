"""Takes acts out of the state again: the mirror of `projection`, one function for each act."""

from collections.abc import Callable, Iterable
from typing import Any

from rectify.acts import (
    AddAspect,
    AddInspection,
    AddIssue,
    AddMeasure,
    Amend,
    Assign,
    Complete,
    Entry,
    Extend,
    ImportFile,
    LogAction,
    Reopen,
    Void,
    Write,
)
from rectify.model.naming import Thing, thing
from rectify.store.door import Door
from rectify.store.projection import (
    ASSIGNED,
    amended_columns,
    count_out,
    restore_claim,
    restore_deadline,
    set_columns,
    set_void,
    update_issue,
)


def revert(db: Door, entries: Iterable[Entry], undone_by: int) -> None:
    """Take the acts of `entries` out of the state, last first; nothing that lives stands on them."""
    for entry in sorted(entries, reverse=True, key=lambda entry: entry.seq):
        _reverting(type(entry.act))(db, entry, entry.act)
        db.execute("INSERT INTO undone(entry, undone_by) VALUES (?, ?)", (entry.seq, undone_by))


def _reverting(kind: type) -> Callable[[Door, Entry, Any], None]:
    if kind in _REVERT:
        return _REVERT[kind]
    from rectify.store.proof import REVERT  # late: as in `projection`

    return REVERT[kind]


def _deleted_from(table: str) -> Callable[[Door, Entry, Any], None]:
    def delete(db: Door, _: Entry, act: Any) -> None:
        db.execute(f"DELETE FROM {table} WHERE id = ?", (act.id,))

    return delete


def _unadd_issue(db: Door, _: Entry, act: AddIssue) -> None:
    count_out(db, act.id)
    for table in ("deadlines", "assignments"):
        db.execute(f"DELETE FROM {table} WHERE issue = ?", (act.id,))
    with db.found_anew(Thing("issue", act.id)):
        db.execute("DELETE FROM issues WHERE id = ?", (act.id,))


def _unadd_measure(db: Door, _: Entry, act: AddMeasure) -> None:
    with db.found_anew(Thing("measure", act.id)):
        db.execute("DELETE FROM measures WHERE id = ?", (act.id,))


def _unlog_action(db: Door, entry: Entry, act: LogAction) -> None:
    with db.found_anew(Thing("action", act.id)):
        for table in ("outcomes", "action_rules", "action_issues"):
            db.execute(f"DELETE FROM {table} WHERE action = ?", (act.id,))
        db.execute("DELETE FROM actions WHERE id = ?", (act.id,))
    for issue in act.issues:
        db.execute("UPDATE issues SET actions = actions - 1 WHERE id = ?", (issue,))
    _unmove(db, entry, act)


def _unmove(db: Door, entry: Entry, act: Complete | Reopen | LogAction) -> None:
    for issue in act.issues:
        db.execute("DELETE FROM claims WHERE issue = ? AND entry = ?", (issue, entry.seq))
        restore_claim(db, issue)


def _uncomplete(db: Door, entry: Entry, act: Complete) -> None:
    _unmove(db, entry, act)
    for measure in act.measures:
        db.execute(
            "UPDATE measures SET completed_on = NULL, completed_words = '', completed_latest = NULL WHERE id = ?",
            (measure,),
        )


def _unextend(db: Door, entry: Entry, act: Extend) -> None:
    for issue in act.issues:
        db.execute("DELETE FROM deadlines WHERE issue = ? AND entry = ?", (issue, entry.seq))
        restore_deadline(db, issue)


def _unassign(db: Door, entry: Entry, act: Assign) -> None:
    for issue in act.issues:
        db.execute("DELETE FROM assignments WHERE issue = ? AND entry = ?", (issue, entry.seq))
        posts = db.execute(
            "SELECT owner, lead, unit, supporting FROM assignments WHERE issue = ? ORDER BY entry DESC LIMIT 1",
            (issue,),
        ).fetchone() or ("",) * len(ASSIGNED)
        update_issue(db, issue, **dict(zip(ASSIGNED, posts, strict=True)))


def _unamend(db: Door, entry: Entry, act: Amend) -> None:
    target = thing(act.thing)
    assert target is not None
    key = (act.thing, entry.seq)
    old = dict(db.execute("SELECT field, old FROM changes WHERE thing = ? AND entry = ?", key).fetchall())
    db.execute("DELETE FROM changes WHERE thing = ? AND entry = ?", key)
    set_columns(db, target, amended_columns(target, old))


def _unvoid(db: Door, _: Entry, act: Void) -> None:
    set_void(db, act.thing, "")


def _unwrite(db: Door, entry: Entry, act: Write) -> None:
    db.execute(
        "DELETE FROM narratives WHERE inspection = ? AND part = ? AND aspect = ? AND entry = ?",
        (act.inspection, act.part, act.aspect or 0, entry.seq),
    )


def _unimport(db: Door, entry: Entry, _: ImportFile) -> None:
    db.execute("DELETE FROM imports WHERE entry = ?", (entry.seq,))


_REVERT: dict[type, Callable[[Door, Entry, Any], None]] = {
    AddInspection: _deleted_from("inspections"),
    AddAspect: _deleted_from("aspects"),
    AddIssue: _unadd_issue,
    AddMeasure: _unadd_measure,
    LogAction: _unlog_action,
    Complete: _uncomplete,
    Reopen: _unmove,
    Extend: _unextend,
    Assign: _unassign,
    Amend: _unamend,
    Void: _unvoid,
    Write: _unwrite,
    ImportFile: _unimport,
}
