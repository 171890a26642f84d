"""A finished report against its ledger: what it says of each issue, as the ledger would say it, and otherwise.

What the ledger says is taken from the reports that it gives itself, each figure of which is one function of the ledger,
and from what it holds of every issue. Facts are compared as (issue, kind, value, unit), never as substrings: one that
stands where the ledger's own report has another contradicts it; one that the ledger does not know of that issue at all
is not found in it. A number, date or name that reading made nothing of is looked at like any other.
"""

from rectify.checks.against.comparing import against, shared
from rectify.checks.against.known import Books, Page, books, last_report, share, shows

__all__ = ["Books", "Page", "against", "books", "last_report", "share", "shared", "shows"]
