"""Counts and money as people write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from rectify.errors import WrongUsage
from rectify.model.quantities import LARGEST, Outcome, read_outcome, totals


@pytest.mark.parametrize(
    ("value", "quantity", "unit", "at_least"),
    [
        ("50人", "50", "人", False),
        ("50", "50", "", False),
        ("50 people", "50", "people", False),
        ("３０余场", "30", "场", True),
        ("30 多 场", "30", "场", True),
        ("30+", "30", "", True),
        ("至少30场", "30", "场", True),
        ("at least 30 visits", "30", "visits", True),
        ("30场以上", "30", "场", True),
        ("30%以上", "30", "%", True),
        ("1,234,567人次", "1234567", "人次", False),
        ("007人", "7", "人", False),
        ("0.50米", "0.5", "米", False),
        ("5个百分点", "5", "个百分点", False),
        ("5百分点", "5", "百分点", False),
        ("5千克", "5", "千克", False),
        ("20m2", "20", "m2", False),
    ],
)
def test_a_count_is_its_number_its_unit_and_whether_it_is_a_lower_bound(
    value: str, quantity: str, unit: str, at_least: bool
) -> None:
    assert read_outcome(f"成效 = {value}") == Outcome("成效", quantity, unit, at_least)


@pytest.mark.parametrize(
    ("value", "minor", "currency", "at_least"),
    [
        ("3.5万元", 3_500_000, "CNY", False),
        ("3.5万余元", 3_500_000, "CNY", True),
        ("30余万元", 30_000_000, "CNY", True),
        ("20多万元", 20_000_000, "CNY", True),
        ("二十万元", 20_000_000, "CNY", False),
        ("百余万元", 100_000_000, "CNY", True),
        ("1百万元", 100_000_000, "CNY", False),
        ("0.01元", 1, "CNY", False),
        ("0元", 0, "CNY", False),
        ("1.2亿元", 12_000_000_000, "CNY", False),
        ("3000 usd", 300_000, "USD", False),
        ("0.001元", None, "", False),
        ("0.0000001万元", None, "", False),
        ("3美元", None, "", False),
    ],
)
def test_money_is_kept_in_its_smallest_unit(value: str, minor: int | None, currency: str, at_least: bool) -> None:
    """What has no whole number of them, or no currency that we know, stays a plain quantity."""
    found = read_outcome(f"追回={value}")
    assert (found.minor, found.currency, found.at_least) == (minor, currency, at_least)


@given(st.integers(0, LARGEST // 10**6 - 1), st.integers(0, 9999), st.sampled_from(["", "余"]))
def test_ten_thousands_of_yuan_lose_nothing(whole: int, fraction: int, more: str) -> None:
    found = read_outcome(f"追回={whole}.{fraction:04}{more}万元")
    assert found.minor == Fraction(f"{whole}.{fraction:04}") * 1_000_000
    assert Decimal(found.quantity) == Decimal(f"{whole}.{fraction:04}")
    assert found.at_least is bool(more)


@pytest.mark.parametrize(
    "text",
    [
        "", "50人", "=50人", "人数=", "人数=很多", "人数=-5", "人数=3-5人", "人数=3至5人", "人数=三到五人", "人数=3～5", "比=3/5",
        "款=3万5千元", "款=两万五千元", "人数=一千二百人", "占比=百分之五十", "占比=三分之一", "时间=12:30", "日=2023-05-12",
        "人数=二百五人", "人数=百十人", "人数=百一十人", "人数=五六人", "人数=零五人", "人数=一百零人", "人数=1,2,3人", "人数=12,34人", "人数=1 000人", "人数=٣人",
        "版=1.2.3", "人数=5百人", "a=b=3",
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_and_not_read_in_part(text: str) -> None:
    with pytest.raises(WrongUsage, match="outcome-bad"):
        read_outcome(text)


@pytest.mark.parametrize("value", ["近50人", "约50人", "50人左右"])
def test_a_number_that_is_neither_exact_nor_a_bound_is_refused(value: str) -> None:
    with pytest.raises(WrongUsage, match="outcome-vague"):
        read_outcome(f"人数={value}")


@pytest.mark.parametrize("value", [f"{LARGEST // 100 + 1}元", "99999999999999万元", "9" * 31 + "人", "9" * 5000 + "元"])
def test_a_number_that_cannot_be_kept_exactly_is_refused(value: str) -> None:
    with pytest.raises(WrongUsage, match="outcome-large"):
        read_outcome(f"追回={value}")


def spelled(number: int) -> str:
    """A number below 1,000 as Chinese spells it."""
    signs = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    if number < 10:
        return signs[number]
    text = f"{signs[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else signs[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (signs[ones] if ones else "")


@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_chinese_numbers_below_a_thousand(first: int) -> None:
    for number in range(first, first + 100):
        assert read_outcome(f"人数={spelled(number)}人") == Outcome("人数", str(number), "人")


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("两", "2"), ("两百零两", "202"), ("一百十五", "115"), ("十", "10"), ("百", "100"), ("〇", "0")],
)
def test_chinese_numbers_as_they_are_said(text: str, quantity: str) -> None:
    assert read_outcome(f"人数={text}人").quantity == quantity


@given(st.text("〇零一二两三四五六七八九十百", min_size=1, max_size=5))
def test_a_run_of_chinese_digits_is_a_number_or_refused(han: str) -> None:
    try:
        found = int(read_outcome(f"人数={han}人").quantity)
    except WrongUsage:
        return
    plain = han.replace("两", "二").replace("〇", "零")
    assert plain in {
        spelled(found),
        spelled(found).removeprefix("一"),
        spelled(found).replace("一十", "十"),
        f"一{spelled(found)}",
    }


@given(st.text(max_size=30), st.text("0123456789.,余多+万元人至少以上近约 =", max_size=12))
def test_any_text_is_read_or_refused(name: str, value: str) -> None:
    try:
        found = read_outcome(f"{name}={value}")
    except WrongUsage as refused:
        assert refused.key.startswith("outcome-")
    else:
        assert Decimal(found.quantity) >= 0
        assert found.quantity.strip("0123456789.") == ""


def test_totals_add_exactly_and_a_lower_bound_stays_one() -> None:
    texts = {"训练=0.1人": 2, "会议=3次": 1, "训练=0.2人": 1, "会议=5余次": 1, "训练=4场": 1}
    counts, money = totals((read_outcome(text), times) for text, times in texts.items())
    assert [tuple(total) for total in counts] == [
        ("训练", "人", "0.4", False, 3),
        ("会议", "次", "8", True, 2),
        ("训练", "场", "4", False, 1),
    ]
    assert money == []


def test_money_is_added_apart_in_the_unit_that_came_first() -> None:
    texts = {"追回=1.5万元": 1, "会议=3次": 1, "追回=20元": 2}
    counts, money = totals((read_outcome(text), times) for text, times in texts.items())
    assert [total.name for total in counts] == ["会议"]
    assert [tuple(total) for total in money] == [("追回", "万元", "1.504", False, 3)]


@given(st.lists(st.integers(0, 10**29), max_size=20))
def test_totals_lose_no_digit(numbers: list[int]) -> None:
    counts, _ = totals((read_outcome(f"笔数={number}笔"), 1) for number in numbers)
    assert [int(total.quantity) for total in counts] == ([sum(numbers)] if numbers else [])
