"""What speaks for a line of an outline being a finding: its frame, a status or labels, a fault."""

import re
from functools import cache
from typing import NamedTuple

from rectify.intake.columns import field_of, label_at, record_label
from rectify.intake.english import english_sentence
from rectify.intake.lines import Line
from rectify.intake.outline import Node
from rectify.intake.statuses import leading_status
from rectify.intake.titles import framed_title, sentence_title, tells_a_fault


class Evidence(NamedTuple):
    """What speaks for a line being a finding: its frame or word (关于“…”的问题, Finding 3), a status or labels, a fault."""

    frame: bool
    status: bool
    fault: bool

    @property
    def strong(self) -> bool:
        return self.frame or self.status


_TELLING = frozenset(
    ["status", "action", "severity", "recommendation", "response", "owner", "unit", "deadline", "completed", "detail"]
)
AFTER = 4
"""How many lines after a title are looked at for its status."""


@cache
def _referring() -> "re.Pattern[str]":
    return re.compile(r"(?:此|该|本|上述)(?:项|条|个)?(?:反馈|具体)?(?:问题|任务|事项|工作|整改)")


def evidence(node: Node, language: str) -> Evidence:
    """What speaks for `node` being a finding."""
    line, mark = node.line, node.mark
    assert line is not None
    if _is_label(node):
        return Evidence(frame=False, status=False, fault=False)
    label = record_label(line.folded, node.start) if mark else 0
    start = label or node.start
    title = framed_title(line.folded, start) if language == "zh" else None
    named = mark and (
        mark.style in ("issue-word", "finding", "finding-part", "record") or mark.reference.strip("0123456789.")
    )
    frame = title is not None or bool(named or label)
    chosen = title or sentence_title(line.folded, start)
    words = line.folded[chosen.start : chosen.end]
    return Evidence(frame, _has_status(node, chosen.rest, language), tells_a_fault(words, language))


def _is_label(node: Node) -> bool:
    """Whether a numbered line is nothing but a label: 1.整改措施."""
    words = node.words.strip(" :。")
    return node.mark is not None and len(words) <= _LONGEST_LABEL and words != "" and field_of(words) in _TOLD_IN_PARTS


_LONGEST_LABEL = 10
_TOLD_IN_PARTS = frozenset(("action", "measure", "status", "next", "detail", "cause", "standard"))


def _has_status(node: Node, rest: int, language: str) -> bool:
    line = node.line
    assert line is not None
    if language == "zh" and (leading_status(line.folded, node.start) or leading_status(line.folded, rest)):
        return True
    if language != "zh" and english_sentence(line.folded, rest, len(line.folded)):
        return True
    if any(field in _TELLING for field, _, _ in label_at(line.folded, rest, len(line.folded))):
        return True
    following = [*node.body[:AFTER], *(child.line for child in node.children[: AFTER * 2] if child.line)]
    return (
        any(tells(one, language) for one in following)
        or any(_refers(one, language) for one in (line, *node.body))
        or (language == "zh" and any(_ends_with_status(one) for one in (line, *node.body)))
    )


def _ends_with_status(line: Line) -> bool:
    """Whether the last sentence of a line is nothing but a status: 修订《办法》。已完成。"""
    end = len(line.folded.rstrip(" 。."))
    start = max(line.folded.rfind("。", 0, end), line.folded.rfind("，", 0, end)) + 1
    status = leading_status(line.folded, start, end) if start > 0 and end - start <= _LONGEST_STATUS else None
    return status is not None and not line.folded[status.end : end].strip(" 。;；")


_LONGEST_STATUS = 30


def tells(line: Line, language: str) -> bool:
    """A line that starts with a label or a status: 整改情况:…, Status: Open, 已完成整改。"""
    labels = label_at(line.folded, 0, min(len(line.folded), 60))
    if any(field in _TELLING or field == "measure" for field, start, _ in labels if start < 6):
        return True
    if language != "zh":
        return english_sentence(line.folded, 0, min(len(line.folded), 200)) is not None
    return leading_status(line.folded) is not None


def _refers(line: Line, language: str) -> bool:
    """此问题已整改完成 anywhere in a line."""
    if language != "zh":
        return False
    return any(leading_status(line.folded, found.start()) for found in _referring().finditer(line.folded, 0, 4_000))
