"""Letting the director and the education office read the shareable part of approved minutes, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group, Membership
from peercircle.kit.folding import fold
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions.minutes import edition
from peercircle.meetings.models import Minutes, Publication


@transaction.atomic
def publish_minutes(minutes: Minutes, *, seen: int, by: Membership, now: datetime) -> None:
    """`seen` is the edition that the page showed: nobody publishes a text that they have not read."""
    locked = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if not locked.is_locked:
        raise Refused(_("These minutes are a draft. When those who were there have approved them, publish them."))
    sections = list(locked.sections.all())
    shareable = [section for section in sections if not section.is_confidential]
    if seen != edition(sections):
        raise Refused(_("The minutes were changed while you were reading. Read them again, then publish."))
    if not any(section.lines for section in shareable):
        raise Refused(_("Nothing in these minutes may be handed on, so there is nothing to publish."))
    _refuse_full_names(by.group, " ".join(f"{section.heading} {section.text}" for section in shareable))
    Publication.objects.get_or_create(minutes=locked, defaults={"by": by, "published_at": now})


def _refuse_full_names(group: Group, text: str) -> None:
    """First and family name together are nobody else; one of them alone is often an everyday word."""
    said = f" {fold(text)} "
    for membership in group.memberships.select_related("person"):
        name = fold(membership.person.name)
        if " " in name and f" {name} " in said:
            told = {"name": membership.person.name}
            raise Refused(_("%(name)s is named there. Let the scribe write “a colleague” first, then publish.") % told)


@transaction.atomic
def take_back(minutes: Minutes) -> None:
    """Whoever belongs to the group may: what was published was said by all of them."""
    Publication.objects.filter(minutes=minutes).delete()
