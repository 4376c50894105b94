"""Inviting a colleague: one link, for one person, for two weeks."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from peercircle.groups.access import hash_of_token
from peercircle.groups.actions.members import give_workplace_of, locked, take_in
from peercircle.groups.models import Group, Invitation, Membership
from peercircle.kit import letters
from peercircle.kit.refusals import Refused
from peercircle.people.models import Person

HOLDS = dt.timedelta(days=14)


@sensitive_variables()
@transaction.atomic
def invite(group: Group, *, email: str = "", as_contact: bool = False, by: Person, now: dt.datetime) -> str:
    """Answers with the address, which is known only now, and sends it if we know where to."""
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        group=group,
        token_hash=hash_of_token(token),
        as_contact=as_contact,
        email=email.lower(),
        made_by=by,
        made_at=now,
        expires_at=now + HOLDS,
    )
    address = settings.ORIGIN + reverse("groups:invitation", args=[token])
    if email:
        _send(group, email, address, by)
    return address


@sensitive_variables()
def _send(group: Group, email: str, address: str, by: Person) -> None:
    names = {"person": by.name, "group": group.name, "address": address}
    subject = gettext("%(person)s invites you to “%(group)s”") % names
    body = [
        gettext("Good day,"),
        gettext("%(person)s invites you to the group “%(group)s”: colleagues who meet to support each other.") % names,
        gettext("This link is for you alone and holds for 14 days:"),
        address,
        gettext("Did you not expect it? Then there is nothing to do."),
        "PeerCircle",
    ]
    letters.send.enqueue(subject, "\n\n".join(body), email)


def revoke_invitation(invitation: Invitation, *, now: dt.datetime) -> None:
    Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None).update(revoked_at=now)


def refuse_closed(invitation: Invitation | None, *, now: dt.datetime) -> Invitation:
    """Each way in which an invitation can be closed has its own sentence."""
    if invitation is None:
        raise Refused(
            _("This invitation does not exist. Look whether the whole link was copied, or ask for a new one.")
        )
    if invitation.used_at:
        raise Refused(_("This invitation has been used: each one is for one person. Ask the contact for your own."))
    if invitation.revoked_at:
        raise Refused(_("This invitation was taken back. Ask the group's contact for a new one."))
    if not invitation.is_open(now):
        raise Refused(_("This invitation held for 14 days, which are over. Ask the group's contact for a new one."))
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, person: Person, *, today: dt.date, now: dt.datetime) -> Membership:
    """Somebody who is known comes in. The second tap of the same person is harmless."""
    group = locked(invitation.group)
    invitation = Invitation.objects.select_related("used_by").get(pk=invitation.pk)
    if invitation.used_by and invitation.used_by.person_id == person.pk:
        return invitation.used_by
    refuse_closed(invitation, now=now)
    membership = take_in(group, person, today=today)
    if invitation.as_contact and not membership.is_contact:
        membership.is_contact = True
        membership.save(update_fields=["is_contact"])
    invitation.used_at = now
    invitation.used_by = membership
    invitation.save(update_fields=["used_at", "used_by"])
    return membership


@transaction.atomic
def accept_as_new_person(
    invitation: Invitation,
    *,
    given_name: str,
    family_name: str,
    profession: str,
    today: dt.date,
    now: dt.datetime,
) -> Membership:
    """A person who is new to PeerCircle. The address to which the invitation was sent is theirs."""
    if invitation.email and Person.objects.filter(email__iexact=invitation.email).exists():
        raise Refused(_("You are in PeerCircle already. Sign in with your e-mail address, then open this link again."))
    person = Person.objects.create_person(
        given_name, family_name, profession=profession, email=invitation.email or None
    )
    give_workplace_of(invitation.group, person)
    return accept_invitation(invitation, person, today=today, now=now)
