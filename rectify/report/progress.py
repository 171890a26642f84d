"""The short periodic report: the totals, what has come since the last one, what is late, what was done, what is open."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from rectify.documents.document import Block, Heading, Items, Paragraph
from rectify.language import say
from rectify.language.dates import say_day
from rectify.model.values import Action, Issue
from rectify.report import Asked, View, counts, phrases
from rectify.report.rectification import closing, opening, section_number, totals

_SOON = timedelta(days=30)


def title(asked: Asked) -> str:
    return phrases.title("title-progress", asked)


def blocks(view: View, asked: Asked) -> Iterator[Block]:
    language = asked.language
    yield Paragraph(opening(asked))
    for number, (key, body) in enumerate((("results", _standing(view, asked)), ("next", _open(view, asked))), 1):
        yield Heading(1, say(language, f"report.{key}"), section_number(language, number))
        yield from body
    yield from closing(view, asked)


def _standing(view: View, asked: Asked) -> Iterator[Block]:
    yield from totals(view, asked)
    late = (each for each in counts.issues(view, asked, overdue=True) if each.parent is None)
    yield from _list(asked, "overdue-list", counts.top(view, asked).overdue, late)
    last = (asked.as_of + _SOON).isoformat()
    due = counts.issues(view, asked, open=True, due_from=asked.as_of.isoformat(), due_to=last)
    soon = [each for each in due if each.parent is None]
    yield from _list(asked, "soon-list", len(soon), soon)
    yield from _done(view, asked)


def _list(asked: Asked, key: str, number: int, found: Iterable[Issue]) -> Iterator[Block]:
    yield Paragraph(phrases.heads_list(say(asked.language, f"report.{key}", number=number), number))
    yield Items(phrases.listed(asked.language, each) for each in found)


def _done(view: View, asked: Asked) -> Iterator[Block]:
    language = asked.language
    number = sum(1 for _ in counts.acted(view, asked))
    if asked.since:
        yield Paragraph(say(language, "report.done-list", since=say_day(language, asked.since), number=number))
    else:
        yield Paragraph(say(language, "report.done-all", number=number))
    yield Items(_told(asked, counts.acted(view, asked)))


def _told(asked: Asked, actions: Iterable[Action]) -> Iterator[str]:
    for each in actions:
        names = phrases.joined(asked.language, (name.rpartition("/")[2] for name in each.issues))
        key = "for-issues" if each.issues else "for-whole"
        yield say(asked.language, f"report.{key}", names=names) + phrases.action(asked.language, each)


def _open(view: View, asked: Asked) -> Iterator[Block]:
    of = counts.top(view, asked)
    yield from _list(asked, "open-list", counts.unfinished_number(of), counts.unfinished(view, asked))
    yield from _list(asked, "next-standing", of.standing, counts.standing(view, asked))
