"""A row by hand is the row that the ORM gives."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from peercircle.kit import rows

pytestmark = pytest.mark.django_db


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_whatever_is_in_a_row_it_reads_as_the_orm_reads_it(present_member, put_on_agenda, client):
    put_on_agenda("talk")
    client.force_login(present_member.membership.person)
    first_rows = [row for model in apps.get_models() if (row := model._base_manager.first())]
    assert len(first_rows) > 10

    for row in first_rows:
        assert values(rows.by_key(type(row), row.pk)) == values(row)


def test_a_row_that_is_added_by_hand_is_there(now):
    session = Session(session_key="a" * 32, session_data="ë, č and 50 %s", expire_date=now + dt.timedelta(days=1))

    rows.add(session)

    assert values(Session.objects.get()) == values(session)
    assert values(rows.by_key(Session, "a" * 32)) == values(session)
    session.session_data = "changed"
    session.save()  # it knows that it is there
    assert Session.objects.get().session_data == "changed"


def test_no_row_is_none_and_a_second_row_of_one_key_is_refused(now):
    assert rows.by_key(Session, "b" * 32) is None
    rows.add(Session(session_key="b" * 32, session_data="", expire_date=now))
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.add(Session(session_key="b" * 32, session_data="", expire_date=now))
