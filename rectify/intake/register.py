"""From the tables of a document to findings: registers row by row, forms label by label, other tables in words."""

import re
from collections.abc import Iterable, Mapping

from rectify.documents.document import Block, Table
from rectify.intake.cells import Cell, Fields, line_of
from rectify.intake.columns import field_of
from rectify.intake.gathering import Gathering, Place
from rectify.intake.heads import Grid, Head, find_head
from rectify.intake.lines import Line, fold
from rectify.intake.numbering import read_mark
from rectify.intake.records import (
    add_actions,
    add_aspect,
    add_issue,
    add_measures,
    day_of,
    issue_of,
)
from rectify.intake.tables import Record, Sheet, take_apart
from rectify.intake.titles import title_key
from rectify.intake.totals import find_totals
from rectify.intake.words import day_order
from rectify.model.terms import Part

Read = tuple[Grid, Head | None, Fields | None]
"""A table, and its head where it is a register, or what it says where it is a form."""


def find_registers(blocks: tuple[Block, ...], gathering: Gathering) -> list[Read]:
    """The tables of a document, and which of them are registers or forms."""
    found: list[Read] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            grid = Grid(block, index)
            form = _form(grid, gathering)
            found.append((grid, None if form else find_head(grid, gathering.columns), form))
    return found


def header_lines(tables: Iterable[Read]) -> list[Line]:
    """What tables say of the document itself, each row as a line: the rows above the heads of registers (title, 填报单位,
    填报日期), and the head of a memorandum (Date: 30 April 2024).
    """
    found = []
    for grid, head, form in tables:
        memo = head is None and form is None and _is_memo(grid)
        for row in range(head.first if head else len(grid.rows) if memo else 0):
            text = " ".join(cell.text for cell in grid.own_cells(row))
            found.append(line_of(text, row_place(grid, row)))
    return found


_LABEL = re.compile(r"\**[^:：|]{1,16}[:：]\**")
_LONGEST_MEMO = 10


def _is_memo(grid: Grid) -> bool:
    """Whether the table has two columns, of which the first holds nothing but labels with a colon."""
    rows = [row for row in grid.rows if any(row)]
    return 0 < len(rows) <= _LONGEST_MEMO and all(len(row) == 2 and _LABEL.fullmatch(row[0].strip()) for row in rows)


def read_tables(tables: list[Read], gathering: Gathering, headings: list[tuple[int, str]]) -> None:
    """Adds all that the tables say. Where several are registers, the heading before each may name its aspect."""
    gathering.learn_issues(title_key)
    several = sum(head is not None for _, head, _ in tables) > 1
    for grid, head, form in tables:
        if grid.caption:
            gathering.ink.paint(grid.block, 0, len(grid.caption), "table.caption")
        if form is not None:
            _read_form(grid, form, gathering)
        elif head is not None:
            above = next((words for block, words in reversed(headings) if block < grid.block), "") if several else ""
            _read_register(grid, head, gathering, above if _ASPECT.search(above) else "")
        else:
            _keep(grid, gathering)


def _keep(grid: Grid, gathering: Gathering) -> None:
    """A table that lists no findings stays as it is."""
    for row in range(len(grid.rows)):
        cells = grid.own_cells(row)
        for cell in cells:
            gathering.ink.cell(grid.block, cell.row, cell.column, f"narrative.{Part.RESULTS}")
        text = " | ".join(cell.text for cell in cells)
        gathering.tell(Part.RESULTS, text, row_place(grid, row))


def row_place(grid: Grid, row: int) -> str:
    return f"{grid.place} row {row + 1}"


# Registers


_ASPECT = re.compile(r"方面|聚焦|领域|\b(?:area|audit of|theme)\b", re.IGNORECASE)


def _read_register(grid: Grid, head: Head, gathering: Gathering, above: str) -> None:
    sheet = take_apart(grid, head)
    for row in range(head.first, head.last + 1):
        for cell in grid.own_cells(row):
            gathering.ink.cell(grid.block, cell.row, cell.column, "table.header")
    gathering.day_order = day_order(text for row in grid.rows for text in row)
    register = _Register(grid, head, gathering, above)
    for record in sheet.records:
        register.add(record)
    _others(grid, head, sheet, gathering)
    told = {cells[0].row for record in sheet.records for row in record.rows for cells in row.values()}
    for row in sorted({*sheet.broken, *(told & grid.mended)}):
        gathering.remark("row-broken", row_place(grid, row), row=row + 1)
    for name, field in zip(head.names, head.fields, strict=True):
        if not field and name:
            gathering.remark("column-unknown", grid.place, column=name)


def _others(grid: Grid, head: Head, sheet: Sheet, gathering: Gathering) -> None:
    """Rows that are no findings: totals, headings of aspects, the head once more, notes."""
    headings = {record.heading.row for record in sheet.records if record.heading}
    totals = set(sheet.totals)
    for row in (*range(head.first), *sheet.totals, *sheet.others):
        total = row in totals
        again = grid.rows[row] == grid.rows[head.last]
        use = "aspect.title" if row in headings else "table.header" if again else "total" if total else "table.note"
        for cell in grid.own_cells(row):
            gathering.ink.cell(grid.block, cell.row, cell.column, use)
            if total or use == "table.note":
                find_totals(line_of(cell.text, row_place(grid, row)), gathering)
            if use == "table.note" and row > head.last:
                gathering.tell(Part.RESULTS, cell.text, row_place(grid, row))


_USES = {
    "measure": "measure.text",
    "next": "measure.text",
    "action": "action.text",
    "rules": "action.text",
    "measure-standard": "measure.standard",
}


_NO_GROUP = ("other", "others", "其他", "其它")
"""Over the last rows of a register: they stand under no aspect."""


class _Register:
    """A register while its rows are read."""

    def __init__(self, grid: Grid, head: Head, gathering: Gathering, above: str) -> None:
        self.grid = grid
        self.head = head
        self.gathering = gathering
        self.above = add_aspect(gathering, above, 0, grid.place) if above else None
        self.last_aspect: int | None = None
        self.told: dict[int, Place] = {}
        """The findings of this table, with the place that each has in it."""
        self.inherited = False
        """Whether the row says nothing of its aspect, so that it is taken to be that of the row above."""
        self.aspects: dict[str, int] = {}
        """What cells of the aspects' column say -> the position of the aspect."""

    def add(self, record: Record) -> None:
        """One finding with all its rows."""
        rows = list(record.rows)
        for row in rows:
            self._paint(row)
        self.last_aspect = self._aspect(record)
        parts = self._parts(rows)
        whole: list[Mapping[str, tuple[Cell, ...]]] = list(rows)
        if parts:
            whole = [{field: cells for field, cells in row.items() if field != "detail"} for row in rows]
        position = self._issue(whole, None)
        at = position
        for number, row in enumerate(rows):
            if number in parts:
                part = {field: cells for field, cells in row.items() if field not in ("number", "reference")}
                at = self._issue([{**part, "title": (parts[number],), "detail": ()}], position)
            self._did(row, at)

    def _paint(self, row: Fields) -> None:
        for field, cells in row.items():
            for cell in cells:
                if (cell.row, cell.column) not in self.grid.filled:
                    self.gathering.ink.cell(self.grid.block, cell.row, cell.column, _USES.get(field, f"issue.{field}"))

    def _aspect(self, record: Record) -> int | None:
        cell = next((row["aspect"][0] for row in record.rows if "aspect" in row), None) or record.heading
        self.inherited = cell is None
        if cell is record.heading and cell is not None and cell.text.lower() in _NO_GROUP:
            return None
        if cell is None:
            return self.last_aspect if self.head.column("aspect") is not None else self.above
        if cell.text in self.aspects:
            return self.aspects[cell.text]
        self.aspects[cell.text] = found = self._fresh_aspect(cell)
        return found

    def _fresh_aspect(self, cell: Cell) -> int:
        """The position of the aspect that a cell names: one that was told before, of which it may hold only the number, or new."""
        known = self.gathering.aspect_numbered(fold(cell.text).strip())
        if known is not None:
            return known
        mark = read_mark(fold(cell.text))
        title = cell.text[mark.end :].strip() if mark and mark.style != "reference" else cell.text
        return add_aspect(self.gathering, title or cell.text, mark.value if mark else 0, row_place(self.grid, cell.row))

    def _parts(self, rows: list[Fields]) -> dict[int, Cell]:
        """The rows that begin a sub-issue: where the finer column says several things of one finding."""
        cells = {n: row["detail"][0] for n, row in enumerate(rows) if "detail" in row and self._fresh(row["detail"][0])}
        return cells if len(cells) > 1 else {}

    def _fresh(self, cell: Cell) -> bool:
        return not self.grid.filled_down(cell.row, cell.column)

    def _issue(self, rows: list[Fields], parent: int | None) -> int:
        place = row_place(self.grid, next(cell.row for cells in rows[0].values() for cell in cells))
        issue = issue_of(rows, self.gathering, place)._replace(aspect=self.last_aspect, parent=parent)
        position = add_issue(self.gathering, issue, self.told, inherited=self.inherited)
        self.told[position] = (issue.number, issue.aspect)
        return position

    def _did(self, row: Fields, position: int) -> None:
        place = row_place(self.grid, next(iter(row.values()))[0].row)
        add_measures(self.gathering, row, position, place, fresh=self._fresh)
        add_actions(self.gathering, row, position, place, fresh=self._fresh)


# Forms


_FIELDS_OF_A_FORM = 3
_PAIRS_OF_A_FORM = 2
"""A row of more pairs than a form has in a row is one only if most of their first cells are labels."""
_LONGEST_LABEL = 16
_LONGEST_ENGLISH_LABEL = 40
_LONGEST_FORM = 60


def _form(grid: Grid, gathering: Gathering) -> Fields | None:
    """What a table of labels and values says of one finding (a closing slip); None where it is none."""
    fields: dict[str, tuple[Cell, ...]] = {}
    labelled = rows = 0
    if len(grid.rows) > _LONGEST_FORM:
        return None
    for row in range(len(grid.rows)):
        cells = grid.own_cells(row)
        rows += len(cells) > 1
        if len(cells) % 2 or not cells:
            continue
        pairs = list(zip(cells[::2], cells[1::2], strict=True))
        if _are_labels([label for label, _ in pairs], gathering):
            labelled += 1
            for label, value in pairs:
                field = field_of(label.text, gathering.columns) or "unknown"
                fields[field] = (*fields.get(field, ()), value._replace(name=label.text))
    if labelled < _FIELDS_OF_A_FORM or labelled * 2 <= rows or len(fields) < _FIELDS_OF_A_FORM:
        return None
    if "title" not in fields and len(fields.get("measure", ())) > 1:
        fields["title"], fields["measure"] = fields["measure"][:1], fields["measure"][1:]
    return fields if "title" in fields else None


def _are_labels(cells: list[Cell], gathering: Gathering) -> bool:
    short = all(len(cell.text) <= (_LONGEST_ENGLISH_LABEL if cell.text.isascii() else _LONGEST_LABEL) for cell in cells)
    known = sum(bool(field_of(cell.text, gathering.columns)) for cell in cells)
    return short and (known * 2 > len(cells) if len(cells) > _PAIRS_OF_A_FORM else known > 0)


def _read_form(grid: Grid, form: Fields, gathering: Gathering) -> None:
    for row in range(len(grid.rows)):
        for cell in grid.own_cells(row):
            gathering.ink.cell(grid.block, cell.row, cell.column, "table.header")
    place = row_place(grid, form["title"][0].row)
    for field, cells in form.items():
        for cell in cells:
            gathering.ink.cell(grid.block, cell.row, cell.column, _USES.get(field, f"issue.{field}"))
    gathering.day_order = day_order(cell.text for cells in form.values() for cell in cells)
    issue = issue_of([form], gathering, place)
    mark = read_mark(fold(form["title"][0].text))
    if mark and mark.value and not issue.number:
        issue = issue._replace(number=str(mark.value))
    for cell in form.get("identified", ()):
        if "反馈" in cell.name and (when := day_of(cell.text, gathering, place)):
            gathering.facts["feedback"] = when
    position = add_issue(gathering, issue, {})
    add_measures(gathering, form, position, place, fresh=lambda _: True)
    add_actions(gathering, form, position, place, fresh=lambda _: True)
