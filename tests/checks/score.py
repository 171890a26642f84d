"""How often a remark of `check` is right (precision), and how many of the places that deserve one get one (recall).

    python -m tests.checks.score [--misses]

The labelled issues of `tests/data/checks` are written into small reports, one for each group and one for each issue that
stands alone, which are read and checked as any document is. `--misses` names what went wrong in the half that rules are
tuned on; of the half held out nothing but the sums is ever told.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from rectify.checks import check
from rectify.checks.drafts import of_draft
from rectify.documents.reading import read_bytes
from rectify.intake import understand
from rectify.intake.draft import Draft
from tests.data.checks.draw import FRESH, HELD, TUNING, Item, carried, load

FILES = {"tuning": TUNING, "held": HELD, "fresh": FRESH}
LABELS: dict[str, str] = {
    "soft-only": "soft-only",
    "object-unmentioned": "object-unmentioned",
    "object-elsewhere": "object-unmentioned",
    "no-effect": "no-effect",
    "before-feedback": "before-feedback",
    "no-date": "no-date",
    "intention": "intention",
    "vague-quantity": "vague-quantity",
    "begun-not-done": "acted-not-done",
    "same-text": "same-text",
    "same-meeting": "same-meeting",
    "person-named": "privacy",
    "telephone": "privacy",
    "identity-number": "privacy",
}
"""Code -> the label that it answers. Where several codes answer one, each has only its part of the recall."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Tally(NamedTuple):
    """How many remarks were right, how many were made, and how many were deserved."""

    right: int
    made: int
    deserved: int

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.deserved if self.deserved else 1.0

    def __str__(self) -> str:
        return f"{self.precision:9.2f} {self.recall:6.2f}   {self.right:>3} of {self.made:<3} made, {self.deserved:>3} deserved"


def report(items: list[Item]) -> str:
    """A report that tells these issues."""
    first = items[0]
    feedback, day = (date.fromisoformat(first[key]) for key in ("feedback", "report"))
    if first["language"] == "zh":
        told = (f"{number}.{item['fault']}。{item['text']}" for number, item in enumerate(items, 1))
        opening = f"根据县委统一部署，县委第一巡察组对某县某局开展了巡察，{_zh(feedback)}，巡察组反馈了意见。现将整改情况报告如下。"
        return "\n".join(("某县某局关于巡察整改情况的报告", opening, "一、整改落实情况", *told, "某县某局", _zh(day)))
    told = (f"Finding {number}: {item['fault']}\n{item['text']}" for number, item in enumerate(items, 1))
    opening = f"On {_en(feedback)} the findings were issued. This report says what was done."
    return "\n".join(("Report on remedial action", f"Date: {_en(day)}", "", opening, "", *told))


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _en(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def drafted(items: list[Item]) -> Draft:
    """What is read of these issues. What is claimed of each is taken from the label: how reading does is measured elsewhere."""
    source = read_bytes(report(items).encode(), "report.txt")
    draft = understand(source, today=date.fromisoformat(items[0]["report"]))
    claimed = (each._replace(claim=item["claim"]) for each, item in zip(draft.issues, items, strict=False))
    return draft._replace(issues=tuple(claimed))


def reports(items: Iterable[Item]) -> list[list[Item]]:
    """Issues of one group in one report."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item["group"] or item["id"], []).append(item)
    return list(found.values())


@cache
def remarked(half: str) -> dict[str, set[str]]:
    """The ids of a half -> the codes that were remarked on each."""
    codes: dict[str, set[str]] = {}
    for items in reports(load(FILES[half])):
        codes |= {item["id"]: set() for item in items}
        case = of_draft(drafted(items))
        names = {finding.issue.name: items[at]["id"] for at, finding in enumerate(case.findings[: len(items)])}
        for remark in check(case, whole=True):
            for place in remark.place.split("; "):
                name = place.removeprefix("issue ").partition(",")[0]
                if name in names:
                    codes[names[name]].add(remark.code)
    return codes


def tallies(half: str) -> dict[str, Tally]:
    """Code -> how its rule did."""
    made = remarked(half)
    deserved = {item["id"]: carried(item) for item in load(FILES[half])}
    found = {}
    for code, label in LABELS.items():
        said = {key for key, codes in made.items() if code in codes}
        due = {key for key, labels in deserved.items() if label in labels}
        found[code] = Tally(len(said & due), len(said), len(due))
    return found


def lines() -> Iterator[str]:
    """The table of each part."""
    for half in FILES:
        yield f"{half:<20}precision recall"
        yield from (f"{code:<20}{tally}" for code, tally in tallies(half).items())


def misses() -> Iterator[str]:
    """What went wrong in the half to tune on: said and not deserved (+), deserved and said by no rule (-)."""
    for item in load(TUNING):
        made, due = remarked("tuning")[item["id"]], carried(item)
        more = [f"+{code}" for code, label in LABELS.items() if code in made and label not in due]
        less = [f"-{label}" for label in sorted(due) if not any(LABELS.get(code) == label for code in made)]
        if wrong := [*more, *(each for each in less if each != "-hollow")]:
            yield f"{item['id']} {' '.join(wrong)}\n    {item['fault']}\n    {item['text']}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
    if "--misses" in sys.argv:
        sys.stdout.writelines(f"{line}\n" for line in misses())
