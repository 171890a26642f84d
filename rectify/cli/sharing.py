"""A file for each responsible unit, or owner: where it goes and what it is called."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rectify.cli.session import Session
from rectify.errors import Refused, WrongUsage

if TYPE_CHECKING:
    from rectify.report import Asked, View

KINDS = ("register", "lists", "slip")
"""The kinds that can be made of some of the issues: their figures are those of their rows."""
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
_LONGEST = 40
"""Characters of a name that a file is called by; a file system takes some 80 Chinese ones."""


def folder(session: Session, output: str | None, kind: str) -> Path:
    """The folder for the files, made where there is none. Raises WrongUsage, and Refused where it cannot be one."""
    if kind not in KINDS:
        raise WrongUsage("each-kind", kinds=", ".join(KINDS))
    if not output or output == "-":
        raise WrongUsage("each-folder")
    path = session.world.cwd / output
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError:
        raise Refused("each-no-folder", path=path) from None
    except OSError as error:
        raise Refused("output-failed", path=path, reason=error.strerror) from error
    return path


def share(
    session: Session,
    files: tuple[Path, str],
    put: "Callable[[Asked, Path], None]",
    told: "tuple[View, Asked]",
    what: tuple[str, str],
) -> None:
    """A file for each who answers, with only their issues; also one for the issues for which nobody does.

    `files` are the folder and the suffix, `put` writes one; `what` is the kind of report, and `unit` or `owner`.
    """
    from rectify.language import say
    from rectify.report.sharing import shares

    (view, asked), (kind, each), (path, suffix) = told, what, files
    title, post = say(asked.language, f"report.file-{kind}"), say(asked.language, f"report.column-{each}")
    found = shares(view, asked.inspection.id, each)
    called = [name or say(asked.language, "report.nobody") for name in found]
    for keys, who, name in zip(found.values(), called, names(title, called), strict=True):
        put(
            asked._replace(only=keys, whose=say(asked.language, "report.whose", post=post, who=who)),
            path / f"{name}{suffix}",
        )
    session.note(session.say("report.shared", number=len(found), path=path))


def names(title: str, whose: Iterable[str]) -> Iterator[str]:
    """A name that every file system takes for each, no two of which are one where case does not count.

    >>> list(names("台账", ["财务/审计", "财务:审计", ".."]))
    ['台账-财务 审计', '台账-财务 审计 2', '台账-_']
    """
    taken: set[str] = set()
    for each in whose:
        plain = " ".join(_UNSAFE.sub(" ", each).split())[:_LONGEST].strip(" .") or "_"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} {number}"
        taken.add(name.casefold())
        yield f"{title}-{name}"
