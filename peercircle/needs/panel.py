"""What came of what a group asked, on the group's page."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import Group
from peercircle.needs import stories
from peercircle.needs.access import needs_of
from peercircle.people.models import Person

SHOWN = 3


def panel(group: Group, person: Person) -> SafeString:
    """What waits for the group's word first, then what moved last."""
    told = stories.of_a_group(stories.with_entries(needs_of(group)))
    context = {"group": group, "stories": told[:SHOWN], "has_more": len(told) > SHOWN}
    return render_to_string("needs/_panel.html", context)
