"""What a group needs, on the group's page."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import Group
from peercircle.needs.access import needs_of
from peercircle.people.models import Person

SHOWN = 3


def panel(group: Group, person: Person) -> SafeString:
    """The newest few; nothing for a group that has asked for nothing."""
    needs = list(needs_of(group)[: SHOWN + 1])
    if not needs:
        return SafeString("")
    context = {"group": group, "needs": needs[:SHOWN], "has_more": len(needs) > SHOWN}
    return render_to_string("needs/_panel.html", context)
