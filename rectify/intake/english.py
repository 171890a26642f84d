"""What an English text says of where an issue stands: "Partially resolved", "Open (risk-accepted)"."""

import re
from functools import cache

from rectify.intake.status import RANK, WAIVED, Status
from rectify.model.terms import Claim

_LONGEST = 80

ENGLISH: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("", r"(?:pending|awaiting|subject to|ready for) (?:\w+ )?(?:verification|validation|review|evidence|testing|confirmation|approval|closure)", ()),
    (WAIVED, r"risk[- ]?accept\w*|accept\w* (?:the )?risk|(?:management )?accepted(?: risk)?|won'?t[- ]fix|will not (?:be )?(?:implement|fix|address|remediat|act)\w*|waived|not applicable|\bn/?a\b|false positive|not to be fixed", ("Risk accepted",)),
    (Claim.PENDING, r"\bnot (?:yet )?(?:been )?(?:started|begun|implemented|addressed|commenced|actioned)|unresolved|unfixed|unmitigated|un(?:re)?mediated|outstanding", ("Not started",)),
    (Claim.ACTING, r"\bnot (?:yet |been |fully |entirely )*(?:complete|completed|closed|resolved|remediated|fixed|mitigated|done|finished|met|corrected|rectified)|incomplete|in[- ]pro(?:gress|cess)|on-?going|under ?way|\bstarted|re-?opened|work(?:ing)? in progress|\bwip\b|in remediation", ("In progress", "Not complete")),
    (Claim.PARTIAL, r"part(?:ial(?:ly)?|ly)[- ]*(?:resolved|fixed|implemented|complete[d]?|closed|mitigated|remediated|addressed|done)?|some progress", ("Partially resolved",)),
    (Claim.SUBSTANTIAL, r"(?:substantial(?:ly)?|largely|mostly|nearly)[- ]*(?:resolved|fixed|implemented|complete[d]?|closed|mitigated|addressed)?", ("Substantially complete",)),
    (Claim.STANDING, r"continuous|permanent|standing|business as usual|\bbau\b", ("Standing",)),
    (Claim.COMPLETED, r"\bcomplete[d]?\b|\bclosed\b|\bresolved\b|\bfixed\b|\bimplemented\b|\bdone\b|\bremediated\b|\baddressed\b|\bmitigated\b|\bverified\b|\bcorrected\b|\brectified\b|\bfinished\b", ("Closed", "Resolved")),
    (Claim.PENDING, r"\bopen\b|\bpending\b|\bplanned\b|\bnew\b|\bto ?do\b|\backnowledged\b|\bidentified\b|\bnot due\b|\bdeferred\b", ("Open",)),
)  # fmt: skip
"""What a status cell says in English; what was found is taken out before the next is looked for. (claim, pattern, examples)"""


_EXPLAINED = re.compile(
    r"\s*[—–;:.]\s|\s-\s(?!.*risk[- ]?accept)|\s(?:by|in|via|because|with|since|per|see|until)\s(?!progress|remediation)"
)
"""What follows explains a status: Closed by adding a check, Fixed - see above."""


_SHARE = re.compile(r"[,;(]?\s*(?<!\d)\d{1,2}(?:\.\d+)?\s?% (?:complete[d]?|done|implemented|closed)\)?", re.IGNORECASE)
"""In progress, 60% complete: the share says no more."""
_LATENESS = re.compile(r"\b(?:delayed|overdue|on track|behind schedule|at risk)\b", re.IGNORECASE)
"""What says how the work lies in time says where it stands only if nothing else does."""


@cache
def _english() -> list[tuple[str, "re.Pattern[str]"]]:
    return [(claim, re.compile(source, re.IGNORECASE)) for claim, source, _ in ENGLISH]


def english_status(text: str) -> Status | None:
    """What an English status says.

    >>> english_status("Open (risk-accepted)").several, english_status("Closed - pending verification").several
    (True, False)
    >>> print(english_status("Not complete").claim, english_status("Open (risk-accepted)").claim)
    acting pending
    """
    claims: list[str] = []
    said_words, text = text, _SHARE.sub("", text)
    rest = _EXPLAINED.split(text[:_LONGEST], maxsplit=1)[0] or text[:_LONGEST]
    for claim, pattern in _english():
        if pattern.search(rest):
            claims.append(claim)
            rest = pattern.sub(" ", rest)
    claims = [claim for claim in dict.fromkeys(claims) if claim]
    if not claims and _LATENESS.search(rest):
        claims = [Claim.ACTING]
    said = [Claim(claim) for claim in claims if claim != WAIVED]
    if not claims:
        return None
    claim = min(said, key=RANK.__getitem__) if said else Claim.PENDING
    return Status(claim, " ".join(said_words.split()), len(claims) > 1, WAIVED in claims)


_STATUS_WORD = (
    r"(?:Partially |Substantially |Largely |Fully |Not (?:yet |fully )?)?(?:[Rr]esolved|[Uu]nresolved|[Cc]losed|[Ii]mplemented|[Ff]ixed|[Cc]ompleted?"
    r"|[Dd]one|[Oo]pen|[Ss]tarted|[Mm]itigated|[Rr]emediated|[Oo]utstanding|[Aa]cknowledged|[Ii]n progress|[Oo]ngoing|[Rr]isk accepted|[Ss]uperseded)"
)


@cache
def _sentence() -> "re.Pattern[str]":
    return re.compile(
        rf"[\s—–:-]*(?:(?P<first>{_STATUS_WORD})(?=\s*[.,;:(—–]|\s(?:in|by|on|at|via|as|with|since|until)\b|\s*$)"
        r"|(?:This|The)\s(?:finding|issue|recommendation|point|matter|weakness|observation|action|vulnerability)(?:\s\w+){0,2}?\s"
        r"(?:is|are|was|has been|have been|remains?)\s(?:now |therefore |considered |also ){0,2}"
        rf"(?P<said>{_STATUS_WORD.replace('(?:Partially ', '(?:partially |substantially |largely |fully |not (?:yet |fully )?|Partially ', 1)})\b)"
    )


def english_sentence(text: str, start: int, end: int) -> Status | None:
    """The status with which an English sentence begins, or that it says of the finding.

    >>> print(english_sentence("Resolved in commit 4be1c02.", 0, 27).words, english_sentence("The fix is closed.", 0, 18))
    Resolved None
    >>> print(english_sentence("This finding is not yet closed.", 0, 31).claim)
    acting
    """
    found = _sentence().match(text, start, end)
    if found is None:
        return None
    words = found["first"] or found["said"]
    status = english_status(words)
    if status is None:
        return None
    rest = text[found.end() : end].strip(" .")
    return status._replace(words=words, end=end if found["said"] and not rest else found.end() if not rest else start)
