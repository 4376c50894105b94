"""The people of a programme: Vesna is an expert of the team North, Katharina manages all, the other team knows nothing
of North's sessions."""

import datetime as dt

import pytest
from django.utils import timezone

from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.actions.attendance import open_check_in
from peercircle.programme.imports.reach import Reach
from peercircle.programme.models import ExpertTeam, Phase, Programme, Session, SessionAttendance
from peercircle.programme.tests.files import HEAD, text


def programme_person(given_name, family_name, role):
    return Person.objects.create_person(given_name, family_name, programme_role=role)


@pytest.fixture
def expert(db):
    return programme_person("Vesna", "Marković", Person.ProgrammeRole.EXPERT)


@pytest.fixture
def manager(db):
    return programme_person("Katharina", "Vogel", Person.ProgrammeRole.MANAGER)


@pytest.fixture
def colleague_of_another_team(db):
    return programme_person("Ilir", "Rama", Person.ProgrammeRole.EXPERT)


@pytest.fixture
def team(expert, site):
    programme = Programme.objects.create(
        name="Support",
        funder="F",
        implementer="I",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2027, 1, 1),
    )
    team = ExpertTeam.objects.create(programme=programme, name="North")
    team.municipalities.add(site.municipality)
    team.members.add(expert)
    return team


@pytest.fixture
def other_team(team, colleague_of_another_team):
    other = ExpertTeam.objects.create(programme=team.programme, name="South")
    other.municipalities.add(Municipality.objects.get(code="XK-19"))
    other.members.add(colleague_of_another_team)
    return other


@pytest.fixture
def session(team, site, expert, now):
    """A coaching of yesterday for which nobody has entered yet who came."""
    today = now.date()
    phase = Phase.objects.create(
        programme=team.programme, kind="field-1", starts_on=today - dt.timedelta(90), ends_on=today + dt.timedelta(90)
    )
    session = Session.objects.create(
        phase=phase,
        team=team,
        kind=Session.Kind.COACHING,
        held_on=today - dt.timedelta(1),
        start_time=dt.time(14),
        municipality=site.municipality,
        site=site,
    )
    session.leaders.add(expert)
    return session


@pytest.fixture
def site_elsewhere(db):
    municipality = Municipality.objects.get(code="XK-19")
    return Site.objects.create(
        kind=Site.Kind.SCHOOL, municipality=municipality, name_sq="Dardania", name_sr="Dardania", search_text="dardania"
    )


@pytest.fixture
def held(session, now):
    """`held(person, …)`: one more session at the school to which they came."""

    def held(*people, **fields):
        usual = {"phase": session.phase, "team": session.team, "kind": "coaching", "state": Session.State.HELD}
        usual |= {"held_on": session.held_on, "municipality": session.municipality, "site": session.site}
        copy = Session.objects.create(**usual | fields)
        for person in people:
            SessionAttendance.objects.create(session=copy, person=person, method="register", recorded_at=now)
        return copy

    return held


@pytest.fixture
def three(site):
    people = []
    for given, family in [("Arta", "Krasniqi"), ("Besnik", "Gashi"), ("Milica", "Petrović")]:
        person = Person.objects.create_person(given, family, profession="teacher")
        person.workplaces.add(site)
        people.append(person)
    return people


def filled(*shortlist, **fields):
    """What an expert sends who founds a group with these people."""
    day = timezone.localdate() + dt.timedelta(20)
    usual = {"name": "Jam  këtu", "meaning": "", "rhythm": "monthly", "day": day.isoformat(), "time": "13:30"}
    usual |= {"place": "Biblioteka", "contact": "", "charter": "We listen.\r\n\r\nWe pass."}
    return usual | {f"shortlist-{person.pk}": "on" for person in shortlist} | fields


@pytest.fixture
def day(session):
    return session.held_on.isoformat()


@pytest.fixture
def sheet(day):
    """Arta is new, Besnik is known under another spelling, and one row has no day."""

    def line(name, family, sex="f", of=day):
        return f"{of},coaching,Podujevë,Xheladin Rekaliu,{name},{family},{sex},teacher"

    return text(HEAD, line("Arta", "Krasniqi"), line("Goran", "Djordjevic", "m"), line("Drita", "Hoxha", of="soon"))


@pytest.fixture
def goran(site):
    person = Person.objects.create_person("Goran", "Đorđević", profession="teacher", sex="m")
    person.workplaces.add(site)
    return person


@pytest.fixture
def opened(session, now):
    """The session is today, and whoever reads its code checks in."""
    session.held_on = timezone.localdate(now)
    session.save(update_fields=["held_on"])
    open_check_in(session, now=now)
    session.refresh_from_db()
    return session


@pytest.fixture
def reach(session, now):
    """What a file is read against."""
    return Reach(ExpertTeam.objects.all(), Person.objects.all(), today=now.date())


@pytest.fixture
def yesterday(session):
    """When it was, as a file says it."""
    return session.held_on.isoformat()
