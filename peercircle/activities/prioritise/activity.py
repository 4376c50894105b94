"""A vote as the meeting sees it: collect, vote, look at the results."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from peercircle.activities.prioritise import actions, faces
from peercircle.activities.prioritise.actions import COLLECT, RESULTS, VOTE
from peercircle.activities.prioritise.models import Vote
from peercircle.activities.prioritise.ranking import Rank, ranking
from peercircle.meetings import kinds
from peercircle.meetings.kinds import Face, Kind, Passage, Stage
from peercircle.meetings.models import AgendaItem, Attendance


def stages(item: AgendaItem) -> list[Stage]:
    """Three parts of the minutes to collect, four to vote, three to look."""
    tenth = item.minutes * 6
    dots = item.vote.dots
    place = ngettext_lazy(
        "Each of us has %(dots)s dot. Place it secretly, on what matters most to you.",
        "Each of us has %(dots)s dots. Place them secretly: all on one, or spread over several.",
        "dots",
    )
    return [
        Stage(
            COLLECT,
            _("Collecting"),
            3 * tenth,
            _("What do we choose from? Add what is missing; then I read everything aloud."),
        ),
        Stage(VOTE, _("Secret vote"), 4 * tenth, place % {"dots": dots}),
        Stage(
            RESULTS,
            _("Results"),
            3 * tenth,
            _("This is what our dots say. Why is it so, and do we agree on this ranking?"),
        ),
    ]


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    if stage.key == RESULTS or item.vote.is_agreed:
        return Face("prioritise/_results_on_phone.html", faces.results(item))
    if stage.key == VOTE:
        return Face("prioritise/_vote.html", faces.ballot(item.vote, me) | {"count": faces.count(item)})
    return Face("prioritise/_collect.html", faces.options(item))


def screen(item: AgendaItem, stage: Stage) -> Face:
    if stage.key == RESULTS or item.vote.is_agreed:
        return Face("prioritise/_results.html", faces.results(item))
    context = faces.options(item) | {"count": faces.count(item), "is_voting": stage.key == VOTE}
    return Face("prioritise/_screen.html", context)


def _line(rank: Rank) -> str:
    dots = ngettext("%(dots)s dot", "%(dots)s dots", rank.dots) % {"dots": rank.dots}
    line = (
        gettext("%(place)s. %(text)s (%(dots)s, tied)") if rank.is_tied else gettext("%(place)s. %(text)s (%(dots)s)")
    )
    return line % {"place": rank.place, "text": rank.text, "dots": dots}


def record(item: AgendaItem) -> list[Passage]:
    """What the group chose is meant for others too. What nobody voted on stays with the members."""
    vote = Vote.objects.filter(item=item).first()
    ranks = ranking(vote) if vote else []
    if any(rank.dots for rank in ranks):
        return [Passage(kinds.title(item), [_line(rank) for rank in ranks])]
    if ranks:
        return [Passage(_("Collected, not voted on"), [rank.text for rank in ranks], is_confidential=True)]
    return []


KIND = Kind(
    key="prioritise",
    name=_("What matters most"),
    icon="list-ordered",
    minutes=10,
    stages=stages,
    phone=phone,
    screen=screen,
    prepare=actions.prepare,
    record=record,
    forget=actions.forget,
    plan_url="prioritise-plan:options",
)
