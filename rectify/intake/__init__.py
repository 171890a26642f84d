"""From a Document to a Draft: what a report or register says, proposed as acts, with an account of every character."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rectify.documents.reading import Source
    from rectify.intake.draft import Draft


def understand(source: "Source", *, today: date, columns: Mapping[str, str] = MappingProxyType({})) -> "Draft":
    """What `source` says, as a proposal: inspection, aspects, findings, what was done and planned, and remarks.

    `today` bounds what can have happened; `columns` are further names of columns and labels -> field (see
    `rectify.intake.columns.FIELDS`). Nothing is looked up elsewhere: no network, no model of language. A document that
    holds no ledger gives an empty Draft with the remark `no-ledger`.
    """
    from rectify.intake.understanding import understand as read

    return read(source, today=today, columns=columns)
