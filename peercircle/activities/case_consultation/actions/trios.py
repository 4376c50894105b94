"""Who sits with whom in the trios. Kept until the group's next trios, so that other people meet then."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import library, seating, trio_turns
from peercircle.activities.case_consultation.models import Consultation, TrioSeat
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge


def begin_step(item: AgendaItem, stage: str, *, rng: Random) -> None:
    """Seats everybody for the first turn. Whoever sits stays, also when the group goes back."""
    if not seating.all_sit(_places(item.consultation), _here(item)):
        settle(item, stage, rng=rng)


def settle(item: AgendaItem, stage: str, *, rng: Random) -> None:
    """Somebody came or left: everybody who is here has a seat. Runs under the lock of the meeting."""
    protocol = library.of(item.consultation)
    if not protocol.is_in_trios:
        return
    here = _here(item)
    before = _places(item.consultation)
    is_first = not any(person in before for person in here)
    met = _who_met(item.consultation, item.meeting) if is_first else seating.NOBODY_MET
    after = seating.settle(before, here, trio_turns.moment(protocol, stage), rng, met)
    _write(item.consultation, before, after)


def _here(item: AgendaItem) -> list[int]:
    return list(item.meeting.attendances.here().values_list("pk", flat=True))


def _places(consultation: Consultation) -> seating.Places:
    rows = TrioSeat.objects.filter(consultation=consultation).values_list("attendance_id", "trio", "position")
    return {person: seating.Place(trio, turn) for person, trio, turn in rows}


def _write(consultation: Consultation, before: seating.Places, after: seating.Places) -> None:
    changed = [person for person, place in before.items() if after.get(person) != place]
    TrioSeat.objects.filter(consultation=consultation, attendance__in=changed).delete()
    TrioSeat.objects.bulk_create(
        TrioSeat(consultation=consultation, attendance_id=person, trio=place.trio, position=place.turn)
        for person, place in after.items()
        if before.get(person) != place
    )


def _who_met(consultation: Consultation, meeting: Meeting) -> frozenset[seating.Pair]:
    """Pairs of those who are here and sat together in the group's last trios."""
    seats = TrioSeat.objects.filter(consultation__item__meeting__group=meeting.group_id).exclude(
        consultation=consultation
    )
    last = seats.order_by("-consultation__item__meeting__starts_at", "-consultation__item__position").first()
    if last is None:
        return seating.NOBODY_MET
    here = dict(meeting.attendances.here().exclude(membership=None).values_list("membership_id", "pk"))
    circles: dict[int, list[int]] = {}
    for trio, member in seats.filter(consultation=last.consultation_id).values_list(
        "trio", "attendance__membership_id"
    ):
        if member in here:
            circles.setdefault(trio, []).append(here[member])
    return frozenset(frozenset(pair) for circle in circles.values() for pair in combinations(circle, 2))


def forget_earlier_seats(item: AgendaItem) -> None:
    """Of the group's earlier meetings: only who sat together last matters for the next time."""
    if TrioSeat.objects.filter(consultation__item=item).exists():
        earlier = TrioSeat.objects.filter(consultation__item__meeting__group=item.meeting.group_id)
        earlier.exclude(consultation__item__meeting=item.meeting_id).delete()


@transaction.atomic
def change_places(me: Attendance, item: AgendaItem, one: int, other: int, *, seen: int) -> None:
    """`seen` is the trio in which the page showed the first of the two: so a second tap changes nothing."""
    consultation, before = _before_the_first_turn(me, item)
    if not {one, other} <= before.keys():
        raise Refused(_("Choose two people who sit in trios now."))
    if before[one].trio != seen or before[other].trio == seen:
        return
    _write(consultation, before, seating.swap(before, one, other))
    nudge(me.meeting.topic, "step", "screen")


@transaction.atomic
def sit_in(me: Attendance, item: AgendaItem, person: int, trio: int) -> None:
    """Somebody sits in another trio, where nobody has to stay behind with only one other."""
    consultation, before = _before_the_first_turn(me, item)
    if person not in before or trio not in {place.trio for place in before.values()}:
        raise Refused(_("Choose two people who sit in trios now."))
    if before[person].trio == trio:
        return
    size = Counter(place.trio for place in before.values())
    if size[before[person].trio] <= seating.THREE or size[trio] > seating.THREE:
        raise Refused(_("Trios have three people or four. Let two change places instead."))
    _write(consultation, before, seating.move(before, _here(item), person, trio))
    nudge(me.meeting.topic, "step", "screen")


def _before_the_first_turn(me: Attendance, item: AgendaItem) -> tuple[Consultation, seating.Places]:
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=me.meeting_id)
    if not meeting.is_open or meeting.item_id != item.pk:
        raise Refused(_("The group is not in trios just now."))
    consultation = Consultation.objects.get(item=item)
    protocol = library.of(consultation)
    if not protocol.is_in_trios:
        raise Refused(_("The group is not in trios just now."))
    moment = trio_turns.moment(protocol, meeting.stage)
    if moment.turn > 1 or moment.has_begun:
        raise Refused(_("The first one tells already. From now on everybody stays with their trio."))
    here = set(_here(item))
    return consultation, {person: place for person, place in _places(consultation).items() if person in here}
