"""The numbers that Word counts by itself and that stand in no text (ECMA-376 part 1, 17.9)."""

import re
from typing import TYPE_CHECKING, NamedTuple

from rectify.documents.reading.number_formats import written
from rectify.documents.reading.word_names import CHOICES, VALUE, switched_on, value, w, whole
from rectify.documents.reading.word_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

BULLET = "•"
LEVELS = 9
_LONG = 200
"""Word takes far shorter texts around a number."""

_PLACES = re.compile(r"%([1-9])")
_CLOSED = tuple("、，。；：）】》．")


class Level(NamedTuple):
    """One level of a list."""

    form: str
    text: str
    start: int = 1
    restarts_after: int | None = None
    """The level (from 1) whose next number starts this one anew, 0 for never; None for every level above."""
    decimal: bool = False
    """All numbers in decimal digits, as in legal texts."""
    gap: bool = True
    style: str = ""


class _List(NamedTuple):
    """A list as paragraphs refer to it: a definition, which counts, and what this list overrides in it."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbers:
    """Counts along with the paragraphs, which must come in the order of the document."""

    def __init__(self, elements: "Iterable[Element]", styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        links: dict[str, str] = {}
        for element in elements:
            if element.tag == w("abstractNum"):
                name = element.get(w("abstractNumId"), "")
                levels = {whole(each.get(w("ilvl"))): each for each in element.findall(w("lvl"))}
                self._levels[name] = {at: _level(each) for at, each in levels.items() if at < LEVELS}
                links[name] = value(element, "numStyleLink") or ""
            elif element.tag == w("num"):
                self._lists[element.get(w("numId"), "")] = _list(element)
        self._follow(links)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def _follow(self, links: dict[str, str]) -> None:
        """A definition may only name a style, whose own list then holds the levels."""
        for definition, style in links.items():
            if style:
                name = next((each.numbering for _, each in self._styles.chain(style) if each.numbering), "")
                if name in self._lists:
                    self._levels[definition] = self._levels.get(self._lists[name].definition, {})

    def label(self, paragraph: "Element") -> str:
        """The number of the next paragraph, empty where it has none, with the space that parts it from the text."""
        name, at = self._asked(paragraph)
        levels = self._of(name)
        level = levels.get(at)
        if level is None:
            return ""
        count = self._advanced(name, at, levels)
        if level.form == "bullet":
            return f"{BULLET} "

        def number(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            if other not in levels or other > at:
                return ""
            form = levels[other].form
            return written(count.get(other, self._start(name, other, levels)), "decimal" if level.decimal else form)

        label = _PLACES.sub(number, level.text)
        return f"{label} " if label and level.gap and not label.endswith(_CLOSED) and not label[-1].isspace() else label

    def _advanced(self, name: str, at: int, levels: dict[int, Level]) -> dict[int, int]:
        """The counts of the definition after the level `at` took its next number. All lists of a definition count on."""
        chosen = self._lists[name]
        count = self._counts.setdefault(chosen.definition, {})
        if (name, at) not in self._begun:
            self._begun.add((name, at))
            if at in chosen.starts:
                count.pop(at, None)
        count[at] = count[at] + 1 if at in count else self._start(name, at, levels)
        for deeper in [each for each in count if each > at]:
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or at < after:
                del count[deeper]
        return count

    def _start(self, name: str, at: int, levels: dict[int, Level]) -> int:
        return self._lists[name].starts.get(at, levels[at].start)

    def _of(self, name: str) -> dict[int, Level]:
        if name not in self._lists:
            return {}
        chosen = self._lists[name]
        levels = self._levels.get(chosen.definition, {})
        return {**levels, **chosen.levels} if chosen.levels else levels

    def _asked(self, paragraph: "Element") -> tuple[str, int]:
        """The list and the level that the paragraph asks for, or else its style; no name for none."""
        own = paragraph.find(w("pPr"))
        name, level = value(own, "numPr", "numId"), value(own, "numPr", "ilvl")
        at = None if level is None else whole(level)
        if name is not None:
            return name, at or 0
        style = ""
        for each, said in self._styles.chain(value(own, "pStyle")):
            if name is None and said.numbering is not None:
                name, style = said.numbering, each
            if at is None:
                at = said.level
        if at is None:
            at = next((at for at, each in self._of(name or "").items() if each.style == style), None)
        return name or "", at or 0


def _list(element: "Element") -> _List:
    starts, levels = {}, {}
    for override in element.findall(w("lvlOverride")):
        at = min(whole(override.get(w("ilvl"))), LEVELS)
        start, level = value(override, "startOverride"), override.find(w("lvl"))
        if start is not None:
            starts[at] = whole(start)
        if level is not None:
            levels[at] = _level(level)
    return _List(value(element, "abstractNumId") or "", starts, levels)


def _level(element: "Element") -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        _form(element),
        (value(element, "lvlText") or "")[:_LONG],
        whole(value(element, "start"), 1),
        None if restart is None else whole(restart),
        switched_on(element, "isLgl") or False,
        value(element, "suff") != "nothing",
        value(element, "pStyle") or "",
    )


def _form(element: "Element") -> str:
    """The format of the numbers; one made by the user (`001, 002, …`) is known by its first number."""
    found = element.find(w("numFmt"))
    if found is None:
        found = next((each for each in element.iterfind(f"{CHOICES}//{w('numFmt')}")), None)
    if found is None:
        return "decimal"
    form = found.get(VALUE, "decimal")
    return found.get(w("format"), "").partition(",")[0].strip()[:LEVELS] or form if form == "custom" else form
