"""Prose written by hand keeps up with the figures, and an office's own outline orders the parts of a report."""

from pathlib import Path

import pytest

from rectify.deciding import correcting, progressing, registering
from rectify.errors import Unreadable
from rectify.language.placeholders import WORDS
from rectify.report.placeholders import unknown
from rectify.report.skeleton import PARTS, parsed
from tests.conftest import Book, Run
from tests.report.telling import Made

SAMPLES = sorted((Path(__file__).parents[2] / "examples" / "outlines").glob("*.toml"))


def test_a_figure_within_prose_is_that_of_the_ledger_on_the_day(bureau: Book, made: Made) -> None:
    bureau.do(
        correcting.write, "next", "已完成{{完成数}}个，进度{{ progress }}，开会{{meetings}}次，收回{{outcome:追回}}。"
    )
    assert "已完成1个，进度16.6%，开会1次，收回3.7万元。" in made()
    assert "已完成0个，进度0%" in made("--as-of", "2023-05-20")
    bureau.do(progressing.complete, "2", on="2023-06-29")
    assert "已完成2个，进度33.3%" in made()


def test_an_aspect_speaks_of_itself(bureau: Book, made: Made) -> None:
    bureau.do(correcting.write, "results", "本方面{{本方面问题数}}个，完成{{aspect.completed}}个。", aspect="1")
    bureau.do(correcting.write, "results", "全部{{问题数}}个，{{aspect.issues}}。")
    text = made()
    assert "本方面3个，完成1个。" in text
    assert "全部6个，{{aspect.issues}}。" in text, "outside an aspect there is none to speak of"


@pytest.mark.parametrize("name", [word for words in WORDS.values() for word in words])
def test_every_name_gives_a_value_in_both_languages(bureau: Book, made: Made, name: str) -> None:
    place = "{{" + name + (":追回" if name in WORDS["outcome"] else "") + "}}"
    bureau.do(correcting.write, "results", f"值【{place}】", aspect="1")
    for language in ("zh", "en"):
        told = made("--lang", language).partition("值【")[2].partition("】")[0]
        assert told
        assert "{{" not in told


def test_a_name_that_there_is_not_is_refused_before_it_is_kept(bureau: Book, run: Run) -> None:
    before = bureau.bytes
    for language in ("zh", "en"):
        said = run("write", "next", "进度{{progres}}", "--lang", language)
        assert (said.code, said.out) == (2, "")
        assert "{{progres}}" in said.err
    assert bureau.bytes == before


def test_words_in_braces_that_came_with_an_import_stay_as_they_are(bureau: Book, made: Made) -> None:
    bureau.do(correcting.write, "next", "模板里写着{{单位名称}}。")
    assert "模板里写着{{单位名称}}。" in made()


def test_what_a_figure_stands_for_is_not_read_as_a_placeholder_again(book: Book, made: Made) -> None:
    book.do(registering.add_inspection, unit="{{进度}}单位")
    book.do(registering.add_issue, "题")
    book.do(correcting.write, "next", "{{单位}}继续整改。")
    assert "{{进度}}单位继续整改。" in made()


@pytest.mark.parametrize("place", ["{{}}", "{{ }}", "{{\n}}", "{{{}}}", "{{a}", "{a}}"])
def test_braces_alone_are_no_placeholder(place: str) -> None:
    assert list(unknown(place)) == []


def test_an_outcome_needs_its_name_and_nothing_else_takes_one() -> None:
    assert list(unknown("{{outcome}} {{进度:甲}} {{成效：培训}}")) == ["{{outcome}}", "{{进度:甲}}"]


# --- outlines


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_makes_a_report_that_ends_with_the_head(
    request: pytest.FixtureRequest, run: Run, path: Path
) -> None:
    ledger: Book = request.getfixturevalue("office" if path.stem == "board-memo" else "bureau")
    said = run("report", "--outline", str(path), "--ledger", str(ledger.path))
    assert (said.code, said.err) == (0, "")
    assert "{{" not in said.out
    assert said.out.splitlines()[-1].startswith(("台账 ", "Ledger "))


def test_sections_stand_in_the_order_and_under_the_headings_of_the_outline(
    bureau: Book, made: Made, tmp_path: Path
) -> None:
    outline = tmp_path / "提纲.toml"
    outline.write_text(
        'title = "{{单位}}整改通报"\n'
        '[[section]]\nheading = "还差什么"\nparts = ["remaining"]\n'
        '[[section]]\nheading = ""\ntext = "第一段{{进度}}\\n第二段"\nparts = ["next"]\n'
        '[[section]]\nparts = ["results"]\n',
        encoding="utf-8",
    )
    lines = [line for line in made("--outline", str(outline)).splitlines() if line]
    assert lines[0] == "# 青石县水利局整改通报"
    assert [line for line in lines if line.startswith("## ")] == ["## 一、还差什么", "## 二、整改结果"]
    assert lines.index("第一段16.6%") + 1 == lines.index("第二段")


BAD = {
    "no TOML": (b"= 1", "1"),
    "not UTF-8": (b"title = \xff", "提纲.toml"),
    "another key": (b'subject = "x"', "subject"),
    "no section": (b'title = "x"', "[[section]]"),
    "a section that is none": (b'section = ["x"]', "[[section]]"),
    "another key of a section": (b'[[section]]\nname = "x"', "name"),
    "a heading that is no text": (b"[[section]]\nheading = 1", "heading"),
    "a title that is no text": (b'title = 1\n[[section]]\nparts = ["work"]', "title"),
    "parts that are no list": (b'[[section]]\nparts = "work"', "parts"),
    "a part that there is not": (b'[[section]]\nparts = ["work", "wrok"]', "wrok"),
    "a placeholder that there is not": ('[[section]]\ntext = "{{进展}}"'.encode(), "{{进展}}"),
    "nested without end": (b"x = " + b"[" * 5000, "提纲.toml"),
}


@pytest.mark.parametrize("what", BAD)
def test_an_outline_that_is_wrong_says_what_and_writes_nothing(
    bureau: Book, run: Run, tmp_path: Path, what: str
) -> None:
    content, told = BAD[what]
    path = tmp_path / "提纲.toml"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        parsed(content, path)
    for language in ("zh", "en"):
        said = run("report", "--outline", "提纲.toml", "-o", "report.md", "--lang", language)
        assert (said.code, said.out) == (6, "")
        assert told in said.err
        assert len(said.err.splitlines()) == 1
    assert not (tmp_path / "report.md").exists()


def test_an_outline_may_be_a_file_only(bureau: Book, run: Run, tmp_path: Path) -> None:
    for name in (".", "没有.toml", "/dev/zero"):
        said = run("report", "--outline", name)
        assert (said.code, said.out) == (6, "")


def test_every_part_stands_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "outlines.md").read_text("utf-8")
    assert [name for name in PARTS if f"`{name}`" not in page] == []
    assert [word for words in WORDS.values() for word in words if f"`{word}`" not in page] == []
