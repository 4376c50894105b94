"""What is sealed ends: after 30 days, when the question is asked, or when the case giver wants it. The clock moves."""

import datetime as dt
import os
import shutil

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from peercircle.activities.case_consultation import texts
from peercircle.activities.case_consultation.actions import following_up
from peercircle.activities.case_consultation.actions.ending import destroy_texts, end_what_is_over, has_ended
from peercircle.activities.case_consultation.actions.opening import open_texts
from peercircle.activities.case_consultation.models import Consultation, Contribution
from peercircle.activities.case_consultation.tests.sealed import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.sealed import ADVICE, STORY
from peercircle.groups.actions.members import end_membership
from peercircle.kit import master_keys, sealing
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading
from peercircle.meetings.actions.agenda import remove_item
from peercircle.meetings.models import Meeting

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


def fresh(consultation):
    return Consultation.objects.select_related("item__meeting").get(pk=consultation.pk)


def is_gone(consultation):
    row = fresh(consultation)
    return (row.key, row.story, row.contributions.count()) == ("", None, 0)


# --- With its owner or its step ----------------------------------------------------------------------
def test_who_leaves_the_group_takes_the_own_case_along(told, visit, member, facilitator, now):
    """Else it would stay readable, and its owner could not destroy it any more. Reading ends before any tidying up."""
    page = reverse("case_consultation-after:consultation", args=[told.item_id])
    assert "It is sealed" in visit(facilitator, page).content.decode()

    end_membership(member, today=localdate(now))

    assert has_ended(fresh(told), now)
    assert "It is sealed" not in visit(facilitator, page).content.decode()
    end_what_is_over(now)
    assert is_gone(told)
    assert sealing.names() == []


def test_the_page_says_it_before_anybody_leaves(visit, member, contact):
    """To whom it concerns as to whoever ends it, and the contact learns of nobody whether there is something."""
    page = reverse("groups:members", args=[member.group_id])

    mine = visit(member, page).content.decode()
    theirs = visit(contact, page).content.decode()

    assert mine.index("what was told ends when you leave") < mine.index("Leave the group</button>")
    assert "what was told ends with their membership" in theirs
    assert "ends when you leave" not in theirs


def test_in_the_middle_of_a_meeting_the_others_lose_nothing(
    put_on_agenda, leader, present_member, member, facilitator, seal, now
):
    consultation = put_on_agenda("case_consultation", minutes=50).consultation
    consultation.case_giver = member
    consultation.save()
    told = seal(consultation)
    end_membership(member, today=localdate(now))

    end_what_is_over(now)

    assert texts.story(fresh(told))[0].text == STORY
    leading.close_meeting(leader, now=now)
    end_what_is_over(now)
    assert is_gone(told)


def test_what_was_told_at_a_step_that_was_taken_off_the_agenda_ends_with_the_meeting(
    put_on_agenda, leader, present_member, member, meeting, seal, now
):
    """Nobody could see or open it afterwards, and its owner could not destroy it."""
    item = put_on_agenda("case_consultation", minutes=50)
    item.consultation.case_giver, item.consultation.key_question = member, "How do I reach somebody?"
    item.consultation.save()
    told = seal(item.consultation)
    told.contributions.update(may_stay=True)
    meeting.refresh_from_db()
    leading.jump(meeting.leader, meeting.items.first(), seen=meeting.move_count, now=now)
    remove_item(item, now=now)

    leading.close_meeting(leader, now=now)
    end_what_is_over(now)

    assert is_gone(told)
    assert sealing.names() == []
    assert (fresh(told).key_question, fresh(told).ideas.count()) == ("", 0)


def test_in_a_meeting_that_nobody_closes_it_ends_too_when_the_server_does_nothing_by_itself(
    put_on_agenda, leader, present_member, member, facilitator, meeting, seal, visit, now
):
    item = put_on_agenda("case_consultation", minutes=50)
    item.consultation.case_giver = member
    item.consultation.save()
    seal(item.consultation)
    while meeting.stage != "tell":
        leading.go_next(leader, seen=meeting.move_count, now=now)
        meeting.refresh_from_db()
    live = reverse("meetings:live", args=[meeting.pk])

    def shown(age):
        Meeting.objects.filter(pk=meeting.pk).update(opened_at=now - age)
        return visit(leader, live).content.decode()

    assert STORY in shown(31 * DAY - dt.timedelta(minutes=5))
    over = shown(31 * DAY)
    assert STORY not in over
    assert str(texts.ENDED) in over


def test_what_a_meeting_of_long_ago_left_is_written_down_at_its_own_time(
    put_on_agenda, leader, present_member, member, meeting, seal, now
):
    """As in the made-up programme, whose meetings are played in the past."""
    item = put_on_agenda("case_consultation", minutes=50)
    item.consultation.case_giver = member
    item.consultation.save()
    told = seal(item.consultation)
    told.contributions.update(may_stay=True)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=now - 40 * DAY)

    leading.close_meeting(leader, now=now - 40 * DAY + dt.timedelta(hours=1))

    assert list(told.ideas.values_list("text", flat=True)) == [ADVICE]


# --- By time -------------------------------------------------------------------------------------
def test_it_ends_thirty_days_after_the_meeting(told):
    ends = told.item.meeting.closed_at + 30 * DAY

    end_what_is_over(ends - SECOND)
    assert texts.story(fresh(told))[0].text == STORY

    end_what_is_over(ends)
    end_what_is_over(ends)

    assert is_gone(told)
    assert sealing.names() == []


def test_it_ends_when_the_question_is_asked_if_that_comes_first(consult, seal, now):
    asked_on = localdate(now) + 5 * DAY
    told = seal(consult(days_ago=2, follow_up_on=asked_on))

    assert localdate(told.expires_at) == asked_on
    assert told.expires_at < told.item.meeting.closed_at + 30 * DAY
    end_what_is_over(told.expires_at - SECOND)
    assert not is_gone(told)
    end_what_is_over(told.expires_at)

    assert is_gone(told)


def test_the_question_survives_without_the_text(consult, seal, visit, member, now):
    told = seal(consult(days_ago=29, follow_up_on=None, first_step="Drawing together"))
    following_up.ask_again_on(told, localdate(now) + 20 * DAY, now=now)
    kinds.get("case_consultation").upkeep(now + 2 * DAY)

    assert is_gone(told)
    row = fresh(told)
    assert (row.follow_up_on, row.first_step) == (localdate(now) + 20 * DAY, "Drawing together")
    answer = visit(member, reverse("case_consultation-after:judge", args=[told.item_id]), post={"verdict": "helped"})
    assert answer.status_code == 302
    assert fresh(told).verdict == "helped"
    page = visit(member, reverse("case_consultation-after:consultation", args=[told.item_id])).content.decode()
    assert "Drawing together" in page
    assert "What was told is not kept." in page


def test_another_day_for_the_question_never_lets_it_stand_longer(consult, seal, now):
    told = seal(consult(days_ago=2, follow_up_on=localdate(now) + 5 * DAY))

    following_up.ask_again_on(told, localdate(now) + 20 * DAY, now=now)
    assert fresh(told).expires_at == told.expires_at
    following_up.ask_again_on(told, localdate(now) + 3 * DAY, now=now)

    assert localdate(fresh(told).expires_at) == localdate(now) + 3 * DAY


def test_whoever_opens_it_too_late_ends_it(told, member):
    """The upkeep did not run, and the clock stands still again afterwards."""
    ends = told.expires_at

    assert open_texts(told, member, now=ends) is None

    assert is_gone(told)
    assert told.openings.count() == 0
    assert sealing.names() == []
    assert open_texts(fresh(told), member, now=ends - 10 * DAY) is None


def test_a_clock_set_back_brings_nothing_back_and_ends_nothing_early(told, member):
    end_what_is_over(told.expires_at - 3650 * DAY)
    assert open_texts(told, member, now=told.item.meeting.closed_at - 300 * DAY).story.text == STORY

    end_what_is_over(told.expires_at)
    end_what_is_over(told.expires_at - 20 * DAY)

    assert open_texts(fresh(told), member, now=told.expires_at - 20 * DAY) is None


def test_one_that_was_stopped_ends_with_the_meeting(put_on_agenda, leader, present_member, member, seal, now):
    item = put_on_agenda("case_consultation", minutes=50)
    found = item.consultation
    found.case_giver, found.topic, found.stopped_at = member, "Silent pupil", now
    found.save()
    told = seal(found)
    leading.close_meeting(leader, now=now)

    assert has_ended(fresh(told), now)
    end_what_is_over(now)

    assert sealing.names() == []


# --- At once -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"), [("member", 302), ("facilitator", 403), ("contact", 403), ("stranger", 404), (None, 302)]
)
def test_only_the_case_giver_destroys_it(visit, request, told, who, status):
    person = who and request.getfixturevalue(who)

    answer = visit(person, reverse("case_consultation-after:destroy-texts", args=[told.item_id]), post={})

    assert answer.status_code == status
    assert is_gone(told) == (who == "member")
    assert (sealing.names() == []) == (who == "member")


def test_destroying_it_twice_is_harmless_and_keeps_what_is_general(told, visit, member):
    url = reverse("case_consultation-after:destroy-texts", args=[told.item_id])

    visit(member, url, post={})
    again = visit(member, url, post={})

    assert again.status_code == 302
    assert fresh(told).key_question == told.key_question
    assert visit(member, url).status_code == 405


def test_when_the_key_cannot_be_destroyed_nothing_looks_as_if_it_were(told, visit, member, home, caplog):
    kept = sealing.folder().rename(home / "elsewhere")
    sealing.folder().write_text("a file where the folder should be")

    answer = visit(member, reverse("case_consultation-after:destroy-texts", args=[told.item_id]), post={})
    end_what_is_over(told.expires_at)

    assert answer.status_code == 503
    assert "could not be destroyed just now" in answer.content.decode()
    assert fresh(told).key == told.key
    assert "has to go, but: The key of this text could not be destroyed" in caplog.text

    sealing.folder().unlink()
    kept.rename(sealing.folder())
    end_what_is_over(told.expires_at)
    assert is_gone(told)


# --- A restored backup ---------------------------------------------------------------------------
@pytest.fixture
def rows():
    """What a backup of the database holds, and how it is put back."""

    def keep(told):
        said = list(told.contributions.all())

        def put_back():
            Consultation.objects.filter(pk=told.pk).update(
                key=told.key, story=bytes(told.story), expires_at=told.expires_at
            )
            Contribution.objects.bulk_create(said)

        return put_back

    return keep


def test_a_backup_of_the_database_opens_nothing_once_the_key_is_gone(told, rows, member, now):
    put_back = rows(told)
    destroy_texts(told, now=now)

    put_back()

    back = fresh(told)
    assert texts.story(back) == (None, sealing.NO_KEY)
    assert open_texts(back, member, now=now).shows_something is False
    assert back.openings.count() == 0


def test_a_backup_with_its_keys_stays_ended_when_it_had_ended(told, rows, home, member):
    put_back = rows(told)
    keys = shutil.copytree(sealing.folder(), home / "backup")
    end_what_is_over(told.expires_at)

    put_back()
    shutil.copytree(keys, sealing.folder(), dirs_exist_ok=True)

    assert has_ended(fresh(told), told.expires_at)
    end_what_is_over(told.expires_at + DAY)
    assert is_gone(told)
    assert sealing.names() == []


def test_a_backup_in_which_the_meeting_still_goes_on_ends_too(told, now):
    Consultation.objects.filter(pk=told.pk).update(expires_at=None)
    opened_at = told.item.meeting.opened_at

    assert has_ended(fresh(told), opened_at + 31 * DAY)
    end_what_is_over(opened_at + 30 * DAY)
    assert not is_gone(told)
    end_what_is_over(opened_at + 31 * DAY)

    assert is_gone(told)


def test_a_key_whose_row_is_gone_goes_after_forty_days_and_no_other(told, now):
    orphan, young = sealing.new_key(), sealing.new_key()
    for name in (orphan, told.key):
        os.utime(sealing.folder() / name, times=((now - 41 * DAY).timestamp(),) * 2)

    end_what_is_over(now)

    assert sealing.names() == sorted([told.key, young])


def test_a_missing_key_file_keeps_nothing_from_ending(told):
    master_keys.key_file().unlink()

    end_what_is_over(told.expires_at)

    assert is_gone(told)
