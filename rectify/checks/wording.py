"""Words: an intention told as a result, an amount that nobody can check, what was begun told as done."""

import re
from collections.abc import Iterator

from rectify.checks.case import Case, Finding, Found
from rectify.checks.clauses import Sense
from rectify.checks.proof import results


def intention(case: Case) -> Iterator[Found]:
    """A future, a demand or an effort under way stands in the place of the result. 进一步 alone is no sign of it.

    fires: 工程未招标 | 召开专题会议，今后凡达到限额的项目一律公开招标。
    fires: Tapes are not encrypted | Encryption will be introduced together with the new tape library.
    quiet: 工程未招标 | 6月8日公开招标，3家投标，今后继续照此办理。
    quiet: 超职数配备干部 | 进一步消化超配职数，到12月减少5人。
    """
    for finding in case.completed:
        ahead = finding.told(Sense.AHEAD)
        if ahead and not results(finding):
            yield Found(finding.place, {"words": ahead[0].text})


_VAGUE = re.compile(
    r"(?<![\d十百千万几])多(?=[家处起名个次项人批户条座辆件场笔份台])|若干|不少(?!于)|绝?大多数|大部分|(?<![组成])部分(?=[资区点路欠款企商群居农户单企])|[大少]量(?!程)|大幅|明显(?=[减下上增降提])|(?:较大|较多|一批|许多|众多|个别|极少数|少数)(?!民族)|较(?:往年|以往|以前|上年|去年|之前|同期)[^，]{0,8}(?:改|减|下|降|提|增)|根本性(?:改变|好转|转变)|一定(?:程度|数量|比例)|基本(?:上)?(?:杜绝|消除|解决|清零|还清)|近乎|显著(?=[减下降上增])"
    r"|\b(?:several|many|most(?: of)?|some of|a (?:good )?number of|numerous|various|a few|significant(?:ly)?|substantial(?:ly)?|considerabl[ey]|largely|well down|the majority of|greatly|much (?:better|fewer|less|lower))\b",
    re.IGNORECASE,
)
_MINDS = re.compile(r"意识|认识|思想|素质|观念|作风|氛围|获得感|满意度|积极性|awareness|culture", re.IGNORECASE)


def vague_quantity(case: Case) -> Iterator[Found]:
    """An amount, a share or a change that cannot be checked is offered as proof. 30余场 is a figure, 多场 is none.

    fires: 秸秆露天焚烧 | 查处焚烧行为多起，火点数量明显减少。
    fires: Meters are misread | Several meters were exchanged, and most bills have been corrected.
    quiet: 秸秆露天焚烧 | 查处焚烧行为20余起，火点由41个降为3个。
    quiet: 学习不够 | 组织学习6次，干部意识明显增强。
    """
    for finding in case.completed:
        vague = [
            one
            for one in finding.told(Sense.DONE, Sense.SAID, Sense.SOFT)
            if _VAGUE.search(one.bare) and not _MINDS.search(one.bare)
        ]
        if vague:
            yield Found(finding.place, {"words": vague[0].text})


_REST = re.compile(r"其余|剩余|余下|尚有|另有|正在|仍在|rest|remain|in progress|under ?way|ongoing", re.IGNORECASE)
_MADE = re.compile(r"has been|have been|was|were", re.IGNORECASE)


def begun_not_done(case: Case) -> Iterator[Found]:
    """Begun, ordered, applied for, handed over, urged, drafted or still going on, and told as complete.

    fires: 8座电站未安装流量计 | 3座已安装流量计，其余5座正在制定改造方案。
    fires: 违法占地未处置 | 9月6日已将7宗违法占地移交自然资源部门。
    fires: Lifting gear was not examined | The examination has been requested from the insurer.
    quiet: 8座电站未安装流量计 | 8座电站均已安装流量计并联网。
    """
    for finding in case.completed:
        words = _begun(finding)
        if words:
            yield Found(finding.place, {"words": words})


def _begun(finding: Finding) -> str:
    finished = bool(results(finding))
    for one in finding.told(Sense.BEGUN):
        if not finished or _REST.search(one.bare):
            return one.text
    if not finished:
        return next((one.text for one in finding.told(Sense.AHEAD) if one.begun and _MADE.search(one.bare)), "")
    return ""
