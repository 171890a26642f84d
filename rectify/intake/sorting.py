"""Where the pieces of a finding's text go: its fields, its status, what was done, what is planned."""

import re
from typing import NamedTuple

from rectify.intake.actions import Passage
from rectify.intake.english import english_sentence, english_status
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line
from rectify.intake.outline import Node, is_untitled
from rectify.intake.phrases import sentences, trimmed
from rectify.intake.pieces import Piece
from rectify.intake.responsible import posts, says_nothing
from rectify.intake.status import Status
from rectify.intake.statuses import cell_status, day_of_status, leading_status
from rectify.intake.titles import framed_title, tells_a_fault
from rectify.intake.words import deadline_of, kind_words, severity_of
from rectify.model.dates import When
from rectify.model.terms import Claim


class Frame(NamedTuple):
    """Where in the draft a finding stands."""

    aspect: int | None
    parent: int | None
    notice: bool
    """Whether the document only tells what was found: what follows a title is then the finding in detail."""
    status: Status | None = None
    """What the heading above says of all findings below it (正在整改的问题), where they say nothing themselves."""
    plan: bool = False
    """Whether it is a plan: 整改措施 is then what is meant to be done."""


class Finding:
    """A finding while it is read: what was said of it so far."""

    def __init__(self, node: Node, frame: Frame, gathering: Gathering) -> None:
        self.node = node
        self.frame = frame
        self.gathering = gathering
        self.statuses: list[Status] = []
        self.values: dict[str, str] = {}
        self.deadline: When | None = None
        self.detail: list[Passage] = []
        self.named: list[tuple[str, Passage]] = []
        """What stands under labels such as Finding and Condition where the heading has no title, each with its field."""
        self.parts: list[Passage] = []
        """What it consists of: each a sub-issue."""
        self.told_parts: list[tuple[Passage, Finding]] = []
        """Sub-issues that stand in their frame with what was done about each: 一是关于“…”的问题,已…; the title, and the rest."""
        self.done: list[Passage] = []
        self.planned: list[Passage] = []
        self.measures: list[Passage] = []
        """What stands under 整改措施, of which it is not yet known whether it was done."""

    @property
    def line(self) -> Line:
        """The line of its title."""
        assert self.node.line is not None
        return self.node.line


_PLANNED = re.compile(
    r"\s*(?:但)?(?:下一?步|下阶段|今后|接下来|后续|预计|计划|拟(?!定)|将(?=于|在|继续|进一步|持续|适时|对|按|严格|不断))"
)
_PLANNED_ENGLISH = re.compile(
    r"\s*(?:(?:However|In addition|Going forward|Next),? )?(?:We|It|They|This|Management|(?:The|A|An|Its?|Their|Our|Further|Remaining)(?: [\w-]+){1,4}) "
    r"(?:will|plans? to|intends? to|expects? to|aims? to|(?:is|are) (?:planned|scheduled|expected|due|to be))\b"
)
_SUBSTANCE = 6
"""Fewer characters of what was done are a status in other words."""


def sort_piece(finding: Finding, piece: Piece) -> None:
    """Puts a piece of text where its label says; what has no field of its own is kept, with its label, as detail."""
    line, start, end = piece.passage
    words = trimmed(line.text, start, end, " \t\n　，、；;,。|")
    field = piece.field
    if piece.label < start and says_nothing(line.folded, words.start, words.end):
        finding.gathering.ink.line(line, start, end, f"issue.{field}")
    elif field == "action" and piece.item and (framed := _framed_part(finding, piece.passage)):
        finding.told_parts.append(framed)
    elif field in ("action", "rules"):
        if finding.frame.notice and _is_part(piece):
            finding.parts.append(piece.passage)
        else:
            _tell(finding, piece.passage)
    elif field == "status":
        _status(finding, piece.passage)
    elif field == "next" or (field == "measure" and finding.frame.notice):
        _plan(finding, piece.passage)
    elif field == "measure":
        finding.measures.append(piece.passage)
    else:
        finding.gathering.ink.line(line, start, end, f"issue.{field}")
        if field in ("detail", "title"):
            if is_untitled(finding.node) and not piece.item:
                finding.named.append((field, piece.passage))
            (finding.parts if _is_part(piece) else finding.detail).append(piece.passage)
        elif field == "deadline":
            _deadline(finding, line, words.start, words.end)
        elif field in _POSTS:
            _posts(finding, field, piece, _without_stop(line.text[words.start : words.end]))
        elif not _is_value(finding, field, line.text[words.start : words.end]):
            finding.detail.append(Passage(line, piece.label, end))


_POSTS = ("owner", "lead", "unit", "supporting")


def _without_stop(value: str) -> str:
    """A post or unit without the full stop of its sentence (Owner: HR Director.)."""
    return value.removesuffix(".")


def _posts(finding: Finding, field: str, piece: Piece, value: str) -> None:
    for post, name in posts(field, value):
        if not _is_value(finding, post, name):
            finding.detail.append(Passage(piece.passage.line, piece.label, piece.passage.end))


_VALUES = {"standard": "acceptance", "verdict": "verdict_words"}
_PLAIN = frozenset(
    (
        "unit",
        "owner",
        "lead",
        "supporting",
        "standard",
        "recommendation",
        "response",
        "verdict",
        "completed",
        "reference",
    )
)
_LONGER = frozenset(("acceptance", "recommendation", "response", "verdict_words"))


def _is_value(finding: Finding, field: str, value: str) -> bool:
    """Whether the text is the value of a field of the issue; it is then kept there."""
    values = finding.values
    if field in ("kind", "severity"):
        value = kind_words(value) if field == "kind" else severity_of(value)
    elif field not in _PLAIN:
        return False
    name = _VALUES.get(field, field)
    if name in values and name in _LONGER:
        value = f"{values[name]}\n{value}"
    elif name in values:
        return False
    values[name] = value
    return bool(value)


def _framed_part(finding: Finding, passage: Passage) -> "tuple[Passage, Finding] | None":
    """An item that begins with 关于…的问题 is a sub-issue, and what follows was done about it."""
    line, start, end = passage
    title = framed_title(line.folded, start)
    if title is None or title.rest > end or not tells_a_fault(line.folded[title.start : title.end]):
        return None
    part = Finding(finding.node, finding.frame, finding.gathering)
    finding.gathering.ink.line(line, start, title.rest, "sub-issue.title")
    if line.folded[title.rest : end].strip(" 。.，,；;"):
        _tell(part, Passage(line, title.rest, end))
    return Passage(line, title.start, title.end), part


def _is_part(piece: Piece) -> bool:
    """An item that tells a fault is a sub-issue."""
    line, start, end = piece.passage
    return piece.item and (piece.field in ("detail", "title") or tells_a_fault(line.folded[start:end]))


def _status(finding: Finding, passage: Passage) -> None:
    """The value of a label such as 整改状态 or Status; what is not a status in it was done."""
    line, start, end = passage
    if finding.gathering.language == "zh":
        status = leading_status(line.folded, start, end) or cell_status(line.folded[start:end].strip())
    else:
        status = _english_status(line, start, end)
    if status is None:
        _tell(finding, passage)
        return
    finding.statuses.append(status)
    finish = status.end if status.end > start else end
    finding.gathering.ink.line(line, start, finish, "issue.claim")
    if line.folded[finish:end].strip(" 。.，,；;"):
        _tell(finding, Passage(line, finish, end))


def _english_status(line: Line, start: int, end: int) -> Status | None:
    """The status in the first sentence of the value of a label; what the sentences after it tell was done."""
    first = sentences(line.folded, start, end)[0]
    words = line.text[first.start : first.end].strip(" .")
    status = cell_status(words) if words.isascii() else english_status(words)
    return status._replace(words=words, end=first.end) if status else None


def measures_or_actions(finding: Finding) -> None:
    """What stands under 整改措施: in a plan, with a deadline, or beside an account of what came of it, measures; else a report
    tells there what was done.
    """
    told = sum(end - start for _, start, end in finding.done)
    due = finding.deadline is not None or bool(finding.values.get("deadline_words"))
    planned = finding.frame.plan or due or told >= _SUBSTANCE
    for passage in finding.measures:
        done = not planned or (not finding.frame.plan and not due and _has_happened(finding, passage))
        (_tell if done else _plan)(finding, passage)
    if finding.measures and not planned:
        finding.done.sort(key=lambda one: (one.line.block, one.line.start, one.start))


def _has_happened(finding: Finding, passage: Passage) -> bool:
    """Whether a measure tells a day on which it was taken, rather than one by which it is meant to be."""
    line, start, end = passage
    days = finding.gathering.calendar.find(line.text[start:end], line.folded[start:end])
    return any(_is_told(day.when) and not day.problem and day.words[-1:] != "前" for day in days)


def _is_told(when: When) -> bool:
    """Whether it is a day, or a few days one after the other."""
    first, last = when.earliest, when.latest
    return first is not None and last is not None and (last - first).days < _FEW_DAYS


_FEW_DAYS = 20


def _plan(finding: Finding, passage: Passage) -> None:
    """What is planned; a step that says itself that it was taken (Order the lock (completed 30 May 2023).) is kept in words."""
    line, start, end = passage
    finding.gathering.ink.line(*passage, "measure.text")
    begin = start
    for sentence in sentences(line.folded, start, end) if finding.gathering.language != "zh" else ():
        if _STEP_TAKEN.search(line.folded, sentence.start, sentence.end):
            if line.folded[begin : sentence.start].strip():
                finding.planned.append(Passage(line, begin, sentence.start))
            finding.detail.append(Passage(line, sentence.start, sentence.end))
            begin = sentence.end
    if line.folded[begin:end].strip():
        finding.planned.append(Passage(line, begin, end))


_STEP_TAKEN = re.compile(r"\((?:completed|done|closed) [^()]{3,30}\)[.;]?\s*$")


_REFERS = re.compile(r"\s*(?:(?:目前|截至[^，,。]{1,16}|现)[，,]?)?(?:此|该|本|上述|这|目前|截至|现已)")
_AT_END = re.compile(
    r"[，,；;](?:目前|现)?(?:该|此)?(?:项|条)?(?:问题)?(?:已|现已|均已|目前已)?(?P<claim>(?:全部|按期)?(?:完成整改|整改(?:已|已经|已全部|全部)?完成|整改(?:已|已经|已全部|全部)?到位|完成销号|整改完毕))[。.；;]?\s*$"
)


def _tell(finding: Finding, passage: Passage) -> None:
    """What was done: its sentences, of which those that are a status or a plan are taken out."""
    line, start, end = passage
    ink = finding.gathering.ink
    if finding.frame.notice:
        finding.detail.append(passage)
        ink.line(line, start, end, "issue.detail")
        return
    begin = start
    for sentence in sentences(line.folded, start, end):
        if _is_aside(finding, line, *sentence):
            _did(finding, Passage(line, begin, sentence.start))
            begin = sentence.end
            continue
        first = not finding.statuses and not finding.done
        status = _sentence_status(finding, line, sentence.start, sentence.end, first=first or sentence.start == start)
        if status is None and _DUE.match(line.folded, sentence.start, sentence.end):
            until = line.folded.find(",", sentence.start, sentence.end)
            _deadline(finding, line, sentence.start, until if until > 0 else sentence.end)
        planned = status is None and _planned(finding).match(line.folded, sentence.start, sentence.end)
        if status is None and not planned:
            continue
        _did(finding, Passage(line, begin, sentence.start))
        begin = sentence.end
        if planned:
            _plan(finding, Passage(line, sentence.start, sentence.end))
        elif status is not None:
            finding.statuses.append(status)
            if day := day_of_status(status.words):
                finding.values.setdefault("completed", day)
            finish = _past_marks(line.folded, status.end, sentence.end)
            ink.line(line, sentence.start, finish, "issue.claim")
            begin = finish
    _did(finding, Passage(line, begin, end))
    if found := _AT_END.search(line.folded, start, end):
        finding.statuses.append(Status(Claim.COMPLETED, found["claim"]))


_DUE_CHINESE = re.compile(r"\s*(?:整改|完成)时限(?:为|是|:)?\s?(?=\d)")
_KEPT = re.compile(r"\s*(?:已落实的措施|重新整改的?原因):|\s*原定(?:整改)?时限\s?(?=\d)")
_UNREGISTERED = re.compile(r"\s*(?:台账中)?没有登记[^，。；:]*(?:行动|措施|时限)[。.；;]?\s*")


def _is_aside(finding: Finding, line: Line, start: int, end: int) -> bool:
    """Whether a Chinese sentence of a finding tells nothing that was done: its deadline, an extension, what is not registered."""
    if finding.gathering.language != "zh":
        return False
    if due := _DUE_CHINESE.match(line.folded, start, end):
        until = line.folded.find("，", due.end(), end)
        _deadline(finding, line, due.end(), until if until > 0 else end)
        finding.gathering.ink.line(line, start, end, "issue.deadline")
    elif _KEPT.match(line.folded, start, end):
        finding.detail.append(Passage(line, start, end))
        finding.gathering.ink.line(line, start, end, "issue.detail")
    elif _UNREGISTERED.fullmatch(line.folded, start, end):
        finding.gathering.ink.line(line, start, end, "issue.unregistered")
    else:
        return False
    return True


_DUE = re.compile(r"\s*Due:?\s+(?=\d|[A-Z])")


def _planned(finding: Finding) -> "re.Pattern[str]":
    return _PLANNED if finding.gathering.language == "zh" else _PLANNED_ENGLISH


def _past_marks(folded: str, position: int, end: int) -> int:
    while position < end and folded[position] in "。.，,；;:、)） ":
        position += 1
    return position


_STATUS_HINT = re.compile("完成|整改|坚持|销号|到位|推进|办结|启动|关闭|解决|落实|进行|成效|成果|验收|任务")


def _sentence_status(finding: Finding, line: Line, start: int, end: int, *, first: bool) -> Status | None:
    """The status that a sentence is: one of the first words after a title, or one that refers to the issue."""
    if finding.gathering.language != "zh":
        return english_sentence(line.folded, start, end)
    if not _STATUS_HINT.search(line.folded, start, min(end, start + 80)):
        return None
    status = leading_status(line.folded, start, end)
    if status is None:
        return None
    whole = not line.folded[status.end : end].strip("。.，,；;: ")
    return status if whole or first or _REFERS.match(line.folded, start, end) else None


def _did(finding: Finding, passage: Passage) -> None:
    line, start, end = passage
    if line.folded[start:end].strip("。.，,；;、: \n"):
        finding.done.append(passage)
    if line.folded[start:end].strip():
        finding.gathering.ink.line(line, start, end, "action.text")


def _deadline(finding: Finding, line: Line, start: int, end: int) -> None:
    when, words = deadline_of(line.text[start:end], line.folded[start:end], finding.gathering.calendar)
    if finding.deadline is None and not finding.values.get("deadline_words"):
        finding.deadline, finding.values["deadline_words"] = when, words
