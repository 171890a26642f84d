"""What a register says that was sent out, filled in by others and given back, against what the ledger says."""

from typing import NamedTuple


class Told(NamedTuple):
    """A cell that was changed. `thing` is `i3`, `a12` or `m5`; `field` one of its fields, `action` or `measure` for what is
    new to an issue, or one that no sheet can change.

    `before` is what was sent out, `now` what the ledger says today, `told` what the sheet says; `place` is where. `rival`
    says that somebody else changed the same: `ledger` since the sheet went out, or another `sheet` of the same file. `code`
    is what was told as the ledger keeps it, where that is a term of a closed list.
    """

    thing: str
    issue: str
    field: str
    before: str
    now: str
    told: str
    place: str
    rival: str = ""
    code: str = ""

    @property
    def can_be_taken(self) -> bool:
        """Whether a sheet can change it; what it only empties stays as it is, unless the ledger can do without."""
        return self.field in _TAKEN and bool(self.told or self.field in _EMPTIED)


class Fresh(NamedTuple):
    """A row that was added: a new issue, its fields as the sheet tells them."""

    place: str
    cells: dict[str, str]


class Returned(NamedTuple):
    """What came back in a file: the changes that can be taken over, what cannot be, and new issues of an inspection.

    `entry` is the last of the ledger with which it was compared.
    """

    inspection: int
    entry: int
    changes: tuple[Told, ...] = ()
    left: tuple[Told, ...] = ()
    fresh: tuple[Fresh, ...] = ()

    @property
    def conflicts(self) -> tuple[Told, ...]:
        return tuple(each for each in self.changes if each.rival)


POSTS = ("owner", "lead", "unit", "supporting")
TEXTS = ("title", "acceptance", "recommendation", "response")
TERMS = ("kind", "severity")
_EMPTIED = frozenset((*TEXTS[1:], *TERMS, "standard"))
_TAKEN = frozenset((*POSTS, *TEXTS, *TERMS, "claim", "completed", "deadline", "action", "measure", "text", "standard"))
