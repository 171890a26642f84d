"""The documents of `tests/data/intake/`, each against what a careful reader takes from it; and the account of each.

The expectations are checked too: that their words stand in the document, that a right Draft satisfies them, and that a
wrong one does not.
"""

import html
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rectify.documents.document import Document, Heading, Paragraph, Table
from rectify.documents.reading import Source
from rectify.errors import WrongUsage
from rectify.intake.draft import (
    Account,
    Draft,
    DraftAction,
    DraftAspect,
    DraftInspection,
    DraftIssue,
    DraftMeasure,
    DraftNarrative,
    Span,
    Total,
)
from rectify.model.dates import When, parse, split
from rectify.model.quantities import Outcome
from rectify.model.remarks import Remark, Severity
from tests.intake.expected import (
    CODES,
    EXACT,
    HOLDS,
    Facts,
    compare,
    compare_litter,
    compare_source,
    count,
    edtf,
    pieces,
    some,
    squeezed,
    unlawful,
    wanted,
)
from tests.intake.fixtures import DATA, EXPECTED, PRESENT, TODAY, document, draft, expectation, source

every = pytest.mark.parametrize("name", PRESENT)


# What the program makes of them


@every
def test_the_reader_finds_the_format_and_leaves_out_what_nobody_sees(name: str) -> None:
    assert compare_source(source(name), expectation(name)) == []


@pytest.mark.parametrize("name", [name for name in PRESENT if not name.startswith("unseen/")])
def test_the_draft_says_what_a_careful_reader_would(name: str) -> None:
    assert compare(draft(name), expectation(name)) == []


@every
def test_litter_is_named_and_used_for_nothing(name: str) -> None:
    assert compare_litter(draft(name), source(name), expectation(name)) == []


@every
def test_every_character_is_accounted_for_once(name: str) -> None:
    assert unlawful(draft(name), source(name)) == []


# The expectations: their shape, and that their words stand in the document

KEYS = {
    *("today", "ledger", "source", "language", "inspection", "aspects", "issues", "no_actions", "totals", "narratives"),
    *("remarks", "maybe", "litter", "left_out", "absent", "unplaced"),
}
ISSUE_KEYS = {
    *EXACT, *HOLDS, "n", "title", "length", "aspect", "deadline", "completed_on", "actions", "dates_too", "outcomes",
    "never", "rules", "rules_too", "measures", "subs",
}  # fmt: skip
DATES = ("start", "end", "feedback", "report_date", "deadline", "completed_on", "date")


@pytest.mark.parametrize("name", EXPECTED)
def test_an_expectation_has_no_key_that_is_never_looked_at(name: str) -> None:
    facts = expectation(name)
    assert set(facts) <= KEYS
    assert set(facts.get("maybe", ())) <= CODES
    assert {code for want in facts.get("remarks", ()) for code in codes(want)} <= CODES
    assert set(facts.get("inspection", ())) <= set(DraftInspection._fields)
    for want in wanted(facts.get("issues", ())):
        assert set(want.facts) <= ISSUE_KEYS
        assert all(set(action) <= {"has", "date", "kind"} for action in want.facts.get("actions", ()))
        assert all(set(measure) <= {"has", *DraftMeasure._fields} for measure in want.facts.get("measures", ()))


def codes(want: Any) -> list[str]:
    return some(want["code"] if isinstance(want, dict) else want)


def text_of(path: Path) -> str:
    """The text of a file, found without the project's readers; of old or drawn formats that of what they are made from."""
    made_from = DATA / "made-from" / (path.relative_to(DATA) if path.is_relative_to(DATA) else path.name)
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = [
                part for part in archive.namelist() if re.search(r"(document|footnotes|sharedStrings)\.xml$", part)
            ]
            xml = "".join(archive.read(part).decode() for part in parts)
        return html.unescape("".join(re.findall(r"<(?:w:)?t(?: [^>]*)?>([^<]*)<", xml)))
    if path.suffix in (".xls", ".ods"):
        return json.dumps(json.loads(made_from.with_suffix(".json").read_bytes()), ensure_ascii=False)
    if path.suffix == ".pdf":
        return made_from.with_suffix(".txt").read_text("utf-8")
    text = decoded(path.read_bytes())
    if path.suffix == ".csv":
        text = text.replace('""', '"')
    return html.unescape(re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", "", text)) if path.suffix == ".html" else text


def decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(b"\xff\xfe") else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError


def texts_in(facts: Any, key: str = "") -> Iterator[str]:
    """Whatever an expectation says that has to stand in the document, the first where several are right."""
    words = {"title", "has", "words", "about", "standard", "inspectors", *EXACT, *HOLDS} - {"claim", "kind", "severity"}
    if isinstance(facts, dict):
        for inner, value in facts.items():
            yield from texts_in(value, inner)
        yield from (litter.removeprefix("line:") for litter in facts.get("litter", ()))
        yield from facts.get("narratives", {}).values()
    elif key in ("rules", "outcomes", "rules_too", "never"):
        for each in facts:
            yield each if isinstance(each, str) else each["words"]
    elif isinstance(facts, list) and facts and isinstance(facts[0], dict | list) and key != "code":
        for each in facts:
            yield from texts_in(each, key)
    elif key in words or key in DATES:
        first = some(facts)[0]
        if isinstance(first, str) and (key not in DATES or " = " in first):
            yield first.split(" = ")[0].removesuffix("*")


@every
def test_what_is_expected_stands_in_the_document(name: str) -> None:
    raw = text_of(document(name))
    plain = squeezed(re.sub(r"<!--more-->|&nbsp;|\*\*", "", raw))
    missing = [text for text in texts_in(expectation(name)) if squeezed(text) not in plain and text not in raw]
    assert not missing


def dates_in(facts: Any) -> Iterator[str]:
    if isinstance(facts, dict):
        for key, value in facts.items():
            yield from (each for each in some(value) if key in DATES and isinstance(each, str) and " = " in each)
            yield from dates_in(value)
    elif isinstance(facts, list):
        for value in facts:
            yield from dates_in(value)


@pytest.mark.parametrize("name", EXPECTED)
def test_expected_dates_are_what_their_words_mean(name: str) -> None:
    """In the year that is expected; a range has its year from its other end, or is meant by its last day only."""
    for written in dates_in(expectation(name)):
        words, expected = written.split(" = ")
        year = int(next(part.year for part in split(expected)[::-1] if part))
        words = re.sub("^截?至(.+)", r"\1前", words)
        found = parse(words, today=date.fromisoformat(TODAY), window=(date(year, 1, 1), date(year, 12, 31))).edtf
        assert expected.replace("?", "") in (found.replace("?", ""), found.replace("?", "").split("/")[-1]), written


@pytest.mark.parametrize("name", EXPECTED)
def test_expected_figures_can_be_read(name: str) -> None:
    for want in wanted(expectation(name).get("issues", ())):
        for words in (*want.facts.get("outcomes", ()), *want.facts.get("never", ())):
            assert count(words if isinstance(words, str) else words["words"]).unit


def test_there_are_documents_of_every_kind() -> None:
    own = [name for name in EXPECTED if name != "seed"]
    assert {document(name).suffix for name in own} == {
        ".txt", ".md", ".csv", ".html", ".docx", ".xlsx", ".xls", ".ods", ".pdf",
    }  # fmt: skip
    assert sum(expectation(name).get("ledger") is False for name in own) >= 3
    english = [name for name in own if expectation(name)["language"] == "en" and "issues" in expectation(name)]
    assert len(english) >= 4


# The comparison: a right Draft passes, a wrong one does not


def right(facts: Facts) -> Draft:
    """A Draft with all that is expected and nothing else; of several right values the first."""
    if facts.get("ledger") is False:
        said = (Remark("no-ledger", Severity.WARNING, "", {}),)
        return Draft(DraftInspection(), (), (), (), (), (), (), said, Account(9, 0, 0, 9, ()), facts["language"])
    flat = wanted(facts["issues"])
    aspects = [DraftAspect(a["n"], some(a["title"])[0], a.get("claimed"), "") for a in facts.get("aspects", ())]
    remarks = tuple(
        Remark(codes(want)[0], Severity.WARNING, "", {"about": want.get("about", "") if isinstance(want, dict) else ""})
        for want in facts.get("remarks", ())
    )
    return Draft(
        DraftInspection(**{field: value(field, given) for field, given in facts.get("inspection", {}).items()}),
        tuple(aspects),
        tuple(right_issue(want.facts, want.parent, [aspect.number for aspect in aspects]) for want in flat),
        tuple(action for n, want in enumerate(flat) for action in right_actions(n, want.facts)),
        tuple(
            DraftMeasure(n, m["has"], "", **{field: value(field, m[field]) for field in m if field != "has"})
            for n, want in enumerate(flat)
            for m in want.facts.get("measures", ())
        ),
        tuple(DraftNarrative(part, words, "") for part, words in facts.get("narratives", {}).items()),
        tuple(
            Total(some(want.get("level", ""))[0], want.get("number"), want.get("percent", ""), want["words"], "")
            for want in facts.get("totals", ())
        ),
        remarks,
        Account(100, 100, 0, 0, ()),
        facts["language"],
    )


def value(field: str, given: Any) -> Any:
    first = some(given)[0]
    return first if field not in DATES else first and When(edtf(first) or "")


def right_issue(facts: Facts, parent: int | None, aspects: list[int]) -> DraftIssue:
    fields = {field: value(field, given) for field, given in facts.items() if field in (*EXACT, *HOLDS, *DATES)}
    title = some(facts.get("title", ""))[0].removesuffix("*")
    aspect = facts.get("aspect")
    return DraftIssue(
        str(facts.get("n", "")),
        title.ljust(facts.get("length", 0), "某"),
        None if aspect is None else aspects.index(aspect),
        parent,
        "",
        **fields,
    )


def right_actions(n: int, facts: Facts) -> Iterator[DraftAction]:
    for want in facts.get("actions", ()):
        when = value("date", want.get("date"))
        yield DraftAction((n,), want["has"], some(want.get("kind", "other"))[0], when, (), (), "")
    outcomes = []
    for each in facts.get("outcomes", ()):
        words, name = (each, "") if isinstance(each, str) else (each["words"], some(each["name"])[0])
        figure = count(words)
        outcomes.append(Outcome(name, f"{figure.value:f}", figure.unit, figure.at_least))
    if outcomes or facts.get("rules"):
        yield DraftAction((n,), "", "other", None, tuple(outcomes), tuple(facts.get("rules", ())), "")


@pytest.mark.parametrize("name", EXPECTED)
def test_an_expectation_can_be_met(name: str) -> None:
    assert compare(right(expectation(name)), expectation(name)) == []


def put(draft: Draft, part: str, things: Iterable[Any]) -> Draft:
    changes: dict[str, Any] = {part: tuple(things)}
    return draft._replace(**changes)


def altered(part: str, n: int, **changes: Any) -> Callable[[Draft], Draft]:
    def alter(draft: Draft) -> Draft:
        things = list(getattr(draft, part))
        things[n] = things[n]._replace(**changes)
        return put(draft, part, things)

    return alter


def without(part: str, n: int) -> Callable[[Draft], Draft]:
    return lambda draft: put(draft, part, getattr(draft, part)[:n] + getattr(draft, part)[n + 1 :])


def doubled(part: str, n: int) -> Callable[[Draft], Draft]:
    return lambda draft: put(draft, part, (*getattr(draft, part), getattr(draft, part)[n]))


FEWER_PEOPLE = (Outcome("", "49", "人"),)
LATER = When("?2022-06-09")
WRONG: dict[str, Callable[[Draft], Draft]] = {
    "another language": lambda draft: draft._replace(language="en"),
    "another unit": lambda draft: draft._replace(inspection=draft.inspection._replace(unit="档案馆")),
    "feedback is lost": lambda draft: draft._replace(inspection=draft.inspection._replace(feedback=None)),
    "an invented report date": lambda draft: draft._replace(inspection=draft.inspection._replace(report_date=LATER)),
    "an aspect is lost": lambda draft: without("issues", 8)(without("aspects", 2)(draft)),
    "an aspect's title": altered("aspects", 0, title="聚焦贯彻落实上级决策部署"),
    "an aspect's count": altered("aspects", 1, claimed=3),
    "an issue is lost": without("issues", 8),
    "an issue is invented": doubled("issues", 8),
    "issues change places": lambda draft: draft._replace(issues=(draft.issues[1], draft.issues[0], *draft.issues[2:])),
    "half a title": altered("issues", 1, title="理论学习不系统"),
    "another number": altered("issues", 6, number="1"),
    "another aspect": altered("issues", 6, aspect=0),
    "a parent": altered("issues", 6, parent=0),
    "another claim": altered("issues", 2, claim="substantial"),
    "no words of the claim": altered("issues", 0, claim_words=""),
    "an action is lost": without("actions", 0),
    "an action of another issue": altered("actions", 0, issues=(1,)),
    "another date": altered("actions", 0, date=LATER),
    "a date that was not said": altered("actions", 2, date=LATER),
    "another kind": altered("actions", 0, kind="rule"),
    "another figure": altered("actions", 1, outcomes=FEWER_PEOPLE),
    "an exact figure is a lower bound": altered("actions", 1, outcomes=(Outcome("", "50", "人", at_least=True),)),
    "another unit of a figure": altered("actions", 1, outcomes=(Outcome("", "50", "次"),)),
    "a lecture is a rule": altered("actions", 1, rules=("《新形势下的保密防线怎么筑》",)),
    "a rule is lost": lambda draft: draft._replace(actions=tuple(a._replace(rules=()) for a in draft.actions)),
    "a slogan is a result": lambda draft: altered(
        "actions", len(draft.actions) - 1, outcomes=(Outcome("", "4", "个"),)
    )(draft),
    "a total is lost": without("totals", 2),
    "another total": altered("totals", 1, number=10),
    "another percentage": altered("totals", 3, percent="99"),
    "a part is lost": without("narratives", 1),
    "a remark is lost": without("remarks", 0),
    "a remark too many": lambda draft: draft._replace(
        remarks=(*draft.remarks, Remark("date-garbled", Severity.WARNING, "", {}))
    ),
    "too much is unplaced": lambda draft: draft._replace(account=Account(100, 97, 0, 3, ())),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_comparison_notices(wrong: str) -> None:
    facts = expectation("county-archives")
    assert compare(WRONG[wrong](right(facts)), facts)


def test_the_comparison_notices_a_ledger_where_there_is_none() -> None:
    facts = expectation("shopping-list")
    invented = right(expectation("county-archives"))
    assert compare(right(facts)._replace(issues=invented.issues[:1]), facts)
    assert compare(right(facts)._replace(remarks=()), facts)


def test_the_comparison_notices_a_measure_of_somebody_else() -> None:
    facts = expectation("task-list")
    for change in ({"owner": "徐亮"}, {"deadline": None}, {"issue": 1}, {"standard": ""}):
        assert compare(altered("measures", 0, **change)(right(facts)), facts)


TABLE = Table((), (("甲", "乙"), ("甲", "")), filled=frozenset({(1, 0)}))
SMALL = Document("", "zh", (Heading(1, "题", "一、"), Paragraph("##x##正文"), TABLE))
LAWFUL = (
    Span(0, -1, -1, 0, 3, "aspect.title"),
    Span(1, -1, -1, 0, 5, "litter.pay-wall"),
    Span(1, -1, -1, 5, 7, "unplaced"),
    Span(2, 0, 0, 0, 1, "issue.title"),
    Span(2, 0, 1, 0, 1, "issue.owner"),
)


def accounted(spans: tuple[Span, ...], used: int = 5, litter: int = 5, unplaced: int = 2) -> list[str]:
    small = Source("x.txt", "", 0, "txt", "utf-8", SMALL)
    account = Account(used + litter + unplaced, used, litter, unplaced, spans)
    return unlawful(right(expectation("shopping-list"))._replace(account=account), small)


def test_a_lawful_account_holds_every_text_once() -> None:
    assert [piece.text for piece in pieces(SMALL)] == ["一、题", "##x##正文", "", "甲", "乙", "甲", ""]
    assert accounted(LAWFUL) == []


@pytest.mark.parametrize(
    "spans",
    [
        LAWFUL[1:],
        (LAWFUL[0]._replace(end=2), *LAWFUL[1:]),
        (*LAWFUL[:2], LAWFUL[2]._replace(start=4), *LAWFUL[3:]),
        (*LAWFUL[:2], LAWFUL[2]._replace(end=8), *LAWFUL[3:]),
        (*LAWFUL[:3], LAWFUL[4], LAWFUL[3]),
        (LAWFUL[0]._replace(use="litter.stray"), *LAWFUL[1:]),
    ],
)
def test_an_unlawful_account_is_noticed(spans: tuple[Span, ...]) -> None:
    assert accounted(spans)
    assert accounted(LAWFUL, used=6)


def test_litter_that_became_part_of_a_title_is_noticed() -> None:
    facts = {"litter": {"##x##": "pay-wall"}}
    small = Source("x.txt", "", 0, "txt", "utf-8", SMALL)
    lawful = right(expectation("shopping-list"))._replace(account=Account(12, 5, 5, 2, LAWFUL))
    assert compare_litter(lawful, small, facts) == []
    for use in ("issue.title", "litter.stray", "unplaced"):
        spans = (LAWFUL[0], LAWFUL[1]._replace(use=use), *LAWFUL[2:])
        assert compare_litter(lawful._replace(account=lawful.account._replace(spans=spans)), small, facts)


def test_the_days_that_documents_are_said_to_get_wrong_do_not_exist() -> None:
    for words in ("2月30日", "2023年4月31日", "2024-02-30"):
        with pytest.raises(WrongUsage):
            parse(words, today=date.fromisoformat(TODAY))
