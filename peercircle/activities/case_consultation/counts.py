"""What of the consultations can be told as numbers. No word of any of them is read."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import access, library
from peercircle.activities.case_consultation.models import Consultation
from peercircle.groups.models import Group
from peercircle.meetings.kinds import Help

ENOUGH = 5  # answers from which the group itself reads how many were helped


def answers_in(group: Group) -> dict[str, int]:
    """What came of the group's consultations; nothing as long as it would be about few."""
    told = access.with_a_question().filter(item__meeting__group=group).exclude(verdict="").order_by()
    counted = Counter(told.values_list("verdict", flat=True))
    return {word: counted[word] for word in Consultation.Verdict.values} if counted.total() >= ENOUGH else {}


def helped(groups: QuerySet[Group]) -> Help:
    theirs = {"item__meeting__group__in": groups.order_by().values("pk")}
    protocols = Counter(access.that_were().filter(**theirs).order_by().values_list("protocol", flat=True))
    told = access.with_a_question().filter(**theirs).order_by("verdict_at", "pk").values_list("verdict", flat=True)
    names = library.names()
    return Help(
        name=_("Case consultations"),
        ways=[(names.get(key, key), number) for key, number in protocols.most_common()],
        asked=len(told),
        answers=[verdict for verdict in told if verdict],
    )
