"""Rules that a sentence says were made, revised or issued: 制定出台《…办法》; not what was studied, followed or lectured on."""

import re
from functools import cache

_MADE = r"制定|制订|制发|出台|印发|修订|修改|修编|建立|完善|健全|下发|发布|颁布|编制|编写|拟定|拟订|起草|新建|新订|重新修订|审议通过|通过了|形成|公布|推出|实施了|转发"
_USED = r"学习|学|读|按照|按|根据|依据|依照|遵照|严格执行|执行|落实|贯彻|传达|对照|围绕|遵守|宣传|宣讲|为题|题为|以|讲授|讲解|违反|结合|参照|观看|订阅|征订|购买|收看|背诵|解读|培训|的要求"
_MADE_AFTER = r"\s*(?:等(?:[^，。；]{0,12})?)?(?:已|已经|均已|也|得到|正式|同步|重新|经[^，。；]{1,12}){0,3}(?:制定|出台|印发|修订|建立|完善|发布|颁布|实施|施行)"
_NO_RULE = re.compile(
    r"(?:报告|讲话|纪要|台账|简报|整改(?:工作|落实)?(?:实施)?方案|问题清单|任务清单|责任清单|承诺书|倡议书|通报|决定书|意见书|建议书)(?:\([^()]{1,12}\))?$"
)
EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("制定下发《档案管理办法》,规范归档。", ("档案管理办法",)),
    ("重新修订了《财务工作制度》和《合同管理办法》。", ("财务工作制度", "合同管理办法")),
    ("以《新形势下的保密》为题作辅导。", ()),
    ("认真学习《条例》,修订《办法》。", ("办法",)),
    ("按照《会计法》要求,完善了《报账制度》。", ("报账制度",)),
    ("《考勤办法》已正式印发。", ("考勤办法",)),
    ("印发《关于落实〈条例〉的通知》", ("关于落实〈条例〉的通知",)),
)


@cache
def _pattern(which: str) -> "re.Pattern[str]":
    return re.compile(
        {
            "name": r"《((?:[^《》]|《[^《》]{1,60}》){1,120})》",
            "verb": rf"(?P<made>{_MADE})|(?P<used>{_USED})",
            "after": _MADE_AFTER,
        }[which]
    )


_CHAIN = re.compile(r"^[\s、，,和及与]*(?:以及|\([^()]{1,20}\))?[\s、，,和及与]*$")
_BACK = 60


def made_rules(text: str, folded: str, start: int, end: int) -> tuple[str, ...]:
    """The names, without 《》, of the rules that `folded[start:end]` says were made, revised or issued."""
    names: list[str] = []
    last, made = start, False
    for found in _pattern("name").finditer(folded, start, end):
        between = folded[last : found.start()]
        chained = last > start and bool(_CHAIN.match(between))
        made = made if chained else _is_made(between[-_BACK:], folded[found.end() : found.end() + _BACK])
        name = text[found.start(1) : found.end(1)]
        if made and not _NO_RULE.search(name) and name not in names:
            names.append(name)
        last = found.end()
    return tuple(names)


def _is_made(before: str, after: str) -> bool:
    """The verb nearest before the name decides, a pause ends its reach; else what is said right after the name."""
    sentence = max(before.rfind(sign) for sign in "。；;")
    verbs = list(_pattern("verb").finditer(before, sentence + 1))
    if verbs and verbs[-1].lastgroup == "made":
        return not (len(verbs) > 1 and before[verbs[-1].end() :].startswith("的"))
    return not verbs and bool(_pattern("after").match(after))


_ENGLISH_RULE = (
    r"\b(?:approved|issued|adopted|published|revised|updated|introduced|released|drafted and approved|put in place)\s+(?:(?:an?|the|its|our|new|revised|updated)\s+){0,3}"
    r"[“\"]?((?:[A-Z][\w&-]*\s){0,6}(?:[A-Z][\w&-]*\s)?(?:Policy|Procedure|Procedures|Standard|Guideline|Guidelines|Manual|Charter|Code of \w+|Directive|Instruction))\b"
)


def made_rules_english(text: str, start: int, end: int) -> tuple[str, ...]:
    """`issued the Access Control Policy`."""
    return tuple(dict.fromkeys(found[1] for found in re.compile(_ENGLISH_RULE).finditer(text, start, end)))
