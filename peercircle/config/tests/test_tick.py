"""The minute in which the rooms look after their rows, and letters leave."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from peercircle.config import tick

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@task()
def write_letter(subject):
    mail.send_mail(subject, "", None, ["a@school.example"])


@task()
def fail():
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_letters_that_wait_leave(monkeypatch):
    monkeypatch.setattr(tick, "UPKEEP", [])
    write_letter.enqueue("one")
    fail.enqueue()
    write_letter.enqueue("two")

    tick.once(NOW)

    assert sorted(letter.subject for letter in mail.outbox) == ["one", "two"]


@pytest.mark.django_db(transaction=True)
def test_a_letter_does_not_wait_for_the_minute(monkeypatch):
    """It wakes the thread after the commit: before that there is nothing to be seen."""
    tick._wake.clear()

    with transaction.atomic():
        write_letter.enqueue("one")
        assert not tick._wake.is_set()

    assert tick._wake.is_set()


@pytest.mark.django_db(transaction=True)
def test_one_rooms_trouble_keeps_nobody_waiting(monkeypatch, caplog):
    heard = []

    def stumble(now):
        raise ZeroDivisionError

    monkeypatch.setattr(tick, "UPKEEP", [stumble, heard.append])

    tick.once(NOW)

    assert heard == [NOW]
    assert "stumble failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_letters_said_is_forgotten_after_a_week(monkeypatch):
    monkeypatch.setattr(tick, "UPKEEP", [])
    for subject in ["old", "new"]:
        write_letter.enqueue(subject)
    tick.once(NOW)
    old, new = DBTaskResult.objects.order_by("enqueued_at")
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=NOW - timedelta(days=8))
    DBTaskResult.objects.filter(pk=new.pk).update(finished_at=NOW - timedelta(days=6))

    tick.once(NOW)

    assert DBTaskResult.objects.get().pk == new.pk


@pytest.mark.django_db(transaction=True)
def test_a_machine_with_a_timer_of_its_own_can_tick(monkeypatch):
    heard = []
    monkeypatch.setattr(tick, "UPKEEP", [heard.append])

    call_command("tick")

    assert len(heard) == 1
