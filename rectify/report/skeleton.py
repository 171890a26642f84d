"""An office's own outline of a report: which parts, in which order, under which headings, from a small TOML file.

    title = "关于{{来源}}反馈意见整改落实情况的报告"

    [[section]]
    heading = "加强组织领导"
    text = "先后召开{{会议数}}次会议研究整改。"
    parts = ["organisation"]

`heading` is numbered by the program; without it the parts keep their own, and an empty one drops them. `text` is prose,
a paragraph a line in Chinese and between empty lines in English. The last line of every report, the head of the ledger,
cannot be left out.
"""

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from rectify.documents.document import Block, Heading
from rectify.errors import RectifyError, Unreadable
from rectify.report import ahead, charts, closing, opening, placeholders, rectification, results, three_lists
from rectify.report.case import Case
from rectify.report.findings import findings
from rectify.report.outline import Part, paragraphs

PARTS: dict[str, Part] = {
    "opening": opening.opening,
    "organisation": opening.organisation,
    "totals": results.totals,
    "aspects": results.aspects,
    "ratings": results.ratings,
    "work": results.work,
    "pictures": charts.pictures,
    "results": rectification.in_figures,
    "findings": findings,
    "register": closing.summary_of_findings,
    "lists": three_lists.printed,
    "late": ahead.late,
    "returned": ahead.returned,
    "remaining": ahead.remaining,
    "standing": ahead.stands,
    "next": ahead.next_steps,
    "attached": closing.attached,
    "signature": closing.signature,
    "attachment": closing.attachment,
    "basis": closing.basis,
}
"""What a section may be made of, by name."""
_KEYS = {"heading", "text", "parts"}


class Section(NamedTuple):
    """A part of an outline: its heading (None: those of its parts), its prose, and the parts below."""

    heading: str | None
    text: str
    parts: tuple[str, ...]


class Skeleton(NamedTuple):
    """An outline; the title is empty where the report keeps its own."""

    title: str
    sections: tuple[Section, ...]


def parsed(content: bytes, path: object) -> Skeleton:
    """The outline that a TOML file holds. Raises Unreadable, with what is wrong and where, for anything else."""
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("outline-unreadable", path=path, reason=error) from None
    wrong = partial(Unreadable, path=path)
    for key in data.keys() - {"title", "section"}:
        raise wrong("outline-key", name=key, known="title, section")
    sections = data.get("section")
    if not isinstance(sections, list) or not sections:
        raise wrong("outline-empty")
    title = data.get("title", "")
    if not isinstance(title, str):
        raise wrong("outline-text", name="title")
    _known(title, wrong)
    return Skeleton(title.strip(), tuple(_section(each, wrong) for each in sections))


Wrong = Callable[..., RectifyError]


def _section(data: Any, wrong: Wrong) -> Section:
    if not isinstance(data, dict):
        raise wrong("outline-empty")
    for key in data.keys() - _KEYS:
        raise wrong("outline-key", name=key, known=", ".join(sorted(_KEYS)))
    for key in ("heading", "text"):
        if not isinstance(data.get(key, ""), str):
            raise wrong("outline-text", name=key)
        _known(data.get(key, ""), wrong)
    parts = data.get("parts", [])
    if not isinstance(parts, list):
        raise wrong("outline-parts", known=", ".join(PARTS))
    for name in parts:
        if name not in PARTS:
            raise wrong("outline-part", part=name, known=", ".join(PARTS))
    heading = data.get("heading")
    return Section(heading.strip() if heading is not None else None, data.get("text", ""), tuple(parts))


def _known(text: str, wrong: Wrong) -> None:
    for place in placeholders.unknown(text):
        raise wrong("outline-placeholder", place=place)


def parts(skeleton: Skeleton) -> tuple[Part, ...]:
    """The parts of a report after this outline."""
    return (*(partial(_told, section=each) for each in skeleton.sections), closing.last_line)


def _told(case: Case, section: Section) -> Iterator[Block]:
    if section.heading:
        yield Heading(1, placeholders.filled(case, section.heading))
    yield from paragraphs(case, placeholders.filled(case, section.text))
    for name in section.parts:
        for block in PARTS[name](case):
            own = isinstance(block, Heading) and block.level == 1
            if not own or section.heading is None:
                yield block
