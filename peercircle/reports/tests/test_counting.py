"""People, each once, and attendances: what counts, what does not, and that both are right in every cell."""

import datetime as dt

import pytest

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import GuestTally, Session, SessionAttendance, Topic
from peercircle.reports.counting import TABLES_OF_PERSONS, Count, Guests, Scope, counts, guests, summed
from peercircle.reports.masking import cell

pytestmark = pytest.mark.django_db
TOTAL = cell()


def test_a_person_who_came_twice_is_one_person_and_two_attendances(hold, people):
    hold("2026-03-01", people[:2])
    hold("2026-03-08", people[1:3])

    assert counts(Scope())[TOTAL] == Count(3, 4)


def test_what_is_planned_or_cancelled_is_not_reached(hold, people):
    hold("2026-03-01", people[:1])
    for state in (Session.State.PLANNED, Session.State.CANCELLED):
        hold("2026-03-02", people, state=state)

    assert counts(Scope())[TOTAL] == Count(1, 1)


@pytest.mark.parametrize(("role", "is_reached"), [("expert", 0), ("manager", 0), ("monitor", 0), ("director", 1)])
def test_the_programmes_own_people_are_not_whom_it_reaches(hold, people, role, is_reached):
    hold("2026-03-01", people[:1])
    Person.objects.filter(pk=people[0].pk).update(programme_role=role)

    assert counts(Scope()).get(TOTAL, Count(0, 0)) == Count(is_reached, is_reached)


def test_one_person_in_two_municipalities_is_one_person_in_all(hold, people):
    hold("2026-03-01", people[:1])
    hold("2026-03-02", people[:2], municipality="XK-19")

    found = counts(Scope(), "municipality")

    assert found[TOTAL] == Count(2, 3)
    assert found[cell(municipality="XK-18")] == Count(1, 1)
    assert found[cell(municipality="XK-19")] == Count(2, 2)


def test_one_person_in_two_phases_is_one_person_in_all(hold, people, phases):
    hold("2026-03-01", people[:1])
    hold("2026-10-01", people[:2])

    found = counts(Scope(), "kind")

    first, second = ({"phase": str(phase.pk)} for phase in phases)
    assert found == {
        TOTAL: Count(2, 3),
        cell(**first): Count(1, 1),
        cell(**second): Count(2, 2),
        cell(kind="coaching"): Count(2, 3),
        cell(kind="coaching", **first): Count(1, 1),
        cell(kind="coaching", **second): Count(2, 2),
    }


def test_by_role_and_sex_everybody_stands_once(hold, people):
    hold("2026-03-01", people)
    hold("2026-03-02", people[:1])

    found = counts(Scope(), by=TABLES_OF_PERSONS)

    assert found[cell(role="teacher")] == Count(3, 4)
    assert (found[cell(sex="f")], found[cell(sex="")]) == (Count(2, 3), Count(2, 2))
    assert found[cell(role="teacher", sex="f")] == Count(1, 2)
    assert found[cell(age="25-34")] == Count(4, 5)


def test_a_session_on_two_topics_counts_for_both_and_once_in_all(hold, people):
    first, second = Topic.objects.all()[:2]
    hold("2026-03-01", people[:2]).topics.set([first, second])
    hold("2026-03-02", people[:1])

    found = counts(Scope(), "topic")

    assert found[TOTAL] == Count(2, 3)
    assert found[cell(topic=str(first.pk))] == found[cell(topic=str(second.pk))] == Count(2, 2)
    assert found[cell(topic="")] == Count(1, 1)


def test_by_site_what_was_elsewhere_stands_apart(hold, people, site):
    hold("2026-03-01", people[:2])
    hold("2026-03-02", people[:1], site=None, place="Hotel")

    found = counts(Scope(), "municipality", "site")

    assert found[cell(municipality="XK-18", site=str(site.pk))] == Count(2, 2)
    assert found[cell(municipality="XK-18", site="")] == Count(1, 1)
    assert (found[cell(municipality="XK-18")], found[TOTAL]) == (Count(2, 3), Count(2, 3))


def test_by_how_it_is_known_and_by_quarter(hold, people):
    hold("2026-03-01", people[:2])
    session = hold("2026-04-01", [])
    now = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    SessionAttendance.objects.create(session=session, person=people[0], method="code", recorded_at=now)

    by_method, by_quarter = counts(Scope(), "method"), counts(Scope(), "quarter")

    assert (by_method[cell(method="register")], by_method[cell(method="code")]) == (Count(2, 2), Count(1, 1))
    assert (by_quarter[cell(quarter="2026-01-01")], by_quarter[cell(quarter="2026-04-01")]) == (
        Count(2, 2),
        Count(1, 1),
    )


def test_a_scope_is_a_time_and_a_place(hold, people, phases):
    day = dt.date(2026, 3, 2)
    hold("2026-03-01", people[:1])
    hold("2026-03-02", people[:2])
    hold("2026-03-03", people[:3], municipality="XK-19")

    assert counts(Scope(since=day))[TOTAL] == Count(3, 5)
    assert counts(Scope(until=day))[TOTAL] == Count(2, 3)
    assert counts(Scope(programme=phases[0].programme, since=day, until=day))[TOTAL] == Count(2, 2)
    assert counts(Scope(municipalities=Municipality.objects.filter(code="XK-19")))[TOTAL] == Count(3, 3)


def test_guests_are_a_range_from_the_largest_session_to_the_sum(hold, phases):
    for day, number in [("2026-03-01", 20), ("2026-03-02", 6), ("2026-10-01", 8)]:
        GuestTally.objects.create(session=hold(day, []), number=number, method="estimate")

    first, second = (str(phase.pk) for phase in phases)
    found = guests(Scope(), {"spring": (dt.date(2026, 3, 2), dt.date(2026, 5, 31))})
    assert found == {(first, ""): Guests(20, 20), (first, "spring"): Guests(6, 6), (second, ""): Guests(8, 8)}
    assert summed(found.values()) == Guests(20, 34)


@pytest.mark.parametrize("dimensions", [("municipality", "site"), ("topic",), ()])
def test_whatever_is_asked_costs_one_question(hold, people, dimensions, django_assert_num_queries):
    hold("2026-03-01", people)

    with django_assert_num_queries(1):
        counts(Scope(), *dimensions, by=TABLES_OF_PERSONS)
