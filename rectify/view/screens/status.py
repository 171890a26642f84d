"""Where rectification stands: the figures, what is late, what waits for somebody, and what to do next."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.model.figures import Figures, LookedBack, Tally, figures, is_closed, is_completed, looked_back
from rectify.model.rules import last_of_reviewer
from rectify.model.terms import Claim, Verdict
from rectify.model.values import Filter, Inspection, Issue

if TYPE_CHECKING:
    from rectify.view.screens.views import View

ONE_DAY, SOON = timedelta(days=1), timedelta(days=14)
"""What is due until then is due soon."""
SHOWN = 10
"""Issues that are named under one heading; the rest are only counted."""


class Share(NamedTuple):
    """The figures of one aspect, owner or unit of an inspection; an empty title stands for issues that have none.

    `number` is an aspect's, `claimed` the count of issues that its heading states.
    """

    title: str
    figures: Figures
    number: int | None = None
    claimed: int | None = None


class Campaign(NamedTuple):
    """One inspection and its figures, divided into shares that add up to them."""

    inspection: Inspection
    figures: Figures
    shares: list[Share]
    undated: int
    """Issues that are not completed and have no deadline of their own."""


class Few(NamedTuple):
    """How many issues there are of a sort, and the first of them, each with the name to call it by."""

    total: int
    issues: list[tuple[str, Issue]]


class Step(NamedTuple):
    """The likely next command (`add-issue`, `log-action`, `complete`, `report`), for which issue, and why.

    `why` is the key of a sentence (`screens.why-…`).
    """

    command: str
    why: str
    name: str = ""
    issue: Issue | None = None


class Status(NamedTuple):
    """The whole screen as values. `by` says what the shares are: `aspect`, `owner` or `unit`.

    All figures count top-level issues; `sub_issues` are the figures of the level below.
    """

    as_of: date
    entry: int | None
    by: str
    figures: Figures
    campaigns: list[Campaign]
    sub_issues: Figures
    overdue: Few
    due_soon: Few
    standing: Few
    returned: Few
    unreviewed: Few
    reviews: Few
    """Standing work that is to be reviewed by now."""
    next: Step
    look_back: LookedBack
    reasons: dict[int, str]
    """Why the issues that are named as returned came back, by id."""


def status(
    view: "View", day: date, *, inspection: Inspection | None = None, by: str = "aspect", entry: int | None = None
) -> Status:
    """How things stand on `day`, of one inspection or of all that are not void.

    The work does not grow with the number of issues, except by owner or unit.
    """
    living = [each for each in view.inspections() if not each.void]
    found = [_Counted(view, each, day, by) for each in ([inspection] if inspection else living)]
    total = figures((tally for each in found for tally in each.tallies), sum(each.late for each in found))
    lists = {
        "overdue": _few(total.overdue, (each.overdue() for each in found), by_due=True),
        "due_soon": _few(sum(each.soon() for each in found), (each.due_soon() for each in found), by_due=True),
        "standing": _few(total.standing, (each.of(_is_standing) for each in found)),
        "returned": _few(total.returned, (each.of(_is_returned) for each in found)),
        "unreviewed": _few(total.unreviewed, (each.of(_is_unreviewed) for each in found)),
        "reviews": _few(sum(each.reviews() for each in found), (each.to_review() for each in found)),
    }
    reasons = {issue.id: _why(view, issue.id) for _, issue in lists["returned"].issues}
    key = inspection.id if inspection else None
    below = figures(view.tallies(key, level=1), view.overdue(day.isoformat(), key, level=1))
    step = _next(total, lists, found)
    looked = looked_back(each.findings() for each in found)
    campaigns = [each.campaign() for each in found]
    return Status(day, entry, by, total, campaigns, below, **lists, next=step, look_back=looked, reasons=reasons)


def _why(view: "View", key: int) -> str:
    row = last_of_reviewer(view.claims(key))
    return row.words if row else ""


def _is_standing(claim: str, _verdict: str) -> bool:
    return claim == Claim.STANDING


def _is_returned(_claim: str, verdict: str) -> bool:
    return verdict == Verdict.RETURNED


def _is_unreviewed(claim: str, verdict: str) -> bool:
    return is_completed(claim, verdict) and not is_closed(claim, verdict)


def _is_pending(claim: str, verdict: str) -> bool:
    return claim == Claim.PENDING and verdict == Verdict.UNREVIEWED


def _is_under_way(claim: str, verdict: str) -> bool:
    return claim in (Claim.ACTING, Claim.PARTIAL, Claim.SUBSTANTIAL) and verdict != Verdict.WAIVED


Named = tuple[str, Issue]


class _Counted:
    """One inspection with its counts, and the first few of its issues of any sort."""

    def __init__(self, view: "View", inspection: Inspection, day: date, by: str) -> None:
        self._view = view
        self._inspection = inspection
        self._day = day
        self._by = by
        self._rows = view.tallies_by(by, inspection.id)
        self._late = view.overdue_by(by, day.isoformat(), inspection.id)
        self.tallies = [tally for _, tally in self._rows]
        self.late = sum(self._late.values())

    def campaign(self) -> Campaign:
        shares = self._aspects() if self._by == "aspect" else self._holders()
        counts = figures(self.tallies, self.late)
        dated = self._view.due_between("0000-01-01", "9999-12-31", self._inspection.id)
        return Campaign(self._inspection, counts, list(shares), counts.issues - counts.completed - dated)

    def _share(self, key: Any) -> Figures:
        return figures((tally for each, tally in self._rows if each == key), self._late.get(key, 0))

    def _aspects(self) -> Iterator[Share]:
        for aspect in self._view.aspects(self._inspection.id):
            if not aspect.void:
                yield Share(aspect.title, self._share(aspect.id), aspect.number, aspect.claimed)
        rest = self._share(0)
        if rest.issues:
            yield Share("", rest)

    def _holders(self) -> list[Share]:
        """Owners or units, those with most to catch up first."""
        held: dict[Any, list[Tally]] = {}
        for key, tally in self._rows:
            held.setdefault(key, []).append(tally)
        shares = [Share(key, figures(tallies, self._late.get(key, 0))) for key, tallies in held.items()]
        return sorted(shares, key=lambda s: (-s.figures.overdue, s.figures.completed - s.figures.issues, s.title))

    def of(self, test: Callable[[str, str], bool]) -> list[Named]:
        """The first of those whose claim and verdict pass `test`."""
        pairs = sorted({(tally.claim, tally.verdict) for tally in self.tallies if test(tally.claim, tally.verdict)})
        found = [
            issue
            for claim, verdict in pairs
            for issue in self._first("id", Filter(self._inspection.id, claim=claim, verdict=verdict, level=0))
        ]
        return self._named(sorted(found, key=lambda issue: issue.id))

    def overdue(self) -> list[Named]:
        until = (max(self._day, date.min + ONE_DAY) - ONE_DAY).isoformat()
        wanted = Filter(self._inspection.id, overdue=True, as_of=self._day, due_to=until, level=0)
        return self._named(self._first("due", wanted)) if self.late else []

    def findings(self) -> dict[str, int]:
        return self._view.findings(self._inspection.id)

    def reviews(self) -> int:
        return self._view.reviews_due(self._day.isoformat(), self._inspection.id)

    def to_review(self) -> list[Named]:
        wanted = Filter(self._inspection.id, review_to=self._day.isoformat(), level=0)
        return self._named(self._first("review", wanted))

    def soon(self) -> int:
        return self._view.due_between(*self._window(), self._inspection.id)

    def due_soon(self) -> list[Named]:
        first, final = self._window()
        wanted = Filter(self._inspection.id, open=True, due_from=first, due_to=final, level=0)
        return self._named(self._first("due", wanted))

    def _window(self) -> tuple[str, str]:
        return self._day.isoformat(), (min(self._day, date.max - SOON) + SOON).isoformat()

    def _first(self, sort: str, wanted: Filter) -> Iterator[Issue]:
        return self._view.issues(wanted, sort, SHOWN)

    def _named(self, issues: Iterable[Issue]) -> list[Named]:
        return [(issue.name, issue) for issue in issues]


def _few(total: int, parts: Iterable[list[Named]], *, by_due: bool = False) -> Few:
    found = [named for part in parts for named in part] if total else []
    if by_due:
        found.sort(key=lambda named: named[1].due or "")
    return Few(total, found[:SHOWN])


def _next(total: Figures, lists: dict[str, Few], found: list[_Counted]) -> Step:
    """What a clerk would do next: what came back, then what is late, then what has not begun, then the report."""
    if not total.issues:
        return Step("add-issue", "why-empty")
    for why, sort in (("why-returned", "returned"), ("why-overdue", "overdue"), ("why-soon", "due_soon")):
        for name, issue in lists[sort].issues:
            return _step(why, name, issue)
    for why, test in (("why-pending", _is_pending), ("why-open", _is_under_way)):
        for name, issue in (named for each in found for named in each.of(test)):
            return _step(why, name, issue)
    return Step("report", "why-done" if total.completed == total.issues else "why-rest")


def _step(why: str, name: str, issue: Issue) -> Step:
    idle = not issue.actions or why == "why-returned" or issue.claim is Claim.STANDING
    return Step("log-action" if idle else "complete", why, name, issue)


# ---- as JSON


def as_json(found: Status) -> dict[str, Any]:
    """What `status --json` prints. `progress` is a number from 0 to 1, truncated to thousandths, null without issues."""
    data: dict[str, Any] = {"format": 1, "as_of": found.as_of.isoformat()}
    if found.entry is not None:
        data["entry"] = found.entry
    data |= _figures(found.figures)
    data["due_soon"] = found.due_soon.total
    data["reviews_due"] = found.reviews.total
    data["look_back"] = {**found.look_back._asdict(), "waiting": found.look_back.waiting}
    data["claims"] = dict(found.figures.claims)
    data["sub_issues"] = _figures(found.sub_issues)
    shares = [(each.inspection.code, share) for each in found.campaigns for share in each.shares]
    if found.by == "aspect":
        data["aspects"] = [
            {"number": share.number, "title": share.title, **_figures(share.figures)}
            | {"claimed": share.claimed, "inspection": code}
            for code, share in shares
        ]
    else:
        data[f"{found.by}s"] = [
            {found.by: share.title, **_figures(share.figures), "inspection": code} for code, share in shares
        ]
    data["inspections"] = [
        {"code": each.inspection.code, "title": each.inspection.title, **_figures(each.figures)}
        for each in found.campaigns
    ]
    for name in ("overdue", "due_soon", "standing", "returned", "unreviewed", "reviews"):
        data[f"{name}_first"] = [_named_json(*named) for named in getattr(found, name).issues]
    for row in data["returned_first"]:
        row["reason"] = found.reasons[row["id"]]
    data["next"] = {"command": found.next.command, "issue": found.next.name or None}
    return data


def _figures(counts: Figures) -> dict[str, Any]:
    permille = counts.permille
    names = ("issues", "completed", "closed", "standing", "overdue", "returned", "unreviewed", "checked", "waived")
    return {name: getattr(counts, name) for name in names} | {"progress": None if permille is None else permille / 1000}


def _named_json(name: str, issue: Issue) -> dict[str, Any]:
    deadline = issue.deadline.edtf if issue.deadline else None
    return {"number": name, "id": issue.id, "title": issue.title, "owner": issue.owner, "deadline": deadline}
