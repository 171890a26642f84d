"""What others hand to the program with faults in it: what comes of it is an answer, or one of the project's own errors.

    python -m tests.fuzzing --cheap 1000000 --dear 50000

Cheap are dates, heads, and bodies of the journal; dear are journals as text, seals, and ledger files. Input number n of a
kind is the same each time, so that one that fails can be looked at alone: `--only seals --first N --dear 1`.
"""

from __future__ import annotations

import argparse
import io
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from rectify import heads
from rectify.acts import Stamp
from rectify.deciding import Deciding, State
from rectify.deciding.correcting import write
from rectify.deciding.progressing import complete, log_action
from rectify.deciding.registering import add_aspect, add_issue
from rectify.errors import RectifyError
from rectify.exchange import text
from rectify.journal import Row
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When, check_edtf, parse
from rectify.sealing.checking import Seal
from rectify.store.entries import entries, rows
from tests.conftest import NOW, Office
from tests.intake.fuzzing import HangError, in_time

TODAY = NOW.date()
FOUNDING = Founding("11111111-1111-4111-8111-111111111111", "zh")

DATES = [
    *("2023-05-12", "2022-XX-23", "2023-04/..", "?2023-05-12", "../2023", "2023?-05", "2023-24", "1X99-12", "2023-05-12/2023-05-31"),
    *("2023年5月12日", "5月12日", "2023年5月中旬", "4月以来", "二〇二三年十二月三十一日前", "5月12日至18日", "今天", "不详", "去年底"),
    *("12 May 2023", "May 12th", "since April 2023", "today", "+15d", "-3m", "unknown", "Q2 2023", "31/12/2023", "12–18 May"),
]  # fmt: skip
SIGNS = "0123456789XYZ?~%/.-+年月日旬至前以来今明去初底一二三十〇零百上中下 MayJunth,–—\uff0f．０９\u0663\u202e\n\t"
PIECES = [b'"', b"{", b"}", b"[", b"]", b":", b",", b"null", b"-1", b"1e999", b"9" * 40, b"\\ud800", b"\\u0000", b"\xff", b"\0",
          b'"act":"undo"', b'"id":0', b"[" * 2_000, b"true", b"\n", b"\r", b"\xe2\x80\xae"]  # fmt: skip


def misspelt(said: str, chance: random.Random) -> str:
    for _ in range(chance.choice([0, 1, 1, 2, 5])):
        at, to = chance.randrange(len(said) + 1), chance.randrange(len(said) + 1)
        match chance.randrange(4):
            case 0:
                said = said[:at] + said[at + chance.choice([1, 1, 3]) :]
            case 1:
                said = said[:at] + said[to : to + 4] * chance.choice([1, 1, 20]) + said[at:]
            case 2:
                said = said[:at] + chance.choice(DATES) + said[at:]
            case _:
                said = said[:at] + chance.choice(SIGNS) + said[at + chance.randrange(2) :]
    return said


def spoilt(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 2, 5, 20])):
        at, length = chance.randrange(len(spoiled) + 1), chance.choice([1, 1, 4, 30, 400, 4096])
        match chance.randrange(6):
            case 0:
                del spoiled[at : at + length]
            case 1:
                spoiled[at:at] = spoiled[at : at + length] * chance.choice([1, 1, 10])
            case 2:
                spoiled[at:at] = chance.choice(PIECES)
            case 3:
                spoiled[at : at + length] = spoiled[(to := chance.randrange(len(spoiled) + 1)) : to + length]
            case 4 if at < len(spoiled):
                spoiled[at] ^= 1 << chance.randrange(8)
            case _:
                spoiled[at : at + 4] = chance.randbytes(4)
    return bytes(spoiled)


# ---- what is made of them


def dates(chance: random.Random) -> str:
    said = misspelt(chance.choice(DATES), chance)
    if chance.random() < 0.5:
        return f"edtf of {len(check_edtf(said))}"[:4]
    when = parse(said, today=TODAY)
    assert check_edtf(when.edtf) == when.edtf, "what is read as a date is one"
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest
    return "a date"


def statements(chance: random.Random) -> str:
    content = spoilt(_statement(), chance)
    for read in (heads.stated, heads.beginning):
        read(content.decode(errors="replace"))
    found = heads.parsed(content)
    assert heads.parsed(heads.written(found)) == found
    return "a head"


def bodies(chance: random.Random) -> str:
    body = spoilt(chance.choice(_journal()).body, chance)
    db = _one_row()
    db.execute("UPDATE entry SET body = CAST(? AS TEXT)", (body,))
    return type(next(entries(db)).act).__name__


def journals(chance: random.Random) -> str:
    """The text of a journal, with its hashes set right: only what it says is wrong."""
    lines = [row.body for row in _journal()]
    for _ in range(chance.choice([1, 1, 3])):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(chance.randrange(len(lines)), lines[at])
            case _:
                lines[at] = spoilt(lines[at], chance)
    whole = b"".join(b"%b\n" % line for line in lines)
    assert sum(1 for _ in text.read(io.BytesIO(whole), "journal")) == whole.count(b"\n")
    return "a journal"


def seals(chance: random.Random) -> str:
    content = spoilt(_seal(), chance) if chance.random() < 0.3 else _resealed(chance)
    found = list(Seal(io.BytesIO(content), "seal").faults())
    assert found or content == _seal(), "a seal that was altered is good"
    return found[0].code if found else "good"


def _resealed(chance: random.Random) -> bytes:
    """The seal with something else in one or two of its members, or under another name."""
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(_seal())) as old, ZipFile(changed, "w") as new:
        chosen = chance.choices(old.infolist(), k=chance.choice([1, 1, 2]))
        for member in old.infolist():
            content = old.read(member)
            if member in chosen and chance.random() < 0.1:
                member.filename = f"{chance.randrange(99)}-{member.filename}"
            elif member in chosen:
                content = spoilt(content, chance)
            new.writestr(member, content)
    return changed.getvalue()


def files(chance: random.Random) -> str:
    path = _folder() / "rectify.db"
    path.write_bytes(spoilt(_file(), chance) if chance.random() < 0.5 else _flipped(_file(), chance))
    with Ledger.reading(path) as ledger:
        found = next(iter(ledger.faults()), None)
        view = ledger.view()
        shown = [each.title for each in view.issues()]
        told = sum(1 for _ in ledger.entries())
    return found.key if found else f"whole: {len(shown) > 0 and told > 0}"


def _flipped(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice([1, 1, 4, 40])):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


CHEAP: dict[str, Callable[[random.Random], str]] = {"dates": dates, "heads": statements, "bodies": bodies}
DEAR: dict[str, Callable[[random.Random], str]] = {"journals": journals, "seals": seals, "files": files}


# ---- what they are made from


@cache
def _temporary() -> TemporaryDirectory[str]:
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return TemporaryDirectory(dir=memory if memory.is_dir() else None, prefix="rectify-")


def _folder() -> Path:
    return Path(_temporary().name)


@cache
def _file() -> bytes:
    path = _folder() / "whole.db"
    stamp = Stamp("2023-06-30T02:00:00Z", "clerk", "clerk", When(TODAY.isoformat()))
    with Ledger.writing(path, FOUNDING, on_network=True) as ledger:
        for number in range(1, 4):
            for decide, words, options in (
                (add_aspect, [f"方面 {number}"], {}),
                (add_issue, [f"题 {number}"], {"aspect": str(number), "deadline": "2023-06-01", "owner": "张"}),
                (log_action, ["会" * 50], {"issues": str(number), "outcomes": ("训练=50人",), "rules": ("甲",)}),
                (complete, [str(number)], {}),
            ):
                ledger.record(partial(_decided, decide, words, options), stamp)
        ledger.record(lambda state: write(state, TODAY, "opening", "话"), stamp)
    return path.read_bytes()


def _decided(decide: Callable[..., Deciding], words: list[str], options: dict[str, Any], state: State) -> Deciding:
    return decide(state, TODAY, *words, **options)


@cache
def _journal() -> list[Row]:
    _file()
    with Ledger.reading(_folder() / "whole.db") as ledger:
        return list(rows(ledger._db))


@cache
def _statement() -> bytes:
    with Ledger.reading(_folder() / "whole.db") as ledger:
        head = ledger.head()
    return heads.written(heads.Statement(FOUNDING.ledger, *head, "2023-06-30T02:00:00Z"))


@cache
def _seal() -> bytes:
    from rectify.cli.app import run

    path = _folder() / "whole.zip"
    world = Office(_folder(), {"HOME": str(_folder()), "LOGNAME": "clerk"})
    code = run(["seal", "-o", str(path), "--ledger", "whole.db"], world)
    assert code == 0, world.stderr.getvalue()  # type: ignore[attr-defined]
    return path.read_bytes()


@cache
def _one_row() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE entry(seq INTEGER PRIMARY KEY, prev TEXT, hash TEXT, body TEXT)")
    db.execute("INSERT INTO entry VALUES (1, '', '', '')")
    return db


# ---- the run


def survived(kind: str, number: int) -> str:
    """What became of input `number` of a kind: what was made of it, or the key of a refusal. Anything else is raised."""
    make = (CHEAP | DEAR)[kind]
    _file()
    try:
        return make(random.Random(f"{kind} {number}"))  # noqa: S311 - not a secret
    except RectifyError as error:
        return error.key


def run(kind: str, first: int, count: int) -> int:
    """How many of these inputs failed; each is told, and what became of all of them."""
    seen: Counter[str] = Counter()
    began, failed = time.monotonic(), 0
    for number in range(first, first + count):
        try:
            with in_time():
                seen[survived(kind, number)] += 1
        except (Exception, HangError) as error:  # noqa: BLE001 - told, and the next one is tried
            sys.stderr.write(f"{kind} {number}: {type(error).__name__}: {str(error)[:300]}\n")
            failed += 1
    took = time.monotonic() - began
    sys.stdout.write(f"{kind}: {count} inputs, {failed} failed, {took:.0f} s: {dict(seen.most_common(12))}\n")
    sys.stdout.flush()
    return failed


def main() -> None:
    words = argparse.ArgumentParser()
    for name in ("--cheap", "--dear", "--first"):
        words.add_argument(
            name, type=int, default=0, help="of each kind" if name != "--first" else "number to begin at"
        )
    words.add_argument("--only", choices=[*CHEAP, *DEAR])
    asked = words.parse_args()
    kinds = [*((kind, asked.cheap) for kind in CHEAP), *((kind, asked.dear) for kind in DEAR)]
    failed = sum(run(kind, asked.first, count) for kind, count in kinds if count and asked.only in (None, kind))
    _temporary().cleanup()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
