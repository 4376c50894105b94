"""What people said of themselves before a group is founded, and for how long that is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.models import Candidate

KEEP = timedelta(days=365)


class Said(NamedTuple):
    """What somebody said of themselves, one to five each, and what the team thinks of it."""

    need: int | None = None
    motivation: int | None = None
    interest: int | None = None
    is_shortlisted: bool = False

    @classmethod
    def of(cls, candidate: Candidate) -> Said:
        return cls(candidate.need, candidate.motivation, candidate.interest, candidate.is_shortlisted)

    @property
    def is_rated(self) -> bool:
        return any((self.need, self.motivation, self.interest))

    @property
    def mark(self) -> str:
        """In a word, by which a form sees what was changed in it."""
        return "-".join(str(each or "") for each in self)


NOTHING = Said()


def said_at(site: Site) -> dict[int, list[Candidate]]:
    """By person. Of somebody who was entered twice, what was said of the entry that is kept comes last and holds.

    Nothing moves when two entries are made one, so nothing has to come back when they are taken apart.
    """
    found: defaultdict[int, list[Candidate]] = defaultdict(list)
    rows = Candidate.objects.filter(site=site).select_related("person__same_as__same_as")
    for each in sorted(rows, key=lambda row: (row.person.same_as_id is None, row.changed_at)):
        found[each.person.themselves.pk].append(each)
    return found


@transaction.atomic
def note_candidates(site: Site, said: Mapping[Person, Said], *, now: datetime) -> None:
    """What is named is kept as it is said now; whoever is not named stays as they are. Nothing said leaves no row."""
    site = Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    known = said_at(site)
    for person, words in said.items():
        rows = known.get(person.pk, [])
        if words == (Said.of(rows[-1]) if rows else NOTHING):
            continue
        over = [row.pk for row in rows if row.person_id != person.pk or words == NOTHING]
        Candidate.objects.filter(pk__in=over).delete()
        if words != NOTHING:
            anew = {**words._asdict(), "changed_at": now}
            Candidate.objects.update_or_create(site=site, person=person, defaults=anew)


def forget_old_candidates(now: datetime) -> None:
    """What nobody touched for a year was said of another time; and a group that was founded otherwise ends it too."""
    Candidate.objects.filter(changed_at__lt=now - KEEP).delete()
    Candidate.objects.filter(site__groups__founded_on__gt=F("changed_at__date")).delete()
