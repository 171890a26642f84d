"""What is wrong with a seal, found without the ledger. Whether its signatures are good is for `ssh-keygen` to say."""

import io
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import BinaryIO, NamedTuple, cast
from zipfile import BadZipFile

from rectify.documents.reading import read_bytes
from rectify.errors import Damaged, RectifyError, Unreadable
from rectify.exchange.contents import Contents
from rectify.exchange.text import read
from rectify.heads import Statement, parsed
from rectify.journal import Head, Heads, RunningHead, chained, heads
from rectify.sealing.container import Container
from rectify.sealing.making import listed, sums_of

NEEDED = ("README.md", "README.zh.md", "SHA256SUMS", "check.sh", "evidence.jsonl", "head.txt", "journal.jsonl")
_LARGEST = 64 << 20
"""Bytes of the largest member that is held in memory: a report, or the list of the evidence."""
_TEXT_HEAD = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


class Flaw(NamedTuple):
    """What is wrong with a seal: a code (its sentence is `sealing.<code>`), the member or hash, and the entry, if it is one."""

    code: str
    about: str = ""
    entry: int = 0


class Signed(NamedTuple):
    """A head of the journal in the seal that was signed, with the signature, which has not been checked."""

    number: int
    statement: Statement
    text: bytes
    signature: bytes

    @property
    def source(self) -> str:
        """The member that it is."""
        return f"signatures/{self.number}.txt"


class Seal:
    """A seal that is checked: what is wrong with it, and then what it says of itself."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        """Raises Unreadable, naming the file, for what is no seal at all."""
        self._container = Container(stream, name)
        self.name = ""
        """The identifier of the ledger, by the first entry of its journal."""
        self.head: Head | None = None
        """What the journal comes to, None where it cannot be read."""
        self._signed_heads: dict[int, Head] = {}
        self.signed: list[Signed] = []
        """Signed heads of this very journal."""

    @property
    def count(self) -> int:
        """How many entries its journal has; 0 where it cannot be read."""
        return self.head.seq if self.head else 0

    def heads(self, seqs: Iterable[int] = (), texts: Iterable[str] = ()) -> Heads:
        """Heads of its journal, which was found to be one."""
        with self._container.open("journal.jsonl") as opened:
            return heads(chained(line.rstrip(b"\n") for line in opened), seqs, texts)

    def faults(self) -> Iterator[Flaw]:
        """What is wrong; where the members are not those of a seal, nothing in them is read.

        What the seal says of itself is known only when all of this has been gone through.
        """
        lacking = [name for name in NEEDED if name not in self._container]
        yield from (Flaw("seal-strange", name) for name in dict.fromkeys(self._container.strange))
        yield from (Flaw("seal-missing", name) for name in lacking)
        if lacking or self._container.strange:
            return
        try:
            yield from self._faults()
        except (BadZipFile, EOFError) as error:
            yield Flaw("seal-broken", str(error))
            return
        if not self._container.is_as_written():
            yield Flaw("seal-form")

    def _faults(self) -> Iterator[Flaw]:
        yield from self._sums()
        given = list(self._statements())
        contents = Contents()
        yield from self._journal(contents, {each.statement.seq for each in given})
        if self.head is None:
            return
        yield from self._own_head()
        yield from self._signed(given)
        yield from self._evidence(contents)
        yield from self._reports()

    def _sums(self) -> Iterator[Flaw]:
        sums = {}
        for name in self._container.members:
            if name == "SHA256SUMS":
                continue
            digest = sha256()
            for chunk in self._container.chunks(name):
                digest.update(chunk)
            sums[name] = digest.hexdigest()
            if name.startswith("evidence/") and name != f"evidence/{sums[name]}":
                yield Flaw("seal-evidence-changed", name)
        said = self._container.read("SHA256SUMS", _LARGEST)
        if said != sums_of(sums):
            pairs = (line.partition("  ") for line in said.decode(errors="replace").splitlines())
            known = {name: digest for digest, _, name in pairs}
            wrong = sorted(name for name in known.keys() | sums.keys() if known.get(name) != sums.get(name))
            yield from (Flaw("seal-sum", name) for name in wrong or ["SHA256SUMS"])

    def _journal(self, contents: Contents, seqs: set[int]) -> Iterator[Flaw]:
        running = RunningHead()
        with self._container.open("journal.jsonl") as opened:
            try:
                for row, entry in read(cast("BinaryIO", io.BufferedReader(opened)), "journal.jsonl"):
                    running.take(row)
                    contents.take(entry)
                    if row.seq == 1:
                        self.name = getattr(entry.act, "ledger", "")
                    if row.seq in seqs:
                        self._signed_heads[row.seq] = running.head
            except (Unreadable, Damaged) as error:
                line = error.values.get("line", 0)
                assert isinstance(line, int)
                yield Flaw("seal-journal", entry=line)
                return
        self.head = running.head

    def _own_head(self) -> Iterator[Flaw]:
        assert self.head
        try:
            said = parsed(self._container.read("head.txt"))
        except Unreadable:
            yield Flaw("seal-head-unreadable")
            return
        if said.ledger != self.name:
            yield Flaw("seal-ledger", said.ledger)
        elif said.head != self.head:
            yield Flaw("seal-head", entry=min(said.seq, self.head.seq))

    def _statements(self) -> Iterator[Signed]:
        """The heads in the seal that are said to be signed, as far as they are heads at all."""
        names = [name for name in self._container.members if name.startswith("signatures/") and name.endswith(".txt")]
        for name in names:
            number = int(name.removeprefix("signatures/").removesuffix(".txt"))
            text = self._container.read(name)
            signature = self._container.read(f"{name}.sig") if f"{name}.sig" in self._container else b""
            try:
                yield Signed(number, parsed(text), text, signature)
            except Unreadable:
                continue

    def _signed(self, given: list[Signed]) -> Iterator[Flaw]:
        for each in given:
            if each.statement.ledger == self.name and self._signed_heads.get(each.statement.seq) == each.statement.head:
                self.signed.append(each)
        held = {each.source for each in self.signed}
        for name in self._container.members:
            if name.startswith("signatures/") and name.removesuffix(".sig") not in held:
                yield Flaw("seal-signed-other", name)
        yield from (Flaw("seal-unsigned", each.source) for each in self.signed if not each.signature)

    def _evidence(self, contents: Contents) -> Iterator[Flaw]:
        kept = contents.kept
        here = {name.removeprefix("evidence/") for name in self._container.members if name.startswith("evidence/")}
        for name in sorted(kept.keys() - here):
            yield Flaw("seal-evidence-missing", name, entry=kept[name].entry)
        yield from (Flaw("seal-evidence-strange", f"evidence/{name}") for name in sorted(here - kept.keys()))
        if self._container.read("evidence.jsonl", _LARGEST) != listed(contents):
            yield Flaw("seal-evidence-list", "evidence.jsonl")

    def _reports(self) -> Iterator[Flaw]:
        assert self.head
        for name in self._container.members:
            if name.startswith("report-"):
                said = _head_line(self._container.read(name, _LARGEST), name)
                if any(str(each) not in said for each in (self.name, self.head.seq, self.head.text)):
                    yield Flaw("seal-report", name)


def _head_line(content: bytes, name: str) -> str:
    """The last line of a report that holds a text head; empty where none does, or where it is no document."""
    try:
        blocks = read_bytes(content, name).document.blocks
    except RectifyError:
        return ""
    lines = (str(getattr(block, "text", "")) for block in reversed(tuple(blocks)))
    return next((line for line in lines if _TEXT_HEAD.search(line)), "")
