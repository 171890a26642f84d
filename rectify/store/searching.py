"""Finding issues by the text that is in them: which issues hold which two letters side by side, kept with each act.

A text is taken as UTF-16 with ASCII letters made small, as LIKE takes it, so that two Chinese characters, or one emoji, are
one pair. The last letter makes a pair with nothing. For each pair there is a row for every `BLOCK` issues: those that hold
it, as a list, or where they are many, as bits. What the pairs find is a superset; texts are looked at where that matters.
"""

import json
import sqlite3
import sys
from codecs import utf_16_be_encode, utf_16_le_decode, utf_16_le_encode  # as `str.encode`, without a module for each
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import compress, groupby
from operator import itemgetter
from typing import NamedTuple

from rectify.model.naming import Thing
from rectify.model.text import checked
from rectify.store.listing import ISSUE_TEXTS

BLOCK = 4096
"""Issues in one row, at most; the number is part of the file's form."""
_BITS = BLOCK // 8
_LONGEST = 32
"""Pairs of a word that are looked for at most; it is looked at anyway."""
_SMALL = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}

_OF_ISSUE = f"SELECT {', '.join(ISSUE_TEXTS)} FROM issues WHERE id = :key"
_OF_MEASURE = "SELECT text FROM measures WHERE {} = :key AND void = ''"
_OF_ACTION = "SELECT text FROM actions WHERE id = :key AND void = ''"
_OF_ACTIONS = (
    "SELECT x.text FROM action_issues l CROSS JOIN actions x ON x.id = l.action WHERE l.issue = :key AND x.void = ''"
)
_OWN = {"issue": (_OF_ISSUE,), "measure": (_OF_MEASURE.format("id"),), "action": (_OF_ACTION,)}
_ALL = (_OF_ISSUE, _OF_MEASURE.format("issue"), _OF_ACTIONS)
_ISSUES = {
    "issue": "SELECT id FROM issues WHERE id = :key",
    "measure": "SELECT issue FROM measures WHERE id = :key",
    "action": "SELECT issue FROM action_issues WHERE action = :key",
}


def small(text: str) -> str:
    """`text` with ASCII letters made small, and no others: what SQLite's `lower` and LIKE do."""
    return text.translate(_SMALL) if text.lower() != text else text


def pairs(texts: Sequence[str]) -> set[int]:
    """The pairs of some texts, each as 2**16 times its first unit of UTF-16 plus its second, or 0 after the last."""
    return set(filter(_is_pair, _pairs("\0".join(texts))))


def _pairs(text: str) -> set[int]:
    """As `pairs`; where `text` is several with NUL between them, also what begins with it."""
    units = utf_16_be_encode(small(text))[0] + b"\0\0"
    if sys.byteorder == "little":
        units = units[::-1]
    view, odd = memoryview(units), len(units) % 4
    return {*view[: len(units) - odd].cast("I"), *view[2 : len(units) - 2 + odd].cast("I")}


_is_pair = (0xFFFF).__lt__


# ---- keeping -------------------------------------------------------------------------------------------------------


class _Said(NamedTuple):
    """What a thing says: its texts, none where it is void or not there, and the issues that it speaks of."""

    issues: frozenset[int]
    texts: list[str]


def _said(db: sqlite3.Connection, target: Thing) -> _Said:
    issues = frozenset(issue for (issue,) in db.execute(_ISSUES[target.kind], {"key": target.id}))
    return _Said(issues, _texts(db, _OWN[target.kind], target.id))


def _texts(db: sqlite3.Connection, queries: Iterable[str], key: int) -> list[str]:
    return [text for query in queries for row in db.execute(query, {"key": key}) for text in row]


def learn(db: sqlite3.Connection, issue: int, texts: Sequence[str]) -> None:
    """Find an issue by these texts too."""
    _write(db, issue, pairs(texts), set.add)


@contextmanager
def followed(db: sqlite3.Connection, target: Thing) -> Iterator[None]:
    """Keep the pairs true while the block changes what an issue, an action or a measure says."""
    if target.kind not in _OWN:
        yield
        return
    before = _said(db, target)
    yield
    after = _said(db, target)
    if before == after:
        return
    old, new = (pairs(each.texts) for each in (before, after))
    for issue in sorted(before.issues | after.issues):
        _write(db, issue, new, set.add)
        if gone := old - new - pairs(_texts(db, _ALL, issue)):
            _write(db, issue, gone, set.discard)


def _write(db: sqlite3.Connection, issue: int, found: set[int], change: Callable[[set[int], int], None]) -> None:
    block, place = divmod(issue, BLOCK)
    query = "SELECT pair, issues FROM pairs WHERE block = ? AND pair IN (SELECT value FROM json_each(?))"
    kept = dict(db.execute(query, (block, json.dumps(sorted(found)))).fetchall())
    full, empty = [], []
    for pair in sorted(found):
        places = set(_unpacked(kept[pair])) if pair in kept else set()
        number = len(places)
        change(places, place)
        if not places:
            empty.append((block, pair))
        elif len(places) != number:
            full.append((block, pair, _packed(sorted(places))))
    db.executemany(_KEEPING, full)
    db.executemany("DELETE FROM pairs WHERE block = ? AND pair = ?", empty)


_KEEPING = "INSERT INTO pairs(block, pair, issues) VALUES (?, ?, ?) ON CONFLICT(block, pair) DO UPDATE SET issues = excluded.issues"


def build(db: sqlite3.Connection) -> None:
    """Fill the empty table of pairs from the others."""
    for block, texts in groupby(_every_text(db), lambda each: each[0] // BLOCK):
        places: dict[int, list[int]] = defaultdict(list)
        for issue, text in texts:
            place = issue % BLOCK
            for pair in _pairs(text):
                places[pair].append(place)
        rows = ((block, pair, _packed(places[pair])) for pair in sorted(filter(_is_pair, places)))
        db.executemany("INSERT INTO pairs(block, pair, issues) VALUES (?, ?, ?)", rows)


def _every_text(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Each issue with all that is said of it, with NUL between."""
    own = db.execute(f"SELECT id, {', '.join(ISSUE_TEXTS)} FROM issues ORDER BY id")
    others = groupby(db.execute(_OF_ALL), itemgetter(0))
    following = next(others, None)
    for issue, *texts in own:
        if following and following[0] == issue:
            texts += [text for _, text in following[1]]
            following = next(others, None)
        yield issue, "\0".join(filter(None, texts))


_OF_ALL = (
    "SELECT l.issue, x.text FROM action_issues l CROSS JOIN actions x ON x.id = l.action WHERE x.void = '' "
    "UNION ALL SELECT issue, text FROM measures WHERE void = '' ORDER BY 1"
)


def _packed(places: Sequence[int]) -> bytes:
    """The places of issues in a block, which are in order: two bytes for each, or a bit where that is shorter."""
    if 2 * len(places) < _BITS:
        return utf_16_le_encode("".join(map(chr, places)))[0]
    digits = bytearray(_NONE)
    for place in places:
        digits[~place] = _ONE
    return int(digits, 2).to_bytes(_BITS, "little")


_NONE, _ONE = b"0" * BLOCK, ord("1")
"""The bits of a block as digits, the last of them for its first place."""


def _unpacked(blob: bytes) -> Iterable[int]:
    if len(blob) == _BITS:
        return compress(range(BLOCK), b"".join(map(_EIGHT.__getitem__, blob)))
    return map(ord, utf_16_le_decode(blob, "strict", True)[0])


_EIGHT = [bytes(byte >> bit & 1 for bit in range(8)) for byte in range(256)]
"""The bits of each byte, as bytes."""


# ---- finding -------------------------------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    """The words that are looked for where a user writes `text`: what stands between white space."""
    return list(dict.fromkeys(small(text).split()))


class Found(NamedTuple):
    """Issues by id, and which of the words that were looked for may still not be there."""

    issues: list[int]
    unsure: list[str]


def find(db: sqlite3.Connection, words: Iterable[str]) -> Found:
    """The issues of which all these words are said now, and others where it is unsure."""
    ranges, unsure = [], []
    for word in words:
        units = len(utf_16_be_encode(word)[0]) // 2
        ranges += _ranges(word, units)
        unsure += [word] if units > _EXACT else []
    return Found([block * BLOCK + place for block in _blocks(db) for place in _places(db, block, ranges)], unsure)


def _blocks(db: sqlite3.Connection) -> Iterator[int]:
    """The blocks that there are, in order; one step for each, whatever its number."""
    block = -1
    while (block := db.execute("SELECT min(block) FROM pairs WHERE block > ?", (block,)).fetchone()[0]) is not None:
        yield block


_EXACT = 2
"""Units of UTF-16 that one pair says all of."""


def _ranges(word: str, units: int) -> list[tuple[int, int]]:
    """What to look for, as first and last pair: of one letter all that begin with it."""
    if units == 1:
        return [(ord(word) << 16, ord(word) << 16 | 0xFFFF)]
    return [(pair, pair) for pair in sorted(pairs([word])) if pair & 0xFFFF][:_LONGEST]


def _places(db: sqlite3.Connection, block: int, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """The places in a block of the issues that hold a pair of each range."""
    common: set[int] | None = None
    for first, final in ranges:
        rows = db.execute("SELECT issues FROM pairs WHERE block = ? AND pair BETWEEN ? AND ?", (block, first, final))
        places = {place for (blob,) in rows for place in _unpacked(blob)}
        common = places if common is None else common & places
        if not common:
            return []
    return sorted(common or ())


class Searched(NamedTuple):
    """What a query for issues `i` needs in order to give those that hold some words: before them, as condition, as values."""

    source: str
    where: str
    values: dict[str, str]


def searched(db: sqlite3.Connection, text: str, as_of: date | None) -> Searched:
    """The issues of which all words of `text` are said; of actions, by those up to the day `:as_of`. See `words_of`."""
    words = words_of(checked(text, "text"))
    if not words:
        return Searched("", "1", {})
    found = find(db, words)
    unsure = words if as_of else found.unsure
    where = ["i.id = f.value", *(_HOLDING.format(word=f":word{number}") for number in range(len(unsure)))]
    values = {f"word{number}": word for number, word in enumerate(unsure)}
    return Searched(
        "json_each(:found) f CROSS JOIN", " AND ".join(where), {"found": json.dumps(found.issues), **values}
    )


_HOLDING = (
    "("
    + " OR ".join(f"instr(lower(i.{column}), {{word}})" for column in ISSUE_TEXTS)
    + " OR EXISTS (SELECT 1 FROM measures m WHERE m.issue = i.id AND m.void = '' AND instr(lower(m.text), {word}))"
    " OR EXISTS (SELECT 1 FROM action_issues l CROSS JOIN actions x ON x.id = l.action WHERE l.issue = i.id"
    " AND x.void = '' AND x.latest <= :as_of AND instr(lower(x.text), {word})))"
)
