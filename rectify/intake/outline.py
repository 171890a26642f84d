"""The outline of a Document's prose: which line stands under which, by whatever numbering the document itself uses."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from rectify.intake.columns import label_at, record_label
from rectify.intake.lines import Line
from rectify.intake.numbering import Mark, read_mark, worded_mark
from rectify.intake.titles import framed_title, tells_a_fault


class Node:
    """A heading or numbered line, the unnumbered lines after it, and what stands under it."""

    __slots__ = ("above", "body", "children", "line", "mark", "parent", "path")

    def __init__(self, line: Line | None, mark: Mark | None, path: tuple[str, ...], parent: "Node | None") -> None:
        self.line = line
        self.above: Line | None = None
        """The line that holds nothing but the number, where its words follow on the next."""
        self.mark = mark
        self.path = path
        self.parent = parent
        self.body: list[Line] = []
        self.children: list[Node] = []

    @property
    def start(self) -> int:
        """Where the words of the line begin, behind its number."""
        return self.mark.end if self.mark else 0

    @property
    def words(self) -> str:
        """The folded words of the line, without its number."""
        return self.line.folded[self.start :].strip() if self.line else ""

    def walk(self) -> "Iterator[Node]":
        """The node and all under it, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def lines(self) -> Iterator[Line]:
        """All lines from here on down, in the order of the document."""
        for node in self.walk():
            if node.line is not None:
                yield node.line
            yield from node.body

    def up(self) -> "Iterator[Node]":
        """What it stands under, from near to far, without the root."""
        node = self.parent
        while node is not None and node.line is not None:
            yield node
            node = node.parent


ITEMS = frozenset(("item", "ordinal", "bullet", "letter"))
"""Styles that count within a text, not parts of a document."""


class _Stack:
    """The nodes that are open, from the root to the one that lines are added to."""

    def __init__(self) -> None:
        self.root = Node(None, None, (), None)
        self.open = [self.root]

    def add(self, line: Line, mark: Mark | None, key: str, above: Line | None = None) -> None:
        """Opens a node for `line`; it closes the last node of the same kind and all under that."""
        place = self._sibling(mark, key)
        if place is None and line.level:
            place = next(
                (n for n, node in enumerate(self.open) if node.line is not None and node.line.level >= line.level), None
            )
        if place is not None:
            del self.open[place:]
        parent = self.open[-1]
        node = Node(line, mark, (*parent.path, key), parent)
        node.above = above
        parent.children.append(node)
        self.open.append(node)

    def _sibling(self, mark: Mark | None, key: str) -> int | None:
        """Where a node of the same kind is open: by style, except that a 1 with another mark behind it starts anew below."""
        for place in range(len(self.open) - 1, 0, -1):
            node = self.open[place]
            if node.path[-1] != key:
                continue
            if (
                mark
                and node.mark
                and mark.value == 1
                and mark.separator != node.mark.separator
                and node.mark.value >= 1
            ):
                continue
            return place
        return None


def outline(lines: list[Line]) -> Node:
    """The outline of `lines`. A line opens a node where it has a number, is a Heading, or is a heading to the eye."""
    stack = _Stack()
    titled = _titled(lines)
    records = sum(bool(record_label(line.folded)) for line in lines)
    above: Line | None = None
    for number, line in enumerate(lines):
        if above is not None:
            mark = read_mark(above.folded, heading=bool(above.level))
            assert mark is not None
            key, mark = mark.style, worded_mark(above.folded, mark)._replace(end=0)
            stack.add(line._replace(level=above.level), mark, key, above)
            above = None
            continue
        mark = read_mark(line.folded, heading=bool(line.level))
        key = mark.style if mark else ""
        if mark is not None:
            mark = worded_mark(line.folded, mark)
            if mark.style in _NUMBERED and _words_follow(lines, number, mark):
                above = line
                continue
        untitled = any(is_untitled(node) for node in stack.open)
        if (
            not untitled
            and (value := record_label(line.folded))
            and _labels_follow(lines, number, 1 if records > 1 else _ENOUGH)
        ):
            key, mark = "record", Mark("record", 0, "", value)
        if (
            mark is not None
            and mark.style == "item"
            and mark.separator == ""
            and len(line.folded) > mark.end
            and line.folded[mark.end - 1] == "要"
        ):
            mark = None
        if mark is not None:
            stack.add(line, mark, key)
        elif line.level:
            stack.add(line, None, f"heading-{line.level}")
        elif kind := bare_heading(line.folded):
            stack.add(line, None, kind)
        elif line.bold and len(line.folded) <= _LONGEST_HEADING and "。" not in line.folded.strip().rstrip("。"):
            stack.add(line, None, "bold")
        elif number in titled and _may_hold_titles(stack.open[-1]):
            stack.add(line, None, "titled")
        else:
            stack.open[-1].body.append(line)
    return stack.root


_LONGEST_HEADING = 80


def _titled(lines: list[Line]) -> set[int]:
    """The lines that have no mark at all but stand over a label of what was done (整改情况:…), where several do."""
    found = {
        number
        for number, (line, below) in enumerate(pairwise(lines))
        if len(line.folded) <= _LONGEST_HEADING
        and not label_at(line.folded, 0, min(len(line.folded), 40))
        and any(field in _TOLD_BELOW and start < 6 for field, start, _ in label_at(below.folded, 0, 40))
        and (tells_a_fault(line.folded) or framed_title(line.folded))
    }
    return found if len(found) >= _ENOUGH else set()


_TOLD_BELOW = frozenset(("action", "status", "measure"))


def _may_hold_titles(node: Node) -> bool:
    """Whether a line without a mark may be a finding below `node`, rather than a part of the one that node is."""
    if node.line is None or node.path[-1] == "titled":
        return True
    return not tells_a_fault(node.words[:60]) and framed_title(node.line.folded, node.start) is None


_FOLLOWING = 8
_ENOUGH = 2


def is_untitled(node: Node) -> bool:
    """Whether it is a heading that holds nothing but the number of a finding; its title stands in a labelled line below."""
    return (
        node.line is not None
        and node.mark is not None
        and node.mark.style in _NUMBERED
        and not node.words.strip(" .:。")
    )


_NUMBERED = ("issue-word", "finding", "finding-part", "reference")


def _words_follow(lines: list[Line], number: int, mark: Mark) -> bool:
    """Whether a line is nothing but a number, and the next one, which is no heading itself, holds what it numbers."""
    line = lines[number]
    if line.folded[mark.end :].strip(" .:。") or number + 1 >= len(lines):
        return False
    below = lines[number + 1]
    if below.level or read_mark(below.folded) is not None:
        return False
    labels = label_at(below.folded, 0, min(len(below.folded), 40))
    return not labels or labels[0][1] > 0 or bool(record_label(below.folded))


def _labels_follow(lines: list[Line], number: int, enough: int) -> bool:
    """Whether other labels of a record follow on lines of their own."""
    following = lines[number + 1 : number + 1 + _FOLLOWING]
    return sum(bool(label_at(line.folded, 0, min(len(line.folded), 40))) for line in following) >= enough


_BARE = (
    r"\s*[^。！？!?;；:“”]{2,36}(?:方面|情况|成效|打算|安排|措施|问题)(?:\([^()]{1,20}\))?\s*:?\s*"
    r"|\s*聚焦[^。！？!?;；:]{4,36}\s*:?\s*"
    r"|\s*(?:下一?步|今后)(?:工作)?(?:打算|计划|安排|措施|工作)\s*"
)


@cache
def _bare() -> "re.Pattern[str]":
    return re.compile(_BARE)


@cache
def _told() -> "re.Pattern[str]":
    """A sentence that opens an aspect: 在党的建设方面,共反馈3个问题。"""
    return re.compile(
        r"\s*(?:在|关于|聚焦|围绕|就)?[^，。；:]{2,40}(?<![\d个大])方面[，,:]?(?:共|反馈|发现|指出|存在|有|涉及|巡[察视]组?|审计|提出|主要|具体)*\s?"
        r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:个|条|项)[^，。；]{0,6}问题"
    )


def bare_heading(folded: str) -> str:
    """The kind of an unnumbered line that is a heading to the eye, else empty.

    >>> bare_heading("关于“学习不深入”的问题。此问题已完成。"), bare_heading("贯彻落实上级决策部署方面"), bare_heading("局党组召开会议。")
    ('frame', 'bare', '')
    """
    if folded.lstrip()[:2] in ("关于", "针对") and framed_title(folded) is not None and not _is_document_title(folded):
        return "frame"
    if len(folded) <= 40 and _bare().fullmatch(folded) and not _is_document_title(folded):
        return "bare"
    if "方面" in folded[:60] and _told().match(folded):
        return "bare"
    return ""


def _is_document_title(folded: str) -> bool:
    words = folded.strip().rstrip("。")
    return words.endswith(("报告", "通报", "公告", "公示", "的函", "方案", "通知")) or (
        "整改" in words and "巡" in words and words.endswith("情况")
    )


def looks_like_finding(node: Node, language: str) -> bool:
    """Whether the words of a numbered line tell a fault."""
    words = node.words
    return tells_a_fault(words.split("。")[0][:120], language)
