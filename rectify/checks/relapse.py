"""Relapse: an issue much like one that was closed in an earlier inspection."""

from collections.abc import Iterator

from rectify.checks.case import Case, Found
from rectify.checks.likeness import LONGEST, Index, ratio
from rectify.intake.lines import fold

ALIKE = 0.62
"""From this ratio on two findings are about the same fault; told with the remark, so that a reader can judge."""


_LOOKED_AT = 3
"""So many of the earlier ones, those that share most, are compared in full."""


def relapse(case: Case) -> Iterator[Found]:
    """The finding is much like one that was completed, or is standing work, in an earlier inspection."""
    titles = [fold(each.title)[:LONGEST] for each in case.earlier]
    index = Index(titles)
    for finding in case.tops if titles else ():
        fault = finding.fault[:LONGEST]
        near = [(ratio(fault, titles[at]), at) for at in index.nearest(fault, _LOOKED_AT)]
        share, at = max(near, default=(0.0, -1))
        if share >= ALIKE:
            each = case.earlier[at]
            told = {
                "share": f"{int(share * 100)}%",
                "earlier": each.name,
                "now": finding.issue.title,
                "then": each.title,
            }
            yield Found(finding.place, told)
