"""What `import` does between the command line and the ledger: which files, which columns, one file, many files."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rectify.acts import Act, AddInspection, AddIssue, Entry, ImportFile, LogAction, Write
from rectify.cli.ledgers import record
from rectify.cli.recorded import after
from rectify.cli.session import Session
from rectify.documents.reading import READERS, Source
from rectify.errors import NotFound, RectifyError, Unreadable, Word, WrongUsage
from rectify.intake.draft import Draft
from rectify.language import sentence
from rectify.model.returned import Returned

STDIN = "-"


def found(session: Session, names: Iterable[str]) -> Iterator[str]:
    """The files that were named: a folder stands for every file in it that could be read, a pattern for what it fits."""
    for name in names:
        path = session.world.cwd / name
        if name == STDIN or path.exists():
            yield from _inside(path) if name != STDIN and path.is_dir() else (name if name == STDIN else str(path),)
        elif any(mark in name for mark in "*?["):
            yield from _matching(session, name)
        else:
            raise NotFound("file-missing", path=name)


def _inside(folder: Path) -> Iterator[str]:
    known = {f".{kind}" for kind in READERS} | {".htm", ".markdown", ".tsv", ".text"}
    files = [each for each in sorted(folder.rglob("*")) if each.suffix.lower() in known and each.is_file()]
    if not files:
        raise Unreadable("folder-empty", path=str(folder))
    return iter(map(str, files))


def _matching(session: Session, pattern: str) -> Iterator[str]:
    whole = Path(pattern)
    root = Path(whole.anchor) if whole.is_absolute() else session.world.cwd
    files = sorted(root.glob(str(whole.relative_to(whole.anchor)) if whole.is_absolute() else pattern))
    if not files:
        raise NotFound("file-missing", path=pattern)
    return iter(map(str, files))


def columns(session: Session, given: Iterable[str]) -> dict[str, str]:
    """Column names and the fields they hold: `整改责任人=owner`, or a TOML file with a table `[columns]`."""
    known: dict[str, str] = {}
    for each in given:
        name, equals, field = each.partition("=")
        known |= {name.strip(): field.strip()} if equals else _columns_file(session.world.cwd / each)
    return known


def _columns_file(path: Path) -> dict[str, str]:
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("columns", {})
    except FileNotFoundError:
        raise NotFound("file-missing", path=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable("map-unreadable", path=str(path), reason=str(error)) from None
    if not isinstance(table, dict) or not all(isinstance(field, str) for field in table.values()):
        raise WrongUsage("map-form", path=str(path))
    return table


class Understood(NamedTuple):
    """One file: what it is and says, what was made of it, and its bytes.

    `back` are the changes in a register that this ledger sent out; of such a file the draft is not looked at.
    """

    source: Source
    draft: Draft
    content: bytes
    back: Returned | None = None

    @property
    def holds_nothing(self) -> bool:
        """Whether it proposes nothing: no issue at all."""
        return self.back is None and not self.draft.issues


def source_of(session: Session, name: str, encoding: str) -> tuple[Source, bytes]:
    """One file, or standard input, read, and its bytes. Raises Unreadable."""
    from rectify.documents.reading import read_bytes
    from rectify.documents.reading.guard import bounded, content_of, shown

    content = bounded(session.world.stdin.buffer) if name == STDIN else content_of(name)
    return read_bytes(content, name if name == STDIN else shown(Path(name).name), encoding=encoding), content


def understood(session: Session, name: str, known: Mapping[str, str], encoding: str) -> Understood:
    """One file, read and understood."""
    from rectify.cli.returning import back
    from rectify.intake import understand
    from rectify.intake.draft import NOTHING

    source, content = source_of(session, name, encoding)
    returned = back(session, source)
    if returned is not None:
        return Understood(source, NOTHING, content, returned)
    return Understood(source, understand(source, today=session.world.today(), columns=known), content)


def put(
    session: Session, file: Understood, *, attach: bool, conflict: str, inspection: str | None, by: str | None
) -> list[Entry]:
    """Record what a draft proposes; nothing, and an empty list, where the same file was imported before.

    Raises Unreadable for a document that holds no ledger.
    """
    from rectify.deciding.importing import Conflict, import_draft
    from rectify.store.files import pack

    source, draft, content, back = file
    if file.holds_nothing:
        raise Unreadable("no-ledger-in-file", name=source.name)
    of = draft.account
    characters = (of.characters, of.used, of.litter, of.unplaced)
    totals = tuple(dict.fromkeys(each.words for each in draft.totals))
    act = ImportFile(source.name, source.sha256, source.size, source.format, characters, attach or None, totals)
    if back is not None:
        from rectify.cli.returning import put as put_back

        return put_back(session, back, act, content, conflict=conflict, by=by)
    entries = record(
        session,
        import_draft,
        draft,
        act,
        by=by,
        create=True,
        files=(pack(content),) if attach else (),
        inspection=inspection,
        conflict=conflict,
    )
    if entries and conflict == Conflict.UPDATE:
        _tell_rivals(session, file, inspection)
    return entries


def _tell_rivals(session: Session, file: Understood, inspection: str | None) -> None:
    """Says on standard error where the file claims less than the ledger, which an import does not take back."""
    from rectify.deciding.importing import rivals

    with after(session) as view:
        for issue, claim in rivals(view, file.draft, inspection):
            words = {"claim": Word(f"terms.claim-{claim}"), "now": Word(f"terms.claim-{issue.claim}")}
            told = session.say("draft.rival", name=file.source.name, issue=issue.name, **words)
            session.note(session.visible(told))


def told(session: Session, file: Understood, entries: list[Entry]) -> str:
    """What came of an import, in one sentence."""
    source = file.source
    if file.back is not None:
        from rectify.cli.returning import told as told_back

        return told_back(session, source.name, file.back, entries)
    if not entries:
        with after(session) as view:
            before = view.imported(source.sha256)
        return session.visible(session.say("draft.imported-before", name=source.name, entry=before))
    acts = [each.act for each in entries]
    counts = {
        "issues": sum(isinstance(act, AddIssue) for act in acts),
        "actions": sum(isinstance(act, LogAction) for act in acts),
    }
    code = next((act.code for act in acts if isinstance(act, AddInspection)), "") or _code(session, acts)
    return session.visible(session.say("draft.imported", name=source.name, code=code, **counts))


def _code(session: Session, acts: Iterable[Act]) -> str:
    """The code of the inspection that the acts belong to, which was there before."""
    key = next((act.inspection for act in acts if isinstance(act, AddIssue | LogAction | Write)), None)
    with after(session) as view:
        return view.inspection(key).code if key is not None else view.inspections()[-1].code


def reason(session: Session, error: RectifyError) -> str:
    return session.visible(sentence(session.language, error))
