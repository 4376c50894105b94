"""Doors of the beginning: offering a case, choosing one, choosing the way, taking a role."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.actions import casting, ways
from peercircle.activities.case_consultation.casting_forms import CaseForm, DotForm, OfferForm, RoleForm, WayForm
from peercircle.activities.case_consultation.faces import casting as faces
from peercircle.activities.case_consultation.models import Case
from peercircle.groups.access import membership
from peercircle.groups.models import Membership
from peercircle.kit.sending import sent
from peercircle.meetings import access
from peercircle.meetings.models import AgendaItem, Attendance

KIND = casting.KIND


def _led(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    access.leading(request, pk)
    return access.item_for_participant(request, pk, item_pk, kind=KIND)


def _member(me: Attendance) -> Membership:
    if me.membership is None:
        raise PermissionDenied(_("Members of the group bring the cases. Tell one of them what you have in mind."))
    return me.membership


# --- Before a meeting, and for those who wait ---------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, group_pk: int) -> HttpResponse:
    """My case, and those of the others that wait."""
    mine = membership(request.user, group_pk)
    before = Case.objects.filter(owner=mine).first()
    initial = {"topic": before.topic, "urgency": before.urgency or Case.Urgency.SOON} if before else {}
    form = OfferForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        casting.offer_case(mine, **form.cleaned_data, now=timezone.now())
        messages.success(request, _("Your case waits for the group. You can change it or take it back at any time."))
        return redirect("groups:group", group_pk)
    others = [each for each in cases.waiting(group_pk) if each.owner_id != mine.pk]
    context = {"group": mine.group, "form": form, "before": before, "others": others}
    return render(request, "case_consultation/case.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: HttpRequest, group_pk: int) -> HttpResponse:
    casting.take_back(membership(request.user, group_pk))
    messages.success(request, _("You have taken your case back."))
    return redirect("groups:group", group_pk)


# --- In the meeting -----------------------------------------------------------------------------------------


@require_POST
def offer(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    _item, me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    offered = sent(OfferForm(request.POST))
    casting.offer_case(_member(me), **offered, now=timezone.now())
    if request.headers.get("HX-Request"):
        return HttpResponse()  # the step comes anew by itself
    return redirect("meetings:live", pk)


@require_POST
def take_back(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    _item, me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    casting.take_back(_member(me))
    return redirect("meetings:live", pk)


@require_POST
def dot(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    casting.place_dot(item, me, sent(DotForm(request.POST))["case"])
    if request.headers.get("HX-Request"):
        context = {"meeting": me.meeting, "item": item, "leads": me.meeting.leader_id == me.pk}
        context |= faces.list_of_cases(item, me, faces.present(item))
        return render(request, "case_consultation/_choose_cases.html", context)
    return redirect("meetings:live", pk)


@require_POST
def count(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    casting.count_dots(*_led(request, pk, item_pk))
    return redirect("meetings:live", pk)


@require_POST
def vote_again(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    casting.vote_again(*_led(request, pk, item_pk))
    return redirect("meetings:live", pk)


@require_POST
def choose(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = _led(request, pk, item_pk)
    casting.choose_case(item, me, sent(CaseForm(request.POST))["case"])
    return redirect("meetings:live", pk)


@require_POST
def undo_choice(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    casting.undo_choice(*_led(request, pk, item_pk))
    return redirect("meetings:live", pk)


@require_POST
def way(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = _led(request, pk, item_pk)
    ways.choose_way(item, me, sent(WayForm(request.POST))["way"], now=timezone.now())
    return redirect("meetings:live", pk)


@require_POST
def role(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Without a person it is for oneself; for others the one who leads gives it."""
    item, me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    asked = sent(RoleForm(request.POST))
    to = me
    if asked["person"]:
        access.leading(request, pk)
        to = get_object_or_404(Attendance, pk=asked["person"], meeting_id=pk)
    ways.give_role(item, me, asked["role"], to)
    return redirect("meetings:live", pk)


@require_POST
def release(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    ways.release_role(item, me, sent(RoleForm(request.POST))["role"])
    return redirect("meetings:live", pk)
