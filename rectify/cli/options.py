"""The options that several or all commands have, and how a command function becomes what Typer takes."""

import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click.parser import _Option, _OptionParser

from rectify.cli.session import OPTION_NAMES, Session
from rectify.errors import WrongUsage

if TYPE_CHECKING:
    from typer._click.parser import _ParsingState

Function = Callable[..., int | None]

# What several commands take
Text = Annotated[str, typer.Argument()]
Option = Annotated[str | None, typer.Option()]
Plain = Annotated[str, typer.Option()]
Several = Annotated[list[str] | None, typer.Option()]
Number = Annotated[int | None, typer.Option()]
Date = Annotated[str | None, typer.Option("--date", "--on")]
By = Annotated[str | None, typer.Option("--by")]


def refuse_empty(**options: str | Sequence[str] | None) -> None:
    """Raises WrongUsage for an option, called as its parameter, that was given without a value: as a path it would be here."""
    for name, value in options.items():
        given = [value] if isinstance(value, str) else value or ()
        if not all(map(str.strip, given)):
            raise WrongUsage("option-empty", option=f"--{name.replace('_', '-')}")


def _keyword(name: str, annotation: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _common(name: str, option: str) -> inspect.Parameter:
    if name == "json":
        return _keyword(name, Annotated[bool, typer.Option(option)], default=False)
    return _keyword(name, Annotated[str | None, typer.Option(option)], default=None)


COMMON = [_common(name, option) for name, option in OPTION_NAMES.items()]
_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def with_common_options(function: Function) -> Function:
    """`function(session, …)` as Typer takes it: the session comes from the context, and the common options are added.

    The function's other parameters are its own arguments and options, annotated as Typer wants them. It returns None
    or an exit code.
    """

    def command(ctx: typer.Context, **values: Any) -> int | None:
        session: Session = ctx.obj
        session.take(**{name: values.pop(name) for name in OPTION_NAMES})
        return function(session, **values)

    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    command.__signature__ = inspect.Signature([_CONTEXT, *own, *COMMON])  # type: ignore[attr-defined]
    command.__annotations__ = {}
    return command


class OnceParser(_OptionParser):
    """Typer's parser, which silently keeps the last value of an option given twice; this one refuses a different one."""

    def add_option(self, obj: Any, opts: Any, *rest: Any, **named: Any) -> None:
        super().add_option(obj, opts, *rest, **named)
        for table in (self._short_opt, self._long_opt):
            for opt in opts:
                if opt in table:
                    table[opt].__class__ = _OnceOption


class _OnceOption(_Option):
    def process(self, value: Any, state: "_ParsingState") -> None:
        new = self.const if self.action == "store_const" else value
        first = state.opts.get(self.dest or "", new)
        if self.action != "append" and first != new:
            raise WrongUsage("option-twice", option=max(self.obj.opts, key=len), first=first, second=new)
        super().process(value, state)
