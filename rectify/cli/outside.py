"""Heads that are held outside of the ledger, as they are named on the command line: a file, a report, digits, a text."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rectify.cli.session import Session
from rectify.errors import NotFound, RectifyError, WrongUsage
from rectify.heads import FIRST_LINE, Answer, Held, answer, beginning, parsed, stated
from rectify.journal import Head, Heads

if TYPE_CHECKING:
    from rectify.cli.signing import Signers
    from rectify.documents.document import Block

_MARK = FIRST_LINE.split()[0]
_SHOWN = 16


class Brought(NamedTuple):
    """A head that somebody brought: what to call it, what it says, and the file that it stands in, if it does."""

    source: str
    held: Held
    path: Path | None = None


class Judged(NamedTuple):
    """A head that was brought, and whether it still holds; `found` is what the ledger comes to at its entry."""

    brought: Brought
    answer: Answer
    found: Head | None


def brought(session: Session, text: str) -> Brought:
    """The head that `text` names: `-`, a file that is or states one, the statement itself, or the digits of a text head.

    Raises NotFound for what is neither a file nor a head, and for a file without one; Unreadable for one that is spoilt.
    """
    if text == "-":
        said = session.text_argument(text)
        return Brought("-", _of_text(said) or _refuse(said))
    if _MARK in text and "\n" in text:
        held = parsed(text.encode(errors="replace")).held
        return Brought(f"{held.text[:_SHOWN]}…", held)
    path = session.world.cwd / text
    if _is_there(path):
        return Brought(text, _of_file(path, text), path)
    return Brought(text, beginning(text) or _refuse(text))


def _refuse(text: str) -> Held:
    raise NotFound("head-absent", head=text[:80])


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # no name that a file could have
        return False


def _of_text(text: str) -> Held | None:
    if text.lstrip("\ufeff \n").startswith(_MARK):
        return parsed(text.encode()).held
    return stated(text) or beginning(text)


def _of_file(path: Path, name: str) -> Held:
    """The head that a file is, or that a report states, whatever its format."""
    from rectify.documents.reading.guard import content_of

    content = content_of(path)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MARK.encode()):
        return parsed(content).held
    held = _of_document(content, path.name) or stated(content.decode("utf-8", errors="replace"))
    if held is None:
        raise NotFound("head-none", path=name)
    return held


def _of_document(content: bytes, name: str) -> Held | None:
    from rectify.documents.reading import read_bytes

    try:
        source = read_bytes(content, name)
    except RectifyError:  # it may be a text that no reader knows, such as JSON
        return None
    return stated("\n".join([*map(_text, source.document.blocks), *(each.text for each in source.left_out)]))


def _text(block: "Block") -> str:
    """What a block of a document that was read says."""
    from rectify.documents.document import Heading, Paragraph, Table

    if isinstance(block, Table):
        return "\n".join("\n".join(row) for row in block.rows)
    return block.text if isinstance(block, Heading | Paragraph) else ""


class Journal(Protocol):
    """What has a journal: a ledger, or a seal."""

    @property
    def name(self) -> str: ...
    def heads(self, seqs: Iterable[int] = (), texts: Iterable[str] = ()) -> Heads: ...


def judged(ledger: Journal, heads: Sequence[Brought]) -> tuple[Head, list[Judged]]:
    """What the ledger comes to now, and whether each head still holds, by one reading of the journal."""
    seqs = [each.held.seq for each in heads if each.held.seq is not None]
    found = ledger.heads(seqs, [each.held.text for each in heads if each.held.seq is None])
    name, told = ledger.name, []
    for each in heads:
        seq = each.held.seq
        at = found.of.get(each.held.text) if seq is None else found.at.get(seq)
        told.append(Judged(each, answer(each.held, name, found.last.seq, at), at))
    return found.last, told


def highest(judgements: Iterable[Judged]) -> int:
    """The last entry that a head which holds speaks for; 0 where none does."""
    return max((each.found.seq for each in judgements if each.answer == "head-holds" and each.found), default=0)


def wanted_signers(session: Session, allowed: str | None, name: str | None, revoked: str | None) -> "Signers | None":
    """Whose signatures are wanted; None where none are. Raises WrongUsage, and Unreadable for a list that cannot be read."""
    if allowed is None:
        if name is not None or revoked is not None:
            raise WrongUsage("signers-missing")
        return None
    from rectify.cli.signing import Signers
    from rectify.documents.reading.guard import content_of

    folder = session.world.cwd
    for each in filter(None, (allowed, revoked)):
        content_of(folder / each)  # raises Unreadable
    return Signers(folder / allowed, name, folder / revoked if revoked else None)
