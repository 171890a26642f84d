"""What adding, listing and counting cost here and with other programs that keep such lists, side by side in one run.

    python benchmarks/peers.py                           10, 1,000 and 100,000 items
    python benchmarks/peers.py --own 1000000 --folder LEDGERS --venv .venv --check --write

Each round runs every program once, as a whole process that writes to a pipe. Stores are written in each program's own form, since
to add 100,000 items one by one takes some of them hours; what is timed are its own commands. A program that is not on the
machine is named as not measured. With --folder our ledgers are kept and used again.
"""

import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from growth import ledger
from make_ledger import ASPECTS, FAULTS, MATTERS
from measuring import (
    Command,
    Environment,
    Times,
    installed,
    interleaved,
    machine,
    milliseconds,
    options,
    progress,
    ratio,
    table,
    write_section,
)

OURS, BASE = "rectify", "sqlite3"
VERBS = ("add", "list", "status")
SIZES = (10, 1_000, 100_000)
BOUNDS = (
    ("status", "task", 10.0),
    ("status", "hledger", 10.0),
    ("add", "task", 5.0),
    ("list", "task", 3.0),
)
"""At the largest size: how many times as long as ours another program takes at least."""
LAST = date(2023, 12, 31)
INSERTED = "INSERT INTO items(title, aspect, status, due) VALUES ('{}', 'a1', 'pending', '2023-07-31')"
LISTED = "SELECT id, title, aspect, status, due FROM items ORDER BY due"
COUNTED = "SELECT aspect, status, count(*) FROM items GROUP BY aspect, status"


class Item(NamedTuple):
    """What is kept of an issue in every store: the least that an office would put down."""

    title: str
    aspect: str
    status: str
    due: date


class Peer(NamedTuple):
    """Another program: what must be on the machine, how its store is written, and its commands by what they do."""

    program: str
    version: Sequence[str]
    store: Callable[[Path, Iterable[Item]], None]
    commands: Callable[[Path, str], dict[str, list[str]]]


def items(number: int) -> Iterator[Item]:
    """The same items for every store."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    for _ in range(number):
        title = f"{chance.choice(MATTERS)}{chance.choice(FAULTS)}，{chance.choice(MATTERS)}{chance.choice(FAULTS)}"
        aspect = f"a{chance.randint(1, len(ASPECTS))}"
        due = LAST - timedelta(chance.randint(0, 120))
        yield Item(title, aspect, "completed" if chance.random() < 0.6 else "pending", due)  # noqa: PLR2004 - six in ten


# ---- stores --------------------------------------------------------------------------------------------------------


def _tables(folder: Path, found: Iterable[Item]) -> None:
    with closing(sqlite3.connect(folder / "items.db", isolation_level=None)) as db:
        db.execute("CREATE TABLE items(id INTEGER PRIMARY KEY, title TEXT, aspect TEXT, status TEXT, due TEXT)")
        db.execute("BEGIN")
        rows = ((title, aspect, status, f"{due}") for title, aspect, status, due in found)
        db.executemany("INSERT INTO items(title, aspect, status, due) VALUES (?, ?, ?, ?)", rows)
        db.execute("CREATE INDEX items_status ON items(aspect, status)")
        db.execute("CREATE INDEX items_due ON items(due)")
        db.execute("COMMIT")
    (folder / "item.json").write_text(json.dumps({"title": "新问题", "aspect": "a1", "status": "pending"}))


def _tasks(folder: Path, found: Iterable[Item]) -> None:
    """All pending, so that `task list` lists them all."""
    (folder / "tasks").mkdir()
    (folder / "taskrc").write_text(f"data.location={folder / 'tasks'}\nconfirmation=off\nnews.version=2.6.0\n")
    noon = datetime(2023, 2, 14, 12, tzinfo=UTC)
    with (folder / "tasks" / "pending.data").open("w", encoding="utf-8") as stream:
        for number, item in enumerate(found):
            due = noon + (item.due - noon.date())
            fields = {"description": item.title, "due": _seconds(due), "entry": _seconds(noon)}
            fields |= {"project": item.aspect, "status": "pending", "uuid": str(UUID(int=number, version=4))}
            stream.write("[{}]\n".format(" ".join(f'{name}:"{value}"' for name, value in fields.items())))


def _seconds(moment: datetime) -> str:
    return str(int(moment.timestamp()))


def _lines(folder: Path, found: Iterable[Item]) -> None:
    """All open, as in `_tasks`."""
    (folder / "todo").mkdir()
    names = {
        "TODO_DIR": "todo",
        "TODO_FILE": "todo/todo.txt",
        "DONE_FILE": "todo/done.txt",
        "REPORT_FILE": "todo/report.txt",
    }
    (folder / "todo.cfg").write_text("".join(f'export {name}="{folder / path}"\n' for name, path in names.items()))
    with (folder / "todo" / "todo.txt").open("w", encoding="utf-8") as stream:
        stream.writelines(f"{item.title} +{item.aspect} due:{item.due}\n" for item in found)


def _postings(folder: Path, found: Iterable[Item]) -> None:
    """An item is a transaction that puts 1 to the account of its aspect and status."""
    with (folder / "items.journal").open("w", encoding="utf-8") as stream:
        for item in found:
            stream.write(f"{item.due} {item.title}\n    {item.aspect}:{item.status}  1\n    items\n\n")


def _tickets(folder: Path, found: Iterable[Item]) -> None:
    place = folder / "tickets.fossil"
    subprocess.run(
        ["fossil", "init", "--admin-user", "clerk", str(place)],
        env={"HOME": str(folder), "USER": "clerk", "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )
    with closing(sqlite3.connect(place, isolation_level=None)) as db:
        db.execute("BEGIN")
        states = {"pending": "Open", "completed": "Fixed"}
        rows = (
            (f"{number:040x}", item.aspect, states[item.status], item.title) for number, item in enumerate(found, 1)
        )
        db.executemany(
            "INSERT INTO ticket(tkt_uuid, tkt_mtime, tkt_ctime, subsystem, status, title) "
            "VALUES (?, 2460000.5, 2460000.5, ?, ?, ?)",
            rows,
        )
        db.execute("COMMIT")


# ---- commands ------------------------------------------------------------------------------------------------------


def _shell(folder: Path, title: str) -> dict[str, list[str]]:
    argv = ["sqlite3", str(folder / "items.db")]
    return {"add": [*argv, INSERTED.format(title)], "list": [*argv, LISTED], "status": [*argv, COUNTED]}


def _utils(python: str) -> Callable[[Path, str], dict[str, list[str]]]:
    def commands(folder: Path, _: str) -> dict[str, list[str]]:
        argv, store = [python, "-m", "sqlite_utils"], str(folder / "items.db")
        return {
            "add": [*argv, "insert", store, "items", str(folder / "item.json")],
            "list": [*argv, "query", store, LISTED, "--table"],
            "status": [*argv, "query", store, COUNTED, "--table"],
        }

    return commands


def _task(folder: Path, title: str) -> dict[str, list[str]]:
    argv = ["task", f"rc:{folder / 'taskrc'}"]
    add = [*argv, "add", title, "project:a1", "due:2023-07-31"]
    return {"add": add, "list": [*argv, "list"], "status": [*argv, "summary"]}


def _todo(folder: Path, title: str) -> dict[str, list[str]]:
    argv = ["todo-txt", "-d", str(folder / "todo.cfg")]
    return {"add": [*argv, "add", f"{title} +a1 due:2023-07-31"], "list": [*argv, "ls"]}


def _hledger(folder: Path, _: str) -> dict[str, list[str]]:
    argv = ["hledger", "-f", str(folder / "items.journal")]
    return {"list": [*argv, "register", "--width", "100"], "status": [*argv, "bal"]}


def _fossil(folder: Path, title: str) -> dict[str, list[str]]:
    place = ["-R", str(folder / "tickets.fossil")]
    add = ["fossil", "ticket", "add", "title", title, "status", "Open", *place]
    return {"add": add, "list": ["fossil", "ticket", "show", "1", *place]}


def _nothing(_folder: Path, _items: Iterable[Item]) -> None:
    """Has its store from another."""


def peers(environment: Environment) -> dict[str, Peer]:
    """The others by their names, in the order of the table; the first is what all are held against."""
    utils = [environment.python, "-m", "sqlite_utils", "--version"]
    return {
        BASE: Peer("sqlite3", ["sqlite3", "--version"], _tables, _shell),
        "sqlite-utils": Peer(environment.python, utils, _nothing, _utils(environment.python)),
        "task": Peer("task", ["task", "--version"], _tasks, _task),
        "todo.txt": Peer("todo-txt", ["todo-txt", "-V"], _lines, _todo),
        "hledger": Peer("hledger", ["hledger", "--version"], _postings, _hledger),
        "fossil": Peer("fossil", ["fossil", "version"], _tickets, _fossil),
    }


def our_commands(environment: Environment, path: Path, title: str) -> dict[str, list[str]]:
    there = ["--ledger", str(path)]
    argv = [environment.rectify]
    return {
        "add": [*argv, "add-issue", title, *there],
        "list": [*argv, "list", *there],
        "status": [*argv, "status", *there],
    }


class Run(NamedTuple):
    """The times of one size; a command is called `verb program`."""

    size: int
    times: Times

    def cell(self, verb: str, program: str) -> str:
        name, base = f"{verb} {program}", f"{verb} {BASE}"
        if name not in self.times:
            return ""
        return f"{milliseconds(self.times, name):,.0f} ({ratio(self.times, name, base):.1f})"


def measured(size: int, there: dict[str, Peer], environment: Environment, ledgers: Path, rounds: int) -> Run:
    """Make the stores of one size, run the commands in rounds, and remove the stores."""
    title = "关于公章管理不规范的问题"
    path = ledger(environment, ledgers, size, 2 * size)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        found = {OURS: our_commands(environment, path, title)}
        for name, peer in there.items():
            progress(f"{size:,} items for {name}")
            peer.store(folder, items(size))
            found[name] = peer.commands(folder, title)
        commands = [
            Command(f"{verb} {name}", argv[verb]) for verb in VERBS for name, argv in found.items() if verb in argv
        ]
        told = environment.variables | {"HOME": scratch, "USER": "clerk", "TASKRC": str(folder / "taskrc")}
        return Run(size, interleaved(commands, environment._replace(variables=told), folder, rounds))


def page(runs: Sequence[Run], names: Sequence[str]) -> str:
    """A table a verb: milliseconds, and how many times the sqlite3 shell's."""
    heads = [f"{run.size:,}" for run in runs]
    parts = []
    for verb in VERBS:
        rows = [[f"`{name}`", *(run.cell(verb, name) for run in runs)] for name in names]
        parts.append(table([verb, *heads], [row for row in rows if any(row[1:])]))
    return "\n\n".join(parts)


def bounds(run: Run) -> list[tuple[str, float, float]]:
    """What is asked of the largest size, as far as the other program is there: name, how many times ours, at least."""
    return [
        (f"{verb}: {other}", ratio(run.times, f"{verb} {other}", f"{verb} {OURS}"), bound)
        for verb, other, bound in BOUNDS
        if f"{verb} {other}" in run.times
    ]


def _version(peer: Peer) -> str:
    done = subprocess.run(peer.version, check=False, capture_output=True, text=True)
    found = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
    return found[0] if found else "of an unknown version"


def main() -> int:
    """Measure, print, and with --check say by the exit code whether every bound was kept."""
    parser = options(str(__doc__).partition("\n")[0])
    parser.set_defaults(rounds=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--own", type=int, help="a larger size still, of our own and the sqlite3 shell alone")
    parser.add_argument("--folder", type=Path, help="where our ledgers are kept")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        environment = installed(chosen.venv, Path(scratch))
        ledgers = chosen.folder or Path(scratch)
        ledgers.mkdir(parents=True, exist_ok=True)
        known = peers(environment)
        there = {name: peer for name, peer in known.items() if shutil.which(peer.program)}
        if BASE not in there:
            parser.error("sqlite3, which all are held against, is not on this machine")
        runs = [measured(size, there, environment, ledgers, chosen.rounds) for size in chosen.sizes]
        kept = bounds(runs[-1])
        if chosen.own:
            runs.append(measured(chosen.own, {BASE: there[BASE]}, environment, ledgers, chosen.rounds))
        versions = ", ".join(f"{name} {_version(peer)}" for name, peer in there.items())
        text = f"{machine(environment)}, {chosen.rounds} rounds. {versions}.\n\n{page(runs, [OURS, *there])}\n\n"
        rows = [[f"`{name}`", f"{times:.1f}", f"{least:.0f}"] for name, times, least in kept]
        text += table([f"at {chosen.sizes[-1]:,} items", "times ours", "at least"], rows)
        if absent := [name for name in known if name not in there]:
            text += f"\n\nNot measured, since it is not on this machine: {', '.join(absent)}."
    print(text)
    if chosen.write:
        write_section("peers", f"\n{text}\n")
    return int(chosen.check and not all(times >= least for _, times, least in kept))


if __name__ == "__main__":
    sys.exit(main())
