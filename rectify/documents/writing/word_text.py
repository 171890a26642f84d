"""Texts and paragraphs in the XML of Word. No text of a document is ever markup, and none can break the file."""

from typing import Literal

from rectify.documents.writing import visible

HINT = '<w:rFonts w:hint="eastAsia"/>'
"""On a run: its quotes and dashes, which Latin and Chinese share, are Chinese ones (MS-OI29500 2.1.88)."""

_LATIN = "\u2000"
"""Characters before it take half the width of a Chinese one, roughly."""

_BROAD = frozenset("ABCDEFGHJKLMNOPQRSTUVWXYZ%@mw")

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def escaped(text: str) -> str:
    """`text` for an element or an attribute of XML 1.0, its hidden characters made visible."""
    return visible(text).strip("\n").translate(_ESCAPES)


def wide(text: str) -> float:
    """How many Chinese characters `text` is wide."""
    return sum(1 if sign >= _LATIN else 0.75 if sign in _BROAD else 0.5 for sign in text)


def run(text: str, language: str, style: str = "", more: str = "") -> str:
    """A run; `style` is that of its characters, and `more` are properties that may follow the typeface."""
    if not text:
        return ""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if language == "zh":
        properties += HINT
    properties = f"<w:rPr>{properties}{more}</w:rPr>" if properties or more else ""
    lines = escaped(text).replace("\n", _BREAK)
    return f'<w:r>{properties}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def paragraph(style: str, content: str = "", *, fresh: bool = False, more: str = "") -> str:
    """A paragraph; `fresh` begins a page. `more` are further properties, in the order that the schema asks for."""
    page = "<w:pageBreakBefore/>" if fresh else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{page}{more}</w:pPr>{content}</w:p>'


def indent(*, left: float = 0, right: float = 0, first: float = 0, hanging: float = 0, unit: int = 320) -> str:
    """Indents in characters of `unit` twentieths of a point.

    Word goes by the characters, and who does not know those by the twentieths.
    """
    sides: tuple[tuple[Literal["left", "right", "firstLine", "hanging"], float], ...] = (
        ("left", left), ("right", right), ("firstLine", first), ("hanging", hanging),
    )  # fmt: skip
    values = "".join(
        f' w:{name}Chars="{round(value * 100)}" w:{name}="{round(value * unit)}"' for name, value in sides if value
    )
    return f"<w:ind{values}/>" if values else ""
