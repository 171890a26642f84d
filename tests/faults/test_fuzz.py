"""What others hand to the program with faults in it: a short run of `tests.fuzzing`, which runs millions."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings, strategies as st

from rectify.sealing.checking import Seal
from tests import fuzzing
from tests.intake.fuzzing import in_time


@pytest.mark.parametrize("kind", [*fuzzing.CHEAP, *fuzzing.DEAR])
def test_whatever_is_handed_over_is_answered_or_refused(kind: str) -> None:
    @given(st.integers(0, 1 << 32))
    @settings(max_examples=500 if kind in fuzzing.CHEAP else 60)
    def answered_or_refused(number: int) -> None:
        with in_time():
            fuzzing.survived(kind, number)

    answered_or_refused()


@pytest.mark.parametrize("kind", [*fuzzing.CHEAP, *fuzzing.DEAR])
def test_some_inputs_are_taken_and_some_are_not(kind: str) -> None:
    """If all were refused at the door, nothing behind it would be tried."""
    assert len({fuzzing.survived(kind, number) for number in range(60)}) > (1 if kind == "seals" else 2)


def test_a_name_inside_a_seal_that_is_no_text() -> None:
    """The name stands twice in a zip, and the one before the content says that it is UTF-8."""
    fuzzing.survived("seals", 0)
    seal = bytearray(fuzzing._seal())
    seal[7] |= 0x08
    seal[30] = 0xFF
    assert [each.code for each in Seal(io.BytesIO(seal), "seal").faults()] == ["seal-broken"]


def test_an_input_that_fails_is_told_and_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The control."""
    monkeypatch.setitem(fuzzing.CHEAP, "dates", lambda chance: str(1 / 0))
    assert fuzzing.run("dates", 7, 3) == 3
    assert "dates 7: ZeroDivisionError" in capsys.readouterr().err
