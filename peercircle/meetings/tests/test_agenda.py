"""Items come, go, return and change places; what the group is past stays as it was."""

import pytest
from django.db import IntegrityError, transaction

from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.actions import agenda, leading
from peercircle.meetings.models import AgendaItem
from peercircle.stream.nudges import tick_of

# A step is changed: each with the step and the present time.
CHANGES = [
    lambda item, now: agenda.move_item(item, "down", seen=item.position),
    lambda item, now: agenda.remove_item(item, now=now),
    lambda item, now: agenda.set_minutes(item, 3),
    lambda item, now: agenda.rename_item(item, "Other"),
    lambda item, now: agenda.choose_method(item, "weather_report"),
]


def kinds_of(meeting):
    return list(meeting.items.values_list("kind", flat=True))


@pytest.fixture
def planned(plan):
    return plan("short")


@pytest.fixture
def going_on(planned, facilitator, now):
    """The meeting stands at its third step."""
    me = leading.open_meeting(planned, by=facilitator, now=now)
    me.refresh_from_db()
    leading.jump(me, planned.items.get(position=3), seen=1, now=now)
    planned.refresh_from_db()
    return planned


def test_two_items_cannot_share_a_position(planned):
    first = planned.items.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        planned.items.create(kind="talk", minutes=5, position=first.position)


# --- Adding ----------------------------------------------------------------------------------------


def test_a_new_step_comes_before_the_ending(planned):
    item = agenda.add_item(planned, "exercise", seen=7)

    assert item.minutes == 7
    assert kinds_of(planned) == [
        *("check_in", "last_time", "talk", "prioritise"),
        "exercise",
        *("next_steps", "next_date", "check_out"),
    ]


def test_a_second_tap_adds_nothing(planned):
    first = agenda.add_item(planned, "exercise", minutes=5, seen=7)
    again = agenda.add_item(planned, "exercise", minutes=5, seen=7)

    assert first == again
    assert planned.items.count() == 8


def test_two_people_can_add_at_the_same_time(planned):
    agenda.add_item(planned, "exercise", minutes=5, seen=7)
    agenda.add_item(planned, "talk", minutes=5, title="The yard", seen=7)

    assert planned.items.count() == 9


def test_the_same_step_can_be_added_again_on_purpose(planned):
    agenda.add_item(planned, "exercise", minutes=5, seen=7)
    agenda.add_item(planned, "exercise", minutes=5, seen=8)

    assert planned.items.count() == 9


def test_an_activity_that_is_not_installed_cannot_be_added(planned):
    with pytest.raises(Refused, match="not installed"):
        agenda.add_item(planned, "karaoke", seen=7)


def test_in_an_open_meeting_a_new_step_comes_after_the_present_one(going_on, facilitator, now):
    leading.jump(going_on.leader, going_on.items.last(), seen=2, now=now)

    agenda.add_item(going_on, "exercise", seen=7)

    assert kinds_of(going_on)[-2:] == ["check_out", "exercise"]


# --- Removing and putting back ---------------------------------------------------------------------


def test_a_removed_step_can_be_put_back_where_it_was_with_all_that_was_typed(planned, now):
    before = kinds_of(planned)
    item = planned.items.get(kind="talk")
    agenda.rename_item(item, "The yard")
    agenda.remove_item(item, now=now)
    assert "talk" not in kinds_of(planned)

    agenda.put_back(item)
    agenda.put_back(item)

    assert kinds_of(planned) == before
    assert planned.items.get(kind="talk").title == "The yard"


def test_it_comes_back_between_its_neighbours_after_other_changes(planned, now):
    item = planned.items.get(kind="prioritise")
    agenda.remove_item(item, now=now)
    agenda.remove_item(item, now=now)
    agenda.remove_item(planned.items.get(kind="last_time"), now=now)
    agenda.add_item(planned, "exercise", seen=7)

    agenda.put_back(item)

    assert kinds_of(planned) == [
        *("check_in", "talk", "exercise", "prioritise"),
        *("next_steps", "next_date", "check_out"),
    ]


def test_minutes_and_end_follow(planned, now):
    end = pointer.ends_at(planned, now)

    agenda.remove_item(planned.items.get(kind="talk"), now=now)

    assert (end - pointer.ends_at(planned, now)).total_seconds() == 25 * 60


def test_the_last_step_stays(planned, now):
    for item in planned.items.all()[1:]:
        agenda.remove_item(item, now=now)

    with pytest.raises(Refused, match="at least one step"):
        agenda.remove_item(planned.items.get(), now=now)


def test_closing_forgets_what_was_taken_off_the_agenda_too(going_on, install, now, monkeypatch):
    from peercircle.meetings import kinds
    from peercircle.meetings.kinds import Kind

    forgotten = []
    remembering = {
        key: Kind(**{**vars(kind), "forget": lambda item: forgotten.append(item.kind)})
        for key, kind in kinds._kinds.items()
    }
    monkeypatch.setattr(kinds, "_kinds", remembering)
    agenda.remove_item(going_on.items.get(kind="prioritise"), now=now)

    leading.close_meeting(going_on.leader, now=now)

    assert "prioritise" in forgotten


# --- Moving ----------------------------------------------------------------------------------------


def test_items_change_places(planned):
    agenda.move_item(planned.items.get(kind="talk"), "up", seen=3)
    assert kinds_of(planned)[:4] == ["check_in", "talk", "last_time", "prioritise"]

    agenda.move_item(planned.items.get(kind="talk"), "down", seen=2)
    assert kinds_of(planned)[:4] == ["check_in", "last_time", "talk", "prioritise"]


def test_a_second_tap_moves_nothing(planned):
    talk = planned.items.get(kind="talk")

    agenda.move_item(talk, "up", seen=3)
    agenda.move_item(talk, "up", seen=3)

    assert kinds_of(planned)[:3] == ["check_in", "talk", "last_time"]


@pytest.mark.parametrize(("kind", "way", "seen"), [("check_in", "up", 1), ("check_out", "down", 7)])
def test_at_the_edge_nothing_moves(planned, kind, way, seen):
    before = kinds_of(planned)

    agenda.move_item(planned.items.get(kind=kind), way, seen=seen)

    assert kinds_of(planned) == before


@pytest.mark.parametrize("kind", ["check_in", "talk"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_going_on_or_done_stays(going_on, now, kind, change):
    item = going_on.items.get(kind=kind)

    with pytest.raises(Refused, match="at this step or past it"):
        change(item, now)


def test_nothing_moves_before_the_present_step(going_on):
    with pytest.raises(Refused, match="at this step or past it"):
        agenda.move_item(going_on.items.get(kind="prioritise"), "up", seen=4)


def test_later_steps_can_change_places_while_the_meeting_goes_on(going_on):
    agenda.move_item(going_on.items.get(kind="next_date"), "up", seen=6)

    assert kinds_of(going_on)[3:] == ["prioritise", "next_date", "next_steps", "check_out"]


# --- Words, minutes, methods -----------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [0, 241])
def test_minutes_have_limits(planned, minutes):
    with pytest.raises(Refused, match="between 1 and 240"):
        agenda.set_minutes(planned.items.first(), minutes)


def test_another_method_can_be_chosen(planned):
    item = planned.items.get(kind="check_in")

    agenda.choose_method(item, "weather_report")

    item.refresh_from_db()
    assert item.method == "weather_report"


def test_a_method_has_to_go_with_the_step(planned):
    with pytest.raises(Refused, match="does not go with this step"):
        agenda.choose_method(planned.items.get(kind="check_in"), "rainstorm")


def test_a_step_can_be_marked_unfinished_while_it_goes_on(going_on):
    item = going_on.items.get(kind="talk")

    agenda.mark_unfinished(item, is_unfinished=True)
    item.refresh_from_db()
    assert item.is_unfinished

    agenda.mark_unfinished(item, is_unfinished=False)
    item.refresh_from_db()
    assert not item.is_unfinished


@pytest.mark.parametrize(
    "change",
    [
        *CHANGES,
        lambda item, now: agenda.mark_unfinished(item, is_unfinished=True),
        lambda item, now: agenda.add_item(item.meeting, "talk", seen=7),
    ],
)
@pytest.mark.parametrize("phase", ["planned", "closed", "cancelled"])
def test_every_change_is_told_to_the_screens_until_the_meeting_is_over(planned, now, change, phase):
    planned.phase = phase
    planned.save(update_fields=["phase"])
    item = AgendaItem.objects.get(meeting=planned, kind="check_in")
    tick = tick_of(planned.topic)

    if phase == "planned":
        change(item, now)
        assert tick_of(planned.topic) == tick + 1
    else:
        with pytest.raises(Refused, match="This meeting"):
            change(item, now)
