"""Everything about one thing: an issue, an action, a measure, a piece of evidence, an aspect or an inspection."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from rectify.language import Language, say
from rectify.model.figures import Figures, figures, is_completed, is_overdue
from rectify.model.naming import Thing
from rectify.model.rules import REVIEWING, Move
from rectify.model.values import Action, Change, Filter, Inspection, Issue, Measure
from rectify.view.layout import SAMPLE
from rectify.view.screen import Bar, Block, Column, Gap, Heading, Line, Part, Row, Span, Style, Table
from rectify.view.screens.issues import Around, Rows, screen as issues_screen
from rectify.view.screens.words import counted, days_from, listing, outcome, rule, short_date, term, verdict
from rectify.view.text import width

if TYPE_CHECKING:
    from rectify.model.dates import When
    from rectify.view.screens.views import View

POSTS = ("owner", "lead", "unit", "supporting")
WORDING = ("acceptance", "recommendation", "response")
UNDER = ("number", "title", "claim", "verdict", "owner", "deadline", "overdue")
"""The columns of a table of the issues under something."""

Facts = list[tuple[str, str, Style]]
"""Labels and what stands behind them."""


class Sheet(NamedTuple):
    """A thing and all that belongs to it; `issues` are those under an aspect, streamed, or the sub-issues."""

    title: str
    text: str
    facts: Facts
    sections: Iterable[Block]
    void: str


def screen(language: Language, view: "View", target: Thing, day: date) -> Iterator[Block]:
    """What `show` shows of `target` on `day`."""
    return Shown(language, view, day).blocks(target)


def evidence_screen(language: Language, view: "View", target: Thing, day: date) -> Iterator[Block]:
    """What `show --evidence` shows: every piece that belongs to `target`, in every detail."""
    shown, empty = Shown(language, view, day), True
    for piece in view.evidence_of(target):
        yield from () if empty else (Gap(),)
        yield from shown.blocks(Thing("evidence", piece.id))
        empty = False
    if empty:
        yield Line((say(language, "screens.evidence-none"),))


class Shown:
    """Lays out one thing in one language."""

    def __init__(self, language: Language, view: "View", day: date) -> None:
        self._language = language
        self._view = view
        self._day = day
        self._say = partial(say, language)

    def blocks(self, target: Thing) -> Iterator[Block]:
        sheets = {
            "issue": self._issue,
            "action": self._action,
            "measure": self._measure,
            "aspect": self._aspect,
            "inspection": self._inspection,
            "evidence": self._piece,
        }
        sheet = sheets[target.kind](target.id)
        yield Heading(sheet.title)
        if sheet.void:
            yield Line((Span(self._word("void", reason=sheet.void), "bad"),))
        yield from (Line((Span(line, "strong"),)) for line in sheet.text.splitlines())
        facts = [fact for fact in sheet.facts if fact[1]]
        if facts:
            yield Gap()
            yield from self._labelled(facts)
        yield from sheet.sections
        yield from self._changes(self._view.changes(target))

    def _word(self, key: str, /, **values: object) -> str:
        return self._say(f"screens.{key}", **values)

    def _field(self, name: str) -> str:
        return self._say(f"fields.{name}")

    def _labelled(self, facts: Facts) -> Iterator[Block]:
        labels = [self._word("label", name=label) for label, _, _ in facts]
        indent = max(map(width, labels)) + 1
        for label, (_, text, style) in zip(labels, facts, strict=True):
            first, *rest = text.splitlines() or [""]
            yield Line((Span(first, style),), indent, Span(label, "dim"))
            yield from (Line((Span(line, style),), indent) for line in rest)

    def _section(self, title: str, blocks: Iterable[Block]) -> Iterator[Block]:
        """`blocks` under a heading; nothing at all where there are none."""
        stream = iter(blocks)
        for first in stream:
            yield Gap()
            yield Heading(title, 2)
            yield from chain([first], stream)

    def _date(self, when: "When | None") -> str:
        return short_date(self._language, when)

    def _joined(self, *texts: str) -> str:
        return "  ".join(filter(None, texts))

    # ---- an issue

    def _issue(self, key: int) -> Sheet:
        issue = self._view.issue(key)
        assert issue is not None
        of = self._view.inspection(issue.inspection)
        facts: Facts = [
            (self._field("inspection"), self._joined(of.code, of.title), ""),
            (self._field("aspect"), self._aspect_title(issue.aspect), ""),
            (self._word("parent"), self._parent(issue), ""),
            (self._field("kind"), term(self._language, "issue", issue.kind), ""),
            (self._field("severity"), term(self._language, "severity", issue.severity), ""),
            *((self._field(name), getattr(issue, name), "") for name in POSTS),
            *((self._field(name), getattr(issue, name), "") for name in WORDING),
            (self._field("claim"), *self._standing(issue)),
            (self._field("deadline"), *self._deadline(issue)),
            (self._word("review-due"), issue.review_due or "", ""),
        ]
        sections = chain(
            self._section(self._word("deadlines"), self._deadlines(key)),
            self._section(self._word("claims"), self._claims(key)),
            self._section(self._word("look-backs"), self._look_backs(key)),
            self._section(self._word("measures"), map(self._measure_line, self._view.measures(key))),
            self._section(self._word("actions"), self._actions(self._view.actions(issue=key, void=True))),
            self._evidence(Thing("issue", key)),
            self._section(self._word("sub-issues-of"), self._under(self._view.sub_issues(key))),
        )
        title = self._joined(f"{self._field('issue')} {issue.name}", f"i{issue.id}")
        return Sheet(title, issue.title, facts, sections, issue.void)

    def _aspect_title(self, key: int | None) -> str:
        if key is None:
            return ""
        aspect = self._view.aspect(key)
        return f"{aspect.number}. {aspect.title}"

    def _parent(self, issue: Issue) -> str:
        above = self._view.issue(issue.parent) if issue.parent else None
        return self._joined(above.name, above.title) if above else ""

    def _standing(self, issue: Issue) -> tuple[str, Style]:
        claim = term(self._language, "claim", issue.claim)
        said = self._word("checked") if issue.checked else verdict(self._language, issue.claim, issue.verdict)
        style: Style = "good" if is_completed(issue.claim, issue.verdict) else "warn"
        return self._joined(self._word("comma").join((claim, said)), self._date(issue.claimed_on)), style

    def _deadline(self, issue: Issue) -> tuple[str, Style]:
        text = self._date(issue.deadline)
        completed = is_completed(issue.claim, issue.verdict)
        if issue.due and not issue.void and is_overdue(issue.due, self._day.isoformat(), completed=completed):
            days = counted(self._language, "day", days_from(issue.due, self._day))
            return self._joined(text, self._word("late-days", days=days)), "bad"
        return text, ""

    def _deadlines(self, key: int) -> Iterator[Block]:
        """The first deadline and the extensions, where there is more to say than the deadline itself."""
        rows = self._view.deadlines(key)
        for place, row in enumerate(rows if len(rows) > 1 else ()):
            what = self._word("deadline-extended" if place else "deadline-first", deadline=self._date(row.deadline))
            why = self._word("because", reason=row.reason) if row.reason else ""
            approved = self._word("approved", by=row.by, date=self._date(row.date)) if place else ""
            yield Line((self._joined(what, why, approved),), indent=2)

    def _claims(self, key: int) -> Iterator[Block]:
        for row in self._view.claims(key):
            standing = [term(self._language, "claim", row.claim)]
            if row.move in (*REVIEWING, Move.RELAPSE):
                standing = [term(self._language, "move", row.move)]
            elif row.verdict != "unreviewed":
                standing.append(term(self._language, "verdict", row.verdict))
            said = self._word("comma").join(standing)
            yield Line((self._joined(self._date(row.date), said, row.words, row.by),), indent=2)

    def _look_backs(self, key: int) -> Iterator[Block]:
        for row in self._view.look_backs(issue=key):
            found = term(self._language, "finding", row.finding) or self._word("not-looked")
            said = (self._word("draw", n=row.draw), self._date(row.date), found, row.note, row.by)
            yield Line((self._joined(*said),), indent=2)

    # ---- what is planned and what was done

    def _measure_line(self, measure: Measure) -> Line:
        facts = [
            (self._field("standard"), measure.standard),
            (self._field("lead"), measure.lead),
            (self._field("owner"), measure.owner),
            (self._field("deadline"), self._date(measure.deadline)),
            (self._word("done-on"), self._date(measure.completed_on)),
            (self._word("void-mark"), measure.void),
        ]
        said = [self._word("colon", name=name, text=text) for name, text in facts if text]
        return Line((self._joined(measure.text, *said),), indent=7, lead=f"  m{measure.id}")

    def _actions(self, actions: Iterable[Action]) -> Iterator[Block]:
        """Each action in a line, its results under it."""
        for action in actions:
            kind = term(self._language, "action", action.kind) if action.kind != "other" else ""
            parts: list[Part] = [self._joined(self._date(action.date), kind, action.text)]
            if action.void:
                parts += ["  ", Span(self._word("void", reason=action.void), "bad")]
            yield Line(parts, indent=7, lead=f"  a{action.id}")
            for label, text in self._results(action):
                yield Line((self._word("colon", name=label, text=text),), indent=9)

    def _results(self, action: Action) -> Iterator[tuple[str, str]]:
        if action.outcomes:
            said = [outcome(self._language, each) for each in action.outcomes]
            yield self._field("outcome"), self._word("comma").join(said)
        if action.rules:
            yield self._field("rule"), listing(self._language, [rule(self._language, each) for each in action.rules])

    def _under(self, issues: Iterable[Issue]) -> Iterator[Block]:
        stream = iter(issues)
        first = list(islice(stream, SAMPLE))
        if first:
            rows = Rows(self._language, UNDER, Around.of(self._view, self._day)).telling(first)
            yield from issues_screen(rows, chain(first, stream))

    def _action(self, key: int) -> Sheet:
        action = self._view.action(key)
        assert action is not None
        of = self._view.inspection(action.inspection)
        issues = listing(self._language, list(action.issues)) or self._word("whole", code=of.code)
        facts: Facts = [
            (self._field("issue"), issues, ""),
            (self._field("date"), self._date(action.date), ""),
            (self._field("kind"), term(self._language, "action", action.kind), ""),
            *((label, text, "") for label, text in self._results(action)),
            (self._word("by"), action.by, ""),
            (self._word("entry"), str(action.entry), ""),
        ]
        evidence = self._evidence(Thing("action", key))
        return Sheet(f"{self._field('action')} a{key}", action.text, [(*f,) for f in facts], evidence, action.void)

    def _measure(self, key: int) -> Sheet:
        measure = self._view.measure(key)
        assert measure is not None
        issue = self._view.issue(measure.issue)
        facts: Facts = [
            (self._field("issue"), self._joined(issue.name, issue.title) if issue else "", ""),
            *((self._field(name), getattr(measure, name), "") for name in ("standard", "lead", "owner")),
            (self._field("deadline"), self._date(measure.deadline), ""),
            (self._word("done-on"), self._date(measure.completed_on) or self._word("not-done"), ""),
        ]
        evidence = self._evidence(Thing("measure", key))
        return Sheet(f"{self._field('measure')} m{key}", measure.text, facts, evidence, measure.void)

    # ---- what proves it

    def _evidence(self, target: Thing) -> Iterator[Block]:
        pieces = iter(self._view.evidence_of(target))
        first = next(pieces, None)
        if first is None:
            return
        from rectify.view.screens.evidence import lines  # late: where there is no evidence, nothing of it is needed

        found = lines(self._language, self._view, chain([first], pieces), str(target))
        yield from self._section(self._word("evidence-of"), found)

    def _piece(self, key: int) -> Sheet:
        from rectify.view.screens.evidence import facts, opinions

        piece = self._view.evidence(key)
        assert piece is not None
        title = f"{self._field('evidence')} e{key}"
        said = opinions(self._language, self._view.reviews(Thing("evidence", key)))
        reviews = self._section(self._word("reviews"), said)
        return Sheet(title, piece.name, facts(self._language, self._view, piece), reviews, piece.void)

    # ---- what issues stand under

    def _aspect(self, key: int) -> Sheet:
        aspect = self._view.aspect(key)
        of = self._view.inspection(aspect.inspection)
        counts = figures(self._view.tallies(of.id, key), self._view.overdue(self._day.isoformat(), of.id, key))
        facts: Facts = [
            (self._field("inspection"), self._joined(of.code, of.title), ""),
            (self._word("claimed"), "" if aspect.claimed is None else str(aspect.claimed), ""),
        ]
        issues = self._view.issues(Filter(inspection=of.id, aspect=key))
        sections = chain(self._counts(counts), self._section(self._word("issues-of"), self._under(issues)))
        return Sheet(f"{self._field('aspect')} {aspect.number}", aspect.title, facts, sections, aspect.void)

    def _counts(self, counts: Figures) -> Iterator[Block]:
        yield Gap()
        text = self._word("counts", issues=counts.issues, completed=counts.completed, closed=counts.closed)
        late = Span(self._word("tally-overdue", n=counts.overdue), "bad" if counts.overdue else "dim")
        yield Line((Bar(counts.completed, counts.issues, 20), f"  {counts.percent}  {text}", self._word("comma"), late))

    def _inspection(self, key: int) -> Sheet:
        of = self._view.inspection(key)
        counts = figures(self._view.tallies(key), self._view.overdue(self._day.isoformat(), key))
        facts: Facts = [(self._field(name), getattr(of, name), "") for name in ("authority", "inspectors", "kind")]
        facts.insert(0, (self._word("inspected"), of.unit, ""))
        facts += [
            (self._field(name), self._date(getattr(of, name)), "") for name in ("start", "end", "feedback", "due")
        ]
        facts.append((self._field("numbering"), self._say(f"terms.numbering-{of.numbering}"), ""))
        facts += self._policy(of)
        sections = chain(
            self._counts(counts),
            self._section(self._word("aspects-of"), self._aspects(of)),
            self._section(self._word("actions-whole"), self._actions(self._view.actions(whole=key, void=True))),
            self._section(self._word("narratives"), self._narratives(key)),
        )
        return Sheet(f"{self._field('inspection')} {of.code}", of.title, facts, sections, of.void)

    def _policy(self, of: Inspection) -> Facts:
        """How it is reviewed, where that was laid down."""
        steps = str(of.review_steps) if of.review_steps > 1 or of.signers else ""
        strict = self._word("yes") if of.strict else ""
        said = {"review_steps": steps, "checkers": of.checkers, "signers": of.signers, "strict": strict}
        return [(self._field(name), text, "") for name, text in said.items()]

    def _aspects(self, of: Inspection) -> Iterator[Block]:
        heads = ("issues", "completed", "closed", "overdue", "percent")
        rows: list[Row] = []
        for aspect in self._view.aspects(of.id):
            late = self._view.overdue(self._day.isoformat(), of.id, aspect.id)
            counts = figures(self._view.tallies(of.id, aspect.id), late)
            numbers = (
                str(counts.issues),
                str(counts.completed),
                str(counts.closed),
                str(counts.overdue),
                counts.percent,
            )
            rows.append((f"{aspect.number}. {aspect.title}", *numbers))
        if rows:
            columns = [Column(self._word("by-aspect"), kind="flow")]
            yield Table([*columns, *(Column(self._word(name), "right", "fixed") for name in heads)], rows)

    def _narratives(self, key: int) -> Iterator[Block]:
        for each in self._view.narratives(key):
            part = self._say(f"terms.part-{each.part}")
            yield Line((Span(self._joined(part, self._aspect_title(each.aspect)), "strong"),), indent=2)
            yield from (Line((line,), indent=4) for line in each.text.splitlines())

    # ---- what was put right in the wording

    def _changes(self, changes: list[Change]) -> Iterator[Block]:
        lines = (Line((self._changed(each),), indent=2) for each in changes if not each.field.endswith("_words"))
        return self._section(self._word("changes"), lines)

    def _changed(self, change: Change) -> str:
        old, new = (self._value(change.field, text) for text in (change.old, change.new))
        why = self._word("because", reason=change.reason) if change.reason else ""
        said = self._word("changed", field=self._field(change.field), old=old, new=new, entry=change.entry)
        return self._joined(said, why)

    def _value(self, field: str, text: str) -> str:
        if field == "aspect" and text:
            return self._aspect_title(int(text))
        return text or self._word("nothing")
