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
    context = {"group": group, "charter": latest, "writes": latest is None and _is_contact(group, person)}
    return render_to_string("groups/_charter_panel.html", context)


def members(group: Group, person: Person) -> SafeString:
    context = {"group": group, "members": group.current_members, "is_contact": _is_contact(group, person)}
    return render_to_string("groups/_members_panel.html", context)


def _is_contact(group: Group, person: Person) -> bool:
    return any(member.is_contact and member.person_id == person.pk for member in group.current_members)
