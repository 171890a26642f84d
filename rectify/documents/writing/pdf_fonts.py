"""Which typefaces a PDF is set in: for each element the first of its list that this machine has.

GB/T 9704-2012 names 仿宋, 小标宋, 黑体, 楷体 and 宋体 (5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.5). Every maker of typefaces calls
them otherwise, and free systems have no 仿宋 at all: then 宋体 stands in for it.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Role = Literal["body", "title", "heading", "lead", "song"]

_OF_SET: dict[str, dict[Role, tuple[str, ...]]] = {
    "gb2312": {
        "body": ("FangSong_GB2312",),
        "title": ("FZXiaoBiaoSong-B05S",),
        "heading": ("SimHei",),
        "lead": ("KaiTi_GB2312",),
        "song": ("SimSun", "NSimSun"),
    },
    "windows": {
        "body": ("FangSong", "STFangsong"),
        "title": ("STZhongsong",),
        "heading": ("SimHei", "Microsoft YaHei"),
        "lead": ("KaiTi", "STKaiti"),
        "song": ("SimSun", "STSong"),
    },
    "gbk": {
        "body": ("FZFangSong-Z02", "FZFangSong-Z02S"),
        "title": ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S"),
        "heading": ("FZHei-B01", "FZHei-B01S"),
        "lead": ("FZKai-Z03", "FZKai-Z03S"),
        "song": ("FZShuSong-Z01", "FZShuSong-Z01S"),
    },
    "macos": {
        "body": ("STFangsong",),
        "title": ("STZhongsong", "Songti SC"),
        "heading": ("Heiti SC", "STHeiti", "PingFang SC"),
        "lead": ("Kaiti SC", "STKaiti"),
        "song": ("Songti SC", "STSong"),
    },
}

_FREE: dict[Role, tuple[str, ...]] = {
    "body": ("FandolFang R", "FandolFang"),
    "title": ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "FandolSong"),
    "heading": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "FandolHei",
        "WenQuanYi Zen Hei",
        "WenQuanYi Micro Hei",
        "Droid Sans Fallback",
    ),
    "lead": ("FandolKai", "AR PL KaitiM GB", "AR PL UKai CN", "LXGW WenKai"),
    "song": (
        "FandolSong",
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Source Han Serif SC",
        "AR PL SungtiL GB",
        "AR PL UMing CN",
    ),
}

_INSTEAD: dict[Role, tuple[Role, ...]] = {
    "body": ("song", "lead", "heading"),
    "title": ("song", "heading", "lead"),
    "heading": ("song", "lead"),
    "lead": ("song", "heading"),
    "song": ("heading", "lead"),
}
"""Which other elements' typefaces stand in, and supply the characters that a typeface lacks."""

BROUGHT = "Libertinus Serif"
"""The typeface that comes with Typst itself."""

_SERIF = ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", "Nimbus Roman")
_SANS = ("Calibri", "Carlito", "Arial", "Liberation Sans", "Helvetica", "Noto Sans", "DejaVu Sans")
"""Latin typefaces, serifs for Chinese documents."""


class Faces(NamedTuple):
    """Families in order of preference: for each element, and for Latin letters and figures."""

    latin: str
    chinese: dict[str, list[str]]

    @property
    def any_chinese(self) -> bool:
        return bool(self.chinese["body"])


def faces(families: Iterable[str], preferred: str, language: str) -> Faces:
    """The typefaces to use, of those named `families`; those of the set `preferred` come first."""
    present = {name.casefold(): name for name in families}

    def found(names: Iterable[str]) -> list[str]:
        return [present[name.casefold()] for name in names if name.casefold() in present]

    sets = [preferred, *(each for each in _OF_SET if each != preferred)]
    own = {role: found((*(name for each in sets for name in _OF_SET[each][role]), *_FREE[role])) for role in _FREE}
    chains: dict[str, list[str]] = {
        role: list(dict.fromkeys([*own[role], *(name for other in others for name in own[other])]))
        for role, others in _INSTEAD.items()
    }
    latin = found(_SERIF if language == "zh" else _SANS)
    return Faces(latin[0] if latin else BROUGHT, chains)
