"""Counts and money as they are written: decimals as text, lower bounds marked, money in the smallest unit."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from rectify.errors import WrongUsage

_DIGITS = "〇零一二三四五六七八九"
LARGEST = 2**53
"""Money stays below this many of its smallest unit, which is what the journal can hold exactly."""
_LONGEST = 30
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
    digits = r"(?P<digits>(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    low = r"(?P<low>至少|不少于|近|约|at least |over |>=|≥)?"
    more = "(?:余|多|\\+)"
    # What goes on with the number (3-5, 3万5千, 百分之五) is no unit: such text must not be read as its beginning.
    unit = rf"(?P<unit>(?![-–—―~～〜至到/或:：.,，、×*]|[{_DIGITS}两十千万亿]|百(?!分)|分之|e[0-9])[^0-9\s].*)?"
    return re.compile(
        rf"{low}\s*(?:{digits}|(?P<han>[{_DIGITS}两十百]+))\s*(?P<more>{more})?\s*"
        rf"(?P<scale>百万|千万|万亿|千|万|亿)?(?P<then_more>{more})?\s*{unit}",
        re.IGNORECASE,
    )


def read_outcome(text: str) -> Outcome:
    """`训练=50人`, `志愿服务=30余场`, `meetings=5`, `追回=3.5万元` as an Outcome.

    余, 多, +, 以上, 至少, 不少于 mark a lower bound. Raises WrongUsage where there is no name, nothing that counts, a
    range, or a number that is too large to be kept exactly.
    """
    name, equals, value = (part.strip() for part in text.translate(_HALF_WIDTH).partition("="))
    match = _outcome_pattern().fullmatch(value)
    if not equals or not name or match is None:
        raise WrongUsage("outcome-bad", text=text)
    unit, above, after = (match["unit"] or "").partition("以上")
    vague = match["low"] if match["low"] in ("近", "约") else "左右" if "左右" in unit else ""
    if vague:
        raise WrongUsage("outcome-vague", text=text, mark=vague)
    quantity = _plain(match["digits"]) if match["digits"] else _han_number(match["han"], text)
    unit = (match["scale"] or "") + unit.strip() + after.strip()
    minor, currency = _money(quantity, unit)
    if len(quantity) > _LONGEST or (minor or 0) >= LARGEST:
        raise WrongUsage("outcome-large", text=text)
    low = bool(match["more"] or match["then_more"] or match["low"] or above)
    return Outcome(name, quantity, unit, low, minor, currency)


_HALF_WIDTH = {**{0xFF10 + n: str(n) for n in range(10)}, ord("＝"): "=", ord("．"): ".", ord("＋"): "+"}


def _plain(digits: str) -> str:
    whole, _, fraction = digits.replace(",", "").replace("，", "").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


def _han_number(han: str, text: str) -> str:
    """五, 两, 十二, 二十, 一百零五 as digits (below 1,000); the words of a document seldom go further.

    二百五 and 百十 are refused: some mean 250 by the one, and the other is a guess.
    """
    digit = f"[{_DIGITS[2:]}]"
    match = re.fullmatch(
        rf"(?:({digit}|(?=百$))百)?(?:({digit}?)十({digit}?)|([零〇]?{digit}?))", han.replace("两", "二")
    )
    hundreds, tens, ones, rest = match.groups() if match else ("", None, None, "?")
    if rest and len(rest) != (1 if hundreds is None else len("零五")):
        raise WrongUsage("outcome-bad", text=text)
    total = 100 * _digit(hundreds) + 10 * _digit(tens) + (_digit(ones) if ones else 0)
    return str(total + (_digit(rest[-1]) if rest else 0))


def _digit(sign: str | None) -> int:
    """The number that a sign stands for; 百 and 十 by themselves are one of them, and none where there is no such place."""
    if sign is None:
        return 0
    return max(_DIGITS.index(sign) - 1, 0) if sign else 1


def _money(quantity: str, unit: str) -> tuple[int | None, str]:
    """The quantity in the smallest unit of its currency (two decimals), and the currency; (None, "") for other units."""
    scale, name = unit, ""
    for name in sorted(_CURRENCIES, key=len, reverse=True):
        if unit.upper().endswith(name):
            scale = unit[: -len(name)].strip()
            break
    else:
        return None, ""
    if scale not in _SCALES or len(quantity) > _LONGEST:
        return None, ""
    whole, _, fraction = quantity.partition(".")
    places = _SCALES[scale] + 2
    if len(fraction) > places:
        return None, ""
    return int(whole + fraction.ljust(places, "0")), _CURRENCIES[name]


def totals(outcomes: Iterable[tuple[Outcome, int]]) -> tuple[list[Total], list[Total]]:
    """Outcomes, each so many times, of the same name and unit added up: the counts and the money, in the order in which they first appear.

    Money of one currency is added whatever its units (万元, 元) and given in the unit that came first.
    """
    counts: dict[tuple[str, str], Total] = {}
    money: dict[tuple[str, str], Total] = {}
    minors: dict[tuple[str, str], int] = {}
    for outcome, times in outcomes:
        key = (outcome.name, outcome.currency or outcome.unit)
        sums = counts if outcome.minor is None else money
        seen = sums.get(key, Total(outcome.name, outcome.unit, "0", at_least=False, outcomes=0))
        if outcome.minor is None:
            quantity = _add(seen.quantity, outcome.quantity, times)
        else:
            minors[key] = minors.get(key, 0) + outcome.minor * times
            quantity = _in_unit(minors[key], seen.unit)
        low = seen.at_least or outcome.at_least
        sums[key] = seen._replace(quantity=quantity, at_least=low, outcomes=seen.outcomes + times)
    return list(counts.values()), list(money.values())


def _in_unit(minor: int, unit: str) -> str:
    """An amount in the smallest unit of its currency, as a decimal in `unit` (`万元`)."""
    name = next(name for name in sorted(_CURRENCIES, key=len, reverse=True) if unit.upper().endswith(name))
    places = _SCALES[unit[: -len(name)].strip()] + 2
    digits = str(minor).rjust(places + 1, "0")
    return _plain(f"{digits[:-places]}.{digits[-places:]}")


def _add(one: str, other: str, times: int) -> str:
    if one.isdecimal() and other.isdecimal():
        return str(int(one) + int(other) * times)
    from decimal import Context, Decimal  # late: only reports add up

    return _plain(format(Context(prec=100).fma(Decimal(other), Decimal(times), Decimal(one)), "f"))
