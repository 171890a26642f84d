"""Pages in a real browser: on every screen, light and dark, on paper, to the keyboard and to a screen reader."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest

from rectify.documents.document import Column, Document, Letterhead, Table
from rectify.documents.writing.palette import DARK, LIGHT
from rectify.ledger import Ledger
from tests.browser import PROGRAM, Browser, browsing
from tests.conftest import Office, Said, called
from tests.documents.pages import made
from tests.documents.test_webpage import HOSTILE, every_block
from tests.test_examples import SCENES, perform

pytestmark = pytest.mark.skipif(not PROGRAM, reason="no Chromium here: apt-get install chromium")
KINDS = ("rectification", "summary", "progress", "register", "slip", "lists")
WIDTHS = (360, 768, 1280, 1920)


class Shelf(NamedTuple):
    """The pages of a story, and the titles of its issues."""

    folder: Path
    titles: tuple[str, ...]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shelf]:
    """Both stories as told by their commands, each with a page of every kind."""
    found = {}

    def call(*argv: str, cwd: Path, now: datetime, **environ: str) -> Said:
        world = Office(cwd, {"HOME": str(cwd), "LOGNAME": "clerk", **environ}, now=now)
        return called(argv, world)

    for name, scene in SCENES.items():
        folder = tmp_path_factory.mktemp(name)
        perform(call, name, folder)
        for kind in KINDS:
            said = call("report", "--kind", kind, "-o", f"{kind}.html", cwd=folder, now=scene.now)
            assert said.code == 0, said.err
        with Ledger.reading(folder / "rectify.db") as ledger:
            titles = tuple(issue.title for issue in ledger.view().issues())
        found[name] = Shelf(folder, titles)
    return found


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A page of nothing but what somebody could type to break it, and words without an end."""
    words = (*HOSTILE, "x" * 3000, "长" * 20_000)
    blocks = tuple(block for each in words for block in every_block(each))
    path = tmp_path / "hostile.html"
    path.write_bytes(made(Document("x" * 500, "en", blocks, Letterhead("y" * 500, "z" * 500), "a" * 500)))
    return path


# --- on screens


@pytest.mark.parametrize("story", SCENES)
def test_every_page_fits_every_screen_and_asks_for_nothing(
    browser: Browser, shelves: dict[str, Shelf], story: str
) -> None:
    for kind in KINDS:
        path = shelves[story].folder / f"{kind}.html"
        for width in WIDTHS:
            browser.open(path, width)
            assert browser.size()[0] == width, (kind, width)
            assert browser.noticed == [("Network.requestWillBeSent", path.as_uri())], kind


@pytest.mark.parametrize("width", WIDTHS)
def test_what_somebody_typed_to_break_it_neither_runs_nor_asks_nor_sticks_out(
    browser: Browser, hostile: Path, width: int
) -> None:
    browser.open(hostile, width)
    assert browser.noticed == [("Network.requestWillBeSent", hostile.as_uri())]
    assert browser.size()[0] == width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chinese_title_breaks_on_sense(browser: Browser, tmp_path: Path, width: int) -> None:
    """And no window makes it break inside a name: the last one could not be broken at all."""
    titles = {
        "共青团XX县委员会关于XX县委巡察反馈意见整改进展情况的报告": "共青团XX县委员会/关于XX县委/巡察/反馈意见/整改进展/情况的报告",
        "长" * 60: "长" * 60,
    }
    for title, whole in titles.items():
        path = tmp_path / "title.html"
        path.write_bytes(made(Document(title, "zh", ())))
        browser.open(path, width)
        lines = browser.lines("h1")
        assert "".join(lines) == title
        assert browser.size()[0] == width
        ends = set(accumulate(map(len, lines)))
        may = set(accumulate(map(len, whole.split("/"))))
        assert title == "长" * 60 or ends <= may, lines
        assert width == 360 or len(lines) == (1 if width > 1000 else 2) or title == "长" * 60, lines


def test_a_page_with_a_script_would_be_noticed(browser: Browser, hostile: Path) -> None:
    """That the checks above can fail: the policy of the page refuses a script, and the browser says so."""
    text = hostile.read_text(encoding="utf-8").replace(
        "</main>", "<script>alert(1)</script><img src=http://x.example/y></main>"
    )
    hostile.write_text(text, encoding="utf-8")
    browser.open(hostile)
    assert any("Content Security Policy" in said for what, said in browser.noticed if what == "Log.entryAdded")


@pytest.mark.parametrize(("dark", "ground"), [(False, LIGHT), (True, DARK)])
def test_it_is_light_or_dark_as_the_reader_has_it(
    browser: Browser, shelves: dict[str, Shelf], dark: bool, ground: Any
) -> None:
    browser.open(shelves["internal-audit"].folder / "summary.html", dark=dark)
    found = {name: browser.style(selector, name) for selector, name in (("html", "background-color"), ("p", "color"))}
    assert found == {"background-color": rgb(ground.page), "color": rgb(ground.ink)}
    assert browser.style("figure svg .upon", "fill") == rgb(ground.upon), "drawings too"


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize(("width", "shown"), [(360, ("none", "block")), (1280, ("block", "none"))])
def test_drawings_are_made_for_the_screen_so_that_their_letters_can_be_read(
    browser: Browser, shelves: dict[str, Shelf], width: int, shown: tuple[str, str]
) -> None:
    browser.open(shelves["internal-audit"].folder / "summary.html", width)
    assert (browser.style(".broad", "display"), browser.style(".narrow", "display")) == shown
    drawn = float(browser.style(f"{'.broad' if width > 700 else '.narrow'} svg", "width").removesuffix("px"))
    assert 12 * drawn / (760 if width > 700 else 330) >= 10, "the smallest letters, in pixels"


def test_a_screen_reader_is_told_what_everything_is(browser: Browser, shelves: dict[str, Shelf]) -> None:
    browser.open(shelves["internal-audit"].folder / "rectification.html")
    nodes = list(browser.nodes())
    roles = {role for role, _ in nodes}
    assert {"main", "navigation", "banner", "heading", "table", "columnheader", "rowheader", "region", "image"} <= roles
    for role, name in nodes:
        if role in {"image", "region", "navigation", "table", "heading", "link"}:
            assert name.strip(), role
    assert ("link", "Skip to the text") in nodes


# --- on paper


def plain(text: str) -> str:
    """A text without white space and hyphens, which lines break at; radicals as the characters that they are."""
    return re.sub(r"[\s\x02\u00ad\ufffe-]+", "", unicodedata.normalize("NFKC", text))


def printed(browser: Browser, path: Path) -> list[str]:
    browser.open(path, dark=True)
    with pypdfium2.PdfDocument(browser.pdf()) as document:
        return [plain(page.get_textpage().get_text_bounded()) for page in document]


@pytest.mark.parametrize("story", SCENES)
def test_paper_holds_every_issue_whole_and_a_slip_each_on_its_page(
    browser: Browser, shelves: dict[str, Shelf], story: str
) -> None:
    shelf = shelves[story]
    for kind in ("rectification", "register", "lists", "slip"):
        pages = printed(browser, shelf.folder / f"{kind}.html")
        for title in shelf.titles:
            assert any(plain(title) in page for page in pages), (kind, title)
        if kind == "slip":
            assert len(pages) == len(shelf.titles)


@pytest.mark.parametrize("story", SCENES)
def test_a_page_at_a_glance_is_one_page(browser: Browser, shelves: dict[str, Shelf], story: str) -> None:
    assert len(printed(browser, shelves[story].folder / "summary.html")) == 1


def test_a_long_register_repeats_its_head_and_cuts_no_row(browser: Browser, tmp_path: Path) -> None:
    fields = {"序号": "number", "方面": "aspect", "问题": "title", "成效": "", "责任人": "", "状态": ""}
    columns = tuple(Column(title, field=field, groups=field == "aspect") for title, field in fields.items())
    rows = [
        (str(n), f"第{n // 40}方面", f"首{n}：" + "问题" * (n % 60) + f"尾{n}。", "成效" * (n % 45), "某", f"末{n}末")
        for n in range(160)
    ]
    path = tmp_path / "register.html"
    path.write_bytes(made(Document("台账", "zh", (Table(columns, rows, name="台账"),))))
    pages = printed(browser, path)
    assert len(pages) > 5
    for page in pages:
        assert "序号问题成效责任人状态" in page, "every page has the head"
    for number, row in enumerate(rows):
        (page,) = (page for page in pages if plain(f"首{number}：") in page)
        assert all(plain(text) in page for text in (row[2], row[3], row[5])), "a row is whole"
    for group in range(4):
        first = next(at for at, page in enumerate(pages) if plain(f"首{group * 40}：") in page)
        assert f"第{group}方面" in pages[first], "the name of a group stays with its first row"


def test_paper_is_white_whatever_the_screen(browser: Browser, shelves: dict[str, Shelf]) -> None:
    browser.open(shelves["internal-audit"].folder / "summary.html", dark=True)
    with pypdfium2.PdfDocument(browser.pdf()) as document:
        picture = document[0].render(scale=0.5).to_pil()
        assert picture.getpixel((3, 3)) == (255, 255, 255)
        assert round(document[0].get_width()), round(document[0].get_height()) == (595, 842)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_code_is_not_parted_at_its_hyphen(browser: Browser, tmp_path: Path, width: int) -> None:
    """In a table that is too broad for every screen, where other texts do wrap."""
    columns = (Column("单位"), Column("巡察", whole=True), *(Column(f"第{each}栏说明") for each in range(14)))
    row = ("青溪镇敬老院", "IA-2025-04", *["这里有一句很长的话，要占好几行"] * 14)
    path = tmp_path / "broad.html"
    path.write_bytes(made(Document("汇总", "zh", (Table(columns, (row,)),))))
    browser.open(path, width)
    assert browser.lines("td.whole") == ["IA-2025-04"]
    assert len(browser.lines("td:last-child")) > 1
