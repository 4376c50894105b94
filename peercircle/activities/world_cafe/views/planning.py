"""Before the meeting: themes and form."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.activities.world_cafe import access
from peercircle.activities.world_cafe.actions import planning
from peercircle.activities.world_cafe.forms import AimForm, ModeForm, QuestionsForm, ThemeForm
from peercircle.kit.sending import sent


@require_http_methods(["GET", "POST"])
def themes(request: HttpRequest, item_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.add_theme(cafe, form.cleaned_data["theme"], form.cleaned_data["question"])
        return redirect("world_cafe-plan:themes", item_pk)
    context = {
        "cafe": cafe,
        "form": form,
        "tables": cafe.tables.all(),
        "mode_form": ModeForm(initial={"mode": cafe.mode}),
        "aim_form": AimForm(initial={"aim": cafe.aim}),
        "questions_form": QuestionsForm.of(cafe),
    }
    return render(request, "world_cafe/themes.html", context, status=422 if form.errors else 200)


@require_POST
def mode(request: HttpRequest, item_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    form = ModeForm(request.POST)
    if not form.is_valid():
        raise Http404
    planning.choose_mode(cafe, form.cleaned_data["mode"])
    return redirect("world_cafe-plan:themes", item_pk)


@require_POST
def aim(request: HttpRequest, item_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    planning.choose_aim(cafe, sent(AimForm(request.POST))["aim"])
    return redirect("world_cafe-plan:themes", item_pk)


@require_POST
def questions(request: HttpRequest, item_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    data = sent(QuestionsForm(request.POST))
    planning.ask(cafe, data["questions"], data["texts"])
    return redirect("world_cafe-plan:themes", item_pk)


@require_http_methods(["GET", "POST"])
def theme(request: HttpRequest, item_pk: int, table_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    table = get_object_or_404(cafe.tables, pk=table_pk)
    table.cafe = cafe
    form = ThemeForm(request.POST or None, initial={"theme": table.theme, "question": table.question})
    if request.method == "POST" and form.is_valid():
        planning.change_theme(table, form.cleaned_data["theme"], form.cleaned_data["question"])
        return redirect("world_cafe-plan:themes", item_pk)
    context = {"cafe": cafe, "table": table, "form": form}
    return render(request, "world_cafe/theme.html", context, status=422 if form.errors else 200)


@require_POST
def remove_theme(request: HttpRequest, item_pk: int, table_pk: int) -> HttpResponse:
    cafe = access.cafe_for_member(request.user, item_pk)
    planning.remove_theme(get_object_or_404(cafe.tables, pk=table_pk))
    return redirect("world_cafe-plan:themes", item_pk)
