"""What writers of zips need when the disk refuses: after that, nothing more reaches the file, and one error is told."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import UnsupportedOperation
from typing import BinaryIO, cast


@contextmanager
def zipped(stream: BinaryIO) -> Iterator[BinaryIO]:
    """`stream` for a writer of zips, which may be given up: after a failure nothing more reaches it.

    A zip that is not finished writes its end when it is thrown away, and some writers wrap the system's refusal in an
    error of their own. Raises the refusal itself.
    """
    guarded = _Guarded(stream)
    try:
        yield cast("BinaryIO", guarded)
    except BaseException:
        refused, guarded.given_up = guarded.refused, True
        if refused:
            raise refused from None
        raise


class _Guarded:
    """A stream that takes nothing more, and complains no more, once it has been given up: it only counts on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self.refused: OSError | None = None
        self.given_up = False

    def _tried(self, do: Callable[[], int]) -> int:
        try:
            return do()
        except OSError as error:
            if (
                not isinstance(error, UnsupportedOperation) and error.errno != errno.ESPIPE
            ):  # a pipe may say no to these
                self.refused, self.given_up = error, True
            raise

    def write(self, data: bytes) -> int:
        if not self.given_up:
            self._tried(lambda: self._stream.write(data))
        self._at += len(data)
        return len(data)

    def flush(self) -> None:
        if not self.given_up:
            self._tried(lambda: self._stream.flush() or 0)

    def tell(self) -> int:
        return self._at if self.given_up else self._tried(self._stream.tell)

    def seek(self, at: int, whence: int = 0) -> int:
        self._at = at if self.given_up else self._tried(lambda: self._stream.seek(at, whence))
        return self._at
