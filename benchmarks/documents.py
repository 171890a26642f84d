"""What reports cost: the processor's seconds of a whole `rectify report`, all threads together, and its most memory.

    python benchmarks/documents.py [--check] [--only pdf]

The ledgers have five actions an issue; the bounds are what the project promises.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

MAKER = Path(__file__).with_name("make_ledger.py")
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
    words = ["report", "--kind", case.kind, "--ledger", str(path), "--as-of", "2023-12-31", "-o", str(output)]
    done = subprocess.run([sys.executable, "-c", REPORT, *words], check=False, capture_output=True, text=True)
    if done.returncode or not output.stat().st_size:
        sys.exit(done.stderr)
    seconds, memory = json.loads(done.stderr.splitlines()[-1])
    return seconds, memory


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
