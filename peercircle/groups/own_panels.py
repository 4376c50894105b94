"""What this room itself has to say on a group's page: the charter to accept, and who belongs to the group."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import Membership


def charter(mine: Membership, _request: HttpRequest) -> SafeString:
    """`access.membership_among_all` finds the numbers of the latest version and of the one that was accepted."""
    number, accepted = mine.charter, mine.accepted  # type: ignore[attr-defined]
    context = {"group": mine.group, "number": number, "is_accepted": number == accepted, "writes": mine.is_contact}
    return render_to_string("groups/_charter_panel.html", context)


def members(mine: Membership, _request: HttpRequest) -> SafeString:
    group = mine.group
    context = {"group": group, "members": group.current_members, "is_contact": mine.is_contact}
    return render_to_string("groups/_members_panel.html", context)
