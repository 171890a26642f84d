"""An office's own form: a .docx with `{{ names }}`, filled in from a Document (docs/templates.md says which names).

The form is read as any input is, with limits. It is rendered in a sandbox that knows no more than the names; texts of the
document are escaped and are never read as part of the form.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from rectify.documents.charts import Bars, Curves, Tiles, Timeline
from rectify.documents.document import Document, Table
from rectify.documents.reading.guard import content_of, kind_of, shown
from rectify.documents.writing import visible
from rectify.documents.writing.title_breaks import TITLE_WIDTH, broken
from rectify.documents.writing.word_parts import Bundle
from rectify.errors import Refused, Unreadable

if TYPE_CHECKING:
    from docxtpl import DocxTemplate


def fill(path: Path, document: Document, stream: BinaryIO) -> None:
    """Fills the form at `path` in and writes it to `stream`; the same form and document give the same bytes.

    Raises Unreadable for a file that is no .docx, for a form that is broken, and for a name that there is none of;
    Refused where docxtpl is not installed.
    """
    try:
        from docxtpl import DocxTemplate
        from jinja2 import StrictUndefined, TemplateError, UndefinedError
        from jinja2.sandbox import SandboxedEnvironment
    except ImportError:
        raise Refused("output-needs-extra", extra="template") from None
    content = content_of(path)
    if kind_of(content, path.name) != "docx":
        raise Unreadable("template-not-docx", path=shown(path))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    names = named(document)
    filled = io.BytesIO()
    try:
        form = DocxTemplate(io.BytesIO(content))
        form.render(names, jinja_env=environment, autoescape=True)
        _say_what_it_is(form, document)
        form.save(filled)
    except UndefinedError as error:
        raise Unreadable("template-unknown-name", path=shown(path), reason=_one_line(error)) from error
    except TemplateError as error:
        raise Unreadable("template-broken", path=shown(path), reason=_one_line(error)) from error
    except Exception as error:  # a form may hold any fault, and the library has no error of its own
        raise Unreadable("template-broken", path=shown(path), reason=_one_line(error)) from error
    _copied(filled, stream)


def named(document: Document) -> dict[str, Any]:
    """The names that a form may use; all texts have their hidden characters made visible."""
    blocks = [_plain(block) for block in document.blocks if not isinstance(block, Bars | Timeline | Curves | Tiles)]
    signed = next((each for each in blocks if each["type"] == "signature"), {"unit": "", "date": ""})
    head = document.letterhead
    names: dict[str, Any] = _shown(
        {
            "title": document.title,
            "title_on_lines": broken(document.title, TITLE_WIDTH) if document.language == "zh" else document.title,
            "language": document.language,
            "day": document.day,
            "addressee": document.addressee,
            "letterhead": head.unit if head else "",
            "number": head.number if head else "",
            "unit": signed["unit"],
            "date": signed["date"],
            "blocks": [each for each in blocks if not each.get("aside")],
            "issues": _issues(blocks),
            "attachments": [name for each in blocks if each["type"] == "enclosed" for name in each["names"]],
            "facts": dict(document.facts),
        }
    )
    return names


def _plain(block: Any) -> dict[str, Any]:
    """A block as names and values, its streams as lists."""
    values: dict[str, Any] = {"type": type(block).__name__.lower()}
    if isinstance(block, Table):
        values["columns"] = [column.title for column in block.columns]
        values["fields"] = [column.field for column in block.columns]
        values["rows"] = [list(row) for row in block.rows]
        return values | {"caption": block.caption, "name": block.name, "aside": block.aside}
    for name, value in block._asdict().items():
        if name != "place":
            values[name] = value if isinstance(value, str | int) else list(value)
    return values


def _issues(blocks: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The issues by the names of their fields, from the widest table that has them."""
    tables = [each for each in blocks if each["type"] == "table" and {"number", "title"} <= set(each["fields"])]
    widest = max(tables, key=lambda each: len(each["fields"]), default=None)
    return [dict(zip(widest["fields"], row, strict=True)) for row in widest["rows"]] if widest else []


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()}
    if hasattr(value, "_asdict"):
        return _shown(value._asdict())
    return [_shown(each) for each in value] if isinstance(value, Iterable) else value


def _say_what_it_is(form: "DocxTemplate", document: Document) -> None:
    """The properties of the file are the document's: its title and day, and no name of whoever made the form."""
    properties = form.docx.core_properties
    properties.title = visible(document.title)[:255]
    properties.author = properties.last_modified_by = ""
    if document.day:
        day = datetime.fromisoformat(document.day).replace(tzinfo=UTC)
        properties.created = properties.modified = day


def _copied(filled: io.BytesIO, stream: BinaryIO) -> None:
    """The same parts in a zip whose times are fixed."""
    bundle = Bundle(stream)
    with zipfile.ZipFile(filled) as found:
        for name in found.namelist():
            with bundle.part(name) as part:
                part.write(found.read(name))
    bundle.close()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
