"""What is still to be done: next steps, and the lists of what is late, due soon, open or standing."""

from collections.abc import Iterator
from datetime import timedelta

from rectify.documents.document import Block, Heading, Items, Paragraph
from rectify.model.terms import Claim, Part, Verdict
from rectify.model.values import Issue
from rectify.report import standing
from rectify.report.case import Case, called
from rectify.report.counts import is_open
from rectify.report.outline import written

SOON = timedelta(days=30)
_TOLD = ("title", "owner", "unit", "deadline")
"""What is read of an issue for a list, besides where it stands."""


def next_steps(case: Case) -> Iterator[Block]:
    """What was written by hand, and below it what is open and what goes on, so that none of it is only hinted at.

    Where nothing was written, the look-back at what is completed too.
    """
    yield Heading(1, case.say("report.heading-next"))
    by_hand = list(written(case, Part.NEXT))
    yield from by_hand
    of = case.figures
    if not by_hand or case.survey.open or of.standing:
        yield from remaining(case)
    if not by_hand:
        yield from _going_on(case)


def _going_on(case: Case) -> Iterator[Block]:
    of = case.figures
    sentences = (
        case.say("report.standing-go-on") if of.standing else "",
        case.say("report.look-back", n=of.completed) if of.completed else "",
    )
    if text := case.phrases.run(sentences):
        yield Paragraph(text)


def remaining(case: Case) -> Iterator[Block]:
    """The issues that are open, and the standing ones, which never end."""
    opened = case.survey.open
    if not opened and not case.figures.standing:
        yield Paragraph(case.phrases.run((case.say("report.open-none"), case.say("report.standing-none"))))
        return
    still = (issue for issue in case.issues(fields=_TOLD, open=True, level=0) if is_open(issue.claim, issue.verdict))
    yield from _list(case, "open", opened, still)
    yield from stands(case)


def stands(case: Case) -> Iterator[Block]:
    """The standing issues."""
    yield from _list(
        case, "standing", case.figures.standing, case.issues(fields=_TOLD, claim=Claim.STANDING.value, level=0)
    )


def returned(case: Case) -> Iterator[Block]:
    """The issues that a reviewer has returned."""
    yield from _list(
        case, "returned", case.figures.returned, case.issues(fields=_TOLD, verdict=Verdict.RETURNED.value, level=0)
    )


def late(case: Case) -> Iterator[Block]:
    """What is overdue, and what will be within thirty days."""
    until = case.asked.as_of + SOON
    first, final = case.day, until.isoformat()
    yield from _list(case, "late", case.figures.overdue, case.issues("due", _TOLD, overdue=True, level=0))
    number = case.view.due_between(first, final, case.inspection.id)
    soon = case.issues("due", _TOLD, open=True, due_from=first, due_to=final, level=0)
    yield from _list(case, "soon", number, soon, until=case.phrases.day(until))


def _list(case: Case, key: str, number: int, issues: Iterator[Issue], **values: str) -> Iterator[Block]:
    """A sentence that says how many there are, and the list of them; only the sentence where there is none."""
    if not number:
        yield Paragraph(case.say(f"report.{key}-none", **values))
        return
    yield Paragraph(case.say(f"report.{key}-list", n=number, **values))
    yield Items(_item(case, issue) for issue in issues)


def _item(case: Case, issue: Issue) -> str:
    """An issue in a list: its name, its title, where it stands, by when, who answers."""
    days = standing.overdue_days(case, issue)
    deadline = case.phrases.dated(issue.deadline) or (issue.deadline and case.phrases.dated_fully(issue.deadline))
    facts = (
        case.say(f"terms.claim-{issue.claim}"),
        case.say("report.item-due", deadline=deadline) if deadline else case.say("report.item-no-due"),
        case.say("report.item-late", days=case.phrases.counted("day", days)) if days else "",
        *standing.answers(case, issue),
    )
    return case.say("report.item", name=called(issue), title=issue.title, facts=case.phrases.brackets(facts))
