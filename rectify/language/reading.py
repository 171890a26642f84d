"""What is said of files that were read: why a text is not in the document, and what there was too much of."""

WORDS: dict[str, tuple[str, str]] = {
    # --- why a text of the source is left out
    "hidden": ("隐藏的文字、行或列", "hidden text, row or column"),
    "hidden-sheet": ("隐藏的工作表", "hidden sheet"),
    "comment": ("批注", "comment"),
    "deleted": ("修订中删除的文字", "text deleted by a tracked change"),
    "running-head": ("页眉或页脚", "running head or foot"),
    "page-number": ("页码", "page number"),
    "contents": ("目录", "table of contents"),
    "placeholder": ("没有填写的提示文字", "prompt of a field that was not filled in"),
    "field-code": ("域代码", "code of a field"),
    "merged": ("被合并单元格盖住的文字", "text under a merged cell"),
    "unreferenced": ("正文没有引用的注释", "note that the text does not refer to"),
    "embedded": ("嵌入的文件", "embedded file"),
    "drawing": ("图形、图表里的文字", "text in a drawing or chart"),
    "picture": ("图表及其数据", "picture with its data"),
    "note": ("旁注", "note"),
    "phonetic": ("注音", "phonetic guide"),
    "formula": ("没有结果的公式", "formula without a result"),
    "picture-page": ("只有图片的一页", "page that is only a picture"),
    "page-title": ("网页的标题栏", "title of the browser window"),
    "navigation": ("网页的导航和按钮", "navigation and buttons of a web page"),
    # --- what there is too much of
    "rows": ("行", "rows"),
    "columns": ("列", "columns"),
    "lines": ("行", "lines"),
    "paragraphs": ("段", "paragraphs"),
    "pages": ("页", "pages"),
    "merged-cells": ("个合并的单元格", "merged cells"),
}
