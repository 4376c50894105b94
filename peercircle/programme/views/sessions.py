"""The sessions of the programme: the list, one of them, planning and changing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.refusals import done, tried
from peercircle.kit.sending import looked_for
from peercircle.places.models import Site
from peercircle.programme import access
from peercircle.programme.actions import sessions as actions
from peercircle.programme.forms.sessions import SessionForm
from peercircle.programme.models import Arrival, GuestTally, Session

ON_A_PAGE = 25
SITES_SHOWN = 20


@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """What lies ahead, what waits for its attendance, and what was."""
    mine, today = access.sessions_looked_after(request.user), timezone.localdate()
    planned = mine.filter(state=Session.State.PLANNED).order_by("held_on", "start_time")
    past = (
        mine.exclude(state=Session.State.PLANNED)
        .annotate(people=Count("attendances"), has_names=Exists(Arrival.objects.filter(session=OuterRef("pk"))))
        .select_related("guests")
        .order_by("-held_on", "-start_time", "-pk")
    )
    context = {
        "ahead": planned.filter(held_on__gte=today),
        "waiting": planned.filter(held_on__lt=today),
        "past": Paginator(past, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "programme/sessions.html", context)


@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.session(request.user, pk)
    context = {
        "session": this,
        "attendances": this.attendances.select_related("person").order_by("person__given_name", "person__family_name"),
        "guests": GuestTally.objects.filter(session=this).first(),
        "topics": this.topics.all(),
        "leaders": this.leaders.all(),
        "waiting": 0 if this.is_cancelled else this.arrivals.count(),
        "has_begun": this.held_on <= timezone.localdate(),
        "is_today": this.held_on == timezone.localdate(),
    }
    return render(request, "programme/session.html", context)


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """First where, then what: the site is looked for by name."""
    search = looked_for(request)
    theirs = access.sites_of_teams(request.user).select_related("municipality")
    found = theirs.named(search)[:SITES_SHOWN] if search else []
    context = {"search": search, "found": found, "has_team": bool(found) or access.teams_of(request.user).exists()}
    return render(request, "programme/session_new.html", context)


@require_http_methods(["GET", "POST"])
def new_at(request: HttpRequest, site_pk: int) -> HttpResponse:
    access.of_programme(request.user)
    site = get_object_or_404(Site.objects.select_related("municipality"), pk=site_pk)
    teams = access.teams_at(request.user, site)
    form = SessionForm(request.POST if request.method == "POST" else None, teams=teams)
    if planned := tried(form, lambda: actions.plan_session(form.team, site, **form.cleaned_data)):
        messages.success(request, _("The session has been planned."))
        return redirect("programme:session", planned.pk)
    context = {"site": site, "form": form}
    return render(request, "programme/session_new_at.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.session(request.user, pk)
    known = {name: getattr(this, name) for name in ("kind", "held_on", "start_time", "minutes", "place", "notes")}
    known |= {"topics": this.topics.all(), "leaders": this.leaders.all()}
    form = SessionForm(request.POST if request.method == "POST" else None, teams=[this.team], initial=known)
    if done(form, lambda: actions.change_session(this, **form.cleaned_data, today=timezone.localdate())):
        return redirect("programme:session", pk)
    context = {"session": this, "form": form}
    return render(request, "programme/session_edit.html", context, status=422 if form.errors else 200)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    actions.cancel_session(access.session(request.user, pk))
    return redirect("programme:session", pk)


@require_POST
def plan_again(request: HttpRequest, pk: int) -> HttpResponse:
    actions.plan_again(access.session(request.user, pk))
    return redirect("programme:session", pk)
