"""The documents of `tests/data/intake/` with their expectations, and what the program makes of each.

Those of `held/` were written before the rules that read them and are looked at only after; nobody ever looks at what the
program makes of those of `unseen/`, so that the score on them says something of documents to come.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rectify.documents.reading import Source, read
from rectify.intake import understand
from rectify.intake.draft import Draft

DATA = Path(__file__).parents[1] / "data" / "intake"
SEED = Path(__file__).parents[3] / "shared" / "seed-report.txt"
TODAY = "2026-11-24"


def named(path: Path) -> str:
    return str(path.relative_to(DATA)).removesuffix(".expected.json")


EXPECTED = {named(path): path for path in sorted(DATA.rglob("*.expected.json"))}
PRESENT = [name for name in EXPECTED if name != "seed" or SEED.exists()]


def document(name: str) -> Path:
    """The document that an expectation belongs to."""
    if name == "seed":
        return SEED
    [path] = (path for path in DATA.glob(f"{name}.*") if path != EXPECTED[name])
    return path


@cache
def expectation(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(EXPECTED[name].read_text("utf-8"))
    return facts


@cache
def source(name: str) -> Source:
    return read(document(name))


@cache
def draft(name: str) -> Draft:
    return understand(source(name), today=date.fromisoformat(expectation(name).get("today", TODAY)))
