"""What each question costs over a nation: ten million issues and fifty million actions of 300,000 units, as one Parquet set.

    python benchmarks/rollup_size.py --venv .venv --write
    python benchmarks/rollup_size.py --venv .venv --folder /var/tmp/nation --check

DuckDB may take at most 15 s for all answers together, and no process more than 1 GB. Every answer is sorted, so it is there when
its first row is; how long it takes until the last row is in Python, and what the whole command takes, which proves the files first
and writes the rows out, stand beside it; and what it takes to make the sums that a set keeps, which a roll-up does once. The set
is made here, in the format of `rollup -o --with-texts`, and is deleted afterwards; it wants some 4 GB of disk. Both environments must have the extra `[rollup]`.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from measuring import Environment, installed, machine, options, progress, table, write_section
from nation import make_nation

from rectify.rollup.questions import QUESTIONS

SECONDS, MEGABYTES = 15.0, 1_000
RARE, FREQUENT = "第99731号", "值班值守"
"""Texts to search for: of one action in a hundred thousand, and of one in nine."""
ASK = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from rectify.rollup.duck import Duck
from rectify.rollup.questions import ask
from rectify.rollup.sets import opened
files = opened(Path(sys.argv[1])).files
with TemporaryDirectory(dir=sys.argv[1]) as scratch, Duck(Path(scratch)) as duck:
    duck.open(files)
    began, worked = perf_counter(), process_time()
    rows = ask(duck, sys.argv[2], "", sys.argv[3])
    count = int(next(rows, None) is not None)
    first, work = perf_counter() - began, process_time() - worked
    count += sum(1 for _ in rows)
    print(first, work, perf_counter() - began, count)
"""


SUM_UP = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from rectify.rollup.duck import Duck
from rectify.rollup.sets import opened
from rectify.rollup.tables import TABLES
files = opened(Path(sys.argv[1])).files
with TemporaryDirectory(dir=sys.argv[1]) as scratch, Duck(Path(scratch)) as duck:
    began = perf_counter()
    duck.summarize({table: files[table] for table in TABLES}, Path(scratch))
    print(perf_counter() - began)
"""


class Cost(NamedTuple):
    """Seconds of a process, its largest memory in MB, and what it wrote."""

    seconds: float
    memory: int
    out: str


def cost(environment: Environment, *words: str, keep: bool) -> Cost:
    began = perf_counter()
    process = subprocess.Popen(
        [environment.python, *words],
        env=environment.variables,
        stdout=subprocess.PIPE if keep else subprocess.DEVNULL,
        text=True,
    )
    out = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"exit code {process.returncode} of {' '.join(words)}")
    return Cost(perf_counter() - began, used.ru_maxrss // 1024, out)


class Answer(NamedTuple):
    """Seconds until an answer is there, seconds of all processors for it, seconds to its last row, rows; the whole command; MB."""

    first: float
    work: float
    last: float
    rows: int
    command: float
    memory: int


def answer(environment: Environment, folder: Path, name: str, text: str) -> Answer:
    progress(f"{name} {text}")
    told = cost(environment, "-c", ASK, str(folder), name, text, keep=True)
    first, work, last, rows = told.out.split()
    words = ["rollup", str(folder), "--ask", name, "--format", "csv", *(["--text", text] if text else [])]
    whole = cost(environment, "-m", "rectify", *words, keep=False)
    return Answer(float(first), float(work), float(last), int(rows), whole.seconds, max(told.memory, whole.memory))


def main() -> int:
    parser = options(str(__doc__).partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where a set was made before, or where to make and keep one")
    for name, default in (("units", 300_000), ("issues", 10_000_000), ("actions", 50_000_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    chosen = parser.parse_args()
    with TemporaryDirectory() as scratch, ExitStack() as stack:
        environment = installed(chosen.venv, Path(scratch))
        folder = chosen.folder or Path(stack.enter_context(TemporaryDirectory())) / "nation"
        if not folder.exists():
            progress("making the set")
            make_nation(folder, chosen.units, chosen.issues, chosen.actions)
        size = sum(path.stat().st_size for path in folder.glob("*.parquet")) >> 20
        asked = [(name, RARE if name == "search" else "") for name in QUESTIONS]
        answers = {each: answer(environment, folder, *each) for each in asked}
        beside = answer(environment, folder, "search", FREQUENT)
        progress("sums")
        sums = cost(environment, "-c", SUM_UP, str(folder), keep=True)
        progress("")
    total, work, last = (sum(each[place] for each in answers.values()) for place in range(3))
    most = max(sums.memory, beside.memory, *(each.memory for each in answers.values()))
    rows = [
        [
            f"`{name}` {text}".strip(),
            *(f"{each.first:.2f}", f"{each.work:.1f}", f"{each.last:.2f}", f"{each.rows:,}"),
            *(f"{each.command:.1f}", str(each.memory)),
        ]
        for (name, text), each in (*answers.items(), (("search", FREQUENT), beside))
    ]
    text = (
        f"{machine(environment)}, {os.cpu_count()} processors, {os.getloadavg()[1]:.1f} processes that wanted them in the last "
        f"minutes. {chosen.units:,} units, {chosen.issues:,} issues, {chosen.actions:,} actions, {chosen.actions // 2:,} "
        f"outcomes: {size:,} MB of Parquet. All answers without the last: {total:.1f} s (at most {SECONDS:g}), {work:.1f} s of "
        f"processors, {last:.1f} s to their last rows; the sums in the set were made in {float(sums.out):.0f} s; at most {most} MB "
        f"(at most {MEGABYTES:,}).\n\n"
        f"{table(['', 'answered, s', 'of processors, s', 'to the last row, s', 'rows', 'whole command, s', 'MB'], rows)}"
    )
    print(text)
    if chosen.write:
        write_section("rollup_size", text)
    return int(chosen.check and (total > SECONDS or most > MEGABYTES))


if __name__ == "__main__":
    sys.exit(main())
