"""What the columns of a register or the labels of a form say of one finding."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rectify.intake.actions import action, statements
from rectify.intake.draft import DraftAction, DraftAspect, DraftIssue, DraftMeasure
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line, fold
from rectify.intake.numbering import read_mark
from rectify.intake.phrases import trimmed
from rectify.intake.statuses import RANK, Status, cell_status, leading_status
from rectify.intake.titles import framed_title
from rectify.intake.words import deadline_of, kind_words, severity_of
from rectify.model.dates import When
from rectify.model.terms import Claim


class Cell(NamedTuple):
    """The text of a cell, where it stands, and the name of its column or label."""

    row: int
    column: int
    text: str
    name: str = ""


Fields = Mapping[str, tuple[Cell, ...]]
"""Field -> the cells that say it."""


def line_of(text: str, place: str) -> Line:
    """A text of a cell as a line, for the rules of prose."""
    return Line(-1, 0, text, fold(text), place)


def _said(rows: Sequence[Fields], field: str) -> str:
    """The texts of a field, each once, on lines of their own."""
    return "\n".join(dict.fromkeys(cell.text for row in rows for cell in row.get(field, ())))


def _first(rows: Sequence[Fields], field: str) -> str:
    return next((cell.text for row in rows for cell in row.get(field, ())), "")


KEPT = ("detail", "cause", "amount", "basis", "identified", "source", "extended", "evidence", "note", "unknown")
"""Columns that have no field of their own in a ledger; they are kept as the finding's detail, each with its name."""


def issue_of(rows: Sequence[Fields], gathering: Gathering, place: str) -> DraftIssue:
    """The finding of these rows, without its aspect and its place under another."""
    number, reference = number_and_reference(_first(rows, "number"), _first(rows, "reference"), gathering, place)
    statuses = list(_statuses(rows, gathering, place))
    status = min(statuses, key=lambda one: RANK[Claim(one.claim)]) if statuses else None
    if status and (any(one.several for one in statuses) or len({one.claim for one in statuses}) > 1):
        gathering.remark(
            "status-two", place, words="；".join(dict.fromkeys(one.words for one in statuses)), claim=status.claim
        )
    deadline, words = _deadline(rows, gathering, place)
    completed = day_of(_first(rows, "completed"), gathering, place)
    return DraftIssue(
        number,
        clean_title(_first(rows, "title")),
        None,
        None,
        place,
        status.claim if status else "",
        status.words if status else "",
        kind_words(_first(rows, "kind")),
        severity_of(_first(rows, "severity")),
        _first(rows, "owner"),
        _first(rows, "lead"),
        _first(rows, "unit"),
        _first(rows, "supporting"),
        deadline,
        words,
        completed,
        _said(rows, "verdict"),
        _said(rows, "standard"),
        _said(rows, "recommendation"),
        _said(rows, "response"),
        reference,
        _detail(rows),
    )


def _detail(rows: Sequence[Fields]) -> str:
    """What the other columns say, each with its name; only the finding in more words needs none."""
    said = [_said(rows, "detail")]
    for field in KEPT[1:]:
        for row in rows:
            said += [
                f"{cell.name}：{cell.text}" if not cell.name.isascii() else f"{cell.name}: {cell.text}"
                for cell in row.get(field, ())
            ]
    if not kind_words(kind := _first(rows, "kind")) and kind:
        said.append(f"{rows[0]['kind'][0].name}：{kind}")
    if (severity := _first(rows, "severity")) and not severity_of(severity):
        said.append(f"{rows[0]['severity'][0].name}: {severity}")
    return "\n".join(dict.fromkeys(text for text in said if text))


def clean_title(text: str) -> str:
    """The title that a cell holds, without its number and without the frame 关于“…”的问题.

    >>> clean_title("1.关于“学习不深入”的问题。"), clean_title("第二十三项问题：管网配套不足，污水直排。")
    ('学习不深入', '管网配套不足，污水直排')
    """
    folded = fold(text)
    mark = read_mark(folded)
    start = mark.end if mark and mark.style not in ("item", "bullet", "letter", "reference") else 0
    found = framed_title(folded, start)
    if found and not folded[found.rest :].strip(" 。."):
        return text[found.start : found.end].strip()
    words = trimmed(text, start, len(text), " \t\n。.；;")
    return text[words.start : words.end] or text.strip()


_BECAME_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?|(\d{1,2})月(\d{1,2})日|(\d{1,2})-(?P<month>[A-Z][a-z]{2})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = re.compile(r"(\d{1,4})\s?[-—–.．_]\s?(\d{1,4})")
_ID = re.compile(r"[A-Za-z]")


def number_and_reference(number: str, reference: str, gathering: Gathering, place: str) -> tuple[str, str]:
    """The number of a finding, and the id where it has one (`IA-03`, `1-2`). A number that a spreadsheet took for a date
    is given back what it was (2024-01-02 for 1-2).
    """
    words = number or reference
    if found := _BECAME_DATE.fullmatch(words):
        first = int(found[2] or found[4] or (_MONTHS.index(found["month"]) + 1 if found["month"] in _MONTHS else 0))
        again = f"{first}-{int(found[3] or found[5] or found[6])}"
        gathering.remark("number-became-date", place, words=words, number=again)
        words = again
    folded = fold(words).strip().removesuffix(".0").rstrip(".、)")
    if found := _PARTS.fullmatch(folded):
        return found[2], folded
    if _ID.search(folded):
        return "", words
    mark = read_mark(f"{folded}、x")
    digits = (
        str(mark.value)
        if mark and mark.value
        else (str(int(folded)) if folded.isascii() and folded.isdecimal() else "")
    )
    return digits, "" if digits or not words else words


_YES_NO = {"是": Claim.COMPLETED, "否": Claim.ACTING, "√": Claim.COMPLETED, "✓": Claim.COMPLETED, "×": Claim.ACTING, "yes": Claim.COMPLETED, "y": Claim.COMPLETED, "no": Claim.ACTING, "n": Claim.ACTING}  # fmt: skip
_SHARE = re.compile(r"(\d{1,3})(?:\.\d+)?\s?%")
_ALL = 100


def _statuses(rows: Sequence[Fields], gathering: Gathering, place: str) -> list[Status]:
    """The statuses that the cells say; of a long text the one with which it begins."""
    found: list[Status] = []
    for row in rows:
        for cell in row.get("status", ()):
            status = status_of(cell.text)
            if status is not None:
                found.append(status)
            elif len(cell.text) <= _SHORT:
                gathering.remark("status-unknown", place, words=cell.text)
        if not found:
            found += [
                status for cell in row.get("action", ()) if (status := leading_status(fold(cell.text))) is not None
            ]
    return found


_SHORT = 24


def status_of(text: str) -> Status | None:
    """The status that a cell says, 是 and 否 and shares included.

    >>> print(status_of("是").claim, status_of("否，持续推进").claim, status_of("60%").claim, status_of("已完成。5月召开会议").words)
    completed acting acting 已完成
    """
    folded = " ".join(fold(text).split())
    first = re.split(r"[,，、;；(\s]", folded.lower(), maxsplit=1)[0]
    if first in _YES_NO:
        return Status(_YES_NO[first], text.strip())
    if share := _SHARE.fullmatch(folded):
        return Status(Claim.COMPLETED if int(share[1]) == _ALL else Claim.ACTING, text.strip())
    return cell_status(folded) or leading_status(folded)


def _deadline(rows: Sequence[Fields], gathering: Gathering, place: str) -> tuple[When | None, str]:
    """The deadline of the finding: the one all rows share, else the last of them; words where none is a date."""
    dates: list[When] = []
    words: list[str] = []
    for row in rows:
        for cell in row.get("deadline", ())[:1]:
            when, said = _when(cell.text, gathering, place)
            if when:
                dates.append(when)
            elif said:
                words.append(said)
    if words:
        return (dates[0] if dates and len({one.edtf for one in dates}) == 1 and not words else None), words[-1]
    return (max(dates, key=lambda one: one.latest or one.earliest or _NEVER) if dates else None), ""


_NEVER = date.min


def _when(text: str, gathering: Gathering, place: str) -> tuple[When | None, str]:
    """By when a cell says; what is wrong with a date in it is remarked on."""
    folded = fold(text)
    when, words = deadline_of(text, folded, gathering.calendar)
    if when is None:
        for day in gathering.calendar.find(text, folded, toward="future"):
            if day.problem:
                gathering.remark(day.problem, place, words=day.words)
    return when, words


def day_of(text: str, gathering: Gathering, place: str) -> When | None:
    """The day that a cell says something happened."""
    day = next(iter(gathering.calendar.find(text, fold(text))), None) if text else None
    if day is None:
        return None
    gathering.check_day(day, place)
    return None if day.problem else day.when


# Into the draft


def add_aspect(gathering: Gathering, title: str, number: int, place: str) -> int:
    """The position of the aspect of that title, new or known."""
    for position, aspect in enumerate(gathering.aspects):
        if title_key(aspect.title) == title_key(title):
            return position
    gathering.aspects.append(DraftAspect(number or len(gathering.aspects) + 1, title, None, place))
    return len(gathering.aspects) - 1


_MARKS = re.compile(r"[\W_]+")


def title_key(title: str) -> str:
    """A title without marks and white space, by which it is known again."""
    return _MARKS.sub("", title).lower()


def add_issue(gathering: Gathering, issue: DraftIssue) -> int:
    """The position of a finding: of one of the same title or id that the document told before, with what is new, or of this."""
    known = gathering.known_issue(title_key(issue.title), issue.reference, issue.parent)
    if known is None:
        return gathering.add_issue(issue, title_key(issue.title))
    old = gathering.issues[known]
    if old.claim and issue.claim and old.claim != issue.claim:
        least = min((old, issue), key=lambda one: RANK[Claim(one.claim)])
        gathering.remark("status-two", issue.place, words=f"{old.claim_words}；{issue.claim_words}", claim=least.claim)
        old = old._replace(claim=least.claim, claim_words=least.claim_words)
    fresh = {
        name: value for name, value in issue._asdict().items() if value and not getattr(old, name) and name != "parent"
    }
    gathering.issues[known] = old._replace(**fresh)
    return known


_ITEM = re.compile(
    r"(?:^|(?<=[。；;\n]))\s*(?:\(?\d{1,2}\s?[)、.](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]、|[-•]\s)\s*"
)


def items_of(text: str) -> list[str]:
    """The items of a cell that counts them (1.…；2.…), else the whole text.

    >>> items_of("1.公开招聘教师；2.严格执行中班教学"), items_of("修订办法，清理资金")
    (['公开招聘教师', '严格执行中班教学'], ['修订办法，清理资金'])
    """
    folded = fold(text)
    cuts = [found.span() for found in _ITEM.finditer(folded)]
    if not cuts:
        return [text.strip()]
    ends = [*(start for start, _ in cuts[1:]), len(text)]
    items = [text[: cuts[0][0]], *(text[begin:end] for (_, begin), end in zip(cuts, ends, strict=True))]
    return [item for one in items if (item := one.strip(" \t\n；;。"))]


def add_measures(
    gathering: Gathering, row: Fields, position: int, place: str, *, fresh: Callable[[Cell], bool]
) -> None:
    """What a row plans: each item of its measures, with the owner, lead, standard and deadline of that row."""
    when, words = _when(row["deadline"][0].text, gathering, place) if "deadline" in row else (None, "")
    if words and not gathering.issues[position].deadline_words:
        gathering.issues[position] = gathering.issues[position]._replace(deadline_words=words)
    standard = "\n".join(cell.text for cell in row.get("measure-standard", ()))
    lead, owner = (row[post][0].text if post in row else "" for post in ("lead", "owner"))
    for cell in (*row.get("measure", ()), *row.get("next", ())):
        if not fresh(cell):
            continue
        for item in items_of(cell.text):
            measure = DraftMeasure(position, item, place, standard, lead, owner, when)
            if measure not in gathering.measures[-20:]:
                gathering.measures.append(measure)


def add_actions(gathering: Gathering, row: Fields, position: int, place: str, *, fresh: Callable[[Cell], bool]) -> None:
    """What a row says was done: its results, and what stands behind the status in its cell."""
    texts = [cell.text for cell in (*row.get("action", ()), *row.get("rules", ())) if fresh(cell)]
    for cell in row.get("status", ()):
        folded = fold(cell.text)
        status = leading_status(folded)
        rest = (
            cell.text[status.end :]
            if status
            else (cell.text if len(cell.text) > _SHORT and status_of(cell.text) is None else "")
        )
        if fresh(cell) and len(rest.strip(" 。.，,；;、\n")) > 4:
            texts.append(rest)
    for text in texts:
        gathering.actions.extend(actions_of(text, position, gathering, place))


def actions_of(text: str, position: int, gathering: Gathering, place: str) -> list[DraftAction]:
    """The actions that a cell tells, its leading status aside."""
    found: list[DraftAction] = []
    for item in items_of(text):
        line = line_of(item, place)
        status = leading_status(line.folded) if gathering.language == "zh" else None
        start = status.end if status else 0
        while start < len(item) and item[start] in "。.，,；;：:、 \n":
            start += 1
        if not line.folded[start:].strip():
            continue
        for statement in statements(line, start, len(item), gathering.calendar):
            if statement.day is not None:
                gathering.check_day(statement.day, place)
            found.append(action(statement, (position,), gathering.language))
    return found
