"""`check`: what a follow-up inspector would remark on, in a ledger, in documents, or in many reports side by side."""

from typing import Annotated, Literal

import typer

from rectify.cli.options import Option, Several
from rectify.cli.session import Session
from rectify.errors import WrongUsage


def check(
    session: Session,
    files: Annotated[list[str] | None, typer.Argument()] = None,
    *,
    select: Several = None,
    ignore: Several = None,
    explain: Option = None,
    against: Option = None,
    batch: Option = None,
    output: Annotated[str | None, typer.Option("--output", "-o")] = None,
    format_: Annotated[Literal["csv", "html"] | None, typer.Option("--format")] = None,
    inspection: Option = None,
    as_of: Option = None,
    column: Annotated[list[str] | None, typer.Option("--map")] = None,
    encoding: Annotated[str, typer.Option("--encoding")] = "",
) -> int:
    from rectify.cli import checking

    if explain is not None:
        checking.explain(session, explain)
        return 0
    wanted = checking.wanted(select, ignore)
    if against is not None:
        if not files or batch is not None:
            raise WrongUsage("check-against-files")
        from rectify.cli import comparing

        with comparing.other(session, against, inspection, as_of) as other:
            return checking.documents(session, files, checking.Reader(session, column or (), encoding, other), wanted)
    reader = checking.Reader(session, column or (), encoding)
    if batch is not None:
        if files:
            raise WrongUsage("check-batch-files")
        return checking.batch(session, batch, reader, wanted, output=output, form=format_)
    if output is not None or format_ is not None:
        raise WrongUsage("check-output-batch")
    if not files:
        return checking.ledger(session, wanted, inspection, as_of)
    for name, given in (("--inspection", inspection), ("--as-of", as_of)):
        if given is not None:
            raise WrongUsage("check-ledger-only", option=name)
    return checking.documents(session, files, reader, wanted)
