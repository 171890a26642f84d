"""An office's own form is filled in, whatever the texts hold; a form that is broken is refused in one sentence."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from rectify.documents.document import (
    Block,
    Column,
    Document,
    Enclosed,
    Field,
    Form,
    Heading,
    Items,
    Letterhead,
    NewPage,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.writing import Style
from rectify.documents.writing.word import write
from rectify.documents.writing.word_template import named
from rectify.errors import Refused, Unreadable
from rectify.language import LANGUAGES, sentence

SAMPLE = Path(__file__).parents[3] / "examples" / "templates" / "red-head.docx"
WICKED = "{{ title }}{% for x in y %} <w:p/> & ]]> \x07\x1b\ufffe “甲”\n第二行"
COLUMNS = (
    Column("序号", field="number"),
    Column("问题", field="title"),
    Column("责任人", field="owner"),
    Column("状态", field="claim"),
)


def blocks() -> Iterator[Block]:
    yield Heading(1, "整改情况", "一、")
    yield Paragraph(WICKED, lead="1.关于“票据”的问题。")
    yield Items(["甲事", WICKED])
    yield Table((Column("数"),), [("9",)])
    yield Enclosed(("台账",))
    yield Signature("青石县水利局", "2023年6月30日")
    yield NewPage()
    yield Form(((Field("意见", "签名", 2),),))
    yield Table(COLUMNS, [("1", "票据未核销", "陈某", "已完成"), ("2", WICKED, "林某", "整改中")], aside=True)


def document(title: str = "整改报告") -> Document:
    head = Letterhead("青石县水利局文件", "青水发〔2023〕3号")
    return Document(title, "zh", blocks(), head, "县委", "2023-06-30", {"figures": {"completed": 7}})


def form(path: Path, *paragraphs: str) -> Path:
    made = docx.Document()
    made.core_properties.author = "制表人"
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(str(path))
    return path


def filled(path: Path, of: Document | None = None) -> bytes:
    stream = io.BytesIO()
    write(of or document(), stream, Style(template=path))
    return stream.getvalue()


def texts(content: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(content)).paragraphs]


def test_names_become_texts_and_texts_stay_texts(tmp_path: Path) -> None:
    path = form(
        tmp_path / "f.docx",
        "{{ title }} {{ unit }} {{ date }} {{ addressee }} {{ letterhead }} {{ number }} {{ day }}",
        "{{ blocks[1].text }}",
        "{{ facts.figures.completed }} {{ attachments[0] }}",
        "{% for issue in issues %}{{ issue.number }}={{ issue.owner }};{% endfor %}",
        "{{ blocks[7].rows[0][0].label }}",
    )
    found = texts(filled(path))
    assert found == [
        "整改报告 青石县水利局 2023年6月30日 县委 青石县水利局文件 青水发〔2023〕3号 2023-06-30",
        WICKED.replace("\x07", "\\u0007").replace("\x1b", "\\u001B").replace("\ufffe", "\\uFFFE"),
        "7 台账",
        "1=陈某;2=林某;",
        "意见",
    ]


def test_the_names_are_those_that_the_page_on_forms_tells() -> None:
    page = (Path(__file__).parents[3] / "docs" / "templates.md").read_text(encoding="utf-8")
    names = named(document())
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(names)
    kinds = {each["type"]: set(each) - {"type"} for each in names["blocks"]}
    told = {
        kind: set(re.findall(r"`(\w+)`", rest))
        for kind, rest in re.findall(r"^- `(\w+)`[:：](.*)$", page, re.MULTILINE)
    }
    for kind, keys in kinds.items():
        assert told[kind] == keys, kind


def test_the_sample_is_what_its_script_makes_and_is_filled_in(tmp_path: Path) -> None:
    before = SAMPLE.read_bytes()
    subprocess.run([sys.executable, SAMPLE.with_name("make.py")], check=True)
    assert SAMPLE.read_bytes() == before
    content = filled(SAMPLE)
    assert texts(content)[:3] == ["青石县水利局文件", "青水发〔2023〕3号", "整改报告"]
    assert "1.关于“票据”的问题。" in "".join(texts(content))
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert [row.cells[1].text for row in table.rows][:2] == ["问题", "票据未核销"]
    (tmp_path / "out.docx").write_bytes(content)
    assert OpenXmlValidator().validate(tmp_path / "out.docx").is_valid


def test_the_same_form_and_document_give_the_same_bytes_and_name_nobody(tmp_path: Path) -> None:
    path = form(tmp_path / "f.docx", "{{ title }}")
    one = filled(path)
    assert one == filled(path)
    properties = docx.Document(io.BytesIO(one)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("整改报告", "", "")
    assert "制表人".encode() not in b"".join(
        zipfile.ZipFile(io.BytesIO(one)).read(n) for n in zipfile.ZipFile(io.BytesIO(one)).namelist()
    )


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("{{ titel }}", "template-unknown-name"),
        ("{{ blocks[0].nothing }}", "template-unknown-name"),
        ("{% for x in issues %}", "template-broken"),
        ("{{ title", "template-broken"),
        ("{{ title | nofilter }}", "template-broken"),
        ("{{ 1 / 0 }}", "template-broken"),
        ("{{ title.__class__.__mro__ }}", "template-broken"),
        ("{% include 'rectify.db' %}", "template-broken"),
        ("{{ range(10 ** 9) | list }}", "template-broken"),
    ],
)
def test_a_form_that_asks_for_what_there_is_not_is_refused(tmp_path: Path, tag: str, key: str) -> None:
    path = form(tmp_path / "f.docx", tag)
    with pytest.raises(Unreadable) as refusal:
        filled(path)
    assert refusal.value.key == key
    for language in LANGUAGES:
        assert str(path) in sentence(language, refusal.value)
        assert "\n" not in sentence(language, refusal.value)


def broken_zip(path: Path) -> None:
    content = SAMPLE.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def broken_xml(path: Path) -> None:
    with zipfile.ZipFile(SAMPLE) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))


@pytest.mark.parametrize(
    "spoil",
    [
        broken_zip,
        broken_xml,
        lambda path: path.write_text("只是文字", encoding="utf-8"),
        lambda path: path.write_bytes(b""),
        lambda path: path.mkdir(),
        lambda path: None,
        lambda path: path.write_bytes(b"PK\x05\x06" + bytes(18)),
    ],
)
def test_what_is_no_form_is_refused(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "f.docx"
    spoil(path)  # type: ignore[operator]
    with pytest.raises(Unreadable):
        filled(path)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(Refused) as refusal:
        filled(form(tmp_path / "f.docx", "x"))
    for language in LANGUAGES:
        assert "pip install 'rectify[template]'" in sentence(language, refusal.value)
