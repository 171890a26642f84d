"""The demo: an example ledger with its report, built by replaying a story of commands."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Annotated, Literal, TextIO

import typer

from rectify.cli.registry import COMMANDS, PROGRAM
from rectify.cli.session import LEDGER, Session
from rectify.cli.story import STORIES, Elsewhere, commands, story
from rectify.durable import keep_names
from rectify.errors import NotFound, Refused, WrongUsage

FOLDER = "rectify-demo"
REPORT = "report.md"
NEXT = ("next-1", "next-2", "next-3")


def demo(
    session: Session,
    folder: Annotated[str | None, typer.Argument()] = None,
    *,
    which: Annotated[Literal["county", "audit"], typer.Option("--story")] = "county",
) -> int | None:
    if session.given("ledger"):
        raise WrongUsage("demo-own-ledger")
    place = Path(folder or FOLDER)
    told = list(commands(story(STORIES[which])))
    recording = [argv for argv in told if COMMANDS[argv[0]][2] != "look"]
    status = next(argv for argv in told if argv[0] == "status")
    with _unfinished(session, session.world.cwd / place) as unfinished:
        for argv in recording:
            if code := _replayed(session, unfinished, argv):
                return code
        unfinished.rename(session.world.cwd / place)
        keep_names((session.world.cwd / place).parent)
    if session.json:
        session.emit_json(_facts(session, place, which))
        return 0
    session.note(session.say(f"demo.{which}-about") + "\n")
    _run(session, session.world.cwd / place, status, session.world.stdout, session.world.stderr)
    _point_on(session, place, which)
    return 0


@contextmanager
def _unfinished(session: Session, place: Path) -> Iterator[Path]:
    """A folder beside `place` to build in, which is gone afterwards unless it was given its name.

    Raises Refused where there is something at `place` already, NotFound where there is no folder for it to stand in.
    """
    if os.path.lexists(place):
        raise Refused("demo-exists", path=place)
    if not place.parent.is_dir():
        raise NotFound("folder-missing", path=place.parent)
    unfinished = place.with_name(f".{place.name}.{session.world.new_id()[:8]}.new")
    unfinished.mkdir()
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _run(session: Session, folder: Path, argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Do what `argv` says as the same user, in `folder`, and return the exit code."""
    from rectify.cli.app import run

    environ = {"RECTIFY_LANG": session.language, "RECTIFY_ACTOR": session.actor}
    return run(argv, Elsewhere(session.world, folder, environ, out, err))


def _replayed(session: Session, folder: Path, argv: Sequence[str]) -> int:
    """Do one command of the story in silence; of one that fails (a full disk) the reason is told."""
    said = StringIO()
    code = _run(session, folder, argv, StringIO(), said)
    if code:
        session.note(said.getvalue().rstrip())
    return code


def _facts(session: Session, place: Path, which: str) -> dict[str, object]:
    return {
        "format": 1,
        "folder": str(place),
        "ledger": str(place / LEDGER),
        "report": str(place / REPORT),
        "next": [session.say(f"demo.{which}-{key}", program=PROGRAM) for key in NEXT],
    }


def _point_on(session: Session, place: Path, which: str) -> None:
    """Where everything lies, and what to try next, so that it can be pasted."""
    from shlex import quote

    ledger, report = session.visible(str(place / LEDGER)), session.visible(str(place / REPORT))
    session.note("\n" + session.say("demo.built", ledger=ledger, report=report))
    session.note(session.say("demo.try"))
    session.note(f"  cd {session.visible(quote(str(place)))}")
    for key in NEXT:
        session.note("  " + session.say(f"demo.{which}-{key}", program=_called(session)))


def _called(session: Session) -> str:
    """What to type for this program: its name, or its whole path where the shell would not find it by name."""
    from shlex import quote

    started = Path(sys.argv[0])
    if shutil.which(PROGRAM, path=session.world.environ.get("PATH", "")) or started.stem != PROGRAM:
        return PROGRAM
    return quote(str(started.absolute()))
