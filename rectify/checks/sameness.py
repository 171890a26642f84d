"""Sameness: one text under several issues, one meeting shown for many."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify.checks.case import Case, Finding, Found
from rectify.checks.likeness import LONGEST, alike, common, groups, is_chinese
from rectify.intake.lines import fold
from rectify.intake.phrases import sentences


class Told(NamedTuple):
    """A sentence of an issue; `deed` is the id of the action that says it."""

    finding: Finding
    deed: int
    text: str


def same_text(case: Case) -> Iterator[Found]:
    """Several issues tell the same sentence, word for word or with the nouns exchanged, or the same long part of one.

    fires: 重复收费 | 医院组织了学习讨论，完善了收费管理制度，加强了教育管理。 || 药品加价 | 医院组织了学习讨论，完善了药价管理制度，加强了教育管理。
    fires: 付款不规范 | 5月8日，局里召开财务问题专题会议，会上对有关人员批评教育，重新修订制度。 || 资产未入账 | 5月8日，局里召开财务问题专题会议，会上对有关人员批评教育并要求作检查。
    fires: Minutes are late | The matter was discussed by the board, which will improve it. || The contract ended | The matter was discussed by the board, which will improve it.
    quiet: 重复收费 | 退还多收的费用3万元，收费窗口逐日对账。 || 药品加价 | 12种药品按集采价重新定价，退差价2.1万元。
    """
    told = [one for finding in case.findings for one in _sentences(finding)]
    for group in groups([one.text for one in told], _LONG):
        members = [told[position] for position in group]
        findings = list({id(one.finding): one.finding for one in members}.values())
        if len(findings) > 1 and len({one.deed for one in members}) > 1:
            values = {"issues": _names(findings), "words": common([one.text for one in members])}
            yield Found(_places(findings), values)


def _sentences(finding: Finding) -> Iterator[Told]:
    for deed in finding.dossier.deeds:
        folded = fold(deed.text)
        for one in sentences(folded):
            text = _plain(folded[one.start : one.end])
            if len(text) >= (_SHORTEST["zh"] if is_chinese(text) else _SHORTEST["en"]):
                yield Told(finding, deed.id, text)


_SHORTEST = {"zh": 10, "en": 30}
_LONG = {"zh": 18, "en": 60}
"""So many characters in a row that two issues share are the same text, whatever stands around them."""
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?[，,]?|[。；;\s]+$")
_NAMES = re.compile("《[^《》]*》")


def _plain(text: str) -> str:
    """`text` without its dates and the names of rules, as much of it as is compared."""
    text = text[: 2 * LONGEST].strip()
    plain = _NAMES.sub("《》", _DATE.sub("", text)) if is_chinese(text) else " ".join(text.lower().split())
    return plain[:LONGEST]


def _places(findings: Iterable[Finding]) -> str:
    return "; ".join(finding.place for finding in findings)


def _names(findings: Iterable[Finding]) -> str:
    return ", ".join(finding.issue.name for finding in findings)


class Meeting(NamedTuple):
    """A meeting that an issue shows, on the day as it is told there."""

    finding: Finding
    day: str
    name: str


def same_meeting(case: Case) -> Iterator[Found]:
    """Several issues show one and the same meeting. The same day alone is none.

    fires: 一 | 5月12日，局里召开整改专题会议，研究此问题。 || 二 | 5月12日，组织召开整改专题会议，提出要求。
    quiet: 一 | 5月12日，召开整改专题会议，研究此问题。 || 二 | 5月12日，举办银企对接会，20家企业参会。
    quiet: 一 | 5月12日，召开整改专题会议，研究此问题。 || 二 | 6月3日，召开整改专题会议，研究此问题。
    """
    by_day: defaultdict[str, list[Meeting]] = defaultdict(list)
    for finding in case.findings:
        for meeting in _shown(finding):
            by_day[meeting.day].append(meeting)
    for held in by_day.values():
        for group in _same(held):
            findings = list({id(one.finding): one.finding for one in group}.values())
            if len(findings) > 1:
                name = min((one.name for one in group), key=len)
                yield Found(_places(findings), {"issues": _names(findings), "date": group[0].day, "name": name})


_DAY = re.compile(
    r"\d{1,2}月\d{1,2}日|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def _shown(finding: Finding) -> Iterator[Meeting]:
    """The meetings of an issue whose day is known: from the words of their sentence, else from the action's date."""
    for deed in finding.dossier.deeds:
        folded = fold(deed.text)
        for one in sentences(folded):
            text = folded[one.start : one.end]
            told = _DAY.search(text)
            day = told[0] if told else "" if deed.date.unknown else deed.date.words or deed.date.edtf
            yield from (Meeting(finding, day, name) for name in meetings_in(text) if day)


def _same(held: Iterable[Meeting]) -> Iterator[list[Meeting]]:
    """The meetings of a day, those of one name together."""
    named: dict[str, list[Meeting]] = {}
    for one in held:
        known = (
            one.name if one.name in named else next((name for name in named if _one_meeting(name, one.name)), one.name)
        )
        named.setdefault(known, []).append(one)
    return iter(named.values())


def _one_meeting(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one) or alike(one, other, 0.7)


def same_evidence(case: Case) -> Iterator[Found]:
    """One file is shown for several issues, attached to each or to an action that serves them all."""
    shown: defaultdict[str, list[Finding]] = defaultdict(list)
    names: dict[str, str] = {}
    for finding in case.findings:
        for each in {each.sha256: each for each in finding.exhibits}.values():
            shown[each.sha256].append(finding)
            names.setdefault(each.sha256, each.name)
    for sha256, findings in shown.items():
        if len(findings) > 1:
            yield Found(_places(findings), {"issues": _names(findings), "name": names[sha256]})


_MEETING = re.compile(
    r"(?:[一-鿿“”]{0,20}(?:会议|大会|[专全例办推调座讨布开动督查务述委公民组生评研部扩协汇][一-鿿]{0,4}会))(?![计员议费场展上]?[计员费])"
    r"|\b(?:[a-z]+ ){0,3}(?:meeting|workshop|session)\b",
    re.IGNORECASE,
)
_LED = re.compile(r".*(?:召开|举行|举办|开展|主持|参加|通过|的|在|了|于|[月日号])|^(?:县|市|区|局|委|馆|院|校|全体)")
_ARTICLES = re.compile(r"^(?:(?:the|a|an|at|of|in|that|this) )+", re.IGNORECASE)


def meetings_in(text: str) -> list[str]:
    """The meetings that a text names, without the verbs before them.

    >>> meetings_in("5月12日，团县委召开整改专题会议，要求改进"), meetings_in("discussed at the board meeting of May")
    (['整改专题会议'], ['board meeting'])
    """
    found = []
    for one in _MEETING.finditer(fold(text)):
        name = _ARTICLES.sub("", _LED.sub("", one[0])).strip()
        if len(name) > 1:
            found.append(name.rpartition(" the ")[2] or name)
    return list(dict.fromkeys(found))
