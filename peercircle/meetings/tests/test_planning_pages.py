"""Three taps from the group's page to a planned meeting; and every door of the plan tried by everybody."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.meetings.actions import agenda
from peercircle.meetings.models import AgendaItem, Meeting, RoleTurn
from peercircle.places.calendar import why_closed
from peercircle.places.models import Site
from tests.cast import client_of

DAY = timezone.localdate() + dt.timedelta(days=100)  # a meeting is planned for the next two years at most
WHEN = {"day": f"{DAY}", "time": "14:30", "place": "Library"}


def at():
    return dt.datetime.combine(DAY, dt.time(14, 30), timezone.get_default_timezone())


@pytest.fixture
def planned(plan, now):
    """On a day of school: whether a day is closed asks the database only when the calendar does not know."""
    tomorrow = timezone.localdate(now) + dt.timedelta(days=1)
    days = next(days for days in range(60) if not why_closed(tomorrow + dt.timedelta(days=days), Site.Calendar.KOSOVO))
    return plan("short", days=1 + days, place="Room 4")


@pytest.fixture
def doors(group, planned):
    """Every door of planning: its address, what is sent (None to look), and what a member gets."""
    item = planned.items.get(kind="talk")
    opening = planned.items.get(kind="check_in")
    meeting, step = [planned.pk], [item.pk]

    def change(what):
        return reverse("meetings:change-item", args=[item.pk, what]), {"seen": "3"}, 302

    return [
        (reverse("meetings:plan", args=[group.pk]), None, 200),
        (reverse("meetings:plan-filled", args=[group.pk, "regular"]), None, 200),
        (reverse("meetings:plan-filled", args=[group.pk, "regular"]), WHEN, 302),
        (reverse("meetings:meeting", args=meeting), None, 200),
        (reverse("meetings:when", args=meeting), None, 200),
        (reverse("meetings:when", args=meeting), WHEN | {"day": f"{DAY + dt.timedelta(days=1)}"}, 302),
        (reverse("meetings:roles", args=meeting), None, 200),
        (reverse("meetings:roles", args=meeting), {}, 302),
        (reverse("meetings:agenda", args=meeting), None, 200),
        (reverse("meetings:add-item", args=meeting), {"kind": "exercise", "seen": "7"}, 302),
        (reverse("meetings:item", args=step), None, 200),
        (reverse("meetings:item", args=step), {"title": "The yard", "minutes": "20"}, 302),
        (reverse("meetings:choose-method", args=[opening.pk]), None, 200),
        (reverse("meetings:choose-method", args=[opening.pk]), {"method": "weather_report"}, 302),
        *(change(what) for what in ("up", "down", "remove", "put-back", "unfinished", "finished")),
        (reverse("meetings:cancel", args=meeting), {}, 302),
    ]


def test_every_member_may_plan(visit, doors, member):
    found = [visit(member, address, post=post).status_code for address, post, _status in doors]

    assert found == [status for _address, _post, status in doors]


def test_a_stranger_never_learns_that_there_is_a_plan(visit, doors, stranger, planned):
    found = {visit(stranger, address, post=post).status_code for address, post, _status in doors}

    assert found == {404}
    assert list(Meeting.objects.values_list("phase", "place")) == [("planned", "Room 4")]


def test_without_sign_in_no_door_opens(client, doors, settings):
    settings.LOGIN_URL = "/sign-in/"
    found = [client.get(address) if post is None else client.post(address, post) for address, post, _status in doors]

    assert {answer.status_code for answer in found} == {302}
    assert all(answer.url.startswith("/sign-in/") for answer in found)


def test_who_left_the_group_does_not_plan_for_it(visit, doors, member, now):
    member.ended_on = now.date()
    member.save(update_fields=["ended_on"])

    assert {visit(member, address, post=post).status_code for address, post, _status in doors} == {404}


# --- Three taps ------------------------------------------------------------------------------------


def test_each_template_shows_what_it_holds_and_how_long_it_is(visit, install, member, group):
    page = visit(member, reverse("meetings:plan", args=[group.pk]))

    assert [(plan.key, plan.minutes) for plan, _names in page.context["templates"]] == [
        ("first", 125),
        ("regular", 90),
        ("short", 45),
        ("case", 90),
    ]
    assert b"125 minutes" in page.content


def test_the_case_meeting_waits_for_its_activity(visit, install, member, group):
    install("talk", "check_in")

    page = visit(member, reverse("meetings:plan", args=[group.pk]))

    assert [plan.key for plan, _names in page.context["templates"]] == ["first", "regular", "short"]


def test_what_is_shown_is_what_is_planned(visit, install, member, group):
    address = reverse("meetings:plan-filled", args=[group.pk, "regular"])
    page = visit(member, address)
    shown = [(row.item.kind, row.item.method, row.item.minutes) for row in page.context["rows"]]
    proposed = {role: held.pk for role, held in page.context["roles"].items()}

    answer = visit(member, address, post=WHEN)

    meeting = Meeting.objects.get()
    assert answer.url == reverse("meetings:meeting", args=[meeting.pk])
    assert (meeting.starts_at, meeting.place, meeting.planned_by) == (at(), "Library", member)
    assert list(meeting.items.values_list("kind", "method", "minutes")) == shown
    assert dict(meeting.roles.values_list("role", "membership_id")) == proposed


def test_a_second_tap_plans_nothing_twice(visit, install, member, group):
    address = reverse("meetings:plan-filled", args=[group.pk, "regular"])

    first, again = visit(member, address, post=WHEN), visit(member, address, post=WHEN)

    assert first.url == again.url
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"day": "someday"}, {"time": "25:00"}, {"day": ""}, {"place": "x" * 121}, {"day": "99999-01-01"}],
)
def test_what_is_typed_wrong_is_asked_for_again(visit, install, member, group, wrong):
    address = reverse("meetings:plan-filled", args=[group.pk, "regular"])

    assert visit(member, address, post=WHEN | wrong).status_code == 422
    assert not Meeting.objects.exists()


def test_the_past_is_refused_with_a_sentence(visit, install, member, group):
    address = reverse("meetings:plan-filled", args=[group.pk, "regular"])

    answer = visit(member, address, post=WHEN | {"day": "2020-03-05"})

    assert answer.status_code == 409
    assert b"This time is over. Choose a later one." in answer.content


def test_a_template_that_is_not_offered_does_not_exist(visit, install, member, group):
    assert visit(member, reverse("meetings:plan-filled", args=[group.pk, "karaoke"])).status_code == 404


# --- The plan --------------------------------------------------------------------------------------


def test_the_plan_shows_sum_and_end(visit, planned, member):
    page = visit(member, reverse("meetings:meeting", args=[planned.pk]))

    assert page.context["minutes"] == 45
    assert page.context["ends_at"] == planned.starts_at + dt.timedelta(minutes=45)
    assert [row.starts_at - planned.starts_at for row in page.context["rows"]] == [
        dt.timedelta(minutes=minutes) for minutes in (0, 3, 8, 33, 37, 40, 43)
    ]


def test_the_contact_sees_the_links_of_all_and_a_member_the_own(visit, planned, contact, facilitator, member):
    address = reverse("meetings:meeting", args=[planned.pk])

    assert visit(member, address).context["links"] == []
    names = [name for name, _link in visit(contact, address).context["links"]]
    assert names == ["Arben Krasniqi", "Milica Petrovic"]


def test_a_personal_link_of_the_plan_lets_its_owner_in(client, visit, planned, contact, member):
    links = dict(visit(contact, reverse("meetings:meeting", args=[planned.pk])).context["links"])

    page = client.get(links["Milica Petrovic"])

    assert page.context["member"] == member


def test_a_day_without_school_is_said(visit, planned, member):
    address = reverse("meetings:meeting", args=[planned.pk])
    Meeting.objects.filter(pk=planned.pk).update(starts_at=dt.datetime(2030, 1, 1, 13, 0, tzinfo=dt.UTC))

    assert b"There is no school on this day" in visit(member, address).content


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ("planned", b"Open the meeting"),
        ("open", b"The meeting is going on: come in"),
        ("closed", b"This meeting is over."),
        ("cancelled", b"This meeting was cancelled."),
    ],
)
def test_each_phase_has_one_next_step(visit, planned, member, phase, words):
    Meeting.objects.filter(pk=planned.pk).update(phase=phase)

    assert words in visit(member, reverse("meetings:meeting", args=[planned.pk])).content


def test_another_date_and_place(visit, planned, member):
    visit(member, reverse("meetings:when", args=[planned.pk]), post=WHEN)

    planned.refresh_from_db()
    assert (planned.starts_at, planned.place) == (at(), "Library")


def test_roles_are_given_by_name_and_the_load_is_shown(visit, planned, facilitator, member, plan):
    for days in range(70, 73):  # never the day of the planned one, which is the next day of school
        old = plan("short", days=days)
        old.roles.update(membership=facilitator)
        Meeting.objects.filter(pk=old.pk).update(phase="closed")
    address = reverse("meetings:roles", args=[planned.pk])
    assert b"Arben Krasniqi (3 of the last 3 meetings)" in visit(member, address).content

    visit(member, address, post={"scribe": str(member.pk), "host": ""})

    assert list(planned.roles.values_list("role", "membership")) == [(RoleTurn.Role.SCRIBE, member.pk)]


def test_a_role_cannot_be_given_to_somebody_else(visit, planned, member):
    answer = visit(member, reverse("meetings:roles", args=[planned.pk]), post={"scribe": "99999"})

    assert answer.status_code == 422


# --- The agenda ------------------------------------------------------------------------------------


def test_after_a_move_the_button_has_the_focus_again(visit, planned, member):
    item = planned.items.get(kind="talk")

    answer = visit(member, reverse("meetings:change-item", args=[item.pk, "up"]), post={"seen": "3"})

    assert answer.url == reverse("meetings:agenda", args=[planned.pk]) + f"?at={item.pk}-up"
    assert visit(member, answer.url).content.count(b" autofocus") == 1
    item.refresh_from_db()
    assert item.position == 2


@pytest.mark.parametrize("seen", ["", "x", "²", "-1", "9" * 30])
def test_a_tap_without_sense_moves_nothing(visit, planned, member, seen):
    item = planned.items.get(kind="talk")

    answer = visit(member, reverse("meetings:change-item", args=[item.pk, "up"]), post={"seen": seen})

    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.position == 3


def test_what_was_taken_off_is_offered_to_be_put_back(visit, planned, member, now):
    item = planned.items.get(kind="talk")
    agenda.remove_item(item, now=now)

    page = visit(member, reverse("meetings:agenda", args=[planned.pk]))

    assert [row.item for row in page.context["removed"]] == [item]


@pytest.mark.parametrize(
    "wrong", [{"minutes": "0"}, {"minutes": "241"}, {"minutes": "ten"}, {"title": "x" * 121}, {"minutes": ""}]
)
def test_a_step_that_is_typed_wrong_is_asked_for_again(visit, planned, member, wrong):
    item = planned.items.get(kind="talk")
    typed = {"title": "The yard", "minutes": "20"} | wrong

    assert visit(member, reverse("meetings:item", args=[item.pk]), post=typed).status_code == 422
    item.refresh_from_db()
    assert (item.title, item.minutes) == ("", 25)


@pytest.mark.parametrize("wrong", [{"kind": "karaoke"}, {"kind": ""}, {"minutes": "0"}, {"seen": ""}])
def test_a_new_step_that_is_typed_wrong_is_asked_for_again(visit, planned, member, wrong):
    typed = {"kind": "talk", "seen": "7"} | wrong

    answer = visit(member, reverse("meetings:add-item", args=[planned.pk]), post=typed)

    assert answer.status_code == 422
    assert planned.items.count() == 7


def test_markup_in_a_title_stays_text(visit, planned, member):
    agenda.rename_item(planned.items.get(kind="talk"), "<b>Yard</b> 🌻")

    page = visit(member, reverse("meetings:agenda", args=[planned.pk]))

    assert "&lt;b&gt;Yard&lt;/b&gt; 🌻".encode() in page.content
    assert b"<b>Yard</b>" not in page.content


# --- The library -----------------------------------------------------------------------------------


def test_the_library_shows_all_or_those_of_one_type(visit, member):
    address = reverse("meetings:methods")

    assert len(visit(member, address).context["methods"]) == 16
    assert [found.key for found in visit(member, address + "?type=self-care").context["methods"]] == [
        "two_minute_breath"
    ]
    assert visit(member, address + "?type=karaoke").status_code == 404


# --- Speed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 12])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("plan", 4),
        ("plan-filled", 9),
        ("meeting", 9),
        ("agenda", 4),
        ("roles", 6),
        ("item", 3),
        ("methods", 2),
    ],
)
def test_pages_ask_little_of_the_database(
    planned, member, group, members, size, name, queries, django_assert_num_queries
):
    members(size)
    args = {
        "plan": [group.pk],
        "plan-filled": [group.pk, "regular"],
        "item": [AgendaItem.objects.first().pk],
        "methods": [],
    }.get(name, [planned.pk])
    address = reverse(f"meetings:{name}", args=args)
    client = client_of(member)
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(
    ("status", "words", "is_offered"),
    [
        ("active", "No meeting is planned", True),
        ("paused", "The group takes a break", True),
        ("ended", "This group has ended well", False),
    ],
)
def test_a_group_that_pauses_or_has_ended_well_is_not_urged(visit, member, group, status, words, is_offered):
    type(group).objects.filter(pk=group.pk).update(status=status)

    page = visit(member, reverse("groups:group", args=[group.pk])).content.decode()

    assert words in page
    assert (reverse("meetings:plan", args=[group.pk]) in page) == is_offered
