"""Makes the Word, Excel, OpenDocument and PDF files of `intake/` from the plain sources in `intake/made-from/`.

    python tests/data/make_intake.py [NAME…]

The files are committed; this is run again only when a source changes. It needs what each file is made with: XlsxWriter
for xlsx, LibreOffice (`soffice` on the path) for the files that an office program is to have written, python-docx for
those of a script, typst and a Chinese font for pdf. A source is text, one paragraph a line:

    = title                  1> 2> 3> 4> paragraph with an automatic number: 一、 （一） 1. （1）
    >> signature             | cell | cell{>3} |   row of a table; {>3} spans three columns
    {+inserted+} {-deleted-} tracked changes; {fn:footnote} {sdt:content control} {box:text box}
    **bold**  #1 #2 heading without an automatic number         where python-docx writes the file
"""

import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).parent / "intake"
SOURCES = HERE / "made-from"
MARK = re.compile(
    r"\{\+(?P<ins>.*?)\+\}|\{-(?P<gone>.*?)-\}|\{fn:(?P<fn>.*?)\}|\{sdt:(?P<sdt>.*?)\}|\{box:(?P<box>.*?)\}"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPENED = (1980, 1, 1, 0, 0, 0)


# Word, written by hand: nothing but the standard's XML (ISO/IEC 29500), so the same bytes each time


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


BY = 'w:id="{}" w:author="clerk" w:date="2023-11-20T08:00:00Z"'


def inline(text: str, notes: list[str]) -> str:
    """The runs of a paragraph; footnotes are added to `notes`."""
    parts, last = [], 0
    for match in MARK.finditer(text):
        parts.append(run(text[last : match.start()]) if match.start() > last else "")
        parts.append(_marked(match.lastgroup or "", match[match.lastgroup or 0], notes, match.start()))
        last = match.end()
    return "".join([*parts, run(text[last:]) if text[last:] else ""])


def _marked(kind: str, text: str, notes: list[str], at: int) -> str:
    if kind == "ins":
        return f"<w:ins {BY.format(at + 900)}>{run(text)}</w:ins>"
    if kind == "gone":
        return f"<w:del {BY.format(at + 1900)}>{run(text, 'delText')}</w:del>"
    if kind == "fn":
        notes.append(text)
        return f'<w:r><w:footnoteReference w:id="{len(notes) + 1}"/></w:r>'
    if kind == "sdt":
        return f"<w:sdt><w:sdtPr><w:id w:val='77'/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:30pt"><v:textbox>'
        f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def word_body(source: str, notes: list[str]) -> Iterator[str]:
    """Level 1 is numbered by its style, the others by the paragraph itself, as people's files have both."""
    for line in source.splitlines():
        if line.startswith("= "):
            yield f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{inline(line[2:], notes)}</w:p>'
        elif match := re.match(r"([1-4])> (.*)", line):
            level = int(match[1]) - 1
            own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level else ""
            style = '<w:pStyle w:val="1"/>' if level == 0 else ""
            yield f"<w:p><w:pPr>{style}{own}</w:pPr>{inline(match[2], notes)}</w:p>"
        elif line.startswith(">> "):
            yield f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{inline(line[3:], notes)}</w:p>'
        else:
            yield f"<w:p>{inline(line, notes)}</w:p>"


LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(LEVELS)
    )
    return (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style></w:styles>'
)
PARTS = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in PARTS.items()
    )
    + "</Types>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{to}"/>'
        for n, (kind, to) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def footnotes(notes: list[str]) -> str:
    own = "".join(
        f'<w:footnote w:id="{n}"><w:p>{run(text)}</w:p></w:footnote>' for n, text in enumerate(notes, start=2)
    )
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p/></w:footnote>'
        for n, kind in enumerate(("separator", "continuationSeparator"))
    )
    return f'<w:footnotes xmlns:w="{WORD}">{lines}{own}</w:footnotes>'


def word(name: str) -> None:
    """`name`.docx with automatic numbers, tracked changes, a footnote, a content control and a text box."""
    notes: list[str] = []
    body = "".join(word_body((SOURCES / f"{name}.txt").read_text("utf-8"), notes))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in PARTS if kind != "document"}),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": STYLES,
        "word/numbering.xml": numbering(),
        "word/footnotes.xml": footnotes(notes),
    }
    with zipfile.ZipFile(HERE / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for part, xml in parts.items():
            archive.writestr(
                zipfile.ZipInfo(part, OPENED), f'<?xml version="1.0" encoding="UTF-8"?>{xml}', zipfile.ZIP_DEFLATED
            )


# Files that an office program has written: a flat OpenDocument text, or a workbook, converted by LibreOffice

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles><text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="4" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/></text:list-style>
</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document>"""


def flat_body(source: str) -> Iterator[str]:
    rows: list[str] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(
                "<table:table-row>" + "".join(map(_flat_cell, line.strip("| ").split(" | "))) + "</table:table-row>"
            )
            continue
        if rows:
            yield f'<table:table table:name="T"><table:table-column table:number-columns-repeated="4"/>{"".join(rows)}</table:table>'
            rows = []
        if match := re.match(r"([1-4])> (.*)", line):
            level = int(match[1])
            opening = '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>' + (
                "<text:list><text:list-item>" * (level - 1)
            )
            yield f"{opening}<text:p>{escape(match[2])}</text:p>{'</text:list-item></text:list>' * level}"
        elif line:
            yield f"<text:p>{escape(line.removeprefix('= ').removeprefix('>> '))}</text:p>"


def _flat_cell(text: str) -> str:
    text, _, span = text.removesuffix("}").partition("{>")
    wide = f' table:number-columns-spanned="{span}"' if span else ""
    covered = "<table:covered-table-cell/>" * (int(span) - 1) if span else ""
    return f"<table:table-cell{wide}><text:p>{escape(text)}</text:p></table:table-cell>{covered}"


def converted(source: Path, form: str, target: Path) -> None:
    """`source` as LibreOffice writes it in `form`. It exits with 0 when it fails, so the file is what counts."""
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation={Path(folder).as_uri()}/home"
        subprocess.run(
            ["soffice", home, "--headless", "--convert-to", form, "--outdir", folder, str(source)],
            check=True,
            timeout=240,
        )
        target.write_bytes((Path(folder) / source.with_suffix(target.suffix).name).read_bytes())


def office_text(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / f"{name}.fodt"
        flat.write_text(FLAT.format("".join(flat_body((SOURCES / f"{name}.txt").read_text("utf-8")))), "utf-8")
        converted(flat, "docx:MS Word 2007 XML", HERE / f"{name}.docx")


# Word, as a script writes it: python-docx with its own template, the numbers in a list of ours


def scripted(name: str) -> None:
    """`name`.docx: headings in the template's styles, every number automatic, bold words within a paragraph."""
    docx = import_module("docx")
    document = docx.Document()
    own = docx.oxml.parse_xml(numbering().replace('abstractNumId="0"', 'abstractNumId="70"'))
    root = document.part.numbering_part.element
    root.insert(0, own[0])
    num = root.add_num(70)
    for line in (SOURCES / f"{name}.txt").read_text("utf-8").splitlines():
        _scripted_line(document, line, num.numId)
    for kind in ("created", "modified"):
        setattr(document.core_properties, kind, dt.datetime(2024, 1, 1))  # noqa: DTZ001 - the file knows no zone
    document.save(HERE / f"{name}.docx")


def _scripted_line(document: Any, line: str, numbers: int) -> None:
    if line.startswith("= "):
        document.add_heading(line[2:], 0)
        return
    if match := re.match(r"#([1-3]) (.*)", line):
        document.add_heading(match[2], int(match[1]))
        return
    if match := re.match(r"([1-4])> (.*)", line):
        level = int(match[1])
        paragraph = document.add_paragraph(style=f"Heading {level}" if level < len(LEVELS) else "List Paragraph")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = level - 1, numbers
        line = match[2]
    else:
        paragraph = document.add_paragraph()
        paragraph.alignment = 2 if line.startswith(">> ") else None
    for n, words in enumerate(line.removeprefix(">> ").split("**")):
        if words:
            paragraph.add_run(words).bold = bool(n % 2) or None


# Workbooks


def workbook(name: str, target: Path | None = None) -> None:
    """A workbook from JSON: sheets of rows; a cell is text, a number, nothing, or `{"date": ISO day, "format": …}`."""
    write_workbook(json.loads((SOURCES / f"{name}.json").read_text("utf-8")), target or HERE / f"{name}.xlsx")


def write_workbook(plan: dict[str, Any], target: Path) -> None:
    book = import_module("xlsxwriter").Workbook(str(target))
    book.set_properties({"created": dt.datetime(2024, 1, 1)})  # noqa: DTZ001 - the file knows no zone
    for plan_sheet in plan["sheets"]:
        _write_sheet(book, plan_sheet)
    book.close()


def _write_sheet(book: Any, plan: dict[str, Any]) -> None:
    sheet = book.add_worksheet(plan["name"])
    for span in plan.get("merge", []):
        sheet.merge_range(span, "")
    for r, row in enumerate(plan["rows"]):
        for c, cell in enumerate(row):
            if isinstance(cell, dict):
                day = dt.datetime.fromisoformat(cell["date"])
                sheet.write_datetime(r, c, day, book.add_format({"num_format": cell["format"]}))
            elif isinstance(cell, str) and cell:
                sheet.write_string(r, c, cell)
            elif cell not in (None, ""):
                sheet.write_number(r, c, cell)
    for c, width in enumerate(plan.get("widths", [])):
        sheet.set_column(c, c, width)
    for row in plan.get("hidden_rows", []):
        sheet.set_row(row - 1, None, None, {"hidden": True})
    if plan.get("hidden"):
        sheet.hide()


def old_workbook(name: str, suffix: str) -> None:
    """The workbook saved by LibreOffice in another format."""
    with tempfile.TemporaryDirectory() as folder:
        workbook(name, Path(folder) / f"{name}.xlsx")
        converted(Path(folder) / f"{name}.xlsx", suffix, HERE / f"{name}.{suffix}")


# PDF

PAGE = """#set document(date: none)
#set page(paper: "a5", margin: 2cm, header: align(center, text(8pt)[HEAD]),
  footer: context align(center, text(9pt)[— #counter(page).display() —]))
#set text(font: "WenQuanYi Zen Hei", size: 10.5pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
"""


def pdf(name: str, head: str) -> None:
    """A small page size, so that it has several pages, each with a running head and a page number."""
    marks = str.maketrans({mark: f"\\{mark}" for mark in '#*_$<>@`\\[]"'})
    lines = []
    for line in (SOURCES / f"{name}.txt").read_text("utf-8").splitlines():
        text = line.removeprefix("= ").removeprefix(">> ").translate(marks)
        shape = "center" if line.startswith("= ") else "right" if line.startswith(">> ") else ""
        lines.append(f"#align({shape})[{text}]" if shape else text)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.typ"
        page.write_text(PAGE.replace("HEAD", head) + "\n\n".join(lines), "utf-8")
        (HERE / f"{name}.pdf").write_bytes(import_module("typst").compile(str(page)))


MAKERS: dict[str, Callable[[], None]] = {
    "college-party": lambda: word("college-party"),
    "hospital-branch": lambda: office_text("hospital-branch"),
    "river-closeout": lambda: office_text("river-closeout"),
    "college-register": lambda: workbook("college-register"),
    "task-list": lambda: workbook("task-list"),
    "poam": lambda: workbook("poam"),
    "hazards": lambda: old_workbook("hazards", "xls"),
    "closeout-rag": lambda: old_workbook("closeout-rag", "ods"),
    "port-group": lambda: pdf("port-group", "滨海港口集团内部资料"),
    "held/eighth": lambda: scripted("held/eighth"),
    "held/eleventh": lambda: workbook("held/eleventh"),
    "unseen/second": lambda: pdf("unseen/second", "丹江城投集团党委"),
    "unseen/fourth": lambda: scripted("unseen/fourth"),
    "unseen/seventh": lambda: workbook("unseen/seventh"),
}


if __name__ == "__main__":
    for wanted in sys.argv[1:] or MAKERS:
        MAKERS[wanted]()
