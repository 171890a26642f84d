"""What is counted for a report beyond the figures of the model: what was done, what is open and since when, what changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rectify.model.dossier import Brief
from rectify.model.figures import is_completed, is_overdue
from rectify.model.quantities import Total, totals
from rectify.model.terms import ActionKind, Claim, Severity, Verdict

if TYPE_CHECKING:
    from rectify.model.dates import When
    from rectify.report import Sums

BANDS = ("30", "90", "over", "unknown")
"""How long something is open: up to 30 days, up to 90, longer, not known."""
_MONTH, _QUARTER = 30, 90
_KEPT = 1024
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
    kinds = dict.fromkeys((kind.value for kind in ActionKind), 0) | sums.kinds()
    counted, money = totals(sums.outcomes())
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


def survey(briefs: Iterable[Brief], feedback: "When | None", day: date) -> Survey:
    owned = led = dated = 0
    ages, late = dict.fromkeys(BANDS, 0), dict.fromkeys(BANDS, 0)
    ratings = {rating: [0] * len(Rated._fields) for rating in (*(each.value for each in Severity), "")}
    shared: dict[str, str] | None = None
    today = day.isoformat()
    age = lru_cache(_KEPT)(lambda since: _age(since, feedback, day))

    @lru_cache(_KEPT)
    def stands(due: str | None, claim: str, verdict: str) -> tuple[bool, bool, bool, str]:
        """Whether it is completed, open, overdue; and since when that, as a band."""
        completed = is_completed(claim, verdict)
        overdue = is_overdue(due, today, completed=completed)
        past = band((day - date.fromisoformat(due)).days) if overdue and due else ""
        return completed, is_open(claim, verdict), overdue, past

    for _, since, due, claim, verdict, severity, owner, lead, unit, *_ in briefs:
        if shared is None:
            shared = {"lead": lead, "owner": owner, "unit": unit}
        elif shared:
            posts = {"lead": lead, "owner": owner, "unit": unit}
            shared = {post: who for post, who in shared.items() if who == posts[post]}
        owned += bool(owner or unit)
        led += bool(lead)
        dated += due is not None
        is_done, still, overdue, past = stands(due, claim, verdict)
        if still:
            ages[age(since)] += 1
        if past:
            late[past] += 1
        counts = ratings[severity]
        counts[0] += 1
        counts[1] += is_done
        counts[2] += still
        counts[3] += overdue
    rated = {rating: Rated(*counts) for rating, counts in ratings.items()}
    several = sum(of.issues for of in rated.values()) > 1
    common = {post: who for post, who in (shared or {}).items() if who and several}
    return Survey(owned, led, dated, sum(ages.values()), ages, late, rated, common)


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
