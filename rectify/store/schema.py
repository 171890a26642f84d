"""The tables of a ledger file.

`JOURNAL` is kept for ever and changed only by migrations. `STATE` is the fold of the journal: on a change of its shape
it is dropped and made anew (decisions 3). Dates stand as EDTF with the original words beside them; `latest`, `due`
are ISO days.

A file says in `user_version` who made it: the format of its journal in the low 7 bits, in the eighth whether its journal is
shared, and above them, in 23 bits, the make of its state tables. A program that knows nothing of sharing takes the eight bits
for a newer format, and so writes nothing to a shared ledger behind the back of its server.
"""

import sqlite3
from typing import NamedTuple

APPLICATION_ID = 0x52435459  # "RCTY"
FORMAT = 1
FOLD = 1
"""One more when the same journal comes to other rows in tables of the same shape."""

IN_ORDER = f"""CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
BEGIN
  SELECT RAISE(ABORT, 'the journal is out of order')
   WHERE new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry);
  SELECT RAISE(ABORT, 'the journal does not chain')
   WHERE new.prev IS NOT coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), '{"0" * 64}');
END"""
JOURNAL = (
    """CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT""",
    """CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    IN_ORDER,
    # the form that `sqlite3 FILE -A` knows; not STRICT, since that is how it makes it itself
    """CREATE TABLE sqlar(
  name TEXT PRIMARY KEY,
  mode INT,
  mtime INT,
  sz INT,
  data BLOB
)""",
)

SHARED = """CREATE TABLE share(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  server TEXT NOT NULL,
  name TEXT NOT NULL,
  left_at INTEGER
) STRICT"""
"""Only where the journal is, or was, shared: the server, the name of the ledger there, and the entry at which it was left."""

KEPT = ("entry", "sqlar", "_sqlite_migrations", "share")
"""The tables that are kept for ever; every other table is state."""

_ASSIGNED = "owner TEXT NOT NULL, lead TEXT NOT NULL, unit TEXT NOT NULL, supporting TEXT NOT NULL"

STATE = {
    "ledger": """(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ledger TEXT NOT NULL,
  language TEXT NOT NULL
) STRICT""",
    "counters": """(
  name TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    "inspections": """(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, unit TEXT NOT NULL, authority TEXT NOT NULL, inspectors TEXT NOT NULL, kind TEXT NOT NULL,
  start TEXT, start_words TEXT NOT NULL, "end" TEXT, end_words TEXT NOT NULL,
  feedback TEXT, feedback_words TEXT NOT NULL, feedback_from TEXT, due TEXT, due_words TEXT NOT NULL,
  numbering TEXT NOT NULL,
  review_steps INTEGER NOT NULL, checkers TEXT NOT NULL, signers TEXT NOT NULL, strict TEXT NOT NULL,
  void TEXT NOT NULL
) STRICT""",
    "aspects": """(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  inspection INTEGER NOT NULL REFERENCES inspections,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  claimed INTEGER,
  public_text TEXT NOT NULL DEFAULT '',
  void TEXT NOT NULL,
  UNIQUE (inspection, number)
) STRICT""",
    "issues": f"""(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  inspection INTEGER NOT NULL REFERENCES inspections,
  aspect INTEGER REFERENCES aspects,
  parent INTEGER REFERENCES issues,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL, severity TEXT NOT NULL,
  {_ASSIGNED},
  acceptance TEXT NOT NULL, recommendation TEXT NOT NULL, response TEXT NOT NULL,
  since TEXT NOT NULL,
  claim TEXT NOT NULL, verdict TEXT NOT NULL, checked INTEGER NOT NULL, review_due TEXT,
  claimed_on TEXT, claimed_words TEXT NOT NULL,
  first_deadline TEXT, first_words TEXT NOT NULL, first_due TEXT,
  deadline TEXT, deadline_words TEXT NOT NULL, due TEXT,
  actions INTEGER NOT NULL,
  evidence INTEGER NOT NULL,
  "open" INTEGER NOT NULL,
  internal TEXT NOT NULL DEFAULT '', public_text TEXT NOT NULL DEFAULT '',
  void TEXT NOT NULL
) STRICT""",
    "measures": """(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  issue INTEGER NOT NULL REFERENCES issues,
  text TEXT NOT NULL, standard TEXT NOT NULL, lead TEXT NOT NULL, owner TEXT NOT NULL,
  deadline TEXT, deadline_words TEXT NOT NULL,
  completed_on TEXT, completed_words TEXT NOT NULL, completed_latest TEXT,
  internal TEXT NOT NULL DEFAULT '', public_text TEXT NOT NULL DEFAULT '',
  void TEXT NOT NULL
) STRICT""",
    "actions": """(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  inspection INTEGER NOT NULL REFERENCES inspections,
  whole INTEGER NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  date TEXT NOT NULL, date_words TEXT NOT NULL, earliest TEXT, latest TEXT NOT NULL,
  "by" TEXT NOT NULL,
  internal TEXT NOT NULL DEFAULT '', public_text TEXT NOT NULL DEFAULT '',
  void TEXT NOT NULL,
  outcomes TEXT NOT NULL, rules TEXT NOT NULL
) STRICT""",
    # what the tables `outcomes` and `action_rules` say of an action stands in its own row too: reports read it of all
    "action_issues": """(
  issue INTEGER NOT NULL REFERENCES issues,
  action INTEGER NOT NULL REFERENCES actions,
  PRIMARY KEY (issue, action)
) STRICT, WITHOUT ROWID""",
    "outcomes": """(
  action INTEGER NOT NULL REFERENCES actions,
  position INTEGER NOT NULL,
  name TEXT NOT NULL, quantity TEXT NOT NULL, unit TEXT NOT NULL, at_least INTEGER NOT NULL,
  minor INTEGER, currency TEXT NOT NULL,
  PRIMARY KEY (action, position)
) STRICT, WITHOUT ROWID""",
    "action_rules": """(
  action INTEGER NOT NULL REFERENCES actions,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (action, position)
) STRICT, WITHOUT ROWID""",
    "claims": """(
  issue INTEGER NOT NULL REFERENCES issues,
  entry INTEGER NOT NULL,
  move TEXT NOT NULL,
  claim TEXT NOT NULL, verdict TEXT NOT NULL, checked INTEGER NOT NULL,
  every INTEGER, review_due TEXT,
  date TEXT NOT NULL, date_words TEXT NOT NULL, latest TEXT NOT NULL,
  words TEXT NOT NULL,
  "by" TEXT NOT NULL,
  PRIMARY KEY (issue, entry)
) STRICT, WITHOUT ROWID""",
    "reviews": """(
  thing TEXT NOT NULL,
  entry INTEGER NOT NULL,
  step TEXT NOT NULL,
  verdict TEXT NOT NULL,
  note TEXT NOT NULL,
  date TEXT NOT NULL, date_words TEXT NOT NULL, latest TEXT NOT NULL,
  "by" TEXT NOT NULL,
  PRIMARY KEY (thing, entry)
) STRICT, WITHOUT ROWID""",
    "deadlines": """(
  issue INTEGER NOT NULL REFERENCES issues,
  entry INTEGER NOT NULL,
  deadline TEXT NOT NULL, deadline_words TEXT NOT NULL, due TEXT,
  reason TEXT NOT NULL,
  date TEXT NOT NULL, date_words TEXT NOT NULL, latest TEXT NOT NULL,
  "by" TEXT NOT NULL,
  PRIMARY KEY (issue, entry)
) STRICT, WITHOUT ROWID""",
    "assignments": f"""(
  issue INTEGER NOT NULL REFERENCES issues,
  entry INTEGER NOT NULL,
  {_ASSIGNED},
  date TEXT NOT NULL, date_words TEXT NOT NULL, latest TEXT NOT NULL,
  PRIMARY KEY (issue, entry)
) STRICT, WITHOUT ROWID""",
    "evidence": """(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  inspection INTEGER NOT NULL REFERENCES inspections,
  name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reference INTEGER NOT NULL,
  date TEXT NOT NULL, date_words TEXT NOT NULL, latest TEXT NOT NULL,
  "by" TEXT NOT NULL,
  state TEXT NOT NULL,
  purged TEXT NOT NULL,
  void TEXT NOT NULL
) STRICT""",
    "evidence_links": """(
  thing TEXT NOT NULL,
  evidence INTEGER NOT NULL REFERENCES evidence,
  PRIMARY KEY (thing, evidence)
) STRICT, WITHOUT ROWID""",
    "draws": """(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  inspection INTEGER NOT NULL REFERENCES inspections,
  seq INTEGER NOT NULL, head TEXT NOT NULL, seed TEXT NOT NULL, sample INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  date TEXT NOT NULL, date_words TEXT NOT NULL, latest TEXT NOT NULL
) STRICT""",
    "look_backs": """(
  draw INTEGER NOT NULL REFERENCES draws,
  issue INTEGER NOT NULL REFERENCES issues,
  place INTEGER NOT NULL,
  finding TEXT NOT NULL, note TEXT NOT NULL, "by" TEXT NOT NULL,
  date TEXT, date_words TEXT NOT NULL, latest TEXT,
  entry INTEGER,
  PRIMARY KEY (draw, issue)
) STRICT, WITHOUT ROWID""",
    "given_heads": """(
  entry INTEGER NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL, chain TEXT NOT NULL, text TEXT NOT NULL, recipient TEXT NOT NULL,
  "by" TEXT NOT NULL,
  date TEXT NOT NULL, date_words TEXT NOT NULL, latest TEXT NOT NULL
) STRICT""",
    "narratives": """(
  inspection INTEGER NOT NULL REFERENCES inspections,
  part TEXT NOT NULL,
  aspect INTEGER NOT NULL,
  public INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  text TEXT NOT NULL,
  latest TEXT NOT NULL,
  PRIMARY KEY (inspection, part, aspect, public, entry)
) STRICT, WITHOUT ROWID""",
    "changes": """(
  thing TEXT NOT NULL,
  entry INTEGER NOT NULL,
  field TEXT NOT NULL,
  old TEXT NOT NULL,
  new TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (thing, entry, field)
) STRICT, WITHOUT ROWID""",
    "touches": """(
  thing TEXT NOT NULL,
  entry INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  PRIMARY KEY (thing, entry)
) STRICT, WITHOUT ROWID""",
    "imports": """(
  entry INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, format TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "undone": """(
  entry INTEGER NOT NULL PRIMARY KEY,
  undone_by INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    # where to find an issue by its text, see `searching`
    "pairs": """(
  block INTEGER NOT NULL,
  pair INTEGER NOT NULL,
  issues BLOB NOT NULL,
  PRIMARY KEY (block, pair)
) STRICT, WITHOUT ROWID""",
    "tallies": """(
  inspection INTEGER NOT NULL,
  aspect INTEGER NOT NULL,
  level INTEGER NOT NULL,
  claim TEXT NOT NULL, verdict TEXT NOT NULL, checked INTEGER NOT NULL,
  issues INTEGER NOT NULL,
  PRIMARY KEY (inspection, aspect, level, claim, verdict, checked)
) STRICT, WITHOUT ROWID""",
    "review_tallies": """(
  inspection INTEGER NOT NULL,
  level INTEGER NOT NULL,
  due TEXT NOT NULL,
  issues INTEGER NOT NULL,
  PRIMARY KEY (inspection, level, due)
) STRICT, WITHOUT ROWID""",
    "due_tallies": """(
  inspection INTEGER NOT NULL,
  aspect INTEGER NOT NULL,
  level INTEGER NOT NULL,
  due TEXT NOT NULL,
  issues INTEGER NOT NULL,
  PRIMARY KEY (inspection, aspect, level, due)
) STRICT, WITHOUT ROWID""",
}

GUIDING = (
    "CREATE UNIQUE INDEX issues_number ON issues(inspection, number, ifnull(aspect, 0), ifnull(parent, 0))",
    "CREATE INDEX issues_aspect ON issues(aspect, number)",
    "CREATE INDEX issues_parent ON issues(parent) WHERE parent IS NOT NULL",
    "CREATE INDEX measures_issue ON measures(issue)",
    "CREATE INDEX action_issues_action ON action_issues(action)",
    "CREATE INDEX look_backs_issue ON look_backs(issue)",
    "CREATE INDEX evidence_sha256 ON evidence(sha256)",
    "CREATE INDEX evidence_links_evidence ON evidence_links(evidence)",
)
"""The indexes by which the fold itself finds its rows, or which refuse what cannot be."""
SERVING = (
    # what `status` names: the first few that are overdue or due soon, and the first few of one claim and verdict
    'CREATE INDEX issues_due ON issues(inspection, due) WHERE "open" = 1',
    'CREATE INDEX issues_open ON issues(due) WHERE "open" = 1',  # the same of all inspections
    "CREATE INDEX issues_claim ON issues(inspection, claim, verdict) WHERE void = '' AND parent IS NULL",
    "CREATE INDEX issues_review ON issues(inspection, review_due) WHERE review_due IS NOT NULL AND parent IS NULL",
    "CREATE INDEX touches_entry ON touches(entry)",  # what `undo` asks: does anything stand on this entry?
    "CREATE INDEX actions_whole ON actions(inspection) WHERE whole = 1",
)
"""The indexes that only readers and decisions go by: a whole journal is folded without them."""


def state_tables() -> tuple[str, ...]:
    """The statements that make the state tables, empty and without indexes."""
    return tuple(f"CREATE TABLE {name}{columns}" for name, columns in STATE.items())


def guide(db: sqlite3.Connection) -> None:
    """Make the indexes that a fold goes by."""
    _index(db, GUIDING)


def serve(db: sqlite3.Connection) -> None:
    """Make the indexes that only readers and decisions go by."""
    _index(db, SERVING)


def _index(db: sqlite3.Connection, statements: tuple[str, ...]) -> None:
    """Rows are sorted in as much memory again as pages may take, so that these give way meanwhile."""
    (kept,) = db.execute("PRAGMA cache_size").fetchone()
    if kept < -_SORTING:
        db.execute(f"PRAGMA cache_size = -{_SORTING}")
    try:
        for statement in statements:
            db.execute(statement)
    finally:
        db.execute(f"PRAGMA cache_size = {kept}")


_SORTING = 12288
"""KiB in which indexes of a whole journal are sorted."""


def state_script() -> tuple[str, ...]:
    """The statements that make the state tables, empty, with their indexes."""
    return state_tables() + GUIDING + SERVING


class Version(NamedTuple):
    """What a file says of who made it; `state` is 0 in files that were made before it was said.

    `shared` is whether it has a table `share`.
    """

    format: int
    state: int
    shared: bool = False

    @property
    def number(self) -> int:
        """The `user_version` that says it."""
        return self.format | self.shared << _FORMAT_BITS | self.state << _FORMAT_BITS + 1


_FORMAT_BITS = 7
_PRIME = 8_388_593
"""The largest prime of 23 bits: the remainder tells any two scripts apart that differ in one place only."""


def this_version() -> Version:
    """What this program makes."""
    script = "\n".join((str(FOLD), *state_script()))
    return Version(FORMAT, int.from_bytes(script.encode(), "big") % _PRIME or 1)


def version_of(db: sqlite3.Connection) -> Version:
    """What a file says of who made it."""
    number = int(db.execute("PRAGMA user_version").fetchone()[0])
    shared = bool(number >> _FORMAT_BITS & 1)
    return Version(number & (1 << _FORMAT_BITS) - 1, number >> _FORMAT_BITS + 1, shared)


def altered(db: sqlite3.Connection) -> str:
    """The name of a table that is not as this program makes it, or of a trigger of others; empty where there is none.

    What others put beside our tables is let be; nothing of ours reads it.
    """
    ours = {f"CREATE TABLE {name}{columns}": name for name, columns in STATE.items()}
    ours |= {sql: sql.split("(")[0].split()[2] for sql in JOURNAL}
    found = db.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')"
    ).fetchall()
    foreign = next((name for name, kind, sql in found if kind == "trigger" and sql not in ours), "")
    missing = ours.keys() - {sql for _, _, sql in found}
    return foreign or min((ours[sql] for sql in missing), default="")


def has_impostors(db: sqlite3.Connection) -> bool:
    """Whether something else bears the name of a table of ours: a view, or a virtual table, can have no end."""
    names = ", ".join(f"'{name}'" for name in ("entry", "sqlar", "share", *STATE))
    query = f"SELECT 1 FROM sqlite_master WHERE name IN ({names}) AND (type != 'table' OR sql LIKE 'CREATE VIRTUAL%')"
    return db.execute(query).fetchone() is not None
