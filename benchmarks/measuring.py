"""How the scripts in this folder measure: whole processes of an installed package, in rounds that run every command
once, compared by the ratios within each round. Milliseconds drift with the machine; ratios hardly do.
"""

import argparse
import os
import pty
import re
import shutil
import statistics
import struct
import subprocess
import sys
import termios
import venv
from collections.abc import Callable, Iterable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "speed.md"
COLUMNS, LINES = 100, 40
FALSIFYING = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "PYTHONSTARTUP", "NO_COLOR", "FORCE_COLOR")
"""What may stand in the environment of a shell and would make every run slower, or another run."""


def nothing() -> None:
    """Needs no preparation."""


class Command(NamedTuple):
    """A process to time: `prepare` runs before it, untimed; with `terminal` it writes to a pseudo-terminal."""

    name: str
    argv: Sequence[str]
    prepare: Callable[[], object] = nothing
    terminal: bool = False


class Environment(NamedTuple):
    """An installed `rectify`: its interpreter, its script, and the environment that its processes get."""

    python: str
    rectify: str
    variables: Mapping[str, str]


def installed(folder: Path | None, scratch: Path) -> Environment:
    """The virtual environment `folder`, or a new one in `scratch` with the checkout installed into it."""
    place = (folder or scratch / "venv").absolute()
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    if folder is None:
        venv.create(place, with_pip=True)
        subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", ROOT], check=True, env=plain_variables())
    found = Environment(str(scripts / "python"), str(scripts / "rectify"), plain_variables())
    if subprocess.run([found.rectify, "--version"], env=found.variables, check=False, capture_output=True).returncode:
        sys.exit(f"{found.rectify} does not run: install the package there, or leave --venv out")
    return found


def plain_variables() -> dict[str, str]:
    """Our environment without what falsifies: one language, one actor, bytecode allowed."""
    kept = {
        name: value for name, value in os.environ.items() if name not in FALSIFYING and not name.startswith("RECTIFY_")
    }
    return kept | {"LC_ALL": "C.UTF-8", "RECTIFY_LANG": "zh", "RECTIFY_ACTOR": "clerk", "TERM": "xterm-256color"}


def timed(command: Command, variables: Mapping[str, str], folder: Path) -> float:
    """Seconds that one run of `command` takes, from its start to its end. Leaves the program where it fails."""
    command.prepare()
    if command.terminal:
        seconds, code = _on_terminal(command.argv, variables, folder)
    else:
        began = perf_counter()
        done = subprocess.run(command.argv, env=variables, cwd=folder, capture_output=True, check=False)
        seconds, code = perf_counter() - began, done.returncode
    if code:
        sys.exit(f"{command.name}: exit code {code} of {' '.join(command.argv)}")
    return seconds


def _on_terminal(argv: Sequence[str], variables: Mapping[str, str], folder: Path) -> tuple[float, int]:
    ours, its = pty.openpty()
    ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    began = perf_counter()
    process = subprocess.Popen(argv, env=variables, cwd=folder, stdin=its, stdout=its, stderr=subprocess.DEVNULL)
    os.close(its)
    while _read(ours):
        pass
    code = process.wait()
    seconds = perf_counter() - began
    os.close(ours)
    return seconds, code


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # so Linux says that nobody holds the other side any more
        return b""


Times = dict[str, list[float]]
"""Name of a command -> its seconds, one for each round."""


def interleaved(commands: Sequence[Command], environment: Environment, folder: Path, rounds: int) -> Times:
    """Run every command once a round. The first round warms the disk's cache and is thrown away."""
    times: Times = {command.name: [] for command in commands}
    for number in range(rounds + 1):
        for command in commands:
            seconds = timed(command, environment.variables, folder)
            if number:
                times[command.name].append(seconds)
        progress(f"round {number} of {rounds}")
    progress("")
    return times


def ratio(times: Times, name: str, base: str) -> float:
    """The median, over the rounds, of how many times `base` the command `name` took."""
    return statistics.median(one / other for one, other in zip(times[name], times[base], strict=True))


def milliseconds(times: Times, name: str) -> float:
    return statistics.median(times[name]) * 1000


def loaded_modules(command: Command, environment: Environment, folder: Path) -> int:
    """How many modules one run of a `rectify` command loads, without those that `site` loads into every Python."""
    told = folder / "modules"
    script = (
        f"import sys\nsys.path.append({_packages(environment)!r})\n"
        "from rectify.__main__ import main\nsys.argv[0] = 'rectify'\nmain()\n"
        f"print(len(sys.modules), file=open({str(told)!r}, 'w'))"
    )
    argv = [environment.python, "-S", "-c", script, *command.argv[1:]]
    timed(command._replace(argv=argv), environment.variables, folder)
    return int(told.read_text())


def _packages(environment: Environment) -> str:
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return subprocess.check_output([environment.python, "-c", script], env=environment.variables, text=True).strip()


def progress(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def copier(source: Path, target: Path) -> Callable[[], object]:
    """What puts a fresh copy of a ledger in its place, so that each round writes into the same one."""
    return lambda: shutil.copyfile(source, target)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: names to the left, numbers to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_section(name: str, text: str) -> None:
    """Put `text` into its place in docs/speed.md, between the marks that carry its name."""
    start, end = f"<!-- {name}: written by benchmarks/{name}.py -->", f"<!-- end of {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    new, found = re.subn(
        f"{re.escape(start)}.*?{re.escape(end)}", lambda _: f"{start}\n{text}\n{end}", page, flags=re.DOTALL
    )
    if not found:
        sys.exit(f"{PAGE} lacks the line {start}")
    PAGE.write_text(new, encoding="utf-8")


def machine(environment: Environment) -> str:
    """What the figures were measured with, in one line."""
    script = (
        "import platform, sqlite3, sys; from importlib.metadata import version as v; "
        'print(f\'Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, typer {v("typer")}, '
        'rich {v("rich")}, {platform.system()}\')'
    )
    return subprocess.run(
        [environment.python, "-c", script], env=environment.variables, check=True, capture_output=True, text=True
    ).stdout.strip()


def options(description: str) -> argparse.ArgumentParser:
    """The options that all scripts have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--venv", type=Path, help="an environment that has rectify, instead of a new one")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--check", action="store_true", help="exit 1 where a bound is not kept")
    parser.add_argument("--write", action="store_true", help="write the table into docs/speed.md")
    return parser
