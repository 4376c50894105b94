"""The demo shows consultations: what came of them in numbers, one that can still be read, and cases that wait."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.activities.case_consultation import texts
from peercircle.activities.case_consultation.models import Case, Consultation, Opening
from peercircle.kit import sealing
from peercircle.meetings.models import Meeting, RoleTurn
from peercircle.people.models import Person
from peercircle.programme.demo import accounts
from peercircle.reports import helping
from peercircle.reports.counting import Scope
from tests.cast import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
TODAY = dt.date(2026, 11, 23)


def account(which):
    return Person.objects.get(email=which.email)


def told():
    """Those of which there is more than a plan."""
    return Consultation.objects.exclude(case_giver=None).select_related("item__meeting", "case_giver__person")


def test_the_programme_reads_what_came_of_them():
    (found,) = helping.helped(Scope())

    assert found.times == told().count() >= 11
    assert found.verdicts["helped"] >= 5
    assert found.verdicts["partly"] >= 5
    page = client_of(account(accounts.MANAGER)).get(reverse("reports:helped")).content.decode()
    assert "It helped partly" in page


def test_each_stays_in_general_terms_with_its_steps_and_its_minutes():
    for consultation in told():
        meeting = consultation.item.meeting
        assert consultation.first_step
        assert consultation.ideas.count() == 2
        assert consultation.step_times.count() >= 6
        assert meeting.minutes.locked_at > meeting.closed_at
        assert timezone.localdate(meeting.closed_at) < TODAY


def test_one_can_still_be_read_by_those_who_were_there_and_the_group_sees_who_did():
    (kept,) = told().exclude(key="")

    assert kept.case_giver.person == account(accounts.CASE_GIVER)
    assert kept.expires_at > timezone.make_aware(dt.datetime.combine(TODAY, dt.time()))
    assert (kept.verdict, texts.story(kept)[0].text != "") == ("", True)
    assert Opening.objects.filter(consultation=kept).count() == 2
    page = client_of(account(accounts.CASE_GIVER)).get(
        reverse("case_consultation-after:consultation", args=[kept.item_id])
    )
    assert "Blerta Kelmendi" in page.content.decode()


def test_of_the_others_the_key_is_gone():
    keys = set(told().values_list("key", flat=True)) - {""}

    assert len(keys) == 1
    assert keys <= set(sealing.names())
    assert not told().filter(key="", contributions__isnull=False).exists()


def test_two_cases_wait_for_a_meeting_that_the_demos_own_facilitator_leads():
    (meeting,) = Meeting.objects.filter(phase="planned", items__kind="case_consultation")

    waiting = Case.objects.filter(group=meeting.group)
    assert waiting.count() == 2
    assert waiting.filter(owner__person=account(accounts.CASE_GIVER)).exists()
    roles = {turn.role: turn.membership.person for turn in meeting.roles.select_related("membership__person")}
    assert roles[RoleTurn.Role.FACILITATOR] == account(accounts.MODERATOR)
    assert len(set(roles.values())) == len(roles)
