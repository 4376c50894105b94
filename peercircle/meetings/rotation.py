"""Roles go round: who is proposed for the next meeting, and how much each has carried lately. Reads only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Max

from peercircle.groups.models import Group, Membership
from peercircle.meetings.models import Meeting, RoleTurn

LATELY = 6  # meetings


def propose_roles(group: Group) -> dict[RoleTurn.Role, Membership]:
    """For each role the member who has not done it for longest; who never did it comes first.

    Nobody gets a second role while others have none.
    """
    members = list(group.memberships.filter(ended_on=None).select_related("person"))
    if not members:
        return {}
    done = (
        RoleTurn.objects.filter(membership__in=members)
        .exclude(meeting__phase=Meeting.Phase.CANCELLED)
        .values_list("role", "membership_id")
        .annotate(Max("meeting__starts_at"), Count("pk"))
    )
    last: dict[tuple[str, int], float] = {}
    all_turns: Counter[int] = Counter()
    for role, membership_pk, last_at, times in done:
        last[role, membership_pk] = last_at.timestamp()
        all_turns[membership_pk] += times

    proposed: dict[RoleTurn.Role, Membership] = {}
    roles_now: Counter[int] = Counter()
    for role in RoleTurn.Role:
        chosen = min(
            members,
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
    closed = group.meetings.filter(phase=Meeting.Phase.CLOSED).order_by("-starts_at")
    pks = list(closed.values_list("pk", flat=True)[:LATELY])
    counted = RoleTurn.objects.filter(meeting__in=pks).values_list("role", "membership_id").annotate(Count("pk"))
    return Load(len(pks), {(role, membership_pk): times for role, membership_pk, times in counted})
