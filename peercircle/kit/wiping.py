"""Deleted has to mean gone: also from the files that a database keeps beside its tables."""

from django.db import connection


def wipe_what_was_deleted() -> None:
    """Empty SQLite's journal, in which the pages of a moment ago would stay readable. Call it after a commit.

    The tables themselves hold nothing any more: `secure_delete` overwrites rows as they go. A reader in
    the middle of a page makes SQLite leave the rest of the journal for the next call, so `tick` calls it too.
    PostgreSQL does the same by itself, with autovacuum and by recycling its log.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
