"""A group that consulted a month ago: `member` gave the case, `facilitator` was there. For tests of what came of it."""

import datetime as dt

import pytest

from peercircle.activities.case_consultation.models import Consultation
from peercircle.meetings.models import Meeting, Move

DAY = dt.timedelta(days=1)


def consultation_that_was(people, at, *, code="PAST28", **said):
    """In a meeting that is over, in which these people were from the beginning to the end; the first gave the case."""
    about = {"template": "regular", "phase": "closed", "code": code, "move_count": 1}
    meeting = Meeting.objects.create(group=people[0].group, starts_at=at, opened_at=at, closed_at=at, **about)
    for who in people:
        meeting.attendances.create(membership=who, joined_at=at)
    item = meeting.items.create(position=1, kind="case_consultation", minutes=50, actual_minutes=47)
    meeting.moves.create(number=1, what=Move.What.OPEN, at=at, to_item=item)
    usual = {"case_giver": people[0], "protocol": "tietze", "topic": "Silent pupil"}
    return Consultation.objects.create(item=item, **(usual | said))


@pytest.fixture
def consult(member, facilitator, now):
    """`consult(days_ago=28)`: a consultation in a meeting that is over, with whatever is said of it."""

    def consult(*, days_ago=28, **said):
        question = {"key_question": "How do I reach somebody who does not speak?"}
        at, code = now - days_ago * DAY, f"C{days_ago:05}"
        return consultation_that_was([member, facilitator], at, code=code, **(question | said))

    return consult


@pytest.fixture
def consulted(consult):
    return consult()
