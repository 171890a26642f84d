"""Which contents of files a journal says that its ledger keeps: attached or imported, not taken back, not purged."""

from typing import NamedTuple

from rectify.acts import Attach, Entry, ImportFile, Purge, Undo


class Kept(NamedTuple):
    """A content that is kept: its SHA-256, its size in bytes, and the entry that brought it."""

    sha256: str
    size: int
    entry: int
    evidence: int | None
    """The piece of evidence, None for a document that was imported."""


class Contents:
    """Takes the entries of a journal in their order."""

    def __init__(self) -> None:
        self._kept: dict[int, Kept] = {}

    def take(self, entry: Entry) -> None:
        act = entry.act
        if isinstance(act, Attach) and not act.reference:
            self._kept[entry.seq] = Kept(act.sha256, act.size, entry.seq, act.id)
        elif isinstance(act, ImportFile) and act.kept:
            self._kept[entry.seq] = Kept(act.sha256, act.size, entry.seq, None)
        elif isinstance(act, Purge):
            self._kept = {seq: each for seq, each in self._kept.items() if each.sha256 != act.sha256}
        elif isinstance(act, Undo):
            for seq in act.entries:
                self._kept.pop(seq, None)

    @property
    def kept(self) -> dict[str, Kept]:
        """Each content that must be there, by its SHA-256, with the first entry that brought it."""
        return {each.sha256: each for each in reversed(self._kept.values())}
