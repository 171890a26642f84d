"""What reports cost: the processor's seconds of a whole `rectify report`, all threads together, and its most memory.

    python benchmarks/documents.py [--check] [--write] [--only pdf] [--folder LEDGERS]

The ledgers have five actions an issue; the bounds are what the project promises. CSV and Markdown are also compared with
the sqlite3 shell, which makes the same text of the same ledger by `same_csv.sql` and `same_markdown.sql` (that it is the same
is checked). Both sides run three times and the least of each counts. The text head of the ledger is computed for every
report, in proportion to its journal; its share is told apart and not compared.
"""

import argparse
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path
from time import process_time
from typing import NamedTuple

from measuring import PAGE, table, write_section

from rectify.ledger import Ledger

MAKER = Path(__file__).with_name("make_ledger.py")
SAME_TEXT = {
    "csv": Path(__file__).with_name("same_csv.sql"),
    "md": Path(__file__).with_name("same_markdown.sql"),
}
ROUNDS = 3
FLAT = 2
"""MB that ten times the issues may take more."""
REPORT = """
import sys, time
from rectify.__main__ import main
sys.argv[0] = "rectify"
code = main()
lines = open("/proc/self/status")
memory = next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM"))
print([time.process_time(), memory], file=sys.stderr)
sys.exit(code)
"""
"""Both are told last, on standard error. Not ru_maxrss: that counts what the process was before it became this one."""


class Case(NamedTuple):
    """A report of that many issues, and the most that it may take: seconds of a processor, MB at any time."""

    format: str
    kind: str
    issues: int
    seconds: float
    memory: float
    times: float = 0
    """The most times what the sqlite3 shell takes for the same text; 0 where it does not make it."""


CASES = (
    # under a second after the start, which is some 0.15
    Case("html", "rectification", 1_000, 1.15, 60),
    Case("html", "register", 1_000, 1.15, 60),
    Case("html", "summary", 1_000, 1.15, 60),
    Case("html", "rectification", 10_000, 11.5, 80),
    Case("pdf", "rectification", 1_000, 6, 650),
    Case("pdf", "register", 1_000, 6, 650),
    Case("pdf", "lists", 1_000, 6, 650),
    Case("pdf", "slip", 1_000, 12, 1_000),
    Case("pdf", "summary", 1_000, 2, 200),
    Case("docx", "rectification", 1_000, 1.5, 150),
    Case("docx", "register", 1_000, 1.5, 150),
    Case("docx", "rectification", 10_000, 12, 150),
    Case("docx", "register", 10_000, 12, 150),
    Case("docx", "slip", 10_000, 12, 150),
    Case("csv", "register", 10_000, 4, 32, 1.9),
    Case("csv", "register", 100_000, 30, 32, 1.3),
    Case("md", "rectification", 10_000, 5, 32, 2.4),
    Case("md", "rectification", 100_000, 40, 32, 1.3),
    Case("xlsx", "register", 1_000, 6, 100),
    Case("xlsx", "register", 100_000, 400, 60),
)


def ledger(folder: Path, issues: int) -> Path:
    """A ledger of that size, made once."""
    path = folder / f"{issues}.db"
    if not path.exists():
        argv = [sys.executable, str(MAKER), str(path), "--issues", str(issues), "--actions", str(5 * issues)]
        subprocess.run(argv, check=True, capture_output=True)
    return path


def measured(case: Case, path: Path) -> tuple[float, float]:
    """Seconds and MB of one run."""
    output = path.with_name(f"report.{case.format}")
    output.unlink(missing_ok=True)
    words = ["report", "--kind", case.kind, "--ledger", str(path), "-o", str(output)]
    done = subprocess.run([sys.executable, "-c", REPORT, *words], check=False, capture_output=True, text=True)
    if done.returncode or not output.stat().st_size:
        sys.exit(done.stderr)
    seconds, memory = json.loads(done.stderr.splitlines()[-1])
    return seconds, memory


def times(case: Case, path: Path, seconds: float) -> tuple[float, float]:
    """How many times what the sqlite3 shell takes, and the seconds that the head takes, which are not counted.

    `seconds` are those of the first run.
    """
    shell = head = float("inf")
    for number in range(ROUNDS):
        if number:
            seconds = min(seconds, measured(case, path)[0])
        took, made = _by_shell(case, path)
        shell, head = min(shell, took), min(head, _head(path))
        if not number and not _same(case, path.with_name(f"report.{case.format}"), made):
            sys.exit("the shell makes another text")
    return (seconds - head) / shell, head


def _by_shell(case: Case, path: Path) -> tuple[float, str]:
    """The seconds that the shell takes, and what it makes."""
    began = os.times()
    with SAME_TEXT[case.format].open("rb") as script:
        argv = ["sqlite3", "-readonly", str(path)]
        made = subprocess.run(argv, stdin=script, check=True, capture_output=True).stdout.decode()
    ended = os.times()
    return ended.children_user + ended.children_system - began.children_user - began.children_system, made


def _head(path: Path) -> float:
    began = process_time()
    with Ledger.reading(path) as opened:
        opened.head()
    return process_time() - began


def _same(case: Case, ours: Path, made: str) -> bool:
    """Whether both say the same: cell by cell of CSV, line by line of Markdown, where our columns may stand aligned."""
    text = ours.read_bytes().decode("utf-8-sig")
    if case.format == "csv":
        rows = zip_longest(*(csv.reader(io.StringIO(each, newline="")) for each in (text, made)))
    else:
        text = text.rpartition("\n---\n")[0]
        rows = zip_longest(*(map(_loose, each.splitlines()) for each in (text, made)))
    return all(one == other for one, other in rows)


def _loose(line: str) -> str:
    return re.sub("-+", "-", line.replace(" ", "")) if line.startswith("|") else line


class Found(NamedTuple):
    """What a case took; `ratio` to the shell, `head` (seconds, not in the ratio) and `grew` (MB) where it is compared."""

    case: Case
    seconds: float
    memory: float
    ratio: float = 0
    head: float = 0
    grew: float = 0

    @property
    def kept(self) -> bool:
        """Whether it stayed within every bound."""
        of = self.case
        within = self.seconds <= of.seconds and self.memory <= of.memory
        return within and (not of.times or (self.ratio <= of.times and self.grew <= FLAT))

    def cells(self) -> list[str]:
        """The columns of `HEADS`."""
        of = self.case
        compared = [f"{self.ratio:.2f}", f"{of.times:g}", f"{self.head:.2f}"] if of.times else [""] * 3
        name = f"{of.format} {of.kind}, {of.issues}"
        return [name, f"{self.seconds:.2f}", f"{of.seconds:g}", f"{self.memory:.0f}", f"{of.memory:g}", *compared]


HEADS = ("report, issues", "seconds", "at most", "MB", "at most", "times the shell", "at most", "head, seconds")


def found(case: Case, folder: Path, memories: dict[str, float]) -> Found:
    """Measure one case; `memories` are those of the smallest ledger, by format."""
    path = ledger(folder, case.issues)
    seconds, memory = measured(case, path)
    if not case.times:
        return Found(case, seconds, memory)
    grew = memory - memories.setdefault(case.format, memory)
    return Found(case, seconds, memory, *times(case, path, seconds), grew)


def among_those_written(rows: list[list[str]]) -> list[list[str]]:
    """The table as it stands in docs/speed.md, with `rows` in their places."""
    section = PAGE.read_text(encoding="utf-8").partition("<!-- documents:")[2].partition("<!-- end of documents")[0]
    lines = [[cell.strip() for cell in line[2:].split("|")] for line in section.splitlines() if line.startswith("| ")]
    known = {cells[0]: cells[: len(HEADS)] for cells in lines[2:]}
    return list((known | {cells[0]: cells for cells in rows}).values())


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="exit 1 where a bound is not kept")
    parser.add_argument("--write", action="store_true", help="write the table into docs/speed.md")
    parser.add_argument("--only", help="the format to measure")
    parser.add_argument("--folder", type=Path, help="where the ledgers are kept")
    chosen = parser.parse_args()
    memories: dict[str, float] = {}
    kept, rows = True, []
    with tempfile.TemporaryDirectory() as scratch:
        for case in CASES:
            if chosen.only in {None, case.format}:
                each = found(case, chosen.folder or Path(scratch), memories)
                kept = kept and each.kept
                rows.append(each.cells())
                print(
                    "  ".join(f"{head} {cell}" for head, cell in zip(HEADS, rows[-1], strict=True) if cell), flush=True
                )
    if chosen.write:
        write_section("documents", f"\n{table(HEADS, among_those_written(rows))}\n")
    return int(chosen.check and not kept)


if __name__ == "__main__":
    sys.exit(main())
