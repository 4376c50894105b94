"""Letters: to whom, with which layer, in which language, and what happens when the mail server is down."""

from __future__ import annotations

import datetime as dt
import socket
import sys
from email import message_from_bytes, policy
from io import BytesIO

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar
from pypdf import PdfReader

from peercircle.config import tick
from peercircle.meetings.actions import sending
from peercircle.meetings.models import Letter
from peercircle.meetings.tests.after import SECRET


def _page(name, minutes):
    return reverse(f"meetings:{name}", args=[minutes.meeting_id])


def _body(message) -> str:
    """Everything that a reader or a mail program can find in a letter: its words and those of its papers."""
    pages = [page.extract_text() for part in message.attachments for page in _pages(part)]
    files = [str(part[1]) for part in message.attachments if not str(part[0]).endswith(".pdf")]
    return "\n".join([message.subject, message.body, *pages, *files])


def _pages(part):
    return PdfReader(BytesIO(part[1])).pages if part[0].endswith(".pdf") else []


def _post():
    """Deliver what is due, as the tick does."""
    tick._run_tasks(None)


@pytest.fixture
def outbox(transactional_db):
    return mail.outbox


class _Box:
    """A post office on this machine that keeps what it gets."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's name)
        self.letters.append(envelope)
        return "250 OK"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def post_office(settings):
    """Settings that point at a real mail server; it is opened by `start`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    box = _Box()
    controller = Controller(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    box.start = controller.start
    yield box
    if controller.server:
        controller.stop()


# To whom


@pytest.mark.parametrize(("who", "status"), [("member", 302), ("absent", 302), ("former", 404), ("stranger", 404)])
def test_members_send(visit, request, minutes, absent, who, status, former):
    answer = visit(request.getfixturevalue(who), _page("minutes-send", minutes), post={"to": [absent.pk]})

    assert answer.status_code == status
    sent = minutes.meeting.letters.filter(subject=Letter.Subject.MINUTES)
    assert [letter.to for letter in sent] == ([absent] if status == 302 else [])


def test_absent_members_are_ticked_and_those_without_address_are_named(visit, minutes, member, absent):
    page = visit(member, _page("minutes-send", minutes)).content.decode()

    assert page.count("checked") == 1
    assert "Vesna Ilic" in page


def test_strangers_get_no_letter(visit, minutes, member, former, third):
    for nobody in (former, third):
        assert visit(member, _page("minutes-send", minutes), post={"to": [nobody.pk]}).status_code == 422
    assert not minutes.meeting.letters.filter(subject=Letter.Subject.MINUTES).exists()


def test_a_letter_that_waits_is_not_doubled(visit, minutes, member, absent):
    for _tap in range(2):
        visit(member, _page("minutes-send", minutes), post={"to": [absent.pk]})

    assert minutes.meeting.letters.filter(subject=Letter.Subject.MINUTES).count() == 1


# What is in them


def test_absent_members_hear_of_the_next_date(minutes, absent):
    letter = minutes.meeting.letters.get()

    sending.send_letter.func(letter.pk)

    (message,) = mail.outbox
    assert message.to == ["besa@school.example"]
    assert "Room 12" in message.body
    assert f"http://127.0.0.1:8000/answer/{absent.pk}/" in message.body
    assert SECRET not in _body(message)
    (_name, invitation, _kind) = message.attachments[0]
    (event,) = Calendar.from_ical(invitation).events
    assert event["LOCATION"] == "Room 12"


def test_nobody_is_asked_when_no_date_was_agreed(meeting, leader, absent, now):
    from peercircle.meetings.actions import leading

    leading.close_meeting(leader, now=now)

    assert not Letter.objects.exists()


def test_the_confidential_part_goes_only_where_it_was_chosen(visit, minutes, member, facilitator, absent):
    post = {"to": [absent.pk, facilitator.pk], "confidential_to": [facilitator.pk]}
    visit(member, _page("minutes-send", minutes), post=post)

    for letter in minutes.meeting.letters.filter(subject=Letter.Subject.MINUTES):
        sending.send_letter.func(letter.pk)

    leaks = {message.to[0]: SECRET in _body(message) for message in mail.outbox}
    assert leaks == {"besa@school.example": False, "arben.krasniqi@school.example": True}


def test_a_letter_speaks_its_readers_language(minutes, absent, settings):
    absent.person.language = "de"
    absent.person.save(update_fields=["language"])

    sending.send_letter.func(minutes.meeting.letters.get().pk)

    assert "dezember" in mail.outbox[0].body.lower()


def test_whoever_left_before_the_letter_did_gets_none(minutes, absent, now):
    absent.ended_on = now.date() + dt.timedelta(days=1)
    absent.save(update_fields=["ended_on"])

    sending.send_letter.func(minutes.meeting.letters.get().pk)

    assert mail.outbox == []
    assert minutes.meeting.letters.get().state == Letter.State.FAILED


def test_a_machine_that_cannot_print_still_sends_letters(visit, minutes, member, absent, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    visit(member, _page("minutes-send", minutes), post={"to": [absent.pk]})

    sending.send_letter.func(minutes.meeting.letters.get(subject=Letter.Subject.MINUTES).pk)

    (message,) = mail.outbox
    assert "Breaks are too short" in message.body
    assert [name for name, _content, _kind in message.attachments] == ["meeting.ics"]


# On their way


@pytest.mark.django_db(transaction=True)
def test_a_letter_arrives_at_a_real_post_office(minutes, post_office):
    post_office.start()

    _post()

    (envelope,) = post_office.letters
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert envelope.rcpt_tos == ["besa@school.example"]
    with translation.override("sq"):
        assert message["Subject"] == gettext("%(group)s: our next date") % {"group": "I'm here"}
    assert [part.get_filename() for part in message.iter_attachments()] == ["meeting.ics"]
    assert minutes.meeting.letters.get().state == Letter.State.SENT


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_tried_again_until_the_post_office_is_there(visit, minutes, member, post_office, now):
    _post()
    letter = minutes.meeting.letters.get()
    assert (letter.state, letter.tries) == (Letter.State.WAITING, 1)
    assert "next try at" in visit(member, _page("minutes-send", minutes)).content.decode()
    assert "Not every letter" not in visit(member, _page("minutes", minutes)).content.decode()

    post_office.start()
    _post()
    assert post_office.letters == []  # not before its time

    with time_machine.travel(letter.next_try_at + dt.timedelta(seconds=1), tick=False):
        _post()
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert len(post_office.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_after_five_tries_the_letter_has_failed(visit, minutes, member, post_office):
    _post()
    for tries in range(2, 6):
        letter = minutes.meeting.letters.get()
        assert letter.is_waiting, tries
        with time_machine.travel(letter.next_try_at + dt.timedelta(seconds=1), tick=False):
            _post()

    assert minutes.meeting.letters.get().state == Letter.State.FAILED
    assert not DBTaskResult.objects.ready().exists()
    assert "Not every letter could be sent." in visit(member, _page("minutes", minutes)).content.decode()
    assert "could not be sent" in visit(member, _page("minutes-send", minutes)).content.decode()


def test_a_sent_letter_is_not_sent_again(minutes):
    letter = minutes.meeting.letters.get()
    for _time in range(2):
        sending.send_letter.func(letter.pk)

    assert len(mail.outbox) == 1
