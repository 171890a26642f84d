"""Files that are made to do harm cost little memory and time, whatever becomes of them."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rectify.documents.reading import read_bytes
from tests.documents.reading.hostile import HOSTILE, SLOW, tables_within_tables, with_part

ROOT = Path(__file__).resolve().parents[3]
MEMORY, SECONDS = 256 << 20, 5

CHILD = """
import json, resource, sys
from rectify.documents.reading import read
from rectify.errors import Unreadable
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
try:
    read(sys.argv[1])
    key = ""
except Unreadable as error:
    key = error.key
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# What a process used before it became another program counts as its own in ru_maxrss.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([key, max(own, used[1].ru_maxrss) << 10, sum(each.ru_utime + each.ru_stime for each in used)]))
"""
"""Seconds are those of the processor: the machine may be busy with other things."""


@pytest.mark.skipif(sys.platform != "linux", reason="only there is the memory of a process bounded as asked")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_little_memory_and_time(kind: str, tmp_path: Path) -> None:
    """In a process that may not have more memory than the bound, whatever it does with it."""
    make, name, key = HOSTILE[kind]
    (tmp_path / name).write_bytes(make())
    command = [sys.executable, "-c", CHILD, str(tmp_path / name), str(MEMORY * 2)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found, memory, seconds = json.loads(done.stdout)
    assert found == key
    assert memory < MEMORY
    assert seconds < SECONDS
    assert done.stderr == ""


def test_the_bound_on_memory_is_one(tmp_path: Path) -> None:
    """The control: without the guard the same process dies."""
    command = [
        sys.executable,
        "-c",
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY * 2},) * 2); bytearray({MEMORY * 2})",
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("kind", SLOW)
def test_a_file_that_is_made_to_be_slow_is_read_in_time(kind: str) -> None:
    name, content = SLOW[kind]
    start = time.process_time()
    assert read_bytes(content, name).document.blocks
    assert time.process_time() - start < SECONDS


def test_pictures_may_be_large_since_nobody_unpacks_them() -> None:
    assert read_bytes(with_part("word/media/map.bmp", bytes(30 << 20)), "a.docx").document.blocks


def test_tables_within_tables_are_read() -> None:
    assert read_bytes(tables_within_tables(), "a.docx").document.blocks
