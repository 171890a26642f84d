"""The issues of an inspection parted by who answers for them: a register for each responsible unit, or owner."""

import re
from collections.abc import Mapping

from rectify.model.values import Filter
from rectify.report import View

_BETWEEN = re.compile(r"\s*[、,，;；\n]\s*")


def shares(view: View, inspection: int, field: str) -> Mapping[str, frozenset[int]]:
    """Who answers (`field` is `unit` or `owner`) -> the ids of their issues, in the order in which they are first named.

    Where several are named, the issue is each one's; a sub-issue that names nobody is with the one that it stands under.
    Under the empty name are the issues for which nobody answers.
    """
    found: dict[str, set[int]] = {}
    held: dict[int, str] = {}
    for issue in view.issues(Filter(inspection=inspection)):
        text = getattr(issue, field) or held.get(issue.parent or 0, "")
        held[issue.id] = text
        for name in dict.fromkeys(filter(None, _BETWEEN.split(text.strip()))) or [""]:
            found.setdefault(name, set()).add(issue.id)
    return {name: frozenset(keys) for name, keys in found.items()}
