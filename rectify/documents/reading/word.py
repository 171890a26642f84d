"""Word documents (.docx) the way Word shows them: numbers counted, insertions in, deletions out, merged cells filled."""

from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from rectify.documents.document import Heading, Paragraph, Table
from rectify.documents.reading import Block, Contents, LeftOut
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.guard import BLOCKS, COLUMNS
from rectify.documents.reading.package import Package
from rectify.documents.reading.word_names import CHOICES, RELATION, switched_on, value, w, whole
from rectify.documents.reading.word_numbers import Numbers
from rectify.documents.reading.word_styles import BODY, Styles
from rectify.documents.reading.word_text import Note, Words, chosen
from rectify.errors import Unreadable, Word

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTENTS = "Table of Contents"
_BESIDE = {"header": "running-head", "footer": "running-head", "diagramData": "drawing", "chart": "drawing"}
_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def read(content: bytes, _kind: str, _encoding: str) -> Contents:
    """The headings, paragraphs and tables; text boxes after their paragraph, notes at the end."""
    with Package(content) as package:
        reader = _Reader(package)
        blocks = list(reader.blocks(package.stream(package.main, w("body"))))
        blocks.extend(reader.notes())
        reader.beside_the_text()
        return Contents(tuple(blocks), tuple(reader.left_out))


class _Reader:
    """One pass over a document, counting as it goes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations = package.relations(package.main)
        styles = Styles(package.stream(self._part("styles"), w("styles")))
        self._styles = styles
        self._numbers = Numbers(package.stream(self._part("numbering"), w("numbering")), styles)
        self._words = Words(styles)
        self._notes: list[tuple[Note, str]] = []
        self._paragraphs = self._tables = self._all = 0
        self.left_out: list[LeftOut] = []

    def _part(self, kind: str) -> str:
        return next((each.target for each in self._relations.values() if each.kind == kind), "")

    def blocks(self, elements: "Iterable[Element]", place: str = "") -> Iterator[Block]:
        """What stands in `elements`; at `place`, or in the body where that is empty."""
        carried = ""
        for element in _unwrapped(elements):
            if element.tag == w("p"):
                self._count()
                self._paragraphs += not place
                carried = yield from self._paragraph(element, place or f"paragraph {self._paragraphs}", carried)
            elif element.tag == w("tbl"):
                self._tables += not place
                yield from self._table(element, place or f"table {self._tables}")
            else:
                self._unseen(element, place or f"paragraph {self._paragraphs + 1}")
        if carried:
            yield Paragraph(carried, place=place or f"paragraph {self._paragraphs}")

    def _count(self) -> None:
        self._all += 1
        if self._all > BLOCKS:
            raise Unreadable("input-too-many", count=self._all, things=Word("reading.paragraphs"), limit=BLOCKS)

    def _leave_out(self, text: str, why: str, place: str) -> None:
        if text.strip():
            self.left_out.append(LeftOut(text.strip(), why, place))

    def _unseen(self, element: "Element", place: str) -> None:
        if element.tag == w("altChunk"):
            target = self._relations.get(element.get(RELATION, ""))
            self._leave_out(target.target if target else "altChunk", "embedded", place)
        else:
            why = "contents" if element.tag == w("sdt") else "deleted"
            self._leave_out(self._words.unseen(element), why, place)

    def _paragraph(self, element: "Element", place: str, before: str) -> Generator[Block, None, str]:
        """Gives back the text that goes on in the next paragraph, where the mark between the two was deleted."""
        text = self._words.of(element)
        boxes, notes, gone = self._words.boxes, self._words.notes, self._words.gone
        for why, pieces in gone.items():
            self._leave_out("".join(pieces), why, place)
        self._notes.extend((note, place) for note in notes)
        properties = element.find(w("pPr"))
        mark = None if properties is None else properties.find(w("rPr"))
        carried = ""
        if mark is not None and mark.find(w("del")) is not None:
            carried = before + text
        elif before or text.strip() or not (gone and switched_on(mark, "vanish")):
            yield from self._numbered(element, before + text, place, bold=self._words.bold and not before)
        for box in boxes:
            yield from self.blocks(box, f"{place}, text box")
        return carried

    def _numbered(self, element: "Element", text: str, place: str, *, bold: bool) -> Iterator[Block]:
        label = self._numbers.label(element)
        text = text.strip()
        if not text and not label.strip(" •"):
            return
        style = value(element, "pPr", "pStyle")
        if self._styles.is_contents(style):
            self._leave_out(label + text, "contents", place)
            return
        own = value(element, "pPr", "outlineLvl")
        outline = self._styles.outline(style) if own is None else whole(own, BODY)
        if outline is None or outline >= BODY or not text:
            words = f"{label}{text}".rstrip()
            yield Paragraph("", words, place) if bold else Paragraph(words, place=place)
        else:
            yield Heading(outline + 1, text, label, place)

    # --- tables

    def _table(self, element: "Element", place: str) -> Iterator[Block]:
        grid = Grid()
        merged: dict[int, str] = {}
        row = 0
        for line in _inside(element, w("tr")):
            properties = line.find(w("trPr"))
            deleted = properties is not None and properties.find(w("del")) is not None
            if deleted or switched_on(properties, "hidden"):
                why = "deleted" if deleted else "hidden"
                self._leave_out(self._words.unseen(line), why, place)
                continue
            self._row(line, grid, row, merged, place)
            row += 1
        table = grid.table(place=place)
        if table.rows:
            yield table

    def _row(self, line: "Element", grid: Grid, row: int, merged: dict[int, str], place: str) -> None:
        """One row; `merged` are the texts of the cells above that reach down, by column."""
        column = whole(value(line, "trPr", "gridBefore"))
        for cell in _inside(line, w("tc")):
            properties = cell.find(w("tcPr"))
            span = min(max(whole(value(properties, "gridSpan"), 1), 1), COLUMNS + 1)
            down = _merge(properties, "vMerge")
            across = _merge(properties, "hMerge") == "continue" and column > 0
            goes_on = down == "continue" and column in merged
            if goes_on or across:
                self._leave_out(self._words.unseen(cell), "merged", place)
                text = merged[column] if goes_on else grid.rows[row][column - 1] if row < len(grid.rows) else ""
                grid.fill(row, column, text)
            else:
                text = self._cell(cell, place)
                grid.put(row, column, text)
            for further in range(column + 1, column + span):
                grid.fill(row, further, text)
            for covered in range(column, column + span):
                if down:
                    merged[covered] = text
                else:
                    merged.pop(covered, None)
            column += span

    def _cell(self, cell: "Element", place: str) -> str:
        return "\n".join(_flat(block) for block in self.blocks(cell, place))

    # --- what stands beside the body

    def notes(self) -> Iterator[Block]:
        """The footnotes and endnotes that the text refers to, in that order."""
        for kind, root in (("footnote", "footnotes"), ("endnote", "endnotes")):
            wanted: dict[str, str] = {}
            for note, place in self._notes:
                if note.kind == kind:
                    wanted.setdefault(note.number, f"{kind} {len(wanted) + 1} of {place}")
            found: dict[str, list[Block]] = {}
            for element in self._package.stream(self._part(root), w(root)):
                number = element.get(w("id"), "")
                if element.get(w("type")) not in _NO_NOTES:
                    if number in wanted:
                        found[number] = list(self.blocks(element, wanted[number]))
                    else:
                        self._leave_out(self._words.unseen(element), "unreferenced", kind)
            for number in wanted:
                yield from found.get(number, ())

    def beside_the_text(self) -> None:
        """Comments, running heads and what is drawn, none of which is part of the text."""
        for number, element in enumerate(self._package.stream(self._part("comments"), w("comments")), 1):
            self._leave_out(self._words.unseen(element), "comment", f"comment {number}")
        for relation in dict.fromkeys(self._relations.values()):
            why = _BESIDE.get(relation.kind)
            if why and (root := self._package.tree(relation.target)) is not None:
                self._leave_out(self._words.unseen(root), why, relation.kind)


def _unwrapped(elements: "Iterable[Element]") -> "Iterator[Element]":
    """The paragraphs and tables in `elements`, and what is there but not seen, out of whatever they are wrapped in."""
    for element in elements:
        if element.tag in {w("p"), w("tbl"), w("altChunk"), w("del"), w("moveFrom")}:
            yield element
        elif element.tag == CHOICES:
            yield from _unwrapped(chosen(element))
        elif element.tag == w("sdt") and value(element, "sdtPr", "docPartObj", "docPartGallery") == _CONTENTS:
            yield element
        elif element.tag not in {w("sectPr"), w("sdtPr"), w("tcPr")}:
            yield from _unwrapped(element)


def _inside(element: "Element", tag: str) -> "Iterator[Element]":
    """The rows of a table, or the cells of a row, out of whatever they are wrapped in."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in {w("tbl"), w("p"), w("tr"), w("tc")}:
            yield from _inside(child, tag)


def _merge(properties: "Element | None", name: str) -> str:
    """`restart` or `continue` for a cell that is merged that way, else nothing."""
    found = None if properties is None else properties.find(w(name))
    return "" if found is None else found.get(w("val"), "continue")


def _flat(block: Block) -> str:
    """A block as text of a cell: a table within it as its rows, cells apart by a tab."""
    if isinstance(block, Table):
        return "\n".join(
            "\t".join("" if (number, column) in block.filled else text for column, text in enumerate(row))
            for number, row in enumerate(block.rows)
        )
    return f"{block.number}{block.text}" if isinstance(block, Heading) else block.lead + block.text
