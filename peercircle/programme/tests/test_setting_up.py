"""Setting up a programme: from an empty house to a session that can be planned."""

import datetime as dt
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from peercircle.kit.refusals import Refused
from peercircle.people.actions import make_card
from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.actions.setting_up import appoint, describe_programme, describe_topic, take_role_back
from peercircle.programme.models import ExpertTeam, Phase, Programme, Topic
from tests.cast import client_of

SETUP = reverse("programme:setup")
SAID = {"name": "Support", "funder": "F", "implementer": "I", "starts_on": "2026-01-01", "ends_on": "2027-06-30"}
FIRST = {"field-1-starts_on": "2026-01-01", "field-1-ends_on": "2026-12-31"}
NAMES = {"given_name": "Besa", "family_name": "Kelmendi", "email": "besa@programme.example"}
TOPIC = {"name_sq": "Vullnetarët", "name_sr": "Волонтери", "name_en": "Volunteers", "name_de": "Freiwillige"}


def door(name, *args):
    return reverse(f"programme:setup-{name}", args=args)


# --- From nothing to a session --------------------------------------------------------------------
def test_a_new_house_is_set_up_on_its_pages(visit, site, now):
    said = StringIO()
    for _twice in range(2):
        call_command("appoint_manager", "katharina@programme.example", "Katharina", "Vogel", stdout=said)
    manager = Person.objects.get()
    assert "signs in with katharina@programme.example" in said.getvalue()
    assert "Begin with the programme and its phases." in visit(manager, SETUP).content.decode()

    days = {"starts_on": (now - dt.timedelta(90)).date(), "ends_on": (now + dt.timedelta(90)).date()}
    phase = {f"field-1-{end}": day for end, day in days.items()}
    assert visit(manager, door("programme-new"), post=SAID | days | phase).url == SETUP
    programme = Programme.objects.get()
    visit(manager, door("person-new"), post=NAMES | {"role": "expert"})
    expert = Person.objects.get(email=NAMES["email"])
    team = {"name": "North", "members": [expert.pk], "municipalities": [site.municipality_id]}
    for _tap in range(2):
        assert visit(manager, door("team-new", programme.pk), post=team).url == SETUP
    visit(manager, door("topic-new"), post=TOPIC)

    form = visit(expert, reverse("programme:session-new-at", args=[site.pk])).content.decode()
    assert "Volunteers" in form
    assert "Besa Kelmendi" in form
    page = visit(manager, SETUP).content.decode()
    assert ExpertTeam.objects.count() == 1
    for word in ("Support", "North", "Besa Kelmendi", "Podujev", "Field phase I", "Volunteers"):
        assert word in page


@pytest.mark.parametrize(("role", "status"), [("expert", 403), ("monitor", 404), ("director", 404), ("", 404)])
def test_nobody_but_the_manager_sets_it_up(visit, stranger, team, role, status):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])
    topic = Topic.objects.first()
    pages = [SETUP, door("programme-new"), door("programme", team.programme_id), door("team-new", team.programme_id)]
    pages += [door("team", team.pk), door("person-new"), door("topic-new"), door("topic", topic.pk)]

    answers = [visit(stranger, page) for page in pages]
    answers += [visit(stranger, page, post=SAID | NAMES | TOPIC | {"role": "manager"}) for page in pages[1:]]
    answers.append(visit(stranger, door("person-take-back", team.members.get().pk), post={}))

    assert {answer.status_code for answer in answers} == {status}
    assert not Person.objects.filter(email=NAMES["email"]).exists()
    assert team.members.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_for_any_number(manager, team, number, django_assert_num_queries):
    for count in range(number - 1):
        ExpertTeam.objects.create(programme=team.programme, name=f"Team {count}").members.add(manager)
    client = client_of(manager)

    with django_assert_num_queries(9):
        client.get(SETUP)


# --- The programme and its phases -----------------------------------------------------------------
def test_phases_come_move_and_go(visit, manager, team):
    page = door("programme", team.programme_id)
    more = {"self-run-starts_on": "2027-01-01", "self-run-ends_on": "2027-06-30"}
    visit(manager, page, post=SAID | FIRST | more)
    assert [phase.kind for phase in team.programme.phases.all()] == ["field-1", "self-run"]

    visit(manager, page, post=SAID | FIRST)
    assert [phase.kind for phase in team.programme.phases.all()] == ["field-1"]


def test_a_session_keeps_its_phase(visit, manager, session):
    page = door("programme", session.team.programme_id)
    day = session.held_on
    late = {f"{session.phase.kind}-starts_on": day + dt.timedelta(1), f"{session.phase.kind}-ends_on": "2027-06-30"}

    for phases in ({}, late):
        answer = visit(manager, page, post=SAID | phases | {"funder": "Somebody new"})
        assert answer.status_code == 422
        assert f"{day:%d.%m.%Y}" in answer.content.decode()
        assert "Somebody new" in answer.content.decode()
    assert not Programme.objects.filter(funder="Somebody new").exists()
    assert Phase.objects.get(pk=session.phase_id).starts_on <= day


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"ends_on": "2025-01-01"},
        {"starts_on": "2026-02-31"},
        {"field-1-ends_on": ""},
        {"field-1-starts_on": ""},
        {"field-1-ends_on": "2025-01-01"},
        {"self-run-ends_on": "soon"},
    ],
)
def test_days_that_make_no_sense_are_asked_again(visit, manager, wrong):
    answer = visit(manager, door("programme-new"), post=SAID | FIRST | wrong)

    assert answer.status_code == 422
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-12-31", "2027-03-31", "Another phase is not over yet on this day."),
        ("2027-01-01", "2027-07-01", "This day lies after the programme&#x27;s last day."),
        ("2025-12-01", "2025-12-31", "This day lies before the programme&#x27;s first day."),
    ],
)
def test_phases_follow_each_other_within_the_programme(visit, manager, first, last, words):
    second = {"field-2-starts_on": first, "field-2-ends_on": last}

    answer = visit(manager, door("programme-new"), post=SAID | FIRST | second)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Programme.objects.exists()


def test_two_programmes_have_two_names(visit, manager, team):
    other = Programme.objects.create(
        name="Other", funder="F", implementer="I", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 2, 1)
    )

    for page in (door("programme-new"), door("programme", other.pk)):
        answer = visit(manager, page, post=SAID | {"funder": "Somebody new"})
        assert answer.status_code == 422
        assert "A programme of this name is there already." in answer.content.decode()
        assert "Somebody new" in answer.content.decode()
    assert Programme.objects.count() == 2


def test_the_same_again_is_the_same_programme(team):
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2027, 1, 1)}
    said = {"name": "Twice", "funder": "F", "implementer": "I", **days, "phases": {}}

    assert describe_programme(None, **said) == describe_programme(None, **said)


# --- Teams ----------------------------------------------------------------------------------------
def test_a_team_gets_other_people_and_places(visit, manager, team, expert, colleague_of_another_team):
    place = Municipality.objects.get(code="XK-20")
    post = {"name": "East", "members": [colleague_of_another_team.pk], "municipalities": [place.pk]}
    visit(manager, door("team", team.pk), post=post)

    team.refresh_from_db()
    assert (team.name, list(team.members.all())) == ("East", [colleague_of_another_team])
    assert list(team.municipalities.all()) == [place]


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"members": ["x"]}, {"members": ["9" * 30]}, {"municipalities": ["0"]}]
)
def test_a_team_that_makes_no_sense_is_asked_again(visit, manager, team, wrong):
    answer = visit(manager, door("team", team.pk), post={"name": "East"} | wrong)

    assert answer.status_code == 422


def test_two_teams_have_two_names(visit, manager, team, other_team):
    place = Municipality.objects.get(code="XK-20")

    answer = visit(manager, door("team", team.pk), post={"name": "South", "municipalities": [place.pk]})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A team of this name is there already." in page
    assert re.search(rf'value="{place.pk}"[^>]*checked', page)
    team.refresh_from_db()
    assert team.name != "South"


# --- People ---------------------------------------------------------------------------------------
def test_an_expert_becomes_a_monitor_and_then_nothing(visit, manager, team, expert):
    expert.email = NAMES["email"]
    expert.save(update_fields=["email"])
    visit(manager, door("person-new"), post=NAMES | {"email": NAMES["email"].upper(), "role": "monitor"})
    expert.refresh_from_db()
    assert (expert.programme_role, expert.given_name) == ("monitor", "Vesna")

    take_back = door("person-take-back", expert.pk)
    assert [visit(manager, take_back, post={}).status_code for _tap in range(2)] == [302, 404]
    expert.refresh_from_db()
    assert (expert.programme_role, team.members.count()) == ("", 0)


def test_one_manager_always_stays(visit, manager, now):
    manager.email = NAMES["email"]
    manager.save(update_fields=["email"])

    assert visit(manager, door("person-take-back", manager.pk), post={}).status_code == 409
    answer = visit(manager, door("person-new"), post=NAMES | {"role": "expert"})
    assert answer.status_code == 422
    assert "Let another manager change what you yourself are" in answer.content.decode()
    assert NAMES["email"] in answer.content.decode()
    manager.refresh_from_db()
    assert manager.programme_role == "manager"


def test_who_has_insight_does_not_work_for_the_programme(manager, site, now):
    where = {"programme_role": "director", "director_of": site}
    Person.objects.create_person("Nazmije", "Shala", email=NAMES["email"], **where)

    with pytest.raises(Refused):
        appoint(**NAMES, role="expert", by=manager, now=now)


def test_a_card_that_others_printed_stops_working(member, contact, manager, now):
    member.person.email = None
    member.person.save(update_fields=["email"])
    card = make_card(member.person, by=contact.person, now=now).card
    member.person.email = NAMES["email"]
    member.person.save(update_fields=["email"])

    appoint(**NAMES, role="expert", by=manager, now=now)

    card.refresh_from_db()
    assert card.revoked_at == now


def test_the_role_of_a_director_is_not_taken_back_here(visit, manager, stranger):
    stranger.programme_role = "director"
    stranger.save(update_fields=["programme_role"])

    assert visit(manager, door("person-take-back", stranger.pk), post={}).status_code == 404
    take_role_back(stranger, by=manager)
    stranger.refresh_from_db()
    assert stranger.programme_role == "director"


@pytest.mark.parametrize("wrong", [{"email": "x"}, {"role": "director"}, {"role": ""}, {"given_name": "!"}])
def test_a_person_that_makes_no_sense_is_asked_again(visit, manager, wrong):
    answer = visit(manager, door("person-new"), post=NAMES | {"role": "expert"} | wrong)

    assert answer.status_code == 422
    assert not Person.objects.filter(email=NAMES["email"]).exists()


@pytest.mark.django_db
def test_the_command_says_what_is_wrong():
    with pytest.raises(CommandError, match="valid email"):
        call_command("appoint_manager", "no address", "Katharina", "Vogel")


# --- Topics ---------------------------------------------------------------------------------------
def test_a_topic_is_read_in_every_language(visit, manager):
    visit(manager, door("topic-new"), post=TOPIC)
    topic = Topic.objects.get(name_en="Volunteers")
    assert topic.name_in("sr-latn") == "Volonteri"

    visit(manager, door("topic", topic.pk), post=TOPIC | {"name_de": "Ehrenamtliche"})
    topic.refresh_from_db()
    assert topic.name_de == "Ehrenamtliche"


def test_the_same_topic_again_is_that_topic(db):
    assert describe_topic(None, **TOPIC) == describe_topic(None, **TOPIC)
    for other in ({"name_de": "Andere"}, {"name_sq": "Tjera", "name_sr": "Друго", "name_de": "Andere"}):
        with pytest.raises(Refused):
            describe_topic(None, **TOPIC | other)


def test_a_topic_that_is_there_already_is_asked_again(visit, manager):
    describe_topic(None, **TOPIC)

    answer = visit(manager, door("topic-new"), post=TOPIC | {"name_de": "Ehrenamtliche"})

    assert answer.status_code == 422
    assert "A topic of this name is there already: Volunteers" in answer.content.decode()
    assert "Ehrenamtliche" in answer.content.decode()
    assert not Topic.objects.filter(name_de="Ehrenamtliche").exists()


@pytest.mark.parametrize("wrong", [{"name_sr": "Volonteri"}, {"name_sr": ""}, {"name_sq": " "}, {"name_en": "x" * 121}])
def test_a_topic_that_cannot_be_read_is_asked_again(visit, manager, wrong):
    answer = visit(manager, door("topic-new"), post=TOPIC | wrong)

    assert answer.status_code == 422
    assert not Topic.objects.filter(name_en="Volunteers").exists()
