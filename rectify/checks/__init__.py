"""What a follow-up inspector would remark on: rules over the issues of a ledger or of a document, in one pass.

A rule is a function from a Case to what it found. `RULES` in `registry` says which there are, `language/checks` what
each looks for and why.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rectify.errors import WrongUsage
from rectify.model.remarks import Remark

if TYPE_CHECKING:
    from rectify.checks.case import Case


def codes(names: Iterable[str]) -> frozenset[str]:
    """The codes that `names` (codes or families) stand for. Raises WrongUsage for a name that is neither."""
    from rectify.checks.registry import CODES, FAMILIES

    found: set[str] = set()
    for name in names:
        meant = {code for code, family in CODES.items() if name in (code, family)}
        if not meant:
            raise WrongUsage("check-unknown", name=name, families=", ".join(FAMILIES))
        found |= meant
    return frozenset(found)


def check(
    case: "Case", read: Iterable[Remark] = (), *, wanted: frozenset[str] | None = None, whole: bool = False
) -> list[Remark]:
    """What there is to say of `case`, by its places in their order; `read` are the remarks of reading.

    `wanted` are the codes to look for, None for all. Unless `whole`, a remark is left out where another one of the same
    place says the same and more.
    """
    from rectify.checks.registry import RULES

    asked = {code: rule for code, rule in RULES.items() if wanted is None or code in wanted}
    found = [
        Remark(code, rule.severity, one.place, one.values) for code, rule in asked.items() for one in rule.check(case)
    ]
    said = {(remark.code, remark.place) for remark in found}
    kept = [each for each in found if whole or not any((code, each.place) in said for code in RULES[each.code].covered)]
    others = [each for each in read if wanted is None or each.code in wanted]
    return list(_in_order([*others, *kept], [finding.place for finding in case.findings]))


def _in_order(remarks: list[Remark], places: list[str]) -> Iterator[Remark]:
    """What is said of the whole first, then issue by issue."""
    at = {place: position for position, place in enumerate(places, 1)}

    def position(remark: Remark) -> int:
        first = remark.place.partition("; ")[0]
        return at.get(first) or at.get(
            next((place for place in places if place.startswith(f"{first.partition(', ')[0]}, ")), ""), 0
        )

    return iter(sorted(remarks, key=position))
