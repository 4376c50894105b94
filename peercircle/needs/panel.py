"""What came of what a group asked, on the group's page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import Membership
from peercircle.needs import stories
from peercircle.needs.access import needs_of

SHOWN = 3


def panel(mine: Membership, request: HttpRequest) -> SafeString:
    """What waits for the group's word first, then what moved last."""
    told = stories.of_a_group(stories.with_entries(needs_of(mine.group)))
    context = {"group": mine.group, "stories": told[:SHOWN], "has_more": len(told) > SHOWN}
    return render_to_string("needs/_panel.html", context, request)
