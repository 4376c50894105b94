from urllib.request import urlopen

import pytest
from django.urls import reverse

from peercircle.config.policy import CONTENT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/nowhere/", 404), ("/live/1/", 302)])
def test_a_browser_loads_only_our_own_files(client, path, status):
    response = client.get(path)

    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == CONTENT


def test_a_file_says_what_it_is_and_nothing_that_is_for_pages(server):
    with urlopen(f"{server}/static/house.css") as answer:
        told = set(answer.headers)

    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not {"Referrer-Policy", "Cross-Origin-Opener-Policy", "Content-Security-Policy"} & {
        name.title() for name in told
    }


def test_what_is_said_in_a_meeting_stays_on_no_disk(visit, leader, present_member, meeting):
    for name in ("live", "step"):
        page = visit(present_member, reverse(f"meetings:{name}", args=[meeting.pk]))

        assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-store")


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed():
    assert "unsafe" not in CONTENT
    assert "http" not in CONTENT
    assert "default-src 'none'" in CONTENT
