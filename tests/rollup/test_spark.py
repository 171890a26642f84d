"""A Spark cluster gives the answers that DuckDB gives, byte for byte, also when a worker is killed in the middle of one."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from rectify.rollup.duck import Duck
from rectify.rollup.questions import QUESTIONS, ask
from rectify.rollup.sets import opened
from tests.conftest import Run
from tests.rollup.cluster import Cluster, running, waited
from tests.rollup.conftest import LATER

needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs pyspark (pip install '.[test-spark]') and Java",
)
ASKED = [*((name, "") for name in QUESTIONS), ("units", "2027-01-01"), ("overdue", "2027-01-01")]
TEXT = "的"
ANSWERS = """
import json, sys
from pathlib import Path
from rectify.rollup.questions import ask
from rectify.rollup.sets import opened
from rectify.rollup.spark import Spark
with Spark(sys.argv[1], Path(sys.argv[3])) as spark:
    spark.open(opened(Path(sys.argv[2])).files)
    print(json.dumps([list(ask(spark, name, day, sys.argv[5])) for name, day in json.loads(sys.argv[4])]))
"""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--engine", "spark"], "--master"),
        (["--master", "spark://127.0.0.1:7077"], "--engine spark"),
        (["--engine", "spark", "--master", "http://127.0.0.1:7077"], "spark://HOST:PORT"),
        (["--engine", "spark", "--master", "spark://a b:7077"], "spark://HOST:PORT"),
        (["--engine", "spark", "--master", "local[2]"], "spark://HOST:PORT"),
        (["--engine", "flink"], "duckdb, spark"),
    ],
)
def test_an_engine_and_its_master_go_together(run: Run, units: Path, words: list[str], why: str) -> None:
    said = run("rollup", "units", "-o", "set", *words, "--lang", "en", now=LATER)
    assert (said.code, said.out, (units.parent / "set").exists()) == (2, "", False)
    assert why in said.err


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as opened_socket:
        opened_socket.bind(("127.0.0.1", 0))
        port: int = opened_socket.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("there", "code", "why"),
    [
        ([], 4, "pip install 'pyspark==4.3.*'"),
        (["pyspark"], 4, "Java 17"),
        (["pyspark", "java"], 75, "does not answer"),
    ],
)
def test_what_is_lacking_is_said_before_a_ledger_is_looked_at(
    units: Path, tmp_path: Path, environ: dict[str, str], closed_port: int, there: list[str], code: int, why: str
) -> None:
    """Nothing is started here: what is looked for is only the package, the program and the door."""
    (tmp_path / "path").mkdir()
    if "java" in there:
        (tmp_path / "path/java").write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / "path/java").chmod(0o755)
    if "pyspark" in there:
        (tmp_path / "packages/pyspark").mkdir(parents=True)
        (tmp_path / "packages/pyspark/__init__.py").write_text("")
    hidden = "" if "pyspark" in there else "sys.modules['pyspark'] = None; "
    script = f"import sys; {hidden}from rectify.__main__ import main; sys.exit(main())"
    words = ["rollup", "units", "-o", "set", "--engine", "spark", "--master", f"spark://127.0.0.1:{closed_port}"]
    variables = {**environ, "PATH": str(tmp_path / "path"), "PYTHONPATH": str(tmp_path / "packages")}
    variables.pop("JAVA_HOME", None)
    command = [sys.executable, "-c", script, *words, "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, (tmp_path / "set").exists()) == (code, "", False), done.stderr
    assert why in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started


@pytest.fixture
def nation(run: Run, units: Path, tmp_path: Path) -> Path:
    """A set with texts, in a folder whose name means something to those who look for patterns."""
    folder = tmp_path / "各 [单位]{a}*?"
    folder.mkdir()
    assert run("rollup", "units", "-o", str(folder / "set"), "--with-texts", now=LATER).code == 0
    return folder / "set"


@needs_spark
@pytest.mark.spark
def test_every_question_has_the_same_answer(cluster: Cluster, nation: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-c", ANSWERS, cluster.url, str(nation), str(tmp_path), json.dumps(ASKED), TEXT]
    done = subprocess.run(words, env=cluster.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Duck(tmp_path) as duck:
        duck.open(opened(nation).files)
        expected = [list(ask(duck, name, day, TEXT)) for name, day in ASKED]
    assert done.stdout == json.dumps(expected) + "\n"
    assert {name for (name, _), rows in zip(ASKED, expected, strict=True) if not rows} <= {"same", "closed"}


@needs_spark
@pytest.mark.spark
def test_a_master_without_workers_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    hasty = ANSWERS.replace("with Spark", "import rectify.rollup.spark as module\nmodule.WORKERS = 3.0\nwith Spark", 1)
    with running(tmp_path, workers=0) as empty:
        words = [sys.executable, "-c", hasty, empty.url, "", str(tmp_path), "[]", ""]
        done = subprocess.run(words, env=empty.environ, capture_output=True, text=True, check=False)
    assert "rectify.errors.Busy: ('rollup-no-worker'" in done.stderr


@needs_spark
@pytest.mark.spark
def test_a_worker_that_is_killed_at_work_changes_no_answer(
    run: Run, cluster: Cluster, nation: Path, tmp_path: Path
) -> None:
    """As a whole command: the page of all questions, which takes many tasks."""
    words = ["rollup", str(nation), "--report", "by-duckdb.md", "--lang", "en"]
    assert run(*words, now=LATER).code == 0
    command = [sys.executable, "-m", "rectify", *words[:-3], "by-spark.md", "--lang", "en"]
    command += ["--engine", "spark", "--master", cluster.url]
    before = cluster.runs(1)
    process = subprocess.Popen(command, cwd=tmp_path, env=cluster.environ, stdout=-1, stderr=-1, text=True)
    cluster.kill_at_work(1, before)
    assert process.poll() is None, "the answer was there before the worker was killed"
    out, err = process.communicate()
    assert (process.returncode, out) == (0, ""), err
    assert err.count("\n") == 1, err
    assert (tmp_path / "by-spark.md").read_bytes() == (tmp_path / "by-duckdb.md").read_bytes()
    waited(cluster.lost, "the master to miss the worker")
