"""Text for terminals: nothing hides in it, its width is known, and it breaks where a reader expects."""

import re
import unicodedata

import pytest
from hypothesis import given, settings, strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth, wcwidth

from rectify.view.text import cuts, pad, visible, visible_lines, width, wrap

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
CLOSING = "，。、；：？！）】》”’…％"
OPENING = "（【《“‘"

quick = settings(max_examples=200, deadline=None)
any_text = st.text(st.characters(), max_size=40)
mixed = st.text(
    st.sampled_from("整改落实到位〇𠀀①·—…“”‘’，。（）《》 \u3000\tabcXYZ019.,-/%[]ée\u0301葛\U000e0100⚠\ufe0f⌚"),
    max_size=80,
)


class TestVisible:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("已完成\x1b[31m", "已完成\\u001b[31m"),
            ("\x9b2J", "\\u009b2J"),
            ("50人\r5人", "50人\\u000d5人"),
            ("a\bb\x7f", "a\\u0008b\\u007f"),
            ("user\u202etxt.exe", "user\\u202etxt.exe"),
            ("零\u200b宽\u2060\ufeff", "零\\u200b宽\\u2060\\ufeff"),
            ("\ud800", "\\ud800"),
            ("\ue000", "\\ue000"),
            ("a\u2028b\u2029", "a\\u2028b\\u2029"),
            ("\U000e0001", "\\U000e0001"),
        ],
    )
    def test_what_hides_or_acts_is_shown_as_a_mark(self, text: str, shown: str) -> None:
        assert visible(text) == shown

    @pytest.mark.parametrize(
        "text", ["", "重业务轻理论", "“四个必谈”——①……", "\u3000\u3000首行缩进", "e\u0301", "[bold]x[/]"]
    )
    def test_clean_text_stays_as_it_is(self, text: str) -> None:
        assert visible(text) == text

    def test_line_ends_tabs_and_narrow_blanks_become_spaces(self) -> None:
        assert visible("甲\n乙\r\n丙\t丁\xa0戊\u2009己") == "甲 乙 丙 丁 戊 己"

    def test_an_ideograph_younger_than_the_tables_is_still_a_name(self) -> None:
        """Unicode 15 gave U+31350 to a family's name; Python 3.11 has not heard of it."""
        assert visible("\U00031350某") == "\U00031350某"
        assert width("\U00031350某") == 4
        assert visible("\U0002ffff") == "\\U0002ffff"

    def test_lines_are_kept_where_they_are_wanted(self) -> None:
        assert visible_lines("第一段\r\n第二\t段\n\x1b") == ["第一段", "第二 段", "\\u001b"]

    @quick
    @given(any_text)
    def test_nothing_hidden_is_left_and_a_second_time_changes_nothing(self, text: str) -> None:
        shown = visible(text)
        assert not {unicodedata.category(char) for char in shown} & HIDDEN
        assert shown.replace("\u3000", " ").translate(dict.fromkeys(range(0x20000, 0x40000))).isprintable()
        assert visible(shown) == shown

    @quick
    @given(st.text(st.characters(exclude_categories=("C", "Z")), max_size=40))
    def test_no_readable_character_is_touched(self, text: str) -> None:
        assert visible(text) == text


class TestWidth:
    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (0x20, 0x7E),
            (0xA1, 0xAC),
            (0xAE, 0x482),
            (0x1100, 0x11FF),
            (0x2010, 0x2027),
            (0x2030, 0x205E),
            (0x20A0, 0x20BF),
            (0x2100, 0x262F),
            (0x2E80, 0x2FD5),
            (0x3000, 0x318E),
            (0x3200, 0xA48C),
            (0xAC00, 0xD7A3),
            (0xFE00, 0xFE6B),
            (0xFF01, 0xFFDC),
            (0x1F300, 0x1F3FA),
            (0x1F400, 0x1F64F),
            (0x20000, 0x2A6D6),
            (0xE0100, 0xE01EF),
        ],
    )
    def test_a_character_is_as_wide_as_wcwidth_says(self, first: int, last: int) -> None:
        """Two deviations are wanted: skin tones and lone halves of flags count as what they add to a pair."""
        shown = [chr(code) for code in range(first, last + 1) if visible(chr(code)) == chr(code)]
        assert [char for char in shown if width(char) != wcwidth(char)] == []
        assert [char for char in shown if width(char, 2) != wcswidth(char, ambiguous_width=2)] == []

    def test_rich_takes_no_character_for_wider_than_we_do(self) -> None:
        """Where it did, it would cut the end of a cell that we think is full."""
        shown = [char for char in map(chr, range(0x20, 0x30000)) if visible(char) == char]
        assert len(shown) > 100_000
        assert [char for char in shown if cell_len(char) > width(char)] == []

    @pytest.mark.parametrize("text", ["⚠\ufe0f", "1\ufe0f\u20e3", "⌚\ufe0f", "👍🏽", "🇨🇳", "か\u3099", "葛\U000e0100"])
    def test_sequences_are_as_wide_as_wcwidth_says(self, text: str) -> None:
        assert width(text) == wcswidth(text) == cell_len(text)

    def test_an_emoji_selector_after_a_letter_counts_as_a_cell(self) -> None:
        """A deviation on the safe side: wcwidth knows the 213 characters that it really widens."""
        assert (width("a\ufe0f"), wcswidth("a\ufe0f")) == (2, 1)

    def test_ambiguous_characters_take_what_the_terminal_gives_them(self) -> None:
        assert width("“①”—·", 1) == 5
        assert width("“①”—·", 2) == 10
        assert width("整改abc", 2) == 7

    def test_padding_counts_cells(self) -> None:
        assert pad("整改", 6) == "整改  "
        assert pad("9", 3, "right") == "  9"
        assert pad("“”", 6, "left", 2) == "“”  "
        assert pad("整改", 3) == "整改"


class TestWrap:
    @pytest.mark.parametrize(
        ("text", "cells", "lines"),
        [
            ("重业务轻理论学习", 6, ["重业务", "轻理论", "学习"]),
            ("工作不够，压力不够", 8, ["工作不", "够，压力", "不够"]),
            ("召开（专题）会议", 6, ["召开", "（专", "题）会", "议"]),
            ("落实“两个维护”“四个意识”", 16, ["落实“两个维护”", "“四个意识”"]),
            ("谈心谈话——安排", 9, ["谈心谈", "话——安排"]),
            ("进一步……再", 7, ["进一", "步……再"]),
            ("Using English words", 9, ["Using", "English", "words"]),
            ("混排123456的情况", 9, ["混排", "123456的", "情况"]),
            ("we don’t stop", 8, ["we don’t", "stop"]),
            ("see .gitignore", 12, ["see", ".gitignore"]),
            ("共计50%。", 6, ["共计", "50%。"]),
            ("整改甲 。乙", 8, ["整改", "甲 。乙"]),
            ("\u3000\u3000根据安排部署", 8, ["\u3000\u3000根据", "安排部署"]),
            ("", 10, [""]),
            ("   ", 2, [""]),
            ("甲\n\n乙", 10, ["甲", "", "乙"]),
            ("整改", 1, ["整", "改"]),
        ],
    )
    def test_lines_break_where_a_reader_expects(self, text: str, cells: int, lines: list[str]) -> None:
        assert wrap(text, cells) == lines

    @quick
    @given(mixed, st.integers(2, 60), st.sampled_from([1, 2]))
    def test_no_line_is_wider_than_allowed(self, text: str, cells: int, ambiguous: int) -> None:
        assert [line for line in wrap(visible(text), cells, ambiguous) if width(line, ambiguous) > cells] == []
        assert [line for line in wrap(visible(text), cells) if wcswidth(line) > cells] == []

    @quick
    @given(any_text | mixed, st.integers(0, 60), st.sampled_from([1, 2]))
    def test_nothing_is_lost_or_added_but_blanks(self, text: str, cells: int, ambiguous: int) -> None:
        assert "".join("".join(wrap(text, cells, ambiguous)).split()) == "".join(text.split())

    @quick
    @given(mixed, st.integers(2, 60))
    def test_only_blanks_lie_between_the_cuts(self, text: str, cells: int) -> None:
        text = visible(text)
        ends = [0]
        for start, end in cuts(text, cells):
            assert ends[-1] <= start <= end
            assert text[ends[-1] : start].strip() == ""
            ends.append(end)
        assert text[ends[-1] :].strip() == ""

    @quick
    @given(
        st.lists(
            st.one_of(
                st.text("整改落实到位", min_size=1, max_size=6),
                st.text("abcXYZ019", min_size=1, max_size=8),
                st.sampled_from([*CLOSING, *OPENING, "）。", "”，", "》（", "（“", " "]),
            ),
            max_size=30,
        ).filter(lambda parts: not re.search(f"[{CLOSING}]{{4}}|[{OPENING}]{{4}}|[a-zA-Z0-9]{{9}}", "".join(parts))),
        st.integers(28, 60),
    )
    def test_marks_stand_where_the_standard_wants_them_and_words_are_whole(self, parts: list[str], cells: int) -> None:
        text = "".join(parts)
        lines = wrap(text, cells)
        assert [line for line in lines[1:] if line[0] in CLOSING] == []
        assert [line for line in lines[:-1] if line[-1] in OPENING] == []
        words = re.compile("[a-zA-Z0-9]+")
        assert [word for line in lines for word in words.findall(line)] == words.findall(text)

    def test_a_word_longer_than_the_line_is_cut_rather_than_lost(self) -> None:
        assert wrap("校验值 0123456789abcdef", 8) == ["校验值", "01234567", "89abcdef"]
