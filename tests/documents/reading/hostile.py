"""Files that are made to do harm: to take memory or time, or to fetch what is not theirs."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.documents.reading.making import (
    R,
    S,
    W,
    definition,
    docx,
    level,
    num,
    p,
    packed,
    relations,
    style,
    unpacked,
    xlsx,
)

REGISTER = Path(__file__).parents[2] / "data" / "reading" / "register.xls"


def with_part(name: str, part: bytes | str) -> bytes:
    return packed({**unpacked(docx(p("甲"))), name: part})


LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'


def uncompressed(content: bytes) -> bytes:
    """The same parts, so that their ratio gives nothing away."""
    return packed(unpacked(content), stored=True)


def doctype() -> bytes:
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY.format("&x;")
    return with_part("word/document.xml", outside)


def laughs() -> bytes:
    return with_part("word/document.xml", LAUGHS + BODY.format("&a11;"))


def laughs_in_utf_16() -> bytes:
    return with_part("word/document.xml", (LAUGHS + BODY.format("&a11;")).encode("utf-16"))


def laughs_far_down() -> bytes:
    return with_part("word/document.xml", f"<!--{'x' * 70_000}-->{LAUGHS}{BODY.format('&a11;')}")


def laughs_in_styles() -> bytes:
    return packed(
        {**unpacked(docx(p("甲"), styles="")), "word/styles.xml": f'{LAUGHS}<w:styles xmlns:w="{W}">&a11;</w:styles>'}
    )


def bomb() -> bytes:
    return with_part("word/document.xml", bytes(200 << 20))


def bomb_of_small_ratio() -> bytes:
    return with_part("word/document.xml", os.urandom(1 << 17) * 200)


def bomb_of_many_parts() -> bytes:
    return packed({**unpacked(docx(p("甲"))), **{f"word/media/{n}.bmp": bytes(20 << 20) for n in range(14)}})


def many_members() -> bytes:
    return packed({**unpacked(docx(p("甲"))), **{f"customXml/{n}.xml": b"" for n in range(6_000)}})


def lying_about_its_size() -> bytes:
    """The part unpacks to 100 MiB and says that it has 1000 bytes."""
    content = bytearray(with_part("word/document.xml", BODY.format("x" * (100 << 20)).encode()))
    size = len(BODY.format("x" * (100 << 20)).encode())
    return bytes(content).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def flagged_as_encrypted() -> bytes:
    content = bytearray(docx(p("甲")))
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def packed_in_another_way() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as made:
        for name, part in unpacked(docx(p("甲"))).items():
            made.writestr(name, part)
    return out.getvalue()


def huge_directory() -> bytes:
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + (40 << 20).to_bytes(4, "little") + bytes(6)
    return b"PK\x03\x04" + bytes(40 << 20) + end


def a_million_empty_elements() -> bytes:
    return uncompressed(docx(f"<w:tbl>{'<w:p/>' * 3_000_000}</w:tbl>"))


def a_million_paragraphs() -> bytes:
    return uncompressed(docx("<w:p/>" * 1_000_000))


def a_million_attributes() -> bytes:
    attributes = " ".join(f'a{n}=""' for n in range(1_000_000))
    return uncompressed(docx(f"<w:p {attributes}/>"))


def a_very_deep_document() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 5_000 + p("甲") + "</w:sdtContent></w:sdt>" * 5_000)


def tables_within_tables() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 80 + p("甲") + "</w:tc></w:tr></w:tbl>" * 80)


def a_cell_of_a_million_columns() -> bytes:
    return docx(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + p("甲") + "</w:tc></w:tr></w:tbl>"
    )


def one_far_cell() -> bytes:
    return xlsx(
        {
            "a": '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        }
    )


def a_sheet_of_cells() -> bytes:
    return uncompressed(
        xlsx({"a": f"<sheetData>{('<row>' + '<c><v>1</v></c>' * 190 + '</row>') * 10_000}</sheetData>"})
    )


def merged_a_million_times() -> bytes:
    return uncompressed(
        xlsx({"a": "<sheetData/><mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000 + "</mergeCells>"})
    )


def hidden_a_million_times() -> bytes:
    return uncompressed(
        xlsx({"a": "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 1_000_000 + "</cols><sheetData/>"})
    )


def a_far_cell_in_an_old_workbook() -> bytes:
    """The cells of a small workbook moved to its last row and column."""
    content = REGISTER.read_bytes()
    at = content.rfind(b"\xfd\0\x0a\0")
    assert at > 0
    return content[: at + 4] + b"\xff\xff\xff\xff" + content[at + 8 :]


def a_page_that_goes_on_for_ever() -> bytes:
    """Forms that show each other, a thousand million times."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F 15 0 R>>>>>>"
    )
    calls = b"/X Do " * 10
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(calls), calls))
    for number in range(5, 14):
        inner = b"/X Do " * 10
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F 15 0 R>>>>/Length %d>>stream\n%s\nendstream"
        objects.append(head % (number + 1, len(inner), inner))
    last = b"BT /F 1 Tf (a) Tj ET"
    objects.append(
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 15 0 R>>>>/Length %d>>stream\n%s\nendstream"
        % (len(last), last)
    )
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 16>>"


def a_web_page_of_tags() -> bytes:
    return b"<html>" + b"<p>" * 4_000_000


def a_text_of_one_line() -> bytes:
    return b"a" * (49 << 20) + "\U0001f600".encode()


def one_long_text_in_many_cells() -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{namespace}"><si><t>{"x" * 9_000_000}</t></si></sst>'
    sheet = (
        "<cols><col min='1' max='9' hidden='1'/></cols><sheetData>"
        + '<row><c t="s"><v>0</v></c></row>' * 10_000
        + "</sheetData>"
    )
    return uncompressed(xlsx({"a": sheet}, sharedStrings=strings))


def a_cell_over_a_whole_table() -> bytes:
    return b"<table><tr><td rowspan=65534 colspan=100>x<td>y" + b"<tr><td>z" * 15_000


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    each.__name__: (each, name, key)
    for name, key, makers in (
        ("a.docx", "input-doctype", (doctype, laughs, laughs_in_utf_16, laughs_far_down, laughs_in_styles)),
        ("a.docx", "input-bomb", (bomb, bomb_of_small_ratio, bomb_of_many_parts, many_members, huge_directory)),
        ("a.docx", "input-damaged", (lying_about_its_size, packed_in_another_way, a_very_deep_document)),
        ("a.docx", "input-encrypted", (flagged_as_encrypted,)),
        ("a.docx", "input-too-much", (a_million_empty_elements, a_million_attributes)),
        ("a.docx", "input-too-many", (a_million_paragraphs, a_cell_of_a_million_columns)),
        ("a.xlsx", "input-too-many", (one_far_cell, merged_a_million_times)),
        ("a.xlsx", "input-too-much", (a_sheet_of_cells,)),
        ("a.xlsx", "input-too-long", (one_long_text_in_many_cells,)),
        ("a.xlsx", "input-no-text", (hidden_a_million_times,)),
        ("a.xls", "input-too-many", (a_far_cell_in_an_old_workbook,)),
        ("a.pdf", "input-too-much", (a_page_that_goes_on_for_ever,)),
        ("a.html", "input-too-much", (a_web_page_of_tags,)),
        ("a.html", "input-too-many", (a_cell_over_a_whole_table,)),
        ("a.txt", "input-too-long", (a_text_of_one_line,)),
    )
    for each in makers
}
"""Each with the name of its file and the refusal that it earns."""


def often_referred_to() -> bytes:
    """A header of a megabyte that a document names two thousand times."""
    parts: dict[str, str | bytes] = {**unpacked(docx(p("甲"), header=p("乙" * 300_000)))}
    parts["word/_rels/document.xml.rels"] = relations({"header.xml": "header"}).replace(
        "<Relationship Id",
        "".join(f'<Relationship Id="x{n}" Type="{R}/header" Target="header.xml"/>' for n in range(2_000))
        + "<Relationship Id",
        1,
    )
    return packed(parts)


SLOW = {
    "comments before a page": ("a", ("<!-- -->" * 500 + "甲").encode()),
    "spaces in a heading": ("a.md", ("# 甲" + " " * 200_000 + "乙\n" * 3).encode()),
    "spaces in a divider": ("a.md", ("甲|乙\n|" + " " * 200_000 + "-丙\n").encode()),
    "a row that is never finished": ("a.md", ("|a|b|c|\n|-|-|-|\n|甲\n" + "乙\n" * 50_000).encode()),
    "many pieces in one paragraph": ("a.html", ("<p>" + "<b>甲</b>" * 100_000).encode()),
    "tables in tables": ("a.html", ("<table><tr><td>甲" * 600 + "x" * 100_000).encode()),
    "fields that only begin": ("a.docx", docx(p(*["<w:r><w:fldChar w:fldCharType='begin'/><w:t>甲</w:t></w:r>"] * 50_000))),
    "styles upon styles": ("a.docx", docx(p("甲", style="s0") * 5_000, styles="".join(style(f"s{n}", "", based=f"s{n + 1}") for n in range(5_000)))),
    "a number a page long": ("a.docx", docx(p("甲", num=1) * 5_000, numbering=definition(0, level("decimal", "长" * 500_000)) + num(1, 0))),
    "a format a page long": ("a.xlsx", xlsx({"a": "<sheetData><row><c s='0'><v>1</v></c></row></sheetData>"}, styles=f'<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="200" formatCode="{"[" * 500_000}"/></numFmts></styleSheet>')),
    "one part referred to often": ("a.docx", often_referred_to()),
}  # fmt: skip
