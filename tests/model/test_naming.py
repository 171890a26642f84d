"""How things are named on the command line."""

import pytest
from hypothesis import given, strategies as st

from rectify.errors import WrongUsage
from rectify.model.naming import (
    Name,
    Thing,
    aspect_name,
    checked_code,
    inspection_name,
    issue_name,
    parts,
    thing,
)

numbers = st.integers(0, 999_999_999)
codes = st.text(
    st.characters(exclude_categories=["Cs", "Z", "Cc"], exclude_characters="/,，、"), min_size=1, max_size=40
)


@given(
    code=st.none() | codes, aspect=st.none() | numbers, number=numbers, second=st.none() | numbers, run=st.booleans()
)
def test_every_name_that_can_be_composed_is_read_back(
    code: str | None, aspect: int | None, number: int, second: int | None, run: bool
) -> None:
    text = f"{code}/" if code is not None else ""
    text += f"{aspect}." if aspect is not None else ""
    text += str(number)
    if second is not None:
        text += f"{'..' if run else '-'}{second}"
    sub, last = (None, second) if run else (second, None)
    assert issue_name(text) == Name(text, code, aspect, number, sub, last)


@given(st.sampled_from(["issue", "action", "measure", "evidence", "aspect", "inspection"]), st.integers(0, 10**15 - 1))
def test_a_thing_is_read_back_from_its_name(kind: str, key: int) -> None:
    assert thing(str(Thing(kind, key))) == Thing(kind, key)


@given(st.text("aemi:aspectinspection0123456789.-/,一 \n", max_size=12))
def test_a_text_is_a_name_as_a_whole_or_not_at_all(text: str) -> None:
    name, target = issue_name(text), thing(text)
    assert name is None or (name.text == text and str(name.number) in text)
    assert target is None or (target.kind[0] == text[0] and str(target.id) in text)


@pytest.mark.parametrize(
    "text", ["", "-1", "1-", "1.", "1.2.3", "..", "1..", "a", "٣", "３", "1 2", "1\n", "1234567890"]
)
def test_what_is_no_name_of_an_issue(text: str) -> None:
    assert issue_name(text) is None


@pytest.mark.parametrize("text", ["a", "a-1", "A1", "x1", "a1 ", "a٣", "a1234567890123456", "aspect1"])
def test_what_is_no_name_of_a_thing(text: str) -> None:
    assert thing(text) is None


def test_headings_and_inspections_have_a_mark_of_their_own() -> None:
    assert aspect_name("2023-1/2.") == ("2023-1", 2)
    assert aspect_name("2.") == (None, 2)
    assert aspect_name("2") is None
    assert (inspection_name("2023-1/"), inspection_name("/"), inspection_name("2023-1")) == ("2023-1", "", None)


@pytest.mark.parametrize("text", ["3,4,7-9", "3，4、7-9", " 3  4 7-9 ", "3,,4,7-9,"])
def test_several_names_are_separated_by_commas_of_either_kind_or_blanks(text: str) -> None:
    assert parts(text) == ["3", "4", "7-9"]


@pytest.mark.parametrize("text", ["", "  ", ",", "，、"])
def test_no_name_at_all_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage, match="name-empty"):
        parts(text)


@pytest.mark.parametrize(
    "code", ["", "a b", "a/b", "a,b", "a，b", "a、b", "x" * 41, "a\tb", "a\0b", "a\udcffb", "a\u3000b"]
)
def test_codes_that_could_not_be_typed_in_a_name_are_refused(code: str) -> None:
    with pytest.raises(WrongUsage, match="code-bad"):
        checked_code(code)


@given(codes)
def test_every_other_code_names_its_issues(code: str) -> None:
    assert checked_code(code) == code
    assert issue_name(f"{code}/3") == Name(f"{code}/3", code, None, 3)


def test_a_name_that_cannot_be_stored_as_text_is_no_name() -> None:
    """Bytes that are no UTF-8 arrive in arguments as lone surrogates, and no ledger could be asked for them."""
    assert issue_name("\udcff/3") is None
    assert inspection_name("\udcff/") is None
