"""A plan fills itself: minutes add up, methods change, dates follow the rhythm."""

import datetime as dt
from random import Random

import pytest
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.meetings import drafts, kinds, plans
from peercircle.meetings.actions import planning
from peercircle.meetings.kinds import Kind
from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.meetings.tests.conftest import EVERYTHING
from peercircle.places.models import SchoolBreak

# --- Templates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "minutes"), [("first", 125), ("regular", 90), ("short", 45), ("case", 90)])
def test_a_template_is_as_long_as_it_says(install, key, minutes):
    assert plans.get(key).minutes == minutes


@pytest.mark.parametrize("missing", EVERYTHING)
def test_without_an_activity_its_minutes_stay(install, missing):
    lengths = {plan.key: plan.minutes for plan in plans.offered()}
    install(*(kind for kind in EVERYTHING if kind != missing))

    without = {plan.key: plan.minutes for plan in plans.offered()}

    if missing == "case_consultation":
        del lengths["case"]
    assert without == lengths
    assert all(step.kind != missing for plan in plans.offered() for step in plan.steps)


def test_the_minutes_of_a_missing_activity_go_to_the_longest_step(install):
    install("check_in", "talk", "check_out")

    assert [(step.kind, step.minutes) for step in plans.get("short").steps] == [
        ("check_in", 3),
        ("talk", 40),
        ("check_out", 2),
    ]


def test_the_first_meeting_holds_what_the_first_group_did(plan):
    meeting = plan("first")

    assert list(meeting.items.values_list("position", "kind", "minutes", "method")) == [
        (1, "check_in", 5, "one_word"),
        (2, "icebreaker", 25, "this_is_who_i_am"),
        (3, "talk", 25, ""),
        (4, "world_cafe", 50, ""),
        (5, "prioritise", 10, ""),
        (6, "next_date", 5, ""),
        (7, "check_out", 5, "one_word"),
    ]


def test_each_activity_prepares_its_items(install, group, facilitator, now, monkeypatch):
    prepared = []
    talk = Kind(**{**vars(kinds.get("talk")), "prepare": prepared.append})
    monkeypatch.setattr(kinds, "_kinds", {"talk": talk})

    meeting = planning.plan_meeting(group, "short", starts_at=now, by=facilitator, now=now, rng=Random(1))

    assert prepared == list(meeting.items.all())


# --- The meeting -----------------------------------------------------------------------------------


def test_planning_twice_for_the_same_time_makes_one_meeting(plan):
    first = plan("regular")
    again = plan("short")

    assert again == first
    assert first.group.meetings.count() == 1
    assert first.items.count() == 8


def test_a_code_has_no_letters_that_look_like_others(plan):
    codes = {plan(days=days).code for days in range(1, 30)}

    assert len(codes) == 29
    assert {len(code) for code in codes} == {6}
    assert not set("".join(codes)) & set("0O1IL")


def test_a_code_that_another_meeting_has_is_drawn_again(plan):
    first = plan(days=1, rng=Random(7))
    second = plan(days=2, rng=Random(7))

    assert first.code != second.code


@pytest.mark.parametrize("template", ["case", "no-such"])
def test_a_template_that_is_not_installed_cannot_be_chosen(plan, install, template):
    install("talk")

    with pytest.raises(Refused, match="not installed"):
        plan(template)


def test_the_past_cannot_be_planned(plan):
    with pytest.raises(Refused, match="This time is over"):
        plan(days=-1)


def test_nobody_plans_beyond_what_a_calendar_can_count(plan):
    plan(days=2 * 366)
    with pytest.raises(Refused, match="more than two years ahead"):
        plan(days=2 * 366 + 1)


def test_a_group_that_has_ended_plans_nothing(plan, group):
    group.status = Group.Status.ENDED
    group.save(update_fields=["status"])

    with pytest.raises(Refused, match="has ended"):
        plan()


# --- When ------------------------------------------------------------------------------------------

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def kosovo_time(*when):
    return dt.datetime(*when, tzinfo=timezone.get_default_timezone())


def when(group):
    return drafts.when_and_where(group, MONDAY)[0]


def test_the_first_meeting_is_proposed_a_week_from_now(group):
    assert when(group) == kosovo_time(2026, 11, 30, 14, 0)


def test_the_next_meeting_follows_the_rhythm_of_the_group(group):
    last_at = kosovo_time(2026, 11, 10, 16, 30)
    Meeting.objects.create(group=group, starts_at=last_at, template="regular", code="ABC234")

    assert when(group) == kosovo_time(2026, 12, 8, 14, 0)


def test_the_place_is_where_the_group_met_last(group):
    for number, place in enumerate(["Room 4", "Library"], start=1):
        starts_at = kosovo_time(2026, 11, number, 14, 0)
        group.meetings.create(starts_at=starts_at, place=place, template="regular", code=f"ABC23{number}")

    assert drafts.when_and_where(group, MONDAY)[1] == "Library"


def test_a_cancelled_meeting_does_not_count(group):
    Meeting.objects.create(
        group=group, starts_at=kosovo_time(2026, 12, 1, 14, 0), template="x", code="ABC234", phase="cancelled"
    )

    assert when(group) == kosovo_time(2026, 11, 30, 14, 0)


def test_a_silent_group_begins_again_in_a_week(group):
    Meeting.objects.create(group=group, starts_at=kosovo_time(2026, 3, 3, 14, 0), template="x", code="ABC234")

    assert when(group) == kosovo_time(2026, 11, 30, 14, 0)


def test_weekends_and_school_breaks_are_left_out(group):
    SchoolBreak.objects.create(
        name="Break", calendar="kosovo", starts_on=dt.date(2026, 11, 30), ends_on=dt.date(2026, 12, 4)
    )

    assert when(group) == kosovo_time(2026, 12, 7, 14, 0)


# --- Methods ---------------------------------------------------------------------------------------


def methods_of(meeting, kind):
    return meeting.items.get(kind=kind).method


def test_methods_change_from_meeting_to_meeting(plan):
    meetings = [plan(days=days) for days in range(1, 6)]

    exercises = [methods_of(meeting, "exercise") for meeting in meetings]
    openings = [methods_of(meeting, "check_in") for meeting in meetings]
    assert exercises == ["sun_shines", "pass_the_energy", "birthday_line", "rainstorm", "two_minute_breath"]
    assert openings[:3] == ["one_word", "weather_report", "what_i_need"]
    assert openings[3] in openings[:3]


def test_no_method_comes_twice_in_one_plan(plan):
    for days in range(1, 8):
        chosen = [method for method in plan(days=days).items.values_list("method", flat=True) if method]
        assert len(chosen) == len(set(chosen))


def test_the_method_that_was_not_used_for_longest_comes_back_first(plan):
    chosen = [methods_of(plan(days=days), "exercise") for days in range(1, 11)]

    assert chosen[5:] == chosen[:5]


def test_what_another_group_did_does_not_count(plan, group, site):
    other = Group.objects.create(name="Other", founded_on=group.founded_on, usual_time=group.usual_time)
    meeting = Meeting.objects.create(group=other, starts_at=timezone.now(), template="regular", code="ABC234")
    AgendaItem.objects.create(meeting=meeting, position=1, kind="exercise", method="sun_shines", minutes=5)

    assert methods_of(plan(), "exercise") == "sun_shines"


def test_methods_fit_their_minutes(plan):
    for days in range(1, 8):
        meeting = plan("short", days=days)
        assert methods_of(meeting, "check_in") in {"one_word"}


# --- Date and place --------------------------------------------------------------------------------


def test_a_new_date_tells_the_calendars(plan, now):
    meeting = plan()
    later = now + dt.timedelta(days=9)

    planning.reschedule(meeting, later, now=now)
    planning.reschedule(meeting, later, now=now)

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.calendar_sequence) == (later, 1)


def test_two_meetings_cannot_be_planned_for_the_same_time(plan, now):
    plan(days=1)
    meeting = plan(days=2)

    with pytest.raises(Refused, match="another meeting at that time"):
        planning.reschedule(meeting, now + dt.timedelta(days=1), now=now)


def test_a_new_place_tells_the_calendars(plan):
    meeting = plan()

    planning.set_place(meeting, "Library")
    planning.set_place(meeting, "Library")

    meeting.refresh_from_db()
    assert (meeting.place, meeting.calendar_sequence) == ("Library", 1)


def test_cancelling_twice_is_the_same_as_once(plan):
    meeting = plan()

    planning.cancel_meeting(meeting)
    planning.cancel_meeting(meeting)

    meeting.refresh_from_db()
    assert (meeting.phase, meeting.calendar_sequence) == (Meeting.Phase.CANCELLED, 1)


def test_an_open_meeting_is_neither_moved_nor_cancelled(meeting, leader, now):
    with pytest.raises(Refused, match="is going on"):
        planning.reschedule(meeting, now + dt.timedelta(days=1), now=now)
    with pytest.raises(Refused, match="is going on"):
        planning.cancel_meeting(meeting)
