"""Computed figures within hand-written prose: `先后召开{{会议数}}次会议`, `{{outcome:培训}}`, so that prose cannot drift.

A name is known in Chinese and English, whatever the language of the report. `{{outcome:NAME}}` is the sum of the counted
results of that name. `{{aspect.progress}}` and its like speak of the aspect under which they stand.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from rectify.language.placeholders import WORDS
from rectify.model.figures import Figures
from rectify.model.quantities import Total
from rectify.model.terms import ActionKind
from rectify.report.case import Case

PLACE = re.compile(r"\{\{\s*([^{}\s](?:[^{}\n]{0,79}[^{}\s])?)\s*\}\}")
_ASPECT = "aspect."
_OUTCOME = "outcome"
_KINDS = {
    "meetings": ActionKind.MEETING,
    "studies": ActionKind.STUDY,
    "trainings": ActionKind.TRAINING,
    "inspections": ActionKind.ON_SITE,
    "corrections": ActionKind.CORRECTION,
    "accountability": ActionKind.ACCOUNTABILITY,
}
_OF_FIGURES = ("issues", "completed", "closed", "standing", "overdue", "unreviewed", "returned", "waived")


def _figure(of: Figures, name: str) -> str:
    return of.percent if name == "progress" else str(getattr(of, name))


_VALUES: Mapping[str, Callable[[Case], str]] = MappingProxyType(
    {
        **{name: lambda case, name=name: _figure(case.figures, name) for name in (*_OF_FIGURES, "progress")},  # type: ignore[misc]
        **{name: lambda case, kind=kind: str(case.done().kinds[kind]) for name, kind in _KINDS.items()},  # type: ignore[misc]
        "aspects": lambda case: str(len(case.aspects)),
        "open": lambda case: str(case.survey.open),
        "actions": lambda case: str(case.done().actions),
        "rules": lambda case: str(case.done().rules),
        "unit": lambda case: case.unit,
        "authority": lambda case: case.inspection.authority,
        "inspectors": lambda case: case.inspection.inspectors,
        "source": lambda case: case.source,
        "feedback": lambda case: case.phrases.dated(case.inspection.feedback),
        "due": lambda case: case.phrases.dated(case.inspection.due),
        "day": lambda case: case.today,
    }
)
_NAMES = {word: name for name, words in WORDS.items() for word in words}


def filled(case: Case, text: str, aspect: int | None = None) -> str:
    """`text` with its placeholders replaced; one that is not known, or speaks of an aspect outside one, stays as it is."""
    return PLACE.sub(lambda found: _value(case, found[1], aspect) or found[0], text) if "{{" in text else text


def _value(case: Case, words: str, aspect: int | None) -> str | None:
    """What stands for `words`, None where nothing does."""
    name, argument = _parts(words)
    if name == _OUTCOME and argument:
        return _outcome(case, argument)
    if name.startswith(_ASPECT):
        return _figure(case.of_aspect(aspect), name.removeprefix(_ASPECT)) if aspect is not None else None
    value = _VALUES.get(name) if not argument else None
    return value(case) if value else None


def _parts(words: str) -> tuple[str, str]:
    """The name as the program knows it (empty where it does not), and what stands behind its colon."""
    name, _, argument = words.replace("：", ":").partition(":")
    return _NAMES.get(name.strip().lower(), ""), argument.strip()


def _outcome(case: Case, name: str) -> str:
    done = case.done()
    found = [each for each in (*done.outcomes, *done.money) if each.name == name]
    return case.phrases.joined(map(_amount(case), found)) if found else "0"


def _amount(case: Case) -> Callable[[Total], str]:
    return lambda total: case.phrases.outcome(total._replace(name="")).strip(": ")


def unknown(text: str) -> Iterator[str]:
    """The placeholders in `text` that stand for nothing."""
    for found in PLACE.finditer(text):
        name, argument = _parts(found[1])
        takes = name == _OUTCOME
        if not name or bool(argument) != takes:
            yield found[0]
