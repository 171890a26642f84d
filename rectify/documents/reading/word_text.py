"""The text of one paragraph of Word: what the reader of a page sees, apart from what was deleted or is hidden."""

from typing import TYPE_CHECKING, NamedTuple

from rectify.documents.reading.word_names import (
    CHOICES,
    DRAWN_TEXT,
    FALLBACK,
    FORMULA_TEXT,
    switched_on,
    value,
    w,
)
from rectify.documents.reading.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_AS_THEY_ARE = {w("t"), w("delText"), FORMULA_TEXT, DRAWN_TEXT}
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_SILENT = {
    w(each) for each in ("pPr", "rPr", "sectPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "instrText", "softHyphen")
}
_GONE = {w("del"): "deleted", w("moveFrom"): "deleted", w("rt"): "phonetic"}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}

_TICKED, _EMPTY, _CROSSED = "☑", "□", "☒"
_SYMBOLS = {
    "wingdings": {
        0x6F: _EMPTY, 0x70: _EMPTY, 0x71: _EMPTY, 0x72: _EMPTY, 0xA8: _EMPTY, 0xFE: _TICKED, 0xFD: _CROSSED, 0x78: _CROSSED,
        0xFC: "✓", 0xFB: "✗", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0xAB: "★",
    },
    "wingdings 2": {0x52: _TICKED, 0x53: _CROSSED, 0x54: _CROSSED, 0xA3: _EMPTY, 0x2A: _EMPTY, 0x30: _EMPTY, 0x50: "✓", 0x4F: "✗"},
    "symbol": {0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xAE: "→", 0xAC: "←"},
}  # fmt: skip
"""Signs that stand in the places of letters in fonts of symbols: boxes to tick above all, since they state something."""

_FIELDS = 50
"""The most fields within each other."""

UNKNOWN = "\ufffd"


class Note(NamedTuple):
    """A reference to a note."""

    kind: str
    number: str


class Words:
    """Collects the text of a paragraph. A field may begin in one paragraph and end in another, so this outlives each."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._codes: list[bool] = []
        """The fields that are open, from the outermost: whether each is still in its code."""
        self._hidden = False
        self._bold = self._plain = False
        self.seen: list[str] = []
        self.gone: dict[str, list[str]] = {}
        self.boxes: list[Element] = []
        self.notes: list[Note] = []

    def of(self, paragraph: "Element") -> str:
        """The text that is seen; `gone`, `boxes` and `notes` tell what else was in the paragraph."""
        self.seen, self.gone, self.boxes, self.notes = [], {}, [], []
        self._bold = self._plain = False
        self._hidden = self._styles.hidden(value(paragraph, "pPr", "pStyle"))
        # No code goes on in another paragraph; where the end of a field is missing, its text must not be.
        self._codes = [False for _ in self._codes]
        self._walk(paragraph, self.seen)
        return "".join(self.seen)

    @property
    def bold(self) -> bool:
        """Whether all text of the last paragraph was set in bold by itself, as a heading without a style is."""
        return self._bold and not self._plain

    def unseen(self, element: "Element") -> str:
        """All the text in `element`, for what is not seen."""
        self.seen, self._hidden = [], False
        sink: list[str] = []
        self._walk(element, sink)
        return "".join(sink)

    def _aside(self, sink: list[str], why: str) -> list[str]:
        """Where text goes that is not seen; within such text all stays together."""
        return self.gone.setdefault(why, []) if sink is self.seen else sink

    def _walk(self, element: "Element", sink: list[str]) -> None:
        for child in element:
            tag = child.tag
            if tag in _AS_THEY_ARE:
                (self._aside(sink, "field-code") if any(self._codes[:-1]) else sink).append(child.text or "")
            elif tag == w("r"):
                self._walk(child, self._sink_of_run(child, sink))
            elif tag in _SIGNS:
                sink.append(_SIGNS[tag])
            elif tag in _GONE:
                self._walk(child, self._aside(sink, _GONE[tag]))
            elif tag not in _SILENT:
                self._other(child, sink)

    def _other(self, child: "Element", sink: list[str]) -> None:
        tag = child.tag
        if tag == w("fldChar"):
            self._field(child, sink)
        elif tag == w("sym"):
            sink.append(_symbol(child))
        elif tag == w("p"):
            self._walk(child, sink)
            sink.append("\n")
        elif tag in _NOTES and sink is self.seen:
            self.notes.append(Note(_NOTES[tag], child.get(w("id"), "")))
        elif tag == w("txbxContent") and sink is self.seen:
            self.boxes.append(child)
        elif tag == w("sdt") and switched_on(child.find(w("sdtPr")), "showingPlcHdr"):
            self._walk(child, self._aside(sink, "placeholder"))
        elif tag == CHOICES:
            self._walk(chosen(child), sink)
        else:
            self._walk(child, sink)

    def _sink_of_run(self, run: "Element", sink: list[str]) -> list[str]:
        if sink is not self.seen:
            return sink
        properties = run.find(w("rPr"))
        if not self._plain and any((text.text or "").strip() for text in run.iter(w("t"))):
            self._bold = bool(switched_on(properties, "b"))
            self._plain = not self._bold
        if properties is None and not self._hidden:
            return sink
        hidden = switched_on(properties, "vanish")
        if hidden is None:
            style = value(properties, "rStyle")
            hidden = self._hidden or (style is not None and self._styles.hidden(style))
        return self._aside(sink, "hidden") if hidden else sink

    def _field(self, sign: "Element", sink: list[str]) -> None:
        """A field shows its result, which follows its code; a box to tick has none and shows its state."""
        kind = sign.get(w("fldCharType"))
        if kind == "begin":
            if len(self._codes) < _FIELDS:
                self._codes.append(True)
            box = sign.find(f"{w('ffData')}/{w('checkBox')}")
            if box is not None:
                ticked = switched_on(box, "checked")
                ticked = switched_on(box, "default") if ticked is None else ticked
                sink.append(_TICKED if ticked else _EMPTY)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()


def chosen(alternatives: "Element") -> "Element":
    """The first of several forms of the same content (ECMA-376 part 3, 7.6), which else would be read twice."""
    for each in alternatives:
        if each.tag != FALLBACK:
            return each
    return alternatives


def _symbol(element: "Element") -> str:
    code = element.get(w("char"), "")
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    font = element.get(w("font"), "").lower()
    if font in _SYMBOLS:
        return _SYMBOLS[font].get(number & 0xFF, UNKNOWN)
    usable = 0x20 < number <= 0xFFFF and not 0xD800 <= number <= 0xF8FF  # noqa: PLR2004
    return chr(number) if usable else UNKNOWN
