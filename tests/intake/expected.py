"""What a careful reader takes from a document, and every difference between that and a Draft, in words.

`NAME.expected.json` stands beside each document of `tests/data/intake/`. It was written from the document, not from the
rules. What it does not mention is not compared, and so is whatever two careful readers could see differently: where a
value may be a list, each of its members is right. Texts are compared without white space, in their whole length, a final
full stop aside; `…*` stands for any text that begins so. A date is its EDTF, with the words of the document before it:
`"5月12日 = ?2023-05-12"`; null stands for none.

    today        the day of reading, 2026-11-24 if not given
    ledger       false: nothing is proposed, and `no-ledger` is remarked
    source       format, encoding
    language     zh, en
    inspection   unit, authority, inspectors, kind; start, end, feedback, report_date (dates)
    aspects      all of them, in order: n (number), title, claimed (null: the heading states no count)
    issues       all of them, in the order of the document, each with `subs`, its sub-issues:
      n, title, length (characters of the title), aspect (its number)
      claim, kind, severity, owner, lead, unit, supporting, reference, deadline_words
      claim_words, verdict_words, acceptance, recommendation, response    the text holds these words
      deadline, completed_on       dates
      actions      `has`: words of an action of this issue; its `date` and `kind`. No action of the issue has a date
                   that is neither here nor in `dates_too`. How a paragraph is cut into actions is free
      outcomes     counted results, as written: "30余场" is 30, at least, 场. Or words and name (the name holds it)
      never        counts that are no result: a slogan, the amount at issue
      rules        all rules that were made or revised, no other 《》; `rules_too`: another that may be among them
      measures     `has`, and its owner, lead, deadline, standard
                   The actions of an issue with sub-issues are those of its sub-issues too; their dates and rules may be
                   more than is said here.
    no_actions   true: nothing was done yet
    totals       claimed figures: level and number, or percent; words
    narratives   part -> words of its text
    remarks      codes, or code and `about` (in the remark's values or place). Of CODES there is no other, but `maybe`
    litter       text -> kind; a reader of the format may have dropped it already. "line:。" is a line of its own
    left_out     words of what the reader left out;  absent: words that the Document does not hold
    unplaced     the largest share of characters that nothing understood, 0.02 if not given
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from unicodedata import normalize

from rectify.documents.document import Document, Heading, Paragraph, Table
from rectify.documents.reading import Source
from rectify.intake.draft import Draft, DraftAction, DraftIssue, Span
from rectify.model.dates import When
from rectify.model.quantities import Outcome

CODES = {
    "total-disagrees", "not-itemised", "aspect-count-disagrees", "percent-disagrees", "range-disagrees",
    "number-missing", "number-doubled", "number-out-of-order", "number-became-date",
    "date-impossible", "date-garbled", "date-outside-window", "date-after-report",
    "redaction", "status-two", "acted-not-done", "row-broken", "column-unknown", "no-ledger",
}  # fmt: skip
EXACT = ("claim", "kind", "severity", "owner", "lead", "unit", "supporting", "reference", "deadline_words")
HOLDS = ("claim_words", "verdict_words", "acceptance", "recommendation", "response")
UNPLACED = 0.02
Facts = Mapping[str, Any]


# Values as they are written


def some(value: Any) -> list[Any]:
    """`value` as the list of what is right."""
    return value if isinstance(value, list) else [value]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip("。.；;：:")


def fits(right: Any, text: str) -> bool:
    """Whether `text` is one of the texts that are right."""
    found = squeezed(text)
    return any(
        found.startswith(squeezed(want[:-1])) if want.endswith("*") else found == squeezed(want) for want in some(right)
    )


def edtf(written: str | None) -> str | None:
    """`2023-05-12` of `5月12日 = 2023-05-12`."""
    return written and written.split(" = ")[-1]


def dated(right: Any, when: When | None) -> bool:
    return (when and when.edtf) in [edtf(written) for written in some(right)]


HAN = "〇一二三四五六七八九"
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def number(text: str) -> Decimal | None:
    """The last number in `text`: `（十二）`, `问题４`, `1.2`, `①`."""
    runs = re.findall(r"\d+|[〇零一二两三四五六七八九十百]+", normalize("NFKC", text))
    return _read(runs[-1]) if runs else None


def _read(digits: str) -> Decimal:
    if digits[0].isdecimal():
        return Decimal(digits)
    total, digit = 0, 0
    for sign in digits.replace("两", "二").replace("零", "〇"):
        total, digit = (total + (digit or 1) * SCALES[sign], 0) if sign in SCALES else (total, HAN.index(sign))
    return Decimal(total + digit)


class Count(NamedTuple):
    """A number of units: `1560余万元` is 15,600,000 元, at least."""

    value: Decimal
    unit: str
    at_least: bool


def count(words: str, *, at_least: bool = False) -> Count:
    """The figure that `words` say; what stands in brackets behind the unit is left aside."""
    text = normalize("NFKC", words).replace(",", "").replace(" ", "").split("(")[0]
    match = re.fullmatch(r"([\d.]+|[〇零一二两三四五六七八九十百]+)([千万亿]*)([余多]?)([千万亿]*)(\D*)", text)
    assert match, f"{words} is no count"
    value = _read(match[1])
    for scale in match[2] + match[4]:
        value *= SCALES[scale]
    return Count(value, match[5], at_least or bool(match[3]))


def counted(outcome: Outcome) -> Count:
    return count(f"{outcome.quantity}{outcome.unit}", at_least=outcome.at_least)


# The comparison


def compare(draft: Draft, expected: Facts) -> list[str]:
    """Every difference between `draft` and what was expected of it, in words; empty where there is none."""
    if expected.get("ledger") is False:
        return [*_nothing(draft), *_language(draft, expected)]
    return [
        *_language(draft, expected),
        *_inspection(draft, expected.get("inspection", {})),
        *_aspects(draft, expected),
        *_issues(draft, expected["issues"]),
        *([f"an action: {action.text}" for action in draft.actions] if expected.get("no_actions") else []),
        *_totals(draft, expected.get("totals", [])),
        *_narratives(draft, expected.get("narratives", {})),
        *_remarks(draft, expected),
        *_unplaced(draft, expected.get("unplaced", UNPLACED)),
    ]


def _nothing(draft: Draft) -> Iterator[str]:
    for part in ("aspects", "issues", "actions", "measures"):
        if found := getattr(draft, part):
            yield f"{part} are proposed where there is no ledger: {found[0]}"
    if "no-ledger" not in [remark.code for remark in draft.remarks]:
        yield "the remark no-ledger is missing"


def _language(draft: Draft, expected: Facts) -> Iterator[str]:
    if draft.language != expected.get("language", draft.language):
        yield f"the language is {draft.language}, not {expected['language']}"


def _unplaced(draft: Draft, share: float) -> Iterator[str]:
    account = draft.account
    if account.unplaced > share * account.characters:
        yield f"{account.unplaced} of {account.characters} characters are unplaced"


def _inspection(draft: Draft, facts: Facts) -> Iterator[str]:
    for field, right in facts.items():
        found = getattr(draft.inspection, field)
        if not (fits(right, found) if isinstance(found, str) else dated(right, found)):
            yield f"inspection: {field} is {found}, not {right}"


def _aspects(draft: Draft, expected: Facts) -> Iterator[str]:
    aspects = expected.get("aspects")
    if aspects is None:
        return
    if len(aspects) != len(draft.aspects):
        yield f"aspects: {[aspect.title for aspect in draft.aspects]}, not {[facts['title'] for facts in aspects]}"
        return
    for facts, aspect in zip(aspects, draft.aspects, strict=True):
        if aspect.number != facts["n"] or not fits(facts["title"], aspect.title):
            yield f"aspect {facts['n']} is {aspect.number} {aspect.title}, not {facts['title']}"
        if aspect.claimed != facts.get("claimed", aspect.claimed):
            yield f"aspect {facts['n']} claims {aspect.claimed}, not {facts['claimed']}"


class Wanted(NamedTuple):
    """An expected issue, the position of its parent among the expected, and a name for it in messages."""

    facts: Facts
    parent: int | None
    name: str


def wanted(issues: Iterable[Facts]) -> list[Wanted]:
    """The expected issues and sub-issues in the order of the document."""
    flat: list[Wanted] = []
    for facts in issues:
        parent, name = len(flat), f"issue {facts.get('n', '')} {some(facts.get('title', ''))[0]}"
        sub = {key: facts[key] for key in ("aspect",) if key in facts}
        flat.append(Wanted(facts, None, name))
        flat.extend(Wanted({**sub, **own}, parent, f"{name} / {own['n']}") for own in facts.get("subs", ()))
    return flat


def _issues(draft: Draft, issues: Iterable[Facts]) -> Iterator[str]:
    flat = wanted(issues)
    places = aligned(draft, flat)
    for want, place in zip(flat, places, strict=True):
        if place is None:
            yield f"{want.name} is missing"
        else:
            yield from (f"{want.name}: {said}" for said in _issue(draft, place, want, flat, places))
    yield from (
        f"issue {issue.number} {issue.title} is none" for n, issue in enumerate(draft.issues) if n not in places
    )
    found = [place for place in places if place is not None]
    if found != sorted(found):
        yield f"the issues are in the order {found}"


def aligned(draft: Draft, flat: list[Wanted]) -> list[int | None]:
    """For each expected issue the position of its like in the draft: by title, or by number where it has no title."""
    places: list[int | None] = []
    for want in flat:
        free = [n for n in range(len(draft.issues)) if n not in places]
        alike = [n for n in free if _titled(draft, n, want.facts)]
        places.append(next((n for n in alike if _numbered(draft.issues[n], want.facts)), next(iter(alike), None)))
    return places


def _titled(draft: Draft, n: int, facts: Facts) -> bool:
    issue = draft.issues[n]
    if "title" in facts:
        return fits(facts["title"], issue.title)
    return _numbered(issue, facts) and _aspect(draft, issue) == facts["aspect"]


def _numbered(issue: DraftIssue, facts: Facts) -> bool:
    return "n" not in facts or number(issue.number) == facts["n"]


def _aspect(draft: Draft, issue: DraftIssue) -> int | None:
    return None if issue.aspect is None else draft.aspects[issue.aspect].number


def _issue(draft: Draft, place: int, want: Wanted, flat: list[Wanted], places: list[int | None]) -> Iterator[str]:
    issue, facts = draft.issues[place], want.facts
    if not _numbered(issue, facts):
        yield f"its number is {issue.number}"
    if issue.parent != (None if want.parent is None else places[want.parent]):
        yield f"its parent is {issue.parent}"
    if want.parent is None and _aspect(draft, issue) != facts.get("aspect", _aspect(draft, issue)):
        yield f"its aspect is {_aspect(draft, issue)}"
    if len(issue.title) != facts.get("length", len(issue.title)):
        yield f"its title has {len(issue.title)} characters"
    yield from _fields(issue, facts)
    acts = acts_of(draft, place, want, flat, places)
    yield from _actions(acts, facts)
    yield from _outcomes([outcome for action in acts for outcome in action.outcomes], facts)
    yield from _rules(rules_of(acts), facts)
    yield from _measures(draft, place, facts)


def acts_of(
    draft: Draft, place: int | None, want: Wanted, flat: list[Wanted], places: list[int | None]
) -> list[DraftAction]:
    """The actions of the issue at `place` in the draft and of its sub-issues."""
    family = {place} | {p for w, p in zip(flat, places, strict=True) if w.parent is not None and flat[w.parent] is want}
    return [action for action in draft.actions if family & set(action.issues)]


def rules_of(acts: Iterable[DraftAction]) -> set[str]:
    """The names of the rules that were made, as they are compared."""
    return {squeezed(rule).strip("《》") for action in acts for rule in action.rules}


def _fields(thing: object, facts: Facts) -> Iterator[str]:
    for field, right in facts.items():
        found = getattr(thing, field, None)
        if field in ("deadline", "completed_on"):
            good = dated(right, found)
        elif field in EXACT:
            good = fits(right, str(found))
        else:
            good = field not in (*HOLDS, "standard") or squeezed(right) in squeezed(str(found))
        if not good:
            yield f"{field} is {found}, not {right}"


def _actions(acts: list[DraftAction], facts: Facts) -> Iterator[str]:
    for want in facts.get("actions", ()):
        alike = [action for action in acts if squeezed(want["has"]) in squeezed(action.text)]
        if not alike:
            yield f"no action says {want['has']}"
        elif "date" in want and not any(dated(want["date"], action.date) for action in alike):
            yield f"{want['has']}: its date is {alike[0].date}, not {want['date']}"
        elif "kind" in want and not any(action.kind in some(want["kind"]) for action in alike):
            yield f"{want['has']}: its kind is {alike[0].kind}, not {want['kind']}"
    if "actions" in facts and not facts.get("subs"):
        right = [edtf(date) for want in facts["actions"] for date in some(want.get("date"))]
        for action in acts:
            if action.date and action.date.edtf not in (*right, *facts.get("dates_too", ())):
                yield f"an action has the date {action.date}: {action.text}"


def _outcomes(found: list[Outcome], facts: Facts) -> Iterator[str]:
    counts = [counted(outcome) for outcome in found]
    for want in facts.get("outcomes", ()):
        words, names = (want, [""]) if isinstance(want, str) else (want["words"], some(want["name"]))
        alike = [outcome for outcome, figure in zip(found, counts, strict=True) if figure == count(words)]
        if not alike:
            yield f"no outcome is {words} among {[outcome.quantity + outcome.unit for outcome in found]}"
        elif not any(name in outcome.name for outcome in alike for name in names):
            yield f"the outcome {words} is named {alike[0].name}, not {names}"
    for words in facts.get("never", ()):
        if count(words)[:2] in [figure[:2] for figure in counts]:
            yield f"{words} is no outcome"


def _rules(found: set[str], facts: Facts) -> Iterator[str]:
    if "rules" not in facts:
        return
    right = {squeezed(rule) for rule in facts["rules"]}
    yield from (f"the rule {rule} is missing" for rule in sorted(right - found))
    if not facts.get("subs"):
        too = {squeezed(rule) for rule in facts.get("rules_too", ())}
        yield from (f"{rule} is no rule that was made" for rule in sorted(found - right - too))


def _measures(draft: Draft, place: int, facts: Facts) -> Iterator[str]:
    own = [measure for measure in draft.measures if measure.issue == place]
    for want in facts.get("measures", ()):
        alike = [measure for measure in own if squeezed(want["has"]) in squeezed(measure.text)]
        if not alike:
            yield f"no measure says {want['has']}"
        elif all(differences := [list(_fields(measure, want)) for measure in alike]):
            yield f"measure {want['has']}: {differences[0]}"


def _totals(draft: Draft, totals: Iterable[Facts]) -> Iterator[str]:
    yield from (f"the claimed total {dict(want)} is missing" for want in totals if not totalled(draft, want))


def totalled(draft: Draft, want: Facts) -> bool:
    """Whether the draft has the claimed figure `want`."""
    if "percent" in want:
        return any(total.percent.strip("%％") == want["percent"] for total in draft.totals)
    return any(total.level in some(want["level"]) and total.number == want["number"] for total in draft.totals)


def _narratives(draft: Draft, narratives: Facts) -> Iterator[str]:
    for part, words in narratives.items():
        texts = [squeezed(narrative.text) for narrative in draft.narratives if narrative.part == part]
        if not any(squeezed(words) in text for text in texts):
            yield f"the part {part} does not say {words}"


def _remarks(draft: Draft, expected: Facts) -> Iterator[str]:
    for want in expected.get("remarks", ()):
        if not remarked(draft, want):
            yield f"no remark {want}, but {[(remark.code, remark.place) for remark in draft.remarks]}"
    right = codes_right(expected)
    for remark in draft.remarks:
        if remark.code in CODES - right and "remarks" in expected:
            yield f"a remark {remark.code} at {remark.place}: {dict(remark.values)}"


def remarked(draft: Draft, want: Any) -> bool:
    """Whether the draft has the remark `want`, a code or a code and what it is about."""
    facts = want if isinstance(want, dict) else {"code": want}
    alike = [remark for remark in draft.remarks if remark.code in some(facts["code"])]
    about = [f"{remark.place} {' '.join(map(str, remark.values.values()))}" for remark in alike]
    return any(facts.get("about", "") in text for text in about)


def codes_right(expected: Facts) -> set[str]:
    """The codes of remarks that are expected, and of those that may be made."""
    wants = [want["code"] if isinstance(want, dict) else want for want in expected.get("remarks", ())]
    return {code for want in wants for code in some(want)} | set(expected.get("maybe", ()))


# The source, and the account of its characters


class Piece(NamedTuple):
    """One text of a Document: of a block, or the caption of a table (row and column -1), or of a cell; `repeats` where it
    repeats a merged cell whose text stands elsewhere."""

    block: int
    row: int
    column: int
    text: str
    repeats: bool = False


def pieces(document: Document) -> Iterator[Piece]:
    """All texts of a Document that was read from a file, in order; a heading's number is part of its text."""
    for n, block in enumerate(document.blocks):
        if isinstance(block, Table):
            yield Piece(n, -1, -1, block.caption)
            for r, row in enumerate(block.rows):
                yield from (Piece(n, r, c, text, (r, c) in block.filled) for c, text in enumerate(row))
        else:
            assert isinstance(block, Heading | Paragraph)
            yield Piece(n, -1, -1, (block.number if isinstance(block, Heading) else block.lead) + block.text)


def compare_source(source: Source, expected: Facts) -> list[str]:
    """What the reader made of the file: its format, its encoding, what it left out, what must not be in it."""
    text = squeezed("".join(piece.text for piece in pieces(source.document)))
    left_out = squeezed("".join(part.text for part in source.left_out))
    found = {"format": source.format, "encoding": source.encoding.lower().replace("_", "-")}
    return [
        *(
            f"{f} is {found[f]}, not {want}"
            for f, want in expected.get("source", {}).items()
            if found[f] not in some(want)
        ),
        *(f"not left out: {words}" for words in expected.get("left_out", ()) if squeezed(words) not in left_out),
        *(f"in the document: {words}" for words in expected.get("absent", ()) if squeezed(words) in text),
    ]


def compare_litter(draft: Draft, source: Source, expected: Facts) -> list[str]:
    """Which litter was taken for something else, or has another name. Spans are taken to be lawful: see `unlawful`."""
    return [
        f"{text} is {sorted(uses)}, not litter.{kind}"
        for text, kind in expected.get("litter", {}).items()
        if (uses := set(_uses(draft, source, text))) - {f"litter.{kind}"}
    ]


def _uses(draft: Draft, source: Source, litter: str) -> Iterator[str]:
    """What became of every character of `litter`, wherever it stands."""
    whole = litter.startswith("line:")
    litter = litter.removeprefix("line:")
    for piece in pieces(source.document):
        if whole and piece.text.strip() != litter:
            continue
        for match in re.finditer(re.escape(litter), piece.text):
            for span in _spans(draft, piece):
                if span.start < match.end() and span.end > match.start():
                    yield span.use


def _spans(draft: Draft, piece: Piece) -> list[Span]:
    return [span for span in draft.account.spans if span[:3] == piece[:3]]


def unlawful(draft: Draft, source: Source) -> list[str]:
    """Where the account does not hold every character once and in order, or its sums are wrong."""
    said = []
    there: dict[tuple[int, int, int], list[Span]] = {}
    for span in draft.account.spans:
        there.setdefault(span[:3], []).append(span)
    for piece in pieces(source.document):
        spans = there.get(piece[:3], [])
        ends = [0, *(span.end for span in spans)]
        tiled = [span.start for span in spans] == ends[:-1] and ends[-1] == len(piece.text)
        if not tiled and (spans or (piece.text and not piece.repeats)):
            said.append(f"{piece} is cut into {[(span.start, span.end) for span in spans]}")
    account = draft.account
    sums = {"used": 0, "litter": 0, "unplaced": 0}
    for span in account.spans:
        kind = "litter" if span.use.startswith("litter.") else "unplaced" if span.use == "unplaced" else "used"
        sums[kind] += span.end - span.start
    claimed = {"used": account.used, "litter": account.litter, "unplaced": account.unplaced}
    if sums != claimed or sum(sums.values()) != account.characters:
        said.append(f"the spans hold {sums}, the account says {claimed} of {account.characters}")
    order = [(span.block, span.row, span.column, span.start) for span in account.spans]
    if order != sorted(order):
        said.append("the spans are out of order")
    return said
