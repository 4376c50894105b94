"""The frames of all pages: errors, language, the phone's own questions."""

import json
from time import time

import pytest
from django.template.loader import render_to_string
from django.urls import reverse


def test_the_page_for_a_broken_house_needs_no_database():
    page = render_to_string("500.html")

    assert "Something broke on our side." in page


@pytest.mark.django_db
def test_an_unknown_address_answers_in_the_frame_of_the_house(client):
    answer = client.get("/nowhere/", headers={"accept-language": "sr-latn"})

    assert answer.status_code == 404
    assert '<html lang="sr-Latn">' in answer.content.decode()


def test_the_server_says_what_time_it_is(client):
    answer = client.get(reverse("now"))

    assert abs(int(answer.content) - time() * 1000) < 5000
    assert "no-store" in answer["Cache-Control"]


def test_a_phone_can_keep_the_house_on_its_home_screen(client):
    manifest = json.loads(client.get(reverse("manifest")).content)

    assert {"name", "start_url", "display", "icons"} <= set(manifest)
