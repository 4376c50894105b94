"""How a group is doing, on its own page: what its expert would read, earlier and with one thing to do about it."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from peercircle.groups.models import Membership
from peercircle.programme import signals
from peercircle.programme.suggestions import suggestion


def panel(mine: Membership, _request: HttpRequest) -> SafeString:
    """Nothing when nothing stands out, or when the group rests."""
    group, now = mine.group, timezone.now()
    if group.status != group.Status.ACTIVE:
        return mark_safe("")
    past = signals.Past(group, len(group.current_members), None, answers_needed=signals.INSIDE)
    signals.remember_one(past, now=now)
    found = signals.of(past, today=timezone.localdate(now))
    if not found:
        return mark_safe("")
    first, *others = found
    context = {"group": group, "signal": first, "suggestion": suggestion(first, past), "others": others}
    return render_to_string("programme/_how_we_are.html", context)
