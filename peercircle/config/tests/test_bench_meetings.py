"""An outside client takes part in the meetings of a load test with nothing but what the command prints."""

import io
import json
import uuid

import pytest
from django.core.management import call_command
from django.test import Client

from peercircle.activities.talk.models import Note
from peercircle.meetings.models import Meeting
from peercircle.stream import tickets


def printed(**options):
    out = io.StringIO()
    call_command("bench_meetings", stdout=out, **options)
    return json.loads(out.getvalue())


def post(participant, text):
    asked = participant["post"]
    body = asked["body"].format(uuid=uuid.uuid4(), text=text)
    headers = {**asked["headers"]}
    return Client(enforce_csrf_checks=True).generic(
        "POST", asked["url"], body, headers.pop("Content-Type"), headers=headers
    )


@pytest.mark.django_db
def test_everybody_can_write_and_listen(now):
    people = printed(meetings=2, people=3)

    assert [post(each, each["name"]).status_code for each in people] == [200] * 6
    written = Note.objects.order_by("written_at").values_list("text", "topic__item__meeting")
    assert list(written) == [(each["name"], each["meeting"]) for each in people]
    readers = [tickets.read(each["stream"].split("/")[2].split("?")[0], now=now) for each in people]
    assert [(each.topic, each.language) for each in readers] == [
        (f"meeting:{each['meeting']}", each["language"]) for each in people
    ]
    assert {each["language"] for each in people} == {"sq", "sr-latn", "en"}


@pytest.mark.django_db
def test_run_again_it_opens_new_meetings_of_the_same_people():
    first, again = printed(meetings=1, people=2), printed(meetings=1, people=3)

    assert [each["name"] for each in again] == ["Bench 1 1", "Bench 1 2", "Bench 1 3"]
    assert list(Meeting.objects.filter(phase="open").values_list("pk", flat=True)) == [again[0]["meeting"]]
    assert post(first[0], "too late").status_code == 409
