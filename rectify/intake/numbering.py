"""Numbers at the start of a line: 一、 （一） 1. （1） ① 一是 第一方面 问题1： Finding 3: IA-03 1.2, and what they count."""

import re
from functools import cache
from typing import NamedTuple

HAN = "〇零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}


def number_of(text: str) -> int:
    """A number in Arabic or Chinese figures, 0 where it is none.

    >>> number_of("12"), number_of("十二"), number_of("一百零五"), number_of("二〇"), number_of("两"), number_of("⑫")
    (12, 12, 105, 20, 2, 12)
    """
    text = text.replace("两", "二")
    if text.isascii() and text.isdecimal():
        return int(text)
    if len(text) == 1 and (circled := _circled(text)):
        return circled
    if not set(text) <= {*HAN, *_TENS}:
        return 0
    if not set(text) & set(_TENS):
        return int("".join(str(max(HAN.index(sign) - 1, 0)) for sign in text) or 0)
    total, digit = 0, 0
    for sign in text:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = max(HAN.index(sign) - 1, 0)
    return total + digit


def _circled(sign: str) -> int:
    for first, last in (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛"), ("❶", "❿"), ("㈠", "㈩")):
        if first <= sign <= last:
            return ord(sign) - ord(first) + 1
    return 0


class Mark(NamedTuple):
    """The number of a line: its style, what it counts to, the separator, where the words begin, an id such as `IA-03`."""

    style: str
    value: int
    separator: str
    end: int
    reference: str = ""


_H = "[一二三四五六七八九十百零〇]"
_CLASSIFIERS = "万亿千百元%米吨倍亩个人次名项家户条月日年号座处台套份件起笔批所辆株场期位篇宗"
_NOT_A_FIGURE = rf"(?!\s?(?:[{_CLASSIFIERS}]|公里|平方|立方))"
STYLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "han": (rf"({_H}{{1,5}})\s?([、.,])\s*", ("一、组织领导", "十二、其他")),
    "han-bracket": (rf"\(\s?({_H}{{1,5}})\s?\)()[、.]?\s*", ("（一）党的建设方面",)),
    "aspect": (
        rf"第\s?({_H}{{1,3}}|\d{{1,2}})\s?(?:个|大)?()(?:方面|部分|类)\s*[,，、:.]?\s*|方面\s?({_H}{{1,2}}|\d{{1,2}})\s?([、:.])\s*",
        ("第一方面，聚焦……", "方面二：队伍建设"),
    ),
    "issue-word": (
        rf"(?:反馈|存在|主要|具体|整改)?(?:问题|任务|事项|序号)\s?\(?\s?({_H}{{1,4}}|\d{{1,3}})\s?\)?\s?(?=\([^()]{{2,30}}\)\s?:|[:、.，,\s]|$)([:、.，,]?)\s*"
        rf"|(?:(?:巡[察视]|审计|督察)?(?:组)?(?:反馈|指出|发现)的?)?第\s?({_H}{{1,4}}|\d{{1,3}})\s?[个项条]()(?:反馈|具体|整改)?(?:问题|任务)\s*[,，、:.]?\s*",
        ("问题1：学习不深入", "第三个问题，账目不清"),
    ),
    "item": (rf"({_H}{{1,2}})()[是要](?!否)[,，]?\s*", ("一是学习不深入",)),
    "ordinal": (rf"第\s?({_H}{{1,2}})\s?()[,，、:]\s*", ("第一，加强领导", "第二、")),
    "circled": (r"([①-⑳⑴-⒇⒈-⒛❶-❿㈠-㈩])()[、.]?\s*", ("①账实不符",)),
    "dotted": (
        rf"(\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})()[、.)]?(?![\d.]){_NOT_A_FIGURE}\s*(?=\S)",
        ("1.2 Access control",),
    ),
    "digit": (
        r"(\d{1,3})\s?([、.)])\s*(?=\D|\d{1,4}\s?[个名家项户处条件份座所月年次])",
        ("1．学习不深入", "2）账目不清"),
    ),
    "digit-bracket": (r"\(\s?(\d{1,3})\s?\)()[、.]?\s*", ("（1）账实不符",)),
    "finding": (
        r"(?:finding|issue|observation|recommendation|weakness|exception|gap|deficiency|action item|item|risk)"
        r"\s{1,3}(?:no\.?\s?)?#?((?:20\d\d|\d{2})-\d{1,3}|\d{1,3}(?:\.\d{1,2}|(?!\d))(?:-\d{1,2}(?=\s*(?:[:.)]|$)))?)()\s*[:.)–—-]*\s*",
        ("Finding 3: Backups are not tested",),
    ),
    "section": (r"(?:section|part|chapter|theme|area|priority|appendix)\s{1,3}(\d{1,2}|[A-Z])()\b\s*[:.)–—-]*\s*", ()),
    "reference": (
        r"\[?((?:[A-Z]{1,6}[-_/ ]){0,2}[A-Z]{1,8}[-_/ ]?(?:20\d\d[-_/])?\d{1,4})()\]?(?:\s*[:.)–—|]+\s*|\s+-\s+|(?<=\])\s+|$)",
        ("IA-03: Leavers keep access", "[H-01] Unchecked return value"),
    ),
    "letter": (r"\(?([a-zA-Z])([.)])\s+", ("a) first", "(b) second")),
    "bullet": (r"([-*•◆●■▪▶➢◇□·])()\s+", ("- one",)),
}
"""Style -> (pattern over the folded line, examples). The first group is the number, the second the separator."""

_PART_OF = re.compile(r"(?:\d{1,3}\.\d{1,2}|\d)-(\d{1,2})|\d{1,3}\.(\d{1,2})")
"""The number of a finding within its area (1.2), and of a part of a finding (1.2-1)."""
_SCANNED = 60


@cache
def _pattern() -> "re.Pattern[str]":
    numbered = (f"(?P<{style.replace('-', '_')}>{source})" for style, (source, _) in STYLES.items())
    return re.compile(r"\s*(?:[-*•◆●■▪▶➢◇□·]\s+(?=\S))?(?:" + "|".join(numbered) + ")", re.IGNORECASE)


def read_mark(folded: str, *, heading: bool = False) -> Mark | None:
    """The number at the start of a folded line; None where there is none. An id of a `heading` needs no colon behind it.

    >>> read_mark("(三)党的建设方面")
    Mark(style='han-bracket', value=3, separator='', end=3, reference='')
    >>> read_mark("2023年5月12日,召开会议"), read_mark("3.5万元已收回")
    (None, None)
    """
    found = _pattern().match(folded[:_SCANNED])
    if found is None or found.lastgroup is None:
        return _reference(folded) if heading else None
    style = found.lastgroup.replace("_", "-")
    words, separator = next((a, b or "") for a, b in _pairs(found) if a)
    if style == "reference":
        if words != words.upper():
            return None
        return Mark(style, int(re.findall(r"\d+", words)[-1]), "", found.end(), words)
    if style == "dotted":
        return Mark(f"dotted-{words.count('.') + 1}", int(words.rpartition(".")[2]), "", found.end(), words)
    if style == "finding":
        return _finding(words, found.end())
    if style == "letter":
        return Mark(style, ord(words.lower()) - ord("a") + 1, separator, found.end())
    if style == "bullet":
        return Mark(style, 0, words, found.end())
    return Mark(style, number_of(words), separator, found.end())


def worded_mark(folded: str, mark: Mark) -> Mark:
    """The number with the word that says what is numbered behind it: 一、整改任务一; 1.反馈的第一个问题:…

    >>> mark = read_mark("一、整改任务一"); worded_mark("一、整改任务一", mark)
    Mark(style='issue-word', value=1, separator='、', end=7, reference='')
    """
    found = _worded().match(folded, mark.end, mark.end + _SCANNED)
    return mark._replace(style="issue-word", end=found.end()) if found else mark


@cache
def _worded() -> "re.Pattern[str]":
    return re.compile(STYLES["issue-word"][0])


def _finding(words: str, end: int) -> Mark:
    """`Finding 3`, `Finding 1.2` within its area, `Finding 1.2-1`, and `Finding 2023-04`, which is an id."""
    part = _PART_OF.fullmatch(words)
    if part is None:
        return Mark("finding", int(words.rpartition("-")[2]), "", end, words if "-" in words else "")
    return Mark("finding-part" if part[1] else "finding", int(part[1] or part[2]), "", end)


def _reference(folded: str) -> Mark | None:
    """`F-01 Weak passwords`."""
    found = re.match(r"\s*\[?((?:[A-Z]{1,8}[-_])?[A-Z]{1,8}-?(\d{1,4}))\]?\s+(?=\S)", folded)
    return Mark("reference", int(found[2]), "", found.end(), found[1]) if found else None


def _pairs(found: "re.Match[str]") -> list[tuple[str | None, str | None]]:
    """Number and separator of each alternative; the named group itself stands before them."""
    assert found.lastgroup is not None
    first = found.re.groupindex[found.lastgroup] + 1
    groups = found.groups()[first - 1 :]
    return list(zip(groups[::2], groups[1::2], strict=False))
