"""What is written down of the check: numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from peercircle.identifiers.models import KeptWords


@transaction.atomic
def count_kept(kept: Mapping[tuple[str, str], int], *, room: str, on: date) -> None:
    """`kept`: how many words of which (language, kind). Always in one order, so that no two wait for each other."""
    for (language, kind), times in sorted(kept.items()):
        row, _new = KeptWords.objects.get_or_create(kept_on=on, room=room, language=language, kind=kind)
        KeptWords.objects.filter(pk=row.pk).update(times=F("times") + times)
