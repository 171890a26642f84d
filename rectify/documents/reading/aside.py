"""Reading by a library in another process, which may run out of memory or time, or die, without harm to this one."""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from rectify.errors import RectifyError, Unreadable, Word

MEMORY = 256 << 20
"""The address space of the other process, in bytes, where the system can bound it (Linux)."""

SECONDS = 5
"""Of processor time, for one answer."""

PATIENCE = 300
"""Seconds by the clock, for all answers: the last resort."""

ANSWERS = 64 << 20
"""The most that the other process may say, in bytes."""

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from rectify.documents.reading import aside; aside.answer(sys.argv[2])"
_REFUSED = 6


def asked(module: str, content: bytes) -> list[Any]:
    """What `answers(content)` of a module of this package yields, each a value of JSON, gained in another process.

    Raises what `answers` raises of our own errors, and Unreadable where it comes to another end.
    """
    # Without `site` and the user's environment; nothing is imported from the current folder.
    path = json.dumps([each for each in sys.path if each])
    command = [sys.executable, "-I", "-S", "-c", _START, path, module]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=False)
    except (subprocess.TimeoutExpired, OSError):
        raise Unreadable("input-too-much") from None
    if done.returncode == _REFUSED:
        raise _refusal(done.stdout)
    if done.returncode:
        raise Unreadable("input-too-much")
    return [json.loads(line) for line in done.stdout.splitlines()]


def answer(module: str) -> None:
    """The other process: writes what `answers` of `module` yields, a line each."""
    out = sys.stdout.buffer
    try:
        step = _bounded()
        size = 0
        for each in import_module(f"rectify.documents.reading.{module}").answers(sys.stdin.buffer.read(), step):
            line = json.dumps(each).encode() + b"\n"
            size += len(line)
            if size > ANSWERS:
                raise Unreadable("input-too-much")  # noqa: TRY301 - told to the caller like every other
            out.write(line)
    except RectifyError as error:
        _tell(out.write, error)
    except MemoryError:
        _tell(out.write, Unreadable("input-too-much"))
    except Exception:  # noqa: BLE001 - whatever a library makes of a broken file
        _tell(out.write, Unreadable("input-damaged"))
    out.flush()


def _tell(write: Callable[[bytes], object], error: RectifyError) -> None:
    values = {name: ["word", value] if isinstance(value, Word) else ["", value] for name, value in error.values.items()}
    write(b"\n" + json.dumps([error.key, values]).encode())
    sys.stdout.flush()
    sys.exit(_REFUSED)


def _refusal(said: bytes) -> Unreadable:
    key, values = json.loads(said.rpartition(b"\n")[2])
    return Unreadable(key, **{name: Word(value) if kind else value for name, (kind, value) in values.items()})


def _bounded() -> Callable[[], None]:
    """Bounds this process; what comes back is called before each answer, which then has its own time."""
    if sys.platform == "win32":
        return lambda: None
    import resource
    import signal

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def step() -> None:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)

    step()
    return step
