"""What goes into a seal."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import BinaryIO, NamedTuple

from rectify.exchange.contents import Content, Contents
from rectify.heads import Statement, written
from rectify.journal import Row, canonical
from rectify.sealing.container import check_size, write


class Parts(NamedTuple):
    """What a seal is made of.

    `rows` gives the journal from its beginning, `size` is how long its text is, `content` gives a content by its SHA-256.
    `reports` are files by their names, `signed` the heads of this journal that were signed, each with its signature, and
    `readme` what stands in the two READMEs, English and Chinese.
    """

    statement: Statement
    rows: Callable[[], Iterable[Row]]
    size: int
    contents: Contents
    content: Callable[[str], bytes]
    reports: Mapping[str, bytes]
    signed: Iterable[tuple[bytes, bytes]]
    readme: tuple[str, str]


Chunks = Callable[[], Iterable[bytes]]


def script() -> bytes:
    """The script that checks a seal with common tools."""
    return files("rectify.sealing").joinpath("check.sh").read_bytes()


def listed(contents: Iterable[Content]) -> bytes:
    """The list of what was attached or imported, a line of canonical JSON each."""
    return b"".join(canonical(each._asdict()) + b"\n" for each in contents)


def seal(parts: Parts, stream: BinaryIO) -> None:
    """Write a seal to a stream that can go back. Raises Refused where it would be too large to be read everywhere."""
    small = {
        "README.md": parts.readme[0].encode(),
        "README.zh.md": parts.readme[1].encode(),
        "check.sh": script(),
        "evidence.jsonl": listed(parts.contents),
        "head.txt": written(parts.statement),
        **parts.reports,
    }
    for number, (statement, signature) in enumerate(parts.signed, 1):
        small |= {f"signatures/{number}.txt": statement, f"signatures/{number}.txt.sig": signature}
    kept = parts.contents.kept
    sums = {name: sha256(content).hexdigest() for name, content in small.items()}
    sums |= {"journal.jsonl": parts.statement.text, **{f"evidence/{each}": each for each in kept}}
    small["SHA256SUMS"] = sums_of(sums)
    check_size([parts.size, *map(len, small.values()), *(each.size for each in kept.values())])
    members: dict[str, Chunks] = {name: _of(content) for name, content in small.items()}
    members |= {f"evidence/{each}": _kept(parts, each) for each in kept}
    members["journal.jsonl"] = lambda: _lines(parts.rows())
    write(sorted(members.items()), stream)


def sums_of(sums: Mapping[str, str]) -> bytes:
    """Sums by name as `sha256sum` writes and reads them, in the order of the names."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def _of(content: bytes) -> Chunks:
    return lambda: (content,)


def _kept(parts: Parts, name: str) -> Chunks:
    return lambda: (parts.content(name),)


def _lines(rows: Iterable[Row]) -> Iterator[bytes]:
    return (b"%b\n" % row.body for row in rows)
