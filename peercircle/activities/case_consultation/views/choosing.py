"""Doors of the beginning: offering a case, choosing one, choosing the protocol, taking a role."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.access import item_for_leader, item_for_participant
from peercircle.activities.case_consultation.actions import choosing, offering, roles
from peercircle.activities.case_consultation.faces import choosing as faces
from peercircle.activities.case_consultation.forms import choosing as forms
from peercircle.activities.case_consultation.forms.steps import NothingForm
from peercircle.activities.case_consultation.models import Case
from peercircle.activities.case_consultation.views.doors import door, taken_in
from peercircle.groups.access import membership
from peercircle.groups.models import Membership
from peercircle.kit.sending import sent
from peercircle.meetings.models import Attendance
from peercircle.safeguarding.access import card_of


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
    form = forms.CaseForm.of(before, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        offering.offer_case(mine, **form.cleaned_data, now=timezone.now())
        messages.success(request, _("Your case waits for the group. You can change it or take it back at any time."))
        return redirect("groups:group", group_pk)
    others = [each for each in cases.waiting(group_pk) if each.owner_id != mine.pk]
    context = {"group": mine.group, "form": form, "before": before, "others": others, "card": card_of(group_pk)}
    return render(request, "case_consultation/case.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: HttpRequest, group_pk: int) -> HttpResponse:
    offering.take_back(membership(request.user, group_pk))
    messages.success(request, _("You have taken your case back."))
    return redirect("groups:group", group_pk)


# --- In the meeting -----------------------------------------------------------------------------------------


count = door(item_for_leader, NothingForm, choosing.count_dots)
vote_again = door(item_for_leader, NothingForm, choosing.vote_again)
choose = door(item_for_leader, forms.ChosenCaseForm, choosing.choose_case)
undo_choice = door(item_for_leader, NothingForm, choosing.undo_choice)


@require_POST
def offer(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    _item, me = item_for_participant(request, pk, item_pk)
    offered = sent(forms.CaseForm(request.POST))
    offering.offer_case(_member(me), **offered, now=timezone.now())
    return taken_in(request, pk)


@require_POST
def take_back(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    _item, me = item_for_participant(request, pk, item_pk)
    offering.take_back(_member(me))
    return taken_in(request, pk)


@require_POST
def dot(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = item_for_participant(request, pk, item_pk)
    choosing.place_dot(item, me, sent(forms.DotForm(request.POST))["case"])
    if request.headers.get("HX-Request"):
        context = {"meeting": me.meeting, "item": item, "leads": me.meeting.leader_id == me.pk}
        context |= faces.list_of_cases(item, me, faces.present(item))
        return render(request, "case_consultation/_choose_cases.html", context)
    return redirect("meetings:live", pk)


@require_POST
def protocol(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = item_for_leader(request, pk, item_pk)
    choosing.choose_protocol(item, me, sent(forms.ProtocolForm(request.POST))["protocol"], now=timezone.now())
    return taken_in(request, pk)


@require_POST
def role(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Without a person it is for oneself; for others the one who leads gives it."""
    item, me = item_for_participant(request, pk, item_pk)
    asked = sent(forms.RoleForm(request.POST))
    to = me
    if asked["person"]:
        item_for_leader(request, pk, item_pk)
        to = get_object_or_404(Attendance, pk=asked["person"], meeting_id=pk)
    roles.give_role(item, me, asked["role"], to)
    return taken_in(request, pk)


@require_POST
def release(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = item_for_participant(request, pk, item_pk)
    roles.release_role(item, me, sent(forms.RoleForm(request.POST))["role"])
    return taken_in(request, pk)
