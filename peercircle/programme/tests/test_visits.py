"""Planning visits: the route of a day, in its order, for those who look after the groups."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.programme.actions import visits as actions
from peercircle.programme.models import FieldVisit

DAY = dt.timedelta(days=1)


@pytest.fixture
def today(now):
    return timezone.localdate(now)


def other_group(site, name="Ura"):
    group = Group.objects.create(name=name, founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14))
    group.sites.add(site)
    return group


@pytest.fixture
def route(team, expert, group, site, today):
    """Three stops of today: two groups and the school."""
    places = [group, other_group(site), site]
    return [actions.plan_visit(expert, place, id=uuid4(), visited_on=today) for place in places]


@pytest.fixture
def planned(route):
    return route[0]


def day(on, door="visit-day"):
    return reverse(f"programme:{door}", args=[on.isoformat()])


def to(door, visit):
    return reverse(f"programme:{door}", args=[visit.pk])


def order(on):
    return [
        str(each.group or each.site) for each in FieldVisit.objects.filter(visited_on=on).exclude(state="cancelled")
    ]


def adding(on, group):
    return reverse("programme:visit-add-group", args=[on.isoformat(), group.pk])


def letter():
    return {"id": str(uuid4())}


def test_the_expert_adds_to_a_day_who_is_visited(visit, expert, team, group, site, today):
    other_group(site)
    assert "I&#x27;m here" in visit(expert, day(today)).content.decode()

    for _tap in range(2):
        assert visit(expert, adding(today, group), post=letter()).url == day(today)
    visit(expert, adding(today, Group.objects.get(name="Ura")), post=letter())

    assert order(today) == ["I'm here", "Ura"]
    assert FieldVisit.objects.filter(expert=expert).count() == 2


def test_the_same_letter_twice_plans_once_also_when_the_visit_has_moved(visit, expert, team, group, today):
    sent = letter()
    visit(expert, adding(today, group), post=sent)
    actions.move_to_day(FieldVisit.objects.get(), today + DAY)

    visit(expert, adding(today, group), post=sent)

    assert FieldVisit.objects.get().visited_on == today + DAY


def test_buttons_change_the_order_and_a_second_tap_moves_nothing(visit, expert, route, today):
    last = route[2]
    for _tap in range(2):
        assert visit(expert, to("visit-earlier", last), post={"seen": 3}).url == day(today)

    assert order(today) == ["I'm here", "Xheladin Rekaliu", "Ura"]
    visit(expert, to("visit-later", route[0]), post={"seen": 1})
    assert order(today) == ["Xheladin Rekaliu", "I'm here", "Ura"]


@pytest.mark.parametrize(("door", "number"), [("visit-earlier", 0), ("visit-later", 2)])
def test_the_ends_of_a_route_stay(visit, expert, route, today, door, number):
    visit(expert, to(door, route[number]), post={"seen": number + 1})

    assert order(today) == ["I'm here", "Ura", "Xheladin Rekaliu"]


def test_what_was_called_off_takes_place_after_all(visit, expert, route, today):
    visit(expert, to("visit-call-off", route[0]), post={})
    assert order(today) == ["Ura", "Xheladin Rekaliu"]
    assert "Called off" in visit(expert, day(today)).content.decode()

    visit(expert, to("visit-make-again", route[0]), post={})

    assert order(today) == ["Ura", "Xheladin Rekaliu", "I'm here"]


def test_adding_a_group_that_was_called_off_brings_its_visit_back(visit, expert, route, group, today):
    actions.call_off(route[0])

    visit(expert, adding(today, group), post=letter())

    assert order(today)[-1] == "I'm here"
    assert FieldVisit.objects.count() == 3


def test_a_visit_moves_to_the_end_of_another_day(visit, expert, planned, group, today):
    response = visit(expert, to("visit-to-day", planned), post={"on": (today + DAY).isoformat()})

    assert response.url == day(today + DAY)
    assert order(today + DAY) == ["I'm here"]


@pytest.mark.parametrize("door", ["visit-call-off", "visit-to-day"])
def test_what_took_place_stays(visit, expert, planned, today, door):
    FieldVisit.objects.filter(pk=planned.pk).update(state="held")

    answer = visit(expert, to(door, planned), post={"on": (today + DAY).isoformat()})

    assert answer.status_code == 409
    assert FieldVisit.objects.get(pk=planned.pk).is_held


@pytest.mark.parametrize("on", ["2026-02-31", "x", "0001-01-01", "9999-12-31", "20261"])
def test_a_day_that_is_none_is_not_there(visit, expert, team, group, on):
    for door in ("visit-day", "visit-day-print"):
        assert visit(expert, reverse(f"programme:{door}", args=[on])).status_code == 404
    address = reverse("programme:visit-add-group", args=[on, group.pk])
    assert visit(expert, address, post=letter()).status_code == 404
    assert not FieldVisit.objects.exists()


def test_whom_nobody_visited_for_longest_stands_first(visit, expert, team, group, site, today):
    new = other_group(site)
    for place, days in [(group, 9), (other_group(site, "Drita"), 40)]:
        held = actions.plan_visit(expert, place, id=uuid4(), visited_on=today - days * DAY)
        FieldVisit.objects.filter(pk=held.pk).update(state="held")

    offered = visit(expert, day(today)).context["choices"]

    assert [choice.name for choice in offered] == [new.name, "Drita", "I'm here"]


def test_the_paper_has_the_stops_in_order_and_what_was_agreed(visit, expert, route, group, today):
    held = actions.plan_visit(expert, group, id=uuid4(), visited_on=today - 30 * DAY)
    FieldVisit.objects.filter(pk=held.pk).update(state="held", agreed="A trainer comes", is_hard="Silence")

    page = visit(expert, day(today, "visit-day-print")).content.decode()

    assert page.index("1. I&#x27;m here") < page.index("A trainer comes") < page.index("2. Ura")
    assert "Silence" not in page


# --- Who may -------------------------------------------------------------------------------------
SEEN_BY = {"expert": 200, "manager": 200, "colleague_of_another_team": 404, "stranger": 404, "member": 404}


@pytest.mark.parametrize(("who", "status"), SEEN_BY.items())
def test_who_may_look_at_a_visit(visit, planned, other_team, request, who, status):
    assert visit(request.getfixturevalue(who), to("visit", planned)).status_code == status


@pytest.mark.parametrize("role", ["director", "office", "monitor"])
@pytest.mark.parametrize("door", ["visits", "visit-day", "visit-day-print", "visit"])
def test_others_of_the_programme_are_strangers(visit, planned, stranger, today, role, door):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])
    argument = {"visits": [], "visit": [planned.pk]}.get(door, [today.isoformat()])

    assert visit(stranger, reverse(f"programme:{door}", args=argument)).status_code == 404


@pytest.mark.parametrize("door", ["earlier", "later", "to-day", "call-off", "make-again", "note"])
@pytest.mark.parametrize(
    ("who", "status"), [("manager", 403), ("colleague_of_another_team", 404), ("stranger", 404), ("member", 404)]
)
def test_only_who_makes_the_visit_changes_it(visit, planned, other_team, request, door, who, status):
    answer = visit(request.getfixturevalue(who), to(f"visit-{door}", planned), post={"seen": 1})

    assert answer.status_code == status
    if status == 403:
        assert "Vesna Marković makes this visit. Ask them." in answer.content.decode()
    planned.refresh_from_db()
    assert (planned.state, planned.position) == ("planned", 1)


def test_nobody_puts_groups_of_others_on_a_route(visit, colleague_of_another_team, other_team, group, today):
    assert visit(colleague_of_another_team, adding(today, group), post=letter()).status_code == 404
    assert not FieldVisit.objects.exists()


def test_a_colleague_sees_the_visit_in_the_list_but_not_on_the_own_route(visit, team, planned, manager, today):
    page = visit(manager, reverse("programme:visits")).content.decode()

    assert "Vesna Marković" in page
    assert visit(manager, day(today)).context["route"] == []


@pytest.mark.parametrize("sent", [{}, {"id": "x"}, {"id": ""}])
def test_a_letter_that_makes_no_sense_is_refused(visit, expert, team, group, today, sent):
    assert visit(expert, adding(today, group), post=sent).status_code == 409
    assert not FieldVisit.objects.exists()


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_group_that_is_none_is_not_there(visit, expert, team, today, pk):
    address = reverse("programme:visit-add-group", args=[today.isoformat(), pk])
    assert visit(expert, address, post=letter()).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_few_questions_for_any_number_of_visits(
    client, expert, team, site, today, number, django_assert_num_queries
):
    for count in range(number):
        for days in (-2, 0, 2):
            actions.plan_visit(expert, other_group(site, f"{days} {count}"), id=uuid4(), visited_on=today + days * DAY)
        past = actions.plan_visit(expert, other_group(site, f"h {count}"), id=uuid4(), visited_on=today - 9 * DAY)
        FieldVisit.objects.filter(pk=past.pk).update(state="held")
    client.force_login(expert)

    for address, queries in [
        (reverse("programme:visits"), 9),
        (day(today), 7),
        (day(today, "visit-day-print"), 4),
    ]:
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("page", "doors"),
    [
        ("visit-day", ["visit-later"]),
        ("visit", ["visit-to-day", "visit-call-off"]),
        ("session", ["session-cancel"]),
    ],
)
def test_what_a_button_does_waits_on_the_phone_without_a_network(visit, expert, planned, session, today, page, doors):
    """Each form has a letter of its own, and stays as it is until the page comes anew."""
    session.state = session.State.PLANNED
    session.save()
    pk = session.pk if page == "session" else planned.pk

    address = day(today) if page == "visit-day" else reverse(f"programme:{page}", args=[pk])
    text = visit(expert, address).content.decode()

    assert "js/outbox" in text
    assert "data-outbox-state" in text
    for door in doors:
        action = reverse(f"programme:{door}", args=[pk])
        (form,) = (each for each in re.findall("<form[^>]*>", text) if f'action="{action}"' in each)
        assert 'data-outbox="stay"' in form
