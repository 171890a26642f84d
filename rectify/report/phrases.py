"""Small phrases that all reports share: dates, outcomes, actions, totals."""

from collections.abc import Iterable

from rectify.language import Language, say
from rectify.language.dates import say_date
from rectify.model.dates import When
from rectify.model.quantities import Outcome, Total
from rectify.model.values import Action, Inspection, Issue
from rectify.report import Asked


def said(language: Language, when: When) -> str:
    """A date as the report says it: in the original words where they are Chinese and the report is too."""
    if language == "zh" and when.words and any("一" <= character <= "鿿" for character in when.words):
        return when.words
    return say_date(language, when)


def joined(language: Language, texts: Iterable[str]) -> str:
    return say(language, "report.join").join(texts)


def ended(language: Language, text: str) -> str:
    """`text` with a full stop at its end, if it has no mark there."""
    return text if text.endswith(tuple("。！？.!?…”")) else text + say(language, "report.opening-end")


def outcome(language: Language, one: Outcome | Total) -> str:
    """A count as it is said: `参训50人`, `服务活动30余场`, `宣讲至少1次` (余 goes with round numbers only)."""
    key = "outcome"
    if one.at_least:
        key = "outcome-more" if one.quantity.endswith("0") and "." not in one.quantity else "outcome-least"
    return say(language, f"report.{key}", name=one.name, quantity=one.quantity, unit=one.unit).strip()


def rules(language: Language, names: Iterable[str]) -> str:
    return joined(language, (say(language, "report.rule", name=name) for name in names))


def action(language: Language, one: Action) -> str:
    """One action as a sentence: when, what, what came of it, the rules it made; what its text says already is not said twice."""
    text = one.text
    counted = [each for each in one.outcomes if _counted(each) not in text]
    if counted:
        stem = text.rstrip("。.")
        told = joined(language, (outcome(language, each) for each in counted))
        text = stem + say(language, "report.acted-results", outcomes=told)
    text = ended(language, text)
    if not one.date.unknown and (not one.date.words or one.date.words not in one.text):
        text = say(language, "report.acted", date=said(language, one.date), text=text)
    unsaid = [name for name in one.rules if name not in one.text]
    if unsaid:
        gap = "" if language == "zh" else " "
        text += gap + say(language, "report.acted-rules", names=rules(language, unsaid))
    return text


def _counted(one: Outcome) -> str:
    """An outcome as a text would have it: `50人`, `30余场`."""
    return f"{one.quantity}{'余' if one.at_least else ''}{one.unit}"


def title(key: str, asked: Asked) -> str:
    inspection, language = asked.inspection, asked.language
    return say(language, f"report.{key}", unit=unit(language, inspection), source=_source(language, inspection))


def unit(language: Language, inspection: Inspection) -> str:
    return inspection.unit or say(language, "report.unit-unknown")


def _source(language: Language, inspection: Inspection) -> str:
    return inspection.inspectors or inspection.authority or say(language, "report.source-unknown")


def claim(language: Language, one: Issue) -> str:
    """The status sentence of an issue: the claim, and since when for what is more than acting."""
    word = say(language, f"terms.claim-{one.claim}")
    if one.claimed_on is None or one.claim in ("pending", "acting"):
        return say(language, "report.claim", claim=word)
    if one.claimed_on.unknown:
        return say(language, "report.claim-date-unknown", claim=word)
    return say(language, "report.claim-on", claim=word, date=said(language, one.claimed_on))


def deadline(language: Language, one: Issue) -> str:
    """The deadline of an issue in brackets of a list, or that there is none."""
    if one.deadline is None:
        return say(language, "report.next-no-deadline")
    return say(language, "report.next-due", deadline=said(language, one.deadline))


def listed(language: Language, one: Issue) -> str:
    """An issue as a line of a list."""
    word = say(language, f"terms.claim-{one.claim}")
    return say(
        language, "report.next-item", name=number(one), title=one.title, claim=word, deadline=deadline(language, one)
    )


def heads_list(text: str, number: int) -> str:
    """The sentence before a list; where there is nothing to list, it ends there."""
    return text if number else text.rstrip("：:") + ("。" if text.endswith("：") else ".")


def number(one: Issue) -> str:
    """The number of an issue within its inspection, which is what the report is about."""
    return one.name.rpartition("/")[2]
