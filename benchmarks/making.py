"""Office files for the scripts in this folder: written as plain XML, so that what they hold is known to the character."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RUN = 10
"""Characters in one run, as an office program cuts up what was typed and mended."""


def word(paragraphs: Iterable[str]) -> bytes:
    """A document of paragraphs with automatic numbers, each in many runs."""
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{_runs(text)}</w:p>'
        for text in paragraphs
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return packed(
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relations(numbering="numbering.xml"),
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
        }
    )


def _runs(text: str) -> str:
    return "".join(
        '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="FangSong" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr>'
        f"<w:t>{escape(text[at : at + _RUN])}</w:t></w:r>"
        for at in range(0, len(text), _RUN)
    )


def workbook(rows: str, strings: Iterable[str] = ()) -> bytes:
    """A workbook of one sheet; style 1 is a date."""
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    return packed(
        {
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relations(
                worksheet="sheet.xml", sharedStrings="strings.xml", styles="styles.xml"
            ),
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="台账" r:id="worksheet"/></sheets></workbook>',
            "xl/sheet.xml": f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>',
            "xl/strings.xml": f'<sst xmlns="{S}">{shared}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{S}"><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>',
        }
    )


def relations(**targets: str) -> str:
    """What one part says of others: kind -> name."""
    each = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'


def packed(parts: dict[str, str]) -> bytes:
    """The parts as one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()
