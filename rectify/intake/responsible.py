"""The values of labelled lines: who answers, under which post; and that there is nothing to say."""

import re

from rectify.intake.columns import field_of

_NOTHING = re.compile(
    r"(?:none|nil|not rated|n/?a|-|无|No [\w ,-]{2,60} (?:is|are|was|were|has been|have been) "
    r"(?:registered|recorded|reported|given|set|planned|required|needed|agreed)[\w ]{0,24})[.。]?",
    re.IGNORECASE,
)
"""What stands behind a label where there is nothing to say: "No deadline is registered." """


def says_nothing(folded: str, start: int, end: int) -> bool:
    """Whether the value of a label says that there is none.

    >>> says_nothing("No deadline is registered.", 0, 26), says_nothing("No key was found.", 0, 17)
    (True, False)
    """
    return _NOTHING.fullmatch(folded, start, end) is not None


_POST_BEHIND = re.compile(r"(.+), ((?:owner|lead(?:er)?|unit|supporting(?: units?)?)(?: in charge)?)", re.IGNORECASE)


def posts(field: str, value: str) -> list[tuple[str, str]]:
    """Who answers, as (field, name): each under the post that stands behind the name, if all have one, else under `field`.

    >>> posts("owner", "Yard Office, unit in charge; Ms Ray, owner")
    [('unit', 'Yard Office'), ('owner', 'Ms Ray')]
    """
    said = [_POST_BEHIND.fullmatch(part.strip()) for part in value.split(";")]
    named = [(field_of(post[2].removesuffix(" in charge")) or field, post[1]) for post in said if post]
    return named if len(named) == len(said) else [(field, value)]
