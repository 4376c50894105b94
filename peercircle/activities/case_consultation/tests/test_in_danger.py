"""At every step of every way of consulting, each phone leads in one tap to what to do when a child may be in danger."""

import re

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED
from peercircle.meetings import pointer
from peercircle.meetings.actions import leading
from peercircle.places.models import Municipality, Site
from peercircle.safeguarding.access import card_of


def leading_to(card, page):
    return re.findall(f'<[^>]*href="{card}[^>]*>', page)


@pytest.mark.parametrize("protocol", SHIPPED, ids=lambda protocol: protocol.key)
@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_card_is_a_tap_away(protocol, is_chosen, meeting, put_on_agenda, leader, present_member, guest, visit, now):
    item = put_on_agenda("case_consultation", minutes=60)
    card = reverse("safeguarding:card", args=["XK-18"])  # of the municipality of the group
    giver = present_member.membership if is_chosen else None
    Consultation.objects.filter(item=item).update(protocol=protocol.key, case_giver=giver)
    leading.jump(leader, item, seen=meeting.move_count, now=now)
    for _step in pointer.stages(Consultation.objects.get(item=item).item):
        for who in (leader, present_member, guest):
            page = visit(who, reverse("meetings:live", args=[meeting.pk])).content.decode()
            assert page.count(f'<a class="plain" href="{card}" rel="noreferrer"') == 1, (who, meeting.stage)
            assert [tag for tag in leading_to(card, page) if "noreferrer" not in tag.replace("-", "")] == []
        meeting.refresh_from_db()
        if pointer.following(pointer.here(meeting)):
            leading.go_next(leader, seen=meeting.move_count, now=now)


def test_a_group_of_several_municipalities_reads_the_card_of_all_kosovo(group, site):
    assert card_of(group.pk) == reverse("safeguarding:card", args=["XK-18"])
    near = Site.objects.create(name_sq="B", name_sr="Б", municipality=site.municipality)
    group.sites.add(near)
    assert card_of(group.pk) == reverse("safeguarding:card", args=["XK-18"])
    group.sites.add(Site.objects.create(name_sq="C", name_sr="Ц", municipality=Municipality.objects.get(code="XK-19")))
    assert card_of(group.pk) == reverse("safeguarding:card")
    group.sites.clear()
    assert card_of(group.pk) == reverse("safeguarding:card")


@pytest.mark.parametrize(("codes", "leads_to"), [(["XK-18"], ["XK-18"]), (["XK-18", "XK-19"], []), ([], [])])
def test_so_does_a_phone_in_the_meeting(group, put_on_agenda, present_member, visit, meeting, codes, leads_to):
    put_on_agenda("case_consultation", minutes=60)
    group.sites.clear()
    for name in ("B", "C"):
        for there in Municipality.objects.filter(code__in=codes):
            group.sites.add(Site.objects.create(name_sq=name, name_sr=name, municipality=there))

    page = visit(present_member, reverse("meetings:live", args=[meeting.pk])).content.decode()

    assert f'<a class="plain" href="{reverse("safeguarding:card", args=leads_to)}"' in page


def test_no_way_to_the_card_tells_from_which_case_somebody_came(group, put_on_agenda, member, leader, visit, meeting):
    """A web server's log would hold the address of the page as the one from which somebody came."""
    put_on_agenda("case_consultation", minutes=60)
    card = reverse("safeguarding:card", args=["XK-18"])
    own = visit(member, reverse("case_consultation-plan:case", args=[group.pk])).content.decode()
    live = visit(leader, reverse("meetings:live", args=[meeting.pk])).content.decode()

    for page in (own, live):
        tags = leading_to(card, page)
        assert len(tags) >= 6  # four situations, the entry itself, and what the phone fetches ahead
        assert [tag for tag in tags if "noreferrer" not in tag.replace("-", "")] == []
