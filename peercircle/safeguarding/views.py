"""The doors: the card for everybody, its paper, and the numbers that coordinators keep."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from peercircle.identifiers import kept
from peercircle.identifiers.saying import KINDS
from peercircle.kit.paper import pdf
from peercircle.places.models import Municipality
from peercircle.safeguarding import access, actions
from peercircle.safeguarding.access import KOSOVO
from peercircle.safeguarding.forms import ContactForm
from peercircle.safeguarding.guide import NUMBERS, SITUATIONS
from peercircle.safeguarding.models import Contact

A_YEAR = timedelta(days=365)  # a number is called again, and words that were kept are counted


def _card(municipality: Municipality | None) -> dict[str, object]:
    known = {None, municipality.pk if municipality else None}
    contacts = Contact.objects.select_related("confirmed_by")
    found = {each.office: each for each in contacts if each.municipality_id in known}
    return {
        "municipality": municipality,
        "code": municipality.code if municipality else KOSOVO,
        "numbers": NUMBERS,
        "situations": SITUATIONS,
        "contacts": [found[office] for office in Contact.Office if office in found],
    }


@require_safe
def card(_request: HttpRequest, code: str = KOSOVO) -> HttpResponse:
    """Each phone keeps it for the day without a network, so it is drawn without the request and holds no name
    of a reader. Nothing is written when it is opened."""
    context = _card(access.place(code)) | {"municipalities": Municipality.objects.order_by("name_sq")}
    return HttpResponse(render_to_string("safeguarding/card.html", context))


@require_GET
def paper(_request: HttpRequest, code: str) -> HttpResponse:
    page = render_to_string("safeguarding/paper.html", _card(access.place(code)))
    response = HttpResponse(pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="child-in-danger-{code}.pdf"'
    return response


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    by = access.coordinator(request.user)
    since = timezone.localdate() - A_YEAR
    told = list(Contact.objects.values_list("municipality_id", "confirmed_on"))
    confirmed: Counter[int | None] = Counter(place for place, _day in told)
    old: Counter[int | None] = Counter(place for place, day in told if day <= since)
    rows = [
        (each, each.code, confirmed[each.pk], old[each.pk]) if each else (None, KOSOVO, confirmed[None], old[None])
        for each in access.places_of(by)
    ]
    return render(request, "safeguarding/places.html", {"rows": rows, "kept": _kept(since), "fewest": kept.FEWEST})


def _kept(since: date) -> list[tuple[str, int | None]]:
    """How often words that could tell who a child is were kept, the most frequent first; None: few."""
    told = kept.told("kind", since)
    return sorted(((str(KINDS[kind]), times) for kind, times in told.items()), key=lambda row: -(row[1] or 0))


@require_GET
def contacts(request: HttpRequest, code: str) -> HttpResponse:
    municipality = access.place(code)
    access.coordinator_at(request.user, municipality)
    known = Contact.objects.filter(municipality=municipality).select_related("confirmed_by")
    found = {each.office: each for each in known}
    rows = [(office, found.get(office)) for office in access.offices_of(municipality)]
    since = timezone.localdate() - A_YEAR
    context = {"municipality": municipality, "code": code, "rows": rows, "since": since}
    return render(request, "safeguarding/contacts.html", context)


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, code: str, office: str) -> HttpResponse:
    municipality, found = access.office(code, office)
    by = access.coordinator_at(request.user, municipality)
    before = Contact.objects.filter(municipality=municipality, office=found).first()
    initial = {"phone": before.phone, "hours": before.hours} if before else {}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        phone, hours = form.cleaned_data["phone"], form.cleaned_data["hours"]
        actions.confirm_contact(municipality, found, phone=phone, hours=hours, by=by, today=timezone.localdate())
        messages.success(request, _("The number stands on the card, with your name and today's date."))
        return redirect("safeguarding:contacts", code)
    context = {"municipality": municipality, "code": code, "office": found, "before": before, "form": form}
    return render(request, "safeguarding/contact.html", context, status=422 if form.errors else 200)


@require_POST
def take_off(request: HttpRequest, code: str, office: str) -> HttpResponse:
    municipality, found = access.office(code, office)
    access.coordinator_at(request.user, municipality)
    actions.take_contact_off(municipality, found)
    messages.success(request, _("The number no longer stands on the card."))
    return redirect("safeguarding:contacts", code)
