import asyncio

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from peercircle.stream import parts, presence, tickets
from peercircle.stream.door import Door
from peercircle.stream.hub import Hub
from peercircle.stream.nudges import nudge
from peercircle.stream.tests.lines import Line, Served


@pytest.fixture
def kinds(monkeypatch):
    """A board that all see, sheets that come and go, a seat of one's own. Gives the texts."""
    texts = {"board": "empty"}
    found, drawn = [], []

    def find(kind):
        def find(topic, key):
            name = f"{kind}-{key}" if key else kind
            found.append((topic, name))
            text = texts.get(name, f"of {topic}")
            return (name, text) if text else None

        return find

    def draw(sheet):
        name, text = sheet
        drawn.append((name, get_language()))
        return f'<p id="{name}">{text}\nin {get_language()}</p>'

    monkeypatch.setattr(parts, "_shared", {kind: (find(kind), draw) for kind in ("board", "sheet")})
    monkeypatch.setattr(parts, "_personal", {"seat"})
    texts["found"], texts["drawn"] = found, drawn
    return texts


class House:
    """A stream's door behind a real server, and the phones that come to it."""

    def __init__(self, served, hub):
        self.served = served
        self.port = served.port
        self.hub = hub
        self.open = []
        served.application = Door(hub)

    def path(self, topic="meeting-1", who="", language="en", after=0, now=None):
        paper = tickets.ticket(topic, who, language, now=now or timezone.now())
        return f"/stream/{paper}?after={after}"

    def line(self, topic="meeting-1", who="", language="en", after=0, **more):
        return self.line_at(self.path(topic, who, language, after), **more)

    def line_at(self, path, **more):
        line = Line(self.port, path, **more)
        self.open.append(line)
        return line

    def on_loop(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.served.loop).result(5)

    def call(self, act):
        async def on_loop():
            act()

        self.on_loop(on_loop())


@pytest.fixture(scope="module")
def served():
    """One server for all; each test puts a fresh hub behind it."""
    with Served() as served:
        yield served


@pytest.fixture
def house(transactional_db, kinds, served, monkeypatch):
    monkeypatch.setattr(presence, "LINGER", 0.0)
    house = House(served, Hub())
    house.call(house.hub.open)
    yield house
    house.call(house.hub.close)
    for line in house.open:
        line.close()


@pytest.fixture
def change(transactional_db):
    """Somebody changes parts of a topic."""

    def change(*names, topic="meeting-1"):
        with transaction.atomic():
            nudge(topic, *names)

    return change
