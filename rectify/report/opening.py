"""How a report begins: its title, who inspected whom and when, and how rectification was organised."""

from collections.abc import Iterator
from itertools import chain, islice

from rectify.documents.document import Block, Heading, Items, Paragraph
from rectify.model.terms import Part
from rectify.model.values import Action
from rectify.report import standing
from rectify.report.case import Case
from rectify.report.outline import written

FEW = 5
"""Up to so many actions are told in running text; more of them stand in a list."""


def title(case: Case, kind: str) -> str:
    """`某局关于县委巡察反馈意见整改进展情况的报告`, as far as the names are known."""
    of = case.inspection
    text = case.say(f"report.title-{kind}", source=case.source)
    return case.say("report.title-of", unit=of.unit, title=text) if of.unit else text


def opening(case: Case) -> Iterator[Block]:
    """What was written for it, else what is known of the inspection; what is not known is left out."""
    by_hand = list(written(case, Part.OPENING))
    yield from by_hand or [Paragraph(case.phrases.run(_opening(case)))]
    if case.asked.withheld:
        yield Paragraph(case.say("report.public"))


def _opening(case: Case) -> Iterator[str]:
    of, dated = case.inspection, case.phrases.dated
    window, feedback = _window(case), dated(of.feedback)
    if of.inspectors or of.authority or window or feedback:
        key = "report.feedback-then" if of.inspectors else "report.feedback"
        values = {
            "order": case.say("report.by-order", authority=of.authority) if of.authority else "",
            "window": window,
            "unit": case.unit,
            "what": _what(case),
            "feedback": case.say(key, date=feedback) if feedback else "",
        }
        if of.inspectors:
            text = case.say("report.inspected", inspectors=of.inspectors, **values)
        else:
            text = case.say("report.underwent", **values)
        yield text[:1].upper() + text[1:]
    if due := dated(of.due):
        yield case.say("report.due", date=due)
    yield case.say("report.position", day=case.today)


def _what(case: Case) -> str:
    """What the inspectors did: `常规巡察`, `internal audit IA-2025-04, Cash and keys`."""
    of = case.inspection
    if case.language == "zh":
        return of.title or of.kind or case.say("report.source-unknown")
    return ", ".join(filter(None, (case.source, of.title if of.kind else "")))


def _window(case: Case) -> str:
    start, end = case.phrases.dated(case.inspection.start), case.phrases.dated(case.inspection.end)
    if start and end:
        return case.say("report.window-both", start=start, end=end)
    if start:
        return case.say("report.window-start", start=start)
    return case.say("report.window-end", end=end) if end else ""


def organisation(case: Case) -> Iterator[Block]:
    """How rectification was organised: what was written, who answers, what was done for the inspection as a whole."""
    yield Heading(1, case.say("report.heading-organisation"))
    by_hand = list(written(case, Part.ORGANISATION))
    said = case.written.get((Part.ORGANISATION, None), "")
    yield from by_hand
    if case.figures.issues:
        of = case.survey
        issues = case.phrases.counted("issue", case.figures.issues)
        sentences = [case.say("report.posts", issues=issues, owned=of.owned, led=of.led, dated=of.dated)]
        if of.shared and case.language == "zh":
            mark = case.say("report.withheld")
            held = [standing.post_held(case, post, who) for post, who in of.shared.items() if who != mark]
            sentences += [case.say("report.posts-shared", posts=case.say("report.then").join(held))] if held else []
        yield Paragraph(case.phrases.run(sentences))
    unsaid = (each for each in case.view.actions(whole=case.inspection.id) if each.text not in said)
    few = list(islice(unsaid, FEW + 1))
    if few:
        yield from _told(case, few, unsaid)
    elif not by_hand:
        yield Paragraph(case.say("report.whole-none"))


def _told(case: Case, first: list[Action], rest: Iterator[Action]) -> Iterator[Block]:
    if len(first) <= FEW and case.language == "zh":
        yield Paragraph(case.phrases.run(map(case.phrases.action, first)))
    else:
        yield Items(map(case.phrases.action, chain(first, rest)))
