"""A Parquet set as a folder: one file a table, `heads.txt`, and a manifest that names the files and is written last.

The files are named by what they hold, so a set that is written over one of its own stays whole until the manifest is there.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from rectify.documents.writing import replacing
from rectify.errors import Refused, Unreadable
from rectify.rollup import kept
from rectify.rollup.finding import MANIFEST
from rectify.rollup.tables import FORMAT, IN_A_SET

_LIMIT = 65_536
_SHORT = 16


class ParquetSet(NamedTuple):
    """The files of a set, by table."""

    files: Mapping[str, Path]


def opened(folder: Path) -> ParquetSet:
    """The set in a folder, every file of which is what the manifest says. Raises Unreadable or Refused where it is not."""
    path = folder / MANIFEST
    try:
        with path.open("rb") as stream:
            said = json.loads(stream.read(_LIMIT))
        version, hashes = int(said["format"]), dict(said["files"])
    except OSError as error:
        raise Unreadable("rollup-set-unread", path=folder, reason=error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("rollup-set-unread", path=folder, reason=MANIFEST) from None
    if version != FORMAT:
        raise Refused("rollup-set-version", path=folder, format=version, known=FORMAT)
    if set(hashes) != set(IN_A_SET):
        raise Unreadable("rollup-set-unread", path=folder, reason=MANIFEST)
    files = {table: folder / _name(table, str(digest)) for table, digest in hashes.items()}
    for table, place in files.items():
        try:
            if _digest(place) != hashes[table]:
                raise Unreadable("rollup-set-changed", path=folder, file=place.name)
        except OSError as error:
            raise Unreadable("rollup-set-unread", path=place, reason=error.strerror or str(error)) from error
    return ParquetSet(files)


def _name(table: str, digest: str) -> str:
    return f"{table}-{''.join(filter(str.isalnum, digest[:_SHORT]))}.parquet"


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def refuse_other_folder(folder: Path) -> None:
    """Raises Refused for a place that holds anything but a set."""
    if folder.exists() and not folder.is_dir():
        raise Refused("rollup-output-file", path=folder)
    if folder.is_dir() and not (folder / MANIFEST).exists() and any(folder.iterdir()):
        raise Refused("rollup-output-other", path=folder)
    if not folder.parent.is_dir():
        raise Refused("output-no-folder", path=folder, folder=folder.parent)


def put(made: Mapping[str, Path], heads: bytes, folder: Path) -> ParquetSet:
    """Put the files of a new set into `folder`: content first, then the heads, the manifest last, and then let go of the old."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refused("output-not-permitted", path=folder) from error
    hashes = {table: _digest(path) for table, path in made.items()}
    files = {table: folder / _name(table, digest) for table, digest in hashes.items()}
    for table, path in files.items():
        with made[table].open("rb") as source, replacing(path) as target:
            while block := source.read(1 << 20):
                target.write(block)
    with replacing(folder / kept.NAME) as target:
        target.write(heads)
    manifest = json.dumps({"format": FORMAT, "files": hashes}, indent=1, sort_keys=True)
    with replacing(folder / MANIFEST) as target:
        target.write(f"{manifest}\n".encode())
    for old in folder.glob("*-*.parquet"):
        if old not in files.values() and old.name.partition("-")[0] in IN_A_SET:
            with suppress(OSError):
                old.unlink()
    return ParquetSet(files)
