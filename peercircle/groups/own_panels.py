"""What this room itself has to say on a group's page: the charter to accept, and who belongs to the group."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import Group, Membership
from peercircle.people.models import Person


def charter(group: Group, person: Person) -> SafeString:
    latest = group.charters.first()
    mine = Membership.objects.get(group=group, person=person, ended_on=None)
    has_accepted = latest is not None and latest.acceptances.filter(membership=mine).exists()
    context = {"group": group, "charter": latest, "mine": mine, "has_accepted": has_accepted}
    return render_to_string("groups/_charter_panel.html", context)


def members(group: Group, person: Person) -> SafeString:
    current = group.memberships.filter(ended_on=None).select_related("person")
    is_contact = any(member.is_contact and member.person_id == person.pk for member in current)
    return render_to_string(
        "groups/_members_panel.html", {"group": group, "members": current, "is_contact": is_contact}
    )
