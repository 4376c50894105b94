"""What this room itself has to say on a group's page: the charter to accept, and who belongs to the group."""

from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import CharterAcceptance, Group, Membership
from peercircle.people.models import Person


def charter(group: Group, person: Person) -> SafeString:
    mine = Membership.objects.filter(group=group, person=person, ended_on=None)
    accepted = CharterAcceptance.objects.filter(charter=OuterRef("pk"), membership__in=mine)
    latest = group.charters.annotate(is_accepted=Exists(accepted)).first()
    writes = latest is None and mine.filter(is_contact=True).exists()
    return render_to_string("groups/_charter_panel.html", {"group": group, "charter": latest, "writes": writes})


def members(group: Group, person: Person) -> SafeString:
    current = group.memberships.filter(ended_on=None).select_related("person")
    is_contact = any(member.is_contact and member.person_id == person.pk for member in current)
    return render_to_string(
        "groups/_members_panel.html", {"group": group, "members": current, "is_contact": is_contact}
    )
