"""Minutes by e-mail, to chosen members."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from peercircle.meetings import access
from peercircle.meetings.actions import sending
from peercircle.meetings.forms.minutes import SendForm


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    found, reader = access.minutes_for_member(request.user, pk)
    members = list(reader.group.memberships.filter(ended_on=None).select_related("person"))
    reachable = [member for member in members if member.person.email]
    absent = [member for member in reachable if not access.was_there(found, member)]
    form = SendForm(request.POST if request.method == "POST" else None, reachable, absent)
    if form.is_valid():
        data = form.cleaned_data
        count = sending.send_minutes(
            found.meeting,
            data["to"],
            confidential_to=list(data["confidential_to"]),
            by=reader,
            now=timezone.now(),
        )
        said = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
        messages.success(request, said % {"count": count})
        return redirect("meetings:minutes", pk)
    context = {
        "form": form,
        "meeting": found.meeting,
        "reachable": reachable,
        "letters": list(found.meeting.letters.select_related("to__person")),
        "unreachable": [member for member in members if not member.person.email],
    }
    return render(request, "meetings/minutes_send.html", context, status=422 if form.is_bound else 200)
