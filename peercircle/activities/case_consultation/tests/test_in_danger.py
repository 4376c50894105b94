"""At every step of every way of consulting, each phone leads in one tap to what to do when a child may be in danger."""

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED
from peercircle.meetings import pointer
from peercircle.meetings.actions import leading


@pytest.mark.parametrize("protocol", SHIPPED, ids=lambda protocol: protocol.key)
@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_card_is_a_tap_away(protocol, is_chosen, meeting, put_on_agenda, leader, present_member, guest, visit, now):
    item = put_on_agenda("case_consultation", minutes=60)
    giver = present_member.membership if is_chosen else None
    Consultation.objects.filter(item=item).update(protocol=protocol.key, case_giver=giver)
    leading.jump(leader, item, seen=meeting.move_count, now=now)
    for _step in pointer.stages(Consultation.objects.get(item=item).item):
        for who in (leader, present_member, guest):
            page = visit(who, reverse("meetings:live", args=[meeting.pk])).content.decode()
            assert f'href="{reverse("safeguarding:card")}"' in page, (who, meeting.stage)
        meeting.refresh_from_db()
        if pointer.following(pointer.here(meeting)):
            leading.go_next(leader, seen=meeting.move_count, now=now)
