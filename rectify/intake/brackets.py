"""What stands in brackets behind the title of a finding: 立行立改, 已完成, 责任单位:…, 党的领导方面, High."""

import re

from rectify.intake.actions import Passage
from rectify.intake.columns import label_at
from rectify.intake.lines import Line
from rectify.intake.pieces import Piece
from rectify.intake.sorting import Finding, sort_piece
from rectify.intake.statuses import cell_status
from rectify.intake.titles import Title, title_key
from rectify.intake.words import kind_words, severity_of

_BRACKET = re.compile(r"\s*[(\[【]([^()\[\]【】]{1,60})[)\]】]\s*[。.:;，,]?\s*")


def read_brackets(finding: Finding, line: Line, title: Title) -> int:
    """Reads what stands in brackets behind a title (立行立改, 已完成, 责任单位:…); where the words after them begin."""
    rest = title.rest
    while found := _BRACKET.match(line.folded, rest):
        if not _take_bracket(finding, line, found):
            break
        rest = found.end()
    return rest


_NAMES_ASPECT = re.compile(r"[^，。；:]{2,30}(?:方面|领域)")


def _take_bracket(finding: Finding, line: Line, found: "re.Match[str]") -> bool:
    words, ink = found[1], finding.gathering.ink
    if _NAMES_ASPECT.fullmatch(words):
        if finding.frame.aspect is None:
            position = finding.gathering.aspect_of(line.text[found.start(1) : found.end(1)], 0, line.place, title_key)
            finding.frame = finding.frame._replace(aspect=position)
        ink.line(line, found.start(), found.end(), "aspect.title")
    elif kind := kind_words(words):
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
            sort_piece(finding, Piece(Passage(line, value, end), field, start))
            ink.line(line, start, value, f"issue.{field}")
    else:
        return False
    return True
