"""Every door of the house, tried by everybody who may stand before it: `who_may_enter.txt` holds what each gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from peercircle.config.doors import OPEN
from tests import test_nothing_breaks as every_door
from tests.whole_house import OUTSIDE, ROLES

known, room = every_door.known, every_door.room
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

TEXT = Path(__file__).with_suffix(".txt").with_stem("who_may_enter").read_text(encoding="utf-8")
TABLE = [line.split() for line in TEXT.splitlines() if line and not line.startswith("#")]


def knock(client: Client, method: str, url: str, body: bytes) -> int:
    """What one gets; whatever changed is taken back."""
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    cache.clear()
    with transaction.atomic():
        answer = client.generic(method, url, body if method == "POST" else b"", content_type=every_door.FORM)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return answer.status_code


def lines(name: str, url: str, body: bytes, clients: dict[str, Client]) -> Iterator[list[str]]:
    for method in ("GET", "POST"):
        gets = {role: knock(clients[role], method, url, body) for role in ROLES}
        # What a door takes from nobody who is signed in is no line.
        if {gets[role] for role in ROLES if role not in ("nobody", "guest")} != {HTTPStatus.METHOD_NOT_ALLOWED}:
            yield [name, method, *map(str, gets.values())]


def as_written(lines: list[list[str]]) -> str:
    return "\n".join(f"{name:<32} {method:<4}  {'  '.join(gets)}" for name, method, *gets in lines)


@pytest.mark.parametrize("room", every_door.ROOMS, indirect=True)
def test_everybody_gets_what_the_table_says(
    room: str, known: dict[str, str], behind: Callable[[str], dict], meeting: object, clients: dict[str, Client]
) -> None:
    """A door that is new: look at each of its answers, then copy the line into the table."""
    found = []
    for name, path in every_door.EVERY_DOOR:
        if every_door.room_of(name) == room:
            there = every_door.own(name, path, known, meeting) | behind(name)
            url = next(every_door.filled(path, there))
            found += lines(name, url, next(every_door.bodies(name, there))[1], clients)
    written = [line for line in TABLE if every_door.room_of(line[0]) == room]

    new = [line for line in found if line not in written]
    assert not new, f"Is this as it should be? Then it stands in the table so:\n{as_written(new)}"
    gone = [line for line in written if line not in found]
    assert not gone, f"Nobody gets this any more:\n{as_written(gone)}"


# --- What holds for all of the table --------------------------------------------------------------
NOBODYS = {"groups:new", "groups:new-at", "groups:founded", "meetings:methods"}
NOBODYS |= {"meetings:calendar-address", "meetings:new-calendar-address"}
# The programme's own ways of consulting, from which every group may choose.
NOBODYS |= {name for name, _path in every_door.EVERY_DOOR if name.startswith("case_consultation-plan:own-")}
INNER_ROOMS = {"groups", "meetings", "needs", *every_door.ROOMS} - {"house", "minutes"}


def test_no_role_of_the_programme_opens_a_group_a_meeting_or_its_minutes():
    """All they may open there belongs to no group: founding one, the methods, their own calendar."""
    entered = [
        f"{name} {method} {role}"
        for name, method, *gets in TABLE
        for role, got in zip(ROLES, gets, strict=True)
        if name.partition(":")[0].removesuffix("-plan").removesuffix("-after") in INNER_ROOMS
        and name not in OPEN | NOBODYS
        and role in OUTSIDE
        and got != "404"
    ]

    assert entered == []


def test_whoever_is_not_signed_in_opens_only_the_open_doors():
    inside = [f"{name} {method}" for name, method, nobody, *_rest in TABLE if name not in OPEN and nobody != "302"]

    assert inside == []
