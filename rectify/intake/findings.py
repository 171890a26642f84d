"""One finding and what stands under it: title, status, what was done, what is planned, who answers, by when."""

from rectify.intake.actions import Passage, Statement, action, place_of, said_year, statements
from rectify.intake.brackets import read_brackets
from rectify.intake.draft import DraftIssue, DraftMeasure
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line, fold
from rectify.intake.outline import Node, is_untitled
from rectify.intake.phrases import sentences, trimmed
from rectify.intake.pieces import INLINE, described, pieces, title_of
from rectify.intake.sorting import Finding, Frame, measures_or_actions, sort_piece
from rectify.intake.status import RANK, Status
from rectify.intake.statuses import last_clause
from rectify.intake.titles import Title
from rectify.intake.words import deadline_of
from rectify.model.terms import Claim, IssueKind


def read_finding(node: Node, frame: Frame, subs: frozenset[int], gathering: Gathering) -> int:
    """Adds the finding of `node` to what is gathered; its position among the issues."""
    finding = Finding(node, frame, gathering)
    line = finding.line
    position = len(gathering.issues)
    title = title_of(node, gathering.language)
    gathering.ink.line(line, 0, len(line.text), "issue.title")
    if node.mark:
        gathering.ink.line(line, 0, node.mark.end, "issue.number")
    read_brackets(finding, line, Title(node.start, node.start, node.start, framed=False))
    rest = read_brackets(finding, line, title)
    gathering.issues.append(DraftIssue("", "", None, None, line.place))
    for piece in described(list(pieces(node, rest, subs, gathering.ink, gathering.columns)), gathering.language):
        sort_piece(finding, piece)
    measures_or_actions(finding)
    words = line.text[title.start : title.end].strip() or _first_words(finding, line)
    if is_untitled(node):
        words = _labelled_title(finding) or words
    mark = node.mark
    number = str(mark.value) if mark and mark.value and mark.style != "reference" else ""
    gathering.issues[position] = _issue(finding, words, number)
    _sub_issues(finding, position)
    _actions(finding, position)
    _measures(finding, position)
    return position


def _labelled_title(finding: Finding) -> str:
    """The title of a finding whose heading is but its number: what stands behind Finding, Observation or Condition below it.

    What else describes the finding stays its detail.
    """
    if not finding.named:
        return ""
    _, told = min(finding.named, key=lambda one: one[0] != "title")
    line, start, end = told
    first = sentences(line.folded, start, end)[0]
    finding.gathering.ink.line(line, start, first.end, "issue.title")
    at = finding.detail.index(told)
    finding.detail[at : at + 1] = [Passage(line, first.end, end)] if line.folded[first.end : end].strip() else []
    words = trimmed(line.text, start, first.end, " \t\n。.，、；;,:：")
    return line.text[words.start : words.end]


def _first_words(finding: Finding, line: Line) -> str:
    """A finding without a title is called by the first sentence of what was done, else by its status or its number."""
    if finding.done:
        first = finding.done[0]
        sentence = sentences(first.line.folded, first.start, first.end)[0]
        words = trimmed(first.line.text, sentence.start, sentence.end, " \t\n。.，、；;,:：")
        return first.line.text[words.start : words.end]
    return finding.statuses[0].words if finding.statuses else line.text.strip()


def _issue(finding: Finding, title: str, number: str) -> DraftIssue:
    mark, values = finding.node.mark, finding.values
    claim, words = _claim(finding)
    done = values.get("completed", "")
    calendar = finding.gathering.calendar
    completed = next(iter(calendar.find(done, fold(done))), None) if done else None
    reference = mark.reference if mark and mark.reference.strip("0123456789.") else values.get("reference", "")
    return DraftIssue(
        number,
        title,
        finding.frame.aspect,
        finding.frame.parent,
        finding.line.place,
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


def _claim(finding: Finding) -> tuple[str, str]:
    """The claim that all that is said of the status comes to, and the words; two that differ are remarked on."""
    statuses = finding.statuses or _last_clause(finding)
    if not statuses and finding.frame.status is not None:
        return finding.frame.status.claim, finding.frame.status.words
    if not statuses and finding.values.get("kind") == IssueKind.STANDING and not finding.frame.notice:
        return Claim.STANDING, ""
    if not statuses:
        return (Claim.PENDING if finding.frame.notice else ""), ""
    least = min(statuses, key=lambda one: RANK[Claim(one.claim)])
    if acted := next((one for one in statuses if "采取" in one.words), None):
        finding.gathering.remark("acted-not-done", finding.line.place, words=acted.words)
    if any(one.several for one in statuses) or len({one.claim for one in statuses}) > 1:
        words = "；".join(dict.fromkeys(one.words for one in statuses))
        finding.gathering.remark("status-two", finding.line.place, words=words, claim=least.claim)
    return least.claim, least.words


def _last_clause(finding: Finding) -> list[Status]:
    """The status with which the last sentence ends, where nothing else says one: …,目前正在推进。"""
    if finding.gathering.language != "zh" or not finding.done:
        return []
    status = last_clause(finding.done[-1].line.folded, finding.done[-1].start, finding.done[-1].end)
    return [status] if status is not None else []


def _sub_issues(finding: Finding, position: int) -> None:
    """What the finding consists of: items that tell faults each stand for themselves."""
    gathering = finding.gathering
    for number, ((line, start, end), part) in enumerate(finding.told_parts, start=1):
        issue = _issue(part, line.text[start:end].strip(), str(number))
        gathering.issues.append(issue._replace(parent=position, place=line.place, reference=""))
        _actions(part, len(gathering.issues) - 1)
        _measures(part, len(gathering.issues) - 1)
    for number, passage in enumerate(finding.parts, start=1):
        line, start, end = passage
        words = trimmed(line.text, start, end, " \t\n。.，、；;,:：")
        gathering.ink.line(line, start, end, "sub-issue.title")
        gathering.issues.append(
            DraftIssue(
                str(number), line.text[words.start : words.end], finding.frame.aspect, position, finding.line.place
            )
        )


def _actions(finding: Finding, position: int) -> None:
    """One action for each dated statement of each item, and one for what is left of it."""
    gathering = finding.gathering
    year = _year_beside(finding)
    for block in _runs(finding.done):
        left: list[Passage] = []
        made: list[Statement] = []
        for passage in block:
            for statement in statements(passage.line, passage.start, passage.end, gathering.calendar, year):
                if statement.day is not None:
                    gathering.check_day(statement.day, passage.line.place)
                    year = said_year(statement.day.when) or year
                if statement.rest:
                    left.extend(statement.passages)
                else:
                    made.append(statement)
        if left:
            made.append(Statement(tuple(left), None, rest=True))
        made.sort(key=place_of)
        gathering.actions.extend(action(one, (position,), gathering.language) for one in made)


def _year_beside(finding: Finding) -> str:
    """The first year that is said of anything done, else of anything: that of a date without one before it."""
    calendar = finding.gathering.calendar
    texts = [one.line.text[one.start : one.end] for one in (*finding.done, *finding.detail)]
    days = (day for text in texts for day in calendar.find(text, fold(text)))
    return next((year for day in days if (year := said_year(day.when))), "")


def _runs(passages: list[Passage]) -> list[list[Passage]]:
    """Passages of one line that only a status or a label separates belong together; a new line or item starts anew."""
    runs: list[list[Passage]] = []
    for passage in passages:
        if (
            runs
            and runs[-1][-1].line is passage.line
            and not INLINE.search(passage.line.folded, runs[-1][-1].end, passage.start)
        ):
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return runs


def _measures(finding: Finding, position: int) -> None:
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
