"""What people said of themselves before a group is founded, and for how long that is kept."""

from __future__ import annotations

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


@transaction.atomic
def note_candidates(site: Site, said: Mapping[Person, Said], *, now: datetime) -> None:
    """What is named is kept as it is said now; whoever is not named stays as they are. Nothing said leaves no row."""
    site = Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    known = {each.person_id: each for each in Candidate.objects.filter(site=site, person__in=said)}
    for person, words in said.items():
        candidate = known.get(person.pk)
        if words == (Said.of(candidate) if candidate else NOTHING):
            continue
        if words == NOTHING:
            Candidate.objects.filter(site=site, person=person).delete()
        else:
            anew = {**words._asdict(), "changed_at": now}
            Candidate.objects.update_or_create(site=site, person=person, defaults=anew)


def forget_old_candidates(now: datetime) -> None:
    """What nobody touched for a year was said of another time; and a group that was founded otherwise ends it too."""
    Candidate.objects.filter(changed_at__lt=now - KEEP).delete()
    Candidate.objects.filter(site__groups__founded_on__gt=F("changed_at__date")).delete()
