"""The note of a visit: what the team keeps, what the group reads, and what comes of it."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.needs.actions import withdraw_need
from peercircle.needs.models import Need
from peercircle.programme.access import groups_looked_after
from peercircle.programme.actions import visits as actions
from peercircle.programme.models import FieldVisit, NoteBefore
from peercircle.programme.overview import glances
from tests.test_nothing_breaks import AWKWARD

DAY = dt.timedelta(days=1)


@pytest.fixture
def today(now):
    return timezone.localdate(now)


@pytest.fixture
def planned(team, expert, group, today):
    return actions.plan_visit(expert, group, id=uuid4(), visited_on=today)


@pytest.fixture
def letter(today):
    """What the phone sends."""
    return {
        "visited_on": today.isoformat(),
        "works_well": "They meet each month",
        "is_hard": "Two never speak",
        "agreed": "Vesna brings a method for quiet groups",
        "agreed-keep": "1",  # the name of the expert who helps
        "need_1": "A trainer for conflict resolution",
        "next_visit": "none",
    }


def note(visit):
    return reverse("programme:visit-note", args=[visit.pk])


def page_of(visit):
    return reverse("programme:visit", args=[visit.pk])


def group_page(member):
    return reverse("groups:group", args=[member.group_id])


def test_a_note_says_that_the_visit_took_place(visit, expert, planned, letter, today):
    assert visit(expert, note(planned), post=letter).url == page_of(planned)

    planned.refresh_from_db()
    assert planned.is_held
    assert (planned.works_well, planned.is_hard) == ("They meet each month", "Two never speak")
    page = visit(expert, page_of(planned)).content.decode()
    assert "Two never speak" in page
    assert "A trainer for conflict resolution" in page


def test_the_group_reads_the_support_and_the_need_and_nothing_else(visit, expert, planned, letter, member):
    visit(expert, note(planned), post=letter)

    page = visit(member, group_page(member)).content.decode()

    assert "Vesna brings a method for quiet groups" in page
    assert "A trainer for conflict resolution" in page
    assert "They meet each month" not in page
    assert "Two never speak" not in page


def test_the_group_reads_who_comes_when(visit, planned, member, today):
    assert "Vesna Marković plans to come." in visit(member, group_page(member)).content.decode()

    actions.call_off(planned)

    assert "The programme visits us" not in visit(member, group_page(member)).content.decode()


def test_a_need_that_was_heard_goes_to_the_programme_once(visit, expert, planned, letter):
    for _time in range(2):
        assert visit(expert, note(planned), post=letter, htmx=True).status_code == 204

    need = Need.objects.get()
    assert (need.origin, need.state, need.raised_by) == ("visit", "sent", expert)
    assert list(planned.needs.all()) == [need]
    assert not NoteBefore.objects.exists()


def test_a_need_that_the_group_took_back_does_not_return_with_a_late_letter(
    visit, expert, planned, letter, now, member
):
    visit(expert, note(planned), post=letter)
    withdraw_need(Need.objects.get(), by=member.person, now=now)

    visit(expert, note(planned), post=letter)

    assert Need.objects.get().is_withdrawn


def test_two_needs_at_once(visit, expert, planned, letter):
    visit(expert, note(planned), post={**letter, "need_3": "Paper"})

    assert {need.text for need in Need.objects.all()} == {"A trainer for conflict resolution", "Paper"}


def test_other_words_correct_the_note_and_the_old_ones_stay_readable(visit, expert, planned, letter, member):
    visit(expert, note(planned), post=letter)
    visit(expert, note(planned), post={**letter, "agreed": "A film"})

    before = NoteBefore.objects.get()
    assert before.agreed == "Vesna brings a method for quiet groups"
    team = visit(expert, page_of(planned)).content.decode()
    assert "Corrected on" in team
    assert "Vesna brings a method for quiet groups" in team
    page = visit(member, group_page(member)).content.decode()
    assert "A film" in page
    assert "These words were changed on" in page
    assert "Vesna brings" not in page


def test_a_correction_for_the_team_alone_does_not_show_on_the_groups_page(visit, expert, planned, letter, member):
    visit(expert, note(planned), post=letter)
    visit(expert, note(planned), post={**letter, "is_hard": "One never speaks"})

    assert "These words were changed" not in visit(member, group_page(member)).content.decode()


def test_line_ends_of_another_browser_correct_nothing(visit, expert, planned, letter):
    for end in ("\n", "\r\n"):
        visit(expert, note(planned), post={**letter, "agreed": f"One{end}Two"})

    assert not NoteBefore.objects.exists()


def test_a_visit_that_was_called_off_took_place_when_its_note_arrives(visit, expert, planned, letter):
    actions.call_off(planned)

    visit(expert, note(planned), post=letter)

    planned.refresh_from_db()
    assert planned.is_held


# --- The next visit ------------------------------------------------------------------------------
def following(planned):
    return FieldVisit.objects.exclude(pk=planned.pk).filter(state="planned")


def proposed(visit, expert, planned):
    """The first day that the page offers."""
    return visit(expert, page_of(planned)).context["form"].fields["next_visit"].choices[1][0]


def test_one_tap_plans_the_next_visit_and_the_group_reads_it(visit, expert, planned, letter, member, today):
    day = proposed(visit, expert, planned)
    for _time in range(2):
        visit(expert, note(planned), post={**letter, "next_visit": day})

    assert following(planned).get().visited_on == dt.date.fromisoformat(day) >= today + 28 * DAY
    assert f"Next visit: {dt.date.fromisoformat(day):%A}" in visit(expert, page_of(planned)).content.decode()
    assert "plans to come" in visit(member, group_page(member)).content.decode()


def test_the_next_visit_moves_with_a_correction_and_goes_with_it(visit, expert, planned, letter, today):
    for days in (30, 40):
        day = (today + days * DAY).isoformat()
        visit(expert, note(planned), post={**letter, "next_visit": "day", "next_day": day})
    assert following(planned).get().visited_on == today + 40 * DAY

    visit(expert, note(planned), post=letter)

    assert not following(planned).exists()


def test_what_stood_on_the_page_before_is_still_a_day(visit, expert, planned, letter, today):
    """A phone without a network kept the page for a week: other days are proposed by now."""
    day = (today + 25 * DAY).isoformat()

    visit(expert, note(planned), post={**letter, "next_visit": day})

    assert following(planned).get().visited_on.isoformat() == day


@pytest.mark.parametrize(("days", "urgency"), [(8, 0), (7, 1), (0, 1), (-14, 1), (-15, 2)])
def test_a_planned_visit_is_a_reason_to_look_at_the_group(group, expert, planned, now, today, days, urgency):
    FieldVisit.objects.filter(pk=planned.pk).update(visited_on=today + days * DAY)

    (glance,) = glances(groups_looked_after(expert), now=now)

    said = [signal for signal in glance.signals if "visit" in signal.sentence]
    assert sum(signal.urgency for signal in said) == urgency
    assert glance.visit_on == today + days * DAY


def test_with_its_note_the_visit_is_no_reason_any_more(visit, expert, planned, letter, now):
    visit(expert, note(planned), post=letter)

    (glance,) = glances(groups_looked_after(expert), now=now)

    assert glance.visit_on is None
    assert "visit" not in " ".join(signal.sentence for signal in glance.signals)


# --- Wrong input ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"visited_on": "2099-01-01"}, "This day lies ahead."),
        ({"visited_on": ""}, "This field is required."),
        ({"works_well": " ", "is_hard": "", "agreed": "", "need_1": ""}, "Write at least one thing"),
        ({"next_visit": "day"}, "Choose the day on which you come again."),
        ({"next_visit": "day", "next_day": "2026-01-05"}, "The next visit comes after this one"),
        ({"next_visit": "day", "next_day": "9999-12-31"}, "The next visit comes after this one"),
        ({"next_visit": "x"}, "Select a valid choice."),
        ({"agreed": "x" * 2001}, "at most 2000 characters"),
        ({"need_1": "x" * 281}, "at most 280 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_half_saved(visit, expert, planned, letter, wrong, sentence):
    answer = visit(expert, note(planned), post={**letter, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    planned.refresh_from_db()
    assert planned.is_planned
    assert not Need.objects.exists()


@pytest.mark.parametrize("field", ["visited_on", "works_well", "need_1", "agreed", "next_visit", "next_day"])
def test_no_field_breaks_the_door(visit, expert, planned, letter, field):
    for value in AWKWARD.values():
        if "\ud800" not in value and len(value) < 200_000:
            answer = visit(expert, note(planned), post={**letter, field: value})
            assert answer.status_code in {302, 422}


def test_a_visit_to_a_school_has_no_needs_of_a_group(visit, expert, team, site, letter, today):
    to_school = actions.plan_visit(expert, site, id=uuid4(), visited_on=today)

    visit(expert, note(to_school), post={**letter, "next_visit": (today + 30 * DAY).isoformat()})

    assert "need_1" not in visit(expert, page_of(to_school)).context["form"].fields
    assert not Need.objects.exists()
    assert FieldVisit.objects.get(state="planned").site == site


def test_what_was_hard_last_time_is_read_before_going_in(visit, expert, planned, letter, group, today):
    visit(expert, note(planned), post={**letter, "next_visit": (today + 30 * DAY).isoformat()})

    page = visit(expert, page_of(following(planned).get())).content.decode()

    assert "Two never speak" in page
    assert "What the group waits for" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_few_questions(client, expert, planned, letter, visit, number, django_assert_num_queries, today):
    client.force_login(expert)
    with django_assert_num_queries(9):
        client.get(page_of(planned))
    for count in range(number):
        needs = {f"need_{place}": f"{place}" for place in range(1, number + 1)}
        visit(expert, note(planned), post={**letter, **needs, "agreed": f"{count}"})
    with django_assert_num_queries(8):
        client.get(page_of(planned))


def test_at_a_school_without_a_group_it_says_where_a_need_is_written(visit, expert, team, site, today, planned, letter):
    to_site = actions.plan_visit(expert, site, id=uuid4(), visited_on=today)

    page = visit(expert, page_of(to_site)).content.decode()

    assert 'name="need_1"' not in page
    assert "needs belong to a group. Write what people need here under “What is hard?”" in page
    assert "the group reads" not in page.casefold()
    assert visit(expert, note(to_site), post=letter).status_code == 302
    assert "the group reads" not in visit(expert, page_of(to_site)).content.decode().casefold()
    assert "needs belong to a group" not in visit(expert, page_of(planned)).content.decode()
