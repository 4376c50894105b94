"""What this room itself has to say on a group's page: the charter to accept, and who belongs to the group."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import CharterAcceptance, Membership


def charter(mine: Membership, _request: HttpRequest) -> SafeString:
    accepted = CharterAcceptance.objects.filter(charter=OuterRef("pk"), membership=mine)
    latest = mine.group.charters.annotate(is_accepted=Exists(accepted)).first()
    context = {"group": mine.group, "charter": latest, "writes": latest is None and mine.is_contact}
    return render_to_string("groups/_charter_panel.html", context)


def members(mine: Membership, _request: HttpRequest) -> SafeString:
    group = mine.group
    context = {"group": group, "members": group.current_members, "is_contact": mine.is_contact}
    return render_to_string("groups/_members_panel.html", context)
