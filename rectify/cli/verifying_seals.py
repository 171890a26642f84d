"""`verify SEAL`: a seal checked without its ledger, and heads and signatures that others hold against it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rectify.cli.commands.verify import Outside, as_json
from rectify.cli.integrity import Finding, exit_code, finding
from rectify.cli.outside import Brought, judged
from rectify.cli.session import Session
from rectify.cli.viewing import draw
from rectify.documents.reading.guard import opened, shown
from rectify.sealing.checking import Flaw, Seal

if TYPE_CHECKING:
    from rectify.cli.signing import Signers


class _OutsideOfSeal(Outside):
    """What heads that are held outside say of a seal."""

    def __init__(
        self, session: Session, path: Path, seal: Seal, heads: Sequence[Brought], signers: "Signers | None"
    ) -> None:
        self._seal = seal
        super().__init__(session, path, heads, signers)

    def _look(self, _path: Path, heads: Sequence[Brought]) -> None:
        self.ledger, self.count = self._seal.name, self._seal.count
        if heads and self._seal.head:
            _, self.judged = judged(self._seal, heads)


def verify_seal(session: Session, name: str, heads: Sequence[Brought], signers: "Signers | None") -> int:
    """Say what is wrong with the seal in the file `name`; the exit code is that of `verify`."""
    path = session.world.cwd / name
    with opened(path) as stream, TemporaryDirectory(prefix="rectify-", ignore_cleanup_errors=True) as folder:
        seal = Seal(stream, shown(name))
        found = [_of_flaw(session, each) for each in seal.faults()]
        good, bad = _signatures(session, seal, Path(folder), signers)
        outside = _OutsideOfSeal(session, path, seal, [*heads, *good], signers)
        findings = [*outside.findings, *bad, *found]
        if session.json:
            as_json(session, path, "seal", outside, findings)
        else:
            from rectify.view.screens.verify import screen

            draw(session, screen(session.language, outside.facts(path, "seal"), outside.lines(), findings))
    return exit_code({each.severity for each in findings})


def _of_flaw(session: Session, flaw: Flaw) -> Finding:
    values: dict[str, Any] = {"about": flaw.about, "entry": flaw.entry}
    message, advice = (session.say(key, **values) for key in (f"sealing.{flaw.code}", f"sealing.{flaw.code}.advice"))
    return Finding(flaw.code, "damage", flaw.entry, flaw.about, message, advice)


def _signatures(
    session: Session, seal: Seal, folder: Path, signers: "Signers | None"
) -> tuple[list[Brought], list[Finding]]:
    """The heads in the seal that an allowed signer signed, and what is wrong with the others. Unchecked, none counts."""
    from rectify.cli.signing import check_all

    good: list[Brought] = []
    bad: list[Finding] = []
    signed = [each for each in seal.signed if each.signature]
    if signers is None and signed:
        session.note(session.say("sealing.signatures-not-checked", number=len(signed)))
    for each, place, said in check_all(session, signed, folder, signers) if signers else ():
        if said.code:
            values: dict[str, Any] = {"source": each.source, "name": said.about, "signer": said.signer}
            bad.append(finding(session, said.code, each.statement.seq, said.about, **values))
        else:
            good.append(Brought(each.source, each.statement.held, place))
    if signers and not good and not bad:
        bad.append(_of_flaw(session, Flaw("nobody-signed")))
    return good, bad
