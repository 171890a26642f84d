"""Makes what the documentation shows: the output of its commands, how often `check` is right, the command reference, the
picture of `status`.

`python docs/make.py` writes it anew, `python docs/make.py --check` only says what is out of date (exit 1). In every
```console block the lines that begin with `$ rectify` are run, in one scratch folder a page, and what follows each is
replaced by what they print.
"""

import html
import io
import os
import re
import shlex
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from rectify.cli.app import run
from rectify.cli.registry import COMMANDS
from rectify.cli.world import World
from rectify.language import Language
from rectify.view.text import width

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[str, Language] = {"README.md": "en", "README.zh.md": "zh"}
REFERENCES: dict[str, Language] = {"docs/commands.md": "en", "docs/commands.zh.md": "zh"}
HEADS: dict[Language, str] = {
    "en": "# Commands\n\nEvery command as `--help` prints it. Made by `docs/make.py`.\n",
    "zh": "# 命令\n\n每个命令的 `--help`。由 `docs/make.py` 生成。\n",
}
PICTURE = "docs/status.svg"


class StillWorld(World):
    """A world in which it is always the same morning, so that the pages come out the same every time."""

    def __init__(self, language: Language, cwd: Path, **more: str) -> None:
        environ = {
            "RECTIFY_LANG": language,
            "LOGNAME": "clerk" if language == "en" else "小王",
            "HOME": str(cwd),
            **more,
        }
        super().__init__(environ=environ, cwd=cwd, stdin=io.StringIO(), stdout=io.StringIO(), stderr=io.StringIO())
        self._ids = 0

    def now(self) -> datetime:
        return datetime(2023, 6, 30, 1, 0, tzinfo=UTC)

    def today(self) -> date:
        return date(2023, 6, 30)

    def new_id(self) -> str:
        self._ids += 1
        return f"00000000-0000-4000-8000-{self._ids:012d}"

    @property
    def printed(self) -> str:
        assert isinstance(self.stdout, io.StringIO)
        assert isinstance(self.stderr, io.StringIO)
        return self.stdout.getvalue() + self.stderr.getvalue()


def output_of(command: str, language: Language, folder: Path, **environ: str) -> str:
    """What a command line prints, standard output first; a redirection `> FILE` goes to that file."""
    command, _, target = command.partition(" > ")
    world = StillWorld(language, folder, **environ)
    run(shlex.split(command)[1:], world)
    if target:
        assert isinstance(world.stdout, io.StringIO)
        (folder / target.strip()).write_text(world.stdout.getvalue(), encoding="utf-8")
        world.stdout = io.StringIO()
    shown = world.printed.replace(f"{folder}{os.sep}", "")
    return re.sub(r"[0-9a-f]{64}", lambda found: f"{found[0][:16]}…", shown)


def with_outputs(page: str, language: Language) -> str:
    """`page` with the output of its commands made anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def block(match: "re.Match[str]") -> str:
            lines: list[str] = []
            for line in match[1].splitlines():
                if line.startswith("$ "):
                    lines += [line, *output_of(line[2:], language, folder).splitlines()]
            return "```console\n" + "\n".join(line.rstrip() for line in lines) + "\n```"

        return re.sub(r"```console\n(.*?)\n```", block, page, flags=re.DOTALL)


SCORES: dict[Language, str] = {
    "en": "code | fresh: remarks made | precision | recall | held out: precision | recall | tuned on: precision | recall",
    "zh": "代码 | 新写的：说了几次 | 说对的 | 该说的说了 | 留出的：说对的 | 该说的说了 | 调过的：说对的 | 该说的说了",
}


def with_scores(page: str, language: Language) -> str:
    """`page` with the table of how often `check` is right made anew, between its marks."""
    sys.path.insert(0, str(ROOT))
    from tests.checks.score import tallies

    parts = [tallies(part) for part in ("fresh", "held", "tuning")]
    rows = [f"| {SCORES[language]} |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for code in parts[0]:
        shares = " | ".join(f"{share:.2f}" for of in parts for share in (of[code].precision, of[code].recall))
        rows.append(f"| `{code}` | {parts[0][code].made} | {shares} |")
    return between(page, "scores", rows)


def between(page: str, mark: str, rows: list[str]) -> str:
    """`page` with these lines between its marks of that name."""
    return re.sub(
        rf"(<!-- {mark} -->\n).*?(<!-- end of {mark} -->)",
        lambda found: found[1] + "\n".join(rows) + "\n" + found[2],
        page,
        flags=re.DOTALL,
    )


READING: dict[Language, tuple[str, str, str]] = {
    "en": (
        "documents that | documents | read without a fault | titles found | claims | dated actions | results",
        "were set apart while the rules were made",
        "came later, from another hand, and were never looked into",
    ),
    "zh": (
        "哪些文件 | 份数 | 一处不差的 | 问题找到 | 状态 | 有日期的行动 | 成效数字",
        "写规则时留出来的",
        "后来由别人写、从没拿来调过的",
    ),
}


def with_reading(page: str, language: Language) -> str:
    """`page` with the table of how well documents are read made anew, between its marks."""
    sys.path.insert(0, str(ROOT))
    from tests.intake.score import score

    head, held, unseen = READING[language]
    rows = [f"| {head} |", "|---|--:|--:|--:|--:|--:|--:|"]
    for group, name in (("held", held), ("unseen", unseen)):
        of = score(group)
        shares = [of.found[kind, False] for kind in ("titles", "claims", "dated actions", "outcomes")]
        recalls = [f"{100 * share.good / share.all:.0f} %" for share in shares]
        rows.append(f"| {' | '.join([name, str(of.documents), str(of.whole), *recalls])} |")
    return between(page, "reading", rows)


def reference(language: Language) -> Iterator[str]:
    """The help of every command, as the program prints it at 80 columns."""
    yield HEADS[language]
    with tempfile.TemporaryDirectory() as name:
        for command in ("", *COMMANDS):
            words = f"rectify {command}".strip()
            yield f"## {words}\n\n```text\n{output_of(f'{words} --help', language, Path(name)).rstrip()}\n```\n"


def picture() -> str:
    """`status` of the demo as an SVG, without any outside font."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output_of("rectify demo", "zh", folder)
        shown = output_of(
            "rectify status", "zh", folder / "rectify-demo", FORCE_COLOR="1", COLUMNS="88", TERM="xterm-256color"
        )
    console = Console(record=True, width=88, file=io.StringIO(), force_terminal=True, color_system="256")
    console.print(Text.from_ansi("\n".join(line for line in shown.splitlines())))
    theme = TerminalTheme(
        (255, 255, 255),
        (36, 41, 47),
        [
            (36, 41, 47),
            (207, 34, 46),
            (17, 99, 41),
            (77, 45, 0),
            (9, 105, 218),
            (130, 80, 223),
            (27, 124, 131),
            (110, 119, 129),
        ],
    )
    svg = console.export_svg(title="rectify status", theme=theme, unique_id="rectify", code_format=_SVG)
    return re.sub(
        r'<text (class="[^"]*") x="([^"]*)" (y="[^"]*") textLength="[^"]*"([^>]*)>([^<]*)</text>', _placed, svg
    )


def _placed(match: "re.Match[str]") -> str:
    """A run of text, its wide and its narrow stretches each in their cells: Rich counts characters, not cells."""
    kind, left, line, rest, content = match.groups()
    x, pieces = float(left), []
    for wide, characters in groupby(html.unescape(content), lambda character: width(character) > 1):
        text = "".join(characters)
        cells = len(text) * (1 + wide)
        if text.strip():
            shown = html.escape(text).replace(" ", "&#160;")
            place = f'x="{x:g}" {line} textLength="{cells * _CELL:g}"{rest}'
            pieces.append(f"<text {kind} {place}>{shown}</text>")
        x += cells * _CELL
    return "".join(pieces)


_CELL = 12.2
"""The width of a cell in Rich's picture: 0.61 of its characters' height, 20."""


_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "Noto Sans Mono CJK SC", "Sarasa Mono SC", Menlo, Consolas, "Microsoft YaHei", monospace;
 font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: arial; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def made() -> Iterator[tuple[str, str]]:
    """Each file of the documentation that is made, and what it should hold."""
    for name, language in PAGES.items():
        page = with_outputs((ROOT / name).read_text(encoding="utf-8"), language)
        yield name, with_reading(with_scores(page, language), language)
    for name, language in REFERENCES.items():
        yield name, "\n".join(reference(language))
    yield PICTURE, picture()


def main(check: bool) -> int:
    os.environ["TZ"] = "UTC"  # the pages show times of day
    time.tzset()
    stale = 0
    for name, text in made():
        path = ROOT / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            sys.stderr.write(f"{name} is out of date: python docs/make.py\n")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"made {name}\n")
    return int(check and stale > 0)


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv[1:]))
