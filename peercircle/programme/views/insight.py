"""Who outside the groups may know that they exist: the manager says it, for one school or one municipality."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.refusals import tried
from peercircle.kit.sending import looked_for
from peercircle.places.models import Municipality, Site
from peercircle.programme import access
from peercircle.programme.actions import insight as actions
from peercircle.programme.forms.insight import InsightForm, municipalities_named

SITES_SHOWN = 20


@require_GET
def insight(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/insight.html", {"holders": access.holders_of_insight(request.user)})


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """First of which place, then who."""
    access.decides_insight(request.user)
    search = looked_for(request)
    sites = Site.objects.select_related("municipality").named(search)[:SITES_SHOWN] if search else []
    context = {"search": search, "sites": sites, "municipalities": municipalities_named(search)}
    return render(request, "programme/insight_new.html", context)


@require_http_methods(["GET", "POST"])
def school(request: HttpRequest, site_pk: int) -> HttpResponse:
    access.decides_insight(request.user)
    return _give(request, get_object_or_404(Site.objects.select_related("municipality"), pk=site_pk))


@require_http_methods(["GET", "POST"])
def municipality(request: HttpRequest, municipality_pk: int) -> HttpResponse:
    access.decides_insight(request.user)
    return _give(request, get_object_or_404(Municipality, pk=municipality_pk))


def _give(request: HttpRequest, place: Site | Municipality) -> HttpResponse:
    form = InsightForm(request.POST or None)
    if person := tried(form, lambda: actions.give_insight(place, **form.cleaned_data, now=timezone.now())):
        said = {"name": person.name, "email": person.email}
        messages.success(request, _("%(name)s can sign in now, with the address %(email)s.") % said)
        return redirect("programme:insight")
    context = {"place": place, "is_school": isinstance(place, Site), "form": form}
    return render(request, "programme/insight_give.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.holder_of_insight(request.user, pk)
    actions.take_insight_back(person)
    messages.success(request, _("%(name)s does not see the groups any more.") % {"name": person.name})
    return redirect("programme:insight")
