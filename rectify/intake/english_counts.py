"""Counted results in English: 50 staff trained, EUR 3,180.50 recovered, (leavers: 4 people, talks: at least 3)."""

import re
from functools import cache

from rectify.model.quantities import Outcome

_SOURCE = (
    r"(?P<low>at least|more than|over|some|nearly|almost|approximately|about)?\s?"
    r"(?:(?P<currency>[$£€]|USD|EUR|GBP|HKD|CNY|RMB)\s?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?)"
    r"(?P<more>\+)?(?:\s?(?P<scale>million|thousand|billion|m|k|bn)\b)?"
    r"(?P<unit>\s?(?:USD|EUR|GBP|HKD|CNY|RMB)|(?:\s[a-z][a-z-]{2,}){1,2})?"
)


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(_SOURCE, re.IGNORECASE)


def digits(number: str) -> str:
    """A number without what varies: 1,250.50 is 1250.5."""
    whole, _, fraction = number.replace(",", "").replace("，", "").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


_ROUNDED = frozenset(("at least", "more than", "over", "some", "nearly", "almost", "approximately", "about"))
_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "RMB": "CNY"}
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_NO_UNIT = frozenset(
    [
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "by",
        "for",
        "from",
        "with",
        "the",
        "a",
        "an",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "been",
        "per",
        "days",
        "day",
        "months",
        "month",
        "years",
        "year",
        "weeks",
        "hours",
    ]
)


def english_counts(folded: str, start: int, end: int) -> tuple[Outcome, ...]:
    """The counted results in an English text: those that a list at its end names, else the figures of its words."""
    if listed := _listed(folded, start, end):
        return listed
    found = []
    for match in _pattern().finditer(folded, start, end):
        outcome = _outcome(folded, match)
        if outcome is not None:
            found.append(outcome)
    return tuple(found)


_LIST = re.compile(r"\(([^()]*\d[^()]*)\)[\s.;]*$")
_RULE = re.compile(r"“[^”]*”;?\s*")


@cache
def _named_pattern() -> "re.Pattern[str]":
    return re.compile(rf"(?P<name>[^\W\d][\w /-]{{1,40}}): (?:{_SOURCE})", re.IGNORECASE)


def _listed(folded: str, start: int, end: int) -> tuple[Outcome, ...]:
    """The results that are listed in brackets at the end, each with its name: (leavers: 4 people, talks: at least 3).

    >>> [(one.name, one.quantity, one.unit) for one in _listed("Trained all (trained: 1,250 people).", 0, 36)]
    [('trained', '1250', 'people')]
    """
    found = _LIST.search(folded, start, end)
    if found is None:
        return ()
    parts = [_named_pattern().fullmatch(part) for part in re.split(r"[,;] ", _RULE.sub("", found[1])) if part]
    return tuple(_money(part) or _plain(part) for part in parts if part) if all(parts) else ()


def _plain(match: "re.Match[str]") -> Outcome:
    unit = " ".join(one.strip().lower() for one in (match["scale"], match["unit"]) if one)
    return Outcome(match["name"], digits(match["number"]), unit, _at_least(match))


def _at_least(match: "re.Match[str]") -> bool:
    return (match["low"] or "").lower() in _ROUNDED or bool(match["more"])


def _money(match: "re.Match[str]") -> Outcome | None:
    """The amount that a figure with a currency is, by its name where it has one."""
    unit, scale = (match["unit"] or "").strip(), (match["scale"] or "").lower()
    money = (match["currency"] or (unit if unit.isupper() else "")).upper()
    if not money:
        return None
    quantity, currency = digits(match["number"]), _SIGNS.get(money, money)
    whole, _, fraction = quantity.partition(".")
    places = _SCALES.get(scale, 0) + 2
    minor = int(whole + fraction.ljust(places, "0")) if len(fraction) <= places else None
    name = match.groupdict().get("name") or "amount"
    return Outcome(name, quantity, f"{scale} {currency}".strip(), _at_least(match), minor, currency)


_LIMIT = re.compile(r"\b(?:above|below|exceeding|up to)\s$", re.IGNORECASE)
"""Orders above 50,000 EUR: a limit, no result."""


def _outcome(folded: str, match: "re.Match[str]") -> Outcome | None:
    before = folded[max(0, match.start("number") - 1) : match.start("number")]
    if (
        before.isalnum()
        or before in tuple("-./§#(")
        or _LIMIT.search(folded, max(0, match.start() - 12), match.start() + 1)
    ):
        return None
    if money := _money(match):
        return money
    unit, scale = (match["unit"] or "").strip(), (match["scale"] or "").lower()
    words = [word for word in unit.split() if word]
    while words and words[-1].lower() in _NO_UNIT:
        words.pop()
    if not words or words[0].lower() in _NO_UNIT or words[0][0].isupper():
        return None
    return Outcome(" ".join(words), digits(match["number"]), f"{scale} {words[-1]}".strip(), _at_least(match))
