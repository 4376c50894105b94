"""Who may do what in a consultation, and who may read what it left.

The case giver owns the question; the one who leads the meeting moderates. What stays is for members who were there; the
others of the group are told that it was, and its topic.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.models import (
    Consultation,
    Contribution,
    OwnProtocol,
    OwnStep,
    Part,
    StepTime,
)
from peercircle.activities.case_consultation.protocols import CAME_OF_IT
from peercircle.groups.access import membership
from peercircle.groups.models import Membership
from peercircle.meetings import access, pointer
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.people.models import Person
from peercircle.safeguarding.access import card_at, card_of

KIND = "case_consultation"
ASKED_FOR = timedelta(days=400)  # a year and a month after the meeting nobody is asked any more


def item_for_participant(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    return access.item_for_participant(request, pk, item_pk, kind=KIND)


def item_for_case_giver(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    item, me = item_for_participant(request, pk, item_pk)
    if not item.consultation.is_of(me):
        raise PermissionDenied(_("Only the case giver decides this. Tell them what you think of."))
    return item, me


def item_for_leader(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    access.leading(request, pk)
    return item_for_participant(request, pk, item_pk)


def item_for_secretary(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    item, me = item_for_participant(request, pk, item_pk)
    if cases.roles(item.consultation).get(Part.Role.SECRETARY) != me:
        raise PermissionDenied(_("Only the secretary writes for others. Ask the facilitator for this role."))
    return item, me


# --- Afterwards ----------------------------------------------------------------------------------
def that_were() -> QuerySet[Consultation]:
    """In meetings that are over. Without a case giver only trios have times of their steps; a plan has neither."""
    took_place = Q(case_giver__isnull=False) | Exists(StepTime.objects.filter(consultation=OuterRef("pk")))
    closed = Consultation.objects.filter(item__removed_at=None, item__meeting__phase=Meeting.Phase.CLOSED)
    return closed.filter(took_place).select_related("item__meeting__group", "case_giver")


def with_a_question() -> QuerySet[Consultation]:
    """Those after which a case giver can say what came of it. A stopped one left nothing."""
    return that_were().filter(case_giver__isnull=False, stopped_at=None)


@dataclass(frozen=True)
class Reader:
    """Somebody of the group before a consultation that was."""

    consultation: Consultation
    mine: Membership
    was_there: bool
    heard_the_case: bool  # while it was told, and not only before or afterwards
    has_newer_card: bool = False  # whoever printed it could come in with it too

    @property
    def may_open(self) -> bool:
        return self.heard_the_case and not self.has_newer_card

    @property
    def gave_the_case(self) -> bool:
        return self.was_there and self.consultation.case_giver_id == self.mine.pk


def consultation(person: Person | AnonymousUser, item_pk: int) -> Reader:
    """For every member of the group; what they may read of it depends on whether they were there."""
    if not isinstance(person, Person):
        raise Http404
    ideas = Contribution.objects.waiting().filter(consultation=OuterRef("pk"))
    theirs = that_were().filter(item__meeting__in=Meeting.objects.visible_to(person))
    began = Coalesce(OuterRef("item__meeting__opened_at"), OuterRef("item__meeting__starts_at"))
    newer_card = Exists(person.cards.filter(made_at__gte=began))
    found = get_object_or_404(theirs.annotate(ideas_wait=Exists(ideas), newer_card=newer_card), item=item_pk)
    meeting = found.item.meeting
    mine = Attendance.objects.filter(meeting=meeting, membership__person=person, membership__ended_on=None)
    if (came := mine.select_related("membership__person").first()) and came.membership:
        return Reader(found, came.membership, True, pointer.was_at(came, found.item), vars(found)["newer_card"])
    return Reader(found, membership(person, meeting.group_id), False, False)


def consultation_there(person: Person | AnonymousUser, item_pk: int) -> Reader:
    reader = consultation(person, item_pk)
    if not reader.was_there:
        raise PermissionDenied(_("What stays of a consultation is for those who were there. Ask one of them."))
    return reader


def reader_of_texts(person: Person | AnonymousUser, item_pk: int) -> Reader:
    reader = consultation_there(person, item_pk)
    if not reader.heard_the_case:
        raise PermissionDenied(_("It opens for those who were there when the case was told. Ask one of them."))
    if reader.has_newer_card:
        raise PermissionDenied(
            _(
                "Your access card was printed after the meeting had begun, so it does not open what was told there."
                " Ask one of those who were there."
            )
        )
    return reader


def own_consultation(person: Person | AnonymousUser, item_pk: int) -> Consultation:
    reader = consultation_there(person, item_pk)
    if not reader.gave_the_case:
        raise PermissionDenied(_("Only the case giver can say this. Ask them."))
    return reader.consultation


def consultations_of(mine: Membership) -> QuerySet[Consultation]:
    """Those of the group, the newest first, each with whether this member was there."""
    was_there = Attendance.objects.filter(meeting=OuterRef("item__meeting"), membership=mine)
    theirs = that_were().filter(item__meeting__group=mine.group_id)
    return theirs.annotate(was_there=Exists(was_there)).order_by("-item__meeting__starts_at", "-pk")


# --- What came of it? -----------------------------------------------------------------------------
def asked_in(item: AgendaItem) -> QuerySet[Consultation]:
    """Earlier ones about which this meeting asks: nobody has said yet what came of it, and the case giver is here.

    What is answered stays for this meeting, and while the group stands at the question nothing goes away: else the
    step would vanish under them. Only the first consultation of a meeting begins with it.
    """
    meeting = item.meeting
    since = meeting.opened_at or meeting.starts_at
    here = Attendance.objects.filter(meeting=meeting, membership=OuterRef("case_giver"))
    if not (meeting.item_id == item.pk and meeting.stage == CAME_OF_IT):
        here = here.filter(left_at=None)
    before_me = AgendaItem.objects.filter(meeting=meeting, kind=KIND, position__lt=item.position)
    open_or_said_now = Q(verdict="") | Q(verdict_at__gte=since)
    return (
        with_a_question()
        .filter(open_or_said_now, Exists(here), ~Exists(before_me), item__meeting__group=meeting.group_id)
        .filter(item__meeting__closed_at__gt=since - ASKED_FOR)
        .exclude(item__meeting=meeting)
        .select_related("case_giver__person")
        .order_by("item__meeting__starts_at", "pk")
    )


def consultation_of(item: AgendaItem) -> Consultation:
    """Of the item, with whether it begins by asking about an earlier one, when the group meets next, and the card for a
    child in danger.

    A page looks many times and asks once.
    """
    if not item.meeting.is_open:
        return item.consultation
    if not AgendaItem.consultation.is_cached(item):
        there = "item__meeting__group__sites__municipality__code"
        later = {"meets_at": Subquery(_later(item.meeting).values("starts_at")[:1])}
        asked = Consultation.objects.annotate(asks=Exists(asked_in(item)), first=Min(there), last=Max(there))
        found = asked.annotate(**later).get(item=item)
        found.asks_about_earlier = found.asks
        found.card = card_at(found.first, found.last)
        item.consultation = found
    if item.consultation.asks_about_earlier is None:
        item.consultation.asks_about_earlier = asked_in(item).exists()
    return item.consultation


def meets_next_at(item: AgendaItem) -> datetime | None:
    """When the group meets after this meeting."""
    consultation = consultation_of(item)
    if not hasattr(consultation, "meets_at"):
        consultation.meets_at = _later(item.meeting).values_list("starts_at", flat=True).first()
    return consultation.meets_at


def _later(meeting: Meeting) -> QuerySet[Meeting]:
    return Meeting.objects.after(meeting.group_id, meeting.starts_at)


def card(item: AgendaItem) -> str:
    """Where to read what to do when a child may be in danger: in the group's municipality."""
    consultation = consultation_of(item)
    if not consultation.card:
        consultation.card = card_of(item.meeting.group_id)
    return consultation.card


def asked_of(me: Attendance, item: AgendaItem, consultation_pk: int) -> Consultation:
    """An earlier consultation of mine, in the meeting that asks me about it."""
    found = get_object_or_404(asked_in(item), pk=consultation_pk)
    if not found.is_of(me):
        raise PermissionDenied(_("Only the case giver can say this. Ask them."))
    return found


# --- An organisation's own protocols ----------------------------------------------------------------
def keeper(person: Person | AnonymousUser) -> Person:
    """The programme's experts and managers."""
    if not isinstance(person, Person) or not person.is_programme:
        raise PermissionDenied(
            _("The programme's experts keep these ways of consulting. Tell them what you would need.")
        )
    return person


def own_protocol(person: Person | AnonymousUser, pk: int) -> OwnProtocol:
    keeper(person)
    return get_object_or_404(OwnProtocol.objects.prefetch_related("steps"), pk=pk)


def own_step(person: Person | AnonymousUser, pk: int, step_pk: int) -> OwnStep:
    keeper(person)
    return get_object_or_404(OwnStep.objects.select_related("protocol"), pk=step_pk, protocol=pk)
