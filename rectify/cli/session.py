"""One call of the program: who asks, in which language, of which ledger, and where the answer goes."""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from rectify.cli.world import World
from rectify.errors import NotFound, Unreadable, WrongUsage
from rectify.language import Language, say

LEDGER = "rectify.db"
OPTION_NAMES = {"ledger": "--ledger", "actor": "--as", "json": "--json", "lang": "--lang"}
"""The options that stand on both sides of the command's name."""
STDIN_LIMIT = 4 * 1024 * 1024
"""Bytes taken from standard input for one text, far above the longest text that a ledger takes."""


class Session:
    """What every command is given first."""

    def __init__(self, world: World, language: Language) -> None:
        self.world = world
        self.language = language
        self._given: dict[str, str | bool] = {}
        self._stdin_used = False
        self.caught_up: set[Path] = set()
        """Shared ledgers whose server was asked already."""

    def take(self, **given: str | bool | None) -> None:
        """Note common options as they were given. Raises WrongUsage for an empty or a second, different value."""
        for name, value in given.items():
            if value is None or value is False:
                continue
            if value == "":
                raise WrongUsage("option-empty", option=OPTION_NAMES[name])
            first = self._given.setdefault(name, value)
            if first != value:
                raise WrongUsage("option-twice", option=OPTION_NAMES[name], first=first, second=value)

    def given(self, name: str) -> bool:
        """Whether the common option `name` (a key of OPTION_NAMES) stands on the command line."""
        return name in self._given

    @property
    def json(self) -> bool:
        """Whether data is asked for as JSON."""
        return bool(self._given.get("json"))

    @property
    def chosen_language(self) -> Language | None:
        """The language if `--lang` named one, else None; a report then goes by its ledger."""
        return self.language if self.given("lang") else None

    @cached_property
    def actor(self) -> str:
        """Who enters acts: `--as`, else RECTIFY_ACTOR, else the login name."""
        return str(self._given.get("actor") or self.world.environ.get("RECTIFY_ACTOR") or self.world.login())

    def ledger_path(self, *, writing: bool = False) -> Path:
        """The ledger: `--ledger`, else RECTIFY_LEDGER, else `rectify.db` here or in a parent folder.

        Where there is none, a writing command gets the place for a new one, here; a reading one gets NotFound.
        """
        named = self._named_ledger()
        if named:
            if not writing and _is_absent(named):
                raise NotFound("ledger-absent", path=named)
            return named
        here = self.world.cwd
        found, foreign = nearest_ledger(here, self.world.home(), self.world.owner())
        if found:
            return found
        if writing:
            return here / LEDGER
        if foreign:
            raise NotFound("ledger-not-yours", path=foreign)
        raise NotFound("no-ledger", folder=here)

    def new_ledger_path(self) -> Path:
        """Where `init` makes a ledger: as named, else here, whatever the parent folders hold."""
        return self._named_ledger() or self.world.cwd / LEDGER

    def _named_ledger(self) -> Path | None:
        named = self._given.get("ledger") or self.world.environ.get("RECTIFY_LEDGER")
        return self.world.cwd / str(named) if named else None

    def say(self, key: str, **values: object) -> str:
        """The sentence of `key` (`area.name`) in the user's language."""
        return say(self.language, key, **values)

    @staticmethod
    def visible(text: str) -> str:
        """`text` on one line, with marks for what could hide or act in a terminal."""
        from rectify.view.text import visible

        return visible(text)

    def out(self, line: str) -> None:
        """Write one line of data to standard output."""
        self.world.stdout.write(f"{line}\n")

    def note(self, line: str) -> None:
        """Tell the user something that is no data, on standard error."""
        self.world.stderr.write(f"{line}\n")
        self.world.stderr.flush()

    def emit_json(self, data: Mapping[str, object]) -> None:
        """Write `data` to standard output as JSON; lists may be iterators and are written as they come."""
        for line in json_lines(data):
            self.out(line)

    def text_argument(self, value: str) -> str:
        """`value`, or for `-` what standard input holds, without one final newline.

        Raises WrongUsage when a second argument asks for it, Unreadable when it is not UTF-8 or has no end.
        """
        if value != "-":
            return value
        if self._stdin_used:
            raise WrongUsage("stdin-twice")
        self._stdin_used = True
        stream = self.world.stdin
        try:
            raw = stream.buffer.read(STDIN_LIMIT + 1) if hasattr(stream, "buffer") else stream.read().encode()
            text = raw.decode("utf-8-sig")
        except UnicodeError:
            raise Unreadable("stdin-not-utf8") from None
        if len(raw) > STDIN_LIMIT:
            raise Unreadable("stdin-endless")
        return text.replace("\r\n", "\n").removesuffix("\n")

    @cached_property
    def is_terminal(self) -> bool:
        """Whether standard output is a terminal."""
        return self.world.stdout.isatty()

    @cached_property
    def rich(self) -> bool:
        """Whether to draw frames and bars: on a terminal, or where FORCE_COLOR says that one will read it; never in JSON."""
        return not self.json and (self.is_terminal or bool(self.world.environ.get("FORCE_COLOR")))

    @cached_property
    def color(self) -> bool:
        """Whether to use colours: NO_COLOR and a dumb terminal forbid them."""
        return self.rich and not self.world.environ.get("NO_COLOR") and self.world.environ.get("TERM") != "dumb"

    @cached_property
    def width(self) -> int:
        """Columns of the terminal: COLUMNS, else what the terminal says, else 80."""
        columns = self.world.environ.get("COLUMNS", "")
        if columns.isdecimal() and int(columns):
            return int(columns)
        try:
            return os.get_terminal_size(self.world.stdout.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    @property
    def ambiguous(self) -> int:
        """Columns that the terminal gives to characters of ambiguous width (“ ” ·): 1, or 2 by RECTIFY_AMBIGUOUS=2."""
        return 2 if self.world.environ.get("RECTIFY_AMBIGUOUS") == "2" else 1


def _is_absent(path: Path) -> bool:
    """Whether there is nothing at `path`; a path that we may not look at is not said to be absent."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def nearest_ledger(here: Path, home: Path | None, owner: int | None) -> tuple[Path | None, Path | None]:
    """The ledger in `here` or the nearest parent folder, and, if the search stopped there, somebody else's.

    It looks no higher than the home folder and never over the edge of a file system, and does not use a parent
    folder's ledger that belongs to another user: whoever can write there could plant one.
    """
    try:
        device = here.stat().st_dev
        for folder in (here, *here.parents):
            if folder.stat().st_dev != device:
                break
            ledger = folder / LEDGER
            if ledger.exists():
                foreign = owner is not None and folder != here and ledger.stat().st_uid != owner
                return (None, ledger) if foreign else (ledger, None)
            if home is not None and home.exists() and folder.samefile(home):
                break
    except OSError:  # a folder on the way that we may not look into ends the search
        pass
    return None, None


def json_lines(data: Mapping[str, object]) -> Iterator[str]:
    """`data` as lines of JSON: one for each key, and in a list one for each row, so that rows can be streamed and compared."""
    import json

    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    yield "{"
    for position, (key, value) in enumerate(data.items(), 1):
        comma = "," if position < len(data) else ""
        if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
            yield f" {encode(key)}: ["
            before = None
            for row in value:
                if before is not None:
                    yield f"  {before},"
                before = encode(row)
            if before is not None:
                yield f"  {before}"
            yield f" ]{comma}"
        else:
            yield f" {encode(key)}: {encode(value)}{comma}"
    yield "}"
