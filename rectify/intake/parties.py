"""Who is who in an inspection: inspectors, the authority that sent them, the inspected unit, and its kind."""

import re

from rectify.intake.front import compiled

_GROUP = (
    r"(?P<name>[^，。；、\s()由对向于从至日将派被经据按把和与]{0,14}?(?:第[一二三四五六七八九十\d]{1,3})?"
    r"(?:联合|常规|专项|生态环境保护|环境保护|生态环保|经济责任)*(?:巡察|巡视|督察|检查|审计|督导|核查|考核|评估)(?:工作)?组)(?!长|员)"
)
_OFFICE = r"(?P<name>[^，。；\s对由]{1,16}?审计(?:局|厅|署|处|部|办公室))(?=对|派出|依法|于)"


def inspectors_of(spoken: str, signed: str = "") -> str:
    """Who inspected: 县委第一巡察组; the one with a number before one without; who `signed` where it was them."""
    groups = [found["name"] for found in compiled(_GROUP).finditer(spoken[:4_000])]
    groups = [re.sub(r"^.*(?:委派|派出|组建)(?:了)?", "", name) for name in groups]
    groups = [name for name in groups if not re.match(r"\d|各|本|出|[一二三四五六七八九十]个|巡", name)] or [
        name for name in groups if "第" in name
    ]
    numbered = next((name for name in groups if "第" in name), "")
    if numbered or groups:
        return numbered or groups[0]
    office = compiled(_OFFICE).search(spoken[:4_000])
    if office:
        return office["name"]
    group = compiled(_GROUP).search(signed)
    return re.sub("^中共", "", group["name"]) if group else _english_inspectors(spoken)


def _english_inspectors(spoken: str) -> str:
    found = compiled(
        r"(?:by|from)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w&'-]*\s){0,6}(?:Audit|Team|Office|Inspectorate|Group|Division|LLP|Ltd|Security|Assurance|Services|Labs?|Marshal|General)\b(?:\s(?:(?:of|and|for|the)\s)*[A-Z][\w&'-]*)*)"
        r"|(?P<first>Internal Audit|(?:The )?(?:[A-Z][\w&'-]*\s){1,4}(?:Audit|Inspectorate|Labs?|LLP))\s(?:conducted|carried out|performed|reviewed|inspected|audited|assessed)"
    ).search(spoken[:4_000])
    return ((found["name"] or found["first"]).strip().removeprefix("The ").strip()) if found else ""


_ASKED = r"(?:根据|按照|依据|遵照|经)(?P<name>[^，。；]{1,24}?)(?:关于[^，。；]{0,20}?)?(?:的)?(?:第.{1,3}轮)?(?:年度)?(?:巡[察视]|审计|督察)?(?:工作)?(?:领导小组)?(?:的)?(?:统一|总体|工作|年度|有关|整体)*(?:部署|安排|要求|批准|计划|决定|同意)"


def authority_of(spoken: str, inspectors: str) -> str:
    """Who sent them: 根据县委统一部署; else what stands before 第一巡察组."""
    found = compiled(_ASKED).search(spoken[:2_000])
    name = re.sub(r"(?:第.{1,3}轮.*|统一|总体|巡[察视]工作.*|审计计划.*)$", "", found["name"]) if found else ""
    if name and not re.search(r"法|条例|规定|\d{4}年|《|党务公开|整改|反馈|督察$", name):
        return name
    before = inspectors.partition("第")[0] if "第" in inspectors else ""
    return before if before.endswith(("委", "府", "局", "会", "院", "校", "团", "司")) else ""


_OVER_IN_TITLE = r"关于(?P<leader>[^，。]{2,24}?)原?(?:主任|书记|局长|院长|校长|乡长|镇长|县长|区长|主要领导(?:干部)?|负责人)[^，。]{0,8}经济责任|(?:^|关于)对(?P<over>[^，。]{2,30}?)(?:开展|进行|的|常规|巡[察视]|审计)(?P<name>)?"
_FROM_TITLE = r"(?P<over>(?!))?(?P<name>[^，。：:]{2,36}?)(?:\s|党风)?(?=关于|落实|巡[察视]|审计(?:整改|查出|发现)|整改|督察|问题|党组织整改)"
_OVER = r"(?<!针)对(?P<name>[^，。；对]{2,30}?)(?:党组织)?(?:领导班子)?(?:开展|进行|实施)(?:了)?(?:为期[^，。]{1,12}的)?[^，。；]{0,16}?(?:巡[察视]|审计|督察|检查|督导)"
_TO = r"向(?P<name>[^，。；向]{2,30}?)(?:党组织)?(?:领导班子)?(?:当面|集中|正式)?(?:反馈|通报)"


def unit_of(title: str, spoken: str, signed: str) -> str:
    """The inspected unit: by the title, by 对…开展巡察 or 向…反馈, by the signature."""
    if english := _english_unit(title, spoken):
        return english
    found = compiled(_OVER_IN_TITLE).search(title) or compiled(_FROM_TITLE).match(title)
    names = found.groupdict() if found else {}
    name = (names.get("over") or names.get("leader") or names.get("name") or "").strip()
    name = (
        re.sub(r"(?:上级|县委|市委|省委|区委)?$", "", name)
        if not name.endswith(("县委", "市委", "省委", "区委"))
        else name
    )
    if (
        name
        and not re.search("(?:生态环境保护|环境保护|生态环保|中央|专项)$", name)
        and not name.startswith(("关于", "中央", "巡"))
        and not name.endswith(("巡察组", "巡视组", "督察组", "审计组", "检查组", "巡察办", "审计局", "的", "被"))
        and not re.search(r"\d{4}|第.轮|年度|问题|隐患", name)
    ):
        return name
    for source in (_OVER, _TO):
        if (over := compiled(source).search(spoken[:4_000])) and not re.search(r"\d|等|家|个", over["name"]):
            return over["name"]
    if reported := compiled(
        r"(?:填报|被巡察|被巡视|被审计|受检|整改|报送)单位(?:\(盖章\))?\s?:\s?(?P<name>[^\s，。:]{2,30})"
    ).search(spoken):
        return reported["name"]
    return "" if re.search("领导小组|巡[察视]|督察", signed) else signed


def _english_unit(title: str, spoken: str) -> str:
    found = compiled(
        r"(?:audit|inspection|review|assessment) of (?:the )?(?P<name>(?:[A-Z][\w&'-]*)(?:\s(?:[A-Z][\w&'-]*|of|and|for|the))*)"
    ).search(f"{title}\n{spoken}")
    return found["name"].strip() if found else ""


def kind_of_inspection(title: str, spoken: str) -> str:
    for text in (title, spoken):
        places = [(text.find(kind), kind) for kind in _KINDS if kind in text]
        if places:
            return min(places)[1]
    lower = f"{title} {spoken[:600]}".lower()
    return next((kind for kind in _ENGLISH_KINDS if kind in lower), "")


_KINDS = ("巡察", "巡视", "审计", "督察", "督导", "检查", "评估")
_ENGLISH_KINDS = (
    "internal audit", "security audit", "fix review", "penetration test", "security assessment", "inspection", "audit", "assessment", "review",
)  # fmt: skip
