"""The journal as bytes: canonical JSON, the chain of SHA-256, and the text head that common tools can compute.

Form of the JSON: RFC 8785 for the values that a journal may hold (text, whole numbers below 2**53, true, false, null,
lists, objects with ASCII keys). Rule of the chain: hash = SHA-256(prev LF body LF), the first prev is 64 zeros.
Text head: SHA-256 of the first N bodies, each followed by LF, so that one pipe with sqlite3 and sha256sum checks it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from typing import Any, NamedTuple

GENESIS = "0" * 64
_BOUND = 2**53
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class Row(NamedTuple):
    """An entry as it is stored: `body` is the canonical JSON in UTF-8."""

    seq: int
    prev: str
    hash: str
    body: bytes


class Head(NamedTuple):
    """What a journal of `seq` entries came to: the last hash of the chain, and the text head."""

    seq: int
    chain: str
    text: str


class Fault(NamedTuple):
    """What is wrong with a ledger: the entry (0: none in particular), the code (its sentence is `verify.<code>`), and the
    table, object or file that it is about.
    """

    seq: int
    key: str
    about: str = ""


def canonical(value: Any) -> bytes:
    """The canonical JSON of `value`. Raises ValueError for a value that no journal may hold."""
    _check(value)
    return _encode(value).encode()


def _check(value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("NUL in a text")
    elif isinstance(value, dict):
        for key, part in value.items():
            if not (isinstance(key, str) and key.isascii() and "\0" not in key):
                raise ValueError("a key that is not ASCII")
            _check(part)
    elif isinstance(value, list):
        for part in value:
            _check(part)
    elif isinstance(value, int):
        if abs(value) >= _BOUND:
            raise ValueError("a number of 2**53 or more")
    elif value is not None:
        raise ValueError(f"a {type(value).__name__}")


def link(prev: str, body: bytes) -> str:
    """The hash of an entry with this body after one whose hash is `prev`."""
    return _link(_lean_sha256(), prev, body)


def _link(sha256: Callable[[bytes], Any], prev: str, body: bytes) -> str:
    return str(sha256(b"%b\n%b\n" % (prev.encode(), body)).hexdigest())


@cache
def _lean_sha256() -> Callable[[bytes], Any]:
    """SHA-256 of the interpreter itself, for the few entries of one command.

    That of `hashlib` is OpenSSL's: twice as fast, but it takes longer to load than an act takes to be recorded.
    """
    for name in ("_sha2", "_sha256"):  # since Python 3.12, before
        with suppress(ImportError):
            lean: Callable[[bytes], Any] = import_module(name).sha256
            return lean
    from hashlib import sha256

    return sha256


def chained(bodies: Iterable[bytes]) -> Iterator[Row]:
    """The rows that bodies come to, from the first entry on."""
    from hashlib import sha256

    prev = GENESIS
    for seq, body in enumerate(bodies, 1):
        own = _link(sha256, prev, body)
        yield Row(seq, prev, own, body)
        prev = own


def check_chain(rows: Iterable[Row], *, bodies: bool = True) -> Iterator[Fault]:
    """The faults of a whole journal in order: a number out of order, a broken chain, a body that is not canonical."""
    from hashlib import sha256

    prev, seq = GENESIS, 0
    for row in rows:
        seq += 1
        if row.seq != seq:
            yield Fault(row.seq, "fault-order")
            seq = row.seq
        if row.prev != prev or _link(sha256, row.prev, row.body) != row.hash:
            yield Fault(row.seq, "fault-chain")
        elif bodies and not _is_canonical(row.body):
            yield Fault(row.seq, "fault-body")
        prev = row.hash


def check_end(rows: Iterable[Row]) -> Iterator[Fault]:
    """The faults of the last entries of a journal, given without those before them."""
    before: Row | None = None
    for row in rows:
        prev = before.hash if before else GENESIS if row.seq == 1 else row.prev
        if row.prev != prev or link(row.prev, row.body) != row.hash:
            yield Fault(row.seq, "fault-chain")
        before = row


def _is_canonical(body: bytes) -> bool:
    try:
        said(body)
    except ValueError:
        return False
    return True


def said(body: bytes) -> Any:
    """What a body says. Raises ValueError where it is not canonical JSON, or holds what no journal may hold."""
    value = canonically_said(body)
    if not _is_plain(value):
        _check(value)
    return value


def canonically_said(body: bytes) -> Any:
    """As `said`, for who looks at every key and at the type of every value: of these, any that JSON has may be there."""
    read, write = _json()
    value = read(body)
    try:
        written = write(value)
    except TypeError as error:  # a number that is too large, or too many brackets
        raise ValueError("outside the profile") from error
    if written != body:
        raise ValueError("not canonical")
    if b"\\u0000" in body:  # seldom; the backslash may be a text's own
        _check(value)
    return value


@cache
def _json() -> tuple[Callable[[bytes], Any], Callable[[Any], bytes]]:
    """What reads JSON, and writes it in canonical form as far as what is written can be read again."""
    import orjson  # late: an act is recorded without it

    option = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
    return orjson.loads, partial(orjson.dumps, option=option)


def plainly_read(body: bytes) -> Any:
    """What a body says that is known to be canonical."""
    return _json()[0](body)


def _is_plain(value: Any) -> bool:
    """Whether keys are ASCII, and no number has a fraction."""
    if type(value) is dict:
        if (keys := tuple(value)) not in _plain and not _are_plain(keys):
            return False
        value = value.values()
    elif type(value) is not list:
        return type(value) is not float
    for part in value:  # noqa: SIM110 - it is asked of each entry, and `all` takes twice as long
        if type(part) in _LOOKED_INTO and not _is_plain(part):
            return False
    return True


def _are_plain(keys: tuple[str, ...]) -> bool:
    plain = all(map(str.isascii, keys))
    if plain and len(_plain) < _KINDS and sum(map(len, keys)) < _KINDS:
        _plain.add(keys)
    return plain


_KINDS = 512
_plain: set[tuple[str, ...]] = set()
"""Keys of the first few kinds of objects that were met, as far as they are ASCII and short."""
_LOOKED_INTO = (dict, list, float)


class Heads(NamedTuple):
    """Heads of one journal: the last one, those at the entries asked for, and those whose text begins as asked for."""

    last: Head
    at: dict[int, Head]
    of: dict[str, Head]


class RunningHead:
    """The head of the rows that it has taken so far; costs time in proportion to their bytes."""

    def __init__(self) -> None:
        from hashlib import sha256

        self._digest, self._seq, self._chain = sha256(), 0, GENESIS

    def take(self, row: Row) -> None:
        self._digest.update(b"%b\n" % row.body)
        self._seq, self._chain = row.seq, row.hash

    @property
    def head(self) -> Head:
        return Head(self._seq, self._chain, self._digest.hexdigest())


def heads(rows: Iterable[Row], seqs: Iterable[int] = (), texts: Iterable[str] = ()) -> Heads:
    """The heads of the journal that `rows` are."""
    running = RunningHead()
    at, of = {0: running.head}, dict[str, Head]()
    wanted, sought = frozenset(seqs), tuple(texts)
    for row in rows:
        running.take(row)
        if row.seq in wanted:
            at[row.seq] = running.head
        if sought:
            now = running.head
            of.update((each, now) for each in sought if each not in of and now.text.startswith(each))
    return Heads(running.head, at, of)


def head(rows: Iterable[Row]) -> Head:
    """The head of the journal that `rows` are."""
    return heads(rows).last
