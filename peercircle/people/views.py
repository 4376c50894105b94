"""The doors: an access card, and one's own page."""

from __future__ import annotations

from urllib.parse import quote

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.limits import address, too_many
from peercircle.kit.refusals import Refused
from peercircle.kit.sending import looked_for
from peercircle.people import access, actions, cards
from peercircle.people.forms import PinForm, ProfileForm
from peercircle.people.models import AccessCard
from peercircle.people.sign_in import sign_in
from peercircle.places.models import Site

SITES_SHOWN = 20


@sensitive_variables()
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, name: str) -> HttpResponse:
    """Scanned with the camera; one field, and the person is in."""
    if too_many(f"card:{address(request)}", limit=60, seconds=600):
        raise Refused(_("Too many cards were tried from here. Wait ten minutes, then scan yours again."))
    found, secret = access.card_with_secret(name)
    now = timezone.now()
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if actions.try_pin(found, secret, form.cleaned_data["pin"], now=now):
            sign_in(request, found.person)
            return redirect("home")
        found.refresh_from_db()
        form.add_error("pin", _wrong_pin(found))
    context = {
        "card": found,
        "person": found.person,
        "form": form,
        "is_locked": found.is_locked(now),
        "uses": cards.uses(request, found, name),
    }
    return render(request, "people/card.html", context, status=422 if form.errors else 200)


def _wrong_pin(found: AccessCard) -> str:
    left = actions.TRIES - found.wrong_tries
    return ngettext(
        "This PIN is not right. You have %(left)d more try.",
        "This PIN is not right. You have %(left)d more tries.",
        left,
    ) % {"left": left}


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = access.oneself(request.user)
    known = {name: getattr(person, name) for name in ("given_name", "family_name", "profession", "language")}
    form = ProfileForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.describe_oneself(person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:profile")
    context = {
        "person": person,
        "form": form,
        "workplaces": person.workplaces.select_related("municipality"),
        "passkeys": Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count(),
    }
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


@require_GET
def workplaces(request: HttpRequest) -> HttpResponse:
    person = access.oneself(request.user)
    search = looked_for(request)
    others = Site.objects.exclude(people=person).select_related("municipality")
    context = {
        "mine": person.workplaces.select_related("municipality"),
        "search": search,
        "found": others.named(search)[:SITES_SHOWN] if search else [],
    }
    return render(request, "people/workplaces.html", context)


@require_POST
def work_at(request: HttpRequest, site_pk: int) -> HttpResponse:
    actions.work_at(access.oneself(request.user), get_object_or_404(Site, pk=site_pk))
    return redirect("people:workplaces")


@require_POST
def stop_working_at(request: HttpRequest, site_pk: int) -> HttpResponse:
    actions.stop_working_at(access.oneself(request.user), get_object_or_404(Site, pk=site_pk))
    return redirect("people:workplaces")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    actions.sign_out_everywhere(access.oneself(request.user))
    logout(request)
    messages.success(request, _("You are signed out on every phone and computer."))
    return redirect("home")


@require_http_methods(["GET", "POST"])
def once_more(request: HttpRequest) -> HttpResponse:
    """To change how one signs in, one signs in again: out here, and back in by whatever way one likes."""
    onward = request.POST.get("next", request.GET.get("next", "/"))
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = "/"
    if request.method == "POST":
        logout(request)
        return redirect(f"{reverse('account_login')}?next={quote(onward)}")
    return render(request, "people/once_more.html", {"onward": onward})
