"""What phones and the wall show of a vote. Before the results everybody sees their own dots only."""

from __future__ import annotations

from django.template.loader import render_to_string

from peercircle.activities.prioritise import actions
from peercircle.activities.prioritise.models import Ballot, Vote
from peercircle.activities.prioritise.ranking import ranking
from peercircle.meetings.models import AgendaItem, Attendance


def options(item: AgendaItem) -> dict[str, object]:
    return {"part": f"{actions.OPTIONS_PART}-{item.pk}", "options": list(item.vote.options.all())}


def count(item: AgendaItem) -> dict[str, object]:
    """How many have placed at least one dot."""
    voted = Ballot.objects.filter(option__vote__item=item).values("voter").distinct().count()
    with_phone = Attendance.objects.here().filter(meeting=item.meeting_id, has_phone=True).count()
    return {"part": f"{actions.COUNT_PART}-{item.pk}", "voted": voted, "people": max(voted, with_phone)}


def ballot(vote: Vote, me: Attendance) -> dict[str, object]:
    """My dots."""
    mine = Ballot.objects.filter(option__vote=vote, voter=actions.voter_of(vote, me))
    dots = dict(mine.values_list("option", "dots"))
    rows = [
        {
            "option": option,
            "dots": dots.get(option.pk, 0),
            "less": dots.get(option.pk, 0) - 1,
            "more": dots.get(option.pk, 0) + 1,
        }
        for option in vote.options.all()
    ]
    return {"rows": rows, "left": vote.dots - sum(dots.values())}


def results(item: AgendaItem) -> dict[str, object]:
    return {"vote": item.vote, "ranking": ranking(item.vote)}


def _item(key: str) -> AgendaItem | None:
    return AgendaItem.objects.select_related("vote").filter(pk=key, vote__isnull=False).first()


def options_part(topic: str, key: str) -> str:
    item = _item(key)
    return render_to_string("prioritise/_options.html", options(item)) if item else ""


def count_part(topic: str, key: str) -> str:
    item = _item(key)
    return render_to_string("prioritise/_count.html", count(item)) if item else ""
