"""A shared ledger: its file is a replay of the journal on a server, which takes each act before the file does."""

import json
import os
import random
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from rectify.acts import Entry, Stamp
from rectify.errors import Busy, Damaged, DiskFailed, Refused
from rectify.journal import Row
from rectify.ledger import Decide, Founding, Ledger
from rectify.remote.server import AT_ONCE, LATER, Server, Unreachable
from rectify.store.entries import last, rows
from rectify.store.files import Packed, keep, kept, pack
from rectify.store.opening import translated
from rectify.store.sharing import acted_on, take_in

ATTEMPTS = 30
"""How often an act is decided anew because somebody else was faster."""


class Behind(Exception):
    """The server has entries that we have not seen."""


class Overtaken(Refused):
    """Somebody acted on the same thing since it was looked at: `entry` is what they did, `thing` what both touch."""

    def __init__(self, entry: Entry, thing: str) -> None:
        super().__init__("share-overtaken", entry=entry.seq)
        self.entry = entry
        self.thing = thing


class SharedLedger(Ledger):
    """A ledger whose next entry is whatever its server takes first. Use as a context manager."""

    def __init__(self, path: Path, db: sqlite3.Connection, founding: Founding | None = None) -> None:
        super().__init__(path, db, founding)
        self.server: Server | None = None
        self.known_as = ""
        """The name of the ledger on its server."""
        self._looked = 0
        self._files: tuple[Packed, ...] = ()
        self._accepted = False

    @classmethod
    def at(cls, path: Path, *, wait: int = LATER, on_network: bool = False) -> Self:
        """Open the shared ledger at `path` for writing; its server is asked when something is pulled or recorded.

        Raises what `writing` does, and what making a `Server` does.
        """
        self = cls.writing(path, on_network=on_network)
        try:
            self._meet(wait)
        except BaseException:
            self.close()
            raise
        return self

    def _meet(self, wait: int) -> None:
        share = self.share
        if share is None or share.left_at is not None:
            raise Refused("share-not", path=str(self.path))
        self.known_as, self.server = share.name, Server(share.server, wait=wait)

    def close(self) -> None:
        super().close()
        if self.server is not None:
            self.server.close()

    @property
    def _server(self) -> Server:
        assert self.server is not None
        return self.server

    # ---- what others recorded

    def pull(self) -> int:
        """Take in what others recorded, and say how many entries that was; each portion is a transaction of its own.

        Raises Damaged, with nothing taken in, where the server's journal is not the one that was replayed.
        """
        self._accepted = False
        self._server.check()
        number = 0
        with translated(self.path, writing=True):
            for portion, sha256 in _portions(self._server.rows(self.known_as, *last(self._db))):
                content = self._content(sha256)
                with self._transaction():
                    self._bring_up_to_date()
                    self._refuse_altered()
                    entries = take_in(self._db, portion)
                    if content is not None:
                        keep(self._db, pack(content))
                    self._let_go(entries)
                    number += len(entries)
        return number

    def _content(self, sha256: str | None) -> bytes | None:
        """What is not here yet of a content that an entry brings; it is not there either where it has left since."""
        if sha256 is None or kept(self._db, sha256) is not None:
            return None
        content = self._server.content(self.known_as, sha256)
        if content is not None and pack(content).sha256 != sha256:
            raise Damaged("file-damaged", hash=sha256)
        return content

    # ---- recording

    def record(self, decide: Decide, stamp: Stamp, files: Iterable[Packed] = ()) -> list[Entry]:
        """Record what `decide` decides on all that others recorded; the server takes it first, and then the file.

        Raises what recording in any ledger does; Overtaken where somebody acted since on what the acts touch: what they did is
        then here to be looked at; Unreachable, with nothing written; DiskFailed where the server was lost in mid-act and it
        is not known whether it took it, and where it took it and the file could not be written: pulling will tell.
        """
        self._looked, self._files = last(self._db)[0], tuple(files)
        for attempt in range(ATTEMPTS):
            self.pull()
            try:
                return super().record(decide, stamp, self._files)
            except Behind:
                time.sleep(random.uniform(0, 0.01 * min(attempt + 1, 10)))  # noqa: S311 - not a secret
        raise Busy("share-crowded")

    def _refuse_alone(self) -> None:
        """It is not alone."""

    def _agree(self, recorded: list[Entry], gone: list[str]) -> None:
        """Have the server take the acts, unless somebody acted on the same since we looked. Raises Behind where it has more."""
        if not recorded:
            return
        first = recorded[0].seq
        if found := acted_on(self._db, self._looked, first):
            (entry,) = self.entries(found[0], found[0])
            raise Overtaken(entry, found[1])
        new = list(rows(self._db, first))
        self._server.keep(self.known_as, ((each.sha256, kept(self._db, each.sha256) or b"") for each in self._files))
        left = [each for each in gone if kept(self._db, each) is None]
        try:
            answer = self._server.append(
                self.known_as, (first - 1, new[0].prev), [row.body for row in new], os.urandom(16).hex(), left
            )
        except Unreachable as error:
            raise DiskFailed("share-unsure", **error.values) from error
        if not answer.accepted:
            raise Behind
        self._accepted = True
        if (answer.seq, answer.hash) != (new[-1].seq, new[-1].hash):
            raise Damaged("share-rewritten", entry=first)

    def _commit(self) -> None:
        try:
            super()._commit()
        except (sqlite3.Error, DiskFailed) as error:
            if not self._accepted:
                raise
            raise DiskFailed("share-not-here", path=str(self.path), reason=str(error)) from error


def _portions(fresh: Iterator[Row]) -> Iterator[tuple[list[Row], str | None]]:
    """Entries as they are taken in at once: up to so many, or up to one that brings a content, whose SHA-256 it gives."""
    portion: list[Row] = []
    for row in fresh:
        portion.append(row)
        sha256 = _brought(row.body)
        if sha256 or len(portion) == AT_ONCE:
            yield portion, sha256
            portion = []
    if portion:
        yield portion, None


def _brought(body: bytes) -> str | None:
    """The SHA-256 of what an entry brings to be kept; None where it brings nothing."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):  # it is told when it is taken in
        return None
    match said:
        case {"act": "attach", "sha256": str(sha256)} if "reference" not in said:
            return sha256
        case {"act": "import", "sha256": str(sha256), "kept": True}:
            return sha256
    return None
