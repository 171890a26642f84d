"""A report as an outline: parts in order, and the numbers of their headings."""

import re
from collections.abc import Callable, Iterator, Sequence

from rectify.documents.document import Block, Heading, Paragraph, Signature
from rectify.language import Language
from rectify.report.case import Case

Part = Callable[[Case], Iterator[Block]]
"""One part of a report: its heading, if it has one, and what stands under it."""

_EMPTY_LINES = re.compile(r"\n\s*\n")
_HAN = "一二三四五六七八九"
_TEN, _HUNDRED = 10, 100


def blocks(case: Case, parts: Sequence[Part]) -> Iterator[Block]:
    """The blocks of all `parts`; headings of the first level are numbered up to the signature."""
    number, signed = 0, False
    for part in parts:
        for block in part(case):
            if isinstance(block, Heading) and block.level == 1 and not signed:
                number += 1
                yield block._replace(number=case.say("report.section", number=ordinal(case.language, number)))
                continue
            signed = signed or isinstance(block, Signature)
            yield block


def ordinal(language: Language, number: int) -> str:
    """The number of a heading: 一, 十二, 九十九 in Chinese, Arabic from 100 on and in English."""
    tens, ones = divmod(number, _TEN)
    if language == "en" or not 0 < number < _HUNDRED:
        return str(number)
    return ("" if tens <= 1 else _HAN[tens - 1]) + ("十" if tens else "") + (_HAN[ones - 1] if ones else "")


def written(case: Case, part: str, aspect: int | None = None) -> Iterator[Block]:
    """What was written by hand for a part of the report, its placeholders filled."""
    from rectify.report.placeholders import filled

    return paragraphs(case, filled(case, case.written.get((part, aspect), ""), aspect))


def paragraphs(case: Case, text: str) -> Iterator[Block]:
    """Prose as paragraphs: each is a line in Chinese, and in English what stands between empty lines."""
    text = text.replace("\r\n", "\n")
    pieces = text.split("\n") if case.language == "zh" else _EMPTY_LINES.split(text)
    return (Paragraph(piece.strip()) for piece in pieces if piece.strip())
