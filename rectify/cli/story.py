"""The stories that the examples tell: where they are kept, and how one is replayed in process."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from rectify.cli.registry import PROGRAM
from rectify.cli.world import World
from rectify.language import Language

STORIES: dict[Language, str] = {"zh": "county-youth-league", "en": "internal-audit"}
"""The story that a reader of each language is shown."""


def story(name: str) -> str:
    """The text of the story `name`: from the installed package, or from the examples beside it in a checkout."""
    package = Path(__file__).parents[1]
    kept = package / "stories" / f"{name}.sh"
    return (kept if kept.exists() else package.parent / "examples" / name / "story.sh").read_text(encoding="utf-8")


def commands(text: str) -> Iterator[list[str]]:
    """The commands that `text`, a story, gives the program, each as its arguments.

    A story is a shell script of simple commands without variables, one on a line or continued by a backslash.
    """
    for line in text.replace("\\\n", "").split("\n"):
        words = shlex.split(line, comments=True)
        if words and words[0] == PROGRAM:
            yield words[1:]


class Elsewhere(World):
    """Another world as seen from `folder`: its clock and its people, with an environment and an output of our own."""

    def __init__(self, outside: World, folder: Path, **environ: str) -> None:
        """The variables of `environ` are set; those that name a ledger or ask for JSON or colours are not taken over."""
        kept = {name: value for name, value in outside.environ.items() if name not in _OUR_OWN}
        super().__init__(environ={**kept, **environ}, cwd=folder, stdin=StringIO(), stdout=StringIO(), stderr=StringIO())
        self._outside = outside

    def now(self) -> datetime:
        return self._outside.now()

    def today(self) -> date:
        return self._outside.today()

    def new_id(self) -> str:
        return self._outside.new_id()
