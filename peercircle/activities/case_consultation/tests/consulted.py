"""A group that consulted a month ago: `member` gave the case, `facilitator` was there. For tests of what came of it."""

import datetime as dt

import pytest

from peercircle.activities.case_consultation.models import Consultation
from peercircle.meetings.models import AgendaItem, Attendance, Meeting, Move

DAY = dt.timedelta(days=1)


@pytest.fixture
def consult(group, member, facilitator, now):
    """`consult(days_ago=28)`: a consultation in a meeting that is over, with whatever is said of it."""

    def consult(*, days_ago=28, **said):
        at = now - days_ago * DAY
        meeting = Meeting.objects.create(
            group=group,
            starts_at=at,
            opened_at=at,
            closed_at=at,
            template="regular",
            phase="closed",
            code=f"C{days_ago:05}",
            move_count=1,
        )
        for who in (member, facilitator):
            Attendance.objects.create(meeting=meeting, membership=who, joined_at=at)
        item = AgendaItem.objects.create(
            meeting=meeting, position=1, kind="case_consultation", minutes=50, actual_minutes=47
        )
        Move.objects.create(meeting=meeting, number=1, what=Move.What.OPEN, at=at, to_item=item)
        left = {"topic": "Silent pupil", "key_question": "How do I reach somebody who does not speak?"}
        return Consultation.objects.create(item=item, **({"case_giver": member, "protocol": "tietze"} | left | said))

    return consult


@pytest.fixture
def consulted(consult):
    return consult()
