"""A group's needs, for its members."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.groups.access import membership
from peercircle.kit.refusals import tried
from peercircle.kit.sending import sent
from peercircle.needs import access, stories
from peercircle.needs.actions import merging, raising
from peercircle.needs.forms import NeedForm, VerdictForm
from peercircle.needs.models import Need


@require_GET
def group(request: HttpRequest, group_pk: int) -> HttpResponse:
    mine = membership(request.user, group_pk)
    needs = stories.with_entries(access.needs_of(mine.group))
    return render(request, "needs/group.html", {"group": mine.group, "stories": stories.of_a_group(needs)})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, group_pk: int) -> HttpResponse:
    mine = membership(request.user, group_pk)
    form = NeedForm(request.POST if request.method == "POST" else None)
    now = timezone.now()
    if need := tried(form, lambda: raising.raise_need(mine.group, **form.cleaned_data, by=mine.person, now=now)):
        messages.success(request, _("Your need is with the programme now."))
        return redirect("needs:need", group_pk, need.pk)
    return render(request, "needs/new.html", {"group": mine.group, "form": form}, status=422 if form.errors else 200)


@require_GET
def need(request: HttpRequest, group_pk: int, pk: UUID) -> HttpResponse:
    mine = membership(request.user, group_pk)
    this = access.need_for_member(mine, pk)
    ours = [each for each in access.needs_of(mine.group) if each.pk != this.pk]
    context = {
        "group": mine.group,
        "story": stories.of_one(this, [each for each in ours if each.pile == this.pile]),
        "others": [each for each in ours if each.pile != this.pile and each.is_open],
        "other_groups": access.other_groups_of(this),
    }
    return render(request, "needs/need.html", context)


@require_POST
def withdraw(request: HttpRequest, group_pk: int, pk: UUID) -> HttpResponse:
    mine = membership(request.user, group_pk)
    raising.withdraw_need(access.need_for_member(mine, pk), by=mine.person, now=timezone.now())
    return redirect("needs:need", group_pk, pk)


@require_POST
def bring_back(request: HttpRequest, group_pk: int, pk: UUID) -> HttpResponse:
    mine = membership(request.user, group_pk)
    raising.bring_back_need(access.need_for_member(mine, pk), now=timezone.now())
    return redirect("needs:need", group_pk, pk)


@require_POST
def judge(request: HttpRequest, group_pk: int, pk: UUID) -> HttpResponse:
    mine = membership(request.user, group_pk)
    this = access.need_for_member(mine, pk)
    verdict = Need.Verdict(sent(VerdictForm(request.POST))["verdict"])
    raising.judge_need(this, verdict, by=mine.person, now=timezone.now())
    messages.success(request, _("Thank you. The programme reads it."))
    return redirect("needs:need", group_pk, pk)


@require_POST
def merge(request: HttpRequest, group_pk: int, pk: UUID, into_pk: UUID) -> HttpResponse:
    mine = membership(request.user, group_pk)
    this, into = access.need_for_member(mine, pk), access.need_for_member(mine, into_pk)
    merging.merge_needs(this, into, by=mine.person, now=timezone.now())
    return redirect("needs:need", group_pk, pk)


@require_POST
def part(request: HttpRequest, group_pk: int, pk: UUID) -> HttpResponse:
    mine = membership(request.user, group_pk)
    merging.part_needs(access.need_for_member(mine, pk), by=mine.person, now=timezone.now())
    return redirect("needs:need", group_pk, pk)
