"""One finding and what stands under it: title, status, what was done, what is planned, who answers, by when."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify.intake.actions import Passage, Statement, action, place_of, statements
from rectify.intake.columns import label_at
from rectify.intake.draft import DraftIssue, DraftMeasure
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line, fold
from rectify.intake.outline import Node
from rectify.intake.phrases import sentences, trimmed
from rectify.intake.statuses import RANK, Status, cell_status, leading_status
from rectify.intake.titles import Title, framed_title, sentence_title, tells_a_fault
from rectify.intake.words import deadline_of, kind_words, severity_of
from rectify.model.dates import When
from rectify.model.terms import Claim


class Frame(NamedTuple):
    """Where in the draft a finding stands."""

    aspect: int | None
    parent: int | None
    notice: bool
    """Whether the document only tells what was found: what follows a title is then the finding in detail."""
    plan: bool = False
    """Whether it is a plan: 整改措施 is then what is meant to be done."""


class Piece(NamedTuple):
    """A stretch of a finding's text, and the field that its label names; `action` where there is no label."""

    passage: Passage
    field: str
    item: bool = False
    """Whether it began with a number of its own."""


class _Finding:
    """A finding while it is read."""

    def __init__(self, node: Node, frame: Frame, gathering: Gathering) -> None:
        self.node = node
        self.frame = frame
        self.gathering = gathering
        self.statuses: list[Status] = []
        self.values: dict[str, str] = {}
        self.deadline: When | None = None
        self.detail: list[Passage] = []
        self.parts: list[Passage] = []
        self.done: list[Passage] = []
        self.planned: list[Passage] = []
        self.measures: list[Passage] = []


def read_finding(node: Node, frame: Frame, subs: frozenset[int], gathering: Gathering) -> int:
    """Adds the finding of `node` to what is gathered; its position among the issues."""
    finding = _Finding(node, frame, gathering)
    line = node.line
    assert line is not None
    position = len(gathering.issues)
    title = _title(node, gathering.language)
    gathering.ink.line(line, 0, len(line.text), "issue.title")
    if node.mark:
        gathering.ink.line(line, 0, node.mark.end, "issue.number")
    rest = _brackets(finding, line, title)
    gathering.issues.append(DraftIssue("", "", None, None, line.place))
    for piece in _pieces(node, rest, subs, gathering):
        _sort(finding, piece)
    _measures_or_actions(finding)
    words = line.text[title.start : title.end].strip() or _first_words(finding, line)
    gathering.issues[position] = _issue(finding, words)
    _sub_issues(finding, position)
    _actions(finding, position)
    _measures(finding, position)
    return position


def _title(node: Node, language: str) -> Title:
    """The title; empty where the line begins with its status (1. 已完成整改。…)."""
    line = node.line
    assert line is not None
    framed = framed_title(line.folded, node.start) if language == "zh" else None
    if framed:
        return framed
    if node.mark and node.mark.style == "record":
        words = trimmed(line.folded, node.start, len(line.folded), " \t\n。.，、；;,:：")
        return Title(words.start, words.end, len(line.folded), framed=True)
    status = leading_status(line.folded, node.start) if language == "zh" else None
    if status is not None:
        return Title(node.start, node.start, node.start, framed=False)
    title = sentence_title(line.folded, node.start)
    if line.level and title.rest < len(line.folded.rstrip()) and language != "zh":
        words = trimmed(line.folded, node.start, len(line.folded))
        return Title(words.start, words.end, len(line.folded), framed=False)
    return _without_suffix(line, title)


_SUFFIX = re.compile(
    r"(?:的?问题)?的?整改(?:落实)?(?:情况|进展情况|进展|措施)?$|\s*\((?P<bracket>[^()]{1,24})\)$|\s*\[(?P<square>[^\[\]]{1,24})\]$"
)


def _without_suffix(line: Line, title: Title) -> Title:
    """…整改情况 and a bracket with status or kind behind the title are no part of it."""
    words = line.folded[title.start : title.end]
    found = _SUFFIX.search(words)
    if found is None or not found.start() or words.endswith("整改"):
        return title
    bracket = found["bracket"] or found["square"]
    if bracket and not (kind_words(bracket) or cell_status(bracket) or severity_of(bracket)):
        return title
    end = title.start + found.start()
    return Title(title.start, end, end if bracket else title.rest, title.framed)


_BRACKET = re.compile(r"\s*[(\[【]([^()\[\]【】]{1,60})[)\]】]\s*[。.:;，,]?\s*")


def _brackets(finding: _Finding, line: Line, title: Title) -> int:
    """Reads what stands in brackets behind a title (立行立改, 已完成, 责任单位:…); where the words after them begin."""
    rest = title.rest
    while found := _BRACKET.match(line.folded, rest):
        if not _take_bracket(finding, line, found):
            break
        rest = found.end()
    return rest


def _take_bracket(finding: _Finding, line: Line, found: "re.Match[str]") -> bool:
    words, ink = found[1], finding.gathering.ink
    if kind := kind_words(words):
        finding.values["kind"] = kind
        ink.line(line, found.start(), found.end(), "issue.kind")
    elif status := cell_status(words):
        finding.statuses.append(status)
        ink.line(line, found.start(), found.end(), "issue.claim")
    elif severity := severity_of(words):
        finding.values["severity"] = severity
        ink.line(line, found.start(), found.end(), "issue.severity")
    elif labels := label_at(line.folded, found.start(1), found.end(1), finding.gathering.columns):
        ends = [*(start for _, start, _ in labels[1:]), found.end(1)]
        for (field, start, value), end in zip(labels, ends, strict=True):
            _sort(finding, Piece(Passage(line, value, end), field))
            ink.line(line, start, value, f"issue.{field}")
    else:
        return False
    return True


# What follows the title


_CARRIED = frozenset(("detail", "measure", "next", "cause", "recommendation", "response", "action"))


def _pieces(node: Node, rest: int, subs: frozenset[int], gathering: Gathering) -> Iterator[Piece]:
    """All text of a finding after its title, cut at its labels and at the numbers inside it."""
    assert node.line is not None
    field = "action"
    for line, start, item in _following(node, rest, subs):
        labels = label_at(line.folded, start, len(line.folded), gathering.columns)
        first = labels[0][1] if labels else len(line.text)
        if line.folded[start:first].strip():
            yield from _items(
                line, start, first, field if item else _unlabelled(field, gathering), gathering, numbered=item
            )
        ends = [*(begin for _, begin, _ in labels[1:]), len(line.text)]
        for (named, begin, value), end in zip(labels, ends, strict=False):
            gathering.ink.line(line, begin, value, f"issue.{named}")
            if line.folded[value:end].strip():
                yield from _items(line, value, end, named, gathering)
        if labels:
            alone = not line.folded[labels[-1][2] :].strip()
            field = (
                labels[-1][0]
                if labels[-1][0] in _CARRIED and (alone or labels[-1][0] in ("action", "detail"))
                else "action"
            )
            field = f"{field}!" if alone else field


def _unlabelled(field: str, gathering: Gathering) -> str:
    """The field of a line without a label: that of a label that stood alone on its line, else what was done."""
    del gathering
    return field.removesuffix("!") if field.endswith("!") else "action"


def _following(node: Node, rest: int, subs: frozenset[int]) -> Iterator[tuple[Line, int, bool]]:
    """The lines of a finding from where its title ends, each with where its words begin and whether it is numbered."""
    assert node.line is not None
    yield node.line, rest, False
    for below in node.walk():
        if below is not node and any(
            id(up) in subs for up in (below, *below.up()) if up is not node and _is_under(up, node)
        ):
            continue
        if below is not node and below.line is not None:
            yield below.line, below.start, True
        for line in below.body:
            yield line, 0, False


def _is_under(node: Node, upper: Node) -> bool:
    return upper in node.up()


_INLINE = re.compile(
    r"(?:^|(?<=[。；;:：，,\s]))\s*(?:[一二三四五六七八九十]{1,2}是(?!否)|\(\s?[1-9]\d?\s?\)|[①-⑳]|第[一二三四五六七八九十]，)"
)


def _items(
    line: Line, start: int, end: int, field: str, gathering: Gathering, *, numbered: bool = False
) -> Iterator[Piece]:
    """A stretch cut at 一是…；二是…, （1）…, ①…; their numbers are no part of the words."""
    field = field.removesuffix("!")
    use = "detail" if field == "detail" else field
    cuts = list(_INLINE.finditer(line.folded, start, end))
    if numbered:
        gathering.ink.line(line, 0, start, f"issue.{use}.number")
    begin = start
    for found in cuts:
        if line.folded[begin : found.start()].strip():
            yield Piece(Passage(line, begin, found.start()), field, numbered or begin > start)
        gathering.ink.line(line, found.start(), found.end(), f"issue.{use}.number")
        begin = found.end()
    if line.folded[begin:end].strip():
        yield Piece(Passage(line, begin, end), field, numbered or bool(cuts))


_SHORT = frozenset(["unit", "owner", "lead", "supporting"])
_PLANNED = re.compile(
    r"\s*(?:但)?(?:下一?步|下阶段|今后|接下来|后续|预计|计划|拟(?!定)|将(?=于|在|继续|进一步|持续|适时|对|按|严格|不断))"
)
_SUBSTANCE = 12
"""Fewer characters of what was done are a status in other words."""


def _sort(finding: _Finding, piece: Piece) -> None:
    """Puts a piece of text where its label says."""
    line, start, end = piece.passage
    ink, values = finding.gathering.ink, finding.values
    words = trimmed(line.text, start, end, " \t\n　，、；;,。|")
    value = line.text[words.start : words.end]
    field = piece.field
    if field in _SHORT:
        values.setdefault(field, value)
    elif field in ("standard", "recommendation", "response"):
        name = "acceptance" if field == "standard" else field
        values[name] = f"{values[name]}\n{value}" if name in values else value
    elif field == "severity":
        values.setdefault("severity", severity_of(value) or "")
    elif field == "deadline":
        _deadline(finding, line, words.start, words.end)
    elif field == "completed":
        values.setdefault("completed", value)
    elif field == "verdict":
        values.setdefault("verdict_words", value)
    elif field in ("detail", "cause", "note", "evidence", "basis", "amount", "source", "title", "identified"):
        (finding.parts if _is_part(piece) else finding.detail).append(piece.passage)
    elif field in ("next", "measure"):
        if field == "next" or finding.frame.notice:
            _plan(finding, piece.passage)
        else:
            finding.measures.append(piece.passage)
        return
    elif field == "kind":
        values["kind"] = kind_words(line.folded[start:end])
    elif field == "status":
        _status(finding, piece.passage)
        return
    else:
        if finding.frame.notice and _is_part(piece):
            finding.parts.append(piece.passage)
        else:
            _tell(finding, piece.passage)
        return
    ink.line(line, start, end, f"issue.{field}")


def _is_part(piece: Piece) -> bool:
    """An item that tells a fault is a sub-issue."""
    line, start, end = piece.passage
    return piece.item and (piece.field in ("detail", "title") or tells_a_fault(line.folded[start:end]))


def _status(finding: _Finding, passage: Passage) -> None:
    """The value of a label such as 整改状态 or Status; what is not a status in it was done."""
    line, start, end = passage
    status = leading_status(line.folded, start, end) or cell_status(line.folded[start:end].strip())
    if status is None:
        _tell(finding, passage)
        return
    finding.statuses.append(status)
    finish = status.end if status.end > start else end
    finding.gathering.ink.line(line, start, finish, "issue.claim")
    if line.folded[finish:end].strip(" 。.，,；;"):
        _tell(finding, Passage(line, finish, end))


def _measures_or_actions(finding: _Finding) -> None:
    """What stands under 整改措施: in a plan, or beside an account of what came of it, measures; else a report tells there
    what was done.
    """
    told = sum(end - start for _, start, end in finding.done)
    planned = finding.frame.plan or told >= _SUBSTANCE
    for passage in finding.measures:
        (_plan if planned else _tell)(finding, passage)
    if finding.measures and not planned:
        finding.done.sort(key=lambda one: (one.line.block, one.line.start, one.start))


def _plan(finding: _Finding, passage: Passage) -> None:
    finding.planned.append(passage)
    finding.gathering.ink.line(*passage, "measure.text")


_REFERS = re.compile(r"\s*(?:(?:目前|截至[^，,。]{1,16}|现)[，,]?)?(?:此|该|本|上述|这|目前|截至|现已)")
_AT_END = re.compile(
    r"[，,；;](?:目前|现)?(?:该|此)?(?:项|条)?(?:问题)?(?:已|现已|均已|目前已)?(?P<claim>(?:全部|按期)?(?:完成整改|整改完成|整改到位|完成销号|整改完毕))[。.；;]?\s*$"
)


def _tell(finding: _Finding, passage: Passage) -> None:
    """What was done: its sentences, of which those that are a status or a plan are taken out."""
    line, start, end = passage
    ink = finding.gathering.ink
    if finding.frame.notice:
        finding.detail.append(passage)
        ink.line(line, start, end, "issue.detail")
        return
    begin = start
    for sentence in sentences(line.folded, start, end):
        first = not finding.statuses and not finding.done
        status = _sentence_status(finding, line, sentence.start, sentence.end, first=first or sentence.start == start)
        planned = status is None and _PLANNED.match(line.folded, sentence.start, sentence.end)
        if status is None and not planned:
            continue
        _did(finding, Passage(line, begin, sentence.start))
        begin = sentence.end
        if planned:
            _plan(finding, Passage(line, sentence.start, sentence.end))
        elif status is not None:
            finding.statuses.append(status)
            finish = _past_marks(line.folded, status.end, sentence.end)
            ink.line(line, sentence.start, finish, "issue.claim")
            begin = finish
    _did(finding, Passage(line, begin, end))
    if found := _AT_END.search(line.folded, start, end):
        finding.statuses.append(Status(Claim.COMPLETED, found["claim"]))


def _past_marks(folded: str, position: int, end: int) -> int:
    while position < end and folded[position] in "。.，,；;:、)） ":
        position += 1
    return position


_STATUS_HINT = re.compile("完成|整改|坚持|销号|到位|推进|办结|启动|关闭|解决|落实|进行|成效|成果|验收|任务")


def _sentence_status(finding: _Finding, line: Line, start: int, end: int, *, first: bool) -> Status | None:
    """The status that a sentence is: one of the first words after a title, or one that refers to the issue."""
    if finding.gathering.language != "zh" or not _STATUS_HINT.search(line.folded, start, min(end, start + 80)):
        return None
    status = leading_status(line.folded, start, end)
    if status is None:
        return None
    whole = not line.folded[status.end : end].strip("。.，,；;: ")
    return status if whole or first or _REFERS.match(line.folded, start, end) else None


def _did(finding: _Finding, passage: Passage) -> None:
    line, start, end = passage
    if line.folded[start:end].strip("。.，,；;、: \n"):
        finding.done.append(passage)
    if line.folded[start:end].strip():
        finding.gathering.ink.line(line, start, end, "action.text")


def _deadline(finding: _Finding, line: Line, start: int, end: int) -> None:
    when, words = deadline_of(line.text[start:end], line.folded[start:end], finding.gathering.calendar)
    if finding.deadline is None and not finding.values.get("deadline_words"):
        finding.deadline, finding.values["deadline_words"] = when, words


# What it comes to


def _first_words(finding: _Finding, line: Line) -> str:
    """A finding without a title is called by the first sentence of what was done, else by its status or its number."""
    if finding.done:
        first = finding.done[0]
        sentence = sentences(first.line.folded, first.start, first.end)[0]
        words = trimmed(first.line.text, sentence.start, sentence.end, " \t\n。.，、；;,:：")
        return first.line.text[words.start : words.end]
    return finding.statuses[0].words if finding.statuses else line.text.strip()


def _issue(finding: _Finding, title: str) -> DraftIssue:
    mark, values = finding.node.mark, finding.values
    claim, words = _claim(finding)
    line = finding.node.line
    assert line is not None
    done = values.get("completed", "")
    calendar = finding.gathering.calendar
    completed = next(iter(calendar.find(done, fold(done))), None) if done else None
    reference = mark.reference if mark and mark.reference.strip("0123456789.") else ""
    return DraftIssue(
        str(mark.value) if mark and mark.value else "",
        title,
        finding.frame.aspect,
        finding.frame.parent,
        line.place,
        claim,
        words,
        values.get("kind", ""),
        values.get("severity", ""),
        values.get("owner", ""),
        values.get("lead", ""),
        values.get("unit", ""),
        values.get("supporting", ""),
        finding.deadline,
        values.get("deadline_words", ""),
        completed.when if completed and not completed.problem else None,
        values.get("verdict_words", ""),
        values.get("acceptance", ""),
        values.get("recommendation", ""),
        values.get("response", ""),
        reference,
        "\n".join(one.line.text[one.start : one.end].strip() for one in finding.detail),
    )


def _claim(finding: _Finding) -> tuple[str, str]:
    """The claim that all that is said of the status comes to, and the words; two that differ are remarked on."""
    statuses = finding.statuses
    line = finding.node.line
    assert line is not None
    if not statuses:
        return (Claim.PENDING if finding.frame.notice else ""), ""
    least = min(statuses, key=lambda one: RANK[Claim(one.claim)])
    if any(one.several for one in statuses) or len({one.claim for one in statuses}) > 1:
        words = "；".join(dict.fromkeys(one.words for one in statuses))
        finding.gathering.remark("status-two", line.place, words=words, claim=least.claim)
    return least.claim, least.words


def _sub_issues(finding: _Finding, position: int) -> None:
    """What the finding consists of: items that tell faults each stand for themselves."""
    gathering = finding.gathering
    place = finding.node.line.place if finding.node.line else ""
    for number, passage in enumerate(finding.parts, start=1):
        line, start, end = passage
        words = trimmed(line.text, start, end, " \t\n。.，、；;,:：")
        gathering.ink.line(line, start, end, "sub-issue.title")
        gathering.issues.append(
            DraftIssue(str(number), line.text[words.start : words.end], finding.frame.aspect, position, place)
        )


def _actions(finding: _Finding, position: int) -> None:
    """One action for each dated statement of each item, and one for what is left of it."""
    gathering = finding.gathering
    for block in _runs(finding.done):
        left: list[Passage] = []
        made: list[Statement] = []
        for passage in block:
            for statement in statements(passage.line, passage.start, passage.end, gathering.calendar):
                if statement.day is not None:
                    gathering.check_day(statement.day, passage.line.place)
                if statement.rest:
                    left.extend(statement.passages)
                else:
                    made.append(statement)
        if left:
            made.append(Statement(tuple(left), None, rest=True))
        made.sort(key=place_of)
        gathering.actions.extend(action(one, (position,), gathering.language) for one in made)


def _runs(passages: list[Passage]) -> list[list[Passage]]:
    """Passages of one line that only a status or a label separates belong together; a new line or item starts anew."""
    runs: list[list[Passage]] = []
    for passage in passages:
        if (
            runs
            and runs[-1][-1].line is passage.line
            and not _INLINE.search(passage.line.folded, runs[-1][-1].end, passage.start)
        ):
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return runs


def _measures(finding: _Finding, position: int) -> None:
    """What is planned, each item for itself, with the date by which it is meant to be done."""
    gathering, values = finding.gathering, finding.values
    for line, start, end in finding.planned:
        words = trimmed(line.text, start, end, " \t\n")
        when, _ = deadline_of(line.text[start:end], line.folded[start:end], gathering.calendar)
        gathering.measures.append(
            DraftMeasure(
                position,
                line.text[words.start : words.end],
                line.place,
                lead=values.get("lead", ""),
                owner=values.get("owner", ""),
                deadline=when,
            )
        )
