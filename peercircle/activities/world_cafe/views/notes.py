"""What people write at the tables."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from peercircle.activities.world_cafe import access
from peercircle.activities.world_cafe.actions import notes
from peercircle.activities.world_cafe.forms import NoteForm
from peercircle.activities.world_cafe.views.answers import back
from peercircle.kit.sending import sent


@require_POST
def note(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    table, me = access.table_for_participant(request, pk, table_pk)
    data = sent(NoteForm(request.POST))
    written = notes.write_note(table, me, data["text"], id=data["id"], now=timezone.now())
    return back(request, pk, "world_cafe/_note.html", {"note": written})


@require_POST
def take_back(request: HttpRequest, pk: int, note_pk: str) -> HttpResponse:
    notes.take_back_note(access.note_of_writer(request, pk, note_pk))
    return redirect("meetings:live", pk)
