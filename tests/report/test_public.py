"""The version for the public says nothing that is withheld, in no part of any file; and is not made while a text still does."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from rectify.deciding import correcting, progressing, registering
from rectify.documents.writing import WRITERS
from rectify.report import KINDS
from tests.conftest import Book, Run

SECRETS = (
    "欧阳明",
    "Quill Marsh",
    "司马",
    "3.7万",
    "3.7 万",
    "37000",
    "37,000",
    "线索",
    "约谈两人",
    "补办",
    "内部措施",
)
NARRATIVE = "欧阳明同志牵头抓总。"


@pytest.fixture
def secret(book: Book) -> Book:
    """Two issues to be told and one that must not be; persons, amounts and an internal action and measure."""
    book.do(registering.add_inspection, unit="青石县水利局", authority="青石县委", feedback="2023-02-10")
    book.do(registering.add_aspect, "聚焦资金管理")
    book.do(registering.add_aspect, "聚焦其他")
    book.do(
        registering.add_issue, "工程款手续不全", aspect="1", deadline="2023-06-15", owner="欧阳明", lead="Quill Marsh"
    )
    book.do(registering.add_issue, "物资账实不符", aspect="1", unit="物资站", owner="欧阳明", deadline="2023-09-30")
    book.do(registering.add_issue, "移送线索三件没有办结", aspect="2", owner="司马相")
    book.do(registering.add_measure, "1", "补齐签字", owner="司马相")
    book.do(registering.add_measure, "1", "内部措施一条")
    book.do(
        progressing.log_action,
        "逐笔核对付款",
        issues="1",
        on="2023-05-20",
        kind="money",
        outcomes=("追回=3.7万元", "核对=12笔"),
    )
    book.do(
        progressing.log_action, "约谈两人", issues="2", on="2023-05-21", kind="accountability", outcomes=("约谈=2人",)
    )
    book.do(progressing.log_action, "补办移送手续", issues="3", on="2023-05-22", rules=("移送规定",))
    book.do(progressing.complete, "1", on="2023-06-01", effect="手续补齐", said_by="欧阳明")
    book.do(progressing.complete, "3", on="2023-06-01")
    book.do(progressing.extend, "2", "2023-12-31", reason="等待验收", on="2023-06-02", said_by="欧阳明")
    for thing in ("3", "a2", "m2"):
        book.do(correcting.amend, thing, {"internal": "yes"})
    return book


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a file: of a zip each of them, names included."""
    if not content.startswith(b"PK"):
        return {"": content}
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return {name: opened.read(name) + name.encode() for name in opened.namelist()}


def plain(content: bytes) -> str:
    """The text of a part, without the tags that may stand within a word."""
    return re.sub(r"<[^>]*>", "", content.decode("utf-8", "replace"))


MAKEABLE = [suffix for suffix in WRITERS if suffix != ".pdf"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", MAKEABLE)
def test_no_part_of_any_file_holds_what_is_withheld(
    secret: Book, run: Run, tmp_path: Path, kind: str, suffix: str
) -> None:
    target = tmp_path / f"public{suffix}"
    for language in ("zh", "en"):
        options = ("--kind", kind, "--lang", language, "--basis", "-o", str(target))
        assert run("report", *options).code == 0
        open_text = "".join(map(plain, parts(target.read_bytes()).values()))
        only_figures = suffix == ".xlsx" and kind in {"progress", "summary"}  # of these a workbook holds the tables
        assert any(word in open_text for word in SECRETS) or only_figures, "the control: without --public it is there"
        said = run("report", "--public", *options)
        assert (said.code, said.out) == (0, "")
        for name, content in parts(target.read_bytes()).items():
            text = plain(content)
            assert [word for word in SECRETS if word in text] == [], name


def test_the_figures_count_what_is_told_and_agree_with_the_list(secret: Book, run: Run) -> None:
    text = run("report", "--public", "--lang", "zh").out
    assert "1个方面2个问题" in text
    assert "已完成1个，整改进度50%" in text
    assert "已完成1个，基本完成0个，部分完成0个，整改中1个" in text
    assert "共开展整改行动1项" in text
    assert "核对12笔" in text
    assert "涉及资金的数额不公开。" in text
    assert "本报告为公开版" in text
    assert "聚焦其他" not in text, "an aspect of which nothing is told"
    assert "物资站" in text, "a unit is no person"


def test_the_other_version_stays_as_it_was(secret: Book, run: Run) -> None:
    before = run("report").out
    assert "欧阳明" in before
    run("report", "--public")
    assert run("report").out == before


def test_what_was_left_out_is_listed_apart(secret: Book, run: Run) -> None:
    said = run("report", "--public", "--lang", "zh")
    assert "公开版略去：姓名3个，金额1笔，不公开的问题1个、行动2项、措施1项。" in said.err
    assert "欧阳明" in said.err


@pytest.mark.parametrize(
    ("decide", "asked", "place"),
    [
        (registering.add_issue, ("欧阳明未按时报账",), "4"),
        (registering.add_measure, ("1", "由欧阳明补签"), "m3"),
        (correcting.write, ("next", NARRATIVE), "write next"),
        (registering.add_aspect, ("司马相分管领域",), "3."),
        (correcting.amend, ("1", {"acceptance": "追回37000元"}), "1"),
        (correcting.amend, ("1", {"response": "已收回 3.70 万元"}), "1"),
        (correcting.amend, ("1", {"recommendation": "Ask Quill Marsh."}), "1"),
        (correcting.amend, ("1", {"acceptance": "移送线索三件没有办结的事不再发生"}), "1"),
        (correcting.amend, ("/", {"title": "欧阳明专项"}), "/"),
    ],
)
def test_it_is_not_made_while_a_text_still_says_it(
    secret: Book, run: Run, tmp_path: Path, decide: object, asked: tuple[object, ...], place: str
) -> None:
    secret.do(decide, *asked)  # type: ignore[arg-type]
    before = secret.bytes
    for language in ("zh", "en"):
        said = run("report", "--public", "-o", "公开.md", "--lang", language)
        assert (said.code, said.out) == (4, "")
        assert re.search(rf"[。 ]{re.escape(place)}[：:]", said.err), said.err
    assert not (tmp_path / "公开.md").exists()
    assert secret.bytes == before


def test_a_public_wording_opens_the_way(secret: Book, run: Run) -> None:
    secret.do(correcting.write, "next", NARRATIVE)
    secret.do(correcting.amend, "1", {"title": "欧阳明经手的工程款手续不全", "acceptance": "追回3.7万元"})
    assert run("report", "--public").code == 4
    assert run("amend", "1", "--public-text", "工程款手续不齐").code == 0
    assert run("write", "next", "主要负责人牵头抓总。", "--public").code == 0
    said = run("report", "--public", "--lang", "zh")
    assert (said.code, "工程款手续不齐" in said.out, "主要负责人牵头抓总。" in said.out) == (0, True, True)
    assert [word for word in SECRETS if word in said.out] == []
    assert NARRATIVE in run("report").out, "the inner version keeps its own words"


def test_a_public_wording_that_still_says_it_is_refused_too(secret: Book, run: Run) -> None:
    secret.do(correcting.amend, "2", {"public_text": "欧阳明管的物资"})
    assert run("report", "--public").code == 4


def test_a_post_is_no_name_and_an_office_may_name_its_posts(secret: Book, run: Run) -> None:
    secret.do(registering.add_issue, "分管领导、仓库保管员交接不清", owner="分管领导", lead="仓库保管员")
    said = run("report", "--public", "--lang", "zh")
    assert (said.code, "仓库保管员" in said.err, "分管领导；" in said.err) == (4, True, False)
    said = run("report", "--public", "--posts", "仓库保管员,门卫")
    assert said.code == 0
    assert "牵头领导：仓库保管员" in said.out


def test_a_latin_name_counts_as_a_word(secret: Book, run: Run) -> None:
    secret.do(registering.add_issue, "The root cause is not known", owner="root")
    assert run("report", "--public").code == 4
    secret.do(correcting.amend, "4", {"title": "Rootless plants were paid for"})
    assert run("report", "--public").code == 0


@pytest.mark.parametrize(
    "told",
    [
        ("log-action", "1", "签字补齐"),
        ("log-action", "--whole", "签字补齐"),
        ("complete", "2"),
        ("review", "1", "return", "--note", "再核一遍"),
    ],
)
def test_who_acted_claimed_or_reviewed_is_withheld_too(secret: Book, run: Run, told: tuple[str, ...]) -> None:
    assert run(*told, "--by", "诸葛验").code == 0
    assert run("report", "--public").code == 0
    secret.do(registering.add_issue, "诸葛验收时发现账实不符")
    said = run("report", "--public", "--lang", "zh")
    assert (said.code, said.out, "诸葛验" in said.err) == (4, "", True)


def test_the_name_of_an_account_is_nobodys_name_in_a_text(secret: Book, run: Run) -> None:
    secret.do(progressing.log_action, "查明 root cause", issues="1", said_by="root")
    assert run("report", "--public").code == 0


def test_internal_is_yes_or_no_and_can_be_taken_back(secret: Book, run: Run) -> None:
    assert run("amend", "2", "--internal", "perhaps").code == 2
    assert run("amend", "3", "--internal", "no").code == 0
    assert "移送线索" in run("report", "--public").out
    assert run("undo").code == 0
    assert "移送线索" not in run("report", "--public").out


def test_sub_issues_of_what_is_internal_are_internal(secret: Book, run: Run) -> None:
    secret.do(registering.add_issue, "其中一件已超期", parent="3")
    text = run("report", "--public").out
    assert "其中一件" not in text
    assert "子问题" not in text.partition("整改结果")[2].partition("逐")[0]


def test_the_change_since_the_last_report_counts_what_is_told(secret: Book, run: Run) -> None:
    text = run("report", "--public", "--since", "2023-05-30", "--lang", "zh").out
    assert "已完成数+1（新完成1个：问题1；由完成转为未完成0个）" in text


def test_the_pictures_of_a_public_page_count_only_what_is_told(secret: Book, run: Run, tmp_path: Path) -> None:
    for name in ("public", "whole"):
        assert run("report", "--format", "json", "-o", f"{name}.json", *(["--public"] * (name == "public"))).code == 0
    public, whole = (json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in ("public", "whole"))

    def drawn(found: Any, kind: str) -> Any:
        (block,) = (each for each in found["blocks"] if each["type"] == kind)
        return block

    assert sum(drawn(whole, "bars")["rows"][0]["counts"]) == whole["figures"]["issues"] == 3
    assert sum(drawn(public, "bars")["rows"][0]["counts"]) == public["figures"]["issues"] == 2
    assert drawn(public, "curves")["counts"][1][-1] == public["figures"]["completed"] == 1
    deeds = [
        each for lane in drawn(public, "timeline")["lanes"] for each in lane["stretches"] if each["sign"] == "deed"
    ]
    assert [each["first"] for each in deeds] == ["2023-05-20"]
