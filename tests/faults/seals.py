"""Seals to be doubted: a good one, and what somebody with the file in hand could have made of it."""

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from rectify.heads import parsed, written
from rectify.journal import canonical, chained, head
from rectify.sealing import container
from rectify.sealing.making import sums_of
from tests.conftest import Run
from tests.test_examples import SCENES, perform

STORY = "clean-unit"
Members = dict[str, bytes]


class Office(NamedTuple):
    """A sealed ledger: the seal, the file of allowed signers, and the folder in which all of it lies."""

    folder: Path
    seal: Path
    signers: Path

    def sign(self, statement: bytes, key: str = "reviewer", namespace: str = "rectify-head") -> bytes:
        """The signature that one of the keys in the folder gives."""
        words = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(self.folder / key), "-n", namespace]
        return subprocess.run(words, input=statement, check=True, capture_output=True).stdout


def sealed(folder: Path, run: Run) -> Office:
    """A small unit's story with its evidence, sealed with a head that the reviewer signed before two more acts came."""
    office = Office(folder, folder / "handed-over.zip", folder / "allowed_signers")
    perform(run, STORY, folder)
    for name in ("reviewer", "stranger"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    office.signers.write_text(f"reviewer {(folder / 'reviewer.pub').read_text()}", encoding="utf-8")
    now = SCENES[STORY].now
    assert run("seal", "-o", "first.zip", cwd=folder, now=now).code == 0
    statement = members(folder / "first.zip")["head.txt"]
    (folder / "head.txt").write_bytes(statement)
    (folder / "head.txt.sig").write_bytes(office.sign(statement))
    for text in ("再次巡查夜间记录", "向镇政府报送"):
        assert run("log-action", text, "--whole", cwd=folder, now=now).code == 0
    said = run("seal", "-o", office.seal.name, "--signature", "head.txt.sig", cwd=folder, now=now)
    assert said.code == 0, said.err
    return office


_SEALED: list[Office] = []


def sealed_once(folders: pytest.TempPathFactory, run: Run) -> Office:
    """Sealed once for all tests of a process; they only read it."""
    if not _SEALED:
        _SEALED.append(sealed(folders.mktemp("office"), run))
    return _SEALED[0]


def members(seal: Path) -> Members:
    with zipfile.ZipFile(seal) as opened:
        return {each.filename: opened.read(each) for each in opened.infolist()}


def packed(parts: Members) -> bytes:
    stream = io.BytesIO()
    container.write(((name, partial(iter, [content])) for name, content in sorted(parts.items())), stream)
    return stream.getvalue()


def summed(parts: Members) -> Members:
    """The sums made anew, as anybody can."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items() if name != "SHA256SUMS"}
    return parts | {"SHA256SUMS": sums_of(sums)}


def rewritten(parts: Members, lines: list[bytes]) -> Members:
    """Another journal, its head and all that states it made anew, as anybody can."""
    old = parsed(parts["head.txt"])
    new = head(chained(lines))
    parts = parts | {"journal.jsonl": b"".join(line + b"\n" for line in lines)}
    parts["head.txt"] = written(old._replace(seq=new.seq, chain=new.chain, text=new.text))
    report = parts["report-1.md"].replace(old.text.encode(), new.text.encode())
    parts["report-1.md"] = report.replace(f" {old.seq} ".encode(), f" {new.seq} ".encode())
    word = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(parts["report-1.docx"])) as opened, zipfile.ZipFile(word, "w") as made:
        for each in opened.infolist():
            text = opened.read(each).replace(old.text.encode(), new.text.encode())
            made.writestr(each, text.replace(f" {old.seq} ".encode(), f" {new.seq} ".encode()))
    parts["report-1.docx"] = word.getvalue()
    return summed(parts)


def lines_of(parts: Members) -> list[bytes]:
    return parts["journal.jsonl"].splitlines()


def past_rewritten(parts: Members) -> Members:
    """A deadline of the past moved, and everything after it chained anew."""
    lines = lines_of(parts)
    at = next(n for n, line in enumerate(lines) if b'"act":"add-issue"' in line)
    lines[at] = lines[at].replace(b"2024-05-15", b"2024-08-15")
    assert lines != lines_of(parts)
    return rewritten(parts, lines)


def after_the_signature(parts: Members) -> Members:
    """An act after the signed head changed: no signature speaks for it."""
    lines = lines_of(parts)
    lines[-1] = canonical({**json.loads(lines[-1]), "text": "向镇政府当面报送"})
    return rewritten(parts, lines)


def evidence(parts: Members) -> str:
    return next(name for name in parts if name.startswith("evidence/"))


def altered_byte(parts: Members, name: str = "journal.jsonl") -> Members:
    content = parts[name]
    at = content.index("验收".encode())
    return parts | {name: content[:at] + "复核".encode() + content[at + 6 :]}


def other_head(parts: Members) -> Members:
    own = parsed(parts["head.txt"])
    return summed(parts | {"head.txt": written(own._replace(text="0" * 64))})


def other_ledger(parts: Members) -> Members:
    own = parsed(parts["head.txt"])
    return summed(parts | {"head.txt": written(own._replace(ledger="99999999-9999-4999-8999-999999999999"))})


def without(parts: Members, *names: str) -> Members:
    return {name: content for name, content in parts.items() if name not in names}


SIGNATURE = "signatures/1.txt.sig"

ALTERED: dict[str, Callable[[Office, Members], Members]] = {
    "a byte of the journal changed": lambda _, parts: altered_byte(parts),
    "a byte of the journal changed, sums made anew": lambda _, parts: summed(altered_byte(parts)),
    "the tail dropped": lambda _, parts: rewritten(parts, lines_of(parts)[:-5]),
    "the past rewritten, chain and head made anew": lambda _, parts: past_rewritten(parts),
    "evidence swapped": lambda _, parts: summed(parts | {evidence(parts): b"another"}),
    "evidence missing": lambda _, parts: summed(without(parts, evidence(parts))),
    "another head": lambda _, parts: other_head(parts),
    "the head of another ledger": lambda _, parts: other_ledger(parts),
    "signed by somebody else": lambda office, parts: summed(
        parts | {SIGNATURE: office.sign(parts["signatures/1.txt"], "stranger")}
    ),
    "signed for another purpose": lambda office, parts: summed(
        parts | {SIGNATURE: office.sign(parts["signatures/1.txt"], namespace="file")}
    ),
    "signed was another text": lambda office, parts: summed(parts | {SIGNATURE: office.sign(b"something else\n")}),
    "the signature is gone": lambda _, parts: summed(without(parts, SIGNATURE)),
    "the report changed": lambda _, parts: altered_byte(parts, "report-1.md"),
    "the report states another head, sums made anew": lambda _, parts: summed(
        parts | {"report-1.md": parts["report-1.md"].replace(parsed(parts["head.txt"]).text.encode(), b"0" * 64)}
    ),
    "a file too many": lambda _, parts: parts | {"report-2.md": b"all is well\n"},
    "a file too many, sums made anew": lambda _, parts: summed(parts | {"signatures/2.txt": b"all is well\n"}),
    "evidence that nothing speaks of": lambda _, parts: summed(
        parts | {f"evidence/{hashlib.sha256(b'x').hexdigest()}": b"x"}
    ),
    "the sums are gone": lambda _, parts: without(parts, "SHA256SUMS"),
    "a line end of Windows": lambda _, parts: summed(
        parts | {"journal.jsonl": parts["journal.jsonl"].replace(b"\n", b"\r\n")}
    ),
}
"""What is refused by whoever has the allowed signers: name -> what was done to the members."""
