"""A Word document is read as Word shows it: what is seen is in the Document, what is not is listed as left out."""

import pytest

from rectify.documents.document import Heading, Paragraph, Table
from rectify.documents.reading import Source, read_bytes
from tests.documents.reading.making import (
    blocks,
    docx,
    left_out,
    p,
    packed,
    r,
    relations,
    rows,
    style,
    tables,
    tbl,
    tc,
    texts,
    unpacked,
)


def read(body: str, **parts: str) -> Source:
    return read_bytes(docx(body, **parts), "notice.docx")


def table(source: Source) -> Table:
    return tables(source)[0]


def test_insertions_stay_and_deletions_go() -> None:
    body = p(
        "关于“",
        '<w:ins w:id="1"><w:r><w:t>票据</w:t></w:r></w:ins>',
        '<w:del w:id="2"><w:r><w:delText>发票</w:delText></w:r></w:del>',
        "”的问题",
    )
    source = read(body)
    assert texts(source) == ["关于“票据”的问题"]
    assert left_out(source) == [("发票", "deleted", "paragraph 1")]


def test_text_that_was_moved_is_read_where_it_went() -> None:
    body = p('<w:moveFrom w:id="1"><w:r><w:t>一段话</w:t></w:r></w:moveFrom>') + p(
        '<w:moveTo w:id="2"><w:r><w:t>一段话</w:t></w:r></w:moveTo>'
    )
    source = read(body)
    assert texts(source) == ["一段话"]
    assert left_out(source) == [("一段话", "deleted", "paragraph 1")]


def test_what_stands_in_content_controls_links_and_smart_tags() -> None:
    inner = p(
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:hyperlink><w:r><w:t>乙</w:t></w:r></w:hyperlink>",
    )
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}<w:customXml>{p('<w:smartTag><w:r><w:t>丙</w:t></w:r></w:smartTag>')}</w:customXml></w:sdtContent></w:sdt>"
    assert texts(read(body)) == ["甲乙", "丙"]


def test_a_prompt_that_nobody_filled_in_is_no_text() -> None:
    body = p(
        "责任人：",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击输入</w:t></w:r></w:sdtContent></w:sdt>",
    )
    source = read(body)
    assert (texts(source), left_out(source)) == (["责任人："], [("单击输入", "placeholder", "paragraph 1")])


def test_a_text_box_is_read_once_though_it_is_written_twice() -> None:
    box = f"<w:txbxContent>{p('附注')}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    source = read(p("正文", both) + p("下文"))
    assert [each.place for each in blocks(source)] == ["paragraph 1", "paragraph 1, text box", "paragraph 2"]
    assert texts(source) == ["正文", "附注", "下文"]


def test_notes_follow_at_the_end_in_the_order_of_their_references() -> None:
    def note(number: int, text: str, kind: str = "") -> str:
        return f"<w:footnote w:id='{number}' {kind}>{p(text)}</w:footnote>"

    footnotes = note(-1, "线", "w:type='separator'") + note(1, "后引的") + note(2, "先引的") + note(3, "没有引用的")
    reference = "<w:r><w:footnoteReference w:id='{}'/></w:r>"
    source = read(p("甲", reference.format(2)) + tbl([tc(p("乙", reference.format(1))), tc("丙")]), footnotes=footnotes)
    notes = [(each.text, each.place) for each in source.document.blocks if isinstance(each, Paragraph)][1:]
    assert notes == [("先引的", "footnote 1 of paragraph 1"), ("后引的", "footnote 2 of table 1")]
    assert left_out(source) == [("没有引用的", "unreferenced", "footnote")]


def test_comments_and_running_heads_are_left_out() -> None:
    source = read(
        p("正文"),
        comments=f"<w:comment w:id='0'>{p('请核实')}</w:comment>",
        header=p("县审计局"),
        footer=p("— ", "<w:r><w:t>1</w:t></w:r>", " —"),
    )
    assert texts(source) == ["正文"]
    assert left_out(source) == [
        ("请核实", "comment", "comment 1"),
        ("县审计局", "running-head", "header"),
        ("— 1 —", "running-head", "footer"),
    ]


@pytest.mark.parametrize("properties", ["<w:vanish/>", "<w:vanish w:val='true'/>", "<w:rStyle w:val='Secret'/>"])
def test_hidden_text_is_left_out(properties: str) -> None:
    styles = "<w:style w:type='character' w:styleId='Secret'><w:name w:val='s'/><w:rPr><w:vanish/></w:rPr></w:style>"
    source = read(p("公开", r("内部", properties), r("也公开", "<w:vanish w:val='0'/>")), styles=styles)
    assert (texts(source), left_out(source)) == (["公开也公开"], [("内部", "hidden", "paragraph 1")])


def test_a_field_shows_its_result() -> None:
    def sign(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    nested = f"{sign('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{sign('begin')}<w:r><w:instrText>X</w:instrText></w:r>{sign('separate')}"
    nested += f"<w:r><w:t>7</w:t></w:r>{sign('end')}{sign('separate')}<w:r><w:t>是</w:t></w:r>{sign('end')}"
    source = read(p("结论：", nested, "<w:fldSimple w:instr='DATE'><w:r><w:t>5月</w:t></w:r></w:fldSimple>"))
    assert (texts(source), left_out(source)) == (["结论：是5月"], [("7", "field-code", "paragraph 1")])


def test_a_field_without_an_end_swallows_nothing() -> None:
    assert texts(read(p("甲", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "乙") + p("丙"))) == ["甲乙", "丙"]


def test_signs_breaks_and_ticked_boxes() -> None:
    box = "<w:r><w:sym w:font='Wingdings{}' w:char='F0{}'/></w:r>"
    form = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
    body = p(box.format("", "FE"), "已", box.format("", "A8"), "未", box.format(" 2", "52"), form, box.format("", "01"))
    body += p("a", "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>d</w:t></w:r>")
    assert texts(read(body)) == ["☑已□未☑☑\ufffd", "a\tb\nc-d"]


def test_the_table_of_contents_is_left_out() -> None:
    styles = style("T1", "", title="toc 1") + style("H", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    gallery = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    source = read(gallery.format(p("目 录")) + p("一、概况 1", style="T1") + p("一、概况", style="H"), styles=styles)
    assert source.document.blocks == (Heading(1, "一、概况", place="paragraph 2"),)
    assert left_out(source) == [("目 录", "contents", "paragraph 1"), ("一、概况 1", "contents", "paragraph 1")]


@pytest.mark.parametrize(
    ("styles", "paragraph", "level"),
    [
        (style("a", "", title="heading 2"), p("x", style="a"), 2),
        (style("a", "", title="标题 3"), p("x", style="a"), 3),
        (style("b", "", based="a") + style("a", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'), p("x", style="b"), 4),
        ("", p("x", more='<w:outlineLvl w:val="0"/>'), 1),
        (style("a", "", title="heading 1"), p("x", style="a", more='<w:outlineLvl w:val="9"/>'), None),
        (style("a", "", based="b") + style("b", "", based="a"), p("x", style="a"), None),
        ("", p("x"), None),
    ],
)
def test_headings_by_their_style_or_their_own_outline_level(styles: str, paragraph: str, level: int | None) -> None:
    (block,) = read(paragraph, styles=styles).document.blocks
    assert (block.level if isinstance(block, Heading) else None) == level


# --- tables


def test_merged_cells_are_repeated_and_marked() -> None:
    rows = [
        [tc("台账", span=3)],
        [tc("第一方面", merge="restart"), tc("问题一"), tc("已完成")],
        [tc(merge="continue"), tc("问题二"), tc("整改中")],
        [tc("第二方面"), tc("问题三"), tc("")],
    ]
    found = table(read(tbl(*rows)))
    assert found.rows == (
        ("台账", "台账", "台账"),
        ("第一方面", "问题一", "已完成"),
        ("第一方面", "问题二", "整改中"),
        ("第二方面", "问题三", ""),
    )
    assert (set(found.filled), found.place, found.columns) == ({(0, 1), (0, 2), (2, 0)}, "table 1", ())


def test_a_merged_cell_may_reach_down_under_a_wide_one() -> None:
    rows = [
        [tc("a"), tc("b", span=2, merge="restart")],
        [tc("c"), tc(span=2, merge="continue")],
        [tc("d"), tc("e"), tc("f")],
    ]
    found = table(read(tbl(*rows)))
    assert found.rows == (("a", "b", "b"), ("c", "b", "b"), ("d", "e", "f"))
    assert found.filled == {(0, 2), (1, 1), (1, 2)}


def test_text_under_a_merged_cell_is_left_out() -> None:
    source = read(tbl([tc("上", merge="restart"), tc("甲")], [tc("压住的", merge="continue"), tc("乙")]))
    assert (table(source).rows, left_out(source)) == ((("上", "甲"), ("上", "乙")), [("压住的", "merged", "table 1")])


def test_several_paragraphs_and_a_table_in_a_cell() -> None:
    inner = tbl([tc("金额"), tc("3万元")], [tc("人数"), tc("2人")])
    assert rows(read(tbl([tc("措施一", "措施二"), tc(inner, p("合计"))], [tc("x"), tc("y")])))[0][0] == (
        "措施一\n措施二",
        "金额\t3万元\n人数\t2人\n合计",
    )


def test_rows_may_begin_late_be_deleted_or_stand_in_a_content_control() -> None:
    late = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{tc('b')}</w:tr>"
    deleted = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{tc('删')}{tc('去')}</w:tr>"
    held = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{tc('c')}<w:sdt><w:sdtContent>{tc('d')}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
    source = read(f"<w:tbl>{late}{deleted}{held}</w:tbl>")
    assert table(source).rows == (("", "b"), ("c", "d"))
    assert left_out(source) == [("删\n去", "deleted", "table 1")]


def test_places_count_paragraphs_and_tables_of_the_body() -> None:
    source = read(p("a") + p() + tbl([tc("b"), tc(p("c"))], [tc("d"), tc("e")]) + p("f"))
    assert [each.place for each in blocks(source)] == ["paragraph 1", "table 1", "paragraph 3"]


# --- forms that other programs write


def test_a_document_in_the_strict_form() -> None:
    content = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in unpacked(docx(p("严格"))).items()
    }
    assert texts(read_bytes(packed(content), "a.docx")) == ["严格"]


def test_the_main_part_may_have_another_name() -> None:
    content = unpacked(docx(p("改名")))
    content["word/document2.xml"] = content.pop("word/document.xml")
    content["_rels/.rels"] = relations({"/word/document2.xml": "officeDocument"}).encode()
    assert texts(read_bytes(packed(content), "a.docx")) == ["改名"]


def test_an_embedded_page_is_named() -> None:
    source = read(p("前") + "<w:altChunk r:id='r9'/>" + p("后"))
    assert (texts(source), [each.why for each in source.left_out]) == (["前", "后"], ["embedded"])
