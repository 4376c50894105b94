"""The group's page, founding it, keeping what is said of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.groups import access, panels
from peercircle.groups.actions import founding, inviting
from peercircle.groups.forms import FoundingForm, GroupForm
from peercircle.kit.sending import looked_for
from peercircle.places.models import Site

SITES_SHOWN = 20


@require_GET
def group(request: HttpRequest, pk: int) -> HttpResponse:
    mine, sites = access.membership_among_all_at_sites(request.user, pk)
    context = {
        "group": mine.group,
        "mine": mine,
        "sites": sites,
        "seats": len(mine.group.current_members),
        "panels": panels.show(mine, request),
    }
    return render(request, "groups/group.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    known = {name: getattr(mine.group, name) for name in GroupForm.base_fields}
    form = GroupForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        founding.describe_group(mine.group, **form.cleaned_data)
        return redirect("groups:group", pk)
    context = {"group": mine.group, "form": form, "sites": mine.group.sites.select_related("municipality")}
    return render(request, "groups/edit.html", context, status=422 if form.errors else 200)


@require_GET
def sites(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    search = looked_for(request)
    others = Site.objects.exclude(groups=mine.group).select_related("municipality")
    context = {
        "group": mine.group,
        "sites": mine.group.sites.select_related("municipality"),
        "search": search,
        "found": others.named(search)[:SITES_SHOWN] if search else [],
    }
    return render(request, "groups/sites.html", context)


@require_POST
def add_site(request: HttpRequest, pk: int, site_pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    founding.meet_at(mine.group, get_object_or_404(Site, pk=site_pk))
    return redirect("groups:sites", pk)


@require_POST
def remove_site(request: HttpRequest, pk: int, site_pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    founding.stop_meeting_at(mine.group, get_object_or_404(Site, pk=site_pk))
    return redirect("groups:sites", pk)


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """First where, then what: the site is looked for by name."""
    access.founder(request.user)
    search = looked_for(request)
    found = Site.objects.select_related("municipality").named(search)[:SITES_SHOWN] if search else []
    return render(request, "groups/new.html", {"search": search, "found": found})


@require_http_methods(["GET", "POST"])
def new_at(request: HttpRequest, site_pk: int) -> HttpResponse:
    site = access.site_to_found_at(request.user, site_pk)
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        founded = founding.found_group(site, **form.cleaned_data, today=timezone.localdate())
        messages.success(request, _("The group has been founded. Now invite its contact."))
        return redirect("groups:founded", founded.pk)
    return render(request, "groups/new_at.html", {"site": site, "form": form}, status=422 if form.errors else 200)


@sensitive_variables()
@never_cache
@require_http_methods(["GET", "POST"])
def founded(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the programme invites the contact of a group that has none."""
    founder = access.founder(request.user)
    orphan = access.group_without_contact(founder, pk)
    context: dict[str, object] = {"group": orphan}
    if request.method == "POST":
        context["address"] = inviting.invite(orphan, as_contact=True, by=founder, now=timezone.now())
    return render(request, "groups/founded.html", context)
