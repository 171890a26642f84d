"""The daily screen: progress, what is late or soon due, what waits, and the next command."""

from collections.abc import Iterator
from functools import partial

from rectify.language import Language, say
from rectify.language.dates import say_day
from rectify.model.figures import Figures
from rectify.model.values import Inspection
from rectify.view.screen import Bar, Block, Column, Gap, Group, Heading, Line, Part, Row, Span, Style, Table
from rectify.view.screens.status import SOON, Campaign, Few, Share, Status, Step
from rectify.view.screens.words import counted, days_from, listing, short_date, term

LONG_BAR = 30
SHORT_BAR = 10


class StatusScreen:
    """A `Status` laid out in one language."""

    def __init__(self, language: Language, found: Status) -> None:
        self._language = language
        self._found = found
        self._say = partial(say, language)

    def blocks(self) -> Iterator[Block]:
        yield from self._head()
        yield from self._progress()
        if self._is_divided():
            yield Gap()
            yield self._table()
        yield from self._remarks()
        for name in ("returned", "overdue", "due_soon", "standing", "reviews"):
            yield from self._list(name, getattr(self._found, name))
        yield from self._unreviewed(self._found.unreviewed)
        yield from self._next(self._found.next)

    def _word(self, name: str, /, **values: object) -> str:
        return self._say(f"screens.{name}", **values)

    def _count(self, noun: str, number: int) -> str:
        return counted(self._language, noun, number)

    # ---- the head

    def _head(self) -> Iterator[Block]:
        yield Heading(self._word("status", day=say_day(self._language, self._found.as_of)))
        if self._found.entry is not None:
            yield Line((Span(self._word("at-entry", entry=self._found.entry), "dim"),))
        if len(self._found.campaigns) == 1:
            (only,) = self._found.campaigns
            yield from self._facts(only.inspection, only.figures)
            if only.undated and only.inspection.due and self._is_over(only.inspection):
                yield Line((Span(self._word("undated", n=self._count("issue", only.undated)), "bad"),))

    def _facts(self, inspection: Inspection, counts: Figures) -> Iterator[Block]:
        """Whose rectification it is, since when and until when."""
        texts = (inspection.code, inspection.title or inspection.inspectors, inspection.unit)
        yield Line((Span("  ".join(filter(None, texts)), "dim"),))
        parts: list[Part] = []
        if inspection.feedback:
            date = short_date(self._language, inspection.feedback)
            parts.append(Span(self._word("feedback-on", date=date) + "  ", "dim"))
        if inspection.due:
            parts.append(Span(*self._term_of(inspection, counts)))
        if parts:
            yield Line(parts)

    def _is_over(self, inspection: Inspection) -> bool:
        last = inspection.due.latest if inspection.due else None
        return last is not None and last < self._found.as_of

    def _term_of(self, inspection: Inspection, counts: Figures) -> tuple[str, Style]:
        """The date by which all must be put right, and how far off it is."""
        date = short_date(self._language, inspection.due)
        last = inspection.due.latest if inspection.due else None
        if last is None or counts.completed == counts.issues > 0:
            return self._word("due-on", date=date), "dim"
        days = (last - self._found.as_of).days
        if days > 0:
            return self._word("due-in", date=date, days=self._count("day", days)), "dim"
        if days == 0:
            return self._word("due-today", date=date), "warn"
        return self._word("due-past", date=date, days=self._count("day", -days)), "bad"

    # ---- the whole

    def _progress(self) -> Iterator[Block]:
        counts = self._found.figures
        yield Gap()
        yield Line((Span(self._summary(counts), "strong"),))
        if not counts.issues:
            return
        yield Line((Bar(counts.completed, counts.issues, LONG_BAR), f"  {counts.percent}"))
        yield Line(list(self._tallies(counts)))
        yield Line((Span(self._claims(counts), "dim"),))
        if counts.completed:
            shown = {"completed": counts.completed, "unreviewed": counts.unreviewed, "closed": counts.closed}
            text = self._word("unreviewed", **shown)
            if counts.checked:
                text += self._word("of-them-checked", n=counts.checked)
            yield Line((Span(text, "warn" if counts.unreviewed else "good"),))
        looked = self._found.look_back
        if looked.drawn:
            values = {**looked._asdict(), "waiting": looked.waiting, "percent": looked.percent}
            bad = looked.relapsed or looked.never
            yield Line((Span(self._word("looked-back", **values), "bad" if bad else ""),))

    def _summary(self, counts: Figures) -> str:
        if not counts.issues:
            return self._word("summary-none")
        issues = self._count("issue", counts.issues)
        aspects = sum(1 for each in self._found.campaigns for share in each.shares if share.number is not None)
        what = self._word("in-all", issues=issues)
        if aspects:
            what = self._word("in-aspects", aspects=self._count("aspect", aspects), issues=issues)
        done = counts.completed == counts.issues
        return self._word(
            "summary-all" if done else "summary", what=what, completed=counts.completed, percent=counts.percent
        )

    def _tallies(self, counts: Figures) -> Iterator[Part]:
        """What needs attention, with a nought where there is nothing; what is rare only where there is some."""
        soon = self._word("tally-soon", n=self._found.due_soon.total, days=self._count("day", SOON.days))
        found: list[tuple[str, int, Style]] = [
            (self._word("tally-overdue", n=counts.overdue), counts.overdue, "bad"),
            (soon, self._found.due_soon.total, "warn"),
            (self._word("tally-standing", n=counts.standing), counts.standing, ""),
        ]
        for name, number in (("returned", counts.returned), ("waived", counts.waived)):
            if number:
                found.append((self._word(f"tally-{name}", n=number), number, "warn"))
        for place, (text, number, style) in enumerate(found):
            if place:
                yield self._word("comma")
            yield Span(text, style if number else "dim")

    def _claims(self, counts: Figures) -> str:
        texts = [
            self._word("tally-claim", claim=term(self._language, "claim", claim), n=number)
            for claim, number in counts.claims.items()
            if number
        ]
        return self._word("comma").join(texts)

    # ---- the table

    def _is_divided(self) -> bool:
        """Whether a table says more than the summary: not for issues that stand under no aspect at all."""
        shares = [share for each in self._found.campaigns for share in each.shares]
        return len(self._found.campaigns) > 1 or len(shares) > 1 or any(share.title for share in shares)

    def _table(self) -> Table:
        heads = ("issues", "completed", "closed", "overdue", "percent")
        columns = [Column(self._word(f"by-{self._found.by}"), kind="flow")]
        columns += [Column(self._word(name), "right", "fixed") for name in heads]
        columns.append(Column(self._word("progress"), kind="fixed"))
        return Table(columns, list(self._rows()))

    def _rows(self) -> Iterator[Row]:
        several = len(self._found.campaigns) > 1
        for each in self._found.campaigns:
            if several:
                yield Group(self._campaign(each))
            yield from (self._row(self._title(share), share.figures) for share in each.shares)
        if sum(len(each.shares) for each in self._found.campaigns) > 1:
            yield self._row(self._word("total"), self._found.figures)

    def _campaign(self, each: Campaign) -> str:
        issues = self._count("issue", each.figures.issues)
        facts = [
            each.inspection.title or each.inspection.inspectors,
            each.inspection.unit,
            issues,
            each.figures.percent,
        ]
        return self._word("campaign", code=each.inspection.code, facts="  ".join(filter(None, facts)))

    def _title(self, share: Share) -> str:
        if share.number is not None:
            return f"{share.number}. {share.title}"
        return share.title or self._word({"owner": "no-owner", "unit": "no-unit"}.get(self._found.by, "no-title"))

    def _row(self, title: str, counts: Figures) -> Row:
        late = Span(str(counts.overdue), "bad" if counts.overdue else "")
        numbers = (str(counts.issues), str(counts.completed), str(counts.closed), late, counts.percent)
        return (title, *numbers, Bar(counts.completed, counts.issues, SHORT_BAR))

    def _remarks(self) -> Iterator[Block]:
        """What the table does not show: the level below, and headings that state another count."""
        remarks = [*self._below(self._found.sub_issues), *self._miscounted()]
        if remarks:
            yield Gap()
            yield from (Line((span,)) for span in remarks)

    def _below(self, counts: Figures) -> Iterator[Span]:
        if counts.issues:
            shown = {name: getattr(counts, name) for name in ("issues", "completed", "percent", "overdue")}
            yield Span(self._word("sub-issues", **shown), "bad" if counts.overdue else "")

    def _miscounted(self) -> Iterator[Span]:
        for share in (share for each in self._found.campaigns for share in each.shares):
            if share.claimed is not None and share.claimed != share.figures.issues:
                shown = {"number": share.number, "claimed": share.claimed, "issues": share.figures.issues}
                yield Span(self._word("claimed-other", **shown), "warn")

    # ---- the lists

    def _list(self, name: str, few: Few) -> Iterator[Block]:
        if not few.total:
            return
        yield Gap()
        yield Heading(self._list_title(name, few), 2)
        columns = [
            Column(self._word("number"), "right", "fixed"),
            Column(self._word("issue"), kind="flow"),
            Column(self._word("owner")),
        ]
        if name in ("standing", "reviews"):
            columns.append(Column(self._word("review-due"), kind="fixed"))
            rows: list[Row] = [
                (called, issue.title, issue.owner, issue.review_due or "") for called, issue in few.issues
            ]
            yield Table(columns, rows)
            return
        if name == "returned":
            columns.append(Column(self._word("reason"), kind="flow"))
            rows = [(called, issue.title, issue.owner, self._found.reasons[issue.id]) for called, issue in few.issues]
            yield Table(columns, rows)
            return
        columns += [
            Column(self._word("deadline"), kind="fixed"),
            Column(self._word("left" if name == "due_soon" else "late-by"), "right", "fixed"),
        ]
        rows = [
            (called, issue.title, issue.owner, short_date(self._language, issue.deadline), self._distance(issue.due))
            for called, issue in few.issues
        ]
        yield Table(columns, rows)

    def _list_title(self, name: str, few: Few) -> str:
        title = self._word(f"few-{name}", days=self._count("day", SOON.days))
        if len(few.issues) == few.total:
            return self._word("few", title=title, n=few.total)
        commands = {
            "overdue": "rectify list --overdue --sort deadline",
            "due_soon": "rectify list --open --sort deadline",
            "returned": "rectify list --verdict returned",
            "standing": "rectify list --claim standing",
            "reviews": "rectify list --claim standing",
        }
        return self._word("few-first", title=title, n=few.total, shown=len(few.issues), command=commands[name])

    def _distance(self, due: str | None) -> Span:
        """How many days late, or left."""
        if due is None:
            return Span("")
        days = days_from(due, self._found.as_of)
        if days > 0:
            return Span(self._count("day", days), "bad")
        return Span(self._count("day", -days) if days else self._word("today"), "warn")

    def _unreviewed(self, few: Few) -> Iterator[Block]:
        if not few.total:
            return
        names = listing(self._language, [called for called, _ in few.issues])
        more = self._word("and-more") if len(few.issues) < few.total else ""
        title = self._word("few", title=self._word("few-unreviewed"), n=few.total)
        yield Gap()
        yield Line((self._word("colon", name=title, text=f"{names}{more}"),))

    # ---- what to do

    def _next(self, step: Step) -> Iterator[Block]:
        why, days = step.why, 0
        if step.issue and step.issue.due and why in ("why-overdue", "why-soon"):
            days = abs(days_from(step.issue.due, self._found.as_of))
            why += "-today" if not days else ""
        text = self._word(why, name=step.name, days=self._count("day", days))
        if step.issue and why != "why-returned":
            text += self._word(f"then-{step.command}")
        yield Gap()
        yield Line((Span(self._word("next", why=text), "strong"),))
        yield Line((Span(self._word(f"command-{step.command}", name=step.name), "accent"),), indent=2)


def screen(language: Language, found: Status) -> Iterator[Block]:
    """What `status` shows."""
    return StatusScreen(language, found).blocks()
