"""The charter: what the members promise each other, in versions that each of them accepts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peercircle.groups.actions.members import locked
from peercircle.groups.models import Charter, CharterAcceptance, Group, Membership
from peercircle.kit.refusals import Refused


def proposed_text() -> str:
    """To begin with, in the reader's language; the group makes it its own."""
    return "\n\n".join(
        [
            gettext("What is said here stays here. At the end of a meeting we agree on what may be told outside."),
            gettext("One limit: when a child or a colleague is in danger, we report it, and we say so."),
            gettext("We never name a pupil, a parent or an absent colleague."),
            gettext("Each of us speaks of what we ourselves see, feel and try. We give no diagnoses."),
            gettext("Everybody may pass, at any time, without saying why."),
            gettext("We begin and end on time, leave room for what matters today, and make room for quiet voices."),
            gettext("When a confidence is broken, we talk about it at the next meeting, calmly and openly."),
            gettext("Nobody in the circle is somebody else's superior; directors and inspectors do not take part."),
            gettext("Whoever cannot come tells the group in good time."),
            gettext("Cases are talked about at the table, never in a chat group."),
            gettext("Twice a year we read this again and change what no longer fits."),
        ]
    )


@transaction.atomic
def write_charter(group: Group, text: str, *, seen: int, now: datetime) -> Charter:
    """A new version, which everybody accepts anew. `seen` is the version that its writer began with."""
    group = locked(group)
    latest = group.charters.first()
    if latest and latest.text == text:
        return latest
    if (latest.number if latest else 0) != seen:
        raise Refused(_("Somebody changed the charter while you were writing. Open it again and add your words there."))
    return Charter.objects.create(group=group, number=seen + 1, text=text, written_at=now)


@transaction.atomic
def accept_charter(charter: Charter, membership: Membership, *, now: datetime) -> None:
    latest = locked(charter.group).charters.first()
    if latest and latest.pk != charter.pk:
        raise Refused(_("There is a newer version of the charter. Please read that one."))
    CharterAcceptance.objects.get_or_create(charter=charter, membership=membership, defaults={"accepted_at": now})
