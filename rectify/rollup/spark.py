"""Apache Spark: asks a Parquet set where a cluster reads it. No other module speaks to it; pyspark is the operator's.

What the cluster is to be given (memory, cores, addresses) is said where Spark looks for it: `spark-defaults.conf`.
"""

import os
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Self

from rectify.errors import Busy, DiskFailed, Refused, WrongUsage

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MASTER = re.compile(r"spark://([\w.-]+|\[[0-9a-fA-F:]+\]):([0-9]{1,5})(,([\w.-]+|\[[0-9a-fA-F:]+\]):([0-9]{1,5}))*")
_ADDRESS = re.compile(r"(?:^|,)\[?([^,\[\]]+?)\]?:([0-9]+)")
KNOCK = 5.0
"""Seconds within which a master answers at its door; Spark itself would knock for a minute."""
WORKERS = 60.0
"""Seconds within which a worker takes part; Spark itself would wait for ever."""
_OURS = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
_GLOB = re.compile(r"([\[\]{}*?\\])")


def refuse_absent(master: str) -> None:
    """Raises WrongUsage for what is no master's address, Refused without pyspark or Java, Busy where no master answers."""
    if not _MASTER.fullmatch(master):
        raise WrongUsage("rollup-master", master=master)
    if find_spec("pyspark") is None:
        raise Refused("rollup-needs-spark")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        raise Refused("rollup-needs-java")
    if not any(_answers(host, int(port)) for host, port in _ADDRESS.findall(master.removeprefix("spark://"))):
        raise Busy("rollup-no-master", master=master)


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=KNOCK).close()
    except (OSError, OverflowError, UnicodeError):
        return False
    return True


class Spark:
    """An application of its own on a cluster; what Spark says is written to a file in `scratch`. Use as a context manager.

    Raises Busy where no worker takes part, DiskFailed where an answer cannot be had.
    """

    def __init__(self, master: str, scratch: Path) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        self._errors = (PySparkException, Py4JError)
        self._master = master
        self._where = ""
        with _aside(scratch / "spark.log"), self._translated("rollup-spark-start"):
            self._session = _session(master)
        self._wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.stop()

    def _wait(self) -> None:
        """Until a worker takes part; the driver counts itself as one."""
        until = monotonic() + WORKERS
        with self._translated("rollup-spark-start"):
            context = self._session.sparkContext._jsc.sc()  # noqa: SLF001 - nothing public tells it
            while context.getExecutorMemoryStatus().size() < 2:  # noqa: PLR2004
                if monotonic() > until:
                    self._session.stop()
                    raise Busy("rollup-no-worker", master=self._master)
                sleep(0.1)

    @contextmanager
    def _translated(self, key: str = "rollup-spark") -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            reason = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
            raise DiskFailed(key, reason=reason, path=self._where) from error

    def open(self, files: Mapping[str, Path]) -> None:
        """Make each table of a set a view by its name. The workers must see the files under the same names."""
        for table, path in files.items():
            self._where = str(path.parent)
            with self._translated():
                self._session.read.parquet(_GLOB.sub(r"\\\1", str(path))).createOrReplaceTempView(table)

    def ask(self, query: str, day: str, text: str) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, streamed; the query finds what is asked in the table `asked`, of one row."""
        with self._translated():
            asked = self._session.sql("SELECT :day AS day, :text AS text", args={"day": day, "text": text})
            asked.createOrReplaceTempView("asked")
            yield from map(tuple, self._session.sql(query).toLocalIterator())


def _session(master: str) -> "SparkSession":
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("rectify rollup")
    for name, value in _OURS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@contextmanager
def _aside(log: Path) -> Iterator[None]:
    """What a process that is started meanwhile writes goes into a file: Java says on our stdout and stderr what nobody asked."""
    kept = os.dup(1), os.dup(2)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        yield
    finally:
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for each in (*kept, handle):
            os.close(each)
