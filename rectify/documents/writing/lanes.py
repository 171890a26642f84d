"""A timeline as SVG: lanes below each other, what was done as dots, what is due as diamonds, vague dates as ranges."""

from math import sqrt

from rectify.documents.charts import Lane, Sign, Stretch, Timeline, Tone
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
    text,
    told,
    wrapped,
)

_ROW, _LEAST, _LARGEST = 18, 5.5, 9.0
_SEVERAL = 4
_EDGE = 14
"""Room at both ends for what stands on the first and the last day."""
_TITLED = 3
"""A title is written out where it takes at most so many lines; else the name of its lane stands for it."""


class _Scale:
    """Where things stand, and how large: what stands for more is larger, by its area."""

    def __init__(self, days: Days, lanes: tuple[Lane, ...], width: int) -> None:
        self.days, self.width = days, width
        self._most = max((each.number for lane in lanes for each in lane.stretches), default=1)

    def around(self, number: int) -> float:
        return min(_LEAST * sqrt(number), _LARGEST) if self._most <= _SEVERAL else 4 + 5 * sqrt(number / self._most)

    def ends(self, each: Stretch) -> tuple[float, float]:
        """From where to where it is drawn; what is spread stands in the middle."""
        left, right = self.days.at(each.first), self.days.at(each.last)
        return ((left + right) / 2,) * 2 if each.spread else (left, right)

    def reach(self, each: Stretch) -> tuple[float, float]:
        """The same with the room that its shape and its number need."""
        (left, right), around = self.ends(each), self.around(each.number)
        number = broad(str(each.number)) + 4 if each.number > 1 else 0.0
        if self.before(each):
            return left - around - number, right + around
        return left - around, right + around + number

    def before(self, each: Stretch) -> bool:
        """Whether its number stands before it, for want of room behind it."""
        return self.ends(each)[1] + self.around(each.number) + broad(str(each.number)) + 4 > self.width


def timeline(chart: Timeline, ident: str, width: int) -> str:
    days = Days(chart.first, chart.last, _EDGE, width - _EDGE)
    scale = _Scale(days, chart.lanes, width)
    marks, top = _marks(chart, days, width)
    parts, y = [], top
    for lane in chart.lanes:
        more, y = _lane(lane, scale, y + 6)
        parts += more
    grid = [rule(x, top, x, y) for x, _ in days.ticks()]
    axis = [
        text(x, y + 15, day, anchor="end" if x > width - 30 else "start" if x < 30 else "middle", ink="soft")  # noqa: PLR2004
        for x, day in days.ticks()
    ]
    lines = [_mark(days.at(day), top, y) for day, _ in chart.marks if not days.outside(day, day)]
    items = [(_shown(sign, tone), name) for name, sign, tone in chart.signs]
    more, end = legend(items, y + 30, width)
    about = f"{days.first} – {days.last}. " + "; ".join(
        f"{lane.name}: {sum(each.number for each in lane.stretches)}" for lane in chart.lanes
    )
    return picture(ident, (width, end), chart.caption, about, [*grid, *lines, *marks, *parts, *axis, *more])


def _mark(x: float, top: float, foot: float) -> str:
    return element(
        "line",
        x1=x,
        y1=top,
        x2=x,
        y2=foot,
        class_="s-accent",
        stroke=LIGHT.accent,
        stroke_width=1,
        stroke_dasharray="4 3",
    )


def _marks(chart: Timeline, days: Days, width: int) -> tuple[list[str], float]:
    """The names of the marked days above the lanes, in as many lines as keep them apart; and where the lanes begin."""
    parts: list[str] = []
    ends: list[float] = []
    for day, name in sorted(chart.marks):
        out = days.outside(day, day)
        words = f"{'← ' if out < 0 else ''}{name} {day}{' →' if out > 0 else ''}"
        x = min(max(days.at(day) - broad(words) / 2, 0.0), max(width - broad(words), 0.0))
        row = next((at for at, end in enumerate(ends) if end + 8 <= x), len(ends))
        ends[row : row + 1] = [x + broad(words)]
        parts.append(text(x, 13 + LINE * row, words, ink="soft"))
    return parts, LINE * len(ends) + 6.0


def _lane(lane: Lane, scale: _Scale, y: float) -> tuple[list[str], float]:
    """A lane under its name; things that would cover each other stand below each other."""
    title = wrapped(f"{lane.name}  {lane.title}", scale.width)
    lines = title if lane.title and len(title) <= _TITLED else [lane.name]
    parts = [text(0, y + 13 + LINE * at, line) for at, line in enumerate(lines)]
    y += LINE * len(lines) + 2
    ends: list[float] = []
    for each in lane.stretches:
        left, right = scale.reach(each)
        row = next((at for at, end in enumerate(ends) if end + 1 <= left), len(ends))
        ends[row : row + 1] = [right]
        parts.append(_thing(each, scale, y + _ROW * row + _ROW / 2))
    y += _ROW * max(len(ends), 1) + 4
    name = f"{lane.name} {lane.title}" if lane.title else lane.name
    return [element("g", element("title", told(name)), *parts), rule(0, y, scale.width, y)], y


def _thing(each: Stretch, scale: _Scale, y: float) -> str:
    out = scale.days.outside(each.first, each.last)
    (x, end), around = scale.ends(each), scale.around(each.number)
    parts = [element("title", told(each.text if each.number == 1 else f"{each.text} ({each.number})"))]
    if out:
        tip = x + 6 * out
        path = f"M{tip:.1f} {y:.1f}L{x - 5 * out:.1f} {y - 6:.1f}V{y + 6:.1f}Z"
        parts.append(element("path", d=path, **filled(each.tone)))
    elif end - x < 1.5 * _LEAST and each.sign != "span":
        parts.append(_point(each.sign, each.tone, x, y, around))
    else:
        parts.append(_range(each.sign, each.tone, (x, end), y))
    if each.number > 1 and scale.before(each):
        parts.append(text(x - around - 3, y + 5, str(each.number), anchor="end", ink="soft"))
    elif each.number > 1:
        parts.append(text(end + around + 3, y + 5, str(each.number), ink="soft"))
    return element("g", *parts)


def _point(sign: Sign, tone: Tone, x: float, y: float, around: float) -> str:
    if sign == "deadline":
        across = around + 1
        path = f"M{x:.1f} {y - across:.1f}L{x + across:.1f} {y:.1f}L{x:.1f} {y + across:.1f}L{x - across:.1f} {y:.1f}Z"
        look = {**drawn(tone), "stroke_width": 2} if tone == "plain" else filled(tone)
        return element("path", d=path, **look)
    return element("circle", cx=x, cy=y, r=around, **filled(tone))


def _range(sign: Sign, tone: Tone, ends: tuple[float, float], y: float) -> str:
    """Open at neither end: a bar, of what lasts thick, of what was done rounded, of what is due a line with diamonds."""
    x, end = ends
    if sign == "span":
        return element(
            "rect", x=x, y=y - 5, width=max(end - x, 3.0), height=10, rx=1, fill_opacity=0.55, **filled(tone)
        )
    if sign == "deadline":
        line = element("line", x1=x, y1=y, x2=end, y2=y, stroke_width=2, stroke_dasharray="3 2", **drawn(tone))
        return line + _point(sign, tone, end, y, _LEAST - 1) + _point(sign, tone, x, y, _LEAST - 2.5)
    across = _LEAST - 1
    box = {"x": x - across, "y": y - across, "width": end - x + 2 * across, "height": 2 * across, "rx": across}
    return element("rect", fill_opacity=0.25, **filled(tone), **box) + element(
        "rect", stroke_width=1.5, **drawn(tone), **box
    )


def _shown(sign: Sign, tone: Tone) -> Shape:
    def shape(x: float, y: float) -> str:
        if sign == "span":
            return _range(sign, tone, (x, x + 12), y + 6)
        return _point(sign, tone, x + 6, y + 6, _LEAST)

    return shape
