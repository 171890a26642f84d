"""x"""
from tests.intake.expected import compare


def test_x() -> None:
    assert compare
