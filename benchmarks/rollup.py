"""What a roll-up costs: a ledger proved, proved and summed, the memory, and the time of each question.

    python benchmarks/rollup.py --venv .venv --write
    python benchmarks/rollup.py --units 1000 --venv .venv --check

Proving and summing may take at most twice the time of proving: the median over rounds in which both run. The environment must have the extra `[rollup]`; the questions are
asked in this process, which must have it, too.
"""

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from measuring import (
    Command,
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

from rectify.rollup.duck import Duck
from rectify.rollup.questions import QUESTIONS, ask
from rectify.rollup.sets import opened

MAKER = Path(__file__).with_name("make_ledger.py")
MOST = 2.0
"""Times proving that the whole may take."""
PROVE = """
import sys
from pathlib import Path
from rectify.ledger import Ledger
for path in sorted(Path(sys.argv[1]).rglob("*.db")):
    with Ledger.reading(path) as ledger:
        assert not list(ledger.faults())
"""


def main() -> int:
    parser = options(str(__doc__).partition("\n")[0])
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--issues", type=int, default=40)
    parser.set_defaults(rounds=3)
    chosen = parser.parse_args()
    with TemporaryDirectory() as scratch:
        environment = installed(chosen.venv, Path(scratch))
        units, folder = Path(scratch) / "units", Path(scratch) / "set"
        progress(f"making {chosen.units} ledgers")
        size = ["--units", str(chosen.units), "--issues", str(chosen.issues), "--actions", str(9 * chosen.issues // 4)]
        subprocess.run([environment.python, str(MAKER), str(units), *size], check=True, capture_output=True)
        words = ["rollup", str(units), "-o", str(folder), "--with-texts"]
        proving = Command("proving", [environment.python, "-c", PROVE, str(units)])
        rolling = Command("rolling up", [environment.rectify, *words])
        times = interleaved([proving, rolling], environment, Path(scratch), chosen.rounds)
        alone, whole = (milliseconds(times, each.name) for each in (proving, rolling))
        times_proving = ratio(times, rolling.name, proving.name)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        each = [f"{spent / chosen.units:.1f}" for spent in (alone, whole)]
        rows = [
            [f"{chosen.units} ledgers proved", f"{alone / 1000:.1f}", each[0], "1"],
            ["`rollup -o`: proved and summed", f"{whole / 1000:.1f}", each[1], f"{times_proving:.2f}"],
        ]
        told = table(["", "seconds", "milliseconds a ledger", f"times proving (at most {MOST:g})"], rows)
        asked = []
        with Duck(Path(scratch)) as duck:
            duck.open(opened(folder).files)
            for name in QUESTIONS:
                began = perf_counter()
                found = sum(1 for _ in ask(duck, name, "", "制度"))
                asked.append([f"`--ask {name}`", f"{(perf_counter() - began) * 1000:.0f}", str(found)])
    lines = f"{machine(environment)}, ledgers of {chosen.issues} issues; at most {memory} MB."
    text = f"{lines}\n\n{told}\n\n{table(['', 'milliseconds', 'rows'], asked)}"
    print(text)
    if chosen.write:
        write_section("rollup", text)
    return int(chosen.check and times_proving > MOST)


if __name__ == "__main__":
    sys.exit(main())
