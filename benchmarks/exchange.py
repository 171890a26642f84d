"""What leaving and coming back costs: `export --journal`, `backup`, `import --journal`, as whole processes.

    python benchmarks/exchange.py
    python benchmarks/exchange.py --issues 200000 --venv .venv --check

`import --journal` folds every entry anew, in one process: its time grows with the journal, its memory must not. Measured are
two journals: issues alone, one entry each, which is what "issues a second" is taken to mean; and issues with five actions
each and what was claimed of them. The small ledger has a quarter of the issues. The processor's seconds are held against
`sha256sum` of the same journal.
"""

import sys
import tempfile
from itertools import takewhile
from pathlib import Path

from intake import Cost, spent
from measuring import Environment, installed, machine, options, progress, table, write_section

MAKER = Path(__file__).with_name("make_ledger.py")
QUARTER = 4
ALONE = "`import --journal` of issues alone"
FIVE = 5
"""Actions an issue in the journal that looks like a real one."""
GROWTH = 1.25
"""The most that an entry may cost in the large ledger, as a multiple of one in the small."""
MEMORY = 160
"""MB, for a journal of any length: 48 of them are pages that wait to be written."""


class Sized:
    """A ledger of so many issues with five actions each, and what was measured of it."""

    def __init__(self, environment: Environment, folder: Path, issues: int) -> None:
        self.issues = issues
        self._environment, self._folder = environment, folder / str(issues)
        self._folder.mkdir(parents=True)
        progress(f"making {issues} issues")
        words = ["--issues", str(issues), "--actions", str(FIVE * issues)]
        self._spent(environment.python, str(MAKER), "ledger.db", *words)
        export = ("export", "--journal", "journal.jsonl", "--ledger", "ledger.db")
        self.costs = {
            "export --journal": self._spent(environment.rectify, *export),
            "sha256sum": self._spent("sha256sum", "journal.jsonl"),
            "import --journal": self._imported("journal"),
            "backup": self._spent(environment.rectify, "backup", "copy.db", "--ledger", "ledger.db"),
        }
        self._entries = self._cut()
        self.costs[ALONE] = self._imported("issues")

    def of(self, name: str) -> int:
        """How many entries the journal has that a command took."""
        return self.issues if name == ALONE else self._entries

    def _imported(self, name: str) -> Cost:
        argv = ("import", "--journal", f"{name}.jsonl", "--ledger", f"{name}.db")
        return self._spent(self._environment.rectify, *argv)

    def _cut(self) -> int:
        """Cut the journal after its last issue; says how many entries the whole has."""
        with (self._folder / "journal.jsonl").open("rb") as journal:
            with (self._folder / "issues.jsonl").open("wb") as alone:
                alone.writelines(
                    takewhile(lambda line: bytes(line).startswith((b'{"act":"add-', b'{"act":"create-')), journal)
                )
            journal.seek(0)
            return sum(1 for _ in journal)

    def _spent(self, *argv: str) -> Cost:
        progress(" ".join(argv))
        return spent(list(argv), self._environment, self._folder)


def rows(small: Sized, large: Sized) -> list[list[str]]:
    """A line a command: seconds, entries and issues a second, against the small ledger and the hashing, and memory."""
    return [
        [
            ALONE if name == ALONE else f"`{name}`",
            f"{cost.seconds:.2f}",
            f"{large.of(name) / cost.seconds:,.0f}",
            f"{large.issues / cost.seconds:,.0f}",
            f"{growth(small, large, name):.2f}",
            f"{cost.seconds / large.costs['sha256sum'].seconds:.0f}",
            f"{cost.memory:.0f}",
        ]
        for name, cost in large.costs.items()
    ]


def growth(small: Sized, large: Sized, name: str) -> float:
    """What an entry costs in the large ledger, as a multiple of one in the small."""
    one, other = (each.costs[name].seconds / each.of(name) for each in (small, large))
    return float(other / one)


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
        told = f"{large.issues} issues with {FIVE} actions each in {large.of('journal')} entries"
        text = f"{machine(environment)}, {told}; issues alone: {large.issues} entries.\n\n"
        text += table(heads, rows(small, large))
    print(text)
    if chosen.write:
        write_section("exchange", f"\n{text}\n")
    return int(chosen.check and not kept(small, large))


def kept(small: Sized, large: Sized) -> bool:
    """Whether the bounds are kept, on the journal that looks like a real one; issues alone are told beside it."""
    name = "import --journal"
    return growth(small, large, name) <= GROWTH and max(large.costs[each].memory for each in (name, ALONE)) <= MEMORY


if __name__ == "__main__":
    sys.exit(main())
