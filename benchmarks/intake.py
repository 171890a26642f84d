"""What `import` costs, as whole processes: one report as a multiple of `status`, a long document, a folder, a register.

    python benchmarks/intake.py
    python benchmarks/intake.py --venv .venv --report REPORT.txt     another report than our own

Looking (`--dry-run`) and importing are stated apart. "Once started" is what the further files of a folder add to one.
Bounds are in seconds of the processor, which other programs on the machine lengthen less than those of the clock.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import making
from measuring import (
    ROOT,
    Command,
    Environment,
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

REPORT = ROOT / "tests" / "data" / "intake" / "county-archives.txt"
UNIT = "县档案馆"
STATUS = "status"
TIMES_STATUS = 3.0
REPORTS = 300
A_SECOND = 60
"""Reports in a folder, and how many of them are to be read and understood in a second once the program has started."""

ROWS = 20_000
AS_LONG = 30_000
"""Rows of the register, and characters of the document."""


class Cost(NamedTuple):
    """What one process took with those that it started: seconds by the clock and of the processor, and the most MB."""

    clock: float
    seconds: float
    memory: float


class Case(NamedTuple):
    """A command of ours on files that `make` puts into a folder, and the most seconds and MB that it may take."""

    name: str
    make: Callable[[Path], Path]
    looks: bool
    seconds: float | None
    memory: float | None = None


def report() -> str:
    return Path(REPORT).read_text(encoding="utf-8")


def one_report(folder: Path) -> Path:
    return _reports(folder, 1)


def many_reports(folder: Path) -> Path:
    return _reports(folder, REPORTS)


def _reports(folder: Path, number: int) -> Path:
    """A folder of reports of as many units."""
    place = folder / f"{number}-reports"
    place.mkdir(exist_ok=True)
    for unit in range(number):
        (place / f"{unit:03}.txt").write_text(report().replace(UNIT, f"县第{unit + 1}档案馆"), encoding="utf-8")
    return place


def document(folder: Path) -> Path:
    """The findings of the report again and again, until the document is as long as it shall be."""
    lines = [line for line in report().splitlines() if line.strip()]
    opening, findings = lines[:2], [line.split(".", 1)[1] for line in lines if ".关于" in line[:8]]
    paragraphs = list(opening)
    length = 0
    while length < AS_LONG:
        paragraphs.append(findings[len(paragraphs) % len(findings)].replace("关于“", f"关于“第{len(paragraphs)}批", 1))
        length += len(paragraphs[-1])
    path = folder / "report.docx"
    path.write_bytes(making.word(paragraphs))
    return path


HEADS = ("序号", "方面", "反馈问题", "整改措施", "责任人", "责任部门", "整改时限", "整改状态", "整改情况")
FAULTS = ("资金支付手续不全，审批把关不严", "档案移交不及时，目录与实物不符", "安全检查走过场，隐患整改没有闭环")
STATUSES = ("已完成", "整改中", "基本完成", "未启动")


def register(folder: Path) -> Path:
    """A register of nine columns, every row of which says something of its own."""
    path = folder / "register.xlsx"
    path.write_bytes(making.workbook(f"<row>{_cells(*HEADS)}</row>{''.join(_rows())}"))
    return path


def _rows() -> Iterator[str]:
    for number in range(1, ROWS + 1):
        fault, status = FAULTS[number % len(FAULTS)], STATUSES[number % len(STATUSES)]
        before = _cells(f"第{number % 7 + 1}方面", f"第{number}号项目{fault}", f"1.修订办法第{number}条；2.清理台账")
        after = _cells(
            status, f"5月{number % 28 + 1}日，召开专题会议，整改问题{number % 40 + 1}个" * (status != "未启动")
        )
        posts = _cells(f"经办{number % 90}", f"第{number % 12}科")
        deadline = f'<c s="1"><v>{45_000 + number % 300}</v></c>'
        yield f"<row><c><v>{number}</v></c>{before}{posts}{deadline}{after}</row>"


def _cells(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in texts)


LOOK, IMPORT = f"look at {REPORTS} reports", f"import {REPORTS} reports"
CASES = (
    Case("look at 1 report", one_report, looks=True, seconds=None),
    Case(LOOK, many_reports, looks=True, seconds=None, memory=256),
    Case("import 1 report", one_report, looks=False, seconds=None),
    Case(IMPORT, many_reports, looks=False, seconds=None, memory=256),
    Case(f"look at {AS_LONG} characters (.docx)", document, looks=True, seconds=1, memory=256),
    Case(f"import {AS_LONG} characters (.docx)", document, looks=False, seconds=1, memory=256),
    Case(f"look at {ROWS} rows (.xlsx)", register, looks=True, seconds=5, memory=300),
    Case(f"import {ROWS} rows (.xlsx)", register, looks=False, seconds=None, memory=300),
)


def cost(case: Case, environment: Environment, scratch: Path) -> Cost:
    """Of one run, into a ledger that does not exist yet."""
    ledger = scratch / "rectify.db"
    ledger.unlink(missing_ok=True)
    words = [str(case.make(scratch)), "--ledger", str(ledger), *(["--dry-run"] if case.looks else [])]
    return spent([environment.rectify, "import", *words], environment, scratch)


MEASURED = """
import json, os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
clock = time.perf_counter() - began
print(json.dumps([process.returncode, clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""A small process between: one that is started counts the memory of the one that starts it as its own."""


def spent(argv: list[str], environment: Environment, folder: Path) -> Cost:
    """What a process cost. Leaves the program where it fails."""
    told = subprocess.check_output(
        [environment.python, "-c", MEASURED, *argv], env=environment.variables, cwd=folder, stdin=subprocess.DEVNULL
    )
    code, *cost = json.loads(told)
    if code:
        sys.exit(f"exit code {code} of {' '.join(argv)}")
    return Cost(*cost)


def measured(environment: Environment, scratch: Path, rounds: int) -> dict[str, Cost]:
    """The median seconds and the most memory of each case, in rounds that run every case once."""
    found: dict[str, list[Cost]] = {case.name: [] for case in CASES}
    for number in range(rounds):
        for case in CASES:
            found[case.name].append(cost(case, environment, scratch))
        progress(f"round {number + 1} of {rounds}")
    progress("")
    return {
        name: Cost(
            statistics.median(each.clock for each in costs),
            statistics.median(each.seconds for each in costs),
            max(each.memory for each in costs),
        )
        for name, costs in found.items()
    }


def rate(found: Mapping[str, Cost], many: str, one: str) -> float:
    """Reports in a second of one core, once the program has started."""
    return (REPORTS - 1) / (found[many].seconds - found[one].seconds)


def against_status(environment: Environment, scratch: Path, path: Path, rounds: int) -> tuple[list[str], bool]:
    """The row of one report, and whether its bound was kept."""
    ledger = str(scratch / "small.db")
    argv = [environment.rectify, "import", str(path), "--ledger", ledger]
    subprocess.run(argv, env=environment.variables, check=True, capture_output=True)
    look = Command("look", [*argv, "--dry-run"])
    times = interleaved(
        [Command(STATUS, [environment.rectify, STATUS, "--ledger", ledger]), look], environment, scratch, rounds
    )
    found = ratio(times, look.name, STATUS)
    figures = [f"{milliseconds(times, name):.0f}" for name in (STATUS, look.name)]
    return [path.name, *figures, f"{found:.2f}", f"{TIMES_STATUS:.1f}"], found <= TIMES_STATUS


def _bound(bound: float | None) -> str:
    return f"{bound:g}" if bound else ""


def main() -> int:
    """Measure, print, and with --check say by the exit code whether every bound was kept."""
    parser = options(str(__doc__).partition("\n")[0])
    parser.add_argument("--report", type=Path, action="append", default=[], help="a report to look at besides our own")
    parser.set_defaults(rounds=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        environment = installed(chosen.venv, scratch)
        alone = [
            against_status(environment, scratch, path.resolve(), chosen.rounds) for path in (REPORT, *chosen.report)
        ]
        found = measured(environment, scratch, chosen.rounds)
        text = f"{machine(environment)}, {chosen.rounds} rounds.\n\n"
    heads = ["`import --dry-run`", "ms of `status`", "ms", "times `status`", "at most"]
    text += table(heads, [row for row, _ in alone]) + "\n\n"
    rows = [
        [case.name, f"{found[case.name].clock:.2f}", f"{found[case.name].seconds:.2f}", _bound(case.seconds), f"{found[case.name].memory:.0f}", _bound(case.memory)]
        for case in CASES
    ]  # fmt: skip
    text += table(["whole command", "seconds", "of the processor", "at most", "MB", "at most"], rows) + "\n\n"
    rates = {many: rate(found, many, one) for many, one in ((LOOK, "look at 1 report"), (IMPORT, "import 1 report"))}
    once = [[name, f"{each:.0f}", str(A_SECOND) if name == LOOK else ""] for name, each in rates.items()]
    text += table(["once started", "reports a second of one core", "at least"], once)
    print(text)
    if chosen.write:
        write_section("intake", f"\n{text}\n")
    kept = all(kept for _, kept in alone) and rates[LOOK] >= A_SECOND
    kept = kept and all(
        found[case.name].seconds <= (case.seconds or found[case.name].seconds)
        and found[case.name].memory <= (case.memory or found[case.name].memory)
        for case in CASES
    )
    return int(chosen.check and not kept)


if __name__ == "__main__":
    sys.exit(main())
