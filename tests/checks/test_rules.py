"""Every rule with the examples in its docstring: it speaks where they say `fires`, and is silent where they say `quiet`."""

import inspect
import re
from collections.abc import Iterator

import pytest

from rectify.checks import check, codes
from rectify.checks.case import LEDGER, Case, Finding
from rectify.checks.drafts import of_draft
from rectify.checks.registry import CODES, FAMILIES, RULES
from rectify.errors import WrongUsage
from rectify.language import LANGUAGES, checks, remarks, say
from rectify.model.dates import When
from rectify.model.dossier import Deed, Dossier
from rectify.model.remarks import Severity
from rectify.model.terms import Claim, Verdict
from rectify.model.values import ClaimRow
from tests.checks.score import LABELS, drafted, tallies

OF_A_LEDGER = {
    "aspect-count-disagrees",
    "completed-late",
    "overdue",
    "deadline-moved",
    "entered-at-the-end",
    "relapse",
    "evidence-old",
    "accepted-by-doer",
    "same-evidence",
}
OF_A_WHOLE = {
    "meetings-undated",
    "standing-unlisted",
    "no-evidence",
    "table-sum-disagrees",
    "no-action",
    "order-impossible",
}
"""Rules whose examples are no single findings: they are tested with ledgers and documents."""


BOOKED = {
    "language": "zh",
    "fault": "关于“固定资产未入账”的问题",
    "text": "已整改完成。3月8日12件资产登记入账。",
    "group": "x",
    "feedback": "2023-02-20",
    "report": "2023-12-20",
    "claim": "completed",
}


def examples(code: str) -> Iterator[tuple[bool, str]]:
    doc = inspect.getdoc(RULES[code].check) or ""
    for kind, example in re.findall(r"^(fires|quiet): (.+)$", doc, re.MULTILINE):
        yield kind == "fires", example


def said(example: str, code: str) -> set[str]:
    """The codes that are remarked in a report that tells this example: `fault | text`, several after `||`."""
    items = []
    for told in example.split(" || "):
        fault, text = told.split(" | ")
        language = "zh" if re.search("[一-鿿]", told) else "en"
        status = "已整改完成。" if language == "zh" else "Status: Completed. "
        fault = f"关于“{fault}”的问题" if language == "zh" else fault
        more = {"feedback": "2023-02-20", "report": "2023-12-20", "claim": "completed"}
        if language == "en":
            more |= {"feedback": "2024-02-05", "report": "2024-12-14"}
        items.append({"language": language, "fault": fault, "text": status + text, "group": "x", **more})
    return {remark.code for remark in check(of_draft(drafted(items)), wanted=frozenset({code}))}


@pytest.mark.parametrize(
    ("code", "fires", "example"), [(code, fires, text) for code in RULES for fires, text in examples(code)]
)
def test_a_rule_does_what_its_examples_say(code: str, fires: bool, example: str) -> None:
    assert (code in said(example, code)) == fires


def test_every_rule_has_an_example_of_each_kind_or_a_test_of_its_own() -> None:
    for code in set(RULES) - OF_A_LEDGER - OF_A_WHOLE:
        assert {fires for fires, _ in examples(code)} == {True, False}, code


def test_every_code_has_its_words_in_both_languages() -> None:
    for code in RULES:
        assert {f"{code}", f"{code}.why", f"{code}.example"} <= set(checks.WORDS)
    for code in CODES:
        assert {code, f"{code}.advice"} <= set(remarks.WORDS)
        for language in LANGUAGES:
            assert say(language, f"checks.family-{CODES[code]}")


def test_a_code_and_a_family_name_what_is_looked_for() -> None:
    assert codes(["soft-only"]) == {"soft-only"}
    assert codes(["privacy", "soft-only"]) == {"person-named", "telephone", "identity-number", "soft-only"}
    assert set().union(*(codes([family]) for family in FAMILIES)) == set(CODES)
    with pytest.raises(WrongUsage):
        codes(["soft"])


@pytest.mark.parametrize("part", ["held", "fresh"])
def test_a_rule_below_nine_tenths_on_texts_it_was_not_made_for_is_a_hint(part: str) -> None:
    found = tallies(part)
    for code in LABELS:
        if found[code].precision < 0.9:
            assert RULES[code].severity is Severity.HINT, (code, found[code])


def test_what_says_the_same_and_less_is_left_out() -> None:
    item = {**BOOKED, "fault": "关于“惠企政策兑现慢”的问题", "text": "已整改完成。3月8日召开调度会2次，层层传导压力。"}
    case = of_draft(drafted([item]))
    assert "no-effect" not in {each.code for each in check(case)}
    assert "no-effect" in {each.code for each in check(case, whole=True)}
    assert "no-effect" in {each.code for each in check(case, wanted=frozenset({"no-effect"}))}


def accepted(by: str) -> Finding:
    """An issue that Lee booked, Kim claimed complete and `by` accepted."""
    of = of_draft(drafted([BOOKED])).findings[0].issue._replace(verdict=Verdict.ACCEPTED)
    deed = Deed(1, "12件资产登记入账", "correction", When("2023-03-01"), "Lee", (), ())
    day = When("2023-03-02")
    rows = (
        ClaimRow(1, Claim.ACTING, Verdict.UNREVIEWED, day, "", "Lee", "action"),
        ClaimRow(2, Claim.COMPLETED, Verdict.UNREVIEWED, day, "", "Kim", "completed"),
        ClaimRow(3, Claim.COMPLETED, Verdict.UNREVIEWED, day, "", "Wu", "check"),
        ClaimRow(4, Claim.COMPLETED, Verdict.ACCEPTED, day, "", by, "sign"),
    )
    return Finding(Dossier(of, (deed,), rows, (), ()), "issue 1")


@pytest.mark.parametrize(("by", "found"), [("Lee", True), ("Kim", True), ("Wu", False), ("Ash", False)])
def test_nobody_accepts_his_own_work(by: str, found: bool) -> None:
    case = Case(LEDGER, [accepted(by)])
    assert [dict(each.values) for each in check(case, wanted=frozenset({"accepted-by-doer"}))] == [{"name": by}] * found


@pytest.mark.parametrize("piece", ["已", "整改", "由1", "《", "对", "开会", "王", "the board "])
def test_a_text_without_end_does_not_take_for_ever(piece: str) -> None:
    """Twenty thousand signs of anything; what grows with the square of a text's length would be noticed here."""
    text = (piece * 20_000)[:20_000]
    told = {**BOOKED, "text": f"已整改完成。{text}"}
    case = of_draft(drafted([told, {**told, "text": f"{told['text']}。"}]))
    assert isinstance(check(case, whole=True), list)
