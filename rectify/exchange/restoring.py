"""A ledger anew from the text of its journal, and from a folder with the contents that it keeps."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rectify.acts import Entry
from rectify.exchange.contents import Content, Contents
from rectify.exchange.text import Lines, read
from rectify.journal import Head, Row, RunningHead
from rectify.store.files import Packed, pack
from rectify.store.filling import fill
from rectify.store.publishing import published


class Restored(NamedTuple):
    """What became of a journal: its head, how many contents were found, and those that are missing."""

    head: Head
    found: int
    missing: list[Content]


Finish = Callable[[Path, Head], None]
"""Is given the new file, before it has its name, and the head of its journal; raises what makes it worthless."""


def restore(
    path: Path, stream: Lines, name: str, found: Iterable[bytes] = (), finish: Finish = lambda *_: None
) -> Restored:
    """Make the ledger at `path`, where nothing is yet, from the journal in `stream`, called `name`.

    `found` are contents, one at a time; those that the journal speaks of are kept. All or nothing. Raises Refused where
    something is at `path`, Unreadable and Damaged for a text that no ledger could have written.
    """
    contents, running = Contents(), RunningHead()
    missing: dict[str, Content] = {}

    def journal() -> Iterator[tuple[Row, Entry]]:
        for row, entry in read(stream, name):
            contents.take(entry)
            running.take(row)
            yield row, entry
        missing.update(contents.kept)

    def wanted() -> Iterator[Packed]:
        for content in found:
            file = pack(content)
            if missing.pop(file.sha256, None):
                yield file

    with published(path) as new:
        fill(new, journal(), wanted(), name)
        finish(new, running.head)
    return Restored(running.head, len(contents.kept) - len(missing), list(missing.values()))
