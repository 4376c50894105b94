"""Entering who was at a session, from the paper sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peercircle.kit.numbers import number
from peercircle.kit.refusals import done, tried
from peercircle.programme import access
from peercircle.programme.actions import attendance as actions
from peercircle.programme.arriving import arrived
from peercircle.programme.forms.attendance import ArrivedForm, GuestsForm, NewPersonForm
from peercircle.programme.models import GuestTally, Session, SessionAttendance
from peercircle.programme.register import lines


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """One form with three buttons: look for somebody, add somebody new, save. Each keeps what is ticked and typed."""
    session = access.session(request.user, pk)
    if "new" in request.POST:
        return _add(request, session)
    if request.method == "POST" and "find" not in request.POST:
        return _save(request, session)
    return _page(request, session)


def _save(request: HttpRequest, session: Session) -> HttpResponse:
    """Also somebody new whose name stands in the form, whichever of the two buttons was tapped."""
    guests, newcomer = GuestsForm(request.POST), _newcomer(request, session)
    those = _arrived(request, session)
    is_right = those.is_valid() and (newcomer.is_valid() or not newcomer.is_begun)
    if is_right and done(guests, lambda: _record(request, session, guests, newcomer, those)):
        messages.success(request, _("It is saved who was there."))
        return redirect("programme:session", session.pk)
    guests.is_valid()
    return _page(request, session, guests=guests, newcomer=newcomer if newcomer.is_begun else None, status=422)


def _record(
    request: HttpRequest, session: Session, guests: GuestsForm, newcomer: NewPersonForm, those: ArrivedForm
) -> None:
    known = access.people_known(session)
    actions.record_attendance(
        session,
        shown=known.filter(pk__in=_sent(request, "shown")),
        present=known.filter(pk__in=_sent(request, "there")),
        guests=guests.guests,
        newcomer=newcomer.newcomer if newcomer.is_begun else None,
        arrived=those.settled,
        by=access.of_programme(request.user),
        now=timezone.now(),
    )


def _add(request: HttpRequest, session: Session) -> HttpResponse:
    by, form = access.of_programme(request.user), _newcomer(request, session)

    def add() -> SessionAttendance:
        return actions.add_new_person(session, form.newcomer, by=by, now=timezone.now())

    if added := tried(form, add):
        messages.success(request, _("%(name)s has been added and ticked.") % {"name": added.person.name})
        return _page(request, session, also=added.person_id)
    return _page(request, session, newcomer=form, status=422)


def _newcomer(request: HttpRequest, session: Session) -> NewPersonForm:
    rows = lines(access.people_known(session), session, shown=_sent(request, "shown"), ticked=None)
    return NewPersonForm(request.POST, known_names={line.person.search_text for line in rows})


def _arrived(request: HttpRequest, session: Session) -> ArrivedForm:
    those = arrived(session, access.people_known(session))
    return ArrivedForm(request.POST if request.method == "POST" else None, arrived=those)


def _page(
    request: HttpRequest,
    session: Session,
    *,
    guests: GuestsForm | None = None,
    newcomer: NewPersonForm | None = None,
    also: int | None = None,
    status: int = 200,
) -> HttpResponse:
    is_fresh = request.method == "GET"
    search = request.POST.get("search", "").strip()[:120] if "find" in request.POST else ""
    ticked = None if is_fresh else _sent(request, "there") | ({also} if also else set())
    rows = lines(access.people_known(session), session, search=search, shown=_sent(request, "shown"), ticked=ticked)
    context = {
        "session": session,
        "lines": rows,
        "arrived": _arrived(request, session),
        "guests": guests or GuestsForm(initial=_tally(session) if is_fresh else request.POST.dict()),
        "newcomer": newcomer or NewPersonForm(initial=request.POST.dict() if "find" in request.POST else None),
        "search": search,
        "has_found": len(rows) > len(_sent(request, "shown")),
    }
    return render(request, "programme/attendance.html", context, status=status)


def _tally(session: Session) -> dict[str, object]:
    known = GuestTally.objects.filter(session=session).values("number", "women", "men", "method").first()
    return {**known} if known else {}


def _sent(request: HttpRequest, name: str) -> set[int]:
    return {number(key) for key in request.POST.getlist(name)}
