"""The short periodic report: where it stands, what is late or due soon, what was done in the period, what is open."""

from collections.abc import Iterator

from rectify.documents.document import Block, Heading, Items, Paragraph
from rectify.language import Language
from rectify.report import ahead, charts, closing, register, results
from rectify.report.case import Case
from rectify.report.outline import Part


def overall(case: Case) -> Iterator[Block]:
    yield Heading(1, case.say("report.heading-overall"))
    yield from charts.totals(case)
    yield from results.totals(case)
    yield from charts.progress(case)
    yield from results.aspects(case)
    yield from charts.over_time(case)


def late(case: Case) -> Iterator[Block]:
    yield Heading(1, case.say("report.heading-late"))
    yield from ahead.late(case)


def work(case: Case) -> Iterator[Block]:
    """What was done since the last report, counted and one by one; without a last report, counted only."""
    first = results.after(case)
    yield Heading(1, case.say("report.heading-period" if first else "report.heading-done"))
    yield from results.work(case, first)
    yield from charts.tallies(case, first)
    yield from charts.timeline(case)
    if first and case.done(first).actions:
        yield Paragraph(case.say("report.work-list"))
        yield Items(_told(case, first))


def _told(case: Case, first: str) -> Iterator[str]:
    for deed, names in case.view.deeds(case.inspection.id, first):
        key = "report.for-issues" if names else "report.for-whole"
        yield case.say(key, names=case.phrases.joined(names), text=case.phrases.action(deed))


def still_open(case: Case) -> Iterator[Block]:
    yield Heading(1, case.say("report.heading-open"))
    yield from ahead.remaining(case)


_PARTS: tuple[Part, ...] = (
    overall,
    late,
    work,
    still_open,
    closing.signature,
    closing.basis,
    closing.last_line,
)
OUTLINES: dict[Language, tuple[Part, ...]] = {"zh": _PARTS, "en": _PARTS}
TABLES: tuple[Part, ...] = (register.data,)
