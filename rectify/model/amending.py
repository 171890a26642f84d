"""What can be amended of each kind of thing, and from which closed lists some of it is taken."""

from enum import StrEnum

from rectify.model.terms import ActionKind, EvidenceKind, IssueKind, Severity

_PUBLIC = ("internal", "public_text")
AMENDABLE = {
    "inspection": (
        *("title", "unit", "authority", "inspectors", "kind", "start", "end", "feedback", "due"),
        *("review_steps", "checkers", "signers", "strict"),
    ),
    "aspect": ("title", "claimed", "public_text"),
    "issue": ("title", "aspect", "kind", "severity", "acceptance", "recommendation", "response", *_PUBLIC),
    "measure": ("text", "standard", "lead", "owner", "deadline", *_PUBLIC),
    "action": ("text", "kind", "date", *_PUBLIC),
    "evidence": ("kind", "date"),
}
DATES = ("start", "end", "feedback", "due", "deadline", "date")
"""Fields that are dates; an act gives each as EDTF, and its words in a field of their own (`due_words`)."""
TERMS: dict[tuple[str, str], type[StrEnum]] = {
    ("issue", "kind"): IssueKind,
    ("issue", "severity"): Severity,
    ("action", "kind"): ActionKind,
    ("evidence", "kind"): EvidenceKind,
}
