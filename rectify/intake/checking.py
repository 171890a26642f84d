"""What a draft says of itself that does not agree: totals, shares, counts, numbers, ranges, redactions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, product

from rectify.documents.document import Table
from rectify.intake.draft import DraftIssue, Total
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line
from rectify.model.figures import is_completed
from rectify.model.terms import Claim, Verdict


def check(gathering: Gathering, lines: Iterable[Line], tables: Iterable[Table]) -> None:
    """Adds the remarks that need the whole draft, of whose source these are the lines and the tables."""
    if gathering.issues:
        _aspect_counts(gathering)
        _ranges(gathering)
        _numbers(gathering)
        _totals(gathering)
        _shares(gathering)
    rows = ((" ".join(row), f"{table.place} row {n}") for table in tables for n, row in enumerate(table.rows, start=1))
    _redactions(gathering, chain(((line.text, line.place) for line in lines), rows))


def _tops(gathering: Gathering) -> list[DraftIssue]:
    return [issue for issue in gathering.issues if issue.parent is None]


def _aspect_counts(gathering: Gathering) -> None:
    counted = Counter(issue.aspect for issue in _tops(gathering))
    for position, aspect in enumerate(gathering.aspects):
        held = counted[position]
        if aspect.claimed is not None and aspect.claimed != held:
            gathering.remark(
                "aspect-count-disagrees", aspect.place, aspect=aspect.title, claimed=aspect.claimed, held=held
            )


def _ranges(gathering: Gathering) -> None:
    held: dict[int | None, list[int]] = {}
    for issue in _tops(gathering):
        if issue.number.isdecimal():
            held.setdefault(issue.aspect, []).append(int(issue.number))
    for position, (first, last, place) in gathering.ranges.items():
        numbers = sorted(held.get(position, ()))
        if numbers and (numbers[0], numbers[-1]) != (first, last):
            aspect = gathering.aspects[position]
            claimed = f"{first}—{last}" if first != last else str(first)
            found = f"{numbers[0]}—{numbers[-1]}" if numbers[0] != numbers[-1] else str(numbers[0])
            gathering.remark("range-disagrees", place, aspect=aspect.title, claimed=claimed, held=found)


# Numbers


def _numbers(gathering: Gathering) -> None:
    """Numbers missing, doubled and out of order: through the whole list, or in each aspect where they start anew there."""
    numbered = [issue for issue in _tops(gathering) if issue.number.isdecimal() and not issue.reference]
    for run in _runs(numbered):
        _run(gathering, run)


def _runs(numbered: list[DraftIssue]) -> list[list[DraftIssue]]:
    aspects: dict[int | None, list[DraftIssue]] = {}
    for issue in numbered:
        aspects.setdefault(issue.aspect, []).append(issue)
    by_aspect = list(aspects.values())
    anew = [run for run in by_aspect if int(run[0].number) == 1]
    return by_aspect if len(anew) > 1 and len(anew) * 2 > len(by_aspect) else _begun_anew(numbered)


def _begun_anew(numbered: list[DraftIssue]) -> list[list[DraftIssue]]:
    """A list that counts from 1 more than once, as it does under headings that are no aspects (已完成的问题, 正在整改的问题)."""
    runs: list[list[DraftIssue]] = []
    for issue in numbered:
        if not runs or (issue.number == "1" and (len(runs) > 1 or int(runs[-1][-1].number) > 1)):
            runs.append([])
        runs[-1].append(issue)
    return runs


_MOST = 50
_SECOND = 2


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
        first = min(seen) if min(seen) > _SECOND else 1  # a list that begins with 23 is a part of another
        missing = [number for number in range(first, min(max(seen), first + len(run) + _MOST)) if number not in seen]
        for number in missing[:_MOST]:
            after = next((issue for issue in run if int(issue.number) > number), run[-1])
            gathering.remark("number-missing", after.place, number=number)


# Totals and shares


def _claimed(gathering: Gathering, level: str) -> Total | None:
    """The largest figure that the text claims of a level: smaller ones count a part (8个问题中…)."""
    figures = [total for total in gathering.totals if total.level == level and total.number is not None]
    return max(figures, key=lambda total: total.number or 0, default=None)


def _totals(gathering: Gathering) -> None:
    tops = _tops(gathering)
    subs = len(gathering.issues) - len(tops)
    if (aspects := _claimed(gathering, "aspects")) and gathering.aspects:
        _compare(gathering, aspects, len(gathering.aspects), may_be_more=_summary(gathering))
    if issues := _claimed(gathering, "issues"):
        _compare(gathering, issues, len(tops), may_be_more=True)
    told = {len(tops), len(gathering.issues), issues.number if issues else None}
    if (parts := _claimed(gathering, "sub-issues")) and parts.number not in told:
        _compare(gathering, parts, subs or len(tops), may_be_more=True)
    done = [total for total in gathering.totals if total.level == "completed" and total.number is not None]
    leaves = _leaves(gathering)
    held = _completed(leaves if subs and not all(issue.claim for issue in tops) else tops)
    if (
        done
        and all(issue.claim for issue in leaves)
        and not any(_counts(total.number or 0, some) for total in done for some in (tops, leaves))
    ):
        most = max(done, key=lambda total: total.number or 0)
        if not _summary(gathering) or (most.number or 0) < held:
            _compare(gathering, most, held, may_be_more=(most.number or 0) > len(leaves))


def _leaves(gathering: Gathering) -> list[DraftIssue]:
    """The findings that have no parts, and the parts of those that have."""
    parents = {issue.parent for issue in gathering.issues}
    return [issue for position, issue in enumerate(gathering.issues) if position not in parents]


def _counts(number: int, issues: list[DraftIssue]) -> bool:
    """Whether so many of the issues are completed; what is completed and goes on (已完成,长期坚持) may be counted or not."""
    held = _completed(issues)
    standing = sum(issue.claim == Claim.STANDING and "完成" in issue.claim_words for issue in issues)
    return held <= number <= held + standing


def _compare(gathering: Gathering, total: Total, held: int, *, may_be_more: bool = False) -> None:
    """Fewer items than claimed are allowed in a summary, which is to say so; more never are."""
    assert total.number is not None
    if total.number == held:
        return
    code = "not-itemised" if may_be_more and total.number > held else "total-disagrees"
    gathering.remark(code, total.place, level=total.level, claimed=total.number, held=held, words=total.words)


def _summary(gathering: Gathering) -> bool:
    issues, parts = _claimed(gathering, "issues"), _claimed(gathering, "sub-issues")
    if issues is None:
        return parts is not None and (parts.number or 0) > len(gathering.issues)
    return (issues.number or 0) > len(_tops(gathering))


def _completed(issues: list[DraftIssue]) -> int:
    return sum(is_completed(issue.claim, Verdict.UNREVIEWED) for issue in issues)


_OF_A_PART = re.compile("立行立改|分阶段|资金|金额|任务|满意|其中|同比|类|阶段")


def _shares(gathering: Gathering) -> None:
    """A share agrees where the figures beside it, or else the list, come to it, rounded or cut off."""
    tops = _tops(gathering)
    told = [(_completed(tops), len(tops))] if all(issue.claim for issue in tops) else []
    known: dict[str, list[tuple[int, int]]] = {}
    for total in gathering.totals:
        if not total.percent or _OF_A_PART.search(total.words):
            continue
        if total.level not in known:
            of_measures = total.level.startswith("measures")
            whole = ("measures",) if of_measures else ("issues", "sub-issues")
            known[total.level] = [*_pairs(gathering, total.level, whole), *(() if of_measures else told)]
        pairs = known[total.level]
        if pairs and not any(_comes_to(total.percent, part, of) for part, of in pairs):
            part, of = pairs[-1]
            gathering.remark(
                "percent-disagrees", total.place, claimed=f"{total.percent}%", part=part, whole=of, words=total.words
            )


_FIGURES = 40
"""No report claims more different figures of one level."""


def _pairs(gathering: Gathering, level: str, whole: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    parts = [one.number for one in gathering.totals if one.level == level and one.number and "全部" not in one.words]
    wholes = [one.number for one in gathering.totals if one.level in whole and one.number]
    return product(_last_different(parts), _last_different(wholes))


def _last_different(figures: list[int]) -> list[int]:
    return list(dict.fromkeys(reversed(figures)))[:_FIGURES][::-1]


def _comes_to(percent: str, part: int, whole: int) -> bool:
    """Whether part of whole is this share, rounded or cut off at its last decimal.

    >>> _comes_to("98.71", 688, 697), _comes_to("77.7", 7, 9), _comes_to("77.8", 7, 9), _comes_to("78.0", 7, 9)
    (True, True, True, False)
    """
    decimals = len(percent.partition(".")[2])
    scale = 100 * 10**decimals
    digits = int(percent.replace(".", ""))
    return whole > 0 and digits in (part * scale // whole, (2 * part * scale + whole) // (2 * whole))


# Redactions


_NAMED = r"(?:[一-鿿]{0,8}?(?:[县市区省党]委(?!员)|大学|大会|公司|集团|[县市区镇乡村局院校大会])|[一-鿿]{0,2})"
_HIDDEN = re.compile(
    rf"(?:[XxＸ×]{{2,}}|[XＸ×](?=[县市区镇乡局委村某]))(?![月日年]){_NAMED}|某某?(?=[县市区镇乡局委村同人])[一-鿿]|[一-鿿][*＊]{{1,3}}|[□■▇█]+"
)
"""A name that is withheld, with the words that say what it is the name of: XX青年企业商会, XX县委, 张**."""
_SHOWN = 5


def _redactions(gathering: Gathering, texts: Iterable[tuple[str, str]]) -> None:
    """One remark for all names that are withheld; dates have their own."""
    places: dict[str, str] = {}
    count = 0
    for text, place in texts:
        for found in _HIDDEN.finditer(text):
            count += 1
            places.setdefault(found[0], place)
    if places:
        gathering.remark("redaction", next(iter(places.values())), words="、".join(list(places)[:_SHOWN]), count=count)
