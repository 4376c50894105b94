"""Inviting a colleague: one link, for one person, for two weeks."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from peercircle.groups.access import has_a_way_in, hash_of_token
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
@transaction.atomic
def invite_person(group: Group, person: Person, *, as_contact: bool = False, by: Person, now: dt.datetime) -> str:
    """Somebody who is known already. An earlier link to them ends: the one that was sent last is the one that holds."""
    group = locked(group)
    token = secrets.token_urlsafe(24)
    anew = {"token_hash": hash_of_token(token), "as_contact": as_contact, "email": person.email or "", "made_by": by}
    anew |= {"made_at": now, "expires_at": now + HOLDS}
    Invitation.objects.update_or_create(group=group, person=person, used_at=None, revoked_at=None, defaults=anew)
    address = settings.ORIGIN + reverse("groups:invitation", args=[token])
    if person.email:
        with override(person.language or get_language()):
            _send(group, person.email, address, by)
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


def refuse_others(invitation: Invitation, person: Person) -> None:
    """A seat that is kept for somebody who is known is not taken by somebody else."""
    if invitation.person and invitation.person.themselves != person.themselves:
        sentence = _("This invitation is for %(name)s. If that is you, sign out and open the link again.")
        raise Refused(sentence % {"name": invitation.person.name})


@transaction.atomic
def accept_invitation(invitation: Invitation, person: Person, *, today: dt.date, now: dt.datetime) -> Membership:
    """Somebody who is known comes in. The second tap of the same person is harmless."""
    group = locked(invitation.group)
    invitation = Invitation.objects.select_related("used_by", "person__same_as").get(pk=invitation.pk)
    if invitation.used_by and invitation.used_by.person_id == person.pk:
        return invitation.used_by
    refuse_closed(invitation, now=now)
    refuse_others(invitation, person)
    membership = take_in(group, person, today=today)
    if invitation.as_contact and not membership.is_contact:
        membership.is_contact = True
        membership.save(update_fields=["is_contact"])
    invitation.used_at = now
    invitation.used_by = membership
    invitation.save(update_fields=["used_at", "used_by"])
    return membership


@transaction.atomic
def accept_as_oneself(invitation: Invitation, *, today: dt.date, now: dt.datetime) -> Membership:
    """Whom it is for, on a phone that nobody knows. Who has a way in already takes that one."""
    locked(invitation.group)
    assert invitation.person  # noqa: S101  (for the type checker)
    person = invitation.person.themselves
    if has_a_way_in(person):
        raise Refused(_("You are in PeerCircle already. Sign in first, then open this link again."))
    return accept_invitation(invitation, person, today=today, now=now)


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
