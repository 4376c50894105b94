"""The forms for small groups, and the questions."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe.actions import notes, planning
from peercircle.activities.world_cafe.activity import KIND, cafe_of
from peercircle.activities.world_cafe.models import Cafe, Seat
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading
from tests.cast import client_of

THEMES = ("Discipline", "Concentration", "Environment", "Motivation", "Bullying")


@pytest.fixture
def cafe_of_size(put_on_agenda, leader, present_member, meeting, now):
    """`cafe_of_size(6)`: six people and five themes, in the form that fits unless told otherwise."""

    def make(people, mode=Cafe.Mode.FITTING):
        for number in range(people - 2):
            joining.join_as_guest(meeting, f"G{number}", now=now)
        cafe = cafe_of(put_on_agenda("world_cafe", minutes=50))
        for theme in THEMES:
            planning.add_theme(cafe, theme)
        planning.choose_mode(cafe, mode)
        cafe.refresh_from_db()
        cafe.item.meeting = meeting
        return cafe

    return make


def keys(cafe):
    return [stage.key for stage in KIND.stages(cafe.item)]


def step(visit, who, meeting):
    return visit(who, reverse("meetings:step", args=[meeting.pk])).content.decode()


def here(meeting):
    return list(meeting.attendances.here())


def test_two_people_ask_each_other_about_one_theme(cafe_of_size, meeting, go_to, visit):
    cafe = cafe_of_size(2)
    assert [key for key in keys(cafe) if "read" not in key] == ["choose", "welcome", "round-1", "round-2", "harvest"]
    go_to("round-1")
    first = [("You tell" in page, "You ask" in page) for page in (step(visit, who, meeting) for who in here(meeting))]
    assert "comes back" not in step(visit, meeting.leader, meeting)
    assert "Next you go to" not in step(visit, meeting.leader, meeting)
    go_to("round-2")
    second = [("You tell" in page, "You ask" in page) for page in (step(visit, who, meeting) for who in here(meeting))]

    assert sorted(first) == sorted(second) == [(False, True), (True, False)]
    assert first != second
    assert cafe.tables.filter(is_open=True).count() == 1


def test_who_interview_each_other_have_no_earlier_guests(cafe_of_size, meeting, go_to, visit, now):
    cafe = cafe_of_size(2)
    go_to("round-1")
    sheet = cafe.tables.get(is_open=True)
    notes.write_note(sheet, here(meeting)[0], "Less noise", id=uuid4(), now=now - timedelta(minutes=5))
    page = step(visit, here(meeting)[1], meeting)

    assert "Less noise" in page
    assert "earlier guests" not in page


def test_three_people_take_turns_to_tell_ask_and_write(cafe_of_size, meeting, go_to, visit):
    cafe_of_size(3)
    turns = {who.pk: set() for who in here(meeting)}
    for number in (1, 2, 3):
        go_to(f"round-{number}")
        for who in here(meeting):
            page = step(visit, who, meeting)
            turns[who.pk] |= {word for word in ("You tell", "You ask", "You write down") if word in page}

    assert all(len(seen) == 3 for seen in turns.values())


@pytest.mark.parametrize("people", [4, 5, 6])
def test_two_teams_walk_past_every_sheet_and_never_share_one(cafe_of_size, meeting, go_to, visit, people):
    cafe = cafe_of_size(people)
    assert "welcome" in keys(cafe)
    assert "hosts" not in keys(cafe)
    go_to("round-5")

    seen = {}
    for seat in Seat.objects.filter(cafe=cafe):
        seen.setdefault(seat.attendance_id, {})[seat.round] = seat.table_id
    assert all(len(set(row.values())) == 5 for row in seen.values())
    assert len({tuple(sorted(row.items())) for row in seen.values()}) == 2
    for number in range(1, 6):
        assert len({row[number] for row in seen.values()}) == 2


def test_who_comes_late_walks_with_the_smaller_team(cafe_of_size, meeting, go_to, now):
    cafe = cafe_of_size(5)
    go_to("round-2")
    late = joining.join_as_guest(meeting, "Late", now=now)

    row = dict(Seat.objects.filter(attendance=late).values_list("round", "table_id"))
    assert set(row) == {2, 3, 4, 5}
    for number, table in row.items():
        assert Seat.objects.filter(cafe=cafe, round=number, table_id=table).count() == 3


def test_in_the_silent_carousel_pairs_write_without_talking(cafe_of_size, meeting, go_to, visit):
    cafe = cafe_of_size(6, Cafe.Mode.SILENT)
    go_to("round-1")

    assert {Seat.objects.filter(round=1, table=table).count() for table in cafe.tables.all()} == {0, 2}
    assert "Nobody talks" in step(visit, here(meeting)[1], meeting)


def test_without_hosts_somebody_who_was_there_writes_each_card(cafe_of_size, meeting, go_to, visit):
    cafe = cafe_of_size(6)
    go_to("harvest")

    writers = list(cafe.tables.values_list("host_id", flat=True))
    assert None not in writers
    assert len(set(writers)) == 5


def test_nine_people_choose_three_themes_and_every_guest_visits_all(cafe_of_size, meeting, go_to):
    cafe = cafe_of_size(9)
    assert keys(cafe)[:2] == ["choose", "hosts"]
    go_to("round-3")

    cafe.refresh_from_db()
    assert cafe.tables.filter(is_open=True).count() == 3
    assert cafe.repeats == 0
    seen = {}
    for seat in Seat.objects.filter(cafe=cafe):
        seen.setdefault(seat.attendance_id, set()).add(seat.table_id)
    assert sorted(map(len, seen.values())) == [3] * 6


def test_twelve_people_have_the_classic_cafe(cafe_of_size, go_to):
    cafe = cafe_of_size(12)
    go_to("round-1")

    cafe.refresh_from_db()
    assert cafe.mode == Cafe.Mode.CLASSIC
    assert cafe.tables.filter(is_open=True).count() == 3


def test_the_proposal_is_explained_and_can_be_overruled(cafe_of_size, leader, meeting, visit):
    cafe = cafe_of_size(9, Cafe.Mode.FIXED_HOSTS)
    meeting.refresh_from_db()
    page = step(visit, leader, meeting)
    assert "9 people are here." in page
    assert "We would propose: Top three" in page

    url = reverse("world_cafe:form", args=[meeting.pk, cafe.item_id])
    assert visit(leader, url, post={"mode": "silent"}).status_code == 302
    assert "Silent carousel" in step(visit, leader, meeting)
    assert visit(leader, url, post={"mode": "loud"}).status_code == 409


def test_the_form_stays_when_the_rounds_have_begun(cafe_of_size, go_to):
    cafe = cafe_of_size(9)
    go_to("round-1")

    with pytest.raises(Refused, match="has begun"):
        planning.choose_mode(cafe, Cafe.Mode.SILENT)


def test_hosts_are_briefed_before_the_first_round_and_have_a_list_in_it(cafe_of_size, meeting, go_to, visit):
    cafe = cafe_of_size(9, Cafe.Mode.FIXED_HOSTS)
    meeting.refresh_from_db()
    host = here(meeting)[3]
    visit(host, reverse("world_cafe:host", args=[meeting.pk, cafe.tables.first().pk]), post={})
    assert "three things, that is all" in step(visit, host, meeting)
    go_to("round-1")
    page = step(visit, host, meeting)
    assert "What a host does in this round" in page
    assert "data-bell" in page
    assert "One minute left" in page


def test_a_guest_reads_where_next_with_whom_and_why(cafe_of_size, meeting, go_to, visit):
    cafe = cafe_of_size(9)
    go_to("round-2")
    guest = Seat.objects.filter(round=2).exclude(attendance=meeting.leader).first().attendance
    page = step(visit, guest, meeting)

    assert "Next you go to" in page
    assert "You have not sat with" in page
    assert "Your rule for the whole café: move on by" in page
    assert cafe.tables.get(seats__attendance=guest, seats__round=3).theme in page


@pytest.mark.parametrize(
    ("questions", "first", "second"), [("same", "What helps?", "What helps?"), ("build", "What helps?", "What next?")]
)
def test_questions_are_the_same_or_build_on_each_other(
    cafe_of_size, member, meeting, go_to, visit, questions, first, second
):
    cafe = cafe_of_size(9)
    url = reverse("world_cafe-plan:questions", args=[cafe.item_id])
    visit(member, url, post={"questions": questions, "texts": "What helps?\n\nWhat next?\n"})
    go_to("round-1")
    assert first in step(visit, here(meeting)[1], meeting)
    go_to("round-2")
    assert second in step(visit, here(meeting)[1], meeting)


def test_going_back_and_on_changes_nothing_in_a_carousel(cafe_of_size, leader, meeting, go_to, now):
    cafe = cafe_of_size(6)
    go_to("round-2")
    before = set(Seat.objects.filter(cafe=cafe).values_list("attendance", "round", "table"))
    leading.go_back(leader, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()
    leading.go_next(leader, seen=meeting.move_count, now=now)

    assert set(Seat.objects.filter(cafe=cafe).values_list("attendance", "round", "table")) == before


@pytest.mark.parametrize("who", ["host", "guest", "leader"])
def test_a_phone_in_a_round_asks_the_database_at_most_nine_times(
    cafe_of_size, leader, meeting, go_to, now, django_assert_max_num_queries, who
):
    cafe = cafe_of_size(17, Cafe.Mode.CLASSIC)
    go_to("round-2")
    guest = Seat.objects.filter(round=2).exclude(attendance=leader).first().attendance
    client = client_of({"host": cafe.tables.first().host, "guest": guest, "leader": leader}[who])
    for table in cafe.tables.all():
        notes.support_note(notes.write_note(table, leader, "Rules", id=uuid4(), now=now), guest)
    planning.ask(cafe, Cafe.Questions.BUILDING, ["What helps?", "And then?"])
    for door in ["meetings:live", "meetings:step"]:
        with django_assert_max_num_queries(9):
            assert client.get(reverse(door, args=[meeting.pk])).status_code == 200


def test_in_a_round_the_wall_shows_each_question_while_nobody_must_be_told(three_tables, meeting, go_to, visit, now):
    table = three_tables.tables.first()
    planning.change_theme(table, table.theme, "What helps in the corridor?")
    wall = reverse("meetings:screen", args=[meeting.code])
    go_to("round-1")
    assert "What helps in the corridor?" in visit(None, wall).content.decode()
    joining.join_as_guest(meeting, "Late", now=now)
    page = visit(None, wall).content.decode()
    assert "Your next table is another one" in page
    assert "What helps in the corridor?" not in page


@pytest.mark.parametrize(("more", "shown"), [(1, True), (2, False)])
def test_a_wall_full_of_tables_has_no_room_for_questions(cafe_of_size, meeting, go_to, visit, more, shown):
    cafe = cafe_of_size(9, Cafe.Mode.FIXED_HOSTS)
    planning.change_theme(cafe.tables.first(), "Discipline", "What helps in the corridor?")
    for number in range(more):
        planning.add_theme(cafe, f"Theme {number}")
    go_to("round-1")
    page = visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()

    assert "Theme 0" in page
    assert ("What helps in the corridor?" in page) == shown


def test_the_wall_asks_the_database_six_times(three_tables, meeting, go_to, client, django_assert_num_queries):
    go_to("round-1")

    with django_assert_num_queries(6):
        assert client.get(reverse("meetings:screen", args=[meeting.code])).status_code == 200
