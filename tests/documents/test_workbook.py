"""Workbooks as other programs read them: what a cell holds, how a sheet is printed, what it does while it is filled in."""

import io
import re
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from rectify.documents.document import (
    Block,
    Column,
    Document,
    Field,
    Fine,
    Form,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.writing import fitting, visible, workbook, workbook_print
from rectify.documents.writing.workbook_plan import FORMS

STATES = ("未启动", "整改中", "已完成", "长期坚持")
COLUMNS = (
    Column("序号", field="number", width=3),
    Column("方面", field="aspect", width=6, groups=True),
    Column("问题", field="title", width=12),
    Column("时限", field="deadline", width=7, days=True),
    Column("状态", field="claim", width=5, choices=STATES, settled=("已完成",)),
    Column("验收", field="verdict", width=5, choices=("未验收", "退回"), unsettled=("退回",)),
    Column("行动", "right", "actions"),
)
ROWS = (
    ("1", "作风", "走访少", "2023-05-31", "整改中", "未验收", "2"),
    ("2", "作风", "=1+1", "2023-05-31", "已完成", "未验收", "10"),
    ("1-2", "财务", "https://a.example", "2023年底前", "已完成", "退回", "0"),
)
REGISTER = Table(COLUMNS, ROWS, name="台账")


def written(*blocks: Block, day: str = "2023-06-30", language: str = "zh") -> bytes:
    stream = io.BytesIO()
    workbook.write(Document("某局整改台账", language, blocks, day=day), stream)
    return stream.getvalue()


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def below_head(sheet: Any, title: str = "序号") -> list[list[Any]]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(number for number, row in enumerate(rows) if row[0] == title)
    return rows[at + 1 :]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are already so many that the workbook is written row by row."""
    monkeypatch.setattr(workbook, "MERGED", 2)


# --- what a cell holds


def test_texts_are_texts_figures_are_numbers_and_days_are_days() -> None:
    rows = below_head(opened(written(REGISTER))["台账"])
    assert rows[0] == ["1", "作风", "走访少", datetime(2023, 5, 31), "整改中", "未验收", 2]  # noqa: DTZ001 - as read
    assert rows[1][2] == "=1+1"
    assert rows[2] == ["1-2", "财务", "https://a.example", "2023年底前", "已完成", "退回", 0]


WICKED = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "{=1}",
    '=HYPERLINK("x")',
    "http://a.example",
    "mailto:a@b",
    "0012",
    "1e5",
    "TRUE",
    "_x0041_",
)


@pytest.mark.parametrize("text", WICKED)
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    content = written(Table((Column(text), Column("b")), ((text, text),), text), Paragraph(text), Signature(text, text))
    assert "<f>" not in (files := parts(content))["xl/worksheets/sheet1.xml"]
    assert not [name for name in files if "hyperlink" in files[name].lower() and name.endswith(".rels")]
    values = [cell.value for row in opened(content).active.iter_rows() for cell in row if cell.value is not None]
    assert {type(value) for value in values} == {str}
    assert values.count(text) == 6, "the caption, the head, two cells, the unit and the day"


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60).filter(lambda text: visible(text).strip()))
def test_any_text_makes_a_sound_file_that_says_it(text: str) -> None:
    content = written(Table((Column("a"),), ((text,),), name=text))
    (_, (cell,)) = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[-2:]
    with tempfile.TemporaryDirectory() as folder:
        (file := Path(folder) / "a.xlsx").write_bytes(content)
        assert OpenXmlValidator().validate(str(file)).is_valid
    assert str(cell).strip() == visible(text).strip()


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("aside", [False, True])
def test_a_text_that_no_cell_can_hold_goes_on_below(
    request: pytest.FixtureRequest, *, streamed: bool, aside: bool
) -> None:
    if streamed:
        request.getfixturevalue("small")
    text = "长" * 40_000 + "\n" + "尾" * 900
    rows = [("1", text, "后"), ("2", "短", "后"), ("3", "", "后")]
    columns = (Column("序号", field="number", width=0 if aside else 3), Column("问题"), Column("注"))
    sheet = opened(written(Table(columns, rows, name="甲", aside=aside)))["甲"]
    found = below_head(sheet)
    assert "".join(row[1] or "" for row in found if row[1] != "短").replace("\n", "") == text.replace("\n", "")
    assert max(len(row[1] or "") for row in found) <= 32_767
    assert [row[2] for row in found if row[2]] == ["后"] * 3
    assert all(dimension.height <= 409 for dimension in sheet.row_dimensions.values() if dimension.height)


# --- the sheet that is printed


def test_aspects_are_merged_down_and_stand_once() -> None:
    sheet = opened(written(REGISTER))["台账"]
    (area,) = [str(each) for each in sheet.merged_cells.ranges if each.min_row != each.max_row]
    head = next(cell.row for cell in sheet["A"] if cell.value == "序号")
    assert area == f"B{head + 1}:B{head + 2}"
    assert [row[1] for row in below_head(sheet)[:3]] == ["作风", None, "财务"]


@pytest.mark.usefixtures("small")
def test_row_by_row_nothing_is_merged_down_and_each_row_says_all() -> None:
    sheet = opened(written(REGISTER))["台账"]
    assert [each for each in sheet.merged_cells.ranges if each.min_row != each.max_row] == []
    assert [row[1] for row in below_head(sheet)[:3]] == ["作风", "作风", "财务"]


def test_title_day_and_head_stand_above_signature_and_head_line_below() -> None:
    content = written(
        Paragraph("填报单位：某局。"), REGISTER, Signature("某局", "2023年6月30日"), Fine("台账 甲，记录 3 条")
    )
    texts = [[cell.value for cell in row if cell.value is not None] for row in opened(content)["台账"].iter_rows()]
    assert texts[:2] == [["某局整改台账"], ["填报单位：某局。"]]
    assert texts[2] == ["截至日期", datetime(2023, 6, 30), "提前提醒（天）", 30]  # noqa: DTZ001 - as read
    assert texts[-3:] == [["某局"], ["2023年6月30日"], ["台账 甲，记录 3 条"]]


@pytest.mark.parametrize(("columns", "paper"), [(7, 9), (9, 9), (10, 8), (14, 8)])
def test_wide_tables_are_printed_on_a3_and_narrow_ones_on_a4(columns: int, paper: int) -> None:
    table = Table(tuple(Column(f"列{n}", width=9) for n in range(columns)), (("x",) * columns,), name="表")
    sheet = opened(written(table))["表"]
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (paper, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_head_is_frozen_and_stands_on_every_page_with_the_number_of_the_page() -> None:
    for language, footer in (("zh", "第&[Page]页，共&N页"), ("en", "Page &[Page] of &N")):
        sheet = opened(written(REGISTER, language=language))["台账"]
        head = next(cell.row for cell in sheet["A"] if cell.value == "序号")
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.freeze_panes == f"D{head + 1}"
        assert sheet.oddFooter.center.text.replace("&P", "&[Page]") == footer


def test_cells_offer_their_closed_lists_also_in_two_hundred_rows_below() -> None:
    sheet = opened(written(REGISTER))["台账"]
    last = next(cell.row for cell in sheet["A"] if cell.value == "1-2")
    lists = {each.formula1: str(each.sqref) for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert lists == {
        '"未启动,整改中,已完成,长期坚持"': f"E{last - 2}:E{last + 200}",
        '"未验收,退回"': f"F{last - 2}:F{last + 200}",
    }
    (days,) = [each for each in sheet.data_validations.dataValidation if each.type == "date"]
    assert (str(days.sqref), days.errorStyle) == (f"D{last - 2}:D{last + 200}", "warning")


def test_colours_count_from_the_day_in_the_file_and_never_from_today() -> None:
    content = written(REGISTER)
    sheet = opened(content)["台账"]
    assert "TODAY" not in "".join(parts(content).values()).upper()
    formulas = [rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules]
    late, soon = [each for each in formulas if "ISNUMBER" in each]
    day, warned = re.findall(r"\$[A-Z]+\$\d+", soon)[-2:]
    assert sheet[day.replace("$", "")].value == datetime(2023, 6, 30)  # noqa: DTZ001 - as read
    assert sheet[warned.replace("$", "")].value == workbook_print.WARNED
    assert day in late


@pytest.mark.parametrize(
    ("row", "late"),
    [(("2023-06-29", "整改中", "未验收"), True), (("2023-06-30", "整改中", "未验收"), False),
     (("2023-06-29", "已完成", "未验收"), False), (("2023-06-29", "已完成", "退回"), True),
     (("2023-06-29", "长期坚持", "未验收"), True), (("2023年5月", "整改中", "未验收"), False)],
)  # fmt: skip
def test_what_is_coloured_late_is_what_the_figures_count_as_overdue(row: tuple[str, str, str], *, late: bool) -> None:
    content = written(Table(COLUMNS, (("1", "", "题", *row, "0"),), name="台账"))
    sheet = opened(content)["台账"]
    formula = next(
        rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules if "ISNUMBER" in rule.formula[0]
    )
    assert _true(formula, sheet) is late


def _true(formula: str, sheet: Any) -> bool:
    """The value of a formula of AND, OR, ISNUMBER and comparisons."""

    def value(found: re.Match[str]) -> str:
        cell = sheet[found[0].replace("$", "")].value
        return f"V({cell.toordinal() if isinstance(cell, datetime) else cell!r})"

    class V:
        def __init__(self, value: Any) -> None:
            self.value = value

        def __lt__(self, other: "V") -> bool:
            return isinstance(self.value, int) and bool(self.value < other.value)

        def __eq__(self, other: object) -> bool:
            return bool(self.value == other)

        def __hash__(self) -> int:
            return hash(self.value)

    python = re.sub(r"\$?[A-Z]+\$?\d+", value, formula).replace("<>", "!=").replace("FALSE", "False")
    python = re.sub(r"(?<![<>!=])=(?!=)", "==", python.lstrip("="))
    names = {
        "V": V,
        "AND": lambda *each: all(each),
        "OR": lambda *each: any(each),
        "ISNUMBER": lambda of: isinstance(of.value, int),
    }
    return bool(eval(python, names))  # noqa: S307 - our own formula


@pytest.mark.parametrize("streamed", [False, True])
def test_every_line_of_a_wrapped_text_has_room(request: pytest.FixtureRequest, *, streamed: bool) -> None:
    """Also row by row: no program finds the height of a row that has none, and its texts lie over each other."""
    if streamed:
        request.getfixturevalue("small")
    texts = ("短", "一行十二个汉字刚好放下了。", "很长的文字" * 20, "第一\n第二\n第三", "word " * 40)
    table = Table((Column("问题", width=12),), tuple((text,) for text in texts), name="表")
    sheet = opened(written(table))["表"]
    (head,) = [row for row in range(1, 8) if sheet.cell(row, 1).value == "问题"]
    heights = [sheet.row_dimensions[row].height for row in range(head + 1, head + 6)]
    needed = [fitting.lines(text, 24) for text in texts]
    least = [line * workbook_print.LINE + workbook_print.PAD for line in needed]
    assert heights == pytest.approx(least, abs=0.75), "Excel counts in pixels"
    assert needed == [1, 2, 9, 3, 8]


@pytest.mark.usefixtures("small")
def test_row_by_row_an_aspect_has_room_in_every_row_that_says_it() -> None:
    table = Table(
        (Column("方面", width=6, groups=True), Column("问题", width=20)), (("方面" * 12, "短"),) * 5, name="表"
    )
    sheet = opened(written(table))["表"]
    rows = [row for row in range(1, 12) if sheet.cell(row, 1).value == "方面" * 12]
    assert len(rows) == 5
    lines = fitting.lines("方面" * 12, 12)
    assert lines > 1
    for row in rows:
        assert sheet.row_dimensions[row].height >= lines * workbook_print.LINE


def test_row_by_row_the_memory_is_that_of_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The heights too: ten times as many rows must not need more."""
    monkeypatch.setattr(workbook, "MERGED", 10)

    def most(number: int) -> int:
        rows = (("很长的文字" * 20, str(n)) for n in range(number))
        made = Document("题", "zh", (Table((Column("问题", width=12), Column("数", width=4)), rows, name="表"),))
        with tempfile.TemporaryFile() as stream:
            tracemalloc.start()
            workbook.write(made, stream)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return peak

    most(4_000)  # what is loaded and remembered once
    assert most(12_000) - most(4_000) < 200_000


# --- sheets


def test_a_flat_sheet_has_a_filter_and_no_merged_cells() -> None:
    table = Table(tuple(column._replace(width=0) for column in COLUMNS), ROWS, name="数据", aside=True)
    sheet = opened(written(REGISTER, table))["数据"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, list(sheet.merged_cells.ranges)) == ("A1:G4", "A2", [])
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]


def test_a_sheet_on_paper_says_which_list_it_is_unless_its_title_does() -> None:
    lists = [Table((Column("问题", width=12),), (("甲",),), name=name, aside=True) for name in ("问题清单", "任务清单")]
    register = Table((Column("问题", width=12),), (("甲",),), name="整改台账")
    book = opened(written(register, *lists))
    assert [book[name]["A2"].value for name in ("问题清单", "任务清单")] == ["问题清单", "任务清单"]
    assert [cell.value for cell in book["整改台账"]["A"]].count("整改台账") == 0
    assert book["任务清单"]["A1"].value == "某局整改台账"


def test_names_of_sheets_are_what_excel_takes() -> None:
    names = ["台账", "台账", "a/b:c*d?e[f]", "'quoted'", "长" * 40, "😀" * 20, "History", "", "台账 2"]
    sheets = opened(written(*(Table((Column("x"),), (("y",),), name=name) for name in names))).sheetnames
    assert len({name.casefold() for name in sheets}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 and not set(name) & set("[]:*?/\\") for name in sheets)
    assert sheets[:4] == ["台账", "台账 2", "a b c d e f", "quoted"]
    assert "History" not in sheets


def test_each_form_has_a_page() -> None:
    forms = [
        Form(
            (
                (Field("问题", "走访少"), Field("状态", "整改中")),
                (Field("成效", "做了" * 300),),
                (Field("签名", "", 2),),
            )
        )
    ] * 3
    blocks: list[Block] = [piece for form in forms for piece in (form, Fine("台账 甲"), NewPage())]
    sheet = opened(written(*blocks)).active
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert (values.count("走访少"), values.count("台账 甲"), len(sheet.row_breaks)) == (3, 3, 2)
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage, "fitted to a page, Excel forgets the breaks"


def test_more_forms_than_a_sheet_has_pages_go_on_in_the_next() -> None:
    book = opened(written(*(Form(((Field("题", str(number)),),)) for number in range(FORMS + 2))))
    assert [len(sheet.row_breaks) for sheet in book] == [FORMS - 1, 1]


def test_a_document_without_tables_is_a_sheet_of_its_texts() -> None:
    content = written(Heading(1, "情况", "一、"), Paragraph("没有问题。", "甲。"), Items(("一", "二")))
    values = [cell.value for row in opened(content).active.iter_rows() for cell in row if cell.value]
    assert values == ["某局整改台账", "一、情况", "甲。没有问题。", "一", "二"]


# --- the file


@pytest.mark.parametrize("streamed", [False, True])
def test_the_same_document_gives_the_same_bytes(request: pytest.FixtureRequest, *, streamed: bool) -> None:
    if streamed:
        request.getfixturevalue("small")
    assert written(REGISTER) == written(REGISTER)


@pytest.mark.parametrize("streamed", [False, True])
def test_the_file_keeps_to_the_standard(request: pytest.FixtureRequest, tmp_path: Path, *, streamed: bool) -> None:
    if streamed:
        request.getfixturevalue("small")
    file = tmp_path / "a.xlsx"
    file.write_bytes(
        written(REGISTER, Table(COLUMNS, ROWS, name="数据", aside=True), Signature("某局", "今天"), Fine("小"))
    )
    result = OpenXmlValidator().validate(str(file))
    told = [each.severity.value for each in result.errors]
    assert result.is_valid
    assert told == ["warning"] * streamed * len(told), "row by row texts stand in the cells, which Excel undoes later"


def test_it_can_be_written_to_a_pipe(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.content = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.content += bytes(data)
            return len(data)

    pipe = Pipe()
    workbook.write(Document("t", "zh", (REGISTER,), day="2023-06-30"), pipe)  # type: ignore[arg-type]
    assert below_head(opened(pipe.content)["台账"])[0][2] == "走访少"


# --- fitting


@given(st.text(alphabet="汉a b\n，", max_size=80), st.integers(2, 20), st.integers(1, 5))
def test_pieces_are_the_text_and_none_has_too_many_lines(text: str, width: int, most: int) -> None:
    pieces = fitting.pieces(text, width, most)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")
    assert len(pieces) <= max(-(-fitting.lines(text, width) // most), 1)
    ends: Callable[[], Iterable[int]] = lambda: fitting.breaks(text, width)  # noqa: E731
    assert all(0 <= end <= len(text) for end in ends())
    assert list(ends()) == sorted(ends())
    assert all(fitting.units(line) <= width for line in _lines(text, list(ends())))


def _lines(text: str, ends: list[int]) -> Iterator[str]:
    start = 0
    for end in ends:
        yield text[start:end].strip("\n").rstrip(" ")
        start = end


def test_the_day_of_the_file_is_the_documents(tmp_path: Path) -> None:
    assert date(2023, 6, 30).isoformat() not in str(below_head(opened(written(REGISTER, day=""))["台账"]))
