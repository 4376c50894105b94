"""Putting needs of several groups in order, together."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.kit.refusals import done, tried
from peercircle.needs.actions import prioritising
from peercircle.needs.models import Mark, Ranking
from peercircle.people.models import Person
from peercircle.programme import access, board
from peercircle.programme.forms.rankings import BallotForm, NewRankingForm, marks_as_initial


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    person = access.of_programme(request.user)
    waiting = list(board.shelf(access.needs_looked_after(person), board.OPEN, now=timezone.now())[: prioritising.MOST])
    form = NewRankingForm(request.POST if request.method == "POST" else None, needs=waiting)
    if begun := tried(form, lambda: _begin(form, person)):
        return redirect("programme:ranking", begun.pk)
    return render(request, "programme/ranking_new.html", {"form": form}, status=422 if form.errors else 200)


def _begin(form: NewRankingForm, person: Person) -> Ranking:
    people = board.who_may_rank(form.cleaned_data["needs"]).count()
    return prioritising.open_ranking(**form.cleaned_data, by=person, people=people, now=timezone.now())


@require_http_methods(["GET", "POST"])
def ranking(request: HttpRequest, pk: UUID) -> HttpResponse:
    this, person = access.ranking(request.user, pk), access.of_programme(request.user)
    ranked = list(this.ranked.select_related("need__group"))
    if this.closed_at:
        return render(request, "programme/ranking_result.html", {"ranking": this, "ranked": ranked})
    filled = request.POST if request.method == "POST" else None
    form = BallotForm(filled, ranking=this, ranked=ranked, initial=_my_marks(this, person))
    if done(form, lambda: prioritising.vote(this, person, form.ballot)):
        messages.success(request, _("Your vote is in. You can change it until the ranking is closed."))
        return redirect("programme:ranking", pk)
    voters = Mark.objects.filter(ranked__ranking=this).values("person").distinct().count()
    context = {"ranking": this, "form": form, "voters": voters}
    return render(request, "programme/ranking.html", context, status=422 if form.errors else 200)


def _my_marks(this: Ranking, person: Person) -> dict[str, int]:
    mine = Mark.objects.filter(ranked__ranking=this, person=person)
    return marks_as_initial({mark.ranked_id: mark.numbers for mark in mine})


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    this = access.ranking(request.user, pk)
    prioritising.close_ranking(this, by=access.of_programme(request.user), now=timezone.now())
    return redirect("programme:ranking", pk)


@require_POST
def call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    prioritising.call_ranking_off(access.ranking(request.user, pk))
    return redirect("programme:needs")
