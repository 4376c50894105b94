"""A consultation two days ago, with what was told and said sealed: `member` gave the case, `facilitator` was there."""

import uuid

import pytest

from peercircle.activities.case_consultation import story_sheet, texts
from peercircle.activities.case_consultation.actions.closing import expiry
from peercircle.activities.case_consultation.models import Consultation, Contribution
from peercircle.activities.case_consultation.tests.consulted import *  # noqa: F403  (fixtures)
from peercircle.kit import sealing

STORY = "Zzmarker: somebody in the last row says nothing"
ADVICE = "Zzmarker: sit beside them once"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Keys lie beside the database: each test has its own."""
    settings.HOME, settings.SEALING_KEYS = tmp_path, ""
    return tmp_path


@pytest.fixture
def seal(facilitator):
    """`seal(consultation)`: it gets a key, a story, and a contribution of the facilitator."""

    def seal(consultation):
        consultation.key = sealing.new_key()
        answers = {"level": "upper_secondary", story_sheet.FREE: STORY}
        consultation.story = texts.sealed(consultation, story_sheet.packed(answers), bound_to=consultation.bound_to)
        meeting = consultation.item.meeting
        if meeting.closed_at:
            consultation.expires_at = expiry(meeting.closed_at, consultation.follow_up_on)
        consultation.save()
        by = meeting.attendances.get(membership=facilitator)
        said = Contribution(id=uuid.uuid4(), consultation=consultation, step="consult", number=1, by=by)
        said.text = texts.sealed(consultation, ADVICE, bound_to=said.bound_to)
        said.save(force_insert=True)
        return Consultation.objects.select_related("item__meeting").get(pk=consultation.pk)

    return seal


@pytest.fixture
def told(consult, seal):
    return seal(consult(days_ago=2))
