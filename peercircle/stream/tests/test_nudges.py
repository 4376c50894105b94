"""A nudge is written, counted and rung in the transaction of the change that it tells of."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from peercircle.stream import parts, tickets
from peercircle.stream.models import Part, ShownOut
from peercircle.stream.nudges import nudge, show_out, tick_of

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def parts_of(topic):
    return dict(Part.objects.filter(topic__name=topic).values_list("name", "tick"))


@pytest.mark.django_db
def test_each_nudge_counts_up_and_marks_its_parts(kinds):
    nudge("meeting-1", "board", "sheet-a")
    nudge("meeting-1", "board")
    nudge("meeting-2", "board")

    assert tick_of("meeting-1") == 2
    assert parts_of("meeting-1") == {"board": 2, "sheet-a": 1}
    assert parts_of("meeting-2") == {"board": 1}


@pytest.mark.django_db
def test_a_topic_nobody_ever_nudged_stands_at_zero():
    assert tick_of("meeting-1") == 0


@pytest.mark.django_db
def test_a_part_that_no_room_registered_is_our_mistake(kinds):
    with pytest.raises(parts.UnknownPartError):
        nudge("meeting-1", "nonsense-1")


@pytest.mark.django_db
def test_two_rooms_cannot_claim_one_kind(kinds):
    with pytest.raises(ValueError, match="board"):
        parts.personal("board")


@pytest.mark.django_db(transaction=True)
def test_a_nudge_outside_a_transaction_is_our_mistake(kinds):
    with pytest.raises(transaction.TransactionManagementError):
        nudge("meeting-1", "board")


@pytest.mark.django_db
def test_a_nudge_costs_two_statements_and_the_bell(kinds, django_assert_num_queries, settings):
    with django_assert_num_queries(3 if settings.ON_POSTGRES else 2):
        nudge("meeting-1", "board", "sheet-a", "sheet-b")


@pytest.mark.django_db
def test_being_shown_out_twice_is_one_row(kinds):
    show_out("meeting-1", "attendance:12")
    show_out("meeting-1", "attendance:12")

    assert ShownOut.objects.values_list("who", flat=True).get() == "attendance:12"
    assert tick_of("meeting-1") == 2


@pytest.mark.django_db(transaction=True)
def test_nudges_from_many_threads_leave_no_gap(kinds):
    def write(writer):
        for number in range(5):
            with transaction.atomic():
                nudge("meeting-1", f"sheet-{writer}x{number}")
        connection.close()

    threads = [threading.Thread(target=write, args=[writer]) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(parts_of("meeting-1").values()) == list(range(1, 21))


def test_a_ticket_tells_what_was_written_on_it():
    paper = tickets.ticket("meeting-1", "attendance:12", "sr-latn", now=NOW)

    assert tickets.read(paper, now=NOW) == ("meeting-1", "attendance:12", "sr-latn", NOW)


def test_a_ticket_expires():
    paper = tickets.ticket("meeting-1", "", "sq", now=NOW)

    with pytest.raises(tickets.ExpiredTicketError):
        tickets.read(paper, now=NOW + timedelta(hours=12))


@pytest.mark.parametrize("change", ["", "x", "é"])
def test_a_forged_ticket_is_none(change):
    paper = tickets.ticket("meeting-1", "", "sq", now=NOW)

    with pytest.raises(tickets.BadTicketError):
        tickets.read(change + paper[1:], now=NOW)
