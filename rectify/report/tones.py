"""Where an issue stands in one word, and how its cells in a register are toned for writers that show that."""

from rectify.documents.charts import Tone, Toned
from rectify.model.dates import When
from rectify.model.figures import is_closed, is_completed, is_overdue
from rectify.model.terms import Claim, Verdict
from rectify.model.values import Issue
from rectify.report.case import Case

STAGES: dict[str, Tone] = {
    "closed": "closed",
    "done": "done",
    "standing": "standing",
    "acting": "acting",
    "pending": "pending",
    "waived": "plain",
    "late": "late",
}
"""The stages with their tones; each issue stands in exactly one."""

_VERDICTS: dict[str, Tone] = {"accepted": "closed", "returned": "late", "waived": "plain", "unreviewed": "pending"}


def stage(claim: str, verdict: str, due: str | None, day: str) -> str:
    """The stage of an issue on the ISO day `day`: what is overdue is that and nothing else."""
    completed = is_completed(claim, verdict)
    if completed:
        return "closed" if is_closed(claim, verdict) else "done"
    if is_overdue(due, day, completed=completed):
        return "late"
    if verdict == Verdict.WAIVED:
        return "waived"
    return claim if claim in (Claim.STANDING, Claim.PENDING) else "acting"


def cells(case: Case, issue: Issue) -> dict[str, str]:
    """The claim, the verdict and the deadline of an issue as a register says them."""
    return {
        "claim": claim(case, issue.claim, issue.verdict),
        "verdict": verdict(case, issue.verdict),
        "deadline": deadline(case, issue.deadline, issue.claim, issue.verdict, issue.due),
    }


def claim(case: Case, claimed: Claim, said: Verdict) -> str:
    text = case.say(f"terms.claim-{claimed}")
    return Toned(text, STAGES[stage(claimed, said, None, case.day)]) if case.asked.pictures else text


def verdict(case: Case, said: Verdict) -> str:
    text = case.say(f"terms.verdict-{said}")
    return Toned(text, _VERDICTS[said]) if case.asked.pictures else text


def deadline(case: Case, day: When | None, claimed: Claim, said: Verdict, due: str | None) -> str:
    """`due` is the last day that the deadline `day` can mean (ISO)."""
    text = case.phrases.short_date(day)
    if case.asked.pictures and stage(claimed, said, due, case.day) == "late":
        return Toned(text, "late", case.say("report.stage-late"))
    return text
