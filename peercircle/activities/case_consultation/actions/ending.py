"""The end of what is sealed: when its time is over, or at once when the case giver wants it.

What was let stay in general terms is not touched: the question what came of it is asked without the text.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from peercircle.activities.case_consultation.models import Consultation
from peercircle.kit import sealing
from peercircle.kit.wiping import wipe_what_was_deleted

log = logging.getLogger(__name__)

# After the meeting was opened, whatever else a row says: a restored backup may hold a meeting that still goes on.
LATEST = timedelta(days=31)
# A key that no row names has long been useless: its row is gone, or was never written.
FORGOTTEN = timedelta(days=40)


def is_too_old(consultation: Consultation, now: datetime) -> bool:
    """Also in a meeting that nobody has closed, on a server whose work of each minute stands still."""
    opened_at = consultation.item.meeting.opened_at
    return opened_at is not None and opened_at + LATEST <= now


def has_ended(consultation: Consultation, now: datetime) -> bool:
    """Whether nobody may open its texts any more, also when nobody has tidied up yet.

    Who leaves the group takes the own case along: it could not be destroyed by its owner any more.
    """
    giver = consultation.case_giver
    has_left = giver is not None and giver.ended_on is not None
    return is_too_old(consultation, now) or has_left or not consultation.is_readable(now)


@transaction.atomic
def destroy_texts(consultation: Consultation, *, now: datetime) -> None:
    """The key goes first: should the rest fail, the texts are unreadable all the same, and the next call tidies up."""
    locked = Consultation.objects.locked().get(pk=consultation.pk)
    if not locked.key:
        return
    sealing.destroy(locked.key)
    locked.contributions.all().delete()
    locked.key, locked.story = "", None
    locked.expires_at = min(locked.expires_at or now, now)
    locked.save(update_fields=["key", "story", "expires_at"])
    transaction.on_commit(wipe_what_was_deleted)


def end_what_is_over(now: datetime) -> None:
    """Once a minute. What a restored backup brought back ends here too."""
    for consultation in Consultation.objects.exclude(key="").filter(_is_over(now)):
        try:
            destroy_texts(consultation, now=now)
        except sealing.Unreadable as error:
            log.error("What is sealed of consultation %s has to go, but: %s", consultation.pk, error.why)
    _forget_keys_without_a_row(now)


def without_their_key(now: datetime) -> int:
    """How many that could still be opened have lost the file of their key."""
    there = set(sealing.names())
    alive = Consultation.objects.exclude(key="").exclude(_is_over(now)).values_list("key", flat=True)
    return sum(key not in there for key in alive)


def _is_over(now: datetime) -> Q:
    owner_left = Q(case_giver__ended_on__isnull=False, item__meeting__closed_at__isnull=False)
    return Q(expires_at__lte=now) | Q(item__meeting__opened_at__lte=now - LATEST) | owner_left


def _forget_keys_without_a_row(now: datetime) -> None:
    """Of rows that were deleted with their meeting. Whatever database this is, they opened nothing any more."""
    named = set(Consultation.objects.exclude(key="").values_list("key", flat=True))
    try:
        for name in sealing.names(before=now - FORGOTTEN):
            if name not in named:
                sealing.destroy(name)
    except (OSError, sealing.Unreadable) as error:
        log.error("Keys that no row names cannot be looked through: %s", error)
