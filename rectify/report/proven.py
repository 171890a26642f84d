"""What shows that an issue was put right, and who looked at it: evidence, reviews, looks on site, each a line."""

from rectify.model.dates import When
from rectify.model.dossier import Dossier
from rectify.model.naming import Thing
from rectify.model.rules import REVIEWING
from rectify.model.terms import EvidenceState
from rectify.model.values import Evidence, Issue
from rectify.report.case import Case


def evidence(case: Case, issue: Issue) -> list[str]:
    """Every piece that counts (see `Issue.evidence`) by its name, kind and day; for the public only how many there are."""
    if not issue.evidence:
        return []
    if case.asked.withheld:
        return [case.phrases.counted("evidence", issue.evidence)]
    return [_piece(case, each) for each in case.view.evidence_of(Thing("issue", issue.id)) if _counts(each)]


def _counts(piece: Evidence) -> bool:
    return not piece.void and piece.state not in (EvidenceState.VOID, EvidenceState.REJECTED)


def _piece(case: Case, piece: Evidence) -> str:
    said = [case.say(f"terms.evidence-{piece.kind}"), case.phrases.dated(piece.date)]
    if piece.state == EvidenceState.ACCEPTED:
        said.append(case.say(f"terms.state-{piece.state}"))
    return f"e{piece.id} {piece.name}{case.phrases.brackets(said)}"


def course(case: Case, dossier: Dossier) -> list[str]:
    """What reviewers said and what was found on site, each in its order; for the public without who."""
    say = case.say
    said = [
        _step(case, row.date, row.by, say(f"terms.move-{row.move}"), row.words)
        for row in dossier.claims
        if row.move in REVIEWING
    ]
    found = (row for row in case.view.look_backs(issue=dossier.issue.id) if row.finding)
    return said + [_step(case, row.date, row.by, say(f"report.site-{row.finding}"), row.note) for row in found]


def _step(case: Case, when: When | None, who: str, what: str, note: str) -> str:
    step = what if case.asked.withheld else case.say("report.step-by", who=who, what=what)
    day = case.phrases.dated(when)
    told = case.say("report.dated", date=day, text=step) if day else step
    return case.phrases.sentence(case.say("report.step-noted", step=told, note=note) if note else told)
