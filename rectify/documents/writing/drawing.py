"""Charts as SVG: colours and shapes as attributes, so that any reader of SVG shows them; classes only for dark screens.

Each drawing says in its title what it is and in its description what it shows. It can be drawn for any width, in the
same size of letters.
"""

from collections.abc import Sequence

from rectify.documents.charts import Bar, Bars, Curves, Series, Tiles, Timeline
from rectify.documents.document import Chart
from rectify.documents.writing.lanes import timeline
from rectify.documents.writing.palette import LIGHT
from rectify.documents.writing.shapes import (
    LINE,
    Days,
    Shape,
    broad,
    drawn,
    element,
    filled,
    legend,
    picture,
    rule,
    sign,
    text,
    told,
    wrapped,
)

_THICK, _GAP, _CLEFT, _LEAST = 24, 16, 2, 3
_LABELLED = 18
"""A part of a bar that is at least so wide shows its shape; one with more room its count too."""
_TALL = 190
"""The height of curves."""
_DASHES = (None, None, "2 3", "8 4")
_STEPS = (1, 2, 5)


def draw(chart: Chart, ident: str, width: int) -> str:
    """A chart as an `<svg>`; `ident` begins the ids in it, `width` is that of its own units. Tiles are no drawing: empty."""
    match chart:
        case Bars():
            return bars(chart, ident, width)
        case Timeline():
            return timeline(chart, ident, width)
        case Curves():
            return curves(chart, ident, width)
        case Tiles():
            return ""


# ---- bars


def bars(chart: Bars, ident: str, width: int) -> str:
    """One bar below the other, each under its label, and what the colours and shapes stand for."""
    parts: list[str] = []
    y = 0.0
    longest = max((sum(row.counts) for row in chart.rows), default=0)
    for row in chart.rows:
        lines = wrapped(row.label, width - broad(row.note) - 16) or [""]
        parts += [text(0, y + 13 + LINE * at, line) for at, line in enumerate(lines)]
        parts.append(text(width, y + 13, row.note, anchor="end", ink="soft"))
        y += LINE * len(lines) + 2
        parts += _bar(chart, row, y, width, longest)
        y += _THICK + _GAP
    total = chart.rows[0].counts if chart.rows else ()
    items = [(_signed(series), f"{series.name} {count}") for series, count in zip(chart.series, total, strict=True)]
    more, y = legend(items, y, width)
    return picture(ident, (width, y), chart.caption, _described(chart), [*parts, *more])


def _signed(series: Series) -> Shape:
    return lambda x, y: sign(series.tone, x, y)


def _bar(chart: Bars, row: Bar, y: float, width: int, longest: int) -> list[str]:
    whole = sum(row.counts)
    if not whole:
        return [
            element(
                "rect",
                x=0.5,
                y=y + 0.5,
                width=width - 1,
                height=_THICK - 1,
                class_="rule",
                fill="none",
                stroke=LIGHT.line,
            )
        ]
    there = [(series, count) for series, count in zip(chart.series, row.counts, strict=True) if count]
    room = width * (whole / longest if chart.shared else 1) - _CLEFT * (len(there) - 1)
    spare = room - _LEAST * len(there)
    parts, x = [], 0.0
    for series, count in there:
        wide = _LEAST + spare * count / whole
        box = element("rect", x=x, y=y, width=wide, height=_THICK, rx=2, **filled(series.tone))
        shown = [element("title", told(f"{series.name} {count}")), box]
        if wide >= _LABELLED:
            shown.append(sign(series.tone, x + 4, y + 6, upon=True))
        if wide >= _LABELLED + 4 + broad(str(count)):
            shown.append(text(x + 20, y + 17, str(count), ink="upon", bold=True))
        parts.append(element("g", *shown))
        x += wide + _CLEFT
    return parts


def _described(chart: Bars) -> str:
    return "; ".join(
        f"{row.label}: "
        + ", ".join(f"{series.name} {count}" for series, count in zip(chart.series, row.counts, strict=True))
        for row in chart.rows
    )


# ---- curves


def curves(chart: Curves, ident: str, width: int) -> str:
    """Steps, since a count holds until it changes; each curve ends with its count, and has dashes of its own."""
    top = _rounded(max((max(counts) for counts in chart.counts), default=1))
    left, right, head = broad(str(top)) + 10, width - broad(str(top)) - 22, 10
    days = Days(chart.days[0], chart.days[-1], left, right)

    def high(count: int) -> float:
        return head + (_TALL - head) * (1 - count / top)

    parts: list[str] = []
    for count in _counts(top):
        parts += [
            rule(left, high(count), right, high(count)),
            text(left - 6, high(count) + 4, str(count), anchor="end", ink="soft"),
        ]
    for x, day in days.ticks():
        parts += [rule(x, _TALL, x, _TALL + 5), text(x, _TALL + 19, day, anchor=_anchored(x, width), ink="soft")]
    ends: list[float] = []
    for at, (series, counts) in enumerate(zip(chart.series, chart.counts, strict=True)):
        points = [(days.at(day), high(count)) for day, count in zip(chart.days, counts, strict=True)]
        parts += _curve(series, points, at)
        y = points[-1][1]
        while any(abs(y - other) < LINE - 3 for other in ends):
            y += 1
        ends.append(y)
        parts.append(sign(series.tone, right + 2, y - 6))
        parts.append(text(right + 17, y + 5, str(counts[-1]), bold=True))
    shapes = [(_signed(series), series.name) for series in chart.series]
    more, y = legend(shapes, max([_TALL + 34, *(end + LINE for end in ends)]), width)
    last = ", ".join(f"{series.name} {counts[-1]}" for series, counts in zip(chart.series, chart.counts, strict=True))
    return picture(ident, (width, y), chart.caption, f"{chart.days[0]} – {chart.days[-1]}: {last}", [*parts, *more])


def _curve(series: Series, points: Sequence[tuple[float, float]], at: int) -> list[str]:
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in points[1:])
    line = element(
        "path", d=path, stroke_width=2.5 if at else 1.5, stroke_dasharray=_DASHES[::-1][at % 4] if not at else _DASHES[at % 4],
        stroke_linejoin="round", **drawn(series.tone),
    )  # fmt: skip
    if not at:
        return [line]
    ground = element("path", d=f"{path}V{_TALL}H{points[0][0]:.1f}Z", fill_opacity=0.1, **filled(series.tone))
    return [ground, line]


def _rounded(most: int) -> int:
    """A count that ends an axis: the least of 1, 2, 5, 10 … times a few that is not below `most`."""
    step = _step(most)
    return max(-(-most // step) * step, 1)


def _step(most: int) -> int:
    size = 1
    while True:
        for each in _STEPS:
            if most <= 4 * each * size:
                return each * size
        size *= 10


def _counts(top: int) -> range:
    return range(0, top + 1, _step(top))


def _anchored(x: float, width: float) -> str:
    return "end" if x > width - 30 else "start" if x < 30 else "middle"  # noqa: PLR2004 - half of a label
