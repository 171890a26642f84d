"""The text of one finding, cut at its labels and at the numbers inside it; and its title."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rectify.intake.account import Ink
from rectify.intake.actions import Passage
from rectify.intake.columns import field_of, label_at, record_label
from rectify.intake.lines import Line
from rectify.intake.outline import Node
from rectify.intake.phrases import closing, trimmed
from rectify.intake.statuses import cell_status, leading_status
from rectify.intake.titles import Title, framed_title, sentence_title, tells_a_fault
from rectify.intake.words import kind_words, severity_of


class Piece(NamedTuple):
    """A stretch of a finding's text, and the field that its label names; `action` where there is no label."""

    passage: Passage
    field: str
    label: int
    """Where the label begins, or the words where there is none."""
    item: bool = False
    """Whether it began with a number of its own."""
    named: bool = False
    """Whether it is an item under a label that stands alone on a line before it."""


def title_of(node: Node, language: str) -> Title:
    """The title; empty where the line begins with its status (1. 已完成整改。…)."""
    line = node.line
    assert line is not None
    start = _past_aspect(line.folded, record_label(line.folded, node.start) or node.start)
    framed = framed_title(line.folded, start) if language == "zh" else None
    if framed:
        return framed
    if node.mark and node.mark.style == "record":
        words = trimmed(line.folded, node.start, len(line.folded), " \t\n。.，、；;,:：")
        return Title(words.start, words.end, len(line.folded), framed=True)
    status = leading_status(line.folded, start) if language == "zh" else None
    if status is not None:
        return Title(node.start, node.start, node.start, framed=False)
    title = sentence_title(line.folded, start)
    labels = label_at(line.folded, start, len(line.folded))
    if language != "zh" and (found := _STATUS_BEHIND.search(line.folded, title.start, title.end)):
        title = Title(title.start, found.start(), found.start(), framed=False)
    if labels and start < labels[0][1] and not line.folded[title.end : labels[0][1]].strip(_BEFORE_LABEL):
        words = trimmed(line.folded, start, labels[0][1], _BEFORE_LABEL)
        return Title(words.start, words.end, labels[0][1], framed=False)
    if line.level and title.rest < len(line.folded.rstrip()) and language != "zh":
        words = trimmed(line.folded, start, len(line.folded))
        return Title(words.start, words.end, len(line.folded), framed=False)
    return _without_suffix(line, title)


_STATUS_BEHIND = re.compile(
    r"\s+[—–-]+\s*(?:(?:partially|substantially|largely|fully|not(?: yet)?) )?"
    r"(?:resolved|unresolved|closed|implemented|fixed|complete[d]?|done|open|acknowledged|in progress|ongoing|risk accepted|mitigated)\W*$",
    re.IGNORECASE,
)
_BEFORE_LABEL = " \t\n。.，、；;,:：-–—|(["
_ASPECT_FIRST = re.compile(r"\([^()]{2,30}\)\s?[:、，,]\s*")


def _past_aspect(folded: str, start: int) -> int:
    """Where the title begins behind a bracket that names its aspect: 问题一(党的领导方面):…"""
    found = _ASPECT_FIRST.match(folded, start)
    return found.end() if found else start


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


_LONGEST_LABEL = 10
_CARRIED = frozenset(("detail", "measure", "next", "cause", "recommendation", "response", "action"))


def pieces(node: Node, rest: int, subs: frozenset[int], ink: Ink, columns: Mapping[str, str]) -> Iterator[Piece]:
    """All text of a finding after its title, which ends at `rest`; what stands under a node of `subs` is not its own.

    A label that stands alone on its line names the lines after it; 具体表现 and 整改情况 the numbered lines after them.
    """
    field, alone = "action", False
    for line, start, item in _following(node, rest, subs):
        ink.line(line, start if line is node.line else 0, len(line.text), "issue.text")
        labels = label_at(line.folded, start, len(line.folded), columns)
        words = line.folded[start:].strip(" :。")
        if item and not labels and len(words) <= _LONGEST_LABEL and (named := field_of(words, columns)) in _CARRIED:
            ink.line(line, 0, len(line.text), f"issue.{named}")
            field, alone = named, True
            continue
        if item:
            ink.line(line, 0, start, "item.number")
        plain = field if item or alone else "action"
        for named, begin, value, end in segments(line.folded, start, len(line.text), labels, plain):
            if begin < 0:
                for piece in _items(line, value, end, named, ink, numbered=item and value == start):
                    yield piece._replace(named=alone)
                continue
            ink.line(line, begin, value, f"issue.{named}")
            if line.folded[value:end].strip():
                yield from _items(line, value, end, named, ink, label=begin)
        if labels:
            last = labels[-1][0]
            alone = not line.folded[labels[-1][2] :].strip()
            field = last if last in _CARRIED and (alone or last in ("action", "detail")) else "action"


_MARKS = " \t。.，,；;、:"
_PLANNING = frozenset(("measure", "next"))
Segment = tuple[str, int, int, int]
"""A field, where its label begins (-1 where the words have none of their own), where its words begin and end."""


def segments(folded: str, start: int, end: int, labels: list[tuple[str, int, int]], plain: str) -> Iterator[Segment]:
    """`folded[start:end]` cut at its labels. Those in brackets say their values to the end of these, and what they stand
    in goes on behind: 正在整改（责任人：陈某）。…; what a plan says in brackets belongs to the plan.
    """
    field, label, at = plain, -1, start
    left = list(labels)
    while left:
        named, begin, value = left.pop(0)
        close = closing(folded, begin - 1) if begin and folded[begin - 1] == "(" else -1
        bracketed = 0 <= close < end
        inside = [one for one in left if one[1] < close] if bracketed else []
        left = left[len(inside) :]
        if bracketed and field in _PLANNING:
            continue
        until = begin - 1 if bracketed else begin
        if folded[at:until].strip():
            yield field, label, at, until
        field, label, at = named, begin, value
        for after in inside:
            yield field, label, at, after[1]
            field, label, at = after[0], *after[1:]
        if bracketed:
            yield field, label, at, close
            field, label, at = plain, -1, trimmed(folded, close + 1, end, _MARKS).start
    if label >= 0 or folded[at:end].strip():
        yield field, label, at, end


_DONE_LABEL = re.compile(r"整改(?:落实|进展)?(?:情况|措施|进展情况|进展)?\s?:|[A-Z]")


def described(found: list[Piece], language: str) -> list[Piece]:
    """The pieces of a finding; what stands before the label under which it is told what was done describes the finding."""
    for number, piece in enumerate(found):
        line, start, _ = piece.passage
        if piece.label < start and piece.field in _TOLD and _DONE_LABEL.match(line.folded, piece.label):
            before = [
                one._replace(field="detail", item=False)
                if one.label == one.passage.start and _describes(one, language)
                else one
                for one in found[:number]
            ]
            return before + found[number:]
    return found


_TOLD = frozenset(("action", "measure", "status", "recommendation", "response"))


def _describes(piece: Piece, language: str) -> bool:
    line, start, end = piece.passage
    if piece.named or piece.field != "action" or leading_status(line.folded, start, end):
        return False
    return language != "zh" or tells_a_fault(line.folded[start:end])


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


INLINE = re.compile(
    r"(?:^|(?<=[。；;:：，,\s]))\s*(?:[一二三四五六七八九十]{1,2}是(?!否)|\(\s?[1-9]\d?\s?\)|(?<=[。；;:：])\s*[1-9]\d?\s?[.、](?!\d)|[①-⑳]|第[一二三四五六七八九十]，)"
)


_COUNTED = frozenset(("action", "measure", "detail", "next", "title", "rules"))
"""Fields whose text is cut at its numbers."""


def _items(
    line: Line, start: int, end: int, field: str, ink: Ink, *, numbered: bool = False, label: int = -1
) -> Iterator[Piece]:
    """A stretch cut at 一是…；二是…, （1）…, ①…; their numbers are no part of the words."""
    field = field.removesuffix("!")
    use = "detail" if field == "detail" else field
    cuts = list(INLINE.finditer(line.folded, start, end)) if field in _COUNTED else []
    if numbered:
        ink.line(line, 0, start, f"issue.{use}.number")
    begin = start
    for found in cuts:
        if line.folded[begin : found.start()].strip():
            yield Piece(Passage(line, begin, found.start()), field, begin, numbered or begin > start)
        ink.line(line, found.start(), found.end(), f"issue.{use}.number")
        begin = found.end()
    if line.folded[begin:end].strip():
        first = label if label >= 0 and begin == start else begin
        yield Piece(Passage(line, begin, end), field, first, numbered or bool(cuts))
