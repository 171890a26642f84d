"""What a fault names, and whether something finished answers it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rectify.checks.case import Finding
from rectify.checks.clauses import Clause, Sense
from rectify.checks.likeness import is_chinese
from rectify.intake.counts import counts
from rectify.intake.lines import fold

_LACKS = re.compile(
    r"(?:长期|一直|至今|仍|尚|均|也)?(?:未|没有|缺[乏少失]?|漏|拖欠|遗失|无[人据法章]?|不(?!断|仅|但|同))|\b(?:no|not|never|without|missing|lacks?|overdue|late|expired)\b",
    re.IGNORECASE,
)


def lack_of(title: str) -> str:
    """The part of a fault that says what is lacking, else the whole fault.

    >>> print(lack_of("购置固定资产未入账，资产管理不严格"))
    购置固定资产未入账
    """
    parts = [part for part in re.split(r"[，,；;。]", title) if part.strip()]
    return next((part.strip() for part in parts if _LACKS.search(part)), title)


_MISSING_RULE = re.compile(
    r"(?:制度|办法|规定|机制|规则|规程|细则|规范|规矩|章程)[^，]{0,6}(?:不健全|不完善|缺失|缺位|空白|未建立|没有|不全|滞后|过时)|(?:未|没有|没|无|缺少?|缺乏)[^，]{0,8}(?:制[定度订]|建立|出台|办法|规定|规矩|机制|章程|依据)|无[章据规]可[循依]"
    r"|\b(?:no|without an?y?|lacks? an?y?|missing|absence of) (?:\w+ ){0,5}(?:policy|policies|procedure|rules?|guideline|standard|charter)|\bno policy\b",
    re.IGNORECASE,
)
_IN_USE = re.compile(
    r"施行|执行|实行|适用|生效|按[^，]{0,12}(?:规定|办法|制度|规程|规则)|依规|依据[^，]{0,10}《》|took effect|in force|applied|applies",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"学习|培训|轮训|教育(?!经费)|民主生活会|组织生活会?|三会一课|党课|会议|例会|办公会|职代会|宣[传讲]|谈[心话]|演练|调研|走访|家访|座谈|述职|督[查导]|检查|研究|约谈|通报"
)
_NO_ACT = re.compile(r"(?:补贴|档案|费用?|资金|经费|造假|记录|纪要|材料|室)")
_AROUND = re.compile(r"专题会|整改|推进会|部署会|调度会|警示|动员")
_HELD = re.compile(
    r"(?<![\d年])\d+(?!\d*\s?[年月日号])|[一二两三四五六七八九十]+[次场期轮堂]|如期|按期|补[课学训]|了|完成|合格|率|全员"
)


def made_good(finding: Finding, clause: Clause) -> bool:
    """Whether a clause of talk or paper puts right a fault that is the lack of just that: a missing rule that is in force
    and used, study or meetings that were held and counted. A meeting about the rectification is none of them.
    """
    if clause.sense is not Sense.SOFT:
        return False
    if _MISSING_RULE.search(finding.fault):
        return bool(_IN_USE.search(clause.bare))
    lacking = {act[0] for act in _ACTS.finditer(finding.fault) if not _NO_ACT.match(finding.fault, act.end())}
    return (
        any(act in clause.bare for act in lacking)
        and bool(_HELD.search(clause.bare))
        and not _AROUND.search(clause.bare)
    )


_PLACES = re.compile(r"(?=([一-鿿]{2}(?:村|镇|乡|社区|小区|学校|中学|小学|医院|分院|车间)))")
_NO_PLACE = re.compile("[各本全该个两乡镇村所辖有在到为对和与的]")
_GENERIC = frozenset(
    "的了和与及对在不未没无有是为于等被其中大小一二三四五六七八九十个人项次者并已将就能够力度性化问题情况工作管理制度落实到位重视严格规范健全完善长期部分存在开展执行监督加强进行严够足够高低多少年月日关单位干部"
)


def answered(fault: str, done: Sequence[Clause]) -> bool:
    """Whether what was finished can be about the fault: not where it is about another place of the same kind, or where
    several things are counted, of which none shares a word with it and none is about money, people or a measured change.
    """
    told = fold("，".join(one.text for one in done))
    here, there = _named(fault), _named(told)
    if here and there and not any(name in told for name in here):
        return not {name[2:] for name in here} & {name[2:] for name in there}
    if not is_chinese(fault) or len(counts(told, 0, len(told))) < _SEVERAL:
        return True
    return bool(_shared(fault, told) or _MISSING_RULE.search(fault) or _AT_ALL.search(told))


_SEVERAL = 2
_AT_ALL = re.compile("[追退缴罚扣升降]|处分|问责|立案|整改|合格|达标|验收|投诉")


def _named(text: str) -> set[str]:
    return {found[1] for found in _PLACES.finditer(text) if not _NO_PLACE.search(found[1][:2])}


def _shared(one: str, other: str) -> frozenset[str]:
    """The characters that two texts share and that say something."""
    return _signs(one) & _signs(other)


@lru_cache(maxsize=4096)
def _signs(text: str) -> frozenset[str]:
    return frozenset(sign for sign in text if "一" <= sign <= "鿿") - _GENERIC
