"""The report in pictures: how the issues stand, how that came about, when things were done, and what they came to.

A part gives nothing where its writer does not draw, or where there is nothing to draw.
"""

from collections import Counter
from collections.abc import Iterator

from rectify.documents.charts import Bar, Bars, Curves, Series, Tile, Tiles, Tone
from rectify.documents.document import Block
from rectify.report import results
from rectify.report.burnup import burn_up, thinned
from rectify.report.case import Case
from rectify.report.course import timeline
from rectify.report.tones import STAGES, stage

__all__ = ["over_time", "pictures", "progress", "tallies", "timeline", "totals"]

TILES = 12
"""So many outcomes are shown as tiles; of more it is said how many they are."""


def totals(case: Case) -> Iterator[Block]:
    """The figures that a head asks for first."""
    of = case.figures
    if not case.asked.pictures or not of.issues:
        return
    gained = case.changes[1] - case.changes[2] if case.asked.since else None
    since = "" if gained is None else case.say("report.tile-since", change=f"{gained:+}")

    def tile(name: str, number: int, tone: Tone, note: str = "", figure: str = "") -> Tile:
        return Tile(case.say(f"report.tile-{name}"), figure or str(number), tone if number else "plain", note)

    tiles = (
        tile("issues", of.issues, "plain"),
        tile("completed", of.completed, "done", since),
        tile("progress", of.completed, "done", figure=of.percent),
        tile("closed", of.closed, "closed"),
        tile("standing", of.standing, "standing"),
        tile("overdue", of.overdue, "late"),
    )
    yield Tiles(case.say("report.chart-totals"), tiles)


def progress(case: Case) -> Iterator[Block]:
    """How many issues stand where, in all and aspect by aspect."""
    if not case.asked.pictures or not case.figures.issues:
        return
    counts: dict[int, Counter[str]] = {}
    for each in case.view.briefs(case.inspection.id):
        counts.setdefault(each.aspect, Counter())[stage(each.claim, each.verdict, each.due, case.day)] += 1
    total = sum(counts.values(), Counter[str]())
    shown = [name for name in STAGES if name != "waived" or total[name]]

    def bar(label: str, of: Counter[str]) -> Bar:
        done, issues = of["closed"] + of["done"], of.total()
        note = case.say("report.chart-share", done=done, issues=issues)
        return Bar(label, tuple(of[name] for name in shown), note)

    rows = [bar(case.say("report.chart-all"), total)]
    if len(counts) > 1 or (case.aspects and len(case.aspects) > 1):
        rows += [bar(results.aspect_name(case, each), counts.get(each.id, Counter())) for each in case.aspects]
        if 0 in counts:
            rows.append(bar(case.say("report.no-aspect"), counts[0]))
    series = tuple(Series(case.say(f"report.stage-{name}"), STAGES[name]) for name in shown)
    yield Bars(case.say("report.chart-progress"), series, tuple(rows), case.say("report.chart-progress-note"))


def over_time(case: Case) -> Iterator[Block]:
    """How many issues there were, were completed and were closed, day by day."""
    if not case.asked.pictures or not case.figures.completed:
        return
    of = case.inspection
    days, counts = burn_up(case.view.briefs(of.id), case.view.turns(of.id), of.feedback, case.asked.as_of)
    if len(days) < 2:  # noqa: PLR2004 - one day is no course
        return
    series = (
        Series(case.say("report.chart-scope"), "plain"),
        Series(case.say("report.chart-completed"), "done"),
        Series(case.say("report.chart-closed"), "closed"),
    )
    kept = thinned(len(days))
    yield Curves(
        case.say("report.chart-over-time"),
        tuple(days[at] for at in kept),
        series,
        tuple(tuple(each[at] for at in kept) for each in counts),
        case.say("report.chart-over-time-note"),
    )


def tallies(case: Case, first: str = "") -> Iterator[Block]:
    """What was done from the day `first` (ISO) on came to, each sum by itself, since they share no scale."""
    if not case.asked.pictures:
        return
    of = case.done(first)
    sums = [*of.outcomes, *of.money]
    tiles = [Tile(each.name, case.phrases.amount(each)) for each in sums[:TILES]]
    if of.rules:
        tiles.append(Tile(case.say("report.tile-rules"), str(of.rules)))
    if more := len(sums) - TILES:
        tiles += [Tile(case.say("report.tile-more"), case.say("report.tile-more-n", n=more))] if more > 0 else []
    if tiles:
        yield Tiles(case.say("report.chart-tallies"), tuple(tiles))


def pictures(case: Case) -> Iterator[Block]:
    """All of them, for an outline that wants them in one place."""
    for part in (totals, progress, over_time, tallies, timeline):
        yield from part(case)
