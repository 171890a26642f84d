"""The closing slip says what shows that an issue was put right, who looked at it, and what was found on site."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

Rows = dict[str, str]


@pytest.fixture
def slip(run: Run, tmp_path: Path) -> Callable[..., Rows]:
    """The rows of the slip of issue 1, which was attached to, reviewed and looked at on site; of issue 2 nothing is known."""

    def done(*argv: str) -> str:
        said = run(*argv, "--as", "文书", "--lang", "zh")
        assert said.code == 0, said.err
        return said.out

    (tmp_path / "凭证|甲.txt").write_text("付讫", encoding="utf-8")
    (tmp_path / "作废.txt").write_text("错", encoding="utf-8")
    (tmp_path / "不清.txt").write_text("看不清", encoding="utf-8")
    done("init", "--unit", "柳河镇", "--kind", "巡察", "--feedback", "2023-02-14", "--review-steps", "2")
    for title in ("三笔支出没有凭证", "会议没有记录"):
        done("add-issue", title)
    done("log-action", "1", "补齐三笔支出的凭证", "--kind", "correction", "--date", "2023-03-02", "--by", "会计")
    done("attach", "a1", "凭证|甲.txt", "--kind", "voucher", "--date", "2023-03-01", "--by", "会计")
    done("attach", "1", "不清.txt", "作废.txt", "--by", "会计")
    done("review", "e1", "accept", "--by", "副镇长")
    done("review", "e2", "return", "--note", "看不清", "--by", "副镇长")
    done("void", "e3", "--reason", "挂错了")
    done("complete", "1", "--date", "2023-03-10", "--by", "会计")
    done("review", "1", "return", "--step", "check", "--date", "2023-03-12", "--note", "还差一笔", "--by", "副镇长")
    done("complete", "1", "--date", "2023-03-20", "--by", "会计")
    done("review", "1", "accept", "--step", "check", "--date", "2023-03-21", "--by", "副镇长")
    done("review", "1", "accept", "--step", "sign", "--date", "2023-03-22", "--by", "镇长")
    head = re.findall(r"[0-9a-f]{64}", done("report"))[-1]
    done("look-back", "draw", "--sample", "1", "--seed", "7", "--head", head)
    done("look-back", "record", "1", "holds", "--date", "2023-05-05", "--note", "查了原件", "--by", "巡察组")

    def rows(issue: str, *options: str) -> Rows:
        said = run("report", "--kind", "slip", "--issues", issue, *options)
        assert said.code == 0, said.err
        cells = (re.split(r"(?<!\\)\|", line)[1:3] for line in said.out.splitlines() if line.startswith("| "))
        return {name.strip(): value.strip() for name, value in cells}

    return rows


def test_evidence_that_counts_is_named_and_no_other(slip: Callable[..., Rows]) -> None:
    assert slip("1")["佐证材料"] == r"e1 凭证\|甲.txt（凭证；2023年3月1日；采信）"
    assert slip("2")["佐证材料"] == "没有登记佐证材料"


def test_reviews_and_looks_on_site_are_told_in_their_order(slip: Callable[..., Rows]) -> None:
    assert slip("1")["验收过程"].split("<br>") == [
        "2023年3月12日，副镇长退回：还差一笔。",
        "2023年3月21日，副镇长审核同意。",
        "2023年3月22日，镇长签批同意。",
        "2023年5月5日，巡察组现场回头看（保持）：查了原件。",
    ]
    assert "验收过程" not in slip("2")


def test_in_english_too(slip: Callable[..., Rows]) -> None:
    told = slip("1", "--lang", "en")
    assert told["Evidence"] == r"e1 凭证\|甲.txt (voucher; 1 March 2023; accepted)"
    assert told["Reviews and site visits"].split("<br>")[1:] == [
        "21 March 2023: checked by 副镇长.",
        "22 March 2023: signed by 镇长.",
        "5 May 2023: looked at on site (holds) by 巡察组: 查了原件.",
    ]


def test_what_was_reviewed_later_is_not_told_as_of_an_earlier_day(slip: Callable[..., Rows]) -> None:
    told = slip("1", "--as-of", "2023-03-21")
    assert told["验收过程"].count("<br>") == 1
    assert told["验收意见"] == "未验收"


def test_the_public_is_told_how_many_files_there_are_and_what_came_of_the_review(slip: Callable[..., Rows]) -> None:
    told = slip("1", "--public")
    assert told["佐证材料"] == "1份"
    assert told["验收过程"].split("<br>") == [
        "2023年3月12日，退回：还差一笔。",
        "2023年3月21日，审核同意。",
        "2023年3月22日，签批同意。",
        "2023年5月5日，现场回头看（保持）。",
    ]


def test_the_register_names_it_too_where_there_is_any(slip: Callable[..., Rows], run: Run) -> None:
    def column(*options: str) -> list[str]:
        table = [
            re.split(r"(?<!\\)\|", line) for line in run("report", "--kind", "register", *options).out.splitlines()
        ]
        heads = [head.strip() for head in next(row for row in table if "问题" in "".join(row) and len(row) > 2)]
        return [row[heads.index("佐证材料")].strip() for row in table if len(row) == len(heads)][2:]

    assert slip("1")["佐证材料"] == column()[0] == r"e1 凭证\|甲.txt（凭证；2023年3月1日；采信）"
    assert column()[1] == ""
    assert column("--public")[0] == "1份"
    assert run("void", "e1", "--reason", "撤回").code == 0
    assert "佐证材料" not in run("report", "--kind", "register").out


def test_its_table_for_programs_says_how_many_pieces_there_are_and_comes_back_unchanged(
    slip: Callable[..., Rows], run: Run, tmp_path: Path
) -> None:
    assert slip("1")
    assert run("report", "--kind", "register", "-o", "r.csv").code == 0
    first, *rows = csv.reader(io.StringIO((tmp_path / "r.csv").read_bytes().decode("utf-8-sig"), newline=""))
    assert [row[first.index("佐证材料")] for row in rows] == ["1", "0"]
    said = run("import", "r.csv", "--lang", "en")
    assert said.code == 0, said.err
    assert "not taken over" not in said.out + said.err


def test_a_register_with_evidence_comes_back_unchanged(slip: Callable[..., Rows], run: Run, tmp_path: Path) -> None:
    assert slip("1")
    assert run("report", "--kind", "register", "-o", "r.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert [cell.value for row in sheet.iter_rows() for cell in row].count("佐证材料") == 1
    before = run("report").out
    said = run("import", "r.xlsx", "--lang", "en")
    assert (said.code, run("report").out) == (0, before), said.err
