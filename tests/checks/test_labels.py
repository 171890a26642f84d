"""The labelled issues of `tests/data/checks/`: whole, told apart, drawn as stated, and of nobody who lives.

What the rules of `check` make of them is measured elsewhere; here the yardstick itself is looked at.
"""

import re
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from tests.data.checks.draw import HELD, TUNING, Item, carried, halves, load

TUNED, HELD_OUT = load(TUNING), load(HELD)
ITEMS = {item["id"]: item for item in TUNED + HELD_OUT}
JUDGED = (
    "hollow",
    "soft-only",
    "intention",
    "object-unmentioned",
    "no-date",
    "vague-quantity",
    "acted-not-done",
    "no-effect",
    "before-feedback",
    "privacy",
)
SHARED = ("same-text", "same-meeting")
HARMLESS = {"no-date", "privacy", *SHARED}
"""What a result that is real may carry all the same."""


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_every_item_is_whole(item: Item) -> None:
    """Every label is judged; what holds has its reason, and the whole is always reasoned."""
    assert item["language"] == item["id"][:2]
    assert item["claim"] in {"acting", "partial", "substantial", "completed"}
    assert item["fault"] and item["kind"] and item["status"] in item["text"] != item["status"]
    assert date.fromisoformat(item["feedback"]) < date.fromisoformat(item["report"])
    assert tuple(item["labels"]) == JUDGED + SHARED
    for name, label in item["labels"].items():
        assert isinstance(label["is"], bool) if name in JUDGED else isinstance(label["with"], list)
        assert label.get("why") or (name != "hollow" and name not in carried(item))


def test_a_result_called_real_has_no_place_where_it_is_hollow() -> None:
    for item in ITEMS.values():
        assert "hollow" in carried(item) or carried(item) <= HARMLESS, item["id"]


def test_the_set_is_as_large_and_as_mixed_as_it_says() -> None:
    spoken = Counter(item["language"] for item in ITEMS.values())
    hollow = sum("hollow" in carried(item) for item in ITEMS.values())
    assert len(TUNED) + len(HELD_OUT) == len(ITEMS) >= 80
    assert spoken["zh"] >= 64 and spoken["en"] >= 16
    assert 0.4 <= hollow / len(ITEMS) <= 0.6
    assert len({item["kind"] for item in ITEMS.values()}) >= 20


def test_the_halves_are_those_that_the_draw_gives() -> None:
    """Nobody has moved an item from the half held out to the half that is tuned on, or back."""
    assert halves(ITEMS.values()) == (TUNED, HELD_OUT)


def test_neither_a_later_batch_nor_a_corrected_label_moves_an_item() -> None:
    corrected = [{**item, "labels": TUNED[0]["labels"]} for item in ITEMS.values()]
    later = [{**item, "batch": 2, "id": item["id"] + "-later"} for item in TUNED if item["group"] is None]
    for half, before in zip(halves([*corrected, *later]), (TUNED, HELD_OUT), strict=True):
        assert [item["id"] for item in half if item["batch"] == 1] == [item["id"] for item in before]


@pytest.mark.parametrize("name", [*JUDGED, *SHARED])
def test_every_label_stands_in_both_halves_alike(name: str) -> None:
    tuned, held = (sum(name in carried(item) for item in half) for half in (TUNED, HELD_OUT))
    assert tuned and held
    assert abs(tuned - held) <= max(3, 0.2 * (tuned + held))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_halves_are_of_one_size_in_each_language(language: str) -> None:
    tuned, held = (sum(item["language"] == language for item in half) for half in (TUNED, HELD_OUT))
    assert abs(tuned - held) <= 4


@pytest.mark.parametrize("name", SHARED)
def test_partners_name_each_other_and_stand_in_one_report(name: str) -> None:
    for item in ITEMS.values():
        for partner in item["labels"][name]["with"]:
            other = ITEMS[partner]
            assert partner != item["id"] and item["id"] in other["labels"][name]["with"]
            assert item["group"] is not None
            assert [item[key] for key in ("group", "language", "feedback", "report")] == [
                other[key] for key in ("group", "language", "feedback", "report")
            ]


def test_no_sentence_stands_twice_unless_its_items_say_so() -> None:
    """Among all items, nearly alike counts as the same; the sentence of the status is anybody's."""
    for one, other in combinations(ITEMS.values(), 2):
        alike = any(_like(a, b) for a in _sentences(one) for b in _sentences(other))
        assert alike == (other["id"] in one["labels"]["same-text"]["with"]), (one["id"], other["id"])


def _sentences(item: Item) -> list[str]:
    return [part for part in re.split(r"(?<=[。；])|(?<=[.;]) ", item["text"]) if part and part not in item["status"]]


def _like(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > 0.8 and matcher.quick_ratio() > 0.8 and matcher.ratio() > 0.8


def test_no_number_in_them_is_a_living_persons() -> None:
    """Identity numbers are of people born in 1900, telephone numbers end in zeros or are kept for invented people."""
    text = "\n".join(item["text"] for item in ITEMS.values())
    assert {number[6:10] for number in re.findall(r"身份证号(\d{17}[\dX])", text)} == {"1900"}
    assert {number[3:] for number in re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)} == {"00000000"}
    assert set(re.findall(r"\b0\d{4} \d{6}\b", text)) == {"07700 900000"}
    assert {number[:6] for number in re.findall(r"(?<![\d-])\d{3}-\d{4}\b", text)} == {"555-01"}
