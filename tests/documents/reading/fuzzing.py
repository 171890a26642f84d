"""Files with faults in them: what a reader makes of one is a Document or one of the project's own errors.

    python -m tests.documents.reading.fuzzing 100000 [FIRST]

Input number n is the same each time, so that one that fails can be looked at alone.
"""

import random
import sys
import time
from collections import Counter
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

from rectify.documents.document import Heading, Table
from rectify.documents.reading import Source, read_bytes
from rectify.errors import RectifyError
from tests.documents.reading.making import blocks, packed, unpacked

DATA = Path(__file__).parents[2] / "data"
SLOW = {".pdf", ".xls"}
"""Read in another process, which takes a tenth of a second."""

SLOWLY = 40
"""One input of so many is a slow one."""

PIECES = [
    b"<",
    b">",
    b"/>",
    b'="',
    b"&amp;",
    b"&#0;",
    b"&#xD800;",
    b"\0",
    b"\xff",
    b"999999999999",
    b"-1",
    b"w:",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
]


@cache
def fixtures(*, slow: bool) -> list[tuple[str, bytes]]:
    paths = (path for folder in ("intake", "reading") for path in sorted((DATA / folder).iterdir()))
    wanted = (path for path in paths if path.is_file() and path.suffix != ".json" and (path.suffix in SLOW) == slow)
    return [(path.name, path.read_bytes()) for path in wanted]


def mutated(number: int, *, slow: bool | None = None) -> tuple[str, bytes]:
    """The name and the bytes of input `number`."""
    chance = random.Random(number)  # noqa: S311 - not a secret
    name, content = chance.choice(fixtures(slow=chance.randrange(SLOWLY) == 0 if slow is None else slow))
    if not content.startswith(b"PK"):
        return name, misspelt(content, chance) if not slow and chance.random() < 0.7 else spoilt(content, chance)
    if chance.random() < 0.1:
        return name, spoilt(content, chance)
    parts = unpacked(content)
    for _ in range(chance.randint(1, 3)):
        chosen = chance.choice([each for each in parts if each.endswith((".xml", ".rels"))])
        parts[chosen] = rearranged(parts[chosen], chance) if chance.random() < 0.7 else spoilt(parts[chosen], chance)
        if chance.random() < 0.05:
            del parts[chance.choice(list(parts))]
    return name, packed(parts)


VALUES = [
    "",
    "0",
    "1",
    "-1",
    "2",
    "200",
    "99999999999",
    "continue",
    "restart",
    "s",
    "A1:XFD1048576",
    "XFD1048576",
    "\u0663",
    "true",
    "r1",
]
TEXTS = ["", "甲", "-1e400", "nan", "45089.5", "1e308", "_x0000_", "\u202e|\n", "=A1", "99"]


def rearranged(part: bytes, chance: random.Random) -> bytes:
    """XML that is still well formed, with elements removed, doubled or moved, and other values and texts."""
    try:
        root = etree.fromstring(part)
    except etree.LxmlError:
        return spoilt(part, chance)
    for _ in range(chance.choice([1, 2, 5, 20])):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(6):
            case 0 if one is not root:
                one.getparent().remove(one)  # type: ignore[union-attr]
            case 1 if len(elements) < 20_000:
                other.append(deepcopy(one))
            case 2 if one not in other.iterancestors() and one is not other:
                other.insert(0, one)
            case 3 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
            case 4:
                one.text = chance.choice(TEXTS)
            case _:
                one.tag = other.tag
    return etree.tostring(root)


def misspelt(content: bytes, chance: random.Random) -> bytes:
    """Text that is still text, with pieces removed, doubled, moved or put in."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return spoilt(content, chance)
    for _ in range(chance.choice([1, 2, 5, 20])):
        at, length, to = (
            chance.randrange(len(text) + 1),
            chance.choice([1, 4, 30, 400]),
            chance.randrange(len(text) + 1),
        )
        piece = text[at : at + length]
        match chance.randrange(3):
            case 0:
                text = text[:at] + text[at + length :]
            case 1:
                text = text[:to] + piece * chance.choice([1, 1, 30]) + text[to:]
            case _:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
    return text.encode()


SIGNS = [
    "|",
    "\n",
    "\r",
    "\n|---|\n",
    '"',
    ",",
    "\t",
    "#",
    "```\n",
    "\\",
    "<table>",
    "<tr><td rowspan=9>",
    "<li>",
    "</ol>",
    "<!--",
    "&#0;",
    "\x1b",
    "\u2028",
]


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """`content` with some of it removed, doubled, moved or replaced."""
    spoiled = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at, length = chance.randrange(len(spoiled) + 1), chance.choice([1, 1, 4, 30, 400])
        piece = bytes(spoiled[at : at + length])
        match chance.randrange(6):
            case 0:
                del spoiled[at : at + length]
            case 1:
                spoiled[at:at] = piece * chance.choice([1, 1, 50])
            case 2:
                spoiled[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                spoiled[at:at] = chance.choice(PIECES)
            case 4:
                del spoiled[at:]
            case _:
                to = chance.randrange(len(spoiled) + 1)
                spoiled[to : to + length] = piece
        if not spoiled:
            break
    return bytes(spoiled)


def survived(number: int, *, slow: bool | None = None) -> str:
    """What became of input `number`: the format that it was read as, or the key of the refusal.

    Anything else is raised. Texts must be such as can be stored.
    """
    name, content = mutated(number, slow=slow)
    try:
        source = read_bytes(content, name)
    except RectifyError as error:
        return error.key
    check(source)
    return source.format


def check(source: Source) -> None:
    texts = [each.text for each in source.left_out]
    for block in blocks(source):
        if isinstance(block, Table):
            rows = tuple(block.rows)
            assert len({len(row) for row in rows}) == 1, "rows of several widths"
            assert all(row < len(rows) and column < len(rows[0]) for row, column in block.filled), (
                "a filled cell that is none"
            )
            texts += [text for row in rows for text in row]
        else:
            texts += [block.number, block.text] if isinstance(block, Heading) else [block.lead, block.text]
        assert block.place, "a block without a place"
    for text in texts:
        assert "\0" not in text, "NUL in a text"
        text.encode()


def main() -> None:
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    seen: Counter[str] = Counter()
    longest = 0.0
    for number in range(first, first + count):
        start = time.perf_counter()
        try:
            seen[survived(number)] += 1
        except BaseException as error:
            sys.stderr.write(f"input {number}: {type(error).__name__}: {error}\n")
            if isinstance(error, KeyboardInterrupt):
                raise
            seen["FAILED"] += 1
        longest = max(longest, time.perf_counter() - start)
    sys.stdout.write(f"{count} inputs, the slowest {longest:.2f} s: {dict(seen.most_common())}\n")
    sys.exit(1 if seen["FAILED"] else 0)


if __name__ == "__main__":
    main()
