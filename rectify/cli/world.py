"""What the outside gives: clock, identifiers, environment, folder, login, the three streams, and the language wished for."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

from rectify.errors import NotFound, WrongUsage
from rectify.language import LANGUAGES, Language


class World:
    """The real outside. Tests and the demo give a world of their own; no environment variable sets the clock."""

    def __init__(
        self,
        *,
        environ: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
    ) -> None:
        self.environ = os.environ if environ is None else environ
        self._cwd = cwd
        self.stdin = stdin or _present(sys.stdin, "r")
        self.stdout = stdout or _legible(_present(sys.stdout, "w"))
        self.stderr = stderr or _legible(_present(sys.stderr, "w"))

    def now(self) -> datetime:
        """The moment it is, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day on the wall here, which is the one that deadlines go by."""
        return self.now().astimezone().date()

    def new_id(self) -> str:
        """A fresh identifier (UUID version 4)."""
        import uuid

        return str(uuid.uuid4())

    @property
    def cwd(self) -> Path:
        """The folder we stand in. Raises NotFound where it was removed under us."""
        try:
            return self._cwd or Path.cwd()
        except FileNotFoundError:
            raise NotFound("folder-gone") from None

    def home(self) -> Path | None:
        """The home folder, or None where there is none."""
        named = self.environ.get("HOME") or self.environ.get("USERPROFILE")
        return Path(named) if named else None

    def owner(self) -> int | None:
        """The number of the user whom new files belong to; None on systems without such numbers."""
        return os.geteuid() if sys.platform != "win32" else None

    def login(self) -> str:
        """The login name. Raises WrongUsage where the system has none for us."""
        for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
            if self.environ.get(name):
                return self.environ[name]
        try:
            import pwd

            return pwd.getpwuid(os.getuid()).pw_name
        except (ImportError, KeyError):
            raise WrongUsage("actor-unknown") from None


def _present(stream: TextIO | None, mode: str) -> TextIO:
    """`stream`, or nowhere: a process can be started with its streams closed."""
    if stream is not None:
        return stream
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))


def _legible(stream: TextIO) -> TextIO:
    """Make `stream` able to take every text.

    Files and pipes get UTF-8 with plain newlines on every system. A terminal keeps its own encoding, and what that
    lacks is shown as `?`. A lone surrogate, which a file name can bring, is written as an escape (in JSON too).
    """
    if isinstance(stream, TextIOWrapper):
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        elif stream.encoding.lower().startswith("utf"):
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(errors="replace")
    return stream


def language_of(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language of messages: `--lang` in `argv` (not behind `--`), else RECTIFY_LANG, else the locale's.

    It is looked up before the command line is read, because reading it can already go wrong in words.
    Raises WrongUsage for a language that we do not speak.
    """
    wish = _lang_option(argv)
    source = "--lang"
    if wish is None:
        wish, source = environ.get("RECTIFY_LANG") or None, "RECTIFY_LANG"
    if wish is None:
        return locale_language(environ)
    for language in LANGUAGES:
        if wish == language:
            return language
    raise WrongUsage("lang-unknown", source=source, value=wish)


def language_or_locale(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """As `language_of`, but a bad wish gives the locale's language."""
    try:
        return language_of(argv, environ)
    except WrongUsage:
        return locale_language(environ)


def _lang_option(argv: Sequence[str]) -> str | None:
    words = iter(argv)
    for word in words:
        if word == "--":
            return None
        if word == "--lang":
            return next(words, None)
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def locale_language(environ: Mapping[str, str]) -> Language:
    """Chinese for every Chinese locale, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "zh" if environ[name].lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes

        chinese = 0x04  # the primary language in the low ten bits of a Windows language identifier
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese else "en"
    return "en"
