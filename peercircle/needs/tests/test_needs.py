"""The pages of a group's needs: whose they are, what they tell, and what its first page shows of them."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from peercircle.needs import access, stories
from peercircle.needs.actions import answering, merging, raising
from peercircle.needs.models import WAITS, Need
from peercircle.needs.panel import panel
from tests.cast import client_of

MONTH = dt.date(2099, 3, 12)


def address(door, need, *more):
    return reverse(f"needs:{door}", args=[need.group_id, need.pk, *more])


@pytest.fixture
def delivered(ask, expert, now):
    need = ask("A quiet room")
    answering.acknowledge_need(need, by=expert, now=now)
    answering.deliver_need(need, by=expert, now=now, said="Room 12 is yours")
    return need


WHO = pytest.mark.parametrize(("who", "status"), [("member", 200), ("stranger", 404), ("expert", 404), (None, 302)])


@WHO
@pytest.mark.parametrize("door", ["group", "need", "new"])
def test_the_pages_are_for_members(request, visit, ask, who, status, door):
    need = ask("A quiet room")
    url = address("need", need) if door == "need" else reverse(f"needs:{door}", args=[need.group_id])

    response = visit(who and request.getfixturevalue(who), url)

    assert response.status_code == status
    assert ("A quiet room" in response.content.decode()) == (status == 200 and door != "new")


@pytest.mark.parametrize("role", ["director", "office", "monitor", "manager"])
def test_nobody_of_another_office_reads_them(visit, ask, stranger, role):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    assert visit(stranger, address("need", ask())).status_code == 404


def test_a_need_of_another_group_is_not_found_in_mine(visit, member, ask, other_group):
    theirs = ask("Rooms", other_group)

    assert visit(member, reverse("needs:need", args=[member.group_id, theirs.pk])).status_code == 404


def test_a_group_without_needs_reads_how_to_ask(visit, member, group):
    page = visit(member, reverse("needs:group", args=[group.pk])).content.decode()

    assert "mark a note as a need" in page


def test_a_member_asks_between_meetings(visit, member, group):
    sent = {"id": uuid.UUID(int=7), "text": "  A quiet\nroom ", "impact": "3"}
    for _again in range(2):
        response = visit(member, reverse("needs:new", args=[group.pk]), post=sent)

    need = Need.objects.get()
    assert response.status_code == 302
    assert (need.text, need.state, need.origin, need.raised_by, need.impact) == (
        "A quiet room",
        "sent",
        "between",
        member.person,
        3,
    )


def test_a_need_without_words_is_asked_for_again(visit, member, group):
    response = visit(member, reverse("needs:new", args=[group.pk]), post={"id": uuid.UUID(int=7), "text": " "})

    assert (response.status_code, Need.objects.count()) == (422, 0)


@WHO
@pytest.mark.parametrize("door", ["withdraw", "bring-back", "part"])
def test_only_members_tap(request, visit, ask, expert, now, who, status, door):
    first, second = ask("A room"), ask("Another room")
    merging.merge_needs(second, first, by=expert, now=now)
    if door == "bring-back":
        raising.withdraw_need(second, now=now)

    response = visit(who and request.getfixturevalue(who), address(door, second), post={})

    second.refresh_from_db()
    is_done = {
        "withdraw": second.is_withdrawn,
        "bring-back": not second.is_withdrawn,
        "part": second.merged_into is None,
    }[door]
    assert response.status_code == (302 if status == 200 else status)
    assert is_done == (status == 200)


@WHO
def test_only_members_put_their_needs_together(request, visit, ask, who, status):
    first, second = ask("A room"), ask("Another room")

    response = visit(who and request.getfixturevalue(who), address("merge", second, first.pk), post={})

    second.refresh_from_db()
    assert response.status_code == (302 if status == 200 else status)
    assert (second.merged_into_id == first.pk) == (status == 200)


def test_no_member_puts_a_need_to_one_of_another_group(visit, member, ask, other_group):
    ours, theirs = ask("A room"), ask("Rooms", other_group)

    assert visit(member, address("merge", ours, theirs.pk), post={}).status_code == 404


@WHO
@pytest.mark.parametrize("verdict", Need.Verdict.values)
def test_only_members_judge(request, visit, delivered, who, status, verdict):
    response = visit(who and request.getfixturevalue(who), address("judge", delivered), post={"verdict": verdict})

    delivered.refresh_from_db()
    assert response.status_code == (302 if status == 200 else status)
    assert delivered.verdict == (verdict if status == 200 else "")


def test_a_need_tells_its_story(visit, member, ask, expert, now):
    need = ask("A quiet room")
    answering.plan_need(need, "A trainer comes", MONTH, by=expert, now=now)
    answering.undo_answer(need, need.entries.last(), now=now)
    answering.decline_need(need, "No money left", by=expert, now=now)

    response = visit(member, address("need", need))

    lines = [(line.sentence, line.who, line.is_undone) for line in response.context["story"].lines]
    assert lines == [
        ("Sent to the programme", None, False),
        ("Planned until Thursday 12 March 2099: A trainer comes", expert, True),
        ("Declined: No money left", expert, False),
    ]
    assert "<s>Planned until Thursday 12 March 2099: A trainer comes</s>" in response.content.decode()


def test_it_tells_how_many_others_ask_and_not_who(visit, member, ask, other_group, expert, now):
    ours, theirs = ask("A room"), ask("Our secret words", other_group)
    merging.merge_needs(ours, theirs, by=expert, now=now)

    page = visit(member, address("need", ours)).content.decode()

    assert "1 other group asks for the same." in page
    assert "Put together with what another group asks for" in page
    assert "Our secret words" not in page
    assert "Ura" not in page


@pytest.mark.parametrize(
    ("state", "waits", "reminded", "words"),
    [
        ("sent", dt.timedelta(1), False, "The programme reads it by"),
        ("sent", WAITS + dt.timedelta(1), False, "It should have been read by"),
        ("sent", WAITS + dt.timedelta(1), True, "The programme was reminded."),
        ("acknowledged", dt.timedelta(1), False, "the programme says what it plans, or why it cannot help."),
        ("acknowledged", WAITS + dt.timedelta(1), False, "The programme owes you an answer since"),
        ("acknowledged", WAITS + dt.timedelta(1), True, "It was reminded."),
    ],
)
def test_the_group_knows_by_when_it_is_read_and_answered(ask, state, waits, reminded, words):
    need = ask()
    need.state = state
    need.reminded_at = need.state_since if reminded else None

    assert words in stories.ahead(need, need.state_since + waits)


def test_a_reminder_to_read_it_is_none_to_answer_it(ask, now):
    need = ask()
    need.state, need.reminded_at = "acknowledged", need.state_since - dt.timedelta(1)

    assert "reminded" not in stories.ahead(need, need.state_since + 2 * WAITS)


def test_what_a_group_asked_twice_is_told_once(group, ask, expert, now):
    first, second, third = ask("A room"), ask("A quiet room"), ask("Tea")
    merging.merge_needs(second, first, by=expert, now=now)

    told = stories.of_a_group(access.needs_of(group))

    assert [(story.need.text, [need.text for need in story.also]) for story in told] == [
        ("Tea", []),
        ("A room", ["A quiet room"]),
    ]
    assert third in [story.need for story in told]


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (3, 3), (5, 3)])
def test_the_groups_page_shows_the_newest_needs(member, rf, ask, count, shown, django_assert_num_queries):
    for _number in range(count):
        ask("A room")

    with django_assert_num_queries(2 if count else 1):
        html = panel(member, rf.get("/"))

    assert html.count("A room") == shown
    assert ("All our needs" in html) == (count > 3)


def test_the_groups_page_asks_first_whether_it_helped(member, rf, delivered, ask, now):
    ask("A newer one")

    html = panel(member, rf.get("/"))

    assert html.index("A quiet room") < html.index("A newer one")
    assert html.count("Did it help?") == html.count("csrfmiddlewaretoken") == 1
    assert "It is there: Room 12 is yours" in html

    raising.judge_need(delivered, Need.Verdict.PARTLY, by=member.person, now=now)
    html = panel(member, rf.get("/"))
    assert "Did it help?" not in html
    assert "It helped partly" in html


@pytest.mark.parametrize("number", [1, 3])
def test_a_need_asks_the_same_however_much_happened(member, ask, expert, now, number, django_assert_num_queries):
    need = ask("A quiet room")
    for count in range(number):
        other = ask(f"Room {count}")
        merging.merge_needs(other, need, by=expert, now=now)
        answering.plan_need(need, by=expert, now=now, said=f"Plan {count}", due_on=MONTH)
    client = client_of(member)

    with django_assert_num_queries(7):
        client.get(address("need", need))
