"""Text for terminals: nothing hidden in it, measured in cells, broken where Chinese and Latin writing allow it."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# GB/T 15834-2011, 5.1: what may not begin a line, and what may not end one. Narrow marks are held to it only beside
# a wide character; among themselves they are parts of words (`.gitignore`, `10%`), and words are kept whole anyway.
_NO_START_WIDE = frozenset("，。、；：？！）】〕》〉」』”’…—％℃·～〜－｝］〗〙〛｠°′″‰々〞〟｡､．／")  # noqa: RUF001
_NO_START = _NO_START_WIDE | frozenset(",.;:?!)]}%/-~–")
_NO_END = frozenset("（【〔《〈「『“‘｛［〖〘〚｟〝￥＄／([{/$¥£€")  # noqa: RUF001
_LOOSE = frozenset("“”‘…—·–")
"""Narrow, and yet a line may break beside them; ’ is not among them, for it stands in don’t."""

_WIDE = 2
_BLANK_LETTERS = "\u3164\uffa0"
_EMOJI_STYLE = "\ufe0f"
_WIDE_BLOCKS = (
    (0x2630, 0x2637),
    (0x268A, 0x268F),
    (0x4DC0, 0x4DFF),
    (0x1D300, 0x1D356),
    (0x1D360, 0x1D376),
)
"""Trigrams, hexagrams and counting rods: wide since Unicode 16, which is younger than some Pythons."""
_JOINING_BLOCKS = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0x1F3FB, 0x1F3FF))
"""Korean vowels and finals, and skin tones: they change the character before them."""


def visible(text: str) -> str:
    r"""`text` on one line, with every character that could hide or act shown as a mark such as `\u202e`.

    Those are the categories Cc Cf Cs Co Cn Zl Zp: escapes, carriage returns, bidirectional and zero-width characters,
    byte order marks. A line end (also CR LF) or tab, and every narrow blank, becomes a space; U+3000 stays.
    Ideographs that are younger than this Python's tables stay too.
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def visible_lines(text: str) -> list[str]:
    """The lines of `text`, each as `visible` shows it; only LF and CR LF end a line."""
    return [visible(line) for line in text.replace("\r\n", "\n").split("\n")]


@lru_cache(4096)
def _shown(char: str) -> str:
    if char in "\n\t":
        return " "
    import unicodedata  # late: most text needs none of it

    category = unicodedata.category(char)
    if category == "Zs" and char != "\u3000":
        return " "
    if category not in _HIDDEN or _is_young_ideograph(char):
        return char
    return f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"


def _is_young_ideograph(char: str) -> bool:
    """Whether `char` lies in the two planes that Unicode keeps for ideographs (names of people need the newest)."""
    return "\U00020000" <= char <= "\U0003fffd" and not "\U0002fffe" <= char <= "\U0002ffff"


def width(text: str, ambiguous: int = 1) -> int:
    """The terminal cells that `text` takes; characters of ambiguous width (“ — ① ·) count as `ambiguous`, 1 or 2.

    For text that `visible` has gone over. Source: Unicode Standard Annex 11.
    """
    if text.isascii():
        return len(text)
    if _EMOJI_STYLE in text:
        return sum(_sizes(text, ambiguous))
    rest = _usual().sub("", text)
    return _WIDE * (len(text) - len(rest)) + sum(map(_size if ambiguous == 1 else _size_in_wide_fonts, rest))


@cache
def _usual() -> "re.Pattern[str]":
    """The characters of which most Chinese text is made, all of them wide: to ask for each takes five times as long."""
    import re

    return re.compile("[\u3001-\u3011\u4e00-\u9fff\uff01-\uff60]+")


def pad(text: str, cells: int, align: str = "left", ambiguous: int = 1) -> str:
    """`text` filled up with spaces to `cells`; text that is wider stays as it is."""
    if cells <= 0:
        return text
    blank = " " * (cells - width(text, ambiguous))
    return blank + text if align == "right" else text + blank


@lru_cache(16384)
def _size(char: str) -> int:
    import unicodedata

    if char in _BLANK_LETTERS or _within(char, _JOINING_BLOCKS) or unicodedata.category(char)[0] == "M":
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" or _within(char, _WIDE_BLOCKS) else 1


@lru_cache(16384)
def _size_in_wide_fonts(char: str) -> int:
    import unicodedata

    size = _size(char)
    return _WIDE if size and unicodedata.east_asian_width(char) == "A" else size


def _within(char: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(char) <= last for first, last in blocks)


def _sizes(text: str, ambiguous: int) -> list[int]:
    """The cells of each character; the emoji selector makes a narrow character before it wide."""
    sizes = list(map(_size if ambiguous == 1 else _size_in_wide_fonts, text))
    if _EMOJI_STYLE in text:
        base = 0
        for place, char in enumerate(text):
            if char == _EMOJI_STYLE:
                sizes[place] = int(base == 1)
                base = 0
            elif sizes[place]:
                base = sizes[place]
    return sizes


def wrap(text: str, cells: int, ambiguous: int = 1) -> list[str]:
    """`text` in lines of at most `cells` cells (a single character may be wider), broken at LF and where needed.

    Lines break between any two wide characters and at spaces; Latin words and numbers stay whole where they fit; no
    closing mark begins a line and no opening mark ends one, as far as the width allows (GB/T 15834-2011, 5.1).
    Nothing is lost but the blanks where a line breaks.
    """
    return [part[start:end] for part in text.split("\n") for start, end in cuts(part, cells, ambiguous)]


def cuts(text: str, cells: int, ambiguous: int = 1) -> list[tuple[int, int]]:
    """Where each line of `wrap` begins and ends in `text`, which has no line ends of its own."""
    if width(text, ambiguous) <= cells:
        return [(0, len(text))]
    sizes = _sizes(text, ambiguous)
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        fit = _fit(sizes, start, cells)
        end = fit if fit == len(text) else _end(text, start, fit)
        filled = start + len(text[start:end].rstrip())
        if filled > start:
            lines.append((start, filled))
        start = _past_blanks(text, end)
    return lines or [(0, 0)]


def _fit(sizes: list[int], start: int, cells: int) -> int:
    """The first place after `start` that lies beyond `cells`."""
    used = 0
    for place in range(start, len(sizes)):
        used += sizes[place]
        if used > cells:
            return place
    return len(sizes)


def _end(text: str, start: int, fit: int) -> int:
    """The best place at or before `fit` to end the line that begins at `start`."""
    first = _past_blanks(text, start)
    if start < fit <= first:
        return first
    for allowed in (_between_words, _within_words, _between_characters):
        for place in range(fit, first, -1):
            if allowed(text, place):
                return place
    return next((place for place in range(start + 1, len(text)) if _size(text[place])), len(text))


def _between_words(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before.isspace() or after.isspace():
        return _at_blanks(text, place)
    return not (_is_word(before) and _is_word(after)) and _within_words(text, place)


def _at_blanks(text: str, place: int) -> bool:
    left, right = place, _past_blanks(text, place)
    while text[left - 1].isspace():
        left -= 1
    if text[left - 1] in _NO_END:
        return False
    return right == len(text) or (text[right] not in _NO_START_WIDE and _size(text[right]) > 0)


def _within_words(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before.isspace() or after.isspace():
        return False
    return before not in _NO_END and after not in _NO_START and _between_characters(text, place)


def _between_characters(text: str, place: int) -> bool:
    return _size(text[place]) > 0


def _past_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


@lru_cache(4096)
def _is_word(char: str) -> bool:
    return _size(char) != _WIDE and char not in _LOOSE
