"""What verifying costs, as a multiple of hashing the same entries alone, in one process and the same rounds.

    python benchmarks/verifying.py                             200,000 entries
    python benchmarks/verifying.py --issues 200000 --actions 650000 --folder LEDGERS     a million

Hashing alone: each row is read from the file and its link hashed, nothing else. With --check it fails where a bound is
broken. With --folder the ledger is kept and used again.
"""

import argparse
import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from make_ledger import make_ledger
from measuring import progress, table

from rectify.journal import check_chain, heads
from rectify.store.entries import rows
from rectify.store.upgrading import differences, replay

BOUNDS = {"chain over the stored bytes": 2.5, "chain and canonical bodies": 10.0}
ROUNDS = 3


def hashing(db: sqlite3.Connection) -> None:
    for _, prev, _, body in rows(db):
        sha256(b"%b\n%b\n" % (prev.encode(), body)).hexdigest()


def chain(db: sqlite3.Connection) -> None:
    assert next(check_chain(rows(db), bodies=False), None) is None


def bodies(db: sqlite3.Connection) -> None:
    assert next(check_chain(rows(db)), None) is None


def text_head(db: sqlite3.Connection) -> None:
    heads(rows(db))


def state(db: sqlite3.Connection) -> None:
    with closing(replay(db)) as anew:
        assert next(differences(db, anew), None) is None


WORKS: dict[str, Callable[[sqlite3.Connection], None]] = {
    "hashing alone": hashing,
    "text head": text_head,
    "chain over the stored bytes": chain,
    "chain and canonical bodies": bodies,
    "state against a replay": state,
}


def measured(path: Path) -> dict[str, float]:
    """The shortest time of each work; the replay is dear and made once."""
    times: dict[str, list[float]] = {name: [] for name in WORKS}
    memory: dict[str, int] = {}
    for number in range(ROUNDS):
        for name, work in WORKS.items():
            if number and work is state:
                continue
            progress(name)
            with closing(sqlite3.connect(path)) as db:
                began = perf_counter()
                work(db)
                times[name].append(perf_counter() - began)
            memory.setdefault(name, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print("largest memory so far, in MB: " + ", ".join(f"{name} {size}" for name, size in memory.items()))
    return {name: min(each) for name, each in times.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--issues", type=int, default=40_000)
    parser.add_argument("--actions", type=int, default=130_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch)
        path = folder / f"{chosen.issues}-{chosen.actions}.db"
        if not path.exists():
            progress(f"making {path.name}")
            make_ledger(path, chosen.issues, chosen.actions)
        with closing(sqlite3.connect(path)) as db:
            entries, size = db.execute("SELECT count(*), sum(length(CAST(body AS BLOB))) FROM entry").fetchone()
        print(f"{entries:,} entries, {size / 2**20:.0f} MiB of bodies")
        times = measured(path)
    base = times["hashing alone"]
    lines = [(name, f"{time:.2f} s", f"{time / base:.1f}", str(BOUNDS.get(name, ""))) for name, time in times.items()]
    print(table(("work", "time", "times hashing alone", "bound"), lines))
    broken = [name for name, bound in BOUNDS.items() if times[name] > bound * base]
    print(f"broken: {', '.join(broken)}" if broken else "all within their bounds")
    return int(chosen.check and bool(broken))


if __name__ == "__main__":
    sys.exit(main())
