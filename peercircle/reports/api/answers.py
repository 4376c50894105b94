"""What each door answers: rows of the tables that are published, and nothing that they do not tell.

A time of one's own cannot be asked for: two tables of nearly the same time would tell of single people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils import timezone

from peercircle.programme.models import Programme
from peercircle.reports import pictures
from peercircle.reports.counting import Count, Scope
from peercircle.reports.figures import Told, current
from peercircle.reports.forms import ReachForm
from peercircle.reports.models import Figure, Measure, Target
from peercircle.reports.reach import reach
from peercircle.reports.tables import source, table

ON_A_PAGE = 100
SMALL = "small"
WAITED = ("0-14", "15-60", "61-")  # days


class PageForm(forms.Form):
    page = forms.IntegerField(min_value=1, max_value=10**6, required=False)


class SessionsForm(PageForm, ReachForm):
    """As on the page, but for all time."""

    since = None  # type: ignore[assignment]
    until = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, scope=Scope(), **kwargs)


def sessions(said: dict[str, Any]) -> list[dict[str, Any]]:
    within = frozenset((name, said[name]) for name in ("phase", "municipality") if said.get(name))
    found = table(reach(Scope(programme=said["programme"]), source(said["by"])), said["by"], within, said["across"])
    return [
        {"value": row.value, "name": row.name}
        | _count(row.told)
        | {"across": [{"name": name} | _count(count) for name, count in row.across]}
        for row in found.rows
    ]


def _count(told: Count | None) -> dict[str, Any]:
    if told is None:
        return {"people": None, "attendances": None, "hidden": SMALL}
    return {"people": told.people, "attendances": told.attendances, "hidden": None}


def groups(said: dict[str, Any]) -> Page:
    page = Paginator(pictures.groups_in(Scope()), ON_A_PAGE).page(said["page"] or 1)
    months, rows = pictures.year_of(list(page), today=timezone.localdate())
    told: Any = [
        {
            "name": group.name,
            "months": [
                {"month": month.isoformat(), "mark": told.mark} for month, told in zip(months, year, strict=True)
            ],
        }
        for group, year in rows
    ]
    page.object_list = told
    return page


def needs(_said: dict[str, Any]) -> list[dict[str, Any]]:
    waited = pictures.needs_by_wait(Scope(), now=timezone.now())
    return [
        {
            "waited": words,
            "planned_or_delivered": waited[age]["yes"],
            "declined": waited[age]["no"],
            "waiting": waited[age][""],
        }
        for age, words in enumerate(WAITED)
    ]


def indicators(_said: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for programme in Programme.objects.all():
        so_far, targets = current(programme), list(Target.objects.filter(programme=programme))
        for measure in Measure:
            promised = [
                {"baseline": target.baseline, "wanted": target.wanted, "due_on": target.due_on.isoformat()}
                for target in targets
                if target.measure == measure
            ]
            told = so_far[measure, None]
            found.append({"programme": programme.name, "measure": measure.value} | _told(told) | {"targets": promised})
    return found


def _told(told: Told) -> dict[str, Any]:
    return {"value": None, "hidden": SMALL} if told.is_hidden else {"value": told.value, "hidden": None}


def periods(said: dict[str, Any]) -> Page:
    reported = Figure.objects.filter(period__locked_at__isnull=False).select_related(
        "period__programme", "municipality"
    )
    in_order = reported.order_by("-period__starts_on", "period", "municipality__code", "measure", "pk")
    page = Paginator(in_order.prefetch_related("corrections"), ON_A_PAGE).page(said["page"] or 1)
    told: Any = [_figure(figure) for figure in page]
    page.object_list = told
    return page


def _figure(figure: Figure) -> dict[str, Any]:
    period = figure.period
    corrections = [
        {"noted_on": timezone.localdate(each.noted_at).isoformat(), "reason": each.reason}
        | _told(Told(each.value, each.is_hidden))
        for each in figure.corrections.all()
    ]
    return {
        "programme": period.programme.name,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "measure": figure.measure,
        "municipality": figure.municipality.code if figure.municipality else None,
        **_told(Told(figure.value, figure.is_hidden)),
        "corrections": corrections,
    }


def paged(found: Sequence[Any] | Page, number: int) -> Page:
    return found if isinstance(found, Page) else Paginator(found, ON_A_PAGE).page(number)
