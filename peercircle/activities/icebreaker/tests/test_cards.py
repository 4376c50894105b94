"""A card is on its writer's phone, on the others' while they speak, and then nowhere."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from peercircle.activities.icebreaker import actions
from peercircle.activities.icebreaker.activity import KIND
from peercircle.activities.icebreaker.models import Card
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading
from peercircle.stream import parts
from peercircle.stream.models import Part

SECRET = "Grandmother's plum orchard"


@pytest.fixture
def item(leader, present_member, guest, put_on_agenda):
    return put_on_agenda("icebreaker", minutes=25, method="this_is_who_i_am")


@pytest.fixture
def my_turn(item, go, present_member):
    """Arben has spoken, it is Milica's turn."""
    go(leading.go_next)
    go(leading.go_next)
    return present_member


@pytest.fixture
def show(visit, meeting, item):
    def show(who, *, htmx=True, door="show", **texts):
        url = reverse(f"icebreaker:{door}", args=[meeting.pk, item.pk])
        return visit(who, url, post={"past": SECRET, **texts}, htmx=htmx)

    return show


@pytest.fixture
def look(visit, meeting, item):
    def look(who):
        return visit(who, reverse("icebreaker:card", args=[meeting.pk, item.pk]))

    return look


def test_while_everybody_writes_nothing_can_be_sent(item, phone, present_member):
    page = phone(present_member)

    assert page.count('data-draft="private-') == 3
    assert 'id="card-form"' not in page


def test_the_card_is_shown_to_all_phones_and_not_on_the_wall(show, my_turn, phone, wall, leader, guest):
    response = show(my_turn, future="A garden")

    assert "Hide my card" in response.content.decode()
    for person in (leader, guest):
        page = phone(person)
        assert "Grandmother&#x27;s plum orchard" in page
        assert "A garden" in page
        assert "Hide my card" not in page
    assert "orchard" not in wall()
    assert "Milica" not in wall()


def test_a_card_is_named_in_the_stream_and_never_pushed(show, my_turn, meeting, item):
    show(my_turn)

    name = f"icebreaker_card-{item.pk}"
    assert Part.objects.filter(topic__name=meeting.topic, name=name).exists()
    assert parts.is_shared(name) is False


def test_without_scripts_the_page_comes_back(show, my_turn, meeting):
    assert show(my_turn, htmx=False).url == reverse("meetings:live", args=[meeting.pk])
    assert show(my_turn, htmx=False, door="hide").url == reverse("meetings:live", args=[meeting.pk])


def test_showing_again_shows_what_is_written_now(show, my_turn):
    assert "Show my card" not in show(my_turn).content.decode()
    show(my_turn, past="Another")

    assert [card.past for card in Card.objects.all()] == ["Another"]


def test_hiding_deletes_it_and_twice_is_harmless(show, my_turn, look):
    show(my_turn)
    for _tap in range(2):
        assert show(my_turn, door="hide").status_code == 200

    assert not Card.objects.exists()
    assert "orchard" not in look(my_turn).content.decode()
    assert "Show my card" in look(my_turn).content.decode()


@pytest.mark.parametrize("who", ["leader", "guest"])
def test_only_the_one_whose_turn_it_is_shows_a_card(show, my_turn, request, who):
    response = show(request.getfixturevalue(who), writer=my_turn.pk)

    assert response.status_code == 409
    assert "not your turn" in response.content.decode()
    assert not Card.objects.exists()


def test_nobody_else_hides_it(show, my_turn, leader):
    show(my_turn)
    show(leader, door="hide")

    assert Card.objects.exists()


@pytest.mark.parametrize("who", ["contact", "stranger"])
def test_those_who_are_not_here_see_nothing(show, look, my_turn, request, who):
    show(my_turn)
    person = request.getfixturevalue(who)

    assert look(person).status_code == 404
    assert show(person).status_code == 404
    assert show(person, door="hide").status_code == 404
    assert Card.objects.get().past == SECRET


def test_one_who_has_left_sees_it_no_more(show, look, my_turn, guest, now):
    show(my_turn)
    joining.leave(guest, now=now)

    assert "orchard" not in look(guest).content.decode()


def test_a_writer_who_leaves_takes_the_card_along(show, my_turn, phone, leader, now):
    show(my_turn)
    joining.leave(my_turn, now=now)

    assert "orchard" not in phone(leader)


def test_who_moves_up_when_somebody_leaves_can_show_a_card(show, my_turn, guest, now):
    joining.leave(my_turn, now=now)

    assert show(guest).status_code == 200
    assert Card.objects.get().writer == guest


@pytest.mark.parametrize("move", [leading.go_next, leading.go_back, leading.undo])
def test_when_the_turn_ends_the_card_is_deleted(show, my_turn, go, move):
    show(my_turn)
    go(move)

    assert not Card.objects.exists()


def test_another_step_deletes_it_too(show, my_turn, go, meeting):
    show(my_turn)
    go(leading.jump, meeting.items.first())

    assert not Card.objects.exists()


def test_a_longer_turn_keeps_it(show, my_turn, go):
    show(my_turn)
    go(leading.change_time, 1)

    assert Card.objects.exists()


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"past": ""}, "card is empty"),
        ({"past": " \n "}, "card is empty"),
        ({"future": "x" * 401}, "at most 400"),
    ],
)
def test_what_is_no_card_is_refused(show, my_turn, texts, sentence):
    response = show(my_turn, **texts)

    assert response.status_code == 409
    assert sentence in response.content.decode()
    assert not Card.objects.exists()


def test_a_card_is_shown_as_it_was_typed(show, my_turn):
    html = show(my_turn, past="<b>Ë</b>\n🙂").content.decode()

    assert "&lt;b&gt;Ë&lt;/b&gt;<br>🙂" in html


def test_after_the_close_nothing_is_shown(item, my_turn, leader, now):
    leading.close_meeting(leader, now=now)

    with pytest.raises(Refused, match="over"):
        actions.show_card(item, my_turn, past="x", present="", future="")


def test_nothing_of_it_goes_into_the_minutes(show, my_turn, item):
    show(my_turn)

    assert KIND.record(item) == []
    KIND.forget(item)
    assert not Card.objects.exists()


def test_a_life_line_has_no_card(leader, present_member, put_on_agenda, go, phone):
    put_on_agenda("icebreaker", method="life_line")
    assert "data-draft" not in phone(leader)
    go(leading.go_next)

    assert "It is your turn" in phone(leader)
    assert "card-form" not in phone(leader)


@pytest.mark.skipif(settings.ON_POSTGRES, reason="looks into SQLite's files")
@pytest.mark.django_db(transaction=True)
def test_after_the_meeting_it_is_in_no_file_of_the_database(show, my_turn, leader, now):
    def files_with_it():
        name = Path(connection.settings_dict["NAME"])
        return [path.name for path in name.parent.glob(f"{name.name}*") if SECRET.encode() in path.read_bytes()]

    show(my_turn)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(FULL)")
    show(my_turn, present="and the river")
    assert files_with_it() != []

    leading.close_meeting(leader, now=now)

    assert files_with_it() == []
