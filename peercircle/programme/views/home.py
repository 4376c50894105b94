"""The programme's first page: its groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from peercircle.programme import access
from peercircle.programme.overview import glances


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    groups = access.groups_looked_after(request.user)
    page = glances(groups, now=timezone.now(), number=request.GET.get("page"))
    has_team = bool(page) or access.teams_of(request.user).exists()
    return render(request, "programme/home.html", {"glances": page, "has_team": has_team})
