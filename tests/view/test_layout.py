"""Columns get the room they need, or the table becomes a list."""

import pytest
from hypothesis import given, settings, strategies as st

from rectify.view.layout import (
    GAP,
    NARROW,
    fitted_widths,
    laid,
    listed,
    natural_widths,
    parted,
    spans_of,
    text_of,
    wrapped,
)
from rectify.view.screen import Bar, Column, Group, Line, Part, Row, Span
from rectify.view.text import width

NUMBER = Column("编号", "right", "fixed")
STATUS = Column("状态", kind="fixed")
OWNER = Column("责任人")
ISSUE = Column("问题", kind="flow")
ACTION = Column("整改情况", kind="flow", weight=2)

columns = st.lists(
    st.builds(
        Column,
        st.just("题"),
        st.sampled_from(["left", "right"]),
        st.sampled_from(["text", "fixed", "flow"]),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=7,
)


def said(lines: list[tuple[Span, ...]]) -> list[str]:
    return ["".join(span.text for span in spans) for spans in lines]


class TestWidths:
    def test_a_column_would_like_its_widest_cell_or_its_title(self) -> None:
        rows: list[Row] = [("1", "重业务"), Group("一、一个很长很长的方面的名称"), ("12345", "轻")]
        assert natural_widths([NUMBER, ISSUE], rows) == [5, 6]
        assert natural_widths([NUMBER, ACTION], []) == [4, 8]
        assert natural_widths([ISSUE], [("“四个必谈”",)], 2) == [12]

    def test_everything_has_its_natural_width_where_there_is_room(self) -> None:
        assert fitted_widths([NUMBER, ISSUE, STATUS], [4, 30, 6], 60) == [4, 30, 6]

    def test_flow_columns_share_what_the_others_leave_by_weight(self) -> None:
        assert fitted_widths([NUMBER, ISSUE, STATUS, ACTION], [4, 200, 6, 200], 76) == [4, 20, 6, 40]

    def test_what_one_column_does_not_need_goes_to_the_others(self) -> None:
        assert fitted_widths([NUMBER, ISSUE, ACTION], [4, 200, 16], 68) == [4, 44, 16]

    def test_no_cell_of_the_width_is_left_over(self) -> None:
        widths = fitted_widths([ISSUE, ISSUE, ISSUE], [99, 99, 99], 60)
        assert widths == [19, 19, 18]

    def test_a_name_is_broken_only_where_it_would_take_more_than_a_fifth(self) -> None:
        assert fitted_widths([OWNER, ISSUE], [16, 200], 80) == [16, 62]
        assert fitted_widths([OWNER, ISSUE], [40, 200], 80) == [39, 39]

    def test_a_table_that_would_squeeze_its_text_becomes_a_list(self) -> None:
        assert fitted_widths([STATUS, ISSUE], [40, 200], 60) is not None
        assert fitted_widths([STATUS, ISSUE], [50, 200], 60) is None
        assert fitted_widths([STATUS, ISSUE], [50, 8], 60) == [50, 8]
        assert fitted_widths([STATUS, NUMBER], [50, 12], 60) is None

    @settings(max_examples=200, deadline=None)
    @given(columns, st.data(), st.integers(20, 200))
    def test_the_widths_keep_their_promises(self, cols: list[Column], data: st.DataObject, total: int) -> None:
        natural = data.draw(st.lists(st.integers(2, 120), min_size=len(cols), max_size=len(cols)))
        widths = fitted_widths(cols, natural, total)
        if widths is None:
            assert sum(natural) + GAP * (len(cols) - 1) > total
            return
        assert sum(widths) + GAP * (len(cols) - 1) <= total
        for column, wish, given_cells in zip(cols, natural, widths, strict=True):
            assert min(NARROW, wish) <= given_cells <= wish
            assert given_cells == wish or column.kind != "fixed"


class TestParts:
    @pytest.mark.parametrize(
        ("bar", "text"),
        [
            (Bar(0, 9), ".........."),
            (Bar(5, 9), "#####....."),
            (Bar(8, 9), "########.."),
            (Bar(999_999, 1_000_000), "#########."),
            (Bar(9, 9), "##########"),
            (Bar(0, 0), ".........."),
            (Bar(12, 9, 4), "####"),
            (Bar(-1, 9, 4), "...."),
        ],
    )
    def test_a_bar_is_full_only_when_all_is_done(self, bar: Bar, text: str) -> None:
        assert text_of(bar) == text

    @pytest.mark.parametrize("part", ["a\x1bb", Span("a\x1bb", "good")])
    def test_every_text_is_made_safe(self, part: Part) -> None:
        assert text_of(part) == "a\\u001bb"
        assert [span.text for span in spans_of(part)] == ["a\\u001bb"]

    def test_styles_stay_with_their_words_across_lines(self) -> None:
        parts: list[Part] = [Span("整改进度"), Span("已完成", "good"), Span(" "), Bar(1, 2, 4)]
        safe = [span for part in parts for span in spans_of(part)]
        assert wrapped(safe, 10) == [
            (Span("整改进度"), Span("已", "good")),
            (Span("完成", "good"), Span(" "), Span("##", "done"), Span("..", "rest")),
        ]


class TestLines:
    def test_a_label_stands_in_the_indent_of_the_first_line(self) -> None:
        line = Line(("重业务轻理论学习责任压力",), indent=6, lead=Span("问题:", "dim"))
        assert said(list(laid(line, 20))) == ["问题: 重业务轻理论学", "      习责任压力"]

    def test_a_bullet_makes_its_own_indent(self) -> None:
        assert said(list(laid(Line(("整改落实到位了吗",), lead="- "), 14))) == ["- 整改落实到位", "  了吗"]

    def test_without_a_width_a_line_is_one_line(self) -> None:
        assert said(list(laid(Line(("长" * 300,), indent=2), None))) == ["  " + "长" * 300]

    def test_a_label_that_leaves_no_room_stands_alone(self) -> None:
        lines = said(list(laid(Line(("重业务轻理论学习",), indent=14, lead="整改责任单位:"), 20)))
        assert lines == ["整改责任单位:", "        重业务轻理论", "        学习"]
        assert max(map(width, lines)) <= 20


class TestList:
    def test_each_cell_is_a_line_under_its_title_and_empty_ones_are_left_out(self) -> None:
        lines = listed([NUMBER, ACTION, OWNER], ["3", Span("已整改", "good"), ""])
        assert [said(list(laid(line, 60))) for line in lines] == [["编号:     3"], ["整改情况: 已整改"]]

    def test_an_empty_line_parts_two_rows_but_not_a_group_from_its_rows(self) -> None:
        rows: list[Row] = [Group("一"), ("1",), ("2",), Group("二"), ("3",)]
        assert [apart for apart, _ in parted(rows)] == [False, False, True, True, False]
