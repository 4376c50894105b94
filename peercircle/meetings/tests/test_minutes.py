"""Over means done: what the minutes hold, who writes and approves them, and how they stay honest."""

from __future__ import annotations

import datetime as dt
import sys
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from peercircle.kit.refusals import Refused
from peercircle.meetings import document
from peercircle.meetings.actions import minutes as actions
from peercircle.meetings.actions.recording import write_minutes
from peercircle.meetings.models import Action, Minutes, MinutesSection, RoleTurn
from peercircle.meetings.tests.after import SECRET
from tests.cast import client_of


def _page(name, minutes, *args):
    return reverse(f"meetings:{name}", args=[minutes.meeting_id, *args])


def _change(section, by, now, text="New", *, is_confidential=None, seen=None):
    actions.change_section(
        section,
        text=text,
        is_confidential=section.is_confidential if is_confidential is None else is_confidential,
        seen=section.version if seen is None else seen,
        by=by,
        now=now,
    )
    section.refresh_from_db()


def _approve(minutes, by, now):
    actions.approve_minutes(minutes, seen=actions.edition(list(minutes.sections.all())), by=by, now=now)
    minutes.refresh_from_db()


@pytest.fixture
def locked(minutes, facilitator, member, now):
    _approve(minutes, facilitator, now)
    _approve(minutes, member, now)
    return minutes


# What is in them


def test_closing_writes_what_each_activity_says(minutes):
    found = [(section.heading, section.text, section.is_confidential) for section in minutes.sections.all()]

    assert found == [
        ("What we heard", "Breaks are too short\nĆao, Ђаковица", False),
        (f"Told in confidence {SECRET}", f"A colleague is worn out {SECRET}", True),
    ]


def test_minutes_are_written_once(minutes, meeting, now):
    assert write_minutes(meeting, now=now) == minutes
    assert minutes.sections.count() == 2


def test_facts_come_from_the_meeting(minutes, meeting, facilitator, now):
    Action.objects.create(
        id="00000000-0000-0000-0000-000000000001", meeting=meeting, what="Ask", owner=facilitator, made_at=now
    )

    read = document.read(Minutes.objects.with_people().get(pk=minutes.pk), with_confidential=True)

    assert {str(name): count for name, count in read.professions} == {
        "school psychologist": 1,
        "teacher": 2,
        "guest": 1,
    }
    assert read.present == 4
    assert (read.facilitator, read.scribe) == ("Arben Krasniqi", "Milica Petrovic")
    assert [(str(step.title), step.planned, step.actual) for step in read.steps] == [
        ("Welcome", 10, 12),
        ("Main part", 10, None),
        ("Talking", 20, None),
    ]
    assert [action.what for action in read.actions] == ["Ask"]
    assert read.next_meeting.place == "Room 12"


def test_the_shareable_document_never_loads_a_confidential_line(minutes):
    read = document.read(minutes, with_confidential=False)

    assert [section.is_confidential for section in read.sections] == [False]
    assert SECRET not in document.as_text(read)


def test_a_text_tells_kosovo_time(minutes, now):
    minutes.meeting.starts_at = dt.datetime(2026, 11, 24, 13, 0, tzinfo=dt.UTC)

    text = document.as_text(document.read(minutes, with_confidential=False))

    assert text.splitlines()[1] == "Tuesday 24 November, 14:00"


# Doors

PAGES = [
    "minutes",
    "minutes-add",
    "minutes-print",
    "minutes-pdf",
    "minutes-share",
    "minutes-send",
    "register",
]


@pytest.mark.parametrize("name", [page for page in PAGES if page != "minutes-pdf"])
@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("former", 404), ("stranger", 404), ("guest", 302), (None, 302)]
)
def test_who_may_open_the_pages(visit, request, minutes, name, who, status, former, settings):
    settings.LOGIN_URL = "/sign-in/"
    person = request.getfixturevalue(who) if who else None

    assert visit(person, _page(name, minutes)).status_code == status


@pytest.mark.parametrize("who", ["former", "stranger"])
def test_others_cannot_have_the_pdf(visit, request, minutes, who):
    assert visit(request.getfixturevalue(who), _page("minutes-pdf", minutes)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("member", 302), ("facilitator", 403), ("absent", 403), ("stranger", 404)])
def test_only_the_scribe_writes(visit, request, minutes, open_section, who, status):
    post = {"text": "Written", "is_confidential": "shareable", "version": "0"}

    answer = visit(request.getfixturevalue(who), _page("minutes-edit", minutes, open_section.pk), post=post)

    assert answer.status_code == status
    open_section.refresh_from_db()
    assert (open_section.text == "Written") == (status == 302)


def test_without_the_scribe_anybody_who_was_there_writes(visit, minutes, facilitator, absent, open_section):
    RoleTurn.objects.filter(meeting=minutes.meeting, role=RoleTurn.Role.SCRIBE).update(membership=absent)
    page = _page("minutes-edit", minutes, open_section.pk)

    assert visit(facilitator, page).status_code == 200
    assert visit(absent, page).status_code == 403


def test_a_section_belongs_to_its_minutes(visit, minutes, member, coming, open_section, now):
    other = Minutes.objects.create(meeting=coming, written_at=now)
    coming.attendances.create(membership=member, joined_at=now)

    assert visit(member, _page("minutes-edit", other, open_section.pk)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("facilitator", 302), ("absent", 403), ("former", 404), ("stranger", 404)])
def test_those_who_were_there_approve(visit, request, minutes, who, status, former):
    seen = actions.edition(list(minutes.sections.all()))

    answer = visit(request.getfixturevalue(who), _page("minutes-approve", minutes), post={"seen": seen})

    assert answer.status_code == status
    assert minutes.approvals.count() == (1 if status == 302 else 0)


def test_there_are_no_minutes_before_the_close(visit, meeting, member):
    assert visit(member, reverse("meetings:minutes", args=[meeting.pk])).status_code == 404


def test_members_who_were_absent_read_both_layers(visit, minutes, absent):
    assert SECRET in visit(absent, _page("minutes", minutes)).content.decode()


@pytest.mark.parametrize("page", ["minutes-print", "minutes-share"])
def test_what_is_handed_on_holds_nothing_confidential(visit, minutes, member, page):
    assert SECRET not in visit(member, _page(page, minutes)).content.decode()


def test_everything_is_printed_when_asked(visit, minutes, member):
    assert SECRET in visit(member, _page("minutes-print", minutes) + "?layer=all").content.decode()


@pytest.mark.parametrize(("layer", "holds"), [("", False), ("?layer=shareable", False), ("?layer=all", True)])
def test_the_pdf_holds_what_was_asked_for(visit, minutes, member, layer, holds):
    answer = visit(member, _page("minutes-pdf", minutes) + layer)

    assert answer["Content-Type"] == "application/pdf"
    # Kept as a file: opened in place, a phone without a browser's bar has no way back.
    assert answer["Content-Disposition"].startswith("attachment;")
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Ćao, Ђаковица" in words
    assert (SECRET in words) == holds


def test_a_machine_that_cannot_print_says_what_to_do(visit, minutes, member, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    answer = visit(member, _page("minutes-pdf", minutes))

    assert answer.status_code == 409
    assert "Use the print view" in answer.content.decode()


def _drawn_on(pdf):
    return [image for page in PdfReader(BytesIO(pdf)).pages for image in page.images]


def test_a_photo_is_for_members_only(visit, minutes, member):
    assert "/sheet.jpg" in visit(member, _page("minutes", minutes)).content.decode()
    assert "data:image/jpeg" in visit(member, _page("minutes-print", minutes) + "?layer=all").content.decode()
    assert "data:image/jpeg" not in visit(member, _page("minutes-print", minutes)).content.decode()

    assert len(_drawn_on(visit(member, _page("minutes-pdf", minutes) + "?layer=all").content)) == 1
    assert _drawn_on(visit(member, _page("minutes-pdf", minutes)).content) == []


def test_a_photo_alone_makes_the_print_confidential(visit, minutes, secret_section, member):
    secret_section.delete()

    words = visit(member, _page("minutes-print", minutes) + "?layer=all").content.decode()

    assert "Confidential: for members of the group only" in words


def test_the_register_knows_names_and_the_shareable_print_does_not(visit, minutes, member):
    assert "Vesna Ilic" in visit(member, _page("register", minutes)).content.decode()
    assert "Vesna Ilic" not in visit(member, _page("minutes-print", minutes)).content.decode()


def test_the_page_asks_the_database_a_fixed_number_of_times(minutes, member, now, django_assert_num_queries):
    for number in range(5):
        actions.add_section(minutes, kind="decision", heading="", text=f"{number}", is_confidential=False)
    client = client_of(member)
    with django_assert_num_queries(8):
        client.get(_page("minutes", minutes))

    section = minutes.sections.first()
    minutes.locked_at = now
    minutes.save(update_fields=["locked_at"])
    for number in range(3):
        change = {"text": f"Corrected {number}", "is_confidential": section.is_confidential, "seen": section.version}
        actions.change_section(section, **change, by=member, now=now)
        section.refresh_from_db()
    with django_assert_num_queries(8):
        client.get(_page("minutes", minutes))


# Writing


def test_a_decision_is_added_once(visit, minutes, member):
    post = {"kind": "decision", "heading": "Tea", "text": "We bring tea.", "is_confidential": "shareable"}

    for _tap in range(2):
        assert visit(member, _page("minutes-add", minutes), post=post).status_code == 302

    assert [section.text for section in minutes.sections.filter(kind="decision")] == ["We bring tea."]
    assert "We bring tea." in document.as_text(document.read(minutes, with_confidential=False))


def test_a_section_moves_to_the_other_layer(minutes, member, secret_section, open_section, now):
    _change(open_section, member, now, open_section.text, is_confidential=True)
    _change(secret_section, member, now, "Nothing secret", is_confidential=False)

    text = document.as_text(document.read(minutes, with_confidential=False))
    assert "Breaks" not in text
    assert "Nothing secret" in text


def test_the_second_of_two_writers_gets_both_texts(visit, minutes, member, open_section):
    page = _page("minutes-edit", minutes, open_section.pk)
    visit(member, page, post={"text": "First", "is_confidential": "shareable", "version": "0"})

    answer = visit(member, page, post={"text": "Second", "is_confidential": "shareable", "version": "0"})

    assert answer.status_code == 422
    words = answer.content.decode()
    assert "First" in words
    assert "Second" in words
    assert 'name="version" value="1"' in words
    open_section.refresh_from_db()
    assert open_section.text == "First"


def test_an_old_form_does_not_overwrite(open_section, member, now):
    _change(open_section, member, now, "First")

    with pytest.raises(Refused):
        _change(open_section, member, now, "Second", seen=0)


def test_saving_twice_is_saving_once(open_section, member, now):
    _change(open_section, member, now, "First")
    _change(open_section, member, now, "First", seen=0)

    assert open_section.version == 1


# Approving


def test_two_approvals_lock(minutes, facilitator, member, now):
    _approve(minutes, facilitator, now)
    _approve(minutes, facilitator, now)
    assert not minutes.is_locked

    _approve(minutes, member, now)
    assert minutes.locked_at == now


def test_one_is_enough_when_two_members_were_there(minutes, third, facilitator, now):
    minutes.meeting.attendances.filter(membership=third).delete()

    _approve(minutes, facilitator, now)

    assert minutes.is_locked


def test_a_changed_draft_is_approved_anew(minutes, facilitator, member, open_section, now):
    _approve(minutes, facilitator, now)
    _change(open_section, member, now)

    _approve(minutes, member, now)

    assert not minutes.is_locked


def test_nobody_approves_what_they_have_not_read(minutes, facilitator, member, open_section, now):
    seen = actions.edition(list(minutes.sections.all()))
    _change(open_section, member, now)

    with pytest.raises(Refused):
        actions.approve_minutes(minutes, seen=seen, by=facilitator, now=now)


# After the approval


def test_a_correction_shows(visit, locked, member, absent, open_section, now):
    _change(open_section, member, now + dt.timedelta(hours=1), "Breaks are long enough")

    correction = open_section.corrections.get()
    assert (correction.by, correction.old_text) == (member, "Breaks are too short\nĆao, Ђаковица")
    page = visit(absent, _page("minutes", locked)).content.decode()
    assert "Breaks are too short" in page
    assert "by Milica Petrovic" in visit(member, _page("minutes", locked)).content.decode()


def test_what_was_corrected_away_is_not_handed_on(visit, locked, member, open_section, now):
    _change(open_section, member, now, "Better words")

    printed = visit(member, _page("minutes-print", locked)).content.decode()
    assert "Better words" in printed
    assert "Breaks are too short" not in printed
    assert "Corrected on" in printed


def test_after_the_approval_the_confidential_stays_confidential(locked, member, secret_section, now):
    with pytest.raises(Refused):
        _change(secret_section, member, now, secret_section.text, is_confidential=False)


def test_after_the_approval_a_section_may_still_be_hidden(locked, member, open_section, now):
    _change(open_section, member, now, open_section.text, is_confidential=True)

    assert document.read(locked, with_confidential=False).sections == []


def test_after_the_approval_nothing_is_added(locked):
    with pytest.raises(Refused):
        actions.add_section(locked, kind="note", heading="", text="Late", is_confidential=False)


def test_the_form_of_a_locked_confidential_section_offers_no_layer(visit, locked, member, secret_section):
    page = _page("minutes-edit", locked, secret_section.pk)
    assert 'name="is_confidential"' not in visit(member, page).content.decode()

    post = {"text": "Corrected", "is_confidential": "shareable", "version": "0"}
    assert visit(member, page, post=post).status_code == 302
    assert MinutesSection.objects.get(pk=secret_section.pk).is_confidential
