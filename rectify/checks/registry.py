"""Every code of `check`: its rule, how much it weighs, its family, and what makes it superfluous."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rectify.checks import figures, privacy, proof, relapse, sameness, times, wording
from rectify.checks.against import comparing
from rectify.checks.case import Case, Found
from rectify.intake.gathering import SEVERITIES
from rectify.model.remarks import Severity

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
Check = Callable[[Case], Iterable[Found]]


class Rule(NamedTuple):
    """`covered` are the codes whose remark at the same place says the same and more."""

    family: str
    severity: Severity
    check: Check
    covered: tuple[str, ...] = ()


RULES: dict[str, Rule] = {
    "meetings-undated": Rule("figures", WARNING, figures.meetings_undated),
    "standing-unlisted": Rule("figures", WARNING, figures.standing_unlisted),
    "aspect-count-disagrees": Rule("figures", WARNING, figures.aspect_count),
    "money-short": Rule("figures", WARNING, figures.money_short),
    "table-sum-disagrees": Rule("figures", WARNING, figures.table_sum),
    "no-action": Rule("proof", ERROR, proof.no_action),
    "object-unmentioned": Rule("proof", ERROR, proof.object_unmentioned),
    "object-elsewhere": Rule("proof", HINT, proof.object_elsewhere),
    "soft-only": Rule("proof", WARNING, proof.soft_only),
    "before-feedback": Rule("proof", WARNING, proof.before_feedback),
    "no-effect": Rule("proof", WARNING, proof.no_effect, ("soft-only", "object-unmentioned")),
    "no-evidence": Rule("proof", HINT, proof.no_evidence),
    "evidence-old": Rule("proof", WARNING, proof.evidence_old),
    "accepted-by-doer": Rule("proof", ERROR, proof.accepted_by_doer),
    "same-text": Rule("sameness", WARNING, sameness.same_text),
    "same-meeting": Rule("sameness", WARNING, sameness.same_meeting),
    "same-evidence": Rule("sameness", WARNING, sameness.same_evidence),
    "no-date": Rule("time", WARNING, times.no_date),
    "completed-late": Rule("time", HINT, times.completed_late),
    "overdue": Rule("time", WARNING, times.overdue),
    "deadline-moved": Rule("time", WARNING, times.deadline_moved),
    "order-impossible": Rule("time", WARNING, times.order_impossible),
    "entered-at-the-end": Rule("time", HINT, times.entered_at_the_end),
    "intention": Rule("words", HINT, wording.intention),
    "vague-quantity": Rule("words", WARNING, wording.vague_quantity),
    "begun-not-done": Rule("words", HINT, wording.begun_not_done),
    "relapse": Rule("relapse", WARNING, relapse.relapse),
    "person-named": Rule("privacy", WARNING, privacy.person_named),
    "telephone": Rule("privacy", WARNING, privacy.telephone),
    "identity-number": Rule("privacy", ERROR, privacy.identity_number),
}
"""Code -> rule. The order is that in which remarks of one place stand."""

READING: dict[str, str] = {
    code: next(
        (family for start, family in (("date", "time"), ("acted", "words")) if code.startswith(start)), "figures"
    )
    if code.startswith(("date", "acted", "total", "percent", "aspect", "range", "not-item", "number"))
    else "reading"
    for code in SEVERITIES
}
"""Code of a remark that reading makes -> its family."""

LEDGER = "ledger"
"""The family of what a report says otherwise than its ledger; only `--against` makes these remarks."""

FAMILIES = (*dict.fromkeys(rule.family for rule in RULES.values()), "reading", LEDGER)
CODES: dict[str, str] = {
    **READING,
    **{code: rule.family for code, rule in RULES.items()},
    **dict.fromkeys(comparing.SEVERITIES, LEDGER),
}
"""Every code -> its family."""
