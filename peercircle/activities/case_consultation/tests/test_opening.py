"""After the meeting what was told opens for those who were there, and each opening is seen by the group."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import get_resolver, reverse

from peercircle.activities.case_consultation.models import Consultation, Opening
from peercircle.activities.case_consultation.tests.sealed import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.sealed import ADVICE, STORY
from peercircle.groups.models import Membership
from peercircle.kit import master_keys, sealing
from peercircle.meetings.actions import joining, leading
from peercircle.people.actions import make_card
from peercircle.people.models import Person
from tests.cast import client_of

MINUTE = dt.timedelta(minutes=1)


def door(told, name="open-texts"):
    return reverse(f"case_consultation-after:{name}", args=[told.item_id])


@pytest.fixture
def open_it(visit, told):
    return lambda who: visit(who, door(told), post={})


def log(told):
    return list(told.openings.values_list("membership", flat=True))


# --- The doors -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("facilitator", 200), ("contact", 403), ("stranger", 404), (None, 302)]
)
def test_only_who_was_there_opens_it(request, open_it, told, who, status):
    person = who and request.getfixturevalue(who)

    answer = open_it(person)

    said = answer.content.decode()
    assert answer.status_code == status
    assert (STORY in said, ADVICE in said, "upper secondary" in said) == ((status == 200),) * 3
    assert log(told) == ([person.pk] if status == 200 else [])


@pytest.mark.parametrize("role", ["expert", "manager", "monitor", "director", "office"])
def test_no_role_of_the_programme_opens_it_nor_learns_that_it_is(open_it, visit, told, role):
    somebody = Person.objects.create_person("Vesna", programme_role=role)

    assert open_it(somebody).status_code == 404
    assert visit(somebody, door(told, "consultation")).status_code == 404
    assert log(told) == []


def test_there_is_no_way_in_for_administrators(open_it, told, stranger):
    """No admin pages, and nothing that a person could be raised to."""
    assert not apps.is_installed("django.contrib.admin")
    assert "admin" not in " ".join(str(pattern.pattern) for pattern in get_resolver().url_patterns)
    assert {field.name for field in Person._meta.get_fields()}.isdisjoint({"is_superuser", "is_staff"})
    stranger.is_superuser = stranger.is_staff = True
    assert open_it(stranger).status_code == 404


def test_who_left_the_group_opens_nothing_any_more(open_it, told, facilitator, now):
    Membership.objects.filter(pk=facilitator.pk).update(ended_on=now.date())

    assert open_it(facilitator).status_code == 404


def test_it_takes_a_tap_and_no_address(visit, told, member):
    """A link that somebody follows, or that a browser loads ahead, opens nothing."""
    assert visit(member, door(told)).status_code == 405
    assert log(told) == []


@pytest.mark.parametrize("bad", ["999999", "0", "9" * 30])
def test_what_is_not_there_is_not_there(visit, told, member, bad):
    assert visit(member, door(told).replace(str(told.item_id), bad), post={}).status_code == 404


def test_of_a_meeting_that_goes_on_nothing_is_opened_here(put_on_agenda, leader, present_member, member, seal, visit):
    found = put_on_agenda("case_consultation", minutes=50).consultation
    found.case_giver = member
    found.save()
    told = seal(found)

    assert visit(member, door(told), post={}).status_code == 404
    assert visit(member, door(told, "destroy-texts"), post={}).status_code == 404


@pytest.fixture
def evening(meeting, leader, facilitator, put_on_agenda, seal, now):
    """`evening(before, during, after)`: a case of the facilitator's and what happens around it, each told its time.

    `back` is by how many hours the clock was set back by then.
    """

    def evening(before, during, after, *, back=(0, 0, 0)):
        times = [now + dt.timedelta(minutes=m) - dt.timedelta(hours=h) for m, h in zip((5, 30, 70), back, strict=True)]
        first = meeting.items.order_by("position").first()
        before(times[0])
        item = put_on_agenda("case_consultation", minutes=50)
        item.consultation.case_giver = facilitator
        item.consultation.save()
        told = seal(item.consultation)
        meeting.moves.filter(to_item=item).update(at=times[1] - 10 * MINUTE)
        during(times[1])
        meeting.refresh_from_db()
        leading.jump(meeting.leader, first, seen=meeting.move_count, now=times[2] - 10 * MINUTE)
        after(times[2])
        leading.close_meeting(leader, now=times[2] + 10 * MINUTE)
        return told

    return evening


def nothing(_at):
    """Happens."""


@pytest.mark.parametrize("back", [(0, 0, 0), (0, 2, 2), (0, 0, 2), (0, 2, 0), (2, 0, 0), (0, 2, 4)])
def test_who_came_after_the_case_or_left_before_it_does_not_open_it(
    meeting, member, contact, facilitator, present_member, evening, visit, back
):
    """`member` leaves before the case, the contact comes when it is over. A clock that is set back changes nothing."""
    told = evening(
        lambda at: joining.leave(present_member, now=at),
        nothing,
        lambda at: joining.join(meeting, contact, now=at),
        back=back,
    )

    assert [visit(who, door(told), post={}).status_code for who in (member, contact, facilitator)] == [403, 403, 200]
    assert "It opens for those who were there" in visit(contact, door(told, "consultation")).content.decode()


@pytest.mark.parametrize("back", [(0, 0, 0), (0, 2, 2), (0, 0, 2), (0, 2, 0), (2, 0, 0), (0, 2, 4)])
def test_who_was_there_for_a_part_of_it_opens_it(meeting, member, contact, present_member, evening, visit, back):
    """`member` leaves while it is told; the contact comes in the middle and leaves with the others."""

    def one_leaves_and_one_comes(at):
        joining.leave(present_member, now=at)
        joining.join(meeting, contact, now=at)

    told = evening(
        nothing,
        one_leaves_and_one_comes,
        lambda at: joining.leave(meeting.attendances.get(membership=contact), now=at),
        back=back,
    )

    assert [visit(who, door(told), post={}).status_code for who in (member, contact)] == [200, 200]


@pytest.mark.parametrize("comes_back", ["by their phone", "ticked", "marked as back"])
def test_who_was_out_of_the_room_meanwhile_does_not_open_it(
    meeting, member, present_member, evening, visit, comes_back
):
    ways = {
        "by their phone": lambda at: joining.join(meeting, member, now=at),
        "ticked": lambda at: joining.tick_present(meeting, member, now=at),
        "marked as back": lambda _at: joining.come_back(present_member),
    }

    told = evening(lambda at: joining.leave(present_member, now=at), nothing, ways[comes_back])

    assert visit(member, door(told), post={}).status_code == 403


def test_a_step_to_the_case_by_mistake_lets_nobody_in(
    meeting, leader, member, present_member, put_on_agenda, seal, facilitator, visit, now
):
    """Tapped and undone before it was told; who left then did not hear it, who came back for it did."""
    item = put_on_agenda("case_consultation", minutes=50)
    item.consultation.case_giver = facilitator
    item.consultation.save()
    told = seal(item.consultation)

    def seen():
        meeting.refresh_from_db()
        return meeting.move_count

    leading.undo(leader, seen=seen(), now=now)
    joining.leave(present_member, now=now)
    leading.jump(leader, item, seen=seen(), now=now)
    leading.close_meeting(leader, now=now)

    assert visit(member, door(told), post={}).status_code == 403


def test_nor_does_a_step_away_from_the_case_that_was_undone_later(
    meeting, leader, contact, facilitator, put_on_agenda, seal, visit, now
):
    """The group went on, the contact came for a moment and left, then the group went back to the case by "undo"."""
    item = put_on_agenda("case_consultation", minutes=50)
    item.consultation.case_giver = facilitator
    item.consultation.save()
    told = seal(item.consultation)
    meeting.refresh_from_db()
    leading.jump(leader, meeting.items.first(), seen=meeting.move_count, now=now)
    for_a_moment = joining.join(meeting, contact, now=now)
    joining.leave(for_a_moment, now=now)
    meeting.refresh_from_db()
    leading.undo(leader, seen=meeting.move_count, now=now)
    leading.close_meeting(leader, now=now)

    assert [visit(who, door(told), post={}).status_code for who in (contact, facilitator)] == [403, 200]


def test_where_nobody_knows_when_the_group_stood_at_the_case_nobody_opens_it(visit, told, member):
    told.item.meeting.moves.all().delete()

    assert visit(member, door(told, "consultation")).status_code == 200
    assert visit(member, door(told), post={}).status_code == 403


# --- The log -------------------------------------------------------------------------------------
def test_the_whole_group_sees_who_opened_it_and_when(open_it, visit, told, member, facilitator, contact):
    open_it(facilitator)
    open_it(member)

    for who in (member, facilitator, contact):
        page = visit(who, door(told, "consultation")).content.decode()
        assert "It was opened 2 times" in page
        assert [name for name in ("Arben Krasniqi", "Milica Petrovic") if name in page.partition("opened 2")[2]] == [
            "Arben Krasniqi",
            "Milica Petrovic",
        ]
        assert STORY not in page
        assert ADVICE not in page


def test_a_second_tap_is_the_same_opening_and_a_later_one_another(open_it, told, member):
    open_it(member)
    open_it(member)
    assert len(log(told)) == 1

    Opening.objects.update(at=told.openings.get().at - 2 * MINUTE)
    open_it(member)
    assert len(log(told)) == 2


def test_with_a_clock_that_was_set_back_an_opening_is_still_written_down(open_it, told, member):
    open_it(member)
    Opening.objects.update(at=told.openings.get().at + dt.timedelta(days=300))

    open_it(member)

    assert len(log(told)) == 2


def test_who_could_read_nothing_is_not_written_down(open_it, told, member):
    """The key file is missing: the page says why, nothing is lost, and with the file it opens."""
    away = master_keys.key_file().rename(master_keys.key_file().with_suffix(".away"))

    said = open_it(member)

    assert said.status_code == 200
    assert "ask whoever runs PeerCircle to put the file back" in said.content.decode()
    assert STORY not in said.content.decode()
    assert log(told) == []
    away.rename(master_keys.key_file())
    assert STORY in open_it(member).content.decode()


def test_one_text_that_was_tampered_with_does_not_hide_the_others(open_it, told, member):
    Consultation.objects.filter(pk=told.pk).update(story=bytes(told.story)[:-1] + b"x")

    said = open_it(member).content.decode()

    assert str(sealing.CHANGED) in said
    assert ADVICE in said


def test_whoever_can_write_into_the_database_cannot_let_another_group_read_it(told, consult, seal, member):
    """Rows and the name of their key are moved to a consultation at which the reader was; see docs/decisions/0003."""
    other = seal(consult(days_ago=9))
    other.contributions.all().delete()
    Consultation.objects.filter(pk=other.pk).update(key=told.key, story=told.story)
    told.contributions.update(consultation=other)

    said = client_of(member).post(door(other)).content.decode()

    assert str(sealing.CHANGED) in said
    assert STORY not in said
    assert ADVICE not in said
    assert log(other) == []


# --- A card that somebody else printed ------------------------------------------------------------
@pytest.mark.parametrize(("minutes", "status"), [(-1, 200), (1, 403)])
@pytest.mark.parametrize("is_revoked", [False, True])
def test_a_card_that_was_printed_since_does_not_open_it(
    open_it, visit, told, facilitator, contact, minutes, status, is_revoked
):
    """The contact prints cards and reads their PINs, so a new card could let somebody in who was not there."""
    Person.objects.filter(pk=facilitator.person_id).update(email=None)
    at = told.item.meeting.opened_at + minutes * MINUTE
    card = make_card(Person.objects.get(pk=facilitator.person_id), by=contact.person, now=at).card
    card.revoked_at = at if is_revoked else None
    card.save()

    page = visit(facilitator, door(told, "consultation")).content.decode()
    answer = open_it(facilitator)

    assert answer.status_code == status
    assert (STORY in answer.content.decode()) == (status == 200)
    assert ("Your access card was printed after the meeting had begun" in page) == (status == 403)
    assert ("Open it" in page) == (status == 200)


def test_a_newer_card_keeps_nobody_from_destroying_the_own_case(visit, told, member, contact, now):
    Person.objects.filter(pk=member.person_id).update(email=None)
    make_card(Person.objects.get(pk=member.person_id), by=contact.person, now=now)

    assert visit(member, door(told, "destroy-texts"), post={}).status_code == 302
    assert sealing.names() == []


# --- The page ------------------------------------------------------------------------------------
def test_the_page_is_kept_nowhere(open_it, member):
    answer = open_it(member)

    assert "no-store" in answer.headers["Cache-Control"]
    assert "X-Keep-On-Phone" not in answer.headers
    assert 'class="cover"' in answer.content.decode()


def test_when_its_time_is_over_the_tap_leads_back(open_it, told, member):
    Consultation.objects.filter(pk=told.pk).update(expires_at=told.item.meeting.closed_at)

    answer = open_it(member)

    assert answer.status_code == 302
    assert answer.url == door(told, "consultation")
    assert log(told) == []


def test_the_page_asks_few_questions_and_the_same_for_one_opening_and_three(
    told, member, contact, django_assert_max_num_queries
):
    client, asked = client_of(member), []
    for number in (1, 2, 3):
        Opening.objects.create(consultation=told, membership=contact, at=told.item.meeting.closed_at + number * MINUTE)
        client.get(door(told, "consultation"))
        with django_assert_max_num_queries(9) as queries:
            client.get(door(told, "consultation"))
        asked.append(len(queries))

    assert len(set(asked)) == 1
