"""Issue by issue, aspect by aspect: a paragraph for each in Chinese, the fields of an audit finding in English."""

from collections.abc import Iterator
from itertools import groupby

from rectify.documents.document import Block, Heading, Items, Paragraph
from rectify.model.dossier import Dossier
from rectify.model.rules import last_of_unit
from rectify.model.terms import Part
from rectify.model.values import Aspect, Issue
from rectify.report import standing
from rectify.report.case import Case, called
from rectify.report.counts import is_open
from rectify.report.opening import FEW
from rectify.report.outline import written
from rectify.report.results import aspect_number


def findings(case: Case) -> Iterator[Block]:
    """Every aspect with its issues, also one without any; then the issues under none."""
    told = in_chinese if case.language == "zh" else in_english
    waiting = list(case.aspects)
    places = {each.id: place for place, each in enumerate(waiting)}
    next_place = 0
    for key, dossiers in groupby(case.told(), key=lambda dossier: dossier.issue.aspect):
        place = places.get(key or 0, len(waiting))
        for each in waiting[next_place : place + 1]:
            yield from _aspect(case, each)
        next_place = place + 1
        if key is None and waiting:
            issues = case.phrases.counted("issue", case.of_aspect(None).issues)
            yield Heading(2, case.say("report.aspect-none", issues=issues))
        for dossier in dossiers:
            yield from told(case, dossier)
    for each in waiting[next_place:]:
        yield from _aspect(case, each)


def _aspect(case: Case, aspect: Aspect) -> Iterator[Block]:
    number = case.of_aspect(aspect.id).issues
    issues = case.phrases.counted("issue", number)
    title = aspect.title.rstrip("。")
    yield Heading(2, case.say("report.aspect", title=title, issues=issues), aspect_number(case, aspect))
    if aspect.claimed is not None and aspect.claimed != number:
        yield Paragraph(case.say("report.aspect-claimed", claimed=aspect.claimed, issues=number))
    for part in Part:
        yield from written(case, part, aspect.id)


# ---- in Chinese


def in_chinese(case: Case, dossier: Dossier) -> Iterator[Block]:
    """An issue as one paragraph; where much was done, a list between its beginning and its end."""
    lead = _number(case, dossier.issue) + framed(case, dossier.issue.title)
    before, after = list(_begins(case, dossier)), list(_ends(case, dossier))
    deeds = case.deeds(dossier)
    if len(deeds) <= FEW:
        yield Paragraph(case.phrases.run((*before, *deeds, *after)), lead)
        return
    yield Paragraph(case.phrases.run(before), lead)
    yield Items(deeds)
    if text := case.phrases.run(after):
        yield Paragraph(text)


def _number(case: Case, issue: Issue) -> str:
    key = "report.issue-number" if issue.parent is None else "report.sub-number"
    return case.say(key, number=issue.number)


def framed(case: Case, title: str) -> str:
    """关于“…”的问题。 around the inspectors' words, unless they say so themselves."""
    if title.startswith("关于"):
        return case.say("report.issue-framed", title=title.rstrip("。"))
    return case.say("report.issue", title=title)


def _begins(case: Case, dossier: Dossier) -> Iterator[str]:
    issue, phrases = dossier.issue, case.phrases
    yield standing.claim(case, issue, standing.in_brackets(case, issue)) + phrases.stop
    if text := standing.reopened(case, dossier):
        yield phrases.sentence(text)
    if text := standing.opinion(dossier):
        yield phrases.sentence(case.say("report.labelled", label=case.say("report.follow-up"), text=text))
    extended = standing.extended(case, dossier)
    yield extended
    if not extended or standing.overdue_days(case, issue) or standing.came_late(case, issue):
        yield standing.due(case, issue)
    for key in ("recommendation", "response", "acceptance"):
        if text := getattr(issue, key):
            yield phrases.sentence(case.say("report.labelled", label=case.say(f"report.{key}"), text=text))


def _ends(case: Case, dossier: Dossier) -> Iterator[str]:
    yield standing.carried_out(case, dossier)
    if text := standing.effect(dossier):
        yield case.phrases.sentence(text)
    yield standing.planned(case, dossier)
    if lacking := standing.missing(case, dossier):
        yield case.say("report.missing", what=case.phrases.joined(lacking))


# ---- in English


def in_english(case: Case, dossier: Dossier) -> Iterator[Block]:
    """An issue as auditors write it: rating, finding, recommendation, response, actions, follow-up result, dates."""
    issue = dossier.issue
    yield Heading(3 if issue.parent is None else 4, called(issue), case.say("report.finding-number"))
    rating = case.say(f"terms.severity-{issue.severity}") if issue.severity else case.say("report.unrated")
    yield _field(case, "rating", rating)
    yield _field(case, "finding", issue.title)
    for key in ("recommendation", "response", "acceptance"):
        if text := getattr(issue, key):
            yield _field(case, key, text)
    if posts := standing.responsible(case, issue):
        yield _field(case, "responsible", case.say("report.then").join(posts))
    yield from _actions(case, dossier)
    for key, text in (
        ("status", _status(case, dossier)),
        ("effect", standing.effect(dossier)),
        ("follow-up", _opinion(case, dossier)),
        ("dates", _dates(case, dossier)),
        ("plan", _plan(case, dossier)),
    ):
        if text:
            yield _field(case, key, case.phrases.sentence(text[:1].upper() + text[1:]))


def _field(case: Case, key: str, text: str) -> Paragraph:
    return Paragraph(text, case.say("report.label", label=case.say(f"report.{key}")))


def _actions(case: Case, dossier: Dossier) -> Iterator[Block]:
    deeds = case.deeds(dossier)
    if not deeds:
        yield _field(case, "actions", case.say("report.acted-none"))
        return
    yield _field(case, "actions", "")
    yield Items(deeds)


def _status(case: Case, dossier: Dossier) -> str:
    row = last_of_unit(dossier.claims)
    claimed = row is not None and row.claim == dossier.issue.claim and row.claim in standing.CLAIMED
    by = case.say("report.claimed-by", by=row.by) if row and claimed else ""
    again = standing.reopened(case, dossier)
    told = standing.claim(case, dossier.issue, by, verdict=False)
    return case.say("report.then").join(filter(None, (told, again)))


def _opinion(case: Case, dossier: Dossier) -> str:
    verdict, said = case.say(f"terms.verdict-{standing.verdict_of(dossier.issue)}"), standing.opinion(dossier)
    return case.say("report.labelled", label=verdict, text=said) if said else verdict


def _plan(case: Case, dossier: Dossier) -> str:
    """The measures that were carried out and those that are planned, or that there are none although it is open."""
    told = case.phrases.run((standing.carried_out(case, dossier), standing.planned(case, dossier)))
    still = is_open(dossier.issue.claim, dossier.issue.verdict)
    return told or (case.say("report.planned-none") if still else "")


def _dates(case: Case, dossier: Dossier) -> str:
    """The first deadline and the revised ones, and how far past the last one it is, or was when it was completed."""
    issue = dossier.issue
    if issue.deadline is None:
        return case.say("report.due-none")
    text = standing.extended(case, dossier) or case.phrases.sentence(case.phrases.dated_fully(issue.deadline))
    days = standing.overdue_days(case, issue)
    late = case.say("report.item-late", days=case.phrases.counted("day", days)) if days else ""
    if standing.came_late(case, issue):
        late = case.say("report.missed")
    return case.phrases.run((text, case.phrases.sentence(late[:1].upper() + late[1:]) if late else ""))
