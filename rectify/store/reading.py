"""What a ledger says, as values: now, or as of a day."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from rectify.model.dates import When
from rectify.model.figures import Tally
from rectify.model.naming import Thing
from rectify.model.quantities import Outcome
from rectify.model.values import (
    Action,
    Aspect,
    Change,
    ClaimRow,
    DeadlineRow,
    DrawRow,
    Event,
    Evidence,
    Filter,
    GivenHead,
    Inspection,
    Issue,
    LookBackRow,
    Measure,
    Narrative,
    Publicity,
    ReviewRow,
)
from rectify.store.listing import (
    AROUND,
    CLAIMS,
    VERDICTS,
    Issues,
    conditions,
    full_name,
    issues_as_of,
    keeps,
    order,
    when,
)

if TYPE_CHECKING:
    from rectify.acts import Entry
    from rectify.model.dossier import Acted, Brief, Deed, Dossier, Tell, Turn
    from rectify.store.dossiers import Files
    from rectify.store.evidence import Exhibits
    from rectify.store.sums import Sums

_LAST = "9999-12-31"


class Reading:
    """A view of the state tables. With `as_of`, by when things happened: what is owed counts from its earliest day,
    what is done from its last (a date without a last day: from its entry).

    Methods that give iterators stream; nothing is held in memory.
    """

    def __init__(self, db: sqlite3.Connection, as_of: date | None = None) -> None:
        self._db = db
        self._as_of = as_of
        self._day = as_of.isoformat() if as_of else _LAST
        self._issues = issues_as_of() if as_of else "issues"

    def _all(self, query: str, **values: Any) -> sqlite3.Cursor:
        return self._db.execute(query, {"as_of": self._day, **values})

    def _number(self, query: str, **values: Any) -> int:
        return int((self._all(query, **values).fetchone() or (None,))[0] or 0)

    # ---- the ledger as a whole

    def ledger_id(self) -> str:
        return str(self._all("SELECT ledger FROM ledger").fetchone()[0])

    def language(self) -> str:
        return str(self._all("SELECT language FROM ledger").fetchone()[0])

    def last_entry(self) -> int:
        return self._number("SELECT max(seq) FROM entry")

    def last_id(self, kind: str) -> int:
        """The highest id of a kind that was ever given, also to what has been taken back."""
        return self._number("SELECT last FROM counters WHERE name = :kind", kind=kind)

    def inspections(self) -> list[Inspection]:
        return [_inspection(row) for row in self._all(_INSPECTIONS + " ORDER BY id")]

    def inspection(self, key: int) -> Inspection:
        """The inspection with this stable id. Raises KeyError where the view has none."""
        row = self._all(_INSPECTIONS + " WHERE id = :key", key=key).fetchone()
        if row is None:
            raise KeyError(key)
        return _inspection(row)

    def aspects(self, inspection: int) -> list[Aspect]:
        rows = self._all(_ASPECTS + " WHERE inspection = :inspection ORDER BY number", inspection=inspection)
        return [Aspect(*row) for row in rows]

    def aspect(self, key: int) -> Aspect:
        """The aspect with this stable id. Raises KeyError where the view has none."""
        row = self._all(_ASPECTS + " WHERE id = :key", key=key).fetchone()
        if row is None:
            raise KeyError(key)
        return Aspect(*row)

    # ---- issues

    def issues(
        self,
        wanted: Filter = Filter(),  # noqa: B008 - frozen
        sort: str = "number",
        limit: int = -1,
        fields: Collection[str] | None = None,
    ) -> Iterator[Issue]:
        """The issues that `wanted` asks for, in the order of `sort` (see `listing.ORDERS`), streamed.

        With `fields` they tell these and where they stand, and no more is read of them: see `listing.Issues`.
        """
        where, values = conditions(wanted, present=self._as_of is None)
        source = ""
        if wanted.text:
            from rectify.store.searching import searched  # late: most lists are not searched

            found = searched(self._db, wanted.text, self._as_of)
            source, where, values = found.source, f"{where} AND {found.where}", values | found.values
        kept = self._found(f"WHERE {where} ORDER BY {order(sort)}", values, Issues(fields), source, limit)
        if wanted.open or wanted.overdue:
            kept = filter(lambda issue: keeps(issue, wanted), kept)
        yield from islice(kept, limit) if limit >= 0 else kept

    def _found(
        self, clauses: str, values: dict[str, Any], shape: Issues | None = None, source: str = "", limit: int = -1
    ) -> Iterator[Issue]:
        shape = shape or Issues()
        rows = self._all(f"SELECT {shape.columns} FROM {source} {self._issues} i {AROUND} {clauses}", **values)
        return shape.made(self._db, rows, limit)

    def issue(self, key: int) -> Issue | None:
        """The issue with this stable id, or None where the view has none."""
        return next(self._found("WHERE i.id = :key", {"key": key}), None)

    def sub_issues(self, parent: int) -> list[Issue]:
        return list(self._found("WHERE i.parent = :parent ORDER BY i.number", {"parent": parent}))

    def find_issues(
        self, number: int, aspect: int | None, inspection: str | None, sub: int | None
    ) -> list[tuple[int, str]]:
        """The issues that a name can mean, as (id, full name `2023-1/1.3`): by number, and where given by aspect
        number, inspection code, and number under it.
        """
        rows = self._all(
            f"SELECT i.id, n.code, i.number, a.number, p.number FROM issues i {AROUND} "
            "JOIN inspections n ON n.id = i.inspection WHERE i.inspection IN (SELECT id FROM inspections) "
            + (
                "AND i.number = :number AND i.parent IS NULL "
                if sub is None
                else "AND p.number = :number AND i.number = :sub "
            )
            + "AND (:aspect IS NULL OR a.number = :aspect) AND (:code IS NULL OR n.code = :code) ORDER BY i.id",
            number=number,
            aspect=aspect,
            code=inspection,
            sub=sub,
        )
        return [(row[0], full_name(*row[1:])) for row in rows]

    def last_number(self, inspection: int, aspect: int | None, parent: int | None, *, by_aspect: bool) -> int:
        """The highest number in use where a new issue would stand."""
        if parent is not None:
            return self._number("SELECT max(number) FROM issues WHERE parent = :parent", parent=parent)
        if by_aspect and aspect is not None:
            return self._number(
                "SELECT max(number) FROM issues WHERE aspect = :aspect AND parent IS NULL", aspect=aspect
            )
        return self._number(
            "SELECT max(number) FROM issues WHERE inspection = :inspection AND parent IS NULL"
            + (" AND aspect IS NULL" if by_aspect else ""),
            inspection=inspection,
        )

    def count_under(self, kind: str, key: int) -> int:
        """How many living things stand under an inspection, an aspect or an issue (its sub-issues)."""
        queries = {
            "inspection": "SELECT count(*) FROM issues WHERE inspection = :key AND void = ''",
            "aspect": "SELECT count(*) FROM issues WHERE aspect = :key AND void = ''",
            "issue": "SELECT count(*) FROM issues WHERE parent = :key AND void = ''",
        }
        return self._number(queries[kind], key=key) if kind in queries else 0

    # ---- figures

    def tallies(self, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> list[Tally]:
        """Issues counted by claim and verdict, void ones in none; `aspect` 0 means those under no aspect, None all."""
        source = "tallies"
        if self._as_of:
            source = (
                "(SELECT inspection, ifnull(aspect, 0) AS aspect, parent IS NOT NULL AS level, claim, verdict, checked, "
                f"1 AS issues FROM {self._issues} WHERE void = '')"
            )
        rows = self._all(
            f"SELECT claim, verdict, sum(issues), checked FROM {source} WHERE level = :level AND {_OF} "
            "GROUP BY claim, verdict, checked",
            level=level,
            inspection=inspection,
            aspect=aspect,
        )
        return [Tally(*row) for row in rows]

    def overdue(self, day: str, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> int:
        """How many issues are overdue on `day` (ISO), as `figures.is_overdue` has it."""
        if self._as_of:
            wanted = Filter(inspection=inspection, overdue=True, as_of=date.fromisoformat(day), level=level)
            found = self.issues(wanted, "id")
            return sum(1 for issue in found if aspect is None or (issue.aspect or 0) == aspect)
        query = f"SELECT sum(issues) FROM due_tallies WHERE due < :day AND level = :level AND {_OF}"
        return self._number(query, day=day, inspection=inspection, aspect=aspect, level=level)

    def due_between(self, first: str, final: str, inspection: int | None = None) -> int:
        """How many top-level issues that are not completed are due from `first` to `final` (ISO days, both included)."""
        if self._as_of:
            wanted = Filter(inspection=inspection, open=True, due_from=first, due_to=final, level=0)
            return sum(1 for _ in self.issues(wanted, "id"))
        query = (
            "SELECT sum(issues) FROM due_tallies WHERE due BETWEEN :first AND :final AND level = 0 "
            "AND (:inspection IS NULL OR inspection = :inspection)"
        )
        return self._number(query, first=first, final=final, inspection=inspection)

    def tallies_by(self, field: str, inspection: int) -> list[tuple[Any, Tally]]:
        """The top-level issues of an inspection counted by claim, verdict and `field`: `aspect` (its id, 0 for those
        under none), `owner` or `unit`. By aspect the counts are kept; by the others every issue is read.
        """
        source = "tallies"
        if self._as_of or field != "aspect":
            source = (
                "(SELECT inspection, ifnull(aspect, 0) AS aspect, owner, unit, parent IS NOT NULL AS level, claim, verdict, "
                f"checked, 1 AS issues FROM {self._issues} WHERE void = '')"
            )
        rows = self._all(
            f"SELECT {field}, claim, verdict, sum(issues), checked FROM {source} WHERE inspection = :inspection "
            f"AND level = 0 GROUP BY {field}, claim, verdict, checked",
            inspection=inspection,
        )
        return [(row[0], Tally(*row[1:])) for row in rows]

    def overdue_by(self, field: str, day: str, inspection: int) -> dict[Any, int]:
        """How many top-level issues of an inspection are overdue on `day` (ISO), by `field` as in `tallies_by`."""
        if self._as_of:
            wanted = Filter(inspection=inspection, overdue=True, as_of=date.fromisoformat(day), level=0)
            found: dict[Any, int] = {}
            for issue in self.issues(wanted, "id"):
                key = getattr(issue, field) or (0 if field == "aspect" else "")
                found[key] = found.get(key, 0) + 1
            return found
        query = "SELECT aspect, sum(issues) FROM due_tallies WHERE level = 0"
        if field != "aspect":
            query = f'SELECT {field}, count(*) FROM issues WHERE "open" = 1 AND parent IS NULL'
        rows = self._all(
            f"{query} AND due < :day AND inspection = :inspection GROUP BY 1", day=day, inspection=inspection
        )
        return dict(rows.fetchall())

    # ---- what was done

    def actions(
        self,
        issue: int | None = None,
        whole: int | None = None,
        *,
        of: int | None = None,
        first: str = "",
        void: bool = False,
    ) -> Iterator[Action]:
        """Actions in the order in which they began: of one issue, of an inspection as a `whole`, all that count for an
        inspection (`of`) from the ISO day `first`, or all there are.
        """
        where, key = "1", 0
        if issue is not None:
            where, key = "x.id IN (SELECT action FROM action_issues WHERE issue = :key)", issue
        elif whole is not None:
            where, key = "x.whole = 1 AND x.inspection = :key", whole
        elif of is not None:
            from rectify.store.sums import COUNTED

            where, key = COUNTED, of
        living = "" if void else "AND x.void = ''"
        query = f"{_ACTIONS} WHERE {where} AND x.latest <= :as_of {living} ORDER BY {ACTION_ORDER}"
        return map(self._action, self._all(query, key=key, inspection=key, first=first))

    def action(self, key: int) -> Action | None:
        row = self._all(f"{_ACTIONS} WHERE x.id = :key", key=key).fetchone()
        return self._action(row) if row else None

    def _action(self, row: tuple[Any, ...]) -> Action:
        key, inspection, whole, text, kind, edtf, words, by, entry, void = row
        names: tuple[str, ...] = ()
        if not whole:
            served = "WHERE i.id IN (SELECT issue FROM action_issues WHERE action = :key) ORDER BY i.id"
            shape = Issues(())  # of all issues: also those that were not found yet on the day of this view
            rows = self._all(f"SELECT {shape.columns} FROM issues i {AROUND} {served}", key=key)
            names = tuple(each.name for each in shape.made(self._db, rows))
        return Action(
            key,
            inspection,
            names,
            text,
            kind,
            When(edtf, words),
            by,
            self._outcomes(key),
            self._rules(key),
            entry,
            void,
        )

    def _outcomes(self, action: int) -> tuple[Outcome, ...]:
        rows = self._all(
            "SELECT name, quantity, unit, at_least, minor, currency FROM outcomes WHERE action = :action ORDER BY position",
            action=action,
        )
        return tuple(Outcome(n, q, u, bool(low), minor, currency) for n, q, u, low, minor, currency in rows)

    def _rules(self, action: int) -> tuple[str, ...]:
        rows = self._all("SELECT name FROM action_rules WHERE action = :action ORDER BY position", action=action)
        return tuple(name for (name,) in rows)

    # ---- what reports are made of

    def _files(self) -> "Files":
        from rectify.store.dossiers import Files  # late: only reports need it

        return Files(self._db, self._issues, self._day)

    def briefs(self, inspection: int) -> "Iterator[Brief]":
        """The top-level issues of an inspection as far as they are counted, void ones left out, in order of id; streamed."""
        return self._files().briefs(inspection)

    def dossiers(self, wanted: Filter, tell: "Tell | None" = None) -> "Iterator[Dossier]":
        """The issues that `wanted` asks for, in order of number, each with all that belongs to it; streamed.

        With `tell` their deeds are told by it, and no more is read of them than it needs.
        """
        return self._files().dossiers(self.issues(wanted), self, tell)

    def deeds(self, inspection: int, first: str = "") -> "Iterator[tuple[Deed, tuple[str, ...]]]":
        """The actions that count for an inspection from the ISO day `first`, in the order in which they began, each with
        the names in their inspection of the issues that it serves (none: the inspection as a whole), void ones left out;
        streamed.
        """
        return self._files().deeds(inspection, first)

    def sums(self, inspection: int, first: str = "") -> "Sums":
        """What adds up over the actions of an inspection, from the ISO day `first`."""
        from rectify.store.sums import Sums  # late: only reports add up

        return Sums(self._db, inspection, first, self._day)

    def acted(self, inspection: int) -> "Iterator[Acted]":
        """How many actions of each date served each aspect of an inspection; one that serves several counts for each."""
        from rectify.store.courses import acted  # late: only pictures need it

        return acted(self._db, inspection, self._day)

    def turns(self, inspection: int) -> "Iterator[Turn]":
        """The steps of the top-level issues of an inspection, void ones left out: issue by issue, each in order of entry."""
        from rectify.store.courses import turns

        return turns(self._db, inspection, self._day)

    # ---- what is planned, what was written

    def measures(self, issue: int) -> list[Measure]:
        return [_measure(row) for row in self._all(_MEASURES + " WHERE issue = :issue ORDER BY id", issue=issue)]

    def measure(self, key: int) -> Measure | None:
        row = self._all(_MEASURES + " WHERE id = :key", key=key).fetchone()
        return _measure(row) if row else None

    def narratives(self, inspection: int, *, public: bool = False) -> list[Narrative]:
        """The parts written by hand, or their `public` wording, the newest of each, also as of a past day: they are words,
        not happenings.
        """
        rows = self._all(
            "SELECT inspection, part, nullif(aspect, 0), text, max(entry) FROM narratives "
            "WHERE inspection = :inspection AND public = :public GROUP BY part, aspect",
            inspection=inspection,
            public=int(public),
        )
        return [Narrative(*row) for row in rows if row[3]]

    def publicity(self) -> Publicity:
        """What must not be made public, and the public wording of what may: of issues, actions, measures and aspects."""
        rows = self._all(_PUBLICITY).fetchall()
        internal = frozenset(thing for thing, hidden, _ in rows if hidden)
        return Publicity(internal, {thing: text for thing, _, text in rows if text})

    # ---- what proves it

    def _exhibits(self) -> "Exhibits":
        from rectify.store.evidence import Exhibits  # late: most looks are at the work, not at its proof

        return Exhibits(self._db, self._day)

    def evidence(self, key: int) -> Evidence | None:
        """The piece of evidence with this id, or None where the view has none."""
        return self._exhibits().piece(key)

    def every_evidence(self) -> Iterator[Evidence]:
        """All evidence in the order in which it was attached, void pieces too; streamed."""
        return self._exhibits().every()

    def evidence_of(self, target: Thing) -> Iterator[Evidence]:
        """What is attached to an action or a measure; to an issue, also by way of its actions and measures. Void ones too."""
        return self._exhibits().of(target)

    def evidence_alike(self, sha256: str) -> Iterator[Evidence]:
        """All pieces of evidence that are the file with this hash, void ones too."""
        return self._exhibits().alike(sha256)

    def reviews(self, target: Thing) -> list[ReviewRow]:
        """What reviewers said of an issue or a piece of evidence, in order of entry."""
        return self._exhibits().reviews(target)

    def doers(self, issue: int) -> set[str]:
        """Everybody who logged an action for an issue or one under it, void or not, or claimed anything of it."""
        return self._exhibits().doers(issue)

    def last_given_head(self) -> GivenHead | None:
        """The newest head that was handed to somebody outside."""
        row = self._all(
            'SELECT entry, seq, text, recipient, "by", date, date_words FROM given_heads WHERE latest <= :as_of '
            "ORDER BY seq DESC, entry DESC LIMIT 1"
        ).fetchone()
        return GivenHead._make((*row[:5], When(*row[5:]))) if row else None

    def draws(self, inspection: int) -> list[DrawRow]:
        """The lots of look-backs that were drawn of an inspection, in their order."""
        return self._exhibits().draws(inspection)

    def look_backs(self, draw: int | None = None, issue: int | None = None) -> list[LookBackRow]:
        """What was drawn and what was found of it: of one lot in its order, or of one issue."""
        return self._exhibits().look_backs(draw, issue)

    def findings(self, inspection: int) -> dict[str, int]:
        """How many looks on site found what, by finding; under the empty text those that are still to be made."""
        return self._exhibits().findings(inspection)

    def reviews_due(self, day: str, inspection: int) -> int:
        """How many issues of standing work are to be reviewed by `day` (ISO), those of the top level."""
        query = "SELECT sum(issues) FROM review_tallies WHERE inspection = :inspection AND level = 0 AND due <= :day"
        if self._as_of:
            query = (
                f"SELECT count(*) FROM {self._issues} WHERE review_due <= :day AND void = '' AND parent IS NULL "
                "AND inspection = :inspection"
            )
        return self._number(query, day=day, inspection=inspection)

    # ---- how it came about

    def claims(self, issue: int) -> list[ClaimRow]:
        rows = self._all(
            f"SELECT {STEP} FROM claims c WHERE c.issue = :issue AND c.latest <= :as_of ORDER BY c.entry", issue=issue
        ).fetchall()
        return list(steps(*zip(*rows, strict=True))) if rows else []

    def deadlines(self, issue: int) -> list[DeadlineRow]:
        """The first deadline and every extension, in order of entry."""
        rows = self._all(
            f"SELECT {EXTENSION} FROM deadlines d WHERE d.issue = :issue AND {DEADLINE_KNOWN} ORDER BY d.entry",
            issue=issue,
        )
        return [extension(*row) for row in rows]

    def events(
        self, inspection: int | None = None, issues: Sequence[int] = (), first: str = "", final: str = ""
    ) -> Iterator[Event]:
        """What happened from the day `first` to `final` (ISO) in the order in which it happened, and the present
        deadlines in their places: of some issues, of an inspection, or of the whole ledger. Streamed.
        """
        from rectify.store.happenings import events

        return events(self._db, inspection, issues, first, final)

    def changes(self, target: Thing) -> list[Change]:
        rows = self._all(
            "SELECT entry, field, old, new, reason FROM changes WHERE thing = :thing ORDER BY entry, field",
            thing=str(target),
        )
        return [Change(*row) for row in rows]

    def entries_of(self, target: Thing) -> list[int]:
        """The numbers of the entries that touch a thing, also those that were taken back."""
        return [
            seq
            for (seq,) in self._all("SELECT entry FROM touches WHERE thing = :thing ORDER BY entry", thing=str(target))
        ]

    def imported(self, sha256: str) -> int | None:
        """The last entry that imported the file with this hash, None where none did."""
        return self._number("SELECT max(entry) FROM imports WHERE sha256 = :sha256", sha256=sha256) or None

    def undone(self) -> dict[int, int]:
        """Entries that were taken back -> the entry that did so."""
        return dict(self._all("SELECT entry, undone_by FROM undone").fetchall())

    def entry(self, seq: int) -> "Entry | None":
        from rectify.store.entries import entry  # late: few views look into the journal

        return entry(self._db, seq)

    def last_living_entry(self) -> int:
        """The newest entry that was not taken back and took nothing back; 1 (the ledger's birth) where there is none."""
        return self._number(
            "SELECT max(seq) FROM entry WHERE seq NOT IN (SELECT entry FROM undone) "
            "AND seq NOT IN (SELECT undone_by FROM undone)"
        )

    def is_undone(self, seq: int) -> bool:
        return self._number("SELECT 1 FROM undone WHERE entry = :seq", seq=seq) == 1

    def stands_on(self, seqs: tuple[int, ...]) -> int | None:
        """The first living entry, later than `seqs`, that touches something they created or changed."""
        for seq in seqs:
            row = self._all(
                "SELECT min(later.entry) FROM touches mine JOIN touches later ON later.thing = mine.thing "
                "WHERE mine.entry = :seq AND mine.writes = 1 AND later.entry > :last "
                "AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.entry = later.entry)",
                seq=seq,
                last=max(seqs),
            ).fetchone()
            if row[0] is not None:
                return int(row[0])
        return None


STEP = 'c.entry, c.claim, c.verdict, c.date, c.date_words, c.words, c."by", c.move, c.checked, c.latest'


def steps(*columns: Sequence[Any]) -> Iterator[ClaimRow]:
    """Steps of issues, of the columns `STEP`, made column by column."""
    entries, claims, verdicts, dates, date_words, words, by, moves, checked, latest = columns
    axes = map(CLAIMS.__getitem__, claims), map(VERDICTS.__getitem__, verdicts)
    when = map(dated, dates, date_words)
    return map(_made_step, zip(entries, *axes, when, words, by, moves, map(bool, checked), latest, strict=False))


dated = lru_cache(1024)(When)
"""The dates that were read last are kept: they come again and again."""
_made_step: Callable[[tuple[Any, ...]], ClaimRow] = partial(tuple.__new__, ClaimRow)


EXTENSION = 'd.entry, d.deadline, d.deadline_words, d.reason, d."by", d.date, d.date_words'
DEADLINE_KNOWN = "(d.latest <= :as_of OR d.entry = (SELECT min(entry) FROM deadlines WHERE issue = d.issue))"
"""The first deadline was there from the beginning, whenever it was entered."""


def extension(entry: int, deadline: str, words: str, reason: str, by: str, on: str, on_words: str) -> DeadlineRow:  # noqa: PLR0917 - a row
    """A deadline of an issue, of the columns `EXTENSION`."""
    return DeadlineRow(entry, When(deadline, words), reason, by, When(on, on_words))


ACTION_ORDER = "ifnull(x.earliest, x.latest), x.latest, x.id"
"""The order in which actions began."""
_OF = "(:inspection IS NULL OR inspection = :inspection) AND (:aspect IS NULL OR aspect = :aspect)"
_INSPECTIONS = (
    'SELECT id, code, title, unit, authority, inspectors, kind, start, start_words, "end", end_words, feedback, '
    "feedback_words, due, due_words, numbering, void, review_steps, checkers, signers, strict FROM inspections"
)
_ASPECTS = "SELECT id, inspection, number, title, claimed, void FROM aspects"
_PUBLICITY = " UNION ALL ".join(
    f"SELECT '{letter}' || id, {internal}, public_text FROM {table} WHERE {internal} <> '' OR public_text <> ''"
    for letter, table, internal in (
        ("i", "issues", "internal"),
        ("a", "actions", "internal"),
        ("m", "measures", "internal"),
        ("aspect:", "aspects", "''"),
    )
)
_ACTIONS = (
    'SELECT x.id, x.inspection, x.whole, x.text, x.kind, x.date, x.date_words, x."by", x.entry, x.void FROM actions x'
)
_MEASURES = (
    "SELECT id, issue, text, standard, lead, owner, deadline, deadline_words, "
    "iif(completed_latest <= :as_of, completed_on, NULL), completed_words, void FROM measures"
)


def _inspection(row: Any) -> Inspection:
    dates = [when(row[at], row[at + 1]) for at in range(7, 15, 2)]
    return Inspection._make((*row[:7], *dates, *row[15:20], bool(row[20])))


def _measure(row: Any) -> Measure:
    return Measure._make((*row[:6], when(row[6], row[7]), when(row[8], row[9]), row[10]))
