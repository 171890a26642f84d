"""An office file: a zip whose members are counted before one is opened, and whose XML is read as a bounded stream."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from rectify.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MEMBERS = 5_000
TOTAL = 256 << 20
"""The most that all members may unpack to, in bytes."""

MEMBER = 24 << 20
STREAMED = 96 << 20
"""The most that one may unpack to: of a workbook's sheets and strings, little is in memory at a time."""

RATIO = 200
RATIO_ABOVE = 8 << 20
"""A member beyond this size that shrank by more than the ratio was made to do harm."""

READ = 128 << 20
"""The most that is unpacked in all, of parts that refer to each other as often as they like."""

MARKS = 800_000
"""The most tags and attributes of one paragraph or table: each takes up to some 210 bytes once it is parsed."""

CHUNK = 1 << 16

_OF_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
"""Names of ISO/IEC 29500 Strict, and those of the form that everybody writes."""

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Relation(NamedTuple):
    """What one part says of another: the last word of the relation's type (`header`, `comments`), and the part's name."""

    kind: str
    target: str


class _Directory(io.BytesIO):
    """A zip in memory; one that declares a huge directory is refused before that is read."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > 1 << 20:
            raise Unreadable("input-bomb")
        return super().read(size)


class Package:
    """A zip that was looked through before it was believed. Raises Unreadable for every fault of it."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(_Directory(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError):
            raise Unreadable("input-damaged") from None
        members = self._zip.infolist()
        if len(members) > MEMBERS or sum(each.file_size for each in members) > TOTAL:
            raise Unreadable("input-bomb")
        for each in members:
            _check(each)
        self.names = frozenset(each.filename for each in members)
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def main(self) -> str:
        """The part that holds the document, empty where this is no office file."""
        found = (each.target for each in self.relations("").values() if each.kind == "officeDocument")
        usual = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
        return next((each for each in (*found, *usual) if each in self.names), "")

    def said_type(self) -> str:
        """What the file says of its own type (OpenDocument 1.3, part 2, 3.3)."""
        return b"".join(self._chunks("mimetype", 200)).decode("ascii", "replace") if "mimetype" in self.names else ""

    def is_encrypted(self) -> bool:
        """Whether the parts of an OpenDocument file are encrypted, each for itself (part 2, 4.8)."""
        manifest = "META-INF/manifest.xml"
        return manifest in self.names and b"encryption-data" in b"".join(self._chunks(manifest, MEMBER))

    def relations(self, part: str) -> dict[str, Relation]:
        """The parts that `part` refers to, by the names that it has for them; those of the package for an empty name."""
        folder, name = posixpath.split(part)
        found = {}
        for each in self.stream(posixpath.join(folder, "_rels", f"{name}.rels"), f"{_RELATIONS}Relationships"):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target)
        return found

    def stream(self, part: str, *parents: str, limit: int = MEMBER) -> Iterator["Element"]:
        """The children of every element of `part` whose tag is in `parents`, in the order of the document.

        Each is whole when it is given out and is gone afterwards. A parent within a parent is given out too, emptied of
        its children. No part, no children.
        """
        if part not in self.names:
            return
        from lxml import etree

        parser = etree.XMLPullParser(("start", "end"), tag=parents, **_careful())
        opened: list[Element] = []
        held = 0
        try:
            for chunk in self._xml(part, limit):
                marks = _marks(chunk)
                held += marks
                if held > MARKS:
                    raise Unreadable("input-too-much")
                parser.feed(chunk)
                for child in _whole(parser, opened):
                    yield child
                    held = marks
            parser.close()
            yield from _whole(parser, opened)
        except etree.LxmlError:
            raise Unreadable("input-damaged") from None

    def tree(self, part: str) -> "Element | None":
        """The root of a small part, with all that is in it; None where there is no such part."""
        if part not in self.names:
            return None
        from lxml import etree

        parser = etree.XMLParser(**_careful())
        held = 0
        try:
            for chunk in self._xml(part, MEMBER):
                held += _marks(chunk)
                if held > MARKS:
                    raise Unreadable("input-too-much")
                parser.feed(chunk)
            return parser.close()
        except etree.LxmlError:
            raise Unreadable("input-damaged") from None

    def _xml(self, part: str, limit: int) -> Iterator[bytes]:
        """The chunks of an XML part; no office program writes a DOCTYPE, and what one declares could be anything."""
        before = b""
        for chunk in self._chunks(part, limit):
            plain = (before + chunk).replace(b"\0", b"")
            if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                raise Unreadable("input-doctype")
            if not before:
                for strict, usual in _OF_STRICT.items():
                    chunk = chunk.replace(strict, usual)  # noqa: PLW2901
            before = chunk[-32:]
            yield chunk

    def _chunks(self, part: str, limit: int) -> Iterator[bytes]:
        """What `part` unpacks to, up to `limit` whatever its size is said to be."""
        size = 0
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._read += len(chunk)
                    if size > limit or self._read > READ:
                        raise Unreadable("input-bomb")
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            struct.error,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ):
            raise Unreadable("input-damaged") from None


def _careful() -> Any:
    """What the parsers are told: nothing is fetched, no entity is put in, and the library keeps its own limits."""
    return {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }


def _marks(chunk: bytes) -> int:
    """At least as many as there are tags and attributes."""
    return chunk.count(b"<") + chunk.count(b"=")


def _check(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 1:
        raise Unreadable("input-encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("input-damaged")
    # Pictures are never unpacked; a large bitmap may be one in which nothing is drawn.
    if "/media/" in member.filename:
        return
    streamed = member.filename.startswith("xl/") or member.filename == "content.xml"
    large = member.file_size > (STREAMED if streamed else MEMBER)
    if large or (member.file_size > RATIO_ABOVE and member.file_size > RATIO * member.compress_size):
        raise Unreadable("input-bomb")


def _whole(parser: Any, opened: "list[Element]") -> Iterator["Element"]:
    """The children that are complete after what was fed to `parser`; `opened` are the parents that are not yet closed."""
    for event, element in parser.read_events():
        if event == "start":
            if not opened and element.getroottree().docinfo.doctype:
                raise Unreadable("input-doctype")
            if opened:
                yield from _given_out(opened[-1], _child_over(opened[-1], element))
            opened.append(element)
        else:
            yield from _given_out(opened.pop(), None)
    if opened:
        # The last child may still grow, and the parser needs it.
        yield from _given_out(opened[-1], next(opened[-1].iterchildren(reversed=True), None))


def _child_over(parent: "Element", element: "Element") -> "Element | None":
    """The child of `parent` that `element` is or stands in."""
    child: Element | None = element
    while child is not None and child.getparent() is not parent:
        child = child.getparent()
    return child


def _given_out(parent: "Element", before: "Element | None") -> Iterator["Element"]:
    """The children of `parent` that stand `before` another, each removed once it was looked at."""
    child = next(iter(parent), None)
    while child is not None and child is not before:
        following = child.getnext()
        yield child
        # Removing it as it is would look through all that is in it, for each thing in it.
        child.clear()
        parent.remove(child)
        child = following
