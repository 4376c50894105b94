"""The bell between processes, which only PostgreSQL has."""

import threading

import pytest
from django.conf import settings
from django.db import connection

from peercircle.stream import bell

pytestmark = pytest.mark.skipif(not settings.ON_POSTGRES, reason="SQLite has one process and no bell between them")

HANG_UP = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE query LIKE 'LISTEN%%' AND datname = current_database() AND pid <> pg_backend_pid()
"""


def test_changes_while_the_bell_had_no_line_arrive_afterwards(house, change, monkeypatch):
    monkeypatch.setattr(bell, "PATIENCE", 0.05)
    line = house.line()
    change("sheet-a")
    line.batch()

    with connection.cursor() as cursor:
        cursor.execute(HANG_UP)
    change("board")

    assert line.batch() == [("part", '<p id="board">empty\nin en</p>')]


def test_a_bell_that_stumbled_rings_again(transactional_db, monkeypatch):
    """Else every phone of this process would wait for the heartbeat until somebody restarts it."""
    monkeypatch.setattr(bell, "PATIENCE", 0.05)
    told, rings = [], threading.Event()

    def hear(topic):
        told.append(topic)
        if len(told) == 1:
            raise ValueError("stumbles")
        rings.set()

    bell.listen(hear)
    try:
        assert rings.wait(10)
    finally:
        bell.hush()
