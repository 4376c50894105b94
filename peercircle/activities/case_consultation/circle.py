"""Who is who in a consultation just now, and whose turn it is: in the order in which people came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.models import Consultation, Contribution, Part
from peercircle.meetings.models import Attendance, Meeting

FEWEST = 3  # with fewer consultants the one who moderates thinks along


@dataclass(frozen=True)
class Circle:
    """Those who came, and what each does in this consultation."""

    people: list[Attendance]  # all who came, also those who have left
    case_giver: Attendance | None  # also when they have left for a while
    leader_id: int | None
    led_before: set[int]  # whoever opened the meeting, and whose lead was taken over
    roles: dict[int, Part.Role]  # by attendance

    @property
    def here(self) -> list[Attendance]:
        return [one for one in self.people if one.left_at is None]

    @property
    def case_giver_is_here(self) -> bool:
        return self.case_giver is not None and self.case_giver.left_at is None

    @property
    def consultants(self) -> list[Attendance]:
        """Without the case giver, who listens, the observer, who watches, and the facilitator, who moderates."""
        others = [one for one in self.here if one != self.case_giver and self.roles.get(one.pk) != Part.Role.OBSERVER]
        consultants = [one for one in others if one.pk != self.leader_id]
        # Whoever led comes last: a change of the lead takes the turn from nobody who has it.
        consultants.sort(key=lambda one: one.pk in self.led_before)
        return consultants if len(consultants) >= FEWEST else others


def circle(consultation: Consultation, meeting: Meeting) -> Circle:
    """Two queries."""
    people = list(meeting.attended())
    giver = consultation.case_giver_id
    return Circle(
        people=people,
        case_giver=next((one for one in people if giver and one.membership_id == giver), None),
        leader_id=meeting.leader_id,
        led_before={one.pk for one in people[:1]} | {meeting.lead_taken_from_id or 0},
        roles={one.pk: role for role, one in cases.roles(consultation).items()},
    )


@dataclass(frozen=True)
class Turns:
    """Of one step. It goes round by who came first; who came late or was away does not make up for what they missed."""

    speakers: list[Attendance]
    spoke: list[int]  # whose turns there were, one after the other

    @cached_property
    def rounds(self) -> Counter[int]:
        """In which round each has spoken last."""
        rounds: Counter[int] = Counter()
        for one in self.spoke:
            rounds[one] = max(rounds[one] + 1, *rounds.values()) if rounds else 1
        return rounds

    @cached_property
    def speaker(self) -> Attendance | None:
        latest = max(self.rounds.values(), default=0)
        return min(self.speakers, key=lambda one: max(self.rounds[one.pk], latest - 1), default=None)

    @cached_property
    def next_up(self) -> Attendance | None:
        """Who speaks after the one who speaks now."""
        if self.speaker is None or len(self.speakers) == 1:
            return None
        return Turns(self.speakers, [*self.spoke, self.speaker.pk]).speaker

    @property
    def spoken(self) -> list[tuple[Attendance, int]]:
        """How often each has spoken."""
        return [(one, self.spoke.count(one.pk)) for one in self.speakers]


def turns(circle: Circle, contributions: Iterable[Contribution], step: str) -> Turns:
    return Turns(circle.consultants, [each.by_id for each in contributions if each.step == step])


def not_heard(circle: Circle, contributions: Iterable[Contribution]) -> list[Attendance]:
    """Who thinks along and has not had a word in this consultation yet, as far as anybody noted it."""
    heard = {each.by_id for each in contributions} | {circle.leader_id}
    return [one for one in circle.consultants if one.pk not in heard]
