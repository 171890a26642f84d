"""What happened, in order of happening, across the tables that keep it."""

import sqlite3
from collections.abc import Iterator, Sequence

from rectify.model.dates import When
from rectify.model.values import Event
from rectify.store.listing import CLAIMING

_ACTIONS = """SELECT x.latest AS day, 1 AS place, x.entry AS entry, 'action' AS kind, x.id AS key, 0 AS issue, '', '',
  NULL, '', '', x."by", x.date, x.date_words, NULL, '', '' FROM actions x
  WHERE x.void = '' AND (:inspection IS NULL OR x.inspection = :inspection) AND {0}"""
# An action that makes an issue acting says so by itself; reopening makes it acting too, and has a reason.
_CLAIMS = f"""SELECT c.latest, 1, c.entry, iif({CLAIMING}, 'claim', 'review'), 0, c.issue, c.claim, c.verdict, NULL,
  '', c.words, c."by", c.date, c.date_words, NULL, '', c.move FROM claims c JOIN issues i ON i.id = c.issue
  WHERE NOT (c.claim = 'acting' AND c.words = '') AND c.move <> 'relapse' AND {{0}}"""
_EXTENSIONS = """SELECT d.latest, 1, d.entry, 'extension', 0, d.issue, '', '', d.deadline, d.deadline_words, d.reason,
  d."by", d.date, d.date_words, NULL, '', '' FROM deadlines d JOIN issues i ON i.id = d.issue
  WHERE d.entry > (SELECT min(entry) FROM deadlines f WHERE f.issue = d.issue) AND {0}"""
_DEADLINES = """SELECT i.due, 2, 0, 'deadline', 0, i.id, i.claim, i.verdict, NULL, '', '', '', i.deadline,
  i.deadline_words, i.claimed_on, i.claimed_words, '' FROM issues i WHERE i.due IS NOT NULL AND {0}"""
_EVIDENCE = """SELECT x.latest, 1, x.entry, 'evidence', x.id, 0, '', '', NULL, '', '', x."by", x.date, x.date_words, NULL, '', ''
  FROM evidence x WHERE x.void = '' AND (:inspection IS NULL OR x.inspection = :inspection) AND {0}"""
_LOOK_BACKS = """SELECT b.latest, 1, b.entry, 'look-back', 0, b.issue, '', '', NULL, '', b.note, b."by", b.date,
  b.date_words, NULL, '', b.finding FROM look_backs b JOIN issues i ON i.id = b.issue WHERE b.finding <> '' AND {0}"""
_OF = "i.void = '' AND (:inspection IS NULL OR i.inspection = :inspection) AND {0}"
_WANTED = "i.id IN (SELECT value FROM wanted)"
_OF_WANTED = "x.id IN (SELECT action FROM action_issues WHERE issue IN (SELECT value FROM wanted))"

_SHOWN_FOR_WANTED = """x.id IN (SELECT evidence FROM evidence_links WHERE thing IN (SELECT 'i' || value FROM wanted
  UNION ALL SELECT 'a' || action FROM action_issues WHERE issue IN (SELECT value FROM wanted)
  UNION ALL SELECT 'm' || id FROM measures WHERE issue IN (SELECT value FROM wanted)))"""


def events(
    db: sqlite3.Connection, inspection: int | None, issues: Sequence[int], first: str, final: str
) -> Iterator[Event]:
    """See `Reading.events`. SQLite sorts, outside of our memory where it must."""
    served, shown, wanted = (_OF_WANTED, _SHOWN_FOR_WANTED, _WANTED) if issues else ("1", "1", "1")
    wanted = _OF.format(wanted)
    parts = (
        _ACTIONS.format(served),
        _EVIDENCE.format(shown),
        *(part.format(wanted) for part in (_CLAIMS, _EXTENSIONS, _DEADLINES, _LOOK_BACKS)),
    )
    rows = db.execute(
        f"WITH wanted AS (SELECT value FROM json_each(:issues)) SELECT * FROM ({' UNION ALL '.join(parts)}) "
        "WHERE day BETWEEN :first AND :final ORDER BY day, place, entry, issue",
        {
            "inspection": inspection,
            "issues": f"[{','.join(map(str, issues))}]",
            "first": first,
            "final": final or "9999-12-31",
        },
    )
    for row in rows:
        day, _, entry, kind, key, issue, claim, verdict = row[:8]
        words, by = row[10:12]
        deadline, date, claimed = (When(*row[at : at + 2]) if row[at] else None for at in (8, 12, 14))
        assert date is not None
        yield Event(day, kind, entry, key, issue, claim, verdict, deadline, words, by, date, claimed, row[16])
