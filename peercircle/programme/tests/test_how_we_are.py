"""A group reads its own signals on its own page, with one thing to do; usefulness only where enough answered."""

import datetime as dt
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.meetings.models import Action, AgendaItem, RoleTurn
from peercircle.needs.models import Need
from peercircle.programme import signals
from peercircle.programme.overview import glances
from peercircle.programme.suggestions import SUGGESTIONS
from peercircle.programme.tests.test_signals import hold, plan

DAY = dt.timedelta(days=1)
SPRING = dt.datetime(2027, 4, 15, 12, tzinfo=dt.UTC)
HEADING = "How we are doing"


@pytest.fixture
def page(client, member):
    def page(who=member):
        client.force_login(who.person)
        return client.get(reverse("groups:group", args=[who.group_id])).content.decode()

    return page


@pytest.fixture
def today(monkeypatch):
    """A day in spring: summer does not count, and this test is run in any month."""
    monkeypatch.setattr(timezone, "now", lambda: SPRING)


def judge(meeting, middle, answers):
    item = AgendaItem.objects.create(meeting=meeting, position=99, kind="check_out", minutes=5)
    apps.get_model("check_out", "PulseResult").objects.create(item=item, median=middle, answers=answers)


def told(group, needed):
    """What `usefulness` says, to a group or to its expert."""
    past = signals.Past(group, 0, None, answers_needed=needed)
    signals.remember([past], among=Group.objects.all(), now=SPRING)
    signal = signals.usefulness(past, SPRING.date())
    return signal.urgency if signal else 0


# --- The group's own page ------------------------------------------------------------------------
def test_a_group_reads_why_and_one_thing_to_do(page, group, today):
    hold(group, SPRING - 50 * DAY)

    seen = page()

    assert HEADING in seen
    assert "The date of the next meeting is not set." in seen
    assert "Agree on a day now, even if not everybody can come." in seen
    assert seen.count(reverse("meetings:plan", args=[group.pk])) == 1, "one way to plan, not two"
    assert seen.index("What else stands out") < seen.index("No meeting for 50 days.")
    assert "Choose a day for a short meeting" not in seen, "one suggestion, not two"


def test_it_is_what_the_expert_reads(page, group, member, contact, today):
    for number in range(1, 4):
        hold(group, SPRING - number * 20 * DAY, member)
    (glance,) = glances(Group.objects.all(), now=SPRING)

    seen = page()

    assert len(glance.signals) >= 2
    assert [signal.sentence in seen for signal in glance.signals] == [True] * len(glance.signals)


def test_a_group_that_takes_a_break_reads_nothing(page, group, today):
    hold(group, SPRING - 50 * DAY)
    Group.objects.filter(pk=group.pk).update(status=Group.Status.PAUSED)

    assert HEADING not in page()


def test_a_group_founded_today_with_its_first_date_reads_nothing(page, group, member, today):
    Group.objects.filter(pk=group.pk).update(founded_on=SPRING.date())
    plan(group, SPRING + 14 * DAY)

    assert HEADING not in page()


def test_no_other_group_is_on_it(page, group, member, site, today):
    other = Group.objects.create(name="Ura", founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14))
    hold(other, SPRING - 70 * DAY)
    hold(group, SPRING - 50 * DAY)

    seen = page()

    assert ("70 days" in seen, "50 days" in seen, "Ura" in seen) == (False, True, False)


def test_who_has_planned_is_told_to_remind(page, group, member, today):
    hold(group, SPRING - 60 * DAY)
    plan(group, SPRING + DAY)

    assert "The next meeting has a date: remind each other of it." in page()


def test_each_signal_has_its_suggestion():
    of_the_expert = {signals.planned_visit}  # who comes when stands on the group's page beside it
    assert SUGGESTIONS.keys() == {look.__name__ for look in {*signals.SIGNALS} - of_the_expert}


def test_one_group_is_remembered_as_all_are(group, contact, member):
    """The page asks otherwise than the programme, and must come to the same."""
    for number in range(8):
        meeting = hold(
            group, SPRING - number * 20 * DAY, *[contact, member][: number % 3], led_by=member, steps=[("talk", "")]
        )
        Action.objects.create(
            id=uuid4(), meeting=meeting, what="Ask", due_on=(SPRING - DAY).date(), state="done", made_at=SPRING
        )
        judge(meeting, 3, 5 + number)
    plan(group, SPRING + 3 * DAY)
    since = SPRING - 90 * DAY
    Need.objects.create(id=uuid4(), group=group, text="A", raised_at=since, state_since=since, state="acknowledged")
    from_above, from_inside = signals.Past(group, 2, SPRING + 3 * DAY), signals.Past(group, 2, None)

    signals.remember([from_above], among=Group.objects.all(), now=SPRING)
    signals.remember_one(from_inside, now=SPRING)

    assert from_inside == from_above
    assert (len(from_inside.meetings), from_inside.promises.total(), from_inside.waiting_needs) == (6, 3, 1)
    assert RoleTurn.objects.count() == 8


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_asks_eight_questions_for_any_past(client, group, contact, member, number, django_assert_num_queries):
    for count in range(number):
        meeting = hold(group, timezone.now() - (50 + count) * DAY, contact, led_by=member, steps=[("talk", "")])
        judge(meeting, 2, 5)
    Need.objects.create(
        id=uuid4(), group=group, text="A", raised_at=timezone.now(), state_since=timezone.now(), state="sent"
    )
    client.force_login(member.person)

    with django_assert_num_queries(8):
        assert HEADING in client.get(reverse("groups:group", args=[group.pk])).content.decode()


# --- How useful it was ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answers", "inside", "outside"), [([5], 1, 0), ([9], 1, 0), ([10], 1, 1), ([5, 5], 1, 1), ([], 0, 0)]
)
def test_a_group_reads_it_from_five_answers_its_expert_from_ten(group, answers, inside, outside):
    for number, count in enumerate(answers):
        judge(hold(group, SPRING - (number + 1) * DAY), 3, count)

    assert (told(group, signals.INSIDE), told(group, signals.OUTSIDE)) == (inside, outside)


@pytest.mark.parametrize(("middle", "urgency"), [(5, 0), (4, 0), (3, 1), (2, 2), (1, 2)])
def test_it_is_the_middle_of_all_answers(group, middle, urgency):
    judge(hold(group, SPRING - DAY), middle, 6)
    judge(hold(group, SPRING - 2 * DAY), 4, 5)

    assert told(group, signals.INSIDE) == urgency


def test_only_the_last_three_meetings_speak(group):
    for number in range(1, 4):
        judge(hold(group, SPRING - number * DAY), 5, 9)
    judge(hold(group, SPRING - 9 * DAY), 1, 90)

    assert told(group, signals.INSIDE) == 0


def test_the_expert_reads_no_number_and_nobody_s_answer(visit, group, member, contact, page, today):
    for number in range(1, 3):
        judge(hold(group, SPRING - number * DAY), 2, 7)
    (glance,) = glances(Group.objects.all(), now=SPRING)

    sentences = [signal.sentence for signal in glance.signals if signal.about == "usefulness"]
    assert sentences == ["Those who answered found the last meetings hardly useful."]
    assert sentences[0] in page()
