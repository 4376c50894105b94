"""Two entries of one person are made one, and apart again. Nobody but a person decides it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.programme.models import Merge, MergedAttendance, SessionAttendance, TwoPeople

REMEMBERED = ("session_id", "method", "recorded_at", "recorded_by_id")


@transaction.atomic
def merge_people(kept: Person, double: Person, *, by: Person, now: datetime) -> None:
    """The attendances go to `kept`; both keep their names and their ways to sign in. A second tap changes nothing."""
    kept, double = _locked(kept, double)
    if double.same_as_id == kept.pk:
        return
    if kept.pk == double.pk or kept.same_as_id or double.same_as_id:
        raise Refused(_("One of the two is part of somebody else already. Look at the list again."))
    if double.programme_role:
        raise Refused(_("%(name)s works for the programme. Keep this entry instead.") % {"name": double.name})
    merge = Merge.objects.create(kept=kept, double=double, merged_by=by, merged_at=now)
    there = set(kept.session_attendances.values_list("session_id", flat=True))
    theirs = list(double.session_attendances.all())
    MergedAttendance.objects.bulk_create(
        MergedAttendance(
            merge=merge,
            was_moved=attendance.session_id not in there,
            **{field: getattr(attendance, field) for field in REMEMBERED},
        )
        for attendance in theirs
    )
    double.session_attendances.filter(session__in=there).delete()
    double.session_attendances.update(person=kept)
    double.same_as = kept
    double.save(update_fields=["same_as"])


@transaction.atomic
def undo_merge(merge: Merge, *, now: datetime) -> None:
    """As if it had never been. What was entered since stays with the kept person."""
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    kept, double = _locked(merge.kept, merge.double)
    if merge.undone_at:
        return
    if kept.same_as_id:
        raise Refused(_("%(name)s became part of somebody else later. Take that apart first.") % {"name": kept.name})
    moved = merge.attendances.filter(was_moved=True).values("session")
    # A later register may have crossed somebody out: that holds.
    kept.session_attendances.filter(session__in=moved).update(person=double)
    SessionAttendance.objects.bulk_create(
        SessionAttendance(person=double, **{field: getattr(attendance, field) for field in REMEMBERED})
        for attendance in merge.attendances.filter(was_moved=False)
    )
    double.same_as = None
    double.save(update_fields=["same_as"])
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])


@transaction.atomic
def tell_apart(one: Person, other: Person, *, by: Person, now: datetime) -> None:
    """These are two people; nobody is asked again."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    if first != second:
        TwoPeople.objects.get_or_create(one=first, other=second, defaults={"said_by": by, "said_at": now})


def _locked(*people: Person) -> list[Person]:
    locked = Person.objects.select_for_update(of=("self",)).order_by("pk")
    by_pk = {person.pk: person for person in locked.filter(pk__in=[person.pk for person in people])}
    return [by_pk[person.pk] for person in people]
