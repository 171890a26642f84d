"""Every command with words that it obeys in one prepared folder, for tests that let something fail while it works."""

from __future__ import annotations

import shutil
from pathlib import Path

from rectify.ledger import Ledger
from rectify.store.sharing import Share
from tests.conftest import SOURCE, Run

PREPARING = [
    ["init", "--code", "2023-1", "--unit", "Harbour Authority", "--feedback", "2023-03-01", "--language", "en"],
    ["add-aspect", "Assets"],
    ["add-issue", "Assets were not booked", "--owner", "Chen", "--deadline", "2023-09-30"],
    ["add-issue", "Payments had one signature", "--severity", "high"],
    ["add-issue", "Minutes were missing"],
    ["add-measure", "1", "Count every asset"],
    ["log-action", "1,2", "Counted the assets", "--kind", "correction", "--outcome", "booked=14 items", "--by", "Kim"],
    ["attach", "1", "paper.bin"],
    ["complete", "1,2", "--by", "Ash", "--effect", "books agree"],
    ["review", "1", "accept", "--by", "Lee"],
    ["report", "-o", "progress.md"],
    ["look-back", "draw", "--sample", "1", "--seed", "20240501", "--head", "progress.md"],
    ["export", "--journal", "kept.jsonl"],
    ["seal", "-o", "kept.zip"],
]
CASES: dict[str, list[list[str]]] = {
    "init": [["init", "--ledger", "new.db", "--unit", "Port"]],
    "add-inspection": [["add-inspection", "--code", "2024-1"]],
    "add-aspect": [["add-aspect", "Payments"]],
    "add-issue": [["add-issue", "Late"], ["add-issue", "Late", "--ledger", "new.db"]],
    "add-measure": [["add-measure", "3", "Write minutes"]],
    "log-action": [["log-action", "3", "Wrote the minutes", "--date", "2023-06-01"]],
    "attach": [["attach", "2", "picture.bin"]],
    "complete": [["complete", "3", "--partial"]],
    "review": [["review", "2", "return", "--note", "no paper", "--by", "Lee"]],
    "reopen": [["reopen", "1", "--reason", "again"]],
    "extend": [["extend", "3", "--to", "2023-12-31", "--reason", "later"]],
    "assign": [["assign", "2", "--owner", "Ash"]],
    "amend": [["amend", "2", "--acceptance", "two signatures on each"]],
    "void": [["void", "3", "--reason", "twice"]],
    "write": [["write", "opening", "In the spring."]],
    "undo": [["undo"]],
    "status": [["status"]],
    "list": [["list"]],
    "show": [["show", "1"]],
    "timeline": [["timeline"]],
    "history": [["history"]],
    "report": [["report"], ["report", "-o", "progress.md"], ["report", "-o", "r.docx"], ["report", "-o", "r.xlsx"]],
    "check": [["check"]],
    "look-back": [
        ["look-back", "draw", "--sample", "1", "--seed", "7", "--head", "progress.md"],
        ["look-back", "record", "1", "holds"],
    ],
    "head": [["head", "-o", "head.txt"], ["head", "--slip", "-o", "slip.docx", "--given-to", "Audit Office"]],
    "verify": [["verify", "--evidence", "--head", "progress.md"], ["verify", "--quick"], ["verify", "kept.zip"]],
    "seal": [["seal", "-o", "seal.zip"]],
    "import": [["import", "register.csv", "--attach"], ["import", "--journal", "kept.jsonl", "--ledger", "new.db"]],
    "export": [["export", "--evidence", "out"], ["export", "--journal", "journal.jsonl"]],
    "backup": [["backup", "copy.db"]],
    "rollup": [["rollup", "rectify.db", "-o", "up"], ["rollup", "rectify.db", "--ask", "overdue"]],
    "share": [["share", "leave", "--ledger", "shared.db"]],
    "demo": [["demo", "shown", "--story", "audit"]],
    "doctor": [["doctor"]],
}
"""Command -> argument lists. A command that has none here fails the test that asks for them."""


def prepare(folder: Path, run: Run) -> None:
    """Make the folder in which all cases are obeyed."""
    (folder / "paper.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "picture.bin").write_bytes(bytes(range(256)) * 30)
    shutil.copy(SOURCE / "tests/data/intake/audit-register.csv", folder / "register.csv")
    for argv in PREPARING:
        said = run(*argv, cwd=folder)
        assert said.code == 0, (argv, said.err)
    shutil.copy(folder / "rectify.db", folder / "shared.db")
    with Ledger.writing(folder / "shared.db") as ledger:
        ledger.note_share(Share("postgresql://clerk@127.0.0.1:1/none", "port"))
