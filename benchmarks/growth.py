"""What commands cost on a large ledger, as a multiple of the same on a small one in the same round.

    python benchmarks/growth.py                          100,000 issues against 9 and 10
    python benchmarks/growth.py --issues 1000000 --actions 5000000 --folder LEDGERS

With --folder the ledgers are kept and used again; to make a million issues takes minutes.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from measuring import (
    Command,
    Environment,
    Times,
    installed,
    interleaved,
    machine,
    milliseconds,
    nothing,
    options,
    progress,
    ratio,
    table,
    write_section,
)

BASE = "import sqlite3"
SMALL_READ, SMALL_WRITTEN = 9, 10
MAKER = Path(__file__).with_name("make_ledger.py")


class Growth(NamedTuple):
    """A command on both ledgers, and the most that the large one may cost; None where nothing is promised."""

    name: str
    small: Command
    large: Command
    bound: float | None


def ledger(environment: Environment, folder: Path, issues: int, actions: int) -> Path:
    """A ledger of that size in `folder`, made if it is not there yet."""
    path = folder / f"{issues}-{actions}.db"
    if not path.exists():
        progress(f"making {path.name}")
        argv = [environment.python, str(MAKER), str(path), "--issues", str(issues), "--actions", str(actions)]
        print(
            subprocess.run(argv, env=environment.variables, check=True, capture_output=True, text=True).stdout, end=""
        )
    return path


def growths(environment: Environment, folder: Path, issues: int, actions: int) -> list[Growth]:
    """What is compared. Both ledgers of a pair grow by the same acts, so that no large file needs to be copied."""
    read, written = (ledger(environment, folder, few, 2 * few) for few in (SMALL_READ, SMALL_WRITTEN))
    large = ledger(environment, folder, issues, actions)

    def pair(bound: float | None, small: Path, words: list[str], before: list[str] | None = None) -> Growth:
        name = " ".join(words)
        return Growth(name, one(f"{name} ({small.stem})", small, words, before), one(name, large, words, before), bound)

    def one(name: str, path: Path, words: list[str], before: list[str] | None) -> Command:
        argv = [environment.rectify, *words, "--ledger", str(path)]
        return Command(name, argv, quietly(environment, [*before, "--ledger", str(path)]) if before else nothing)

    return [
        pair(1.5, read, ["status"]),
        pair(1.2, written, ["log-action", "3", "召开专题会议"]),
        pair(1.2, written, ["complete", "3", "--substantial"], ["reopen", "3", "--reason", "重做"]),
        pair(1.2, written, ["add-issue", "关于联系青年不够经常"]),
        pair(1.2, written, ["show", "3"]),
        pair(1.2, written, ["timeline", "3"]),
        pair(1.2, written, ["list", "--open", "--sort", "deadline", "--limit", "50"]),
        pair(1.2, written, ["list", "--text", "没有的话", "--limit", "50"]),
    ]


def quietly(environment: Environment, words: list[str]) -> Callable[[], object]:
    """Run a command of ours without timing it; it may be refused (nothing is claimed yet that could be reopened)."""
    argv = [environment.rectify, *words]
    return lambda: subprocess.run(argv, env=environment.variables, check=False, capture_output=True)


def rows(found: list[Growth], times: Times) -> list[list[str]]:
    return [
        [
            f"`{each.name}`",
            f"{milliseconds(times, each.small.name):.0f}",
            f"{milliseconds(times, each.large.name):.0f}",
            f"{ratio(times, each.large.name, each.small.name):.2f}",
            f"{each.bound}" if each.bound else "",
        ]
        for each in found
    ]


def main() -> int:
    """Measure, print, and with --check say by the exit code whether every bound was kept."""
    parser = options(str(__doc__).partition("\n")[0])
    parser.add_argument("--issues", type=int, default=100_000)
    parser.add_argument("--actions", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, help="where the ledgers are kept")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        environment = installed(chosen.venv, Path(scratch))
        folder = chosen.folder.resolve() if chosen.folder else Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = growths(environment, folder, chosen.issues, chosen.actions)
        commands = [command for each in found for command in (each.small, each.large)]
        times = interleaved(commands, environment, Path(scratch), chosen.rounds)
        text = (
            f"{machine(environment)}, {chosen.rounds} rounds, {chosen.issues} issues and {chosen.actions} actions.\n\n"
        )
    text += table(["command", "ms, small", "ms, large", "times the small", "at most"], rows(found, times))
    print(text)
    if chosen.write:
        write_section("growth", f"\n{text}\n")
    kept = all(ratio(times, e.large.name, e.small.name) <= e.bound for e in found if e.bound)
    return int(chosen.check and not kept)


if __name__ == "__main__":
    sys.exit(main())
