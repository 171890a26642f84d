"""A Draft as plain JSON values, for `--json` and `--to json`."""

from typing import Any

from rectify.documents.reading import Source
from rectify.intake.draft import Draft
from rectify.language import Language, say
from rectify.model.dates import When
from rectify.model.remarks import Remark
from rectify.model.returned import Returned


def draft_json(language: Language, source: Source, draft: Draft) -> dict[str, Any]:
    """What was understood of a source: issues refer to aspects and to each other by position, from 0."""
    account = draft.account
    return {
        "format": 1,
        "source": _source(source),
        "inspection": _plain(draft.inspection),
        "aspects": [_plain(each) for each in draft.aspects],
        "issues": [_plain(each) for each in draft.issues],
        "actions": [_plain(each) for each in draft.actions],
        "measures": [_plain(each) for each in draft.measures],
        "narratives": [_plain(each) for each in draft.narratives],
        "totals": [_plain(each) for each in draft.totals],
        "remarks": [remark_json(language, each) for each in draft.remarks],
        "account": {
            "characters": account.characters,
            "used": account.used,
            "litter": account.litter,
            "unplaced": account.unplaced,
            "spans": [list(each) for each in account.spans],
        },
        "left_out": [_plain(each) for each in source.left_out],
        "language": draft.language,
    }


def returned_json(source: Source, back: Returned) -> dict[str, Any]:
    """What a register changes that comes back, and what of it cannot be taken over."""
    return {
        "format": 1,
        "source": _source(source),
        "changes": [each._asdict() for each in back.changes],
        "left": [each._asdict() for each in back.left],
        "issues": [each._asdict() for each in back.fresh],
    }


def _source(source: Source) -> dict[str, Any]:
    facts = ("name", "sha256", "size", "format", "encoding")
    return {fact: getattr(source, fact) for fact in facts}


def remark_json(language: Language, remark: Remark) -> dict[str, Any]:
    """A remark in the words of the reader's language."""
    return {
        "code": remark.code,
        "severity": remark.severity,
        "place": remark.place,
        "message": say(language, f"remarks.{remark.code}", **remark.values),
        "advice": say(language, f"remarks.{remark.code}.advice"),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.to_json()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items() if part not in ("", None)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
