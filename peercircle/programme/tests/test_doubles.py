"""Two entries of one person: proposed with reasons, put together by a person, taken apart without loss."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.programme.actions import attendance as register
from peercircle.programme.actions.doubles import merge_people, tell_apart, undo_merge
from peercircle.programme.doubles import pairs
from peercircle.programme.models import Merge, Session, SessionAttendance


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


@pytest.fixture
def besa(site):
    besa = Person.objects.create_person("Besa", "Hoxha", profession="teacher")
    besa.workplaces.add(site)
    return besa


@pytest.fixture
def double(site):
    double = Person.objects.create_person("Беса", "Хоџа", profession="teacher")
    double.workplaces.add(site)
    return double


@pytest.fixture
def sessions(session):
    """Three that were held."""
    copies = []
    for _each in range(3):
        session.pk, session.state = None, Session.State.HELD
        session.save()
        copies.append(Session.objects.get(pk=session.pk))
    return copies


def came(person, session, now, method="register"):
    return SessionAttendance.objects.create(session=session, person=person, method=method, recorded_at=now)


def sheets():
    return sorted(SessionAttendance.objects.values_list("session", "person", "method", "recorded_at", "recorded_by"))


@pytest.fixture
def entered_twice(besa, double, sessions, now):
    """Besa was at the first session, the other entry at all three: five rows, three attendances of one person."""
    came(besa, sessions[0], now)
    came(double, sessions[0], now, "code")
    came(double, sessions[1], now)
    came(double, sessions[2], now)


def seen_by(visit, who):
    return [(pair.one.person, pair.other.person) for pair in visit(who, url("doubles")).context["pairs"]]


def test_two_spellings_are_proposed_with_the_reasons(visit, expert, besa, double, sessions, now):
    came(double, sessions[1], now)

    (pair,) = visit(expert, url("doubles")).context["pairs"]

    assert (pair.one.person, pair.other.person, pair.one.attendances) == (double, besa, 1)
    assert [sign.name for sign in pair.signs] == ["SAME_SOUND", "SAME_SITE", "SAME_PROFESSION"]


@pytest.fixture
def in_five_months(session):
    """A session in each month, held."""
    copies = []
    for month in range(1, 6):
        session.pk, session.state, session.held_on = None, Session.State.HELD, session.held_on.replace(2026, month, 10)
        session.save()
        copies.append(Session.objects.get(pk=session.pk))
    return copies


@pytest.fixture
def newly_named(site):
    """Besa as the register of the autumn has her."""
    newly_named = Person.objects.create_person("Besa", "Krasniqi", profession="teacher")
    newly_named.workplaces.add(site)
    return newly_named


def test_a_new_family_name_is_proposed_where_one_came_after_the_other(
    visit, expert, team, besa, newly_named, in_five_months, now
):
    for session in in_five_months[:3]:
        came(besa, session, now)
    for session in in_five_months[3:]:
        came(newly_named, session, now)

    response = visit(expert, url("doubles"))

    (pair,) = response.context["pairs"]
    assert (pair.one.person, pair.other.person) == (besa, newly_named)
    assert [sign.name for sign in pair.signs] == ["NEW_NAME", "SAME_SITE", "SAME_PROFESSION"]
    assert "one stopped coming before the other began: perhaps a new family name" in response.content.decode()


def test_two_of_one_given_name_who_both_still_come_are_not_proposed(besa, newly_named, in_five_months, now):
    for session in in_five_months[:4]:
        came(besa, session, now)
    for session in in_five_months[2:]:
        came(newly_named, session, now)

    assert pairs(Person.objects.all()) == []


def test_who_signed_one_sheet_twice_is_hardly_one_person(besa, double, entered_twice, team):
    assert pairs(Person.objects.all()) == []


def test_together_each_attendance_counts_once(besa, double, entered_twice, sessions, expert, now):
    merge_people(besa, double, by=expert, now=now)

    assert list(besa.session_attendances.order_by("session").values_list("session", "method")) == [
        (sessions[0].pk, "register"),
        (sessions[1].pk, "register"),
        (sessions[2].pk, "register"),
    ]
    assert not double.session_attendances.exists()


def test_taken_apart_everything_is_as_it_was(besa, double, entered_twice, expert, now):
    before = sheets()
    merge_people(besa, double, by=expert, now=now)

    undo_merge(Merge.objects.get(), now=now)
    undo_merge(Merge.objects.get(), now=now)

    double.refresh_from_db()
    assert (sheets(), double.same_as) == (before, None)


def test_what_was_entered_since_stays(besa, double, entered_twice, sessions, session, expert, now):
    merge_people(besa, double, by=expert, now=now)
    register.record_attendance(sessions[1], shown=[besa], present=[], guests=GUESTS, by=expert, now=now)

    undo_merge(Merge.objects.get(), now=now)

    assert list(double.session_attendances.order_by("session").values_list("session", flat=True)) == [
        sessions[0].pk,
        sessions[2].pk,
    ]


GUESTS = register.Guests(number=2, women=None, men=None, method="register")


def test_a_second_tap_changes_nothing(besa, double, entered_twice, expert, now):
    merge_people(besa, double, by=expert, now=now)
    once = sheets()

    merge_people(besa, double, by=expert, now=now)

    assert (sheets(), Merge.objects.count()) == (once, 1)


def test_a_double_that_checks_in_is_the_kept_person(besa, double, session, expert, now):
    merge_people(besa, double, by=expert, now=now)
    session.held_on = localdate(now)
    session.save(update_fields=["held_on"])
    register.open_check_in(session, now=now)

    register.check_in(session, Person.objects.get(pk=double.pk), now=now)

    assert list(session.attendances.values_list("person", flat=True)) == [besa.pk]


def test_a_chain_is_taken_apart_from_its_end(besa, double, stranger, expert, now):
    merge_people(besa, double, by=expert, now=now)
    merge_people(stranger, besa, by=expert, now=now)

    with pytest.raises(Refused):
        undo_merge(Merge.objects.get(double=double), now=now)
    with pytest.raises(Refused):
        merge_people(double, stranger, by=expert, now=now)
    assert Person.objects.get(pk=double.pk).themselves == stranger


def test_nobody_of_the_programme_becomes_a_double(besa, expert, manager, now):
    with pytest.raises(Refused):
        merge_people(besa, expert, by=manager, now=now)


def test_two_people_are_not_proposed_again(visit, expert, team, besa, double):
    visit(expert, url("tell-apart", double.pk, besa.pk), post={})

    assert seen_by(visit, expert) == []


def test_telling_apart_twice_is_harmless(besa, double, expert, now):
    tell_apart(besa, double, by=expert, now=now)
    tell_apart(double, besa, by=expert, now=now)

    assert pairs(Person.objects.all()) == []


def test_the_page_puts_together_and_takes_apart(visit, expert, team, besa, double):
    visit(expert, url("merge", besa.pk, double.pk), post={})
    (merge,) = visit(expert, url("doubles")).context["merges"]
    assert (merge.kept, merge.double, seen_by(visit, expert)) == (besa, double, [])

    visit(expert, url("merge-undo", merge.pk), post={})

    assert seen_by(visit, expert) in ([(besa, double)], [(double, besa)])


def test_the_page_is_for_the_programme(visit, request, besa, double, other_team):
    statuses = {
        who: visit(request.getfixturevalue(who), url("doubles")).status_code
        for who in ("expert", "manager", "colleague_of_another_team", "stranger")
    }

    assert statuses == {"expert": 200, "manager": 200, "colleague_of_another_team": 200, "stranger": 404}
    assert seen_by(visit, request.getfixturevalue("colleague_of_another_team")) == []


@pytest.mark.parametrize("who", ["colleague_of_another_team", "stranger"])
@pytest.mark.parametrize("name", ["merge", "tell-apart", "merge-undo"])
def test_others_decide_nothing_about_them(visit, request, expert, besa, double, other_team, now, who, name):
    merge_people(besa, double, by=expert, now=now)
    keys = [Merge.objects.get().pk] if name == "merge-undo" else [besa.pk, double.pk]

    assert visit(request.getfixturevalue(who), url(name, *keys), post={}).status_code == 404
    double.refresh_from_db()
    assert double.same_as == besa


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_asks_the_same_questions_for_any_number(client, expert, team, site, number, django_assert_num_queries):
    for each in range(number):
        for name in ("Hoxha", "Hodža"):
            Person.objects.create_person(["Besa", "Drita", "Shpresa", "Mirjeta", "Valbona"][each], name).workplaces.add(
                site
            )
    client.force_login(expert)

    with django_assert_num_queries(8):
        assert len(client.get(url("doubles")).context["pairs"]) == number
