"""Where in a source something stands. The readers write places in English, as the JSON gives them; here they are said."""

WORDS: dict[str, tuple[str, str]] = {
    "line": ("第{name}行", "line {name}"),
    "page": ("第{name}页", "page {name}"),
    "paragraph": ("第{name}段", "paragraph {name}"),
    "table": ("表{name}", "table {name}"),
    "row": ("第{name}行", "row {name}"),
    "column": ("{name}列", "column {name}"),
    "sheet": ("工作表“{name}”", "sheet {name}"),
    "comment": ("批注{name}", "comment {name}"),
    "footnote": ("脚注{name}", "footnote {name}"),
    "endnote": ("尾注{name}", "endnote {name}"),
    "text-box": ("文本框", "text box"),
    "of": ("{place}的{part}", "{part} of {place}"),
}
