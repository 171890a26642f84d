"""What reports cost: the seconds of a whole `rectify report` and the most memory of it, each format against its bound.

    python benchmarks/documents.py [--check] [--only pdf]

The ledgers have five actions an issue; the bounds are what the project promises, on a machine of two quiet cores.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

MAKER = Path(__file__).with_name("make_ledger.py")
REPORT = """
import sys
from rectify.__main__ import main
sys.argv[0] = "rectify"
code = 0
try:
    main()
except SystemExit as end:
    code = end.code
lines = open("/proc/self/status")
print(next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM")), file=sys.stderr)
sys.exit(code)
"""
"""The memory is told last, on standard error. Not ru_maxrss: that counts what the process was before it became this one."""


class Case(NamedTuple):
    """A report of that many issues, and the most that it may take: seconds in all, MB at any time."""

    format: str
    kind: str
    issues: int
    seconds: float
    memory: float


CASES = (
    Case("pdf", "rectification", 1_000, 12, 650),
    Case("pdf", "register", 1_000, 12, 650),
    Case("pdf", "lists", 1_000, 12, 650),
    Case("pdf", "slip", 1_000, 25, 1_000),
    Case("pdf", "summary", 1_000, 5, 200),
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
    words = ["report", "--kind", case.kind, "--ledger", str(path), "--as-of", "2023-12-31", "-o", str(output)]
    began = perf_counter()
    done = subprocess.run([sys.executable, "-c", REPORT, *words], check=False, capture_output=True, text=True)
    seconds = perf_counter() - began
    if done.returncode:
        sys.exit(done.stderr)
    return seconds, json.loads(done.stderr.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="exit 1 where a bound is not kept")
    parser.add_argument("--only", help="the format to measure")
    chosen = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as scratch:
        for case in CASES:
            if chosen.only in {None, case.format}:
                seconds, memory = measured(case, ledger(Path(scratch), case.issues))
                kept = kept and seconds <= case.seconds and memory <= case.memory
                name = f"{case.format} {case.kind}, {case.issues} issues"
                print(
                    f"{name:40} {seconds:6.2f} s (at most {case.seconds:g})  {memory:5.0f} MB (at most {case.memory:g})"
                )
    return int(chosen.check and not kept)


if __name__ == "__main__":
    sys.exit(main())
