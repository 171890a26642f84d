"""Documents with faults in them raise nothing but the project's own errors, all the way to the ledger.

`fuzzing` runs a hundred thousand. What it found is here by name.
"""

import pytest
from hypothesis import given, settings, strategies as st

from rectify.documents.document import Paragraph
from rectify.documents.reading import read_bytes
from rectify.intake import understand
from tests.conftest import NOW
from tests.documents.reading.making import blocks
from tests.intake.fuzzing import in_time, source, survived


@given(st.integers(0, 1 << 32))
@settings(max_examples=200)
def test_any_fixture_with_faults_in_it(number: int) -> None:
    with in_time():
        survived(number)


def test_an_input_is_the_same_each_time_and_not_always_the_same() -> None:
    assert source(7) == source(7)
    assert len({repr(source(number).document) for number in range(1, 40, 2)}) == 20


def test_a_finer_column_without_a_title_is_a_part_of_the_finding_above() -> None:
    table = "序号,反馈问题,具体表现,整改措施\n1,账目不清,发票缺失,补齐\n,,收据缺失,补开\n"
    draft = understand(read_bytes(table.encode(), "a.csv"), today=NOW.date())
    assert [(each.title, each.parent) for each in draft.issues] == [
        ("账目不清", None),
        ("发票缺失", 0),
        ("收据缺失", 0),
    ]


@pytest.mark.parametrize("sign", ["“", "（", "一、", "的"])
def test_the_account_of_a_long_line_takes_little_memory(sign: str) -> None:
    """A byte or two for each of its characters; regular expressions can take a hundred."""
    import tracemalloc

    said = read_bytes((sign * 400_000).encode(), "a.txt")
    assert isinstance(blocks(said)[0], Paragraph)
    tracemalloc.start()
    understand(said, today=NOW.date())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12_000_000
