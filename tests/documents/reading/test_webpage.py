"""Web pages are read as a browser shows them."""

import pytest

from rectify.documents.document import Heading
from rectify.documents.reading import Source, read_bytes
from rectify.errors import Unreadable
from tests.documents.reading.making import blocks, rows, tables, texts


def read(body: str, encoding: str = "utf-8", head: str = "") -> Source:
    return read_bytes(
        f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "page.html"
    )


def unshown(source: Source) -> list[tuple[str, str]]:
    return [(each.text, each.why) for each in source.left_out]


def test_headings_and_paragraphs_whatever_the_elements() -> None:
    source = read(
        "<h1>整改<b>报告</b></h1>\n<p>一、<span>组织</span>领导<br>第二行\n 接着</p>裸文<div>内<p>段</div>尾<pre>甲\n 乙</pre>"
    )
    assert blocks(source)[0] == Heading(1, "整改报告", place="line 2")
    assert texts(source)[1:] == ["一、组织领导", "第二行 接着", "裸文", "内", "段", "尾", "甲", "乙"]


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030"])
def test_the_encoding_that_the_page_says_it_is_in(charset: str) -> None:
    source = read("<p>镕</p>", "gb18030", f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">')
    assert (texts(source), source.encoding) == (["镕"], "gb18030")


def test_a_page_that_is_wrong_about_its_encoding() -> None:
    for named in ("gb2312", "utf-16", "none-such", "big5"):
        source = read("<p>审计——整改</p>", head=f"<meta charset={named}>")
        if source.encoding == "utf-8":
            assert texts(source) == ["审计——整改"]
    assert read("<p>审计</p>", head="<meta charset=none-such>").encoding == "utf-8"


def test_scripts_and_styles_are_no_text_and_the_rest_that_is_not_shown_is_listed() -> None:
    body = "<nav>首页</nav><script>var a='<p>x</p>'</script><style>p{}</style><p>甲<span style='color:red; display : none'>藏</span>乙"
    body += "<p hidden>也藏<b>着</b></p><p>丙<del>旧</del>新</p><button>打印</button><ul style='display:none'><li>x</ul><ol><li>丁</ol>"
    source = read(body, head="<title>标题栏</title>")
    assert texts(source) == ["甲乙", "丙新", "1. 丁"]
    assert unshown(source) == [
        ("标题栏", "page-title"), ("首页", "navigation"), ("藏", "hidden"), ("也藏着", "hidden"), ("旧", "deleted"), ("打印", "navigation"), ("x", "hidden"),
    ]  # fmt: skip


def test_lists_are_counted_as_the_browser_counts_them() -> None:
    body = "<ol start=3><li>a<ol type=i><li>b<li>c</ol><li>d</ol><ul><li>e</ul><ol type=A><li><h3>f</h3>g</ol>"
    assert texts(read(body)) == ["3. a", "i. b", "ii. c", "4. d", "e", "A. f", "g"]
    assert [each.number for each in read(body).document.blocks if isinstance(each, Heading)] == ["A. "]


def test_a_table_with_merged_cells() -> None:
    body = "<table><caption>台账</caption><tr><th colspan=3>整改<tr><td rowspan=2>第一方面<td>问题<br>一<td>完成<tr><td>问题二<td>完成"
    body += "<tr style='display:none'><td>藏<td>x<td>y<tr><td>合计<td rowspan=99>2<td rowspan=0>z<tr><td>末</table>后文"
    source = read(body)
    (found,) = tables(source)
    assert found.rows == (
        ("整改",) * 3,
        ("第一方面", "问题\n一", "完成"),
        ("第一方面", "问题二", "完成"),
        ("合计", "2", "z"),
        ("末", "2", ""),
    )
    assert found.filled == {(0, 1), (0, 2), (2, 0), (4, 1)}
    assert (found.caption, found.place, texts(source), unshown(source)) == (
        "台账",
        "line 2",
        ["后文"],
        [("藏xy", "hidden")],
    )


def test_a_table_that_only_arranges_the_page_is_none() -> None:
    inner = "<table><tr><td>a<td>b<tr><td>1<td>2</table>"
    source = read(
        f"<table><tr><td><h2>标题</h2><p>正文</p></td><td>{inner}</td></tr></table><table><tr><td>x<tr><td>y</table>"
    )
    assert texts(source) == ["标题", "正文", "x", "y"]
    assert rows(source) == [(("a", "b"), ("1", "2"))]


def test_a_drawing_with_its_data_and_a_note_are_aside() -> None:
    drawing = "<figure><figcaption>进度</figcaption><svg><text>3</text></svg><table><tr><td>a<td>1<tr><td>b<td>2</table></figure>"
    tiles = "<figure><dl><dt>问题<dd>9</dl></figure>"
    source = read(f"<p>前文 <span role=note>逾期</span></p>{drawing}{tiles}<figure><p>留下</p></figure>")
    assert texts(source) == ["前文", "留下"]
    assert unshown(source) == [("逾期", "note"), ("进度3a1b2", "picture"), ("问题9", "picture")]


def test_a_page_that_nests_deep_is_read_and_one_without_end_refused() -> None:
    assert texts(read("<div><font>" * 900 + "到底" + "</font></div>" * 900)) == ["到底"]
    with pytest.raises(Unreadable):
        read("<p>甲</p>" + "<div><font>" * 20_000 + "丢了" + "</font></div>" * 20_000)


def test_characters_by_name_and_number() -> None:
    source = read("<p>5月&nbsp;12日&#36;&lt;&#x4e00;&#0;&#xd800;&hellip;")
    (text,) = texts(source)
    assert text.startswith("5月\xa012日$<一")
    assert "\0" not in text
    text.encode()


@pytest.mark.parametrize(
    ("body", "key"),
    [("<p>" * 500_000, "input-too-much"), ("a" * (13 << 20), "input-too-big"), ("<p></p>", "input-no-text")],
)
def test_pages_that_are_refused(body: str, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert caught.value.key == key
