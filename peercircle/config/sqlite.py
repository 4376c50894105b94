"""A SQLite that does not lose data.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL file that two connections write. Debian 12 ships 3.40.1, so
the wheel `pysqlite3` takes its place as soon as the settings import this, before Django imports `sqlite3`.
"""

import sqlite3
import sys

FIRST_SOUND_VERSION = (3, 51, 3)


def use_sound_library() -> None:
    if sqlite3.sqlite_version_info >= FIRST_SOUND_VERSION:
        return
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:  # no wheel for this platform: settings fall back to a journal without WAL
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def pragmas() -> str:
    """What every new connection says first."""
    import sqlite3 as current

    if current.sqlite_version_info >= FIRST_SOUND_VERSION:
        journal = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
    else:
        journal = "PRAGMA journal_mode=DELETE;PRAGMA synchronous=FULL;"
    return (
        journal + "PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;"
        # What is deleted is overwritten; see kit/wiping.py for the journal.
        "PRAGMA secure_delete=ON;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-16000;"
    )


use_sound_library()
