"""Makes the pictures of documents that the READMEs show: the first page of the Word file, the web page, the workbook.

`python docs/make_pictures.py` makes the demo's documents and has other programs show them: LibreOffice, pdftoppm and
Chromium, which have to be there. By hand, when the look of a document has changed; so `docs/make.py --check` leaves them.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from make import ROOT, output_of

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


def office(source: Path, folder: Path) -> None:
    """The first page of what LibreOffice shows of `source`."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    paged(folder / f"{source.stem}.pdf", source.stem)


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
        office(of / "word.docx", folder)
        office(of / "workbook.xlsx", folder)
        browser(of / "page.html", folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
