"""The report that the project started from, and its facsimile: what an inspector names in them, and what vanishes when it is mended."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rectify.checks import check
from rectify.checks.drafts import of_draft
from rectify.documents.reading import read
from rectify.intake import understand
from rectify.model.remarks import Remark, Severity
from tests.intake.fixtures import SEED

DATA = Path(__file__).parents[1] / "data"
FACSIMILE, CHANGED, SOUND = (
    DATA / "intake" / "county-archives.txt",
    DATA / "intake" / "county-archives-changed.txt",
    DATA / "checks" / "county-archives-sound.txt",
)
present = pytest.mark.skipif(not SEED.exists(), reason="the report is not part of this tree")


def remarks(path: Path) -> list[Remark]:
    draft = understand(read(path), today=date(2023, 6, 30))
    return check(of_draft(draft), draft.remarks)


def issues(found: list[Remark], code: str) -> set[str]:
    """The numbers of the issues that a code is remarked on."""
    return {
        part.removeprefix("issue ").partition(",")[0]
        for each in found
        if each.code == code
        for part in each.place.split("; ")
    }


def values(found: list[Remark], code: str) -> Iterator[dict[str, object]]:
    return (dict(each.values) for each in found if each.code == code)


@present
def test_the_report_of_the_county_is_read_with_an_inspectors_eyes() -> None:
    found = remarks(SEED)
    assert any(each.severity is Severity.ERROR for each in found)
    meetings = next(values(found, "meetings-undated"))
    assert (meetings["claimed"], meetings["held"]) == (5, 3)
    assert issues(found, "no-date") == {"2", "6"}
    assert {"4", "6", "7", "8"} <= issues(found, "soft-only")
    assert issues(found, "same-text") == {"7", "8"}
    assert {(each["issues"], each["date"]) for each in values(found, "same-meeting")} == {
        ("3, 4", "5月12日"),
        ("7, 8", "5月18日"),
    }
    assert next(values([each for each in found if each.place.startswith("issue 8,")], "object-unmentioned"))[
        "lack"
    ] == ("购置固定资产未入账")
    assert "长期坚持" in str(next(values(found, "standing-unlisted"))["words"])
    assert len(list(values(found, "person-named"))) == 1
    assert issues(found, "person-named") == {"1"}
    assert {"no-evidence"} <= {each.code for each in found}


@present
def test_a_finished_counterpart_and_not_a_word_makes_the_difference(tmp_path: Path) -> None:
    """Issue 8 is silent where the assets are booked; promising it louder, or booking chairs elsewhere, changes nothing."""
    text, promise = SEED.read_text(encoding="utf-8"), "在今后工作中做到固定资产按时入账。"
    assert promise in text
    for mended, silent in (
        ("5月30日，漏登的固定资产12件已全部入账。", True),
        ("今后购置的固定资产一律于当月入账，确保固定资产账实相符。", False),
        ("要求财务人员将固定资产登记入账。", False),
    ):
        (tmp_path / "report.txt").write_text(text.replace(promise, mended), encoding="utf-8")
        assert ("8" not in issues(remarks(tmp_path / "report.txt"), "object-unmentioned")) == silent, mended


@present
def test_to_go_further_is_no_intention_by_itself() -> None:
    assert "3" not in issues(remarks(SEED), "intention")


def test_the_facsimile_is_read_as_the_report_is() -> None:
    found = remarks(FACSIMILE)
    meetings = next(values(found, "meetings-undated"))
    assert (meetings["claimed"], meetings["held"]) == (5, 3)
    assert issues(found, "no-date") == {"2", "6"}
    assert {"6", "7", "8"} <= issues(found, "soft-only")
    assert "4" not in issues(found, "soft-only")  # those who stood in have left
    assert issues(found, "same-text") == {"7", "8"}
    assert {each["issues"] for each in values(found, "same-meeting")} == {"3, 4", "7, 8"}
    assert "8" in issues(found, "object-unmentioned")
    assert {"standing-unlisted", "no-evidence"} <= {each.code for each in found}


def test_other_numbers_give_other_remarks() -> None:
    """Four meetings are claimed, and there are as many days; what is not claimed complete is not held to be."""
    found = remarks(CHANGED)
    assert "meetings-undated" not in {each.code for each in found}
    assert not issues(found, "soft-only") & {"2", "5", "7"}
    assert issues(found, "no-date") == {"6"}
    assert "9" in issues(found, "object-unmentioned")
    assert issues(found, "same-text") == {"7", "9"}
    assert issues(found, "same-meeting") == set()


def test_where_each_fault_is_mended_each_remark_vanishes() -> None:
    assert [(each.code, each.place) for each in remarks(SOUND) if each.severity is not Severity.HINT] == []
    assert {each.code for each in remarks(SOUND)} <= {"redaction"}
