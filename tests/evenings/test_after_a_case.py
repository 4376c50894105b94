"""After a case: what was told is read again, the group sees who did, it ends, and the question is asked without it.

Screens are kept under var/pictures.
"""

from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.activities.case_consultation import story_sheet, texts
from peercircle.activities.case_consultation.models import Consultation, Contribution
from peercircle.activities.case_consultation.tests.consulted import consultation_that_was
from peercircle.kit import sealing
from peercircle.meetings import kinds
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import AgendaItem, Attendance, Meeting

DAY = dt.timedelta(days=1)
STORY = "Two of them talk all the time, and I raise my voice."
ADVICE = "Begin with a minute of silence."
FOLLOWS = 20_000


@pytest.fixture
def consulted(nine, settings, tmp_path):
    """Two days ago, without Emine: Besnik told a case, Shpresa advised."""
    settings.HOME, settings.SEALING_KEYS = tmp_path, ""
    at = timezone.now() - 2 * DAY
    consultation = consultation_that_was(
        [nine[1], nine[0], *nine[2:-1]],
        at,
        topic="noisy lessons",
        key_question="How do I stay calm when it gets loud?",
        first_step="A minute of silence",
        key=sealing.new_key(),
        expires_at=at + 30 * DAY,
    )
    story = story_sheet.packed({"level": "primary", "setting": "lesson", story_sheet.FREE: STORY})
    consultation.story = texts.sealed(consultation, story, bound_to=consultation.bound_to)
    consultation.save(update_fields=["story"])
    said = Contribution(
        id=uuid4(), consultation=consultation, step="consult", number=1, by=Attendance.objects.get(membership=nine[4])
    )
    said.text = texts.sealed(consultation, ADVICE, bound_to=said.bound_to)
    said.save(force_insert=True)
    return consultation


def pass_time(consultation: Consultation, days: dt.timedelta) -> None:
    """The clock goes on: all that has a date lies further back."""
    meeting = Meeting.objects.get(pk=consultation.item.meeting_id)
    Meeting.objects.filter(pk=meeting.pk).update(
        **{name: getattr(meeting, name) - days for name in ("starts_at", "opened_at", "closed_at")}
    )
    Consultation.objects.filter(pk=consultation.pk).update(expires_at=consultation.expires_at - days)
    kinds.get("case_consultation").upkeep(timezone.now())


def page_of(phone_of, consultation: Consultation, who, name: str, **options: object):
    phone = phone_of(who, name, **options)
    phone.page.goto(f"/after/case_consultation/{consultation.item_id}/")
    return phone


def next_meeting(group, nine) -> Meeting:
    now = timezone.now()
    meeting = Meeting.objects.create(group=group, starts_at=now, template="regular", code="NEXT24")
    for position, kind in enumerate(["check_in", "case_consultation"], start=1):
        kinds.get(kind).prepare(
            AgendaItem.objects.create(
                meeting=meeting, position=position, kind=kind, minutes=5 if kind == "check_in" else 50
            )
        )
    leading.open_meeting(meeting, by=nine[0], now=now)
    for one in nine[1:]:
        joining.join(meeting, one, now=now)
    return meeting


def test_what_was_told_is_opened_ends_and_the_question_is_asked_without_it(consulted, group, nine, phone_of, album):
    besnik = page_of(phone_of, consulted, nine[1], "besnik", color_scheme="dark")
    besnik.does_not_see(STORY)
    besnik.page.clock.install()
    besnik.tap("Open it")
    besnik.sees(STORY)
    besnik.sees(ADVICE)
    album.take(besnik.page, "opened-besnik")
    besnik.page.clock.run_for(125_000)
    besnik.does_not_see(STORY)
    album.take(besnik.page, "covered-besnik")
    besnik.page.touchscreen.tap(200, 500)
    besnik.sees(STORY)

    emine = page_of(phone_of, consulted, nine[8], "emine")
    emine.sees("It opens for those who were there when the case was told.")
    emine.find("summary").filter(has_text="It was opened once").click()
    emine.sees("Besnik Gashi")
    expect(emine.page.get_by_role("button", name="Open it")).to_have_count(0)
    album.take(emine.page, "was-not-there-emine")

    pass_time(consulted, 40 * DAY)
    shpresa = page_of(phone_of, consulted, nine[4], "shpresa")
    shpresa.sees("What was told is not kept.")
    shpresa.sees("A minute of silence")
    besnik.page.reload()
    besnik.does_not_see(STORY)
    assert sealing.names() == []

    meeting = next_meeting(group, nine)
    arta, besnik, shpresa = (phone_of(nine[number], name) for number, name in [(0, "arta"), (1, "besnik"), (4, "shp")])
    for phone in (arta, besnik, shpresa):
        phone.page.goto(f"/live/{meeting.pk}/")
    arta.tap(re.compile("^Next|^Begin"))
    besnik.sees("How do I stay calm when it gets loud?", timeout=FOLLOWS)
    besnik.tap("It helped")
    shpresa.sees("it helped", timeout=FOLLOWS)
    album.take(besnik.page, "asked-besnik")

    assert Consultation.objects.get(pk=consulted.pk).verdict == Consultation.Verdict.HELPED
    assert album.faults == []
