"""Makes the sample form beside it: a red-headed report whose parts are filled in by `rectify report --template`.

    python examples/templates/make.py

It is written by the program's own writer, so it has the styles of GB/T 9704-2012; an office opens it in Word and changes
what it has its own way of doing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from rectify.documents.document import (
    Block,
    Column,
    Document,
    Fine,
    Heading,
    Items,
    Letterhead,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.writing import Style
from rectify.documents.writing.word import write

PLACE = Path(__file__).with_name("red-head.docx")


def blocks() -> Iterator[Block]:
    """The text of the report, block by block, then the issues as a table; tags of `{%p` and `{%tr` vanish when it is filled."""
    heading = "{{ block.number }}{{ block.text }}"
    yield Paragraph("{%p for block in blocks %}")
    yield Paragraph('{%p if block.type == "heading" and block.level == 1 %}')
    yield Heading(1, heading)
    yield Paragraph('{%p elif block.type == "heading" %}')
    yield Heading(2, heading)
    yield Paragraph('{%p elif block.type == "paragraph" %}')
    yield Paragraph("{{ block.text }}", lead="{{ block.lead }}")
    yield Paragraph('{%p elif block.type == "items" %}')
    yield Paragraph("{%p for text in block.texts %}")
    yield Items(["{{ text }}"])
    yield Paragraph("{%p endfor %}")
    yield Paragraph("{%p endif %}")
    yield Paragraph("{%p endfor %}")
    yield issues()
    yield Signature("{{ unit }}", "{{ date }}")
    yield Fine('{% for block in blocks if block.type == "fine" %}{{ block.text }}{% endfor %}')


def issues() -> Table:
    columns = (
        Column("序号", width=3),
        Column("问题", width=20),
        Column("责任人", width=5),
        Column("整改状态", width=5),
    )
    rows = (
        ("", "{%tr for issue in issues %}", "", ""),
        ("{{ issue.number }}", "{{ issue.title }}", "{{ issue.owner }}", "{{ issue.claim }}"),
        ("", "{%tr endfor %}", "", ""),
    )
    return Table(columns, rows)


def main() -> int:
    head = Letterhead("{{ letterhead or unit }}", "{{ number }}")
    document = Document("{{ title_on_lines }}", "zh", blocks(), head, "{{ addressee }}")
    with PLACE.open("wb") as stream:
        write(document, stream, Style(sealed=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
