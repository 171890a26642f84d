"""The help pages: the shape of Typer's, in the user's language, with Chinese widths, and without loading any command."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from typer._types import TyperChoice

from rectify.cli.registry import COMMANDS, GROUPS
from rectify.cli.session import OPTION_NAMES, Session
from rectify.language.help import WORDS
from rectify.view.text import pad, width, wrap

if TYPE_CHECKING:
    from typer._click.core import Command, Context, Parameter

LEFT_LIMIT = 26
"""Cells of the left column; what is wider has its text on the next line."""
CHOICES_LIMIT = 24
"""Cells of choices that still stand beside the option; more of them stand in its text."""
WIDEST = 80
NARROWEST = 40

Table = tuple[str, list[tuple[str, str]]]
"""A title, and rows of a name and its text."""


def page(command: "Command", ctx: "Context") -> str:
    """The help page of `command`, or of the program, for the session in `ctx`."""
    session: Session = ctx.obj
    sections = [_usage(command, ctx, session), *_about(command, session)]
    for tables in (_commands(ctx, session), _params(command, ctx, session)):
        sections += _sections([(title, rows) for title, rows in tables if rows], session)
    return "\n\n".join(sections)


def summary(name: str, session: Session) -> str:
    """The command `name` in one line."""
    return session.say(f"help.command.{name}")


def describe(command: "Command", session: Session) -> None:
    """Fill in the help of each parameter, for a shell that shows it beside a completion."""
    for param in command.params:
        param.help = option_words(command, param, session)  # type: ignore[attr-defined]


def option_words(command: "Command", param: "Parameter", session: Session) -> str:
    """What `param` is for; `option.COMMAND.PARAM` goes before `option.PARAM`."""
    return session.say(f"help.{_nearest('option', command.name, param.name)}")


def metavar(param: "Parameter", command: str | None, session: Session) -> str:
    """The word that stands for the value of `param`."""
    if param.metavar:
        return param.metavar
    choices = _choices(param)
    if param.param_type_name == "option" and choices and width("|".join(choices)) <= CHOICES_LIMIT:
        return "|".join(choices)
    key = _nearest("metavar", command, param.name)
    return session.say(f"help.{key}") if key in WORDS else str(param.name).replace("_", "-").upper()


def _nearest(kind: str, command: str | None, param: str | None) -> str:
    plain = (param or "").rstrip("_")  # which keeps it apart from a name of Python's
    own = f"{kind}.{command}.{plain}"
    return own if own in WORDS else f"{kind}.{plain}"


def _choices(param: "Parameter") -> list[str]:
    return [_plain(choice) for choice in param.type.choices] if isinstance(param.type, TyperChoice) else []


def _plain(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def _columns(session: Session) -> int:
    return max(min(session.width, WIDEST), NARROWEST)


def _usage(command: "Command", ctx: "Context", session: Session) -> str:
    words = [ctx.command_path, f"[{session.say('cli.options-word')}]"]
    words += [_usage_word(param, command, session) for param in _of(command, ctx, "argument")]
    if ctx.parent is None:
        words.append(session.say("cli.command-word"))
    return "\n".join(_wrapped(session.say("cli.usage", words=" ".join(words)), 0, session))


def _usage_word(param: "Parameter", command: "Command", session: Session) -> str:
    word = metavar(param, command.name, session) + ("..." if param.nargs == -1 else "")
    return word if param.required else f"[{word}]"


def _about(command: "Command", session: Session) -> Iterator[str]:
    """The summary and the longer text; its lines that begin with a space are examples and stay as they are."""
    texts = [summary(command.name or "rectify", session)]
    more = f"command.{command.name or 'rectify'}.more"
    texts += session.say(f"help.{more}").split("\n\n") if more in WORDS else []
    for text in texts:
        yield "\n".join(
            f"  {line}" if line[:1] == " " else "\n".join(_wrapped(line, 2, session)) for line in text.split("\n")
        )


def _commands(ctx: "Context", session: Session) -> Iterator[Table]:
    for group in GROUPS if ctx.parent is None else ():
        names = [name for name, (_, _, its_group) in COMMANDS.items() if its_group == group]
        yield session.say(f"cli.group-{group}"), [(name, summary(name, session)) for name in names]


def _params(command: "Command", ctx: "Context", session: Session) -> Iterator[Table]:
    options = _of(command, ctx, "option")
    common = [option for option in options if option.name in {*OPTION_NAMES, "help"}] if ctx.parent else []
    for title, params in (
        ("arguments", _of(command, ctx, "argument")),
        ("options", [option for option in options if option not in common]),
        ("common", common),
    ):
        rows = [_row(param, command, session) for param in params]
        yield session.say(f"cli.{title}"), rows


def _of(command: "Command", ctx: "Context", kind: str) -> "list[Parameter]":
    return [p for p in command.get_params(ctx) if p.param_type_name == kind and not getattr(p, "hidden", False)]


def _row(param: "Parameter", command: "Command", session: Session) -> tuple[str, str]:
    value = metavar(param, command.name, session)
    name = ", ".join(sorted(param.opts, key=lambda opt: opt.startswith("--"))) + "".join(
        f" / {other}" for other in param.secondary_opts
    )
    if param.param_type_name == "argument":
        name = value
    elif not getattr(param, "is_flag", False):
        name = f"{name} {value}"
    return name, " ".join([option_words(command, param, session), *_remarks(param, value, session)])


def _remarks(param: "Parameter", value: str, session: Session) -> Iterator[str]:
    choices = _choices(param)
    if choices and "|" not in value:
        yield session.say("cli.choices", choices=", ".join(choices))
    if param.multiple or param.nargs == -1:
        yield session.say("cli.repeatable")
    default: Any = param.default
    if default not in (None, False, "") and not callable(default) and not isinstance(default, list | tuple):
        yield session.say("cli.default", value=_plain(default))
    if param.required:
        yield session.say("cli.required")


def _sections(tables: Sequence[Table], session: Session) -> Iterator[str]:
    """Each of `tables` under its title, all with their texts in one column."""
    widths = [width(name, session.ambiguous) for _, rows in tables for name, _ in rows]
    left = max((cells for cells in widths if cells <= LEFT_LIMIT), default=LEFT_LIMIT)
    for title, rows in tables:
        yield _section(session.say("cli.heading", title=title), rows, left, session)


def _section(heading: str, rows: Sequence[tuple[str, str]], left: int, session: Session) -> str:
    lines = _wrapped(heading, 0, session)
    for name, text in rows:
        body = _wrapped(text, left + 4, session)
        if width(name, session.ambiguous) > left:
            lines += [f"  {name}", *body]
        else:
            lines += [f"  {pad(name, left, ambiguous=session.ambiguous)}  {body[0].lstrip()}", *body[1:]]
    return "\n".join(lines)


def _wrapped(text: str, indent: int, session: Session) -> list[str]:
    return [" " * indent + line for line in wrap(text, _columns(session) - indent, session.ambiguous)]
