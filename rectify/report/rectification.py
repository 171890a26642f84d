"""The rectification report: opening, how it was organised, results, findings one by one, next steps, register, signature.

The Chinese one follows the genre of 整改情况报告; the English one has the shape that auditors use: rating,
recommendation, management response, actions, follow-up result, and the ageing of what is open.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify.documents.document import Block, Column, Fine, Heading, Items, Paragraph, Signature, Table
from rectify.language import say
from rectify.language.dates import say_day
from rectify.model.figures import percent
from rectify.model.terms import Claim, Part, Verdict
from rectify.model.values import Aspect, Issue
from rectify.report import Asked, View, counts, phrases

_HAN = "一二三四五六七八九"
_TEN, _HUNDRED = 10, 100
_MONTH, _QUARTER = 30, 90


def title(asked: Asked) -> str:
    return phrases.title("title", asked)


def blocks(view: View, asked: Asked) -> Iterator[Block]:
    written = {(each.part, each.aspect): each.text for each in view.narratives(asked.inspection.id)}
    report = _Report(view, asked, written)
    yield from report.opening()
    parts = report.chinese() if asked.language == "zh" else report.english()
    for number, (key, body) in enumerate(parts, 1):
        yield Heading(1, say(asked.language, f"report.{key}"), section_number(asked.language, number))
        yield from body
    yield from closing(view, asked)


def section_number(language: str, number: int) -> str:
    return f"{han(number)}、" if language == "zh" else f"{number}. "


def han(number: int) -> str:
    """A number below 100 in Chinese, as headings have it; Arabic from there on."""
    tens, ones = divmod(number, _TEN)
    if number < _TEN:
        return _HAN[number - 1]
    if number < _HUNDRED:
        return ("" if tens == 1 else _HAN[tens - 1]) + "十" + (_HAN[ones - 1] if ones else "")
    return str(number)


class _Report(NamedTuple):
    """One report in the making."""

    view: View
    asked: Asked
    written: dict[tuple[str, int | None], str]

    def say(self, key: str, /, **values: object) -> str:
        return say(self.asked.language, f"report.{key}", **values)

    def chinese(self) -> Iterator[tuple[str, Iterator[Block]]]:
        yield "organisation", self.organisation()
        yield "results", self.results()
        yield "next", self.next_steps()
        yield "register", self.register()

    def english(self) -> Iterator[tuple[str, Iterator[Block]]]:
        yield "results", self.summary()
        yield "register", self.register()
        yield "findings", self.findings()
        yield "organisation", self.organisation()
        yield "next", self.next_steps()

    # ---- parts

    def opening(self) -> Iterator[Block]:
        text = self.written.get((Part.OPENING, None))
        if text:
            yield from paragraphs(text)
            return
        yield Paragraph(opening(self.asked))

    def organisation(self) -> Iterator[Block]:
        written = self.written.get((Part.ORGANISATION, None), "")
        yield from paragraphs(written)
        found = self.view.actions(whole=self.asked.inspection.id)
        whole = [phrases.action(self.asked.language, each) for each in found if each.text not in written]
        if whole:
            yield Paragraph(self.say("organised", number=len(whole)))
            yield Items(tuple(whole), ordered=True)
        elif not written:
            yield Paragraph(self.say("organised-none"))

    def results(self) -> Iterator[Block]:
        yield from self.summary()
        yield from self.findings()

    def summary(self) -> Iterator[Block]:
        yield from paragraphs(self.written.get((Part.RESULTS, None), ""))
        yield from totals(self.view, self.asked)
        yield from done(self.view, self.asked)
        if self.asked.language == "en":
            yield from self.ageing()

    def ageing(self) -> Iterator[Block]:
        rows = dict.fromkeys(("not-due", "30", "90", "over", "none"), 0)
        for each in counts.unfinished(self.view, self.asked):
            rows[_age(each, self.asked)] += 1
        head = (Column(self.say("ageing-days")), Column(self.say("ageing-issues"), "right"))
        body = tuple((self.say(f"ageing-{key}"), str(number)) for key, number in rows.items())
        yield Table(head, body, self.say("ageing"))

    def findings(self) -> Iterator[Block]:
        aspects = {each.id: each for each in self.view.aspects(self.asked.inspection.id) if not each.void}
        untold = dict(aspects)
        now: int | None = -1
        for each in counts.issues(self.view, self.asked):
            if each.aspect != now:
                yield from self.empty_aspects(untold, before=each.aspect)
                now = each.aspect
                yield from self.aspect(aspects[now] if now is not None else None)
                untold.pop(now or 0, None)
            yield from self.issue(each)
        yield from self.empty_aspects(untold, before=None)

    def empty_aspects(self, untold: dict[int, Aspect], before: int | None) -> Iterator[Block]:
        """Aspects without an issue, in their place: their heading stands all the same."""
        for key, each in list(untold.items()):
            if before is not None and (key == before or each.number > untold[before].number):
                continue
            del untold[key]
            yield from self.aspect(each)

    def aspect(self, one: Aspect | None) -> Iterator[Block]:
        if one is None:
            if self.view.aspects(self.asked.inspection.id):
                yield Heading(2, self.say("aspect-none"))
            return
        of = counts.aspect(self.view, self.asked, one.id)
        number = han(one.number) if self.asked.language == "zh" else str(one.number)
        text = self.say("aspect", title=one.title, issues=of.issues, completed=of.completed)
        yield Heading(2, text, self.say("aspect-number", number=number))
        if one.claimed is not None and one.claimed != of.issues:
            yield Paragraph(self.say("aspect-claimed", claimed=one.claimed, issues=of.issues))
        yield from paragraphs(self.written.get((Part.RESULTS, one.id), ""))

    def issue(self, one: Issue) -> Iterator[Block]:
        if self.asked.language == "zh":
            yield Paragraph("".join(self.issue_told(one)), lead=self.issue_title(one))
            return
        yield Heading(3, one.title, f"{phrases.number(one)}. ")
        rating = self.say("rating", severity=say("en", f"terms.severity-{one.severity}")) if one.severity else ""
        yield Paragraph(" ".join(filter(None, (rating, *self.issue_stands(one)))))
        for key in ("recommendation", "response"):
            if getattr(one, key):
                yield Paragraph(self.say(key, text=getattr(one, key)))
        acted = tuple(phrases.action("en", each) for each in self.view.actions(issue=one.id))
        yield Paragraph(self.say("actions") + ":" if acted else self.say("acted-none"))
        yield Items(acted)
        for text in (*self.effect(one), *self.planned(one)):
            yield Paragraph(text)

    def issue_title(self, one: Issue) -> str:
        number = phrases.number(one) if one.parent is None else str(one.number)
        if one.parent is not None:
            return self.say("issue-sub", number=number, title=one.title.rstrip("。"))
        framed = one.title.startswith("关于") and one.title.rstrip("。").endswith("问题")
        return self.say("issue-framed" if framed else "issue", number=number, title=one.title.rstrip("。"))

    def issue_told(self, one: Issue) -> Iterator[str]:
        """The Chinese paragraph of an issue: where it stands, what was done, what came of it, what is planned."""
        yield from self.issue_stands(one)
        acted = [phrases.action("zh", each) for each in self.view.actions(issue=one.id)]
        yield from acted or [self.say("acted-none")]
        for key in ("recommendation", "response"):
            if getattr(one, key):
                yield phrases.ended("zh", self.say(key, text=getattr(one, key)))
        yield from self.effect(one)
        yield from self.planned(one)

    def issue_stands(self, one: Issue) -> Iterator[str]:
        yield phrases.claim(self.asked.language, one)
        if one.verdict != Verdict.UNREVIEWED or self.asked.language == "en":
            yield self.say("verdict", verdict=say(self.asked.language, f"terms.verdict-{one.verdict}"))
        if one.deadline and not (counts.completed(one) and self.asked.language == "zh"):
            yield self.due(one)
        if self.asked.language == "en" and (one.owner or one.unit):
            yield self.say("posts", posts=phrases.joined("en", filter(None, (one.owner, one.unit))))

    def due(self, one: Issue) -> str:
        """The deadline; where it was moved, the first one, who moved it last and why."""
        language = self.asked.language
        rows = self.view.deadlines(one.id)
        now = phrases.said(language, rows[-1].deadline)
        if len(rows) == 1:
            return self.say("deadline", deadline=now)
        first = phrases.said(language, rows[0].deadline)
        return self.say("deadline-moved", deadline=now, first=first, by=rows[-1].by, reason=rows[-1].reason)

    def effect(self, one: Issue) -> Iterator[str]:
        words = [each.words for each in self.view.claims(one.id) if each.claim == one.claim and each.words]
        if words and one.claim not in (Claim.PENDING, Claim.ACTING):
            yield phrases.ended(self.asked.language, self.say("effect", text=words[-1]))

    def planned(self, one: Issue) -> Iterator[str]:
        if counts.completed(one):
            return
        told = []
        for each in self.view.measures(one.id):
            if each.void:
                continue
            if each.completed_on:
                told.append(
                    self.say("measure-done", text=each.text, date=phrases.said(self.asked.language, each.completed_on))
                )
            elif each.deadline:
                due = self.say("next-due", deadline=phrases.said(self.asked.language, each.deadline))
                told.append(self.say("measure", text=each.text, deadline=due))
            else:
                told.append(each.text)
        if told:
            separator = "；" if self.asked.language == "zh" else "; "
            yield phrases.ended(self.asked.language, self.say("measures", text=separator.join(told)))

    def next_steps(self) -> Iterator[Block]:
        text = self.written.get((Part.NEXT, None))
        yield from paragraphs(text or "")
        language = self.asked.language
        of = counts.top(self.view, self.asked)
        lists = (
            ("next-open", counts.unfinished_number(of), counts.unfinished),
            ("next-standing", of.standing, counts.standing),
        )
        for key, number, found in lists:
            if number:
                yield Paragraph(self.say(key, number=number))
                yield Items(phrases.listed(language, each) for each in found(self.view, self.asked))
        if text:
            return
        if of.completed + of.waived == of.issues:
            yield Paragraph(self.say("next-nothing"))
        if of.completed:
            yield Paragraph(self.say("next-look-back", number=of.completed))

    def register(self) -> Iterator[Block]:
        yield register(self.view, self.asked)


def opening(asked: Asked) -> str:
    """Who inspected whom, when, and what this report is as of; what is not known is left out."""
    language, facts = asked.language, asked.inspection

    def told(key: str, /, **values: object) -> str:
        return say(language, f"report.{key}", **values)

    window = told_window(asked)
    inspectors = facts.inspectors or told("opening-inspectors")
    plan = told("opening-plan", authority=facts.authority) if facts.authority else ""
    if not plan and language == "en":
        inspectors = inspectors[:1].upper() + inspectors[1:]
    text = plan + told(
        "opening-held-when" if window else "opening-held",
        inspectors=inspectors,
        window=window,
        unit=phrases.unit(language, facts),
        kind=facts.kind or told("opening-kind"),
    )
    text += (
        told("opening-feedback", date=phrases.said(language, facts.feedback)) if facts.feedback else told("opening-end")
    )
    gap = "" if language == "zh" else " "
    return text + gap + told("opening-now", as_of=say_day(language, asked.as_of))


def told_window(asked: Asked) -> str:
    start, end = asked.inspection.start, asked.inspection.end
    dates = [phrases.said(asked.language, each) for each in (start, end) if each]
    return say(asked.language, "dates.range", start=dates[0], end=dates[1]) if len(dates) > 1 else "".join(dates)


def paragraphs(text: str) -> Iterator[Block]:
    """A text written by hand, one paragraph a line."""
    return (Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def totals(view: View, asked: Asked) -> Iterator[Block]:
    """The figures of the inspection, zero lines included."""
    language = asked.language
    of = counts.top(view, asked)
    if not of.issues:
        yield Paragraph(say(language, "report.totals-none"))
        return
    aspects = sum(1 for each in view.aspects(asked.inspection.id) if not each.void)
    key = "totals-all" if of.completed == of.issues else "totals"
    sentences = [
        say(
            language,
            f"report.{key}",
            aspects=aspects,
            issues=of.issues,
            completed=of.completed,
            percent=percent(of.completed, of.issues),
        )
    ]
    under = counts.sub(view, asked)
    if under.issues:
        sentences.append(say(language, "report.totals-sub", issues=under.issues, completed=under.completed))
    if asked.since:
        sentences.append(gained(view, asked))
    yield Paragraph(("" if language == "zh" else " ").join(sentences))
    yield Paragraph(say(language, "report.claims", **of.claims))
    verdicts = {name: getattr(of, name) for name in ("closed", "unreviewed", "returned", "waived", "overdue")}
    yield Paragraph(say(language, "report.verdicts", **verdicts))


def gained(view: View, asked: Asked) -> str:
    """What has come since the last report: issues completed after that day, actions after it."""
    assert asked.since is not None
    since = asked.since.isoformat()
    number = sum(1 for each in counts.issues(view, asked) if each.parent is None and _completed_after(each, since))
    actions = sum(1 for _ in counts.acted(view, asked))
    return say(
        asked.language, "report.since", since=say_day(asked.language, asked.since), number=number, actions=actions
    )


def _completed_after(one: Issue, since: str) -> bool:
    return counts.completed(one) and one.claimed_on is not None and after(one.claimed_on.latest, since)


def after(day: object, since: str) -> bool:
    return day is not None and str(day) > since


def done(view: View, asked: Asked) -> Iterator[Block]:
    """What was done, counted: actions by kind with zero lines, outcomes, rules."""
    language = asked.language
    of = counts.done(view, asked)
    kinds = (
        say(language, "report.kind", kind=say(language, f"terms.action-{kind}"), number=number)
        for kind, number in of.kinds.items()
    )
    yield Paragraph(say(language, "report.kinds", total=of.actions, kinds=phrases.joined(language, kinds)))
    if of.outcomes:
        told = phrases.joined(language, (phrases.outcome(language, each) for each in of.outcomes))
        yield Paragraph(say(language, "report.outcomes", outcomes=told))
    else:
        yield Paragraph(say(language, "report.outcomes-none"))
    if of.rules:
        yield Paragraph(say(language, "report.rules", number=len(of.rules), names=phrases.rules(language, of.rules)))
    else:
        yield Paragraph(say(language, "report.rules-none"))


def _age(one: Issue, asked: Asked) -> str:
    """How long an open issue is past the last day of its deadline: `30` up to 30 days, `90`, `over`."""
    last = one.deadline.latest if one.deadline else None
    if last is None:
        return "none"
    days = (asked.as_of - last).days
    if days <= 0:
        return "not-due"
    return "30" if days <= _MONTH else "90" if days <= _QUARTER else "over"


def register(view: View, asked: Asked) -> Table:
    """The whole register, one row an issue, as the last table of the report."""
    language = asked.language
    aspects = {each.id: each.number for each in view.aspects(asked.inspection.id)}
    names = ["number", "aspect", "title", "severity", "claim", "verdict", "owner", "deadline", "completed", "actions"]
    if language == "zh":
        names.remove("severity")
    columns = tuple(
        Column(say(language, f"report.column-{name}"), "right" if name == "actions" else "left") for name in names
    )

    def cells(one: Issue) -> dict[str, str]:
        done_on = one.claimed_on if counts.completed(one) else None
        return {
            "number": phrases.number(one),
            "aspect": str(aspects[one.aspect]) if one.aspect is not None else "",
            "title": one.title,
            "severity": say(language, f"terms.severity-{one.severity}") if one.severity else "",
            "claim": say(language, f"terms.claim-{one.claim}"),
            "verdict": say(language, f"terms.verdict-{one.verdict}"),
            "owner": one.owner,
            "deadline": phrases.said(language, one.deadline) if one.deadline else "",
            "completed": phrases.said(language, done_on) if done_on else "",
            "actions": str(one.actions),
        }

    rows = (tuple(cells(each)[name] for name in names) for each in counts.issues(view, asked))
    return Table(columns, rows)


def closing(view: View, asked: Asked) -> Iterator[Block]:
    """Signature, the basis of the figures where asked for, and the head of the ledger."""
    language = asked.language
    yield Signature(phrases.unit(language, asked.inspection), say_day(language, asked.as_of))
    if asked.basis:
        yield Heading(1, say(language, "report.basis"))
        yield Items(tuple(basis(view, asked)))
    head = asked.head
    yield Fine(say(language, "report.head", seq=head.seq, text=head.text, ledger=head.ledger))


def basis(view: View, asked: Asked) -> Iterator[str]:
    """How every printed figure is counted."""
    language = asked.language
    yield say(language, "report.basis-level")
    yield say(language, "report.basis-as-of", as_of=say_day(language, asked.as_of))
    for key in ("completed", "progress", "overdue", "outcomes"):
        yield say(language, f"report.basis-{key}")
    inferred = counts.done(view, asked).inferred
    if inferred:
        yield say(language, "report.basis-years", number=len(inferred), dates=phrases.joined(language, inferred))
