"""Everybody who may stand before a door, and something real behind each: for tests that walk the whole house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from peercircle.activities.next_date import access as next_date
from peercircle.activities.next_date.models import Agreement
from peercircle.groups.actions import charter, founding, inviting
from peercircle.meetings import calendar_files, personal_links
from peercircle.meetings.actions import planning
from peercircle.meetings.models import Action, AgendaItem, Attendance, Meeting, Minutes
from peercircle.needs.actions import prioritising
from peercircle.needs.models import Need
from peercircle.people.actions import make_card
from peercircle.people.models import Person
from peercircle.places.models import Municipality, SchoolBreak
from peercircle.programme.actions import attendance, doubles, visits
from peercircle.programme.models import ExpertTeam, Merge, Phase, Programme, Session, SessionAttendance, Topic, Upload
from peercircle.reports import actions as reporting
from peercircle.reports.models import Integration
from tests.cast import client_of

ROLES = ("nobody", "elsewhere", "guest", "member", "facilitator", "contact")
OUTSIDE = ("expert", "far_expert", "manager", "monitor", "director", "office")
ROLES += OUTSIDE
DAY = dt.timedelta(days=1)


def _with_role(name: str, **fields: object) -> Person:
    return Person.objects.create_person(name, "Vogel", email=f"{name}@programme.example".lower(), **fields)


@pytest.fixture
def everybody(site, stranger, guest, present_member, leader, contact) -> dict[str, object]:
    """A colleague from elsewhere, those of the group, and each role of the programme, here and elsewhere."""
    return {
        "nobody": None,
        "elsewhere": stranger,
        "guest": guest,
        "member": present_member,
        "facilitator": leader,
        "contact": contact,
        "expert": _with_role("Vesna", programme_role="expert"),
        "far_expert": _with_role("Ilir", programme_role="expert"),
        "manager": _with_role("Katharina", programme_role="manager"),
        "monitor": _with_role("Driton", programme_role="monitor"),
        "director": _with_role("Nazmije", programme_role="director", director_of=site),
        "office": _with_role("Fadil", programme_role="office", office_of=site.municipality),
    }


@pytest.fixture
def clients(everybody) -> dict[str, Client]:
    return {role: client_of(who) for role, who in everybody.items()}


@pytest.fixture
def team(site, everybody, now) -> ExpertTeam:
    """Looks after the group's municipality; the far expert's team after another one."""
    today = timezone.localdate(now)
    programme = Programme.objects.create(
        name="Support", funder="F", implementer="I", starts_on=today - 300 * DAY, ends_on=today + 300 * DAY
    )
    Phase.objects.create(programme=programme, kind="field-1", starts_on=today - 300 * DAY, ends_on=today + 300 * DAY)
    for name, code, who in [("North", "XK-18", "expert"), ("South", "XK-19", "far_expert")]:
        team = ExpertTeam.objects.create(programme=programme, name=name)
        team.municipalities.add(Municipality.objects.get(code=code))
        team.members.add(everybody[who])
    return programme.teams.get(name="North")


@pytest.fixture
def of_programme(team, site, group, everybody, now) -> dict[str, dict[str, str]]:
    """By the beginning of a door's name: the numbers in its address."""
    today, manager = timezone.localdate(now), everybody["manager"]
    phase = team.programme.phases.get()
    where = {"phase": phase, "team": team, "municipality": site.municipality, "site": site}
    session = Session.objects.create(kind="coaching", held_on=today, **where)
    attendance.open_check_in(session, now=now)
    session.refresh_from_db()
    held = Session.objects.create(kind="coaching", held_on=today - DAY, state="held", **where)
    SessionAttendance.objects.create(session=held, person=everybody["elsewhere"], method="code", recorded_at=now)
    double, kept, other, third = (_colleague(name, site) for name in ("Besa", "Беса", "Arta", "Jon"))
    doubles.merge_people(kept, double, by=manager, now=now)
    target = reporting.set_target(team.programme, measure="people", baseline=0, wanted=9, due_on=team.programme.ends_on)
    period = reporting.add_period(team.programme, starts_on=today - 60 * DAY, ends_on=today - 30 * DAY)
    open_needs = Need.objects.filter(group=group, merged_into=None)
    ranking = prioritising.open_ranking(open_needs, "dots", id=uuid4(), by=manager, people=3, now=now)
    reporting.make_integration(id=uuid4(), name="Ministry", by=manager, now=now)
    stop = visits.plan_visit(everybody["expert"], group, id=uuid4(), visited_on=today)
    upload = Upload.objects.create(
        id=uuid4(), uploaded_by=everybody["expert"], uploaded_at=now, touched_at=now, file_name="a.csv", state="ready"
    )
    return {
        "programme:import": {"pk": upload.pk},
        "programme:visit": {"pk": stop.pk, "on": today.isoformat()},
        "programme:session": {"pk": session.pk},
        "programme:attendance": {"pk": session.pk},
        "programme:check-in-code": {"pk": session.pk},
        "programme:check-in-card": {"pk": session.pk},
        "programme:check-in": {"code": session.check_in_code},
        "programme:sheet": {"pk": session.pk},
        "programme:certificate": {"person_pk": everybody["elsewhere"].pk},
        "programme:merge": {"kept_pk": other.pk, "double_pk": third.pk},
        "programme:tell-apart": {"one_pk": other.pk, "other_pk": third.pk},
        "programme:merge-undo": {"pk": Merge.objects.get().pk},
        "programme:ranking": {"pk": ranking.pk},
        "programme:our-group": {"pk": group.pk},
        **_setting_up(team, everybody["far_expert"]),
        "programme:insight": {"municipality_pk": site.municipality_id},
        "programme:insight-take-back": {"pk": everybody["director"].pk},
        "reports:integration-revoke": {"pk": Integration.objects.get().pk},
        "reports:programme": {"pk": team.programme_id},
        "reports:report": {"pk": team.programme_id},
        "reports:target-new": {"pk": team.programme_id},
        "reports:period-new": {"pk": team.programme_id},
        "reports:target-remove": {"pk": target.pk},
        "reports:period": {"pk": period.pk},
    }


def _setting_up(team: ExpertTeam, somebody: Person) -> dict[str, dict[str, str]]:
    return {
        "programme:setup-programme": {"pk": team.programme_id},
        "programme:setup-team-new": {"pk": team.programme_id},
        "programme:setup-team": {"pk": team.pk},
        "programme:setup-person": {"pk": somebody.pk},
        "programme:setup-topic": {"pk": Topic.objects.first().pk},
    }


def _colleague(name: str, site: object) -> Person:
    person = Person.objects.create_person(name, "Hoxha", profession="teacher")
    person.workplaces.add(site)
    return person


@pytest.fixture
def by_link(site, group, meeting, contact, member, now) -> dict[str, dict[str, str]]:
    """Where an address itself is the key."""
    today = timezone.localdate(now)
    past = Meeting.objects.create(
        group=group, starts_at=now - 30 * DAY, template="regular", code="PAST23", phase=Meeting.Phase.CLOSED
    )
    Minutes.objects.create(meeting=past, written_at=now)
    Attendance.objects.create(meeting=past, membership=member, joined_at=now - 30 * DAY)
    action = Action.objects.create(id=uuid4(), meeting=past, what="Ask", made_at=past.starts_at)
    charter.write_charter(group, "We listen.", seen=0, now=now)
    item = AgendaItem.objects.create(meeting=past, position=1, kind="next_date", minutes=5)
    agreement = Agreement.objects.create(item=item, meeting=meeting, agreed_at=now)
    orphan = founding.found_group(
        site, name="Fillim", meaning="", rhythm="monthly", usual_time=dt.time(14), today=today
    )
    card = make_card(_colleague("Elira", site), by=contact.person, now=now)
    planned = planning.plan_meeting(group, "first", starts_at=now + 60 * DAY, by=contact, now=now, rng=Random(1))
    school_break = SchoolBreak.objects.create(name="B", calendar="kosovo", starts_on=today, ends_on=today)
    return {
        "groups:invitation": {"token": last_word(inviting.invite(group, by=contact.person, now=now))},
        "groups:revoke": {"invitation_pk": group.invitations.latest("pk").pk},
        "groups:founded": {"pk": orphan.pk},
        "people:card": {"name": last_word(card.address)},
        "places:remove-school-break": {"pk": school_break.pk},
        "meetings:join-link": {"token": personal_links.token(meeting, member)},
        "meetings:feed-person": {"token": last_word(calendar_files.address_of_person(member.person))},
        "meetings:feed-group": {"token": last_word(calendar_files.address_of_group(group))},
        "meetings:roles": {"pk": planned.pk},
        "meetings:when": {"pk": planned.pk},
        "meetings:cancel": {"pk": planned.pk},
        "last_time:say": {"action": action.pk},
        "meetings:register": {"pk": past.pk},
        "next_date:answer": {"pk": past.pk},
        "next_date:answer-link": {"pk": past.pk, "token": last_word(next_date.answer_link(agreement, member))},
    }


def last_word(address: str) -> str:
    return urlsplit(address).path.rstrip("/").rsplit("/", 1)[1].removesuffix(".ics")


@pytest.fixture
def behind(of_programme, by_link) -> Callable[[str], dict[str, str]]:
    """What stands in the address of a door, as far as it is not the group, its meeting or one of its needs."""
    longest_last = sorted((of_programme | by_link).items(), key=lambda each: len(each[0]))

    def behind(door: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, numbers in longest_last:
            if door == name or door.startswith(f"{name}-"):
                found |= {key: str(value) for key, value in numbers.items()}
        return found

    return behind
