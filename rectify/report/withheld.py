"""What a version for the public withholds, and whether a text says any of it."""

import re
from collections.abc import Iterable
from functools import cached_property

from rectify.errors import WrongUsage
from rectify.model.quantities import Outcome, read_outcome

POSTS = frozenset((
    "主要领导", "分管领导", "主管领导", "主要负责人", "分管负责人", "单位负责人", "党组书记", "党委书记", "党支部书记", "班子成员",
    "一把手", "局长", "主任", "院长", "校长", "董事长", "总经理",
))  # fmt: skip
"""What stands where a person is asked for and names nobody; an office may add its own."""
_SHORTEST = 4
"""Characters of an internal text that is looked for elsewhere; shorter ones stand in anything."""


class Secrets:
    """What is withheld, and whether a text says any of it."""

    def __init__(self, posts: frozenset[str]) -> None:
        self._posts = posts
        self.persons: dict[str, None] = {}
        self.amounts: set[tuple[int, str]] = set()
        self.texts: dict[str, None] = {}
        self.withheld = dict.fromkeys(("issues", "actions", "measures", "texts"), 0)

    def is_person(self, who: str) -> bool:
        return bool(who) and who not in self._posts

    def person(self, *who: str) -> None:
        for each in who:
            for name in re.split(r"[、，,;；/\s]+", each) if not each.isascii() else [each]:
                if self.is_person(name):
                    self.persons[name] = None

    def money(self, outcomes: Iterable[Outcome]) -> None:
        self.amounts |= {(each.minor, each.currency) for each in outcomes if each.minor is not None}

    def internal(self, kind: str, *texts: str) -> None:
        self.withheld[kind] += 1
        self.texts |= dict.fromkeys(text.strip().rstrip("。") for text in texts if len(text) >= _SHORTEST)

    def said(self, text: str) -> str:
        """The first thing withheld that `text` says; empty where it says none."""
        if not text:
            return ""
        found = self._names.search(text) if self._names else None
        if found:
            return found[0]
        if self.amounts:
            for amount in _AMOUNT.finditer(text):
                if _read(amount[0]) in self.amounts:
                    return amount[0]
        return ""

    @cached_property
    def _names(self) -> "re.Pattern[str] | None":
        # Latin names count as words of their own: a Mr Root is not the root of a cause
        words = sorted({*self.persons, *self.texts}, key=len, reverse=True)
        told = (rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word) for word in words)
        return re.compile("|".join(told)) if words else None


_AMOUNT = re.compile(
    r"(?:至少|不少于|近|约)?\d[\d,，]*(?:\.\d+)?\s*[余多]?\s*(?:万亿|千万|百万|千|万|亿)?[余多]?\s*"
    r"(?:元|人民币|CNY|RMB|USD|EUR|GBP|HKD)|(?:CNY|RMB|USD|EUR|GBP|HKD)\s*\d[\d,]*(?:\.\d+)?",
    re.IGNORECASE,
)


def _read(words: str) -> tuple[int, str] | None:
    currency = re.match(r"[A-Za-z]+", words)
    plain = f"{words[currency.end() :]} {currency[0]}" if currency else re.sub("近|约", "", words)
    try:
        outcome = read_outcome(f"x={plain}")
    except WrongUsage:
        return None
    return (outcome.minor, outcome.currency) if outcome.minor is not None else None
