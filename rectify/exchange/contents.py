"""What a journal says of the contents of files: which its ledger keeps, and what became of the others."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rectify.acts import Attach, Entry, ImportFile, Purge, Undo

State = Literal["kept", "by-reference", "purged"]


class Content(NamedTuple):
    """A file that was attached, or a document that was imported: its SHA-256, its size in bytes, its name, its entry."""

    sha256: str
    size: int
    name: str
    entry: int
    evidence: int | None
    """The piece of evidence, None for a document that was imported."""
    state: State


_SPEAKING = {Attach, ImportFile, Purge, Undo}
"""The acts that bring contents or take them away: few among many."""


class Contents:
    """Takes the entries of a journal in their order. What was taken back is in it no more."""

    def __init__(self) -> None:
        self._brought: dict[int, Content] = {}

    def take(self, entry: Entry) -> None:
        act = entry.act
        if type(act) not in _SPEAKING:
            return
        if isinstance(act, Attach):
            state: State = "by-reference" if act.reference else "kept"
            self._brought[entry.seq] = Content(act.sha256, act.size, act.name, entry.seq, act.id, state)
        elif isinstance(act, ImportFile):
            state = "kept" if act.kept else "by-reference"
            self._brought[entry.seq] = Content(act.sha256, act.size, act.name, entry.seq, None, state)
        elif isinstance(act, Purge):
            for seq, each in self._brought.items():
                if each.sha256 == act.sha256:
                    self._brought[seq] = each._replace(state="purged")
        elif isinstance(act, Undo):
            for seq in act.entries:
                self._brought.pop(seq, None)

    def __iter__(self) -> Iterator[Content]:
        """All that was attached or imported, in its order."""
        return iter(self._brought.values())

    @property
    def kept(self) -> dict[str, Content]:
        """Each content that must be there, by its SHA-256, with the first entry that brought it."""
        return {each.sha256: each for each in reversed(self._brought.values()) if each.state == "kept"}
