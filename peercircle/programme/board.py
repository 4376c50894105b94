"""The programme's board of needs: what groups ask, one row for what several of them ask together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.timezone import localdate

from peercircle.groups.models import Group
from peercircle.kit.folding import fold
from peercircle.needs.models import WAITS, Need, NeedQuerySet, due_day
from peercircle.people.models import Person

State = Need.State
STEM = 5  # letters
MOST_WORDS = 6
LOOKED_AT = 60
IS_MANAGER = Q(programme_role=Person.ProgrammeRole.MANAGER)
OPEN, PLANNED, ANSWERED = "open", "planned", "answered"
SHELVES = {
    OPEN: [*Need.WAITING],
    PLANNED: [State.PLANNED],
    ANSWERED: [State.DELIVERED, State.DECLINED],
}


@dataclass(frozen=True)
class Asked:
    """A pile as one person of the programme sees it. Who asked stays visible, also when several ask the same."""

    need: Need
    together: list[Need]
    now: dt.datetime

    @property
    def groups(self) -> list[Group]:
        return list({need.group_id: need.group for need in self.together}.values())

    @property
    def is_overdue(self) -> bool:
        return self.need.is_overdue(self.now)

    @property
    def is_late(self) -> bool:
        """It was promised for a day that has passed."""
        due_on: dt.date | None = getattr(self.need, "due_on", None)
        return self.need.state == State.PLANNED and due_on is not None and due_on < localdate(self.now)

    @property
    def first_raised_at(self) -> dt.datetime:
        return min(need.raised_at for need in self.together)

    @property
    def days(self) -> int:
        return (self.now - self.first_raised_at).days

    @property
    def verdicts(self) -> list[Need]:
        return [need for need in self.together if need.verdict]


def shelf(visible: NeedQuerySet, name: str, *, now: dt.datetime) -> NeedQuerySet:
    """One need of each pile, in the order in which they want somebody.

    First what nobody has read or answered for too long, then as they were ranked, then the unread, each time the
    oldest on top.
    """
    heads = _heads(visible).filter(state__in=SHELVES[name])
    if name == ANSWERED:
        return heads.order_by("-state_since", "pk")
    if name == PLANNED:
        return heads.annotate(due_on=due_day()).order_by("due_on", "pk")
    overdue = When(state__in=Need.WAITING, state_since__lt=now - WAITS, then=Value(0))
    overdue_first = Case(overdue, default=Value(1), output_field=IntegerField())
    unread_first = Case(When(state=State.SENT, then=Value(0)), default=Value(1), output_field=IntegerField())
    return heads.order_by(overdue_first, F("priority").asc(nulls_last=True), unread_first, "state_since", "pk")


def piles(heads: Iterable[Need], visible: NeedQuerySet, *, now: dt.datetime) -> list[Asked]:
    """Each with all in it that may be seen."""
    heads = list({need.pile: need for need in heads}.values())
    keys = [need.pile for need in heads]
    together = defaultdict(list)
    everybody = visible.filter(Q(pk__in=keys) | Q(merged_into__in=keys)).select_related("group", "responsible")
    for need in everybody.order_by("raised_at", "pk"):
        together[need.pile].append(need)
    return [Asked(need, together[need.pile], now) for need in heads]


def _heads(visible: NeedQuerySet) -> NeedQuerySet:
    """Of each pile its head, or what may be seen of it when the head may not."""
    return visible.filter(Q(merged_into=None) | ~Exists(visible.filter(pk=OuterRef("merged_into"))))


def overdue_count(visible: NeedQuerySet, *, now: dt.datetime) -> int:
    return _heads(visible).overdue(now).count()


def late_count(visible: NeedQuerySet, *, now: dt.datetime) -> int:
    return _heads(visible).late(localdate(now)).count()


def that_could_be_the_same(need: Need, visible: NeedQuerySet) -> list[Need]:
    """Of each other pile that waits or is planned one need; those that share most words with it first."""
    waiting = _heads(visible).filter(state__in=[*SHELVES[OPEN], *SHELVES[PLANNED]])
    alike = Q()
    for beginning in sorted({word[:STEM] for word in need.text.split()}, key=len)[-MOST_WORDS:]:
        alike |= Q(text__icontains=beginning)
    newest = waiting.order_by("-raised_at", "pk")
    found = {each.pile: each for each in [*newest.filter(alike)[:LOOKED_AT], *newest[:LOOKED_AT]]}
    found.pop(need.pile, None)
    words = _stems(need)
    return sorted(found.values(), key=lambda each: (-len(words & _stems(each)), each.raised_at))[:LOOKED_AT]


def _stems(need: Need) -> set[str]:
    """Words by their beginnings: endings change in Albanian and in Serbian."""
    return {word[:STEM] for word in fold(need.text).split()}


def who_may_answer(need: Need) -> QuerySet[Person]:
    """The experts of the municipalities of everybody who asks, and the managers."""
    together = Need.objects.filter(Q(pk=need.pile) | Q(merged_into=need.pile))
    experts = Q(expert_teams__municipalities__sites__groups__in=together.values("group"))
    return Person.objects.filter(experts | IS_MANAGER, is_active=True).distinct()


def who_may_rank(needs: Iterable[Need]) -> QuerySet[Person]:
    """Experts who look after all that ask, and the managers."""
    people = Person.objects.filter(is_active=True)
    experts = people.filter(programme_role=Person.ProgrammeRole.EXPERT)
    for group in {need.group_id for need in needs}:
        experts = experts.filter(expert_teams__municipalities__sites__groups=group)
    return people.filter(IS_MANAGER | Q(pk__in=experts.values("pk")))
