"""What people write at the tables, support, and lay together."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.activities.world_cafe import access
from peercircle.activities.world_cafe.actions import notes as actions
from peercircle.activities.world_cafe.forms import NoteForm
from peercircle.activities.world_cafe.models import TableNote
from peercircle.activities.world_cafe.piles import lying, supported
from peercircle.activities.world_cafe.views.answers import back
from peercircle.kit.sending import as_uuid, sent
from peercircle.meetings.models import Attendance


@require_POST
def note(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    table, me = access.table_for_participant(request, pk, table_pk)
    data = sent(NoteForm(request.POST))
    return _answer(request, me, actions.write_note(table, me, data["text"], id=data["id"], now=timezone.now()))


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """One form holds the whole tablecloth; the button that was tapped names the note."""
    what = next((what for what in ("support", "unsupport") if what in request.POST), "apart")
    found, me = access.note_for_participant(request, pk, as_uuid(request.POST.get(what, "")))
    if what == "support":
        actions.support_note(found, me)
    elif what == "unsupport":
        actions.take_support_back(found, me)
    else:
        actions.lay_apart(found, me)
    return _answer(request, me, found)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: int, note_pk: UUID) -> HttpResponse:
    """A note by itself: which other one says the same, and, for its writer, the way to take it back."""
    found, me = access.note_for_participant(request, pk, note_pk)
    others = TableNote.objects.filter(table=found.table_id).exclude(pk=found.pk)
    if request.method == "POST":
        other = get_object_or_404(others, pk=as_uuid(request.POST.get("other", "")))
        actions.lay_together(found, other, me)
        return redirect("meetings:live", pk)
    context = {
        "meeting": me.meeting,
        "note": found,
        "piles": lying(others),
        "is_mine": found.writer_id == me.pk,
    }
    return render(request, "world_cafe/note.html", context)


@require_POST
def take_back(request: HttpRequest, pk: int, note_pk: UUID) -> HttpResponse:
    actions.take_back_note(*access.note_of_writer(request, pk, note_pk))
    return redirect("meetings:live", pk)


def _answer(request: HttpRequest, me: Attendance, found: TableNote) -> HttpResponse:
    """As it lies there now. What lies under another note is shown by that one."""
    piles = lying(TableNote.objects.filter(pk__in=[found.pk, found.laid_on_id]))
    context = {"pile": piles[0], "mine": supported(piles, me), "me": me, "meeting": me.meeting}
    return back(request, me.meeting_id, "world_cafe/_note.html", context)
