"""What a process asks of the disk, read off `strace`: each call on a file or folder under one folder, in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

NIGHTLY = os.environ.get("RECTIFY_TESTS") == "nightly"
"""Whether there is time for whole sweeps."""

WRITES = ("pwrite64", "write")
SYNCS = ("fsync", "fdatasync")
NAMES = ("unlink", "unlinkat", "link", "linkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir")
UNKNOWN = ("pwritev", "pwritev2", "writev", "sendfile", "copy_file_range", "fallocate", "truncate", "symlink", "creat")
"""Calls that would change a disk and that the model of it does not know; nothing may use them unnoticed."""
CHANGING = (*WRITES, *SYNCS, *NAMES, "openat", "open", "ftruncate", "lseek")

_BY_PATH = {*NAMES, "openat", "open", "creat", "truncate", "symlink"}
_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|\?)(.*)")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>")
_FD = re.compile(r"(-?\d+|AT_FDCWD)<(.*)>")
_HEX = re.compile(r"\\x([0-9a-f]{2})")


class Call(NamedTuple):
    """A call that had to do with the folder, or that told somebody something.

    `paths` are absolute; `data` is what was written; `number` counts the calls of this name in this process from 1.
    """

    pid: int
    name: str
    number: int
    result: int
    paths: tuple[str, ...]
    fd: int
    arguments: tuple[str, ...]
    data: bytes = b""
    note: str = ""
    """What strace says besides, such as `(INJECTED)`."""

    @property
    def tells(self) -> bool:
        """Whether it writes to standard output or standard error."""
        return self.name == "write" and self.fd in (1, 2)


@cache
def why_not() -> str:
    """Why calls cannot be traced here; empty where they can."""
    if shutil.which("strace") is None:
        return "needs strace"
    done = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return f"strace may not trace here: {done.stderr.strip()[:80]}" if done.returncode else ""


needs_strace = pytest.mark.skipif(bool(why_not()), reason=why_not())


class Traced(NamedTuple):
    """A process that has ended, and its calls."""

    code: int
    out: str
    err: str
    calls: list[Call]


def trace(
    argv: Sequence[str],
    folder: Path,
    environ: dict[str, str],
    log: Path,
    *,
    cwd: Path | None = None,
    calls: Sequence[str] = (*CHANGING, *UNKNOWN),
    inject: str = "",
) -> Traced:
    """Run `argv` (in `folder`, or `cwd`) and read its calls on what lies under `folder`, and what it said to people.

    `inject` is a fault in the words of `strace -e inject=`.
    """
    tracing = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "99999999", "-o", str(log)]
    tracing += ["-e", f"trace={','.join(calls)}", *(("-e", f"inject={inject}") if inject else ())]
    done = subprocess.run(
        [*tracing, *argv], cwd=cwd or folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    found = list(read(log, folder))
    return Traced(done.returncode, done.stdout.decode(), done.stderr.decode(), found)


def program(*argv: str, prelude: str = "") -> list[str]:
    """The words that start `rectify`, without the folder where one stands; `prelude` is Python that runs in it first."""
    if not prelude:
        return [sys.executable, "-P", "-m", "rectify", *argv]
    start = f"{prelude}\nimport sys\nfrom rectify.__main__ import main\nsys.exit(main())"
    return [sys.executable, "-P", "-c", start, *argv]


def read(log: Path, folder: Path) -> Iterator[Call]:
    """The calls in a log of strace that have to do with `folder`, or write to standard output or standard error."""
    numbers: dict[tuple[int, str], int] = {}
    with log.open(encoding="ascii") as lines:
        for line in _whole(lines):
            found = _LINE.match(line)
            if found is None:
                continue
            pid, name, inside, result, note = found.groups()
            key = (int(pid), name)
            numbers[key] = numbers.get(key, 0) + 1
            call = _call(int(pid), name, numbers[key], -1 if result == "?" else int(result), inside.split(", "), note)
            if call.tells or any(Path(path).is_relative_to(folder) for path in call.paths):
                yield call


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with calls that another thread's interrupted put together, where they ended."""
    begun: dict[str, str] = {}
    for line in lines:
        if line.endswith("<unfinished ...>\n"):
            begun[line.split(maxsplit=1)[0]] = line.removesuffix("<unfinished ...>\n")
        elif resumed := _RESUMED.match(line):
            yield begun.pop(resumed[1]) + line[resumed.end() :]
        else:
            yield line


def _call(pid: int, name: str, number: int, result: int, words: list[str], note: str) -> Call:
    fd, folder, data = -1, "", b""
    paths: list[str] = []
    for place, word in enumerate(words):
        if (handle := _FD.fullmatch(word)) and place < 3:
            folder = _plain(handle[2]).decode()
            if not paths and place == 0 and handle[1] != "AT_FDCWD":
                fd = int(handle[1])
                if name not in _BY_PATH:
                    paths.append(folder.removesuffix(" (deleted)"))
        elif word.startswith('"'):
            if name in WRITES:
                data = _plain(word.strip('"'))
            elif name in _BY_PATH:
                path = _plain(word.strip('"')).decode()
                paths.append(os.path.join(folder, path))  # noqa: PTH118 - an absolute second part stands alone
    return Call(pid, name, number, result, tuple(paths), fd, tuple(words), data, note)


def _plain(text: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(text))) if "\\x" in text else text.encode()
