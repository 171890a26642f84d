"""`heads.txt`: the last head that a level knows of each ledger below it, so that none can go back unseen.

One line a ledger, sorted: its identifier, the number of entries, the text head, and the moment of the last entry, with a
space between two. A ledger that is refused or does not come any more keeps its line.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rectify.errors import Unreadable
from rectify.heads import Held

NAME = "heads.txt"
_LINE = re.compile(r"(\S{1,200}) ([0-9]{1,15}) ([0-9a-f]{64}) (\S{1,40})", re.ASCII)


class Kept(NamedTuple):
    """The head of a ledger: `recorded` is when its last entry was made, in UTC."""

    ledger: str
    seq: int
    text: str
    recorded: str

    @property
    def held(self) -> Held:
        return Held(self.text, self.ledger, self.seq)


def read(path: Path) -> dict[str, Kept]:
    """Ledger -> its last head; none where there is no such file. Raises Unreadable, with the line."""
    if not path.exists():
        return {}
    found: dict[str, Kept] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None or match[1] in found:
            raise Unreadable("rollup-heads", path=path, line=number)
        found[match[1]] = Kept(match[1], int(match[2]), match[3], match[4])
    return found


def written(heads: Iterable[Kept]) -> bytes:
    return "".join(f"{ledger} {seq} {text} {recorded}\n" for ledger, seq, text, recorded in sorted(heads)).encode()
