"""What a text says of where an issue stands: 已整改完成, 未完成, 基本完成并持续整改."""

import re
from functools import cache, lru_cache

from rectify.intake.english import english_status
from rectify.intake.phrases import clauses
from rectify.intake.status import RANK, Status
from rectify.model.terms import Claim

_LATELY = r"(?:目前|截至目前|截止目前|截至[^，,。]{1,16}|现在?|至此|迄今|当前|经整改|整改后|经过整改|同时)"
_THIS = (
    r"(?:(?:(?:此|该|本|这|上述|以上|各|所有|全部)(?:项|条|个|类|些|一)?|\d{1,3}[个项条])(?:反馈|具体|整改)?"
    r"(?:问题|任务|事项|措施|工作|情况)?|(?:反馈)?(?:问题|任务))(?:的?整改(?:工作|任务|事项)?)?(?:均|都|现|也)?"
)
_LABEL = r"(?:整改|问题|当前|目前|完成|任务|落实|销号)?(?:整改|完成|落实)?(?:情况|进展情况|进展|状态|进度|结果|成效|现状)(?:为|:|：)?"
_LEAD = rf"\s*(?:{_LATELY}\s?[，,]?)?(?:{_THIS})?(?:{_LATELY}\s?[，,]?)?(?:均|都|现|也|整改)?"
_NOT = r"(?:尚|还|暂|仍|均)?(?:未|没有|未能|无法|不能)(?:能)?(?:按期|按时|如期|完全|全部|全面|彻底|真正|及时|最终)*"
_SOFTLY = (
    r"(?:正在|正|仍在|还在|在|仍|继续|已)?(?:积极|有序|稳步|抓紧|加快|全力|扎实|按(?:计划|时序|序时进度|进度))*(?:地)?"
)
_DONE = r"(?:已经?|业已|现已|均已|全部|已全部|全面|按期|按时|如期|顺利|提前|完全|彻底|圆满)*"
_SOME_EFFECT = rf"{_DONE}(?:取得|完成)(?:了)?阶段性(?:的)?(?:整改)?(?:成果|成效|进展|目标|任务|整改)"
PHRASES: tuple[tuple[Claim, str, tuple[str, ...]], ...] = (
    (
        Claim.PENDING,
        rf"{_NOT}(?:启动|开始|开展|实施|动工|整改|落实)(?:整改)?(?:工作)?|待整改|待启动|未销项|暂缓(?:整改)?",
        ("未启动", "尚未整改", "未整改"),
    ),
    (
        Claim.ACTING,
        rf"{_NOT}(?:整改)?(?:完成|到位|销号|关闭|办结|解决|落实到位|整改完)(?:整改|销号|任务)?",
        ("未完成", "未完成整改", "未关闭", "未完全关闭", "尚未整改到位"),
    ),
    (
        Claim.PARTIAL,
        rf"(?:已)?部分(?:已)?(?:整改|完成|落实|解决|销号)(?:整改|完成|到位)?"
        rf"|{_SOME_EFFECT}|阶段性(?:完成|整改)(?:整改)?",
        ("部分完成", "部分整改", "取得阶段性成效"),
    ),
    (
        Claim.SUBSTANTIAL,
        rf"{_DONE}(?:基本|大部分|大体|总体|初步)(?:上)?(?:已)?(?:整改|完成|落实|解决|办结)(?:整改|完成|到位|完毕|任务|落实)?",
        ("基本完成", "基本整改到位", "已基本完成整改"),
    ),
    (
        Claim.STANDING,
        r"(?:并|且|需|须|将|拟|要|已纳入)?(?:长期|持续|常态化?|一直|常态长效)(?:地)?(?:坚持|整改|(?<=长期)推进|(?<=长期)巩固)(?:整改|落实|推进|不懈|中)?|继续整改"
        r"|(?:属|列入|作为)?长期(?:整改|坚持)?(?:任务|事项)|[^，。；]{0,8}?(?:转入|转为|进入|纳入|列入)(?:持续整改|长期坚持|常态化)(?:管理|监管|推进|工作|阶段)?",
        ("长期坚持", "持续整改", "需长期坚持"),
    ),
    (
        Claim.ACTING,
        rf"{_SOFTLY}(?:整改|推进|进行|办理|落实|实施)(?:整改|落实|推进)?(?:之?中|当中)|正在(?:积极|有序|稳步|抓紧|加快|全力)?"
        r"(?:整改|推进|进行|办理|落实|实施|完善)(?:整改|落实|推进)?(?:之?中)?|(?:整改(?:工作)?)?(?:正在|正|仍在|将)?(?:持续|有序|稳步|加快|积极|继续|全力)推进(?:整改|中)?"
        r"|进行中|已启动(?:整改)?|整改启动|已(?:全部)?采取(?:了)?(?:相应|有关|相关)?(?:的)?(?:整改)?措施(?:进行|予以|落实|推进)?(?:整改)?|(?:已)?(?:达到|按)(?:时序|序时)进度(?:要求|推进)?|加紧整改",
        ("正在整改", "整改中", "有序推进", "达到时序进度"),
    ),
    (
        Claim.COMPLETED,
        rf"{_DONE}(?:整改(?:任务|工作|事项)?{_DONE}(?:完成|完毕|到位|结束|落实|办结|销号)(?:到位)?|完成(?:了)?(?:对账|验收)?"
        r"(?:整改|销号|任务|整改任务|整改工作|整改并销号)?|办结|销号|关闭|解决(?:到位|完毕)?|(?:对账|验收)销号|通过验收|验收(?:通过|合格)|落实到位|(?:(?<=已)|(?<=已经))(?:整改|落实|解决|立行立改))"
        r"(?:完成|到位|完毕|办结)?(?:、|并)?(?:销号|办结|验收)?",
        ("已完成", "已整改完成", "完成整改", "已整改到位", "已销号", "已整改"),
    ),
)
"""What a clause that is nothing but a status says; the first that fits the whole clause counts. (claim, pattern, examples)"""
_NEUTRAL = (
    r"(?:立行立改|立整立改|即知即改|边巡边改|分阶段整改|立改|并(?:已)?(?:持续|不断)?(?:巩固|深化|提升).{0,8}|(?:持续|不断|继续)(?:巩固|深化|提升).{0,8}"
    r"|取得(?:了)?(?:明显|显著|良好|较好|初步)?(?:的)?(?:成效|效果|实效)|建立(?:了)?长效机制|整改率.{0,8}|\d{1,3}(?:\.\d{1,2})?%|日期不详|不计入完成数|由[^，。；]{1,20}报告|验收同意销号|验收时被退回|经认定免于整改|复查同意)"
)
_AND = re.compile(r"\s*(?:[，,、；;/()\s]|并且|并(?!销|通|验)|且|同时|但是?|以及)+\s*(?:仍|还|需|须|将)?")


@cache
def _phrases() -> list[tuple[Claim, "re.Pattern[str]"]]:
    return [(claim, re.compile(source)) for claim, source, _ in PHRASES]


@cache
def _lead(which: str) -> "re.Pattern[str]":
    return re.compile({"lead": _LEAD, "label": rf"\s*(?:{_LABEL})\s*", "neutral": _NEUTRAL}[which])


def clause_claim(clause: str) -> Claim | None:
    """What a clause says if it is nothing but a status.

    >>> print(clause_claim("未完成整改"), clause_claim("基本完成"), clause_claim("确保整改到位"))
    acting substantial None
    """
    if len(clause) > _LONGEST_CLAUSE or not _HINTS.search(clause):
        return None
    return next((claim for claim, phrase in _phrases() if phrase.fullmatch(clause)), None)


_LONGEST_CLAUSE = 40
_HINTS = re.compile(
    "完成|整改|坚持|销号|销项|到位|推进|办结|启动|关闭|解决|落实|进行|实施|成效|成果|验收|任务|事项|办理|完善|开始|开展|动工|进度|进展|目标"
)


_LONGEST = 80


@lru_cache(maxsize=4096)
def leading_status(folded: str, start: int = 0, end: int | None = None) -> Status | None:
    """The status with which `folded[start:end]` begins; None where it begins with something else.

    >>> leading_status("此问题已整改完成。6月10日,召开会议。").words
    '已整改完成'
    """
    end = len(folded) if end is None else end
    stop = min(end, start + _LONGEST)
    lead = _lead("lead").match(folded, start, stop)
    label = _lead("label").match(folded, start, stop)
    starts = [start, *(one.end() for one in (label, lead) if one and one.end() > start)]
    return next((status for one in starts if (status := _status_from(folded, one, stop, end))), None)


def _status_from(folded: str, start: int, stop: int, end: int) -> Status | None:
    """Status clauses one after the other, from `start`, up to the first that is none."""
    claims: list[Claim] = []
    position, first, last = start, start, start
    while position < stop:
        cut = _AND.search(folded, position, stop)
        sentence = re.compile("[。！？!?:\n]|$").search(folded, position, stop)
        here = min(cut.start() if cut else stop, sentence.start() if sentence else stop)
        clause = folded[position:here].strip()
        claim = _claim_of(clause, first=not claims)
        if claim is None and clause and not _lead("neutral").fullmatch(clause):
            break
        if claim is not None:
            claims.append(claim)
            first, last = (position if len(claims) == 1 else first), here
        elif claims and clause:
            last = here
        if cut is None or here < cut.start():
            last = here + 1 if claims and here < end and clause else last
            break
        position = cut.end()
    if not claims:
        return None
    words = folded[first:last].strip("。，,；;、() ")
    return Status(_lesser(claims, words), words, len(set(claims)) > 1, end=last)


def _lesser(claims: list[Claim], words: str) -> Claim:
    """The claim that says least; that something was achieved by stages (阶段性成果) says nothing beside another claim."""
    others: list[Claim] = [claim for claim in claims if claim is not Claim.PARTIAL]
    if others and Claim.PARTIAL in claims and "阶段性" in words and "部分" not in words:
        claims = others
    if Claim.COMPLETED in claims and Claim.ACTING in claims and _GOES_ON.search(words):
        claims = [Claim.STANDING]  # 已完成并持续推进 is no work in progress
    return min(claims, key=RANK.__getitem__)


_GOES_ON = re.compile(r"完成.{0,6}(?:持续|继续|长期)(?:推进|深化|用力|抓好)")


_DAY = r"\s?(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[初中底])?|\d{4}年|\d{4}-\d\d-\d\d)"
_DATED = re.compile(rf"(?P<done>已)(?:于|在)(?P<a>{_DAY})(?:之?前)?|(?:于|在)(?P<b>{_DAY})(?!之?前)|自(?P<c>{_DAY})起")
"""When, in a clause that is a status: 已于6月2日整改完成, 自6月起转入长期坚持."""


def day_of_status(words: str) -> str:
    """The date that a status says of itself; empty where it says none.

    >>> day_of_status("已于2023年6月2日整改完成")
    '2023年6月2日'
    """
    found = _DATED.search(words)
    return (found["a"] or found["b"] or found["c"]).strip() if found else ""


def _undated(clause: str) -> str:
    return _DATED.sub(lambda found: found["done"] or "", clause, count=1)


def _claim_of(clause: str, *, first: bool) -> Claim | None:
    claim = clause_claim(_undated(clause))
    if claim is None and not first:
        lead = _lead("lead").match(clause)
        return clause_claim(clause[lead.end() :]) if lead and lead.end() else None
    return claim


_SIGN = re.compile(r"^(?:[\U0001F300-\U0001FAFF\u2700-\u27BF\u2B50\uFE0F]|[○●◐◑])+\s*(?=\w)")
"""A sign before a status that says the same once more: ✅ Done."""


def without_sign(words: str) -> str:
    """A status without the sign before it."""
    return _SIGN.sub("", words)


_CHOSEN = re.compile(r"[☑√✓✔■●]\s*([^☐□○☑√✓✔■●\s]{2,10})")


@lru_cache(maxsize=4096)
def cell_status(text: str) -> Status | None:
    """The status that a whole cell, a bracket or the value of a label says, in Chinese or English; None where it is none.

    >>> print(cell_status("基本完成取得阶段性成果并持续整改").claim, cell_status("☐未完成 ☑已完成").claim)
    substantial completed
    """
    words = without_sign(" ".join(text.split()).strip("。.;；"))
    if words[:1] + words[-1:] in ("()", "（）", "[]", "【】"):
        words = words[1:-1]
    if words.isascii():
        return english_status(words) if words else None
    if chosen := _CHOSEN.search(words):
        words = chosen[1]
    status = leading_status(words)
    if status is not None and not words[status.end :].strip("。；;，, "):
        return status
    return status or _anywhere(words)


def _anywhere(words: str) -> Status | None:
    """Statuses run together without a pause: 基本完成取得阶段性成果."""
    claims, position = [], 0
    while position < min(len(words), _LONGEST):
        fits = [
            (found.end(), claim)
            for claim, phrase in _phrases()
            if (found := phrase.match(words, position)) and found[0]
        ]
        if not fits:
            break
        position, claim = max(fits, key=lambda fit: fit[0])
        claims.append(claim)
        cut = _AND.match(words, position)
        position = cut.end() if cut else position
    if not claims or position < len(words.rstrip("。；;，, ")):
        return None
    return Status(_lesser(claims, words), words, len(set(claims)) > 1, end=len(words))


def last_clause(folded: str, start: int = 0, end: int | None = None) -> Status | None:
    """The status with which a text ends, behind what was done: …,目前正在推进。 Standing work is no end of that.

    >>> print(last_clause("修订印发《手册》，已完成。").claim, last_clause("已完成"), last_clause("常抓不懈，长期坚持"))
    completed None None
    """
    end = len(folded) if end is None else end
    last = clauses(folded, start, end)[-1:]
    if not last or last[0].start == start:
        return None
    status = leading_status(folded, last[0].start, end)
    whole = status is not None and not folded[status.end : end].strip("。.；; ")
    return status if status is not None and whole and status.claim != Claim.STANDING else None


_OF_FINDINGS = re.compile(
    r"(?P<chinese>[^，。；:]{2,16}?)的?(?:反馈|具体|整改)?(?:问题|事项|任务)(?:的?整改(?:落实)?情况|(?:及|和).{1,14})?(?:\([^()]{1,16}\))?\s*[:。]?\s*"
    r"|(?P<before>[A-Za-z -]{4,24}?) (?:findings|recommendations|issues|actions|observations)\W*"
    r"|(?:findings|recommendations|issues|actions|observations) (?:that (?:are|have been) |still )?(?P<behind>[a-z -]{4,24})\W*",
    re.IGNORECASE,
)


def heading_status(words: str) -> Status | None:
    """What a heading says of where all findings below it stand.

    >>> print(heading_status("正在整改的问题").claim, heading_status("Recommendations closed").claim, heading_status("主要问题"))
    acting completed None
    """
    found = _OF_FINDINGS.fullmatch(words.strip())
    if found is None:
        return None
    said = found["chinese"] or found["before"] or found["behind"]
    status = english_status(said) if said.isascii() else leading_status(said)
    return status if status and (said.isascii() or not said[status.end :].strip()) else None
