"""Sharing a ledger, joining one that is shared, and holding a file against its server."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rectify.errors import Damaged, NotFound, Refused
from rectify.exchange.contents import Contents
from rectify.exchange.restoring import Restored, restore
from rectify.journal import GENESIS, Fault, Head, Row
from rectify.ledger import Ledger
from rectify.remote.server import AT_ONCE, Server
from rectify.store.sharing import Share, mark_file


def prepare(server: Server) -> None:
    """Make the database one for shared ledgers, where it is none and we may. Raises Refused where we may not."""
    if not server.is_made():
        server.make()
    server.check()


def create(ledger: Ledger, server: Server, name: str) -> None:
    """Put the journal of `ledger`, open for writing, on a prepared server under `name`, with its contents, and note it here.

    Done again after it was cut short, it goes on. Raises Damaged for a ledger that is not whole, Refused where the server has
    another ledger of this name, or more of this one.
    """
    fault = next(ledger.faults(), None)
    if fault:
        reason = " ".join(map(str, filter(None, (fault.key, fault.seq, fault.about))))
        raise Damaged("ledger-damaged", path=str(ledger.path), reason=reason)
    ledger.note_share(Share(server.address, name), lambda: _put(ledger, server, name))


def _put(ledger: Ledger, server: Server, name: str) -> None:
    with server.all_or_nothing():
        there = server.ledgers()
        if name in there and there[name] != ledger.name:
            raise Refused("share-taken", name=name)
        if name not in there:
            other = next((each for each, known in there.items() if known == ledger.name), None)
            if other is not None:
                raise Refused("share-there", name=other)
            server.found(name, ledger.name)
        seq, known = server.newest(name)
        if known != _hash_at(ledger, seq):
            raise Refused("share-there", name=name)
        _append(server, name, ledger.rows(seq + 1))
        server.keep(name, _kept(ledger))


def _append(server: Server, name: str, fresh: Iterator[Row]) -> None:
    while portion := list(islice(fresh, AT_ONCE)):
        seen = portion[0].seq - 1, portion[0].prev
        answer = server.append(name, seen, [row.body for row in portion], os.urandom(16).hex())
        if answer != (True, portion[-1].seq, portion[-1].hash):
            raise Refused("share-there", name=name)


def _hash_at(ledger: Ledger, seq: int) -> str:
    return next((row.hash for row in ledger.rows(seq, seq)), "" if seq else GENESIS)


def _kept(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """What the ledger keeps; a content that it has lost is `verify`'s to tell."""
    contents = Contents()
    for entry in ledger.entries():
        contents.take(entry)
    for sha256 in contents.kept:
        content = ledger.file(sha256)
        if content is not None:
            yield sha256, content


def join(path: Path, server: Server, name: str | None) -> tuple[Share, Restored]:
    """Make the ledger at `path`, where nothing is yet, a replay of the one that the server has under `name`.

    The name may be left out where there is only one. Raises NotFound where there is none, what `restore` raises, and Damaged
    where the journal on the server does not chain.
    """
    server.check()
    name = _chosen(server, name)
    share, lines = Share(server.address, name), _Bodies(server.rows(name))

    def finish(new: Path, head: Head) -> None:
        if head.chain != lines.hash:
            raise Damaged("share-unchained", name=name)
        mark_file(new, share)

    return share, restore(path, lines, name, server.contents(name), finish)


def _chosen(server: Server, name: str | None) -> str:
    there = list(server.ledgers())
    if name in there:
        return str(name)
    if not there:
        raise NotFound("share-empty")
    if name is not None or len(there) > 1:
        raise NotFound("share-absent" if name else "share-several", name=name, names=", ".join(there))
    return there[0]


class _Bodies:
    """The journal on the server as a text; `hash` is that of the last entry that was read."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self.hash = GENESIS

    def readline(self, limit: int, /) -> bytes:
        row = next(self._rows, None)
        if row is None:
            return b""
        self.hash = row.hash
        return b"%b\n" % row.body[:limit]


def differences(ledger: Ledger, server: Server, name: str, *, quick: bool) -> Iterator[Fault]:
    """The first entry of the ledger that the server's journal does not have as it is; `quick` looks at the last one only."""
    if quick:
        seq = ledger.last_entry()
        try:
            next(server.rows(name, seq, _hash_at(ledger, seq)), None)
        except Damaged:
            yield Fault(seq, "fault-share")
        return
    theirs = server.rows(name)
    other = (row.seq for row in ledger.rows() if next(theirs, None) != row)
    yield from (Fault(seq, "fault-share") for seq in islice(other, 1))
