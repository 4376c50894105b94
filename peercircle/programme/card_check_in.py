"""What an access card is good for at a session: who shows it to one of the team is checked in, without a phone."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.debug import sensitive_variables

from peercircle.people.models import AccessCard, Person
from peercircle.programme.access import sessions_looked_after
from peercircle.programme.models import Session


@sensitive_variables()
def use(request: HttpRequest, card: AccessCard, name: str) -> SafeString:
    """The sessions of today whose check-in is open, to one of the team that scanned the card."""
    if not isinstance(request.user, Person) or not request.user.is_programme:
        return SafeString("")
    now = timezone.now()
    today = sessions_looked_after(request.user).filter(held_on=timezone.localdate(now), check_in_until__gt=now)
    sessions = today.exclude(state=Session.State.CANCELLED)
    context = {"sessions": sessions, "person": card.person, "name": name}
    return render_to_string("programme/_card_check_in.html", context, request) if sessions else SafeString("")
