"""What may not be read is refused in one sentence, before it costs memory or time."""

import ast
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.documents.reading import READERS, read, read_bytes, read_stdin
from rectify.documents.reading.guard import SIZE
from rectify.errors import Unreadable
from rectify.language import LANGUAGES, sentence
from rectify.language.reading import WORDS
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

ROOT = Path(__file__).resolve().parents[3]
MEMORY, SECONDS = 256 << 20, 5


def key_of(content: bytes, name: str = "a.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, name)
    for language in LANGUAGES:
        said = sentence(language, caught.value)
        assert said
        assert "\n" not in said
    return caught.value.key


# --- what is not a file


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    for path, key in (
        (tmp_path / "none.txt", "input-absent"),
        (tmp_path, "input-folder"),
        (tmp_path / "a" / "b", "input-absent"),
    ):
        with pytest.raises(Unreadable) as caught:
            read(path)
        assert caught.value.key == key


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty", "/dev/null", "/dev/stdin"])
def test_a_device_also_behind_a_link(tmp_path: Path, device: str) -> None:
    link = tmp_path / "report.txt"
    link.symlink_to(device)
    for path in (Path(device), link):
        if path.exists() and not path.is_file():
            with pytest.raises(Unreadable) as caught:
                read(path)
            assert caught.value.key in {"input-device", "input-failed"}


def test_a_pipe_in_the_file_system_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "report.docx")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "report.docx")
    assert caught.value.key == "input-device"


def test_a_link_to_a_file_is_followed_and_a_link_to_itself_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").symlink_to("c.txt")
    assert read(tmp_path / "b.txt").name == "b.txt"
    with pytest.raises(Unreadable):
        read(tmp_path / "c.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "a.txt")
    assert caught.value.key == "input-not-permitted"


def test_an_empty_and_a_huge_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with (tmp_path / "b.txt").open("wb") as stream:
        stream.truncate(SIZE + 1)
    for name, key in (("a.txt", "input-empty"), ("b.txt", "input-too-big")):
        with pytest.raises(Unreadable) as caught:
            read(tmp_path / name)
        assert caught.value.key == key


def test_a_name_that_is_not_in_the_encoding_of_the_system(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "台账.txt".encode("gb18030")
    Path(os.fsdecode(path)).write_text("甲", encoding="utf-8")
    assert read(Path(os.fsdecode(path))).name == "台账.txt"


def test_standard_input_is_bounded_and_its_format_is_told_by_what_comes() -> None:
    assert (read_stdin(io.BytesIO(docx(p("甲")))).format, read_stdin(io.BytesIO("甲".encode())).name) == ("docx", "-")

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"a" * max(size, 1)

    with pytest.raises(Unreadable) as caught:
        read_stdin(Endless())  # type: ignore[arg-type]
    assert caught.value.key == "input-too-big"


def test_a_source_says_what_it_was_read_from() -> None:
    source = read_bytes(b"abc\n", "a.txt")
    assert (source.name, source.size) == ("a.txt", 4)
    assert source.sha256 == "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"


# --- what is another kind of file than its name says

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"MZ\x90\0\x03" + bytes(90), "input-program"),
        (b"\x7fELF\x02\x01", "input-program"),
        (b"\xcf\xfa\xed\xfe\x07", "input-program"),
        (b"\x89PNG\r\n\x1a\n", "input-picture"),
        (b"\xff\xd8\xff\xe0", "input-picture"),
        (b"\0\0\0\x18ftypheic", "input-picture"),
        (b"7z\xbc\xaf\x27\x1c", "input-archive"),
        (b"\x1f\x8b\x08\0", "input-archive"),
        (packed({"a.txt": "x"}), "input-archive"),
        (packed({}), "input-archive"),
        (b"{\\rtf1\\ansi x}", "input-old-text"),
        (b"MIME-Version: 1.0\r\n", "input-old-text"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', "input-old-text"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "input-old-sheet"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "input-old-text"),
        (OLE + "PowerPoint Document\0".encode("utf-16-le"), "input-slides"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "input-encrypted"),
        (OLE, "input-old-text"),
        (OLE + "Workbook\0".encode("utf-16-le") + bytes(600), "input-damaged"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "input-old-text"),
        (
            packed(
                {"_rels/.rels": relations({"ppt/presentation.xml": "officeDocument"}), "ppt/presentation.xml": "<a/>"}
            ),
            "input-slides",
        ),
        (
            packed({"_rels/.rels": relations({"xl/workbook.bin": "officeDocument"}), "xl/workbook.bin": "x"}),
            "input-old-sheet",
        ),
        (b"PK\x03\x04" + bytes(50), "input-damaged"),
        (docx(p("甲"))[:-40], "input-damaged"),
        (docx(p("甲"))[:200], "input-damaged"),
        (bytes(range(256)) * 8, "input-unknown"),
        (docx(""), "input-no-text"),
    ],
)
def test_what_is_in_a_file_counts_and_not_its_name(content: bytes, key: str) -> None:
    assert key_of(content) == key


def test_a_text_that_begins_like_a_program_is_a_text() -> None:
    assert read_bytes(b"MZ-12 was closed. BM too.\n", "a.txt").format == "txt"
    assert read_bytes(docx(p("甲")), "a.txt").format == "docx"


# --- what is made to do harm


def with_part(name: str, part: bytes | str) -> bytes:
    return packed({**unpacked(docx(p("甲"))), name: part})


LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'


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
    return docx(f"<w:tbl>{'<w:p/>' * 3_000_000}</w:tbl>")


def a_million_paragraphs() -> bytes:
    return docx("<w:p/>" * 1_000_000)


def a_million_attributes() -> bytes:
    attributes = " ".join(f'a{n}=""' for n in range(1_000_000))
    return docx(f"<w:p {attributes}/>")


def a_very_deep_document() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 5_000 + p("甲") + "</w:sdtContent></w:sdt>" * 5_000)


def tables_within_tables() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 80 + p("甲") + "</w:tc></w:tr></w:tbl>" * 80)


def a_cell_of_a_million_columns() -> bytes:
    return docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>')


def one_far_cell() -> bytes:
    return xlsx(
        {
            "a": '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        }
    )


def a_sheet_of_cells() -> bytes:
    return xlsx({"a": f"<sheetData>{('<row>' + '<c><v>1</v></c>' * 190 + '</row>') * 10_000}</sheetData>"})


def merged_a_million_times() -> bytes:
    return xlsx({"a": "<sheetData/><mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000 + "</mergeCells>"})


def hidden_a_million_times() -> bytes:
    return xlsx({"a": "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 1_000_000 + "</cols><sheetData/>"})


def a_far_cell_in_an_old_workbook() -> bytes:
    """The cells of a small workbook moved to its last row and column."""
    content = (ROOT / "tests" / "data" / "reading" / "register.xls").read_bytes()
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
    return xlsx({"a": sheet}, sharedStrings=strings)


def a_cell_over_a_whole_table() -> bytes:
    return b"<table><tr><td rowspan=65534 colspan=100>x<td>y" + b"<tr><td>z" * 15_000


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    each.__name__: (each, name)
    for each, name in (
        (doctype, "a.docx"), (laughs, "a.docx"), (laughs_in_utf_16, "a.docx"), (laughs_far_down, "a.docx"), (laughs_in_styles, "a.docx"),
        (bomb, "a.docx"), (bomb_of_small_ratio, "a.docx"), (bomb_of_many_parts, "a.docx"), (many_members, "a.docx"), (huge_directory, "a.docx"),
        (lying_about_its_size, "a.docx"), (flagged_as_encrypted, "a.docx"), (packed_in_another_way, "a.docx"),
        (a_million_empty_elements, "a.docx"), (a_million_paragraphs, "a.docx"), (a_million_attributes, "a.docx"),
        (a_very_deep_document, "a.docx"), (a_cell_of_a_million_columns, "a.docx"), (one_far_cell, "a.xlsx"), (a_sheet_of_cells, "a.xlsx"),
        (merged_a_million_times, "a.xlsx"), (one_long_text_in_many_cells, "a.xlsx"), (hidden_a_million_times, "a.xlsx"), (a_far_cell_in_an_old_workbook, "a.xls"),
        (a_page_that_goes_on_for_ever, "a.pdf"), (a_web_page_of_tags, "a.html"), (a_text_of_one_line, "a.txt"), (a_cell_over_a_whole_table, "a.html"),
    )
}  # fmt: skip

CHILD = """
import json, resource, sys
from rectify.documents.reading import read
from rectify.errors import Unreadable
from rectify.language import sentence
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
try:
    read(sys.argv[1])
    said = ""
except Unreadable as error:
    said = sentence("en", error)
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# What a process used before it became another program counts as its own in ru_maxrss.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([said, max(own, used[1].ru_maxrss) << 10, sum(each.ru_utime + each.ru_stime for each in used)]))
"""
"""Seconds are those of the processor: the machine may be busy with other things."""


@pytest.mark.skipif(sys.platform != "linux", reason="only there is the memory of a process bounded as asked")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_little_memory_and_time(kind: str, tmp_path: Path) -> None:
    """In a process that may not have more memory than the bound, whatever it does with it."""
    make, name = HOSTILE[kind]
    (tmp_path / name).write_bytes(make())
    command = [sys.executable, "-c", CHILD, str(tmp_path / name), str(MEMORY * 2)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    said, memory, seconds = json.loads(done.stdout)
    assert said
    assert memory < MEMORY
    assert seconds < SECONDS
    assert done.stderr == ""


def test_the_bound_on_memory_is_one(tmp_path: Path) -> None:
    """The control: without the guard the same process dies."""
    command = [
        sys.executable,
        "-c",
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY * 2},) * 2); bytearray({MEMORY * 2})",
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


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


@pytest.mark.parametrize("kind", SLOW)
def test_a_file_that_is_made_to_be_slow_is_read_in_time(kind: str) -> None:
    name, content = SLOW[kind]
    start = time.process_time()
    assert read_bytes(content, name).document.blocks
    assert time.process_time() - start < SECONDS


def test_pictures_may_be_large_since_nobody_unpacks_them() -> None:
    assert read_bytes(with_part("word/media/map.bmp", bytes(30 << 20)), "a.docx").document.blocks


def test_tables_within_tables_are_read() -> None:
    assert read_bytes(tables_within_tables(), "a.docx").document.blocks


# --- the house


def test_every_reason_for_leaving_out_has_its_words_and_each_is_given_somewhere() -> None:
    folder = ROOT / "rectify" / "documents" / "reading"
    nodes = (node for path in folder.glob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {key for key in WORDS if key not in said and f"reading.{key}" not in said} == set()


def test_no_reader_is_loaded_before_it_is_needed() -> None:
    code = "import sys, rectify.documents.reading as r; r.read_bytes('甲'.encode(), 'a.txt'); print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert not {f"'{each}'" for each in ("lxml", "python_calamine", "pypdfium2", "pdfplumber", "zipfile", "csv")} & set(
        loaded.strip("[]\n").split(", ")
    )


def test_every_reader_is_there() -> None:
    from importlib import import_module

    for module in READERS.values():
        assert callable(import_module(f"rectify.documents.reading.{module}").read)


def test_what_a_reader_needs_and_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"%PDF-1.7\n", "a.pdf")
    assert "pip install 'rectify[pdf-in]'" in sentence("en", caught.value)
