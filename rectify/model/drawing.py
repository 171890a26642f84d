"""The lot of a look-back: who knows the number, the head and the ledger draws the same issues with any SHA-256.

An issue has as many tickets as its weight. A ticket is the SHA-256 of `SEED|HEAD|iN|K` (K from 1 on), in hexadecimal;
an issue stands where its lowest ticket puts it, and the first of them are drawn. The weight is 1, and 2 more for each
time that it was open again after a claim, 2 more where nothing but paper stands behind it, and by severity 3
(critical), 2 (high) or 1 (medium) more.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from rectify.model.terms import ActionKind, Severity

PAPER = frozenset({ActionKind.MEETING, ActionKind.STUDY, ActionKind.TRAINING, ActionKind.RULE})
"""What by itself puts nothing right: meetings, study, training, a rule that was written."""
_GRAVE = {Severity.CRITICAL: 3, Severity.HIGH: 2, Severity.MEDIUM: 1}


def is_paper_only(kinds: Iterable[str]) -> bool:
    """Whether nothing stands behind an issue but paper; so it is where nothing at all was done."""
    return all(kind in PAPER for kind in kinds)


def weight(relapses: int, severity: str, *, paper_only: bool) -> int:
    """How many tickets an issue has."""
    grave = _GRAVE[Severity(severity)] if severity in list(_GRAVE) else 0
    return 1 + 2 * relapses + 2 * paper_only + grave


def ticket(seed: str, head: str, issue: int, number: int) -> str:
    return sha256(f"{seed}|{head}|i{issue}|{number}".encode()).hexdigest()


def lot(seed: str, head: str, weights: Mapping[int, int]) -> list[int]:
    """The issues (id -> weight) in the order of the lot."""
    lowest = {key: min(ticket(seed, head, key, n) for n in range(1, tickets + 1)) for key, tickets in weights.items()}
    return sorted(lowest, key=lowest.__getitem__)
