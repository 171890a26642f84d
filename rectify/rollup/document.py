"""The page, workbook and tables of the level above: every question answered, each figure with the date of its data."""

from collections.abc import Iterator, Sequence
from functools import partial

from rectify.documents.document import Block, Column, Document, Fine, Heading, Paragraph, Table
from rectify.language import Language, say
from rectify.model.figures import percent
from rectify.rollup import answers
from rectify.rollup.duck import Duck
from rectify.rollup.questions import QUESTIONS, ask

_WITHOUT_TEXTS = ("units", "counts", "overdue", "tallies", "closed", "relapses")


def document(
    language: Language, duck: Duck, data: answers.Data, refused: Sequence[tuple[str, str]], day: str = ""
) -> Document:
    """What the set that `duck` has open comes to. `refused` are places and reasons; `day` as in `ask`.

    Only one block may be read at a time: rows are streamed.
    """
    return Document(
        say(language, "rollup.title"), language, _blocks(language, duck, data, refused, day), day=data.as_of[1]
    )


def _blocks(
    language: Language, duck: Duck, data: answers.Data, refused: Sequence[tuple[str, str]], day: str
) -> Iterator[Block]:
    word = partial(say, language)
    told = data.told(language)
    yield Paragraph(told)
    yield Paragraph(totals(language, duck, day))
    if refused:
        yield Heading(1, word("rollup.heading-refused"))
        yield Paragraph(word("rollup.n-refused", n=len(refused)))
        columns = (Column(word("rollup.column-place"), field="place"), Column(word("rollup.column-why"), field="why"))
        yield Table(columns, refused, name=word("rollup.heading-refused"))
    for name in (*_WITHOUT_TEXTS, *(["same"] if data.with_texts else [])):
        yield Heading(1, word(f"rollup.heading-{name}"))
        yield Table(
            _columns(language, name),
            _rows(language, duck, name, day),
            caption=told,
            name=word(f"rollup.heading-{name}"),
        )
    if data.with_texts < data.ledgers:
        yield Fine(word("rollup.same-unasked", n=data.ledgers - data.with_texts))


def _columns(language: Language, question: str) -> tuple[Column, ...]:
    return tuple(
        Column(answers.title(language, name), "right" if answers.is_figure(name) else "left", field=name)
        for name in answers.names(question)
    )


def _rows(language: Language, duck: Duck, question: str, day: str) -> Iterator[tuple[str, ...]]:
    return (answers.texts(language, question, row) for row in ask(duck, question, day))


def totals(language: Language, duck: Duck, day: str) -> str:
    """The figures of all units added up, as a sentence."""
    places = {name: QUESTIONS["units"].columns.index(name) for name in ("issues", "completed", "closed", "overdue")}
    sums = dict.fromkeys(places, 0)
    for row in ask(duck, "units", day):
        for name, place in places.items():
            sums[name] += row[place]
    return say(language, "rollup.totals", percent=percent(sums["completed"], sums["issues"]), **sums)
