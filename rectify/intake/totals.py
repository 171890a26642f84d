"""Figures that a document claims of itself: 3方面9条问题, 已完成整改6个, 整改完成率98.71%, 先后五次召开会议."""

import re
from collections.abc import Iterator
from functools import cache

from rectify.intake.draft import Total
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line
from rectify.intake.numbering import number_of

_N = r"(?P<number>\d{1,6}|[一二两三四五六七八九十百]{1,4})"
_OF = r"\s?(?:个|条|项|件|类|处|宗|起|大)?"
_DONE = r"(?:整改完成|完成整改|整改到位|完成销号|销号|办结|完成|(?<=已)整改)"
_THINGS = r"(?:个|条|项|件|处|宗)"
SOURCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("acted", rf"{_N}{_OF}(?:问题|任务|措施)?(?:全部|均|都)(?:已)?(?:采取(?:了)?(?:整改)?措施|启动整改|制定(?:了)?(?:整改)?措施|落实(?:了)?整改措施|进入整改|推进整改|有序推进)", ("25个问题均已采取整改措施",)),
    ("aspects", rf"{_N}\s?(?:个|大)?方面|{_N}\s?大类", ("3方面", "4个方面")),
    ("sub-issues", rf"{_N}\s?(?:个|条|项)?(?:具体|子|小|细化)问题|{_N}\s?(?:个|条|项)(?:具体|问题)?表现", ("69个子问题",)),
    ("issues", rf"{_N}\s?(?:个|条|项|类)(?:主要|重点|突出|反馈|整改|大|方面)?的?(?:问题|反馈意见|整改问题)(?!线索)", ("9条问题",)),
    ("issues", r"(?:反馈|反映|查出|揭示|提出|发现|指出|梳理|整改|涉及)(?:出|的|整改)?(?:主要|具体|突出)?问题(?:共|共计)?\s?(?P<number>\d{1,4}|[一二两三四五六七八九十百]{1,4})\s?(?:个|条|项)", ("反馈问题36个",)),
    ("tasks", rf"{_N}\s?(?:个|条|项)(?:具体)?(?:整改)?任务", ("177项任务",)),
    ("measures", rf"{_N}\s?(?:个|条|项)(?:具体)?(?:整改|工作)?(?:举措|措施)|整改措施(?:共|共计)?\s?(?P<number>\d{{1,4}})\s?(?:个|条|项)", ("61项整改措施", "整改措施52条")),
    ("substantial", rf"基本{_DONE}(?:的)?(?:问题)?\s?{_N}\s?{_THINGS}", ("基本完成2项",)),
    ("pending", rf"(?:尚)?未(?:启动|开始|整改)(?:的)?(?:问题)?\s?{_N}\s?{_THINGS}", ("未启动1项",)),
    ("unfinished", rf"(?:尚)?未(?:整改)?(?:完成|到位)(?:整改)?(?:的)?(?:问题)?\s?{_N}\s?{_THINGS}", ("未完成5个",)),
    ("acting", rf"(?:正在整改|正在推进|整改中|持续推进|正在有序推进|取得阶段性成效并持续推进)(?:的)?(?:问题)?\s?{_N}\s?{_THINGS}", ("正在整改2个",)),
    ("partial", rf"部分(?:整改|完成)(?:的)?(?:问题)?\s?{_N}\s?{_THINGS}", ("部分整改3个",)),
    ("standing", rf"(?:长期坚持|持续整改|长期整改|常态化整改)(?:的)?(?:问题)?\s?{_N}\s?{_THINGS}", ("长期坚持1个",)),
    ("completed", rf"(?<!基本)(?<!未)(?:已|现已|已经)?(?:全部)?(?<!基本)(?<!未)(?<!部分)(?:{_DONE})(?:了)?(?:的)?(?:问题)?\s?(?<!基本){_N}\s?{_THINGS}", ("已完成整改6个", "完成整改688个")),
    ("completed", rf"{_N}\s?{_THINGS}(?:问题)?(?:现已|已|均已)(?:全部)?{_DONE}", ("6个已完成整改",)),
    ("all", r"(?:现)?(?:已|均已)(?:经)?全部(?:整改)?(?:完成|到位|办结|销号)(?:整改)?|全部整改完成|(?:已)?全部完成整改", ("已全部整改完成",)),
    ("meetings", rf"{_N}\s?次(?:主持|组织)?召开|召开[^，。；]{{0,30}}?(?:会|会议|调度会)[^，。；、]{{0,6}}?\s?{_N}\s?余?次", ("五次召开", "召开会议12次")),
    ("percent", r"[^，。；、\d]{0,16}(?:率|进度|比例|占比?)(?:已|均)?(?:为|达到|达|是|:)?\s?(?P<percent>\d{1,3}(?:\.\d{1,4})?)\s?%", ("整改完成率98.71%",)),
)  # fmt: skip
"""What is counted -> pattern, examples. `acted` is no completion (remark), `all` stands for the number of issues."""
_EN = r"(?P<number>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ENGLISH: tuple[tuple[str, str], ...] = (
    ("acted", rf"\ball (?:of the )?{_EN} (?:findings|issues|recommendations)?\s?(?:have been|were|are being) (?:acted (?:up)?on|addressed|actioned)"),
    ("completed", rf"{_EN}(?= of (?:the )?\w+ (?:findings|issues|recommendations) (?:are|have been|were) (?:now )?(?:closed|completed|resolved|fixed|implemented|remediated)\b)"),
    ("issues", r"(?<= of )(?P<number>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:findings|issues|recommendations)(?= (?:are|have|were))"),
    ("completed", r"(?P<number>\d{1,4}|all|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:(?:findings|issues|recommendations|weaknesses) )?(?:have been |has been |were |was |are |is |had been )?(?:fully )?(?:closed|completed|resolved|fixed|implemented|remediated)\b"),
    ("partial", rf"{_EN} (?:have been |were |are |is |was )?part(?:ial)?ly (?:closed|completed|resolved|fixed|implemented|remediated)\b"),
    ("acting", rf"{_EN} (?:(?:findings|issues) )?(?:are |is |remain |remains )?(?:still )?(?:in progress|ongoing|under way)"),
    ("pending", rf"{_EN} (?:(?:findings|issues) )?(?:are |is |remain |remains )?(?:still )?(?:open|outstanding|unresolved|not started)\b"),
    ("issues", rf"{_EN} (?:\w+ )?(?:findings|issues|observations|recommendations|weaknesses|vulnerabilities|exceptions)\b(?! (?:are|is|were|have been|remain))"),
    ("percent", r"(?P<percent>\d{1,3}(?:\.\d{1,3})?)\s?% (?:complete|closed|of (?:the )?(?:findings|issues))"),
)  # fmt: skip
_WORDS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)


@cache
def _pattern(language: str) -> "re.Pattern[str]":
    rows = [(level, source) for level, source, *_ in (SOURCES if language == "zh" else _ENGLISH)]
    numbered = []
    for index, (level, written) in enumerate(rows):
        source = written
        for name in ("number", "percent"):
            count = 0
            while f"(?P<{name}>" in source:
                source = source.replace(f"(?P<{name}>", f"(?P<{name}_{index}_{count}>", 1)
                count += 1
        numbered.append(f"(?P<_{level.replace('-', '_')}_{index}>{source})")
    return re.compile("|".join(numbered), 0 if language == "zh" else re.IGNORECASE)


_LONGEST = 4_000
_NEAR = 100
"""So many totals back one is looked for again: it says its line, so that it cannot stand further up."""


def find_totals(line: Line, gathering: Gathering, start: int = 0, end: int | None = None) -> None:
    """Adds the totals that a line claims."""
    end = min(len(line.folded) if end is None else end, start + _LONGEST)
    for total in claimed_totals(line, start, end, gathering.language):
        if total.level == "acted":
            gathering.remark("acted-not-done", line.place, words=total.words)
        elif total.level == "all":
            number = next((one.number for one in reversed(gathering.totals) if one.level == "issues"), None)
            gathering.totals.append(total._replace(level="completed", number=number))
        elif total not in gathering.totals[-_NEAR:]:
            gathering.totals.append(total)


def claimed_totals(line: Line, start: int, end: int, language: str) -> Iterator[Total]:
    """The totals in a stretch of a line; the levels `acted` and `all` are not yet figures."""
    position = start
    pattern = _pattern(language)
    while found := pattern.search(line.folded, position, end):
        assert found.lastgroup is not None
        groups = {name: text for name, text in found.groupdict().items() if text is not None}
        level = next(name for name in groups if name.startswith("_")).strip("_").rpartition("_")[0].replace("_", "-")
        number = next((text for name, text in groups.items() if name.startswith("number")), None)
        share = next((text for name, text in groups.items() if name.startswith("percent")), "")
        words = line.text[found.start() : found.end()]
        if not (number and _is_ordinal(line.folded, found)) and not _SLOGAN.match(line.folded, found.start()):
            yield Total(_level(level, line, found), _number(number), share, words, line.place)
        position = found.end()
        if level == "acted":  # 25个问题均已采取整改措施 counts issues as well
            yield from _counted(line, found, language)


def _counted(line: Line, found: "re.Match[str]", language: str) -> Iterator[Total]:
    again = re.compile(SOURCES[3][1]).match(line.folded, found.start()) if language == "zh" else None
    if again:
        yield Total("issues", _number(again["number"]), "", line.text[again.start() : again.end()], line.place)


def _is_ordinal(folded: str, found: "re.Match[str]") -> bool:
    return folded[max(0, found.start() - 1) : found.start()] in tuple("第每“.0123456789一二三四五六七八九十上近数")


_SLOGAN = re.compile(r"(?:整改|完成|销号|办结)+(?:了)?一[个项条件]")
"""成熟一个、销号一个 counts nothing; what is one and done is 已完成一个."""


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    return _WORDS.get(words.lower()) or number_of(words) or None


def _level(level: str, line: Line, found: "re.Match[str]") -> str:
    """What a share, or what is said to be completed, is one of: of the measures where those were counted last."""
    if level not in ("percent", "completed"):
        return level
    before = line.folded[max(0, found.start() - 24) : found.start()]
    of_measures = re.search(r"\d\s?(?:个|条|项)(?:整改)?措施(?!.*(?:问题|。))", before)
    return "measures-completed" if of_measures else "completed"
