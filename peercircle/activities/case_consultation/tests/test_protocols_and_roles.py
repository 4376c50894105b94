"""How the group consults, and who writes, keeps time and observes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from peercircle.activities.case_consultation import cases, library
from peercircle.activities.case_consultation.actions import choosing, roles
from peercircle.activities.case_consultation.activity import KIND
from peercircle.activities.case_consultation.faces import protocols as faces
from peercircle.activities.case_consultation.models import Consultation, OwnProtocol, Part, TrioSeat
from peercircle.activities.case_consultation.tests.at_the_beginning import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.at_the_beginning import ID
from peercircle.meetings import pointer
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import RoleTurn

Role = Part.Role


@pytest.fixture
def colleague(item, contact, meeting, now):
    return joining.join(meeting, contact, now=now)


@pytest.fixture
def chosen(item, own, leader):
    choosing.choose_case(item, leader, ID)
    return Consultation.objects.get(item=item)


def held():
    return {part.role: part.attendance.first_name for part in Part.objects.all()}


# --- Protocols -------------------------------------------------------------------------------------------------------


def test_the_facilitator_changes_the_way_by_one_tap(send, item, leader, meeting, phone, present_member):
    for _tap in range(2):
        assert send(leader, "protocol", protocol="school").status_code == 200

    item.refresh_from_db()
    meeting.refresh_from_db()
    assert (item.consultation.protocol, item.minutes) == ("school", 60)
    assert pointer.here(meeting).stage.key == "choose"
    page = phone(present_member)
    assert "We consult like this: For schools, in nine steps, 60 minutes." in page
    assert "After three patterns" in page


def test_all_steps_of_the_new_way_can_be_reached(send, item, leader, meeting, now):
    send(leader, "protocol", protocol="incident")
    seen = []
    steps = [step.key for step in library.get("incident").steps]
    for _step in steps:
        meeting.refresh_from_db()
        seen.append(pointer.here(meeting).stage.key)
        if len(seen) < len(steps):
            leading.go_next(leader, seen=meeting.move_count, now=now)

    assert seen == steps


def test_in_trios_no_case_is_chosen_so_the_group_goes_on_at_once(send, item, chosen, leader, meeting):
    send(leader, "protocol", protocol="troika")

    meeting.refresh_from_db()
    assert (meeting.stage, pointer.here(meeting).stage.key) == ("turn-1-think", "turn-1-think")
    found = Consultation.objects.get()
    assert (found.protocol, found.case_giver, found.topic) == ("troika", None, "")
    assert cases.waiting(meeting.group_id).get().pk == ID
    send(leader, "protocol", protocol="tietze")
    meeting.refresh_from_db()
    assert pointer.here(meeting).stage.key == "choose"


def test_the_step_before_trios_can_be_undone(send, item, leader, meeting, now):
    send(leader, "protocol", protocol="troika")
    meeting.refresh_from_db()
    leading.undo(leader, seen=meeting.move_count, now=now)

    meeting.refresh_from_db()
    assert pointer.here(meeting).stage.key == "turn-1-think"


def test_an_own_way_with_a_first_step_of_its_own(send, item, leader, meeting, contact, phone, now):
    own = OwnProtocol.objects.create(name="Ours", made_by=contact.person, offered_at=now)
    first = own.steps.create(position=1, name="Begin", minutes=5, does="choose", speaks="everybody")
    OwnProtocol.objects.create(name="Still empty", made_by=contact.person, offered_at=now)
    page = phone(leader)
    assert "Ours" in page
    assert "Still empty" not in page
    send(leader, "protocol", protocol=f"own-{own.pk}")

    meeting.refresh_from_db()
    assert meeting.stage == f"own-{first.pk}"
    assert "Which case today?" in phone(leader)


def test_of_an_own_way_without_a_source_no_empty_sentence_is_said(send, item, leader, contact, phone, now, colleague):
    own = OwnProtocol.objects.create(name="Ours", made_by=contact.person, offered_at=now)
    own.steps.create(position=1, name="Begin", minutes=5, does="choose", speaks="everybody")

    send(leader, "protocol", protocol=f"own-{own.pk}")

    assert "We consult like this: Ours, 5 minutes." in phone(colleague)
    assert "After ." not in phone(colleague)


@pytest.mark.parametrize("key", ["", "nonsense", "own-999", "own-x", "x" * 31])
def test_what_is_no_protocol_is_refused(send, item, leader, key):
    assert send(leader, "protocol", protocol=key).status_code == 409
    assert Consultation.objects.get().protocol == "solution_focused"


def test_a_way_stays_when_the_consultation_has_begun(send, item, chosen, leader, meeting, now):
    meeting.refresh_from_db()
    leading.go_next(leader, seen=meeting.move_count, now=now)
    answer = send(leader, "protocol", protocol="school")
    assert (answer.status_code, "has begun" in answer.content.decode()) == (409, True)

    meeting.refresh_from_db()
    leading.go_back(leader, seen=meeting.move_count, now=now)
    Consultation.objects.update(story=b"sealed")
    assert send(leader, "protocol", protocol="school").status_code == 409


def test_a_way_for_more_people_is_questioned(item, leader, meeting, phone, colleague):
    Consultation.objects.update(protocol="school")
    joining.join_as_guest(meeting, "Luan", now=meeting.starts_at)
    joining.join_as_guest(meeting, "Lule", now=meeting.starts_at)

    page = phone(leader)

    assert "4 of you are here. “For schools, in nine steps” is for 6 to 12." in page
    assert "Take “Consultancy”, 50 minutes" in page


@pytest.mark.parametrize(("gone", "proposed"), [(0, ""), (4, ""), (20, "solution_focused"), (40, "")])
def test_a_way_that_would_take_too_long_is_questioned(item, leader, meeting, now, gone, proposed):
    """The plan has ten minutes, ten minutes, then fifty. So many of them are gone when the group comes here."""
    Consultation.objects.update(protocol="consultancy")
    meeting.starts_at = now - dt.timedelta(minutes=20 + gone)
    meeting.opened_at = meeting.starts_at
    item.refresh_from_db()
    item.meeting = meeting
    context = faces.choice(item, 6)

    late = context["proposed"]
    assert (late.key if late else "") == proposed
    assert context["planned_end"] == now + dt.timedelta(minutes=50 - gone)
    mine = context["choice"]
    assert abs(mine.ends_at - (now + dt.timedelta(minutes=50))) < dt.timedelta(minutes=1)
    assert mine.fits is (gone <= 4)


def test_when_nothing_fits_the_facilitator_reads_how_late_it_gets(item, leader, meeting, phone, now):
    """Three are too few for most ways; of the others none is done in ten minutes."""
    Consultation.objects.update(protocol="solution_focused")
    meeting.starts_at = meeting.opened_at = now - dt.timedelta(minutes=60)
    meeting.save()
    for name in ("Luan", "Lule", "Ana"):
        joining.join_as_guest(meeting, name, now=now)

    page = phone(leader)

    assert "With “Reflecting team” the meeting ends at" in page
    assert "Take “" not in page


def test_a_meeting_that_began_an_hour_late_ends_an_hour_later(item, leader, meeting, now):
    meeting.starts_at = now - dt.timedelta(hours=1)
    meeting.opened_at = now

    items = list(meeting.items.all())

    assert faces.planned_end(meeting, items) == now + dt.timedelta(minutes=70)


# --- Roles ------------------------------------------------------------------------------------------------------


def test_a_role_is_taken_by_a_tap_and_given_back(send, chosen, colleague, phone):
    assert "I keep time" in phone(colleague)
    for _tap in range(2):
        assert send(colleague, "role", role="timekeeper").status_code == 200
    assert held() == {"timekeeper": "Teuta"}
    assert "Give it back" in phone(colleague)
    for _tap in range(2):
        assert send(colleague, "release", role="timekeeper").status_code == 200
    assert held() == {}


def test_who_takes_a_second_role_gives_the_first_back(send, chosen, colleague):
    send(colleague, "role", role="timekeeper")
    send(colleague, "role", role="secretary")

    assert held() == {"secretary": "Teuta"}


def test_a_role_that_somebody_has_is_not_taken_away(send, chosen, colleague, guest):
    send(colleague, "role", role="secretary")
    answer = send(guest, "role", role="secretary")
    send(guest, "release", role="secretary")

    assert (answer.status_code, "Teuta has this role" in answer.content.decode()) == (409, True)
    assert held() == {"secretary": "Teuta"}


def test_the_facilitator_gives_and_frees_roles(send, chosen, colleague, guest, leader, phone):
    assert "Ask somebody: secretary" in phone(leader)
    send(leader, "role", role="secretary", person=colleague.pk)
    assert held() == {"secretary": "Teuta"}
    send(leader, "release", role="secretary")
    assert held() == {}
    assert send(guest, "role", role="secretary", person=colleague.pk).status_code == 403


@pytest.mark.parametrize(
    "sent",
    [{}, {"role": "boss"}, {"role": "secretary", "person": "x"}, {"role": "secretary", "person": "9" * 30}],
)
def test_what_is_no_role_is_refused(send, chosen, leader, sent):
    assert send(leader, "role", **sent).status_code == 409
    assert held() == {}


def test_a_role_is_given_only_to_somebody_of_this_meeting(send, chosen, leader, colleague, now):
    assert send(leader, "role", role="secretary", person=10**6).status_code == 404
    joining.leave(colleague, now=now)
    answer = send(leader, "role", role="secretary", person=colleague.pk)
    assert (answer.status_code, "who is here" in answer.content.decode()) == (409, True)


def test_the_case_giver_and_the_facilitator_have_no_second_role(send, chosen, present_member, leader, phone):
    for who in (present_member, leader):
        answer = send(who, "role", role="secretary")
        assert (answer.status_code, "no second role" in answer.content.decode()) == (409, True)
        assert "I write" not in phone(who)


def test_a_secretary_whose_case_is_chosen_gives_the_role_up(item, own, present_member, leader):
    roles.give_role(item, present_member, Role.SECRETARY, present_member)
    choosing.choose_case(item, leader, ID)

    assert held() == {}


def test_a_role_of_one_who_left_is_free(chosen, send, item, colleague, guest, now, phone):
    send(colleague, "role", role="secretary")
    joining.leave(colleague, now=now)
    assert cases.roles(chosen) == {}

    send(guest, "role", role="secretary")

    assert held() == {"secretary": "Luan"}


def test_whoever_takes_the_lead_keeps_their_role_until_they_make_it_free(chosen, send, colleague, leader, guest):
    send(colleague, "role", role="observer")
    leading.hand_lead(leader, colleague)
    assert cases.roles(chosen) == {Role.OBSERVER: colleague}
    assert send(guest, "role", role="observer").status_code == 409

    send(colleague, "release", role="observer")
    assert send(guest, "role", role="observer").status_code == 200
    assert held() == {"observer": "Luan"}


def test_whose_turn_it_is_in_the_meeting_is_proposed(chosen, colleague, meeting, phone, leader):
    RoleTurn.objects.create(meeting=meeting, role="scribe", membership=colleague.membership)

    assert "It is your turn in this meeting." in phone(colleague)
    assert "Teuta has this turn in the meeting." in phone(leader)


def test_the_database_knows_one_role_each(chosen, colleague, guest):
    chosen.parts.create(role=Role.SECRETARY, attendance=colleague)
    for again in ({"role": Role.SECRETARY, "attendance": guest}, {"role": Role.OBSERVER, "attendance": colleague}):
        with pytest.raises(IntegrityError), transaction.atomic():
            chosen.parts.create(**again)


@pytest.mark.parametrize("key", ["own-x", "own-", "own--1", "own-²", "own-" + "9" * 20, "nothing", "own-1 or 1"])
def test_a_way_that_is_none_is_refused_in_a_sentence(item, send, leader, key):
    before = item.consultation.protocol
    answer = send(leader, "protocol", protocol=key)

    assert (answer.status_code, "no longer offered" in answer.content.decode()) == (409, True)
    assert Consultation.objects.get(item=item).protocol == before


@pytest.mark.parametrize("key", ["own-x", "own-²", "own-" + "9" * 20])
def test_a_way_that_nobody_knows_any_more_reads_as_six_phases(db, key):
    assert library.get(key).key == "tietze"


def test_when_the_way_changes_nobody_keeps_a_seat_in_a_trio(item, send, leader, colleague, guest):
    send(leader, "protocol", protocol="troika")
    assert TrioSeat.objects.filter(consultation__item=item).count() == item.meeting.attendances.here().count() == 3

    send(leader, "protocol", protocol="tietze")

    assert not TrioSeat.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_a_phone_asks_the_same_for_any_number_of_roles(
    chosen, colleague, leader, meeting, now, number, item, django_assert_num_queries
):
    for role in list(Role)[:number]:
        roles.give_role(item, leader, role, joining.join_as_guest(meeting, role, now=now))
    fresh = type(item).objects.select_related("meeting").get(pk=item.pk)

    with django_assert_num_queries(6):
        KIND.phone(fresh, KIND.stages(fresh)[0], leader)
