"""A file is taken over in pieces, and between two of them others come to the database."""

import pytest
from django.conf import settings

from peercircle.meetings.models import Meeting
from peercircle.programme.actions import pieces, taking_over
from peercircle.programme.models import Session, SessionAttendance, Upload
from peercircle.programme.tests.files import HEAD, text
from peercircle.programme.tests.test_import_doors import saved, send
from tests.cast import client_of

on_sqlite = pytest.mark.skipif(settings.ON_POSTGRES, reason="PostgreSQL holds single rows, so nobody waits")


@pytest.fixture
def rests(monkeypatch):
    """Each rest that was taken, while every piece takes two seconds."""
    taken, clock = [], iter(range(0, 100_000, 2))
    monkeypatch.setattr(pieces, "sleep", taken.append)
    monkeypatch.setattr(pieces, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(pieces, "LONGEST", 60)
    return taken


@on_sqlite
@pytest.mark.parametrize(("phase", "rest"), [(Meeting.Phase.OPEN, 2.0), (Meeting.Phase.CLOSED, 0.5)])
def test_whoever_waits_has_as_long_as_a_piece_took_while_somebody_meets(meeting, rests, phase, rest):
    Meeting.objects.update(phase=phase)

    assert pieces.piece(lambda: "done") == "done"

    assert rests == [rest]


@on_sqlite
def test_a_rest_has_an_end(db, rests, monkeypatch):
    monkeypatch.setattr(pieces, "LONGEST", 0.1)

    pieces.piece(lambda: None)

    assert rests == [0.1]


@on_sqlite
def test_a_file_rests_after_each_piece(expert, session, day, rests, monkeypatch):
    monkeypatch.setattr(taking_over, "AT_ONCE", 2)
    lines = [f"{day},coaching,Podujevë,Xheladin Rekaliu,Name{number},Krasniqi,f,teacher" for number in range(6)]
    client = client_of(expert)
    _answer, pk = send(client, text(HEAD, *lines))
    reading = len(rests)

    saved(client, pk)

    assert SessionAttendance.objects.filter(session=session).count() == 6
    assert Session.objects.count() == 1
    assert Upload.objects.get(pk=pk).state == Upload.State.DONE
    assert reading > 0
    assert len(rests) - reading > 3
