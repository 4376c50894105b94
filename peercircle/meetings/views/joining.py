"""Coming in: by code, by personal link, as a member or as a guest with a first name; and the room's screen."""

from __future__ import annotations

from django.db.models import CharField, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peercircle.groups.access import membership as membership_in
from peercircle.groups.models import Membership
from peercircle.kit.limits import address, too_many
from peercircle.kit.refusals import Refused
from peercircle.meetings import access, faces, personal_links
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.forms.joining import CodeForm, GuestForm
from peercircle.meetings.models import Attendance, Meeting
from peercircle.people.models import Person
from peercircle.stream.nudges import ticks_of
from peercircle.stream.tickets import ticket


def _by_code(request: HttpRequest, code: str) -> Meeting:
    if too_many(f"code:{address(request)}", limit=60, seconds=600):
        raise Refused(_("Too many codes were tried from here. Wait ten minutes, then try again."))
    meeting = Meeting.objects.select_related("group", "item", "leader").filter(code=code).first()
    if meeting is None:
        raise Refused(_("There is no meeting with this code. Look at the room screen or ask the facilitator for it."))
    return meeting


def _place_of(person: object, meeting: Meeting) -> Membership | None:
    """The membership of whoever is signed in, in the meeting's group."""
    if not isinstance(person, Person):
        return None
    return Membership.objects.filter(group=meeting.group_id, person=person, ended_on=None).first()


@require_GET
def enter_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("meetings:join", form.cleaned_data["code"])
    return render(request, "meetings/enter_code.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    meeting = _by_code(request, CodeForm.tidy(code))
    member = _place_of(request.user, meeting)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and (member or form.is_valid()):
        now = timezone.now()
        if member:
            attendance = joining.join(meeting, member, now=now)
        else:
            attendance = _known_guest(request, meeting) or joining.join_as_guest(
                meeting, form.cleaned_data["first_name"], now=now
            )
        access.remember(request, attendance)
        return redirect("meetings:live", meeting.pk)
    context = {"meeting": meeting, "member": member, "form": form}
    return render(request, "meetings/join.html", context, status=422 if form.errors and not member else 200)


def _known_guest(request: HttpRequest, meeting: Meeting) -> Attendance | None:
    """A guest who comes by the code again on the same phone is the same guest."""
    joined_as = request.session.get("attendances", {}).get(str(meeting.pk))
    return Attendance.objects.filter(pk=joined_as, meeting=meeting).first() if joined_as else None


@require_http_methods(["GET", "POST"])
def join_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link that is opened by a message's preview must not let anybody in: only the tap does."""
    found = personal_links.read(token)
    if found is None:
        raise Refused(_("This link is not valid any more. Ask your group for the new one, or join by the code."))
    meeting, membership = found
    if request.method == "POST":
        attendance = joining.join(meeting, membership, now=timezone.now())
        access.remember(request, attendance)
        return redirect("meetings:live", meeting.pk)
    return render(request, "meetings/join.html", {"meeting": meeting, "member": membership})


@require_http_methods(["POST"])
def open_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    membership = membership_in(request.user, meeting.group_id)
    attendance = leading.open_meeting(meeting, by=membership, now=timezone.now())
    access.remember(request, attendance)
    return redirect("meetings:live", pk)


def _on_screen(code: str) -> Meeting:
    """With how many changes there were."""
    tick = {"tick": ticks_of(Concat(Value("meeting:"), Cast(OuterRef("pk"), CharField())))}
    there = Meeting.objects.select_related("group", "item", "leader").annotate(**tick)
    meeting = there.filter(code=CodeForm.tidy(code)).first()
    if meeting is None:
        raise Http404
    return faces.look(meeting)


@require_GET
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """For a projector, without sign-in: whoever has the code may see what hangs on the wall."""
    meeting = _on_screen(code)
    admit = ticket(meeting.topic, "", get_language() or "en", now=timezone.now())
    context = {
        **faces.header(meeting, timezone.now()),
        **faces.screen(meeting),
        "ticket": admit,
        "after": meeting.tick,
    }
    return render(request, "meetings/screen.html", context)


@require_GET
def screen_part(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "meetings/_screen.html", faces.screen(_on_screen(code)))
