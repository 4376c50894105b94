"""The café's doors."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.activities.world_cafe import access, actions, faces
from peercircle.activities.world_cafe.forms import CardForm, ModeForm, NoteForm, ThemeForm
from peercircle.activities.world_cafe.models import Cafe
from peercircle.kit.sending import sent
from peercircle.meetings.access import item_for_participant
from peercircle.meetings.models import Attendance


def _back(request: HttpRequest, pk: int, fragment: str, context: dict[str, object]) -> HttpResponse:
    """A phone with scripts gets the fragment, one without the page."""
    if request.headers.get("HX-Request"):
        return render(request, fragment, context)
    return redirect("meetings:live", pk)


def _cafe(request: HttpRequest, pk: int, item_pk: int) -> tuple[Cafe, Attendance]:
    item, me = item_for_participant(request, pk, item_pk)
    cafe = get_object_or_404(Cafe, item=item)
    cafe.item = item
    return cafe, me


@require_POST
def choose(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, me = _cafe(request, pk, item_pk)
    chosen = set(request.POST.getlist("table"))
    actions.choose_themes(cafe, me, [table for table in cafe.tables.all() if str(table.pk) in chosen])
    return redirect("meetings:live", pk)


@require_POST
def host(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    table, me = access.table_for_participant(request, pk, table_pk)
    actions.host_table(table, me)
    return redirect("meetings:live", pk)


@require_POST
def sit(request: HttpRequest, pk: int, table_pk: int, round_: int) -> HttpResponse:
    table, me = access.table_for_participant(request, pk, table_pk)
    actions.sit_down(table, me, round_)
    return redirect("meetings:live", pk)


@require_POST
def note(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    table, me = access.table_for_participant(request, pk, table_pk)
    data = sent(NoteForm(request.POST))
    written = actions.write_note(table, me, data["text"], id=data["id"], now=timezone.now())
    return _back(request, pk, "world_cafe/_note.html", {"note": written})


@require_POST
def take_back(request: HttpRequest, pk: int, note_pk: str) -> HttpResponse:
    actions.take_back_note(access.note_of_writer(request, pk, note_pk))
    return redirect("meetings:live", pk)


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    """A card on a page of its own: to correct it while it is read back, or without scripts."""
    table, me = access.table_for_harvest(request, pk, table_pk)
    form = CardForm.of(table, request.POST or None)
    if form.is_bound and request.headers.get("HX-Request"):
        sent(form)
    if form.is_valid():
        actions.hand_in_card(table, me, form.answers(), form.cleaned_data["need"], now=timezone.now())
        table.refresh_from_db()
        fresh: dict[str, object] = {"table": table, "form": CardForm.of(table), "meeting": me.meeting}
        return _back(request, pk, "world_cafe/_card_form.html", fresh)
    context = {"table": table, "form": form, "meeting": me.meeting}
    return render(request, "world_cafe/card.html", context, status=422 if form.errors else 200)


@require_GET
def harvest(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, me = _cafe(request, pk, item_pk)
    return render(request, "world_cafe/_harvest_state.html", {**faces.harvest(cafe, me), "meeting": me.meeting})


# --- Planning ------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def themes(request: HttpRequest, item_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_theme(cafe, form.cleaned_data["theme"], form.cleaned_data["question"])
        return redirect("world_cafe-plan:themes", item_pk)
    context = {
        "cafe": cafe,
        "form": form,
        "tables": cafe.tables.all(),
        "mode_form": ModeForm(initial={"mode": cafe.mode}),
    }
    return render(request, "world_cafe/themes.html", context, status=422 if form.errors else 200)


@require_POST
def mode(request: HttpRequest, item_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    form = ModeForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.choose_mode(cafe, form.cleaned_data["mode"])
    return redirect("world_cafe-plan:themes", item_pk)


@require_http_methods(["GET", "POST"])
def theme(request: HttpRequest, item_pk: int, table_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    table = get_object_or_404(cafe.tables, pk=table_pk)
    table.cafe = cafe
    form = ThemeForm(request.POST or None, initial={"theme": table.theme, "question": table.question})
    if request.method == "POST" and form.is_valid():
        actions.change_theme(table, form.cleaned_data["theme"], form.cleaned_data["question"])
        return redirect("world_cafe-plan:themes", item_pk)
    context = {"cafe": cafe, "table": table, "form": form}
    return render(request, "world_cafe/theme.html", context, status=422 if form.errors else 200)


@require_POST
def remove_theme(request: HttpRequest, item_pk: int, table_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    actions.remove_theme(get_object_or_404(cafe.tables, pk=table_pk))
    return redirect("world_cafe-plan:themes", item_pk)
