"""Small files for the readers, written part by part, so that a test shows the very XML that it is about."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from rectify.documents.document import Heading, Paragraph, Table
from rectify.documents.reading import Block, Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def packed(parts: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A zip with `parts` by their names, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(zipfile.ZipInfo(name), part, made.compression)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {each.filename: opened.read(each) for each in opened.infolist()}


def relations(targets: Mapping[str, str]) -> str:
    """Relations, each by its target, with the last word of its type."""
    each = "".join(
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


# --- what was read


def blocks(source: Source) -> list[Block]:
    """The blocks of a document that was read, which are of three kinds only."""
    found = [each for each in source.document.blocks if isinstance(each, Heading | Paragraph | Table)]
    assert len(found) == len(tuple(source.document.blocks))
    return found


def tables(source: Source) -> list[Table]:
    return [each for each in blocks(source) if isinstance(each, Table)]


def rows(source: Source) -> list[tuple[tuple[str, ...], ...]]:
    """The rows of each table."""
    return [tuple(each.rows) for each in tables(source)]


def texts(source: Source) -> list[str]:
    """What each heading and paragraph says, with its number."""
    said = [each for each in blocks(source) if not isinstance(each, Table)]
    return [f"{each.number}{each.text}" if isinstance(each, Heading) else each.text for each in said]


def left_out(source: Source) -> list[tuple[str, str, str]]:
    return [(each.text, each.why, each.place) for each in source.left_out]


# --- Word


def docx(body: str, **parts: str) -> bytes:
    """A document of Word with `body` in it; `parts` are what stands in `styles`, `numbering`, `footnotes`, `header` …"""
    roots = {"header": "hdr", "footer": "ftr"}
    files = {"_rels/.rels": relations({"word/document.xml": "officeDocument"})}
    files["word/document.xml"] = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"
    files["word/_rels/document.xml.rels"] = relations({f"{name}.xml": name for name in parts})
    for name, inner in parts.items():
        root = roots.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {_SPACES}>{inner}</w:{root}>"
    return packed(files)


def p(*runs: str, style: str = "", num: int | None = None, level: int = 0, more: str = "") -> str:
    """A paragraph; a run that begins with `<` is XML."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{''.join(each if each.startswith('<') else r(each) for each in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def style(name: str, said: str, *, based: str = "", title: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title or name}"/>{on}{said}</w:style>'


def definition(number: int, *levels: str) -> str:
    inner = "".join(f'<w:lvl w:ilvl="{at}">{each}</w:lvl>' for at, each in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def level(form: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'


def num(number: int, definition_number: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition_number}"/>{overrides}</w:num>'


def tc(*blocks: str, span: int = 1, merge: str = "") -> str:
    """A cell; `merge` is `restart` or `continue`."""
    said = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    said += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{said}</w:tcPr>{''.join(each if each.startswith('<') else p(each) for each in blocks) or p()}</w:tc>"


def tbl(*rows: Sequence[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


# --- Excel


def xlsx(sheets: Mapping[str, str], **parts: str) -> bytes:
    """A workbook, the inside of each `worksheet` by its name; `parts` are `sharedStrings`, `styles`, and so on."""
    files = {"_rels/.rels": relations({"xl/workbook.xml": "officeDocument"})}
    targets = {f"worksheets/sheet{number}.xml": "worksheet" for number in range(1, len(sheets) + 1)}
    targets |= {f"{name}.xml": name for name in parts}
    files["xl/_rels/workbook.xml.rels"] = relations(targets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"/>' for number, name in enumerate(sheets, 1)
    )
    files["xl/workbook.xml"] = f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{listed}</sheets></workbook>'
    for number, inner in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{S}">{inner}</worksheet>'
    for name, inner in parts.items():
        files[f"xl/{name}.xml"] = inner
    return packed(files)


# --- PDF


class Text(NamedTuple):
    """A line of text: points from the lower left corner, and the size of its letters."""

    x: float
    y: float
    text: str
    size: float = 12


class Rule(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


def pdf(
    pages: Iterable[Sequence[Text | Rule]],
    *,
    rotate: int = 0,
    pictures: bool = False,
    means: Mapping[str, str] | None = None,
) -> bytes:
    """A PDF of A4 pages in a font that is not embedded; `means` changes what a character is said to mean.

    Pages that `rotate` are drawn so that they stand upright again, as programs write landscape ones.
    """
    drawn = list(pages)
    letters = sorted({letter for page in drawn for item in page if isinstance(item, Text) for letter in item.text})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    meaning = {codes[letter]: (means or {}).get(letter, letter) for letter in letters}
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content if isinstance(content, bytes) else content.encode())
        return len(objects)

    def add_stream(content: bytes) -> int:
        return add(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))

    table = "".join(f"<{code:04x}> <{text.encode('utf-16-be').hex()}>\n" for code, text in meaning.items())
    cmap = add_stream(f"begincmap\n{len(meaning)} beginbfchar\n{table}endbfchar\nendcmap".encode())
    widths = " ".join(f"{codes[letter]} [{500 if letter.isascii() else 1000}]" for letter in letters)
    about = add(
        "<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 800]/Ascent 800/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80>>"
    )
    one = add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/DW 1000/W[{widths}]/FontDescriptor {about} 0 R>>"
    )
    font = add(
        f"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[{one} 0 R]/ToUnicode {cmap} 0 R>>"
    )
    upright = {0: "", 90: "0 1 -1 0 595 0 cm\n", 180: "-1 0 0 -1 595 842 cm\n", 270: "0 -1 1 0 0 842 cm\n"}[
        rotate
    ].encode()
    contents = [add_stream(upright + _drawn(page, codes, pictures=pictures)) for page in drawn]
    root = len(objects) + len(contents) + 1
    kids = [
        add(
            f"<</Type/Page/Parent {root} 0 R/MediaBox[0 0 595 842]/Rotate {rotate}"
            f"/Resources<</Font<</F {font} 0 R>>>>/Contents {content} 0 R>>"
        )
        for content in contents
    ]
    add(f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>")
    return _pdf_file(objects, add(f"<</Type/Catalog/Pages {root} 0 R>>"))


def _drawn(page: Sequence[Text | Rule], codes: Mapping[str, int], *, pictures: bool) -> bytes:
    out = [b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"] if pictures else []
    for item in page:
        if isinstance(item, Text):
            shown = "".join(f"{codes[letter]:04x}" for letter in item.text)
            out.append(f"BT /F {item.size} Tf {item.x} {item.y} Td <{shown}> Tj ET".encode())
        else:
            out.append(f"{item.x0} {item.y0} m {item.x1} {item.y1} l S".encode())
    return b"\n".join(out)


def _pdf_file(objects: Sequence[bytes], root: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def ruled(x: float, y: float, widths: Sequence[float], heights: Sequence[float]) -> list[Rule]:
    """The rules of a table whose upper left corner is at (x, y)."""
    right, bottom = x + sum(widths), y - sum(heights)
    down = [y - sum(heights[:number]) for number in range(len(heights) + 1)]
    across = [x + sum(widths[:number]) for number in range(len(widths) + 1)]
    return [*(Rule(x, each, right, each) for each in down), *(Rule(each, y, each, bottom) for each in across)]
