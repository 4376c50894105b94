"""What came of it, on the phone in a meeting; and the page of a consultation afterwards."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from peercircle.activities.case_consultation import access, counts, keeping, library
from peercircle.activities.case_consultation.actions import closing, following_up
from peercircle.activities.case_consultation.faces import came_of_it
from peercircle.activities.case_consultation.forms.came_of_it import DayForm, SentenceForm, VerdictForm
from peercircle.groups.access import membership
from peercircle.kit.sending import sent
from peercircle.meetings.access import item_for_participant

ON_A_PAGE = 20
PAGE = "case_consultation-after:consultation"


# --- In a meeting --------------------------------------------------------------------------------
@require_POST
def say(request: HttpRequest, pk: int, item_pk: int, consultation_pk: int) -> HttpResponse:
    item, me = item_for_participant(request, pk, item_pk, kind=access.KIND)
    asked = access.asked_of(me, item, consultation_pk)
    following_up.say_what_came_of_it(asked, sent(VerdictForm(request.POST))["verdict"], now=timezone.now())
    return _asked_again(request, pk, item_pk, consultation_pk)


@require_POST
def add(request: HttpRequest, pk: int, item_pk: int, consultation_pk: int) -> HttpResponse:
    item, me = item_for_participant(request, pk, item_pk, kind=access.KIND)
    asked = access.asked_of(me, item, consultation_pk)
    following_up.add_a_sentence(asked, sent(SentenceForm(request.POST))["text"])
    return _asked_again(request, pk, item_pk, consultation_pk)


def _asked_again(request: HttpRequest, pk: int, item_pk: int, consultation_pk: int) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("meetings:live", pk)
    item, me = item_for_participant(request, pk, item_pk)
    mine = came_of_it.of_mine(access.asked_of(me, item, consultation_pk), item)
    return render(
        request, "case_consultation/_came_of_it_of_mine.html", {"meeting": me.meeting, "item": item, "mine": mine}
    )


# --- Afterwards ----------------------------------------------------------------------------------
@require_GET
def consultations(request: HttpRequest, group_pk: int) -> HttpResponse:
    mine = membership(request.user, group_pk)
    page = Paginator(access.consultations_of(mine), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "mine": mine,
        "group": mine.group,
        "consultations": page,
        "answers": counts.answers_in(mine.group),
        "today": timezone.localdate(),
    }
    return render(request, "case_consultation/consultations.html", context)


@require_GET
def consultation(request: HttpRequest, item_pk: int) -> HttpResponse:
    reader = access.consultation(request.user, item_pk)
    found = reader.consultation
    context = {
        "reader": reader,
        "consultation": found,
        "group": found.item.meeting.group,
        "protocol": library.of(found),
        "kept": keeping.kept(reader, timezone.now()),
    }
    if reader.was_there:
        context["form"] = SentenceForm(consultation=found)
        context["day_form"] = DayForm(initial={"day": found.follow_up_on})
    return render(request, "case_consultation/consultation.html", context)


@require_POST
def judge(request: HttpRequest, item_pk: int) -> HttpResponse:
    own = access.own_consultation(request.user, item_pk)
    following_up.say_what_came_of_it(own, sent(VerdictForm(request.POST))["verdict"], now=timezone.now())
    return redirect(PAGE, item_pk)


@require_POST
def write(request: HttpRequest, item_pk: int) -> HttpResponse:
    own = access.own_consultation(request.user, item_pk)
    following_up.add_a_sentence(own, sent(SentenceForm(request.POST))["text"])
    return redirect(PAGE, item_pk)


@require_POST
def ask_again(request: HttpRequest, item_pk: int) -> HttpResponse:
    own = access.own_consultation(request.user, item_pk)
    following_up.ask_again_on(own, sent(DayForm(request.POST))["day"], now=timezone.now())
    return redirect(PAGE, item_pk)


@require_POST
def keep_ideas(request: HttpRequest, item_pk: int) -> HttpResponse:
    closing.keep_ideas(access.own_consultation(request.user, item_pk), now=timezone.now())
    return redirect(PAGE, item_pk)
