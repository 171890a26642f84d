"""Issues in rows: filtered, sorted, with chosen columns, as a table or in the forms that other programs read."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import Annotated, Literal, NamedTuple

import typer

from rectify.cli.ledgers import reading
from rectify.cli.session import Session
from rectify.cli.viewing import DRAWN, MOST, draw, first_day, last_day, seen
from rectify.deciding.resolving import aspect as named_aspect, inspection as named_inspection
from rectify.errors import WrongUsage
from rectify.model.terms import Claim, IssueKind, Severity, Verdict, one_of
from rectify.model.values import Filter, Issue
from rectify.store.reading import Reading
from rectify.view.layout import text_of
from rectify.view.screens import issues as screens
from rectify.view.screens.issues import Around, Rows

Text = Annotated[str | None, typer.Option()]
Which = Literal["first", "last"]


def list_(
    session: Session,
    *,
    aspect: Text = None,
    owner: Text = None,
    claim: Text = None,
    verdict: Text = None,
    kind: Text = None,
    severity: Text = None,
    text: Text = None,
    overdue: Annotated[bool, typer.Option("--overdue")] = False,
    open_: Annotated[bool, typer.Option("--open")] = False,
    due_from: Text = None,
    due_to: Text = None,
    acted_from: Text = None,
    acted_to: Text = None,
    on_time: Annotated[Which | None, typer.Option("--on-time")] = None,
    late: Annotated[Which | None, typer.Option("--late")] = None,
    void: Annotated[bool, typer.Option("--void")] = False,
    inspection: Text = None,
    as_of: Text = None,
    sort: Annotated[str, typer.Option("--sort")] = "number",
    columns: Text = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0, max=MOST)] = None,
    form: Annotated[Literal["table", "plain", "csv", "json", "md"] | None, typer.Option("--format")] = None,
) -> None:
    how = _form(session, form)
    with reading(session) as ledger:
        view, day = seen(session, ledger, as_of)
        wanted = _placed(view, inspection, aspect)._replace(
            claim=_term("claim", claim),
            verdict=_term("verdict", verdict),
            kind=_term("kind", kind),
            severity=_term("severity", severity),
            owner=owner or "",
            text=text or "",
            overdue=overdue,
            open=open_,
            due_from=first_day(session, due_from, ahead=True),
            due_to=last_day(session, due_to, ahead=True),
            acted_from=first_day(session, acted_from),
            acted_to=last_day(session, acted_to),
            void=void,
            as_of=day,
        )
        around = Around.of(view, day)
        timed = _Timed(around, on_time, late)
        names = screens.chosen(columns) if columns is not None else _columns(how, around, timed, void=void)
        read = screens.read_for([*names, *timed.columns])
        most = -1 if timed.asked or not limit else limit
        found = islice(timed.pass_on(view.issues(wanted, sort, most, read)), limit or None)
        listed = Listed(session, names, Rows(session.language, names, around), around, found)
        _WRITERS[how](listed._replace(chosen=columns is not None, in_order=sort == "number"))
    if timed.unknown:
        session.note(session.say("screens.list-unknown", n=timed.unknown))


class Listed(NamedTuple):
    """What is to be written: the issues that were found, streamed, and the columns to write of them."""

    session: Session
    names: list[str]
    rows: Rows
    around: Around
    issues: Iterator[Issue]
    chosen: bool = False
    """Whether the columns were chosen by the user, and so must all be there."""
    in_order: bool = False
    """Whether the issues come aspect by aspect."""


def _form(session: Session, form: str | None) -> str:
    if session.json and form not in (None, "json"):
        raise WrongUsage("option-twice", option="--format", first="json", second=form)
    return form or ("json" if session.json else "table" if session.rich else "plain")


def _placed(view: Reading, inspection: str | None, aspect: str | None) -> Filter:
    """What is asked for by place: `2`, `2.` or `2023-1/2`; an aspect without an inspection is one of the newest."""
    if inspection is None and aspect is None:
        return Filter()
    code, _, number = (aspect or "").rpartition("/")
    of = named_inspection(view, code or inspection)
    return Filter(of.id, named_aspect(view, of, number).id if aspect is not None else None)


_TERMS: dict[str, tuple[str, type[StrEnum]]] = {
    "claim": ("claim", Claim),
    "verdict": ("verdict", Verdict),
    "kind": ("issue", IssueKind),
    "severity": ("severity", Severity),
}


def _term(field: str, text: str | None) -> str:
    """The code of a term, which may be given as the code or in the words of either language; empty for none."""
    if text is None:
        return ""
    from rectify.language.terms import coded

    area, terms = _TERMS[field]
    return one_of(terms, coded(area, text), field).value


class _Timed:
    """The issues that were completed on time, or late, against the first deadline or the last."""

    def __init__(self, around: Around, on_time: Which | None, late: Which | None) -> None:
        self._around = around
        self.asked = [(which, kind) for which, kind in ((on_time, "on-time"), (late, "late")) if which]
        self.unknown = 0

    @property
    def columns(self) -> list[str]:
        """The columns that tell it."""
        return [f"on_time_{which}" for which in dict.fromkeys(which for which, _ in self.asked)]

    def pass_on(self, issues: Iterator[Issue]) -> Iterator[Issue]:
        return filter(self._fits, issues) if self.asked else issues

    def _fits(self, issue: Issue) -> bool:
        found = [(screens.fact(f"on_time_{which}", issue, self._around), kind) for which, kind in self.asked]
        self.unknown += any(timing == "unknown" for timing, _ in found)
        return all(timing == kind for timing, kind in found)


def _columns(form: str, around: Around, timed: _Timed, *, void: bool) -> list[str]:
    """The columns unless others are asked for: what a table has room for, and what the question was about."""
    if form == "json":
        return [*screens.CONTRACT, *screens.MORE]
    names = list(screens.SHOWN)
    if form != "table":
        names.insert(1, "aspect")
        if around.several:
            names.insert(0, "inspection")
    names += timed.columns
    return [*names, "void"] if void else names


def _write_json(listed: Listed) -> None:
    found = (screens.facts(listed.names, issue, listed.around) for issue in listed.issues)
    listed.session.emit_json({"format": 1, "issues": found})


def _draw_table(listed: Listed) -> None:
    """A table for reading: aspects as headings between its rows, and no columns that hold nothing."""
    first = list(islice(listed.issues, DRAWN + 1))
    rows = listed.rows if listed.chosen else listed.rows.telling(first)
    draw(
        listed.session,
        screens.screen(rows, chain(first, listed.issues), grouped=listed.in_order, whole=listed.chosen),
        plain=len(first) > DRAWN,
    )
    _say_if_none(listed, first)


def _draw_plain(listed: Listed) -> None:
    """A table for other programs: every row stands by itself, and the columns are always the same."""
    first = list(islice(listed.issues, 1))
    draw(listed.session, screens.screen(listed.rows, chain(first, listed.issues), whole=True), plain=True)
    _say_if_none(listed, first)


def _say_if_none(listed: Listed, first: list[Issue]) -> None:
    if not first:
        listed.session.note(listed.session.say("screens.list-none"))


def _cells(listed: Listed) -> Iterator[list[str]]:
    return ([text_of(part) for part in row] for row in listed.rows.rows(listed.issues))


def _write_csv(listed: Listed) -> None:
    """CSV as RFC 4180 has it; no cell can be taken for a formula."""
    from rectify.documents.writing.separated import lines

    rows = chain([listed.rows.titles()], _cells(listed))
    while chunk := list(islice(rows, _ROWS)):
        listed.session.world.stdout.write(lines(chunk))


_ROWS = 500


def _write_markdown(listed: Listed) -> None:
    aligns = ["---:" if column.align == "right" else "---" for column in listed.rows.columns()]
    for line in chain([listed.rows.titles(), aligns], (map(_escaped, row) for row in _cells(listed))):
        listed.session.out(f"| {' | '.join(line)} |")


def _escaped(text: str) -> str:
    """`text` for a cell of a Markdown table, where none of it is markup."""
    import re

    return re.sub(r"([\\`*_~<>&\[\]|])", r"\\\1", text)


_WRITERS: dict[str, Callable[[Listed], None]] = {
    "table": _draw_table,
    "plain": _draw_plain,
    "csv": _write_csv,
    "json": _write_json,
    "md": _write_markdown,
}
