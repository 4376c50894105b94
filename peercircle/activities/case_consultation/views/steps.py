"""The doors of the steps: who may come in, what the phone sends, what is done with it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peercircle.activities.case_consultation.access import (
    item_for_case_giver,
    item_for_leader,
    item_for_participant,
    item_for_secretary,
)
from peercircle.activities.case_consultation.actions import contributing, telling
from peercircle.activities.case_consultation.forms import steps as forms
from peercircle.activities.case_consultation.views.doors import door, taken_in
from peercircle.kit.sending import sent

contribute = door(item_for_participant, forms.ContributionForm, contributing.contribute)
write_down = door(item_for_secretary, forms.SecretaryForm, contributing.write_down)
heard = door(item_for_leader, forms.SpeakerForm, contributing.note_as_heard)
tell = door(item_for_case_giver, forms.StoryForm, telling.tell)
ask = door(item_for_case_giver, forms.QuestionForm, telling.ask)
pick_question = door(item_for_case_giver, forms.PickForm, telling.pick_question)
wish_module = door(item_for_case_giver, forms.ModuleForm, telling.wish_module)
choose_module = door(item_for_leader, forms.ModuleForm, telling.choose_module)
take_along = door(item_for_case_giver, forms.FirstStepForm, telling.take_along)
take_back_stop = door(item_for_case_giver, forms.NothingForm, telling.take_back_stop)


@require_POST
def stop(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = item_for_case_giver(request, pk, item_pk)
    telling.stop(item, me, now=timezone.now())
    return taken_in(request, pk)


@require_POST
def pass_on(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """The speaker has said it, or the one who moderates passes to the next."""
    item, me = item_for_participant(request, pk, item_pk)
    filled = sent(forms.SpeakerForm(request.POST))
    if me.pk not in {filled["speaker"], me.meeting.leader_id}:
        raise PermissionDenied(_("Whoever speaks, or the facilitator, passes the turn on. Give them a sign."))
    contributing.pass_on(item, me, **filled)
    return taken_in(request, pk)
