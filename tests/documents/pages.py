"""What the tests of web pages ask of every page: that it is whole, ours alone, and can be read by everybody."""

import io
import re
from itertools import pairwise
from typing import Any

from lxml import html

from rectify.documents.document import Document
from rectify.documents.writing.webpage import write

TAGS = set(
    re.findall(
        r"\S+",
        """html head meta title style body a div header p h1 h2 h3 h4 h5 h6 nav ol ul li main strong br table caption thead
        tbody tr th td span wbr dl dt dd figure figcaption details summary svg desc g rect path circle line text""",
    )
)
ATTRIBUTES = set(
    re.findall(
        r"\S+",
        """lang charset http-equiv content name class href id aria-label aria-labelledby role tabindex scope colspan style
        xmlns viewbox width height x y x1 x2 y1 y2 cx cy r rx d transform fill fill-rule fill-opacity stroke stroke-width
        stroke-dasharray stroke-linejoin paint-order font-size font-weight text-anchor""",
    )
)
STYLES = re.compile(r"--(w|room):\d+")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def made(document: Document) -> bytes:
    stream = io.BytesIO()
    write(document, stream)
    return stream.getvalue()


def parsed(page: bytes) -> Any:
    return html.document_fromstring(page.decode())


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def check(page: bytes) -> Any:
    """Whatever was typed: only our tags and attributes, nothing from outside, everything named, in order; the page."""
    root = parsed(page)
    for element in root.iter():
        assert element.tag in TAGS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, (element.tag, dict(element.attrib))
        assert not element.get("style") or STYLES.fullmatch(element.get("style"))
        assert not element.get("href") or element.get("href").startswith("#")
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", _ours(root))
    _readable(root)
    return root


def _ours(root: Any) -> str:
    """The style sheet and every attribute: where a page could ask for something from outside."""
    return " ".join([*root.xpath("//style/text()"), *(value for each in root.iter() for value in each.attrib.values())])


def _readable(root: Any) -> None:
    assert root.get("lang") in ("zh-CN", "en")
    assert len(root.xpath("//h1")) == len(root.xpath("//main")) == len(root.xpath("//header")) == 1
    levels = [int(each.tag[1]) for each in root.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")]
    assert all(level <= before + 1 for before, level in pairwise(levels)), levels
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    names = [name for names in root.xpath("//@aria-labelledby") for name in names.split()]
    links = [each.removeprefix("#") for each in root.xpath("//@href")]
    assert {*names, *links} <= set(ids)
    for region in root.xpath("//*[@role='region']"):
        assert (region.get("tabindex"), bool(region.get("aria-label"))) == ("0", True)
    for picture in root.xpath("//*[local-name()='svg']"):
        assert picture.get("role") == "img"
        title, description = (root.xpath(f"//*[@id='{name}']")[0] for name in picture.get("aria-labelledby").split())
        assert text(title)
        assert text(description)
    for table in root.xpath("//table"):
        width = len(table.xpath("./thead/tr/th")) or 4
        assert all(each.get("scope") for each in table.xpath(".//th"))
        for row in table.xpath("./tbody/tr"):
            assert sum(int(cell.get("colspan", 1)) for cell in row) in ({width} if table.xpath("./thead") else {2, 4})
