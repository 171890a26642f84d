"""What a document says around its blocks, which every writer of prose words the same: head, addressee, attachments."""

from collections.abc import Iterator

from rectify.documents.document import Document, Enclosed, Enclosure
from rectify.language import Language, say


def language_of(language: str) -> Language:
    """The language of a document as the program knows it."""
    return "en" if language == "en" else "zh"


def issued(document: Document) -> Iterator[str]:
    """The lines of the letterhead, none without one."""
    if document.letterhead:
        yield from filter(None, document.letterhead)


def addressed(document: Document) -> Iterator[str]:
    """To whom it is sent, with its colon (GB/T 9704-2012, 7.3.2); nothing where it is sent to nobody."""
    if document.addressee:
        yield say(language_of(document.language), "writing.addressee", name=document.addressee)


def enclosed(block: Enclosed, language: str) -> list[str]:
    """The lines of the note on attachments; they are numbered only where there are several (GB/T 9704-2012, 7.3.4)."""
    of = language_of(language)
    if len(block.names) == 1:
        return [say(of, "writing.enclosed", names=block.names[0])]
    numbered = [say(of, "writing.enclosed-number", number=n, name=name) for n, name in enumerate(block.names, start=1)]
    return [say(of, "writing.enclosed", names=numbered[0]), *numbered[1:]] if numbered else []


def enclosure(block: Enclosure, language: str) -> str:
    """The heading of an attachment in one line."""
    of = language_of(language)
    return say(of, "writing.enclosure", mark=enclosure_mark(block, language), title=block.title)


def enclosure_mark(block: Enclosure, language: str) -> str:
    """附件, 附件2: what stands flush left at the top of an attachment (GB/T 9704-2012, 7.3.7)."""
    return say(language_of(language), "writing.enclosure-mark", number=block.number or "")
