"""An empty house takes seconds to migrate, so each state of the migrations is migrated once, kept, and copied.

The copy is migrated too: a row in it says what was applied, so that takes no time.
"""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

KEPT = Path(__file__).resolve().parent.parent / "var" / "tests"


def _template() -> Path:
    """Named by all that the migrations of the house and of its libraries say."""
    said = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            said.update(file.read_bytes())
    return KEPT / f"{said.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Before the database is made: a copy lies where it would be."""
    if not settings.ON_POSTGRES and _template().exists():
        shutil.copy(_template(), connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    if settings.ON_POSTGRES or _template().exists():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    half = KEPT / f"{os.getpid()}.half"  # other workers may be at it too
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.rename(_template())
    for older in set(KEPT.glob("*.sqlite3")) - {_template()}:
        older.unlink(missing_ok=True)
