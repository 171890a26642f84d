"""Names of columns and of labelled lines in Chinese and English, and the field that each stands for."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

FIELDS: dict[str, str] = {
    "number": "序号;编号;问题序号;问题编号;序;号;项号;no;number;#;nr;item;item no;s/n;sn;sl no;sr no;serial no",
    "reference": "id;ref;reference;finding id;issue id;poam id;poa&m id;finding no;finding number;finding #;issue no;vuln id;weakness id;"
    "item id;tracking id;control finding ref;observation no;finding ref;问题代码;线索编号",
    "aspect": "方面;类别;问题类别;问题分类;分类;类型;所属方面;反馈方面;问题方面;维度;板块;大类;一级问题;领域;area;category;theme;domain;process;"
    "function;audit area;control family;section",
    "title": "问题;反馈问题;存在问题;问题描述;问题内容;具体问题;主要问题;问题清单;整改问题;问题事项;问题表现;隐患内容;隐患描述;存在的问题;问题简述;事项;"
    "整改事项;反馈意见;不符合项;整改任务名称;finding;title;finding title;issue;issue title;observation;weakness;weakness name;weakness description;"
    "deficiency;description;issue description;finding description;audit finding;vulnerability;nonconformity;exception;gap;control weakness;"
    "summary;name;problem;issue name;finding summary",
    "detail": "具体表现;问题具体表现;问题详情;问题明细;问题细化;具体情形;现状;细化问题;子问题;详细描述;detail;details;condition;background",
    "kind": "整改类型;整改分类;整改方式;整改要求类型;remediation type;action type",
    "measure": "corrective action planned;planned corrective action;整改措施;措施;拟采取措施;整改任务;任务;具体措施;整改举措;整改计划;任务清单;整改方案;工作措施;计划措施;整改思路;corrective action;"
    "corrective actions;corrective action plan;action plan;remediation plan;remediation;planned action;planned actions;action;agreed action;"
    "agreed actions;agreed management action;management action;management actions;management action plan;mitigation;milestone;milestones;remediation steps;required action;proposed action;planned milestones;"
    "milestones with completion dates;treatment",
    "standard": "整改目标;整改标准;完成标准;验收标准;目标;预期目标;整改要求;目标要求;达到的标准;整改完成标准;销号标准;goal;acceptance criteria;success criteria;"
    "closure criteria;acceptance;expected outcome;target state;completion criteria;objective",
    "lead": "责任领导;牵头领导;分管领导;包保领导;牵头责任人;领导责任;督导领导;挂牌领导;包案领导;主管领导;accountable executive;sponsor;executive sponsor;"
    "senior owner;executive owner",
    "unit": "责任单位;责任部门;牵头单位;牵头部门;主责单位;责任科室;整改单位;责任处室;主责部门;责任主体;承办单位;牵头科室;被审计单位;整改主体;科室;部门;"
    "单位;department;business unit;responsible department;responsible unit;team;responsible party;responsible office;unit;division;directorate",
    "supporting": "配合单位;协办单位;配合部门;参与单位;协同单位;协作单位;配合科室;协助单位;supporting units;support;supporting department;supported by",
    "owner": "责任人;具体责任人;直接责任人;经办人;责任人员;负责人;落实人;第一责任人;承办人;owner;action owner;responsible;responsible person;assigned to;"
    "assignee;poc;point of contact;finding owner;risk owner;management owner;responsible official;lead",
    "deadline": "anticipated completion date;anticipated completion;target implementation date;整改时限;完成时限;整改期限;时限;时限要求;计划完成时间;完成期限;办结时限;预计完成时间;目标完成时间;限期;截止时间;整改限期;拟完成时间;要求完成时间;"
    "due;due date;target;target date;target completion;target completion date;deadline;scheduled completion date;planned completion date;"
    "estimated completion date;expected completion;original due date;agreed date;implementation date;target closure date;sla due;due by;planned date;eta;"
    "completion due",
    "extended": "延期至;调整后时限;延期后时限;revised due date;revised date;extended due date;new due date;revised target date;extension;milestone changes",
    "status": "完成率;整改率;完成比例;完成百分比;% complete;percent complete;整改结论;办理结果;current position;position;整改状态;状态;完成情况;是否完成;整改进度;进度;是否整改;是否整改到位;目前状态;完成状态;整改完成情况;销号情况;是否销号;整改结果;办理状态;status;"
    "current status;state;finding status;remediation status;resolution status;fix status;disposition;implementation status;audit status",
    "completed": "完成时间;整改完成时间;实际完成时间;完成日期;销号时间;办结时间;整改日期;completion date;completed;closed date;date closed;closure date;"
    "actual completion date;date completed;resolved date;closed on;completed on;date resolved;fixed on;resolution date;closed;actual date",
    "action": "整改;整改情况;整改落实情况;落实情况;进展;进展情况;整改进展;整改进展情况;整改成效;成效;完成整改情况;已采取措施;工作进展;整改开展情况;采取的措施;"
    "已采取的措施;整改措施及成效;整改措施及完成情况;整改工作进展;整改过程;整改具体情况;整改措施及进展;整改措施及整改情况;采取措施;整改结果说明;action taken;"
    "actions taken;progress;progress update;update;status update;management update;remediation performed;work performed;fix;resolution;correction;immediate correction;containment;containment action;"
    "actions to date;what was done",
    "evidence": "佐证材料;证明材料;证据;附件;印证材料;支撑材料;佐证;附件材料;evidence;supporting evidence;evidence link;artifacts;proof;closure evidence;"
    "evidence reference;supporting documents",
    "verdict": "回头看结论;回头看情况;督查结论;验收意见;销号意见;审核意见;验收情况;验收结论;验收结果;复核意见;审核结果;复查意见;复查结果;销号审核;验收;verification;verified;validation;"
    "auditor follow-up;auditor assessment;follow-up result;closure approval;internal audit assessment;verification result;validation status;retest result;"
    "retest;follow-up",
    "note": "effect;effects;备注;说明;其他;remark;remarks;note;notes;comments;comment;auditor comments",
    "severity": "grade;sev;风险等级;严重程度;问题性质;等级;风险级别;重要程度;隐患等级;隐患级别;severity;risk;risk rating;risk level;priority;rating;criticality;impact;level",
    "recommendation": "整改建议;建议;审计建议;意见建议;recommendation;recommendations;audit recommendation;suggested action;recommended action",
    "response": "管理层回应;管理层意见;反馈回复;单位意见;management response;management comments;response;agency response;client response;"
    "team response",
    "amount": "涉及金额;金额;问题金额;整改金额;已整改金额;amount;questioned cost",
    "rules": "制度建设;建立制度;完善制度;建章立制;制定制度;制度名称;建立健全制度;完善制度情况",
    "cause": "原因分析;产生原因;问题原因;未完成原因;未整改原因;原因;主要原因;存在原因;cause;root cause;reason",
    "next": "plan;下一步措施;下一步;下步措施;下一步工作;下一步打算;下步打算;下步计划;下一步计划;后续措施;后续计划;next steps;next step;planned next steps",
    "identified": "发现时间;反馈时间;检查时间;发现日期;date identified;date reported;identified;date opened;opened;original detection date;detection date;"
    "date found;raised on;raised;detected;created;date",
    "source": "反馈单位;检查机关;巡察组;检查组;审计单位;反馈机构;问题来源;来源;检查单位;发现单位;source;audit source;weakness source identifier;weakness detector source;source identifying weakness",
    "basis": "法规依据;依据;定性依据;违反条款;criteria;standard;requirement;control;reference clause;security controls;controls;clause;article",
}
"""Field -> the names of its column."""

_PARTS: tuple[tuple[str, str], ...] = (
    ("deadline", r"时限|期限|限期|(?:计划|预计|拟|目标|要求)完成(?:时间|日期)|\bdue\b|deadline|target .*date|(?:scheduled|planned|estimated|expected) .*(?:date|completion)"),
    ("completed", r"(?:完成|销号|办结|验收)(?:时间|日期)|(?:completed|completion|closed|closure|resolved) date|date (?:completed|closed|resolved)"),
    ("supporting", r"配合|协办|协同|supporting"),
    ("lead", r"(?:责任|牵头|分管|包[保案联]|主管|督导|县|市|区).*领导|executive"),
    ("unit", r"(?:责任|牵头|主责|整改|承办|落实).*(?:单位|部门|科室|处室|主体|股室|站所)|department"),
    ("owner", r"责任人|负责人|经办人|\bowner\b|responsible|assigned"),
    ("verdict", r"验收|(?:销号|审核|复核|复查|督导组|巡察办).*(?:意见|结果|结论)|verif|validat|follow-up"),
    ("evidence", r"佐证|印证|证明材料|支撑材料|evidence|artifact"),
    ("next", r"下一?步|后续|next step"),
    ("status", r"状态|是否(?:完成|整改|销号|到位)|\bstatus\b"),
    ("action", r"(?:整改|措施|落实|完成|工作|办理).*(?:情况|成效|进展|结果)|成效|进展|actions? taken|progress"),
    ("standard", r"(?:整改|完成|验收|销号|预期).*(?:目标|标准|要求)|acceptance"),
    ("measure", r"措施|整改任务|举措|corrective|remediation|action plan|milestone|agreed action|mitigation"),
    ("recommendation", r"建议|recommend"),
    ("response", r"management .*response|回应"),
    ("severity", r"(?:风险|隐患|严重|重要).*(?:等级|级别|程度)|severity|(?:risk|impact) .*(?:rating|level)|\brating\b"),
    ("reference", r"(?:finding|issue|weakness|observation|vuln\w*|item|poa&?m|ncr?|car|capa).*(?:\bid\b|\bno\b|#|number|\bref)"),
    ("reference", r"^[a-z]{2,5} (?:no\.?|number|ref\.?|id|#)$"),
    ("number", r"^(?:问题|反馈)?(?:序号|编号)"),
    ("aspect", r"方面|类别|分类|category"),
    ("cause", r"原因|cause"),
    ("title", r"问题|隐患|不符合|finding|weakness|observation|vulnerabilit|deficienc|issue"),
)  # fmt: skip
"""Names that are not in the dictionary, by what they hold; the first that fits counts."""


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for field, words in FIELDS.items():
        for name in words.split(";"):
            names.setdefault(name, field)
    return names


@cache
def _parts() -> list[tuple[str, "re.Pattern[str]"]]:
    return [(field, re.compile(source)) for field, source in _PARTS]


_LONGEST = 40


def normal(name: str) -> str:
    r"""A name without what varies: white space, brackets and what is in them, marks at its ends, capitals.

    >>> normal("整改 时限\n(年月日)："), normal("Due  Date*")
    ('整改时限', 'due date')
    """
    from rectify.intake.lines import fold

    name = re.sub(r"\([^()]{0,40}\)", "", fold(name)).strip(" \t\n:*.、，").lower()
    return " ".join(name.split()) if name.isascii() else "".join(name.split())


_COUNT_OF = re.compile(r"(?:个|条|项|总|件|次|人)?数量?$|率$|^(?:number|count) of")


@lru_cache(maxsize=1024)
def _known_field(short: str) -> str:
    """The field of a name in its normal form."""
    if _COUNT_OF.search(short) and short not in _names():
        return ""
    for plain in (short, _INSPECTION.sub("", short), _CONTENT.sub("", short)):
        if plain in _names():
            return _names()[plain]
    return next((field for field, pattern in _parts() if pattern.search(short)), "")


_INSPECTION = re.compile(r"^(?:巡[察视]|审计|督察|检查|专项|反馈|上级|整改)+")
_CONTENT = re.compile(r"(?:内容|名称|情况说明|及说明)$")


def field_of(name: str, more: Mapping[str, str] | None = None) -> str:
    """The field that a column's or label's name stands for, empty where it is not known. `more` are the caller's own names.

    >>> field_of("整改时限（年月）"), field_of("Risk rating"), field_of("天气")
    ('deadline', 'severity', '')
    """
    short = normal(name)
    if not short or len(short) > _LONGEST:
        return ""
    for own, field in (more or {}).items():
        if normal(own) == short:
            return field
    return _known_field(short)


LABELS = frozenset(
    [
        "title",
        "detail",
        "measure",
        "standard",
        "lead",
        "unit",
        "supporting",
        "owner",
        "deadline",
        "extended",
        "status",
        "completed",
        "action",
        "evidence",
        "verdict",
        "note",
        "severity",
        "recommendation",
        "response",
        "cause",
        "next",
        "identified",
        "aspect",
        "kind",
        "amount",
        "source",
        "basis",
        "reference",
        "number",
        "rules",
    ]
)


_LABEL = r"\s{0,8}(?:[-•*]\s{1,4})?(?P<name>[一-鿿]{2,10}|[A-Z][A-Za-z&/ -]{1,32}?)(?: as (?:of|at) [\w ,]{3,20}| ?\([^()]{1,24}\))?\s?:\s{0,8}"


@cache
def _label_pattern(where: str) -> "re.Pattern[str]":
    return re.compile(_LABEL if where == "start" else rf"(?<=[。；;，,|\s(]){_LABEL}")


def label_at(folded: str, start: int, end: int, more: Mapping[str, str] | None = None) -> list[tuple[str, int, int]]:
    """Labels in a stretch of a line, as (field, where the label starts, where its value starts).

    >>> label_at("责任单位:办公室;整改时限:2023年6月", 0, 21)
    [('unit', 0, 5), ('deadline', 9, 14)]
    """
    found = []
    first = _label_pattern("start").match(folded, start, end)
    others = _label_pattern("within").finditer(folded, first.end() if first else start, end)
    for label in ([first] if first else []) + list(others):
        name = label["name"]
        field = field_of(name, more)
        if field and _is_label(name, field):
            found.append((field, label.start("name"), label.end()))
    return found


_RECORD = frozenset(
    [
        "整改任务",
        "整改事项",
        "反馈问题",
        "存在问题",
        "问题描述",
        "问题",
        "具体问题",
        "督察反馈问题",
        "反馈问题内容",
        "任务",
        "隐患描述",
        "问题内容",
        "巡察反馈问题",
        "审计发现问题",
    ]
)
_ENGLISH_RECORD = frozenset(
    ("finding", "issue", "observation", "weakness", "title", "finding title", "issue title", "weakness name")
)


def record_label(folded: str, start: int = 0) -> int:
    """Where the value begins of a line that opens a record of labelled lines (整改任务:…, Finding: …); 0 where it does not.

    >>> record_label("整改任务:渗滤液直排"), record_label("责任单位:某镇")
    (5, 0)
    """
    label = _label_pattern("start").match(folded, start)
    if label is None:
        return 0
    return label.end() if normal(label["name"]) in _RECORD | _ENGLISH_RECORD else 0


_TOLD_WITH_A_COLON = frozenset(("重新整改的原因", "重新整改原因", "已落实的措施"))
"""What tells something in one sentence among others, and names no field."""


def _is_label(name: str, field: str) -> bool:
    """Whether the name is one of the dictionary; of prose before a colon (…取得以下成效:) too much looks like one."""
    short = normal(name)
    if short in _TOLD_WITH_A_COLON:
        return False
    return (
        short in _names()
        or (len(short) <= 8 and field not in ("title", "action", "measure", "note"))
        or short.startswith("整改")
    )
