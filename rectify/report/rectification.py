"""The rectification report: the genre of 整改情况报告 in Chinese, the shape that auditors use in English."""

from collections.abc import Iterator

from rectify.documents.document import Block, Heading
from rectify.language import Language
from rectify.model.terms import Part
from rectify.report import ahead, charts, closing, opening, register, results
from rectify.report.case import Case
from rectify.report.findings import findings
from rectify.report.outline import Part as ReportPart, written


def in_figures(case: Case) -> Iterator[Block]:
    """The results as figures, under their heading."""
    yield Heading(1, case.say("report.heading-results"))
    yield from written(case, Part.RESULTS)
    yield from charts.totals(case)
    yield from results.totals(case)
    yield from charts.progress(case)
    yield from results.aspects(case)
    if case.language == "en":
        yield from results.ratings(case)
    yield from charts.over_time(case)
    yield from results.work(case)
    yield from charts.tallies(case)
    yield from charts.timeline(case)


def one_by_one(case: Case) -> Iterator[Block]:
    """The findings under a heading of their own."""
    if case.figures.issues:
        yield Heading(1, case.say("report.heading-findings"))
        yield from findings(case)


OUTLINES: dict[Language, tuple[ReportPart, ...]] = {
    "zh": (
        opening.opening,
        opening.organisation,
        in_figures,
        findings,
        ahead.next_steps,
        closing.attached,
        closing.signature,
        closing.attachment,
        closing.basis,
        closing.last_line,
    ),
    "en": (
        opening.opening,
        in_figures,
        closing.summary_of_findings,
        one_by_one,
        opening.organisation,
        ahead.next_steps,
        closing.signature,
        closing.basis,
        closing.last_line,
    ),
}
TABLES: tuple[ReportPart, ...] = (register.data,)
