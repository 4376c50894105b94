"""What phones and the wall show of a vote. Before the results everybody sees their own dots only."""

from __future__ import annotations

from dataclasses import dataclass

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
    with_phone = sum(one.has_phone for one in item.meeting.here())
    return {"part": f"{actions.COUNT_PART}-{item.pk}", "voted": voted, "people": max(voted, with_phone)}


@dataclass(frozen=True)
class Dot:
    """The first, second or third dot beside an option. Tapping the last one that is placed takes it back."""

    number: int
    is_placed: bool
    is_too_much: bool
    value: int  # how many dots the option has after a tap


def _dots(vote: Vote, placed: int, left: int) -> list[Dot]:
    return [
        Dot(number, number <= placed, number > placed + left, number - 1 if number == placed else number)
        for number in range(1, vote.dots + 1)
    ]


def ballot(vote: Vote, me: Attendance) -> dict[str, object]:
    """My dots."""
    mine = Ballot.objects.filter(option__vote=vote, voter=actions.voter_of(vote, me))
    placed = dict(mine.values_list("option", "dots"))
    left = vote.dots - sum(placed.values())
    options = vote.options.all()
    rows = [{"option": option, "dots": _dots(vote, placed.get(option.pk, 0), left)} for option in options]
    return {"rows": rows, "left": left}


def results(item: AgendaItem) -> dict[str, object]:
    ranks = ranking(item.vote)
    return {"vote": item.vote, "ranking": ranks, "most": max((rank.dots for rank in ranks), default=0) or 1}


def find(_topic: str, key: str) -> AgendaItem | None:
    return AgendaItem.objects.select_related("vote", "meeting").filter(pk=key, vote__isnull=False).first()


def draw_options(item: AgendaItem) -> str:
    return render_to_string("prioritise/_options.html", options(item))


def draw_count(item: AgendaItem) -> str:
    return render_to_string("prioritise/_count.html", count(item))
