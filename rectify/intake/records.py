"""What the columns of a register or the labels of a form say of one finding."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rectify.intake.actions import action, statements
from rectify.intake.cells import Cell, Fields, clean_title, items_of, line_of, number_and_reference, status_of
from rectify.intake.days import redacted
from rectify.intake.draft import DraftAction, DraftIssue, DraftMeasure
from rectify.intake.gathering import Gathering, Place
from rectify.intake.lines import fold
from rectify.intake.status import RANK, Status
from rectify.intake.statuses import last_clause, leading_status
from rectify.intake.titles import title_key
from rectify.intake.words import deadline_of, in_order, kind_words, severity_of
from rectify.model.dates import When
from rectify.model.terms import Claim

KEPT = ("cause", "amount", "basis", "identified", "source", "extended", "evidence", "note", "unknown")
"""Columns that have no field of their own in a ledger; they are kept as the finding's detail, each with its name."""


def _together(rows: Sequence[Fields]) -> Fields:
    """What all rows of a finding say, field by field, each text once."""
    if len(rows) == 1:
        return rows[0]
    fields: dict[str, dict[str, Cell]] = {}
    for row in rows:
        for field, cells in row.items():
            for cell in cells:
                fields.setdefault(field, {}).setdefault(cell.text, cell)
    return {field: tuple(cells.values()) for field, cells in fields.items()}


def _first(fields: Fields, field: str) -> str:
    return fields[field][0].text if fields.get(field) else ""


def _all(fields: Fields, field: str, glue: str = "、") -> str:
    """All that is said of a post, or with line breaks of anything else."""
    cells = fields.get(field, ())
    return glue.join(cell.text for cell in cells) if len(cells) != 1 else cells[0].text


def issue_of(rows: Sequence[Fields], gathering: Gathering, place: str) -> DraftIssue:
    """The finding of these rows, without its aspect and its place under another."""
    said = _together(rows)
    number, reference = number_and_reference(_first(said, "number"), _first(said, "reference"), gathering, place)
    statuses = _statuses(said, gathering, place)
    status = min(statuses, key=lambda one: RANK[Claim(one.claim)]) if statuses else None
    if status and (any(one.several for one in statuses) or len({one.claim for one in statuses}) > 1):
        words = "；".join(dict.fromkeys(one.words for one in statuses))
        gathering.remark("status-two", place, words=words, claim=status.claim)
    deadline, words = _deadline(rows, gathering, place)
    completed = day_of(_first(said, "completed"), gathering, place)
    kind, severity = kind_words(_first(said, "kind")), severity_of(_first(said, "severity"))
    known = {"kind": bool(kind), "severity": bool(severity), "completed": completed is not None}
    return DraftIssue(
        number,
        clean_title(_first(said, "title")),
        None,
        None,
        place,
        status.claim if status else "",
        status.words if status else "",
        kind,
        severity,
        _all(said, "owner"),
        _all(said, "lead"),
        _all(said, "unit"),
        _all(said, "supporting"),
        deadline,
        words,
        completed,
        _all(said, "verdict", "\n"),
        _all(said, "standard", "\n"),
        _all(said, "recommendation", "\n"),
        _all(said, "response", "\n"),
        reference,
        _detail(said, [field for field, is_known in known.items() if not is_known]),
    )


def _detail(said: Fields, unread: Sequence[str]) -> str:
    """What the other columns say, and those that could not be read, each with its name; the finding in more words needs none."""
    texts = [cell.text for cell in said.get("detail", ())]
    for field in (*KEPT, *unread):
        texts += [_named(cell) for cell in said.get(field, ())]
    return "\n".join(texts)


def _named(cell: Cell) -> str:
    return f"{cell.name}{': ' if cell.name.isascii() else '：'}{cell.text}" if cell.name else cell.text


def _statuses(said: Fields, gathering: Gathering, place: str) -> list[Status]:
    """The statuses that the cells say; of a long text the one with which it begins."""
    found: list[Status] = []
    for cell in said.get("status", ()):
        status = status_of(cell.text)
        if status is not None:
            found.append(status)
        elif _is_short(cell.text):
            gathering.remark("status-unknown", place, words=cell.text)
    if not found:
        texts = [fold(cell.text) for cell in said.get("action", ())]
        told = (leading_status(text) or last_clause(text) for text in texts)
        found = [status for status in told if status is not None]
    return found


_SHORT = 24
_SHORT_CHINESE = 12


def _is_short(text: str) -> bool:
    """Whether a text in a column of statuses means to be one; what is longer, or counts something, tells what was done."""
    return len(text) <= (_SHORT if text.isascii() else _SHORT_CHINESE) and not any(map(str.isdigit, text))


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
    plain = in_order(text, gathering.day_order)
    folded = fold(plain)
    when, words = deadline_of(plain, folded, gathering.calendar)
    if when is not None and plain != text:
        when = when._replace(words=text)
    if when is not None and redacted(when):
        gathering.remark("redaction", place, words=when.words or text)
    if when is None:
        for day in gathering.calendar.find(plain, folded, toward="future"):
            if day.problem:
                gathering.remark(day.problem, place, words=day.words)
    return when, words


def day_of(text: str, gathering: Gathering, place: str) -> When | None:
    """The day that a cell says something happened."""
    plain = in_order(text, gathering.day_order)
    day = next(iter(gathering.calendar.find(plain, fold(plain))), None) if text else None
    if day is None:
        return None
    gathering.check_day(day, place)
    when = day.when._replace(words=text) if plain != text else day.when
    return None if day.problem else when


# Into the draft


def add_aspect(gathering: Gathering, title: str, number: int, place: str) -> int:
    """The position of the aspect of that title, new or known."""
    return gathering.aspect_of(title, number, place, title_key)


def add_issue(gathering: Gathering, issue: DraftIssue, told: Mapping[int, Place], *, inherited: bool = False) -> int:
    """The position of a finding: of one of the same title or id that the document told before, with what is new, or of this.

    `told` are those that the same table told. `inherited`: its aspect is that of the row above, so one that was told
    before keeps its own.
    """
    known = gathering.known_issue(title_key(issue.title), issue, told)
    if known is None:
        return gathering.add_issue(issue, title_key(issue.title))
    old = gathering.issues[known]
    if old.claim and issue.claim and old.claim != issue.claim:
        least = min((old, issue), key=lambda one: RANK[Claim(one.claim)])
        gathering.remark("status-two", issue.place, words=f"{old.claim_words}；{issue.claim_words}", claim=least.claim)
        old = old._replace(claim=least.claim, claim_words=least.claim_words)
    kept = ["parent", *(["aspect"] if inherited else []), *(["owner"] if issue.owner == old.unit else [])]
    fresh = {
        name: value
        for name, value in issue._asdict().items()
        if value and getattr(old, name) in ("", None) and name not in kept
    }
    gathering.issues[known] = old._replace(**fresh)
    return known


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
            due = _own_deadline(item, gathering) or when
            measure = DraftMeasure(position, item, place, standard, lead, owner, due)
            if measure not in gathering.measures[-6:]:
                gathering.measures.append(measure)


def _own_deadline(item: str, gathering: Gathering) -> When | None:
    """The date with which an item of a plan ends: 1)Buy tokens 2024-01-15; 修订办法(6月底前)."""
    plain = in_order(item, gathering.day_order)
    days = gathering.calendar.find(plain, fold(plain), toward="future")
    if not days or days[-1].problem or plain[days[-1].end :].strip(" )）。.;；"):
        return None
    return days[-1].when


def add_actions(gathering: Gathering, row: Fields, position: int, place: str, *, fresh: Callable[[Cell], bool]) -> None:
    """What a row says was done: its results, and what stands behind the status in its cell."""
    texts = [cell.text for cell in (*row.get("action", ()), *row.get("rules", ())) if fresh(cell)]
    for cell in row.get("status", ()):
        folded = fold(cell.text)
        status = leading_status(folded)
        rest = (
            cell.text[status.end :]
            if status
            else (cell.text if not _is_short(cell.text) and status_of(cell.text) is None else "")
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
