"""What people do when they choose together what matters most."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from peercircle.activities.prioritise.models import Ballot, Option, Vote
from peercircle.activities.prioritise.ranking import totals
from peercircle.kit.refusals import Refused
from peercircle.kit.veils import veil
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge

COLLECT, VOTE, RESULTS = "collect", "vote", "results"
OPTIONS_PART, COUNT_PART = "vote_options", "vote_count"
MOST_OPTIONS = 20
BEGUN = _("The vote has begun, so the options stay as they are. The facilitator can go back one step first.")


def _locked(item: AgendaItem) -> Vote:
    return Vote.objects.select_for_update().get(item=item)


def voter_of(vote: Vote, me: Attendance) -> str:
    return veil(me.who, f"vote:{vote.salt}")


@transaction.atomic
def prepare(item: AgendaItem) -> None:
    """An item that comes back brings the options that nobody has voted on."""
    vote, is_new = Vote.objects.get_or_create(item=item)
    before = Vote.objects.filter(item=item.carried_from_id).first() if item.carried_from_id else None
    if is_new and before:
        for option in before.options.filter(total=None):
            vote.options.create(id=uuid4(), number=option.number, text=option.text)


def _collecting(item: AgendaItem) -> tuple[Meeting, Vote]:
    """The meeting and the vote, locked, while options can still be added and taken away."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    vote = _locked(item)
    if meeting.is_closed:
        raise Refused(_("This meeting is over, so nothing can be added. Bring it to the next one."))
    if vote.is_agreed:
        raise Refused(_("The group has agreed on its ranking already, so the options stay as they are."))
    is_here = meeting.item_id == item.pk
    if (is_here and meeting.stage != COLLECT) or (not is_here and _has_begun(vote)):
        raise Refused(BEGUN)
    return meeting, vote


def _has_begun(vote: Vote) -> bool:
    return Ballot.objects.filter(option__vote=vote).exists()


@transaction.atomic
def add_option(item: AgendaItem, text: str, *, id: UUID) -> None:
    """What arrives again, because the first answer was lost on its way, changes nothing."""
    if Option.objects.filter(pk=id).exists():
        return
    meeting, vote = _collecting(item)
    options = list(vote.options.all())
    if text.casefold() in {option.text.casefold() for option in options}:
        raise Refused(_("This is on the list already."))
    if len(options) >= MOST_OPTIONS:
        raise Refused(_("Twenty options are the most. Take one away first, or put two together."))
    number = options[-1].number + 1 if options else 1
    Option.objects.create(id=id, vote=vote, number=number, text=text)
    nudge(meeting.topic, f"{OPTIONS_PART}-{item.pk}")


@transaction.atomic
def remove_option(item: AgendaItem, pk: UUID) -> None:
    """With it go the dots that it got in a vote that was begun too early."""
    meeting, vote = _collecting(item)
    vote.options.filter(pk=pk).delete()
    nudge(meeting.topic, f"{OPTIONS_PART}-{item.pk}")


@transaction.atomic
def set_options(item: AgendaItem, texts: list[str], dots: int) -> None:
    """The whole list as it was written on the plan's page, in its order."""
    meeting, vote = _collecting(item)
    if _has_begun(vote):
        raise Refused(BEGUN)
    if len(texts) > MOST_OPTIONS:
        raise Refused(_("Twenty options are the most. Take some away, or put two together."))
    vote.dots = dots
    vote.save(update_fields=["dots"])
    vote.options.all().delete()
    Option.objects.bulk_create(
        Option(id=uuid4(), vote=vote, number=number, text=text) for number, text in enumerate(texts, start=1)
    )
    nudge(meeting.topic, "step", "screen")


@transaction.atomic
def place_dots(item: AgendaItem, me: Attendance, option_pk: UUID, dots: int) -> None:
    """So many dots of mine are on this option now; tapping twice says the same twice."""
    meeting = locked_while_at(item, me)
    vote = _locked(item)
    if meeting.stage != VOTE or vote.is_agreed:
        raise Refused(_("The vote is not open just now, so your dots stay as they were."))
    option = vote.options.filter(pk=option_pk).first()
    if option is None:
        raise Refused(_("This option was taken away. Place your dots on another one."))
    mine = Ballot.objects.filter(option__vote=vote, voter=voter_of(vote, me))
    elsewhere = mine.exclude(option=option).aggregate(dots=Sum("dots"))["dots"] or 0
    if dots < 0 or elsewhere + dots > vote.dots:
        few = ngettext(
            "You have %(dots)s dot. Take it back from the other option first.",
            "You have %(dots)s dots. Take one back from another option first.",
            vote.dots,
        )
        raise Refused(few % {"dots": vote.dots})
    if dots:
        Ballot.objects.update_or_create(option=option, voter=voter_of(vote, me), defaults={"dots": dots})
    else:
        mine.filter(option=option).delete()
    nudge(meeting.topic, f"{COUNT_PART}-{item.pk}")


@transaction.atomic
def agree_on_ranking(item: AgendaItem, me: Attendance, *, now: datetime) -> None:
    """The ranking stands, and the ballots are gone. Cannot be undone."""
    meeting = locked_while_at(item, me)
    vote = _locked(item)
    if vote.is_agreed:
        return
    if meeting.stage != RESULTS:
        raise Refused(_("Look at the result together first, then agree on it."))
    _delete_ballots(vote)
    vote.agreed_at = now
    vote.save(update_fields=["agreed_at"])
    nudge(meeting.topic, "step", "screen")


def _delete_ballots(vote: Vote) -> None:
    if _has_begun(vote):
        for option, dots in totals(vote):
            option.total = dots
            option.save(update_fields=["total"])
        Ballot.objects.filter(option__vote=vote).delete()
    vote.salt = ""
    vote.save(update_fields=["salt"])


@transaction.atomic
def forget(item: AgendaItem) -> None:
    """What each option got stays; who gave it is gone."""
    vote = Vote.objects.select_for_update().filter(item=item).first()
    if vote:
        _delete_ballots(vote)
