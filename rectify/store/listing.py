"""Issues as rows of the ledger: what they are read from, which a list shows and in what order."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache, partial
from itertools import repeat
from typing import Any

from rectify.errors import Word, WrongUsage
from rectify.model.dates import When
from rectify.model.figures import is_completed, is_overdue
from rectify.model.rules import REVIEWING
from rectify.model.terms import Claim, Verdict
from rectify.model.text import checked
from rectify.model.values import Filter, Issue

ROWS = (
    "id", "inspection", "aspect", "parent", "number", "title", "kind", "severity", "owner", "lead", "unit", "supporting",
    "acceptance", "recommendation", "response", "claim", "verdict", "claimed_on", "claimed_words", "first_deadline",
    "first_words", "deadline", "deadline_words", "due", "actions", "evidence", "void",
    "checked", "review_due",
)  # fmt: skip
"""The columns that an issue is made of."""
ISSUE_TEXTS = ("title", "acceptance", "recommendation", "response")
"""Where an issue is searched for words."""
AROUND = "LEFT JOIN aspects a ON a.id = i.aspect LEFT JOIN issues p ON p.id = i.parent"
"""What `a`, its aspect, and `p`, the issue that it stands under, are to an issue `i`."""

_STANDING = ("id", "inspection", "aspect", "parent", "number", "name", "claim", "verdict", "due", "void")
_DATES = {"claimed_on": "claimed_words", "first_deadline": "first_words", "deadline": "deadline_words"}
_EMPTY = {
    **dict.fromkeys(("claimed_on", "first_deadline", "deadline", "review_due"), None),
    **dict.fromkeys(("actions", "evidence"), 0),
    "checked": False,
}
CLAIMS = {each.value: each for each in Claim}  # to look one up takes a fifth of calling its class
VERDICTS = {each.value: each for each in Verdict}
_FEW, _MANY = 8, 100
"""How many rows are made together: few at first, for mostly few are wanted."""

_BY_NUMBER = (
    "i.inspection",
    "ifnull(a.number, 1e9)",
    "ifnull(p.number, i.number)",
    "i.parent IS NOT NULL",
    "i.number",
)
ORDERS = {
    "number": "",
    "id": "i.id",
    "due": "i.due",
    "deadline": "i.due",
    "review": "i.review_due",
    "owner": "i.owner",
    "claim": "instr('pending acting partial substantial completed standing', i.claim)",
    "actions": "i.actions",
    "severity": "instr('critical high medium low', i.severity)",
}
_SAYING_NOTHING = {
    "owner": "i.owner = ''",
    "severity": "i.severity = ''",
}
"""Issues that have nothing to sort by come last, whichever way the sort goes."""

_INDEXED = ("id", "due", "deadline", "review")
"""Orders that an index gives (of what is open), so that the first few of many cost no sorting."""


def order(sort: str) -> str:
    """The ORDER BY of a sort; `-deadline` turns it round. Raises WrongUsage for a sort that does not exist."""
    name = sort.removeprefix("-")
    if name not in ORDERS:
        raise WrongUsage("not-one-of", field=Word("fields.sort"), value=sort, values=", ".join(ORDERS))
    turn = " DESC" if name != sort else ""
    if name == "number":
        return ", ".join(term + turn for term in _BY_NUMBER)
    if name in _INDEXED:
        return f"{ORDERS[name]}{turn} NULLS LAST, i.id{turn}"
    return ", ".join((*filter(None, [_SAYING_NOTHING.get(name)]), ORDERS[name] + turn, *_BY_NUMBER))


CLAIMING = "move NOT IN ({})".format(", ".join(f"'{each}'" for each in REVIEWING))
"""What the unit did, and not a reviewer, among the steps of an issue."""
STATE_AS_OF = (
    "ifnull((SELECT r.verdict FROM reviews r WHERE r.thing = 'e' || e.id AND r.latest <= :as_of "
    "ORDER BY r.entry DESC LIMIT 1), 'draft')"
)
"""Where a piece of evidence `e` stood on a day."""


def evidence_of(issue: str, where: str = "e.state <> 'rejected'") -> str:
    """How many pieces of evidence count for an issue, as SQL; `issue` is the column of its id, `where` what holds for `e`.

    What is attached to the issue itself, to its actions or its measures counts once; void and rejected ones do not.
    """
    return (
        "(SELECT count(DISTINCT e.id) FROM evidence_links l CROSS JOIN evidence e ON e.id = l.evidence "
        f"WHERE e.void = '' AND {where} AND l.thing IN (SELECT 'i' || {issue} "
        f"UNION ALL SELECT 'a' || x.id FROM action_issues s JOIN actions x ON x.id = s.action "
        f"WHERE s.issue = {issue} AND x.void = '' "
        f"UNION ALL SELECT 'm' || m.id FROM measures m WHERE m.issue = {issue} AND m.void = ''))"
    )


def issues_as_of() -> str:
    """The issues as a table of the same shape, as they stood on the day `:as_of`."""
    dated = {
        "owner": "ifnull(s.owner, i.owner)",
        "lead": "ifnull(s.lead, i.lead)",
        "unit": "ifnull(s.unit, i.unit)",
        "supporting": "ifnull(s.supporting, i.supporting)",
        # what was done earlier than the first claim, but entered later, made it acting all the same
        "claim": "ifnull(c.claim, iif(EXISTS (SELECT 1 FROM action_issues l JOIN actions x ON x.id = l.action "
        "WHERE l.issue = i.id AND x.latest <= :as_of), 'acting', 'pending'))",
        "verdict": "ifnull(c.verdict, 'unreviewed')",
        "checked": "ifnull(c.checked, 0)",
        "review_due": "c.review_due",
        "claimed_on": "u.date",
        "claimed_words": "ifnull(u.date_words, '')",
        "deadline": "d.deadline",
        "deadline_words": "ifnull(d.deadline_words, '')",
        "due": "d.due",
        "actions": "(SELECT count(*) FROM action_issues l JOIN actions x ON x.id = l.action "
        "WHERE l.issue = i.id AND x.void = '' AND x.latest <= :as_of)",
        "evidence": evidence_of("i.id", f"e.latest <= :as_of AND {STATE_AS_OF} <> 'rejected'"),
    }
    columns = ", ".join(f"{dated.get(name, f'i.{name}')} AS {name}" for name in ROWS)
    newest = "SELECT max(entry) FROM {0} WHERE issue = i.id AND latest <= :as_of"
    oldest = "SELECT min(entry) FROM {0} WHERE issue = i.id"
    return (
        f"(SELECT {columns} FROM issues i JOIN inspections f ON f.id = i.inspection "
        f"LEFT JOIN claims c ON c.issue = i.id AND c.entry = ({newest.format('claims')}) "
        f"LEFT JOIN claims u ON u.issue = i.id AND u.entry = ({newest.format('claims')} AND {CLAIMING}) "
        f"LEFT JOIN deadlines d ON d.issue = i.id AND d.entry = "
        f"ifnull(({newest.format('deadlines')}), ({oldest.format('deadlines')})) "
        f"LEFT JOIN assignments s ON s.issue = i.id AND s.entry = "
        f"ifnull(({newest.format('assignments')}), ({oldest.format('assignments')})) "
        "WHERE min(i.since, ifnull(f.feedback_from, i.since)) <= :as_of)"
    )


_ACTED = (
    "EXISTS (SELECT 1 FROM action_issues l JOIN actions x ON x.id = l.action WHERE l.issue = i.id "
    "AND x.void = '' AND x.latest >= :acted_from AND x.latest <= min(:acted_to, :as_of))"
)


_NAMES = (
    "instr(i.owner, :person) OR instr(i.lead, :person) OR EXISTS (SELECT 1 FROM measures m WHERE m.issue = i.id "
    "AND (instr(m.owner, :person) OR instr(m.lead, :person)))"
)
_REVIEWABLE = " OR i.claim IN ('completed', 'standing') AND i.verdict = 'unreviewed' OR i.review_due <= :to_review"


def conditions(wanted: Filter, *, present: bool) -> tuple[str, dict[str, Any]]:
    """The WHERE of a filter and its values. `present`: the stored `open` and `due` hold, so indexes can be used."""
    equal = ("inspection", "aspect", "claim", "verdict", "kind", "severity")
    found = {f"{name}_is": value for name in equal if (value := getattr(wanted, name)) not in (None, "")}
    where = ["1" if wanted.void else "i.void = ''", *(f"i.{name.removesuffix('_is')} = :{name}" for name in found)]
    if wanted.level is not None:
        where.append("i.parent IS NOT NULL" if wanted.level else "i.parent IS NULL")
    if wanted.owner:
        where.append(":owner_is IN (i.owner, i.lead, i.unit)")
        found["owner_is"] = checked(wanted.owner, "owner")
    if wanted.person:
        where.append(f"({_NAMES}{_REVIEWABLE if wanted.to_review else ''})")
        found |= {"person": wanted.person, "to_review": wanted.to_review}
    if wanted.review_to:
        where.append("i.review_due <= :review_to")
        found["review_to"] = wanted.review_to
    for name, test in (("due_from", ">="), ("due_to", "<=")):
        if getattr(wanted, name):
            where.append(f"i.due {test} :{name}")
            found[name] = getattr(wanted, name)
    if wanted.acted_from or wanted.acted_to:
        where.append(_ACTED)
        found |= {"acted_from": wanted.acted_from, "acted_to": wanted.acted_to or "9999-12-31"}
    if present and (wanted.open or wanted.overdue):
        where.append('i."open" = 1')
    if wanted.overdue:
        where.append("i.due IS NOT NULL")
    return " AND ".join(where), found


def keeps(issue: Issue, wanted: Filter) -> bool:
    """The conditions that are figures of their own and so have one definition, in `model.figures`."""
    if issue.void and (wanted.open or wanted.overdue):
        return False  # nothing is expected of it any more
    completed = is_completed(issue.claim, issue.verdict)
    if wanted.overdue:
        assert wanted.as_of is not None
        return is_overdue(issue.due, wanted.as_of.isoformat(), completed=completed)
    return not (wanted.open and completed)


# ---- rows as values

_made: Callable[[tuple[Any, ...]], Issue] = partial(tuple.__new__, Issue)


@lru_cache(1024)  # dates come again and again
def when(edtf: str | None, words: str) -> When | None:
    return When(edtf, words) if edtf else None


class Issues:
    """A way to ask for issues. Where only some `fields` of Issue are asked for, it has besides them what says which issue
    it is and where it stands; its other fields are empty.
    """

    def __init__(self, fields: Collection[str] | None = None) -> None:
        self._fields = [name for name in Issue._fields if fields is None or name in fields or name in _STANDING]
        names = [f"i.{column}" for name in self._fields for column in _columns(name)]
        self.columns = ", ".join((*names, "a.number", "p.number"))
        """What to select from `issues i` and `AROUND`."""

    def made(self, db: sqlite3.Connection, rows: sqlite3.Cursor, limit: int = -1) -> Iterator[Issue]:
        """The issues of `rows`, streamed; `limit` is how many will be asked for, -1 if that is not known.

        They are made column by column: to call Python for each value would take longer than SQLite does.
        """
        inspections = db.execute("SELECT id, numbering, code FROM inspections").fetchall()
        numberings = {key: numbering for key, numbering, _ in inspections}
        codes = {key: code for key, _, code in inspections} if len(inspections) > 1 else {}
        size = limit if 0 < limit < _MANY else _FEW
        while chunk := rows.fetchmany(size):
            size = min(2 * size, _MANY)
            yield from self._chunk(chunk, numberings, codes)

    def _chunk(self, rows: list[Any], numberings: dict[int, str], codes: dict[int, str]) -> Iterator[Issue]:
        *columns, aspects, parents = zip(*rows, strict=True)
        read = iter(columns)
        found: dict[str, Any] = {}
        for name in self._fields:
            if name in _DATES:
                found[name] = map(when, next(read), next(read))
            elif name != "name":
                found[name] = next(read)
        of = found["inspection"]
        found["name"] = map(short_name, found["number"], map(numberings.__getitem__, of), aspects, parents)
        if codes:
            found["name"] = map("{}/{}".format, map(codes.__getitem__, of), found["name"])
        found |= {
            "claim": map(CLAIMS.__getitem__, found["claim"]),
            "verdict": map(VERDICTS.__getitem__, found["verdict"]),
        }
        if "checked" in found:
            found["checked"] = map(bool, found["checked"])
        return map(
            _made, zip(*(found.get(name) or repeat(_EMPTY.get(name, "")) for name in Issue._fields), strict=False)
        )


def _columns(field: str) -> tuple[str, ...]:
    if field == "name":
        return ()
    return (field, _DATES[field]) if field in _DATES else (field,)


def short_name(number: int, numbering: str, aspect: int | None, parent: int | None) -> str:
    """What an issue is called in its inspection: `3`, `1.3`, `3-1`; of its aspect and of its parent the numbers."""
    name = f"{parent}-{number}" if parent is not None else str(number)
    return f"{aspect}.{name}" if numbering == "by-aspect" and aspect is not None else name


def full_name(code: str, number: int, aspect: int | None, parent: int | None) -> str:
    """What an issue is called wherever it is named in full: `2023-1/1.3`."""
    return f"{code}/{short_name(number, 'by-aspect', aspect, parent)}"
