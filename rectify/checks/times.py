"""Time: no date, late, moved deadlines, an order that cannot be, everything entered at the end."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from rectify.checks.case import Case, Finding, Found
from rectify.checks.clauses import Sense
from rectify.model.figures import timing

_DAY = re.compile(
    r"(?<!\d)\d{1,2}月(?!度)|[一二三四上下]半?季度|上半年|下半年|(?:19|20)\d\d年(?:[初底末]|\d)"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) ?\d|\b(?:in|by|since|until|of|and|from|to|between) (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\bQ[1-4]\b|(?:19|20)\d\d-\d\d",
    re.IGNORECASE,
)


def no_date(case: Case) -> Iterator[Found]:
    """Not one act has a date; a month or a quarter is one.

    fires: 储备不足 | 补充编织袋3万条，救生衣200件。
    fires: 储备不足 | 已组织选址，计划2024年9月30日前补充编织袋3万条。
    fires: Tapes are not encrypted | All tapes were encrypted.
    quiet: 储备不足 | 4月份补充编织袋3万条，救生衣200件。
    quiet: Tapes are not encrypted | All tapes were encrypted in March.
    """
    for finding in case.completed:
        known = finding.dates or finding.issue.claimed_on
        if finding.dossier.deeds and not known and not _dated_in_words(finding):
            yield Found(finding.place)


def _dated_in_words(finding: Finding) -> bool:
    """Whether the words have a date that the deeds did not take: 到7月登记241人次."""
    return any(_DAY.search(one.bare) for one in finding.clauses if one.sense is not Sense.AHEAD)


def completed_late(case: Case) -> Iterator[Found]:
    """Completed after the last day that its first deadline can mean."""
    for finding in case.completed:
        issue = finding.issue
        first = issue.first_deadline.latest if issue.first_deadline else None
        as_of = (case.day or date.max).isoformat()
        if first and timing(first.isoformat(), issue.claimed_on, as_of, completed=True) == "late":
            yield Found(
                finding.place,
                {"deadline": first.isoformat(), "date": issue.claimed_on.edtf if issue.claimed_on else ""},
            )


def overdue(case: Case) -> Iterator[Found]:
    """Not completed, and the last day that its deadline can mean is over."""
    day = case.day.isoformat() if case.day else ""
    for finding in case.findings:
        if day and timing(finding.issue.due, None, day, completed=finding.completed) == "late":
            yield Found(finding.place, {"deadline": finding.issue.due or ""})


def deadline_moved(case: Case) -> Iterator[Found]:
    """The deadline was moved, more than once or without a reason."""
    for finding in case.findings:
        moves = finding.dossier.deadlines[1:]
        if len(moves) > 1 or any(not move.reason for move in moves):
            first, last = finding.dossier.deadlines[0].deadline, moves[-1].deadline
            yield Found(finding.place, {"times": len(moves), "first": first.edtf, "last": last.edtf})


def order_impossible(case: Case) -> Iterator[Found]:
    """Completed before the last thing that was done for it, or before the feedback.

    quiet: 储备不足 | 4月份补充编织袋3万条，救生衣200件。
    """
    feedback = case.feedback.earliest if case.feedback else None
    for finding in case.completed:
        claimed = finding.issue.claimed_on
        until = claimed.latest if claimed else None
        after = next(
            (deed for deed in finding.dossier.deeds if until and deed.date.earliest and deed.date.earliest > until),
            None,
        )
        if after:
            place = finding.places.get(after.id, finding.place)
            yield Found(place, {"date": claimed.edtf if claimed else "", "later": after.date.edtf})
        elif until and feedback and until < feedback:
            yield Found(finding.place, {"date": until.isoformat(), "later": feedback.isoformat()})


_LAST_DAYS = timedelta(days=7)
_MANY = 5


def entered_at_the_end(case: Case) -> Iterator[Found]:
    """Most of what was done was entered within a week, long after it is said to have happened."""
    acts = {deed.id: deed for finding in case.findings for deed in finding.dossier.deeds if deed.id in case.entered}
    days = Counter(case.entered[key] for key in acts)
    if sum(days.values()) < _MANY:
        return
    last = date.fromisoformat(max(days))
    within = [key for key in acts if last - date.fromisoformat(case.entered[key]) < _LAST_DAYS]
    late = [
        key
        for key in within
        if (end := acts[key].date.latest) and date.fromisoformat(case.entered[key]) - end > _LAST_DAYS * 4
    ]
    if len(late) >= _MANY and len(late) * 3 >= len(acts) * 2:
        yield Found("", {"number": len(late), "all": len(acts), "last": last.isoformat()})
