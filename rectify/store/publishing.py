"""New files: made whole beside their place and then given their name, so that no half-made one is ever seen.

Nothing is ever written over.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rectify.durable import keep_names
from rectify.errors import NotFound, Refused
from rectify.store.opening import translated


def beside(path: Path) -> Path:
    """A name in the same folder that nothing has, for what is to become `path`."""
    return path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")


def refuse_taken(path: Path) -> None:
    """Raises Refused where there is something at `path` already, NotFound where there is no such folder."""
    if os.path.lexists(path):
        raise Refused("file-there", path=path)
    if not path.parent.is_dir():
        raise NotFound("folder-missing", path=path.parent)


@contextmanager
def published(path: Path, mode: int = 0o666) -> Iterator[Path]:
    """An empty file that becomes `path`, durably, when the block ends well; after any failure nothing is left of it.

    `mode` are the most permissions that it may have. Raises what `refuse_taken` does, Refused also when something came
    there meanwhile, and DiskFailed.
    """
    refuse_taken(path)
    new = beside(path)
    with translated(path):
        try:
            os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
            yield new
            _keep_content(new)
            if not put(new, path):
                raise Refused("file-there", path=path)
        finally:
            new.unlink(missing_ok=True)


def put(new: Path, path: Path) -> bool:
    """Give a finished file its name, durably, unless something already has it."""
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        new.rename(path)
    finally:
        new.unlink(missing_ok=True)
    keep_names(path.parent)
    return True


def _keep_content(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
