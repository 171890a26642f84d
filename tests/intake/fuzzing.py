"""Documents with faults in them, all the way: what is made of one is acts in a ledger, or one of the project's own errors.

    python -m tests.intake.fuzzing 100000 [FIRST]

Every second input is a fixture whose bytes have faults, as `tests.documents.reading.fuzzing` makes them; the others are
fixtures that were read, with faults in their words. Input number n is the same each time.
"""

import json
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from types import FrameType

from rectify.acts import ImportFile, Stamp
from rectify.deciding.importing import Conflict, import_draft
from rectify.documents.document import Block, Document, Heading, Paragraph, Table
from rectify.documents.reading import Source, read_bytes
from rectify.errors import RectifyError
from rectify.intake import understand
from rectify.intake.draft import Draft
from rectify.model.dates import When
from rectify.store.entries import append
from rectify.store.reading import Reading
from rectify.store.upgrading import bring_up_to_date
from rectify.view.plain import lines
from rectify.view.screens.draft import screen
from rectify.view.screens.draft_json import draft_json
from tests.documents.reading import fuzzing as bytes_with_faults
from tests.documents.reading.making import blocks
from tests.intake.expected import unlawful

TODAY = date(2026, 11, 24)
STAMP = Stamp("2026-11-24T02:00:00Z", "clerk", "clerk", When(TODAY.isoformat()))
SECONDS = 5
"""Of processor time for one input, as for every hostile file."""

SAID = [
    "关于“", "”的问题。", "此问题已整改完成。", "共6条问题。", "第一方面，", "第九百九十九方面，", "一、", "（三）", "1.", "1．2．3.", "99999999999999999999.", "①", "一是",
    "2月30日", "2023年13月45日", "0000年0月0日", "9999年12月31日", "X月X日", "2022年XX月17日至2021年X月25日", "5月中旬", "今年", "二〇二三年", "2024-02-30", "31/31/9999",
    "《", "》", "“", "”", "（", "）", "余", "30余场", "一百亿零五", "99999999999999999999999999万元", "100％", "999.99%", "-1", "0", "持续整改", "部分完成、已完成",
    "序号", "整改时限", "责任人：", "合计", "Finding 3:", "IA-03", "31 Apr 2024", "Q5 2024", "##paidbegin##", "本文档编辑密码：", "\n", "\t", "\u3000", "\x1b[2J",
    "\u202e", "\U0001f600", "\u2028", "\ufeff", "e\u0301", "９９９", "é" * 40, "的" * 500, "1" * 500, "（" * 500, "“" * 500, "。" * 500, " " * 5_000, "一、" * 300,
]  # fmt: skip


class HangError(Exception):
    """An input took longer than any may."""


@cache
def sources() -> list[Source]:
    return [
        read_bytes(content, name) for slow in (False, True) for name, content in bytes_with_faults.fixtures(slow=slow)
    ]


def source(number: int) -> Source:
    """The source of input `number`. Raises what its reader raises."""
    if number % 2 == 0:
        name, content = bytes_with_faults.mutated(number)
        return read_bytes(content, name)
    chance = random.Random(number)  # noqa: S311 - not a secret
    whole = chance.choice(sources())
    found: list[Block] = list(blocks(whole))
    for _ in range(chance.choice([1, 2, 5, 20])):
        _disorder(found, chance)
    return whole._replace(document=Document("", whole.document.language, tuple(found)))


def _disorder(found: list[Block], chance: random.Random) -> None:
    """One fault: a block lost, doubled or moved, or other words in it."""
    at = chance.randrange(len(found)) if found else 0
    match chance.randrange(8) if found else 9:
        case 0:
            del found[at]
        case 1:
            found[at:at] = [chance.choice(found)] * chance.choice([1, 1, 30])
        case 2:
            found.insert(chance.randrange(len(found)), found.pop(at))
        case 9:
            found.append(Paragraph(chance.choice(SAID), place="line 1"))
        case _:
            found[at] = _misspelt(found[at], chance)


def _misspelt(block: Block, chance: random.Random) -> Block:
    if isinstance(block, Table):
        rows = [list(row) for row in block.rows]
        for _ in range(chance.choice([1, 5])):
            row = chance.choice(rows)
            column = chance.randrange(len(row))
            row[column] = chance.choice([_other(row[column], chance), chance.choice(chance.choice(rows))])
        if chance.random() < 0.2:
            rows.insert(chance.randrange(len(rows)), list(chance.choice(rows)))
        return block._replace(rows=tuple(map(tuple, rows)))
    if isinstance(block, Heading | Paragraph):
        text = _other(block.text, chance)
        kind = chance.random()
        if kind < 0.05:
            return Heading(chance.randint(1, 9), text, chance.choice(["", "一、", "1. "]), block.place)
        return Paragraph(text, place=block.place) if kind < 0.1 else block._replace(text=text)
    return block


def _other(text: str, chance: random.Random) -> str:
    """`text` with a piece of it lost, doubled, moved or replaced by what means something here."""
    at, length = chance.randrange(len(text) + 1), chance.choice([1, 2, 8, 40])
    to = chance.randrange(len(text) + 1)
    match chance.randrange(4):
        case 0:
            return text[:at] + text[at + length :]
        case 1:
            return text[:to] + text[at : at + length] * chance.choice([1, 1, 50]) + text[to:]
        case 2:
            return text[:at] + chance.choice(SAID) + text[at + length :]
        case _:
            return text[:at] + chance.choice(SAID) + text[at:]


@cache
def _ledger() -> sqlite3.Connection:
    """A ledger in memory that holds an import, so that what comes next can be in conflict with it."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    bring_up_to_date(db)
    first = next(each for each in sources() if each.name == "county-archives.txt")
    _record(db, first, understand(first, today=TODAY), Conflict.STOP)
    return db


def _record(db: sqlite3.Connection, said: Source, draft: Draft, conflict: Conflict) -> None:
    of = draft.account
    account = (of.characters, of.used, of.litter, of.unplaced)
    totals = tuple(dict.fromkeys(each.words for each in draft.totals))
    act = ImportFile(said.name, said.sha256 + "again", said.size, said.format, account, None, totals)
    batch = None
    for pending in import_draft(Reading(db), TODAY, draft, act, conflict=conflict):
        batch = append(db, pending, STAMP, batch).seq if batch is None else append(db, pending, STAMP, batch).batch


def survived(number: int) -> str:
    """What became of input `number`: the key of a refusal, `nothing`, or `imported`. Anything else is raised."""
    try:
        said = source(number)
        if number % 2 == 0:
            bytes_with_faults.check(said)
        draft = understand(said, today=TODAY)
    except RectifyError as error:
        return error.key
    assert unlawful(draft, said) == []
    json.dumps(draft_json("en", said, draft))
    assert all("\x1b" not in line for line in lines(screen("zh", said, draft), 80))
    if not draft.issues:
        return "nothing"
    db = _ledger()
    db.execute("BEGIN")
    try:
        _record(db, said, draft, list(Conflict)[number % 3])
    except RectifyError as error:
        return error.key
    finally:
        db.execute("ROLLBACK")
    return "imported"


@contextmanager
def in_time() -> Iterator[None]:
    """Raises HangError where the processor works longer than it may."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def main() -> None:
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    seen: Counter[str] = Counter()
    longest = (0.0, 0)
    _ledger()
    for number in range(first, first + count):
        start = time.process_time()
        try:
            with in_time():
                seen[survived(number)] += 1
        except (Exception, HangError) as error:  # noqa: BLE001 - told, and the next one is tried
            sys.stderr.write(f"input {number}: {type(error).__name__}: {str(error)[:300]}\n")
            seen["FAILED"] += 1
        longest = max(longest, (time.process_time() - start, number))
    sys.stdout.write(f"{count} inputs, the slowest {longest[0]:.2f} s ({longest[1]}): {dict(seen.most_common())}\n")
    sys.exit(1 if seen["FAILED"] else 0)


if __name__ == "__main__":
    main()
