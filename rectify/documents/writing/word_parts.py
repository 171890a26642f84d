"""The package around a Word document: which parts there are, what they say of each other, and the zip they lie in."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from rectify.documents.document import Document
from rectify.documents.writing.word_page import RELATIONS, beside, identities
from rectify.documents.writing.word_styles import MAIN, Faces, faces, font_table, numbering, styles
from rectify.documents.writing.word_text import escaped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell."""


class Part(Protocol):
    """Takes the bytes of one part."""

    def write(self, data: bytes, /) -> int: ...


class Bundle:
    """A zip that is written forwards, whose times are fixed, so that the same parts give the same bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(stream, "w")

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """A part to write to; its name as in the package."""
        info = zipfile.ZipInfo(name, _FIRST_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 0  # the same on every system
        with self._zip.open(info, "w") as part:
            yield part

    def put(self, name: str, text: str) -> None:
        with self.part(name) as part:
            part.write((HEAD + text).encode())

    def close(self) -> None:
        self._zip.close()


def put_beside(bundle: Bundle, document: Document, fonts: str, lists: int) -> None:
    """All parts but the document's text, in which `lists` lists count."""
    language = document.language
    of = faces(fonts, language)
    parts = {
        "word/styles.xml": styles(language, of, tight=document.one_page),
        "word/settings.xml": _settings(language),
        "word/fontTable.xml": font_table(of),
        "word/numbering.xml": numbering(language, lists),
        "word/theme/theme1.xml": _theme(of),
    }
    names = identities(language)
    for (_, name), content in zip(names.values(), beside(language).values(), strict=True):
        parts[f"word/{name}"] = content
    parts |= {"docProps/core.xml": _core(document), "docProps/app.xml": _app()}
    for name, content in parts.items():
        bundle.put(name, content)
    bundle.put("word/_rels/document.xml.rels", _document_relations(names))
    bundle.put("_rels/.rels", _package_relations())
    bundle.put("[Content_Types].xml", _content_types(names))


def _settings(language: str) -> str:
    both = "<w:evenAndOddHeaders/>" if language == "zh" else ""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", "15"), ("enableOpenTypeFeatures", "1"))
    )
    tongue = "zh-CN" if language == "zh" else "en-GB"
    return (
        f'<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{both}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{compat}</w:compat>"
        f'<w:themeFontLang w:val="{"en-US" if language == "zh" else tongue}" w:eastAsia="zh-CN"/></w:settings>'
    )


def _core(document: Document) -> str:
    """Title, language and day; no name of a person."""
    day = f"{document.day}T00:00:00Z" if document.day else ""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified") if day
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:language>{'zh-CN' if document.language == 'zh' else 'en-GB'}"
        f"</dc:language>{times}</cp:coreProperties>"
    )


def _app() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>rectify</Application></Properties>"
    )


def _theme(of: Faces) -> str:
    """A theme that nothing refers to; validators ask for one. Its colours and typefaces are those of the document."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in _COLORS.items())
    letters = f'<a:latin typeface="{of.latin}"/><a:ea typeface="{of.body}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lists = {
        "fillStyleLst": fill * 3,
        "lnStyleLst": f'<a:ln w="9525">{fill}</a:ln>' * 3,
        "effectStyleLst": "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3,
        "bgFillStyleLst": fill * 3,
    }
    formats = "".join(f"<a:{name}>{content}</a:{name}>" for name, content in lists.items())
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="rectify"><a:themeElements>'
        f'<a:clrScheme name="rectify">{colors}</a:clrScheme><a:fontScheme name="rectify"><a:majorFont>{letters}'
        f'</a:majorFont><a:minorFont>{letters}</a:minorFont></a:fontScheme><a:fmtScheme name="rectify">{formats}'
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F3864", "lt2": "E7ECF4", "accent1": "1F3864", "accent2": "E60000",
    "accent3": "595959", "accent4": "A6A6A6", "accent5": "2F6F4F", "accent6": "8A6D00", "hlink": "1F3864",
    "folHlink": "595959",
}  # fmt: skip
_OWN = ("styles", "settings", "fontTable", "numbering")


def _document_relations(names: dict[str, tuple[str, str]]) -> str:
    found = [(f"own-{kind}", kind, f"{kind}.xml") for kind in _OWN]
    found.append(("own-theme", "theme", "theme/theme1.xml"))
    found += [(identity, kind, name) for identity, (kind, name) in names.items()]
    return _relations((identity, f"{RELATIONS}/{kind}", name) for identity, kind, name in found)


def _package_relations() -> str:
    return _relations(
        iter(
            (
                ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{RELATIONS}/extended-properties", "docProps/app.xml"),
            )
        )
    )


def _relations(found: Iterator[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in found)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _content_types(names: dict[str, tuple[str, str]]) -> str:
    kinds = {"word/document.xml": f"{_KINDS}.document.main+xml"}
    kinds |= {f"word/{kind}.xml": f"{_KINDS}.{kind}+xml" for kind in _OWN}
    kinds |= {f"word/{name}": f"{_KINDS}.{kind}+xml" for kind, name in names.values()}
    kinds["word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    each = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )
