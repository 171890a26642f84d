"""The words of the reports."""

WORDS: dict[str, tuple[str, str]] = {
    # --- titles and opening
    "title": ("{unit}关于{source}反馈意见整改情况的报告", "{unit}: follow-up report on the findings of {source}"),
    "title-progress": ("{unit}关于{source}反馈意见整改进展的报告", "{unit}: progress on the findings of {source}"),
    "unit-unknown": ("本单位", "The unit"),
    "source-unknown": ("检查", "the inspection"),
    "opening-plan": ("按照{authority}的安排，", "On behalf of {authority}, "),
    "opening-held": ("{inspectors}对{unit}开展了{kind}", "{inspectors} examined {unit} ({kind})"),
    "opening-held-when": (
        "{inspectors}于{window}对{unit}开展了{kind}",
        "{inspectors} examined {unit} ({kind}, {window})",
    ),
    "opening-kind": ("检查", "inspection"),
    "opening-inspectors": ("检查组", "the inspectors"),
    "opening-feedback": ("，并于{date}反馈了意见。", ", and reported its findings on {date}."),
    "opening-end": ("。", "."),
    "opening-now": ("截至{as_of}的整改情况如下。", "This is how rectification stands as of {as_of}."),
    # --- parts
    "organisation": ("整改工作的组织", "How the follow-up was organised"),
    "results": ("整改结果", "Summary"),
    "findings": ("逐条情况", "Findings and what was done"),
    "next": ("下一步打算", "Next steps"),
    "register": ("整改台账", "Register of findings"),
    "basis": ("数字的口径", "How the figures are counted"),
    "organised-none": ("没有登记面向整个检查的行动。", "No action is recorded for the inspection as a whole."),
    "organised": ("面向整个检查的行动共{number}项：", "Actions for the inspection as a whole ({number}):"),
    # --- totals
    "totals": (
        "反馈意见共涉及{aspects}个方面{issues}个问题，已完成{completed}个，整改进度{percent}。",
        "The inspection left {issues} findings in {aspects} areas; {completed} are completed, progress {percent}.",
    ),
    "totals-all": (
        "反馈意见共涉及{aspects}个方面{issues}个问题，已全部完成，整改进度{percent}。",
        "The inspection left {issues} findings in {aspects} areas; all of them are completed, progress {percent}.",
    ),
    "totals-none": ("台账里还没有问题。", "No finding has been registered yet."),
    "totals-sub": (
        "另有子问题{issues}个，已完成{completed}个。",
        "Under them stand {issues} sub-findings, of which {completed} are completed.",
    ),
    "claims": (
        "按整改状态：已完成{completed}个，基本完成{substantial}个，部分完成{partial}个，整改中{acting}个，未启动{pending}个，长期坚持{standing}个。",
        "By status: completed {completed}, substantially complete {substantial}, partially complete {partial}, "
        "in progress {acting}, not started {pending}, standing {standing}.",
    ),
    "verdicts": (
        "按验收：同意销号{closed}个，已完成尚未验收{unreviewed}个，退回{returned}个，免于整改{waived}个；逾期{overdue}个。",
        "By review: closed {closed}, completed and not yet reviewed {unreviewed}, returned {returned}, waived {waived}; "
        "overdue {overdue}.",
    ),
    "since": (
        "{since}以来，新增完成{number}个，采取行动{actions}项。",
        "Since {since}, {number} more were completed and {actions} actions taken.",
    ),
    "kinds": ("采取行动共{total}项：{kinds}。", "Actions taken: {total} ({kinds})."),
    "kind": ("{kind}{number}项", "{kind} {number}"),
    "join": ("、", ", "),
    "outcomes": ("可计数的成效：{outcomes}。", "Counted results: {outcomes}."),
    "outcomes-none": ("可计数的成效：无。", "Counted results: none."),
    "outcome": ("{name}{quantity}{unit}", "{name} {quantity} {unit}"),
    "outcome-more": ("{name}{quantity}余{unit}", "{name} at least {quantity} {unit}"),
    "outcome-least": ("{name}至少{quantity}{unit}", "{name} at least {quantity} {unit}"),
    "rules": ("制定或修订制度{number}项：{names}。", "Rules made or revised: {number} ({names})."),
    "rules-none": ("制定或修订制度0项。", "Rules made or revised: 0."),
    "rule": ("《{name}》", "“{name}”"),
    # --- findings
    "aspect-number": ("第{number}方面，", "Area {number}: "),
    "aspect": ("{title}（{issues}个问题，已完成{completed}个）", "{title} ({completed} of {issues} completed)"),
    "aspect-none": ("未归入方面的问题", "Findings under no area"),
    "aspect-claimed": (
        "反馈意见称这一方面有{claimed}个问题，台账登记了{issues}个。",
        "The inspectors' heading states {claimed} findings; {issues} are registered.",
    ),
    "issue": ("{number}.关于“{title}”的问题。", "{number}. {title}"),
    "issue-framed": ("{number}.{title}。", "{number}. {title}"),
    "issue-sub": ("（{number}）{title}。", "{number}. {title}"),
    "claim": ("{claim}。", "Status: {claim}."),
    "claim-on": ("{claim}（{date}）。", "Status: {claim} ({date})."),
    "claim-date-unknown": ("{claim}（完成日期不详）。", "Status: {claim} (date unknown)."),
    "verdict": ("验收意见：{verdict}。", "Follow-up result: {verdict}."),
    "rating": ("严重程度：{severity}。", "Rating: {severity}."),
    "recommendation": ("整改建议：{text}", "Recommendation: {text}"),
    "response": ("单位答复：{text}", "Management response: {text}"),
    "acted": ("{date}，{text}", "{date}: {text}"),
    "acted-results": ("（{outcomes}）", " ({outcomes})"),
    "acted-rules": ("形成制度：{names}。", "Rules: {names}."),
    "acted-none": ("尚无整改行动。", "No action is recorded."),
    "actions": ("已采取的措施", "Actions taken"),
    "effect": ("成效：{text}", "Effect: {text}"),
    "measures": ("计划：{text}", "Planned: {text}"),
    "measure": ("{text}（{deadline}）", "{text} ({deadline})"),
    "measure-done": ("{text}（已完成，{date}）", "{text} (completed, {date})"),
    "deadline": ("整改时限：{deadline}。", "Due: {deadline}."),
    "deadline-moved": (
        "整改时限：{deadline}（首次时限{first}，经批准延期）。",
        "Due: {deadline} (originally {first}, extended with approval).",
    ),
    "posts": ("责任：{posts}。", "Responsible: {posts}."),
    # --- ageing
    "ageing": ("未完成问题的逾期天数", "Ageing of open findings (days past the deadline)"),
    "ageing-not-due": ("未到期", "not yet due"),
    "ageing-none": ("未定时限", "no deadline"),
    "ageing-30": ("0–30天", "0–30 days"),  # noqa: RUF001 - the dash of a range
    "ageing-90": ("31–90天", "31–90 days"),  # noqa: RUF001
    "ageing-over": ("90天以上", "over 90 days"),
    "ageing-days": ("逾期", "Past the deadline"),
    "ageing-issues": ("问题数", "Findings"),
    # --- next steps
    "next-open": ("尚未完成的问题{number}个：", "Findings not yet completed ({number}):"),
    "next-standing": ("需要长期坚持的问题{number}个：", "Standing work, which never counts as done ({number}):"),
    "next-item": ("问题{name}：{title}（{claim}，{deadline}）", "Finding {name}: {title} ({claim}, {deadline})"),
    "next-no-deadline": ("未定时限", "no deadline"),
    "next-due": ("时限{deadline}", "due {deadline}"),
    "next-look-back": (
        "对已完成的{number}个问题开展“回头看”，防止反弹。",
        "A look-back will be made over the {number} completed findings, to see that they hold.",
    ),
    "next-nothing": ("没有尚未完成的问题。", "No finding is open."),
    # --- progress report
    "overdue-list": ("已逾期{number}个：", "Overdue ({number}):"),
    "soon-list": ("30天内到期{number}个：", "Due within 30 days ({number}):"),
    "done-list": ("{since}以来采取的行动{number}项：", "Actions since {since} ({number}):"),
    "done-all": ("采取的行动{number}项：", "Actions taken ({number}):"),
    "open-list": ("尚未完成{number}个：", "Not yet completed ({number}):"),
    "for-issues": ("用于问题{names}：", "finding {names}: "),
    "for-whole": ("用于整个检查：", "the inspection as a whole: "),
    # --- register
    "column-number": ("序号", "No."),
    "column-aspect": ("方面", "Area"),
    "column-title": ("反馈问题", "Finding"),
    "column-severity": ("严重程度", "Rating"),
    "column-claim": ("整改状态", "Status"),
    "column-verdict": ("验收意见", "Follow-up"),
    "column-owner": ("责任人", "Owner"),
    "column-deadline": ("整改时限", "Due"),
    "column-completed": ("完成时间", "Completed"),
    "column-actions": ("行动数", "Actions"),
    # --- basis
    "basis-level": (
        "计数的层级：反馈的问题（不含子问题；子问题单独计数）；作废的不计。",
        "Level counted: findings as the inspectors listed them; sub-findings are a level of their own; void ones are in no figure.",
    ),
    "basis-as-of": (
        "截止日期：{as_of}，按事情发生的日期；没有确切最后一天的，从登记那天算起。",
        "As of {as_of}, by when things happened; what has no last day counts from the day it was entered.",
    ),
    "basis-completed": (
        "“已完成”：单位称已完成，且没有退回、没有免于整改；长期坚持的从不计入。",
        "Completed: claimed complete by the unit and neither returned nor waived; standing work is never counted.",
    ),
    "basis-progress": (
        "“整改进度”：已完成数÷问题数，截尾到千分位；全部完成才是100%。",
        "Progress: completed ÷ findings, truncated to a thousandth; 100% only if all are completed.",
    ),
    "basis-overdue": (
        "“逾期”：时限所指的最后一天早于截止日期，且未完成。",
        "Overdue: the last day that the deadline can mean lies before the date of the report, and it is not completed.",
    ),
    "basis-outcomes": (
        "成效数字只把名称和单位相同的相加；带“余”的是下限，其和也是下限。",
        "Results are added only where name and unit are the same; a sum with a lower bound in it is a lower bound.",
    ),
    "basis-years": (
        "{number}处日期的年份原文没有写，是按整改期推定的：{dates}。",
        "The year of {number} dates was not written and was inferred from the period: {dates}.",
    ),
    "head": (
        "台账核对：第{seq}条，文本摘要 {text}（台账 {ledger}）",
        "Ledger head: entry {seq}, text {text} (ledger {ledger})",
    ),
    "several": (
        "账本里有{number}次检查；这份报告是 {code} 的，其他的用 --inspection。",
        "The ledger holds {number} inspections; this report is on {code}, for another use --inspection.",
    ),
    "saved": ("报告已写入 {path}", "report written to {path}"),
}
