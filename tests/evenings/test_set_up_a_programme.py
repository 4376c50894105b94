"""An empty house: the operator appoints the manager, who sets up the programme; then an expert can plan a session."""

from __future__ import annotations

import datetime as dt
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from peercircle.people.models import Person
from peercircle.programme.models import ExpertTeam, Programme, Session, Topic


def test_set_up_a_programme(server, site, phone_of, album):
    call_command("appoint_manager", "katharina@programme.example", "Katharina", "Vogel", stdout=StringIO())
    phone = phone_of(Person.objects.get(), "Katharina")
    phone.page.goto("/")
    phone.tap("How the programme is set up")
    phone.sees("Begin with the programme and its phases.")
    album.take(phone.page, "nothing-yet")

    _the_programme(phone, album)
    _an_expert(phone)
    _the_team(phone, album)
    _a_topic(phone)
    album.take(phone.page, "set-up")

    expert = phone_of(Person.objects.get(given_name="Vesna"), "Vesna", color_scheme="dark")
    expert.page.goto("/")
    expert.tap("Sessions")
    expert.tap("Plan a session", within=".heading")
    expert.write("Find a school or Learning Centre", "xheladin")
    expert.tap("Search")
    expert.page.get_by_role("link", name="Xheladin Rekaliu").click()
    expert.write("Day", timezone.localdate().isoformat())
    expert.page.get_by_label("Volunteers in schools").check()
    expert.tap("Plan the session")
    expert.sees("The session has been planned.")

    session = Session.objects.get()
    assert (session.phase.kind, session.team.name) == ("field-1", "North")
    assert [topic.name_sq for topic in session.topics.all()] == ["Vullnetarët në shkolla"]
    assert album.faults == []


def _the_programme(phone, album) -> None:
    today = timezone.localdate()
    phone.tap("Add a programme")
    phone.write("Name of the programme", "Mbështetje psikosociale")
    phone.write("Who pays for it?", "Ministry of Education")
    phone.write("Who carries it out?", "PeerCircle")
    for label in ("First day", "field phase I: first day"):
        phone.page.get_by_label(label, exact=True).fill((today - dt.timedelta(days=30)).isoformat())
    for label in ("Last day", "field phase I: last day"):
        phone.page.get_by_label(label, exact=True).fill((today + dt.timedelta(days=300)).isoformat())
    album.take(phone.page, "the-programme")
    phone.tap("Save")
    phone.sees("Mbështetje psikosociale")
    assert [phase.kind for phase in Programme.objects.get().phases.all()] == ["field-1"]


def _an_expert(phone) -> None:
    phone.tap("Add somebody")
    phone.write("First name", "Vesna")
    phone.write("Family name", "Marković")
    phone.write("E-mail address", "vesna@programme.example")
    phone.tap("Save")
    phone.sees("Vesna Marković can sign in now, with the address vesna@programme.example.")


def _the_team(phone, album) -> None:
    phone.page.get_by_role("link", name="Add a team").click()
    phone.write("Name of the team", "North")
    phone.page.get_by_label("Vesna Marković").check()
    phone.page.get_by_label("Podujevë/Podujevo").check()
    album.take(phone.page, "the-team")
    phone.tap("Save")
    phone.sees("Saved.")
    assert [person.given_name for person in ExpertTeam.objects.get().members.all()] == ["Vesna"]


def _a_topic(phone) -> None:
    phone.tap("Add a topic")
    names = {"In Albanian": "Vullnetarët në shkolla", "In English": "Volunteers in schools", "In German": "Freiwillige"}
    for label, name in (names | {"In Serbian, in Cyrillic": "Volonteri"}).items():
        phone.write(label, name)
    phone.tap("Save")
    phone.sees("Write it in Cyrillic letters")
    phone.write("In Serbian, in Cyrillic", "Волонтери у школама")
    phone.tap("Save")
    phone.sees("Volunteers in schools")
    assert Topic.objects.get(name_en="Volunteers in schools").name_in("sr-latn") == "Volonteri u školama"
