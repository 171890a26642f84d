"""The Typer app: commands that are loaded when they are called, and the one place where errors become exit codes."""

import errno
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer._click.core import Command as AnyCommand
from typer._click.exceptions import ClickException, UsageError
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command, get_command_from_info
from typer.models import CommandInfo

from rectify.cli.options import OnceParser, with_common_options
from rectify.cli.registry import COMMANDS, COMPLETION, PROGRAM
from rectify.cli.session import Session
from rectify.cli.world import World, language_of, language_or_locale, locale_language
from rectify.errors import DiskFailed, RectifyError, Refused, Unreadable, WrongUsage

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.shell_completion import CompletionItem

ABORTED = 130


def run(argv: Sequence[str], world: World) -> int:
    """Do what the words `argv` ask for in `world`, and return the exit code.

    An error that the user can cause is told in one sentence on standard error. A closed pipe, an interrupt and bugs
    pass through; the entry point of the process deals with them.
    """
    session = Session(world, locale_language(world.environ))
    try:
        code = _dispatch(list(argv), session)
        world.stdout.flush()
    except RectifyError as error:
        return _tell(error, session)
    except ClickException as error:
        return _tell_usage(error, session)
    except OSError as error:
        known = _from_system(error)
        if known is None:
            raise
        return _tell(known, session)
    return code


def _dispatch(argv: list[str], session: Session) -> int:
    environ = session.world.environ
    if environ.get(COMPLETION):
        from rectify.cli.completion import respond

        session.language = language_or_locale(argv, environ)
        return respond(application(), session, environ[COMPLETION])
    session.language = language_of(argv, environ)
    group = application()
    try:
        with group.make_context(PROGRAM, argv, obj=session) as ctx:
            return group.invoke(ctx) or 0
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        return ABORTED


def _tell(error: RectifyError, session: Session) -> int:
    from rectify.language import sentence

    session.note(f"{PROGRAM}: {session.visible(sentence(session.language, error))}")
    return error.exit_code


def _tell_usage(error: ClickException, session: Session) -> int:
    from rectify.cli.usage import explained

    code = _tell(explained(error, session), session)
    ctx: Context | None = getattr(error, "ctx", None)
    session.note(session.say("cli.try-help", command=ctx.command_path if ctx else PROGRAM))
    return code


def _from_system(error: OSError) -> RectifyError | None:
    """What the system's refusal means to the user; None for a closed pipe and for what only a bug can cause."""
    if isinstance(error, BrokenPipeError):
        return None
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFailed("disk-full")
    if error.errno == errno.EIO:
        return DiskFailed("disk-failed")
    if error.filename is None:  # only the search for a folder for temporary files misses something without a name
        return DiskFailed("no-temporary-folder") if isinstance(error, FileNotFoundError) else None
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Refused("path-not-permitted", path=error.filename)
    return Unreadable("path-unusable", path=error.filename)


class _InOurWords:
    """What commands and the group have in common: our help page, and a parser that refuses contradictions."""

    _help_option: TyperOption | None

    def get_help(self: Any, ctx: "Context") -> str:
        from rectify.cli.help import page

        return page(self, ctx)

    def get_help_option(self: Any, _ctx: "Context") -> TyperOption:
        if self._help_option is None:
            self._help_option = TyperOption(
                param_decls=["help", "-h", "--help"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_show_help,
            )
        return cast("TyperOption", self._help_option)

    def parse_args(self: Any, ctx: "Context", args: list[str]) -> list[str]:
        """Read `args`; what comes back was asked for by nobody. An error says in which command it arose."""
        try:
            return list(super().parse_args(ctx, args))  # type: ignore[misc]
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def make_parser(self: Any, ctx: "Context") -> OnceParser:
        parser = OnceParser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(parser, ctx)
        return parser


def _show_help(ctx: "Context", _param: "Parameter", wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        ctx.obj.out(ctx.get_help())
        ctx.exit()


class Command(_InOurWords, TyperCommand):
    """One command."""

    allow_extra_args = True  # so that we can refuse them in our own words

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise WrongUsage("arguments-extra", words=" ".join(rest))
        return rest


class Group(_InOurWords, TyperGroup):
    """All commands; each is imported when it is called, and the help of all imports none."""

    def list_commands(self, _ctx: "Context") -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: "Context", cmd_name: str) -> AnyCommand | None:
        if cmd_name not in COMMANDS:
            return None
        command = build(cmd_name)
        if ctx.resilient_parsing:
            from rectify.cli.completion import wire

            wire(command, ctx.obj)
        return command

    def resolve_command(self, ctx: "Context", args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from rectify.cli.usage import unknown_command

            raise unknown_command(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: "Context") -> Any:
        if not ctx._protected_args:  # noqa: SLF001  # no command was named
            ctx.obj.note(ctx.get_help())
            ctx.exit(WrongUsage.exit_code)
        return super().invoke(ctx)

    def shell_complete(self, ctx: "Context", incomplete: str) -> "list[CompletionItem]":
        from rectify.cli.completion import command_names

        return [*command_names(ctx.obj, incomplete), *AnyCommand.shell_complete(self, ctx, incomplete)]


def build(name: str) -> Command:
    """The command `name`, its module imported now."""
    module, function, _ = COMMANDS[name]
    callback = with_common_options(getattr(import_module(module), function))
    info = CommandInfo(name, cls=Command, callback=callback, help="")
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    assert isinstance(command, Command)
    for param in command.params:
        if isinstance(param, TyperOption) and param.is_flag and param.default is False:
            param.secondary_opts = []  # the `--no-…` that Typer adds to a flag
    return command


def application() -> Group:
    """The program."""
    app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(help="")(with_common_options(_program))
    group = get_command(app)
    assert isinstance(group, Group)
    return group


def _version(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from rectify import __version__

        ctx.obj.out(f"{PROGRAM} {__version__}")
        ctx.exit()


def _install_completion(ctx: typer.Context, shell: str | None) -> None:
    if shell is not None and not ctx.resilient_parsing:
        from rectify.cli.completion import install

        install(ctx.obj, shell)
        ctx.exit()


def _show_completion(ctx: typer.Context, shell: str | None) -> None:
    if shell is not None and not ctx.resilient_parsing:
        from rectify.cli.completion import script

        ctx.obj.out(script(shell))
        ctx.exit()


def _program(
    _session: Session,
    *,
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version)] = False,
    install_completion: Annotated[
        str | None, typer.Option("--install-completion", is_eager=True, callback=_install_completion)
    ] = None,
    show_completion: Annotated[
        str | None, typer.Option("--show-completion", is_eager=True, callback=_show_completion)
    ] = None,
) -> None:
    """The options that stand before the command's name only; each does its work as soon as it is read."""
