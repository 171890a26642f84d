"""Making a name survive a power cut: a file that is sure to be whole can still be gone while its folder is not flushed."""

import errno
import os
from pathlib import Path

_UNABLE = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EROFS}
"""A file system that flushes no folders, or a folder that we may write to and not open."""


def keep_names(folder: Path) -> None:
    """Flush the names in `folder` to the disk. Windows does so by itself and cannot open a folder.

    Raises OSError where the disk fails: then a name that was made just now may be lost.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
