"""What `manage.py check` and every start say when keys of texts that should still be readable are gone."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError
from django.utils import timezone

from peercircle.activities.case_consultation.actions.ending import without_their_key
from peercircle.kit import sealing


def what_was_told_can_be_read(**_more: Any) -> list[CheckMessage]:
    """Before the first start there are no tables. Of a folder that cannot be read `sealing.problems` tells."""
    try:
        count = without_their_key(timezone.now())
    except (DatabaseError, OSError):
        return []
    if not count:
        return []
    return [
        Warning(
            f"Unreadable here: what was told in {count} of the case consultations. The files of their keys are missing"
            f" in {sealing.folder()}: put back its latest copy, as “Restore” in docs/operators/running.md says."
            " What was destroyed on purpose after the database was backed up does not come back.",
            id="peercircle.W003",
        )
    ]
