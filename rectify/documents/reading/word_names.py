"""The names of WordprocessingML that the reader knows, and how an attribute is read."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def w(name: str) -> str:
    """The full name of a tag or an attribute."""
    return _MAIN + name


VALUE = w("val")
_LARGEST = 1_000_000


def value(parent: "Element | None", *path: str) -> str | None:
    """The value of the element at `path` under `parent`, None where there is no such element or it has none."""
    for name in path:
        parent = None if parent is None else parent.find(w(name))
    return None if parent is None else parent.get(VALUE)


def switched_on(parent: "Element | None", name: str) -> bool | None:
    """Whether `parent` switches a property on or off, None where it does not name it (17.17.4, ST_OnOff)."""
    found = None if parent is None else parent.find(w(name))
    return None if found is None else found.get(VALUE, "true") not in {"0", "false", "off"}


def whole(text: str | None, default: int = 0) -> int:
    """A whole number from 0; `default` for what is none."""
    return min(int(text), _LARGEST) if text and text.isascii() and text.isdigit() and len(text) < 10 else default  # noqa: PLR2004
