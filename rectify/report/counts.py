"""What is counted for a report beyond the figures of the model: what was done, what is open and since when, what changed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rectify.model.dossier import Brief
from rectify.model.figures import is_completed, is_overdue
from rectify.model.quantities import Outcome, Total, totals
from rectify.model.terms import ActionKind, Claim, Severity, Verdict

if TYPE_CHECKING:
    from rectify.model.dates import When
    from rectify.report import Sums

BANDS = ("30", "90", "over", "unknown")
"""How long something is open: up to 30 days, up to 90, longer, not known."""
_MONTH, _QUARTER = 30, 90
_TOGETHER = 200
NAMED = 20
"""How many issues that were newly completed are named."""


def is_open(claim: str, verdict: str) -> bool:
    """Whether something is still to be done by a day: neither completed nor standing nor waived."""
    return not is_completed(claim, verdict) and claim != Claim.STANDING and verdict != Verdict.WAIVED


# ---- what was done


class Done(NamedTuple):
    """What was done, counted: actions by kind (each kind, also those with none), outcomes and money by name, rules."""

    actions: int
    kinds: dict[str, int]
    outcomes: list[Total]
    money: list[Total]
    rules: int


def done(sums: "Sums") -> Done:
    """What adds up."""
    kinds = dict.fromkeys((kind.value for kind in ActionKind), 0)

    def outcomes() -> Iterator[tuple[Outcome, int]]:
        for kind, found, number in sums.counted():
            kinds[kind] += number
            yield from ((each, number) for each in found)

    counted, money = totals(outcomes())
    return Done(sum(kinds.values()), kinds, counted, money, sum(1 for _ in sums.rules()))


# ---- what is open, and since when


class Rated(NamedTuple):
    """How many issues of one rating there are, and how they stand."""

    issues: int = 0
    completed: int = 0
    open: int = 0
    overdue: int = 0


class Survey(NamedTuple):
    """What one look at every issue tells: who answers, how many are open and for how long, by rating."""

    owned: int
    """With an owner or a unit in charge."""
    led: int
    dated: int
    """With a day by which it must be put right."""
    open: int
    ages: dict[str, int]
    """Band -> open issues, by days since the findings were given."""
    late: dict[str, int]
    """Band -> overdue issues, by days past the deadline."""
    ratings: dict[str, Rated]
    """Rating ('' for none) -> counts; every rating, also those with none."""
    shared: dict[str, str]
    """Post (lead, owner, unit) -> who holds it for every issue, where there are several issues and it is one and the same."""


class _Counted(NamedTuple):
    """Issues counted by what they have in common: few of a million differ in it."""

    states: Counter[tuple[str | None, str, str, str]]
    """Day due, claim, verdict, rating."""
    known: Counter[tuple[str, str, str]]
    """Day on which it was found, claim, verdict."""
    owned: int
    led: int
    shared: dict[str, str]


def survey(briefs: Iterable[Brief], feedback: "When | None", day: date) -> Survey:
    counted = _counted(briefs)
    ages, late = dict.fromkeys(BANDS, 0), dict.fromkeys(BANDS, 0)
    ratings = {rating: [0] * len(Rated._fields) for rating in (*(each.value for each in Severity), "")}
    dated = 0
    for (since, claim, verdict), number in counted.known.items():
        if is_open(claim, verdict):
            ages[_age(since, feedback, day)] += number
    for (due, claim, verdict, severity), number in counted.states.items():
        is_done = is_completed(claim, verdict)
        overdue = is_overdue(due, day.isoformat(), completed=is_done)
        dated += number * (due is not None)
        if overdue and due:
            late[band((day - date.fromisoformat(due)).days)] += number
        for place, counts in enumerate((True, is_done, is_open(claim, verdict), overdue)):
            ratings[severity][place] += number * counts
    rated = {rating: Rated(*counts) for rating, counts in ratings.items()}
    several = sum(of.issues for of in rated.values()) > 1
    common = {post: who for post, who in counted.shared.items() if who and several}
    return Survey(counted.owned, counted.led, dated, sum(ages.values()), ages, late, rated, common)


def _counted(briefs: Iterable[Brief]) -> _Counted:
    states: Counter[tuple[str | None, str, str, str]] = Counter()
    known: Counter[tuple[str, str, str]] = Counter()
    owned = led = 0
    shared: dict[str, str] | None = None
    stream = iter(briefs)
    while chunk := list(islice(stream, _TOGETHER)):  # column by column, which takes a third of the time
        _, since, due, claims, verdicts, severities, owners, leads, units, *_ = zip(*chunk, strict=True)
        states.update(zip(due, claims, verdicts, severities, strict=True))
        known.update(zip(since, claims, verdicts, strict=True))
        owned += sum(map(bool, map(max, owners, units)))
        led += len(leads) - leads.count("")
        posts = {"lead": leads, "owner": owners, "unit": units}
        if shared is None:
            shared = {post: held[0] for post, held in posts.items()}
        shared = {post: who for post, who in shared.items() if posts[post].count(who) == len(chunk)}
    return _Counted(states, known, owned, led, shared or {})


def band(days: int) -> str:
    return "30" if days <= _MONTH else "90" if days <= _QUARTER else "over"


def _age(since: str, feedback: "When | None", day: date) -> str:
    """How long an issue is open: since the feedback, else since it was found. A vague day may leave it unknown."""
    first, last = date.fromisoformat(since), date.fromisoformat(since)
    if feedback is not None:
        if feedback.earliest is None or feedback.latest is None:
            return "unknown"
        first, last = feedback.earliest, feedback.latest
    longest, shortest = band((day - first).days), band((day - last).days)
    return longest if longest == shortest else "unknown"


# ---- what changed since the last report


def changes(before: Iterator[Brief], now: Iterator[Brief]) -> tuple[list[int], int, int]:
    """The issues completed now and not before (the first NAMED ids, and how many), and how many the other way round.

    Both come in order of id, and every issue that was there before is there now.
    """
    named: list[int] = []
    gained = lost = 0
    past = next(before, None)
    for each in now:
        while past is not None and past.id < each.id:
            past = next(before, None)
        was = past is not None and past.id == each.id and is_completed(past.claim, past.verdict)
        is_now = is_completed(each.claim, each.verdict)
        gained += is_now and not was
        lost += was and not is_now
        if is_now and not was and len(named) < NAMED:
            named.append(each.id)
    return named, gained, lost
