"""Who may see a meeting, take part in it, lead it.

Views get a meeting only through the functions here. A stranger gets 404: we do not tell that it exists.
"""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.groups.access import only_municipality
from peercircle.groups.models import Group, Membership
from peercircle.meetings import kinds
from peercircle.meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Meeting,
    Minutes,
    MinutesSection,
)
from peercircle.people.models import Person
from peercircle.stream.nudges import ticks_of

PAST_SHOWN = 12

# By hand, because every note that anybody writes passes here; the rules are those of `participant`.
PLACES = """
    SELECT place.id, place.meeting_id
    FROM meetings_attendance AS place
    LEFT JOIN groups_membership AS membership ON membership.id = place.membership_id
    WHERE membership.ended_on IS NULL AND place.meeting_id = %s
"""


def person(request: HttpRequest) -> Person:
    """Whoever is signed in; a phone that only joined a meeting is nobody."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def meeting_for_member(person: Person | AnonymousUser, pk: int) -> Meeting:
    """Any member of the group may see, plan and change its meetings."""
    if not isinstance(person, Person):
        raise Http404
    visible = Meeting.objects.visible_to(person).select_related("group").annotate(lies_in=only_municipality())
    meeting = get_object_or_404(visible, pk=pk)
    meeting.group.only_municipality = getattr(meeting, "lies_in", None)
    return meeting


def meetings_shown(group: Group) -> list[Meeting]:
    """The open one, those that are planned and the last that were, the newest first: asked once for a group's page."""
    were = Meeting.objects.filter(group=group, phase=Meeting.Phase.CLOSED).order_by("-starts_at", "-pk")
    came = Count("attendances", filter=Q(attendances__membership__isnull=False))
    written = Exists(Minutes.objects.filter(meeting=OuterRef("pk")))
    to_come = Q(phase__in=[Meeting.Phase.OPEN, Meeting.Phase.PLANNED])
    shown = Meeting.objects.filter(to_come | Q(pk__in=were.values("pk")[:PAST_SHOWN])).order_by("-starts_at", "-pk")
    prefetch_related_objects(
        [group],
        Prefetch("meetings", shown.annotate(came=came, has_minutes=written, **_left()), to_attr="meetings_shown"),
    )
    found: list[Meeting] = getattr(group, "meetings_shown", [])
    return found


def _left() -> dict[str, Exists]:
    """By the activities whose past has a page of its own: whether the group was at one in a meeting."""
    been = AgendaItem.objects.filter(meeting=OuterRef("pk"), actual_minutes__gt=0)
    return {f"left_{kind.key}": Exists(been.filter(kind=kind.key)) for kind in kinds.installed() if kind.kept_url}


def item_for_member(person: Person | AnonymousUser, pk: int, **of: str) -> AgendaItem:
    """`kind="talk"`: a step of another kind is not there."""
    if not isinstance(person, Person):
        raise Http404
    mine = Meeting.objects.visible_to(person)
    # A step that was taken off the agenda too: it can be put back.
    return get_object_or_404(AgendaItem.and_removed.select_related("meeting__group"), pk=pk, meeting__in=mine, **of)


def own_promise(person: Person | AnonymousUser, pk: UUID) -> Action:
    """What this person promised in a group that they belong to."""
    if not isinstance(person, Person):
        raise Http404
    return get_object_or_404(Action, pk=pk, owner__person=person, owner__ended_on=None)


def participant(request: HttpRequest, pk: int) -> Attendance:
    """This phone's place in the meeting: by what it joined as, else by who is signed in.

    One query: the meeting, its group, who leads, the person, and how many changes there were come along.
    """
    tick = {"tick": ticks_of(Meeting(pk=pk).topic)}
    # A guest has no membership; a member's must not have ended meanwhile.
    everyone = Attendance.objects.filter(membership__ended_on=None).select_related(
        "meeting__group", "meeting__item", "meeting__leader__membership__person", "membership__person"
    )
    everyone = everyone.annotate(**tick)
    joined_as = request.session.get("attendances", {}).get(str(pk))
    if joined_as:
        return get_object_or_404(everyone, pk=joined_as, meeting_id=pk)
    if isinstance(request.user, Person):
        return get_object_or_404(everyone, meeting_id=pk, membership__person=request.user)
    raise Http404


def place(request: HttpRequest, pk: int) -> Attendance:
    """The same place, only to write something down from it: nothing comes along, so it costs a tenth."""
    joined_as = request.session.get("attendances", {}).get(str(pk))
    if joined_as:
        whose, key = "place.id", joined_as
    elif isinstance(request.user, Person):
        whose, key = "membership.person_id", request.user.pk
    else:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(f"{PLACES} AND {whose} = %s", [pk, key])
        found = cursor.fetchone()
    if found is None:
        raise Http404
    return Attendance.from_db(connection.alias, ["id", "meeting_id"], found)


def leading(request: HttpRequest, pk: int) -> Attendance:
    """The phone that leads just now."""
    return only_leader(participant(request, pk))


def only_leader(me: Attendance) -> Attendance:
    if me.meeting.leader_id != me.pk:
        raise PermissionDenied(_("Somebody else leads just now. Ask them to hand you the lead."))
    return me


def item_for_participant(request: HttpRequest, pk: int, item_pk: int, **of: str) -> tuple[AgendaItem, Attendance]:
    """An item of the meeting that this phone takes part in."""
    me = participant(request, pk)
    item = get_object_or_404(AgendaItem, pk=item_pk, meeting_id=pk, **of)
    item.meeting = me.meeting
    return item, me


def remember(request: HttpRequest, attendance: Attendance) -> None:
    """This phone takes part as this person from now on."""
    joined = request.session.get("attendances", {})
    request.session["attendances"] = {**joined, str(attendance.meeting_id): attendance.pk}


def minutes_for_member(person: Person | AnonymousUser, pk: int) -> tuple[Minutes, Membership]:
    """The minutes of a meeting, both layers, for everybody who belongs to the group today."""
    if not isinstance(person, Person):
        raise Http404
    minutes = get_object_or_404(Minutes.objects.visible_to(person).with_people(), meeting_id=pk)
    assert minutes.reader  # noqa: S101  (else they are not visible)
    return minutes, minutes.reader


def was_there(minutes: Minutes, reader: Membership) -> bool:
    return reader.pk in {attendance.membership_id for attendance in minutes.meeting.attendances.all()}


def may_edit(minutes: Minutes, reader: Membership) -> bool:
    """The scribe of that meeting; when there was none, or the scribe was away, any member who was there."""
    if not was_there(minutes, reader):
        return False
    scribe = minutes.writing.membership if minutes.writing else None
    return scribe is None or scribe == reader or scribe.ended_on is not None or not was_there(minutes, scribe)


def minutes_for_editor(person: Person | AnonymousUser, pk: int) -> tuple[Minutes, Membership]:
    minutes, reader = minutes_for_member(person, pk)
    if not may_edit(minutes, reader):
        raise PermissionDenied(_("The scribe of this meeting writes the minutes. Tell the scribe what to change."))
    return minutes, reader


def minutes_for_contact(person: Person | AnonymousUser, pk: int) -> tuple[Minutes, Membership]:
    """The contact speaks for the group to those outside."""
    minutes, reader = minutes_for_member(person, pk)
    if not reader.is_contact:
        raise PermissionDenied(_("Your group's contact does this. Ask them."))
    return minutes, reader


def section_for_editor(
    person: Person | AnonymousUser, pk: int, section_pk: int
) -> tuple[MinutesSection, Minutes, Membership]:
    minutes, reader = minutes_for_editor(person, pk)
    section = get_object_or_404(MinutesSection.objects.select_related("item"), pk=section_pk, minutes=minutes)
    return section, minutes, reader


def minutes_for_approver(person: Person | AnonymousUser, pk: int) -> tuple[Minutes, Membership]:
    minutes, reader = minutes_for_member(person, pk)
    if not was_there(minutes, reader):
        raise PermissionDenied(_("Only members who were there can say whether the minutes are right."))
    return minutes, reader
