"""The page, workbook and tables of the level above: every question answered, each figure with the date of its data."""

from collections.abc import Iterator, Sequence
from functools import partial

from rectify.documents.document import Block, Column, Document, Fine, Heading, Paragraph, Table
from rectify.language import Language, say
from rectify.model.figures import percent
from rectify.rollup import answers
from rectify.rollup.questions import QUESTIONS, Engine, ask

_WITHOUT_TEXTS = ("units", "counts", "overdue", "tallies", "closed", "relapses")
_REFUSED = ("place", "unit", "why", "since")
_FIELDS = {"completed": "completed_issues"}  # where `completed` is a day in other tables
_WIDTHS = {"unit": 6, "ledger": 5, "inspection": 4, "recorded": 6, "earliest": 6, "as_of": 6, "progress": 4}
"""Chinese characters that a column would like to hold in a line."""
_WHOLE = {"ledger", "inspection", "recorded", "earliest", "as_of", "currency", "since"}
_WHOLE |= {"claim", "verdict", "kind", "measure"}
"""Codes, days, and words of a closed list."""


def document(
    language: Language, engine: Engine, data: answers.Data, refused: Sequence[answers.Missing], day: str = ""
) -> Document:
    """What the set that `engine` has open comes to; `day` as in `ask`.

    Only one block may be read at a time: rows are streamed.
    """
    return Document(
        say(language, "rollup.title"),
        language,
        _blocks(language, engine, data, refused, day),
        day=data.as_of[1],
        across=True,
    )


def _blocks(
    language: Language, engine: Engine, data: answers.Data, refused: Sequence[answers.Missing], day: str
) -> Iterator[Block]:
    word = partial(say, language)
    told = data.told(language)
    yield Paragraph(told)
    yield Paragraph(totals(language, engine, day))
    if refused:
        yield Heading(1, word("rollup.heading-refused"))
        yield Paragraph(word("rollup.n-refused", n=len(refused)))
        yield Table(
            tuple(
                Column(answers.title(language, name), field=name, width=_WIDTHS.get(name, 0), whole=name in _WHOLE)
                for name in _REFUSED
            ),
            ((each.path, each.unit, each.why, each.day) for each in refused),
            name=word("rollup.heading-refused"),
        )
    for name in (*_WITHOUT_TEXTS, *(["same"] if data.with_texts else [])):
        yield Heading(1, word(f"rollup.heading-{name}"))
        places = _shown(name, data)
        rows = _rows(language, engine, name, day, places)
        yield Table(_columns(language, name, places), rows, caption=told, name=word(f"rollup.heading-{name}"))
    if data.with_texts < data.ledgers:
        yield Fine(word("rollup.same-unasked", n=data.ledgers - data.with_texts))


def _shown(question: str, data: answers.Data) -> list[int]:
    """The places of the columns that tell something: no texts where none went up, no day that the caption says for all."""
    left_out = {"seq", "day"} | ({"as_of"} if data.as_of[0] == data.as_of[1] else set())
    left_out |= set() if data.with_texts else {"title", "name"}
    return [place for place, name in enumerate(answers.names(question)) if name not in left_out]


def _columns(language: Language, question: str, places: list[int]) -> tuple[Column, ...]:
    names = [answers.names(question)[place] for place in places]
    return tuple(
        Column(
            answers.title(language, name),
            "right" if answers.is_figure(name) else "left",
            field=_FIELDS.get(name, name),
            width=_WIDTHS.get(name, 0),
            whole=name in _WHOLE,
        )
        for name in names
    )


def _rows(language: Language, engine: Engine, question: str, day: str, places: list[int]) -> Iterator[tuple[str, ...]]:
    for row in ask(engine, question, day):
        texts = answers.texts(language, question, row)
        yield tuple(texts[place] for place in places)


def totals(language: Language, engine: Engine, day: str) -> str:
    """The figures of all units added up, as a sentence."""
    places = {name: QUESTIONS["units"].columns.index(name) for name in ("issues", "completed", "closed", "overdue")}
    sums = dict.fromkeys(places, 0)
    for row in ask(engine, "units", day):
        for name, place in places.items():
            sums[name] += row[place]
    return say(language, "rollup.totals", percent=percent(sums["completed"], sums["issues"]), **sums)
