# ruff: noqa: RUF001 - dashes and full-width signs are what is tested
"""Dates as people write them, what they can mean, and how they are said again."""

import re
import subprocess
import sys
import warnings
from calendar import isleap
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, example, given, settings, strategies as st

from rectify.errors import WrongUsage
from rectify.language import LANGUAGES, Language, sentence
from rectify.language.dates import WORDS, say_date, say_day
from rectify.model.dates import UNKNOWN, When, Window, check_edtf, parse, split

TODAY = date(2024, 9, 20)
YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))

KEPT_AS_WRITTEN = [
    "2024-03-07",
    "2024-03",
    "2024",
    "202X",
    "2024-XX-07",
    "2024-03-XX",
    "XXXX-XX-07",
    "XXXX-XX-XX",
    "?2024-03-07",
    "?2024-03",
    "?2024-XX-07",
    "2024-03-07?",
    "2024-03~",
    "2024%",
    "2024-03-07/2024-03-11",
    "2024-03/2024-05",
    "2023/2024",
    "?2024-03/2024-05",
    "2024-03/..",
    "?2024-03/..",
    "../2024-03-07",
]

WITH_A_YEAR = [
    ("2024.3.7", "2024-03-07"),
    ("2024.03.07", "2024-03-07"),
    ("2024/3/7", "2024-03-07"),
    ("2024-3-7", "2024-03-07"),
    ("2024.3", "2024-03"),
    ("2024/03", "2024-03"),
    ("20240307", "2024-03-07"),
    ("2024.X.7", "2024-XX-07"),
    ("2024-xx-07", "2024-XX-07"),
    ("２０２４－０３－０７", "2024-03-07"),
    ("2024年3月7日", "2024-03-07"),
    ("2024 年 3 月 7 日", "2024-03-07"),
    ("2024年3月7号", "2024-03-07"),
    ("２０２４年３月７日", "2024-03-07"),
    ("24年3月7日", "2024-03-07"),
    ("97年3月", "1997-03"),
    ("2024年3月", "2024-03"),
    ("2024年3月份", "2024-03"),
    ("2024年", "2024"),
    ("2024年度", "2024"),
    ("二〇二四年三月七日", "2024-03-07"),
    ("二○二四年十一月三十日", "2024-11-30"),
    ("二零二四年十月二十日", "2024-10-20"),
    ("二O二四年十二月廿一日", "2024-12-21"),
    ("2024年元月卅一日", "2024-01-31"),
    ("2024年XX月7日", "2024-XX-07"),
    ("2024年X月7日", "2024-XX-07"),
    ("2024年某月7日", "2024-XX-07"),
    ("2024年××月××日", "2024-XX-XX"),
    ("2024年□□月7日", "2024-XX-07"),
    ("2024年＊月7日", "2024-XX-07"),
    ("2024年__月7日", "2024-XX-07"),
    ("2024年○月7日", "2024-XX-07"),
    ("2024年〇〇月7日", "2024-XX-07"),
    ("2024年3月1X日", "2024-03-1X"),
    ("202X年3月", "202X-03"),
    ("某年3月7日", "XXXX-03-07"),
    ("某年某月某日", "XXXX-XX-XX"),
    ("2024年3月上旬", "2024-03-01/2024-03-10"),
    ("2024年3月初", "2024-03-01/2024-03-10"),
    ("2024年3月中旬", "2024-03-11/2024-03-20"),
    ("2024年3月中", "2024-03-11/2024-03-20"),
    ("2024年3月下旬", "2024-03-21/2024-03-31"),
    ("2024年2月底", "2024-02-21/2024-02-29"),
    ("2023年2月末", "2023-02-21/2023-02-28"),
    ("2024年上半年", "2024-01/2024-06"),
    ("2024年第三季度", "2024-07/2024-09"),
    ("2024年4季度", "2024-10/2024-12"),
    ("2024年底", "2024-12"),
    ("2024年年末", "2024-12"),
    ("2024年3月以来", "2024-03/.."),
    ("2024年3月份以来", "2024-03/.."),
    ("自2024年3月7日起", "2024-03-07/.."),
    ("2024年至今", "2024/.."),
    ("2024年3月31日前", "../2024-03-31"),
    ("2024年3月底之前", "../2024-03-31"),
    ("2024年底前", "../2024-12"),
    ("2024年3月7日至11日", "2024-03-07/2024-03-11"),
    ("2024年3月7日至4月2日", "2024-03-07/2024-04-02"),
    ("2024年3月7日—2024年4月2日", "2024-03-07/2024-04-02"),
    ("从2024年3月7日到11日", "2024-03-07/2024-03-11"),
    ("2024年3月7-11日", "2024-03-07/2024-03-11"),
    ("2024年3月7日～11日", "2024-03-07/2024-03-11"),
    ("2024年3月至5月", "2024-03/2024-05"),
    ("2024年3-5月", "2024-03/2024-05"),
    ("2023-2024年", "2023/2024"),
    ("2024年3月上旬至4月中旬", "2024-03-01/2024-04-20"),
    ("2024年12月28日至1月3日", "2024-12-28/?2025-01-03"),
    ("12月28日至2025年1月3日", "?2024-12-28/2025-01-03"),
    ("2024.3.7-2024.3.11", "2024-03-07/2024-03-11"),
    ("2024-03-07 - 2024-03-11", "2024-03-07/2024-03-11"),
    ("2024年3月7日至7日", "2024-03-07"),
    ("7 March 2024", "2024-03-07"),
    ("7 Mar 2024", "2024-03-07"),
    ("7th of March, 2024", "2024-03-07"),
    ("March 7, 2024", "2024-03-07"),
    ("Sept. 7, 2024", "2024-09-07"),
    ("MARCH 2024", "2024-03"),
    ("7-Mar-2024", "2024-03-07"),
    ("7-Mar-24", "2024-03-07"),
    ("Q3 2024", "2024-07/2024-09"),
    ("2024 Q1", "2024-01/2024-03"),
    ("2024-Q4", "2024-10/2024-12"),
    ("H2 2024", "2024-07/2024-12"),
    ("mid-March 2024", "2024-03-11/2024-03-20"),
    ("end of 2024", "2024-12"),
    ("since March 2024", "2024-03/.."),
    ("from 7 March 2024 onwards", "2024-03-07/.."),
    ("by 31 March 2024", "../2024-03-31"),
    ("by end of March 2024", "../2024-03-31"),
    ("7-11 March 2024", "2024-03-07/2024-03-11"),
    ("March 7-11, 2024", "2024-03-07/2024-03-11"),
    ("from 7 March to 2 April 2024", "2024-03-07/2024-04-02"),
    ("1-Sep-2024 to 3-Sep-2024", "2024-09-01/2024-09-03"),
]

COUNTED_FROM_TODAY = [
    ("today", "2024-09-20"),
    ("今天", "2024-09-20"),
    ("今日", "2024-09-20"),
    ("yesterday", "2024-09-19"),
    ("昨天", "2024-09-19"),
    ("明天", "2024-09-21"),
    ("+15d", "2024-10-05"),
    ("+15天", "2024-10-05"),
    ("+2w", "2024-10-04"),
    ("+2周", "2024-10-04"),
    ("-3d", "2024-09-17"),
    ("\N{MINUS SIGN}3d", "2024-09-17"),
    ("+3m", "2024-12-20"),
    ("+5个月", "2025-02-20"),
    ("+1y", "2025-09-20"),
    ("今年3月7日", "2024-03-07"),
    ("本年3月", "2024-03"),
    ("去年12月", "2023-12"),
    ("去年", "2023"),
    ("本月7日", "2024-09-07"),
    ("上月底", "2024-08-21/2024-08-31"),
    ("今年年底前", "../2024-12"),
]

IN_2024 = [
    ("3月7日", "?2024-03-07"),
    ("3月7号", "?2024-03-07"),
    ("三月七日", "?2024-03-07"),
    ("3月", "?2024-03"),
    ("3月份", "?2024-03"),
    ("X月7日", "?2024-XX-07"),
    ("某月某日", "?2024-XX-XX"),
    ("3月上旬", "?2024-03-01/?2024-03-10"),
    ("3月中旬", "?2024-03-11/?2024-03-20"),
    ("2月下旬", "?2024-02-21/?2024-02-29"),
    ("3月份以来", "?2024-03/.."),
    ("3月以来", "?2024-03/.."),
    ("3月起", "?2024-03/.."),
    ("11月30日前", "../?2024-11-30"),
    ("3月7日—3月11日", "?2024-03-07/?2024-03-11"),
    ("3月7-11日", "?2024-03-07/?2024-03-11"),
    ("三季度", "?2024-07/?2024-09"),
    ("7 March", "?2024-03-07"),
    ("March 7", "?2024-03-07"),
    ("since March", "?2024-03/.."),
    ("2月29日", "?2024-02-29"),
]

REFUSED = [
    ("", "date-empty"),
    (" 　\n", "date-empty"),
    ("soon", "date-form"),
    ("长期坚持", "date-form"),
    ("第三方面9条问题", "date-form"),
    ("近6个月", "date-form"),
    ("7日", "date-form"),
    ("7", "date-form"),
    ("2024-03-07T10:00", "date-form"),
    ("2024-W10-4", "date-form"),
    ("2024-03-07/2024-03-11/2024-03-12", "date-form"),
    ("../..", "date-form"),
    ("?202X-03", "date-form"),
    ("Mar-24", "date-form"),
    ("2024年上旬", "date-form"),
    ("3月年底", "date-form"),
    ("2024年至18日", "date-form"),
    ("18 to May 2024", "date-form"),
    ("May 2024 to 18", "date-form"),
    ("2024-03-07-11", "date-form"),
    ("9" * 500, "date-form"),
    ("+9999y", "date-form"),
    ("05/06/2024", "date-ambiguous"),
    ("25.6.2024", "date-ambiguous"),
    ("2023年1107日", "date-run"),
    ("20231107日", "date-run"),
    ("202年3月7日", "date-run"),
    ("十十月", "date-run"),
    ("2024年3月7", "date-unit-lost"),
    ("0000-03-07", "date-no-year"),
    ("2024-24", "date-no-month-or-years"),
    ("2024-31", "date-no-month-or-years"),
    ("2024-21/2024-22", "date-no-month"),
    ("2024-13-01", "date-no-month"),
    ("2024年13月1日", "date-no-month"),
    ("0月1日", "date-no-month"),
    ("2024-03-32", "date-no-day"),
    ("3月0日", "date-no-day"),
    ("2月30日", "date-short-month"),
    ("31 June", "date-short-month"),
    ("2023-02-29", "date-short-month-of"),
    ("2023年2月29日", "date-short-month-of"),
    ("2023年2月20日至29日", "date-short-month-of"),
    ("31 June 2024", "date-short-month-of"),
    ("2024-05/2024-03", "date-reversed"),
    ("2024年3月11日至7日", "date-reversed"),
    ("3月11日至7日", "date-reversed"),
]


def read(text: str, window: Window | None = None, **rest: Any) -> str:
    return parse(text, today=TODAY, window=window, **rest).edtf


class TestReading:
    @pytest.mark.parametrize("text", KEPT_AS_WRITTEN)
    def test_edtf_is_taken_as_it_is_and_needs_no_words(self, text: str) -> None:
        assert parse(text, today=TODAY) == When(text)

    @pytest.mark.parametrize(("text", "edtf"), WITH_A_YEAR)
    def test_a_date_with_its_year_is_read_and_its_words_are_kept(self, text: str, edtf: str) -> None:
        assert parse(text, today=TODAY) == When(edtf, text)

    @pytest.mark.parametrize(("text", "edtf"), COUNTED_FROM_TODAY)
    def test_a_date_can_be_counted_from_today(self, text: str, edtf: str) -> None:
        assert parse(text, today=TODAY) == When(edtf, text)

    def test_a_month_later_is_never_in_the_month_after(self) -> None:
        assert parse("+1m", today=date(2023, 1, 31)).edtf == "2023-02-28"

    @pytest.mark.parametrize("text", ["unknown", "Unknown", "不详", "未知", " 不详 "])
    def test_unknown_says_nothing_and_keeps_no_words(self, text: str) -> None:
        assert parse(text, today=TODAY) == UNKNOWN

    def test_words_are_kept_on_one_line_without_the_space_around_them(self) -> None:
        assert parse(" 2024年 3月\n7日　", today=TODAY).words == "2024年 3月 7日"

    @given(st.dates())
    def test_every_iso_day_is_itself(self, day: date) -> None:
        when = parse(str(day), today=TODAY)
        assert when == When(str(day))
        assert (when.earliest, when.latest, when.precise) == (day, day, True)

    @given(st.dates(min_value=date(1950, 1, 1), max_value=date(2060, 12, 31)), st.data())
    def test_a_day_is_the_same_in_every_way_of_writing_it(self, day: date, data: st.DataObject) -> None:
        year, month, number = day.year, day.month, day.day
        forms = [
            f"{year}年{month}月{number}日",
            f"{year}年{month:02}月{number:02}日",
            f"{''.join('〇一二三四五六七八九'[int(digit)] for digit in str(year))}年{han(month)}月{han(number)}日",
            f"{year}.{month}.{number}",
            f"{year}/{month}/{number}",
            f"{number} {WORDS[f'month-{month}'][1]} {year}",
            f"{WORDS[f'month-{month}'][1][:3]} {number}, {year}",
        ]
        assert read(data.draw(st.sampled_from(forms))) == str(day)


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else "〇一二三"[tens] + "十") + (
        "" if ones == 0 else "〇一二三四五六七八九"[ones]
    )


class TestYearThatWasNotSaid:
    @pytest.mark.parametrize(("text", "edtf"), IN_2024)
    def test_the_only_year_of_the_window_is_taken_and_marked(self, text: str, edtf: str) -> None:
        when = parse(text, today=date(2030, 1, 1), window=YEAR_2024)
        assert when == When(edtf, text)
        assert when.year_inferred == ("?" in edtf)

    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("3月7日", "XXXX-03-07"),
            ("X月7日", "XXXX-XX-07"),
            ("3月以来", "XXXX-03/.."),
            ("2月下旬", "XXXX-02-21/XXXX-02"),
        ],
    )
    def test_several_years_of_the_window_leave_it_unknown(self, text: str, edtf: str) -> None:
        assert read(text, (date(2022, 6, 1), date(2024, 6, 1))) == edtf

    def test_the_window_alone_decides_between_the_years_it_spans(self) -> None:
        window = (date(2023, 11, 1), date(2024, 6, 30))
        assert [read(text, window) for text in ("12月1日", "3月7日")] == ["?2023-12-01", "?2024-03-07"]

    def test_a_range_over_the_turn_of_the_year_gets_both_years(self) -> None:
        for first in (date(2023, 11, 1), date(2024, 1, 2)):
            assert read("12月28日至1月3日", (first, date(2024, 6, 30))) == "?2023-12-28/?2024-01-03"

    def test_a_range_that_ends_before_it_begins_is_refused_in_an_unknown_year_too(self) -> None:
        assert edtf_or_refusal("3月11日至7日", (date(2022, 1, 1), date(2024, 12, 31))) == "date-reversed"

    def test_a_withheld_month_counts_only_where_such_a_day_lies_in_the_window(self) -> None:
        assert read("X月14日", (date(2023, 12, 20), date(2024, 2, 10))) == "?2024-XX-14"

    @pytest.mark.parametrize("text", ["8月1日", "X月14日", "7月至8月", "9月以来", "3月1日前"])
    def test_a_date_outside_the_window_is_refused_and_the_window_is_named(self, text: str) -> None:
        with pytest.raises(WrongUsage) as caught:
            read(text, (date(2024, 5, 15), date(2024, 6, 10)))
        assert caught.value.key == "date-outside"
        assert "2024-05-15" in sentence("zh", caught.value)
        assert "2024-06-10" in sentence("en", caught.value)

    @pytest.mark.parametrize(
        ("text", "past", "future"),
        [
            ("9月20日", "?2024-09-20", "?2024-09-20"),
            ("9月19日", "?2024-09-19", "?2025-09-19"),
            ("9月21日", "?2023-09-21", "?2024-09-21"),
            ("9月", "?2024-09", "?2024-09"),
            ("12月31日前", "../?2023-12-31", "../?2024-12-31"),
            ("X月20日", "?2024-XX-20", "?2024-XX-20"),
            ("2月29日", "?2024-02-29", "?2028-02-29"),
            ("12月28日至1月3日", "?2023-12-28/?2024-01-03", "?2024-12-28/?2025-01-03"),
        ],
    )
    def test_without_a_window_what_happened_lies_behind_and_what_is_due_ahead(
        self, text: str, past: str, future: str
    ) -> None:
        assert (read(text), read(text, toward="future")) == (past, future)
        assert read(text, (None, None)) == past

    def test_today_closes_a_window_that_is_open_towards_it(self) -> None:
        assert read("10月1日", (date(2023, 2, 1), None)) == "?2023-10-01"
        assert read("3月1日", (date(2023, 2, 1), None)) == "XXXX-03-01"
        assert read("3月1日", (None, date(2025, 6, 1)), toward="future") == "?2025-03-01"

    def test_the_known_side_of_a_window_stands_in_for_today(self) -> None:
        assert read("3月1日", (None, date(2020, 2, 1))) == "?2019-03-01"
        assert read("3月1日", (date(2020, 4, 1), None), toward="future") == "?2021-03-01"

    @given(
        st.dates(date(2015, 1, 1), date(2024, 12, 31)),
        st.integers(0, 900),
        st.integers(1, 12),
        st.integers(1, 31),
    )
    @example(date(2021, 3, 1), 1095, 2, 29)
    def test_it_is_every_year_in_which_the_day_lies_in_the_window(
        self, first: date, length: int, month: int, number: int
    ) -> None:
        last = first + timedelta(length)
        days = [first + timedelta(n) for n in range(length + 1)]
        years = sorted({day.year for day in days if (day.month, day.day) == (month, number)})
        exists = number <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
        if not years:
            expected = "date-outside" if exists else "date-short-month"
        else:
            expected = f"?{years[0]}" if len(years) == 1 else "XXXX"
            expected += f"-{month:02}-{number:02}"
        assert edtf_or_refusal(f"{month}月{number}日", (first, last)) == expected


def edtf_or_refusal(text: str, window: Window) -> str:
    try:
        return read(text, window)
    except WrongUsage as error:
        return error.key


class TestRefusing:
    @pytest.mark.parametrize(("text", "key"), REFUSED)
    def test_what_is_no_date_is_refused_with_the_reason(self, text: str, key: str) -> None:
        with pytest.raises(WrongUsage) as caught:
            parse(text, today=TODAY)
        assert caught.value.key == key

    @pytest.mark.parametrize(
        ("text", "chinese", "english"),
        [
            ("2023年2月29日", "2023年2月只有 28 天", "February 2023 has only 28 days"),
            ("2月30日", "2月最多 29 天", "February has at most 29 days"),
            ("05/06/2024", "2024-06-05 / 2024-05-06", "2024-06-05 / 2024-05-06"),
            ("25/06/2024", "请写成 2024-06-25", "write 2024-06-25"),
            ("2024-24", "24 不是月份", "24 is no month"),
            ("2023年1107日", "“1107”连在一起", "'1107' in the date runs together"),
            ("soon", "2023年5月12日", "12 May 2023"),
        ],
    )
    def test_the_sentence_says_what_is_wrong_and_what_to_write(self, text: str, chinese: str, english: str) -> None:
        with pytest.raises(WrongUsage) as caught:
            parse(text, today=TODAY)
        assert chinese in sentence("zh", caught.value)
        assert english in sentence("en", caught.value)

    @settings(max_examples=300)
    @given(
        st.lists(
            st.sampled_from(
                [
                    *"0123456789",
                    "20",
                    "2024",
                    *"年月日号前起底至到-–—/.~?%X×某十廿〇 ",
                    "上旬",
                    "以来",
                    "May",
                    "to",
                    "Q3",
                ]
            ),
            max_size=9,
        ).map("".join)
        | st.text(max_size=12),
        st.sampled_from([None, YEAR_2024, (date(2022, 1, 1), None)]),
        st.sampled_from(["past", "future"]),
    )
    def test_any_text_is_a_checked_date_or_refused_in_both_languages(
        self, text: str, window: Window | None, toward: Any
    ) -> None:
        try:
            when = parse(text, today=TODAY, window=window, toward=toward)
        except WrongUsage as error:
            said = {sentence(language, error) for language in LANGUAGES}
            assert len(said) == len(LANGUAGES)
        else:
            assert check_edtf(when.edtf) == when.edtf
            assert when.words in (" ".join(text.split()), "")
            assert parse(when.edtf, today=TODAY) == When(when.edtf)


def patterns(*, years: list[str], unknown: bool = True) -> st.SearchStrategy[str]:
    """Dates of up to three parts, some of their digits unknown, whether or not such a day exists."""
    month = st.sampled_from(["01", "02", "04", "06", "11", "12", "13", "00"] + ["XX", "0X", "1X", "X2", "X1"] * unknown)
    day = st.sampled_from(["01", "14", "28", "29", "30", "31", "32", "00"] + ["XX", "0X", "2X", "3X", "X9"] * unknown)
    return st.lists(st.nothing() | month, max_size=1).flatmap(
        lambda months: st.tuples(st.sampled_from(years), st.just(months), st.lists(day, max_size=len(months))).map(
            lambda parts: "-".join([parts[0], *parts[1], *parts[2]])
        )
    )


@cache
def days_of_the_century() -> list[str]:
    return [str(date(2000, 1, 1) + timedelta(n)) for n in range(36525)]


def days_matching(pattern: str) -> list[str]:
    """Every day of 2000 to 2099 that `pattern` can stand for, by looking at each of them."""
    fits = re.compile((pattern + "-XX-XX")[:10].replace("X", "[0-9]")).fullmatch
    return [day for day in days_of_the_century() if fits(day)]


class TestMeaning:
    @pytest.mark.parametrize(
        ("edtf", "earliest", "latest"),
        [
            ("2023-XX-30", "2023-01-30", "2023-12-30"),
            ("2023-XX-31", "2023-01-31", "2023-12-31"),
            ("2023-02-XX", "2023-02-01", "2023-02-28"),
            ("2024-02-XX", "2024-02-01", "2024-02-29"),
            ("2024-XX-29", "2024-01-29", "2024-12-29"),
            ("202X-02-29", "2020-02-29", "2028-02-29"),
            ("2024-XX", "2024-01-01", "2024-12-31"),
            ("?2024-XX-07", "2024-01-07", "2024-12-07"),
            ("2XXX", "2000-01-01", "2999-12-31"),
            ("0XXX", "0001-01-01", "0999-12-31"),
            ("1900-02", "1900-02-01", "1900-02-28"),
            ("9999-12", "9999-12-01", "9999-12-31"),
            ("2024-03~", "2024-03-01", "2024-03-31"),
            ("2024-03/..", "2024-03-01", None),
            ("../2024-02", None, "2024-02-29"),
            ("2024-XX-07/2024-XX-11", "2024-01-07", "2024-12-11"),
            ("XXXX-03-07", None, None),
            ("XXXX-03-07/2024", None, "2024-12-31"),
            ("XXXX-XX-XX", None, None),
        ],
    )
    def test_bounds_are_the_first_and_the_last_day_it_can_mean(
        self, edtf: str, earliest: str | None, latest: str | None
    ) -> None:
        when = When.from_json({"edtf": edtf})
        assert when.earliest == (earliest and date.fromisoformat(earliest))
        assert when.latest == (latest and date.fromisoformat(latest))

    @settings(max_examples=150)
    @given(patterns(years=["2023", "2024", "2000", "202X", "20X3", "20XX"]))
    def test_bounds_agree_with_looking_at_every_day_and_a_pattern_without_a_day_is_refused(self, pattern: str) -> None:
        days = days_matching(pattern)
        if not days:
            with pytest.raises(WrongUsage):
                check_edtf(pattern)
        else:
            when = When(check_edtf(pattern))
            assert [str(when.earliest), str(when.latest)] == [days[0], days[-1]]
            assert when.precise == (len(days) == 1)

    @given(patterns(years=["2023", "2024", "202X"]), patterns(years=["2024", "2025", "203X"]))
    def test_an_interval_begins_no_later_than_it_ends(self, start: str, end: str) -> None:
        first, last = days_matching(start), days_matching(end)
        assume(first and last)
        when = When(f"{start}/{end}")
        if first[0] > last[-1]:
            with pytest.raises(WrongUsage):
                check_edtf(when.edtf)
        else:
            assert (str(when.earliest), str(when.latest)) == (first[0], last[-1])
            assert check_edtf(when.edtf) == when.edtf

    @pytest.mark.parametrize(
        ("edtf", "precise", "inferred", "unknown"),
        [
            ("2024-03-07", True, False, False),
            ("?2024-03-07", True, True, False),
            ("2024-03-07~", False, False, False),
            ("2024-03", False, False, False),
            ("2024-XX-07", False, False, False),
            ("2024-03/..", False, False, False),
            ("2024-03/?2024-05", False, True, False),
            ("XXXX-03-07", False, False, False),
            ("XXXX-XX-XX", False, False, True),
            ("XXXX", False, False, True),
        ],
    )
    def test_precise_inferred_and_unknown(self, edtf: str, precise: bool, inferred: bool, unknown: bool) -> None:
        when = When(edtf)
        assert (when.precise, when.year_inferred, when.unknown) == (precise, inferred, unknown)


class TestJson:
    @given(st.sampled_from(KEPT_AS_WRITTEN), st.text(max_size=5))
    def test_it_comes_back_as_it_went(self, edtf: str, words: str) -> None:
        when = When(edtf, words)
        assert When.from_json(when.to_json()) == when

    def test_empty_words_are_left_out(self) -> None:
        assert When("2024-03").to_json() == {"edtf": "2024-03"}
        assert When("2024-03", "3月").to_json() == {"edtf": "2024-03", "words": "3月"}

    @pytest.mark.parametrize(
        "value", [{}, {"edtf": 5}, {"edtf": "2024", "words": 5}, {"edtf": "2024", "year": 5}, {"words": "3月"}]
    )
    def test_another_shape_is_refused(self, value: dict[str, Any]) -> None:
        with pytest.raises(WrongUsage) as caught:
            When.from_json(value)
        assert "2023-05-12" in sentence("zh", caught.value)

    @pytest.mark.parametrize("edtf", ["2024-24", "2023-02-29", "3月7日", "2024-xx-07", "2024-3-7", ""])
    def test_a_text_that_is_not_canonical_is_refused(self, edtf: str) -> None:
        with pytest.raises(WrongUsage):
            When.from_json({"edtf": edtf})


@cache
def library() -> Any:
    """The `edtf` package, whose own warnings are no concern of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import edtf
    return edtf


def library_bounds(edtf: str) -> tuple[str | None, str | None]:
    parsed = library().parse_edtf(edtf)
    days = [parsed.lower_strict(), parsed.upper_strict()]
    first, last = (None if isinstance(day, float) else f"{day[0]:04}-{day[1]:02}-{day[2]:02}" for day in days)
    return first, last


def for_the_library(edtf: str) -> str:
    """`edtf` without what the package cannot read although ISO 8601-2 has it; neither of the two moves a bound.

    1. A mark of uncertainty before the year, together with unknown digits, an open end or a second mark.
    2. A mark behind a date that has unknown digits in the middle (`2024-XX-07~`).
    """
    if "X" in edtf or ".." in edtf or edtf[-1] in "?~%":
        edtf = re.sub(r"(^|/)\?", r"\1", edtf)
    return re.sub(r"(X[^/]*)[?~%]", r"\1", edtf)


ONE_DIGIT_UNKNOWN = re.compile(r"-([0-9]X|X[0-9])")
WRITTEN = {*KEPT_AS_WRITTEN, *(edtf for _, edtf in WITH_A_YEAR + COUNTED_FROM_TODAY + IN_2024)}
COMPARED = sorted(edtf for edtf in WRITTEN if "XXXX" not in edtf and not ONE_DIGIT_UNKNOWN.search(edtf))


class TestAgainstTheEdtfPackage:
    """The `edtf` package as an oracle for all that it reads as we do."""

    @pytest.mark.parametrize("edtf", COMPARED)
    def test_what_we_write_is_edtf_with_the_same_bounds(self, edtf: str) -> None:
        assert library_bounds(for_the_library(edtf)) == bounds(edtf)

    def test_of_a_month_or_day_with_one_digit_unknown_it_knows_no_bounds(self) -> None:
        assert bounds("2024-03-2X") == ("2024-03-20", "2024-03-29")
        with pytest.raises(ValueError, match="2X"):
            library_bounds("2024-03-2X")

    def test_of_an_unknown_year_it_takes_the_least_and_the_greatest(self) -> None:
        assert bounds("XXXX-03-07") == (None, None)
        assert library_bounds("XXXX-03-07") == ("0000-03-07", "9999-03-07")

    def test_of_a_decade_it_takes_the_last_year_whether_or_not_that_has_the_day(self) -> None:
        assert bounds("202X-02-29") == ("2020-02-29", "2028-02-29")
        assert library_bounds("202X-02-29") == ("2020-02-29", "2029-02-29")

    @pytest.mark.parametrize("edtf", ["?2024-XX-07", "?2024-03/..", "2024-XX-07~", "2024-XX/.."])
    def test_some_combinations_of_the_standard_it_cannot_read(self, edtf: str) -> None:
        assert check_edtf(edtf) == edtf
        assert library().parse_edtf(edtf, fail_silently=True) is None

    @given(patterns(years=["1900", "2023", "2024", "202X", "20XX"]), st.sampled_from(["", "?", "~", "%"]))
    def test_a_single_date_has_the_same_bounds(self, pattern: str, mark: str) -> None:
        assume(not ONE_DIGIT_UNKNOWN.search(pattern) and not ("X" in pattern[:4] and pattern.endswith("-02-29")))
        edtf = for_the_library(pattern + mark)
        try:
            check_edtf(edtf)
        except WrongUsage:
            assume(False)
        assert library_bounds(edtf) == bounds(edtf)

    @given(st.dates(date(2000, 1, 1)), st.integers(0, 4000), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
    def test_an_interval_has_the_same_bounds(self, first: date, length: int, one: int, other: int) -> None:
        last = min(first, date(9980, 1, 1)) + timedelta(length)
        edtf = f"{str(min(first, last))[:one]}/{str(last)[:other]}"
        assert library_bounds(check_edtf(edtf)) == bounds(edtf)

    @pytest.mark.parametrize(
        "text", ["2024-13-01", "2024-03-32", "2024-04-31", "2024-3-7", "2024-03-07T", "03-07", "x"]
    )
    def test_what_it_refuses_is_refused(self, text: str) -> None:
        assert library().parse_edtf(text, fail_silently=True) is None
        with pytest.raises(WrongUsage):
            check_edtf(text)


def bounds(edtf: str) -> tuple[str | None, str | None]:
    when = When(edtf)
    return str(when.earliest) if when.earliest else None, str(when.latest) if when.latest else None


SAID = [
    ("2024-03-07", "2024年3月7日", "7 March 2024"),
    ("2024-03", "2024年3月", "March 2024"),
    ("2024", "2024年", "2024"),
    ("?2024-03-07", "2024年3月7日（年份推定）", "7 March 2024 (year inferred)"),
    ("?2024-03~", "2024年3月（年份推定，大约）", "March 2024 (year inferred, approximate)"),
    ("2024-XX-07", "2024年XX月7日", "2024-XX-07"),
    ("2024-03-XX", "2024年3月XX日", "2024-03-XX"),
    ("202X", "202X年", "202X"),
    ("XXXX-03-07", "3月7日（年份不详）", "7 March (year unknown)"),
    ("XXXX-XX-07", "XX月7日（年份不详）", "XXXX-XX-07 (year unknown)"),
    ("2024-03/..", "2024年3月以来", "since March 2024"),
    ("?2024-03/..", "2024年3月以来（年份推定）", "since March 2024 (year inferred)"),
    ("../2024-03-31", "2024年3月31日前", "by 31 March 2024"),
    ("2024-03-07/2024-03-11", "2024年3月7日至11日", "7–11 March 2024"),
    ("?2024-03-07/?2024-03-11", "2024年3月7日至11日（年份推定）", "7–11 March 2024 (year inferred)"),
    ("2024-03-07/2024-04-02", "2024年3月7日至4月2日", "7 March – 2 April 2024"),
    ("2024-03/2024-05", "2024年3月至5月", "March – May 2024"),
    ("2023/2024", "2023年至2024年", "2023 – 2024"),
    ("2023-12-28/2024-01-03", "2023年12月28日至2024年1月3日", "28 December 2023 – 3 January 2024"),
    ("2024-12/?2025-01", "2024年12月至2025年1月（年份推定）", "December 2024 – January 2025 (year inferred)"),
    ("XXXX/2024", "不详至2024年", "unknown – 2024"),
    ("XXXX-XX-XX", "不详", "unknown"),
]


class TestSaying:
    @pytest.mark.parametrize(("edtf", "chinese", "english"), SAID)
    def test_a_date_is_said_in_both_languages(self, edtf: str, chinese: str, english: str) -> None:
        assert (say_date("zh", When(edtf)), say_date("en", When(edtf))) == (chinese, english)

    def test_a_day_is_said_in_both_languages(self) -> None:
        assert (say_day("zh", TODAY), say_day("en", TODAY)) == ("2024年9月20日", "20 September 2024")

    @pytest.mark.parametrize("language", LANGUAGES)
    @given(
        patterns(years=["2023", "2024", "202X", "XXXX"]),
        patterns(years=["2024", "2025", "XXXX"]) | st.sampled_from(["", ".."]),
        st.sampled_from(["", "?", "~", "%"]),
    )
    def test_every_date_can_be_said(self, language: Language, start: str, end: str, mark: str) -> None:
        edtf = f"{start}{mark}/{end}" if end else start + mark
        try:
            check_edtf(edtf)
        except WrongUsage:
            assume(False)
        assert say_date(language, When(edtf))

    @pytest.mark.parametrize("language", LANGUAGES)
    @given(
        patterns(years=["2023", "2024"], unknown=False),
        patterns(years=["2024", "2025"], unknown=False) | st.sampled_from(["", ".."]),
    )
    def test_what_is_said_reads_back_as_the_same_date(self, language: Language, start: str, end: str) -> None:
        edtf = f"{start}/{end}" if end and start != end else start
        try:
            check_edtf(edtf)
        except WrongUsage:
            assume(False)
        assert read(say_date(language, When(edtf))) == edtf


IMPORTED = """
import sys, re, datetime, typing
before = set(sys.modules)
from rectify.model import dates
day = dates.parse("2024-03-07", today=datetime.date(2024, 9, 20))
assert dates.When.from_json(day.to_json()).latest == datetime.date(2024, 3, 7)
print(dates._date.cache_info().currsize, *sorted(set(sys.modules) - before))
"""


def test_a_plain_day_loads_next_to_nothing_and_compiles_no_pattern() -> None:
    """The daily path of every command: start-up time is a feature."""
    run = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "rectify", "rectify.errors", "rectify.model", "rectify.model.dates"]


def test_leap_years_are_those_of_the_calendar() -> None:
    for year in (1900, 2000, 2023, 2024, 2100):
        latest = When(f"{year}-02").latest
        assert latest == date(year, 2, 29 if isleap(year) else 28)


def test_an_interval_splits_into_its_ends() -> None:
    start, end = split("?2024-03/..")
    assert start is not None
    assert (start.year, start.month, start.day, start.inferred, end) == ("2024", "03", "", True, None)
