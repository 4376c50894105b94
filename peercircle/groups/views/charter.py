"""What the members promise each other."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.groups import access
from peercircle.groups.actions import charter as actions
from peercircle.groups.forms import CharterForm
from peercircle.kit.refusals import done


@require_GET
def charter(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.membership(request.user, pk)
    latest = mine.group.charters.first()
    accepted = latest.acceptances.filter(membership__ended_on=None) if latest else None
    context = {
        "group": mine.group,
        "mine": mine,
        "charter": latest,
        "accepted": list(accepted.values_list("membership", flat=True)) if accepted is not None else [],
        "members": mine.group.memberships.filter(ended_on=None).select_related("person"),
        "earlier": mine.group.charters.all()[1:],
    }
    return render(request, "groups/charter.html", context)


@require_POST
def accept(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    mine = access.membership(request.user, pk)
    version = get_object_or_404(mine.group.charters, number=number)
    actions.accept_charter(version, mine, now=timezone.now())
    messages.success(request, _("Thank you. The charter holds for you from now on."))
    return redirect("groups:group", pk)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    latest = mine.group.charters.first()
    begin = {"text": latest.text, "seen": latest.number} if latest else {"text": actions.proposed_text(), "seen": 0}
    form = CharterForm(request.POST if request.method == "POST" else None, initial=begin)
    if done(form, lambda: actions.write_charter(mine.group, **form.cleaned_data, now=timezone.now())):
        return redirect("groups:charter", pk)
    context = {"group": mine.group, "form": form, "is_new": latest is None}
    return render(request, "groups/charter_edit.html", context, status=422 if form.errors else 200)
