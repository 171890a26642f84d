"""What no one wrote as part of the report: pay-wall marks, passwords, page numbers, the dress of a web page."""

import re
from functools import cache
from typing import NamedTuple


class Piece(NamedTuple):
    """Litter inside a line: `text[start:end]`, and its name."""

    start: int
    end: int
    name: str


_SECRET_LINE = (
    r"(?:本|该|此)?(?:文档|文件|文本|附件|压缩包|表格|报告|本文)?的?(?:编辑|打开|解压|查看|阅读|访问|提取|保护|限制编辑)*"
    r"(?:密码|口令|提取码)(?:为|是)?\s{0,4}[:=]?\s{0,4}"
)
WHOLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "blank": (r"\s*", ("", "　　")),
    "pay-wall": (r"\W*(?:paid(?:begin|end)|payread|付费阅读\w{0,4}|本文为付费内容)\W*", ("##paidend##",)),
    "password": (
        rf"\W{{0,8}}{_SECRET_LINE}(?<=[:=为是 ])[!-~]{{1,64}}\s*"
        r"|\W{0,8}(?:(?:document|file|editing|edit|opening|open|sheet|workbook) ){0,3}(?:password|passcode)"
        r"(?: (?:is|to (?:edit|open)|for [a-z ]{1,20}))?\s{0,3}[:=]\s{0,3}[!-~]{1,64}\s*",
        ("本文档编辑密码：abc123", "Document password: abc123"),
    ),
    "page-number": (
        r"\s*(?:[-—–―·~]{1,3}\s{0,3}\d{1,4}\s{0,3}[-—–―·~]{1,3}|第\s{0,2}\d{1,4}\s{0,2}页(?:\W{0,3}共\s{0,2}\d{1,4}\s{0,2}页)?"
        r"|page \d{1,4}(?: of \d{1,4})?|\d{1,4}\s{0,2}/\s{0,2}\d{1,4}|\d{1,3})\s*",
        ("— 3 —", "第3页 共12页", "Page 3 of 12"),
    ),
    "separator": (r"\s*(?:[-—–―_=*~·.#+|•…]\s{0,2}){3,}", ("———————", "* * *")),
    "more-mark": (r"\s*<!--[^<>]{0,200}-->\s*", ("<!--more-->",)),
    "stray": (r"[\s。，、；：！？.,;:!?)\]}>”’》】~*#|_-]{1,6}", ("。", "**")),
    "site": (
        r"\s*(?:[【\[]?(?:打印(?:本页|此页)?|关闭(?:窗口)?|分享到?|字号|字体|收藏|返回顶部|扫一扫)[^。；]{0,60}"
        r"|(?:首页|您?当前(?:的)?位置|您所在的位置|现在时间)[^。；]{0,100}"
        r"|(?:上|下)一[篇条]\W[^。]{0,80}"
        r"|(?:浏览次数|点击(?:数|量|次数)?|访问量|阅读(?:量|次数)|浏览量)\s{0,2}:[^。；]{0,40}"
        r"|(?:责任编辑|责编|编辑|审核|校对|作者|信息来源|文章来源|来源)\s{0,2}:[^。；:]{0,40}(?:(?:审核|编辑|校对|时间|作者|来源|初审|终审|浏览次数)\s{0,2}:[^。；]{0,40})?"
        r"|(?:发布(?:日期|时间|人)|更新时间|时间)\s{0,2}:[^。；]{0,120}"
        r"|[^。；]{0,60}(?:版权所有|网站标识码|公网安备|ICP备|All Rights Reserved|Copyright\s?[©(])[^。]{0,120}"
        r"|(?:主办|承办|技术支持)(?:单位)?\s{0,2}:[^。；]{0,60})\s*",
        ("责任编辑：宣传部 审核：办公室", "【打印本页】【关闭窗口】", "版权所有：某县人民政府"),
    ),
}
"""Lines that hold nothing else: name -> (pattern over the folded line, examples)."""

INSIDE: dict[str, tuple[str, tuple[str, ...]]] = {
    "pay-wall": (r"#{2,}\s?paid(?:begin|end)\s?#{2,}", ("##paidbegin##",)),
    "more-mark": (r"<!--[^<>]{0,200}-->", ("<!--more-->",)),
    "entity": (r"&(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|amp|lt|gt|quot|#\d{2,5}|#x[0-9a-fA-F]{2,4});", ("&nbsp;",)),
    "tag": (
        r"</?(?:p|br|b|i|u|em|strong|span|div|font|a|li|ul|ol|h[1-6]|td|tr|table|tbody|img)(?:\s[^<>]{0,300})?/?>",
        ("<br/>", '<span style="x">'),
    ),
    "invisible": ("[\u200b\u200c\u200d\u2060\ufeff\u00ad]+", ("\u200b",)),
    "password": (
        r"(?:本|该|此)?(?:文档|文件|附件)的?(?:编辑|打开|解压|查看)?(?:密码|提取码)(?:为|是)?\s{0,2}[:：]\s{0,2}[!-~]{1,64}",
        ("本文件打开密码：x9",),
    ),
}
"""Litter between words: name -> (pattern, examples)."""


@cache
def _pattern(which: str) -> "re.Pattern[str]":
    table = WHOLE if which == "whole" else INSIDE
    names = ((name.replace("-", "_"), source) for name, (source, _) in table.items())
    return re.compile("|".join(f"(?P<{name}>{source})" for name, source in names), re.IGNORECASE)


_LONGEST = 240
"""No line of litter is longer; what is longer is looked through for litter inside it only."""


def whole(folded: str) -> str:
    """The name of the litter that the whole line is, or nothing.

    >>> whole("— 3 —"), whole("本文档编辑密码:abc123"), whole("密码管理不规范。")
    ('page-number', 'password', '')
    """
    if len(folded) > _LONGEST:
        return "" if folded.strip() else "blank"
    found = _pattern("whole").fullmatch(folded)
    return (found.lastgroup or "").replace("_", "-") if found else ""


def inside(text: str) -> list[Piece]:
    """The litter within a line, in order.

    >>> [text for text in ["##paidbegin##2.关于"] for one in inside(text)], inside("张**、李**")
    (['##paidbegin##2.关于'], [])
    """
    pieces = []
    if not text.isascii() or "<" in text or "&" in text or "##" in text:
        pieces = [
            Piece(*found.span(), (found.lastgroup or "").replace("_", "-"))
            for found in _pattern("inside").finditer(text)
        ]
    if "        " in text or "　　　　　　　　" in text:
        pieces = sorted(
            [*pieces, *(Piece(gap.start() + 1, gap.end(), "blank") for gap in re.finditer(r"\s{20,}", text))]
        )
    if "**" in text or text.lstrip()[:1] in ("#", ">", "*", "_"):
        pieces = sorted([*pieces, *_dress(text)])
        pieces = [one for last, one in zip([Piece(0, 0, ""), *pieces], pieces, strict=False) if one.start >= last.end]
    return pieces


def _dress(text: str) -> list[Piece]:
    """Marks of Markdown that the reader of the file left standing: `**bold**`, `## `, `> `."""
    dress = []
    if found := re.match(r"\s*(#{1,6}\s|>\s)\s*", text):
        dress.append(Piece(found.start(1), found.end(), "emphasis"))
    if found := re.fullmatch(r"\s*(?P<mark>[*_])(?![*_\s])[^*_]+(?<!\s)(?P=mark)\s*", text):
        closing = len(text.rstrip()) - 1
        return [Piece(found.start("mark"), found.end("mark"), "emphasis"), Piece(closing, closing + 1, "emphasis")]
    marks = [found.start() for found in re.finditer(r"(?<!\*)\*\*(?!\*)", text)]
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        after, before = text[opening + 2 : opening + 3], text[opening - 1 : opening] if opening else ""
        # A name with its characters hidden (张**、李**) is no emphasis: the mark would have to open before a word.
        if not after.isspace() and (_is_word(after) or not _is_word(before)):
            dress += [Piece(opening, opening + 2, "emphasis"), Piece(closing, closing + 2, "emphasis")]
    return dress


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "“《（(【「"
