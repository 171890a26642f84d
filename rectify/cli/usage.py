"""What Typer's own usage errors say in the user's language."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from typer._click.exceptions import BadOptionUsage, BadParameter, ClickException, MissingParameter, NoSuchOption
from typer._click.types import FloatParamType, IntParamType, _NumberRangeBase
from typer._types import TyperChoice

from rectify.cli.registry import COMMANDS
from rectify.errors import WrongUsage

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter

    from rectify.cli.session import Session


def unknown_command(name: str) -> WrongUsage:
    """The refusal of a command that does not exist, with those that may have been meant."""
    start = [known for known in COMMANDS if name and known.startswith(name.lower())]
    near = start or get_close_matches(name.lower(), COMMANDS)
    if near:
        return WrongUsage("command-unknown-maybe", name=name, maybe=", ".join(near))
    return WrongUsage("command-unknown", name=name)


def explained(error: ClickException, session: "Session") -> WrongUsage:
    """Typer's `error` as one of ours. It goes by the error's class and data, never by Typer's English."""
    ctx: Context | None = getattr(error, "ctx", None)
    match error:
        case NoSuchOption(possibilities=near, option_name=name):
            return _unknown_option(name, list(near or ()))
        case BadOptionUsage(option_name=name):
            flag = any(name in param.opts and getattr(param, "is_flag", False) for param in _params(ctx))
            return WrongUsage("option-takes-no-value" if flag else "option-needs-value", option=name)
        case MissingParameter(param=param) if param is not None:
            key = "argument-missing" if param.param_type_name == "argument" else "option-missing"
            return WrongUsage(key, name=shown_name(param, ctx, session))
        case BadParameter(param=param) if param is not None:
            return _bad_value(error, param, shown_name(param, ctx, session))
    return WrongUsage("usage-other", message=error.format_message())


def _params(ctx: "Context | None") -> "list[Parameter]":
    return ctx.command.get_params(ctx) if ctx is not None else []


def _unknown_option(name: str, near: list[str]) -> WrongUsage:
    if near:
        return WrongUsage("option-unknown-maybe", option=name, maybe=near[0])
    return WrongUsage("option-unknown" if name.startswith("--") else "option-unknown-short", option=name)


def _bad_value(error: BadParameter, param: "Parameter", name: str) -> WrongUsage:
    kind: Any = param.type
    if isinstance(kind, TyperChoice):
        return WrongUsage("value-not-a-choice", name=name, choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, _NumberRangeBase):
        return WrongUsage("value-out-of-range", name=name, range=kind._describe_range())  # noqa: SLF001
    if isinstance(kind, IntParamType):
        return WrongUsage("value-not-a-whole-number", name=name)
    if isinstance(kind, FloatParamType):
        return WrongUsage("value-not-a-number", name=name)
    return WrongUsage("value-bad", name=name, message=error.message)


def shown_name(param: "Parameter", ctx: "Context | None", session: "Session") -> str:
    """What the user knows `param` by: `--reason`, or the word for an argument in the help."""
    if param.param_type_name == "option":
        return max(param.opts, key=len)
    from rectify.cli.help import metavar

    return metavar(param, ctx.command.name if ctx else None, session)
