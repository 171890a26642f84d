"""What shows that the work was done: evidence."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rectify.acts import Attach, Pending
from rectify.deciding import Deciding, State
from rectify.deciding.resolving import attachable, happened, inspection_of
from rectify.errors import Refused, WrongUsage
from rectify.model.dates import UNKNOWN
from rectify.model.naming import Thing
from rectify.model.terms import EvidenceKind, one_of
from rectify.model.text import checked

LONGEST_NAME = 1_000


class Brought(NamedTuple):
    """A file as it was brought: its name, SHA-256 in hexadecimal, size in bytes; `raw` as in `Attach`."""

    name: str
    sha256: str
    size: int
    raw: str = ""


def attach(
    state: State,
    today: date,
    names: str,
    files: Iterable[Brought],
    *,
    kind: str = "",
    on: str | None = None,
    reference: bool = False,
) -> Deciding:
    """Files that show something of the issues, actions and measures named; what is attached to them already is left out.

    `on` is the date of what the files say, unknown where it is not given; `reference` keeps the hash only.
    """
    targets = attachable(state, names)
    how = one_of(EvidenceKind, kind, "kind") if kind else EvidenceKind.OTHER
    of = inspection_of(state, targets[0])
    if any(inspection_of(state, each).id != of.id for each in targets):
        raise WrongUsage("inspections-mixed", names=names)
    when = happened(on, of, today) or UNKNOWN
    for file in files:
        if not reference:
            refuse_purged(state, file.name, file.sha256)
        if not _is_attached(state, file, targets, reference=reference):
            yield Pending(
                Attach(
                    state.last_id("evidence") + 1,
                    of.id,
                    tuple(map(str, targets)),
                    checked(file.name, "file", required=True, limit=LONGEST_NAME),
                    file.sha256,
                    file.size,
                    how,
                    reference or None,
                    file.raw,
                ),
                when,
            )


def refuse_purged(state: State, name: str, sha256: str) -> None:
    """What was taken out of the ledger for good does not come in again by another door."""
    reason = next((each.purged for each in state.evidence_alike(sha256) if each.purged), "")
    if reason:
        raise Refused("attach-purged", name=name, reason=reason)


def _is_attached(state: State, file: Brought, targets: list[Thing], *, reference: bool) -> bool:
    """Whether this very file stands by all of `targets` already, and no worse kept."""
    return any(
        not each.void and (reference or not each.reference) and {*map(str, targets)} <= {*each.things}
        for each in state.evidence_alike(file.sha256)
    )
