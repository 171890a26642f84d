"""Pictures of figures, as values: bars, a timeline, curves. A tone is a meaning, which each writer shows in its own way."""

from typing import Literal, NamedTuple

Tone = Literal["closed", "done", "acting", "pending", "standing", "late", "plain"]


class Series(NamedTuple):
    """What one colour stands for."""

    name: str
    tone: Tone


class Bars(NamedTuple):
    """One bar a row, each made of parts that add up: `rows` are a label and a count for each of `series`."""

    caption: str
    series: tuple[Series, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


class Stretch(NamedTuple):
    """Something on a timeline, from its `first` to its `last` possible day (ISO, the same for a precise date)."""

    first: str
    last: str
    text: str
    tone: Tone = "plain"


class Timeline(NamedTuple):
    """Lanes of stretches over the days from `first` to `last` (ISO); `marks` are days with a name (feedback, due)."""

    caption: str
    first: str
    last: str
    lanes: tuple[tuple[str, tuple[Stretch, ...]], ...]
    marks: tuple[tuple[str, str], ...] = ()


class Curves(NamedTuple):
    """Counts over time: `days` (ISO, in order), and for each of `series` one count a day."""

    caption: str
    days: tuple[str, ...]
    series: tuple[Series, ...]
    counts: tuple[tuple[int, ...], ...]
