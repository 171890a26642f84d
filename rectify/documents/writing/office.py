"""PDF by LibreOffice: the Word file itself, converted by the program that the user has anyway."""

import os
import shutil
import subprocess
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from rectify.documents.document import Document
from rectify.documents.writing import Style, writer
from rectify.errors import Refused

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 300.0
"""Seconds after which a conversion is given up."""


def convert(document: Document, stream: BinaryIO, style: Style) -> None:
    """Writes what LibreOffice makes of the Word file, in a profile of its own that is gone afterwards.

    Raises Refused where there is no LibreOffice, where it takes too long, and where it makes no PDF (it ends with 0 all
    the same).
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Refused("via-absent")
    word = BytesIO()
    writer(".docx")(document, word, style._replace(via=""))
    with TemporaryDirectory(prefix="rectify-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(word.getvalue())
        told = _converted(program, folder)
        with suppress(FileNotFoundError):
            made = (folder / "report.pdf").read_bytes()
            if made.startswith(b"%PDF-"):
                stream.write(made)
                return
    raise Refused("via-failed", reason=next(iter(told.strip().splitlines()[-1:]), "?"))


def _converted(program: str, folder: Path) -> str:
    """What LibreOffice says while it puts `report.pdf` into the folder, or does not."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")]
    process = subprocess.Popen(
        [program, profile, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with process:
        try:
            told, _ = process.communicate(timeout=LONGEST)
        except BaseException as error:
            _stop(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise Refused("via-slow", seconds=round(LONGEST)) from None
            raise
    return told.decode(errors="replace")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends it and what it started."""
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, 9)
        else:
            process.kill()
