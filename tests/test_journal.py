"""The journal as bytes: canonical JSON, the chain, and heads that common tools can check."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings, strategies as st

from rectify.journal import GENESIS, Fault, Row, canonical, check_chain, head, link, said

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
keys = st.text(st.characters(min_codepoint=1, max_codepoint=126), max_size=12)
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=20,
)

# --- canonical JSON


@settings(max_examples=2000)
@given(values)
def test_canonical_json_is_that_of_rfc_8785(value: Any) -> None:
    """The oracle is an implementation of the standard that is not ours."""
    assert canonical(value) == rfc8785.dumps(value)
    assert json.loads(canonical(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        1.0, -0.0, 1e21, float("nan"), float("inf"), 2**53, -(2**53), 10**400, "\ud800", "a\udcff", "\0", b"bytes", (1, 2), {1},
        {"é": 1}, {"题": 1}, {1: 2}, {None: 1}, {"\0": 1}, {"a": {"b": ["\0"]}}, [[["\udc00"]]], {"a": 0.5}, ...
    ],
    ids=repr,
)  # fmt: skip
def test_what_lies_outside_the_profile_is_refused(value: Any) -> None:
    """There, implementations differ (floats, large numbers, the order of keys that are not ASCII), or tools stumble."""
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)


def test_texts_are_not_normalised() -> None:
    composed, decomposed = "é", "e\u0301"
    assert canonical(composed) != canonical(decomposed)


def by_the_standard_library(body: bytes) -> Any:
    """What a body says, by the slow way: read, written anew and compared."""
    value = json.loads(body.decode())
    if canonical(value) != body:
        raise ValueError("not canonical")
    return value


def outcome(read: Callable[[bytes], Any], body: bytes) -> Any:
    try:
        return [read(body)]
    except ValueError:
        return []


@settings(max_examples=2000)
@given(
    values,
    st.integers(0, 400),
    st.integers(0, 2),
    st.sampled_from([b"", b" ", b"0", b"1", b"-", b".5", b"e2", b'"', b"\\", b"\\u0041", b"\\u0000", b"\\/", b",", b"{", b"]", b"\x1f", b"\x7f"])
    | st.binary(max_size=3),
)  # fmt: skip
def test_a_whole_journal_is_read_as_one_entry_is(value: Any, at: int, cut: int, put: bytes) -> None:
    """Whole journals are read by a library that is not the one that writes acts; each must take what the other does."""
    body = canonical(value)
    assert said(body) == value
    at %= len(body) + 1
    other = body[:at] + put + body[at + cut :]
    found, meant = outcome(said, other), outcome(by_the_standard_library, other)
    assert (found, repr(found)) == (meant, repr(meant))


# --- the chain


def journal(bodies: Iterable[bytes]) -> list[Row]:
    rows: list[Row] = []
    for seq, body in enumerate(bodies, 1):
        prev = rows[-1].hash if rows else GENESIS
        rows.append(Row(seq, prev, link(prev, body), body))
    return rows


ROWS = journal(canonical({"act": "x", "number": number}) for number in range(6))


def faults(rows: Iterable[Row]) -> list[tuple[int, str]]:
    return [(fault.seq, fault.key) for fault in check_chain(rows)]


def test_the_rule_of_the_chain() -> None:
    """hash = SHA-256(prev LF body LF); here said once more in other words."""
    assert ROWS[0].prev == "0" * 64
    for before, row in zip([None, *ROWS], ROWS, strict=False):
        assert row.prev == (before.hash if before else GENESIS)
        assert row.hash == hashlib.sha256(f"{row.prev}\n{row.body.decode()}\n".encode()).hexdigest()
    assert faults(ROWS) == []
    assert faults([]) == []


@given(st.integers(0, 5), st.integers(0, 10**6), st.integers(1, 255))
def test_any_byte_that_is_changed_is_found_where_it_stands(at: int, position: int, flip: int) -> None:
    body = bytearray(ROWS[at].body)
    body[position % len(body)] ^= flip
    changed = [*ROWS[:at], ROWS[at]._replace(body=bytes(body)), *ROWS[at + 1 :]]
    assert faults(changed) == [(at + 1, "fault-chain")], "there, and nowhere else"


def test_a_body_with_a_hash_that_fits_it_breaks_the_next_link() -> None:
    body = canonical({"act": "y"})
    changed = [*ROWS[:2], ROWS[2]._replace(body=body, hash=link(ROWS[2].prev, body)), *ROWS[3:]]
    assert faults(changed) == [(4, "fault-chain")]


def test_an_entry_that_is_missing_or_moved_is_found() -> None:
    assert faults([*ROWS[:2], *ROWS[3:]]) == [(4, "fault-order"), (4, "fault-chain")]
    assert faults(ROWS[1:])[0] == (2, "fault-order")
    swapped = [ROWS[0], ROWS[2]._replace(seq=2), ROWS[1]._replace(seq=3), *ROWS[3:]]
    assert {seq for seq, _ in faults(swapped)} >= {2, 3}


def test_a_tail_that_was_cut_off_and_a_history_made_anew_pass() -> None:
    """What a chain cannot see: only a head that somebody else holds contradicts it."""
    assert faults(ROWS[:3]) == []
    anew = journal(canonical({"act": "x", "number": number * 2}) for number in range(6))
    assert faults(anew) == []
    assert head(ROWS[:3]) != head(ROWS)
    assert head(anew).text != head(ROWS).text


@pytest.mark.parametrize(
    "body",
    [b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1.0}', b'{"a":1,"a":1}', b'{"a":"\\u0062"}', b"not json", b"\xff", b"[" * 100_000, b'"\\ud800"', b""],
    ids=lambda body: repr(body[:20]),
)  # fmt: skip
def test_a_body_that_is_not_canonical_is_found_though_it_chains(body: bytes) -> None:
    rows = journal([ROWS[0].body, body, ROWS[2].body])
    assert faults(rows) == [(2, "fault-body")]
    assert list(check_chain(rows, bodies=False)) == []


def test_faults_are_told_in_order() -> None:
    rows = journal([b"{}", b"{ }", b"{}", b"{ }"])
    assert list(check_chain(rows)) == [Fault(2, "fault-body"), Fault(4, "fault-body")]


# --- heads


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_the_text_head_is_what_sha256sum_says_of_the_bodies() -> None:
    for count in (1, 4, 6):
        lines = b"".join(row.body + b"\n" for row in ROWS[:count])
        said = subprocess.run(["sha256sum"], input=lines, capture_output=True, check=True).stdout.split()[0].decode()
        assert head(ROWS[:count]) == (count, ROWS[count - 1].hash, said)


def test_the_head_of_nothing() -> None:
    assert head([]) == (0, GENESIS, hashlib.sha256().hexdigest())
