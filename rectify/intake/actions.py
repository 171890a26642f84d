"""Sentences of an issue as actions: one for each dated statement, one for what is not dated; no word is lost."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from rectify.intake.counts import counts
from rectify.intake.days import GARBLED, IMPOSSIBLE, Calendar, Day
from rectify.intake.draft import DraftAction
from rectify.intake.lines import Line
from rectify.intake.phrases import Stretch, clause_start, sentences
from rectify.intake.rule_names import made_rules, made_rules_english
from rectify.model.dates import When, split
from rectify.model.terms import ActionKind

KINDS: tuple[tuple[ActionKind, str, str, tuple[str, ...]], ...] = (
    (ActionKind.MEETING, r"(?:召开|组织召开|主持召开|举行)[^。；《]{0,30}?会(?!计)|会议(?!记录|纪要|材料|费)|座谈会|民主生活会|组织生活会|部署会|推进会|对接会", r"\bmeeting|\bworkshop|steering group|committee (?:met|discussed)", ("召开专题会议",)),
    (ActionKind.TRAINING, r"培训|辅导|轮训|讲座", r"\btrain(?:ed|ing)|awareness|course", ("举办培训班",)),
    (ActionKind.STUDY, r"学习|研讨|党课|读书班|宣讲|警示教育|交流会|测试", r"\bstud(?:y|ied)|briefing", ("组织集中学习",)),
    (ActionKind.RULE, r"审议通过|(?:制定|制订|出台|印发|修订|完善|健全|建立|下发|发布)[^，。；]{0,24}?(?:《|制度|办法|规定|细则|机制|规程|流程|规则|方案|清单|台账|意见|规范|标准)", r"\b(?:policy|procedure|standard|guideline|manual|charter)\w*\b[^.]{0,30}(?:approved|issued|adopted|revised|updated)|(?:approved|issued|adopted|revised|updated)\b[^.]{0,40}(?:policy|procedure|standard|guideline|manual|charter)", ("修订《报账制度》",)),
    (ActionKind.MONEY, r"(?:收回|追回|追缴|退回|退还|退缴|退赔|清退|上缴|缴入|补缴|归还|返还|补发|拨付|核减|扣减|罚款|收缴|缴回)[^。；]{0,24}?(?:\d|元|资金|款|费|国库|财政|专户|账户)|(?<!\d)\d[\d.,]{0,15}(?:余|多)?[万亿]{0,2}元[^，。；]{0,8}(?:缴入|上缴|退回|退还|拨付|归还)", r"\brecover(?:ed|y)|repaid|refund(?:ed)?|reimburs", ("收回资金3万元",)),
    (ActionKind.ACCOUNTABILITY, r"约谈|问责|处分|批评教育|诫勉|提醒谈话|谈话提醒|立案|警告|记过|书面检查|作出?(?:深刻)?检查|写出检查|检讨|通报批评|追责|行政处罚", r"\bdisciplin|warning|sanction", ("约谈院长6人",)),
    (ActionKind.ON_SITE, r"现场|实地|走访|调研|督[查导]|(?<![作出面刻])检查|巡[查河]|排查|核查|抽查|复查|盘库|盘点|清点|听课|演练|座谈", r"\binspect(?:ed|ion)|site visit|walk-?through|on[- ]site|test(?:ed|ing)?\b", ("实地走访",)),
    (ActionKind.CORRECTION, r"(?:完成|立即|责令|督促)整改|整改到位|清理|补充|补办|补录|补报|入账|登记|纠正|更正|重新|规范|退出|拆除|整理|修复|改造|调整|撤销|注销|清运|完善|落实|安装|建成|招聘|配齐|换届|撤并", r"\b(?:fixed|corrected|removed|disabled|revoked|enabled|replaced|patched|configured|implemented|reconciled|updated|added|cleaned|closed|deployed|restored|rotated|migrated|introduced|set up|moved|reviewed)\b", ("重新整理资料",)),
)  # fmt: skip
"""What sort of thing was done; of several the one named first. (kind, Chinese, English, examples)"""


@cache
def _kinds(language: str) -> list[tuple[ActionKind, "re.Pattern[str]"]]:
    chosen = 1 if language == "zh" else 2
    return [(row[0], re.compile(str(row[chosen]), 0 if chosen == 1 else re.IGNORECASE)) for row in KINDS]


_LOOKED_AT = 600
"""How much of a text is looked at for its kind."""


def kind_of(folded: str, language: str = "zh") -> ActionKind:
    """The kind of what a text says was done: the one that is named first.

    >>> print(kind_of("召开专题会议,修订《报账制度》"), kind_of("制定出台《办法》,召开会议"), kind_of("谢谢"))
    meeting rule other
    """
    best, kind = min(len(folded) + 1, _LOOKED_AT), ActionKind.OTHER
    for candidate, pattern in _kinds(language):
        found = pattern.search(folded, 0, best)
        if found is not None and found.start() < best:
            best, kind = found.start(), candidate
    if kind is ActionKind.MEETING and re.match(r"[^，。；]{0,40}?培训", folded[best:]):
        return ActionKind.TRAINING
    return kind


class Passage(NamedTuple):
    """A stretch of a line that tells what was done."""

    line: Line
    start: int
    end: int


class Statement(NamedTuple):
    """Passages that belong together, and when it happened."""

    passages: tuple[Passage, ...]
    day: Day | None
    rest: bool = False
    """Whether it is what is left of a text when its dated statements are taken out."""


_LEADS_TO_DATE = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,2}是|并|又|再|同时|且|还|先后|分别|另外?|此外|随后|其中|已|现)*"
    r"(?:|[^，。；]{0,20}?(?:于|在|自|从|截至|截止|到|至|经)|[^.;]{0,110}?(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Ff]rom|[Bb]etween|[Dd]uring|[Aa]s of|[Oo]n or about))\s*$"
)
_ACTOR = re.compile(r"^[^，。；]{0,20}(?:[局委县校院组府馆会部厅处办司室所站心镇乡团子村队]|我们|上午|下午|其中)\s*$")
_INTENDED = re.compile(
    r"(?:计划|预计|拟|将(?!近)|要求|确保|力争|争取|明确|原则上|承诺|定于|目标|应|须|需|will|must|should|to be|planned|expected|due|target|scheduled|by the)[^，。；]{0,14}$"
)
_OF_SOMETHING = re.compile(r"^\s?(?:以来|期间|以后|之后|起|前)?(?:的|度(?!假)|版|届|底的|预算|决算|之间的)")
_ABOUT = re.compile(r"(?:对|将|把|关于|涉及|补齐|补缴|追溯|核对|核查|清理|围绕|[“《(])\s?$")


def statements(line: Line, start: int, end: int, calendar: Calendar, year: str = "") -> list[Statement]:
    """What `line.text[start:end]` tells, one statement for each date and one for what is left.

    A date is that of a statement where it opens a clause and says when; not where it says of what (对2019年以来的账目), in a
    name, or until when something is meant to be done (计划2024年6月底前).
    """
    dated: list[Statement] = []
    rest: list[Passage] = []
    for sentence in sentences(line.folded, start, end):
        days = _when_it_happened(line, sentence, calendar, year)
        year = next((said for day in reversed(days) if (said := said_year(day.when))), year)
        pieces = _pieces(line, sentence, days, calendar)
        for stretch, day in pieces:
            passage = Passage(line, stretch.start, stretch.end)
            if day is None and stretch == sentence:
                rest.append(passage)
            else:
                dated.append(Statement((passage,), day))
    if rest:
        dated.append(Statement(tuple(rest), None, rest=True))
    return sorted(dated, key=place_of)


def place_of(statement: Statement) -> tuple[int, int, int]:
    """Where a statement begins, to put statements in the order of the document."""
    first = statement.passages[0]
    return first.line.block, first.line.start, first.start


def said_year(when: When) -> str:
    """The year that a date says itself, empty where it says none."""
    part = split(when.edtf)[-1]
    return part.year if part and part.year.isdecimal() and not part.inferred else ""


def _when_it_happened(line: Line, sentence: Stretch, calendar: Calendar, year: str) -> list[Day]:
    """The dates of a sentence that say when it happened."""
    text, folded = line.text[sentence.start : sentence.end], line.folded[sentence.start : sentence.end]
    return [
        day._replace(start=day.start + sentence.start, end=day.end + sentence.start)
        for day in calendar.find(text, folded, year=year)
        if _says_when(folded, day)
    ]


_NEAR = 60
_SAYS_ITSELF = re.compile(r"(?:between|from|since|by)\b", re.IGNORECASE)
"""An English date that brings its preposition along."""
_OF_THINGS = re.compile(
    r"(?<!was)(?<!were)(?<!been)(?<!and) (?:paid|incurred|raised|identified|found|dated|processed|purchased|hired|recorded|made) (?:on|in|since|between|during)\s$"
)
"""30 invoices paid since March: the date is that of the invoices."""


def _says_when(folded: str, day: Day) -> bool:
    near = _NEAR * 2 if folded.isascii() else _NEAR
    before = folded[clause_start(folded, day.start, max(0, day.start - near)) : day.start]
    if _OF_THINGS.search(before):
        return False
    if _INTENDED.search(before) or _ABOUT.search(before) or _OF_SOMETHING.match(folded[day.end : day.end + 8]):
        return False
    if before.rfind("(") > before.rfind(")"):
        return False
    if _SAYS_ITSELF.match(day.words):
        return True
    return bool(_LEADS_TO_DATE.match(before)) or (_has_month(day) and bool(_ACTOR.match(before)))


def _has_month(day: Day) -> bool:
    return "月" in day.words or bool(day.problem) or "-" in day.when.edtf


_LIST = re.compile(r"^\s?[、,和及与]\s?$")


def _pieces(line: Line, sentence: Stretch, days: list[Day], calendar: Calendar) -> list[tuple[Stretch, Day | None]]:
    """The sentence, cut where a date opens a clause and something else was done before it; dates that are listed
    (5月12日、6月3日) stay together.
    """
    groups: list[list[Day]] = []
    for day in days:
        if groups and _LIST.match(line.folded[groups[-1][-1].end : day.start]):
            groups[-1].append(day)
        else:
            groups.append([day])
    if not groups:
        return [(sentence, None)]
    pieces: list[tuple[Stretch, Day | None]] = []
    start = sentence.start
    for index, group in enumerate(groups):
        following = groups[index + 1][0].start if index + 1 < len(groups) else None
        end = (
            sentence.end
            if following is None
            else clause_start(line.folded, following, max(group[-1].end, following - _NEAR))
        )
        begins = clause_start(line.folded, group[0].start, max(start, group[0].start - _NEAR))
        if (
            begins > start
            and kind_of(line.folded[start:begins], calendar.language) is not ActionKind.OTHER
            and not _money_goes_on(line.folded, begins, group[-1].end, end)
        ):
            pieces.append((Stretch(start, begins), None))
            start = begins
        if end > start:
            pieces.append((Stretch(start, end), _spanned(line, group)))
            start = end
    return pieces


def _money_goes_on(folded: str, begins: int, after: int, end: int) -> bool:
    """Whether a dated clause says where the money named before it went: 退回3.15万元,10月20日上缴财政."""
    return kind_of(folded[begins:end]) is ActionKind.MONEY and not re.search(r"\d", folded[after:end])


def _spanned(line: Line, group: list[Day]) -> Day:
    """Several listed dates as the span from the first to the last."""
    first, last = group[0], group[-1]
    if len(group) == 1 or first.problem or last.problem or "/" in first.when.edtf + last.when.edtf:
        return first
    words = line.text[first.start : last.end]
    return Day(first.start, last.end, words, When(f"{first.when.edtf}/{last.when.edtf}", words))


def action(statement: Statement, issues: Iterable[int], language: str) -> DraftAction:
    """The action that a statement tells."""
    passages = statement.passages
    text = "".join(one.line.text[one.start : one.end] for one in passages).strip()
    folded = "".join(one.line.folded[one.start : one.end] for one in passages).strip()
    if language == "zh":
        rules = tuple(
            name for one in passages for name in made_rules(one.line.text, one.line.folded, one.start, one.end)
        )
    else:
        rules = made_rules_english(text, 0, len(text))
    return DraftAction(
        tuple(issues),
        text,
        kind_of(folded, language),
        statement.day.when if statement.day and statement.day.problem not in (GARBLED, IMPOSSIBLE) else None,
        tuple(outcome for one in passages for outcome in counts(one.line.folded, one.start, one.end, language)),
        tuple(dict.fromkeys(rules)),
        passages[0].line.place,
    )
