"""The comparison itself: fact by fact, cell by cell, claim by claim, and which issues are there at all."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rectify.checks.against.known import Book, Books, Fact, Page, Slot, cut, form, labels, sentences
from rectify.checks.against.marks import CLAIM, COUNT, DATE, NAME, RULE, SHARE, Mark, marks
from rectify.checks.against.passages import WHOLE, Passage, passages, plain
from rectify.checks.likeness import ratio
from rectify.intake.draft import Draft, DraftIssue
from rectify.model.remarks import Remark, Severity

SEVERITIES: dict[str, Severity] = {
    "figure-differs": Severity.ERROR,
    "date-differs": Severity.ERROR,
    "name-differs": Severity.ERROR,
    "rule-differs": Severity.ERROR,
    "claim-differs": Severity.ERROR,
    "entry-differs": Severity.ERROR,
    "issue-missing": Severity.ERROR,
    "issue-not-in-ledger": Severity.WARNING,
    "figure-not-in-ledger": Severity.WARNING,
    "date-not-in-ledger": Severity.WARNING,
    "name-not-in-ledger": Severity.WARNING,
    "rule-not-in-ledger": Severity.WARNING,
}
"""A report that contradicts its ledger is wrong; what the ledger does not know may be true, and is to be entered."""

_CODES = {DATE: "date", NAME: "name", RULE: "rule", CLAIM: "claim"}


def against(page: Page, books: Books) -> list[Remark]:
    """What a report says otherwise than the ledger, or the ledger not at all; the issues in the order of the report."""
    named = _aligned(page.draft, books)
    renamed = {issue.place: name for issue, name in named if name and not issue.place.startswith("page ")}  # holds many
    told = list(passages(page.document, books.names, renamed))
    ranked = _ranked(told, books)
    found = [
        *(facts := list(_facts(told, ranked, books))),
        *(each for each in _claims(named, books, ranked) if not _is_said(each, facts)),
        *_added(named, books),
        *_missing(told, ranked, books),
    ]
    return list({(each.code, each.place, tuple(each.values.items())): each for each in found}.values())


def _remark(code: str, of: str, place: str, **values: object) -> Remark:
    issue = f"issue {of}" if of and not of.startswith("#") else f"aspect {of[1:]}" if of else ""
    return Remark(code, SEVERITIES[code], ", ".join(filter(None, (issue, place))), values)


def shared(page: Page, books: Books) -> int:
    """How many sentences of a report are those of one of the ledger's own."""
    said = _said(passages(page.document, books.names))
    return max((len(said & book.sentences) for book in books.reports), default=0)


def _said(told: Iterable[Passage]) -> set[tuple[str, str, str]]:
    return {each for passage in told for each in sentences(passage)}


def _ranked(told: list[Passage], books: Books) -> list[Book]:
    """The ledger's reports, that one first which this report shares most with."""
    said = _said(told)
    return sorted(books.reports, key=lambda book: -len(said & book.sentences))


# ---- facts


def _facts(told: Iterable[Passage], ranked: list[Book], books: Books) -> Iterator[Remark]:
    for passage in told:
        found = marks(passage.text, books.calendar)
        if passage.label and passage.of and not passage.of.startswith("#"):
            yield from _cell(passage, ranked, books, found)
        for text, of_it in cut(passage.text, found):
            if of_it and not _is_told(passage, text, ranked):
                forms = _forms(passage, text, of_it, ranked)
                for at, mark in enumerate(of_it):
                    yield from _fact(passage, mark, {(form[at].value, form[at].unit) for form in forms}, ranked, books)


def _forms(passage: Passage, text: str, found: list[Mark], ranked: list[Book]) -> list[list[Mark]]:
    """The facts of the ledger's sentences that differ from this one in nothing but facts."""
    key = (passage.of, passage.label, form(text, found))
    return next((book.forms[key] for book in ranked if key in book.forms), [])


def _is_told(passage: Passage, text: str, ranked: list[Book]) -> bool:
    """Whether the ledger says this sentence itself, of the same issue or, in prose, of the whole."""
    keys = [(passage.of, passage.label, plain(text))]
    if not passage.label:
        keys.append((WHOLE, "", plain(text)))
    return any(key in book.sentences for book in ranked for key in keys)


def _fact(
    passage: Passage, mark: Mark, same: set[tuple[str, str]], ranked: list[Book], books: Books
) -> Iterator[Remark]:
    """A fact that is another one in the `same` sentence of the ledger, or at its slot, or that the ledger does not hold."""
    said = (mark.value, mark.unit)
    held = _claimed(passage, books) if mark.kind == CLAIM else same or _at_slots(passage, mark, ranked)
    code = _CODES.get(mark.kind, "figure")
    if held is not None:
        if not any(_same(mark.kind, said, each) for each in held):
            ledger = "; ".join(_shown(mark.kind, each, books, passage.of) for each in sorted(held))
            yield _remark(
                f"{code}-differs",
                passage.of,
                passage.place,
                words=mark.words,
                ledger=ledger,
                about=_about(passage, mark),
            )
        return
    if mark.kind == CLAIM or _known(passage.of, mark, books):
        return
    elsewhere = books.every.get((mark.kind, *said))
    yield _remark(
        f"{code}-not-in-ledger",
        passage.of,
        passage.place,
        words=mark.words,
        about=_about(passage, mark),
        ledger=_nearest(passage.of, mark, books, elsewhere),
    )


def _claimed(passage: Passage, books: Books) -> set[tuple[str, str]] | None:
    """What the ledger's reports claim of the issue of which is spoken; None where they claim nothing."""
    is_issue = bool(passage.of) and not passage.of.startswith("#")
    return {fact[1:] for fact in books.facts[passage.of] if fact[0] == CLAIM} or None if is_issue else None


def _at_slots(passage: Passage, mark: Mark, ranked: list[Book]) -> set[tuple[str, str]] | None:
    """What the ledger's reports say where this is said; None where none of them says anything there."""
    before, after = labels(passage, mark)
    for book in ranked:
        by_before: Slot = (passage.of, mark.kind, before)
        by_after: Slot = (passage.of, mark.kind, after)
        if before and (held := book.before.get(by_before)):
            return held
        if after and (held := book.after.get(by_after)):
            return held
    return None


def _same(kind: str, one: tuple[str, str], other: tuple[str, str]) -> bool:
    if kind == DATE:
        return _same_date(one[0], other[0])
    return one == other


def _same_date(one: str, other: str) -> bool:
    """Whether two dates are one, whether or not they say their year."""
    return one == other or (
        "XXXX" in one + other
        and len(one) == len(other)
        and re.sub(r"\d{4}(?=-)|XXXX", "", one) == re.sub(r"\d{4}(?=-)|XXXX", "", other)
    )


def _known(of: str, mark: Mark, books: Books) -> bool:
    """Whether the ledger knows such a fact: of the issue and what stands under or over it; of the whole anything."""
    whole = not of or of.startswith("#")
    facts: Iterable[Fact] = (
        books.every if whole else [fact for each in books.family.get(of, [of]) for fact in books.facts[each]]
    )
    if mark.kind == NAME:
        return plain(mark.value) in plain(books.words) or any(
            kind == NAME and mark.value in value for kind, value, _ in books.every
        )
    for kind, value, unit in facts:
        if kind == mark.kind and _same(kind, (mark.value, mark.unit), (value, unit)):
            return True
        if whole and kind == mark.kind == COUNT and value == mark.value and {unit, mark.unit} <= _GENERAL:
            return True
    return mark.kind == SHARE and mark.value in ("100", "0") and whole and ("share", mark.value, "%") in books.every


_GENERAL = frozenset(("", "个", "条", "项", "件", "类", "findings", "finding", "issues", "issue", "areas", "actions"))
"""Units that say no more than that issues, or what was done for them, are counted."""


def _about(passage: Passage, mark: Mark) -> str:
    return passage.label or mark.before or mark.after or "—"


def _shown(kind: str, fact: tuple[str, str], books: Books, of: str) -> str:
    return books.facts[of].get((kind, *fact)) or f"{fact[0]}{fact[1]}"


_MOST = 5


def _nearest(of: str, mark: Mark, books: Books, elsewhere: str | None) -> str:
    """What the ledger says of the same kind, and unit where there is one: of this issue, or where else it says this."""
    facts = books.facts[of]
    alike = [words for (kind, _, unit), words in facts.items() if kind == mark.kind and unit == mark.unit]
    listed = list(dict.fromkeys(alike))[:_MOST]
    if elsewhere and not elsewhere.startswith("#"):
        listed.insert(0, f"{mark.words} → {elsewhere}")
    return "; ".join(listed) or "—"


# ---- cells


_CELL = 30


def _cell(passage: Passage, ranked: list[Book], books: Books, found: list[Mark]) -> Iterator[Remark]:
    """A short cell of an issue's row that holds other words than the ledger's: where it stands, who answers, how grave it is."""
    held = next(
        (book.cells[passage.of, passage.label] for book in ranked if (passage.of, passage.label) in book.cells), None
    )
    said = plain(passage.text)
    if not held or any(plain(each) == said for each in held) or found or books.names.issue(passage.text) == passage.of:
        return
    if all(len(each) <= _CELL for each in held) and not any(marks(each, books.calendar) for each in held):
        ledger = "; ".join(dict.fromkeys(held))
        yield _remark(
            "entry-differs", passage.of, passage.place, words=passage.text, ledger=ledger, about=passage.label
        )


# ---- claims and issues


_ALIKE = 0.5


def _aligned(draft: Draft, books: Books) -> list[tuple[DraftIssue, str]]:
    """Every issue that reading found, with the ledger's name for it: by its title, else by number and a title like it."""
    found = []
    for issue in draft.issues:
        number = f"{draft.issues[issue.parent].number}-{issue.number}" if issue.parent is not None else issue.number
        name = books.names.issue(issue.title, number)
        titles = books.names.issues.get(number, [])
        if not name and any(ratio(plain(issue.title), title) >= _ALIKE for title in titles):
            name = number
        found.append((issue, name))
    return found


def _claims(named: list[tuple[DraftIssue, str]], books: Books, ranked: list[Book]) -> Iterator[Remark]:
    """What the report claims of an issue, where no report of the ledger claims so."""
    held: dict[str, dict[str, str]] = {}
    for book in ranked:
        for issue, name in _aligned(book.draft, books):
            if name and issue.claim:
                held.setdefault(name, {}).setdefault(issue.claim, issue.claim_words)
    for issue, name in named:
        if name and issue.claim and name in held and issue.claim not in held[name]:
            words = "; ".join(dict.fromkeys(held[name].values()))
            yield _remark("claim-differs", name, issue.place, words=issue.claim_words, ledger=words)


def _is_said(remark: Remark, said: list[Remark]) -> bool:
    """Whether the claim of the same issue is remarked already."""
    of = remark.place.partition(", ")[0]
    return any(each.code == remark.code and each.place.partition(", ")[0] == of for each in said)


def _added(named: list[tuple[DraftIssue, str]], books: Books) -> Iterator[Remark]:
    """Issues of the report that the ledger does not have."""
    own = {plain(issue.title) for book in books.reports for issue in book.draft.issues}
    for issue, name in named:
        if not name and plain(issue.title) not in own:
            yield _remark("issue-not-in-ledger", "", issue.place, words=issue.title)


def _missing(told: list[Passage], ranked: list[Book], books: Books) -> Iterator[Remark]:
    """Issues of the ledger that the report leaves out where it goes through them: at length, in a list, in a table."""
    if not ranked:
        return
    spots: dict[str, dict[str, str]] = {}
    for each in told:
        if each.spot:
            spots.setdefault(each.spot, {}).setdefault(each.of, each.place)
    for spot, issues in ranked[0].spots.items():
        there: Mapping[str, str] = spots.get(spot, {})
        if len(set(issues) & set(there)) * 2 < len(issues):
            continue
        for at, name in enumerate(issues):
            if name not in there:
                before = next((there[each] for each in reversed(issues[:at]) if each in there), "")
                title = books.names.issues[name][0]
                yield _remark("issue-missing", name, before, words=title)
