"""Many published reports side by side: what each unit claims, what can be counted, and what there is to remark."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rectify.checks.case import Case
from rectify.checks.registry import CODES, FAMILIES as EVERY, LEDGER
from rectify.documents.document import Column, Document, Table
from rectify.intake.draft import Total
from rectify.language import Language, say
from rectify.model.figures import percent
from rectify.model.remarks import Remark, Severity

FAMILIES = tuple(family for family in EVERY if family != LEDGER)
"""What reports are looked at for by themselves."""


class Row(NamedTuple):
    """One report. `claimed` is the largest number of issues that it claims, None where it claims none; `completed` counts
    sub-issues by themselves, `soft` are those of them that rest on soft actions alone; `note` is why nothing is known of a file that could not be read.
    """

    file: str
    unit: str = ""
    claimed: int | None = None
    itemised: int = 0
    completed: int = 0
    soft: int = 0
    errors: int = 0
    families: Mapping[str, int] = {}
    note: str = ""

    @property
    def share(self) -> str:
        """The soft-only share of what is claimed complete, truncated; `—` where nothing is."""
        return percent(self.soft, self.completed)


def row(file: str, totals: Iterable[Total], case: Case, remarks: Iterable[Remark]) -> Row:
    """The row of a report that claims `totals` and of which these are the remarks."""
    found = list(remarks)
    claimed = [total.number for total in totals if total.level == "issues" and total.number is not None]
    return Row(
        file,
        case.unit,
        max(claimed, default=None),
        len(case.tops),
        len(case.completed),
        sum(1 for each in found if each.code == "soft-only"),
        sum(1 for each in found if each.severity is Severity.ERROR),
        Counter(CODES[each.code] for each in found),
    )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The hollow first: by the soft-only share, then by errors; what could not be read comes last."""
    return sorted(
        rows, key=lambda one: (bool(one.note), -one.soft / max(one.completed, 1), -one.errors, one.unit, one.file)
    )


def cells(one: Row) -> tuple[str, ...]:
    """The cells of a row, under `columns`."""
    if one.note:
        return (one.unit, one.file, *[""] * (len(_FIGURES) + len(FAMILIES)), one.note)
    claimed = "—" if one.claimed is None else str(one.claimed)
    figures = (claimed, str(one.itemised), str(one.completed), str(one.soft), one.share, str(one.errors))
    return (one.unit or "—", one.file, *figures, *(str(one.families.get(each, 0)) for each in FAMILIES), one.note)


_FIGURES = ("claimed", "counted", "completed", "soft", "share", "errors")


def columns(language: Language) -> tuple[Column, ...]:
    """The heads of the table, in the reader's language; their fields are for programs."""
    told = [*((each, "batch-" + each) for each in _FIGURES), *((each, "family-" + each) for each in FAMILIES)]
    return (
        Column(say(language, "checks.batch-unit"), field="unit", width=10),
        Column(say(language, "checks.batch-file"), field="file", width=10),
        *(Column(say(language, f"checks.{key}"), "right", field) for field, key in told),
        Column(say(language, "checks.batch-note"), field="note", width=12),
    )


def document(language: Language, rows: Iterable[Row], day: str) -> Document:
    """The table as a document, for the writers of files."""
    table = Table(columns(language), (cells(each) for each in rows), name=say(language, "checks.batch-title"))
    return Document(say(language, "checks.batch-title"), language, (table,), day=day)


def as_json(rows: Iterable[Row]) -> list[dict[str, object]]:
    """The rows for programs."""
    return [
        {
            "file": one.file,
            "unit": one.unit,
            "claimed": one.claimed,
            "itemised": one.itemised,
            "completed": one.completed,
            "soft_only": one.soft,
            "share": one.soft / one.completed if one.completed else None,
            "errors": one.errors,
            "remarks": {family: one.families.get(family, 0) for family in FAMILIES},
            "note": one.note,
        }
        for one in rows
    ]
