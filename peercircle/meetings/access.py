"""Who may see a meeting, take part in it, lead it.

Views get a meeting only through the functions here. A stranger gets 404: we do not tell that it exists.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.people.models import Person


def meeting_for_member(person: Person | AnonymousUser, pk: int) -> Meeting:
    """Any member of the group may see, plan and change its meetings."""
    if not isinstance(person, Person):
        raise Http404
    return get_object_or_404(Meeting.objects.visible_to(person).select_related("group"), pk=pk)


def item_for_member(person: Person | AnonymousUser, pk: int) -> AgendaItem:
    if not isinstance(person, Person):
        raise Http404
    mine = Meeting.objects.visible_to(person)
    # A step that was taken off the agenda too: it can be put back.
    return get_object_or_404(AgendaItem.and_removed.select_related("meeting__group"), pk=pk, meeting__in=mine)


def participant(request: HttpRequest, pk: int) -> Attendance:
    """This phone's place in the meeting: by what it joined as, else by who is signed in.

    One query: the meeting, its group and the person come along.
    """
    everyone = Attendance.objects.select_related("meeting__group", "meeting__item", "membership__person")
    joined_as = request.session.get("attendances", {}).get(str(pk))
    if joined_as:
        return get_object_or_404(everyone, pk=joined_as, meeting_id=pk)
    if isinstance(request.user, Person):
        return get_object_or_404(everyone, meeting_id=pk, membership__person=request.user)
    raise Http404


def place(request: HttpRequest, pk: int) -> Attendance:
    """The same place, only to write something down from it: nothing comes along, so it costs a fifth."""
    places = Attendance.objects.only("meeting")
    joined_as = request.session.get("attendances", {}).get(str(pk))
    if joined_as:
        return get_object_or_404(places, pk=joined_as, meeting=pk)
    if isinstance(request.user, Person):
        return get_object_or_404(places, meeting=pk, membership__person=request.user)
    raise Http404


def leading(request: HttpRequest, pk: int) -> Attendance:
    """The phone that leads just now."""
    me = participant(request, pk)
    if me.meeting.leader_id != me.pk:
        raise PermissionDenied(_("Somebody else leads just now. Ask them to hand you the lead."))
    return me


def item_for_participant(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    """An item of the meeting that this phone takes part in."""
    me = participant(request, pk)
    item = get_object_or_404(AgendaItem, pk=item_pk, meeting_id=pk)
    item.meeting = me.meeting
    return item, me


def remember(request: HttpRequest, attendance: Attendance) -> None:
    """This phone takes part as this person from now on."""
    joined = request.session.get("attendances", {})
    request.session["attendances"] = {**joined, str(attendance.meeting_id): attendance.pk}
