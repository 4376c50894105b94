"""What was deleted is in no file of the database any more."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from peercircle.kit.wiping import wipe_what_was_deleted

SECRET = "a sentence that nobody may find later"

pytestmark = pytest.mark.skipif(settings.ON_POSTGRES, reason="PostgreSQL cleans up by itself")


def files_with(text: str) -> list[str]:
    """The names of the database's files that hold these bytes."""
    name = Path(connection.settings_dict["NAME"])
    return [path.name for path in sorted(name.parent.glob(f"{name.name}*")) if text.encode() in path.read_bytes()]


@pytest.mark.django_db(transaction=True)
def test_what_was_deleted_is_in_no_file():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE slip (words TEXT)")
        try:
            cursor.execute("INSERT INTO slip VALUES (%s)", [SECRET])
            cursor.execute("PRAGMA wal_checkpoint(FULL)")
            assert len(files_with(SECRET)) == 2
            cursor.execute("DELETE FROM slip")

            wipe_what_was_deleted()

            assert files_with(SECRET) == []
        finally:
            cursor.execute("DROP TABLE slip")
