"""What `check` does between the command line and the rules: a ledger, documents, many reports, one code explained."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify.checks import check, codes
from rectify.checks.against.comparing import SEVERITIES as DIFFERENCES
from rectify.checks.case import Case
from rectify.checks.drafts import of_draft
from rectify.checks.registry import CODES, RULES
from rectify.cli.importing import columns, found, reason, source_of
from rectify.cli.session import Session
from rectify.cli.viewing import day_of, draw
from rectify.documents.document import Document, Table
from rectify.errors import NotFound, RectifyError, Unreadable
from rectify.intake import understand
from rectify.intake.draft import Total
from rectify.intake.gathering import SEVERITIES
from rectify.ledger import Ledger
from rectify.model.remarks import Remark, Severity
from rectify.view.screens import checks as screens

if TYPE_CHECKING:
    from rectify.checks.batch import Row
    from rectify.cli.comparing import Other

FOUND = 1
"""The exit code where something of severity error is found."""


def explain(session: Session, name: str) -> None:
    """Say what a code looks for; of a family, its codes one after the other."""
    from rectify.view.screen import Gap

    meant = codes([name])
    for position, code in enumerate(each for each in CODES if each in meant):
        severity = RULES[code].severity if code in RULES else {**SEVERITIES, **DIFFERENCES}[code]
        draw(session, [Gap()] if position else [])
        own = code in RULES or code in DIFFERENCES
        draw(session, screens.explanation(session.language, code, CODES[code], severity, own=own))


def wanted(select: Iterable[str] | None, ignore: Iterable[str] | None) -> frozenset[str] | None:
    """The codes to look for: those selected, or all, without those ignored."""
    chosen = codes(_names(select)) if select else frozenset(CODES)
    return (chosen - codes(_names(ignore))) if ignore else chosen if select else None


def _names(given: Iterable[str]) -> list[str]:
    return [name.strip() for each in given for name in each.replace("，", ",").split(",") if name.strip()]


class Checked(NamedTuple):
    """One document or inspection, and what there is to say of it."""

    name: str
    case: Case
    remarks: list[Remark]
    totals: tuple[Total, ...] = ()


class Reader:
    """Reads documents one by one; those that are compared with a ledger are looked at for nothing else."""

    def __init__(self, session: Session, column: Iterable[str], encoding: str, other: "Other | None" = None) -> None:
        self._session = session
        self._columns = columns(session, column)
        self._encoding = encoding
        self._other = other

    def check(self, name: str, codes_wanted: frozenset[str] | None) -> Checked:
        """A document, read and checked. Raises Unreadable."""
        source, _ = source_of(self._session, name, self._encoding)
        draft = understand(source, today=self._session.world.today(), columns=self._columns)
        tables = (each for each in source.document.blocks if isinstance(each, Table))
        case = of_draft(draft, ((each.place, tuple(each.rows)) for each in tables))
        if self._other is None:
            return Checked(source.name, case, check(case, draft.remarks, wanted=codes_wanted), draft.totals)
        from rectify.cli.comparing import Comparing

        today = self._session.world.today()
        found = Comparing(today, self._other, (source, draft), self._columns).remarks()
        kept = [each for each in found if codes_wanted is None or each.code in codes_wanted]
        return Checked(source.name, case, kept, draft.totals)


def documents(session: Session, names: Iterable[str], reader: Reader, codes_wanted: frozenset[str] | None) -> int:
    """Check documents; of several, one that cannot be read is said and passed over."""
    files = list(found(session, names))
    failed = 0
    checked: list[Checked] = []
    for name in files:
        try:
            checked.append(reader.check(name, codes_wanted))
        except RectifyError as error:
            if len(files) == 1:
                raise
            failed += 1
            session.note(session.say("checks.failed", name=session.visible(name), why=reason(session, error)))
    _answer(session, checked, several=len(files) > 1)
    return _code(checked) or (Unreadable.exit_code if failed else 0)


def ledger(session: Session, codes_wanted: frozenset[str] | None, inspection: str | None, as_of: str | None) -> int:
    """Check the ledger of this call, all its inspections or the one named."""
    from rectify.checks.ledgers import of_view
    from rectify.cli.ledgers import reading
    from rectify.deciding.resolving import inspection as named

    with reading(session) as opened:
        day = day_of(session, as_of) if as_of else session.world.today()
        view = opened.view(day if as_of else None)
        of = named(view, inspection) if inspection else None
        living = [each for each in view.inspections() if not each.void and of in (None, each)]
        if not living:
            raise NotFound("check-nothing")
        cases = of_view(view, day, _entered(opened), of.id if of else None)
        checked = [
            Checked(each.title or each.unit or each.code, case, check(case, wanted=codes_wanted))
            for each, case in zip(living, cases, strict=True)
        ]
    _answer(session, checked, several=len(checked) > 1)
    return _code(checked)


def _entered(opened: Ledger) -> Mapping[int, str]:
    """The day on which each action was entered; those of an import left out, since a file brings them all at once."""
    from rectify.acts import ImportFile, LogAction

    imports: set[int] = set()
    days: dict[int, str] = {}
    for entry in opened.entries():
        if isinstance(entry.act, ImportFile):
            imports.add(entry.batch or entry.seq)
        elif isinstance(entry.act, LogAction) and entry.batch not in imports:
            days[entry.act.id] = entry.at[:10]
    return days


def _answer(session: Session, checked: list[Checked], *, several: bool) -> None:
    if session.json:
        session.emit_json({"format": 1, "remarks": _json(session, checked, several=several)})
        return
    from rectify.view.screen import Gap

    for position, each in enumerate(checked):
        titles = {finding.place: finding.issue.title for finding in each.case.findings}
        draw(session, [Gap()] if position else [])
        draw(session, screens.screen(session.language, each.name, each.remarks, titles))
    if any(each.remarks for each in checked):
        session.note(session.say("checks.more"))


def _json(session: Session, checked: Iterable[Checked], *, several: bool) -> Iterator[dict[str, object]]:
    for one in checked:
        for each in one.remarks:
            yield screens.remark_json(session.language, each, CODES[each.code], one.name if several else "")


def _code(checked: Iterable[Checked]) -> int:
    return FOUND if any(each.severity is Severity.ERROR for one in checked for each in one.remarks) else 0


def batch(
    session: Session,
    folder: str,
    reader: Reader,
    codes_wanted: frozenset[str] | None,
    *,
    output: str | None,
    form: str | None,
) -> int:
    """A table of all reports in a folder, on the screen or as a file; a file that cannot be read is one row."""
    from rectify.checks import batch as tables

    root = session.world.cwd / folder
    if not root.is_dir():
        raise NotFound("check-no-folder", path=folder)
    rows = tables.in_order(_row(session, reader, name, codes_wanted) for name in found(session, [folder]))
    if session.json:
        session.emit_json({"format": 1, "units": tables.as_json(rows)})
    elif output is not None or form is not None:
        _write(session, tables.document(session.language, rows, session.world.today().isoformat()), output, form)
    else:
        heads = tables.columns(session.language)
        titles = [(head.title, head.align == "right") for head in heads]
        draw(session, screens.table(titles, [tables.cells(each) for each in rows]))
    return FOUND if any(each.errors for each in rows) else 0


def _write(session: Session, document: Document, output: str | None, form: str | None) -> None:
    """The table as a file, or on standard output; which writer it takes goes by `--format`, else by the file's suffix."""
    from rectify.cli.output import stream, target
    from rectify.documents.writing import Style, writer

    path = target(session, output)
    suffix = f".{form}" if form else path.suffix if path else ".csv"
    write = writer(suffix)
    with stream(session, path, suffix) as opened:
        write(document, opened, Style())
    if path:
        session.note(session.say("report.saved", path=path))


def _row(session: Session, reader: Reader, name: str, codes_wanted: frozenset[str] | None) -> "Row":
    from rectify.checks import batch as tables

    try:
        checked = reader.check(name, codes_wanted)
    except RectifyError as error:
        return tables.Row(Path(name).name, note=reason(session, error))
    return tables.row(checked.name, checked.totals, checked.case, checked.remarks)
