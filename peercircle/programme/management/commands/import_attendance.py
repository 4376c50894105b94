"""`manage.py import_attendance FILE [--commit]`: what the page does, for scripts."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from peercircle.kit.refusals import Refused
from peercircle.programme.actions import uploads
from peercircle.programme.imports.reading import LARGEST_FILE
from peercircle.programme.imports.troubles import OF_CELL, OF_FILE, REMARKS
from peercircle.programme.models import Session, Upload, UploadedPerson

SENTENCES = OF_CELL | REMARKS
Choice = UploadedPerson.Choice


class Command(BaseCommand):
    help = "Reads attendance from a workbook or CSV file and says what is in it; --commit saves what can be saved."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true", help="save; people in doubt are left out")
        parser.add_argument("--only-whole", action="store_true", help="save nothing unless every row can be saved")
        parser.add_argument("--kind", default="", choices=["", *Session.Kind.values], help="for lines that say none")

    def handle(self, *, file: Path, commit: bool, only_whole: bool, kind: str, **_options: Any) -> None:
        upload = self._read(file, kind)
        try:
            self._tell(upload)
            if commit:
                uploads.begin_saving(upload, only_whole=only_whole, now=timezone.now())
                uploads.work_on(upload.pk)
                self._tell_saved(upload)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        finally:
            uploads.forget_upload(upload)

    def _read(self, file: Path, kind: str) -> Upload:
        try:
            with file.open("rb") as opened:
                content = opened.read(LARGEST_FILE + 1)
        except OSError as missing:
            raise CommandError(f"{file} cannot be opened: {missing.strerror}.") from missing
        told = {"file_name": file.name, "kind": kind, "by": None, "now": timezone.now()}
        upload = uploads.send_file(uuid4(), content, waits=False, **told)  # type: ignore[arg-type]
        uploads.work_on(upload.pk)
        upload.refresh_from_db()
        if upload.state == Upload.State.FAILED:
            reason = OF_FILE[upload.trouble]
            uploads.forget_upload(upload)
            raise CommandError(str(reason))
        return upload

    def _tell(self, upload: Upload) -> None:
        for trouble in upload.troubles.all():
            self.stdout.write(f"{trouble.cells}: {trouble.said!r} {SENTENCES[trouble.code]}")
        if upload.unused:
            self.stdout.write(f"Not understood: {upload.unused}.")
        for person in upload.people.filter(choice=Choice.OPEN):
            self.stdout.write(f"row {person.row}: {person.name} is in doubt and is left out.")
        rows = upload.rows
        self.stdout.write(
            f"{rows.filter(is_there=False).count()} attendances to save, "
            f"{rows.filter(is_there=True).count()} there already, {upload.left_out} rows left out; "
            f"{upload.sessions.filter(session=None).count()} new sessions, "
            f"{upload.people.filter(choice=Choice.NEW).count()} new people, "
            f"{upload.people.filter(choice=Choice.OPEN).count()} in doubt."
        )

    def _tell_saved(self, upload: Upload) -> None:
        upload.refresh_from_db()
        self.stdout.write(
            f"Saved: {upload.new_attendances} attendances, {upload.new_sessions} sessions, {upload.new_people} people."
        )
