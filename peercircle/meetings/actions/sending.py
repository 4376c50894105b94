"""Letters about a meeting: asked for, tried until they arrive, and never lost from sight."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from peercircle.groups.models import Membership
from peercircle.meetings import letters
from peercircle.meetings.document import following
from peercircle.meetings.models import Letter, Meeting

# A mail server that is down is asked again after these pauses; then the letter has failed.
PAUSES = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6)]


@transaction.atomic
def send_minutes(
    meeting: Meeting,
    to: list[Membership],
    *,
    confidential_to: list[Membership],
    by: Membership,
    now: datetime,
) -> int:
    """Send the minutes to these members; the confidential part only to those for whom it was chosen.

    Someone whose letter is still waiting does not get a second one. Says how many letters are new.
    """
    asked = [
        _ask(meeting, each, Letter.Subject.MINUTES, now, asked_by=by, with_confidential=each in confidential_to)
        for each in to
    ]
    return sum(asked)


@transaction.atomic
def tell_absent(meeting: Meeting, *, now: datetime) -> None:
    """Members who were not there hear what the group agreed on: the next date, and who to ask."""
    if following(meeting) is None:
        return
    absent = meeting.group.memberships.filter(ended_on=None).exclude(attendances__meeting=meeting)
    for membership in absent.filter(person__email__isnull=False).select_related("person"):
        _ask(meeting, membership, Letter.Subject.NEXT_DATE, now)


def _ask(meeting: Meeting, to: Membership, subject: str, now: datetime, **more: object) -> bool:
    letter, is_new = Letter.objects.get_or_create(
        meeting=meeting,
        to=to,
        subject=subject,
        state=Letter.State.WAITING,
        defaults={"asked_at": now, **more},
    )
    if is_new:
        send_letter.enqueue(letter.pk)
    return is_new


@task
def send_letter(letter_pk: int) -> None:
    """One try. The post office is asked outside of any transaction: it may take its time."""
    whole = Letter.objects.select_related("meeting__group", "meeting__minutes", "to__person", "asked_by__person")
    letter = whole.get(pk=letter_pk)
    if not letter.is_waiting:
        return
    if letter.to.ended_on or not letter.to.person.email:
        _gave_up(letter)
        return
    message = letters.compose(letter)
    try:
        message.send()
    except OSError:  # smtplib's own errors are among them
        _postpone(letter, now=timezone.now())
    else:
        _arrived(letter, now=timezone.now())


def _arrived(letter: Letter, now: datetime) -> None:
    letter.state = Letter.State.SENT
    letter.sent_at = now
    letter.save(update_fields=["state", "sent_at"])


def _gave_up(letter: Letter) -> None:
    letter.state = Letter.State.FAILED
    letter.save(update_fields=["state"])


@transaction.atomic
def _postpone(letter: Letter, now: datetime) -> None:
    letter.tries += 1
    if letter.tries > len(PAUSES):
        letter.state = Letter.State.FAILED
        letter.next_try_at = None
    else:
        letter.next_try_at = now + PAUSES[letter.tries - 1]
        send_letter.using(run_after=letter.next_try_at).enqueue(letter.pk)
    letter.save(update_fields=["tries", "state", "next_try_at"])
