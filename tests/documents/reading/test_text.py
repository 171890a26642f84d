"""Plain text and Markdown: the right encoding, a paragraph a line, and tables, whole or broken."""

import pytest

from rectify.documents.document import Heading, Paragraph
from rectify.documents.reading import read_bytes
from rectify.errors import Unreadable, WrongUsage
from tests.documents.reading.making import blocks, rows

CHINESE = "一、组织领导\n1.关于“票据不全”的问题。已完成１０项。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + CHINESE.encode(), "utf-8"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (CHINESE.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("utf-32"), "utf-32-le"),
    ],
)
def test_the_encoding_is_found_and_told(content: bytes, encoding: str) -> None:
    source = read_bytes(content, "report.txt")
    assert source.encoding == encoding
    assert [each.text for each in source.document.blocks if isinstance(each, Paragraph)] == CHINESE.split("\n")[:2]


def test_the_encoding_that_the_user_names_is_believed() -> None:
    traditional = "財務制度"
    assert blocks(read_bytes(traditional.encode("big5"), "a.txt", encoding="Big5"))[0] == Paragraph(
        traditional, place="line 1"
    )


def test_latin_letters_of_windows_are_not_taken_for_chinese() -> None:
    source = read_bytes("“Open” – risk accepted by André\n".encode("cp1252"), "a.txt")
    assert (source.encoding, blocks(source)[0]) == (
        "cp1252",
        Paragraph("“Open” – risk accepted by André", place="line 1"),
    )


@pytest.mark.parametrize(
    ("content", "encoding", "key"),
    [
        (CHINESE.encode()[:-3], "", "input-broken-text"),
        (CHINESE.encode("gb18030")[:-2] + b"\xff\xff", "", "input-no-encoding"),
        (CHINESE.encode(), "big5", "input-other-encoding"),
        (b"a\0b\0\0c", "", "input-unknown"),
        ("\ud800".encode("utf-16-le", "surrogatepass") + b"a\0\n\0", "utf-16-le", "input-other-encoding"),
        (b"\xef\xbb\xbfa\0b", "", "input-unknown"),
        (b" \n\t\n", "", "input-no-text"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, encoding: str, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, "a.txt", encoding=encoding)
    assert caught.value.key == key


@pytest.mark.parametrize("name", ["latin-17", "zip", "rot13", "base64", "", "a b\0c"])
def test_a_name_that_is_no_encoding(name: str) -> None:
    if not name:
        assert read_bytes(b"x", "a.txt", encoding=name).encoding == "utf-8"
        return
    with pytest.raises(WrongUsage):
        read_bytes(b"x", "a.txt", encoding=name)


def test_a_paragraph_a_line_with_its_place_and_all_its_litter() -> None:
    source = read_bytes("　　甲&nbsp;乙\r\n\r\n##paidbegin##**丙** <!--more-->\r# 丁\n".encode(), "a.txt")
    assert source.document.blocks == (
        Paragraph("甲&nbsp;乙", place="line 1"),
        Paragraph("##paidbegin##**丙** <!--more-->", place="line 3"),
        Paragraph("# 丁", place="line 4"),
    )
    assert (source.format, source.document.language, source.left_out) == ("txt", "zh", ())


def test_headings_and_escaped_signs_of_markdown() -> None:
    text = "# 整改报告 #\n##paidbegin##2.正文\n### **一、概况**\n1\\. 甲 \\*乙\\* C:\\丙\\\n丁\n```\n# 不是标题 \\*\n```\n#\n"
    assert read_bytes(text.encode(), "a.md").document.blocks == (
        Heading(1, "整改报告", place="line 1"),
        Paragraph("##paidbegin##2.正文", place="line 2"),
        Heading(3, "**一、概况**", place="line 3"),
        Paragraph("1. 甲 *乙* C:\\丙", place="line 4"),
        Paragraph("丁", place="line 5"),
        Paragraph("```", place="line 6"),
        Paragraph("# 不是标题 \\*", place="line 7"),
        Paragraph("```", place="line 8"),
        Paragraph("#", place="line 9"),
    )


def table_rows(text: str, name: str = "a.md") -> list[tuple[tuple[str, ...], ...]]:
    return rows(read_bytes(text.encode(), name))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_table_whose_cells_are_divided_by_bars(name: str) -> None:
    text = "前文 a|b\n\n| 序号 | 问题 | 状态 |\n|---|:-:|--:|\n| 1 | 甲\\|乙<br>丙 | 已完成 |\n| 2 | | |\n后文\n"
    assert table_rows(text, name) == [(("序号", "问题", "状态"), ("1", "甲|乙\n丙", "已完成"), ("2", "", ""))]
    assert [each.place for each in blocks(read_bytes(text.encode(), name))] == ["line 1", "line 3", "line 7"]


def test_rows_without_their_first_or_last_bar() -> None:
    text = "| 序号 | 问题 | 状态 |\n|---|---|---|\n| 1 | 甲 | 已完成\n2 | 乙 | 已完成 |\n3 | 丙 | 整改中\n"
    assert table_rows(text) == [
        (("序号", "问题", "状态"), ("1", "甲", "已完成"), ("2", "乙", "已完成"), ("3", "丙", "整改中"))
    ]


def test_a_cell_that_goes_on_in_the_next_line() -> None:
    text = "| 序号 | 问题 | 状态 |\n|---|---|---|\n| 1 | 甲 | 基本完成\n并持续整改 |\n| 2 | 乙\n仍在乙 | 已完成 |\n"
    assert table_rows(text) == [
        (("序号", "问题", "状态"), ("1", "甲", "基本完成\n并持续整改"), ("2", "乙\n仍在乙", "已完成"))
    ]


def test_a_table_torn_apart_by_empty_lines_and_two_tables() -> None:
    assert table_rows("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n") == [(("a", "b"), ("1", "2"), ("3", "4"))]
    assert table_rows("| a | b |\n|---|---|\n| 1 | 2 |\n\n| c | d |\n|---|---|\n| 3 | 4 |\n") == [
        (("a", "b"), ("1", "2")),
        (("c", "d"), ("3", "4")),
    ]


def test_a_table_without_a_divider() -> None:
    assert table_rows("| 1 | 甲 |\n| 2 | 乙 |\n") == [(("1", "甲"), ("2", "乙"))]


def test_a_bar_alone_makes_no_table() -> None:
    assert table_rows("甲|乙\n丙|丁\n") == []


def test_text_without_a_name_is_told_apart_by_what_it_looks_like() -> None:
    kinds = {
        "# Report\n\nText\n": "md", "| a | b |\n|---|---|\n": "md", "a,b,c\n1,2,3\n": "csv", "a\tb\n1\t2\n": "csv",
        "Well, yes\nNo\n": "txt", "<!DOCTYPE html><p>x": "html", "<?xml version='1.0'?>\n<html><p>x": "html", "一、甲\n": "txt",
    }  # fmt: skip
    assert {text: read_bytes(text.encode(), "-").format for text in kinds} == kinds


def test_more_lines_than_any_report_has_are_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"a\n" * 200_000, "a.txt")
    assert caught.value.key == "input-too-many"
