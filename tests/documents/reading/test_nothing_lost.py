"""Every character of a source is in the Document or among what was left out.

The oracle takes the text out of the file by another way than the reader does: regular expressions over the XML, other
libraries, the standard library. Characters are compared as multisets, white space and merged cells that repeat aside.
"""

import html
import html.parser
import io
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest
from hypothesis import given, settings, strategies as st
from python_calamine import CalamineWorkbook

from rectify.documents.document import Heading, Table
from rectify.documents.reading import Source, read, read_bytes
from rectify.documents.reading.pdf_lines import without_radicals
from rectify.language.reading import WORDS
from tests.documents.reading.making import blocks, docx, p, packed, r, tbl, tc, unpacked

DATA = Path(__file__).parents[2] / "data"
FILES = sorted(path for folder in ("intake", "reading") for path in (DATA / folder).iterdir() if path.is_file())


def of(ending: str) -> list[Path]:
    found = [path for path in FILES if path.suffix == f".{ending}"]
    assert found
    return found


def characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if not character.isspace())


def kept(source: Source) -> Counter[str]:
    """All characters of the Document, without merged cells that repeat, and of what was left out."""
    said = [each.text for each in source.left_out]
    for block in blocks(source):
        if isinstance(block, Table):
            said.append(block.caption)
            for row, line in enumerate(block.rows):
                said += [text for column, text in enumerate(line) if (row, column) not in block.filled]
        else:
            said += [block.number if isinstance(block, Heading) else block.lead, block.text]
    assert {each.why for each in source.left_out} <= set(WORDS)
    return characters(said)


def assert_nothing_lost(source: Source, texts: Iterable[str]) -> None:
    expected = characters(texts)
    assert expected
    assert expected - kept(source) == Counter()


# --- Word


def raw_text(content: bytes) -> list[str]:
    """The text nodes of every part that holds text, the second writing of text boxes aside."""
    wanted = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
    parts = [part.decode() for name, part in unpacked(content).items() if wanted.fullmatch(name)]
    plain = (re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", part, flags=re.DOTALL) for part in parts)
    return [html.unescape(text) for part in plain for text in re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", part)]


@pytest.mark.parametrize("path", of("docx"), ids=lambda path: path.name)
def test_word(path: Path) -> None:
    source = read(path)
    assert_nothing_lost(source, raw_text(path.read_bytes()))
    others = python_docx.Document(str(path))
    assert_nothing_lost(source, [each.text for each in others.paragraphs])


WORDING = st.text("整改问题关于“台账”。1a", min_size=1, max_size=6)
RUNS = st.one_of(
    WORDING,
    WORDING.map(lambda text: r(text, "<w:vanish/>")),
    WORDING.map(lambda text: f'<w:ins w:id="1">{r(text)}</w:ins>'),
    WORDING.map(lambda text: f'<w:del w:id="1">{r(text).replace("w:t", "w:delText")}</w:del>'),
    WORDING.map(lambda text: f'<w:moveFrom w:id="1">{r(text)}</w:moveFrom>'),
    WORDING.map(lambda text: f"<w:hyperlink>{r(text)}</w:hyperlink>"),
    WORDING.map(
        lambda text: f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r(text)}</w:sdtContent></w:sdt>"
    ),
    WORDING.map(lambda text: f"<w:r><w:pict><w:txbxContent>{p(text)}</w:txbxContent></w:pict></w:r>"),
    st.sampled_from([f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]),
)
MARKS = st.sampled_from(
    ["", "", "<w:rPr><w:del w:id='9'/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>", "<w:outlineLvl w:val='1'/>"]
)
PARAGRAPHS = st.builds(lambda runs, mark: p(*runs, more=mark), st.lists(RUNS, max_size=4), MARKS)


def _tables(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(
        lambda inside, span, merge: tc(*inside, span=span, merge=merge),
        st.lists(blocks, max_size=2),
        st.integers(1, 3),
        st.sampled_from(["", "", "restart", "continue"]),
    )
    return st.lists(st.lists(cells, max_size=4), max_size=4).map(lambda rows: tbl(*rows))


def _wrapped(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        _tables(blocks),
        blocks.map(lambda inside: f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"),
        blocks.map(lambda inside: f"<w:del w:id='3'>{inside}</w:del>"),
        blocks.map(
            lambda inside: f"<mc:AlternateContent><mc:Choice Requires='x'>{inside}</mc:Choice></mc:AlternateContent>"
        ),
    )


BODIES = st.lists(st.recursive(PARAGRAPHS, _wrapped, max_leaves=6), min_size=1, max_size=5).map("".join)


@given(BODIES)
def test_any_document_of_word(body: str) -> None:
    content = docx(p("始") + body, footnotes="", comments=f"<w:comment>{p('批')}</w:comment>")
    assert_nothing_lost(read_bytes(content, "a.docx"), raw_text(content))


# --- workbooks


def written(value: object) -> str:
    match value:
        case None | timedelta():
            return ""
        case bool():
            return str(value).upper()
        case datetime() | date():
            return value.isoformat()[:10]
        case time():
            return value.isoformat()[:5]
        case int() | float():
            return f"{value:.15g}"
        case _:
            return str(value)


@pytest.mark.parametrize("path", of("xlsx"), ids=lambda path: path.name)
def test_workbooks(path: Path) -> None:
    source = read(path)
    book = openpyxl.load_workbook(path, data_only=True)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert_nothing_lost(source, [written(cell.value) for cell in cells if "%" not in cell.number_format])
    assert_nothing_lost(source, [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"])


@pytest.mark.parametrize("path", [*of("xlsx"), *of("xls")], ids=lambda path: path.name)
def test_workbooks_by_another_library(path: Path) -> None:
    """Cell by cell, where nothing is hidden that would move the rows."""
    source = read(path)
    tables = {each.caption: each for each in source.document.blocks if isinstance(each, Table)}
    moved = {each.place.split()[1] for each in source.left_out if each.why == "hidden"}
    book = CalamineWorkbook.from_path(path)
    for name, table in tables.items():
        if name.split()[0] in moved:
            continue
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            for column, value in enumerate(values):
                if isinstance(value, str) and value.strip():
                    assert tuple(table.rows)[row][column] == value.replace("\r\n", "\n").strip()


GRIDS = st.lists(st.lists(st.sampled_from(["", "甲", "乙丙", "1"]), min_size=1, max_size=5), min_size=1, max_size=6)


@given(
    GRIDS,
    st.sets(st.integers(1, 6)),
    st.sets(st.integers(1, 5)),
    st.lists(st.tuples(*[st.integers(1, 6)] * 4), max_size=3),
)
@settings(max_examples=40)
def test_any_workbook(
    rows: list[list[str]], hidden_rows: set[int], hidden_columns: set[int], merged: list[tuple[int, int, int, int]]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["始"])
    for row in rows:
        sheet.append([each or None for each in row])
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for number in hidden_columns:
        sheet.column_dimensions["ABCDE"[number - 1]].hidden = True
    out = io.BytesIO()
    book.save(out)
    ranges = "".join(
        f'<mergeCell ref="{"ABCDEF"[min(a, b) - 1]}{min(c, d)}:{"ABCDEF"[max(a, b) - 1]}{max(c, d)}"/>'
        for a, b, c, d in merged
    )
    parts = unpacked(out.getvalue())
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>".encode())
    assert_nothing_lost(read_bytes(packed(parts), "a.xlsx"), ["始", *(each for row in rows for each in row)])


@pytest.mark.parametrize("path", of("ods"), ids=lambda path: path.name)
def test_opendocument(path: Path) -> None:
    """Dates aside, which are written in ISO."""
    body = unpacked(path.read_bytes())["content.xml"].decode().partition("<office:body")[2]
    body = re.sub(r'<table:table-cell[^>]*office:value-type="date".*?</table:table-cell>', "", body, flags=re.DOTALL)
    assert_nothing_lost(read(path), map(html.unescape, re.findall(r">([^<]+)<", body)))


@pytest.mark.parametrize("path", of("csv"), ids=lambda path: path.name)
def test_separated_text(path: Path) -> None:
    source = read(path)
    text = path.read_bytes().decode(source.encoding).removeprefix("\ufeff")
    assert_nothing_lost(source, [re.sub(r'[",;\t]', "", text)])


# --- text


@pytest.mark.parametrize("path", of("txt"), ids=lambda path: path.name)
def test_plain_text_is_kept_to_the_letter(path: Path) -> None:
    source = read(path)
    assert kept(source) == characters([path.read_bytes().decode(source.encoding).removeprefix("\ufeff")])


@pytest.mark.parametrize("path", of("md"), ids=lambda path: path.name)
def test_markdown(path: Path) -> None:
    """Apart from the signs of headings and tables."""
    text = path.read_bytes().decode(read(path).encoding)
    assert_nothing_lost(read(path), [re.sub(r"^#+|^[\s|:-]+$|\||\\|<br>", "", text, flags=re.MULTILINE)])


@given(st.text("ab甲|-:# \\*\n`", max_size=60), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_of_bars_and_lines(text: str, name: str) -> None:
    """Nothing but the signs that make headings, tables and escapes is taken away."""
    expected = characters([re.sub(r"[|:#\\-]", "", text)])
    source = read_bytes(f"始\n{text}".encode(), name)
    assert expected - kept(source) == Counter()


# --- web pages and PDF


class Shown(html.parser.HTMLParser):
    """All text but that of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        self.texts += [] if self._silent else [data]


@pytest.mark.parametrize("path", of("html"), ids=lambda path: path.name)
def test_web_pages(path: Path) -> None:
    source = read(path)
    assert_nothing_lost(source, Shown(path.read_bytes().decode(source.encoding)).texts)


@pytest.mark.parametrize("path", of("pdf"), ids=lambda path: path.name)
def test_pdf(path: Path) -> None:
    """By pdfminer, which shares no code with pdfium."""
    from pdfminer.high_level import extract_text

    assert_nothing_lost(read(path), [without_radicals(extract_text(path))])
