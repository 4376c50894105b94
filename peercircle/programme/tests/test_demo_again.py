"""Loading the demo twice, on the same day, and on other days of the year."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import transaction

from peercircle.groups.models import Membership
from peercircle.meetings.models import Action, AgendaItem, Attendance, Meeting, Publication
from peercircle.needs.models import Entry, Need
from peercircle.people.models import Person
from peercircle.programme.demo.loading import load
from peercircle.programme.models import FieldVisit, GuestTally, Session, SessionAttendance

pytestmark = pytest.mark.django_db


def content():
    """Everything that could differ from one loading to the next."""
    told = {
        Person: ("given_name", "family_name", "email", "profession", "language", "sex", "age_band"),
        Person.workplaces.through: ("person__search_text", "site__name_sq"),
        Membership: ("group__name", "person__search_text", "joined_on", "is_contact"),
        Meeting: ("group__name", "starts_at", "code", "phase", "closed_at"),
        Attendance: ("meeting__code", "membership__person__search_text", "joined_at"),
        AgendaItem: ("meeting__code", "kind", "method", "minutes", "actual_minutes"),
        Action: ("pk", "what", "state", "due_on"),
        Publication: ("minutes__meeting__code", "by__person__search_text", "published_at"),
        Need: ("pk", "text", "state", "state_since", "verdict", "merged_into"),
        Entry: ("need", "kind", "made_at", "said", "due_on"),
        Session: ("kind", "held_on", "start_time", "site__name_sq", "state"),
        SessionAttendance: ("session__held_on", "session__site__name_sq", "person__search_text", "method"),
        FieldVisit: ("pk", "expert__search_text", "visited_on", "position", "group__name", "state", "agreed"),
        GuestTally: ("session__held_on", "session__site__name_sq", "number"),
    }
    return {model: list(model.objects.order_by("pk").values_list(*fields)) for model, fields in told.items()}


def test_loading_again_changes_nothing(capsys):
    call_command("demo", "--today", "2026-11-23")
    before = content()

    call_command("demo", "--today", "2027-03-01")

    assert capsys.readouterr().out == "The demo programme is ready.\nThe demo programme is there already.\n"
    assert content() == before


def test_the_same_day_gives_the_same_programme():
    found = []
    for _time in range(2):
        with transaction.atomic():
            load(dt.date(2026, 11, 23))
            found.append(content())
            transaction.set_rollback(True)

    assert found[0] == found[1]


@pytest.mark.parametrize("today", [dt.date(2027, 1, 4), dt.date(2027, 7, 20)])
def test_in_the_holidays_the_past_is_past_and_the_future_is_ahead(today):
    load(today)

    assert SessionAttendance.objects.values("person").distinct().count() == 888
    assert not Session.objects.filter(state="held", held_on__gte=today).exists()
    assert not Session.objects.filter(state="planned", held_on__lt=today).exists()
    assert not FieldVisit.objects.held().filter(visited_on__gte=today).exists()
    assert not FieldVisit.objects.planned().filter(visited_on__lte=today).exists()
    assert Meeting.objects.filter(phase=Meeting.Phase.PLANNED).count() == 11
    assert not Meeting.objects.filter(phase=Meeting.Phase.CLOSED, closed_at__date__gte=today).exists()
    assert not Meeting.objects.filter(phase=Meeting.Phase.PLANNED, starts_at__date__lte=today).exists()
