"""What a sheet does while it is filled in: lists to choose from, days where days belong, colours by the day of the file."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rectify.documents.document import Column
from rectify.documents.writing.workbook import Book
from rectify.language import say

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MORE = 200
"""Rows below the last one that follow the same rules, for what is added by hand."""
_LONGEST_LIST = 255
_LATE, _SOON = {"bg_color": "#F8CBAD", "font_color": "#7B1C00", "bold": True}, {"bg_color": "#FFE699"}
_DONE, _STANDING = {"bg_color": "#C6E0B4"}, {"bg_color": "#D9E1F2"}

Place = tuple[int, int]


def add_rules(
    book: Book, sheet: "Worksheet", columns: Sequence[Column], rows: tuple[int, int], cells: tuple[Place, Place] | None
) -> None:
    """The rules for the rows from the first to the last and those below; `cells` hold the day and the days of warning."""
    first, last = rows[0], rows[1] + MORE
    for at, column in enumerate(columns):
        if column.choices and sum(map(len, column.choices)) + len(column.choices) <= _LONGEST_LIST:
            rule: dict[str, Any] = {"validate": "list", "source": list(column.choices), "error_title": column.title}
            message = say(book.language, "writing.only-choices")
            sheet.data_validation(first, at, last, at, {**rule, "error_message": message})
        if column.days:
            any_day = {"criteria": "between", "minimum": date(1900, 3, 1), "maximum": date(9999, 12, 31)}
            message = say(book.language, "writing.rather-a-day")
            # A warning, no more: deadlines are told in words as often as by a day.
            told = {"error_type": "warning", "error_title": column.title, "error_message": message}
            sheet.data_validation(first, at, last, at, {"validate": "date", **any_day, **told})
    if cells:
        _colour(book, sheet, columns, (first, last), cells)


def _colour(
    book: Book, sheet: "Worksheet", columns: Sequence[Column], rows: tuple[int, int], cells: tuple[Place, Place]
) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell as name

    claim = next(at for at, column in enumerate(columns) if column.settled)
    due = next((at for at, column in enumerate(columns) if column.field == "deadline"), None)
    first, last = rows
    done, *_ = columns[claim].settled
    for text, colour in ((done, _DONE), (columns[claim].choices[-1], _STANDING)):
        rule: dict[str, Any] = {
            "type": "cell",
            "criteria": "==",
            "value": _quoted(text),
            "format": book.file.add_format(colour),
        }
        sheet.conditional_format(first, claim, last, claim, rule)
    if due is None:
        return
    day, warned = (name(*cell, row_abs=True, col_abs=True) for cell in cells)
    cell = name(first, due, col_abs=True)
    runs = f"AND(ISNUMBER({cell}),{_running(columns, first)})"
    late = {**_LATE, "num_format": f'yyyy-mm-dd" {say(book.language, "writing.late")}"'}
    for criteria, look in (
        (f"=AND({runs},{cell}<{day})", late),
        (f"=AND({runs},{cell}>={day},{cell}<={day}+{warned})", _SOON),
    ):
        rule = {"type": "formula", "criteria": criteria, "format": book.file.add_format(look)}
        sheet.conditional_format(first, due, last, due, rule)


def _running(columns: Sequence[Column], row: int) -> str:
    """The formula that says whether the deadline of a row still runs, by the words of its states."""
    from xlsxwriter.utility import xl_rowcol_to_cell as name

    settled, unsettled = [], ["FALSE"]
    for at, column in enumerate(columns):
        cell = name(row, at, col_abs=True)
        settled += [f"{cell}<>{_quoted(text)}" for text in column.settled]
        unsettled += [f"{cell}={_quoted(text)}" for text in column.unsettled]
    return f"OR(AND({','.join(settled)}),{','.join(unsettled)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
