"""Whether a phone is still recognised."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.fixture
def knows(client, stranger):
    """Whether the stranger's phone gets the stranger's own page."""
    client.force_login(stranger)
    return lambda: client.get(reverse("people:profile")).status_code == 200


def test_a_phone_is_recognised_until_its_session_expires(knows):
    assert knows()

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not knows()


def test_a_phone_whose_session_was_removed_is_nobodys(knows):
    Session.objects.all().delete()

    assert not knows()


def test_who_may_not_come_in_any_more_is_nobody(knows, stranger):
    stranger.is_active = False
    stranger.save(update_fields=["is_active"])

    assert not knows()
