"""A roll-up as it is asked for on the command line: what is looked at, by which heads, and what was not counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify.cli.outside import Brought, brought
from rectify.cli.session import Session
from rectify.cli.viewing import day_of
from rectify.errors import NotFound, Refused, WrongUsage
from rectify.heads import Held
from rectify.ledger import Ledger
from rectify.rollup import answers, finding, kept, making, sets
from rectify.rollup.children import Bad, Wanted
from rectify.rollup.duck import Duck

if TYPE_CHECKING:
    from rectify.cli.signing import Signers

NAMED = 5
EVERY = 500
"""After so many children a terminal is told how many there were."""


class Asked(NamedTuple):
    """The paths to look under, the folder of the set if one is to be kept, the day, and what is asked of the children."""

    paths: Sequence[Path]
    output: Path | None
    as_of: str | None
    texts: bool
    held: Mapping[str, Sequence[Held]]
    signed: bool


class Rolled(NamedTuple):
    """A set that is open: of which data, on which day deadlines are looked at (empty: that of each ledger's data), and what
    was refused, as place and reason.
    """

    duck: Duck
    data: answers.Data
    day: str
    refused: list[tuple[str, str]]


@contextmanager
def rolled(session: Session, asked: Asked) -> Iterator[Rolled | None]:
    """The set that comes of it; None where nothing could be counted, which is then told.

    Raises NotFound where there is neither a ledger nor a set, and what keeps the set from being written.
    """
    from tempfile import TemporaryDirectory

    if asked.output:
        sets.refuse_other_folder(asked.output)
    children = list(finding.found(asked.paths, asked.output))
    if all(child.kind == "bare" for child in children):
        for child in children:
            Ledger.reading(child.path).close()  # says what is wrong with it
        raise NotFound("rollup-nothing", path=", ".join(map(str, asked.paths)))
    with TemporaryDirectory(prefix="rectify-", ignore_cleanup_errors=True) as scratch, Duck(Path(scratch)) as duck:
        if len(children) == 1 and children[0].kind == "set" and not (asked.output or asked.held or asked.signed):
            yield _as_it_is(session, asked, duck, children[0].path)
        else:
            yield _made(session, asked, duck, children, Path(scratch))


def _as_it_is(session: Session, asked: Asked, duck: Duck, folder: Path) -> Rolled:
    """A set that is only asked."""
    found = sets.opened(folder)
    data = answers.data(duck.heads(found.files["ledgers"]))
    day = day_of(session, asked.as_of).isoformat() if asked.as_of else ""
    if day and day < data.as_of[1]:
        raise Refused("rollup-day-before", day=day, as_of=data.as_of[1])
    duck.open(found.files)
    return Rolled(duck, data, day, [])


def _made(
    session: Session, asked: Asked, duck: Duck, children: Sequence[finding.Found], scratch: Path
) -> Rolled | None:
    before = kept.read(asked.output / kept.NAME) if asked.output else {}
    day = day_of(session, asked.as_of) if asked.as_of else session.world.today()
    wanted = Wanted(day, asked.as_of is not None, asked.texts, before, asked.held, asked.signed)
    made = making.make(_counting(session, children), wanted, duck, scratch)
    refused = _told(session, made.bad)
    _tell_absent(session, before, made, len(refused))
    if not made.heads:
        return None
    files: Mapping[str, Path] = made.files
    if asked.output:
        heads = {**before, **{each.ledger: each for each in made.heads}}
        files = sets.put(made.files, kept.written(heads.values()), asked.output).files
        session.note(session.visible(session.say("rollup.saved", n=len(made.heads), path=asked.output)))
    duck.open(files)
    for unit, number in islice(duck.doubled(), NAMED):
        session.note(session.visible(session.say("rollup.same-name", unit=unit, n=number)))
    return Rolled(duck, answers.data(duck.heads(files["ledgers"])), "", refused)


def held(session: Session, heads: Iterable[str], wanted: "Signers | None") -> dict[str, list[Held]]:
    """Ledger -> the heads that were brought of it; where signers are wanted only those that one of them signed.

    Raises WrongUsage for a head that does not say of which ledger and entry it is, as the digits alone do not.
    """
    found: dict[str, list[Held]] = {}
    for text in heads:
        each = brought(session, text)
        if not each.held.ledger or each.held.seq is None:
            raise WrongUsage("rollup-head-bare", source=each.source)
        if wanted is None or _is_signed(session, each, wanted):
            found.setdefault(each.held.ledger, []).append(each.held)
    return found


def _is_signed(session: Session, each: Brought, wanted: "Signers") -> bool:
    from rectify.cli.signing import Checked, check

    said = check(session, each.path, wanted) if each.path else Checked("sig-missing")
    if said.code:
        about = {"source": each.source, "about": said.about, "name": said.about, "signer": said.signer}
        session.note(session.visible(session.say(f"verify.{said.code}", **about)))
    return not said.code


def _told(session: Session, children: Iterable[Bad]) -> list[tuple[str, str]]:
    """Says what was not counted, and why; gives the refused back as place and reason. A mere note is only said."""
    refused = []
    for each in children:
        why = session.visible(session.say(each.key, **each.values))
        place = session.visible(_place(session, each.path))
        session.note(session.say("rollup.noted" if each.note else "rollup.not-counted", path=place, why=why))
        if not each.note:
            refused.append((place, why))
    return refused


def _place(session: Session, path: Path) -> str:
    """A path as short as it can be said from here."""
    return str(path.relative_to(session.world.cwd) if path.is_relative_to(session.world.cwd) else path)


def _tell_absent(session: Session, before: Mapping[str, kept.Kept], made: making.Made, refused: int) -> None:
    """Says which ledgers of last time are not there; where as many were refused, it may be these, and they are told."""
    gone = sorted(before.keys() - {each.ledger for each in made.heads})
    if len(gone) > refused:
        names = ", ".join(islice(gone, NAMED)) + (" …" if len(gone) > NAMED else "")
        session.note(session.say("rollup.absent", n=len(gone), names=names))


def _counting(session: Session, children: Iterable[finding.Found]) -> Iterator[finding.Found]:
    """Passes `children` on; a terminal is told now and then how many there were."""
    shows = session.world.stderr.isatty()
    for number, each in enumerate(children, 1):
        if shows and not number % EVERY:
            session.note(session.say("rollup.looked", n=number))
        yield each
