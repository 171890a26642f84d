"""Counted results in a sentence: 召开会议5次, 七次集中学习, 企业20余家, 收回资金3.5万元, 50 staff trained."""

import re
from functools import cache

from rectify.intake.english_counts import digits, english_counts
from rectify.intake.numbering import number_of
from rectify.model.quantities import Outcome

_UNITS = (
    "台套|人次|户次|车次|场次|班次|辆次|家次|课时|学时|平方公里|平方千米|平方米|立方米|公里|千米|公斤|千克|公顷|批次|小时|个人|个"
    "|人|名|位|次|场|期|家|户|项|条|件|份|篇|起|笔|处|所|台|套|辆|亩|吨|具|米|部|册|批|轮|支|组|座|本|张|幅|块|株|棵|宗|例|只|头|门|类|款|档|眼|口|盏|枚|间|栋|艘|卷|遍|堂|段|节|封|道|种|瓶|桶|箱|盒|袋|罐|枚|扇|盘|条次|件次"
)
_MONEY = "元|美元|欧元|港元"
_SCALE = "万亿|千万|百万|亿|万|千|百"
_NUMBER = r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,6})?|\d{1,9}(?:\.\d{1,6})?|[一二两三四五六七八九十百]{1,6})"
_SOURCE = (
    rf"(?=[0-9一二两三四五六七八九十百近约逾超达至不])(?P<low>不少于|不低于|至少|超过|(?<![靠附临最接将])近|(?<![签合条公契预节制履邀违特解赴])约|逾|(?<!高)超|达)?\s?{_NUMBER}\s?(?P<more>余|多|来)?(?P<scale>{_SCALE})?(?P<more_too>余|多)?\s?"
    rf"(?P<unit>{_UNITS}|{_MONEY})(?P<more_last>余)?(?:\((?:套|次|件|人|家|个|条|处)\))?"
)


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(_SOURCE, re.IGNORECASE)


_QUOTES = (("“", "”"), ("《", "》"), ("‘", "’"))
_SEVERAL = ("余", "多", "来")
_ROUNDED = ("近", "约", "逾", "超", "超过", "至少", "不少于", "不低于")
_HAN_UNITS = frozenset(
    [
        "次",
        "场",
        "期",
        "轮",
        "人",
        "名",
        "位",
        "家",
        "户",
        "项",
        "件",
        "份",
        "批",
        "遍",
        "堂",
        "人次",
        "场次",
        "批次",
        "起",
        "笔",
        "处",
    ]
)
_NAME = 24
"""How much of the words before a number is looked at for its name."""


def counts(folded: str, start: int, end: int, language: str = "zh") -> tuple[Outcome, ...]:
    """The counted results in `folded[start:end]`, a text with half-width signs.

    Not counted: figures in quotation marks and names (“四个必谈”), the one of 召开一次会议, shares, ordinals, and how
    often something is to be done (每月至少一次).
    """
    if language != "zh":
        return english_counts(folded, start, end)
    found: list[Outcome] = []
    last = start
    for match in _pattern().finditer(folded, start, end):
        if _counts_nothing(folded, match, start):
            continue
        outcome = _outcome(folded, match, last, end)
        if outcome is not None:
            found.append(outcome)
            last = match.end()
    return tuple(found)


_NO_COUNT_BEFORE = frozenset("第每几数十百千万零.〔[-/年月")
_TIMES = frozenset("月年日小工")
_SLOGANS = frozenset(("方面", "百分", "季度", "维护", "确立", "意识", "自信"))
_OF_NOTHING = re.compile(r"要求.{0,4}$|以上$|单价$|第$")


def _counts_nothing(folded: str, match: "re.Match[str]", start: int) -> bool:
    begin, number, unit = match.start("number"), match["number"], match["unit"]
    before, after = folded[max(start, begin - 12) : begin], folded[match.end() : match.end() + 2]
    if before[-1:] in _NO_COUNT_BEFORE or before[-1:].isdigit():
        return True
    if any(opening in before and before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES):
        return True
    if (unit == "个" and after[:1] in _TIMES) or after in _SLOGANS:
        return True
    if not number[0].isdigit():
        return number in ("一", "十", "百") or unit not in _HAN_UNITS or _is_word(before, number, unit, after)
    clause = before[max(before.rfind("，"), before.rfind("。")) + 1 :]
    return "每" in clause or bool(_OF_NOTHING.search(clause)) or after == "以上"


def _is_word(before: str, number: str, unit: str, after: str) -> bool:
    """Chinese numerals stand in many words: 一次性, 三项制度, 两个维护, 每月至少开展两次, 二次供水."""
    return (
        "每" in before or "至少" in before or after[:1] in frozenset("性化方供会") or (unit in "项条件" and after[:2] in ("制度", "规定", "清单", "机制"))
        or (number in "二三" and unit == "次" and before[-1:] in "第再")
    )  # fmt: skip


def _outcome(folded: str, match: "re.Match[str]", floor: int, end: int) -> Outcome | None:
    number = match["number"]
    quantity = digits(number) if number[0].isdigit() else str(number_of(number))
    if quantity == "0":
        return None
    more = bool(match["more"] or match["more_too"] or match["more_last"] or match["low"] in _ROUNDED)
    unit = (match["scale"] or "") + match["unit"]
    minor, currency = _in_cents(quantity, match["scale"] or "", match["unit"])
    return Outcome(_name(folded, match, floor, end) or unit, quantity, unit, more, minor, currency)


_POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_CURRENCIES = {"元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD"}


def _in_cents(quantity: str, scale: str, unit: str) -> tuple[int | None, str]:
    """Money in the smallest unit of its currency."""
    if unit not in _CURRENCIES:
        return None, ""
    whole, _, fraction = quantity.partition(".")
    places = _POWERS[scale] + 2
    return (int(whole + fraction.ljust(places, "0")), _CURRENCIES[unit]) if len(fraction) <= places else (None, "")


_CUT = re.compile(
    r"[，,、；;。：:（(）)“”《》\s]|\d[日号月年]|等(?:各类|各项|各种)?|各类|各项|的|了|对|向|将|并|已|及|与|和|由"
    r"|召开|开展|组织|举办|举行|进行|印发|编发|制定|出台|修订|建立|建成|完成|完善|查摆|选派|选聘|招聘|招录|培训(?=.)|发现|处理|解决|设置"
)
_ADVERBS = re.compile(
    r"(?:累计|总计|共计|合计|共有|共|计|(?<!签)约|达到|达|各|了|先后|分别|其中|全部|又|再|超过|超|近|为|数|人数|数量|金额)+$"
)
_VERBS_AFTER = re.compile(
    r"^(?:参加|参会|参训|参与|到会|受到|受|出席|被|接受|到场|参演|已|均|进行|予以|给予|的|，|。|、|；|;|,|\)|并|及|和|以上|左右|余|不等|到|向|在|对|至)"
)
_NOUN_AFTER = re.compile(r"^[^\s，。、；;：:,.（）()“”《》]{1,12}")


_PEOPLE = frozenset(("人", "名", "位", "人次"))
_TOOK_PART = re.compile(r"\s?((?:参与|参加|参训|参会|到会|出席|接受|受到)[一-鿿]{0,6})")
_SUMMED = re.compile(r"[、和及与][^，。；、]{1,20}?(?:等)?(?:共计?|合计|总计|等)\s?$")


def _is_sum(folded: str, match: "re.Match[str]", floor: int) -> bool:
    """Whether the number counts all that were listed before it (甲、乙、丙共50人), and not the last of them."""
    return bool(_SUMMED.search(folded, max(floor, match.start("number") - _NAME * 2), match.start("number")))


_TO_PAUSE = re.compile(r".*[，。；;：:、()（） ]", re.DOTALL)


def _last_pause(before: str) -> int:
    found = _TO_PAUSE.match(before)
    return found.end() if found else 0


def _name(folded: str, match: "re.Match[str]", floor: int, end: int) -> str:
    """What is counted: the words behind the number (七次集中学习, 50人参与培训) or before it (召开会议5次)."""
    before = folded[max(floor, match.start() - _NAME) : match.start()]
    before = _ADVERBS.sub("", before[_last_pause(before) :])
    cut = 0
    for cut_at in _CUT.finditer(before):
        cut = cut_at.end()
    behind = folded[match.end() : min(end, match.end() + _NAME)]
    if match["unit"] in _CURRENCIES:
        return _channel(before, behind)
    if match["unit"] in _PEOPLE and (took_part := _TOOK_PART.match(behind)) and _is_sum(folded, match, floor):
        return f"{took_part[1]}人员"
    noun = before[cut:] if len(before[cut:]) > 1 else ""
    after = _NOUN_AFTER.match(behind)
    if after and not _VERBS_AFTER.match(behind) and not after[0][0].isdigit():
        return _noun(after[0])
    if noun:
        return noun[-12:]
    return (after[0] if after else "") or before[-12:]


_MONEY_MOVES = re.compile(r"追|收[回缴]|上缴|退|缴|拨|清退|罚|扣|调整|盘活|核减|归还|返还|兑付|发放|投入|节约|挽回|补")


_MONEY_AFTER = re.compile(r"(?:已|全部|均|全额|予以|及时)*([^\s，。、；;：:,.（）()“”《》]{2,12})")


_AFTER_DAY = re.compile(r"^.*\d\s?[日号月年](?:[初底末]?(?:以前|之前|前|起))?")


def _channel(before: str, behind: str) -> str:
    """What became of money: 收回欠租, 缴入国库; what moved it may stand on either side of the figure."""
    before = _AFTER_DAY.sub("", before).lstrip("已将把对共")
    after = _MONEY_AFTER.match(behind)
    if not _MONEY_MOVES.search(before) and after and _MONEY_MOVES.search(after[1]):
        return after[1]
    moved = _MONEY_MOVES.search(before[-16:])
    return before[-16:][moved.start() :] if moved else before[-12:] or (after[1] if after else "")


_VERB_WITHIN = re.compile(
    r"(?<=..)(?:参加|参会|到会|参与|受到|进行|全部|予以|给予|坐诊|开展|进入|下沉|到|完成|清理|均|已)"
)


_VERB_BEFORE = re.compile(r"^(?:召开|组织|开展|举办|举行|主持)+(?:了)?(?=..)")


def _noun(words: str) -> str:
    words = _VERB_BEFORE.sub("", words)
    found = _VERB_WITHIN.search(words)
    return words[: found.start()] if found else words
