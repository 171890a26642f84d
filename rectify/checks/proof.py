"""Proof: whether what is claimed complete rests on anything that an outsider could go and see."""

import re
from collections.abc import Iterator

from rectify.checks.case import LEDGER, Case, Finding, Found
from rectify.checks.clauses import Clause, Sense, quoted
from rectify.checks.objects import answered, lack_of, made_good
from rectify.model.rules import Move, last_of_reviewer
from rectify.model.terms import Verdict

SOFT_SHOWN = 3


def no_action(case: Case) -> Iterator[Found]:
    """Claimed complete, and nothing at all is told of what was done.

    quiet: 货款逾期未付 | 6月3日付清货款12万元。
    """
    for finding in case.completed:
        told = finding.effect or finding.issue.response or finding.dossier.measures
        if not finding.dossier.deeds and not told:
            yield Found(finding.place)


def soft_only(case: Case) -> Iterator[Found]:
    """At least one act is told, and all are talk and paper of the house, judged against the fault.

    fires: 新购车辆未入账 | 5月8日召开专题会议，修订《资产管理办法》，对经办人批评教育。
    fires: 违规收取摊位费 | 组织收费人员学习政策法规，撰写心得体会，参学52人。
    fires: The pump does not start | Staff were reminded of the maintenance policy at the meeting of 4 May 2024.
    quiet: 新购车辆未入账 | 5月8日召开专题会议，5月20日将3辆车登记入账。
    quiet: 没有公务接待制度 | 3月1日起施行《公务接待办法》，到6月按此审批接待18批。
    quiet: 干部教育培训不足 | 7月组织培训2期，参训58人，考试合格56人。
    quiet: The pump does not start | The pump was replaced on 4 May 2024 and tested twice.
    """
    for finding in case.completed:
        soft = finding.told(Sense.SOFT)
        if (
            soft
            and not results(finding)
            and not any(one.procedure for one in finding.clauses if one.sense is not Sense.AHEAD)
        ):
            yield Found(finding.place, {"words": quoted(soft, SOFT_SHOWN)})


def object_unmentioned(case: Case) -> Iterator[Found]:
    """What the fault names has no finished counterpart: outside futures and demands it is not mentioned again, or begun.

    fires: 购置固定资产未入账 | 5月18日召开专题会议，今后做到固定资产按时入账。
    fires: Invoices are paid without approval | The board agreed on 4 May 2024 that a second signature will be introduced.
    quiet: 购置固定资产未入账 | 5月18日召开专题会议，5月31日67件资产全部登记入账。
    """
    for finding in case.completed:
        if finding.clauses and not results(finding):
            yield Found(finding.place, {"lack": lack_of(finding.issue.title)})


def object_elsewhere(case: Case) -> Iterator[Found]:
    """Something was finished, but nothing of what the fault names: other things, or the same in another place.

    fires: 东河村路灯不亮 | 6月2日在西坡村安装路灯30盏。
    fires: 保障房由不符合条件的家庭居住 | 完成绿化1200平方米，粉刷墙面86处。
    quiet: 东河村路灯不亮 | 6月2日在东河村换装路灯30盏。
    quiet: 购置固定资产未入账 | 5月18日召开专题会议，5月31日67件资产全部登记入账。
    """
    for finding in case.completed:
        done = results(finding)
        if done and not answered(finding.fault, done):
            yield Found(finding.place, {"lack": lack_of(finding.issue.title), "words": done[0].text})


def no_effect(case: Case) -> Iterator[Found]:
    """Nothing in the world is said to have changed.

    fires: 惠企政策兑现慢 | 制定提升方案，召开调度会2次，层层传导压力。
    quiet: 惠企政策兑现慢 | 6月底前向31家企业兑付奖补资金420万元。
    """
    for finding in case.completed:
        if finding.clauses and not results(finding):
            yield Found(finding.place)


def before_feedback(case: Case) -> Iterator[Found]:
    """There are dated acts, and all lie before the feedback, so none answers it.

    fires: 消防泵不能启动 | 2020年3月5日更换消防泵1台。
    quiet: 消防泵不能启动 | 2020年3月5日更换消防泵1台，2023年6月5日检修后试水正常。
    """
    day = case.feedback.earliest if case.feedback else None
    if day is None:
        return
    for finding in case.completed:
        ends = [when.latest for when in finding.dates]
        if ends and all(end is not None and end < day for end in ends):
            yield Found(
                finding.place, {"words": "、".join(when.words or when.edtf for when in finding.dates[:SOFT_SHOWN])}
            )


def no_evidence(case: Case) -> Iterator[Found]:
    """Nothing shows what was done: no file in a ledger, and in a document no word of anything that could be looked at."""
    if case.kind == LEDGER:
        bare = [finding.issue.name for finding in case.completed if not finding.exhibits]
    else:
        bare = [] if any(map(_SHOWN.search, _texts(case))) else [finding.issue.name for finding in case.completed]
    if bare:
        more = "…" if len(bare) > NAMED else ""
        yield Found("", {"issues": ", ".join(bare[:NAMED]) + more, "number": len(bare)})


NAMED = 20
"""So many issues are named in one remark."""
_SHOWN = re.compile(
    r"附件|佐证|凭证|印证|验收(?:单|报告|表|合格|通过|意见)|通过验收|(?:检测|检验|审计|鉴定|评估|核查|复查)(?:报告|结果)|签收|回执|发票|收据|照片|影像|票据|会议纪要"
    r"|\b(?:attach|evidence|voucher|receipt|photograph|certificate|scan|verified|tested|confirmed by|report of)",
    re.IGNORECASE,
)


def _texts(case: Case) -> Iterator[str]:
    for finding in case.findings:
        yield finding.status
        yield from (deed.text for deed in finding.dossier.deeds)
    yield from (passage.deed.text for passage in case.whole)
    yield from (narrative.text for narrative in case.narratives)


def accepted_by_doer(case: Case) -> Iterator[Found]:
    """Whoever accepted the issue did something for it, or claimed it complete."""
    for finding in case.findings:
        said = last_of_reviewer(finding.dossier.claims)
        if finding.issue.verdict is not Verdict.ACCEPTED or said is None:
            continue
        doers = {deed.by for deed in finding.dossier.deeds}
        doers |= {row.by for row in finding.dossier.claims if row.move == Move.COMPLETED}
        if said.by in doers:
            yield Found(finding.place, {"name": said.by})


def evidence_old(case: Case) -> Iterator[Found]:
    """A piece of evidence is of a day before the feedback, so it cannot show what was done since."""
    day = case.feedback.earliest if case.feedback else None
    for finding in case.completed:
        for each in finding.exhibits:
            if day and each.date.latest and each.date.latest < day:
                place = f"{finding.place}, e{each.id}"
                yield Found(
                    place, {"name": each.name, "date": each.date.words or each.date.edtf, "feedback": day.isoformat()}
                )


def results(finding: Finding) -> list[Clause]:
    """What is told as finished, judged against the fault: what was lacking and is now there counts, paper or not."""
    return [one for one in finding.clauses if one.sense is Sense.DONE or made_good(finding, one)]
