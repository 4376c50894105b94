"""A file with attendance comes, is looked at, decided about, saved or thrown away.

What takes long is done in a task, in pieces that each hold the database for a moment: a meeting that goes on
meanwhile does not feel it. A piece that was interrupted is done again.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from peercircle.kit.refusals import Refused
from peercircle.kit.wiping import wipe_what_was_deleted
from peercircle.people.models import Person
from peercircle.programme.actions.pieces import piece
from peercircle.programme.actions.preparing import prepare
from peercircle.programme.actions.taking_over import save_next_piece
from peercircle.programme.models import Proposal, Upload, UploadedPerson

KEEP = timedelta(days=1)
STUCK = timedelta(minutes=2)  # nothing was written for so long: the server went down in the middle
FORGOTTEN_AT_ONCE = 250

State, Choice, Verdict = Upload.State, UploadedPerson.Choice, UploadedPerson.Verdict


def send_file(
    pk: UUID, content: bytes, *, file_name: str, kind: str, by: Person | None, now: datetime, waits: bool = True
) -> Upload:
    """A second tap sends nothing twice. It is packed before the database is held: that takes a while.

    Who works on it at once, as the command line does, lets it not wait: two would overtake each other.
    """
    sent = {"content": zlib.compress(content), "file_name": file_name[-120:], "kind": kind, "uploaded_by": by}
    with transaction.atomic():
        fields = sent | {"uploaded_at": now, "touched_at": now}
        upload, is_new = Upload.objects.get_or_create(pk=pk, defaults=fields)
        if is_new and waits:
            go_on.enqueue(str(pk))
    return upload


@transaction.atomic
def decide(upload: Upload, answers: Mapping[int, str], *, now: datetime) -> None:
    """For each person: "new", "leave", or the number of the proposal that is right."""
    upload = _locked(upload)
    if not upload.is_ready:
        raise Refused(_("This file is not waiting for your answers any more. Look at the list again."))
    people = upload.people.filter(pk__in=answers, verdict__in=(Verdict.PROPOSED, Verdict.DOUBTFUL))
    for person in people.prefetch_related("proposals"):
        _decide(person, answers[person.pk])
    _touch(upload, now)


def _decide(person: UploadedPerson, answer: str) -> None:
    chosen: Proposal | None = next((each for each in person.proposals.all() if str(each.pk) == answer), None)
    if chosen:
        person.choice, person.person, person.twin = Choice.IS, chosen.person, chosen.twin
    elif answer in (Choice.NEW, Choice.LEAVE):
        person.choice, person.person, person.twin = Choice(answer), None, None
    else:
        return
    person.save(update_fields=["choice", "person", "twin"])


@transaction.atomic
def begin_saving(upload: Upload, *, only_whole: bool, now: datetime) -> None:
    """`only_whole`: nothing is saved unless every row can be. A second tap changes nothing."""
    upload = _locked(upload)
    if upload.state in (State.SAVING, State.DONE):
        return
    if not upload.is_ready:
        raise Refused(_("This file is not ready yet. Wait until it has been read."))
    undecided = upload.people.filter(choice__in=(Choice.OPEN, Choice.LEAVE)).exists()
    if only_whole and (upload.left_out or undecided):
        raise Refused(_("Not every row can be saved, so nothing was. Decide about each, or correct the file."))
    upload.state, upload.done, upload.total = State.SAVING, 0, upload.rows.count()
    upload.save(update_fields=["state", "done", "total"])
    _touch(upload, now)
    go_on.enqueue(str(upload.pk))


@transaction.atomic
def throw_away(upload: Upload, *, now: datetime) -> None:
    """Nobody sees it from now on; its rows go in the next moment."""
    upload = _locked(upload)
    if upload.state == State.SAVING:
        raise Refused(_("It is being saved just now. Wait until that is done."))
    upload.state = State.LEFT
    upload.save(update_fields=["state"])
    _touch(upload, now)
    go_on.enqueue(str(upload.pk))


@task
def go_on(pk: str) -> None:
    work_on(UUID(pk))


def work_on(pk: UUID) -> None:
    """Whatever is to be done next with this file, until somebody has to look at it."""
    upload = Upload.objects.filter(pk=pk).defer("content").first()
    if upload is None:
        return
    if upload.state == State.READING:
        prepare(upload, now=timezone.now())
    if upload.state == State.SAVING:
        while piece(lambda: save_next_piece(upload, now=timezone.now())):
            pass
        _forget_rows(upload)
    if upload.state == State.LEFT:
        forget_upload(upload)
    wipe_what_was_deleted()


def look_after_uploads(now: datetime) -> None:
    """Nothing personal lies around: a file that nobody took over is gone after a day."""
    for upload in Upload.objects.filter(uploaded_at__lt=now - KEEP).defer("content"):
        forget_upload(upload)
    stuck = [State.READING, State.SAVING, State.LEFT]
    for upload in Upload.objects.filter(state__in=stuck, touched_at__lt=now - STUCK).defer("content"):
        with transaction.atomic():
            _touch(upload, now)
            go_on.enqueue(str(upload.pk))


def forget_upload(upload: Upload) -> None:
    _forget_rows(upload)
    Upload.objects.filter(pk=upload.pk).delete()


def _forget_rows(upload: Upload) -> None:
    """What people are called goes; the counts, and the cells in which something was wrong, stay to be read."""
    for rows in (upload.rows, upload.people, upload.sessions):
        _delete_in_pieces(rows.all())


def _delete_in_pieces(rows: QuerySet) -> None:  # type: ignore[type-arg]
    while some := list(rows.order_by("-pk").values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        piece(rows.filter(pk__in=some).delete)


def _locked(upload: Upload) -> Upload:
    return Upload.objects.select_for_update().defer("content").get(pk=upload.pk)


def _touch(upload: Upload, now: datetime) -> None:
    upload.touched_at = now
    upload.save(update_fields=["touched_at"])
