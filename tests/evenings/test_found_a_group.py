"""From coaching to a group: an expert sees who came, notes what they said, and founds the group with nine of them; one
comes in with her phone, signs nothing up, and finds the first date."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group, Invitation, Membership
from peercircle.people.models import Person
from peercircle.programme.models import Candidate, ExpertTeam, Phase, Programme, Session, SessionAttendance
from tests.evenings.conftest import NAMES

WALL = {"viewport": {"width": 1280, "height": 800}}
OTHERS = [("Maximiliane", "Đorđević-Stanojković-Karađorđević"), ("Luan", "Rama"), ("Drita", "Balaj")]
FIRST_DAY = dt.date(2027, 2, 3)


@pytest.fixture
def expert(server, site):
    expert = Person.objects.create_person("Vesna", "Marković", language="en", programme_role="expert")
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2036, 1, 1)}
    programme = Programme.objects.create(name="Support", funder="F", implementer="I", **days)
    team = ExpertTeam.objects.create(programme=programme, name="North")
    team.municipalities.add(site.municipality)
    team.members.add(expert)
    return expert


@pytest.fixture
def coaching(expert, site):
    """Three sessions at the school. The nine came to all, three others to the last one only."""
    team = ExpertTeam.objects.get()
    phase = Phase.objects.create(
        programme=team.programme, kind="field-1", starts_on=team.programme.starts_on, ends_on=team.programme.ends_on
    )
    nine, others = [_people(names, site) for names in (NAMES, OTHERS)]
    for weeks in (3, 2, 1):
        session = Session.objects.create(
            phase=phase,
            team=team,
            kind=Session.Kind.COACHING,
            state=Session.State.HELD,
            held_on=timezone.localdate() - dt.timedelta(weeks=weeks),
            municipality=site.municipality,
            site=site,
        )
        for person in [*nine, *others] if weeks == 1 else nine:
            SessionAttendance.objects.create(
                session=session, person=person, method="register", recorded_at=timezone.now()
            )
    return session


def _people(names, site):
    people = [Person.objects.create_person(*name, profession="teacher") for name in names]
    site.people.add(*people)
    return people


def test_found_a_group(coaching, expert, phone_of, album, server, settings):
    settings.ORIGIN = server
    screen = phone_of(expert, "Vesna", **WALL)
    _who_came(screen, album, coaching)
    _what_they_said(screen, album)
    addresses = _the_group(screen, album)
    _besnik_comes_in(phone_of(None, "Besnik"), album, addresses["Besnik Gashi"])
    _teuta_is_the_contact(phone_of(None, "Teuta", color_scheme="dark"), album, addresses["Teuta Berisha"])

    screen.page.goto(reverse("programme:invited", args=[Group.objects.get().pk]))
    assert screen.find(".badge.good").count() == 2
    album.take(screen.page, "who-has-come")
    assert album.faults == []


def _who_came(screen, album, coaching) -> None:
    screen.page.goto(reverse("programme:session", args=[coaching.pk]))
    album.take(screen.page, "session")
    screen.tap("Found a group with them")
    screen.sees("teacher, came 3 times")
    screen.sees("teacher, came once")
    rows = screen.find(".rows > li")
    assert rows.count() == 12
    album.take(screen.page, "who-came")


def _what_they_said(screen, album) -> None:
    for name, ratings in (("Arta Krasniqi", "543"), ("Besnik Gashi", "455")):
        row = screen.find("li.row").filter(has_text=name)
        row.locator("summary").click()
        for label, value in zip(("Need", "Motivation", "Interest"), ratings, strict=True):
            row.get_by_label(label, exact=True).select_option(value)
        heights = row.locator("fieldset label").evaluate_all("(labels) => labels.map((label) => label.offsetHeight)")
        assert len(set(heights)) == 1  # no word is broken
    album.take(screen.page, "what-they-said")
    screen.tap("Keep the notes, found later")
    screen.sees("It is noted. Nobody but your team sees it.")
    assert sorted(Candidate.objects.values_list("need", "motivation", "interest")) == [(4, 5, 5), (5, 4, 3)]


def _the_group(screen, album) -> dict[str, str]:
    for given, family in NAMES:
        screen.find("li.row").filter(has_text=f"{given} {family}").get_by_role("checkbox").check()
    screen.write("Name of the group", "Jam këtu")
    screen.write("What the name says", "Open to the pupil in need")
    screen.write("Day of the first meeting", FIRST_DAY.isoformat())
    screen.write("Begins at", "13:30")
    screen.write("Place", "Biblioteka")
    screen.page.get_by_label("Who becomes the contact?").select_option("Teuta Berisha")
    screen.find("summary").filter(has_text="The charter to begin with").click()
    screen.write("What we promise each other", "What is said here stays here.\n\nEverybody may pass.")
    album.take(screen.page, "the-group")
    screen.tap("Found the group and invite the shortlist")
    screen.sees("Wednesday 3 February 2027, 13:30, Biblioteka")
    screen.find("summary").first.click()
    album.take(screen.page, "codes")
    links = screen.find("input[readonly]")
    addresses = [links.nth(number).input_value() for number in range(links.count())]
    names = [each.person.name for each in Invitation.objects.order_by("person__given_name", "person__family_name")]
    assert (len(addresses), Candidate.objects.count()) == (9, 0)
    return dict(zip(names, addresses, strict=True))


def _besnik_comes_in(phone, album, address) -> None:
    phone.page.goto(address)
    phone.sees("Vesna Marković invites you")
    album.take(phone.page, "invitation")
    phone.tap("Take the seat as Besnik")
    phone.sees("Wednesday 3 February 2027, 13:30")
    album.take(phone.page, "his-group")
    phone.tap("Read and accept")
    phone.sees("Everybody may pass.")
    phone.tap("I accept the charter")
    phone.sees("Thank you. The charter holds for you from now on.")
    besnik = Membership.objects.get()
    assert (besnik.person.name, besnik.person.session_attendances.count()) == ("Besnik Gashi", 3)


def _teuta_is_the_contact(phone, album, address) -> None:
    phone.page.goto(address)
    phone.tap("Take the seat as Teuta")
    phone.tap("Members")
    phone.sees("Milica Petrović")
    phone.sees("Open invitations")
    album.take(phone.page, "the-contact-sees-who-is-missing")
