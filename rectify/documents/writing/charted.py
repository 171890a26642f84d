"""What a chart shows, as a table: its text form, for those who do not see it and for those who want to count."""

from collections.abc import Iterator

from rectify.documents.charts import Bars, Curves, Tiles, Timeline
from rectify.documents.document import Chart, Column, Table
from rectify.documents.writing.words import language_of
from rectify.language import say


def table(chart: Chart, language: str) -> Table:
    """The figures of `chart`, all of them, with their names."""
    of = language_of(language)

    def column(key: str, *, right: bool = False) -> Column:
        return Column(say(of, f"writing.data-{key}"), "right" if right else "left")

    match chart:
        case Bars():
            columns = [column("label"), *(Column(each.name, "right") for each in chart.series)]
            rows = ((row.label, *map(str, row.counts)) for row in chart.rows)
            return Table(tuple(columns), rows, chart.caption)
        case Curves():
            columns = [column("day"), *(Column(each.name, "right") for each in chart.series)]
            days = zip(chart.days, *(map(str, counts) for counts in chart.counts), strict=True)
            return Table(tuple(columns), days, chart.caption)
        case Timeline():
            columns = [column("lane"), column("thing"), column("first"), column("last"), column("number", right=True)]
            return Table(tuple(columns), _stretches(chart), chart.caption)
        case Tiles():
            told = ((tile.name, tile.figure) for tile in chart.tiles)
            return Table((column("label"), column("number", right=True)), told, chart.caption)


def _stretches(chart: Timeline) -> Iterator[tuple[str, ...]]:
    for lane in chart.lanes:
        for each in lane.stretches:
            yield (f"{lane.name} {lane.title}".strip(), each.text, each.first, each.last, str(each.number))
