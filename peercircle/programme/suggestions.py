"""One thing a group can do about what its dates and numbers tell. To plan a meeting, the door stands right above it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.programme.signals import Past, Signal


@dataclass(frozen=True)
class Suggestion:
    words: Promise
    door: str = ""  # of the group, when there is one
    label: Promise | str = ""


SUGGESTIONS = {
    "rhythm": Suggestion(_("Choose a day for a short meeting of 45 minutes: that is enough to begin again.")),
    "next_date": Suggestion(_("Agree on a day now, even if not everybody can come.")),
    "attendance": Suggestion(
        _("Ask those who stay away which day and hour suit them, and whether 45 minutes would do.")
    ),
    "unanswered_needs": Suggestion(
        _("The programme owes you an answer. Tell its expert whether you still need it."), "needs:group", _("Our needs")
    ),
    "follow_through": Suggestion(
        _("At the next meeting go through what was promised: what still matters, who helps, and what may go.")
    ),
    "spread_of_roles": Suggestion(_("Let somebody else lead the next meeting: the phone says what to say.")),
    "usefulness": Suggestion(_("Ask at the next check-out what you want more of, and what less.")),
    "variety": Suggestion(_("Put one step into the next meeting that you have not tried yet.")),
}
REMIND = Suggestion(_("The next meeting has a date: remind each other of it."))


def suggestion(signal: Signal, past: Past) -> Suggestion:
    if signal.about == "rhythm" and past.next_at:
        return REMIND
    return SUGGESTIONS[signal.about]
