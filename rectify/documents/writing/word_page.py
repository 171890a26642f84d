"""The page of a Word document: paper, margins, and where the page numbers stand.

Chinese documents: A4, 37 mm above, 28 mm at the binding edge, the text 156 x 225 mm (GB/T 9704-2012, 5.2.1); the page
number 7 mm below the text, right on odd pages and left on even ones (7.5). On a landscape page it stays where it is on
the others, so it stands sideways at the left edge; heads of tables point to the left edge of the upright sheet (8).
"""

from typing import NamedTuple

from rectify.documents.writing.word_styles import MAIN
from rectify.documents.writing.word_text import HINT, indent
from rectify.language import say

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_MM = 1440 / 25.4
_SHORT, _LONG = 11906, 16838


class Page(NamedTuple):
    """A way to lay a sheet: margins in twentieths of a point, from the top clockwise, and the footer's distance."""

    top: int
    right: int
    bottom: int
    left: int
    footer: int
    landscape: bool = False
    grid: int = 0

    @property
    def width(self) -> int:
        """The width of the text."""
        return (_LONG if self.landscape else _SHORT) - self.left - self.right

    @property
    def height(self) -> int:
        return (_SHORT if self.landscape else _LONG) - self.top - self.bottom


def _page(margins: tuple[float, float, float, float], footer: float, *, landscape: bool = False, grid: int = 0) -> Page:
    """A page by its measures in millimetres."""
    top, right, bottom, left = (round(margin * _MM) for margin in margins)
    return Page(top, right, bottom, left, round(footer * _MM), landscape, grid)


_PAGES = {
    ("zh", False): _page((37, 26, 35, 28), 25.5, grid=579),
    ("zh", True): _page((28, 37, 26, 35), 15, landscape=True),
    ("en", False): _page((25, 22, 22, 22), 11),
    ("en", True): _page((22, 20, 20, 20), 10, landscape=True),
}


def page(language: str, landscape: bool) -> Page:
    return _PAGES[language, landscape]


def section(language: str, landscape: bool) -> str:
    """The properties of a section that begins a page."""
    of = page(language, landscape)
    wide, high = (_LONG, _SHORT) if of.landscape else (_SHORT, _LONG)
    turned = ' w:orient="landscape"' if of.landscape else ""
    sides = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{_identity(part, kind, landscape)}"/>'
        for part, kind, landscape_ in beside(language)
        if landscape_ == landscape
    )
    grid = f'<w:docGrid w:type="lines" w:linePitch="{of.grid}"/>' if of.grid else ""
    return (
        f'<w:sectPr>{sides}<w:type w:val="nextPage"/><w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{of.top}" w:right="{of.right}" w:bottom="{of.bottom}" w:left="{of.left}" w:header="567" '
        f'w:footer="{of.footer}" w:gutter="0"/>{grid}</w:sectPr>'
    )


def beside(language: str) -> dict[tuple[str, str, bool], str]:
    """The headers and footers: (part, kind of page, landscape) -> XML."""
    if language == "en":
        text = _plain(say("en", "writing.page", page="{page}", pages="{pages}"))
        return {("footer", "default", turned): _part("ftr", text) for turned in (False, True)}
    nothing = '<w:p><w:pPr><w:pStyle w:val="Turn"/></w:pPr></w:p>'
    found: dict[tuple[str, str, bool], str] = {}
    for kind, style in (("default", "PageOdd"), ("even", "PageEven")):
        found["header", kind, False] = _part("hdr", nothing)
        found["footer", kind, False] = _part(
            "ftr", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_number("zh")}</w:p>'
        )
        found["header", kind, True] = _part("hdr", _sideways(kind == "default") + nothing)
        found["footer", kind, True] = _part("ftr", nothing)
    return found


def identities(language: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (header or footer, file name) of what stands beside the text."""
    return {_identity(*key): (key[0], f"{key[0]}{number}.xml") for number, key in enumerate(beside(language), start=1)}


def _identity(part: str, kind: str, landscape: bool) -> str:
    return f"{part}{kind.capitalize()}{'Landscape' if landscape else ''}"


def _part(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">{content}</w:{root}>'


def _number(language: str, name: str = "PAGE") -> str:
    """The field of a page number; in Chinese between two 一字线."""
    hint = f"<w:rPr>{HINT}</w:rPr>" if language == "zh" else ""
    field = "".join(
        f"<w:r>{hint}{each}</w:r>"
        for each in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    dash = f'<w:r>{hint}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    return dash.format("— ") + field + dash.format(" —") if language == "zh" else field


def _plain(pattern: str) -> str:
    """The footer of an English page: `pattern` has the places {page} and {pages}."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'.format
    runs = text(before) + _number("en") + text(between) + _number("en", "NUMPAGES") + (text(after) if after else "")
    return f'<w:p><w:pPr><w:pStyle w:val="PageOdd"/></w:pPr>{runs}</w:p>'


def _sideways(odd: bool) -> str:
    """The page number of a landscape page, in the place that it has on the upright sheet: a cell of vertical text at the
    left edge, which is the foot of the upright sheet; at its lower end on odd pages, at its upper end on even ones.
    """
    of, upright = page("zh", True), page("zh", False)
    broad = 400
    left = of.left - (upright.bottom - upright.footer) - broad // 2 + 60
    style = "PageOdd" if odd else "PageEven"
    direction = indent(right=1, unit=280) if odd else indent(left=1, unit=280)
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{left}" w:tblpY="{of.top}"/>'
        f'<w:tblW w:w="{broad}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{broad}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{of.height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{broad}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direction}</w:pPr>{_number("zh")}</w:p></w:tc></w:tr></w:tbl>'
    )
