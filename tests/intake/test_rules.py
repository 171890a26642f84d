"""The rules of intake against the examples that stand beside them, and the examples in their docstrings."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

import rectify.intake
from rectify.intake import actions, english, litter, numbering, rule_names, statuses, titles, totals
from rectify.intake.lines import Line, fold

MODULES = sorted(path.stem for path in Path(rectify.intake.__file__).parent.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", MODULES)
def test_what_the_docstrings_show_is_so(name: str) -> None:
    failed, _ = doctest.testmod(import_module(f"rectify.intake.{name}"))
    assert not failed


@pytest.mark.parametrize(("claim", "words"), [(claim, words) for claim, _, each in statuses.PHRASES for words in each])
def test_phrases_of_a_status(claim: str, words: str) -> None:
    found = statuses.leading_status(words)
    assert found is not None
    assert found.claim == claim


@pytest.mark.parametrize(("claim", "words"), [(claim, words) for claim, _, each in english.ENGLISH for words in each])
def test_english_statuses(claim: str, words: str) -> None:
    found = english.english_status(words)
    assert found is not None
    assert found.waived if claim == "waived" else found.claim == claim


@pytest.mark.parametrize(
    ("style", "text"), [(style, text) for style, (_, each) in numbering.STYLES.items() for text in each]
)
def test_numbers_at_the_start_of_a_line(style: str, text: str) -> None:
    mark = numbering.read_mark(fold(text))
    assert mark is not None
    assert mark.style.startswith(style)


@pytest.mark.parametrize(("kind", "words"), [(row[0], words) for row in actions.KINDS for words in row[3]])
def test_kinds_of_what_was_done(kind: str, words: str) -> None:
    assert actions.kind_of(fold(words)) == kind


@pytest.mark.parametrize(("level", "words"), [(level, words) for level, _, each in totals.SOURCES for words in each])
def test_totals_that_are_claimed(level: str, words: str) -> None:
    line = Line(0, 0, words, fold(words), "")
    found = [total.level for total in totals.claimed_totals(line, 0, len(words), "zh")]
    assert found[0] == ("completed" if level == "percent" else level)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (_, each) in litter.WHOLE.items() for text in each])
def test_lines_that_are_litter(name: str, text: str) -> None:
    assert litter.whole(fold(text)) == name


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (_, each) in litter.INSIDE.items() for text in each])
def test_litter_within_a_line(name: str, text: str) -> None:
    assert [piece.name for piece in litter.inside(f"前{text}后")] == [name]


@pytest.mark.parametrize(("text", "names"), rule_names.EXAMPLES)
def test_rules_that_were_made(text: str, names: tuple[str, ...]) -> None:
    assert rule_names.made_rules(text, fold(text), 0, len(text)) == names


def test_words_that_tell_a_fault() -> None:
    assert all(map(titles.tells_a_fault, titles.FAULTS_EXAMPLES))
    assert not any(map(titles.tells_a_fault, titles.NO_FAULTS_EXAMPLES))


def test_no_pattern_takes_long_over_a_long_line() -> None:
    """A line of nothing but what a rule looks for is read in a moment."""
    from time import process_time

    from rectify.intake.selecting import claimed_count

    for sign in (
        "问题",
        "（",
        "1.",
        "关于",
        "，已",
        "完成",
        "共",
        "至",
        "年",
        "X",
        "一是",
        "整改情况：",
        " ",
        "Status: ",
    ):
        text = fold(sign * (10_000 // len(sign)))
        start = process_time()
        statuses.leading_status(text)
        titles.framed_title(text)
        titles.sentence_title(text)
        numbering.read_mark(text)
        claimed_count(text)
        list(totals.claimed_totals(Line(0, 0, text, text, ""), 0, 600, "zh"))
        re.sub(r"\s", "", text)
        assert process_time() - start < 1, sign
