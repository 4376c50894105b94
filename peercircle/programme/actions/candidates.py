"""Who might belong to a group that is about to be founded."""

from __future__ import annotations

from datetime import datetime, timedelta

from peercircle.programme.models import Candidate

KEEP = timedelta(days=365)


def forget_old_candidates(now: datetime) -> None:
    """What nobody touched for a year was said of another time."""
    Candidate.objects.filter(changed_at__lt=now - KEEP).delete()
