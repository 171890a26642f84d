"""Makes the pictures of documents that the READMEs show: the first page of the Word file, the web page, the workbook.

`python docs/make_pictures.py` makes the demo's documents and has other programs show them: LibreOffice (with the typefaces
of texlive-lang-chinese), pdftoppm and Chromium, which have to be there. By hand, when the look of a document has changed; so `docs/make.py --check` leaves them.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from make import ROOT, output_of

sys.path.insert(0, str(ROOT))
from tests.documents.measure_word import typeset

PICTURES = ROOT / "docs" / "pictures"
BROWSER = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
]
_NARROW = 700
"""Pixels of the longer side of a picture of paper."""


def paged(pdf: Path, name: str) -> None:
    options = ["-png", "-singlefile", "-f", "1", "-scale-to", str(_NARROW)]
    subprocess.run(["pdftoppm", *options, str(pdf), str(PICTURES / name)], check=True)


def browser(source: Path, folder: Path) -> None:
    picture = PICTURES / f"{source.stem}.png"
    options = [f"--user-data-dir={folder / 'browser'}", "--window-size=1000,1400", f"--screenshot={picture}"]
    command = ["chromium", *BROWSER, *options, source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output_of("rectify demo", "zh", folder)
        of = folder / "rectify-demo"
        head = "--letterhead 共青团XX县委员会文件 --number 团X发〔2023〕3号 --to 县委巡察工作领导小组办公室"
        for command in (
            f"rectify report {head} -o word.docx",
            "rectify report --kind register -o workbook.xlsx",
            "rectify report -o page.html",
        ):
            sys.stdout.write(output_of(command, "zh", of))
        papers = [of / "word.docx", of / "workbook.xlsx"]
        typeset(folder, papers)
        for paper in papers:
            paged(paper.with_suffix(".pdf"), paper.stem)
        browser(of / "page.html", folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
