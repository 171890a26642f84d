"""A Document as PDF/A-2b by Typst: in Chinese an official document after GB/T 9704-2012, in English a business report.

The whole document goes to a layout of our own as data; no text of it is ever markup. Charts stand only in a document of
one page, elsewhere they are left out: what they show is told in the blocks around them.
"""

import json
import re
from pathlib import Path
from typing import BinaryIO, cast

from rectify.documents.document import Document
from rectify.documents.writing import Style
from rectify.documents.writing.pdf_data import data
from rectify.documents.writing.pdf_fonts import BROUGHT, Faces, faces
from rectify.documents.writing.pdf_tables import INSET
from rectify.documents.writing.words import language_of
from rectify.errors import Refused

_LAYOUTS = Path(__file__).with_name("layouts")
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_NAMED = 5
"""So many of the characters that no typeface has are named."""


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: B008 - a value
    """Writes `document` to `stream`; all of it is in memory until it is laid out. LibreOffice does it
    where the style says so.

    Raises Refused without Typst, without a Chinese typeface for a Chinese text, and for a character that no typeface has;
    ValueError for a row of a table that has not one text for each column.
    """
    if style.via:
        from rectify.documents.writing.office import convert

        convert(document, stream, style)
        return
    try:
        import typst
    except ImportError:
        raise Refused("output-needs-extra", extra="pdf") from None

    language = language_of(document.language)
    fonts = typst.Fonts()
    of = faces(fonts.families(), style.fonts, language)
    values = {
        **data(document),
        "faces": _faces(of, language),
        "sealed": style.sealed,
        "inset": INSET,
    }
    layout = _LAYOUTS / ("business.typ" if language == "en" else "official.typ")
    try:
        compiler = typst.Compiler(str(layout), root=str(_LAYOUTS), font_paths=fonts)
        text = json.dumps(values, ensure_ascii=False)
        made = compiler.compile(format="pdf", sys_inputs={"document": text}, pdf_standards=["a-2b"])
    except typst.TypstError as error:
        raise _refusal(error.diagnostic, of) or error from None
    stream.write(cast("bytes", made))  # a list is made of pages only where the format is a picture


def _faces(of: Faces, language: str) -> dict[str, object]:
    """What the layouts are told of the typefaces: English documents are set in one face, and Chinese names in it in 黑体."""
    chinese = {role: families or [BROUGHT] for role, families in of.chinese.items()}
    if language == "en":
        chinese["body"] = chinese["heading"]
    first = next(iter(of.chinese["title"]), "")
    return {"latin": of.latin, **chinese, "weight": "bold" if "Serif" in first or "Songti" in first else "regular"}


def _refusal(diagnostic: str, of: Faces) -> Refused | None:
    """What the user is told of characters that no typeface has; None if something else is wrong."""
    missing = list(dict.fromkeys(char for text in _MISSING.findall(diagnostic) for char in _unescaped(text)))
    if not missing:
        return None
    if not of.any_chinese and any(map(_HAN.match, missing)):
        return Refused("pdf-no-chinese")
    named = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing[:_NAMED])
    return Refused("pdf-no-glyph", characters=named)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
