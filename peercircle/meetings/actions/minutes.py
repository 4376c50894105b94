"""From draft to approved: write, add, approve, and correct so that everybody sees it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Approval, Correction, Minutes, MinutesSection, Publication

APPROVALS = 2


def _locked(minutes: Minutes) -> Minutes:
    return Minutes.objects.select_for_update().get(pk=minutes.pk)


@transaction.atomic
def change_section(
    section: MinutesSection, *, text: str, is_confidential: bool, seen: int, by: Membership, now: datetime
) -> None:
    """Write a section anew, or move it to the other layer.

    While the minutes are a draft, whoever has approved is asked again. Afterwards the old text stays as a
    correction, what is for members only stays for members only, and what was published is published no more.
    Saving the same twice changes nothing.
    """
    minutes = _locked(section.minutes)
    section = minutes.sections.get(pk=section.pk)
    if section.text == text and section.is_confidential == is_confidential:
        return
    if section.version != seen:
        raise Refused(_("Somebody else has just changed this part. Go back: your text is still there."))
    if not minutes.is_locked:
        minutes.approvals.all().delete()
    elif section.is_confidential and not is_confidential:
        raise Refused(_("These minutes are approved. What is for members only stays for members only."))
    elif section.text != text:
        Correction.objects.create(section=section, by=by, at=now, old_text=section.text, new_text=text)
    if not section.is_confidential:
        Publication.objects.filter(minutes=minutes).delete()
    section.text = text
    section.is_confidential = is_confidential
    section.version += 1
    section.save(update_fields=["text", "is_confidential", "version"])


@transaction.atomic
def add_section(minutes: Minutes, *, kind: str, heading: str, text: str, is_confidential: bool) -> MinutesSection:
    """A decision, or something that no activity wrote down. The same twice is there once."""
    locked = _locked(minutes)
    if locked.is_locked:
        raise Refused(_("These minutes are approved. Correct a part of them, or tell it at the next meeting."))
    same = locked.sections.filter(kind=kind, heading=heading, text=text, is_confidential=is_confidential).first()
    if same:
        return same
    locked.approvals.all().delete()
    last = locked.sections.aggregate(last=Max("position"))["last"] or 0
    return MinutesSection.objects.create(
        minutes=locked,
        position=last + 1,
        kind=kind,
        heading=heading,
        text=text,
        is_confidential=is_confidential,
    )


@transaction.atomic
def approve_minutes(minutes: Minutes, *, seen: int, by: Membership, now: datetime) -> None:
    """This is how it was. The second member who says so locks the minutes.

    One is enough when only one or two members were there. `seen` is the edition that the page showed:
    nobody approves a text that they have not read.
    """
    locked = _locked(minutes)
    if locked.is_locked:
        return
    if seen != edition(list(locked.sections.all())):
        raise Refused(_("The minutes were changed while you were reading. Read them again, then approve."))
    Approval.objects.get_or_create(minutes=locked, membership=by, defaults={"approved_at": now})
    if locked.approvals.count() >= approvals_needed(locked):
        locked.locked_at = now
        locked.save(update_fields=["locked_at"])


def edition(sections: list[MinutesSection]) -> int:
    """Counts up with every change of any section."""
    return sum(section.version + 1 for section in sections)


def approvals_needed(minutes: Minutes) -> int:
    members = [each for each in minutes.meeting.attendances.all() if each.membership_id]
    return APPROVALS if len(members) > APPROVALS else 1
