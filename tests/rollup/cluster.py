"""A Spark cluster of this machine: a master and workers of the pyspark that is installed, each a process of its own."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

LONGEST = 240.0
"""Seconds to wait for a Java process on a machine that is busy."""
DEFAULTS = """
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.driver.memory 1g
spark.executor.memory 800m
spark.executor.cores 1
spark.sql.shuffle.partitions 4
spark.network.timeout 60s
"""


Seen = TypeVar("Seen")


def waited(look: Callable[[], Seen | None], what: str) -> Seen:
    """What `look` finds, once it does."""
    until = monotonic() + LONGEST
    while (found := look()) is None:
        assert monotonic() < until, f"waited in vain for {what}"
        sleep(0.1)
    return found


class Cluster:
    """Processes by their ids: a master, and workers in the order of their starting."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        (folder / "conf").mkdir()
        (folder / "conf/spark-defaults.conf").write_text(DEFAULTS)
        place = find_spec("pyspark")
        assert place and place.origin
        home = Path(place.origin).parent
        self._program = home / "bin/spark-class"
        self.environ = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_CONF_DIR": str(folder / "conf"),
            "SPARK_LOCAL_DIRS": str(folder / "local"),
            "SPARK_DAEMON_MEMORY": "512m",
        }
        words = ("master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        self.master = self._start("master", *words)
        self.url = waited(lambda: self._said("master", r"Starting Spark master at (spark://\S+)"), "the master")

    def _start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            command = [str(self._program), f"org.apache.spark.deploy.{words[0]}", *words[1:]]
            return subprocess.Popen(command, env=self.environ, stdout=log, stderr=log)

    def _said(self, name: str, pattern: str) -> str | None:
        found = re.search(pattern, (self.folder / f"{name}.log").read_text(errors="replace"))
        return found[1] if found else None

    def add_worker(self) -> None:
        """A worker of one core, which the master knows when this returns."""
        name = f"worker{len(self.workers) + 1}"
        place = ("--webui-port", "0", "--work-dir", str(self.folder / name), "--cores", "1", "--memory", "1g")
        self.workers.append(self._start(name, "worker.Worker", "--host", "127.0.0.1", *place, self.url))
        waited(lambda: self._said(name, r"(Successfully registered)"), name)

    def runs(self, worker: int) -> set[Path]:
        """What a worker ran until now, by the logs of it."""
        return set((self.folder / f"worker{worker + 1}").glob("app-*/*/stderr"))

    def kill_at_work(self, worker: int, before: set[Path]) -> None:
        """SIGKILL to a worker and to what it runs, once that has a task in hand in a run that is not one of `before`."""

        def task() -> bool | None:
            logs = self.runs(worker) - before
            return any("Running task" in log.read_text(errors="replace") for log in logs) or None

        waited(task, "a task")
        victim = self.workers[worker]
        for each in [victim.pid, *children(victim.pid)]:
            os.kill(each, 9)
        victim.wait()

    def lost(self) -> str | None:
        """The worker that the master has missed."""
        return self._said("master", r"Removing worker (worker-\S+)")

    def stop(self) -> None:
        for each in (*self.workers, self.master):
            each.terminate()
        for each in (*self.workers, self.master):
            each.wait(LONGEST)


def children(process: int) -> list[int]:
    """The ids of the processes that a process started (Linux)."""
    found = []
    for thread in Path(f"/proc/{process}/task").iterdir():
        found += [int(each) for each in (thread / "children").read_text().split()]
    return found


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.stop()
