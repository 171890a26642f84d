"""The contents of files that a ledger keeps, against what its journal says of them."""

import sqlite3
import zlib
from collections.abc import Iterator
from hashlib import sha256

from rectify.journal import Fault
from rectify.store.files import MODE

_CHUNK = 1 << 16

# What the journal says that there is: the newest entry that speaks of it, its size, and whether its content left for good.
_SPOKEN_OF = """SELECT sha256, max(entry) AS entry, max(size), max(purged <> ''), min(reference)
  FROM evidence GROUP BY sha256"""
_IMPORTS = """SELECT seq, json_extract(body, '$.sha256'), json_extract(body, '$.size'), json_extract(body, '$.kept')
  FROM entry WHERE json_extract(body, '$.act') = 'import'"""


def faulty_contents(db: sqlite3.Connection, state: sqlite3.Connection) -> Iterator[Fault]:
    """What is wrong with the contents in `db`; `state` is what its journal comes to.

    Found are contents that are another, that are missing, that left for good and are here, and that nothing speaks of.
    """
    known = {row[0]: row[1:] for row in state.execute(_SPOKEN_OF)}
    undone = {seq for (seq,) in state.execute("SELECT entry FROM undone")}
    for seq, name, size, kept in db.execute(_IMPORTS):
        if seq not in undone:
            _, _, purged, reference = known.get(name, (0, 0, 0, 1))
            known[name] = (seq, size, purged, int(bool(reference) and not kept))
    here = set()
    for rowid, name, size, mode, kind in db.execute(
        "SELECT rowid, name, sz, mode, typeof(data) FROM sqlar ORDER BY name"
    ):
        here.add(name)
        if name not in known:
            yield Fault(0, "file-stray", str(name))
            continue
        entry, said, purged, _ = known[name]
        if purged:
            yield Fault(entry, "file-purged", name)
        elif size != said:
            yield Fault(entry, "file-size", name)
        elif kind != "blob" or _hash(db, rowid, size) != name:
            yield Fault(entry, "file-changed", name)
        elif mode != MODE:  # a link, when it is unpacked, would point anywhere
            yield Fault(entry, "file-mode", name)
    for name, (entry, _, purged, reference) in sorted(known.items()):
        if not purged and not reference and name not in here:
            yield Fault(entry, "file-missing", name)


def _hash(db: sqlite3.Connection, rowid: int, size: int) -> str:
    """The SHA-256 of a content, read piece by piece and never further than `size`; empty where it is no content at all."""
    digest, read = sha256(), 0
    with db.blobopen("sqlar", "data", rowid, readonly=True) as blob:
        plain = len(blob) == size
        unpack = zlib.decompressobj()
        while read <= size and (piece := blob.read(_CHUNK)):
            if plain:
                digest.update(piece)
                continue
            try:
                while piece and read <= size:
                    unpacked = unpack.decompress(piece, _CHUNK)
                    digest.update(unpacked)
                    read += len(unpacked)
                    piece = unpack.unconsumed_tail
            except zlib.error:
                return ""
    return digest.hexdigest() if plain or read == size else ""
