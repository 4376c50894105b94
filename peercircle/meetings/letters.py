"""What a letter says, in its reader's language; the minutes as PDF, the next date for the calendar."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from peercircle.kit.paper import NoPaperError, pdf
from peercircle.meetings import calendar_files, document, kinds
from peercircle.meetings.document import Document
from peercircle.meetings.models import Letter, Meeting, Minutes


def compose(letter: Letter) -> EmailMessage:
    person = letter.to.person
    with override(person.language or settings.LANGUAGE_CODE):
        write = _minutes if letter.subject == Letter.Subject.MINUTES else _next_date
        message = write(letter)
        following = document.following(letter.meeting)
        if following:
            invitation = calendar_files.invitation(following, person.email)
            method = calendar_files.method_of(following, person.email)
            message.attach("meeting.ics", invitation, f"text/calendar; method={method}; charset=utf-8")
    message.to = [str(person.email)]
    # Two tries of the same letter are one letter to a mail program.
    message.extra_headers["Message-ID"] = f"<letter-{letter.pk}@{calendar_files.house()}>"
    return message


def paper(found: Document) -> bytes:
    """The minutes as PDF; the same template as the print view."""
    return pdf(render_to_string("meetings/minutes_print.html", {"document": found}))


def _minutes(letter: Letter) -> EmailMessage:
    meeting = letter.meeting
    found = document.read(
        Minutes.objects.with_people().get(meeting=meeting), with_confidential=letter.with_confidential
    )
    words = {"name": letter.to.person.given_name, "group": meeting.group.name, "when": document.when(meeting)}
    parts = [
        _("Dear %(name)s,") % words,
        _("here are the minutes of our meeting.") if not letter.asked_by else _by(letter),
        document.as_text(found),
        _("On the page of the minutes you can read on: %(address)s") % {"address": _address(meeting)},
    ]
    subject = _("%(group)s: minutes of %(when)s") % words
    message = EmailMessage(subject=_one_line(subject), body="\n\n".join(parts) + "\n")
    try:
        message.attach(f"minutes-{localdate(meeting.starts_at)}.pdf", paper(found), "application/pdf")
    except NoPaperError:
        # The text says everything that the paper would; a machine without Pango still sends letters.
        return message
    return message


def _by(letter: Letter) -> str:
    assert letter.asked_by  # noqa: S101  (its caller has looked)
    return _("%(name)s sends you the minutes of our meeting.") % {"name": letter.asked_by.person.given_name}


def _next_date(letter: Letter) -> EmailMessage:
    meeting = letter.meeting
    following = document.following(meeting)
    words = {"name": letter.to.person.given_name, "group": meeting.group.name, "when": document.when(meeting)}
    parts = [
        _("Dear %(name)s,") % words,
        _("we missed you at our meeting on %(when)s.") % words,
    ]
    if following:
        agreed = {"when": document.when(following), "place": following.place}
        parts.append(
            _("We agreed to meet again: %(when)s, %(place)s.") % agreed
            if following.place
            else _("We agreed to meet again: %(when)s.") % agreed
        )
    answer = _answer(letter)
    if answer:
        parts.append(_("Does the date suit you? Answer here: %(address)s") % {"address": answer})
    else:
        parts.append(_("Does the date suit you? If not, tell your group."))
    parts.append(_("The minutes, when they are ready: %(address)s") % {"address": _address(meeting)})
    subject = _("%(group)s: our next date") % words
    return EmailMessage(subject=_one_line(subject), body="\n\n".join(parts) + "\n")


def _answer(letter: Letter) -> str:
    """Where the absent member answers, if a step of the meeting asks."""
    for item in letter.meeting.items.all():
        item.meeting = letter.meeting
        address = kinds.get(item.kind).absent_url(item, letter.to)
        if address:
            return address if address.startswith("http") else settings.ORIGIN + address
    return ""


def _address(meeting: Meeting) -> str:
    return settings.ORIGIN + reverse("meetings:minutes", args=[meeting.pk])


def _one_line(subject: str) -> str:
    return " ".join(subject.split())
