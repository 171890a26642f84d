"""The words of the program, Chinese and English side by side.

Each module of this package is one area (`errors`, `help`, …) and holds `WORDS`: key -> (Chinese, English).
A sentence is asked for by `area.key`; only the areas that are asked for are loaded.
"""

from functools import cache
from importlib import import_module
from typing import Literal

from rectify.errors import RectifyError, Word

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence of `key` (`area.name`) in `language`, its places filled with `values`.

    A value that is a `Word` is itself said in `language`, and so is each of a tuple of them. Other values are inserted as
    they are: they are never read as a template. Raises KeyError for a key that does not exist (a bug: the tests ask for
    every key in use).
    """
    area, _, name = key.partition(".")
    sentence = _words(area)[name][LANGUAGES.index(language)]
    if not values:
        return sentence
    return sentence.format(**{name: _said(language, value) for name, value in values.items()})


def _said(language: Language, value: object) -> object:
    if isinstance(value, Word):
        return say(language, value)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(str(_said(language, each)) for each in value)
    return value


@cache
def _words(area: str) -> dict[str, tuple[str, str]]:
    words: dict[str, tuple[str, str]] = import_module(f"rectify.language.{area}").WORDS
    return words


def sentence(language: Language, error: RectifyError) -> str:
    """What the user is told of `error`."""
    return say(language, f"errors.{error.key}", **error.values)
