"""A group's needs, for its members."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from peercircle.groups.access import membership
from peercircle.needs.access import needs_of


@require_GET
def group(request: HttpRequest, group_pk: int) -> HttpResponse:
    mine = membership(request.user, group_pk)
    return render(request, "needs/group.html", {"group": mine.group, "needs": needs_of(mine.group)})
