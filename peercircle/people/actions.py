"""What people do about themselves and their access cards."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from peercircle.kit.folding import fold
from peercircle.kit.refusals import Refused
from peercircle.people import cards
from peercircle.people.models import AccessCard, Person
from peercircle.places.models import Site

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


# --- Cards ----------------------------------------------------------------------------------------
@sensitive_variables()
@transaction.atomic
def make_card(person: Person, *, by: Person, now: datetime) -> cards.FreshCard:
    """A new card; the one before stops working."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.email:
        raise Refused(_("%(name)s signs in by e-mail and needs no card.") % {"name": person.name})
    if person.programme_role:
        # Whoever prints a card knows its PIN, and a group's contact must not come in as the programme.
        raise Refused(_("%(name)s works for the programme and signs in by e-mail.") % {"name": person.name})
    revoke_card(person, now=now)
    secret, pin = cards.new_secret(), cards.new_pin()
    card = AccessCard.objects.create(
        person=person,
        public_id=cards.new_public_id(),
        secret_hash=cards.hash_of_secret(secret),
        pin_hash=cards.hash_of_pin(pin, secret),
        made_by=by,
        made_at=now,
    )
    return cards.FreshCard(card, secret, pin)


def revoke_card(person: Person, *, now: datetime) -> None:
    AccessCard.objects.filter(person=person, revoked_at=None).update(revoked_at=now)


@sensitive_variables()
@transaction.atomic
def try_pin(card: AccessCard, secret: str, pin: str, *, now: datetime) -> bool:
    """Whether the PIN opens the card. The fifth wrong one in a row locks it for a while.

    A wrong PIN is an answer, not a refusal: a refusal would roll back the count.
    """
    card = AccessCard.objects.select_for_update().get(pk=card.pk)
    if card.is_locked(now) or card.revoked_at:
        return False
    is_right = hmac.compare_digest(card.pin_hash, cards.hash_of_pin(pin, secret))
    card.wrong_tries = 0 if is_right else card.wrong_tries + 1
    card.locked_until = None
    if card.wrong_tries >= TRIES:
        card.wrong_tries = 0
        card.locked_until = now + LOCKED_FOR
    card.save(update_fields=["wrong_tries", "locked_until"])
    return is_right


# --- Oneself --------------------------------------------------------------------------------------
@transaction.atomic
def describe_oneself(person: Person, *, given_name: str, family_name: str, profession: str, language: str) -> None:
    person.given_name = given_name
    person.family_name = family_name
    person.profession = profession
    person.language = language
    person.search_text = fold(person.name)
    person.save(update_fields=["given_name", "family_name", "profession", "language", "search_text"])


def choose_language(person: Person, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])


def work_at(person: Person, site: Site) -> None:
    person.workplaces.add(site)


def stop_working_at(person: Person, site: Site) -> None:
    person.workplaces.remove(site)


def sign_out_everywhere(person: Person) -> None:
    """Each session holds a print of the (unusable) password: a new one ends them all, on every phone."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
