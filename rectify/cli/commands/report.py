"""`report`: the document that is handed in, computed from the ledger."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rectify.cli.ledgers import reading
from rectify.cli.options import Option, refuse_empty
from rectify.cli.output import stream, target
from rectify.cli.session import Session
from rectify.cli.sharing import folder, share
from rectify.cli.viewing import day_of
from rectify.errors import Refused, Unreadable, WrongUsage
from rectify.model.values import Inspection
from rectify.store.reading import Reading

if TYPE_CHECKING:
    from rectify.documents.document import Document, Letterhead
    from rectify.documents.writing import Style
    from rectify.language import Language
    from rectify.ledger import Ledger
    from rectify.report import Asked, View
    from rectify.report.skeleton import Skeleton


Kind = Literal["rectification", "progress", "register", "lists", "slip", "summary"]
Format = Literal["md", "txt", "html", "docx", "pdf", "xlsx", "csv", "json"]
Each = Literal["unit", "owner"]
Fonts = Literal["gb2312", "windows", "gbk", "macos"]
Via = Literal["soffice"]


def report(
    session: Session,
    *,
    kind: Annotated[Kind, typer.Option("--kind")] = "rectification",
    output: Annotated[str | None, typer.Option("--output", "-o")] = None,
    format_: Annotated[Format | None, typer.Option("--format")] = None,
    as_of: Option = None,
    since: Option = None,
    basis: Annotated[bool, typer.Option("--basis")] = False,
    issues: Option = None,
    each: Annotated[Each | None, typer.Option("--each")] = None,
    to: Option = None,
    letterhead: Option = None,
    number: Option = None,
    sealed: Annotated[bool, typer.Option("--sealed")] = False,
    fonts: Annotated[Fonts, typer.Option("--fonts")] = "gb2312",
    template: Option = None,
    via: Annotated[Via | None, typer.Option("--via")] = None,
    outline: Option = None,
    public: Annotated[bool, typer.Option("--public")] = False,
    posts: Option = None,
    inspection: Option = None,
) -> None:
    from rectify.documents.writing import DRAWING, Style, writer

    refuse_empty(to=to, letterhead=letterhead, number=number, template=template, outline=outline, posts=posts)
    path = folder(session, output, kind) if each else target(session, output)
    suffix = f".{format_}" if format_ else ".xlsx" if each else _suffix(path)
    write, style = writer(suffix), _style(session, suffix, Style(fonts, sealed, via=via or ""), template)
    days = _days(session, as_of, since)
    with reading(session) as ledger:
        view = ledger.view(days[0] if as_of else None)
        asked = _asked(session, ledger, view, inspection, days)._replace(
            basis=basis, letterhead=_letterhead(letterhead, number), addressee=to or ""
        )
        asked = asked._replace(only=_only(view, kind, asked.inspection, issues))
        asked = asked._replace(skeleton=_skeleton(session, outline), dated=as_of is not None)
        asked = asked._replace(pictures=suffix.lower() in DRAWING or (kind, suffix.lower()) == ("summary", ".pdf"))
        seen: View = view
        if public:
            seen, asked = _public(session, view, asked, posts)

        def put(wanted: "Asked", place: Path | None) -> None:
            with stream(session, place, suffix) as opened:
                write(_document(kind, seen, wanted, suffix, facts=bool(template)), opened, style)

        if each and path:
            share(session, (path, suffix), put, (seen, asked), (kind, each))
        elif path or not session.json:
            put(asked, path)
        if session.json:
            session.emit_json(_facts(kind, seen, asked))
    if path and not each:
        session.note(session.say("report.saved", path=path))


def _suffix(path: Path | None) -> str:
    """The format that the name of a file asks for; Markdown where it asks for none."""
    return path.suffix if path and path.suffix and not path.is_dir() else ".md"


def _style(session: Session, suffix: str, style: "Style", template: str | None) -> "Style":
    """The style with its form. Raises WrongUsage for what the format has no use for."""
    if style.via and suffix.lower() != ".pdf":
        raise WrongUsage("via-not-for", suffix=suffix)
    if template is None:
        return style
    if suffix.lower() != ".docx" and not style.via:
        raise WrongUsage("template-not-for", suffix=suffix)
    return style._replace(template=session.world.cwd / template)


def _document(kind: str, view: "View", asked: "Asked", suffix: str, *, facts: bool) -> "Document":
    from rectify.report import document

    made = document(kind, view, asked, tables=suffix == ".csv")
    return made._replace(facts=_facts(kind, view, asked)) if facts or suffix == ".json" else made


def _only(view: Reading, kind: str, of: Inspection, names: str | None) -> frozenset[int]:
    """The ids of the issues that are named; none where all are meant. Raises WrongUsage or Refused for those that have no slip."""
    from rectify.deciding.resolving import issues as named, standing_issue

    if names is None:
        return frozenset()
    if kind != "slip":
        raise WrongUsage("issues-for-slips")
    found = [standing_issue(issue) for issue in named(view, names)]
    for issue in found:
        if issue.inspection != of.id:
            raise WrongUsage("slip-elsewhere", name=issue.name, code=view.inspection(issue.inspection).code)
    return frozenset(issue.id for issue in found)


_PLACES = 20


def _public(session: Session, view: Reading, asked: "Asked", posts: str | None) -> "tuple[View, Asked]":
    """The view and what is asked for, for the public; says what is left out. Raises Refused where a text still says it."""
    import re

    from rectify.language import say
    from rectify.report.public import PublicView

    mark = say(asked.language, "report.withheld")
    kept = frozenset(re.split(r"\s*[,，;；、]\s*", (posts or "").strip()))
    made = PublicView(view, asked.inspection, mark, kept)
    leaks = list(dict.fromkeys(made.leaks()))
    if leaks:
        told = (session.say("errors.public-place", thing=leak.thing, words=leak.words) for leak in leaks[:_PLACES])
        raise Refused("public-leaks", number=len(leaks), places="; ".join(told))
    secrets = made.secrets
    values = {"persons": len(secrets.persons), "amounts": len(secrets.amounts), **secrets.withheld}
    session.note(session.say("report.public-left-out", **values))
    if secrets.persons:
        session.note(session.visible(session.say("report.public-persons", names=", ".join(secrets.persons))))
    before = PublicView(asked.before, asked.inspection, mark, kept) if asked.before else None
    return made, asked._replace(withheld=secrets, before=before)


_OUTLINE_LIMIT = 1024 * 1024


def _skeleton(session: Session, name: str | None) -> "Skeleton | None":
    if name is None:
        return None
    from rectify.documents.reading.guard import content_of
    from rectify.report.skeleton import parsed

    path = session.world.cwd / name
    content = content_of(path)
    if len(content) > _OUTLINE_LIMIT:
        raise Unreadable("outline-large", path=name)
    return parsed(content, name)


def _letterhead(unit: str | None, number: str | None) -> "Letterhead | None":
    from rectify.documents.document import Letterhead

    if number and not unit:
        raise WrongUsage("number-without-letterhead")
    return Letterhead(unit, number or "") if unit else None


def _days(session: Session, as_of: str | None, since: str | None) -> tuple[date, date | None]:
    """The day of the report and that of the last one. Raises Refused for a day to come, WrongUsage for the wrong order."""
    today = session.world.today()
    day = day_of(session, as_of) if as_of else today
    if day > today:
        raise Refused("report-future", date=day, today=today)
    last = day_of(session, since) if since else None
    if last and last > day:
        raise WrongUsage("since-after", since=last, as_of=day)
    return day, last


def _asked(
    session: Session, ledger: "Ledger", view: Reading, code: str | None, days: tuple[date, date | None]
) -> "Asked":
    from rectify.report import Asked, HeadLine

    of = _inspection(session, view, code)
    head = ledger.head()
    day, last = days
    language: Language = session.chosen_language or ("zh" if view.language() == "zh" else "en")
    line = HeadLine(head.seq, head.text, view.ledger_id())
    return Asked(of, day, language, line, last, ledger.view(last) if last else None)


def _inspection(session: Session, view: Reading, code: str | None) -> Inspection:
    """The inspection named, or the newest; said so where there are others."""
    from rectify.deciding.resolving import inspection as named

    of = named(view, code)
    number = sum(1 for each in view.inspections() if not each.void)
    if code is None and number > 1:
        session.note(session.say("report.several", number=number, code=of.code))
    return of


def _facts(kind: str, view: "View", asked: "Asked") -> dict[str, object]:
    from rectify.report.case import Case
    from rectify.report.facts import facts

    return facts(kind, Case(view, asked))
