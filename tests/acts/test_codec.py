"""Acts to and from the JSON of the journal."""

import json
from datetime import date, timedelta
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, strategies as st

from rectify import acts
from rectify.acts import Act, AddIssue, Entry, LogAction
from rectify.acts.codec import NAMES, from_json, name_of, to_json
from rectify.errors import WrongUsage
from rectify.journal import canonical
from rectify.model.dates import When
from rectify.model.quantities import Outcome

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
whens = st.builds(When, days | days.map("?{}".format) | days.map(lambda day: f"{day[:7]}/..") | st.just("202X"), texts)
numbers = st.integers(-(2**53) + 1, 2**53 - 1)


def some(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if get_origin(hint) is UnionType:
        return st.one_of(*map(some, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(some(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(st.sampled_from(["title", "date", "date_words"]), texts)
    if hint is Outcome:
        return st.builds(Outcome, **{name: some(part) for name, part in get_type_hints(Outcome).items()})
    return {int: numbers, str: texts, bool: st.booleans(), NoneType: st.none(), When: whens}[hint]


def acts_of(kind: type[Act]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.fixed_dictionaries({name: some(hint) for name, hint in hints.items()}).map(lambda all_: kind(**all_))


entries = st.builds(
    Entry,
    seq=st.integers(1, 10**9),
    act=st.one_of(*map(acts_of, NAMES.values())),
    on=whens,
    at=st.just("2023-06-30T02:00:00Z"),
    by=texts,
    entered_by=texts,
    batch=st.none() | st.integers(1, 10**9),
)


def test_every_act_has_a_name() -> None:
    assert set(NAMES.values()) == set(get_args(acts.Act))
    assert [name_of(kind._make([None] * len(kind._fields))) for kind in NAMES.values()] == list(NAMES)


@given(entries)
def test_an_entry_reads_back_as_it_was_written(entry: Entry) -> None:
    """Also through the bytes of the journal."""
    body = to_json(entry)
    assert from_json(entry.seq, body) == entry
    assert from_json(entry.seq, json.loads(canonical(body))) == entry


@given(entries)
def test_an_optional_field_that_holds_nothing_leaves_no_trace(entry: Entry) -> None:
    body, defaults = to_json(entry), entry.act._field_defaults
    for name, value in entry.act._asdict().items():
        assert (name in body) is not (value in ("", None, ()) and defaults.get(name, "required") == value)


def test_the_form_of_an_entry() -> None:
    """What stands in journals for ever; a change here breaks every ledger there is."""
    outcome = Outcome("追回", "3.5", "万元", at_least=True, minor=3_500_000, currency="CNY")
    act = LogAction(4, 1, "约谈", "meeting", (1, 2), (outcome, Outcome("训练", "50")), ("甲办法",))
    entry = Entry(7, act, When("?2023-05-12", "5月12日"), "2023-06-30T02:00:00Z", "王", "clerk", 6)
    assert canonical(to_json(entry)).decode() == (
        '{"act":"log-action","at":"2023-06-30T02:00:00Z","batch":6,"by":"王","entered_by":"clerk","id":4,"inspection":1,'
        '"issues":[1,2],"kind":"meeting","on":{"edtf":"?2023-05-12","words":"5月12日"},"outcomes":[{"at_least":true,'
        '"currency":"CNY","minor":3500000,"name":"追回","quantity":"3.5","unit":"万元"},{"name":"训练","quantity":"50"}],'
        '"rules":["甲办法"],"text":"约谈"}'
    )


def test_a_field_that_is_added_later_leaves_old_entries_as_they_are() -> None:
    body = to_json(Entry(3, AddIssue(1, 1, 1, "题"), When("2023-06-30"), "2023-06-30T02:00:00Z", "a", "a"))
    assert set(body) == {"act", "id", "inspection", "number", "title", "on", "at", "by", "entered_by"}


@pytest.mark.parametrize(
    "spoilt",
    [
        {"act": "destroy"},
        {"act": None},
        {"on": "2023-06-30"},
        {"on": {"edtf": "2023-02-30"}},
        {"on": {"edtf": "2023-06-30", "more": 1}},
        {"more": 1},
        {"issues": 3},
        {"outcomes": [{"name": "x"}]},
        {"outcomes": {"name": "x"}},
    ],
)
def test_what_says_no_act_is_not_read_as_one(spoilt: dict[str, Any]) -> None:
    entry = Entry(3, LogAction(1, 1, "x", "other"), When("2023-06-30"), "2023-06-30T02:00:00Z", "a", "a")
    with pytest.raises((AttributeError, KeyError, TypeError, ValueError, WrongUsage)):
        from_json(3, to_json(entry) | spoilt)


def test_a_day_after_any_other_is_another_entry() -> None:
    one = Entry(3, AddIssue(1, 1, 1, "题"), When("2023-06-30"), "2023-06-30T02:00:00Z", "a", "a")
    next_day = When((date(2023, 6, 30) + timedelta(1)).isoformat())
    assert canonical(to_json(one)) != canonical(to_json(one._replace(on=next_day)))
