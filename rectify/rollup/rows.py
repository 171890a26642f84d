"""What goes up from one ledger: rows for each table of the set, streamed from a view, with the figures of the model."""

import re
from collections.abc import Iterator
from typing import Any

from rectify.model.figures import is_closed, is_completed
from rectify.model.quantities import Outcome
from rectify.model.values import Aspect, Filter, Inspection
from rectify.rollup.tables import MEASURES
from rectify.store.reading import Reading

Row = dict[str, Any]
_WHOLE, _PARTS = 20, 9
"""Digits before and behind the point: a DECIMAL(38, 9) holds the sum of as many as there will ever be."""


def rows(view: Reading, ledger: str, *, texts: bool) -> Iterator[tuple[str, Row]]:
    """Table and row, for every inspection that is not void; texts are empty unless asked for."""
    for of in view.inspections():
        if not of.void:
            place = {"ledger": ledger, "inspection": of.code}
            for table, row in _inspection(view, of, texts=texts):
                yield table, place | row


def _inspection(view: Reading, of: Inspection, *, texts: bool) -> Iterator[tuple[str, Row]]:
    aspects = {each.id: each for each in view.aspects(of.id)}
    for aspect in aspects.values():
        if not aspect.void:
            yield "aspects", {"aspect": aspect.number, "title": aspect.title if texts else ""}
    yield from (("issues", row) for row in _issues(view, of, aspects, texts=texts))
    actions = 0
    for actions, (deed, _) in enumerate(view.deeds(of.id), 1):  # noqa: B007 - how many there were
        day = deed.date.latest.isoformat() if deed.date.latest else None
        told = {"action": deed.id, "kind": deed.kind}
        yield "actions", told | {"day": day, "text": deed.text if texts else ""}
        for position, outcome in enumerate(deed.outcomes, 1):
            yield "outcomes", told | {"position": position} | _outcome(outcome, texts=texts)
    for finding, number in view.findings(of.id).items():
        yield "look_backs", {"finding": finding, "issues": number}
    yield "units", {"unit": of.unit, "actions": actions}


def _issues(view: Reading, of: Inspection, aspects: dict[int, Aspect], *, texts: bool) -> Iterator[Row]:
    for each in view.issues(Filter(inspection=of.id), "id"):
        aspect = aspects.get(each.aspect or 0)
        yield {
            "issue": each.id,
            "number": each.name,
            "level": int(each.parent is not None),
            "aspect": aspect.number if aspect else 0,
            "kind": each.kind,
            "severity": each.severity,
            "claim": each.claim.value,
            "verdict": each.verdict.value,
            "completed": int(is_completed(each.claim, each.verdict)),
            "closed": int(is_closed(each.claim, each.verdict)),
            "due": each.due,
            "title": each.title if texts else "",
            "finding": finding_of(each.title) if texts else "",
        }


def _outcome(outcome: Outcome, *, texts: bool) -> Row:
    whole, _, parts = outcome.quantity.partition(".")
    unit = "" if outcome.minor is not None else outcome.unit
    return {
        "name": outcome.name if texts else "",
        "measure": unit if texts or unit in MEASURES else "",
        "at_least": int(outcome.at_least),
        "quantity": outcome.quantity if len(whole) <= _WHOLE and len(parts) <= _PARTS else None,
        "minor": outcome.minor,
        "currency": outcome.currency,
    }


def finding_of(title: str) -> str:
    """A title without what only wraps it, so that the same finding in two units is the same text.

    >>> finding_of("关于“值班值守” 不到位的问题。") == finding_of("值班值守不到位")
    True
    """
    plain = re.sub(r"[\W_]+", "", title).casefold()
    return plain.removeprefix("关于").removesuffix("问题").removesuffix("的") or plain
