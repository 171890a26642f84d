"""A disk that loses its power: from the calls of processes to what may be found on it afterwards.

The model: what was written to a file is sure after `fsync` of the file; a name (made, removed, linked, renamed) is sure
after `fsync` of its folder. What is not sure may be there, or not; of the writes to a file any may be there, or only some
sectors of one; of the changes of names, a beginning in their order, as a journalling file system keeps them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from tests.faults.tracing import NAMES, SYNCS, UNKNOWN, WRITES, Call

SECTOR = 512


class Fate(Enum):
    """What becomes of what is not sure."""

    KEPT = "kept"
    LOST = "lost"
    MIXED = "mixed"


Write = tuple[int, bytes]
"""Where, and what; a length to cut or stretch to is told by `(length, CUT)`."""
CUT = b"\0cut"


class File:
    """The content that is sure, and the writes that are not yet."""

    def __init__(self, content: bytes = b"") -> None:
        self.sure = bytearray(content)
        self.unsure: list[Write] = []

    def sync(self) -> None:
        for write in self.unsure:
            _put(self.sure, write)
        self.unsure = []

    @property
    def length(self) -> int:
        return len(self.found(Fate.KEPT, random.Random()))  # noqa: S311 - nothing is drawn

    def found(self, fate: Fate, chance: random.Random) -> bytes:
        content = bytearray(self.sure)
        for write in self.unsure:
            if fate is Fate.KEPT or (fate is Fate.MIXED and chance.random() < 0.5):
                _put(content, _torn(write, chance) if fate is Fate.MIXED and chance.random() < 0.3 else write)
        return bytes(content)


def _put(content: bytearray, write: Write) -> None:
    at, data = write
    if data is CUT:
        del content[at:]
    content.extend(bytes(max(at - len(content), 0)))
    if data is not CUT:
        content[at : at + len(data)] = data


def _torn(write: Write, chance: random.Random) -> Write:
    """Only the first sectors of a write, or only the last."""
    at, data = write
    if data is CUT or len(data) <= SECTOR:
        return write
    cut = chance.randrange(0, len(data) + 1, SECTOR)
    return (at, data[:cut]) if chance.random() < 0.5 else (at + cut, data[cut:])


class Folder(dict[str, "File | Folder"]):
    """The names that are there now; those that are sure are `sure`."""

    def __init__(self) -> None:
        super().__init__()
        self.sure: dict[str, File | Folder] = {}


Renaming = list[tuple[Folder, str, "File | Folder | None"]]
"""Names that change together: in which folder, which name, and what it is of from then on."""


class Disk:
    """What lies under `root`, an empty folder at first, as the calls told so far have left it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.top = Folder()
        self.unsure: list[Renaming] = []
        self.offsets: dict[tuple[int, int], int] = {}

    def tell(self, call: Call) -> None:
        """Follow one call that succeeded. Raises AssertionError for one that the model does not know."""
        if call.result < 0 or call.tells:
            return
        assert call.name not in UNKNOWN, f"{call.name} changes a disk, and the model does not know it"
        if call.name == "openat":
            self._opened(call)
        elif call.name == "lseek":
            self.offsets[call.pid, call.fd] = call.result
        elif call.name in WRITES:
            self._wrote(call)
        elif call.name == "ftruncate":
            self._file(call.paths[0]).unsure.append((int(call.arguments[1]), CUT))
        elif call.name in SYNCS:
            self._synced(call.paths[0])
        elif call.name in NAMES:
            self._renamed(call)

    def _find(self, path: str) -> tuple[Folder, str]:
        *way, name = Path(path).relative_to(self.root).parts
        folder = self.top
        for step in way:
            below = folder[step]
            assert isinstance(below, Folder)
            folder = below
        return folder, name

    def _file(self, path: str) -> File:
        folder, name = self._find(path)
        found = folder[name]
        assert isinstance(found, File)
        return found

    def _opened(self, call: Call) -> None:
        path, flags = call.paths[0], call.arguments[2]
        self.offsets[call.pid, call.result] = 0
        if Path(path) == self.root or not ("O_CREAT" in flags or "O_TRUNC" in flags):
            return
        folder, name = self._find(path)
        if name not in folder:
            self._change([(folder, name, File())])
        elif "O_TRUNC" in flags:
            self._file(path).unsure.append((0, CUT))
        assert "O_APPEND" not in flags, "the model does not know where such a write goes"

    def _wrote(self, call: Call) -> None:
        at = int(call.arguments[3]) if call.name == "pwrite64" else self.offsets[call.pid, call.fd]
        folder, name = self._find(call.paths[0])
        file = folder.get(name)  # one whose name is gone can be written to, and nobody will find it
        if isinstance(file, File):
            file.unsure.append((at, call.data[: call.result]))
        if call.name == "write":
            self.offsets[call.pid, call.fd] = at + call.result

    def _synced(self, path: str) -> None:
        if Path(path) == self.root:
            self._sync_names(self.top)
            return
        folder, name = self._find(path)
        found = folder.get(name)
        if isinstance(found, Folder):
            self._sync_names(found)
        elif found is not None:
            found.sync()

    def _sync_names(self, folder: Folder) -> None:
        for change in [each for each in self.unsure if any(place is folder for place, _, _ in each)]:
            _settle(change)
            self.unsure.remove(change)

    def _renamed(self, call: Call) -> None:
        *_, (folder, name) = places = [self._find(path) for path in call.paths]
        match call.name:
            case "mkdir" | "mkdirat":
                self._change([(folder, name, Folder())])
            case "unlink" | "unlinkat" | "rmdir":
                self._change([(folder, name, None)])
            case "link" | "linkat":
                self._change([(folder, name, places[0][0][places[0][1]])])
            case _:
                (old, old_name), _ = places
                self._change([(old, old_name, None), (folder, name, old[old_name])])

    def _change(self, change: Renaming) -> None:
        for folder, name, what in change:
            if what is None:
                del folder[name]
            else:
                folder[name] = what
        self.unsure.append(change)

    def after_a_cut(self, fate: Fate, chance: random.Random) -> dict[str, bytes | None]:
        """What is found: the paths below the root with their contents, None for a folder."""
        kept = {Fate.KEPT: len(self.unsure), Fate.LOST: 0}.get(fate, chance.randint(0, len(self.unsure)))
        names: dict[int, dict[str, File | Folder]] = {}
        for folder, name, what in (each for change in self.unsure[:kept] for each in change):
            own = names.setdefault(id(folder), dict(folder.sure))
            own.pop(name, None)
            if what is not None:
                own[name] = what
        return dict(_found(self.top, "", names, fate, chance))


def _settle(change: Renaming) -> None:
    for folder, name, what in change:
        folder.sure.pop(name, None)
        if what is not None:
            folder.sure[name] = what


def _found(
    folder: Folder, path: str, names: dict[int, dict[str, File | Folder]], fate: Fate, chance: random.Random
) -> Iterator[tuple[str, bytes | None]]:
    for name, what in sorted(names.get(id(folder), folder.sure).items()):
        if isinstance(what, Folder):
            yield f"{path}{name}", None
            yield from _found(what, f"{path}{name}/", names, fate, chance)
        else:
            yield f"{path}{name}", what.found(fate, chance)


def put_back(found: dict[str, bytes | None], folder: Path) -> None:
    """Make the files that were found, in an empty folder."""
    for name, content in found.items():
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)
