"""What leaving and coming back costs: `export --journal`, `backup`, `import --journal`, as whole processes.

    python benchmarks/exchange.py
    python benchmarks/exchange.py --issues 200000 --venv .venv --check

`import --journal` folds every entry anew, in one process: its time grows with the journal, its memory must not. The small
ledger has a quarter of the issues. The processor's seconds are held against `sha256sum` of the same journal.
"""

import sys
import tempfile
from pathlib import Path

from intake import Cost, spent
from measuring import Environment, installed, machine, options, progress, table, write_section

MAKER = Path(__file__).with_name("make_ledger.py")
QUARTER = 4
GROWTH = 1.25
"""The most that an entry may cost in the large ledger, as a multiple of one in the small."""
MEMORY = 160
"""MB, for a journal of any length: 64 of them are pages that wait to be written."""


class Sized:
    """A ledger of so many issues with twice as many actions, and what was measured of it."""

    def __init__(self, environment: Environment, folder: Path, issues: int) -> None:
        self.issues = issues
        self._environment, self._folder = environment, folder / str(issues)
        self._folder.mkdir(parents=True)
        progress(f"making {issues} issues")
        words = ["--issues", str(issues), "--actions", str(2 * issues)]
        self._spent(environment.python, str(MAKER), "ledger.db", *words)
        export = ("export", "--journal", "journal.jsonl", "--ledger", "ledger.db")
        again = ("import", "--journal", "journal.jsonl", "--ledger", "new.db")
        self.costs = {
            "export --journal": self._spent(environment.rectify, *export),
            "sha256sum": self._spent("sha256sum", "journal.jsonl"),
            "import --journal": self._spent(environment.rectify, *again),
            "backup": self._spent(environment.rectify, "backup", "copy.db", "--ledger", "ledger.db"),
        }
        with (self._folder / "journal.jsonl").open("rb") as journal:
            self.entries = sum(1 for _ in journal)

    def _spent(self, *argv: str) -> Cost:
        progress(" ".join(argv))
        return spent(list(argv), self._environment, self._folder)


def rows(small: Sized, large: Sized) -> list[list[str]]:
    """A line a command: seconds, entries a second, against the small ledger and the hashing, and memory."""
    return [
        [
            f"`{name}`",
            f"{cost.seconds:.2f}",
            f"{large.entries / cost.seconds:,.0f}",
            f"{large.issues / cost.seconds:,.0f}",
            f"{cost.seconds / large.entries / (small.costs[name].seconds / small.entries):.2f}",
            f"{cost.seconds / large.costs['sha256sum'].seconds:.0f}",
            f"{cost.memory:.0f}",
        ]
        for name, cost in large.costs.items()
    ]


def main() -> int:
    parser = options(str(__doc__).partition("\n")[0])
    parser.add_argument("--issues", type=int, default=40_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        environment = installed(chosen.venv, Path(scratch))
        small = Sized(environment, Path(scratch), chosen.issues // QUARTER)
        large = Sized(environment, Path(scratch), chosen.issues)
        progress("")
        heads = [
            "",
            "seconds",
            "entries a second",
            "issues a second",
            "an entry, times the small",
            "times `sha256sum`",
            "MB",
        ]
        text = f"{machine(environment)}, {large.issues} issues in {large.entries} entries.\n\n"
        text += table(heads, rows(small, large))
    print(text)
    if chosen.write:
        write_section("exchange", f"\n{text}\n")
    one, other = (each.costs["import --journal"] for each in (small, large))
    growth = other.seconds / large.entries / (one.seconds / small.entries)
    return int(chosen.check and (growth > GROWTH or other.memory > MEMORY))


if __name__ == "__main__":
    sys.exit(main())
