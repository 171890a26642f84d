"""The colours and shapes of tones, once for all: on paper and light screens, and on dark ones.

A tone is told by a word and a shape as well. Every colour stands out against its ground by at least 4.5 to 1
(WCAG 2.2, 1.4.3), and so does what is written upon it.
"""

from typing import NamedTuple

from rectify.documents.charts import Tone


class Ground(NamedTuple):
    """What everything stands on: the page, its cards, its writing, softer writing, lines, accent, and writing on a tone."""

    page: str
    card: str
    ink: str
    soft: str
    line: str
    accent: str
    upon: str


LIGHT = Ground("#f5f5f2", "#ffffff", "#1d2329", "#565f69", "#d9dbd7", "#a3262a", "#ffffff")
DARK = Ground("#14171b", "#1c2126", "#e6e8ea", "#a7b0b9", "#373e46", "#f0938f", "#12161a")


class Look(NamedTuple):
    """A tone: its colour on light and dark ground, and its shape as a character and as a path in a square of 12."""

    light: str
    dark: str
    sign: str
    path: str


LOOKS: dict[Tone, Look] = {
    "closed": Look("#0f5540", "#6fd3ae", "■", "M1.5 1.5h9v9h-9z"),
    "done": Look("#23794f", "#8fd694", "●", "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10z"),
    "standing": Look("#6a4a9c", "#c3abf0", "◆", "M6 .5L11.5 6L6 11.5L.5 6z"),
    "acting": Look("#205e9e", "#85b9f2", "◐", "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM6 2.4v7.2a3.6 3.6 0 0 0 0-7.2z"),
    "pending": Look(
        "#59636e", "#abb4bd", "○", "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM6 2.6a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 1 0 0-6.8z"
    ),
    "plain": Look("#6b6253", "#bdb3a1", "–", "M1.5 4.7h9v2.6h-9z"),
    "late": Look("#b3261e", "#ff9a90", "▲", "M6 1L11.5 10.8H.5z"),
}
