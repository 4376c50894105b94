"""Presence is attendance: by link, by code, as a guest, or ticked."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.groups.actions.members import end_membership
from peercircle.kit.refusals import Refused
from peercircle.meetings import personal_links
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Attendance
from peercircle.stream.models import ShownOut, Topic
from tests.cast import live


def test_joining_twice_is_the_same_as_once(meeting, leader, member, now):
    first = joining.join(meeting, member, now=now)
    again = joining.join(meeting, member, now=now)

    assert first == again
    assert meeting.attendances.count() == 2


def test_a_ticked_member_who_takes_out_a_phone_stays_one_person(meeting, leader, member, now):
    joining.tick_present(meeting, member, now=now)
    attendance = joining.join(meeting, member, now=now)

    assert attendance.has_phone
    assert meeting.attendances.filter(membership=member).count() == 1


def test_a_wrong_tick_is_taken_back(meeting, leader, member, now):
    joining.tick_present(meeting, member, now=now)
    joining.untick(meeting.attendances.get(membership=member))

    assert not meeting.attendances.filter(membership=member).exists()


def test_a_phone_cannot_be_unticked(present_member):
    with pytest.raises(Refused, match="Mark that they left"):
        joining.untick(present_member)


def test_leaving_early_and_coming_back(meeting, present_member, now):
    joining.leave(present_member, now=now)
    assert list(meeting.attendances.here()) != [present_member]
    joining.come_back(present_member)

    assert present_member in meeting.attendances.here()


def test_nobody_joins_days_before(meeting, member, now):
    with pytest.raises(Refused, match="early"):
        joining.join(meeting, member, now=meeting.starts_at - dt.timedelta(days=2))


def test_nobody_joins_what_is_over(meeting, leader, member, now):
    leading.close_meeting(leader, now=now)

    with pytest.raises(Refused, match="over"):
        joining.join(meeting, member, now=now)


def test_a_lost_phone_is_noticed_once_and_forgotten_when_it_returns(leader, now):
    joining.notice_phone(leader.pk, is_connected=False, now=now)
    joining.notice_phone(leader.pk, is_connected=False, now=now + dt.timedelta(minutes=1))
    leader.refresh_from_db()
    assert leader.away_since == now

    joining.notice_phone(leader.pk, is_connected=True, now=now)
    leader.refresh_from_db()
    assert leader.away_since is None


def test_the_mark_ready_is_gone_when_the_group_moves(meeting, leader, present_member, now):
    joining.mark_ready(present_member, is_ready=True)
    assert present_member.ready_at_move == meeting.move_count

    leading.go_next(leader, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()
    assert present_member.ready_at_move != meeting.move_count


def test_a_guest_comes_in_with_code_and_first_name(meeting, leader, visit):
    answer = visit(None, reverse("meetings:join", args=["ABC234"]), post={"first_name": "Luan 🌻 <b>"})

    assert answer.status_code == 302
    assert meeting.attendances.get(membership=None).guest_name == "Luan 🌻 <b>"


@pytest.mark.parametrize("typed", ["abc234", "ABC 234", "abc-234"])
def test_a_code_is_understood_as_it_was_meant(leader, visit, typed):
    answer = visit(None, reverse("meetings:enter-code") + f"?code={typed}")

    assert answer.headers["Location"] == reverse("meetings:join", args=["ABC234"])


def test_a_wrong_code_says_where_the_right_one_stands(db, visit):
    answer = visit(None, reverse("meetings:join", args=["ZZZ999"]))

    assert answer.status_code == 409
    assert "Look at the room screen" in answer.content.decode()


def test_a_guest_without_a_name_is_asked_again(leader, visit):
    answer = visit(None, reverse("meetings:join", args=["ABC234"]), post={"first_name": " "})

    assert answer.status_code == 422


def test_a_member_joins_by_code_with_one_tap(meeting, leader, member, visit):
    visit(member, reverse("meetings:join", args=["ABC234"]), post={})

    assert meeting.attendances.filter(membership=member).exists()


def test_a_colleague_from_elsewhere_is_a_guest(meeting, leader, stranger, visit):
    visit(stranger, reverse("meetings:join", args=["ABC234"]), post={"first_name": "Drita"})

    assert meeting.attendances.get(guest_name="Drita").membership is None


def test_the_personal_link_lets_in_only_when_it_is_tapped(meeting, leader, member, visit):
    link = reverse("meetings:join-link", args=[personal_links.token(meeting, member)])
    visit(None, link)
    assert not meeting.attendances.filter(membership=member).exists()

    visit(None, link, post={})
    assert meeting.attendances.filter(membership=member).exists()


def test_the_link_of_a_former_member_is_void(meeting, leader, member, visit, now):
    token = personal_links.token(meeting, member)
    member.ended_on = now.date()
    member.save(update_fields=["ended_on"])

    assert visit(None, reverse("meetings:join-link", args=[token]), post={}).status_code == 409


def test_a_forged_link_is_void(leader, visit):
    assert visit(None, reverse("meetings:join-link", args=["WzEsMl0:forged"])).status_code == 409


DOORS = [
    ("get", "meetings:live", ()),
    ("get", "meetings:step", ()),
    ("get", "meetings:lead", ()),
    ("get", "meetings:ticket", ()),
    ("post", "meetings:ready", ()),
    ("post", "meetings:leave", ()),
    ("post", "meetings:come-back", ()),
    ("post", "meetings:take", ()),
]
LEADERS_DOORS = [
    ("post", "meetings:move", ("next",)),
    ("post", "meetings:time", ("1",)),
    ("post", "meetings:close", ()),
    ("get", "meetings:people", ()),
    ("get", "meetings:seats", ()),
]


def _status(visit, who, method, name, meeting, args):
    url = reverse(name, args=[meeting.pk, *args])
    return visit(who, url, post={} if method == "post" else None).status_code


@pytest.mark.parametrize(("method", "name", "args"), DOORS + LEADERS_DOORS)
def test_a_stranger_learns_nothing(visit, meeting, leader, stranger, method, name, args):
    assert _status(visit, stranger, method, name, meeting, args) == 404


@pytest.mark.parametrize(("method", "name", "args"), DOORS + LEADERS_DOORS)
def test_without_a_place_one_is_asked_to_sign_in(visit, meeting, leader, method, name, args):
    assert _status(visit, None, method, name, meeting, args) == 302


@pytest.mark.parametrize(("method", "name", "args"), LEADERS_DOORS)
def test_a_member_does_not_lead(visit, meeting, present_member, method, name, args):
    assert _status(visit, present_member, method, name, meeting, args) == 403


@pytest.mark.parametrize(("method", "name", "args"), DOORS)
@pytest.mark.parametrize("who", ["leader", "present_member", "guest"])
def test_those_who_are_there_come_in(request, visit, meeting, who, method, name, args):
    person = request.getfixturevalue(who)
    expected = {200, 302} if name != "meetings:take" else {200, 302, 409}

    assert _status(visit, person, method, name, meeting, args) in expected


def test_a_guest_of_one_meeting_is_a_stranger_in_another(visit, guest, meeting, group, now):
    other = meeting.__class__.objects.create(group=group, starts_at=now, template="regular", code="XYZ789")

    assert visit(guest, reverse("meetings:live", args=[other.pk])).status_code == 404


def test_the_screen_shows_nothing_personal(visit, meeting, leader, present_member, guest):
    page = visit(None, reverse("meetings:screen", args=["ABC234"])).content.decode()

    assert "Welcome" in page
    for name in ("Arben", "Krasniqi", "Milica", "Luan"):
        assert name not in page
    assert Attendance.objects.count() == 3


def test_who_left_the_group_meanwhile_takes_part_no_more(visit, meeting, present_member, member, guest, now):
    end_membership(member, today=now.date())

    for door in ("live", "step", "ticket"):
        assert visit(present_member, live(f"meetings:{door}", meeting)).status_code == 404
        assert visit(guest, live(f"meetings:{door}", meeting)).status_code == 200
    assert list(ShownOut.objects.values_list("who", flat=True)) == [present_member.who]


@pytest.mark.parametrize("mine", [0, 7])
def test_the_wall_knows_the_changes_of_its_own_meeting(visit, meeting, mine):
    """Ahead of the stream it would load itself anew for ever. Another meeting's topic lies in the way of it."""
    Topic.objects.all().delete()
    Topic.objects.create(pk=meeting.pk + 1, name=f"meeting:{meeting.pk + 1}", tick=25)
    if mine:
        Topic.objects.create(pk=meeting.pk + 2, name=meeting.topic, tick=mine)

    page = visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()

    assert f'data-after="{mine}"' in page
