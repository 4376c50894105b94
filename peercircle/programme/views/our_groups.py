"""What a school's director and the municipal education office see: the groups there, their dates and hours, and what
the groups have published themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from peercircle.meetings import publishing
from peercircle.places.models import Site
from peercircle.programme import access
from peercircle.programme.outside import known


@require_GET
def our_groups(request: HttpRequest) -> HttpResponse:
    place = access.place_of_insight(request.user)
    groups = access.groups_of_place(place)
    page = known(groups, now=timezone.now(), number=request.GET.get("page"))
    context = {"place": place, "is_school": isinstance(place, Site), "page": page}
    return render(request, "programme/our_groups.html", context)


@require_GET
def published(request: HttpRequest, pk: int) -> HttpResponse:
    group = access.group_of_place(request.user, pk)
    page = publishing.published(group, number=request.GET.get("page"))
    return render(request, "programme/our_group.html", {"group": group, "page": page})
