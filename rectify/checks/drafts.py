"""From a Draft to a Case: what a document says, as rules look at it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from rectify.checks.case import DOCUMENT, Case, Finding, Grid
from rectify.intake.draft import Draft, DraftAction, DraftIssue
from rectify.model.dates import UNKNOWN
from rectify.model.dossier import Deed, Dossier
from rectify.model.terms import Claim, Verdict
from rectify.model.values import Aspect, Issue, Measure


def of_draft(draft: Draft, tables: Iterable[Grid] = ()) -> Case:
    """The case that a document makes, of which these are all tables; ids are positions in the draft, from 1."""
    deeds = [_deed(position, action) for position, action in enumerate(draft.actions, 1)]
    by_issue: defaultdict[int, list[Deed]] = defaultdict(list)
    parts: defaultdict[int, list[int]] = defaultdict(list)
    places = {deed.id: action.place for deed, action in zip(deeds, draft.actions, strict=True)}
    for deed, action in zip(deeds, draft.actions, strict=True):
        for issue in action.issues:
            by_issue[issue].append(deed)
    for position, each in enumerate(draft.issues):
        if each.parent is not None:
            parts[each.parent].append(position + 1)
    names = _names(draft)
    findings = [
        Finding(
            Dossier(_issue(position, each, names[position]), tuple(by_issue[position]), (), _plan(draft, position), ()),
            f"issue {names[position]}, {each.place}",
            status=each.claim_words,
            people="" if " row " in f" {each.place}" else "；".join(filter(None, (each.owner, each.lead))),
            detail=each.detail,
            places={deed.id: f"issue {names[position]}, {places[deed.id]}" for deed in by_issue[position]},
            parts=tuple(parts[position]),
        )
        for position, each in enumerate(draft.issues)
    ]
    facts = draft.inspection
    return Case(
        DOCUMENT,
        findings,
        unit=facts.unit,
        feedback=facts.feedback or facts.end,
        day=facts.report_date.latest if facts.report_date else None,
        aspects=(
            (Aspect(position, 0, each.number, each.title, each.claimed), each.place)
            for position, each in enumerate(draft.aspects, 1)
        ),
        whole=((deed, places[deed.id]) for deed, act in zip(deeds, draft.actions, strict=True) if not act.issues),
        totals=draft.totals,
        narratives=draft.narratives,
        tables=tables,
    )


def _deed(position: int, action: DraftAction) -> Deed:
    return Deed(position, action.text, action.kind, action.date or UNKNOWN, "", action.outcomes, action.rules)


def _names(draft: Draft) -> list[str]:
    """What each issue is called: `3`, `1.3` where numbers restart in each aspect, `3-1` under an issue."""
    again = Counter(each.number for each in draft.issues if each.parent is None)
    names: list[str] = []
    for position, each in enumerate(draft.issues, 1):
        name = each.reference or each.number or f"({position})"
        if each.parent is not None:
            name = f"{names[each.parent]}-{name}"
        elif again[each.number] > 1 and each.aspect is not None and not each.reference:
            name = f"{draft.aspects[each.aspect].number}.{name}"
        names.append(name)
    return names


def _issue(position: int, each: DraftIssue, name: str) -> Issue:
    return Issue(
        id=position + 1,
        inspection=0,
        aspect=each.aspect + 1 if each.aspect is not None else None,
        parent=each.parent + 1 if each.parent is not None else None,
        number=position + 1,
        name=name,
        title=each.title,
        kind=each.kind,
        severity=each.severity,
        owner=each.owner,
        lead=each.lead,
        unit=each.unit,
        supporting=each.supporting,
        acceptance=each.acceptance,
        recommendation=each.recommendation,
        response=each.response,
        claim=Claim(each.claim or Claim.PENDING),
        verdict=Verdict.UNREVIEWED,
        claimed_on=each.completed_on,
        first_deadline=each.deadline,
        deadline=each.deadline,
        due=each.deadline.latest.isoformat() if each.deadline and each.deadline.latest else None,
        actions=0,
        evidence=0,
        void="",
    )


def _plan(draft: Draft, position: int) -> tuple[Measure, ...]:
    return tuple(
        Measure(number, position + 1, each.text, each.standard, each.lead, each.owner, each.deadline, None, "")
        for number, each in enumerate(draft.measures, 1)
        if each.issue == position
    )
