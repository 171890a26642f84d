"""The command line around the commands: words, languages, help, errors, streams, and where the ledger is looked for."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Annotated, NamedTuple

import pytest
import typer
from hypothesis import given, strategies as st

import rectify
from rectify.cli.app import application, run
from rectify.cli.completion import FREE, KINDS, TERMS, harmless
from rectify.cli.registry import COMMANDS, COMPLETION, GROUPS, PROGRAM
from rectify.cli.session import LEDGER, Session, json_lines, nearest_ledger
from rectify.cli.world import World, language_of, locale_language
from rectify.errors import NotFound, Refused, WrongUsage
from rectify.language import LANGUAGES, Language, cli as cli_words, errors as error_words, help as help_words, say
from rectify.model import terms
from rectify.view.text import width

SOURCE = Path(rectify.__file__).parent.parent
PRESENT = [name for name, (module, _, _) in COMMANDS.items() if find_spec(module)]


class Said(NamedTuple):
    """What came of one call."""

    code: int
    out: str
    err: str


class Here(World):
    """An outside of our own: a fixed clock, streams that are kept, a folder that is also home."""

    def __init__(self, folder: Path, environ: dict[str, str], stdin: bytes = b"") -> None:
        keyboard = io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii")
        environ = {"HOME": str(folder), "LOGNAME": "chen", "COLUMNS": "80", **environ}
        super().__init__(environ=environ, cwd=folder, stdin=keyboard, stdout=io.StringIO(), stderr=io.StringIO())

    def now(self) -> datetime:
        return datetime(2024, 3, 5, 9, 30, tzinfo=UTC)


Call = Callable[..., Said]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Run the program in process, in an empty home folder."""

    def call(*argv: str, stdin: bytes = b"", **environ: str) -> Said:
        world = Here(tmp_path, environ, stdin)
        code = run(argv, world)
        assert isinstance(world.stdout, io.StringIO)
        assert isinstance(world.stderr, io.StringIO)
        return Said(code, world.stdout.getvalue(), world.stderr.getvalue())

    return call


def trial(
    session: Session,
    text: Annotated[str, typer.Argument()],
    *,
    owner: Annotated[str | None, typer.Option()] = None,
    number: Annotated[int | None, typer.Option(min=1, max=9)] = None,
    rule: Annotated[list[str] | None, typer.Option()] = None,
    whole: bool = False,
) -> int | None:
    """A command that tells what it was given, or goes wrong as `text` asks."""
    if text == "refuse":
        raise Refused("path-not-permitted", path="\x1b[31m\u202e红")
    if text == "bug":
        raise LookupError("the builder's fault")
    if text == "found":
        return 1
    data = {"text": text, "owner": owner, "number": number, "rule": rule, "whole": whole}
    session.emit_json({**data, "json": session.json, "actor": session.actor})
    return None


@pytest.fixture(autouse=True)
def _trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more command beside the real ones: `trial`."""
    module = ModuleType("scratch")
    vars(module)["trial"] = trial
    monkeypatch.setitem(sys.modules, "scratch", module)
    monkeypatch.setitem(COMMANDS, "trial", ("scratch", "trial", "record"))
    monkeypatch.setitem(help_words.WORDS, "command.trial", ("试一试", "Try it"))


# --- what there is


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_a_summary_that_fits(name: str) -> None:
    chinese, english = help_words.WORDS[f"command.{name}"]
    assert 0 < len(chinese) <= 25
    assert 0 < width(english) <= 60
    assert COMMANDS[name][2] in GROUPS


def test_the_help_speaks_of_no_command_that_there_is_not() -> None:
    spoken_of = {key.split(".")[1] for key in help_words.WORDS if key.startswith("command.")}
    assert spoken_of - {PROGRAM} == set(COMMANDS)
    own = {key.split(".")[1] for key in help_words.WORDS if key.count(".") == 2}
    assert own - {PROGRAM} <= set(COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_is_where_the_registry_says(name: str) -> None:
    if name not in PRESENT and name != "trial":
        pytest.skip("its module is not written yet")
    module, function, _ = COMMANDS[name]
    assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("words", [cli_words.WORDS, error_words.WORDS, help_words.WORDS], ids=["cli", "errors", "help"])
def test_both_languages_say_the_same_things(words: dict[str, tuple[str, str]]) -> None:
    """Both are there, and have the same places to fill in."""
    for key, (chinese, english) in words.items():
        assert chinese.strip(), key
        assert english.strip(), key
        if words is not help_words.WORDS:
            assert _places(chinese) == _places(english), key


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


# --- help


@pytest.mark.parametrize("columns", ["80", "60", "40"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["", *PRESENT, "trial"])
def test_help_is_wrapped_and_never_cut(call: Call, name: str, language: Language, columns: str) -> None:
    said = call(*name.split(), "--help", "--lang", language, COLUMNS=columns)
    assert (said.code, said.err) == (0, "")
    assert "…" not in said.out.replace("……", "")
    examples = re.compile("^ {4}rectify ")
    assert [line for line in said.out.splitlines() if width(line) > int(columns) and not examples.match(line)] == []
    assert all(width(line) <= 80 for line in said.out.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_of_all_commands_is_grouped_in_the_order_of_the_registry(call: Call, language: Language) -> None:
    said = call("--help", "--lang", language)
    listed = [line.split()[0] for line in said.out.splitlines() if line[2:].split(" ")[0] in COMMANDS]
    by_group = [name for group in GROUPS for name, (_, _, its) in COMMANDS.items() if its == group]
    assert listed == by_group
    headings = [line for line in said.out.splitlines() if line.rstrip(":：") in _group_names(language)]
    assert [heading.rstrip(":：") for heading in headings] == [
        say(language, f"cli.group-{group}") for group in GROUPS if any(its == group for *_, its in COMMANDS.values())
    ]


def _group_names(language: Language) -> set[str]:
    return {say(language, f"cli.group-{group}") for group in GROUPS}


def test_help_of_a_command_tells_what_typer_would_and_in_chinese(call: Call) -> None:
    lines = call("trial", "--help", "--lang", "zh").out.splitlines()
    assert lines[0] == "用法：rectify trial [选项] 正文"
    assert lines[2] == "  试一试"
    assert any(re.fullmatch(r"  正文 +.*\[必填\]", line) for line in lines)
    assert any(re.fullmatch(r"  --rule 名称 +.*\[可重复\]", line) for line in lines)
    assert any(line.startswith("  --whole  ") for line in lines), "a flag has no --no-whole"
    assert any(line.startswith("  --ledger 文件") for line in lines)


@pytest.mark.parametrize("name", PRESENT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_the_help_can_be_typed(name: str, language: Language, tmp_path: Path) -> None:
    """They are read as a command line; nothing is carried out."""
    more = help_words.WORDS.get(f"command.{name}.more", ("", ""))[LANGUAGES.index(language)]
    group = application()
    for line in more.splitlines():
        if line.startswith("  "):
            program, *words = shlex.split(line.partition(" > ")[0])
            session = Session(Here(tmp_path, {}), language)
            with group.make_context(program, words, obj=session) as ctx:
                found, command, rest = group.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
                assert found in COMMANDS
                assert command
                command.make_context(found, rest, parent=ctx)


def test_without_a_command_the_help_is_an_error(call: Call) -> None:
    for argv in ([], ["--json"]):
        said = call(*argv)
        assert (said.code, said.out) == (2, "")
        assert "Usage: rectify" in said.err


def test_version(call: Call) -> None:
    assert call("--version") == Said(0, f"rectify {rectify.__version__}\n", "")


# --- languages


@pytest.mark.parametrize(
    ("argv", "environ", "language"),
    [
        (["list"], {}, "en"),
        (["list"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["list"], {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE"}, "en"),
        (["list"], {"LANG": "de_DE", "LC_MESSAGES": "C", "LC_ALL": "zh_TW"}, "zh"),
        (["list"], {"LANG": "zh_CN.UTF-8", "RECTIFY_LANG": "en"}, "en"),
        (["list"], {"RECTIFY_LANG": ""}, "en"),
        (["list", "--lang", "zh"], {"RECTIFY_LANG": "en"}, "zh"),
        (["--lang=zh", "list"], {}, "zh"),
        (["add-issue", "--", "--lang", "zh"], {}, "en"),
        (["list", "--lang"], {"LANG": "zh"}, "zh"),
    ],
)
def test_language_of_messages(argv: list[str], environ: dict[str, str], language: Language) -> None:
    assert language_of(argv, environ) == language


def test_a_language_we_do_not_speak_is_refused_in_the_locale_s(call: Call) -> None:
    said = call("list", "--lang", "fr", LANG="zh_CN.UTF-8")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"rectify: {say('zh', 'errors.lang-unknown', source='--lang', value='fr')}\n"
    assert call("list", RECTIFY_LANG="Chinese").code == 2
    assert locale_language({}) == "en"


# --- the command line


USAGE = [
    (["lst"], "没有“lst”这个命令", "no command 'lst'"),
    (["trail"], "是不是：trial", "Did you mean: trial"),
    (["add"], "add-issue", "add-issue"),
    (["qqqq"], "rectify --help", "rectify --help"),
    (["--bogus"], "没有 --bogus", "no option --bogus"),
    (["trial", "x", "--onwer", "y"], "是不是：--owner", "Did you mean: --owner"),
    (["trial", "-5"], "前面加 --", "Put -- before"),
    (["trial"], "缺少参数“正文”", "argument TEXT is missing"),
    (["trial", "x", "--owner"], "--owner 后面要写值", "--owner needs a value"),
    (["trial", "x", "--whole=yes"], "--whole 不带值", "--whole takes no value"),
    (["trial", "x", "--number", "y"], "--number 超出范围|--number 要写整数", "--number must be|--number is out"),
    (["trial", "x", "--number", "12"], "1<=x<=9", "1<=x<=9"),
    (["trial", "x", "y z"], "多出了参数：y z", "unexpected: y z"),
    (["trial", "x", "--owner", "a", "--owner", "b"], "两个不同的值：a 和 b", "two different values, a and b"),
    (["--as", "a", "trial", "x", "--as", "b"], "--as 给了两个", "--as is given two"),
    (["--ledger=", "trial", "x"], "--ledger 的值是空的", "value of --ledger is empty"),
    (["--show-completion", "tcsh"], "bash, zsh, fish", "bash, zsh, fish"),
]


@pytest.mark.parametrize(("argv", "chinese", "english"), USAGE, ids=[" ".join(argv) for argv, _, _ in USAGE])
def test_a_command_line_that_cannot_be_understood(call: Call, argv: list[str], chinese: str, english: str) -> None:
    for language, words in (("zh", chinese), ("en", english)):
        said = call(*argv, RECTIFY_LANG=language)
        assert (said.code, said.out) == (2, "")
        first = said.err.splitlines()[0]
        assert first.startswith("rectify: ")
        assert re.search(words, first)


def test_a_usage_error_names_the_help_that_helps(call: Call) -> None:
    assert call("trial", "x", "--owner").err.splitlines()[1] == "Try 'rectify trial --help' for help."
    assert call("--bogus", RECTIFY_LANG="zh").err.splitlines()[1] == "用法见 rectify --help"


def test_common_options_stand_on_both_sides(call: Call) -> None:
    for argv in (
        ["--json", "--as", "li", "trial", "x"],
        ["trial", "--json", "x", "--as=li"],
        ["--as", "li", "--json", "trial", "x", "--as", "li", "--as", "li", "--json"],
    ):
        said = call(*argv)
        assert (said.code, said.err) == (0, "")
        assert json.loads(said.out)["json"] is True
        assert json.loads(said.out)["actor"] == "li"


def test_text_behind_two_dashes_is_text(call: Call) -> None:
    assert json.loads(call("trial", "--", "--lang").out)["text"] == "--lang"


def test_who_enters_is_named_or_logged_in(call: Call) -> None:
    assert json.loads(call("trial", "x").out)["actor"] == "chen"
    assert json.loads(call("trial", "x", RECTIFY_ACTOR="wu").out)["actor"] == "wu"
    assert json.loads(call("trial", "x", "--as", "li", RECTIFY_ACTOR="wu").out)["actor"] == "li"


# --- errors


def test_a_refusal_is_one_safe_sentence_and_an_exit_code(call: Call) -> None:
    said = call("trial", "refuse")
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith("rectify: ")
    assert said.err.count("\n") == 1
    assert said.err.rstrip("\n").isprintable()
    assert "红" in said.err


def test_a_command_can_end_with_a_code_of_its_own(call: Call) -> None:
    assert call("trial", "found").code == 1


def test_a_bug_is_not_hidden_from_tests(call: Call) -> None:
    with pytest.raises(LookupError):
        call("trial", "bug")


# --- where the ledger is


@pytest.fixture
def session(tmp_path: Path) -> Callable[..., Session]:
    def session(folder: str = ".", **environ: str) -> Session:
        here = tmp_path / folder
        here.mkdir(parents=True, exist_ok=True)
        return Session(Here(here, {"HOME": str(tmp_path), **environ}), "en")

    return session


def test_the_ledger_is_here_or_above_up_to_home(tmp_path: Path, session: Callable[..., Session]) -> None:
    below = session("a/b")
    with pytest.raises(NotFound):
        below.ledger_path()
    assert below.ledger_path(writing=True) == tmp_path / "a/b" / LEDGER
    (tmp_path / LEDGER).touch()
    assert below.ledger_path() == below.ledger_path(writing=True) == tmp_path / LEDGER
    (tmp_path / "a" / LEDGER).touch()
    assert below.ledger_path() == tmp_path / "a" / LEDGER
    assert below.new_ledger_path() == tmp_path / "a/b" / LEDGER


def test_the_search_does_not_look_above_home(tmp_path: Path, session: Callable[..., Session]) -> None:
    (tmp_path / LEDGER).touch()
    at_home = session("home/work", HOME=str(tmp_path / "home"))
    with pytest.raises(NotFound):
        at_home.ledger_path()


def test_the_search_stops_at_another_users_ledger(tmp_path: Path) -> None:
    here = tmp_path / "below"
    here.mkdir()
    (tmp_path / LEDGER).touch()
    owner = (tmp_path / LEDGER).stat().st_uid
    assert nearest_ledger(here, None, owner) == (tmp_path / LEDGER, None)
    assert nearest_ledger(here, None, owner + 1) == (None, tmp_path / LEDGER)
    assert nearest_ledger(tmp_path, None, owner + 1) == (tmp_path / LEDGER, None), "here it was chosen by going here"


def test_a_named_ledger_is_taken_before_any_search(tmp_path: Path, session: Callable[..., Session]) -> None:
    (tmp_path / LEDGER).touch()
    (tmp_path / "two.db").touch()
    named = session(RECTIFY_LEDGER="two.db")
    assert named.ledger_path() == named.new_ledger_path() == tmp_path / "two.db"
    named.take(ledger="three.db")
    assert named.ledger_path(writing=True) == tmp_path / "three.db"
    with pytest.raises(NotFound) as raised:
        named.ledger_path()
    assert raised.value.key == "ledger-absent"


# --- text in, data out


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("一行\n".encode(), "一行"),
        (b"one\n\n", "one\n"),
        (b"\xef\xbb\xbfa\r\nb\r\n", "a\nb"),
        (b"", ""),
    ],
)
def test_a_dash_reads_standard_input(tmp_path: Path, raw: bytes, text: str) -> None:
    assert Session(Here(tmp_path, {}, raw), "en").text_argument("-") == text


def test_standard_input_must_be_text_and_is_read_once(tmp_path: Path) -> None:
    session = Session(Here(tmp_path, {}, "编号".encode("gbk")), "en")
    assert session.text_argument("plain") == "plain"
    with pytest.raises(Exception, match="stdin-not-utf8"):
        session.text_argument("-")
    with pytest.raises(WrongUsage, match="stdin-twice"):
        session.text_argument("-")
    with pytest.raises(Exception, match="stdin-endless"):
        Session(Here(tmp_path, {}, b"y\n" * 3_000_000), "en").text_argument("-")


_SCALARS = st.none() | st.booleans() | st.integers() | st.text()
_DATA = st.dictionaries(st.text(), _SCALARS | st.lists(st.dictionaries(st.text(), _SCALARS)))


@given(_DATA)
def test_json_says_what_it_was_given(data: dict[str, object]) -> None:
    assert json.loads("\n".join(json_lines(data))) == data


def test_json_is_readable_and_streams() -> None:
    """A row is a line, Chinese stays Chinese, and rows are written before all of them exist."""
    made: list[int] = []

    def rows() -> Iterator[dict[str, object]]:
        for number in range(3):
            made.append(number)
            yield {"number": number, "title": "会议"}

    lines = json_lines({"format": 1, "issues": rows()})
    first = [next(lines) for _ in range(4)]
    assert first[-1] == '  {"number": 0, "title": "会议"},'
    assert made == [0, 1]


@pytest.mark.parametrize(
    ("environ", "argv", "rich", "color"),
    [
        ({}, [], False, False),
        ({"FORCE_COLOR": "1"}, [], True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], True, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, [], True, False),
        ({"FORCE_COLOR": "1"}, ["json"], False, False),
    ],
)
def test_frames_and_colours(tmp_path: Path, environ: dict[str, str], argv: list[str], rich: bool, color: bool) -> None:
    session = Session(Here(tmp_path, environ), "en")
    session.take(json="json" in argv)
    assert (session.rich, session.color) == (rich, color)


def test_width_and_ambiguous_characters_can_be_told(tmp_path: Path) -> None:
    session = Session(Here(tmp_path, {"COLUMNS": "132", "RECTIFY_AMBIGUOUS": "2"}), "en")
    assert (session.width, session.ambiguous) == (132, 2)
    session = Session(Here(tmp_path, {"COLUMNS": "wide"}), "en")
    assert (session.width, session.ambiguous) == (80, 1)


# --- real processes


SCRATCH = """
import sys, time
def trial(session, text: str) -> None:
    if text == "lines":
        for number in range(200_000):
            session.out(f"line {number}")
    elif text == "wait":
        session.note("waiting")
        time.sleep(30)
    elif text == "bug":
        raise LookupError("the builder's fault")
    else:
        session.out(text)
"""
START = """
import sys
from rectify.cli.registry import COMMANDS
COMMANDS["trial"] = ("scratch", "trial", "record")
from rectify.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., "subprocess.Popen[bytes]"]:
    (tmp_path / "scratch.py").write_text(SCRATCH, encoding="utf-8")

    def process(*argv: str | bytes, stdout: int = subprocess.PIPE, **environ: str) -> "subprocess.Popen[bytes]":
        search = os.pathsep.join([str(SOURCE), str(tmp_path)])
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": search, **environ}
        command = [sys.executable, "-c", START, *argv]
        return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, cwd=tmp_path, env=env)

    return process


Process = Callable[..., "subprocess.Popen[bytes]"]


def ended(process: "subprocess.Popen[bytes]") -> Said:
    out, err = process.communicate(timeout=60)
    return Said(process.returncode, (out or b"").decode(), err.decode())


def test_a_bug_is_one_sentence_with_the_details_on_demand(process: Process) -> None:
    said = ended(process("trial", "bug", RECTIFY_LANG="zh"))
    assert said == Said(70, "", f"rectify: {say('zh', 'errors.bug', type='LookupError')}\n")
    assert "Traceback" in ended(process("trial", "bug", RECTIFY_DEBUG="1")).err


def test_a_closed_pipe_ends_quietly(process: Process) -> None:
    running = process("trial", "lines")
    assert running.stdout
    assert running.stdout.readline() == b"line 0\n"
    running.stdout.close()
    running.stdout = None
    said = ended(running)
    assert (said.code, said.err) == (141, "")


def test_a_pipe_that_nobody_reads_ends_quietly(process: Process) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    said = ended(process("trial", "short", stdout=writing))
    os.close(writing)
    assert (said.code, said.err) == (141, "")


def test_an_interrupt_ends_quietly(process: Process) -> None:
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)  # who is started in the background ignores it
    running = process("trial", "wait")
    signal.signal(signal.SIGINT, usual)
    assert running.stderr
    assert running.stderr.readline() == b"waiting\n"
    running.send_signal(signal.SIGINT)
    said = ended(running)
    assert (said.code, said.out, said.err) == (130, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("argv", [["trial", "short"], ["trial", "lines"], ["--version"]])
def test_a_full_disk_is_said(process: Process, argv: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        said = ended(process(*argv, stdout=full.fileno()))
    assert (said.code, said.err) == (74, f"rectify: {say('en', 'errors.disk-full')}\n")


def test_pipes_carry_utf8_whatever_the_locale(process: Process) -> None:
    said = ended(process("trial", "会议“记录”", LC_ALL="C", PYTHONIOENCODING="gbk"))
    assert said == Said(0, "会议“记录”\n", "")


def test_bytes_that_are_no_text_do_not_crash_the_output(process: Process) -> None:
    assert ended(process("trial", b"\xff")) == Said(0, "\\udcff\n", "")
    assert ended(process(b"\xff")).code == 2


def test_a_terminal_of_another_encoding_shows_what_it_can(process: Process) -> None:
    pytest.importorskip("pty", reason="needs a terminal to open")
    ours, theirs = os.openpty()
    said = ended(process("trial", "a会b", stdout=theirs, PYTHONIOENCODING="ascii"))
    os.close(theirs)
    shown = os.read(ours, 100)
    os.close(ours)
    assert (said.code, said.err, shown) == (0, "", b"a?b\r\n")


def test_closed_streams_are_no_crash(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(SOURCE)}
    for stream in ("<&-", ">&-", "2>&-"):
        shell = f"exec {shlex.quote(sys.executable)} -m rectify --version {stream}"
        assert subprocess.run(["sh", "-c", shell], env=env, capture_output=True, check=False).returncode == 0


LOADED = """
import sys
from rectify.__main__ import main
main()
sys.stderr.write("\\n" + " ".join(sys.modules))
"""
HEAVY = {"rich", "pydantic", "sqlite_utils", "tabulate", "jinja2", "importlib.metadata", "dataclasses", "decimal"}


@pytest.mark.parametrize("argv", [["--help"], ["--version"], ["lst"]])
def test_help_loads_no_command_and_nothing_heavy(argv: list[str]) -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", LOADED, *argv]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    loaded = set(said.stderr.splitlines()[-1].split())
    assert {
        name for name in loaded if name.startswith(("rectify.cli.commands", "rectify.ledger", "rectify.store"))
    } == set()
    assert loaded & HEAVY == set()
    assert len(loaded) <= 165


# --- completion


def completions(shell: str, typed: str, tmp_path: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    words = typed.split(" ")
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SOURCE),
        "HOME": str(tmp_path),
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": typed,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        COMPLETION: f"complete_{shell}",
        **environ,
    }
    command = [sys.executable, "-m", "rectify"]
    return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)


def test_bash_is_offered_commands_and_options(tmp_path: Path) -> None:
    assert completions("bash", "rectify add-i", tmp_path).stdout.split() == ["add-inspection", "add-issue"]
    assert "--ledger" in completions("bash", "rectify add-issue --le", tmp_path).stdout.split()
    assert completions("bash", "rectify add-issue x --severity ", tmp_path).stdout.split() == list(terms.Severity)


def test_zsh_and_fish_are_told_what_commands_are_for(tmp_path: Path) -> None:
    told = {name: say("zh", f"help.command.{name}") for name in ("review", "reopen", "report")}
    zsh = completions("zsh", "rectify re", tmp_path, LANG="zh_CN.UTF-8").stdout
    assert all(f'"{name}":"{text}"' in zsh for name, text in told.items())
    fish = completions("fish", "rectify re", tmp_path, LANG="zh_CN.UTF-8").stdout
    assert fish.splitlines() == [f"{name}\t{text}" for name, text in told.items()]


def test_completion_never_fails_aloud(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_bytes(b"no ledger at all")
    for typed in ("rectify complete ", "rectify nonsense ", "rectify complete --ledger nowhere.db ", "rectify '"):
        for shell in ("bash", "zsh", "fish", "tcsh"):
            said = completions(shell, typed, tmp_path, RECTIFY_LANG="fr")
            assert said.stderr == ""
            assert "Traceback" not in said.stdout


def test_a_real_bash_completes(tmp_path: Path) -> None:
    """The script that we print is loaded by bash, and its function is called as TAB would."""
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(SOURCE), "HOME": str(tmp_path)}
    program = tmp_path / "rectify"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m rectify "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = """
        eval "$(rectify --show-completion bash)"
        COMP_WORDS=(rectify unkn) COMP_CWORD=1; _rectify_completion rectify; echo "${COMPREPLY[@]}"
        COMP_WORDS=(rectify time) COMP_CWORD=1; _rectify_completion rectify; echo "${COMPREPLY[@]}"
    """
    said = subprocess.run(["bash", "--norc", "-c", script], env=env, capture_output=True, encoding="utf-8", check=True)
    assert said.stdout.splitlines() == ["", "timeline"]


def test_completion_is_installed_where_the_shell_reads_it(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "HOME": str(tmp_path), "LANG": "zh_CN.UTF-8"}
    command = [sys.executable, "-m", "rectify", "--install-completion", "fish"]
    said = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True)
    installed = tmp_path / ".config/fish/completions/rectify.fish"
    assert COMPLETION in installed.read_text(encoding="utf-8")
    assert (said.stdout, said.stderr) == ("", f"{say('zh', 'cli.completion-installed', path=installed)}\n")


@given(st.text())
def test_a_title_cannot_act_on_the_shell(title: str) -> None:
    """Whatever the ledger holds, what a shell evaluates is plain words."""
    assert not set(harmless(title)) & set("\\$`'\"!;&|<>(){}[]*?~#=:^\n\r\t\x1b")


def test_closed_lists_are_completed_from_lists_that_exist() -> None:
    assert all(issubclass(getattr(terms, name), StrEnum) for name in TERMS.values())
    assert not {name for name in FREE if name in TERMS}
    assert not set(KINDS) & set(TERMS)
