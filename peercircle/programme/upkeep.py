"""What time does in the programme: who owes a group an answer, or what was planned, is reminded; what is old goes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from peercircle.kit import letters
from peercircle.kit.templatetags.dates import day
from peercircle.needs.actions.answering import note_reminder
from peercircle.needs.models import Need, NeedQuerySet
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
    by_reader: dict[Person, list[Need]] = defaultdict(list)
    for need in [*_overdue(now), *_late(now)]:
        for reader in _readers(need):
            by_reader[reader].append(need)
        note_reminder(need, now=now)
    for reader, needs in by_reader.items():
        _remind(reader, needs)


def _overdue(now: datetime) -> NeedQuerySet:
    return _unreminded(Need.objects.overdue(now).exclude(reminded_at__gte=F("state_since")))


def _late(now: datetime) -> NeedQuerySet:
    return _unreminded(Need.objects.late(localdate(now)).exclude(reminded_at__date__gt=F("due_on")))


def _unreminded(needs: NeedQuerySet) -> NeedQuerySet:
    locked = needs.select_for_update(of=("self",)).select_related("group", "responsible")
    return locked.order_by("state_since", "pk")[:MOST]


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
    late = [need for need in needs if need.state == Need.State.PLANNED]
    waiting = [need for need in needs if need not in late]
    with override(reader.language or settings.LANGUAGE_CODE):
        address = settings.ORIGIN + reverse("programme:needs")
        parts = [
            _("Dear %(name)s,") % {"name": reader.given_name},
            *_told(
                _("these groups have not been told in time that their need was read, or what becomes of it:"), waiting
            ),
            *_told(_("something was planned for these groups, and its day has passed:"), late),
            _("Read and answer here: %(address)s") % {"address": address},
        ]
        subject = _subject(len(waiting), len(late))
    letters.send.enqueue(subject, "\n\n".join(parts) + "\n", str(reader.email))


def _subject(waiting: int, late: int) -> str:
    if not waiting:
        sentence = ngettext("The day of %(number)s plan has passed", "The days of %(number)s plans have passed", late)
        return sentence % {"number": late}
    return ngettext(
        "A need has waited for an answer for 14 days", "%(number)s needs have waited for an answer for 14 days", waiting
    ) % {"number": waiting}


def _told(sentence: str, needs: list[Need]) -> list[str]:
    """The sentence, and below it the groups with the days on which they asked; nothing without any."""
    lines = [_("%(group)s, since %(day)s") % {"group": each.group.name, "day": day(each.raised_at)} for each in needs]
    return [sentence, "\n".join(lines)] if needs else []
