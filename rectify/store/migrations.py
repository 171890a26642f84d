"""Brings a ledger file to the present format; imported only when a file is made or is older.

A migration is never edited after release. Migrations change the journal side only; the state tables are then made
anew from the journal.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from rectify.store.schema import APPLICATION_ID, JOURNAL, this_version

migrations = Migrations("rectify")


@migrations()
def journal(db: Database) -> None:
    for statement in JOURNAL:
        db.execute(statement)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is pending, inside the transaction that the caller has begun."""
    migrations.apply(Database(connection))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {this_version().number}")
