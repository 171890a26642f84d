"""`verify`: whether the ledger is what its journal says, and whether heads that others hold still hold. It mends nothing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rectify.cli.integrity import Finding, exit_code, finding, looked_at, twice
from rectify.cli.options import Option, Several, refuse_empty
from rectify.cli.outside import Brought, Judged, brought, highest, judged, wanted_signers
from rectify.cli.session import Session
from rectify.cli.viewing import draw
from rectify.errors import Damaged, Refused, WrongUsage
from rectify.ledger import Ledger
from rectify.store.schema import FORMAT

if TYPE_CHECKING:
    from rectify.cli.signing import Checked, Signers
    from rectify.store.verifying import Depth


def verify(
    session: Session,
    seal: Annotated[str | None, typer.Argument()] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick")] = False,
    evidence: Annotated[bool, typer.Option("--evidence")] = False,
    head: Several = None,
    allowed_signers: Option = None,
    signer: Option = None,
    revoked: Option = None,
) -> int:
    if quick and evidence:
        raise WrongUsage("verify-depth")
    refuse_empty(head=head, allowed_signers=allowed_signers, signer=signer, revoked=revoked)
    signers = wanted_signers(session, allowed_signers, signer, revoked)
    heads = [brought(session, each) for each in head or ()]
    if seal is not None:
        from rectify.cli.verifying_seals import verify_seal

        if quick or evidence:
            raise WrongUsage("verify-seal-depth")
        return verify_seal(session, seal, heads, signers)
    depth: Depth = "quick" if quick else "evidence" if evidence else "whole"
    path = session.ledger_path()
    found = Outside(session, path, heads, signers)
    shared = _on_server(session, path, depth) if found.is_shared else []
    severities = set()

    def findings() -> Iterator[Finding]:
        for each in (*found.findings, *_inside(session, path, depth), *shared):
            severities.add(each.severity)
            yield each

    if session.json:
        as_json(session, path, depth, found, findings())
    else:
        from rectify.view.screens.verify import screen

        draw(session, screen(session.language, found.facts(path, depth), found.lines(), findings()))
    return exit_code(severities)


def _inside(session: Session, path: Path, depth: "Depth") -> Iterator[Finding]:
    return (finding(session, each.key, each.seq, each.about) for each in looked_at(path, depth))


def _on_server(session: Session, path: Path, depth: "Depth") -> list[Finding]:
    from rectify.cli.shared import differing  # late: few ledgers are shared

    return [
        finding(session, each.key, each.seq, each.about) for each in differing(session, path, quick=depth == "quick")
    ]


class Outside:
    """What heads that are held outside say of a ledger."""

    def __init__(self, session: Session, path: Path, heads: Sequence[Brought], signers: "Signers | None") -> None:
        self._session = session
        self._signatures: dict[Path, Checked] = {}
        self.judged: list[Judged] = []
        self.other_state = self.is_shared = False
        self.given: dict[str, Any] | None = None
        try:
            twice(partial(self._look, path, heads))
        except Damaged:  # what is wrong is found and told below
            self.ledger, self.count = "", 0
        self.findings = [*self._contradictions(), *self._bad_signatures(heads, signers)]

    def _look(self, path: Path, heads: Sequence[Brought]) -> None:
        with Ledger.reading(path) as ledger:
            if ledger.version.format > FORMAT:
                raise Refused("newer-format", path=str(path), format=ledger.version.format, known=FORMAT)
            self.other_state, self.is_shared = ledger.is_of_another_make, ledger.version.shared
            self.ledger, self.count = ledger.name, ledger.last_entry()
            self.given = _given(self._session, ledger)
            if heads:
                _, self.judged = judged(ledger, heads)

    def _contradictions(self) -> Iterator[Finding]:
        for each in self.judged:
            held = each.brought.held
            if each.answer == "head-holds":
                continue
            below = [one.found.seq for one in self.judged if one.answer == "head-holds" and one.found]
            first = max((seq for seq in below if held.seq is None or seq < held.seq), default=0) + 1
            values: dict[str, Any] = {
                "source": each.brought.source,
                "seq": held.seq,
                "other": held.ledger,
                "ledger": self.ledger,
                "count": self.count,
                "next": self.count + 1,
                "first": first,
            }
            yield finding(self._session, each.answer, held.seq or 0, **values)

    def _bad_signatures(self, heads: Sequence[Brought], signers: "Signers | None") -> Iterator[Finding]:
        from rectify.cli.signing import check, signature_beside

        for each in heads:
            if each.path is None:
                continue
            if signers is None:
                if signature_beside(each.path).exists():
                    self._session.note(self._session.say("verify.not-checked", source=each.source))
                continue
            said = self._signatures[each.path] = check(self._session, each.path, signers)
            if said.code:
                values: dict[str, Any] = {"source": each.source, "name": said.about, "signer": said.signer}
                yield finding(self._session, said.code, each.held.seq or 0, said.about, **values)

    @property
    def promised(self) -> int:
        return highest(self.judged)

    def facts(self, path: Path, depth: str) -> dict[str, Any]:
        return {
            "path": path.name,
            "entries": self.count,
            "depth": depth,
            "promised": self.promised,
            "other_state": self.other_state,
            "given": self.given,
        }

    def lines(self) -> Iterator[str]:
        """What is said of each head that holds."""
        for each in self.judged:
            if each.answer == "head-holds" and each.found:
                said = self._session.say("verify.head-holds", source=each.brought.source, seq=each.found.seq)
                yield said + self._signed(each.brought.path)

    def _signed(self, path: Path | None) -> str:
        said = self._signatures.get(path) if path else None
        return self._session.say("verify.signed-by", signer=said.signer) if said and not said.code else ""

    def rows(self) -> Iterator[dict[str, Any]]:
        for each in self.judged:
            held, path = each.brought.held, each.brought.path
            signed = self._signatures.get(path) if path else None
            yield {
                "source": each.brought.source,
                "ledger": held.ledger,
                "seq": each.found.seq if each.found else held.seq,
                "text": held.text,
                "answer": each.answer,
                "holds": each.answer == "head-holds",
                "signature": (signed.code or "good") if signed else None,
                "signer": signed.signer if signed else None,
            }


def _given(session: Session, ledger: Ledger) -> dict[str, Any] | None:
    """Who was given the newest head."""
    from rectify.language.dates import say_date

    given = ledger.last_given_head()
    return {"to": given.recipient, "seq": given.seq, "day": say_date(session.language, given.date)} if given else None


def as_json(session: Session, path: Path, depth: str, found: Outside, findings: Iterable[Finding]) -> None:
    data = {
        "format": 1,
        "path": str(path),
        "ledger": found.ledger,
        "entries": found.count,
        "depth": depth,
        "promised": found.promised,
        "heads": list(found.rows()),
        "findings": (each._asdict() for each in findings),
    }
    session.emit_json(data)
