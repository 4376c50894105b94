"""What the tables of the programme hold, whoever writes into them."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from peercircle.programme.models import (
    Candidate,
    ExpertTeam,
    FieldVisit,
    GuestTally,
    Phase,
    Programme,
    Session,
    SessionAttendance,
    Topic,
)

DAY = dt.date(2026, 10, 12)


@pytest.fixture
def programme(db):
    return Programme.objects.create(
        name="Support", funder="F", implementer="I", starts_on=DAY, ends_on=DAY + dt.timedelta(300)
    )


@pytest.fixture
def make_session(programme, site):
    team = ExpertTeam.objects.create(programme=programme, name="North")
    phase = Phase.objects.create(programme=programme, kind="field-1", starts_on=DAY, ends_on=DAY + dt.timedelta(90))
    usual = {"phase": phase, "team": team, "kind": "coaching", "held_on": DAY, "municipality": site.municipality}
    return lambda **fields: Session.objects.create(**usual | {"site": site} | fields)


def refused(make, *args, **fields):
    """The name of the rule stands in the database's answer."""
    with pytest.raises(IntegrityError) as said, transaction.atomic():
        make(*args, **fields)
    return str(said.value)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"place": "Hotel"}, "session_at_a_site_or_a_named_place"),
        ({"site": None}, "session_at_a_site_or_a_named_place"),
        ({"minutes": 9}, "session_takes_10_minutes_to_12_hours"),
        ({"minutes": 721}, "session_takes_10_minutes_to_12_hours"),
        ({"check_in_code": "abc"}, "check_in_has_a_code_and_an_end"),
    ],
)
def test_a_session_is_somewhere_and_takes_a_while(make_session, fields, rule):
    assert rule in refused(make_session, **fields)


def test_a_session_may_be_at_a_place_that_is_no_site(make_session):
    assert make_session(site=None, place="Hotel Sirius").where == "Hotel Sirius"
    assert make_session().where == "Xheladin Rekaliu/Dželadin Rekaliu"


def test_a_person_attends_a_session_once_and_only_what_was_held_counts(make_session, stranger, now):
    planned, held = make_session(), make_session(state=Session.State.HELD)
    for session in (planned, held):
        SessionAttendance.objects.create(session=session, person=stranger, method="register", recorded_at=now)

    refused(SessionAttendance.objects.create, session=held, person=stranger, method="code", recorded_at=now)
    assert [each.session for each in SessionAttendance.objects.counted()] == [held]
    assert list(Session.objects.held()) == [held]


def test_check_in_ends_and_a_cancelled_session_takes_none(make_session, now):
    until = now + dt.timedelta(hours=2)
    session = make_session(check_in_code="abc", check_in_until=until)

    assert session.takes_check_ins(now)
    assert not session.takes_check_ins(until)
    assert not make_session().takes_check_ins(now)
    assert not make_session(check_in_code="d", check_in_until=until, state="cancelled").takes_check_ins(now)


@pytest.mark.parametrize(
    ("number", "women", "men", "holds"),
    [(10, None, None, True), (10, 6, 4, True), (10, 6, None, True), (10, 6, 5, False), (10, 11, None, False)]
    + [(10, None, 11, False), (0, None, None, False), (5001, None, None, False)],
)
def test_a_tally_counts_no_more_women_and_men_than_guests(make_session, number, women, men, holds):
    fields = {"session": make_session(), "number": number, "women": women, "men": men, "method": "estimate"}

    if holds:
        assert GuestTally.objects.create(**fields).number == number
    else:
        refused(GuestTally.objects.create, **fields)


@pytest.mark.parametrize("rating", ["need", "motivation", "interest"])
def test_a_rating_is_1_to_5(site, stranger, now, rating):
    fields = {"site": site, "person": stranger, "changed_at": now}

    assert f"{rating}_is_rated_1_to_5" in refused(Candidate.objects.create, **fields, **{rating: 6})
    assert Candidate.objects.create(**fields, **{rating: 5}).need in {None, 5}


def test_a_visit_is_to_a_group_or_a_site_and_the_next_comes_later(group, site, stranger):
    def visit(**fields):
        return FieldVisit.objects.create(id=uuid.uuid4(), expert=stranger, visited_on=DAY, position=1, **fields)

    assert "a_visit_is_to_a_group_or_a_site" in refused(visit)
    assert "a_visit_is_to_a_group_or_a_site" in refused(visit, group=group, site=site)
    assert "the_next_visit_comes_later" in refused(visit, site=site, next_visit_on=DAY)
    assert visit(group=group).is_planned


def test_eight_topics_are_there_from_the_start_in_each_language(db):
    names = {"en": "Conflict resolution", "sq": "Zgjidhja e konflikteve", "sr": "Решавање сукоба"}
    names |= {"sr-latn": "Rešavanje sukoba", "de": "Konfliktlösung"}
    topic = Topic.objects.get(position=5)

    assert Topic.objects.count() == 8
    for language, name in names.items():
        with translation.override(language):
            assert str(topic) == name
