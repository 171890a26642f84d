"""The field's closed lists: claims, verdicts, kinds and severities."""

from enum import StrEnum
from typing import TypeVar

from rectify.errors import Word, WrongUsage

Term = TypeVar("Term", bound=StrEnum)


class Claim(StrEnum):
    """What the unit says of an issue (未启动, 整改中, 部分完成, 基本完成, 已完成, 长期坚持)."""

    PENDING = "pending"
    ACTING = "acting"
    PARTIAL = "partial"
    SUBSTANTIAL = "substantial"
    COMPLETED = "completed"
    STANDING = "standing"


class Verdict(StrEnum):
    """What a reviewer, who is not the doer, says of an issue (未验收, 退回, 同意销号, 免于整改)."""

    UNREVIEWED = "unreviewed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"


class Opinion(StrEnum):
    """What a reviewer says (同意, 退回, 免于整改)."""

    ACCEPT = "accept"
    RETURN = "return"
    WAIVE = "waive"


class Step(StrEnum):
    """The two steps of a review: the leader in charge checks, the head signs (主管领导审核, 一把手签批)."""

    CHECK = "check"
    SIGN = "sign"


class Finding(StrEnum):
    """What a look-back finds on site (保持, 反弹, 从未整改)."""

    HOLDS = "holds"
    RELAPSED = "relapsed"
    NEVER_DONE = "never-done"


class IssueKind(StrEnum):
    """How an issue is to be put right (立行立改, 分阶段整改, 持续整改)."""

    AT_ONCE = "at-once"
    STAGED = "staged"
    STANDING = "standing"


class Severity(StrEnum):
    """How grave the inspectors rate a finding; optional."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ActionKind(StrEnum):
    """What sort of thing was done."""

    MEETING = "meeting"
    STUDY = "study"
    TRAINING = "training"
    RULE = "rule"
    ON_SITE = "on-site"
    MONEY = "money"
    ACCOUNTABILITY = "accountability"
    CORRECTION = "correction"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What sort of file shows that something happened (会议记录, 照片, 制度文件, 凭证, 台账, 情况说明)."""

    MINUTES = "minutes"
    PHOTO = "photo"
    RULE = "rule"
    VOUCHER = "voucher"
    REGISTER = "register"
    STATEMENT = "statement"
    OTHER = "other"


class EvidenceState(StrEnum):
    """What has become of a piece of evidence (待审, 采信, 不采信, 作废)."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    VOID = "void"


class Numbering(StrEnum):
    """Whether issue numbers run on across the aspects of an inspection or restart in each."""

    RUN_ON = "run-on"
    BY_ASPECT = "by-aspect"


class Part(StrEnum):
    """The parts of a report that can be written by hand."""

    OPENING = "opening"
    ORGANISATION = "organisation"
    RESULTS = "results"
    NEXT = "next"


def one_of(terms: type[Term], text: str, field: str) -> Term:
    """`text` as a term of a closed list. Raises WrongUsage naming the whole list."""
    try:
        return terms(text.strip().lower())
    except ValueError:
        values = ", ".join(terms)
        raise WrongUsage("not-one-of", field=Word(f"fields.{field}"), value=text, values=values) from None
