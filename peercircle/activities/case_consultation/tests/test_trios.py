"""Trios in a meeting: who sits where, what each phone says, the wall, and what the one who leads may change."""

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.actions import trios
from peercircle.activities.case_consultation.activity import KIND
from peercircle.activities.case_consultation.models import Consultation, TrioSeat
from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.people.models import Person
from tests.cast import client_of


@pytest.fixture
def people(leader, meeting, now):
    """Nine with the facilitator; the last one has no phone of their own."""

    def people(count):
        for number in range(count - 1):
            joining.join_as_guest(meeting, f"Guest {number}", now=now)
        return list(meeting.attendances.here())

    return people


@pytest.fixture
def item(meeting):
    item = AgendaItem.objects.create(meeting=meeting, position=3, kind="case_consultation", minutes=30)
    KIND.prepare(item)
    Consultation.objects.filter(item=item).update(protocol="troika")
    return item


@pytest.fixture
def begin(item, meeting, leader, now):
    def begin():
        meeting.refresh_from_db()
        leading.jump(leader, AgendaItem.objects.get(pk=item.pk), seen=meeting.move_count, now=now)

    return begin


@pytest.fixture
def nine(people, begin):
    people(9)
    begin()


@pytest.fixture
def phone(visit, meeting):
    return lambda who: visit(who, reverse("meetings:step", args=[meeting.pk])).content.decode()


@pytest.fixture
def page(meeting, item):
    return reverse("case_consultation:trios", args=[meeting.pk, item.pk])


def seats():
    return {seat.attendance_id: (seat.trio, seat.position) for seat in TrioSeat.objects.all()}


def at(trio, position):
    return Attendance.objects.get(pk=TrioSeat.objects.get(trio=trio, position=position).attendance_id)


def stage(meeting):
    return pointer.here(Meeting.objects.select_related("item").get(pk=meeting.pk)).stage


def test_nine_people_are_three_trios_at_once(nine, meeting):
    assert sorted(seats().values()) == [(trio, turn) for trio in (1, 2, 3) for turn in (1, 2, 3)]
    assert (stage(meeting).key, str(stage(meeting).name)) == ("turn-1-think", "Turn 1: Each alone")


def test_half_an_hour_with_a_turn_for_each(nine, item):
    found = pointer.stages(AgendaItem.objects.get(pk=item.pk))

    assert len(found) == 15
    assert sum(stage.seconds for stage in found) == 30 * 60


@pytest.mark.parametrize(("count", "turns"), [(3, 3), (4, 4), (5, 5), (6, 3), (7, 4), (8, 4)])
def test_a_larger_circle_has_a_turn_more(people, begin, item, count, turns):
    people(count)
    begin()

    assert len(pointer.stages(AgendaItem.objects.get(pk=item.pk))) == 5 * turns


def test_before_the_meeting_a_plan_shows_three_turns(item, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(phase="planned")

    assert len(pointer.stages(AgendaItem.objects.get(pk=item.pk))) == 15


def test_one_without_a_phone_sits_in_a_trio_too(people, begin, meeting, contact, now):
    people(8)
    joining.tick_present(meeting, contact, now=now)
    begin()

    assert Attendance.objects.get(membership=contact).pk in seats()


@pytest.mark.parametrize(
    ("steps", "teller", "other"),
    [
        (0, "You tell in a moment.", "tells in a moment."),
        (1, "You tell", "You listen"),
        (2, "You answer", "You ask"),
        (3, "Turn your chair round and listen", "You two think aloud with each other"),
        (4, "Turn back and say what was of value to you.", "says what was of value."),
    ],
)
def test_each_phone_says_what_its_owner_does(nine, go, phone, steps, teller, other):
    go(times=steps)

    assert teller in phone(at(2, 1))
    assert other in phone(at(2, 2))
    assert "In the next turn you tell." in phone(at(2, 2))
    assert f"In the next turn {at(2, 2).first_name} tells." in phone(at(2, 3))


def test_a_phone_says_who_sits_with_me(nine, phone):
    me, one, other = at(3, 1), at(3, 2), at(3, 3)

    page = phone(me)

    assert "You are in trio 3" in page
    assert f"{one.first_name}, {other.first_name}" in page
    assert "Turn 1 of 3" in page


def test_three_think_aloud_in_a_four(people, begin, go, phone):
    people(7)
    begin()
    go(times=3)

    assert "You three think aloud with each other" in phone(at(1, 2))
    assert "You two think aloud with each other" in phone(at(2, 2))


def test_while_the_fours_have_their_last_turn_the_trios_talk_on(people, begin, go, phone):
    people(7)
    begin()
    go(times=16)

    assert "Talk on" in phone(at(2, 1))
    assert "You tell" in phone(at(1, 4))


def test_the_wall_shows_all_trios(nine, visit, meeting):
    wall = visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()

    for trio in (1, 2, 3):
        assert f"Trio {trio}" in wall
        assert f"<strong>{at(trio, 1).first_name}</strong>" in wall


# --- People come and go ---------------------------------------------------------------------------
def test_a_latecomer_joins_the_smallest_trio_and_tells_last(people, begin, go, meeting, phone, now):
    people(7)
    begin()
    before = seats()
    late = joining.join_as_guest(meeting, "Vjosa", now=now)

    assert seats() == {**before, late.pk: (2, 4)}
    assert "You are in trio 2" in phone(late)


def test_two_who_stay_behind_join_others(nine, go, phone, now):
    go(times=6)
    told, telling, coming = at(3, 1), at(3, 2), at(3, 3)
    joining.leave(coming, now=now)

    assert seats()[told.pk] == (1, None)
    assert seats()[telling.pk] == (2, 4)
    assert coming.pk not in seats()
    assert at(1, 2).first_name in phone(told)


def test_back_and_undo_seat_nobody_anew(nine, go):
    before = seats()
    go(times=7)
    go(leading.go_back, times=4)
    go(leading.undo, times=2)

    assert seats() == before


def test_who_has_told_and_left_changes_nothing_when_the_group_goes_back(people, begin, go, now):
    people(7)
    begin()
    go(times=5)
    joining.leave(at(1, 1), now=now)
    before = seats()
    go(leading.go_back, times=5)

    assert seats() == before
    assert len(before) == 7


def test_two_people_cannot_be_a_trio(present_member, leader, begin, phone, go):
    begin()

    assert seats() == {}
    assert "Trios need three of you" in phone(present_member)
    assert "Choose another way of consulting" in phone(leader)
    go(times=4)
    assert "Trios need three of you" in phone(present_member)


def test_as_soon_as_the_third_comes_they_begin(present_member, leader, begin, phone, meeting, now):
    begin()
    joining.join_as_guest(meeting, "Vjosa", now=now)

    assert "You are in trio 1" in phone(present_member)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (5, "You are five: one circle in which all five tell. It takes 20 min more than a trio."),
        (4, "Fours have a fourth turn: it takes 10 min more than a trio."),
        (7, "1 trio has four people and a fourth turn: 10 min more."),
        (11, "2 trios have four people and a fourth turn: 10 min more."),
    ],
)
def test_who_leads_reads_what_the_number_means(people, begin, phone, leader, count, sentence):
    people(count)
    begin()

    assert sentence in phone(leader)


# --- The next time --------------------------------------------------------------------------------
def test_next_time_other_people_sit_together(group, facilitator, nine_members, meeting, now, hold):
    first = hold(meeting)
    second = hold(Meeting.objects.create(group=group, starts_at=now, template="regular", code="NEXT23"))

    assert not first & second


def test_only_the_last_seats_are_kept(group, facilitator, nine_members, meeting, now, hold):
    hold(meeting)
    assert TrioSeat.objects.count() == 9
    later = Meeting.objects.create(group=group, starts_at=now, template="regular", code="NEXT23")
    hold(later)

    assert set(TrioSeat.objects.values_list("consultation__item__meeting", flat=True)) == {later.pk}


@pytest.fixture
def nine_members(group, facilitator, member, contact, site):
    others = []
    for number in range(6):
        person = Person.objects.create_person("Name", str(number), email=f"{number}@school.example")
        others.append(Membership.objects.create(group=group, person=person, joined_on=group.founded_on))
    return [facilitator, member, contact, *others]


@pytest.fixture
def hold(nine_members, facilitator, now):
    """A meeting in trios from its opening to its close; the pairs who sat together."""

    def hold(meeting):
        AgendaItem.objects.create(meeting=meeting, position=4, kind="removed", title="Welcome", minutes=5)
        item = AgendaItem.objects.create(meeting=meeting, position=5, kind="case_consultation", minutes=30)
        KIND.prepare(item)
        Consultation.objects.filter(item=item).update(protocol="troika")
        leader = leading.open_meeting(meeting, by=facilitator, now=now)
        for each in nine_members:
            joining.join(meeting, each, now=now)
        meeting.refresh_from_db()
        leading.jump(leader, AgendaItem.objects.get(pk=item.pk), seen=meeting.move_count, now=now)
        seats = TrioSeat.objects.filter(consultation__item=item).values_list("trio", "attendance__membership")
        together = {frozenset((a, b)) for trio, a in seats for other, b in seats if trio == other and a != b}
        leading.close_meeting(leader, now=now)
        return together

    return hold


# --- The one who leads ----------------------------------------------------------------------------
def test_who_leads_sees_all_trios_and_lets_two_change_places(nine, visit, leader, page):
    one, other = at(1, 2), at(3, 1)

    assert "Tap a person who should sit elsewhere." in visit(leader, page).content.decode()
    asked = visit(leader, f"{page}?who={one.pk}").content.decode()
    assert f"With whom does {one.first_name} change places?" in asked
    for _tap in range(2):
        answer = visit(leader, page, post={"one": one.pk, "other": other.pk, "seen": 1})
        assert answer.status_code == 302

    assert (seats()[one.pk], seats()[other.pk]) == ((3, 1), (1, 2))


def test_one_of_a_four_sits_with_three_others(people, begin, visit, leader, page):
    people(7)
    begin()
    one = at(1, 1)
    for _tap in range(2):
        assert visit(leader, page, post={"one": one.pk, "to": 2}).status_code == 302

    assert seats()[one.pk] == (2, 4)
    assert sorted(trio for trio, _turn in seats().values()) == [1, 1, 1, 2, 2, 2, 2]


def test_nobody_has_to_stay_behind_with_one_other(nine, visit, leader, page):
    before = seats()

    assert visit(leader, page, post={"one": at(1, 1).pk, "to": 2}).status_code == 409
    assert seats() == before


def test_from_the_first_telling_on_everybody_stays(nine, go, visit, leader, page, item):
    go()
    before = seats()

    assert "Tap a person" not in visit(leader, page).content.decode()
    with pytest.raises(Refused, match="tells already"):
        trios.change_places(leader, item, at(1, 1).pk, at(2, 1).pk, seen=1)
    assert seats() == before


def test_elsewhere_nobody_is_in_trios(nine, go, leader, meeting, item):
    go(leading.go_back)

    with pytest.raises(Refused, match="not in trios just now"):
        trios.change_places(leader, item, at(1, 1).pk, at(2, 1).pk, seen=1)


@pytest.mark.parametrize("data", [{}, {"one": "x"}, {"one": 1}, {"one": "9" * 30, "other": "-1", "seen": 1}])
def test_what_is_no_choice_is_refused(nine, visit, leader, page, data):
    assert visit(leader, page, post=data).status_code == 409


@pytest.mark.parametrize("who", ["", "x", "-1", "9" * 5000])
def test_who_is_not_here_is_not_asked_about(nine, visit, leader, page, who):
    assert "Tap a person" in visit(leader, f"{page}?who={who}").content.decode()


def test_where_the_group_is_in_no_trios_nobody_sits_in_one(people, begin, item, visit, leader, page):
    Consultation.objects.filter(item=item).update(protocol="tietze")
    people(3)
    begin()

    assert "Nobody sits in a trio yet." in visit(leader, page).content.decode()
    assert visit(leader, page, post={"one": leader.pk, "to": 1}).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("present_member", 403), ("guest", 403), ("stranger", 404)])
def test_others_cannot_seat_people(nine, request, visit, page, who, status):
    before = seats()
    person = request.getfixturevalue(who)
    kept = {key: place for key, place in seats().items() if key in before}

    assert visit(person, page).status_code == status
    assert visit(person, page, post={"one": at(1, 1).pk, "other": at(2, 1).pk, "seen": 1}).status_code == status
    assert {key: place for key, place in seats().items() if key in before} == kept


@pytest.mark.parametrize("count", [9, 27])
def test_a_phone_costs_the_same_for_three_and_nine_trios(
    people, begin, leader, meeting, count, django_assert_num_queries
):
    people(count)
    begin()
    client = client_of(leader)
    client.get(reverse("meetings:step", args=[meeting.pk]))

    with django_assert_num_queries(5):
        client.get(reverse("meetings:step", args=[meeting.pk]))
    with django_assert_num_queries(7):
        client.get(reverse("meetings:live", args=[meeting.pk]))
