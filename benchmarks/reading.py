"""What reading costs: the seconds of a read and the most memory of its process, for each kind of file against its bound.

    python benchmarks/reading.py [--check]

Each case is read by a process of its own, whose start is not counted; the bounds are what the project promises. The
memory of a PDF is that of the process that asks: the one that reads has its own bound.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import making

ROOT = Path(__file__).resolve().parent.parent
ISSUE = (
    "{0}.关于“资金支付手续不全，审批把关不严”的问题。此问题已整改完成。5月18日，召开专题会议，修订财务制度{0}项，清退{0}元，"
    "对相关责任人批评教育，并组织全体干部学习，要求严格按照文件规定开展工作，举一反三，防止同类问题再次发生。"
)
READ = """
import json, sys, time
from rectify.documents import reading
start = time.perf_counter()
for path in sys.argv[1:]:
    reading.read(path)
seconds = time.perf_counter() - start
print(json.dumps([seconds, next(int(line.split()[1]) >> 10 for line in open("/proc/self/status") if line.startswith("VmHWM"))]))
"""
"""The import of the reader counts. Not ru_maxrss: that counts what the process was before it became this one."""


class Case(NamedTuple):
    """Files to read, and the most that this may take: seconds in all, MB at any time."""

    name: str
    make: Callable[[Path], list[Path]]
    seconds: float
    memory: float


def texts(folder: Path) -> list[Path]:
    """300 reports of some 3,000 characters."""
    report = "\n".join(ISSUE.format(number) for number in range(30))
    return [_written(folder / f"{number}.txt", f"第{number}份\n{report}".encode()) for number in range(300)]


def word(folder: Path) -> list[Path]:
    """A document of 30,000 characters, each issue in ten runs, numbers automatic."""
    return [_written(folder / "report.docx", making.word(ISSUE.format(number) for number in range(300)))]


def register(folder: Path) -> list[Path]:
    """A workbook of 20,000 rows and 13 columns, half of the texts shared."""
    row = "".join(f'<c t="s"><v>{number * 37 % 500}</v></c>' for number in range(6))
    rows = "".join(
        f'<row r="{number}"><c><v>{number}</v></c>{row}<c s="1"><v>{45000 + number % 300}</v></c>'
        + "".join(
            f'<c t="inlineStr"><is><t>{escape(ISSUE.format(number)[at : at + 20])}</t></is></c>'
            for at in range(0, 100, 20)
        )
        + "</row>"
        for number in range(1, 20_001)
    )
    shared = (f"第{number}方面：资金支付手续不全、审批把关不严" for number in range(500))
    return [_written(folder / "register.xlsx", making.workbook(rows, shared))]


def separated(folder: Path) -> list[Path]:
    """The same size as separated text, in GB18030."""
    line = ",".join(ISSUE.format(7)[at : at + 20].replace(",", "，") for at in range(0, 240, 20))
    return [
        _written(folder / "register.csv", "".join(f"{number},{line}\n" for number in range(20_000)).encode("gb18030"))
    ]


def page(folder: Path) -> list[Path]:
    """A web page of 30,000 characters."""
    return [
        _written(folder / "report.html", "".join(f"<p>{ISSUE.format(number)}</p>" for number in range(300)).encode())
    ]


def portable(_folder: Path) -> list[Path]:
    """The PDF among the fixtures: two pages, in another process."""
    return sorted((ROOT / "tests" / "data" / "intake").glob("*.pdf"))


CASES = [
    Case("300 reports (.txt)", texts, 300 / 60, 64),
    Case("30,000 characters (.docx)", word, 1, 128),
    Case("20,000 rows (.xlsx)", register, 5, 300),
    Case("20,000 rows (.csv)", separated, 5, 300),
    Case("30,000 characters (.html)", page, 1, 128),
    Case("2 pages (.pdf)", portable, 5, 256),
]


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def measured(paths: list[Path], rounds: int) -> tuple[float, int]:
    """The least seconds and the most MB of several processes that read `paths`."""
    found = []
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", READ, *map(str, paths)], capture_output=True, check=True, cwd=ROOT)
        found.append(json.loads(done.stdout))
    return min(seconds for seconds, _ in found), max(memory for _, memory in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a bound does not hold")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    held = True
    print(f"{'what':<28}{'seconds':>9}{'bound':>7}{'MB':>6}{'bound':>7}")
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            seconds, memory = measured(case.make(Path(folder)), options.rounds)
        held = held and seconds <= case.seconds and memory <= case.memory
        print(f"{case.name:<28}{seconds:>9.3f}{case.seconds:>7.1f}{memory:>6}{case.memory:>7}")
    sys.exit(1 if options.check and not held else 0)


if __name__ == "__main__":
    main()
