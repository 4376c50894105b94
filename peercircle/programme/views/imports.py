"""Attendance from a file: send it, wait, look and decide, save or throw away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.refusals import Refused
from peercircle.kit.sheets import as_workbook
from peercircle.kit.trouble import too_large
from peercircle.programme import access
from peercircle.programme.actions import uploads as actions
from peercircle.programme.forms.imports import FileForm, PeopleForm
from peercircle.programme.imports import sample as samples
from peercircle.programme.imports import xlsform
from peercircle.programme.imports.troubles import DOUBTS, OF_CELL, OF_FILE, REMARKS
from peercircle.programme.models import Upload, UploadedPerson

ON_A_PAGE = 20
SENTENCES = OF_CELL | REMARKS
Verdict = UploadedPerson.Verdict
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@too_large(OF_FILE["too-large"])
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    person = access.of_programme(request.user)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        upload = actions.send_file(
            form.cleaned_data["id"],
            file.read(),
            file_name=file.name,
            kind=form.cleaned_data["kind"],
            by=person,
            now=timezone.now(),
        )
        return redirect("programme:import", upload.pk)
    waiting = access.uploads_of(person)
    context = {"form": form, "waiting": waiting}
    return render(request, "programme/import_new.html", context, status=422 if form.errors else 200)


@require_GET
def sample(request: HttpRequest) -> HttpResponse:
    """Headed in the reader's language, with two made-up lines."""
    access.of_programme(request.user)
    content = as_workbook({str(_("Attendance")): samples.rows(timezone.localdate())})
    return _workbook(content, "attendance")


@require_GET
def form(request: HttpRequest) -> HttpResponse:
    """For Kobo: it asks offline, in each language, for what the import understands."""
    teams = access.teams_of(request.user)
    if not teams.filter(municipalities__isnull=False).exists():
        raise Refused(
            _("No municipality is yours yet, so the form would have no schools. Ask the programme's manager.")
        )
    return _workbook(as_workbook(xlsform.sheets(teams, now=timezone.now())), "attendance-form")


@require_GET
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = access.upload(request.user, pk)
    if found.is_at_work:
        return render(request, "programme/import_work.html", {"upload": found})
    if found.state == Upload.State.FAILED:
        return render(request, "programme/import_failed.html", {"upload": found, "reason": OF_FILE[found.trouble]})
    troubles = [(SENTENCES[each.code], each) for each in found.troubles.all()]
    context = {"upload": found, "troubles": troubles}
    if found.state == Upload.State.DONE:
        return render(request, "programme/import_done.html", context)
    return render(request, "programme/import.html", context | {"counts": _counts(found)})


def _counts(upload: Upload) -> dict[str, int]:
    people = upload.people.aggregate(
        known=Count("pk", Q(verdict=Verdict.KNOWN)),
        new=Count("pk", Q(verdict=Verdict.NEW)),
        proposed=Count("pk", Q(verdict=Verdict.PROPOSED)),
        doubtful=Count("pk", Q(verdict=Verdict.DOUBTFUL)),
        open=Count("pk", Q(choice=UploadedPerson.Choice.OPEN)),
    )
    sessions = upload.sessions.aggregate(sessions=Count("pk"), new_sessions=Count("pk", Q(session=None)))
    rows = upload.rows.aggregate(to_save=Count("pk", Q(is_there=False)), there=Count("pk", Q(is_there=True)))
    return people | sessions | rows


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who has to be looked at, those in doubt first. What was answered on a page is kept when one goes on."""
    found = access.upload(request.user, pk)
    asked = found.people.filter(verdict__in=(Verdict.DOUBTFUL, Verdict.PROPOSED)).order_by("verdict", "pk")
    asked = asked.prefetch_related("proposals__person__workplaces", "proposals__twin", "proposals__of")
    page = Paginator(asked, ON_A_PAGE).get_page(request.GET.get("page"))
    form = PeopleForm(request.POST if request.method == "POST" else None, people=page)
    if form.is_valid():
        actions.decide(found, form.answers, now=timezone.now())
        if page.has_next():
            return redirect(f"{request.path}?page={page.next_page_number()}")
        return redirect("programme:import", pk)
    rows = [(DOUBTS.get(person.doubt, ""), person, field) for person, field in form.rows()]
    context = {"upload": found, "page": page, "rows": rows}
    return render(request, "programme/import_people.html", context, status=422 if form.errors else 200)


@require_POST
def save(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = access.upload(request.user, pk)
    actions.begin_saving(found, only_whole=bool(request.POST.get("only_whole")), now=timezone.now())
    return redirect("programme:import", pk)


@require_POST
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.throw_away(access.upload(request.user, pk), now=timezone.now())
    messages.success(request, _("The file was thrown away. Nothing of it was saved."))
    return redirect("programme:import-new")


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
