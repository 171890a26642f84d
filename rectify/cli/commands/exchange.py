"""`import`: from documents to the ledger, with a look before anything is written."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import typer

from rectify.acts import Entry
from rectify.cli.importing import Understood, columns, found, put, reason, told, understood
from rectify.cli.options import By, Option
from rectify.cli.recorded import body
from rectify.cli.session import Session
from rectify.cli.viewing import draw
from rectify.errors import RectifyError, Unreadable


def import_(
    session: Session,
    files: Annotated[list[str], typer.Argument()],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    on_conflict: Annotated[Literal["stop", "skip", "update"], typer.Option("--on-conflict")] = "stop",
    to: Annotated[Literal["ledger", "json"], typer.Option("--to")] = "ledger",
    attach: Annotated[bool, typer.Option("--attach")] = False,
    column: Annotated[list[str] | None, typer.Option("--map")] = None,
    encoding: Annotated[str, typer.Option("--encoding")] = "",
    inspection: Option = None,
    by: By = None,
) -> int:
    names = list(found(session, files))
    known = columns(session, column or ())
    if dry_run or to == "json":
        return _show(session, names, known, encoding, as_json=session.json or to == "json")
    options: dict[str, Any] = {"attach": attach, "conflict": on_conflict, "inspection": inspection, "by": by}
    if len(names) > 1:
        return _many(session, names, known, encoding, options)
    file = understood(session, names[0], known, encoding)
    if not _agreed(session, file):
        return 0
    _answer(session, file, put(session, file, **options))
    return 0


def _agreed(session: Session, file: Understood) -> bool:
    """Show what would be imported and ask, where somebody sits at a terminal; without one, go ahead."""
    if session.json or not (session.world.stdin.isatty() and session.is_terminal) or file.holds_nothing:
        return True
    _draw(session, file)
    session.world.stderr.write(session.say("draft.ask"))
    session.world.stderr.flush()
    if session.world.stdin.readline().strip().lower() in ("y", "yes", "是", "好"):
        return True
    session.note(session.say("draft.not-imported"))
    return False


def _draw(session: Session, file: Understood) -> None:
    if file.back is not None:
        from rectify.view.screens.returned import screen as returned

        draw(session, returned(session.language, file.source.name, file.back))
        return
    from rectify.view.screens.draft import screen

    draw(session, screen(session.language, file.source, file.draft))


def _answer(session: Session, file: Understood, entries: list[Entry]) -> None:
    if session.json:
        session.emit_json({"format": 1, "entries": [body(entry) for entry in entries]})
    else:
        session.out(told(session, file, entries))


def _show(session: Session, names: list[str], known: Mapping[str, str], encoding: str, *, as_json: bool) -> int:
    """What would be imported. One document without a ledger in it is an error, among many it is told and passed over."""
    if len(names) == 1:
        file = understood(session, names[0], known, encoding)
        if file.holds_nothing:
            raise Unreadable("no-ledger-in-file", name=file.source.name)
        if as_json:
            session.emit_json(_json(session, file))
        else:
            _draw(session, file)
        return 0
    drafts = (found for name in names if (found := _tried(session, name, known, encoding)))
    if as_json:
        session.emit_json({"format": 1, "files": (_json(session, each) for each in drafts)})
    else:
        for each in drafts:
            _draw(session, each)
    return 0


def _json(session: Session, file: Understood) -> dict[str, Any]:
    from rectify.view.screens.draft_json import draft_json, returned_json

    if file.back is not None:
        return returned_json(file.source, file.back)
    return draft_json(session.language, file.source, file.draft)


def _tried(session: Session, name: str, known: Mapping[str, str], encoding: str) -> Understood | None:
    """One of many files; what is wrong with it is said, and it is passed over."""
    try:
        file = understood(session, name, known, encoding)
        if file.holds_nothing:
            raise Unreadable("no-ledger-in-file", name=file.source.name)
    except RectifyError as error:
        session.note(session.say("draft.failed", name=session.visible(name), why=reason(session, error)))
        return None
    return file


def _many(
    session: Session, names: list[str], known: Mapping[str, str], encoding: str, options: Mapping[str, Any]
) -> int:
    """Each file by itself, all of it or nothing; one that cannot be imported is said and does not stop the others."""
    entries: list[Entry] = []
    done = 0
    for name in _progress(session, names):
        tried = _tried(session, name, known, encoding)
        if tried is None:
            continue
        try:
            recorded = put(session, tried, **options)
        except RectifyError as error:
            session.note(session.say("draft.failed", name=session.visible(name), why=reason(session, error)))
            continue
        done += 1
        entries += recorded
        if not session.json:
            session.out(told(session, tried, recorded))
    if session.json:
        session.emit_json({"format": 1, "entries": [body(entry) for entry in entries]})
    session.note(session.say("draft.sum", done=done, failed=len(names) - done))
    return 0 if done else Unreadable.exit_code


def _progress(session: Session, names: list[str]) -> Iterator[str]:
    """The names, with a progress bar on standard error where that is a terminal."""
    if not session.world.stderr.isatty():
        yield from names
        return
    from rectify.view.terminal import progress

    yield from progress(session.world.stderr, names, session.say("draft.working"))
