"""Putting the needs of several groups in order: open, vote in secret, close and count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.needs.actions.entries import enter
from peercircle.needs.models import Entry, Mark, Need, Ranked, Ranking
from peercircle.needs.ranking import METHODS, SCALE, Candidate, Key, Marks, Standing, dots_each, rank
from peercircle.people.models import Person

FEWEST, MOST = 2, 20
State = Need.State


def _locked(ranking: Ranking) -> Ranking:
    return Ranking.objects.select_for_update().get(pk=ranking.pk)


@transaction.atomic
def open_ranking(needs: Sequence[Need], method: str, *, id: UUID, by: Person, people: int, now: datetime) -> Ranking:
    """`people`: how many may vote. Of each pile one need stands for all."""
    heads = {need.pile: need for need in needs if need.state in {State.SENT, State.ACKNOWLEDGED}}
    if not FEWEST <= len(heads) <= MOST:
        raise Refused(_("Choose at least two needs that wait for an answer, and at most twenty."))
    dots = dots_each(len(heads), people)
    ranking, is_new = Ranking.objects.get_or_create(
        pk=id, defaults={"method": method, "dots": dots, "opened_by": by, "opened_at": now}
    )
    if is_new:
        Ranked.objects.bulk_create(Ranked(ranking=ranking, need=need) for need in heads.values())
    return ranking


@transaction.atomic
def vote(ranking: Ranking, person: Person, ballot: Mapping[int, Marks]) -> None:
    """The whole ballot, by the key of what is ranked; voting again replaces what was said before."""
    ranking = _locked(ranking)
    if ranking.closed_at:
        raise Refused(_("This ranking is closed already."))
    ranked = {each.pk: each for each in ranking.ranked.all()}
    given = {pk: marks for pk, marks in ballot.items() if pk in ranked and any(marks)}
    _check(ranking, len(ranked), given)
    Mark.objects.filter(ranked__ranking=ranking, person=person).delete()
    Mark.objects.bulk_create(
        Mark(ranked=ranked[pk], person=person, **dict(zip(("first", "second", "third"), marks, strict=False)))
        for pk, marks in given.items()
    )


def _check(ranking: Ranking, number: int, given: Mapping[int, Marks]) -> None:
    said = [marks[0] for marks in given.values()]
    if any(len(marks) != METHODS[ranking.method].marks for marks in given.values()):
        raise Refused(_("Please answer all questions of a need, or none."))
    if ranking.method == Ranking.Method.DOTS:
        if sum(said) > ranking.dots:
            raise Refused(_("These are more dots than you have. Take some away."))
    elif ranking.method == Ranking.Method.BORDA:
        if len(set(said)) < len(said) or not set(said) <= set(range(1, number + 1)):
            raise Refused(_("Two needs have the same place. Give each its own."))
    elif not {one for marks in given.values() for one in marks} <= set(SCALE):
        raise Refused(_("Please answer all questions of a need, or none."))


@transaction.atomic
def close_ranking(ranking: Ranking, *, by: Person, now: datetime) -> None:
    """Counts, tells each group the place of its need, and forgets who said what."""
    ranking = _locked(ranking)
    if ranking.closed_at:
        return
    marks = Mark.objects.filter(ranked__ranking=ranking)
    ballots: dict[int, dict[Key, Marks]] = defaultdict(dict)
    for mark in marks:
        ballots[mark.person_id][mark.ranked_id] = mark.numbers
    if not ballots:
        raise Refused(_("Nobody has voted yet."))
    piles: dict[Key, list[Need]] = {ranked.pk: _pile(ranked.need) for ranked in ranking.ranked.select_related("need")}
    candidates = [
        Candidate(pk, max(need.impact for need in pile), min(need.raised_at for need in pile))
        for pk, pile in piles.items()
    ]
    _tell_places(rank(candidates, ballots.values(), ranking.method), piles, by=by, now=now)
    marks.delete()
    ranking.closed_at, ranking.voters = now, len(ballots)
    ranking.save(update_fields=["closed_at", "voters"])


def _tell_places(standings: list[Standing], piles: dict[Key, list[Need]], *, by: Person, now: datetime) -> None:
    """Two that were merged since the ranking was opened share the better place."""
    told: set[UUID] = set()
    for standing in standings:
        Ranked.objects.filter(pk=standing.key).update(place=standing.place, points=standing.points)
        for need in (each for each in piles[standing.key] if each.pk not in told):
            told.add(need.pk)
            need.priority = standing.place
            need.save(update_fields=["priority"])
            enter(need, Entry.Kind.PRIORITISED, now=now, by=by, said=f"{standing.place}/{len(standings)}")


def _pile(need: Need) -> list[Need]:
    """As it is now: needs may have been merged since the ranking was opened."""
    return list(Need.objects.select_for_update(of=("self",)).of_piles([need.pile]).order_by("pk"))


@transaction.atomic
def call_ranking_off(ranking: Ranking) -> None:
    """What was closed stays: the groups have read it."""
    ranking = _locked(ranking)
    if ranking.closed_at:
        raise Refused(_("This ranking is closed already."))
    ranking.delete()
