"""Roles go round: who is proposed for the next meeting, and how much each has carried lately. Reads only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q

from peercircle.groups.models import Group, Membership
from peercircle.meetings.models import Meeting, RoleTurn

LATELY = 6  # meetings


def propose_roles(group: Group) -> dict[RoleTurn.Role, Membership]:
    """For each role the member who has not done it for longest; who never did it comes first.

    Nobody gets a second role while others have none.
    """
    took_place = ~Q(role_turns__meeting__phase=Meeting.Phase.CANCELLED)
    current = group.memberships.filter(ended_on=None).select_related("person").annotate(role=F("role_turns__role"))
    done = current.annotate(
        last_at=Max("role_turns__meeting__starts_at", filter=took_place), times=Count("role_turns", filter=took_place)
    )
    members: dict[int, Membership] = {}
    last: dict[tuple[str, int], float] = {}
    all_turns: Counter[int] = Counter()
    for member in done:  # once for each role that they had
        members[member.pk] = member
        all_turns[member.pk] += member.times
        if member.last_at:
            last[member.role, member.pk] = member.last_at.timestamp()
    if not members:
        return {}

    proposed: dict[RoleTurn.Role, Membership] = {}
    roles_now: Counter[int] = Counter()
    for role in RoleTurn.Role:
        chosen = min(
            members.values(),
            key=lambda member: (
                roles_now[member.pk],
                last.get((role, member.pk), 0),
                all_turns[member.pk],
                member.pk,
            ),
        )
        proposed[role] = chosen
        roles_now[chosen.pk] += 1
    return proposed


@dataclass(frozen=True)
class Load:
    """How often each member had each role in the last meetings that took place."""

    meetings: int
    turns: dict[tuple[str, int], int]

    def of(self, role: str, membership_pk: int) -> int:
        return self.turns.get((role, membership_pk), 0)


def load(group: Group) -> Load:
    """One question; a meeting in which nobody had a role counts too."""
    closed = group.meetings.filter(phase=Meeting.Phase.CLOSED).order_by("-starts_at").values("pk")[:LATELY]
    rows = list(Meeting.objects.filter(pk__in=closed).values_list("pk", "roles__role", "roles__membership"))
    return Load(len({pk for pk, *_turn in rows}), Counter((role, member) for _pk, role, member in rows if role))
