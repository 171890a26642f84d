"""`import`: from documents to the ledger, with a look before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import IO, Annotated, Any, Literal, TextIO, cast

import typer

from rectify.acts import Entry
from rectify.cli.importing import Understood, columns, found, put, reason, told, understood
from rectify.cli.options import By, Option
from rectify.cli.recorded import body
from rectify.cli.session import Session
from rectify.cli.viewing import draw
from rectify.errors import Busy, Damaged, DiskFailed, NotFound, RectifyError, Unreadable, WrongUsage


def import_(
    session: Session,
    files: Annotated[list[str] | None, typer.Argument()] = None,
    *,
    journal: Option = None,
    evidence: Option = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    on_conflict: Annotated[Literal["stop", "skip", "update"], typer.Option("--on-conflict")] = "stop",
    to: Annotated[Literal["ledger", "json"], typer.Option("--to")] = "ledger",
    attach: Annotated[bool, typer.Option("--attach")] = False,
    column: Annotated[list[str] | None, typer.Option("--map")] = None,
    encoding: Annotated[str, typer.Option("--encoding")] = "",
    inspection: Option = None,
    by: By = None,
) -> int:
    if journal is not None:
        from rectify.cli.restoring import restored

        if files or dry_run or attach or column or encoding or inspection is not None or by is not None or to == "json":
            raise WrongUsage("journal-alone")
        restored(session, journal, evidence)
        return 0
    if evidence is not None:
        raise WrongUsage("evidence-alone")
    if not files:
        raise WrongUsage("import-nothing")
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
    if not _asks(session) or file.holds_nothing:
        return True
    _draw(session, file)
    return _said_yes(session)


def _asks(session: Session) -> bool:
    return not session.json and session.world.stdin.isatty() and session.is_terminal


def _said_yes(session: Session) -> bool:
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
        file = _holding(session, names[0], known, encoding)
        if as_json:
            session.emit_json(_json(session, file))
        else:
            _draw(session, file)
        return 0
    drawn = session.rich and not as_json  # what is drawn on the terminal shows how far it is
    drafts: Iterator[Understood] = (
        found
        for name in (names if drawn else _progress(session, names))
        if (found := _tried(session, name, known, encoding))
    )
    first = next(drafts, None)
    if first is None:
        return Unreadable.exit_code
    drafts = chain([first], drafts)
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


def _holding(session: Session, name: str, known: Mapping[str, str], encoding: str) -> Understood:
    """A file that holds a ledger. Raises Unreadable for any other."""
    file = understood(session, name, known, encoding)
    if file.holds_nothing:
        raise Unreadable("no-ledger-in-file", name=file.source.name)
    return file


def _tried(session: Session, name: str, known: Mapping[str, str], encoding: str) -> Understood | None:
    """One of many files; what is wrong with it is said, and it is passed over."""
    try:
        return _holding(session, name, known, encoding)
    except RectifyError as error:
        if _stops(error):
            raise
        _failed(session, name, error)
        return None


def _many(
    session: Session, names: list[str], known: Mapping[str, str], encoding: str, options: Mapping[str, Any]
) -> int:
    """Each file by itself, all of it or nothing; one that cannot be imported is said and does not stop the others."""
    if _asks(session) and not _agreed_to_all(session, names, known, encoding):
        return 0
    done: Counter[bool] = Counter()
    imported = _imported(session, names, known, encoding, options=options, done=done)
    first = next(imported, None)
    if first is not None:
        rows = (body(entry) for entries in chain([first], imported) for entry in entries)
        if session.json:
            session.emit_json({"format": 1, "entries": rows})
        for _ in rows:  # what is not written is still to be done
            pass
    session.note(session.say("draft.sum", done=done[True], failed=done[False]))
    return 0 if done[True] else Unreadable.exit_code


def _imported(
    session: Session,
    names: list[str],
    known: Mapping[str, str],
    encoding: str,
    *,
    options: Mapping[str, Any],
    done: Counter[bool],
) -> Iterator[list[Entry]]:
    """What each file that could be imported recorded; only one file at a time is held."""
    for name in _progress(session, names):
        tried = _tried(session, name, known, encoding)
        try:
            recorded = put(session, tried, **options) if tried else None
        except RectifyError as error:
            if _stops(error):
                raise
            _failed(session, name, error)
            recorded = None
        done[recorded is not None] += 1
        if recorded is None or tried is None:
            continue
        if not session.json:
            session.out(told(session, tried, recorded))
        yield recorded


def _agreed_to_all(session: Session, names: list[str], known: Mapping[str, str], encoding: str) -> bool:
    """Show in a line each what would be imported, and ask once. The files are read again afterwards, not held."""
    for name in _progress(session, names):
        if tried := _tried(session, name, known, encoding):
            key = "draft.holds" if tried.back is None else "draft.returned-title"
            counts = {"issues": len(tried.draft.issues), "actions": len(tried.draft.actions)}
            session.out(session.visible(session.say(key, name=tried.source.name, **counts)))
    return _said_yes(session)


def _stops(error: RectifyError) -> bool:
    """Whether it is no fault of one file: what is wrong with the ledger or the command would be said of every file."""
    if isinstance(error, Busy | Damaged | DiskFailed | NotFound | WrongUsage):
        return True
    return error.key.startswith("ledger-") or error.key in {"no-permission", "newer-format"}


def _failed(session: Session, name: str, error: RectifyError) -> None:
    session.note(session.say("draft.failed", name=session.visible(name), why=reason(session, error)))


def _progress(session: Session, names: list[str]) -> Iterator[str]:
    """The names, with a progress bar on standard error where that is a terminal; what is said meanwhile stands above it."""
    world = session.world
    if not world.stderr.isatty():
        yield from names
        return
    from rectify.view.terminal import progress

    out, err = world.stdout, world.stderr

    def through(above: Callable[[IO[str]], IO[str]]) -> None:
        world.stderr = cast("TextIO", above(err))
        if out.isatty():
            world.stdout = cast("TextIO", above(out))

    yield from progress(err, names, session.say("draft.working"), through)
