"""The journal as a text: the body of each entry and a line feed, so that the SHA-256 of the file is the text head."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from rectify.journal import Head, Row, head


def write(rows: Iterable[Row], stream: BinaryIO) -> Head:
    """Write a whole journal, and give the head of what was written."""

    def written() -> Iterator[Row]:
        for row in rows:
            stream.write(b"%b\n" % row.body)
            yield row

    return head(written())
