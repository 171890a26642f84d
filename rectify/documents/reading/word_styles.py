"""What the styles of a Word document say: headings, hidden text, numbering, and the table of contents."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rectify.documents.reading.word_names import switched_on, value, w, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?\d", re.IGNORECASE)
_DEEP = 50
"""Word itself stops sooner."""

BODY = 9
"""The outline level of text that is no heading (17.3.1.20)."""


class Style(NamedTuple):
    """What a style says itself; None or empty where it leaves that to the style it is based on."""

    name: str
    based_on: str
    outline: int | None
    numbering: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """Styles by their ids."""

    def __init__(self, elements: "Iterable[Element]") -> None:
        self._known: dict[str, Style] = {}
        self._default = ""
        for element in elements:
            if element.tag == w("style"):
                name = element.get(w("styleId"), "")
                self._known[name] = _style(element)
                if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
                    self._default = name

    def chain(self, name: str | None) -> Iterator[tuple[str, Style]]:
        """The style `name` (None: of an ordinary paragraph) and those it is based on, each once."""
        seen: set[str] = set()
        current = self._default if name is None else name
        while current in self._known and current not in seen and len(seen) < _DEEP:
            seen.add(current)
            yield current, self._known[current]
            current = self._known[current].based_on

    def outline(self, name: str | None) -> int | None:
        """The outline level from 0, None where no style sets one."""
        for _, style in self.chain(name):
            if style.outline is not None:
                return style.outline
            if found := _HEADING.fullmatch(style.name):
                return int(found[1]) - 1
        return None

    def hidden(self, name: str | None) -> bool:
        """Whether text in the style is hidden."""
        return next((style.hidden for _, style in self.chain(name) if style.hidden is not None), False)

    def is_contents(self, name: str | None) -> bool:
        """Whether this is a style of the table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for _, style in self.chain(name))


def _style(element: "Element") -> Style:
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    outline, level = value(paragraph, "outlineLvl"), value(paragraph, "numPr", "ilvl")
    return Style(
        value(element, "name") or "",
        value(element, "basedOn") or "",
        None if outline is None else whole(outline, BODY),
        value(paragraph, "numPr", "numId"),
        None if level is None else whole(level),
        switched_on(run, "vanish"),
    )
