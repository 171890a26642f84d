"""A roll-up as it is asked for on the command line: what is looked at, by which heads, and what was not counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.cli.outside import Brought, brought
from rectify.cli.session import Session
from rectify.cli.viewing import day_of
from rectify.errors import NotFound, Refused, WrongUsage
from rectify.heads import Held
from rectify.ledger import Ledger
from rectify.rollup import answers, finding, kept, making, sets, spark
from rectify.rollup.children import Bad, Signatures, Wanted
from rectify.rollup.duck import Duck
from rectify.rollup.questions import Engine
from rectify.rollup.tables import REFUSED

if TYPE_CHECKING:
    from rectify.cli.signing import Signers
    from rectify.sealing.checking import Signed

NAMED = 5
EVERY = 500
"""After so many children a terminal is told how many there were."""


class Asked(NamedTuple):
    """The paths to look under, the folder of the set if one is to be kept, the day, and what is asked of the children.

    `master` is the address of a Spark cluster that shall answer, if one shall.
    """

    paths: Sequence[Path]
    output: Path | None
    as_of: str | None
    texts: bool
    held: Mapping[str, Sequence[Held]]
    signers: "Signers | None"
    signed: bool
    master: str | None = None


class Rolled(NamedTuple):
    """A set that an engine has open: of which data, on which day deadlines are looked at (empty: that of each ledger's data), and
    what is missing in it.
    """

    engine: Engine
    data: answers.Data
    day: str
    refused: list[answers.Missing]


@contextmanager
def rolled(session: Session, asked: Asked) -> Iterator[Rolled | None]:
    """The set that comes of it; None where nothing could be counted, which is then told.

    Raises NotFound where there is neither a ledger nor a set, and what keeps the set from being written.
    """
    from tempfile import TemporaryDirectory

    if asked.master:
        spark.refuse_absent(asked.master)
    if asked.output:
        sets.refuse_other_folder(asked.output)
    children = list(finding.found(asked.paths, asked.output))
    if all(child.kind == "bare" for child in children):
        for child in children:
            Ledger.reading(child.path).close()  # says what is wrong with it
        raise NotFound("rollup-nothing", path=", ".join(map(str, asked.paths)))
    with TemporaryDirectory(prefix="rectify-", ignore_cleanup_errors=True) as scratch, ExitStack() as stack:
        duck = stack.enter_context(Duck(Path(scratch)))
        alone = len(children) == 1 and children[0].kind == "set" and not (asked.output or asked.held or asked.signers)
        opened: _Opened | None
        if alone:
            opened = _as_it_is(session, asked, duck, children[0].path)
        else:
            opened = _made(session, asked, duck, children, Path(scratch))
        if opened is None or asked.master is None:
            yield opened and opened.rolled
        else:
            cluster = stack.enter_context(spark.Spark(asked.master, Path(scratch)))
            cluster.open(opened.files)
            yield opened.rolled._replace(engine=cluster)


class _Opened(NamedTuple):
    """A set that DuckDB has open, and its files."""

    rolled: Rolled
    files: Mapping[str, Path]


def _as_it_is(session: Session, asked: Asked, duck: Duck, folder: Path) -> _Opened:
    """A set that is only asked."""
    found = sets.opened(folder)
    data = answers.data(duck.rows("ledgers", found.files["ledgers"]))
    refused = _missing(session, duck, found.files)
    _tell_below(session, refused)
    day = day_of(session, asked.as_of).isoformat() if asked.as_of else ""
    if day and day < data.as_of[1]:
        raise Refused("rollup-day-before", day=day, as_of=data.as_of[1])
    duck.open(found.files)
    return _Opened(Rolled(duck, data, day, refused), found.files)


def _made(
    session: Session, asked: Asked, duck: Duck, children: Sequence[finding.Found], scratch: Path
) -> _Opened | None:
    before = kept.read(asked.output / kept.NAME) if asked.output else {}
    day = day_of(session, asked.as_of) if asked.as_of else session.world.today()
    check = partial(_signatures, session, asked.signers, scratch) if asked.signers else None
    wanted = Wanted(
        day, session.world.cwd, asked.as_of is not None, asked.texts, before, asked.held, check, asked.signed
    )
    made = making.make(_counting(session, children), wanted, duck, scratch)
    _tell(session, made.bad)
    own = [each.row(wanted.base, day) for each in made.bad if not each.note]
    _tell_absent(session, before, made, len(own))
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
    refused = _missing(session, duck, files)
    known = {(row["path"], row["ledger"]) for row in own}
    _tell_below(session, (each for each in refused if (each.path, each.ledger) not in known))
    return _Opened(Rolled(duck, answers.data(duck.rows("ledgers", files["ledgers"])), "", refused), files)


def _missing(session: Session, duck: Duck, files: Mapping[str, Path]) -> list[answers.Missing]:
    return answers.missing(session.language, duck.rows(REFUSED, files[REFUSED]))


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


def _signatures(session: Session, signers: "Signers", folder: Path, signed: "Sequence[Signed]") -> Signatures:
    """The signatures in a seal."""
    from rectify.cli.signing import check_all

    good: list[Held] = []
    told: list[tuple[str, dict[str, Any]]] = []
    for each, _, said in check_all(session, signed, folder, signers):
        about = {"source": each.source, "about": said.about, "name": said.about, "signer": said.signer}
        told.append((f"verify.{said.code}" if said.code else "rollup.signed-by", about | {"seq": each.statement.seq}))
        if not said.code:
            good.append(each.statement.held)
    return Signatures(good, told)


def _tell(session: Session, children: Iterable[Bad]) -> None:
    """Says what was not counted, and why, and what else is to be known of the children."""
    for each in children:
        why = session.visible(session.say(each.key, **each.values))
        inside = each.path.is_relative_to(session.world.cwd)
        place = session.visible(each.place(session.world.cwd) if inside else str(each.path))
        session.note(session.say("rollup.noted" if each.note else "rollup.not-counted", path=place, why=why))


def _tell_below(session: Session, missing: Iterable[answers.Missing]) -> None:
    """Says what levels below did not count."""
    for each in missing:
        about = {"path": f"{each.path} {each.unit or each.ledger}".rstrip(), "day": each.day, "why": each.why}
        session.note(session.visible(session.say("rollup.not-counted-below", **about)))


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
