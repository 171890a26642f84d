"""The results as figures: totals with their zero lines, what changed, aspects side by side, what was done."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from rectify.documents.document import Block, Column, Items, Paragraph, Table
from rectify.model.figures import Figures
from rectify.model.quantities import Total
from rectify.report.case import Case, called
from rectify.report.counts import BANDS, NAMED, Rated
from rectify.report.outline import ordinal

if TYPE_CHECKING:
    from rectify.model.values import Aspect

FEW = 12
"""Up to so many sums, or names of rules, stand in a sentence; more of them in a list."""


def totals(case: Case) -> Iterator[Block]:
    """How many there are and how they stand, zero lines included."""
    of = case.figures
    if not of.issues:
        yield Paragraph(case.say("report.totals-none", day=case.today))
        return
    text = case.say("report.totals", what=_what(case), day=case.today, completed=of.completed, percent=of.percent)
    yield Paragraph(case.phrases.run((text, _since(case))))
    more = of.claims["completed"] - of.completed
    extra = case.say("report.claims-more", n=more) if more else ""
    yield Paragraph(case.phrases.run((case.say("report.claims", **of.claims), extra)))
    verdicts = ("closed", "unreviewed", "returned", "waived", "overdue")
    yield Paragraph(case.say("report.verdicts", **{name: getattr(of, name) for name in verdicts}))
    if case.looked_back.drawn:
        looked = case.looked_back
        values = {**looked._asdict(), "waiting": looked.waiting, "percent": looked.percent}
        yield Paragraph(case.say("report.looked-back", **values))
    if case.sub.issues:
        sub = case.sub
        issues = case.phrases.counted("sub-issue", sub.issues)
        values = {"completed": sub.completed, "percent": sub.percent, "overdue": sub.overdue}
        yield Paragraph(case.say("report.sub", issues=issues, **values))


def listed(case: Case) -> Iterator[Block]:
    """The totals of all issues; where only some are asked for, how many those are."""
    if not case.asked.only:
        yield from totals(case)
    elif case.asked.whose:
        yield Paragraph(case.say("report.only-whose", whose=case.asked.whose, n=len(case.asked.only)))
    else:
        yield Paragraph(case.say("report.only", n=len(case.asked.only)))


def _what(case: Case) -> str:
    issues = case.phrases.counted("issue", case.figures.issues)
    if not case.aspects:
        return issues
    aspects = case.phrases.counted("aspect", len(case.aspects))
    return case.say("report.in-aspects", aspects=aspects, issues=issues)


def _since(case: Case) -> str:
    """What has come since the last report: the change, and what it is made of."""
    if case.asked.since is None:
        return ""
    keys, gained, lost = case.changes
    names = [called(issue) for issue in map(case.view.issue, keys) if issue]
    told = case.say("report.since-names", names=case.phrases.joined(names)) if 0 < gained <= NAMED else ""
    since, change = case.phrases.day(case.asked.since), f"{gained - lost:+}"
    return case.say("report.since", since=since, change=change, gained=gained, names=told, lost=lost)


# ---- aspects, ratings and ages side by side


def aspects(case: Case) -> Iterator[Block]:
    """A table of the aspects, where there are several."""
    under_none = case.of_aspect(None)
    if len(case.aspects) + bool(under_none.issues) < 2:  # noqa: PLR2004 - one is no comparison
        return
    names = ("issues", "done", "closed", "standing", "overdue", "percent")
    columns = (_column(case, "aspect"), *(_column(case, name, right=True) for name in names))
    yield Table(columns, _aspect_rows(case, under_none))


def _column(case: Case, name: str, *, right: bool = False) -> Column:
    return Column(case.say(f"report.column-{name}"), "right" if right else "left")


def _aspect_rows(case: Case, under_none: Figures) -> Iterator[tuple[str, ...]]:
    for each in case.aspects:
        yield (aspect_name(case, each), *_cells(case.of_aspect(each.id)))
    if under_none.issues:
        yield (case.say("report.no-aspect"), *_cells(under_none))
    yield (case.say("report.total"), *_cells(case.figures))


def aspect_name(case: Case, aspect: "Aspect") -> str:
    """`第一方面，聚焦作风建设`, `Area 1: Procurement`."""
    return aspect_number(case, aspect) + aspect.title.rstrip("。")


def aspect_number(case: Case, aspect: "Aspect") -> str:
    return case.say("report.aspect-number", number=ordinal(case.language, aspect.number))


def _cells(of: Figures) -> tuple[str, ...]:
    return (*map(str, (of.issues, of.completed, of.closed, of.standing, of.overdue)), of.percent)


def ratings(case: Case) -> Iterator[Block]:
    """A table of how the issues of each rating stand, and one of how long they have been open."""
    if not case.figures.issues:
        return
    names = ("issues", "done", "overdue")
    heads = [_column(case, name, right=True) for name in names]
    heads.insert(2, Column(case.say("report.open"), "right"))
    yield Table((Column(case.say("report.by-rating")), *heads), _rating_rows(case))
    bands = (Column(case.say(f"report.band-{name}"), "right") for name in BANDS)
    ages = ("age-open", case.survey.ages), ("age-late", case.survey.late)
    rows = tuple((case.say(f"report.{key}"), *(str(counts[name]) for name in BANDS)) for key, counts in ages)
    yield Table((Column(case.say("report.ageing")), *bands), rows)
    yield Paragraph(case.say("report.ageing-basis"))


def _rating_rows(case: Case) -> Iterator[tuple[str, ...]]:
    for rating, counts in case.survey.ratings.items():
        label = case.say(f"terms.severity-{rating}") if rating else case.say("report.unrated")
        yield (label, *map(str, counts))
    of = case.figures
    total = Rated(of.issues, of.completed, case.survey.open, of.overdue)
    yield (case.say("report.total"), *map(str, total))


# ---- what was done


def work(case: Case, first: str = "") -> Iterator[Block]:
    """What was done from the day `first` (ISO) on, counted: actions by kind with their zeros, outcomes, money, rules."""
    of = case.done(first)
    say, joined = case.say, case.phrases.joined
    kinds = joined(say("report.kind", kind=say(f"terms.action-{kind}"), n=n) for kind, n in of.kinds.items())
    if first and case.asked.since:
        since = case.phrases.day(case.asked.since)
        yield Paragraph(say("report.kinds-since", since=since, n=of.actions, kinds=kinds))
    else:
        yield Paragraph(say("report.kinds", n=of.actions, kinds=kinds))
    yield from _sums(case, "outcomes", of.outcomes)
    if case.asked.withheld and case.asked.withheld.amounts:
        yield Paragraph(say("report.money-withheld"))
    else:
        yield from _sums(case, "money", of.money)
    yield from _rules(case, of.rules, first)


def after(case: Case) -> str:
    """The first day of the period (ISO): the one after the last report; empty where there was none."""
    return (case.asked.since + timedelta(days=1)).isoformat() if case.asked.since else ""


def _sums(case: Case, key: str, found: list[Total]) -> Iterator[Block]:
    told = map(case.phrases.outcome, found)
    if not found:
        yield Paragraph(case.say(f"report.{key}-none"))
    elif len(found) <= FEW:
        yield Paragraph(case.say(f"report.{key}", **{key: case.phrases.joined(told)}))
    else:
        yield from _listed(case.say(f"report.{key}-list", n=len(found)), told)


def _listed(text: str, items: Iterable[str]) -> Iterator[Block]:
    yield Paragraph(text)
    yield Items(items)


def _rules(case: Case, number: int, first: str) -> Iterator[Block]:
    names = map(case.phrases.rule, case.view.sums(case.inspection.id, first).rules())
    if not number:
        yield Paragraph(case.say("report.rules-none"))
    elif number <= FEW:
        yield Paragraph(case.say("report.rules", n=number, rules=case.phrases.names(names)))
    else:
        yield from _listed(case.say("report.rules-list", n=number), names)
