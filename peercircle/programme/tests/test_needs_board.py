"""The board of needs: an expert sees the groups of his municipalities, the manager all, nobody else anything."""

import datetime as dt
from itertools import count
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from peercircle.needs.actions import answering, merging, raise_need
from peercircle.needs.models import Need
from peercircle.programme import board
from peercircle.programme.tests.test_home import found

DAY = dt.timedelta(days=1)
BOARD = "programme:needs"


@pytest.fixture
def ask(group, now):
    """`ask("A room", group, days=20)`: asked so many days ago."""
    numbers = count(1)

    def ask(text="A quiet room", by=group, days=1, **said):
        return raise_need(by, text, id=UUID(int=next(numbers)), now=now - days * DAY, **said)

    return ask


@pytest.fixture
def neighbours(site):
    """Another group of the same municipality."""
    return found("Dritarja", site)


@pytest.fixture
def elsewhere(site_elsewhere):
    return found("Ura", site_elsewhere)


def texts(response):
    return [[each.text for each in asked.together] for asked in response.context["piles"]]


def test_an_expert_sees_the_needs_of_his_municipalities_the_manager_all(visit, expert, manager, team, ask, elsewhere):
    ask("Ours")
    ask("Theirs", elsewhere)

    assert texts(visit(expert, reverse(BOARD))) == [["Ours"]]
    assert sorted(texts(visit(manager, reverse(BOARD)))) == [["Ours"], ["Theirs"]]


WHO = pytest.mark.parametrize(
    ("who", "status"),
    [("expert", 200), ("manager", 200), ("colleague_of_another_team", 404), ("member", 404), ("stranger", 404)],
)
ROLES = pytest.mark.parametrize("role", ["director", "office", "monitor"])


@WHO
def test_a_need_is_for_those_who_look_after_its_group(request, visit, team, other_team, ask, who, status):
    response = visit(request.getfixturevalue(who), reverse("programme:need", args=[ask().pk]))

    assert response.status_code == status
    assert ("A quiet room" in response.content.decode()) == (status == 200)


@ROLES
@pytest.mark.parametrize("door", [BOARD, "programme:need", "programme:need-new"])
def test_directors_offices_and_counters_are_not_told(visit, stranger, site, ask, role, door):
    stranger.programme_role, stranger.office_of = role, site.municipality if role == "office" else None
    stranger.save(update_fields=["programme_role", "office_of"])
    need = ask()

    args = [need.pk] if door == "programme:need" else []
    assert visit(stranger, reverse(door, args=args)).status_code == 404


def test_what_a_meeting_still_talks_about_is_not_the_programmes(visit, manager, ask, meeting):
    need = ask(meeting=meeting)

    assert texts(visit(manager, reverse(BOARD))) == []
    assert visit(manager, reverse("programme:need", args=[need.pk])).status_code == 404


ANSWERS = {
    "need-acknowledge": ({}, "acknowledged"),
    "need-plan": ({"said": "A trainer comes", "due_on": "2099-03-12"}, "planned"),
    "need-decline": ({"reason": "No money left"}, "declined"),
    "need-deliver": ({"said": "Room 12"}, "delivered"),
}


@WHO
@pytest.mark.parametrize("door", ANSWERS)
def test_who_answers(request, visit, team, other_team, ask, manager, now, who, status, door):
    need = ask()
    before = "sent"
    if door == "need-deliver":
        answering.acknowledge_need(need, by=manager, now=now)
        before = "acknowledged"
    said, state = ANSWERS[door]

    for _again in range(2):
        response = visit(request.getfixturevalue(who), reverse(f"programme:{door}", args=[need.pk]), post=said)

    need.refresh_from_db()
    assert response.status_code == (302 if status == 200 else status)
    assert need.state == (state if status == 200 else before)
    assert need.entries.filter(kind=state).count() == (1 if need.state == state else 0)


@pytest.mark.parametrize(
    ("door", "said"),
    [
        ("need-plan", {"said": "A trainer", "due_on": "2020-01-01"}),
        ("need-plan", {"said": "A trainer"}),
        ("need-plan", {"due_on": "2099-03-12"}),
        ("need-decline", {"reason": " "}),
    ],
)
def test_an_answer_without_its_words_is_asked_for_again(visit, expert, team, ask, door, said):
    need = ask()

    response = visit(expert, reverse(f"programme:{door}", args=[need.pk]), post=said)

    need.refresh_from_db()
    assert (response.status_code, need.state) == (422, "sent")


@pytest.mark.parametrize(
    ("number", "chosen"), [(1, True), (2, False)], ids=["one group at the school", "two groups at the school"]
)
def test_after_a_session_the_group_of_its_school_is_chosen(
    visit, expert, team, group, site, session, elsewhere, number, chosen
):
    if number == 2:
        found("Dritarja", site)
    page = visit(expert, reverse("programme:session", args=[session.pk])).content.decode()
    link = f"{reverse('programme:need-new')}?origin=session&amp;site={site.pk}"
    assert link in page

    form = visit(expert, link.replace("&amp;", "&")).content.decode()

    assert (f'<option value="{group.pk}" selected>' in form) == chosen
    for wrong in ("x", "", str(elsewhere.sites.get().pk)):
        assert "selected>I" not in visit(expert, f"{reverse('programme:need-new')}?site={wrong}").content.decode()


def test_what_was_written_stays_when_somebody_else_answered_first(visit, expert, team, ask, now):
    need = ask()
    answering.plan_need(need, "A trainer", now.date(), by=expert, now=now)
    answering.deliver_need(need, by=expert, now=now)

    response = visit(expert, reverse("programme:need-decline", args=[need.pk]), post={"reason": "No money until May"})

    assert response.status_code == 422
    assert "Something else was said to this need in the meantime." in response.content.decode()
    assert "No money until May" in response.content.decode()


@WHO
def test_who_takes_an_answer_back(request, visit, team, other_team, ask, manager, now, who, status):
    need = ask()
    answering.acknowledge_need(need, by=manager, now=now)
    entry = need.entries.get(kind="acknowledged")

    visit(request.getfixturevalue(who), reverse("programme:need-undo", args=[need.pk, entry.pk]), post={})

    need.refresh_from_db()
    assert need.state == ("sent" if status == 200 else "acknowledged")


@WHO
def test_who_hands_a_need_on(request, visit, team, other_team, ask, expert, who, status):
    need = ask()

    address = reverse("programme:need-hand-on", args=[need.pk])
    visit(request.getfixturevalue(who), address, post={"responsible": expert.pk})

    need.refresh_from_db()
    assert need.responsible == (expert if status == 200 else None)


def test_a_need_is_not_handed_to_somebody_of_another_team(
    visit, expert, team, other_team, colleague_of_another_team, ask
):
    need = ask()

    address = reverse("programme:need-hand-on", args=[need.pk])
    response = visit(expert, address, post={"responsible": colleague_of_another_team.pk})

    need.refresh_from_db()
    assert (response.status_code, need.responsible) == (409, None)


@WHO
def test_who_puts_needs_together_and_takes_them_apart(request, visit, team, other_team, ask, neighbours, who, status):
    ours, theirs = ask("A room"), ask("Rooms", neighbours)
    person = request.getfixturevalue(who)

    visit(person, reverse("programme:need-merge", args=[theirs.pk, ours.pk]), post={})
    theirs.refresh_from_db()
    assert theirs.merged_into == (ours if status == 200 else None)
    if status != 200:
        return

    page = visit(person, reverse(BOARD))
    assert texts(page) == [["A room", "Rooms"]]
    assert "I'm here, Dritarja" in page.content.decode().replace("&#x27;", "'")

    visit(person, reverse("programme:need-part", args=[theirs.pk]), post={})
    assert len(texts(visit(person, reverse(BOARD)))) == 2


def test_an_expert_does_not_put_a_need_to_one_that_is_not_his(visit, expert, team, ask, elsewhere):
    ours, theirs = ask("A room"), ask("Rooms", elsewhere)

    response = visit(expert, reverse("programme:need-merge", args=[ours.pk, theirs.pk]), post={})

    assert response.status_code == 404


def test_what_the_manager_put_together_stands_on_each_experts_board(
    visit, manager, expert, colleague_of_another_team, team, other_team, ask, elsewhere, now
):
    ours, again, theirs = ask("A room"), ask("Another room"), ask("Rooms", elsewhere)
    for need in (ours, again):
        merging.merge_needs(need, theirs, by=manager, now=now)

    assert texts(visit(expert, reverse(BOARD))) == [["A room", "Another room"]]
    assert texts(visit(colleague_of_another_team, reverse(BOARD))) == [["Rooms"]]
    assert texts(visit(manager, reverse(BOARD))) == [["A room", "Another room", "Rooms"]]


def test_what_nobody_read_or_answered_for_14_days_stands_out_on_top(visit, expert, team, ask, now):
    read = {"Read": 13, "Forgotten": 15}
    for text, days in [("Fresh", 2), ("Read", 30), ("Forgotten", 30), ("Overdue", 16)]:
        need = ask(text, days=days)
        if text in read:
            answering.acknowledge_need(need, by=expert, now=now - read[text] * DAY)

    response = visit(expert, reverse(BOARD))

    assert texts(response) == [["Overdue"], ["Forgotten"], ["Fresh"], ["Read"]]
    assert [asked.is_overdue for asked in response.context["piles"]] == [True, True, False, False]
    page = response.content.decode()
    assert "2 needs have waited for an answer for more than 14 days." in page
    assert page.count("nobody has read it") == page.count("read, without an answer") == 1


def test_what_was_ranked_comes_in_its_order_below_what_is_overdue(visit, expert, team, ask, now):
    for text, days, priority in [("Second", 3, 2), ("Overdue", 15, None), ("First", 2, 1), ("New", 4, None)]:
        Need.objects.filter(pk=ask(text, days=days).pk).update(priority=priority)

    assert texts(visit(expert, reverse(BOARD))) == [["Overdue"], ["First"], ["Second"], ["New"]]


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False)])
def test_a_plan_whose_day_has_passed_stands_out(visit, expert, team, ask, now, days, is_late):
    answering.plan_need(ask(), "x", localdate(now) + days * DAY, by=expert, now=now)

    page = visit(expert, reverse(BOARD) + "?show=planned").content.decode()

    assert ("the day has passed" in page) == is_late
    assert ("The day of 1 plan has passed" in visit(expert, reverse(BOARD)).content.decode()) == is_late


def test_the_shelves(visit, expert, team, ask, now):
    soon, later, gone, there = (ask(text) for text in ("Soon", "Later", "Declined", "There"))
    answering.plan_need(later, "x", (now + 9 * DAY).date(), by=expert, now=now)
    answering.plan_need(soon, "x", (now + 2 * DAY).date(), by=expert, now=now)
    answering.decline_need(gone, "x", by=expert, now=now)
    answering.acknowledge_need(there, by=expert, now=now)
    answering.deliver_need(there, by=expert, now=now + DAY)

    assert texts(visit(expert, reverse(BOARD) + "?show=planned")) == [["Soon"], ["Later"]]
    assert texts(visit(expert, reverse(BOARD) + "?show=answered")) == [["There"], ["Declined"]]
    assert texts(visit(expert, reverse(BOARD) + "?show=nonsense")) == []


def test_needs_with_the_same_words_are_offered_first(ask, neighbours):
    ours = ask("A trainer for bullying")
    ask("A room")
    alike = ask("Trainer about bullying, please", neighbours)

    assert board.that_could_be_the_same(ours, Need.objects.sent().select_related("group"))[0] == alike


@pytest.mark.parametrize(("who", "status"), [("expert", 302), ("stranger", 404)])
def test_an_expert_writes_down_what_a_group_said(request, visit, team, group, expert, who, status):
    said = {"id": UUID(int=9), "group": group.pk, "text": "A room", "origin": "visit"}

    for _again in range(2):
        response = visit(request.getfixturevalue(who), reverse("programme:need-new"), post=said)

    assert response.status_code == status
    found = list(Need.objects.values_list("group", "text", "origin", "state", "raised_by"))
    assert found == ([(group.pk, "A room", "visit", "sent", expert.pk)] if status == 302 else [])


def test_from_a_sessions_page_a_need_was_heard_there(visit, expert, session):
    page = visit(expert, reverse("programme:session", args=[session.pk])).content.decode()
    address = reverse("programme:need-new") + "?origin=session"
    assert address in page

    assert visit(expert, address).context["form"]["origin"].value() == "session"


def test_an_expert_writes_nothing_down_for_a_group_of_others(visit, expert, team, elsewhere):
    said = {"id": UUID(int=9), "group": elsewhere.pk, "text": "A room", "origin": "visit"}

    assert visit(expert, reverse("programme:need-new"), post=said).status_code == 422


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_asks_eight_questions_of_any_number(
    client, expert, team, site, ask, number, django_assert_num_queries
):
    for one in range(number):
        need = ask(f"Need {one}", found(f"Group {one}", site), days=20)
        Need.objects.filter(pk=need.pk).update(responsible=expert)
    client.force_login(expert)

    with django_assert_num_queries(8):
        assert len(texts(client.get(reverse(BOARD)))) == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_need_asks_eight_questions(client, expert, team, site, ask, number, django_assert_num_queries):
    need = ask()
    for one in range(number):
        ask(f"Need {one}", found(f"Group {one}", site))
        merging.merge_needs(ask(f"Same {one}"), need, by=expert, now=need.raised_at)
    client.force_login(expert)

    with django_assert_num_queries(8):
        client.get(reverse("programme:need", args=[need.pk]))


def test_members_names_are_not_told_to_the_programme(visit, expert, team, group, member, now, ask):
    need = ask(by=group)
    need.entries.update(by=member.person)

    assert member.person.name not in visit(expert, reverse("programme:need", args=[need.pk])).content.decode()


def test_the_groups_of_a_municipality_have_its_experts_and_the_managers(ask, expert, manager, team, other_team):
    assert set(board.who_may_answer(ask())) == {expert, manager}
