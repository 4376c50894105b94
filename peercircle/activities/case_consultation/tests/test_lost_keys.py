"""Files of `keys/` are lost: the start and `manage.py check` say so, in a sentence that gives nothing away."""

import datetime as dt
import io

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils.timezone import localdate

from peercircle.activities.case_consultation.actions.ending import LATEST, destroy_texts
from peercircle.activities.case_consultation.checks import what_was_told_can_be_read
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.tests.sealed import *  # noqa: F403  (fixtures)
from peercircle.groups.actions.members import end_membership
from peercircle.kit import sealing


def said():
    return [warning.msg for warning in run_checks() if warning.id == "peercircle.W003"]


def lose(consultation):
    (sealing.folder() / consultation.key).unlink()


def test_while_all_is_there_nothing_is_said(told):
    assert said() == []


def test_a_lost_file_is_told_with_where_to_read_on(told):
    lose(told)

    (sentence,) = said()
    assert "what was told in 1 of the case consultations" in sentence
    assert str(sealing.folder()) in sentence
    assert "“Restore” in docs/operators/running.md" in sentence
    assert told.key not in sentence
    assert told.topic not in sentence


def test_manage_py_check_says_it_and_goes_on(told, consult, seal):
    lose(told)
    lose(seal(consult(days_ago=4)))
    console = io.StringIO()

    call_command("check", stdout=console, stderr=console)

    assert "peercircle.W003" in console.getvalue()
    assert "what was told in 2 of" in console.getvalue()


@pytest.mark.parametrize("how", ["expired", "old", "owner left"])
def test_what_is_over_is_not_missed(told, member, now, how):
    """As in a restored backup, before the first minute has tidied up."""
    lose(told)
    if how == "expired":
        Consultation.objects.update(expires_at=now - dt.timedelta(seconds=1))
    elif how == "old":
        told.item.meeting.opened_at = now - LATEST
        told.item.meeting.save()
    else:
        end_membership(member, today=localdate(now))

    assert said() == []


def test_what_its_owner_destroyed_is_not_missed(told, now):
    destroy_texts(told, now=now)

    assert said() == []


def test_before_the_first_start_there_is_nothing_to_say(db):
    def no_such_table(*_query):
        raise DatabaseError

    with connection.execute_wrapper(no_such_table):
        assert what_was_told_can_be_read() == []
