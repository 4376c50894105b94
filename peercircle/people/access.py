"""Who somebody is, where a door needs to know: a person who is signed in, or who holds a card."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from peercircle.kit.refusals import Refused
from peercircle.people import cards
from peercircle.people.models import AccessCard, Person


def oneself(user: Person | AnonymousUser) -> Person:
    if not isinstance(user, Person):
        raise Http404
    return user


@sensitive_variables()
def card_with_secret(name: str) -> tuple[AccessCard, str]:
    """The same sentence for a card that never was, a wrong secret and a card that was replaced."""
    found = cards.read(name)
    if found is None:
        raise Refused(_("This card does not open PeerCircle any more. Ask your group's contact for a new one."))
    return found
