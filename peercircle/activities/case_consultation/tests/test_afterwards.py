"""The page of a consultation afterwards: read by those who were there, and answered at home."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from peercircle.activities.case_consultation.tests.consulted import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.consulted import DAY
from peercircle.meetings.models import Meeting


def after(name, consultation):
    return reverse(f"case_consultation-after:{name}", args=[consultation.item_id])


DOORS = {"judge": {"verdict": "helped"}, "sentence": {"text": "A"}, "ask-again": {"day": "2099-01-01"}}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("who", "status"), [("facilitator", 403), ("contact", 403), ("stranger", 404), (None, 302)])
def test_at_home_too_only_the_case_giver_says_it(request, visit, consulted, contact, door, who, status):
    person = request.getfixturevalue(who) if who else None

    assert visit(person, after(door, consulted), post=DOORS[door]).status_code == status
    consulted.refresh_from_db()
    assert (consulted.verdict, consulted.follow_up_on) == ("", None)


def test_the_case_giver_says_it_at_home_in_one_tap(visit, consulted, member):
    answer = visit(member, after("judge", consulted), post={"verdict": "helped"})
    visit(member, after("sentence", consulted), post={"text": "He waved."})

    assert answer.url == after("consultation", consulted)
    page = visit(member, answer.url).content.decode()
    assert page.count('aria-pressed="true"') == 1
    assert "He waved." in page


def test_at_home_too_words_that_could_tell_who_the_child_is_are_asked_about_first(visit, consulted, member):
    visit(member, after("judge", consulted), post={"verdict": "helped"})
    named = {"text": "Arbnora Krasniqi from 7/2 waved."}

    assert visit(member, after("sentence", consulted), post=named).status_code == 422
    consulted.refresh_from_db()
    assert consulted.verdict_note == ""
    assert visit(member, after("sentence", consulted), post={**named, "text-keep": "9"}).status_code == 302
    consulted.refresh_from_db()
    assert consulted.verdict_note == named["text"]


@pytest.mark.parametrize(
    ("who", "status", "reads"),
    [("member", 200, True), ("facilitator", 200, True), ("contact", 200, False), ("stranger", 404, False)],
)
def test_what_stays_is_read_by_those_who_were_there(request, visit, consulted, contact, who, status, reads):
    consulted.ideas.create(number=1, text="Sit beside, not opposite")
    consulted.first_step = "Drawing together"
    consulted.verdict, consulted.verdict_note = "partly", "He waved."
    consulted.save()

    answer = visit(request.getfixturevalue(who), after("consultation", consulted))

    page = answer.content.decode()
    assert answer.status_code == status
    assert ("Silent pupil" in page) == (status == 200)
    for words in ("How do I reach", "Sit beside", "Drawing together", "He waved."):
        assert (words in page) == reads


def test_a_member_who_left_the_group_reads_nothing(visit, consulted, member, now):
    member.ended_on = now.date()
    member.save()

    assert visit(member, after("consultation", consulted)).status_code == 404


@pytest.mark.parametrize("said", [{"case_giver": None}, {"phase": "open"}])
def test_what_was_no_consultation_has_no_page(visit, consult, member, said):
    phase = said.pop("phase", "closed")
    planned = consult(**said)
    Meeting.objects.filter(pk=planned.item.meeting_id).update(phase=phase)

    assert visit(member, after("consultation", planned)).status_code == 404


def test_the_group_has_a_list_of_its_consultations(visit, consult, contact, stranger, member):
    first, second = consult(verdict="helped"), consult(days_ago=2, topic="Two quarrels")
    url = reverse("case_consultation-after:consultations", args=[first.item.meeting.group_id])

    page = visit(member, url).content.decode()
    others = visit(contact, url).content.decode()

    assert page.index("Two quarrels") < page.index("Silent pupil")
    assert ("it helped" in page, "it helped" in others) == (True, False)
    assert after("consultation", second) in others
    assert visit(stranger, url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, consult, member, count, django_assert_num_queries):
    for number in range(count):
        consulted = consult(days_ago=28 + number)
    url = reverse("case_consultation-after:consultations", args=[consulted.item.meeting.group_id])

    client.force_login(member.person)

    with django_assert_num_queries(6):
        page = client.get(url).content.decode()
    assert page.count("Silent pupil") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_idea_and_for_three(
    client, consulted, member, count, django_assert_num_queries
):
    for number in range(count):
        consulted.ideas.create(number=number, text="Sit beside")
    client.force_login(member.person)

    with django_assert_num_queries(9):
        page = client.get(after("consultation", consulted)).content.decode()
    assert page.count("Sit beside") == count


@pytest.mark.parametrize(("answers", "told"), [(4, False), (5, True)])
def test_from_five_answers_on_the_group_reads_how_many_were_helped(visit, consult, contact, answers, told):
    for number in range(answers):
        consulted = consult(days_ago=28 + number, verdict="not" if number == 3 else "helped")
    url = reverse("case_consultation-after:consultations", args=[consulted.item.meeting.group_id])

    page = visit(contact, url).content.decode()

    assert ("What came of them so far: it helped" in page) == told
    assert ("it helped 4, partly 0, not 1." in page) == told


@pytest.mark.parametrize(("days", "is_asked"), [(-1, True), (0, True), (1, False), (None, False)])
def test_on_the_day_the_list_asks_the_case_giver(visit, consult, member, facilitator, now, days, is_asked):
    consulted = consult(follow_up_on=localdate(now) + days * DAY if days is not None else None)
    url = reverse("case_consultation-after:consultations", args=[consulted.item.meeting.group_id])

    assert ("Did it help?" in visit(member, url).content.decode()) == is_asked
    assert "Did it help?" not in visit(facilitator, url).content.decode()


# --- Another day ---------------------------------------------------------------------------------
@pytest.mark.parametrize(("days", "left"), [(3, 3), (20, 9)])
def test_another_day_ends_what_is_sealed_earlier_and_never_later(visit, consult, member, now, days, left):
    consulted = consult(days_ago=21, key="a" * 32, expires_at=now + 9 * DAY)
    visit(member, after("ask-again", consulted), post={"day": (localdate(now) + days * DAY).isoformat()})

    consulted.refresh_from_db()
    assert consulted.follow_up_on == localdate(now) + days * DAY
    assert consulted.expires_at <= now + left * DAY
    assert consulted.expires_at > now + (left - 1.5) * DAY


@pytest.mark.parametrize(("days", "status"), [(0, 409), (-1, 409), (345, 409), (344, 302)])
def test_the_day_is_to_come_and_within_a_year(visit, consult, member, now, days, status):
    consulted = consult(days_ago=21)
    day = localdate(now - 21 * DAY) + 21 * DAY + days * DAY

    answer = visit(member, after("ask-again", consulted), post={"day": day.isoformat()})

    assert answer.status_code == status


def test_whoever_has_answered_is_not_asked_on_another_day(visit, consult, member, now):
    consulted = consult(verdict="helped")

    answer = visit(member, after("ask-again", consulted), post={"day": (localdate(now) + DAY).isoformat()})

    assert answer.status_code == 409
