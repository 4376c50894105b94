"""From coaching to a group: one screen, and who has come in since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from random import SystemRandom
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from peercircle.groups.actions.charter import proposed_text
from peercircle.groups.models import Group
from peercircle.kit.refusals import tried
from peercircle.kit.sending import looked_for
from peercircle.meetings.models import Meeting
from peercircle.places.calendar import open_days
from peercircle.places.models import Site
from peercircle.programme import access
from peercircle.programme import founding as reading
from peercircle.programme.actions.candidates import Said, note_candidates
from peercircle.programme.actions.founding import found_from_shortlist, invite_again
from peercircle.programme.forms.founding import SCALE, FoundForm, typed

ON_A_PAGE = 25
TWO_WEEKS = dt.timedelta(days=14)


@require_GET
def sites(request: HttpRequest) -> HttpResponse:
    """First where: the schools at which people came together."""
    search = looked_for(request)
    sessions = access.sessions_looked_after(request.user)
    theirs = access.sites_of_teams(request.user).named(search).select_related("municipality")
    page = Paginator(reading.sites_with_sessions(theirs, sessions), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/founding_sites.html", {"search": search, "page": page})


@sensitive_variables()
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def founding(request: HttpRequest, site_pk: int) -> HttpResponse:
    """One form with two buttons: keep what was noted, or found the group. Both keep what is typed."""
    site = access.site_of_team(request.user, site_pk)
    sessions = access.sessions_looked_after(request.user)
    people = reading.attendees(site, sessions)
    if request.method == "GET":
        return _page(request, site, people, FoundForm(initial=_proposal(site), attendees=people))
    said = typed(request.POST, people)
    people = reading.attendees(site, sessions, typed=said)
    form = FoundForm(request.POST, attendees=people)
    if "keep" in request.POST:
        note_candidates(site, _changed(request, people), now=timezone.now())
        messages.success(request, _("It is noted. Nobody but your team sees it."))
        return _page(request, site, people, FoundForm(initial=request.POST.dict(), attendees=people))
    if founded := tried(form, lambda: _found(request, site, form)):
        return _invited(request, *founded)
    return _page(request, site, people, form, status=422)


def _found(request: HttpRequest, site: Site, form: FoundForm) -> tuple[Group, dict[int, str]]:
    return found_from_shortlist(
        site,
        form.shortlist.values(),
        form.plan,
        contact=form.shortlist.get(form.cleaned_data["contact"] or 0),
        by=access.of_programme(request.user),
        now=timezone.now(),
        rng=SystemRandom(),
    )


def _changed(request: HttpRequest, people: list[reading.Attendee]) -> dict[Any, Said]:
    """Only what was changed in this form: meanwhile a colleague may have noted something of the others."""
    return {each.person: each.said for each in people if request.POST.get(f"was-{each.person.pk}") != each.said.mark}


def _page(
    request: HttpRequest, site: Site, people: list[reading.Attendee], form: FoundForm, *, status: int = 200
) -> HttpResponse:
    kept = request.POST if form.errors else {}
    context = {
        "site": site,
        "people": [(each, kept.get(f"was-{each.person.pk}", each.said.mark)) for each in people],
        "scale": SCALE,
        "form": form,
        "groups": site.groups.all(),
        "is_long": len(people) == reading.MOST,
    }
    return render(request, "programme/founding.html", context, status=status)


def _proposal(site: Site) -> dict[str, object]:
    wished = timezone.localdate() + TWO_WEEKS
    return {"day": next(open_days(wished, [site.calendar]), wished), "charter": proposed_text()}


@sensitive_variables()
@never_cache
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, group_pk: int) -> HttpResponse:
    """Who has come in, and new links for those who have not."""
    group = access.group_looked_after(request.user, group_pk)
    addresses: dict[int, str] = {}
    if request.method == "POST":
        by = access.of_programme(request.user)
        addresses = invite_again(group, by=by, now=timezone.now())
    return _invited(request, group, addresses)


def _invited(request: HttpRequest, group: Group, addresses: Mapping[int, str]) -> HttpResponse:
    everybody = reading.invited(group, addresses, now=timezone.now())
    context = {
        "group": group,
        "sites": group.sites.all(),
        "first": group.meetings.exclude(phase=Meeting.Phase.CANCELLED).order_by("starts_at").first(),
        "invited": everybody,
        "is_waiting": any(not each.has_come for each in everybody),
        "has_addresses": bool(addresses),
        "has_contact": group.memberships.filter(ended_on=None, is_contact=True).exists(),
    }
    return render(request, "programme/invited.html", context)
