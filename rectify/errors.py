"""What can go wrong, each with its exit code; the sentences stand in `language/errors.py`.

RectifyError
├── WrongUsage   2   the command line cannot be understood
├── NotFound     3   no such issue, action, inspection, entry …
├── Refused      4   the rules, or the file's permissions, do not allow it
├── Damaged      5   the ledger is not what its journal says
├── Unreadable   6   an input (or a file said to be a ledger) cannot be read
├── DiskFailed  74   the disk is full or failed
└── Busy        75   somebody else is writing; nothing was written
"""


class Word(str):
    """A key of `language/` given as a value of a sentence, said in the reader's language."""

    __slots__ = ()


class RectifyError(Exception):
    """A refusal that the user is told in one sentence.

    `key` names the sentence in `language/errors.py`; `values` fill its places.
    """

    exit_code = 70

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class WrongUsage(RectifyError):
    exit_code = 2


class NotFound(RectifyError):
    exit_code = 3


class Refused(RectifyError):
    exit_code = 4


class Damaged(RectifyError):
    exit_code = 5


class Unreadable(RectifyError):
    exit_code = 6


class DiskFailed(RectifyError):
    exit_code = 74


class Busy(RectifyError):
    exit_code = 75
