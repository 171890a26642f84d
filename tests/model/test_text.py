"""What a text must be before it may enter a ledger."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, strategies as st

from rectify.errors import WrongUsage
from rectify.model.text import LIMIT, checked


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=50))
def test_every_other_text_is_kept_as_it_is(text: str) -> None:
    """Control and bidirectional characters too: what they could do is the matter of those who show them."""
    assert checked(text, "title") == text.strip()
    with closing(sqlite3.connect(":memory:")) as db:
        assert db.execute("SELECT ?", (checked(text, "title"),)).fetchone() == (text.strip(),)


@given(st.text(st.characters(), max_size=30))
def test_what_is_taken_can_be_stored_and_what_is_refused_could_not(text: str) -> None:
    fits = "\0" not in text.strip() and not any("\ud800" <= sign <= "\udfff" for sign in text)
    try:
        checked(text, "title")
    except WrongUsage as refused:
        assert not fits
        assert refused.key in ("text-nul", "text-surrogate")
    else:
        assert fits


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u3000"])
def test_nothing_is_refused_only_where_something_is_required(text: str) -> None:
    assert checked(text, "owner") == ""
    with pytest.raises(WrongUsage, match="text-empty"):
        checked(text, "title", required=True)


def test_the_limit_counts_characters() -> None:
    assert checked("长" * LIMIT, "title") == "长" * LIMIT
    assert checked(f" {'长' * LIMIT} ", "title") == "长" * LIMIT
    with pytest.raises(WrongUsage, match="text-too-long") as refused:
        checked("长" * (LIMIT + 1), "title")
    assert refused.value.values["length"] == LIMIT + 1


@pytest.mark.parametrize(
    ("text", "key", "position"),
    [("ab\0", "text-nul", 3), ("a\udcff", "text-surrogate", 2), (" \ud800", "text-surrogate", 1)],
)
def test_the_place_of_the_fault_is_told(text: str, key: str, position: int) -> None:
    with pytest.raises(WrongUsage, match=key) as refused:
        checked(text, "title")
    assert refused.value.values["position"] == position
