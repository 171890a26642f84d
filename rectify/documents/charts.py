"""Pictures of figures, as values: bars, a timeline, curves, tiles. A tone is a meaning; each writer shows it in its own way."""

from typing import Literal, NamedTuple, Self

Tone = Literal["closed", "done", "acting", "pending", "standing", "late", "plain"]
Sign = Literal["deed", "deadline", "span"]


class Toned(str):
    """A text of a table that has a tone too; what it says does not depend on it. Writers without colours see the text.

    `badge` is a word to set behind it where the tone is shown, so that it is never told by a colour alone.
    """

    __slots__ = ("badge", "tone")

    tone: Tone
    badge: str

    def __new__(cls, text: str, tone: Tone, badge: str = "") -> Self:
        self = super().__new__(cls, text)
        self.tone = tone
        self.badge = badge
        return self


class Tile(NamedTuple):
    """One figure by itself: its name, the figure with its unit as it is said, and a word on it."""

    name: str
    figure: str
    tone: Tone = "plain"
    note: str = ""


class Tiles(NamedTuple):
    """Figures side by side that share no scale."""

    caption: str
    tiles: tuple[Tile, ...]


class Series(NamedTuple):
    """What one colour stands for."""

    name: str
    tone: Tone


class Bar(NamedTuple):
    """One bar: a count for each of the series, and what stands at its end, such as `6/9, 66.6%`."""

    label: str
    counts: tuple[int, ...]
    note: str = ""


class Bars(NamedTuple):
    """Bars, each made of parts that add up to all of it; `note` says how they are counted.

    Where `shared`, the bars are of one scale; else each is as wide as there is room, and its parts are shares of it.
    """

    caption: str
    series: tuple[Series, ...]
    rows: tuple[Bar, ...]
    note: str = ""
    shared: bool = False


class Stretch(NamedTuple):
    """Something on a timeline, from its `first` to its `last` possible day (ISO, the same for a precise date).

    It may stand for a `number` of things of the same sort, in which case they may be `spread` over its days, each of them
    on a known one. `sign` tells what was done from what is due and from what lasts.
    """

    first: str
    last: str
    text: str
    tone: Tone = "plain"
    sign: Sign = "deed"
    number: int = 1
    spread: bool = False


class Lane(NamedTuple):
    """A lane of a timeline: a short name, its title if it has one, and what happened in it."""

    name: str
    title: str
    stretches: tuple[Stretch, ...]


class Timeline(NamedTuple):
    """Lanes of stretches over the days from `first` to `last` (ISO); `marks` are days with a name (feedback, due).

    What lies outside of these days is shown at their edge. `signs` name what each sign and tone stands for.
    """

    caption: str
    first: str
    last: str
    lanes: tuple[Lane, ...]
    marks: tuple[tuple[str, str], ...] = ()
    signs: tuple[tuple[str, Sign, Tone], ...] = ()
    note: str = ""


class Curves(NamedTuple):
    """Counts over time: `days` (ISO, in order), and for each of `series` one count a day, which holds until the next."""

    caption: str
    days: tuple[str, ...]
    series: tuple[Series, ...]
    counts: tuple[tuple[int, ...], ...]
    note: str = ""
