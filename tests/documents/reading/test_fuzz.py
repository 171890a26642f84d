"""Faulty files raise nothing but the project's own errors. `fuzzing` runs a hundred thousand."""

import pytest
from hypothesis import given, settings, strategies as st

from rectify.documents.reading import read_bytes
from rectify.errors import RectifyError
from tests.documents.reading.fuzzing import mutated, survived


@given(st.integers(0, 1 << 32))
@settings(max_examples=300)
def test_any_fixture_with_faults_in_it(number: int) -> None:
    survived(number, slow=False)


@pytest.mark.parametrize("number", range(12))
def test_files_that_are_read_in_another_process(number: int) -> None:
    survived(number, slow=True)


@given(st.binary(max_size=400), st.sampled_from(["a", "a.txt", "a.md", "a.csv", "a.html", "a.pdf", "a.docx", "a.xls"]))
def test_any_bytes(content: bytes, name: str) -> None:
    if content.startswith((b"%PDF", b"\xd0\xcf")):
        return
    try:
        read_bytes(content, name)
    except RectifyError:
        return


def test_an_input_is_the_same_each_time_and_not_always_the_same() -> None:
    assert mutated(7) == mutated(7)
    assert len({mutated(number) for number in range(20)}) == 20
