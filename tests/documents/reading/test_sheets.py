"""Workbooks and separated text: the cells as they are shown, what is hidden left out, merged cells filled in."""

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from rectify.documents.reading import Source, read, read_bytes
from rectify.documents.reading.workbook_cells import parsed, plain
from rectify.errors import Unreadable
from tests.documents.reading.making import packed, relations, rows, tables, xlsx

DATA = Path(__file__).parents[2] / "data" / "reading"


def saved(book: openpyxl.Workbook) -> Source:
    out = io.BytesIO()
    book.save(out)
    return read_bytes(out.getvalue(), "register.xlsx")


def new() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "台账"
    return book, sheet


def first_column(*values: object, number_format: str = "General") -> tuple[str, ...]:
    book, sheet = new()
    for number, value in enumerate(values, 1):
        cell = sheet.cell(number, 1, value)
        cell.number_format = number_format
    return tuple(row[0] for row in rows(saved(book))[0])


def test_a_table_a_sheet_with_its_name() -> None:
    book, sheet = new()
    sheet.append(["序号", "问题"])
    sheet.append([1, "票据不全"])
    book.create_sheet("空表")
    book.create_sheet("汇总").append(["合计", 1])
    found = tables(saved(book))
    assert [(each.caption, each.place, each.rows) for each in found] == [
        ("台账", "sheet 台账", (("序号", "问题"), ("1", "票据不全"))),
        ("汇总", "sheet 汇总", (("合计", "1"),)),
    ]


def test_numbers_as_people_write_them() -> None:
    values = (1, 2.0, 3.5, 0.1 + 0.2, 1e21, 0.0000012, -7.25, 123456789012345, True, " 甲 \r\n乙 ", "007")
    expected = (
        "1",
        "2",
        "3.5",
        "0.3",
        "1" + "0" * 21,
        "0.0000012",
        "-7.25",
        "123456789012345",
        "TRUE",
        "甲 \n乙",
        "007",
    )
    assert first_column(*values) == expected


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ('yyyy"年"m"月"d"日"', date(2023, 5, 12), "2023-05-12"),
        ("yyyy年m月", date(2023, 5, 1), "2023-05"),
        ('m"月"d"日"', date(2023, 5, 12), "2023-05-12"),
        ("[$-804]yyyy/m/d;@", date(2023, 5, 12), "2023-05-12"),
        ("yyyy-mm-dd hh:mm", datetime(2023, 5, 12, 8, 30), "2023-05-12 08:30"),  # noqa: DTZ001 - workbooks know no zones
        ("h:mm", time(8, 30), "08:30"),
        ("[h]:mm:ss", timedelta(hours=30, seconds=5), "30:00:05"),
        ("0%", 0.934, "93%"),
        ("0.00%", 0.98705, "98.71%"),
        ("0.00E+00", 1234, "1234"),
        ('0"人"', 12, "12"),
        ("0.0_ ;[Red]-0.0", 12.5, "12.5"),
        ('"第"0"次"', 3, "3"),
    ],
)
def test_dates_in_iso_and_shares_as_shown(form: str, value: object, shown: str) -> None:
    assert first_column(value, number_format=form) == (shown,)


@pytest.mark.parametrize("number", [*range(27, 32), 36, *range(50, 55), 57, 58])
def test_formats_that_a_chinese_excel_knows_by_number(number: int) -> None:
    styles = f'<styleSheet xmlns="{_S}"><cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    source = read_bytes(
        xlsx({"a": '<sheetData><row><c s="1"><v>45058</v></c></row></sheetData>'}, styles=styles), "a.xlsx"
    )
    assert rows(source)[0][0][0] in {"2023-05-12", "2023-05"}


_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_the_calendar_that_begins_in_1904_and_the_day_that_never_was() -> None:
    book, sheet = new()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet["A1"] = date(2023, 5, 12)
    assert rows(saved(book)) == [(("2023-05-12",),)]
    assert first_column(1, 59, 61, 0, -1, 3e6, number_format="yyyy-mm-dd") == (
        "1900-01-01", "1900-02-28", "1900-03-01", "1899-12-31", "-1", "3000000",
    )  # fmt: skip


def test_merged_cells_are_repeated_and_marked() -> None:
    book, sheet = new()
    for row in [["整改台账", None, None], ["方面", "问题", "状态"], ["第一方面", "甲", "完成"], [None, "乙", "完成"]]:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    (found,) = tables(saved(book))
    assert found.rows == (
        ("整改台账",) * 3,
        ("方面", "问题", "状态"),
        ("第一方面", "甲", "完成"),
        ("第一方面", "乙", "完成"),
    )
    assert found.filled == {(0, 1), (0, 2), (3, 0)}


def test_hidden_rows_columns_and_sheets_are_left_out() -> None:
    book, sheet = new()
    for row in [["方面", "密", "问题"], ["第一方面", "x", "甲"], [None, "y", "乙"], [None, "z", "丙"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    draft = book.create_sheet("草稿")
    draft.append(["不公开", 1])
    draft.sheet_state = "veryHidden"
    source = saved(book)
    (found,) = tables(source)
    assert (tuple(found.rows), set(found.filled)) == (
        (("方面", "问题"), ("第一方面", "乙"), ("第一方面", "丙")),
        {(2, 0)},
    )
    assert [tuple(each) for each in source.left_out] == [
        ("第一方面\tx\t甲", "hidden", "sheet 台账 row 2"),
        ("密\ny\nz", "hidden", "sheet 台账 column B"),
        ("不公开\t1", "hidden-sheet", "sheet 草稿 row 1"),
    ]


def test_comments_formulas_without_a_result_and_running_heads_are_left_out() -> None:
    book, sheet = new()
    sheet["A1"] = "甲"
    sheet["A1"].comment = Comment("请核实", "李")
    sheet["B1"] = "=SUM(C1:C9)"
    sheet.oddFooter.center.text = "第&P页"
    source = saved(book)
    assert rows(source) == [(("甲",),)]
    assert {(each.text, each.why) for each in source.left_out} == {
        ("请核实", "comment"), ("=SUM(C1:C9)", "formula"), ("&C第&P页", "running-head"),
    }  # fmt: skip


def test_strings_of_all_kinds() -> None:
    strings = f'<sst xmlns="{_S}"><si><r><t>关于</t></r><r><t>票据</t></r><rPh><t>guan</t></rPh></si><si><t>a_x000D_\nb_x0041__xD800__x0000_</t></si></sst>'
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c><c t="inlineStr"><is><t>内</t></is></c>'
    cells += '<c t="str"><f>A1</f><v>算出</v></c><c t="e"><v>#REF!</v></c><c t="d"><v>2023-05-12T00:00:00</v></c>'
    source = read_bytes(xlsx({"a": f"<sheetData><row>{cells}</row></sheetData>"}, sharedStrings=strings), "a.xlsx")
    assert rows(source) == [(("关于票据", "a\nbA", "", "内", "算出", "#REF!", "2023-05-12"),)]


def test_cells_stand_where_they_say_or_after_the_one_before() -> None:
    inner = (
        '<sheetData><row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c r="A3"><v>3</v></c></row></sheetData>'
    )
    assert rows(read_bytes(xlsx({"a": inner}), "a.xlsx")) == [(("", "", ""), ("", "1", "2"), ("3", "", ""))]


def test_a_workbook_that_is_formatted_to_its_last_row_is_not_long() -> None:
    inner = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    assert rows(read_bytes(xlsx({"a": inner}), "a.xlsx")) == [(("1",),)]


@pytest.mark.parametrize("at", ["XFD1", "A1048576", "XFD1048576", "ZZZ9999999"])
def test_one_far_cell_is_refused(at: str) -> None:
    inner = (
        f'<sheetData><row><c r="A1"><v>1</v></c></row><row r="{at[3:] or 1}"><c r="{at}"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(Unreadable) as caught:
        read_bytes(xlsx({"a": inner}), "a.xlsx")
    assert caught.value.key == "input-too-many"


def test_twenty_thousand_rows_are_read_and_more_are_refused() -> None:
    def sheet(count: int) -> bytes:
        return xlsx({"a": f"<sheetData>{'<row><c><v>1</v></c></row>' * count}</sheetData>"})

    assert len(rows(read_bytes(sheet(20_001), "a.xlsx"))[0]) == 20_001
    with pytest.raises(Unreadable):
        read_bytes(sheet(20_100), "a.xlsx")


def test_merging_without_end_is_refused() -> None:
    ref = "".join(f'<mergeCell ref="A{n}:CV20000"/>' for n in range(1, 60))
    inner = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="CV20000"><v>1</v></c></row></sheetData><mergeCells>{ref}</mergeCells>'
    with pytest.raises(Unreadable) as caught:
        read_bytes(xlsx({"a": inner}), "a.xlsx")
    assert caught.value.key == "input-too-many"


def test_an_old_workbook() -> None:
    """Made with xlwt: a merged title, merged aspects, a date, a share, a hidden sheet."""
    source = read(DATA / "register.xls")
    (found,) = tables(source)
    assert rows(source)[0][0] == ("整改台账",) * 4
    assert rows(source)[0][2:] == (("1", "第一方面", "票据不全", "2023-05-12"), ("2", "第一方面", "审批不严", "0.5"))
    assert found.filled == {(0, 1), (0, 2), (0, 3), (3, 1)}
    assert [tuple(each) for each in source.left_out] == [("不公开", "hidden-sheet", "sheet 草稿 row 1")]


# --- OpenDocument

_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{each}="{_ODS}{each}:1.0"' for each in ("office", "table", "text", "style"))


def ods(sheet: str, styles: str = "") -> bytes:
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>{body}</office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def test_an_opendocument_spreadsheet() -> None:
    spaced = _cell("问<text:s text:c='2'/>题")
    tall, wide = _cell("第一方面", 'table:number-rows-spanned="2"'), _cell("重复", 'table:number-columns-repeated="3"')
    sheet = (
        '<table:table table:name="台账"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        f"<table:table-header-rows><table:table-row>{_cell('方面')}{_cell('密')}{spaced}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{tall}{_cell('x')}{_cell('甲')}</table:table-row>"
        f'<table:table-row><table:covered-table-cell/>{_cell("y")}<table:table-cell office:date-value="2023-05-12"><text:p>5月12日</text:p>'
        "<office:annotation><text:p>请核实</text:p></office:annotation></table:table-cell></table:table-row>"
        f'<table:table-row table:visibility="filter">{_cell("藏")}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{wide}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        f'<table:table table:name="草稿" table:style-name="off"><table:table-row>{_cell("不公开")}</table:table-row></table:table>'
    )
    hidden = '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
    source = read_bytes(ods(sheet, hidden), "a.ods")
    (found,) = tables(source)
    assert found.rows == (
        ("方面", "问  题"),
        ("第一方面", "甲"),
        ("第一方面", "2023-05-12"),
        ("重复", "重复"),
        ("重复", "重复"),
    )
    assert (set(found.filled), found.caption) == ({(2, 0)}, "台账")
    assert {tuple(each) for each in source.left_out} == {
        ("请核实", "comment", "sheet 台账 row 3"),
        ("藏", "hidden", "sheet 台账 row 4"),
        ("密\nx\ny\n重复\n重复", "hidden", "sheet 台账 column B"),
        ("不公开", "hidden-sheet", "sheet 草稿 row 1"),
    }


def test_an_encrypted_opendocument_spreadsheet_is_refused() -> None:
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x91\x00\x17",
    }
    with pytest.raises(Unreadable) as caught:
        read_bytes(packed({**parts, "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), "a.ods")
    assert caught.value.key == "input-encrypted"


def test_a_cell_repeated_without_end_is_refused() -> None:
    row = f'<table:table-row table:number-rows-repeated="1048576">{_cell("x")}</table:table-row>'
    wide = _cell("x", 'table:number-columns-repeated="16384"')
    for sheet in (row, f"<table:table-row>{wide}</table:table-row>"):
        with pytest.raises(Unreadable):
            read_bytes(ods(f'<table:table table:name="a">{sheet}</table:table>'), "a.ods")


# --- separated text


@pytest.mark.parametrize(
    "text",
    [
        '序号,问题,状态\n1,"甲,乙\n丙","他说""好"""\n2,丁,\n',
        '序号;问题;状态\r\n1;"甲,乙\r\n丙";"他说""好"""\r\n2;丁;\r\n',
        '序号\t问题\t状态\n1\t"甲,乙\n丙"\t"他说""好"""\n2\t丁\t\n',
        'sep=|\n序号|问题|状态\n1|"甲,乙\n丙"|"他说""好"""\n2|丁|\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_separated_text_whatever_separates_it(text: str, encoding: str) -> None:
    source = read_bytes(text.encode(encoding), "a.csv")
    assert rows(source) == [(("序号", "问题", "状态"), ("1", "甲,乙\n丙", '他说"好"'), ("2", "丁", ""))]
    assert source.encoding == {"utf-8-sig": "utf-8", "gb18030": "gb18030", "utf-16": "utf-16-le"}[encoding]


def test_a_quote_that_is_never_closed_is_text() -> None:
    assert rows(read_bytes('a,b\n"甲,乙\n丙,丁\n'.encode(), "a.csv")) == [(("a", "b"), ('"甲', "乙"), ("丙", "丁"))]


def test_empty_rows_and_columns_at_the_end_are_cut_and_line_ends_of_old_macs_understood() -> None:
    assert rows(read_bytes(b"a,b,,\r1,2,,\r,,,\r,,,\r", "a.csv")) == [(("a", "b"), ("1", "2"))]


def test_a_workbook_by_name_may_be_a_web_page_or_separated_text() -> None:
    page = "<html><table><tr><td>a<td>b<tr><td>1<td>2</table>"
    assert rows(read_bytes(page.encode(), "export.xls")) == [(("a", "b"), ("1", "2"))]
    assert rows(read_bytes(b"a\tb\n1\t2\n", "export.xls")) == [(("a", "b"), ("1", "2"))]


@pytest.mark.parametrize(
    ("code", "parts"), [("mmm-yy", "ym"), ("d/m/yyyy", "ymd"), ("General", ""), ('#,##0"元"', ""), ("@", "")]
)
def test_what_a_format_shows_of_a_date(code: str, parts: str) -> None:
    assert parsed(code).date == parts


def test_plain_numbers_have_no_exponent() -> None:
    assert (plain(1e300), plain(-0.5e-5), plain(0.0)) == ("1" + "0" * 300, "-0.000005", "0")


def test_a_sheet_that_is_not_in_the_file() -> None:
    parts = {
        "_rels/.rels": relations({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": f'<workbook xmlns="{_S}"><sheets><sheet name="a"/></sheets></workbook>',
    }
    with pytest.raises(Unreadable) as caught:
        read_bytes(packed(parts), "a.xlsx")
    assert caught.value.key == "input-no-text"
