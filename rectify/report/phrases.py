"""How things are said in a report: dates, counts, rules, actions, in Chinese or English."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from rectify.language import LANGUAGES, Language
from rectify.language.dates import say_date, say_day
from rectify.language.fields import WORDS as FIELDS
from rectify.language.report import WORDS
from rectify.language.terms import WORDS as TERMS
from rectify.model.dates import When, plain_day
from rectify.model.dossier import Tell
from rectify.model.quantities import Outcome, Total

CURRENCIES = ("USD", "EUR", "GBP", "HKD", "CNY")
_STOPS = tuple("。！？!?")
_CLOSED = tuple("。！？.!?”’」』）)")
_IN_NUMBERS = frozenset("0123456789.,")
_LOOSE = frozenset("。.；;，,、")
_KEPT = 1024


class Told(Protocol):
    """What was done, as far as it is told: an action or a deed."""

    @property
    def text(self) -> str: ...
    @property
    def date(self) -> When: ...
    @property
    def outcomes(self) -> tuple[Outcome, ...]: ...
    @property
    def rules(self) -> tuple[str, ...]: ...


class _Day(NamedTuple):
    """A date, and how a sentence about it begins."""

    day: str
    opening: str


class _Counts(NamedTuple):
    """Outcomes in a row, as a text may say them, and in the brackets that follow a text which does not; and each as it is
    said, with its amount alone.
    """

    said: str
    bracketed: str
    amounts: Sequence[str]
    each: Sequence[tuple[str, str]]


class Phrases:
    """The phrases of one language."""

    def __init__(self, language: Language) -> None:
        at = LANGUAGES.index(language)
        self.language = language
        # Looked up once: a report of many issues says the same phrases a million times.
        self._words = {
            f"{area}.{key}": pair[at]
            for area, words in (("report", WORDS), ("terms", TERMS), ("fields", FIELDS))
            for key, pair in words.items()
        }
        # Dates and counts come again and again; what was said of them last is kept.
        self.dated: Callable[[When | None], str] = lru_cache(_KEPT)(self._dated)
        self.short_date: Callable[[When | None], str] = lru_cache(_KEPT)(self._short_date)
        self.post: Callable[[str, str], str] = lru_cache(_KEPT)(self._post)
        self.tell = Tell(self._day_of, self._counts_of, self._rules_of, self._told)
        self._opens, _, self._closes = self._words["report.brackets"].partition("{text}")
        self._then = self._words["report.then"]
        self._ends = _STOPS if language == "zh" else _CLOSED
        self.gap = "" if language == "zh" else " "
        self.stop = self._words["report.stop"]

    def say(self, key: str, /, **values: object) -> str:
        """As `language.say`, of the areas `report`, `terms` and `fields`."""
        sentence = self._words[key]
        return sentence.format(**values) if values else sentence

    def counted(self, noun: str, number: int) -> str:
        """`3个问题`, `3 findings`, `1 finding`; the nouns are `n-…` and `one-…`."""
        return self.say(f"report.{'one' if number == 1 else 'n'}-{noun}", n=number)

    def joined(self, texts: Iterable[str]) -> str:
        return self.say("report.and").join(texts)

    def brackets(self, texts: Iterable[str]) -> str:
        """The texts that say something, in brackets; nothing where none does."""
        text = self._then.join(filter(None, texts))
        return f"{self._opens}{text}{self._closes}" if text else ""

    def run(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other."""
        return self.gap.join(filter(None, sentences))

    # ---- sentences

    def sentence(self, text: str, more: str = "") -> str:
        """`text` as a sentence that ends, with `more` in it before the end."""
        text = text.strip()
        if not more and text.endswith(self._ends):
            return text
        stem = text[:-1] if text[-1:] in _LOOSE else text
        return f"{stem}{more}{self.stop}"

    def action(self, told: Told) -> str:
        """What was done as one sentence: when, what, what came of it, which rules; nothing that its text says already."""
        tell = self.tell
        return tell.sentence(told.text, tell.date(told.date), tell.outcomes(told.outcomes), tell.rules(told.rules))

    def _told(self, text: str, date: "_Day", outcomes: "_Counts", rules: Sequence[str]) -> str:
        counts, more, amounts, each = outcomes
        for amount in amounts:
            if amount in text:
                counts = self.joined(said for said, amount in each if not _says(text, amount))
                more = self.brackets([counts])
                break
        if rules:
            names = self.names([name for name in rules if name not in text])
            more = self.brackets((names, counts))
        day, opening = date
        if day in text and _says(text, day):
            opening = ""
        return opening + self.sentence(text, more)

    def _day_of(self, when: When) -> "_Day":
        day = self.dated(when)
        return _Day(day, self.say("report.dated", date=day, text="") if day else "")

    def _counts_of(self, outcomes: tuple[Outcome, ...]) -> "_Counts":
        each = [(self.outcome(one), _amount(one)) for one in outcomes]
        said = self.joined(said for said, _ in each)
        return _Counts(said, self.brackets([said]), [amount for _, amount in each if amount], each)

    def _rules_of(self, rules: tuple[str, ...]) -> list[str]:
        return list(map(self.rule, rules))

    # ---- dates

    def _dated(self, when: When | None) -> str:
        """A date in running text: in its original words where they can stand there; nothing where nothing is known."""
        if when is None or when.unknown:
            return ""
        if self.language == "zh" and when.words and _stands_by_itself(when.words):
            return when.words
        return say_date(self.language, when)

    def dated_fully(self, when: When) -> str:
        """A date with all that is known of it, also that its year was inferred, or that it is unknown."""
        return say_date(self.language, when)

    def _short_date(self, when: When | None) -> str:
        """A date for a column: one known day as ISO has it, else in words."""
        if when is None:
            return ""
        return when.edtf if plain_day(when.edtf) else self.dated(when) or self.dated_fully(when)

    def day(self, day: object) -> str:
        from datetime import date

        assert isinstance(day, date)
        return say_day(self.language, day)

    # ---- counts, rules

    def outcome(self, one: Outcome | Total) -> str:
        """A count as it is said: `参训50人`, `服务30余场`, `宣讲不少于1次` (余 goes with round numbers only)."""
        key = "outcome"
        if one.at_least:
            key = "outcome-above" if _is_round(one.quantity) else "outcome-least"
        quantity = one.quantity
        if self.language == "zh":
            name = f"{one.name} " if _meet(one.name, quantity) else one.name
            unit = f" {one.unit}" if _meet(quantity, one.unit) else one.unit
            return self._words[f"report.{key}"].format(name=name, quantity=quantity, unit=unit)
        quantity = _with_commas(quantity, cents=one.unit in CURRENCIES)
        return self.say(f"report.{key}", name=one.name, quantity=quantity, unit=one.unit).strip()

    def amount(self, one: Outcome | Total) -> str:
        """A count without its name: `50人`, `30余场`, `at least 3 people`."""
        return self.outcome(one._replace(name="")).removeprefix(": ")

    def _post(self, post: str, who: str) -> str:
        """Who holds a post (lead, owner, unit, supporting)."""
        return self.say("report.post", post=self.say(f"report.post-{post}"), who=who)

    def rule(self, name: str) -> str:
        """The name of a rule in its marks."""
        return name if name.startswith("《") else self.say("report.rule", name=name)

    def names(self, rules: Iterable[str]) -> str:
        """Names of rules in a row: in Chinese no mark stands between two of them (GB/T 15834-2011, 4.5.3.5)."""
        return ("" if self.language == "zh" else ", ").join(rules)


def _with_commas(quantity: str, *, cents: bool) -> str:
    """`3180.5` as `3,180.50` if it is money, else as `3,180.5`."""
    whole, point, fraction = quantity.partition(".")
    return f"{int(whole):,}{point}{fraction:0<2}" if point and cents else f"{int(whole):,}{point}{fraction}"


def spaced(left: str, right: str) -> str:
    """Two words in Chinese, which stand side by side unless both are Latin where they meet."""
    return f"{left} {right}" if _meet(left, right) else left + right


def _meet(left: str, right: str) -> bool:
    """Whether two words are Latin where they meet."""
    meet = left[-1:] + right[:1]
    return meet.isascii() and meet.isalnum() and len(meet) > 1


def _amount(outcome: Outcome) -> str:
    """An outcome as a text may say it: `50人`, `30余场`; empty without a unit, since a bare number may count anything."""
    return f"{outcome.quantity}{'余' * outcome.at_least}{outcome.unit}" if outcome.unit else ""


def _says(text: str, words: str) -> bool:
    """Whether `text` says `words`, and not only the end of a longer number."""
    if not words or words not in text:
        return False
    at = text.find(words)
    while at > 0 and text[at - 1] in _IN_NUMBERS and words[0] in _IN_NUMBERS:
        at = text.find(words, at + 1)
    return at >= 0


def _is_round(quantity: str) -> bool:
    return quantity.endswith("0") and "." not in quantity and len(quantity) > 1


@cache
def _absolute() -> "re.Pattern[str]":
    """Words of a date that say the same on every day: numbers with 年, 月, 日 and what stands around them."""
    sign = r"[0-9０-９Xx×某*〇○零一二三四五六七八九十廿卅元]"
    unit = rf"{sign}+(?:年度?|月份?|[日号])"
    stretch = r"(?:[上中下]旬|[上下]半年|年?[底末]|初|中|第?[一二三四1-4]季度)"
    point = rf"(?:{unit})+{stretch}?"
    return re.compile(
        rf"(?:自|从)?{point}(?:(?:至|到|[-—~～]+){sign}*(?:{point})?)?(?:以来|开始|起|至今|以后|之前|以前|前)?"
    )


def _stands_by_itself(words: str) -> bool:
    return _absolute().fullmatch(words.replace(" ", "")) is not None
