"""What time does to what was said of people who may found a group."""

from datetime import timedelta

import pytest

from peercircle.config import tick
from peercircle.people.models import Person
from peercircle.programme.models import Candidate
from peercircle.programme.upkeep import upkeep


@pytest.fixture
def candidate(site, stranger, now):
    return Candidate.objects.create(site=site, person=stranger, need=5, motivation=4, interest=3, changed_at=now)


@pytest.mark.parametrize(("days", "is_kept"), [(364, True), (366, False)])
def test_a_candidate_whom_nobody_touched_is_forgotten_after_a_year(candidate, now, days, is_kept):
    upkeep(now + timedelta(days=days))

    assert Candidate.objects.filter(pk=candidate.pk).exists() == is_kept


def test_a_touch_begins_the_year_anew(candidate, now):
    candidate.changed_at = now + timedelta(days=300)
    candidate.save(update_fields=["changed_at"])

    upkeep(now + timedelta(days=400))

    assert Candidate.objects.filter(pk=candidate.pk).exists()


def test_the_person_stays(candidate, now):
    upkeep(now + timedelta(days=400))

    assert Person.objects.filter(pk=candidate.person_id).exists()


def test_the_tick_does_it():
    assert upkeep in tick.UPKEEP
