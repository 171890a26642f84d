"""Lets the user write a text in their own editor, or takes it from standard input where nobody can type."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rectify.cli.session import Session
from rectify.errors import Unreadable, Word, WrongUsage


@contextmanager
def edited(session: Session, part: str, old: str) -> Iterator[str]:
    """`old` as the user leaves it in $VISUAL or $EDITOR; without a terminal, what standard input holds.

    What was written in an editor is kept, and named, if it cannot be recorded. Raises WrongUsage where no editor is
    named or nothing comes in, Unreadable where the editor fails or leaves no UTF-8.
    """
    if not session.world.stdin.isatty():
        text = session.text_argument("-")
        if not text.strip():
            raise WrongUsage("write-nothing", part=part)
        yield text
        return
    editor = session.world.environ.get("VISUAL") or session.world.environ.get("EDITOR")
    if not editor:
        raise WrongUsage("no-editor", part=part)
    head = session.say("record.editor-head", part=Word(f"terms.part-{part}"))
    handle, name = tempfile.mkstemp(prefix="rectify-", suffix=".md", text=False)
    path = Path(name)
    try:
        os.write(handle, f"{head}\n\n{old}\n".encode())
        os.close(handle)
        _run([*shlex.split(editor, posix=os.name != "nt"), name])
        yield _without_head(path.read_text(encoding="utf-8-sig"), head)
    except BaseException as error:
        session.note(session.say("record.write-kept", path=path))
        if isinstance(error, UnicodeDecodeError):
            raise Unreadable("editor-not-utf8") from None
        raise
    path.unlink(missing_ok=True)


def _run(command: list[str]) -> None:
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise Unreadable("editor-failed", editor=command[0], reason=error.strerror or str(error)) from None
    if code:
        raise Unreadable("editor-failed", editor=command[0], reason=str(code))


def _without_head(text: str, head: str) -> str:
    return text.removeprefix(head).strip()
