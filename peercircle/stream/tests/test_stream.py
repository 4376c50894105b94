"""What a phone hears, over a real socket from a real server."""

import queue
import threading
from datetime import UTC, datetime

import pytest
from django.db import transaction

from peercircle.stream import hub as hubs
from peercircle.stream import presence, tickets
from peercircle.stream.models import Topic
from peercircle.stream.nudges import nudge, show_out
from peercircle.stream.tests.lines import status_of

BOARD = '<p id="board">empty\nin en</p>'


def test_a_change_arrives_drawn_and_with_its_id(house, change):
    line = house.line()

    change("board")

    assert line.batch() == [("part", BOARD)]
    assert line.id == 1


def test_a_personal_part_is_only_named(house, change):
    line = house.line()

    change("seat-12")

    assert line.batch() == [("personal", "seat-12")]


def test_a_part_that_is_gone_is_taken_away(house, change, kinds):
    line = house.line()
    kinds["sheet-a"] = ""

    change("sheet-a")

    assert line.batch() == [("gone", "sheet-a")]


def test_nobody_hears_of_another_topic(house, change):
    line = house.line()

    change("sheet-a", topic="meeting-2")
    change("board")

    assert line.batch() == [("part", BOARD)]


def test_nothing_is_told_of_a_change_that_was_taken_back(house, change):
    line = house.line()

    with transaction.atomic():
        nudge("meeting-1", "sheet-a")
        transaction.set_rollback(True)
    change("board")

    assert line.batch() == [("part", BOARD)]
    assert line.id == 1


def test_each_part_is_found_once_and_drawn_once_for_each_language(house, change, kinds):
    lines = [house.line(language=language) for language in ["en", "sq", "sq", "en", "de"]]
    change("sheet-z")
    for line in lines:
        line.batch()
    kinds["found"].clear()
    kinds["drawn"].clear()

    change("board")

    said = [line.batch() for line in lines]
    assert said == [
        [("part", f'<p id="board">empty\nin {language}</p>')] for language in ["en", "sq", "sq", "en", "de"]
    ]
    assert kinds["found"] == [("meeting-1", "board")]
    assert sorted(kinds["drawn"]) == [("board", "de"), ("board", "en"), ("board", "sq")]


def test_a_page_that_slept_through_ten_changes_of_one_part_hears_of_it_once(house, change):
    change("sheet-a")
    for _ in range(10):
        change("board")
    change("seat-12")

    line = house.line(after=1)

    assert line.batch() == [("part", BOARD), ("personal", "seat-12")]
    assert line.id == 12


def test_what_the_browser_heard_last_wins_over_the_page(house, change):
    change("sheet-a")
    change("board")

    line = house.line(after=0, last_id=1)

    assert line.batch() == [("part", BOARD)]


@pytest.mark.parametrize("after", ["", "-1", "x", "9" * 40, "٣"])
def test_a_strange_id_begins_at_the_beginning(house, change, after):
    change("board")

    line = house.line(after=0, last_id=after.encode().decode("latin1"))

    assert line.batch() == [("part", BOARD)]


def test_a_page_that_is_ahead_of_the_server_starts_anew(house, change):
    """A backup was restored: the page knows changes that never happened."""
    change("board")

    line = house.line(after=7)

    assert line.event() == ("reset", "1")


def test_one_mistake_does_not_silence_the_others(house, change, monkeypatch, caplog):
    def broken(_topic, _key):
        raise ZeroDivisionError

    monkeypatch.setitem(hubs.news.parts._shared, "broken", (broken, str))
    line = house.line()

    change("broken", "board")

    assert line.batch() == [("part", BOARD)]
    assert "broken of meeting-1" in caplog.text


def test_notes_of_many_writers_arrive_in_order_and_none_is_lost(house, change, kinds):
    lines = [house.line() for _ in range(3)]

    def write(writer):
        for number in range(8):
            change(f"sheet-{writer}x{number}")

    writers = [threading.Thread(target=write, args=[writer]) for writer in range(4)]
    for writer in writers:
        writer.start()
    for line in lines:
        heard, ids = [], []
        while (line.id or 0) < 32:
            heard += [html.split('"')[1] for _kind, html in line.batch()]
            ids.append(line.id)
        assert sorted(heard) == [f"sheet-{writer}x{number}" for writer in range(4) for number in range(8)]
        assert ids == sorted(set(ids))
    for writer in writers:
        writer.join()


def test_changes_during_a_busy_moment_travel_together(house, change, kinds, monkeypatch):
    """Many rings while the hub reads make one more pass."""
    drawing, go_on = threading.Event(), threading.Event()

    def slow(_topic, _key):
        drawing.set()
        go_on.wait(5)
        return '<p id="slow"></p>'

    monkeypatch.setitem(hubs.news.parts._shared, "slow", (slow, str))
    line = house.line()
    change("slow")
    drawing.wait(5)
    for _ in range(5):
        change("board")
    go_on.set()

    assert line.batch() == [("part", '<p id="slow"></p>')]
    assert line.batch() == [("part", BOARD)]
    assert line.id == 6


def test_a_phone_that_stopped_reading_holds_nobody_up_and_catches_up(house, change, kinds):
    kinds["board"] = "x" * 200_000
    stalled = house.line(buffer=4096)
    others = [house.line(), house.line()]

    for number in range(30):
        change("board", f"sheet-{number}")
        for other in others:
            assert [kind for kind, _html in other.batch()] == ["part", "part"]

    heard, batches = set(), 0
    while (stalled.id or 0) < 30:
        heard |= {html.split('"')[1] for _kind, html in stalled.batch()}
        batches += 1
    assert heard == {"board", *(f"sheet-{number}" for number in range(30))}
    assert batches < 30


def test_somebody_shown_out_hears_nothing_more(house, change):
    leaving = house.line(who="attendance:12")
    staying = house.line(who="attendance:13")
    change("board")
    leaving.batch(), staying.batch()

    with transaction.atomic():
        show_out("meeting-1", "attendance:12")
    change("seat-13")

    assert leaving.event() == ("out", "out")
    assert leaving.event() is None
    assert staying.event() == ("personal", "seat-13")


def test_a_ticket_from_before_one_was_shown_out_admits_no_more(house, change):
    path = house.path(who="attendance:12")
    with transaction.atomic():
        show_out("meeting-1", "attendance:12")

    line = house.line_at(path)

    assert line.event() == ("out", "out")


@pytest.mark.parametrize("microsecond", [0, 499, 500, 999_501, 999_999])
def test_a_ticket_knows_its_moment_exactly(microsecond):
    """Rounded up, it would seem issued after its holder was shown out, and admit them."""
    now = datetime(2026, 11, 24, 8, 0, 0, microsecond, tzinfo=UTC)

    assert tickets.read(tickets.ticket("meeting-1", "attendance:12", "en", now=now), now=now).issued_at == now


def test_who_comes_back_with_a_fresh_ticket_is_welcome(house, change):
    with transaction.atomic():
        show_out("meeting-1", "attendance:12")

    line = house.line(who="attendance:12", after=1)
    change("board")

    assert line.batch() == [("part", BOARD)]


def test_rooms_hear_who_is_here(house, monkeypatch):
    heard = queue.Queue()
    monkeypatch.setattr(presence, "_watchers", [lambda *news: heard.put(news)])

    first = house.line(who="attendance:12")
    assert heard.get(timeout=5) == ("meeting-1", "attendance:12", True)
    second = house.line(who="attendance:12")
    house.line(who="")
    house.line(who="attendance:13")
    assert heard.get(timeout=5) == ("meeting-1", "attendance:13", True)
    first.close()
    second.close()

    assert heard.get(timeout=5) == ("meeting-1", "attendance:12", False)
    assert heard.empty()


def test_a_page_that_reloads_never_left(house, change, monkeypatch):
    heard = queue.Queue()
    monkeypatch.setattr(presence, "_watchers", [lambda *news: heard.put(news)])
    monkeypatch.setattr(presence, "LINGER", 60.0)
    before = house.line(who="attendance:12")
    assert heard.get(timeout=5) == ("meeting-1", "attendance:12", True)

    before.close()
    after = house.line(who="attendance:12")
    change("board")
    after.batch()

    assert heard.empty()


def test_a_change_by_a_process_that_rings_no_bell_arrives_with_a_heartbeat(house, change):
    line = house.line()
    change("board")
    line.batch()
    Topic.objects.update(tick=5)

    house.on_loop(house.hub._beat())

    assert line.batch() == []
    assert line.id == 5


def test_every_stream_ends_when_the_server_stops(house, change):
    line = house.line()
    change("board")
    line.batch()

    house.call(house.hub.close)

    assert line.event() is None


@pytest.mark.parametrize(
    ("issued", "status"), [(datetime(2020, 1, 1, tzinfo=UTC), 403), (datetime(2999, 1, 1, tzinfo=UTC), 200)]
)
def test_a_ticket_that_expired_is_told_apart(house, issued, status):
    assert house.line_at(house.path(now=issued)).status == status


def test_strangers_find_no_stream(house):
    assert status_of(house.port, "/stream/guess") == 404


def test_a_stream_is_only_read(house):
    assert status_of(house.port, house.path(), method="POST") == 405


def test_proxies_are_told_to_pass_everything_on_at_once(house):
    headers = house.line().headers

    assert headers["cache-control"] == "no-cache, no-transform"
    assert headers["x-accel-buffering"] == "no"
    assert headers["content-type"] == "text/event-stream"
