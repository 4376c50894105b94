"""The server is killed in the middle of a meeting and started again: phones go on where they were."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent.parent
PREPARE = """
import datetime as dt
from django.utils import timezone
from peercircle.activities.talk.models import Topic
from peercircle.groups.models import Group, Membership
from peercircle.meetings.actions import leading
from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.people.models import Person
now = timezone.now()
group = Group.objects.create(name="I'm here", meaning="Open", founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14))
person = Person.objects.create_person("Arta", "Krasniqi", email="arta@school.example")
arta = Membership.objects.create(group=group, person=person, joined_on=group.founded_on)
meeting = Meeting.objects.create(group=group, starts_at=now, template="regular", code="ABC234")
item = AgendaItem.objects.create(meeting=meeting, position=1, kind="talk", minutes=20)
Topic.objects.create(item=item, position=1, text="Our topic")
leading.open_meeting(meeting, by=arta, now=now)
"""


class House:
    """`manage.py serve` with a data folder of its own: it can be killed and started again."""

    def __init__(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            "PATH": os.environ["PATH"],
            "PEERCIRCLE_HOME": str(home),
            "PEERCIRCLE_DEMO": "0",
            "PEERCIRCLE_ORIGIN": self.url,
        }
        self.log = (home / "serve.log").open("w")

    def manage(self, *words: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *words]

    def prepare(self) -> None:
        for words in (["migrate", "-v0"], ["shell", "-v0", "-c", PREPARE]):
            subprocess.run(self.manage(*words), env=self.env, check=True, timeout=60)

    def start(self) -> None:
        command = self.manage("serve", "--host", "127.0.0.1", "--port", str(self.port))
        self.process = subprocess.Popen(command, env=self.env, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/now/", timeout=1).close()
            except OSError:
                assert self.process.poll() is None
                threading.Event().wait(0.05)
            else:
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    house.prepare()
    house.start()
    yield house
    house.kill()
    house.log.close()


@pytest.fixture
def phones(browser, house):
    """Two guests at the talk."""
    contexts = [browser.new_context(base_url=house.url, viewport={"width": 390, "height": 844}) for _ in range(2)]
    pages = []
    for name, context in zip(("Luan", "Vesa"), contexts, strict=True):
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto("/j/ABC234/")
        page.get_by_label("Your first name").fill(name)
        page.get_by_role("button", name="Join").click()
        page.get_by_role("heading", name="Our topic").wait_for()
        page.evaluate("window.isTheSamePage = true")
        pages.append(page)
    yield pages
    for context in contexts:
        context.close()


def put(page, text):
    page.get_by_label("Your note").fill(text)
    page.get_by_role("button", name="Put it on the table").click()


def seconds_left(page):
    minutes, seconds = page.locator("#clock time").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def test_a_killed_server_loses_nothing(house, phones):
    writer, reader = phones
    left, at = seconds_left(reader), time.monotonic()
    put(writer, "note 1")
    expect(reader.locator("#step li")).to_have_count(1)

    house.kill()
    for number in (2, 3):
        put(writer, f"note {number}")
    expect(writer.locator("[data-outbox-state]")).to_have_text("Saved here, sent when the network is back.")
    writer.wait_for_timeout(2000)
    house.start()
    put(writer, "note 4")

    notes = reader.locator("#step li").filter(has_text="note")
    expect(notes).to_have_count(4, timeout=20_000)
    assert [text.split("\n")[0] for text in notes.all_inner_texts()] == [f"note {n}" for n in (1, 2, 3, 4)]
    expect(writer.locator("[data-outbox-state]")).to_have_text("")
    expect(reader.get_by_role("heading", name="Our topic")).to_be_visible()
    assert reader.evaluate("window.isTheSamePage") is True
    assert abs((left - seconds_left(reader)) - (time.monotonic() - at)) <= 2
