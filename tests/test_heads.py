"""The text of a head: always the same bytes, read back as it was meant, and nothing else taken for one."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from rectify.errors import Unreadable
from rectify.heads import Statement, parsed, written
from rectify.language import sentence

HEAD = Statement("3f0c2a1e-5b7d-4c8e-9a10-2b3c4d5e6f70", 128, "ab" * 32, "0123456789abcdef" * 4, "2026-11-23T00:00:00Z")
TEXT = (
    b"rectify-head v1\nledger 3f0c2a1e-5b7d-4c8e-9a10-2b3c4d5e6f70\nseq 128\nchain " + b"ab" * 32 + b"\ntext "
    b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nat 2026-11-23T00:00:00Z\n"
)

hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
moments = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0"))
statements = st.builds(Statement, st.uuids().map(str), st.integers(0, 10**15 - 1), hashes, hashes, moments)


def test_the_form_of_a_head() -> None:
    assert written(HEAD) == TEXT
    assert parsed(TEXT) == HEAD
    assert HEAD.head == (128, HEAD.chain, HEAD.text)


@given(statements)
def test_what_is_written_is_read_back(statement: Statement) -> None:
    assert parsed(written(statement)) == statement


@pytest.mark.parametrize(
    "text",
    [TEXT.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + TEXT, b"\n\n  " + TEXT + b"\n\n", TEXT[:-1], TEXT.replace(b"\n", b"  \n")],
    ids=["windows", "byte order mark", "lines around", "no last newline", "spaces at the ends"],
)  # fmt: skip
def test_what_an_editor_or_a_mail_does_to_it_does_not_matter(text: bytes) -> None:
    assert parsed(text) == HEAD


REFUSED = {
    "nothing": (b"", 1),
    "another text": ("关于整改的报告".encode(), 1),
    "no text": (b"\xff\xfe\x00" * 40, 1),
    "another first line": (TEXT.replace(b"v1", b"v1.1"), 1),
    "a ledger that is no identifier": (TEXT.replace(b"ledger 3f", b"ledger zz"), 2),
    "a sign before the number": (TEXT.replace(b"128", b"+128"), 3),
    "a number with a nought": (TEXT.replace(b"128", b"0128"), 3),
    "digits of another script": (TEXT.replace(b"128", "１２８".encode()), 3),
    "a number beyond all ledgers": (TEXT.replace(b"128", b"9" * 16), 3),
    "a hash that is short": (TEXT.replace(b"abab\n", b"ab\n"), 4),
    "capitals": (TEXT.replace(b"chain ab", b"chain AB"), 4),
    "lines in another order": (TEXT.replace(b"chain", b"text", 1), 4),
    "a line that is doubled": (TEXT.replace(b"seq 128\n", b"seq 128\nseq 128\n"), 4),
    "a line in between": (TEXT.replace(b"text", b"\ntext", 1), 5),
    "a day that there is not": (TEXT.replace(b"11-23", b"02-30"), 6),
    "a time without zone": (TEXT.replace(b"00Z", b"00"), 6),
    "the last line cut off": (TEXT[: TEXT.index(b"at 2026")], 6),
    "a line more": (TEXT + b"seq 129\n", 7),
    "another separator": (TEXT.replace(b"\nseq", "\u2028seq".encode()), 2),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_head_is_refused_with_its_line(what: str) -> None:
    text, line = REFUSED[what]
    with pytest.raises(Unreadable) as caught:
        parsed(text)
    assert caught.value.values["line"] == line
    assert sentence("zh", caught.value) != sentence("en", caught.value)


def test_a_later_form_is_told_from_no_head_at_all() -> None:
    with pytest.raises(Unreadable, match="head-newer"):
        parsed(TEXT.replace(b"v1", b"v2"))


def test_a_flood_is_not_read() -> None:
    with pytest.raises(Unreadable, match="head-long"):
        parsed(TEXT + b" " * 5000)


@given(st.binary(max_size=400) | st.text().map(str.encode))
def test_whatever_comes_in_is_a_head_or_refused(content: bytes) -> None:
    try:
        parsed(content)
    except Unreadable as error:
        sentence("zh", error)


@given(st.integers(0, len(TEXT) - 1), st.integers(0, 255))
def test_one_byte_that_is_changed_is_refused_or_says_something_else(at: int, byte: int) -> None:
    changed = TEXT[:at] + bytes([byte]) + TEXT[at + 1 :]
    try:
        said = parsed(changed)
    except Unreadable:
        return
    assert changed == TEXT or said != HEAD or changed.split() == TEXT.split()


@pytest.mark.parametrize(
    ("field", "value"),
    [("ledger", "x"), ("ledger", HEAD.ledger + "\nseq 9"), ("seq", -1), ("chain", "AB" * 32), ("text", ""), ("at", "today"), ("at", HEAD.at + "\n")],
)  # fmt: skip
def test_a_head_that_could_not_be_read_back_is_not_written(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match="not a statement"):
        written(HEAD._replace(**{field: value}))
