"""Sessions: who may see, plan and change them."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.programme.actions.sessions import plan_session
from peercircle.programme.models import ExpertTeam, Programme, Session, SessionAttendance, Topic

DAY = dt.timedelta(days=1)


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


def asked(held_on, **fields):
    usual = {"kind": "supervision", "held_on": held_on.isoformat(), "start_time": "13:30", "minutes": "90", "place": ""}
    return usual | {"notes": ""} | fields


@pytest.mark.parametrize("name", ["session", "session-edit", "attendance", "sheet"])
def test_a_session_is_for_its_team_and_the_manager(visit, session, other_team, request, name):
    statuses = {
        who: visit(request.getfixturevalue(who), url(name, session.pk)).status_code
        for who in ("expert", "manager", "colleague_of_another_team", "stranger", "contact")
    }

    assert statuses == {
        "expert": 200,
        "manager": 200,
        "colleague_of_another_team": 404,
        "stranger": 404,
        "contact": 404,
    }


@pytest.mark.parametrize("name", ["session-cancel", "session-plan-again", "attendance", "session-edit"])
@pytest.mark.parametrize("who", ["colleague_of_another_team", "stranger"])
def test_nobody_else_changes_it(visit, session, other_team, request, name, who):
    response = visit(request.getfixturevalue(who), url(name, session.pk), post=asked(session.held_on))

    assert response.status_code == 404
    session.refresh_from_db()
    assert (session.state, session.kind) == ("planned", "coaching")


@pytest.mark.parametrize("role", ["monitor", "director", "office", ""])
@pytest.mark.parametrize("name", ["sessions", "session-new"])
def test_the_list_is_for_experts_and_managers(visit, stranger, session, role, name):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    assert visit(stranger, url(name)).status_code == 404


def test_the_list_says_what_waits_what_lies_ahead_and_what_was(visit, expert, session):
    def copy(held_on, state):
        fields = {"phase": session.phase, "team": session.team, "kind": "coaching"}
        fields |= {"municipality": session.municipality, "site": session.site}
        return Session.objects.create(**fields, held_on=held_on, state=state)

    ahead = copy(session.held_on + 9 * DAY, "planned")
    held, cancelled = copy(session.held_on - DAY, "held"), copy(session.held_on - 2 * DAY, "cancelled")

    shown = visit(expert, url("sessions")).context

    assert [list(shown["waiting"]), list(shown["ahead"])] == [[session], [ahead]]
    assert list(shown["past"]) == [held, cancelled]


def test_an_empty_list_says_so(visit, expert):
    assert "No session yet" in visit(expert, url("sessions")).content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_asks_six_questions_for_any_number(client, expert, session, number, now, django_assert_num_queries):
    session.state = Session.State.HELD
    for _each in range(number):
        session.pk = None
        session.save()
        SessionAttendance.objects.create(session=session, person=expert, method="register", recorded_at=now)
    client.force_login(expert)

    with django_assert_num_queries(6):
        assert len(client.get(url("sessions")).context["past"]) == number


def test_a_session_is_planned_at_a_school_of_the_team(visit, expert, session, site):
    topic = Topic.objects.get(position=5)
    day = session.held_on + 5 * DAY

    response = visit(expert, url("session-new-at", site.pk), post=asked(day, topics=[topic.pk], leaders=[expert.pk]))

    planned = Session.objects.exclude(pk=session.pk).get()
    assert response.url == url("session", planned.pk)
    assert (planned.kind, planned.held_on, planned.start_time, planned.site) == (
        "supervision",
        day,
        dt.time(13, 30),
        site,
    )
    assert (planned.phase, planned.team, planned.state) == (session.phase, session.team, "planned")
    assert ([*planned.topics.all()], [*planned.leaders.all()]) == ([topic], [expert])


def test_a_session_may_be_at_a_place_near_a_school(visit, expert, session, site):
    day = session.held_on + 5 * DAY

    visit(expert, url("session-new-at", site.pk), post=asked(day, place="Hotel  Sirius"))

    planned = Session.objects.exclude(pk=session.pk).get()
    assert (planned.site, planned.place, planned.municipality) == (None, "Hotel Sirius", site.municipality)


def test_an_expert_plans_nothing_in_the_municipality_of_another_team(visit, expert, session, site_elsewhere):
    assert visit(expert, url("session-new-at", site_elsewhere.pk)).status_code == 403


def test_a_second_tap_plans_nothing_new(team, session, site):
    said = {"kind": "coaching", "held_on": session.held_on + 3 * DAY, "start_time": None, "minutes": 60}
    said |= {"place": "", "topics": [], "leaders": [], "notes": ""}

    assert plan_session(team, site, **said) == plan_session(team, site, **said)


def test_a_day_outside_every_phase_is_said_at_the_field(visit, expert, session, site):
    response = visit(expert, url("session-new-at", site.pk), post=asked(session.held_on + 900 * DAY))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["held_on"]


def test_what_is_wrong_can_be_changed(visit, expert, session):
    visit(expert, url("session-edit", session.pk), post=asked(session.held_on - DAY, place="Hotel", notes="Coffee"))

    changed = Session.objects.get(pk=session.pk)
    assert (changed.kind, changed.site, changed.place, changed.notes) == ("supervision", None, "Hotel", "Coffee")

    visit(expert, url("session-edit", session.pk), post=asked(session.held_on - DAY))
    assert Session.objects.get(pk=session.pk).place == "Hotel"


def test_where_two_programmes_have_a_team_the_day_says_whose_session_it_is(visit, manager, session, team, site):
    """Whichever of the two began later, a session of each can be planned, and a sheet of each entered."""
    ends = session.phase.ends_on
    later = Programme.objects.create(
        name="Next", funder="F", implementer="I", starts_on=ends + DAY, ends_on=ends + 9 * DAY
    )
    later.phases.create(kind="field-1", starts_on=ends + DAY, ends_on=ends + 9 * DAY)
    other = ExpertTeam.objects.create(programme=later, name="A")
    other.municipalities.add(site.municipality)

    for day in (ends, ends + DAY):
        visit(manager, url("session-new-at", site.pk), post=asked(day))

    assert [*Session.objects.filter(held_on__gte=ends).order_by("held_on").values_list("team", flat=True)] == [
        team.pk,
        other.pk,
    ]


def test_a_session_that_was_held_cannot_lie_ahead(visit, expert, session):
    Session.objects.filter(pk=session.pk).update(state="held")

    answer = visit(expert, url("session-edit", session.pk), post=asked(session.held_on + 5 * DAY, notes="Coffee"))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "People were at this session already" in page
    assert "Coffee" in page


def test_a_session_is_called_off_and_takes_place_after_all(visit, expert, session):
    for door, state in [
        ("session-cancel", "cancelled"),
        ("session-cancel", "cancelled"),
        ("session-plan-again", "planned"),
    ]:
        assert visit(expert, url(door, session.pk), post={}).status_code == 302
        session.refresh_from_db()
        assert session.state == state


def test_what_people_came_to_is_not_called_off(visit, expert, session):
    Session.objects.filter(pk=session.pk).update(state="held")

    assert visit(expert, url("session-cancel", session.pk), post={}).status_code == 409


def test_schools_are_looked_for_in_the_teams_municipalities_only(visit, expert, session, site, site_elsewhere):
    assert [*visit(expert, url("session-new") + "?q=rekaliu").context["found"]] == [site]
    assert [*visit(expert, url("session-new") + "?q=dardania").context["found"]] == []


@pytest.mark.parametrize("field", ["topics", "leaders"])
@pytest.mark.parametrize("value", ["9" * 30, "-1", "x", "\0"])
def test_a_tick_that_is_none_is_asked_again(visit, expert, session, field, value):
    answer = visit(expert, reverse("programme:session-edit", args=[session.pk]), post={field: value})

    assert answer.status_code == 422


def test_the_page_of_a_session_says_whose_it_is(visit, manager, session):
    page = visit(manager, url("session", session.pk)).content.decode()

    for words in ("<dd>North</dd>", "Vesna Marković", "Field phase I"):
        assert words.lower() in page.lower()
