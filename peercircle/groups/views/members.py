"""Who belongs to the group."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.groups import access, leaving
from peercircle.groups.actions import members as actions
from peercircle.groups.forms import NewPersonForm
from peercircle.groups.models import Membership
from peercircle.kit.refusals import tried


@require_GET
def members(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.membership(request.user, pk)
    everybody = mine.group.memberships.select_related("person")
    back = Membership.objects.filter(group=mine.group, person=OuterRef("person"), ended_on=None)
    now = timezone.now()
    context = {
        "group": mine.group,
        "mine": mine,
        "members": everybody.filter(ended_on=None),
        "former": everybody.exclude(ended_on=None).exclude(Exists(back)).order_by("-ended_on"),
        "invitations": [
            made for made in mine.group.invitations.filter(used_at=None).select_related("person") if made.is_open(now)
        ],
        "losses": leaving.losses(),
    }
    return render(request, "groups/members.html", context)


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    form, today = NewPersonForm(request.POST if request.method == "POST" else None), timezone.localdate()
    if added := tried(form, lambda: actions.add_person_without_phone(mine.group, **form.cleaned_data, today=today)):
        messages.success(request, _("%(name)s is in the group now.") % {"name": added.person.name})
        return redirect("groups:members", pk)
    context = {"group": mine.group, "form": form}
    return render(request, "groups/add_person.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    membership = access.colleague_to_end(request.user, pk, membership_pk)
    actions.end_membership(membership, today=timezone.localdate())
    if membership.person == request.user:
        messages.success(request, _("You have left the group. You are welcome back at any time."))
        return redirect("home")
    return redirect("groups:members", pk)


@require_POST
def welcome_back(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    former = access.colleague(mine, membership_pk)
    actions.welcome_back(former, today=timezone.localdate())
    messages.success(request, _("Welcome back, %(name)s.") % {"name": former.person.given_name})
    return redirect("groups:members", pk)


@require_POST
def hand_over(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    to = access.colleague(mine, membership_pk)
    actions.hand_over_contact(mine, to)
    messages.success(request, _("%(name)s is the group's contact now.") % {"name": to.person.name})
    return redirect("groups:members", pk)
