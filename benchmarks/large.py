"""What one very large ledger answers: lists beside the sqlite3 shell, words beside LIKE, and what reads every issue.

    python benchmarks/large.py --folder LEDGERS [--issues 1000000 --actions 5000000] [--check] [--write]

Seconds are the processor's, since both sides of a ratio wait for the same disk; the least of the rounds counts. With
--folder the ledger is kept and used again. `growth.py` compares the daily commands with those on a small ledger.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import process_time
from typing import NamedTuple

from make_ledger import make_ledger
from measuring import Environment, installed, machine, options, plain_variables, progress, table, write_section

from rectify.store.searching import find, searched, words_of

SHELL, SCAN, FLAT = 7.0, 0.1, 2.0
"""The most times what the shell takes for a list; what LIKE takes for two characters; MB that a hundred times the rows may
take more.
"""
ROWS, FEW = 100_000, 1_000
SAME_LIST = Path(__file__).with_name("same_list.sql")
WORDS = ("东山", "档案", "东", "财务管理制度", "东山 档案")
"""A rare pair of characters, a common one, one character, a long word, and two words."""
PROVEN = WORDS[:2]
LIKE = """SELECT id FROM issues WHERE title LIKE :word OR acceptance LIKE :word OR recommendation LIKE :word OR response LIKE :word
UNION SELECT issue FROM measures WHERE void = '' AND text LIKE :word
UNION SELECT issue FROM action_issues WHERE action IN (SELECT id FROM actions WHERE void = '' AND text LIKE :word)"""
EVERY = (
    "status --by owner",
    "status --by unit",
    "status --awaiting 陈某",
    "list --limit 50",
    "list --owner 陈某 --limit 50",
    "list --sort actions --limit 50",
    "timeline --since 2023-12-25",
)
"""Commands that read every issue, or every action."""
RUN = """
import sys, time
from rectify.__main__ import main
sys.argv[0] = "rectify"
code = main()
lines = open("/proc/self/status")
memory = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
print([time.process_time(), memory], file=sys.stderr)
sys.exit(code)
"""


class Cost(NamedTuple):
    """Seconds of a processor, and MB at most."""

    seconds: float
    memory: float


def cost(environment: Environment, path: Path, words: str) -> Cost:
    """Of one `rectify` command, whole."""
    argv = [environment.python, "-c", RUN, *words.split(), "--ledger", str(path)]
    done = subprocess.run(
        argv, env=environment.variables, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        sys.exit(f"{words}: {done.stderr}")
    return Cost(*json.loads(done.stderr.splitlines()[-1]))


def by_shell(path: Path, mode: str) -> float:
    """Seconds that the shell takes for the same list."""
    began = os.times()
    with SAME_LIST.open("rb") as script:
        argv = ["sqlite3", "-readonly", *mode.split(), "-cmd", f".param set :rows {ROWS}", str(path)]
        subprocess.run(argv, stdin=script, check=True, stdout=subprocess.DEVNULL, env=plain_variables())
    ended = os.times()
    return ended.children_user + ended.children_system - began.children_user - began.children_system


def lists(environment: Environment, path: Path, rounds: int) -> tuple[list[list[str]], bool]:
    """The rows of a table, and whether the bounds were kept."""
    told, kept = [], True
    for form, mode in (("plain", "-column"), ("csv", "-csv")):
        ours, shell = [], []
        for number in range(rounds):
            progress(f"list {form}, round {number + 1} of {rounds}")
            ours.append(cost(environment, path, f"list --limit {ROWS} --format {form}"))
            shell.append(by_shell(path, mode))
        few = cost(environment, path, f"list --limit {FEW} --format {form}")
        seconds, memory = min(each.seconds for each in ours), max(each.memory for each in ours)
        times = seconds / min(shell)
        kept = kept and times <= SHELL and memory <= few.memory + FLAT
        figures = (seconds, min(shell)), (times, SHELL, few.memory, memory)
        told.append(
            [
                f"`list --format {form}`",
                *(f"{each:.2f}" for each in figures[0]),
                *(f"{each:.1f}" for each in figures[1]),
            ]
        )
    return told, kept


def searches(path: Path, rounds: int) -> tuple[list[list[str]], bool]:
    """The same of words, in this process; leaves the program where something else is found than by LIKE."""
    told, kept = [], True
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        for text in WORDS:
            found, ours = _least(rounds, lambda text=text: _found(db, text))  # type: ignore[misc]
            scanned, like = _least(rounds, lambda text=text: _scanned(db, text))  # type: ignore[misc]
            if found != scanned:
                sys.exit(f"{text}: {len(found)} found, {len(scanned)} by LIKE")
            bound = SCAN if text in PROVEN else None
            kept = kept and not (bound and ours / like > bound)
            figures = f"{len(found):,}", f"{ours * 1000:.1f}", f"{like * 1000:.0f}", f"{ours / like:.3f}"
            told.append([text, *figures, f"{bound or ''}"])
    return told, kept


def _least(rounds: int, work: Callable[[], set[int]]) -> tuple[set[int], float]:
    seconds = []
    for _ in range(rounds):
        began = process_time()
        found = work()
        seconds.append(process_time() - began)
    return found, min(seconds)


def _found(db: sqlite3.Connection, text: str) -> set[int]:
    found = find(db, words_of(text))
    if not found.unsure:
        return set(found.issues)
    query = searched(db, text, None)
    values = {**query.values, "as_of": "9999-12-31"}
    return {key for (key,) in db.execute(f"SELECT i.id FROM {query.source} issues i WHERE {query.where}", values)}


def _scanned(db: sqlite3.Connection, text: str) -> set[int]:
    return set.intersection(*({key for (key,) in db.execute(LIKE, {"word": f"%{word}%"})} for word in text.split()))


def main() -> int:
    """Measure, print, and with --check say by the exit code whether every bound was kept."""
    parser = options(str(__doc__).partition("\n")[0])
    parser.set_defaults(rounds=3)
    parser.add_argument("--issues", type=int, default=ROWS)
    parser.add_argument("--actions", type=int, default=5 * ROWS)
    parser.add_argument("--folder", type=Path, help="where the ledger is kept")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder.resolve() if chosen.folder else Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{chosen.issues}-{chosen.actions}.db"
        if not path.exists():
            progress(f"making {path.name}")
            make_ledger(path, chosen.issues, chosen.actions)
        environment = installed(chosen.venv, Path(scratch))
        listed, lists_kept = lists(environment, path, chosen.rounds)
        found, searches_kept = searches(path, chosen.rounds)
        every = [(words, cost(environment, path, words)) for words in EVERY]
    progress("")
    text = (
        f"{machine(environment)}, {chosen.rounds} rounds, {chosen.issues} issues and {chosen.actions} actions.\n\n"
        + table(
            [f"{ROWS:,} rows", "seconds", "shell, seconds", "times the shell", "at most", f"MB, {FEW:,} rows", "MB"],
            listed,
        )
        + "\n\n"
        + table(["words", "issues", "ms", "LIKE, ms", "of LIKE", "at most"], found)
        + "\n\n"
        + table(
            ["reads every issue or action", "seconds", "MB"],
            [[f"`{words}`", f"{took.seconds:.1f}", f"{took.memory:.0f}"] for words, took in every],
        )
    )
    print(text)
    if chosen.write:
        write_section("large", f"\n{text}\n")
    return int(chosen.check and not (lists_kept and searches_kept))


if __name__ == "__main__":
    sys.exit(main())
