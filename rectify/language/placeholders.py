"""The names of the computed figures that hand-written parts of a report may hold in double braces: `{{进度}}`, `{{progress}}`."""

WORDS: dict[str, tuple[str, str]] = {
    # --- how things stand
    "issues": ("问题数", "issues"),
    "aspects": ("方面数", "aspects"),
    "completed": ("完成数", "completed"),
    "open": ("未完成数", "open"),
    "closed": ("销号数", "closed"),
    "standing": ("长期坚持数", "standing"),
    "overdue": ("逾期数", "overdue"),
    "unreviewed": ("未验收数", "unreviewed"),
    "returned": ("退回数", "returned"),
    "waived": ("免于整改数", "waived"),
    "progress": ("进度", "progress"),
    # --- what was done
    "actions": ("行动数", "actions"),
    "meetings": ("会议数", "meetings"),
    "studies": ("学习数", "studies"),
    "trainings": ("培训数", "trainings"),
    "inspections": ("现场检查数", "inspections"),
    "corrections": ("具体纠正数", "corrections"),
    "accountability": ("问责数", "accountability"),
    "rules": ("制度数", "rules"),
    "outcome": ("成效", "outcome"),
    # --- whom and when
    "unit": ("单位", "unit"),
    "authority": ("派出机关", "authority"),
    "inspectors": ("检查组", "inspectors"),
    "source": ("来源", "source"),
    "feedback": ("反馈日期", "feedback"),
    "due": ("整改期限", "due"),
    "day": ("截至日期", "day"),
    # --- within an aspect
    "aspect.issues": ("本方面问题数", "aspect.issues"),
    "aspect.completed": ("本方面完成数", "aspect.completed"),
    "aspect.closed": ("本方面销号数", "aspect.closed"),
    "aspect.standing": ("本方面长期坚持数", "aspect.standing"),
    "aspect.overdue": ("本方面逾期数", "aspect.overdue"),
    "aspect.progress": ("本方面进度", "aspect.progress"),
}
