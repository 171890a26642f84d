"""The stories that the examples tell: where they are kept, how they are read, and a world to replay them in."""

import shlex
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import TextIO

from rectify.cli.registry import PROGRAM
from rectify.cli.world import World

STORIES = {"county": "county-youth-league", "audit": "internal-audit"}
"""The stories of the demo, each with its folder in the examples; the first is in Chinese, the other in English."""


def story(name: str) -> str:
    """The text of the story `name`: from the installed package, else from the examples beside it in a checkout."""
    package = Path(__file__).parents[1]
    kept = package / "stories" / f"{name}.sh"
    return (kept if kept.exists() else package.parent / "examples" / name / "story.sh").read_text(encoding="utf-8")


def commands(text: str) -> Iterator[list[str]]:
    """The arguments of each `rectify` command in `text`, a story.

    A story is a shell script of simple commands without variables, one on a line or continued by a backslash.
    """
    for line in text.replace("\\\n", "").split("\n"):
        words = shlex.split(line, comments=True)
        if words[:1] == [PROGRAM]:
            yield words[1:]


class Elsewhere(World):
    """Another world as seen from `folder`, with that world's clock and people, nothing to read and streams of its own.

    `environ` is set on top of the other's variables; a ledger that they name is not taken over.
    """

    def __init__(self, outside: World, folder: Path, environ: dict[str, str], out: TextIO, err: TextIO) -> None:
        environ = {**outside.environ, "RECTIFY_LEDGER": "", **environ}
        super().__init__(environ=environ, cwd=folder, stdin=StringIO(), stdout=out, stderr=err)
        self._outside = outside

    def now(self) -> datetime:
        return self._outside.now()

    def today(self) -> date:
        return self._outside.today()

    def new_id(self) -> str:
        return self._outside.new_id()
