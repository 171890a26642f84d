"""What may not be read is refused in one sentence, before it costs memory or time."""

import ast
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rectify.documents.reading import READERS, read, read_bytes, read_stdin
from rectify.documents.reading.guard import SIZE
from rectify.errors import Unreadable
from rectify.language import LANGUAGES, sentence
from rectify.language.reading import WORDS
from tests.documents.reading.making import (
    docx,
    p,
    packed,
    relations,
)

ROOT = Path(__file__).resolve().parents[3]


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
