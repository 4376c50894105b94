"""A photo of a table's sheet of paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.activities.world_cafe import access
from peercircle.activities.world_cafe.actions import photos as actions
from peercircle.activities.world_cafe.forms import PhotoForm
from peercircle.kit.photos import small_and_clean


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    table, me = access.table_for_harvest(request, pk, table_pk)
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_valid():
        photo = form.cleaned_data["photo"]
        actions.add_photo(table, me, small_and_clean(photo, photo.size), now=timezone.now())
        return redirect("meetings:live", pk)
    context = {"table": table, "form": form, "meeting": me.meeting, "has_photo": hasattr(table, "photo")}
    return render(request, "world_cafe/photo.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_away_now(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    """While the meeting goes on: whoever may add one."""
    table, _me = access.table_for_harvest(request, pk, table_pk)
    actions.take_photo_away(table)
    return redirect("meetings:live", pk)


@never_cache
@require_GET
def show(request: HttpRequest, item_pk: int, table_pk: int) -> HttpResponse:
    photo = access.photo_for_member(request.user, item_pk, table_pk)
    return HttpResponse(bytes(photo.jpeg), content_type="image/jpeg")


@require_POST
def take_away(request: HttpRequest, item_pk: int, table_pk: int) -> HttpResponse:
    """Any member of the group, at any time: who finds a pupil's name on a sheet need not ask first."""
    table = access.table_for_member(request.user, item_pk, table_pk)
    actions.take_photo_away(table)
    return redirect("meetings:minutes", table.cafe.item.meeting_id)
