"""A backup: a copy of a ledger that was proved before it got its name."""

from pathlib import Path
from typing import NamedTuple

from rectify.errors import Damaged
from rectify.journal import Head
from rectify.ledger import Ledger
from rectify.store.copying import copy
from rectify.store.publishing import published


class Backup(NamedTuple):
    """A copy that was made: its size in bytes, and the head of its journal."""

    size: int
    head: Head


def backup(path: Path, target: Path) -> Backup:
    """Copy the ledger at `path` to `target`, which must not exist, prove the copy, and only then give it its name.

    It may be read by as many as the ledger itself. Raises what opening the ledger does, Refused for a target that is there
    already, NotFound for one in no folder, Damaged where the copy is not whole: then the ledger itself is not.
    """
    mode = path.stat().st_mode & 0o777 if path.exists() else 0
    with published(target, mode) as new:
        copy(path, new)
        with Ledger.reading(new) as made:
            fault = next(made.faults(), None)
            if fault:
                reason = " ".join(map(str, filter(None, (fault.key, fault.seq, fault.about))))
                raise Damaged("ledger-damaged", path=str(path), reason=reason)
            done = Backup(new.stat().st_size, made.head())
    return done
