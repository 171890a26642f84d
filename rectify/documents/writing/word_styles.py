"""How a Word document looks: its typefaces and its styles, for Chinese official documents and for English reports.

Chinese documents follow GB/T 9704-2012: type of 3号 (16 pt), shrunk by a quarter of a point so that 28 characters fill
156 mm, in lines of 28.9 pt, of which 22 fill 225 mm (5.2.3). English ones are plain business documents on A4.
"""

from typing import NamedTuple

from rectify.documents.writing.word_text import escaped, indent

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

LINE = 578
"""The line of a Chinese document, in twentieths of a point."""

_RED, _INK = "E60000", "1F3864"


class Faces(NamedTuple):
    """The typefaces of an office by what they are for; `names` of the same face on other machines, in order."""

    body: str
    second: str
    heading: str
    plain: str
    title: str
    latin: str = "Times New Roman"

    def others(self) -> dict[str, str]:
        """For each typeface, by what other names a machine may have it or one like it (ISO/IEC 29500-1, 17.8.3.1)."""
        return {
            name: ",".join(each for each in _LIKE[kind] if each != name)
            for kind, name in zip(_LIKE, self, strict=False)
        }


_LIKE: dict[str, tuple[str, ...]] = {
    "body": ("仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "华文仿宋", "STFangsong", "FandolFang"),
    "second": ("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "STKaiti", "FandolKai"),
    "heading": ("黑体", "SimHei", "方正黑体_GBK", "华文黑体", "STHeiti", "FandolHei"),
    "plain": ("宋体", "SimSun", "方正书宋_GBK", "华文宋体", "STSong", "FandolSong"),
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体", "SimSun"),
}

FACES: dict[str, Faces] = {
    "gb2312": Faces("仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"),
    "windows": Faces("仿宋", "楷体", "黑体", "宋体", "华文中宋"),
    "gbk": Faces("方正仿宋_GBK", "方正楷体_GBK", "方正黑体_GBK", "方正书宋_GBK", "方正小标宋_GBK"),
    "macos": Faces("华文仿宋", "华文楷体", "华文黑体", "华文宋体", "华文中宋"),
}
"""By the names of `Style.fonts`. 小标宋 is part of no system: where it is missing, a bold 宋 stands in for it."""


def faces(fonts: str, language: str) -> Faces:
    """The typefaces of a document; an English one takes no more than its Chinese words from them."""
    found = FACES[fonts]
    return (
        found if language == "zh" else Faces(found.plain, found.plain, found.plain, found.plain, found.plain, "Calibri")
    )


class Look(NamedTuple):
    """A style: `size` in half points; `line`, `before` and `after` in twentieths of a point, `line` 0 as the type asks.

    `name` is what Word shows, `first` an indent of the first line in characters, `level` that of an outline from 0.
    """

    name: str
    face: str = "body"
    size: int = 0
    line: int = 0
    align: str = ""
    before: int = 0
    after: int = 0
    first: float = 0
    level: int = -1
    near: bool = False
    """It stays on the page of what follows."""
    bold: bool = False
    color: str = ""
    extra: str = ""
    """Properties that stand before the spacing: numbering, borders, the room between scripts."""
    sides: str = ""
    """An indent of other sides."""
    based: str = "Normal"


def _rule(where: str, color: str, size: int, space: int) -> str:
    return f'<w:pBdr><w:{where} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/></w:pBdr>'


def _numbered(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_UNSPACED = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
"""No room of its own between Chinese and Latin signs, so that a text is as wide as its characters."""

_CHINESE: dict[str, Look] = {
    "Body": Look("公文正文", first=2),
    "Item": Look("公文条目", first=2),
    "Counted": Look("公文编号条目", first=2),
    "Title": Look("Title", "title", 44, 660, "center", after=LINE),
    "Heading1": Look("heading 1", "heading", first=2, level=0, near=True),
    "Heading2": Look("heading 2", "second", first=2, level=1, near=True),
    "Heading3": Look("heading 3", first=2, level=2, near=True),
    "Heading4": Look("heading 4", first=2, level=3, near=True),
    "Letterhead": Look("发文机关标志", "title", 124, 1240, "center", color=_RED),
    "DocumentNumber": Look("发文字号", align="center", before=2 * LINE, extra=_rule("bottom", _RED, 12, 6)),
    "TitleBelowHead": Look("红线下标题", before=2 * LINE, based="Title"),
    "Addressee": Look("主送机关"),
    "Enclosed": Look("附件说明", near=True),
    "Signer": Look("署名", align="right", near=True, extra=_UNSPACED),
    "SignedOn": Look("成文日期", align="right", extra=_UNSPACED),
    "EnclosureMark": Look("附件序号", "heading", near=True),
    "EnclosureTitle": Look("附件标题", before=LINE, level=0, near=True, based="Title"),
    "Caption": Look("caption", "heading", 24, 400, "center", near=True),
    "Fine": Look("附注", size=18, line=260, align="left", before=120),
    "Cell": Look("表格文字", size=21, line=300, align="left"),
    "CellHead": Look("表头", "heading", align="center", near=True, based="Cell"),
    "CellRight": Look("表格数字", align="right", based="Cell"),
    "CellCenter": Look("表格居中", align="center", based="Cell"),
    "Small": Look("小号表格文字", size=18, line=250, based="Cell"),
    "SmallHead": Look("小号表头", size=18, line=250, based="CellHead"),
    "SmallRight": Look("小号表格数字", size=18, line=250, based="CellRight"),
    "SmallCenter": Look("小号表格居中", size=18, line=250, based="CellCenter"),
    "FormLabel": Look("表单栏目", "heading", 24, 330, "center"),
    "FormText": Look("表单内容", size=24, line=330, align="left"),
    "FormSign": Look("表单签名", size=24, line=330, align="right"),
    "PageOdd": Look("单页码", "plain", 28, 280, "right", sides=indent(right=1, unit=280)),
    "PageEven": Look("双页码", "plain", 28, 280, "left", sides=indent(left=1, unit=280)),
    "Gap": Look("表后间隔", size=10, line=160, near=True),
    "Turn": Look("转页", size=2, line=20),
}
"""The elements of GB/T 9704-2012, clause 7, and what tables need."""

_ENGLISH: dict[str, Look] = {
    "Body": Look("Body Text", after=120),
    "Item": Look("List Bullet", after=60, extra=_numbered(1)),
    "Counted": Look("List Number", after=60),
    "Title": Look("Title", size=40, align="left", after=240, bold=True, color=_INK),
    "Heading1": Look("heading 1", size=30, before=320, after=120, level=0, near=True, bold=True, color=_INK),
    "Heading2": Look("heading 2", size=26, before=240, after=80, level=1, near=True, bold=True, color=_INK),
    "Heading3": Look("heading 3", size=23, before=200, after=60, level=2, near=True, bold=True),
    "Heading4": Look("heading 4", size=22, before=160, after=60, level=3, near=True, bold=True),
    "Letterhead": Look("Letterhead", size=28, bold=True, color=_INK),
    "DocumentNumber": Look("Document Number", size=20, after=360, extra=_rule("bottom", _INK, 8, 6)),
    "TitleBelowHead": Look("Title below Letterhead", based="Title"),
    "Addressee": Look("Addressee", after=240),
    "Enclosed": Look("Attachments", before=120, near=True),
    "Signer": Look("Signed by", before=480, near=True, bold=True),
    "SignedOn": Look("Signed on", after=240),
    "EnclosureMark": Look("Attachment Number", near=True, color=_INK),
    "EnclosureTitle": Look("Attachment Title", level=0, near=True, based="Heading1"),
    "Caption": Look("caption", before=120, after=60, near=True, bold=True),
    "Fine": Look("Small Print", size=16, before=160, color="595959"),
    "Cell": Look("Table Text", size=19, align="left"),
    "CellHead": Look("Table Head", near=True, bold=True, based="Cell"),
    "CellRight": Look("Table Figure", align="right", based="Cell"),
    "CellCenter": Look("Table Centred", align="center", based="Cell"),
    "Small": Look("Small Table Text", size=16, based="Cell"),
    "SmallHead": Look("Small Table Head", size=16, based="CellHead"),
    "SmallRight": Look("Small Table Figure", size=16, based="CellRight"),
    "SmallCenter": Look("Small Table Centred", size=16, based="CellCenter"),
    "FormLabel": Look("Form Label", size=19, bold=True, align="left"),
    "FormText": Look("Form Text", size=20, align="left"),
    "FormSign": Look("Form Signature", size=20, align="left"),
    "PageOdd": Look("footer", size=17, align="center", color="595959"),
    "Gap": Look("Gap", size=10, line=160, near=True),
    "Turn": Look("Turn", size=2, line=20),
}


_TIGHT: dict[str, Look] = {
    "Title": Look("Title", "title", 32, 480, "center", after=160),
    "Fine": Look("附注", size=15, line=200, align="left", before=40),
}
"""What differs on a page at a glance, whose text is of 五号 (10.5 pt) so that it is one page and not two."""
_TIGHT_LINE = 320


def looks(language: str) -> dict[str, Look]:
    """The styles by their ids."""
    return _CHINESE if language == "zh" else _ENGLISH


def styles(language: str, of: Faces, *, tight: bool = False) -> str:
    """The part `styles.xml`; `tight` for a document that shall fit one page."""
    chinese = language == "zh"
    tight = tight and chinese
    tongue = "zh-CN" if chinese else "en-GB"
    size, spacing = (21, "") if tight else (32, "-5") if chinese else (22, "")
    line = _TIGHT_LINE if tight else LINE
    shrunk = f'<w:spacing w:val="{spacing}"/>' if spacing else ""
    normal = (
        # Left to itself, LibreOffice hangs marks past the margin and can lose one; this is Word's own default.
        '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
        f"{_OFF_GRID if tight else ''}"
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/><w:jc w:val="both"/>'
        if chinese
        else '<w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/>'
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_typeface(of, "body")}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{tongue if not chinese else "en-US"}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    found = looks(language) | (_TIGHT if tight else {})
    body = "".join(_style(key, look, of) for key, look in found.items())
    return (
        f'<w:styles xmlns:w="{MAIN}">{defaults}'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{normal}</w:pPr><w:rPr>{shrunk}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{body}{_lead(chinese, of)}{_tables(chinese)}</w:styles>"
    )


def _typeface(of: Faces, kind: str) -> str:
    east = getattr(of, kind)
    latin = east if kind == "plain" and of.latin == Faces._field_defaults["latin"] else of.latin  # 半角宋体: 7.5
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _style(key: str, look: Look, of: Faces) -> str:
    spacing = "".join(
        f' w:{name}="{value}"' for name, value in (("before", look.before), ("after", look.after)) if value
    )
    spacing += f' w:line="{look.line}" w:lineRule="exact"' if look.line else ""
    paragraph = "".join(
        (
            "<w:keepNext/>" if look.near else "",
            look.extra,
            _OFF_GRID if look.line else "",
            f"<w:spacing{spacing}/>" if spacing else "",
            look.sides or indent(first=look.first),
            f'<w:jc w:val="{look.align}"/>' if look.align else "",
            f'<w:outlineLvl w:val="{look.level}"/>' if look.level >= 0 else "",
        )
    )
    letters = "".join(
        (
            _typeface(of, look.face) if look.face != "body" else "",
            "<w:b/><w:bCs/>" if look.bold else "",
            f'<w:color w:val="{look.color}"/>' if look.color else "",
            '<w:spacing w:val="0"/>' if look.size and of.latin == Faces._field_defaults["latin"] else "",
            f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>' if look.size else "",
        )
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{escaped(look.name)}"/>'
        f'<w:basedOn w:val="{look.based}"/><w:qFormat/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def _lead(chinese: bool, of: Faces) -> str:
    """The opening sentence of a paragraph. In Chinese it is a third level, which the standard sets in the type of the
    text (7.3.3); an office that is used to bold changes this one style.
    """
    letters = _typeface(of, "body") if chinese else "<w:b/><w:bCs/>"
    name = "段首句" if chinese else "Lead"
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="Lead"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def _tables(chinese: bool) -> str:
    color = "000000" if chinese else "A6A6A6"
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{color}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    shade = "" if chinese else '<w:shd w:val="clear" w:color="auto" w:fill="E7ECF4"/>'
    head = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shade}</w:tcPr></w:tblStylePr>' if shade else ""
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tcPr><w:vAlign w:val="{"center" if chinese else "top"}"/></w:tcPr>{head}</w:style>'
    )


def font_table(of: Faces) -> str:
    """The part `fontTable.xml`, with the names of like typefaces on other machines."""
    other = of.others()
    east = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other[name]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name in dict.fromkeys(of[:5])
    )
    latin = "Carlito,Arial" if of.latin == "Calibri" else "Liberation Serif,Tinos"
    return (
        f'<w:fonts xmlns:w="{MAIN}">{east}<w:font w:name="{of.latin}"><w:altName w:val="{latin}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{"swiss" if of.latin == "Calibri" else "roman"}"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def numbering(language: str, lists: int) -> str:
    """The part `numbering.xml`: bullets, and `lists` lists that count, each from 1."""
    chinese = language == "zh"
    hang = indent(first=2) if chinese else '<w:ind w:left="425" w:hanging="425"/>'
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:suff w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'
    bullet = level.format(
        "bullet", "tab", "•", '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr>'
    )
    count = level.format(
        "decimal",
        "nothing" if chinese else "tab",
        "（%1）" if chinese else "%1.",
        f'<w:lvlJc w:val="left"/><w:pPr>{hang}</w:pPr>',
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>{each}</w:abstractNum>'
        for number, each in enumerate((bullet, count))
    )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(2, lists + 2)
    )
    return (
        f'<w:numbering xmlns:w="{MAIN}">{abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbers}'
        "</w:numbering>"
    )
