"""What is asked of the server: the only module that speaks to PostgreSQL."""

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from rectify.errors import Busy, Damaged, NotFound, RectifyError, Refused
from rectify.journal import GENESIS, Row
from rectify.remote.addresses import checked, shown

if TYPE_CHECKING:
    from psycopg import Connection, Error

PROTOCOL = 1
AT_ONCE = 1_000
"""Entries that are asked for, or sent, at once."""
SOON, LATER = 2, 5
"""Seconds in which a server must answer the first time, where we only read and where we write; libpq knows no less than 2."""
PATIENCE = 10.0
"""Seconds in which a connection that was lost is taken up again."""
_ANSWERING = "30s"
"""Within this the server answers, or gives up."""
_LOST = ("08", "57P")  # connection exceptions, shutdowns
_ABSENT = {"3F000", "42P01", "42883", "P0002"}  # no such schema, table, function, ledger
_WAITED = {"55P03", "57014", "40001", "40P01"}
_DENIED = "42501"
_TAKEN = "23505"


class Unreachable(Busy):
    """The server does not answer."""


class Answer(NamedTuple):
    """What the server said to bodies that were sent: whether it took them, and its newest entry."""

    accepted: bool
    seq: int
    hash: str


def script() -> str:
    """The SQL that makes a database one for shared ledgers."""
    return resources.files("rectify.remote").joinpath("server.sql").read_text(encoding="utf-8")


class Server:
    """A database with shared ledgers; connected to when it is first asked, and again when it is lost.

    What is asked can be asked twice. Raises Unreachable, Refused (also without the extra), NotFound where there is nothing of
    ours, Busy where others do not end. Use as a context manager.
    """

    def __init__(self, address: str, *, wait: int = LATER) -> None:
        self.address = checked(address)
        self._wait = wait
        self._connection: Connection[Any] | None = None
        self._met = False
        self._answer = 0
        """What it said to nobody in particular when it did not let us in: one of psycopg's `Ping`."""
        try:
            import psycopg
        except ImportError:
            raise Refused("share-needs-extra") from None
        self._library = psycopg

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    # ---- asking

    def _ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a query gives. A connection that is lost on the way is taken up again, and the query sent again.

        Where it cannot be taken up again, for whatever reason, that is Unreachable: the query may have arrived.
        """
        until, lost = time.monotonic() + (PATIENCE if self._met else 0), False
        while True:
            try:
                with self._translated():
                    found = self._connected().execute(query, values)
                    return found.fetchall() if found.description else []
            except RectifyError as error:
                if not (lost or isinstance(error, Unreachable)):
                    raise
                if error.key == "share-starting" and not self._met:
                    until, self._met = time.monotonic() + PATIENCE, True
                if time.monotonic() >= until:
                    raise Unreachable(error.key, **error.values) from error
                lost = lost or self._connection is not None
                self._drop()
                time.sleep(random.uniform(0.05, 0.3))  # noqa: S311 - not a secret

    def _connected(self) -> "Connection[Any]":
        if self._connection is None:
            told = self._told()
            try:
                self._connection = self._library.connect(told, autocommit=True)
            except self._library.OperationalError as error:
                self._answer = self._ping(error)
                if self._answer != self._library.pq.Ping.OK:
                    raise
                # it lets everybody in now, and may have been starting just before
                self._connection = self._library.connect(told, autocommit=True)
            self._connection.prepare_threshold = None
            self._met = True
        return self._connection

    def _told(self) -> str:
        """What libpq is told; what the address says wins over the first four. A password never goes over in the clear."""
        conninfo = self._library.conninfo
        given = {"connect_timeout": self._wait, "tcp_user_timeout": 15_000, "require_auth": "!password"}
        fixed = {
            "client_encoding": "UTF8",
            "application_name": "rectify",
            "options": f"-c statement_timeout={_ANSWERING} -c default_transaction_isolation=read\\ committed",
        }
        told: str = conninfo.make_conninfo("", **{**given, **conninfo.conninfo_to_dict(self.address), **fixed})
        return told

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._library.Error as error:
            raise self._meant(error) from error

    def _meant(self, error: "Error") -> RectifyError:
        told = {"server": shown(self.address), "reason": _first_line(error)}
        state = error.sqlstate or ""
        if self._connection is None:
            return self._not_connected(error, told)
        if state.startswith(_LOST) or self._connection.broken or self._connection.closed:
            return Unreachable("share-unreachable", **told)
        if state in _WAITED:
            return Busy("share-busy", **told)
        if state in _ABSENT:
            return NotFound("share-none", **told)
        if state == _DENIED:
            return Refused("share-denied", **told)
        return Refused("share-taken" if state == _TAKEN else "share-refused", **told)

    def _not_connected(self, error: "Error", told: dict[str, str]) -> RectifyError:
        """Whether it does not answer, or does not want us: its own words have a language that we need not know."""
        if not isinstance(error, self._library.OperationalError):
            return Refused("share-refused", **told)
        if self._answer == self._library.pq.Ping.REJECT:
            return Unreachable("share-starting", **told)
        if self._answer == self._library.pq.Ping.NO_RESPONSE:
            return Unreachable("share-unreachable", **told)
        return Refused("share-refused", **told)

    def _ping(self, error: "Error") -> int:
        """Whether the server answers who says no name, after it let us wait or turned us away."""
        if isinstance(error, self._library.errors.ConnectionTimeout):
            return self._library.pq.Ping.NO_RESPONSE
        return self._library.pq.PGconn.ping(self._told().encode())

    # ---- what is there

    def check(self) -> None:
        """Raises NotFound where the database holds nothing of ours, Refused where what it holds is newer than we are."""
        ((number,),) = self._ask("SELECT rectify.protocol()")
        if number > PROTOCOL:
            raise Refused("share-newer", server=shown(self.address), number=number, known=PROTOCOL)

    def is_made(self) -> bool:
        """Whether the database is one for shared ledgers."""
        return bool(self._ask("SELECT to_regnamespace('rectify') IS NOT NULL")[0][0])

    def make(self) -> None:
        """Make it one. Raises Refused where we may not."""
        with self._translated():
            connection = self._connected()
            try:
                connection.execute(script().encode())
            except BaseException:
                connection.rollback()  # the script begins a transaction of its own
                raise

    def ledgers(self) -> dict[str, str]:
        """Name -> identifier of each ledger that is there."""
        return dict(self._ask("SELECT name, id FROM rectify.ledger ORDER BY name"))

    def newest(self, name: str) -> tuple[int, str]:
        """The number and hash of the newest entry; (0, GENESIS) where there is none."""
        query = "SELECT seq, hash FROM rectify.entry WHERE ledger = %s ORDER BY seq DESC LIMIT 1"
        found = self._ask(query, name)
        return (found[0][0], found[0][1]) if found else (0, GENESIS)

    def rows(self, name: str, seq: int = 0, known: str = GENESIS) -> Iterator[Row]:
        """The entries after `seq`, whose hash we know, streamed. Raises Damaged where it is no longer there."""
        query = "SELECT seq, prev, hash, body FROM rectify.entry WHERE ledger = %s AND seq >= %s ORDER BY seq LIMIT %s"
        while True:
            found = [Row._make((*row[:3], row[3].encode())) for row in self._ask(query, name, seq, AT_ONCE)]
            if seq and (not found or found[0][::2] != (seq, known)):
                raise Damaged("share-rewritten", entry=seq)
            fresh = found[1:] if seq else found
            yield from fresh
            if len(found) < AT_ONCE:
                return
            seq, known = fresh[-1].seq, fresh[-1].hash

    def content(self, name: str, sha256: str) -> bytes | None:
        found = self._ask("SELECT data FROM rectify.content WHERE ledger = %s AND sha256 = %s", name, sha256)
        return bytes(found[0][0]) if found else None

    def contents(self, name: str) -> Iterator[bytes]:
        """Every content that is kept, one at a time."""
        for (sha256,) in self._ask("SELECT sha256 FROM rectify.content WHERE ledger = %s ORDER BY sha256", name):
            found = self.content(name, sha256)
            if found is not None:  # it may have left meanwhile
                yield found

    # ---- what is put there

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """What is put there in this block is there at its end, or not at all; nothing is sent twice."""
        with self._translated():
            connection = self._connected()
            self._met = False
            with connection.transaction():
                yield
            self._met = True

    def found(self, name: str, identifier: str) -> None:
        """Begin a ledger. Raises Refused where one of this name is there."""
        self._ask("SELECT rectify.found(%s, %s)", name, identifier)

    def keep(self, name: str, contents: Iterable[tuple[str, bytes]]) -> None:
        """Keep contents, each with its SHA-256, as far as they are not kept yet. Raises Damaged where another came to be."""
        for sha256, content in contents:
            query = "SELECT 1 FROM rectify.content WHERE ledger = %s AND sha256 = %s"
            if self._ask(query, name, sha256):
                continue
            ((kept,),) = self._ask("SELECT rectify.keep(%s, %s)", name, content)
            if kept != sha256:
                raise Damaged("file-damaged", hash=sha256)

    def append(
        self, name: str, seen: tuple[int, str], bodies: Sequence[bytes], key: str, gone: Sequence[str] = ()
    ) -> Answer:
        """Append bodies after the entry `seen`, all or none, and never twice under one key."""
        query = "SELECT accepted, newest, newest_hash FROM rectify.append(%s, %s, %s, %s, %s, %s)"
        (answer,) = self._ask(query, name, *seen, [body.decode() for body in bodies], key, list(gone))
        return Answer(*answer)


def _first_line(error: Exception) -> str:
    """What the server or libpq says, without the attempts that it was the end of."""
    line = str(error).strip().partition("\n")[0]
    return line.rpartition(" failed: ")[2] or type(error).__name__
