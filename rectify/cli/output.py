"""Where a document goes: into a file that is whole or not there, or to standard output."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from rectify.cli.session import Session
from rectify.errors import Refused, WrongUsage
from rectify.store.opening import MAGIC


def target(session: Session, output: str | None, option: str = "--output") -> Path | None:
    """The file to write, None for standard output. Raises Refused for a ledger, or any other database."""
    if output in (None, "-"):
        return None
    if not output:
        raise WrongUsage("option-empty", option=option)
    path = session.world.cwd / output
    if _is_database(path):
        raise Refused("output-is-ledger", path=path)
    return path


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:  # absent, or not ours to read: what writes it says so
        return False


@contextmanager
def stream(session: Session, path: Path | None, suffix: str) -> Iterator[BinaryIO]:
    """Where the bytes of a document go: into a file that is whole or not there, or to standard output as they are.

    `suffix` is that of their format. Raises WrongUsage where it is no text and a terminal would have to show it.
    """
    from rectify.documents.writing import TEXTS, replacing

    if path:
        with replacing(path) as opened:
            yield opened
        return
    text = session.world.stdout
    text.flush()
    buffer = None if session.is_terminal else getattr(text, "buffer", None)
    if buffer is None and suffix.lower() not in TEXTS:
        raise WrongUsage("output-no-text", suffix=suffix)
    yield buffer or cast("BinaryIO", _Encoded(text))
    (buffer or text).flush()


class _Encoded:
    """A text stream that takes UTF-8: a terminal with an encoding of its own, or a text in memory."""

    def __init__(self, text: TextIO) -> None:
        self._text = text

    def write(self, data: bytes) -> int:
        """Takes whole characters only, as the writers of text give them."""
        self._text.write(data.decode())
        return len(data)
