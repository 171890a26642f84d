"""What a reader, a checker or a verification has to say about one place."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a remark weighs; only an error makes `check` fail."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Remark(NamedTuple):
    """One thing worth saying: `code` is stable and names its sentence and advice in `language/remarks.py`
    (`<code>` and `<code>.advice`); `place` is where; `values` fill the sentence.
    """

    code: str
    severity: Severity
    place: str
    values: Mapping[str, object]
