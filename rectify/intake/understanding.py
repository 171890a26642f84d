"""From a Source to a Draft: which parts are read by which rules, in which order."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from rectify.documents.document import Block, Table
from rectify.documents.reading import Source
from rectify.intake.checking import check
from rectify.intake.days import Calendar
from rectify.intake.draft import Draft, DraftInspection
from rectify.intake.facts import read_facts
from rectify.intake.front import Front, Signature, front, signature
from rectify.intake.gathering import Gathering
from rectify.intake.lines import LONGEST, Line, Litter, block_text, fold, read_lines
from rectify.intake.numbering import read_mark
from rectify.intake.outline import bare_heading, outline
from rectify.intake.prose import aspect_title, read_prose
from rectify.intake.register import find_registers, header_lines, read_tables
from rectify.intake.titles import framed_title
from rectify.model.terms import Part


def understand(source: Source, *, today: date, columns: Mapping[str, str] = MappingProxyType({})) -> Draft:
    """What `source` proposes: see `rectify.intake.understand`."""
    blocks = tuple(source.document.blocks)
    lines, litter = read_lines(blocks)
    language = language_of(blocks, lines)
    gathering = Gathering(blocks, Calendar(today, language=language), language, columns)
    tables = find_registers(blocks, gathering)
    ledger = any(head or form for _, head, form in tables)
    notes = header_lines(tables)
    before = front(lines)
    signed = signature(lines[before.rest :], Calendar(today, language=language))
    text = [line for line in lines[before.rest :] if line is not signed.unit_line and line is not signed.day_line]
    text, closing = _closing(text)
    root = outline(text)
    facts = read_facts(before, _first_words(text), signed, today, language, notes, _published(blocks, litter, today))
    gathering.calendar = facts.calendar
    for line, day in facts.days:
        gathering.check_day(day, line.place, within=False)
    read_prose(
        root,
        gathering,
        notice=_is_notice(facts.inspection.title, root.body),
        ledger=ledger,
        title=facts.inspection.title,
    )
    read_tables(tables, gathering, _headings(text))
    for line in closing:
        gathering.ink.line(line, 0, len(line.text), f"narrative.{Part.NEXT}")
        gathering.tell(Part.NEXT, line.text, line.place)
    check(gathering, lines, (block for block in blocks if isinstance(block, Table)))
    for block in blocks:
        if not isinstance(block, Table) and any(len(text) > LONGEST for text in block_text(block).split("\n")):
            gathering.remark("text-too-long", getattr(block, "place", ""), limit=LONGEST)
    _paint(gathering, before, signed, litter)
    return _draft(gathering, facts.inspection._replace(**dict[str, Any](gathering.facts)))


_A_SAMPLE = 20_000


def language_of(blocks: Iterable[Block], lines: Iterable[Line]) -> str:
    """`zh` where one character in five is Chinese, else `en`."""
    sample: list[str] = []
    length = 0
    for text in (*(line.text for line in lines), *_cells(blocks)):
        sample.append(text)
        length += len(text)
        if length > _A_SAMPLE:
            break
    joined = "".join(sample)
    chinese = len(re.findall("[一-鿿]", joined))
    latin = len(re.findall("[A-Za-z]", joined))
    return "zh" if chinese and chinese * 4 >= latin else "en"


def _cells(blocks: Iterable[Block]) -> Iterable[str]:
    return (cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row)


def _headings(lines: Iterable[Line]) -> list[tuple[int, str]]:
    """The headings of the prose, as (block, words): a table may stand under one that names its aspect."""
    found = []
    for line in lines:
        mark = read_mark(line.folded, heading=bool(line.level))
        if len(line.folded) < _HEADING * 2 and (line.level or mark or bare_heading(line.folded)):
            found.append((line.block, aspect_title(line, mark.end if mark else 0)))
    return found


_CLOSING = re.compile(
    r"\s*(?:\(?(?:公示期|公示时间|欢迎|如有(?:意见|异议)|监督(?:举报)?电话|联系(?:电话|方式|人|地址)|通[信讯]地址|邮(?:政编码|编|箱|寄)|电子(?:邮箱|信箱)|来信来访"
    r"|(?:以上|特此)(?:报告|公示|通报|公告|函告|情况)|附件?\s?[:\d]|抄[送报]|主题词|此页无正文|this report (?:is|was)|for (?:questions|comments)|we (?:would like to )?(?:thank|appreciate))|专此报告)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\s*(?:下一?步|下阶段|接下来|今后)(?:工作中)?[，,]")
_OF_THE_WHOLE = re.compile(r"我[局乡镇校院县市区委办厅处站司馆]|我们|举一反三|全部|各项|巩固|党[委组]将|此次")
_LAST_LINES = 10


def _closing(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without, and those that close the document: whom to call, 以上报告,请予审议, enclosures."""
    first = max(len(lines) - _LAST_LINES, 0)
    closing = [line for line in lines[first:] if not line.level and _CLOSING.match(line.folded)]
    to_come = [line for line in lines if _TO_COME.match(line.folded)]
    if len(to_come) == 1 and to_come[0] in lines[first:] and _OF_THE_WHOLE.search(to_come[0].folded):
        closing = [line for line in lines if line in closing or line is to_come[0]]
    return [line for line in lines if line not in closing] if closing else lines, closing


_FACTS = 12


def _first_words(lines: list[Line]) -> list[Line]:
    """The paragraphs before the first finding, in which the facts of the inspection are told; headings aside."""
    found = []
    for line in lines[:_FACTS]:
        mark = read_mark(line.folded)
        if mark and (mark.style not in _SECTIONS or framed_title(line.folded, mark.end)) and not line.level:
            break
        if not line.level and not (mark and len(line.folded) < _HEADING):
            found.append(line)
    return found


_HEADING = 30
_SECTIONS = frozenset(("han", "section", "item", "ordinal", "bullet"))
"""Numbers under which a document still speaks of the inspection as a whole."""


def _published(blocks: tuple[Block, ...], litter: Iterable[Litter], today: date) -> date | None:
    """The day on which a web page was published, as its dress says (发布日期:2023-01-06)."""
    for piece in litter:
        if piece.name == "site":
            text = block_text(blocks[piece.block])[piece.start : piece.end]
            for day in Calendar(today).find(text, fold(text)):
                if not day.problem and day.when.precise:
                    return day.when.latest
    return None


_RECTIFIED = re.compile(
    r"整改(?!通知|意见书|建议|要求|方案|任务书)|remediation|corrective|follow-up|fix review|close-?out|status",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"反馈(?:意见|情况|报告)|问题清单|整改通知|整改意见书|检查意见|限期整改|审计报告$|notice|findings report",
    re.IGNORECASE,
)


def _is_notice(title: str, opening: Iterable[Line]) -> bool:
    """Whether a document only tells what was found, so that nothing in it was done yet."""
    plain = re.sub(r"反馈(?:意见|问题|情况)?(?:的)?整改|整改(?:落实)?(?:进展)?情况", "整改情况", title)
    if "整改情况" in plain:
        return False
    if _FOUND.search(plain):
        return True
    if _RECTIFIED.search(plain):
        return False
    spoken = "".join(line.folded for line in opening)[-200:]
    return (
        bool(re.search(r"反馈如下|(?:问题|意见)(?:通报|反馈)?如下", spoken))
        and "整改" not in spoken.rpartition("现将")[2]
    )


def _paint(gathering: Gathering, before: Front, signed: Signature, litter: Iterable[Litter]) -> None:
    ink = gathering.ink
    for line in before.title:
        ink.line(line, 0, len(line.text), "inspection.title")
    for line in before.other:
        ink.line(line, 0, len(line.text), "inspection.subtitle")
    if signed.day_line is not None:
        ink.line(signed.day_line, 0, len(signed.day_line.text), "inspection.report_date")
    if signed.unit_line is not None:
        ink.line(signed.unit_line, 0, len(signed.unit_line.text), "inspection.unit")
    for piece in litter:
        ink.paint(piece.block, piece.start, piece.end, f"litter.{piece.name}")


def _draft(gathering: Gathering, inspection: DraftInspection) -> Draft:
    if not gathering.issues:
        return _nothing(gathering, inspection)
    return Draft(
        inspection,
        tuple(gathering.aspects),
        tuple(gathering.issues),
        tuple(gathering.actions),
        tuple(gathering.measures),
        gathering.narratives(),
        tuple(gathering.totals),
        tuple(gathering.remarks),
        gathering.ink.account(),
        gathering.language,
    )


def _nothing(gathering: Gathering, inspection: DraftInspection) -> Draft:
    """A document that holds no ledger proposes nothing, so nothing of it is used."""
    gathering.remarks.clear()
    gathering.remark("no-ledger", inspection.place, title=inspection.title)
    gathering.ink.forget()
    account = gathering.ink.account()
    return Draft(DraftInspection(), (), (), (), (), (), (), tuple(gathering.remarks), account, gathering.language)
