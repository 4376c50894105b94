"""What time does in the programme: who left a need unread or unanswered for 14 days is reminded; what is old goes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from peercircle.kit import letters
from peercircle.kit.templatetags.dates import day
from peercircle.needs.actions.answering import note_reminder
from peercircle.needs.models import Need
from peercircle.people.models import Person
from peercircle.programme.actions.arrivals import forget_old_arrivals
from peercircle.programme.actions.candidates import forget_old_candidates
from peercircle.programme.actions.uploads import look_after_uploads

MOST = 200  # a minute


def upkeep(now: datetime) -> None:
    forget_old_candidates(now)
    forget_old_arrivals(now)
    look_after_uploads(now)  # in pieces of its own, so that nobody waits for a long file
    remind_of_needs(now)


@transaction.atomic
def remind_of_needs(now: datetime) -> None:
    """One letter for each who has to look, whatever number of needs came due in this minute."""
    of_this_step = Q(reminded_at__gte=F("state_since"))
    due = Need.objects.overdue(now).exclude(of_this_step).select_for_update(of=("self",))
    by_reader: dict[Person, list[Need]] = defaultdict(list)
    for need in due.select_related("group", "responsible").order_by("state_since", "pk")[:MOST]:
        for reader in _readers(need):
            by_reader[reader].append(need)
        note_reminder(need, now=now)
    for reader, needs in by_reader.items():
        _remind(reader, needs)


def _readers(need: Need) -> list[Person]:
    """Who sees to it; else the experts of the group's municipalities; else the managers."""
    reachable = Person.objects.filter(is_active=True).exclude(email=None)
    experts = Q(programme_role=Person.ProgrammeRole.EXPERT, expert_teams__municipalities__sites__groups=need.group_id)
    for who in (Q(pk=need.responsible_id), experts, Q(programme_role=Person.ProgrammeRole.MANAGER)):
        if found := list(reachable.filter(who).distinct()):
            return found
    return []


def _remind(reader: Person, needs: list[Need]) -> None:
    """Names of groups and days, never what they wrote: a letter passes through many hands."""
    with override(reader.language or settings.LANGUAGE_CODE):
        subject = ngettext(
            "A need has waited for an answer for 14 days",
            "%(number)s needs have waited for an answer for 14 days",
            len(needs),
        ) % {"number": len(needs)}
        waiting = [
            _("%(group)s, since %(day)s") % {"group": each.group.name, "day": day(each.raised_at)} for each in needs
        ]
        address = settings.ORIGIN + reverse("programme:needs")
        parts = [
            _("Dear %(name)s,") % {"name": reader.given_name},
            _("these groups have not been told in time that their need was read, or what becomes of it:"),
            "\n".join(waiting),
            _("Read and answer here: %(address)s") % {"address": address},
        ]
    letters.send.enqueue(subject, "\n\n".join(parts) + "\n", str(reader.email))
