"""One visit: what to know before, and the note. The page works without a network, see js/worker.js."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from peercircle.meetings.models import Meeting
from peercircle.programme import access, visiting
from peercircle.programme.actions import visit_notes as actions
from peercircle.programme.forms.visits import DayForm, NoteForm
from peercircle.programme.models import FieldVisit
from peercircle.programme.views.kept import kept_on_phone


@require_GET
@kept_on_phone
def visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, access.visit(request.user, pk))


@require_POST
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sent by a tap, or by the phone later: then nobody looks at the answer but the phone."""
    this = access.visit_to_make(request.user, pk)
    (stop,) = visiting.stops([this])
    form = _form(stop, request.POST)
    if not form.is_valid():
        return _page(request, this, form=form, status=422)
    actions.write_note(this, **form.note, by=access.of_programme(request.user), now=timezone.now())
    messages.success(request, _("The note of the visit to %(place)s has been saved.") % {"place": stop.name})
    return HttpResponse(status=204) if request.headers.get("HX-Request") else redirect("programme:visit", pk)


def _form(stop: visiting.Stop, data: Any = None) -> NoteForm:
    days = visiting.next_days(stop.sites, after=max(stop.visit.visited_on, timezone.localdate()))
    return NoteForm(data, visit=stop.visit, next_days=days)


def _page(request: HttpRequest, this: FieldVisit, *, form: NoteForm | None = None, status: int = 200) -> HttpResponse:
    (stop,) = visiting.stops([this])
    is_mine = this.expert_id == request.user.pk
    context: dict[str, object] = {
        "stop": stop,
        "visit": this,
        "is_mine": is_mine,
        "form": (form or _form(stop)) if is_mine else None,
        "day_form": DayForm(initial={"on": this.visited_on}, auto_id="move_%s"),
    }
    context |= _what_was(this) if this.is_held else _to_know_before(this)
    return render(request, "programme/visit.html", context, status=status)


def _what_was(this: FieldVisit) -> dict[str, object]:
    return {"needs": this.needs.all(), "corrections": this.corrections.all(), "following": _following(this)}


def _following(this: FieldVisit) -> FieldVisit | None:
    planned = FieldVisit.objects.planned().filter(group=this.group, site=this.site, visited_on__gt=this.visited_on)
    return planned.first()


def _to_know_before(this: FieldVisit) -> dict[str, object]:
    group = this.group
    return {
        "members": group.current_members if group else [],
        "next_meeting": group.meetings.filter(phase=Meeting.Phase.PLANNED).order_by("starts_at").first()
        if group
        else None,
        "before": visiting.before(this),
        "waiting": visiting.waiting_needs(this),
    }
