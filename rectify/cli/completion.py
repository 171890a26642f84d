"""What the shell is offered when TAB is pressed: commands, options, and issues, aspects and people of the ledger."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from typer._click.shell_completion import CompletionItem

from rectify.cli.help import describe, summary
from rectify.cli.registry import COMMANDS, COMPLETION, PROGRAM
from rectify.cli.session import Session
from rectify.errors import WrongUsage

if TYPE_CHECKING:
    from typer._click.core import Command, Context, Parameter
    from typer._click.shell_completion import ShellComplete
    from typer.core import TyperGroup

    from rectify.store.reading import Reading

Offer = Callable[["Context", "Parameter", str], list[CompletionItem] | list[str]]
SHELLS = ("bash", "zsh", "fish")

KINDS = {
    "issues": "issue",
    "issue": "issue",
    "thing": "issue",
    "things": "issue",
    "parent": "issue",
    "aspect": "aspect",
    "inspection": "inspection",
    "measure": "measure",
    "owner": "person",
    "lead": "person",
    "by": "person",
    "actor": "person",
    "checkers": "person",
    "old": "person",
    "new": "person",
    "awaiting": "person",
    "signers": "person",
    "unit": "unit",
    "lead_unit": "unit",
    "supporting": "unit",
}
"""Parameter -> what the ledger offers for it."""
TERMS = {
    "kind": "IssueKind",
    "log-action.kind": "ActionKind",
    "attach.kind": "EvidenceKind",
    "severity": "Severity",
    "claim": "Claim",
    "verdict": "Verdict",
    "numbering": "Numbering",
    "part": "Part",
    "opinion": "Opinion",
    "step": "Step",
    "finding": "Finding",
}
"""Parameter -> the closed list of `model.terms` that it is taken from; `COMMAND.PARAMETER` goes first."""
FREE = {"init.kind", "add-inspection.kind", "report.kind", "init.unit", "add-inspection.unit"}
"""Parameters of the same names that are something else."""


MOST = 2_000
"""How many issues are looked through for one answer; a shell shows far fewer."""


def candidates(kind: str, incomplete: str, path: Path) -> Iterable[tuple[str, str]]:
    """What the ledger at `path` has of `kind` that begins with `incomplete`, as pairs of value and explanation.

    Kinds: issue (number, title), aspect (number, title), inspection (code, unit), measure (m5, text), person (name,
    "") and unit (name, ""). May raise anything: the shell is then offered nothing.
    """
    from rectify.ledger import Ledger

    with Ledger.reading(path) as ledger:
        found = _held(kind, ledger.view())
        return [each for each in dict(found).items() if each[0].startswith(incomplete)]


def _held(kind: str, view: "Reading") -> Iterator[tuple[str, str]]:
    inspections = view.inspections()
    if kind == "inspection":
        yield from ((each.code, each.unit) for each in inspections)
    elif kind == "aspect":
        for inspection in inspections:
            yield from ((str(each.number), each.title) for each in view.aspects(inspection.id) if not each.void)
    else:
        for issue in view.issues(limit=MOST):
            if kind == "issue":
                yield issue.name, issue.title
            elif kind == "measure":
                yield from ((f"m{each.id}", each.text) for each in view.measures(issue.id) if not each.void)
            else:
                names = (issue.owner, issue.lead) if kind == "person" else (issue.unit, issue.supporting)
                yield from ((name, "") for name in names if name)


def respond(group: "TyperGroup", session: Session, instruction: str) -> int:
    """Answer the shell, which asks through the environment (`complete_bash` and the like); it never fails."""
    shell = instruction.removeprefix("complete_")
    try:
        session.out(_answerer(shell)(group, {"obj": session}, PROGRAM, COMPLETION).complete())
    except SystemExit as leaving:  # fish asks by exit code whether there is anything to offer
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception:  # noqa: BLE001  # nothing may be printed into a half-written command line
        return 1
    return 0


def _answerer(shell: str) -> "type[ShellComplete]":
    """Typer's class for `shell`. In zsh and fish it would load Rich to take markup out of help texts that have none."""
    from typer._completion_classes import BashComplete, FishComplete, ZshComplete

    class Zsh(ZshComplete):
        def format_completion(self, item: CompletionItem) -> str:
            return f'"{item.value}":"{harmless(item.help)}"' if item.help else f'"{item.value}"'

    class Fish(FishComplete):
        def format_completion(self, item: CompletionItem) -> str:
            return f"{item.value}\t{harmless(item.help)}" if item.help else f"{item.value}"

    return {"bash": BashComplete, "zsh": Zsh, "fish": Fish}[shell]


def harmless(text: str) -> str:
    """`text` with a blank for every character that a shell could act on.

    The answer to zsh is evaluated twice, and titles come from the ledger, that is, from anybody.
    """
    return "".join(c if c.isprintable() and (not c.isascii() or c.isalnum() or c in "-_.,/+%@ ") else " " for c in text)


def command_names(session: Session, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=summary(name, session)) for name in COMMANDS if name.startswith(incomplete)]


def wire(command: "Command", session: Session) -> None:
    """Let the parameters of `command` be explained, and completed from the ledger."""
    describe(command, session)
    for param in command.params:
        own, name = f"{command.name}.{param.name}", str(param.name)
        terms = TERMS.get(own) or TERMS.get(name)
        if own not in FREE and (terms or name in KINDS):
            offer = _terms(terms) if terms else _offer(KINDS[name])
            param._custom_shell_complete = offer  # noqa: SLF001  # as Typer's `autocompletion` does


def _terms(terms: str) -> "Offer":
    def offer(_ctx: "Context", _param: "Parameter", incomplete: str) -> list[CompletionItem]:
        from rectify.model import terms as lists

        return [CompletionItem(str(term)) for term in getattr(lists, terms) if term.startswith(incomplete)]

    return offer


def _offer(kind: str) -> "Offer":
    def offer(ctx: "Context", _param: "Parameter", incomplete: str) -> list[CompletionItem]:
        try:
            return list(_offered(kind, ctx, incomplete))
        except Exception:  # noqa: BLE001  # no ledger, a damaged one, a busy one: there is nothing to offer
            return []

    return offer


def _offered(kind: str, ctx: "Context", incomplete: str) -> Iterator[CompletionItem]:
    session: Session = ctx.obj
    for level in (ctx, ctx.parent):
        if level is not None and level.params.get("ledger"):
            session.take(ledger=level.params["ledger"])
    done, comma, last = incomplete.rpartition(",") if kind == "issue" else ("", "", incomplete)
    for value, explanation in candidates(kind, last, session.ledger_path()):
        if value.startswith(last) and harmless(value) == value:
            yield CompletionItem(f"{done}{comma}{value}", help=explanation)


def script(shell: str) -> str:
    """What `shell` has to read in order to ask us. Raises WrongUsage for a shell that is not supported."""
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name=PROGRAM, complete_var=COMPLETION, shell=_supported(shell))


def install(session: Session, shell: str) -> None:
    """Put the script where `shell` reads it when it starts, in the home folder."""
    from typer._completion_shared import install as put

    _, path = put(shell=_supported(shell), prog_name=PROGRAM, complete_var=COMPLETION)
    session.note(session.say("cli.completion-installed", path=path))


def _supported(shell: str) -> str:
    if shell not in SHELLS:
        raise WrongUsage("shell-unknown", shell=shell, shells=", ".join(SHELLS))
    return shell
