"""What stands on the pages of a PDF, by pdfium, with the tables that pdfplumber finds by their rules. Runs in another process."""

import ctypes
import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.documents.reading.guard import CHARACTERS, COLUMNS, PAGES, ROWS
from rectify.errors import Unreadable, Word

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_PASSWORD = 4
"""pdfium's number for a document that needs a password."""

_SAME = 2.0
"""Points within which two rules of a table are one."""

_LINE_ENDS = "\r\n"
_UPRIGHT, _QUARTER, _HALF, _THREE_QUARTERS = 0, 90, 180, 270


class Sign(NamedTuple):
    """A character and its box, in points from the upper left corner of the page as it is shown."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Cell(NamedTuple):
    """A cell of a table, how many it covers, and its box."""

    row: int
    column: int
    down: int
    across: int
    box: tuple[float, float, float, float]


def answers(content: bytes, step: Callable[[], None]) -> Iterator[Any]:
    """For each page: its size, whether it shows pictures, and its lines and tables in the order of the text.

    A line is `[text, left, top, right, bottom]`; a table a list of `[row, column, down, across, left, right, lines]`.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        raise Unreadable("input-encrypted" if error.err_code == _PASSWORD else "input-damaged") from None
    if len(document) > PAGES:
        raise Unreadable("input-too-many", count=len(document), things=Word("reading.pages"), limit=PAGES)
    ruled = _Ruled(content)
    length = 0
    for number in range(len(document)):
        step()
        answer = _page(document, number, ruled)
        length += sum(len(line[0]) for item in answer["items"] if isinstance(item[0], str) for line in [item])
        if length > CHARACTERS:
            raise Unreadable("input-too-long", limit=CHARACTERS)
        yield answer


def _page(document: "PdfDocument", number: int, ruled: "_Ruled") -> dict[str, Any]:
    import pypdfium2.raw as c

    page = document[number]
    text = page.get_textpage()
    kinds = {each.type for each in page.get_objects(filter=(c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE))}
    signs = list(_signs(page, text))
    tables = ruled.tables(number) if c.FPDF_PAGEOBJ_PATH in kinds and signs else []
    width, height = page.get_size()
    answer = {
        "width": width,
        "height": height,
        "pictures": c.FPDF_PAGEOBJ_IMAGE in kinds,
        "items": list(_items(signs, tables)),
    }
    text.close()
    page.close()
    return answer


def _signs(page: "PdfPage", text: "PdfTextPage") -> Iterator[Sign]:
    """The characters of a page in pdfium's order; ends of lines, which pdfium adds, have the box of what is before them."""
    import pypdfium2.raw as c

    placed = _placing(page)
    box = c.FS_RECTF()
    before = Sign("", 0, 0, 0, 0)
    high, gap = 0, False
    for at in range(text.count_chars()):
        code = c.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - the first half of a character
            high = code
            continue
        sign = "-" if c.FPDFText_IsHyphen(text, at) == 1 else _character(code, high)
        high = 0
        if c.FPDFText_IsGenerated(text, at) == 1 and sign.isspace():
            gap = sign == " "
            if not gap:
                yield before._replace(text=sign, left=before.right)
        elif c.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            # Between Chinese and Latin letters there is a gap that nobody typed.
            if gap and not _is_chinese(before.text) and not _is_chinese(sign):
                yield before._replace(text=" ", left=before.right)
            gap = False
            before = Sign(sign, *placed(box.left, box.bottom, box.right, box.top))
            yield before


def _character(code: int, high: int) -> str:
    if high:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if 0xDC00 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004
    if code == 0 or 0xDC00 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):  # noqa: PLR2004
        return "\ufffd"
    return chr(code)


def _is_chinese(text: str) -> bool:
    return bool(text) and "\u2e80" <= text <= "\uffef"


def _placing(page: "PdfPage") -> Callable[[float, float, float, float], tuple[float, float, float, float]]:
    """From the page's own coordinates to those of the page as it is shown, from its upper left corner."""
    x0, y0, x1, y1 = page.get_mediabox()
    turned = page.get_rotation()

    def placed(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if turned == _QUARTER:
            return bottom - y0, left - x0, top - y0, right - x0
        if turned == _HALF:
            return x1 - right, bottom - y0, x1 - left, top - y0
        if turned == _THREE_QUARTERS:
            return y1 - top, x1 - right, y1 - bottom, x1 - left
        return left - x0, y1 - top, right - x0, y1 - bottom

    return placed


class _Ruled:
    """The tables of a document that have rules, as pdfplumber finds them."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._pages: Sequence[Any] | None = None

    def tables(self, number: int) -> list[list[Cell]]:
        """The tables of page `number`, from 0; none where pdfplumber cannot read it: the text is not lost."""
        import pdfplumber

        try:
            if self._pages is None:
                self._pages = pdfplumber.open(io.BytesIO(self._content)).pages
            page = self._pages[number]
            found = [_grid(each.cells) for each in page.find_tables()]
            page.close()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - whatever it makes of a page that pdfium can read
            return []
        return [cells for cells in found if _is_table(cells)]


def _is_table(cells: Sequence[Cell]) -> bool:
    """A frame around a text is none."""
    rows = {cell.row for cell in cells}
    columns = {cell.column for cell in cells}
    return len(rows) > 1 and len(columns) > 1 and len(rows) <= ROWS and len(columns) <= COLUMNS


def _grid(boxes: Sequence[tuple[float, float, float, float]]) -> list[Cell]:
    """Cells by the rules that they touch."""
    lefts = _rules(box[0] for box in boxes)
    tops = _rules(box[1] for box in boxes)
    return [
        Cell(
            _before(tops, top + _SAME) - 1,
            _before(lefts, left + _SAME) - 1,
            max(_before(tops, bottom - _SAME) - _before(tops, top + _SAME) + 1, 1),
            max(_before(lefts, right - _SAME) - _before(lefts, left + _SAME) + 1, 1),
            (left, top, right, bottom),
        )
        for left, top, right, bottom in boxes
    ]


def _rules(places: Iterator[float]) -> list[float]:
    found: list[float] = []
    for each in sorted(places):
        if not found or each - found[-1] > _SAME:
            found.append(each)
    return found


def _before(rules: Sequence[float], place: float) -> int:
    from bisect import bisect_right

    return bisect_right(rules, place)


def _items(signs: Sequence[Sign], tables: Sequence[Sequence[Cell]]) -> Iterator[list[Any]]:
    """Lines and tables in the order in which their first characters come."""
    within: list[dict[int, list[Sign]]] = [{} for _ in tables]
    line: list[Sign] = []
    order: list[int | list[Any]] = []
    at: tuple[int, int] | None = None
    for sign in signs:
        if sign.text not in _LINE_ENDS:
            at = _cell_of(sign, tables)
        if at is None:
            if sign.text in _LINE_ENDS:
                order.extend(_line(line))
                line = []
            else:
                line.append(sign)
            continue
        if line:
            order.extend(_line(line))
            line = []
        table, cell = at
        if not within[table]:
            order.append(table)
        within[table].setdefault(cell, []).append(sign)
    order.extend(_line(line))
    for each in order:
        if isinstance(each, int):
            cells = enumerate(tables[each])
            yield [
                [*cell[:4], cell.box[0], cell.box[2], list(_lines(within[each].get(number, [])))]
                for number, cell in cells
            ]
        else:
            yield each


def _cell_of(sign: Sign, tables: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    x, y = (sign.left + sign.right) / 2, (sign.top + sign.bottom) / 2
    for table, cells in enumerate(tables):
        for number, cell in enumerate(cells):
            left, top, right, bottom = cell.box
            if left <= x <= right and top <= y <= bottom:
                return table, number
    return None


def _lines(signs: Sequence[Sign]) -> Iterator[list[Any]]:
    """The lines of a cell: what is written below another line is one of its own, wherever the text comes from."""
    line: list[Sign] = []
    for sign in signs:
        middle = (sign.top + sign.bottom) / 2
        if sign.text in _LINE_ENDS or (line and not line[-1].top < middle < line[-1].bottom):
            yield from _line(line)
            line = []
        if sign.text not in _LINE_ENDS:
            line.append(sign)
    yield from _line(line)


def _line(signs: Sequence[Sign]) -> Iterator[list[Any]]:
    """A line and its box, if it says anything."""
    text = "".join(sign.text for sign in signs)
    seen = [sign for sign in signs if not sign.text.isspace()]
    if not seen:
        return
    lead = len(text) - len(text.lstrip())
    yield [
        text[lead:].rstrip(),
        round(min(sign.left for sign in seen), 1),
        round(min(sign.top for sign in seen), 1),
        round(max(sign.right for sign in seen), 1),
        round(max(sign.bottom for sign in seen), 1),
    ]
