"""Between files on the disk and evidence in the ledger: which files are meant, what they are, and back out again."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from rectify.cli.importing import reason
from rectify.cli.session import Session
from rectify.deciding.proving import Brought
from rectify.documents.reading.guard import bounded, opened, shown
from rectify.durable import keep_names
from rectify.errors import NotFound, RectifyError, Refused, Unreadable
from rectify.ledger import Ledger
from rectify.store.files import Packed, pack

MOST = 1_000
"""How many files one command attaches."""
SUMS = "SHA256SUMS"
_RESERVED = frozenset('/\\<>:"|?*')
_NAME_BYTES = 200
_ENDING = 10
"""Characters of the longest ending that is taken for one."""
_LITTER = ("Thumbs.db", "desktop.ini")
_OFFICE_LOCK = "~$"
_PIECE = 1 << 20


class Meant(NamedTuple):
    """A file that is meant, and the name that it is given: its own, and in a folder its way down from there."""

    path: Path
    name: str


def meant(session: Session, names: Iterable[str]) -> list[Meant]:
    """The files named; a folder stands for all files in it and below. Raises Refused for more than a thousand."""
    found = [each for name in names for each in _meant(session, session.world.cwd / name, name)]
    if len(found) > MOST:
        raise Refused("attach-too-many", number=len(found), limit=MOST)
    return found


def _meant(session: Session, path: Path, name: str) -> Iterator[Meant]:
    if not os.path.lexists(path):
        raise NotFound("file-missing", path=shown(name))
    if path.is_symlink() or not path.is_dir():
        yield Meant(path, path.name)
        return
    passed_over = 0
    for folder, below, files in os.walk(path):
        below[:] = sorted(each for each in below if not each.startswith("."))
        for each in sorted(files):
            if _is_litter(Path(folder, each)):
                passed_over += 1
            else:
                yield Meant(Path(folder, each), Path(folder, each).relative_to(path).as_posix())
    if passed_over:
        session.note(session.say("record.attach-passed-over", number=passed_over, path=session.visible(shown(name))))


def _is_litter(path: Path) -> bool:
    """What lies in a folder and was not put there to be shown: hidden files, an office's locks, links, devices."""
    hidden = path.name.startswith((".", _OFFICE_LOCK)) or path.name in _LITTER
    return hidden or not S_ISREG(path.lstat().st_mode)


class Shelf:
    """Files on their way into the ledger, packed in a folder of ours before anybody has to wait for them.

    Going through it gives them one after the other, as often as asked.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[str, int] = {}

    def put(self, content: bytes) -> Packed:
        file = pack(content)
        if file.sha256 not in self._sizes:
            (self._folder / file.sha256).write_bytes(file.data)
            self._sizes[file.sha256] = file.size
        return file

    def __iter__(self) -> Iterator[Packed]:
        for name, size in self._sizes.items():
            yield Packed(name, size, (self._folder / name).read_bytes())


@contextmanager
def shelf() -> Iterator[Shelf]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="rectify-", ignore_cleanup_errors=True) as folder:
        yield Shelf(Path(folder))


def brought(session: Session, file: Meant, shelf: Shelf | None) -> Brought:
    """What a file is, its content put on the shelf; without one, it is only looked at, whatever its size.

    Raises Unreadable, naming the file, for what is no regular file, is empty, or is too large to be kept.
    """
    try:
        with opened(file.path, follow=False) as stream:
            hashed, size = _put(bounded(stream), shelf) if shelf else _hashed(iter(lambda: stream.read(_PIECE), b""))
    except RectifyError as error:
        why = Unreadable("attach-device") if error.key == "input-device" else error
        raise Unreadable("attach-unreadable", name=shown(file.name), why=reason(session, why)) from error
    raw = os.fsencode(file.name)
    return Brought(shown(file.name), hashed, size, "" if _is_utf8(raw) else raw.hex())


def _put(content: bytes, shelf: Shelf) -> tuple[str, int]:
    file = shelf.put(content)
    return file.sha256, file.size


def _hashed(pieces: Iterator[bytes]) -> tuple[str, int]:
    digest, size = sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    if not size:
        raise Unreadable("input-empty")
    return digest.hexdigest(), size


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


# ---- out again


class File(NamedTuple):
    """A file that was written: of which piece of evidence, under which name, with which SHA-256."""

    evidence: int
    name: str
    sha256: str


class TakenOut(NamedTuple):
    """The files that were written, and the living evidence that the ledger holds no content of."""

    files: list[File]
    left: list[int]


def taken_out(ledger: Ledger, folder: Path) -> TakenOut:
    """Write the content of all living evidence into `folder`, which must be new or empty, and a list of the hashes.

    Raises Refused for a folder that holds something, Damaged where a content is not what was recorded.
    """
    _make_empty(folder)
    done = TakenOut([], [])
    for each in ledger.view().every_evidence():
        content = ledger.file(each.sha256) if not each.void else None
        if content is not None:
            name = f"e{each.id}-{plain_name(each.name)}"
            _write(folder / name, content)
            done.files.append(File(each.id, name, each.sha256))
        elif not each.void:
            done.left.append(each.id)
    sums = "".join(f"{each.sha256}  {each.name}\n" for each in done.files)
    _write(folder / SUMS, sums.encode())
    keep_names(folder)
    keep_names(folder.parent)
    return done


def _make_empty(folder: Path) -> None:
    try:
        folder.mkdir()
    except FileExistsError:
        if folder.is_symlink() or not folder.is_dir() or any(folder.iterdir()):
            raise Refused("export-not-empty", path=folder) from None
    except FileNotFoundError:
        raise NotFound("folder-missing", path=folder.parent) from None


def _write(path: Path, content: bytes) -> None:
    """A new file, which only its owner may write; nothing that is there is written over, nor any link followed."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def plain_name(name: str) -> str:
    """`name` as one that every system takes: no way up or down, nothing that cannot be seen, and not too long.

    What the ending says of the kind of file is kept.
    """
    kept = "".join("_" if char in _RESERVED or not char.isprintable() else char for char in name).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > _ENDING or not stem:
        stem, ending = kept, ""
    room = _NAME_BYTES - len(f".{ending}".encode())
    stem = stem.encode()[:room].decode(errors="ignore").strip(". ")
    return f"{stem}.{ending}" if ending else stem or "file"
