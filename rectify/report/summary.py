"""One page for the head: the figures, pictures of them, what is late, what waits for a signature, what comes next."""

from collections.abc import Iterator
from itertools import islice

from rectify.documents.document import Block, Heading, Items
from rectify.report import ahead, charts, closing, opening, register, results
from rectify.report.case import Case
from rectify.report.outline import Part

MOST = 5
"""So many issues are named in a list of the page; of more it is said how many they are."""


def totals(case: Case) -> Iterator[Block]:
    yield from opening.opening(case)
    yield from charts.totals(case)
    yield from results.totals(case)
    yield from charts.progress(case)
    yield from results.aspects(case)
    yield from charts.over_time(case)


def attention(case: Case) -> Iterator[Block]:
    """What is late, due soon, returned and standing, the first few of each."""
    yield Heading(1, case.say("report.heading-attention"))
    for block in (*ahead.late(case), *ahead.returned(case), *ahead.stands(case)):
        yield Items(_few(case, iter(block.texts))) if isinstance(block, Items) else block


def _few(case: Case, texts: Iterator[str]) -> Iterator[str]:
    yield from islice(texts, MOST)
    if more := sum(1 for _ in texts):
        yield case.say("report.and-more", n=more)


def work(case: Case) -> Iterator[Block]:
    yield Heading(1, case.say("report.heading-done"))
    yield from results.work(case)
    yield from charts.tallies(case)
    yield from charts.timeline(case)


_PARTS: tuple[Part, ...] = (totals, attention, work, closing.signature, closing.last_line)
OUTLINES: dict[str, tuple[Part, ...]] = {"zh": _PARTS, "en": _PARTS}
TABLES: tuple[Part, ...] = (register.data,)
