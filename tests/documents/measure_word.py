"""Whether Word files keep to GB/T 9704-2012 once an office program sets them: lines, characters, margins, page numbers.

    python tests/documents/measure_word.py [--folder PAGES]

Writes the reports of both example stories, has LibreOffice make PDFs of them with typefaces as near to the real ones as
Debian has, and measures those: 22 lines of 28 characters, every paragraph whole, page numbers in their places. For the
nightly script; it needs soffice, texlive-lang-chinese for its 仿宋, and fonts-liberation. With --folder the files stay.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pdfplumber

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = ("county-youth-league", "internal-audit")
KINDS = ("rectification", "progress", "register", "lists", "slip", "summary")
HEAD = ("--letterhead", "青石县水利局文件", "--number", "青水发〔2023〕3号", "--to", "县委巡察办")
FANDOL = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
FACES = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "方正小标宋简体": "FandolSong",
    "Times New Roman": "Liberation Serif",
}
LINES, CHARACTERS = 22, 28
MM = 72 / 25.4


class Line(NamedTuple):
    """A line of the text: its characters as wide as Chinese ones, where it begins and ends, in mm from the left."""

    text: str
    left: float
    right: float
    top: float
    size: float

    @property
    def wide(self) -> float:
        return sum(0.5 if sign < "\u2000" else 1 for sign in self.text)


def written(folder: Path) -> Iterator[Path]:
    """The Word files of both stories."""
    for story in STORIES:
        place = folder / story
        place.mkdir(parents=True)
        environ = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        subprocess.run(["sh", EXAMPLES / story / "story.sh"], cwd=place, env=environ, check=True, capture_output=True)
        for kind in KINDS:
            path = place / f"{kind}.docx"
            more = HEAD if (story, kind) == (STORIES[0], "progress") else ()
            command = [sys.executable, "-m", "rectify", "report", "--kind", kind, "-o", path, *more]
            subprocess.run(command, cwd=place, env=environ, check=True, capture_output=True)
            yield path


def typeset(folder: Path, paths: list[Path]) -> None:
    """PDFs beside the Word files; what the program is told about typefaces lies in a file of this folder."""
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{other}</family></prefer></alias>'
        for name, other in FACES.items()
    )
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir>'
        f"<dir>{FANDOL}</dir><cachedir>{folder / 'cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    for place in {path.parent for path in paths}:
        command = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        files = [path for path in paths if path.parent == place]
        environ = os.environ | {"FONTCONFIG_FILE": str(fonts)}
        subprocess.run([*command, "--outdir", place, *files], env=environ, check=True, capture_output=True, timeout=600)
    absent = [path.name for path in paths if not path.with_suffix(".pdf").exists()]  # it ends with 0 when it fails
    if absent:
        sys.exit(f"not converted: {', '.join(absent)}")


def lines_of(page: Any) -> list[Line]:
    found: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for sign in page.chars:
        if sign["text"].strip():
            found[round(sign["bottom"]), round(sign["size"])].append(sign)
    return [
        Line(
            "".join(sign["text"] for sign in sorted(signs, key=lambda one: one["x0"])),
            min(sign["x0"] for sign in signs) / MM,
            max(sign["x1"] for sign in signs) / MM,
            min(sign["top"] for sign in signs) / MM,
            size,
        )
        for (_, size), signs in sorted(found.items())
    ]


def faults(path: Path) -> Iterator[str]:
    """What is wrong with the pages of one file."""
    chinese = path.parent.name == STORIES[0]
    with pdfplumber.open(path.with_suffix(".pdf")) as pdf:
        pages = [(page, lines_of(page)) for page in pdf.pages]
        if chinese:
            for number, (page, lines) in enumerate(pages, start=1):
                yield from (f"page {number}: {fault}" for fault in _page_faults(page, lines, number))
        if (chinese and path.stem == "rectification") and not _full(pages):
            yield f"no page has {LINES} lines, or no line {CHARACTERS} characters"
        texts = [_bare("".join(sign["text"] for sign in page.chars)) for page in pdf.pages]
        shown = [(f"—{number}—", f"Page{number}of{len(texts)}") for number in range(1, len(texts) + 1)]
        text = "".join(
            each.replace(dashed, "", 1).replace(named, "", 1)
            for each, (dashed, named) in zip(texts, shown, strict=True)
        )
        if path.stem == "slip" and len(pdf.pages) != len(docx.Document(str(path)).tables):
            yield f"{len(pdf.pages)} pages of closing slips, one each was promised"
        if path.stem == "summary" and len(pdf.pages) != 1:
            yield f"{len(pdf.pages)} pages at a glance, one was promised"
    yield from _lost(path, text)


def _page_faults(page: Any, lines: list[Line], number: int) -> Iterator[str]:
    body = [line for line in lines if line.size == 16 and not re.fullmatch(r"—\d+—", line.text)]
    if len(body) > LINES:
        yield f"{len(body)} lines"
    if page.width > page.height:
        return
    yield from (f"{line.wide} characters: {line.text}" for line in body if line.wide > CHARACTERS)
    edges = [(line.left, line.right) for line in body]
    yield from (f"beyond the margins: {edge}" for edge in edges if edge[0] < 27.8 or edge[1] > 210 - 25.8)
    numbers = [line for line in lines if re.fullmatch(r"—\d+—", line.text)]
    if [line.text for line in numbers] != [f"—{number}—"]:
        yield f"page number {[line.text for line in numbers]}"
        return
    [shown] = numbers
    place = 210 - 26 - shown.right if number % 2 else shown.left - 28
    if abs(place - 14 / MM) > 1:
        yield f"page number {place:.1f} mm from the edge of the text, one character is {14 / MM:.1f}"
    below = shown.top + 7 / MM - (297 - 35)
    if abs(below - 7) > 1:
        yield f"page number {below:.1f} mm below the text, 7 are promised"


def _full(pages: list[tuple[Any, list[Line]]]) -> bool:
    bodies = [[line for line in lines if line.size == 16] for _, lines in pages]
    return max(map(len, bodies)) == LINES and max(line.wide for body in bodies for line in body) == CHARACTERS


def _lost(path: Path, plain: str) -> Iterator[str]:
    """Paragraphs and cells that are not whole in the PDF; a cell may go on over the next page."""
    word = docx.Document(str(path))
    for told in (_bare(each.text) for each in word.paragraphs):
        if told not in plain:
            yield f"lost: {told}"
    cells = [
        line for table in word.tables for row in table.rows for cell in row.cells for line in cell.text.split("\n")
    ]
    for told in map(_bare, cells):
        if not any(told[:cut] in plain and told[cut:] in plain for cut in range(len(told) + 1)):
            yield f"lost of a cell: {told}"


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where the files are to stay")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (chosen.folder or Path(scratch) / "pages").resolve()
        paths = list(written(folder))
        typeset(folder, paths)
        found = [f"{path.parent.name}/{path.name}: {fault}" for path in paths for fault in faults(path)]
    sys.stdout.write("".join(f"{fault}\n" for fault in found) or f"{len(paths)} files as they should be\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
