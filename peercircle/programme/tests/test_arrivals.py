"""Who has no account reads the code on the wall, writes their name on the phone, and the team says who it is."""

import datetime as dt
from uuid import UUID

import pytest
from django.urls import reverse

from peercircle.people.models import Person
from peercircle.programme.actions.arrivals import KEEP, MOST, arrive
from peercircle.programme.models import Arrival, Session, SessionAttendance
from peercircle.programme.upkeep import upkeep

ONE, TWO = UUID(int=1), UUID(int=2)
NO_GUESTS = {"number": "", "women": "", "men": "", "method": "register"}


@pytest.fixture
def come(opened, now):
    def come(given_name, family_name, id=ONE, profession="teacher"):
        said = {"given_name": given_name, "family_name": family_name, "profession": profession}
        return arrive(opened, id=id, **said, now=now)

    return come


def phone(session):
    return reverse("programme:check-in", args=[session.check_in_code])


def register(session):
    return reverse("programme:attendance", args=[session.pk])


def typed(given_name="Arta", family_name="Krasniqi", id=ONE):
    return {"id": str(id), "given_name": given_name, "family_name": family_name, "profession": "pedagogue"}


def present(session):
    return [each.person.name for each in session.attendances.select_related("person").order_by("person")]


def offered(visit, who, session, id=ONE):
    field = visit(who, register(session)).context["arrived"][f"arrival-{id}"]
    return field.initial, [str(label).partition(",")[0] for _value, label in field.field.choices]


def test_whoever_reads_the_code_writes_their_name_without_an_account(visit, opened):
    page = visit(None, phone(opened)).content.decode()
    assert "Xheladin Rekaliu" in page
    for _tap in range(2):
        told = visit(None, phone(opened), post=typed())

    arrival = Arrival.objects.get()
    assert (arrival.session, arrival.name, arrival.profession) == (opened, "Arta Krasniqi", "pedagogue")
    assert "Those who lead the session put you on the list." in visit(None, told.url).content.decode()


def test_a_name_alone_is_no_attendance(visit, opened, come):
    come("Arta", "Krasniqi")

    opened.refresh_from_db()
    assert (opened.is_planned, opened.attendances.count(), Person.objects.filter(given_name="Arta").count()) == (
        True,
        0,
        0,
    )


@pytest.mark.parametrize("wrong", [{"given_name": ""}, {"family_name": "..."}, {"profession": "king"}, {"id": "x"}])
def test_what_is_missing_is_asked_for(visit, opened, wrong):
    answer = visit(None, phone(opened), post=typed() | wrong)

    assert (answer.status_code, Arrival.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "change", [{"state": "cancelled"}, {"check_in_until": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, {"held_on": None}]
)
def test_when_check_in_is_over_nobody_writes_a_name(visit, opened, change):
    if "held_on" in change:
        change = {"held_on": opened.phase.ends_on}
    Session.objects.filter(pk=opened.pk).update(**change)

    answer = visit(None, phone(opened), post=typed())

    assert (answer.status_code, Arrival.objects.count()) == (422, 0)
    assert 'value="Arta"' in answer.content.decode()


def test_a_hall_is_full_at_some_number(visit, opened, now):
    Arrival.objects.bulk_create(
        Arrival(id=UUID(int=10 + number), session=opened, given_name="A", family_name="B", arrived_at=now)
        for number in range(MOST)
    )

    assert visit(None, phone(opened), post=typed()).status_code == 422
    assert Arrival.objects.count() == MOST


def test_the_letter_of_another_session_is_not_taken_for_this_one(visit, opened, come, held):
    come("Arta", "Krasniqi")
    other = held(check_in_code="other", check_in_until=opened.check_in_until, held_on=opened.held_on)

    assert visit(None, phone(other), post=typed()).status_code == 422
    assert Arrival.objects.get().session == opened


def test_the_team_is_told_that_names_wait(visit, expert, opened, come):
    come("Arta", "Krasniqi")

    for page in (
        reverse("programme:check-in-code", args=[opened.pk]),
        reverse("programme:session", args=[opened.pk]),
    ):
        assert "1 person wrote their name on a phone." in visit(expert, page).content.decode()


def test_the_list_of_sessions_tells_where_names_wait(visit, expert, opened, come, three, now):
    SessionAttendance.objects.create(session=opened, person=three[0], method="card", recorded_at=now)
    Session.objects.filter(pk=opened.pk).update(state="held")
    assert "names wait" not in visit(expert, reverse("programme:sessions")).content.decode()

    come("Arta", "Krasniqi")

    assert "names wait" in visit(expert, reverse("programme:sessions")).content.decode()


def test_somebody_of_just_this_name_is_proposed_and_saved(visit, expert, opened, come, three):
    come("ARTA", "Krasniqi")
    come("Valbona", "Hoti", id=TWO)

    usual, choices = offered(visit, expert, opened)
    assert (usual, choices[1]) == (three[0].pk, "Arta Krasniqi")
    assert offered(visit, expert, opened, TWO)[0] == "new"

    said = {f"arrival-{ONE}": three[0].pk, f"arrival-{TWO}": "new", "shown": [person.pk for person in three]}
    assert visit(expert, register(opened), post=said | NO_GUESTS).status_code == 302
    assert present(opened) == ["Arta Krasniqi", "Valbona Hoti"]
    assert {*opened.attendances.values_list("method", "recorded_by")} == {("code", expert.pk)}
    assert [*Person.objects.get(given_name="Valbona").workplaces.all()] == [opened.site]
    assert not Arrival.objects.exists()
    opened.refresh_from_db()
    assert opened.is_held


@pytest.mark.parametrize("name", [("Besnik", "Gashii"), ("Gashi", "Besnik"), ("Милица", "Петровић Илић")])
def test_who_is_only_like_somebody_is_not_decided_beforehand(visit, expert, opened, come, three, name):
    come(*name)

    usual, choices = offered(visit, expert, opened)
    assert usual == ""
    assert choices[1] in {"Besnik Gashi", "Milica Petrović"}


def test_who_works_here_is_likelier_than_a_namesake_elsewhere(visit, expert, opened, come, three, held):
    elsewhere = Person.objects.create_person("Arta", "Krasniqi")
    held(elsewhere)
    come("Arta", "Krasniqi")

    form = visit(expert, register(opened)).context["arrived"]
    assert [value for value, _label in form.fields[f"arrival-{ONE}"].choices][1:3] == [
        str(three[0].pk),
        str(elsewhere.pk),
    ]


def test_two_of_one_name_are_not_decided_beforehand(visit, expert, opened, come, three, site):
    Person.objects.create_person("Arta", "Krasniqi").workplaces.add(site)
    come("Arta", "Krasniqi")

    usual, choices = offered(visit, expert, opened)
    assert (usual, choices[1:3]) == ("", ["Arta Krasniqi", "Arta Krasniqi"])


def test_what_is_left_open_waits_and_who_was_not_here_goes(visit, expert, opened, come, three):
    come("Arta", "Krasniqi")
    come("Besnik", "Gashi", id=TWO)
    there = {"shown": [three[2].pk], "there": [three[2].pk], **NO_GUESTS}

    visit(expert, register(opened), post=there | {f"arrival-{ONE}": "", f"arrival-{TWO}": "absent"})

    assert present(opened) == ["Milica Petrović"]
    assert [each.pk for each in Arrival.objects.all()] == [ONE]


def test_who_checked_in_and_wrote_their_name_too_counts_once(visit, expert, opened, come, three, now):
    SessionAttendance.objects.create(session=opened, person=three[0], method="card", recorded_at=now)
    come("Arta", "Krasniqi")

    visit(expert, register(opened), post={f"arrival-{ONE}": three[0].pk} | NO_GUESTS)

    assert [each.method for each in opened.attendances.all()] == ["card"]


def test_nobody_outside_the_team_is_meant(visit, expert, opened, come, stranger):
    come("Arta", "Krasniqi")

    answer = visit(expert, register(opened), post={f"arrival-{ONE}": stranger.pk} | NO_GUESTS)

    assert (answer.status_code, Arrival.objects.count(), opened.attendances.count()) == (422, 1, 0)


def test_what_was_chosen_stays_while_somebody_is_looked_for(visit, expert, opened, come, three):
    come("Arta", "Krasniqi")

    page = visit(expert, register(opened), post={f"arrival-{ONE}": "absent", "find": "1", "search": "x"})

    assert 'value="absent" selected' in page.content.decode()


def test_a_name_that_nobody_knew_is_forgotten_after_90_days(opened, come, now):
    come("Arta", "Krasniqi")

    upkeep(now + KEEP)
    assert Arrival.objects.exists()
    upkeep(now + KEEP + dt.timedelta(minutes=1))
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_nine_questions_for_any_number_of_names(
    client, expert, opened, come, three, number, django_assert_num_queries
):
    for count, person in enumerate(three[:number]):
        come(person.given_name, person.family_name, id=UUID(int=count + 1))
    client.force_login(expert)

    with django_assert_num_queries(9):
        assert len(client.get(register(opened)).context["arrived"].fields) == number


def test_names_are_written_where_no_school_is(visit, expert, opened, come, three, held):
    held(*three)
    Session.objects.filter(pk=opened.pk).update(site=None, place="Hotel Sirius")
    come("Arta", "Krasniqi")

    assert "Hotel Sirius" in visit(None, phone(opened)).content.decode()
    assert offered(visit, expert, opened)[0] == three[0].pk
    visit(expert, register(opened), post={f"arrival-{ONE}": "new"} | NO_GUESTS)
    assert [*opened.attendances.get().person.workplaces.all()] == []
