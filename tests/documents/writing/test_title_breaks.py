"""Where titles of Chinese documents break: on sense, in the shape of a trapezoid or a lozenge (GB/T 9704-2012, 7.3.1)."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, strategies as st

from rectify.documents.writing.title_breaks import TITLE_WIDTH, broken
from rectify.documents.writing.word_text import wide

TITLES = {
    "青石县水利局关于检查反馈意见整改进展情况的报告": "青石县水利局/关于检查反馈意见/整改进展情况的报告",
    "共青团XX县委员会关于XX县委巡察反馈意见整改进展情况的报告": "共青团XX县委员会/关于XX县委巡察反馈意见/整改进展情况的报告",
    "XX县委巡察反馈意见问题清单、任务清单、责任清单": "XX县委巡察反馈意见问题清单、/任务清单、责任清单",
    "江北省发展和改革委员会关于2023年度预算执行审计查出问题整改情况的报告": "江北省发展和改革委员会/关于2023年度预算执行审计查出问题/整改情况的报告",
    "XX大学党委关于巡视整改进展情况的通报": "XX大学党委关于巡视整改进展情况的通报",
}


@pytest.mark.parametrize(("title", "lines"), TITLES.items())
def test_titles_break_as_a_clerk_would_break_them(title: str, lines: str) -> None:
    assert broken(title, TITLE_WIDTH) == lines.replace("/", "\n")


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "关于",
                "县委",
                "巡察",
                "反馈意见",
                "整改",
                "进展情况",
                "的",
                "报告",
                "和",
                "、",
                "《党费收缴管理办法》",
                "水利局",
            ),
            *("2023年度", "12345", "（试行）", "“四个必谈”", "落实", "委员会", "ABC-9", "青", "某某", "XX"),
        ]
    ),
    max_size=24,
).map("".join)


@given(title=PIECES)
@example("关于关于《党费收缴管理办法》、县委关于关于")
def test_nothing_is_lost_no_line_is_too_wide_and_nothing_whole_is_torn(title: str) -> None:
    found = broken(title, TITLE_WIDTH)
    assert found.replace("\n", "") == title
    lines = found.split("\n")
    if len(lines) == 1:
        return
    assert all(wide(line) <= TITLE_WIDTH for line in lines)
    assert len(lines) <= 4
    for whole in ("《党费收缴管理办法》", "2023年度", "12345", "（试行）", "“四个必谈”", "反馈意见", "ABC-9"):
        assert found.count(whole) == title.count(whole)
    for before, after in pairwise(lines):
        assert after[0] not in "、》”）"
        assert before[-1] not in "《“（"


def test_a_title_of_one_line_or_of_too_many_is_left_alone() -> None:
    for title in ("", "整改台账", "一" * 20, "无处可断" * 5_000, "甲关于\n乙" * 9):
        assert broken(title, TITLE_WIDTH) == title


def test_shapes_are_trapezoids_or_lozenges() -> None:
    for title in TITLES:
        widths = [wide(line) for line in broken(title, TITLE_WIDTH).split("\n")]
        rising = [after > before for before, after in pairwise(widths)]
        assert rising == sorted(rising, reverse=True), "no hourglass"
        assert len(set(widths)) == len(widths) or widths[0] == widths[-1] < max(widths), "no brick"


def test_a_title_full_of_places_to_break_takes_no_time() -> None:
    start = time.process_time()
    broken("整改、" * 26, TITLE_WIDTH)
    assert time.process_time() - start < 1
