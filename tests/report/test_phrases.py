"""How a report says things: sentences, counts, rules, and which words of a date may stand."""

import pytest

from rectify.language import Language
from rectify.model.dates import When
from rectify.model.dossier import Deed
from rectify.model.quantities import Outcome, read_outcome
from rectify.report.outline import ordinal
from rectify.report.phrases import Phrases

CHINESE, ENGLISH = Phrases("zh"), Phrases("en")


def deed(text: str, *outcomes: str, rules: tuple[str, ...] = (), date: str = "2023-05-12") -> Deed:
    return Deed(1, text, "other", When(date), "clerk", tuple(map(read_outcome, outcomes)), rules)


@pytest.mark.parametrize(
    ("outcome", "chinese", "english"),
    [
        ("参训=50人", "参训50人", "参训: 50 人"),
        ("服务=30余场", "服务30余场", "服务: at least 30 场"),
        ("宣讲=至少1次", "宣讲不少于1次", "宣讲: at least 1 次"),
        ("宣讲=105余次", "宣讲不少于105次", "宣讲: at least 105 次"),
        ("追回=3.5万元", "追回3.5万元", "追回: 3.5 万元"),
        ("recovered=3180.5 EUR", "recovered 3180.5 EUR", "recovered: 3,180.50 EUR"),
        ("tests=1200", "tests 1200", "tests: 1,200"),
        ("hours=2.5 h", "hours 2.5 h", "hours: 2.5 h"),
    ],
)
def test_a_count_as_it_is_said(outcome: str, chinese: str, english: str) -> None:
    assert CHINESE.outcome(read_outcome(outcome)) == chinese
    assert ENGLISH.outcome(read_outcome(outcome)) == english


def test_a_lower_bound_of_a_fraction_is_said_in_full() -> None:
    assert CHINESE.outcome(Outcome("追回", "3.50", "万元", at_least=True)) == "追回不少于3.50万元"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("开会", "开会。"),
        ("开会。", "开会。"),
        ("开会；", "开会。"),
        ("改好了吗？", "改好了吗？"),
        ("传达“讲话”", "传达“讲话”。"),
        ("  开会 ", "开会。"),
    ],
)
def test_a_sentence_ends_once(text: str, told: str) -> None:
    assert CHINESE.sentence(text) == told


@pytest.mark.parametrize(("text", "told"), [("Met", "Met."), ("Met.", "Met."), ("(all)", "(all)"), ("Why?", "Why?")])
def test_an_english_sentence_ends_once(text: str, told: str) -> None:
    assert ENGLISH.sentence(text) == told


def test_results_stand_before_the_end_of_the_sentence() -> None:
    told = deed("印发办法。", "学习=2次", "参加=30余人", rules=("付款办法",))
    assert CHINESE.action(told) == "2023年5月12日，印发办法（《付款办法》；学习2次、参加30余人）。"
    assert ENGLISH.action(told) == "12 May 2023: 印发办法 (“付款办法”; 学习: 2 次, 参加: at least 30 人)."


def test_a_rule_that_is_named_in_the_text_is_not_named_again() -> None:
    assert CHINESE.action(deed("印发《付款办法》", rules=("付款办法",))) == "2023年5月12日，印发《付款办法》。"
    assert CHINESE.action(deed("修订付款办法", rules=("付款办法",))) == "2023年5月12日，修订付款办法（《付款办法》）。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("培训50人", "2023年5月12日，培训50人。"),
        ("培训150人", "2023年5月12日，培训150人（参训50人）。"),
        ("培训150人，其中骨干50人", "2023年5月12日，培训150人，其中骨干50人。"),
        ("2023年5月12日培训", "2023年5月12日培训（参训50人）。"),
    ],
)
def test_what_the_text_says_already_is_not_said_twice(text: str, told: str) -> None:
    assert CHINESE.action(deed(text, "参训=50人")) == told


def test_the_end_of_another_day_is_not_this_day() -> None:
    told = deed("传达11月文件")._replace(date=When("?2023-01", "1月"))
    assert CHINESE.action(told) == "1月，传达11月文件。"


def test_a_number_without_a_unit_may_count_anything() -> None:
    assert ENGLISH.action(deed("Sent 3 letters", "answers=3")) == "12 May 2023: Sent 3 letters (answers: 3)."


def test_a_name_that_has_its_marks_gets_no_others() -> None:
    assert CHINESE.rule("《甲办法》和《乙办法》") == "《甲办法》和《乙办法》"


@pytest.mark.parametrize(
    "words",
    ["5月12日", "2023年5月", "5月中旬", "2022年XX月23日", "X月14日", "4月份以来", "五月十二日", "2023年上半年", "12月31日前",
     "5月12日至18日", "自5月起", "二〇二三年五月", "2023年底", "某月3日"],
)  # fmt: skip
def test_words_that_say_the_same_on_every_day_stay(words: str) -> None:
    assert CHINESE.dated(When("2023-05-12", words)) == words
    assert ENGLISH.dated(When("2023-05-12", words)) == "12 May 2023"


@pytest.mark.parametrize(
    "words",
    [
        "今天",
        "昨天",
        "today",
        "+15d",
        "上月",
        "下月",
        "本月",
        "去年12月",
        "今年5月",
        "同年5月",
        "2023.5.12",
        "12 May 2023",
        "-2周",
    ],
)
def test_words_that_need_their_day_are_put_into_a_date(words: str) -> None:
    assert CHINESE.dated(When("2023-05-12", words)) == "2023年5月12日"


def test_nothing_is_said_of_a_day_of_which_nothing_is_known() -> None:
    assert CHINESE.dated(When("XXXX-XX-XX")) == CHINESE.dated(None) == ""
    assert CHINESE.short_date(When("XXXX-XX-XX")) == "不详"
    assert CHINESE.short_date(When("2023-05-12", "5月12日")) == "2023-05-12"


@pytest.mark.parametrize(
    ("noun", "number", "told"), [("issue", 1, "1 finding"), ("issue", 0, "0 findings"), ("day", 2, "2 days")]
)
def test_one_is_singular(noun: str, number: int, told: str) -> None:
    assert ENGLISH.counted(noun, number) == told


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        ("zh", 1, "一"),
        ("zh", 9, "九"),
        ("zh", 10, "十"),
        ("zh", 11, "十一"),
        ("zh", 20, "二十"),
        ("zh", 99, "九十九"),
        ("zh", 100, "100"),
        ("en", 3, "3"),
    ],
)
def test_numbers_of_headings(language: Language, number: int, told: str) -> None:
    assert ordinal(language, number) == told
