"""People who may stand twice: the proposals, saying yes or no, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from peercircle.programme import access
from peercircle.programme.actions import doubles as actions
from peercircle.programme.doubles import pairs

RECENT = 20


@require_GET
def doubles(request: HttpRequest) -> HttpResponse:
    merges = access.merges_of(request.user).filter(undone_at=None)[:RECENT]
    context = {"pairs": pairs(access.people_of_programme(request.user)), "merges": merges}
    return render(request, "programme/doubles.html", context)


@require_POST
def merge(request: HttpRequest, kept_pk: int, double_pk: int) -> HttpResponse:
    kept, double = access.known_person(request.user, kept_pk), access.known_person(request.user, double_pk)
    actions.merge_people(kept, double, by=access.of_programme(request.user), now=timezone.now())
    messages.success(request, _("%(name)s is one person now. You can take it back below.") % {"name": kept.name})
    return redirect("programme:doubles")


@require_POST
def tell_apart(request: HttpRequest, one_pk: int, other_pk: int) -> HttpResponse:
    one, other = access.known_person(request.user, one_pk), access.known_person(request.user, other_pk)
    actions.tell_apart(one, other, by=access.of_programme(request.user), now=timezone.now())
    messages.success(request, _("They stay two people, and are not proposed again."))
    return redirect("programme:doubles")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    merge = get_object_or_404(access.merges_of(request.user), pk=pk)
    actions.undo_merge(merge, now=timezone.now())
    messages.success(request, _("They are two people again, each with what they had."))
    return redirect("programme:doubles")
