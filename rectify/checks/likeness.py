"""How alike texts are, and which of many are the same but for a few words; in time proportional to their number."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

SAME = 0.8
"""From this ratio on two sentences are the same with some words exchanged."""
_GRAM = 3
_CROWD = 100
"""A piece of text that more sentences share than this says nothing of any two of them."""
_SHOWN = 60
LONGEST = 400
"""So much of a text is compared: the comparison takes time in proportion to the square of its length."""


def is_chinese(text: str) -> bool:
    return re.search("[一-鿿]", text) is not None


def ratio(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1 (Ratcliff and Obershelp: twice the matches over both lengths)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def alike(one: str, other: str, least: float = SAME) -> bool:
    """Whether the ratio of two texts is at least `least`."""
    if one == other:
        return True
    if 2 * min(len(one), len(other)) < least * (len(one) + len(other)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least


def common(texts: Sequence[str]) -> str:
    """What all texts have in common, in a row; of texts that share no more than words, the first; long ones cut.

    >>> common(["召开会议，批评教育，修订制度", "召开会议，批评教育并要求检查"])
    '召开会议，批评教育'
    """
    shared = texts[0]
    for text in texts[1:]:
        found = SequenceMatcher(None, shared, text, autojunk=False).find_longest_match()
        shared = shared[found.a : found.a + found.size]
    shared = shared.strip(" ，。；、,.;") if len(shared) * 3 > len(texts[0]) else texts[0]
    return shared if len(shared) <= 2 * _SHOWN else f"{shared[:_SHOWN]}……{shared[-_SHOWN // 2 :]}"


def grams(text: str, size: int = _GRAM) -> set[str]:
    """The pieces of `size` characters of which a text is made."""
    return {text[start : start + size] for start in range(max(len(text) - size + 1, 1))}


def groups(texts: Sequence[str], long: Mapping[str, int]) -> Iterator[list[int]]:
    """The positions of texts that are alike, or share `long` characters in a row (by language), a group at a time, each
    with two members or more.
    """
    above: dict[int, int] = {}

    def top(position: int) -> int:
        while position in above:
            position = above[position]
        return position

    def join(one: int, other: int) -> None:
        first, second = sorted((top(one), top(other)))
        if first != second:
            above[second] = first

    for one, other in _sharing(texts, long):
        join(one, other)
    for one, other in _near(texts):
        if top(one) != top(other) and alike(texts[one], texts[other]):
            join(one, other)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for position in range(len(texts)):
        found[top(position)].append(position)
    return (group for group in found.values() if len(group) > 1)


def _sharing(texts: Sequence[str], long: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Pairs that share so many characters in a row, equal ones among them."""
    first: dict[str, int] = {}
    for position, text in enumerate(texts):
        size = long["zh" if is_chinese(text) else "en"]
        for piece in grams(text, size) if len(text) > size else (text,):
            if first.setdefault(piece, position) != position:
                yield first[piece], position


def _near(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of different texts that are worth comparing: those that share a third of their pieces."""
    places = list({text: position for position, text in enumerate(texts)}.values())
    index = Index([texts[place] for place in places])
    for at, pieces in enumerate(index.pieces):
        for other, shared in index.sharing(pieces).items():
            if other > at and shared * 3 >= min(len(pieces), len(index.pieces[other])):
                yield places[at], places[other]


class Index:
    """Which of many texts share pieces with another text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.pieces = [grams(text) for text in texts]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for position, pieces in enumerate(self.pieces):
            for piece in pieces:
                self._holders[piece].append(position)

    def sharing(self, pieces: Iterable[str]) -> Counter[int]:
        """Position -> how many of `pieces` that text has; pieces that a crowd of texts has are not counted."""
        held = (self._holders.get(piece, ()) for piece in pieces)
        return Counter(position for positions in held if len(positions) <= _CROWD for position in positions)

    def nearest(self, text: str, most: int) -> list[int]:
        """The positions of the texts that share most with `text`."""
        return [position for position, _ in self.sharing(grams(text)).most_common(most)]
