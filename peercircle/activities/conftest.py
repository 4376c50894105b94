"""What every activity's tests do: the group goes on, somebody looks at a phone or at the wall."""

import pytest
from django.urls import reverse

from peercircle.meetings.actions import leading


@pytest.fixture
def go(meeting, leader, now):
    """`go()`: the one who leads taps Next; `go(leading.jump, item)` or `go(times=3)`."""

    def go(move=leading.go_next, *args, times=1):
        for _time in range(times):
            meeting.refresh_from_db()
            move(leader, *args, seen=meeting.move_count, now=now)
        meeting.refresh_from_db()

    return go


@pytest.fixture
def phone(visit, meeting):
    return lambda who: visit(who, reverse("meetings:live", args=[meeting.pk])).content.decode()


@pytest.fixture
def wall(visit, meeting):
    return lambda: visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
