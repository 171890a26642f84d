"""The title of a finding: the inspectors' words without the frame 关于“…”的问题 around them."""

import re
from functools import cache
from typing import NamedTuple

from rectify.intake.phrases import closing, sentences, trimmed

LONGEST = 400
"""A title is no longer; of a longer sentence the first clauses are taken."""


class Title(NamedTuple):
    """Where the title stands (`text[start:end]`), where the words after its frame begin, and whether there was a frame."""

    start: int
    end: int
    rest: int
    framed: bool


_OPEN = r"\s*(?P<about>关于|针对|对于|围绕|聚焦|就|对)?\s*(?:巡[察视]|审计|督察|检查)?(?:组|发现|反馈|指出|反馈的|指出的|发现的){0,3}\s*"
_PROBLEM = (
    r"\s*(?:等)?(?:方面)?(?:的|这一|这个)?(?:主要|具体|突出|反馈|共性)?(?:的)?(?:问题|事项|现象|情形)"
    r"(?:的?(?:整改(?:落实)?|落实)?(?:的)?(?:情况|进展情况|进展|措施|任务|工作|成效)?(?:报告)?)?"
)
_BEHIND = re.compile(
    rf"(?:{_PROBLEM})?\s*[，,]?\s*(?:主要)?(?:整改|落实|采取)(?:落实|整改)?(?:的)?(?:情况|措施|进展|工作)?如下\s*[:。]?\s*"
    rf"|{_PROBLEM}\s*[。.:;；，,]?\s*|\s*(?:的)?(?:整改|方面|情况)(?:落实)?(?:情况|方面|工作)?\s*[。.:;；，,]?\s*"
)
_PLAIN = re.compile(
    rf"(?P<about>关于|针对|对于)\s*(?P<title>[^。！？!?\n]{{2,{LONGEST}}}?)(?:{_PROBLEM})(?=\s*(?:[。.:;；，,\n(]|$))"
)
_STOP = re.compile(r"[。:;；\n]|[.](?=\s|$)")


@cache
def _opening() -> "re.Pattern[str]":
    return re.compile(_OPEN + r"(?P<quote>[“\"])")


def framed_title(folded: str, start: int = 0) -> Title | None:
    """A title in its frame at `start`: 关于“…”的问题, 关于“…”问题的整改, “…”问题, 关于…的问题, 针对…问题; else None.

    >>> text = "关于“学习不深入”的问题。此问题已整改完成。"
    >>> found = framed_title(text); text[found.start:found.end], text[found.rest:]
    ('学习不深入', '此问题已整改完成。')
    >>> text = "关于“三会一课”制度落实不严的问题。"
    >>> found = framed_title(text); text[found.start:found.end]
    '“三会一课”制度落实不严'
    """
    found = _opening().match(folded, start, start + 40)
    if found is not None:
        quote = found.start("quote")
        end = closing(folded, quote, LONGEST)
        behind = _BEHIND.match(folded, end + 1) if end > 0 else None
        if behind is not None and (found["about"] or "问题" in behind[0]):
            return Title(quote + 1, end, behind.end(), framed=True)
        if end > 0 and not folded[end + 1 :].strip(" 。.") and found["about"]:
            return Title(quote + 1, end, len(folded), framed=True)
        if end < 0:
            return _unclosed(folded, quote)
    return _plain(folded, start)


def _unclosed(folded: str, quote: int) -> Title | None:
    """关于“……的问题 with its closing mark forgotten."""
    found = re.compile(r"(?:的)?问题\s*[。.:;；，,]?\s*").search(folded, quote, quote + LONGEST)
    if found is None or "。" in folded[quote : found.start()]:
        return None
    return Title(quote + 1, found.start(), found.end(), framed=True)


def _plain(folded: str, start: int) -> Title | None:
    """关于…的问题 without quotation marks; the last 问题 of the sentence that stands before a pause counts."""
    sentence = _first_sentence(folded, start)
    found = _PLAIN.match(folded, _past_space(folded, start), min(sentence + 1, start + LONGEST))
    if found is None:
        return None
    if found["about"] == "针对" and "，" in found["title"]:
        return None
    behind = re.compile(r"\s*[。.:;；，,]?\s*").match(folded, found.end())
    return Title(found.start("title"), found.end("title"), behind.end() if behind else found.end(), framed=True)


def _past_space(folded: str, start: int) -> int:
    while start < len(folded) and folded[start] == " ":
        start += 1
    return start


def _first_sentence(folded: str, start: int) -> int:
    return (
        sentences(folded, start, min(len(folded), start + LONGEST))[0].end
        if folded[start : start + LONGEST].strip()
        else start
    )


def sentence_title(folded: str, start: int = 0) -> Title:
    """A title without a frame: the first sentence, or its part before a colon.

    >>> text = "学习不深入、不系统。整改情况:已完成。"
    >>> found = sentence_title(text); text[found.start:found.end], text[found.rest:]
    ('学习不深入、不系统', '整改情况:已完成。')
    """
    start = _past_space(folded, start)
    end = _first_sentence(folded, start)
    if end - start >= LONGEST:
        end = max(folded.rfind("，", start, end), folded.rfind(", ", start, end)) + 1 or end
    colon = folded.find(":", start, end)
    if colon > start + 1 and not folded[colon + 1 : colon + 2].isdigit() and "“" not in folded[start:colon]:
        end = colon + 1
    words = trimmed(folded, start, end, " \t\n。.，、；;,:：")
    return Title(words.start, words.end, end, framed=False)


_FAULT = (
    r"不(?!断|仅|但|忘|折|再|懈|松|移|漏|止|怕|敢|能腐|想腐|走样|少于|得|是|同|低于|超过|打折|留|定期)|未(?!来|成年)|没有?|无(?:法|序|据|效)|缺(?:乏|失|位|少|陷|口)?"
    r"|薄弱|滞后|弱化|淡化|虚化|边缘化|违规|违反|违法|超(?:标|范围|预算|概算|期|付|编|比例|额|限)|欠缺|短板|弱项|偏差|差距|流于|形式主义|走过场|空转|混乱|松散|松懈|松弛|缓慢|迟缓"
    r"|浮于|搞变通|擅自|随意|闲置|浪费|挪用|挤占|拖欠|少(?:计|缴|记|收)|多(?:计|付|列|报)|截留|滞留|隐患|漏洞|存疑|粗放|简单化|打折扣|(?:较|偏)(?:低|弱|少|慢|差|小|高|大|松|窄)|逾期|脱节|错误|失真|失职"
    r"|重.{1,8}轻|有待|不足|风险|矛盾|突出|单一|老化|破损|积压|虚假|套取|骗取|侵占|“两张皮”|两张皮|宽松软|不力|乱|污染|冒|扰民|倾倒|积存|多发|反弹|超标|[率度量力性识能](?:低|弱|差|淡)|淡薄|乏力|落后|失管|失察"
)
FAULTS_EXAMPLES = ("学习不深入", "固定资产未入账", "制度流于形式", "重业务轻党建", "管理混乱")
NO_FAULTS_EXAMPLES = ("加强组织领导", "不断提高政治站位", "下一步工作打算")
_ENGLISH_FAULT = (
    r"\b(?:not?|lack\w*|missing|insufficient|inadequate|incomplete|weak\w*|absen\w*|fail\w*|without|unauthori[sz]ed|outdated|untested"
    r"|excessive|delay\w*|late|never|gap\w*|inconsisten\w*|expired|overdue|unpatched|insecure|improper|unable|error\w*|deficien\w*|poor\w*|limited|shared|un\w+ed)\b"
)


@cache
def _faults(language: str) -> "re.Pattern[str]":
    return re.compile(_FAULT) if language == "zh" else re.compile(_ENGLISH_FAULT, re.IGNORECASE)


def tells_a_fault(words: str, language: str = "zh") -> bool:
    """Whether words tell what was found wrong, rather than what was or will be done.

    >>> tells_a_fault("固定资产未入账"), tells_a_fault("不断提高政治站位")
    (True, False)
    """
    return bool(_faults(language).search(words[:LONGEST]))


_MARKS = re.compile(r"[\W_]+")


def title_key(title: str) -> str:
    """A title without marks and white space, by which it is known again."""
    return _MARKS.sub("", title).lower()
