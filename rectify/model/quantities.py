"""Counts and money as they are written: decimals as text, lower bounds marked, money in the smallest unit."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from rectify.errors import WrongUsage

_DIGITS = "〇零一二三四五六七八九"
_SCALES = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_CURRENCIES = {
    "元": "CNY",
    "人民币": "CNY",
    "CNY": "CNY",
    "RMB": "CNY",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "HKD": "HKD",
}


class Outcome(NamedTuple):
    """One counted result of an action: name, quantity, unit, exact or at least.

    `quantity` is a decimal as text (`50`, `3.5`). `minor` is the same in the smallest unit of `currency` (分, cents)
    where the unit is one of money, else None.
    """

    name: str
    quantity: str
    unit: str = ""
    at_least: bool = False
    minor: int | None = None
    currency: str = ""


class Total(NamedTuple):
    """Outcomes of one name and unit added up; `at_least` where one of them is a lower bound, so the sum is one too."""

    name: str
    unit: str
    quantity: str
    at_least: bool
    outcomes: int


@cache
def _outcome_pattern() -> "re.Pattern[str]":
    number = rf"(?P<digits>\d[\d,，]*(?:\.\d+)?)|(?P<han>[{_DIGITS}两十百]+)"
    return re.compile(
        rf"(?P<low>至少|不少于|近|约|at least |over |>=|≥)?\s*(?:{number})\s*(?P<more>余|多|\+)?\s*(?P<unit>[^\d\s].*)?",
        re.IGNORECASE,
    )


def read_outcome(text: str) -> Outcome:
    """`训练=50人`, `志愿服务=30余场`, `meetings=5`, `追回=3.5万元` as an Outcome.

    余, 多, +, 至少, 不少于 mark a lower bound. Raises WrongUsage where there is no name, or nothing that counts.
    """
    name, equals, value = (part.strip() for part in text.translate(_HALF_WIDTH).partition("="))
    match = _outcome_pattern().fullmatch(value)
    if not equals or not name or match is None:
        raise WrongUsage("outcome-bad", text=text)
    if match["low"] in ("近", "约"):
        raise WrongUsage("outcome-vague", text=text, mark=match["low"])
    quantity = _plain(match["digits"]) if match["digits"] else _han_number(match["han"], text)
    unit, more = (match["unit"] or "").strip(), match["more"]
    if unit.startswith(("余", "多")):
        unit, more = unit[1:], unit[0]
    minor, currency = _money(quantity, unit)
    return Outcome(name, quantity, unit, bool(more or match["low"]), minor, currency)


_HALF_WIDTH = {**{0xFF10 + n: str(n) for n in range(10)}, ord("＝"): "=", ord("．"): ".", ord("＋"): "+"}


def _plain(digits: str) -> str:
    whole, _, fraction = digits.replace(",", "").replace("，", "").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


def _han_number(han: str, text: str) -> str:
    """五, 两, 十二, 二十, 一百零五 as digits (below 1,000); the words of a document seldom go further."""
    total, digit = 0, 0
    for character in han.replace("两", "二"):
        if character in "百十":
            total += (digit or 1) * (100 if character == "百" else 10)
            digit = 0
        elif digit and not total:
            raise WrongUsage("outcome-bad", text=text)
        else:
            digit = max(_DIGITS.index(character) - 1, 0)
    return str(total + digit)


def _money(quantity: str, unit: str) -> tuple[int | None, str]:
    """The quantity in the smallest unit of its currency (two decimals), and the currency; (None, "") for other units."""
    scale, name = unit, ""
    for name in sorted(_CURRENCIES, key=len, reverse=True):
        if unit.upper().endswith(name):
            scale = unit[: -len(name)].strip()
            break
    else:
        return None, ""
    if scale not in _SCALES:
        return None, ""
    whole, _, fraction = quantity.partition(".")
    places = _SCALES[scale] + 2
    if len(fraction) > places:
        return None, ""
    return int(whole + fraction.ljust(places, "0")), _CURRENCIES[name]


def totals(outcomes: Iterable[Outcome]) -> list[Total]:
    """Outcomes of the same name and unit added up, in the order in which they first appear."""
    sums: dict[tuple[str, str], Total] = {}
    for outcome in outcomes:
        key = (outcome.name, outcome.unit)
        seen = sums.get(key, Total(*key, "0", at_least=False, outcomes=0))
        quantity = _add(seen.quantity, outcome.quantity)
        sums[key] = Total(*key, quantity, seen.at_least or outcome.at_least, seen.outcomes + 1)
    return list(sums.values())


def _add(one: str, other: str) -> str:
    from decimal import Context, Decimal  # late: only reports add up

    exact = Context(prec=100)
    return _plain(format(exact.add(Decimal(one), Decimal(other)), "f"))
