"""Registers of this ledger that come back: known again, and compared with what was sent out and with what it says today."""

from datetime import date

from rectify.acts import Entry, ImportFile
from rectify.cli.ledgers import reading, record
from rectify.cli.session import Session
from rectify.documents.reading import Source
from rectify.errors import NotFound, Refused
from rectify.ledger import Ledger
from rectify.model.returned import Returned
from rectify.report import Asked, HeadLine, View
from rectify.report.case import Case
from rectify.report.returned import returned
from rectify.report.sent import Sent, Version, sent


def back(session: Session, source: Source) -> Returned | None:
    """What a file changes that this ledger sent out; None for any other file."""
    found = sent(source.document)
    if found is None:
        return None
    try:
        ledger = reading(session)
    except NotFound:
        return None
    with ledger:
        return _compared(session, ledger, found) if ledger.view().ledger_id() == found.ledger else None


def _compared(session: Session, ledger: Ledger, found: Sent) -> Returned:
    view = ledger.view()
    last = view.last_entry()
    newest = max((row.version for row in found.rows if row.version), key=lambda version: version.entry)
    if newest.entry > last:
        raise Refused("returned-newer", entry=newest.entry, last=last)
    first = next(row.issue for row in found.rows if row.version)
    issue = view.issue(first)
    inspection = view.inspection(issue.inspection) if issue else view.inspections()[-1]

    def case(of: View, version: Version) -> Case:
        day = date.fromisoformat(version.day) if version.day else session.world.today()
        head = HeadLine(version.entry, "", found.ledger)
        return Case(of, Asked(inspection, day, found.language, head, dated=bool(version.day)))

    def before(version: Version) -> Case:
        day = date.fromisoformat(version.day) if version.day else None
        known = ledger.view(day) if version.entry == last else ledger.view_at_entry(version.entry, day)
        return case(known, version)

    return returned(found, case(view, Version(found.ledger, last, "")), before, last)


def put(
    session: Session, back: Returned, act: ImportFile, content: bytes, *, conflict: str, by: str | None
) -> list[Entry]:
    """Takes over what was changed; what is not taken over, and what somebody else changed too, is told first."""
    from rectify.deciding.returning import take_over
    from rectify.store.files import pack
    from rectify.view.screens.returned import change, left

    for each in back.conflicts:
        session.note(session.visible(change(session.language, each)))
    for each in back.left:
        session.note(session.visible(left(session.language, each)))
    return record(
        session,
        take_over,
        back,
        act,
        by=by,
        files=(pack(content),) if act.kept else (),
        conflict=conflict,
        language=session.language,
    )


def told(session: Session, name: str, back: Returned, entries: list[Entry]) -> str:
    """What came of it, in one sentence."""
    if not entries:
        return session.visible(session.say("draft.returned-nothing", name=name))
    return session.visible(session.say("draft.returned", name=name, changes=len(back.changes), fresh=len(back.fresh)))
