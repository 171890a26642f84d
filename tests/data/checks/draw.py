"""Draws the labelled issues into the half to tune on and the half held out.

    python tests/data/checks/draw.py

Each batch is drawn by itself with its own fixed seed, and an item keeps the labels that it was drawn with: neither a
later batch nor a corrected label moves it. What stands in one group stays together. Items alike in language and labels
are paired, and a coin decides which goes where.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
TUNING, HELD = HERE / "tuning.jsonl", HERE / "held.jsonl"
FRESH = HERE / "fresh.jsonl"
"""A batch that is not drawn: it was written later, is measured and never tuned on."""
SEED = 20261125
WEIGHTY = (
    "hollow",
    "privacy",
    "before-feedback",
    "vague-quantity",
    "intention",
    "acted-not-done",
    "no-date",
    "soft-only",
)
"""What pairs are formed by, the scarce before the frequent."""

Item = dict[str, Any]


def load(*paths: Path) -> list[Item]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def carried(item: Item) -> set[str]:
    """The labels that hold for an item."""
    return {name for name, label in item["labels"].items() if label.get("is") or label.get("with")}


def halves(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """The items to tune on and the items held out, each in the order of their ids."""
    tuning: list[Item] = []
    held: list[Item] = []
    for batch, members in groupby(sorted(items, key=lambda item: (item["batch"], item["id"])), lambda i: i["batch"]):
        rng = Random(SEED + batch)  # noqa: S311 (a draw that all can repeat, no secret)
        units = _ordered(members, rng)
        pair: tuple[list[Item], list[Item]]
        for pair in zip_longest(units, units, fillvalue=[]):
            one, other = pair if rng.random() < 0.5 else pair[::-1]
            tuning += one
            held += other
    return sorted(tuning, key=_by_id), sorted(held, key=_by_id)


def _ordered(items: Iterable[Item], rng: Random) -> Iterator[list[Item]]:
    """The units of the draw, like beside like, in random order among equals."""
    units: dict[str, list[Item]] = {}
    for item in items:
        units.setdefault(item["group"] or item["id"], []).append(item)
    return iter(sorted(units.values(), key=lambda unit: (*_stratum(unit), rng.random())))


def _stratum(unit: list[Item]) -> tuple[str, bool, tuple[bool, ...]]:
    labels = set().union(*(item["drawn_as"] for item in unit))
    return unit[0]["language"], unit[0]["group"] is None, tuple(name in labels for name in WEIGHTY)


def _by_id(item: Item) -> str:
    return str(item["id"])


def main() -> None:
    items = load(TUNING, HELD)
    for item in items:
        item.setdefault("drawn_as", sorted(carried(item)))
    for path, half in zip((TUNING, HELD), halves(items), strict=True):
        path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in half), encoding="utf-8")


if __name__ == "__main__":
    main()
