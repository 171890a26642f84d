"""Contents of files, kept by their SHA-256 in an `sqlar` table, so that the stock `sqlite3 FILE -A` unpacks them."""

import sqlite3
import zlib
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from rectify.errors import Damaged

MODE = 0o100644  # an ordinary file


class Packed(NamedTuple):
    """A file as the ledger keeps it: its SHA-256, its size in bytes, and its content, deflated where that helps."""

    sha256: str
    size: int
    data: bytes


def pack(content: bytes) -> Packed:
    packed = zlib.compress(content, 9)
    return Packed(sha256(content).hexdigest(), len(content), packed if len(packed) < len(content) else content)


def keep(db: sqlite3.Connection, file: Packed) -> None:
    """Keep a file under its hash, once."""
    db.execute(
        "INSERT OR IGNORE INTO sqlar(name, mode, mtime, sz, data) VALUES (?, ?, 0, ?, ?)",
        (file.sha256, MODE, file.size, file.data),
    )


def kept(db: sqlite3.Connection, sha256_hex: str) -> bytes | None:
    """The content with this SHA-256, or None where the ledger does not keep it. Raises Damaged where it is another."""
    row = db.execute("SELECT sz, data FROM sqlar WHERE name = ?", (sha256_hex,)).fetchone()
    if row is None:
        return None
    content = _unpacked(*row)
    if content is None or sha256(content).hexdigest() != sha256_hex:
        raise Damaged("file-damaged", hash=sha256_hex)
    return content


def _unpacked(size: object, data: object) -> bytes | None:
    """The content of a row, never more than it says; None where it is no content at all."""
    if not isinstance(size, int) or not isinstance(data, bytes):
        return None
    if size == len(data):
        return data
    try:
        return zlib.decompressobj().decompress(data, size + 1)
    except (zlib.error, OverflowError, ValueError):
        return None


def let_go(db: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """Drop those contents that were purged, or that nothing in the ledger speaks of any more."""
    db.executemany(
        "DELETE FROM sqlar WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM evidence WHERE sha256 = ?1 AND purged = '') "
        "AND (EXISTS (SELECT 1 FROM evidence WHERE sha256 = ?1) OR NOT EXISTS (SELECT 1 FROM imports WHERE sha256 = ?1))",
        [(each,) for each in hashes],
    )
