"""The doors of the steps. An empty answer suffices: the phone hears of the change and fetches its step."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peercircle.activities.case_consultation import access, forms
from peercircle.activities.case_consultation.actions import contributing, telling
from peercircle.kit.sending import sent


def _taken_in(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse() if request.headers.get("HX-Request") else redirect("meetings:live", pk)


@require_POST
def contribute(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    filled = sent(forms.ContributionForm(request.POST))
    contributing.contribute(item, me, filled["text"], id=filled["id"], at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def write_down(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_secretary(request, pk, item_pk)
    filled = sent(forms.SecretaryForm(request.POST))
    contributing.write_down(item, me, filled["speaker"], filled["text"], id=filled["id"], at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def pass_on(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """The speaker has said it, or the one who moderates passes to the next."""
    item, me = access.item_for_participant(request, pk, item_pk)
    filled = sent(forms.SpeakerForm(request.POST))
    if me.pk not in {filled["speaker"], me.meeting.leader_id}:
        raise PermissionDenied(_("Whoever speaks, or the facilitator, passes the turn on. Give them a sign."))
    contributing.pass_on(item, me, filled["speaker"], id=filled["id"], at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def tell(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_case_giver(request, pk, item_pk)
    form = forms.StoryForm(request.POST)
    filled = sent(form)
    telling.tell(item, me, form.answers, at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def ask(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_case_giver(request, pk, item_pk)
    filled = sent(forms.QuestionForm(request.POST))
    telling.ask(item, me, filled["text"], at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def pick_question(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_case_giver(request, pk, item_pk)
    filled = sent(forms.PickForm(request.POST))
    telling.pick_question(item, me, filled["offer"], at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def wish_module(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_case_giver(request, pk, item_pk)
    filled = sent(forms.ModuleForm(request.POST))
    telling.wish_module(item, me, filled["module"], at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def choose_module(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_leader(request, pk, item_pk)
    filled = sent(forms.ModuleForm(request.POST))
    telling.choose_module(item, me, filled["module"], at=filled["at"])
    return _taken_in(request, pk)


@require_POST
def take_along(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_case_giver(request, pk, item_pk)
    filled = sent(forms.FirstStepForm(request.POST, today=timezone.localdate()))
    what = {"stay": filled["stay"], "follow_up_on": filled["follow_up_on"], "at": filled["at"]}
    telling.take_along(item, me, filled["first_step"], **what)
    return _taken_in(request, pk)


@require_POST
def stop(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_case_giver(request, pk, item_pk)
    telling.stop(item, me, now=timezone.now())
    return _taken_in(request, pk)


@require_POST
def take_back_stop(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_case_giver(request, pk, item_pk)
    telling.take_back_stop(item, me)
    return _taken_in(request, pk)
