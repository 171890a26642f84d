"""The preview of an import: what was understood, where it stands in the source, and what became of every character."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rectify.documents.reading import Source
from rectify.intake.draft import Draft, DraftAction, DraftIssue, DraftMeasure
from rectify.language import Language, say
from rectify.model.figures import percent
from rectify.model.remarks import Remark, Severity
from rectify.view.screen import Block, Gap, Heading, Line, Part, Span, Style
from rectify.view.screens.words import outcome, place, rule, short_date, term

_STYLES: dict[str, Style] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.HINT: "dim"}


def screen(language: Language, source: Source, draft: Draft) -> Iterator[Block]:
    """A Draft as a tree: the inspection, its aspects, their issues, and under each what was done and what is planned."""

    def told(key: str, /, **values: object) -> str:
        return say(language, f"draft.{key}", **values)

    yield Heading(told("title", name=source.name))
    encoding = told("encoding", encoding=source.encoding) if source.encoding else ""
    yield Line((told("source", format=source.format, size=source.size), encoding))
    yield from _facts(language, draft)
    yield Gap()
    whole = [each for each in draft.actions if not each.issues]
    for action in whole:
        yield _action(language, action, 0)
    held = Counter(issue.aspect for issue in draft.issues if issue.parent is None)
    under = _under_issues(draft)
    above: int | None = -1
    for position, issue in enumerate(draft.issues):
        if issue.aspect != above:
            above = issue.aspect
            yield _aspect(language, draft, above, held[above])
        yield from _issue(language, issue, under.get(position, ()))
    for total in draft.totals:
        level = told(f"level-{total.level}")
        number = f"{total.percent}%" if total.percent else total.number or f"“{total.words}”"
        yield Line((told("total", level=level, number=number), _at(language, total.place)))
    for narrative in draft.narratives:
        part = say(language, f"terms.part-{narrative.part}")
        yield Line((told("narrative", part=part, length=len(narrative.text)), _at(language, narrative.place)))
    yield Gap()
    yield from account(language, source, draft)
    yield from remarks(language, draft.remarks)


def _at(language: Language, where: str) -> Span:
    return Span(f"  {place(language, where)}" if where else "", "dim")


def _facts(language: Language, draft: Draft) -> Iterator[Block]:
    facts = draft.inspection
    texts = {name: getattr(facts, name) for name in ("unit", "authority", "inspectors", "kind")}
    dates = {name: getattr(facts, name) for name in ("start", "end", "feedback", "report_date")}
    found = {**texts, **{name: short_date(language, when) for name, when in dates.items()}}
    for name, text in found.items():
        if text:
            yield Line((text,), lead=f"{say(language, f'draft.{name}')} ", indent=2)


def _aspect(language: Language, draft: Draft, position: int | None, held: int) -> Line:
    if position is None:
        return Line((Span(say(language, "draft.no-aspect"), "strong"),))
    each = draft.aspects[position]
    claimed = "" if each.claimed is None else say(language, "draft.claimed", number=each.claimed)
    counted = say(language, "draft.held", number=held)
    return Line((Span(f"{each.number}. {each.title}", "strong"), f"  {claimed}{counted}", _at(language, each.place)))


def _under_issues(draft: Draft) -> dict[int, list[DraftAction | DraftMeasure]]:
    """Position of an issue -> what was done for it and then what is planned."""
    under: dict[int, list[DraftAction | DraftMeasure]] = {}
    for action in draft.actions:
        for position in action.issues:
            under.setdefault(position, []).append(action)
    for measure in draft.measures:
        under.setdefault(measure.issue, []).append(measure)
    return under


def _issue(language: Language, issue: DraftIssue, under: Iterable[DraftAction | DraftMeasure]) -> Iterator[Block]:
    depth = 2 if issue.parent is None else 4
    parts: list[Part] = [issue.title]
    if issue.claim:
        parts.append(
            Span(f"  {term(language, 'claim', issue.claim)}", "good" if issue.claim == "completed" else "accent")
        )
    posts = [text for text in (issue.owner, issue.lead, issue.unit) if text]
    deadline = short_date(language, issue.deadline) or issue.deadline_words
    more = "  ".join(filter(None, (*posts, deadline)))
    yield Line(
        (*parts, Span(f"  {more}" if more else "", "dim"), _at(language, issue.place)), depth, f"{issue.number or '-'} "
    )
    for each in under:
        if isinstance(each, DraftAction):
            yield _action(language, each, depth + 2)
        else:
            yield _measure(language, each, depth + 2)


def _action(language: Language, action: DraftAction, depth: int) -> Line:
    date = short_date(language, action.date) or say(language, "draft.no-date")
    counted = [outcome(language, each) for each in action.outcomes] + [rule(language, each) for each in action.rules]
    tail = f"  [{'; '.join(counted)}]" if counted else ""
    kind = term(language, "action", action.kind)
    return Line((Span(f"{date}  {kind}  ", "dim"), action.text, Span(tail, "accent")), depth, "* ")


def _measure(language: Language, measure: DraftMeasure, depth: int) -> Line:
    due = short_date(language, measure.deadline)
    return Line((Span(f"{say(language, 'draft.planned')} {due}  ", "dim"), measure.text), depth, "- ")


def account(language: Language, source: Source, draft: Draft) -> Iterator[Block]:
    """What became of every character of the source, and what the reader left out."""
    of = draft.account
    share = percent(of.unplaced, of.characters)
    sums = {"characters": of.characters, "used": of.used, "litter": of.litter, "unplaced": of.unplaced}
    yield Line((say(language, "draft.account", share=share, **sums),))
    litter = Counter(span.use.partition(".")[2] for span in of.spans if span.use.startswith("litter."))
    if litter:
        yield Line((say(language, "draft.litter", kinds=_kinds(language, "draft.litter-", litter)),))
    if source.left_out:
        kinds = Counter(each.why for each in source.left_out)
        yield Line((say(language, "draft.left-out", kinds=_kinds(language, "reading.", kinds)),))


def _kinds(language: Language, area: str, found: Counter[str]) -> str:
    """How much of what, each in words: 付费标记2, pay-wall mark 2."""
    glue, gap = ("、", "") if language == "zh" else (", ", " ")
    return glue.join(f"{say(language, area + name)}{gap}{number}" for name, number in found.items())


def remarks(language: Language, found: tuple[Remark, ...]) -> Iterator[Block]:
    """What is odd in a document, each with its place and what to do about it."""
    for each in found:
        text = say(language, f"remarks.{each.code}", **each.values)
        advice = say(language, f"remarks.{each.code}.advice")
        yield Line((Span(text, _STYLES[each.severity]), f" {advice}", _at(language, each.place)), lead="! ")
