"""Contents of files, kept by their SHA-256 in an `sqlar` table, so that the stock `sqlite3 FILE -A` unpacks them."""

import sqlite3
import zlib
from hashlib import sha256

_MODE = 0o100644  # an ordinary file


def keep(db: sqlite3.Connection, content: bytes) -> str:
    """Keep `content` once, deflated where that helps, and give its SHA-256, which is its name."""
    name = sha256(content).hexdigest()
    packed = zlib.compress(content, 9)
    data = packed if len(packed) < len(content) else content
    db.execute(
        "INSERT OR IGNORE INTO sqlar(name, mode, mtime, sz, data) VALUES (?, ?, 0, ?, ?)",
        (name, _MODE, len(content), data),
    )
    return name


def kept(db: sqlite3.Connection, sha256_hex: str) -> bytes | None:
    """The content with this SHA-256, or None where the ledger does not keep it."""
    row = db.execute("SELECT sz, data FROM sqlar WHERE name = ?", (sha256_hex,)).fetchone()
    if row is None:
        return None
    size, data = row
    return bytes(data) if size == len(data) else zlib.decompress(data)
