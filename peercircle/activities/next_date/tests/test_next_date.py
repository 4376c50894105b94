"""Some dates, an answer from everybody, one agreement."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.activities.next_date import access, actions, tally
from peercircle.activities.next_date.activity import KIND, draw_count, find_count
from peercircle.activities.next_date.models import Agreement, Answer, Reply, Slot
from peercircle.kit.refusals import Refused
from peercircle.kit.templatetags.dates import clock, day
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading
from peercircle.meetings.models import Meeting

DAY = dt.timedelta(days=1)


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("next_date", minutes=5)


@pytest.fixture
def slots(item):
    return list(Slot.objects.filter(item=item))


@pytest.fixture
def vote(visit, meeting, slots):
    def vote(who, word, slot=None, htmx=False):
        slot = slots[0] if slot is None else slot
        return visit(who, reverse("next_date:vote", args=[meeting.pk]), post={word: slot.pk}, htmx=htmx)

    return vote


@pytest.fixture
def agree(visit, meeting, slots):
    def agree(who, slot):
        return visit(who, reverse("next_date:agree", args=[meeting.pk]), post={"slot": slot.pk})

    return agree


@pytest.fixture
def close(leader, now):
    return lambda: leading.close_meeting(leader, now=now)


def words():
    return list(Answer.objects.order_by("pk").values_list("say", flat=True))


def planned(meeting):
    return list(Meeting.objects.filter(phase="planned").exclude(pk=meeting.pk).values_list("starts_at", flat=True))


def test_dates_are_offered_once(item, slots):
    KIND.prepare(item)

    assert len(slots) == 4
    assert list(Slot.objects.filter(item=item)) == slots


def test_an_answer_can_be_changed_and_counts_once(vote, guest, slots):
    for word in ("yes", "yes", "no", "maybe"):
        response = vote(guest, word, htmx=True)

    assert words() == ["maybe"]
    page = response.content.decode()
    assert "0 yes · 1 if need be · 0 no" in page
    assert page.count('aria-pressed="true"') == 1


def test_counts_are_the_same_for_everybody(vote, guest, present_member, slots):
    vote(guest, "yes")
    vote(present_member, "no")

    text = draw_count(find_count("", str(slots[0].pk)))
    assert "1 yes · 0 if need be · 1 no" in text
    assert "Best so far" in text
    assert "Milica" not in text


def say_all(item, people, slots, table):
    for slot, line in zip(slots, table, strict=False):
        for person, word in zip(people, line.split(), strict=True):
            actions.say(person, slot, word)
    return [("best" if row.is_best else "tied" if row.is_tied else "") for row in tally.rows(item)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ([], ["", "", "", ""]),
        (["no no no"], ["", "", "", ""]),
        (["yes yes no", "yes maybe maybe"], ["best", "", "", ""]),
        (["yes no no", "yes maybe no"], ["", "best", "", ""]),
        (["yes no maybe", "maybe yes no"], ["tied", "tied", "", ""]),
        (["no no maybe", "no no no"], ["best", "", "", ""]),
    ],
)
def test_the_best_date_has_most_yes_then_most_if_need_be(item, slots, leader, present_member, guest, table, expected):
    assert say_all(item, [leader, present_member, guest], slots, table) == expected


def test_agreeing_plans_the_next_meeting(agree, leader, meeting, group, slots):
    assert agree(leader, slots[1]).status_code == 302

    following = Agreement.objects.get().meeting
    assert (following.group, following.starts_at) == (group, slots[1].starts_at)
    assert (following.phase, following.template, len(following.code)) == ("planned", "regular", 6)
    assert following.items.exists()


def test_agreeing_twice_plans_one_meeting(agree, leader, meeting, slots):
    agree(leader, slots[1])
    agree(leader, slots[1])

    assert planned(meeting) == [slots[1].starts_at]


def test_agreeing_on_another_date_moves_the_meeting(agree, leader, meeting, slots):
    agree(leader, slots[1])
    code = Agreement.objects.get().meeting.code
    agree(leader, slots[2])

    following = Agreement.objects.get().meeting
    assert (following.starts_at, following.code) == (slots[2].starts_at, code)
    assert planned(meeting) == [slots[2].starts_at]


def test_an_agreement_is_undone_and_made_again(visit, agree, leader, meeting, item, slots):
    undo = reverse("next_date:undo", args=[meeting.pk, item.pk])
    agree(leader, slots[1])
    for _twice in range(2):
        assert visit(leader, undo, post={}).status_code == 302
    assert planned(meeting) == []
    assert not Agreement.objects.exists()

    agree(leader, slots[1])
    assert planned(meeting) == [slots[1].starts_at]


def test_a_date_that_is_over_is_not_agreed_on(agree, leader, item, now):
    past = Slot.objects.create(item=item, starts_at=now - DAY)

    assert agree(leader, past).status_code == 409


def test_the_one_who_leads_offers_other_dates(visit, leader, meeting, item, slots, now):
    add = reverse("next_date:add", args=[meeting.pk, item.pk])
    for _twice in range(2):
        assert visit(leader, add, post={"day": "2099-12-08", "time": "14:00"}).status_code == 302
    assert Slot.objects.filter(item=item).count() == 5
    assert f"{Slot.objects.last().starts_at:%Y-%m-%d %H:%M}" == "2099-12-08 13:00"

    visit(leader, reverse("next_date:remove", args=[meeting.pk]), post={"slot": slots[0].pk})
    assert slots[0] not in Slot.objects.filter(item=item)


@pytest.mark.parametrize(
    "post",
    [
        {"day": "2020-12-08", "time": "14:00"},
        {"day": "soon", "time": "14:00"},
        {"day": "2099-12-08", "time": ""},
        {},
    ],
)
def test_what_is_no_date_is_refused(visit, leader, meeting, item, post):
    assert visit(leader, reverse("next_date:add", args=[meeting.pk, item.pk]), post=post).status_code == 409


def test_six_dates_are_enough(item, now):
    for number in range(2):
        actions.add_slot(item, now + (200 + number) * DAY, now=now)

    with pytest.raises(Refused, match="Six"):
        actions.add_slot(item, now + 300 * DAY, now=now)


def test_after_the_close_nothing_changes(vote, agree, visit, leader, guest, meeting, item, slots, close):
    close()

    assert vote(guest, "yes", htmx=True).status_code == 409
    assert agree(leader, slots[0]).status_code == 409
    assert visit(leader, reverse("next_date:undo", args=[meeting.pk, item.pk]), post={}).status_code == 409
    assert planned(meeting) == []


def test_the_minutes_name_the_date(item, agree, leader, slots):
    assert KIND.record(item) == []
    agree(leader, slots[1])

    (passage,) = KIND.record(item)

    assert not passage.is_confidential
    local = timezone.localtime(slots[1].starts_at)
    assert passage.lines == [f"{day(local)}, {clock(local)}"]


def test_after_the_meeting_only_replies_to_the_agreed_date_are_left(
    vote, agree, leader, present_member, guest, slots, close
):
    vote(present_member, "maybe", slots[1])
    vote(present_member, "no", slots[0])
    vote(guest, "yes", slots[1])
    agree(leader, slots[1])
    close()

    assert words() == []
    assert [(reply.membership, reply.say) for reply in Reply.objects.all()] == [(present_member.membership, "maybe")]


def test_without_an_agreement_nothing_is_left(vote, guest, close):
    vote(guest, "yes")
    close()

    assert words() == []
    assert not Reply.objects.exists()


@pytest.fixture
def agreement(agree, leader, slots):
    agree(leader, slots[1])
    return Agreement.objects.select_related("item", "meeting").get()


def test_an_absent_member_says_whether_the_date_fits(visit, agreement, meeting, contact):
    address = reverse("next_date:answer", args=[meeting.pk])
    for word in ("yes", "no"):
        assert visit(contact, address, post={"say": word}).status_code == 302

    assert [(reply.membership, reply.say) for reply in Reply.objects.all()] == [(contact, "no")]
    page = visit(contact, address).content.decode()
    assert "0 members can come" in page
    assert "1 member cannot come" in page


def test_there_is_nothing_to_ask_the_absent_before_an_agreement(item, contact):
    assert KIND.absent_url(item, contact) == ""


def test_an_absent_member_answers_by_a_personal_link(visit, agreement, contact, settings):
    address = KIND.absent_url(agreement.item, contact).removeprefix(settings.ORIGIN)

    assert "Teuta" in visit(None, address).content.decode()
    assert visit(None, address, post={"say": "yes"}).status_code == 302
    assert [(reply.membership, reply.say) for reply in Reply.objects.all()] == [(contact, "yes")]


@pytest.mark.parametrize("spoil", [lambda token: token[:-1], lambda token: "x", lambda token: "x" + token])
def test_a_spoiled_link_opens_nothing(visit, agreement, meeting, contact, spoil):
    token = access.answer_link(agreement, contact).rstrip("/").rpartition("/")[2]

    assert visit(None, reverse("next_date:answer-link", args=[meeting.pk, spoil(token)])).status_code == 404


def test_a_link_ends_with_the_membership(visit, agreement, contact, settings, now):
    address = access.answer_link(agreement, contact).removeprefix(settings.ORIGIN)
    contact.ended_on = now.date()
    contact.save(update_fields=["ended_on"])

    assert visit(None, address).status_code == 404


def test_a_reply_to_a_date_that_moved_does_not_count(agreement, contact, now):
    actions.reply(agreement, contact, "yes", now=now)
    assert tally.replies(agreement) == {"yes": 1, "maybe": 0, "no": 0}

    agreement.meeting.starts_at += DAY
    assert tally.replies(agreement) == {"yes": 0, "maybe": 0, "no": 0}


def test_a_meeting_that_was_called_off_takes_no_reply(visit, agreement, meeting, contact):
    Meeting.objects.filter(pk=agreement.meeting_id).update(phase="cancelled")
    address = reverse("next_date:answer", args=[meeting.pk])

    assert visit(contact, address, post={"say": "yes"}).status_code == 409
    assert "does not stand any more" in visit(contact, address).content.decode()


@pytest.mark.parametrize("say", ["", "maybe", "perhaps"])
def test_there_is_no_such_reply(visit, agreement, meeting, contact, say):
    assert visit(contact, reverse("next_date:answer", args=[meeting.pk]), post={"say": say}).status_code == 404


LEADERS = [("next_date:agree", 0), ("next_date:remove", 0), ("next_date:add", 1), ("next_date:undo", 1)]


@pytest.mark.parametrize(("name", "with_item"), LEADERS)
@pytest.mark.parametrize(("who", "status"), [("present_member", 403), ("guest", 403), ("stranger", 404)])
def test_only_the_one_who_leads_decides(request, visit, meeting, item, slots, name, with_item, who, status):
    args = [meeting.pk, item.pk] if with_item else [meeting.pk]
    post = {"slot": slots[0].pk, "day": "2099-12-08", "time": "14:00"}

    assert visit(request.getfixturevalue(who), reverse(name, args=args), post=post).status_code == status


@pytest.mark.parametrize(("who", "status"), [("leader", 200), ("guest", 403), ("stranger", 404)])
def test_the_choice_is_shown_to_the_one_who_leads(request, visit, meeting, item, who, status):
    address = reverse("next_date:choice", args=[meeting.pk, item.pk])

    assert visit(request.getfixturevalue(who), address).status_code == status


@pytest.mark.parametrize("who", ["stranger", "contact"])
def test_votes_are_for_those_who_are_there(request, vote, who):
    assert vote(request.getfixturevalue(who), "yes").status_code == 404


def test_the_answer_page_is_for_members(visit, agreement, meeting, stranger):
    assert visit(stranger, reverse("next_date:answer", args=[meeting.pk])).status_code == 404


@pytest.mark.parametrize("post", [{}, {"yes": "x"}, {"yes": "999999"}, {"often": "1"}, {"yes": uuid.UUID(int=1)}])
def test_there_is_no_such_date(visit, meeting, item, guest, post):
    assert visit(guest, reverse("next_date:vote", args=[meeting.pk]), post=post).status_code == 404


def test_a_date_of_another_meeting_is_not_there(vote, guest, group, now):
    other = Meeting.objects.create(group=group, starts_at=now + 28 * DAY, template="regular", code="XYZ789")
    item = other.items.create(position=1, kind="next_date", minutes=5)
    slot = Slot.objects.create(item=item, starts_at=now + 30 * DAY)

    assert vote(guest, "yes", slot).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_screens_cost_the_same_for_one_date_and_for_three(
    item, meeting, group, leader, slots, count, django_assert_num_queries
):
    for slot in slots[count:]:
        slot.delete()
    for slot in slots[:count]:
        actions.say(leader, slot, "yes")
    meeting.group = group
    item.meeting = meeting
    stage = KIND.stages(item)[0]

    with django_assert_num_queries(3):
        phone = kinds.render(KIND.phone(item, stage, leader), meeting=meeting, item=item, leads=True)
    with django_assert_num_queries(2):
        screen = kinds.render(KIND.screen(item, stage), meeting=meeting, item=item)

    assert phone.count("next_date_row") == screen.count('<li class="note"') == count
