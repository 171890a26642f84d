"""What a command costs from its start to its end, as a multiple of `python -c 'import sqlite3'` in the same round.

python benchmarks/startup.py                  in a new virtual environment
python benchmarks/startup.py --venv .venv     in one that has rectify
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from measuring import (
    Command,
    Environment,
    Times,
    copier,
    installed,
    interleaved,
    loaded_modules,
    machine,
    milliseconds,
    options,
    ratio,
    table,
    write_section,
)

BASE = "import sqlite3"
TITLE = "关于联系青年不够经常"
EMPTY_APP = (
    "import typer\napp = typer.Typer()\n@app.command()\ndef one(): pass\n@app.command()\ndef two(): pass\napp(['one'])"
)


class Case(NamedTuple):
    """A command of ours, and the most that it may cost."""

    command: Command
    bound: float


def cases(environment: Environment, demo: Path) -> list[Case]:
    """The daily commands on the ledger `demo`; those that write do so into a fresh copy of it that has an open issue."""
    source, target = demo.with_name("open.db"), demo.with_name("copy.db")
    shutil.copyfile(demo, source)
    issue = f"i{_added_issue(environment, source)}"

    def reads(bound: float, *words: str, rich: bool = False) -> Case:
        name = " ".join(words) + (" (Rich)" if rich else " (piped)" if "--json" not in words else "")
        return Case(Command(name, [environment.rectify, *words, "--ledger", str(demo)], terminal=rich), bound)

    def writes(bound: float, *words: str) -> Case:
        argv = [environment.rectify, *words, "--ledger", str(target)]
        return Case(Command(words[0], argv, copier(source, target)), bound)

    report = [environment.rectify, "report", "--ledger", str(demo)]
    return [
        reads(8.0, "status", rich=True),
        reads(7.5, "list", rich=True),
        reads(7.5, "show", "3", rich=True),
        *(reads(5.0, *words, *json) for words in (["status"], ["list"], ["show", "3"]) for json in ([], ["--json"])),
        writes(5.5, "add-issue", TITLE),
        writes(5.5, "log-action", issue, "召开专题会议"),
        writes(5.5, "complete", issue),
        # Four times the cost of `status` in a pipe, which is about 4.
        Case(Command("report -o report.docx", [*report, "-o", str(demo.with_name("report.docx"))]), 16.0),
        Case(Command("--help", [environment.rectify, "--help"]), 6.0),
    ]


def _added_issue(environment: Environment, ledger: Path) -> int:
    argv = [environment.rectify, "add-issue", TITLE, "--ledger", str(ledger), "--json"]
    done = subprocess.run(argv, env=environment.variables, check=True, capture_output=True)
    return int(json.loads(done.stdout)["entries"][-1]["id"])


def others(environment: Environment) -> list[Command]:
    """The base, and what a program with Typer costs before it does anything."""
    return [
        Command(BASE, [environment.python, "-c", "import sqlite3"]),
        Command("import typer", [environment.python, "-c", "import typer"]),
        Command("an empty Typer app", [environment.python, "-c", EMPTY_APP]),
    ]


def demo_ledger(environment: Environment, scratch: Path) -> Path:
    """The ledger of the example, built by the program itself."""
    folder = scratch / "demo"
    subprocess.run(
        [environment.rectify, "demo", str(folder)],
        env=environment.variables,
        cwd=scratch,
        check=True,
        capture_output=True,
    )
    return folder / "rectify.db"


def measured(found: list[Case], environment: Environment, scratch: Path, times: Times) -> list[list[str]]:
    """The rows of the table."""
    rows = [[*_cost(times, command), "", ""] for command in others(environment)]
    for command, bound in found:
        modules = loaded_modules(command, environment, scratch)
        rows.append([*_cost(times, command), f"{bound:.1f}", str(modules)])
    return rows


def _cost(times: Times, command: Command) -> list[str]:
    return [f"`{command.name}`", f"{milliseconds(times, command.name):.0f}", f"{ratio(times, command.name, BASE):.2f}"]


def main() -> int:
    """Measure, print, and with --check say by the exit code whether every bound was kept."""
    parser = options(str(__doc__).partition("\n")[0])
    parser.add_argument("--ledger", type=Path, help="a ledger like that of `rectify demo`, instead of it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        environment = installed(chosen.venv, scratch)
        source = chosen.ledger.resolve() if chosen.ledger else demo_ledger(environment, scratch)
        found = cases(environment, source)
        commands = [*others(environment), *(case.command for case in found)]
        times = interleaved(commands, environment, scratch, chosen.rounds)
        heads = ["command", "median ms", "times the base", "at most", "modules"]
        text = f"{machine(environment)}, {chosen.rounds} rounds.\n\n"
        text += table(heads, measured(found, environment, scratch, times))
    print(text)
    if chosen.write:
        write_section("startup", f"\n{text}\n")
    kept = all(ratio(times, case.command.name, BASE) <= case.bound for case in found)
    return int(chosen.check and not kept)


if __name__ == "__main__":
    sys.exit(main())
