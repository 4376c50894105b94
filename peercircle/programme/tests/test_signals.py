"""Who needs us next: each signal at its edge, and the silence of those who rest."""

import datetime as dt
from uuid import uuid4

import pytest

from peercircle.groups.models import Group
from peercircle.meetings.models import Action, AgendaItem, Attendance, Meeting, RoleTurn
from peercircle.needs.models import Need
from peercircle.programme import signals
from peercircle.programme.overview import glances

pytestmark = pytest.mark.django_db

SPRING = dt.datetime(2027, 4, 15, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def hold(group, at, *came, led_by=None, steps=()):
    code = f"S{Meeting.objects.count():05}"
    fields = {"template": "regular", "code": code, "phase": Meeting.Phase.CLOSED, "closed_at": at}
    meeting = Meeting.objects.create(group=group, starts_at=at, **fields)
    for membership in came:
        Attendance.objects.create(meeting=meeting, membership=membership, joined_at=at)
    if led_by:
        RoleTurn.objects.create(meeting=meeting, role=RoleTurn.Role.FACILITATOR, membership=led_by)
    for position, (kind, method) in enumerate(steps, start=1):
        AgendaItem.objects.create(meeting=meeting, position=position, kind=kind, method=method, minutes=10)
    return meeting


def plan(group, at):
    return Meeting.objects.create(group=group, starts_at=at, template="regular", code="NEXT01")


def found_of(group, look, now=SPRING):
    """What one signal says: its urgency, or nothing."""
    (glance,) = [each for each in glances(Group.objects.all(), now=now) if each.group == group]
    past = signals.Past(group, glance.member_count, glance.next_at)
    signals.remember([past], among=Group.objects.filter(pk=group.pk), now=now)
    signal = look(past, now.date())
    return signal.urgency if signal else 0


@pytest.mark.parametrize(("days", "urgency"), [(44, 0), (45, 1), (75, 1), (76, 2)])
def test_a_monthly_group_is_silent_after_45_days_and_very_after_75(group, days, urgency):
    hold(group, SPRING - days * DAY)

    assert found_of(group, signals.rhythm) == urgency


def test_a_group_that_meets_every_eight_weeks_has_more_time(group):
    group.rhythm = Group.Rhythm.EIGHT_WEEKS
    group.save(update_fields=["rhythm"])
    hold(group, SPRING - 80 * DAY)

    assert found_of(group, signals.rhythm) == 0


def test_summer_is_no_silence(group):
    september = dt.datetime(2027, 9, 10, 12, tzinfo=dt.UTC)
    hold(group, dt.datetime(2027, 6, 15, 12, tzinfo=dt.UTC))

    assert signals.school_days(dt.date(2027, 6, 15), dt.date(2027, 9, 10)) == 25
    assert found_of(group, signals.rhythm, september) == 0
    assert found_of(group, signals.next_date, dt.datetime(2027, 7, 10, 12, tzinfo=dt.UTC)) == 0


@pytest.mark.parametrize(("day", "urgency"), [(1, 1), (4, 1), (5, 2)])
def test_after_summer_a_group_has_its_two_weeks_to_set_a_date(group, day, urgency):
    hold(group, dt.datetime(2027, 6, 20, 12, tzinfo=dt.UTC))

    assert found_of(group, signals.next_date, dt.datetime(2027, 9, day, 12, tzinfo=dt.UTC)) == urgency


@pytest.mark.parametrize(("days", "urgency"), [(14, 1), (15, 2)])
def test_a_missing_date_is_urgent_after_two_weeks(group, days, urgency):
    hold(group, SPRING - days * DAY)
    assert found_of(group, signals.next_date) == urgency

    plan(group, SPRING + DAY)
    assert found_of(group, signals.next_date) == 0


def test_few_people_are_told_whatever_their_share(group, contact, facilitator, member):
    for number in range(1, 4):
        hold(group, SPRING - number * DAY, contact, facilitator, member)

    assert found_of(group, signals.attendance) == signals.NOW


def test_the_last_six_meetings_are_remembered_with_all_who_came(group, contact, facilitator, member):
    days = [SPRING - number * 28 * DAY for number in range(8)]
    for number, day in enumerate(days):
        hold(group, day, *[contact, facilitator, member][: 1 + number % 3])
    past = signals.Past(group, 3, None)

    signals.remember([past], among=Group.objects.all(), now=SPRING)

    assert [(meeting.on, meeting.came) for meeting in past.meetings] == [
        (day.date(), 1 + number % 3) for number, day in enumerate(days[:6])
    ]


@pytest.mark.parametrize(("by_one", "urgency"), [(3, 0), (4, 1), (5, 2)])
def test_one_person_should_not_lead_every_meeting(group, contact, member, by_one, urgency):
    for number in range(6):
        hold(group, SPRING - number * DAY, led_by=contact if number < by_one else member)
    hold(group, SPRING - 9 * DAY, led_by=contact)  # too long ago

    assert found_of(group, signals.spread_of_roles) == urgency


@pytest.mark.parametrize(("kept", "urgency"), [(0, 2), (1, 1), (2, 0)])
def test_promises_that_were_due(group, kept, urgency):
    meeting = hold(group, SPRING - 9 * DAY)
    for number in range(4):
        state = Action.State.DONE if number < kept else Action.State.OPEN
        due = (SPRING - DAY).date()
        Action.objects.create(id=uuid4(), meeting=meeting, what="Ask", due_on=due, state=state, made_at=SPRING)
    later = {"meeting": meeting, "what": "Later", "made_at": SPRING}
    Action.objects.create(id=uuid4(), due_on=SPRING.date() + DAY, **later)
    Action.objects.create(id=uuid4(), due_on=due, state=Action.State.DROPPED, **later)

    assert found_of(group, signals.follow_through) == urgency


@pytest.mark.parametrize(("number", "urgency"), [(0, 0), (1, 1), (3, 2)])
def test_needs_that_wait_for_more_than_60_days(group, number, urgency):
    old, fresh = SPRING - 61 * DAY, SPRING - 59 * DAY
    for raised_at in [old] * number + [fresh]:
        _need(group, raised_at, Need.State.ACKNOWLEDGED)
    _need(group, old, Need.State.WITHDRAWN)
    _need(group, old, Need.State.PLANNED)

    assert found_of(group, signals.unanswered_needs) == urgency


def _need(group, raised_at, state):
    return Need.objects.create(
        id=uuid4(), group=group, text="A psychologist", raised_at=raised_at, state_since=raised_at, state=state
    )


@pytest.mark.parametrize(("last", "urgency"), [("talk", 1), ("world_cafe", 0)])
def test_four_meetings_of_the_same_kind(group, last, urgency):
    for number in range(1, 4):
        hold(group, SPRING - number * DAY, steps=[("check_in", "word"), ("talk", "")])
    hold(group, SPRING, steps=[("check_in", "word"), (last, "")])

    assert found_of(group, signals.variety) == urgency


def test_who_rests_or_ended_well_needs_nobody(group):
    group.status = Group.Status.PAUSED
    group.save(update_fields=["status"])
    (glance,) = glances(Group.objects.all(), now=SPRING)

    assert glance.signals == []


def test_the_most_urgent_reason_and_group_come_first(group):
    calm = Group.objects.create(name="Ura", founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14))
    hold(calm, SPRING - 20 * DAY)
    plan(calm, SPRING + DAY)
    hold(group, SPRING - 50 * DAY)

    first, second = glances(Group.objects.all(), now=SPRING)

    assert [first.group, second.group, second.signals] == [group, calm, []]
    assert [signal.urgency for signal in first.signals] == [2, 1]
