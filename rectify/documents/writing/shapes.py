"""The grammar of our drawings: elements, texts that are wrapped, axes of days, legends. No text becomes markup."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from html import escape
from unicodedata import east_asian_width

from rectify.documents.charts import Tone
from rectify.documents.writing import visible
from rectify.documents.writing.palette import LIGHT, LOOKS

Shape = Callable[[float, float], str]
"""Draws something in a square of 12 whose corner is given."""
SIZE, LINE = 13, 18
"""The height of letters and of lines."""
_WIDE, _NARROW = 1.0, 0.56
"""How many times its height a letter is wide, Chinese and Latin."""
_WORDS = re.compile(r"[!-~]+|\s|.", re.DOTALL)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_QUARTER = 75
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
_YEAR = 12


def element(name: str, *content: str, **attributes: object) -> str:
    """An element; `content` is markup already, attributes are texts. `class_` is `class`, `font_size` `font-size`."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(visible(_said(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


def _said(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def told(text: str) -> str:
    """A text as the content of an element."""
    return escape(visible(text), quote=False)


def text(x: float, y: float, words: str, *, anchor: str = "start", ink: str = "ink", bold: bool = False) -> str:
    """One line of writing whose foot is at `y`, set off from lines that cross it."""
    colour = {"ink": LIGHT.ink, "soft": LIGHT.soft, "upon": LIGHT.upon}[ink]
    halo = {"stroke": LIGHT.card, "stroke_width": 3, "paint_order": "stroke"} if ink != "upon" else {}
    return element(
        "text",
        told(words),
        x=x,
        y=y,
        class_=ink,
        fill=colour,
        font_size=SIZE if ink != "soft" else SIZE - 1,
        font_weight=600 if bold else None,
        text_anchor=anchor if anchor != "start" else None,
        **halo,
    )


def broad(words: str) -> float:
    """How broad a line of writing is, near enough to leave room for it."""
    wide = sum(1 for sign in words if east_asian_width(sign) in "WFA")
    return SIZE * (_WIDE * wide + _NARROW * (len(words) - wide))


def wrapped(words: str, room: float) -> list[str]:
    """`words` in lines of at most `room`, all of them; a Latin word that is longer is broken."""
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in _words(" ".join(visible(words).split()), room):
        need = broad(word)
        if line and used + need > room:
            lines.append("".join(line))
            line, used = [], 0.0
            if word == " ":
                continue
        line.append(word)
        used += need
    return [*lines, "".join(line)] if line else lines


def _words(text: str, room: float) -> Iterator[str]:
    """What stays on one line: Chinese signs, Latin words as far as they fit into a line."""
    most = max(int(room / (SIZE * _NARROW)), 1)
    for word in _WORDS.findall(text):
        yield from (word[at : at + most] for at in range(0, len(word), most))


def filled(tone: Tone) -> dict[str, object]:
    return {"class_": f"f-{tone}", "fill": LOOKS[tone].light}


def drawn(tone: Tone) -> dict[str, object]:
    return {"class_": f"s-{tone}", "stroke": LOOKS[tone].light, "fill": "none"}


def rule(x1: float, y1: float, x2: float, y2: float, **more: object) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="rule", stroke=LIGHT.line, **more)


def sign(tone: Tone, x: float, y: float, *, upon: bool = False) -> str:
    """The shape of a tone in a square of 12 whose corner is at `x`, `y`; `upon` the colour of a tone, in that of writing."""
    look = {"class_": "upon", "fill": LIGHT.upon} if upon else filled(tone)
    return element(
        "path", d=LOOKS[tone].path, transform=f"translate({_said(x)} {_said(y)})", fill_rule="evenodd", **look
    )


def legend(items: Iterable[tuple[Shape, str]], y: float, room: float) -> tuple[list[str], float]:
    """Shapes with their words, in as many lines as they need from `y` on; and where they end."""
    parts: list[str] = []
    x = 0.0
    for shape, words in items:
        lines = wrapped(words, room - 18)
        need = 18 + max(map(broad, lines), default=0.0) + 16
        if x and x + need - 16 > room:
            x, y = 0.0, y + LINE + 2
        parts.append(shape(x, y))
        parts += [text(x + 18, y + 11 + LINE * at, line, ink="soft") for at, line in enumerate(lines)]
        x += need
        y += LINE * (len(lines) - 1)
    return parts, y + LINE


def picture(ident: str, size: tuple[float, float], caption: str, description: str, parts: Iterable[str]) -> str:
    """A drawing with its name and its description for those who do not see it."""
    return element(
        "svg",
        element("title", told(caption), id=f"{ident}-t"),
        element("desc", told(description), id=f"{ident}-d"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_said(float(size[0]))} {_said(float(size[1]))}",
        width=_said(float(size[0])),
        height=_said(float(size[1])),
        role="img",
        aria_labelledby=f"{ident}-t {ident}-d",
    )


# ---- days


class Days:
    """A scale from the ISO day `first` to `last`, from `left` to `right`; a single day gets some room around it."""

    def __init__(self, first: str, last: str, left: float, right: float) -> None:
        self.first, self.last = date.fromisoformat(first), date.fromisoformat(last)
        if (self.last - self.first).days < _WEEK.days:
            room = _WEEK - (self.last - self.first)
            before = min(room // 2, self.first - date.min)
            self.first, self.last = self.first - before, min(self.last, date.max - room) + (room - before)
        self.left, self.right = left, right

    def at(self, day: str) -> float:
        """Where a day stands; one that lies outside, at the edge."""
        days = (date.fromisoformat(day) - self.first).days
        share = days / (self.last - self.first).days
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def outside(self, first: str, last: str) -> int:
        """-1 for what ends before the scale begins, 1 for what begins after it has ended, else 0."""
        return -1 if last < self.first.isoformat() else int(first > self.last.isoformat())

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Where lines stand, with the days that they are for: `05-12`, `2023-05`, `2023`."""
        most = max(int((self.right - self.left) // 78), 2)
        number = (self.last - self.first).days
        if number <= _QUARTER:
            steps = [_DAY * n for n in (1, 2, 7, 14, 28)]
            step = next(each for each in steps if number / each.days <= most or each is steps[-1])
            return ((self.at(day), day[5:]) for day in self._every(step))
        months = (self.last.year - self.first.year) * _YEAR + self.last.month - self.first.month + 1
        every = next(each for each in _MONTHS if months / each <= most or each == _MONTHS[-1])
        return ((self.at(day), day[:4] if every >= _YEAR else day[:7]) for day in self._months(every))

    def _every(self, step: timedelta) -> Iterator[str]:
        number = (self.last - self.first) // step + 1
        return ((self.first + step * at).isoformat() for at in range(number))

    def _months(self, every: int) -> Iterator[str]:
        month = self.first.year * _YEAR + self.first.month - 1
        month += -month % every
        while month <= self.last.year * _YEAR + self.last.month - 1:
            day = f"{month // _YEAR:04}-{month % _YEAR + 1:02}-01"
            if day >= self.first.isoformat():
                yield day
            month += every
