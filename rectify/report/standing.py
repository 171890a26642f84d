"""Where an issue stands, in sentences: its claim and verdict, its deadlines, what is planned, what it came to."""

from datetime import date

from rectify.model.dates import When
from rectify.model.dossier import Dossier
from rectify.model.figures import is_completed, is_overdue, timing
from rectify.model.rules import last_of_reviewer, last_of_unit
from rectify.model.terms import Claim, Verdict
from rectify.model.values import DeadlineRow, Issue, Measure
from rectify.report.case import Case
from rectify.report.counts import is_open

CLAIMED = (Claim.PARTIAL, Claim.SUBSTANTIAL, Claim.COMPLETED, Claim.STANDING)
"""Claims that are worth a date; that an issue is pending or acting is so since nobody knows when."""


def claim(case: Case, issue: Issue, more: str = "", *, verdict: bool = True) -> str:
    """The claim and since when, `more`, and the verdict where there is one, as a sentence without its end."""
    text, tail = case.said(_claimed, issue.claim, issue.claimed_on)
    said = verdict and issue.verdict != Verdict.UNREVIEWED
    return f"{text}{tail}{more}" + (case.say(f"report.verdict-{verdict_of(issue)}") if said else "")


def _claimed(case: Case, claimed: Claim, on: When | None) -> tuple[str, str]:
    """The claim and since when, in two parts where a vague day goes behind."""
    text, day = case.say(f"report.claim-{claimed}"), case.phrases.dated(on)
    if claimed not in CLAIMED:
        return text, ""
    if day and on and "/" not in on.edtf:
        return case.say(f"report.claim-{claimed}-on", date=day), ""
    return text, case.phrases.brackets([day]) if day else case.say("report.date-unknown")


def verdict_of(issue: Issue) -> str:
    """The verdict as it is told; what is accepted of standing work is not closed by it."""
    standing = issue.verdict == Verdict.ACCEPTED and issue.claim == Claim.STANDING
    return "accepted-standing" if standing else issue.verdict.value


def responsible(case: Case, issue: Issue) -> list[str]:
    """Who answers for an issue, post by post; in Chinese without those who answer for all, which was said before."""
    return case.said(_responsible, issue.lead, issue.owner, issue.unit, issue.supporting)


def in_brackets(case: Case, issue: Issue) -> str:
    """The same in brackets."""
    return case.said(_in_brackets, issue.lead, issue.owner, issue.unit, issue.supporting)


def _in_brackets(case: Case, *holders: str) -> str:
    return case.phrases.brackets(_responsible(case, *holders))


def _responsible(case: Case, *holders: str) -> list[str]:
    said = case.survey.shared.items() if case.language == "zh" else ()
    posts = zip(("lead", "owner", "unit", "supporting"), holders, strict=True)
    return [post_held(case, post, who) for post, who in posts if who and (post, who) not in said]


def answers(case: Case, issue: Issue) -> list[str]:
    """Who does the work, in a list: the owner, else the unit in charge."""
    posts = [(post, who) for post, who in (("owner", issue.owner), ("unit", issue.unit)) if who]
    return [post_held(case, post, who) for post, who in posts[:1]]


def post_held(case: Case, post: str, who: str) -> str:
    """`责任人：王某`, `Head of Purchasing, owner`."""
    return case.phrases.post(post, who)


def effect(dossier: Dossier) -> str:
    """What the claim as it stands is said to have come to; empty for nothing."""
    row = last_of_unit(dossier.claims)
    return row.words if row and row.claim == dossier.issue.claim in CLAIMED else ""


def reopened(case: Case, dossier: Dossier) -> str:
    """Why an issue was opened again on which work goes on; empty where it was not."""
    row = last_of_unit(dossier.claims)
    again = row is not None and row.words and row.claim == dossier.issue.claim == Claim.ACTING
    return case.say("report.reopened", reason=row.words) if row and again else ""


def opinion(dossier: Dossier) -> str:
    """What the reviewer said in words, where there is a verdict; empty for nothing."""
    row = last_of_reviewer(dossier.claims)
    return row.words if row and dossier.issue.verdict != Verdict.UNREVIEWED else ""


def overdue_days(case: Case, issue: Issue) -> int:
    """How many days an issue is overdue; 0 where it is not."""
    return case.said(_overdue_days, issue.due, issue.claim, issue.verdict)


def _overdue_days(case: Case, due: str | None, claim: Claim, verdict: Verdict) -> int:
    if due is None or not is_overdue(due, case.day, completed=is_completed(claim, verdict)):
        return 0
    return (case.asked.as_of - date.fromisoformat(due)).days


def came_late(case: Case, issue: Issue) -> bool:
    """Whether an issue was completed after its last deadline; a vague day of completion says nothing."""
    completed = is_completed(issue.claim, issue.verdict)
    return completed and timing(issue.due, issue.claimed_on, case.day, completed=True) == "late"


def due(case: Case, issue: Issue) -> str:
    """The deadline of an issue and how far past it is, of a completed one only if it came too late; else empty."""
    if issue.deadline is None:
        return ""
    if is_completed(issue.claim, issue.verdict):
        return case.said(_missed, issue.deadline) if came_late(case, issue) else ""
    return case.said(_due, issue.deadline, overdue_days(case, issue))


def _missed(case: Case, deadline: When) -> str:
    return case.say("report.due-missed", deadline=case.phrases.dated(deadline) or case.phrases.dated_fully(deadline))


def _due(case: Case, deadline: When, days: int) -> str:
    day = case.phrases.dated(deadline) or case.phrases.dated_fully(deadline)
    if days:
        return case.say("report.late", deadline=day, days=case.phrases.counted("day", days))
    return case.say("report.due-on", deadline=day)


def extended(case: Case, dossier: Dossier) -> str:
    """The first deadline and every extension with its reason and who approved it; empty where there was none."""
    first, *extensions = dossier.deadlines or (None,)
    if first is None or not extensions:
        return ""
    told = case.say("report.then").join(_extension(case, each) for each in extensions if each)
    return case.say("report.extended", first=case.phrases.dated_fully(first.deadline), extensions=told)


def _extension(case: Case, row: DeadlineRow) -> str:
    day = case.phrases.dated(row.date)
    facts = (
        case.say("report.extension-day", date=day) if day else "",
        case.say("report.because", reason=_plain(row.reason)) if row.reason else "",
        case.say("report.approved", by=row.by),
    )
    return case.say("report.extension", deadline=case.phrases.dated_fully(row.deadline)) + case.phrases.brackets(facts)


def planned(case: Case, dossier: Dossier) -> str:
    """What is still planned for an issue that is not completed; empty where nothing is."""
    still = [measure(case, each) for each in dossier.measures if each.completed_on is None]
    if not still or is_completed(dossier.issue.claim, dossier.issue.verdict):
        return ""
    return case.say("report.planned", measures=case.say("report.then").join(still))


def carried_out(case: Case, dossier: Dossier) -> str:
    """The measures that were completed, each with its day; empty where there is none."""
    done = [_done(case, each) for each in dossier.measures if each.completed_on is not None]
    return case.say("report.measures-done", measures=case.say("report.then").join(done)) if done else ""


def _done(case: Case, measure: Measure) -> str:
    day = case.phrases.dated(measure.completed_on)
    return _plain(measure.text) + case.phrases.brackets([case.say("report.measure-done", date=day) if day else ""])


def missing(case: Case, dossier: Dossier) -> list[str]:
    """What the ledger does not hold of an issue and a reader will ask for: actions; of an open one its plan and deadline."""
    acted = bool(dossier.deeds or dossier.told)
    still = is_open(dossier.issue.claim, dossier.issue.verdict)
    if acted and not still:
        return []
    lacks = {
        "actions": not acted,
        "plan": still and all(each.completed_on for each in dossier.measures),
        "deadline": still and dossier.issue.deadline is None,
    }
    return [case.say(f"report.missing-{name}") for name, lacking in lacks.items() if lacking]


def measure(case: Case, planned: Measure) -> str:
    """A measure in one line: what, who, by when, to what standard; of a completed one, when."""
    deadline = planned.deadline and case.phrases.dated(planned.deadline)
    facts = (
        case.say("report.measure-owner", owner=planned.owner or planned.lead) if planned.owner or planned.lead else "",
        case.say("report.measure-due", deadline=deadline) if deadline else "",
        case.say("report.measure-standard", standard=_plain(planned.standard)) if planned.standard else "",
    )
    return _plain(planned.text) + case.phrases.brackets(facts)


def _plain(text: str) -> str:
    """`text` without the mark at its end, to go on behind it."""
    return text.strip().rstrip("。；;")
