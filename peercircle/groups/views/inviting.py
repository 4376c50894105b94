"""Inviting, and coming in by an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.groups import access
from peercircle.groups.actions import inviting as actions
from peercircle.groups.forms import AcceptForm, InviteForm, SeatForm
from peercircle.groups.models import Invitation
from peercircle.kit.limits import address, too_many
from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.people.sign_in import sign_in


@sensitive_variables()
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """The link is shown once, in the answer to the tap that makes it."""
    mine = access.contact(request.user, pk)
    form = InviteForm(request.POST or None)
    context: dict[str, object] = {"group": mine.group, "form": form}
    if request.method == "POST" and form.is_valid():
        if too_many(f"invite:{mine.pk}", limit=40, seconds=86400):
            raise Refused(_("That were many invitations for one day. Go on tomorrow."))
        email = form.cleaned_data["email"]
        context["sent_to"] = email
        context["address"] = actions.invite(mine.group, email=email, by=mine.person, now=timezone.now())
    return render(request, "groups/invite.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, pk: int, invitation_pk: int) -> HttpResponse:
    mine = access.contact(request.user, pk)
    made = get_object_or_404(Invitation, pk=invitation_pk, group=mine.group)
    actions.revoke_invitation(made, now=timezone.now())
    messages.success(request, _("The invitation has been taken back."))
    return redirect("groups:members", pk)


@sensitive_variables()
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An open door. Only the tap lets in, so a message's preview uses nothing up."""
    if too_many(f"invitation:{address(request)}", limit=60, seconds=600):
        raise Refused(_("Too many invitations were tried from here. Wait ten minutes, then open yours again."))
    made, now = access.invitation(token), timezone.now()
    if made and made.used_by and made.used_by.person_id == request.user.pk:
        return redirect("groups:group", made.group_id)
    made = actions.refuse_closed(made, now=now)
    if isinstance(request.user, Person):
        return _take_seat(request, made, request.user)
    kind = SeatForm if made.person else AcceptForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _come_in(request, made, form)
    signs_in_first = made.person is not None and access.has_a_way_in(made.person.themselves)
    context = {"invitation": made, "form": form, "seats": _seats(made), "signs_in_first": signs_in_first}
    return render(request, "groups/invitation.html", context, status=422 if form.errors else 200)


def _take_seat(request: HttpRequest, made: Invitation, person: Person) -> HttpResponse:
    actions.refuse_others(made, person)
    if request.method == "POST":
        actions.accept_invitation(made, person, today=timezone.localdate(), now=timezone.now())
        return redirect("groups:group", made.group_id)
    return render(request, "groups/invitation.html", {"invitation": made, "person": person, "seats": _seats(made)})


def _come_in(request: HttpRequest, made: Invitation, form: SeatForm) -> HttpResponse:
    said, today, now = dict(form.cleaned_data), timezone.localdate(), timezone.now()
    typed = said.pop("email")
    if made.person:
        membership = actions.accept_as_oneself(made, today=today, now=now)
    else:
        membership = actions.accept_as_new_person(made, **said, today=today, now=now)
    sign_in(request, membership.person)
    if typed and not membership.person.email:
        request.session["email_to_confirm"] = typed
        return redirect("account_email")
    return redirect("groups:group", made.group_id)


def _seats(made: Invitation) -> int:
    return made.group.memberships.filter(ended_on=None).count() + 1
