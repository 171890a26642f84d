"""What a draft says of itself that does not agree: totals, shares, counts, numbers, ranges, redactions."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rectify.intake.draft import DraftIssue
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line
from rectify.model.figures import is_completed
from rectify.model.terms import Claim, Verdict


def check(gathering: Gathering, lines: Iterable[Line]) -> None:
    """Adds the remarks that need the whole draft."""
    if gathering.issues:
        _aspect_counts(gathering)
        _ranges(gathering)
        _numbers(gathering)
        _totals(gathering)
        _shares(gathering)
    _redactions(gathering, lines)


def _tops(gathering: Gathering) -> list[DraftIssue]:
    return [issue for issue in gathering.issues if issue.parent is None]


def _aspect_counts(gathering: Gathering) -> None:
    for position, aspect in enumerate(gathering.aspects):
        held = sum(issue.aspect == position for issue in _tops(gathering))
        if aspect.claimed is not None and aspect.claimed != held:
            gathering.remark("aspect-count-disagrees", aspect.place, aspect=aspect.title, claimed=aspect.claimed, held=held)


def _ranges(gathering: Gathering) -> None:
    for position, (first, last, place) in gathering.ranges.items():
        numbers = sorted(int(issue.number) for issue in _tops(gathering) if issue.aspect == position and issue.number.isdecimal())
        if numbers and (numbers[0], numbers[-1]) != (first, last):
            aspect = gathering.aspects[position]
            claimed = f"{first}—{last}" if first != last else str(first)
            held = f"{numbers[0]}—{numbers[-1]}" if numbers[0] != numbers[-1] else str(numbers[0])
            gathering.remark("range-disagrees", place, aspect=aspect.title, claimed=claimed, held=held)


# Numbers


def _numbers(gathering: Gathering) -> None:
    """Numbers missing, doubled and out of order: through the whole list, or in each aspect where they start anew there."""
    numbered = [issue for issue in _tops(gathering) if issue.number.isdecimal()]
    for run in _runs(numbered):
        _run(gathering, run)


def _runs(numbered: list[DraftIssue]) -> list[list[DraftIssue]]:
    aspects = list(dict.fromkeys(issue.aspect for issue in numbered))
    by_aspect = [[issue for issue in numbered if issue.aspect == aspect] for aspect in aspects]
    anew = [run for run in by_aspect if run and int(run[0].number) == 1]
    return by_aspect if len(anew) > 1 and len(anew) * 2 > len(by_aspect) else [numbered]


_MOST = 50


def _run(gathering: Gathering, run: list[DraftIssue]) -> None:
    seen: set[int] = set()
    for last, issue in pairwise([None, *run]):
        number = int(issue.number) if issue else 0
        assert issue is not None
        if number in seen:
            gathering.remark("number-doubled", issue.place, number=number)
        elif last is not None and number < int(last.number):
            gathering.remark("number-out-of-order", issue.place, number=number, before=int(last.number))
        seen.add(number)
    if run:
        missing = [number for number in range(min(min(seen), 2), min(max(seen), len(run) + _MOST)) if number not in seen]
        for number in missing[:_MOST]:
            after = next((issue for issue in run if int(issue.number) > number), run[-1])
            gathering.remark("number-missing", after.place, number=number)


# Totals and shares

_CLAIMS = {
    "completed": (Claim.COMPLETED,),
    "substantial": (Claim.SUBSTANTIAL,),
    "standing": (Claim.STANDING,),
    "pending": (Claim.PENDING,),
}


def _held(gathering: Gathering, level: str) -> int | None:
    """How many the draft holds of what a total counts; None where it does not say."""
    tops = _tops(gathering)
    if level == "aspects":
        return len(gathering.aspects) or None
    if level == "issues":
        return len(tops)
    if level == "sub-issues":
        subs = len(gathering.issues) - len(tops)
        return subs or None
    if level == "measures":
        return len(gathering.measures) or None
    if level == "completed":
        return _completed(tops) if any(issue.claim for issue in tops) else None
    return None


def _completed(issues: list[DraftIssue]) -> int:
    return sum(is_completed(issue.claim, Verdict.UNREVIEWED) for issue in issues)


def _totals(gathering: Gathering) -> None:
    tops = _tops(gathering)
    claimed = max((total.number or 0 for total in gathering.totals if total.level == "issues"), default=0)
    summary = claimed > len(tops)
    for total in gathering.totals:
        held = _held(gathering, total.level) if total.number is not None else None
        if held is None or held == total.number or total.number is None:
            continue
        if total.level in ("issues", "sub-issues") and total.number > held:
            if not _within(gathering, total.number):
                gathering.remark("not-itemised", total.place, claimed=total.number, held=held, words=total.words)
        elif total.level == "issues" and total.number < claimed:
            continue  # a part of them is counted: 8个问题中…
        elif total.level == "completed" and (summary or not _whole(gathering, total.number)):
            continue
        elif total.level == "measures" and not summary and total.number < held:
            continue
        elif total.level != "measures":
            gathering.remark("total-disagrees", total.place, level=total.level, claimed=total.number, held=held, words=total.words)
