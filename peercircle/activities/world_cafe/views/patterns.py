"""What was heard at more than one table."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.activities.world_cafe import access, faces
from peercircle.activities.world_cafe.actions import patterns as actions
from peercircle.activities.world_cafe.forms import PatternForm
from peercircle.activities.world_cafe.models import Pattern, TableNote
from peercircle.activities.world_cafe.piles import Pile, by_support, lying
from peercircle.activities.world_cafe.views.answers import back
from peercircle.kit.numbers import number
from peercircle.kit.sending import as_uuid, sent
from peercircle.meetings.models import Attendance


@require_POST
def name(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, me = access.cafe_for_participant(request, pk, item_pk)
    data = sent(PatternForm(request.POST))
    return _answer(request, me, actions.name_pattern(cafe, me, data["text"], id=data["id"], now=timezone.now()))


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """One form holds all patterns; the button that was tapped names the pattern and the table."""
    what = next((what for what in ("add", "remove", "drop") if what in request.POST), "drop")
    key, _colon, table_pk = request.POST.get(what, "").partition(":")
    pattern, me = access.pattern_for_participant(request, pk, as_uuid(key))
    if what == "drop":
        actions.drop_pattern(pattern, me)
        return HttpResponse() if request.headers.get("HX-Request") else redirect("meetings:live", pk)
    table = get_object_or_404(pattern.cafe.tables, pk=number(table_pk))
    actions.link_table(pattern, table, me, belongs=what == "add")
    return _answer(request, me, pattern)


@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int, pattern_pk: UUID) -> HttpResponse:
    """All notes of the café, to say which of them belong to the pattern."""
    pattern, me = access.pattern_for_participant(request, pk, pattern_pk)
    mine = TableNote.objects.filter(table__cafe=pattern.cafe)
    if request.method == "POST":
        belongs = "add" in request.POST
        note = get_object_or_404(mine, pk=as_uuid(request.POST.get("add" if belongs else "remove", "")))
        actions.link_note(pattern, note, me, belongs=belongs)
        return redirect("world_cafe:pattern-notes", pk, pattern.pk)
    linked = {note.pk for note in pattern.notes.all()}
    shown = list(pattern.cafe.tables.filter(is_open=True))
    tables: dict[int, list[tuple[Pile, bool]]] = {table.pk: [] for table in shown}
    for pile in by_support(lying(mine.filter(table__in=tables))):
        tables[pile.note.table_id].append((pile, pile.note.pk in linked))
    context = {"meeting": me.meeting, "pattern": pattern, "tables": [(table, tables[table.pk]) for table in shown]}
    return render(request, "world_cafe/pattern_notes.html", context)


def _answer(request: HttpRequest, me: Attendance, pattern: Pattern) -> HttpResponse:
    context = {**faces.patterns.pattern_part(pattern), "meeting": me.meeting}
    return back(request, me.meeting_id, "world_cafe/_pattern.html", context)
