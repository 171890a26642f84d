"""How a screen reaches standard output: drawn by Rich on a terminal, as plain lines elsewhere."""

from rectify.cli.session import Session
from rectify.view.screen import Screen


def draw(session: Session, screen: Screen, *, plain: bool = False) -> None:
    """Write `screen` to standard output.

    Rich draws it on a terminal; where `plain` asks for it (a table too long for Rich), or where the terminal draws
    ambiguous characters wide, plain lines as wide as the terminal; in a pipe plain lines of any width, nothing wrapped.
    """
    if session.rich and not plain and session.ambiguous == 1:
        _draw_richly(session, screen)
        return
    from rectify.view.plain import lines

    for line in lines(screen, session.width if session.rich else None, session.ambiguous):
        session.out(line)


def _draw_richly(session: Session, screen: Screen) -> None:
    from rectify.view import terminal

    console = terminal.console(session.world.stdout, width=session.width, color=session.color)
    for renderable in terminal.renderables(screen, session.width):
        console.print(renderable, crop=False)
