"""Directors and education offices: what they see of the groups of their own place, and who says so."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse

from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Meeting
from peercircle.people.actions import make_card
from peercircle.people.models import Person
from peercircle.programme.actions.insight import give_insight, take_insight_back
from tests.cast import client_of

OURS = reverse("programme:our-groups")
NAMES = {"given_name": "Nazmije", "family_name": "Shala", "email": "nazmije@school.example"}
DAY = dt.timedelta(days=1)


@pytest.fixture
def director(site, now):
    return give_insight(site, **NAMES, now=now)


@pytest.fixture
def office(site, now):
    return give_insight(site.municipality, **NAMES | {"email": "fadil@komuna.example"}, now=now)


def found(name, *sites, **fields):
    group = Group.objects.create(name=name, founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14), **fields)
    group.sites.add(*sites)
    return group


def hold(group, starts_at, phase=Meeting.Phase.CLOSED, minutes=95):
    over = {"opened_at": starts_at, "closed_at": starts_at + dt.timedelta(minutes=minutes)}
    return Meeting.objects.create(
        group=group,
        starts_at=starts_at,
        template="regular",
        code=f"H{Meeting.objects.count():05}",
        phase=phase,
        **over if phase == Meeting.Phase.CLOSED else {},
    )


def shown(visit, who):
    return [known.group.name for known in visit(who, OURS).context["page"]]


# --- What they see --------------------------------------------------------------------------------
def test_a_director_sees_the_groups_of_the_school_and_an_office_those_of_the_municipality(
    visit, director, office, site, group, site_elsewhere
):
    neighbour = type(site).objects.create(
        kind="school", municipality=site.municipality, name_sq="Shaban Jashari", name_sr="Shaban Jashari"
    )
    found("Next door", neighbour)
    found("Ura", site_elsewhere)
    found("Both", neighbour, site_elsewhere)

    assert shown(visit, director) == ["I'm here"]
    assert shown(visit, office) == ["Both", "I'm here", "Next door"]


def test_they_read_name_meaning_rhythm_dates_and_hours(visit, director, group, now):
    hold(group, now - 40 * DAY)
    hold(group, now - 12 * DAY, minutes=80)
    hold(group, now - 400 * DAY)
    hold(group, now - 5 * DAY, Meeting.Phase.CANCELLED)
    hold(group, now - 3 * DAY, Meeting.Phase.PLANNED)  # never opened
    hold(group, now + 16 * DAY, Meeting.Phase.PLANNED)
    hold(group, now + 18 * DAY, Meeting.Phase.CANCELLED)

    response = visit(director, OURS)

    (known,) = response.context["page"]
    page = response.content.decode()
    assert [(held.at, held.minutes) for held in known.held] == [(now - 12 * DAY, 80), (now - 40 * DAY, 95)]
    assert (known.hours, known.ahead) == ((2, 55), [now + 16 * DAY])
    assert "2 meetings, 2 h 55 min" in page
    assert "Open to the pupil in need" in page


def test_where_somebody_works_opens_nothing(visit, director, site_elsewhere):
    """Everybody enters workplaces for themselves."""
    found("Ura", site_elsewhere)
    visit(director, reverse("people:work-at", args=[site_elsewhere.pk]), post={})

    assert shown(visit, director) == []


@pytest.mark.parametrize("role", ["", "expert", "manager", "monitor"])
def test_nobody_else_has_such_a_page(visit, stranger, group, role):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    assert visit(stranger, OURS).status_code == 404


def test_before_the_manager_has_said_of_which_place_there_is_nothing(visit, stranger, group):
    stranger.programme_role = Person.ProgrammeRole.DIRECTOR
    stranger.save(update_fields=["programme_role"])

    assert shown(visit, stranger) == []
    assert "has not said yet" in visit(stranger, OURS).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_for_any_number_of_groups(office, site, now, number, django_assert_num_queries):
    for count in range(number):
        hold(found(f"Group {count}", site), now - DAY)
    client = client_of(office)

    with django_assert_num_queries(9):
        assert len(client.get(OURS).context["page"]) == number


# --- Who says so ----------------------------------------------------------------------------------
def test_the_manager_gives_it_by_name_and_address_and_takes_it_back(visit, manager, site, group):
    found_it = visit(manager, reverse("programme:insight-new", query={"q": "xheladin"})).content.decode()
    door = reverse("programme:insight-school", args=[site.pk])
    visit(manager, door, post=NAMES)
    director = Person.objects.get(email=NAMES["email"])

    assert door in found_it
    assert (director.programme_role, director.director_of) == ("director", site)
    assert shown(visit, director) == ["I'm here"]
    assert "Nazmije Shala" in visit(manager, reverse("programme:insight")).content.decode()

    take_back = reverse("programme:insight-take-back", args=[director.pk])
    assert [visit(manager, take_back, post={}).status_code for _tap in range(2)] == [302, 404]
    assert visit(director, OURS).status_code == 404


def test_the_manager_finds_a_municipality_by_either_name(visit, manager, site):
    page = visit(manager, reverse("programme:insight-new", query={"q": "podujevo"})).content.decode()
    door = reverse("programme:insight-municipality", args=[site.municipality_id])
    visit(manager, door, post=NAMES)

    assert door in page
    assert Person.objects.get(email=NAMES["email"]).office_of == site.municipality


@pytest.mark.parametrize("broken", [{"email": "no address"}, {"email": ""}, {"given_name": " "}, {"family_name": "!"}])
def test_a_wrong_form_says_so(visit, manager, site, broken):
    answer = visit(manager, reverse("programme:insight-school", args=[site.pk]), post=NAMES | broken)

    assert answer.status_code == 422
    assert not Person.objects.filter(programme_role="director").exists()


@pytest.mark.parametrize(("role", "status"), [("expert", 403), ("monitor", 404), ("director", 404), ("", 404)])
def test_nobody_but_the_manager_decides(visit, stranger, director, site, role, status):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])
    pages = [reverse("programme:insight"), reverse("programme:insight-new")]
    places = [("insight-school", site.pk), ("insight-municipality", site.municipality_id)]
    doors = [reverse(f"programme:{name}", args=[pk]) for name, pk in [*places, ("insight-take-back", director.pk)]]

    answers = [visit(stranger, page) for page in pages] + [visit(stranger, door, post=NAMES) for door in doors]

    assert {answer.status_code for answer in answers} == {status}
    assert Person.objects.get(pk=director.pk).director_of == site


def test_a_member_who_becomes_director_stays_one_person(director, contact, site, now):
    email = contact.person.email.upper()

    person = give_insight(site, given_name="Other", family_name="Name", email=email, now=now)
    again = give_insight(site, given_name="Other", family_name="Name", email=email, now=now)

    assert person == again == contact.person
    assert (again.name, again.director_of) == ("Teuta Berisha", site)


@pytest.mark.parametrize("role", ["expert", "manager", "monitor", "director"])
def test_who_has_another_role_keeps_it(stranger, director, site, site_elsewhere, role, now):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    with pytest.raises(Refused):
        give_insight(site_elsewhere, **NAMES | {"email": stranger.email}, now=now)
    stranger.refresh_from_db()
    assert (stranger.programme_role, stranger.director_of) == (role, None)


def test_who_has_another_role_is_told_at_the_form(visit, manager, stranger, site):
    stranger.programme_role = "expert"
    stranger.save(update_fields=["programme_role"])
    page = reverse("programme:insight-school", args=[site.pk])

    answer = visit(manager, page, post=NAMES | {"email": stranger.email, "given_name": "Nazmije"})

    assert answer.status_code == 422
    assert "works for the programme and sees its groups there" in answer.content.decode()
    assert "Nazmije" in answer.content.decode()


def test_a_card_that_others_printed_stops_working(member, contact, site, now):
    member.person.email = None
    member.person.save(update_fields=["email"])
    card = make_card(member.person, by=contact.person, now=now).card
    member.person.email = NAMES["email"]
    member.person.save(update_fields=["email"])

    give_insight(site, **NAMES, now=now)

    card.refresh_from_db()
    assert card.revoked_at == now


def test_taking_back_twice_and_from_nobody_changes_nothing(director, expert):
    for person in (director, director, expert):
        take_insight_back(person)
    director.refresh_from_db()
    expert.refresh_from_db()

    assert (director.programme_role, director.director_of, expert.programme_role) == ("", None, "expert")


@pytest.mark.parametrize("place", ["director_of", "office_of"])
def test_the_database_holds_no_place_without_the_role(stranger, site, place):
    setattr(stranger, place, site if place == "director_of" else site.municipality)

    with pytest.raises(IntegrityError):
        stranger.save(update_fields=[place])
