"""The field's closed lists in words."""

WORDS: dict[str, tuple[str, str]] = {
    "claim-pending": ("未启动", "not started"),
    "claim-acting": ("整改中", "in progress"),
    "claim-partial": ("部分完成", "partially complete"),
    "claim-substantial": ("基本完成", "substantially complete"),
    "claim-completed": ("已完成", "completed"),
    "claim-standing": ("长期坚持", "standing"),
    "verdict-unreviewed": ("未验收", "not reviewed"),
    "verdict-accepted-standing": ("复查同意", "accepted until the next review"),
    "verdict-returned": ("退回", "returned"),
    "verdict-accepted": ("同意销号", "accepted"),
    "verdict-waived": ("免于整改", "waived"),
    "issue-at-once": ("立行立改", "at once"),
    "issue-staged": ("分阶段整改", "by stages"),
    "issue-standing": ("持续整改", "standing"),
    "severity-critical": ("重大", "critical"),
    "severity-high": ("严重", "high"),
    "severity-medium": ("一般", "medium"),
    "severity-low": ("轻微", "low"),
    "action-meeting": ("会议", "meeting"),
    "action-study": ("学习", "study"),
    "action-training": ("培训", "training"),
    "action-rule": ("建章立制", "rule"),
    "action-on-site": ("现场检查", "on-site inspection"),
    "action-money": ("资金纠正", "money put right"),
    "action-accountability": ("追责问责", "accountability"),
    "action-correction": ("具体纠正", "correction"),
    "action-other": ("其他", "other"),
    "evidence-minutes": ("会议记录", "minutes"),
    "evidence-photo": ("照片", "photo"),
    "evidence-rule": ("制度文件", "rule"),
    "evidence-voucher": ("凭证", "voucher"),
    "evidence-register": ("台账清单", "register"),
    "evidence-statement": ("情况说明", "statement"),
    "evidence-other": ("其他", "other"),
    "state-draft": ("待审", "not reviewed"),
    "state-accepted": ("采信", "accepted"),
    "state-rejected": ("不采信", "rejected"),
    "state-void": ("作废", "void"),
    "opinion-accept": ("同意", "accept"),
    "opinion-return": ("退回", "return"),
    "opinion-waive": ("免于整改", "waive"),
    "step-check": ("审核", "check"),
    "step-sign": ("签批", "sign"),
    "move-check": ("审核同意", "checked"),
    "move-sign": ("签批同意", "signed"),
    "move-accept": ("验收同意", "accepted"),
    "move-return": ("退回", "returned"),
    "move-waive": ("免于整改", "waived"),
    "move-admit": ("采信", "accepted as evidence"),
    "move-reject": ("不采信", "rejected as evidence"),
    "numbering-run-on": ("连续编号", "running on"),
    "numbering-by-aspect": ("按方面编号", "restarting in each aspect"),
    "part-opening": ("开头", "opening"),
    "part-organisation": ("组织情况", "organisation"),
    "part-results": ("整改结果", "results"),
    "part-next": ("下一步打算", "next steps"),
}


def coded(area: str, text: str) -> str:
    """The code of the term `text` of an area of `language/terms` (`claim`, `issue`, `action` …); any other text as it is."""
    wanted = text.strip()
    found = (
        key.removeprefix(f"{area}-") for key, words in WORDS.items() if key.startswith(f"{area}-") and wanted in words
    )
    return next(found, text)
