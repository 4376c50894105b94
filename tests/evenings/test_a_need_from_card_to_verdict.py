"""What became of a card: a table needs a trainer, another group too; the programme answers both, and both say whether
it helped. On phones, and on the expert's screen."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group, Membership
from peercircle.meetings.actions import leading
from peercircle.meetings.models import Attendance
from peercircle.needs.actions import raise_need
from peercircle.needs.models import Need
from peercircle.needs.upkeep import upkeep
from tests.evenings.test_world_cafe import WALL, evening

__all__ = ["evening"]
NEED = "Eine Fortbildung über Mobbing, šđčćž, für Lehrkräfte und Schulpsychologinnen"


@pytest.fixture
def neighbour(site, stranger):
    """A member of another group, which asks for the same between two meetings."""
    group = Group.objects.create(name="Ura", founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14))
    group.sites.add(site)
    membership = Membership.objects.create(group=group, person=stranger, joined_on=group.founded_on)
    raise_need(group, "Trajnim për bullizmin", id=uuid4(), by=stranger, now=timezone.now() - dt.timedelta(16))
    return membership


def test_a_need_from_a_card_to_the_verdict(evening, expert, neighbour, phone_of):
    _a_host_hands_in_a_card_with_a_need(evening)
    screen = phone_of(expert, "expert", **WALL)
    _the_expert_puts_two_together_and_plans(evening, screen)

    member = phone_of(evening.nine[1], "member")
    page = reverse("groups:group", args=[evening.group.pk])
    member.page.goto(page)
    member.sees(NEED)
    member.sees("Planned until Thursday 12 March 2099: A trainer comes to both groups")
    evening.picture("planned", member)

    screen.tap("It is there")
    screen.write("What is there now?", "The training was held")
    screen.tap("Tell the group")
    screen.sees("The group can read it now.")

    night = phone_of(neighbour, "neighbour", color_scheme="dark")
    for phone, address, verdict in [
        (member, page, "It helped"),
        (night, reverse("groups:group", args=[neighbour.group_id]), "It helped partly"),
    ]:
        phone.page.goto(address)
        phone.sees("Did it help?")
        evening.picture("did-it-help", phone)
        phone.tap(verdict)
        phone.sees("Thank you. The programme reads it.")
        phone.sees("1 other group asks for the same.")
        evening.picture("judged", phone)
        phone.page.goto(address)
        phone.does_not_see("Did it help?")

    screen.page.goto(reverse("programme:needs") + "?show=answered")
    screen.sees("Ura: It helped partly; I'm here: It helped")
    evening.picture("verdicts", screen)
    assert evening.album.faults == []


def _a_host_hands_in_a_card_with_a_need(evening) -> None:
    """The facilitator's phone stands at the harvest; then the meeting is over, and the tick sends what it needs."""
    evening.begin(themes=3, guests=0)
    evening.meeting.refresh_from_db()
    while evening.meeting.stage != "harvest":
        lead = Attendance.objects.get(pk=evening.meeting.leader_id)
        leading.go_next(lead, seen=evening.meeting.move_count, now=timezone.now())
        evening.meeting.refresh_from_db()
    table = evening.table("Discipline")
    host = evening.phone(table.host.membership, "host")
    host.page.goto(reverse("world_cafe:card", args=[evening.meeting.pk, table.pk]))
    host.write("What we need from outside", NEED)
    evening.picture("card", host)
    host.tap("Hand in the card")
    host.sees("The card is in. You can still change it until it is read.")
    assert (Need.objects.get(text=NEED).origin, Need.objects.get(text=NEED).state) == ("cafe", "raised")
    leading.close_meeting(Attendance.objects.get(pk=evening.meeting.leader_id), now=timezone.now())
    upkeep(timezone.now())


def _the_expert_puts_two_together_and_plans(evening, screen) -> None:
    screen.page.goto(reverse("programme:home"))
    evening.picture("who-needs-me-next", screen)
    screen.tap("What the groups need")
    screen.sees("1 need has waited for an answer for more than 14 days.")
    evening.picture("board", screen)
    screen.page.get_by_role("link", name="Trajnim për bullizmin").click()
    screen.find("summary").filter(has_text="Another group asks for the same").click()
    screen.tap("Put together")
    screen.sees("I'm here: " + NEED)
    screen.tap("I have read it")
    screen.sees("Read by the programme")
    screen.tap("Plan it")
    screen.write("Who does what?", "A trainer comes to both groups")
    screen.write("Until when?", "2099-03-12")
    evening.picture("plan", screen)
    screen.tap("Tell the group")
    screen.sees("The group can read it now.")
    evening.picture("need", screen)
