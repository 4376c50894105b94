"""Attendance from a file, on the command line."""

import io

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from peercircle.programme.models import Session, SessionAttendance, Upload


def command(*args):
    out = io.StringIO()
    call_command("import_attendance", *args, stdout=out)
    return out.getvalue()


def test_the_command_line_looks_first_and_saves_on_demand(session, sheet, goran, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(sheet)

    looked = command(str(file))
    assert "2 attendances to save, 0 there already, 1 rows left out" in looked
    assert "A4" in looked
    assert not SessionAttendance.objects.exists()

    assert "Saved: 2 attendances, 0 sessions, 1 people." in command(str(file), "--commit")
    assert "Saved: 0 attendances, 0 sessions, 0 people." in command(str(file), "--commit")
    assert SessionAttendance.objects.count() == 2
    assert not Upload.objects.exists()


def test_a_session_without_an_hour_learns_it_and_the_next_list_of_the_day_is_another_one(session, day, tmp_path):
    Session.objects.update(start_time=None)
    file = tmp_path / "a.csv"
    for hour, sessions in (("10:00", 0), ("14:00", 1), ("10:00", 0)):
        file.write_text(
            "date,begins at,session,municipality,school,given name,family name,sex,profession\n"
            f"{day},{hour},coaching,Podujevë,Xheladin Rekaliu,Arta,Krasniqi,f,teacher\n"
        )
        assert f", {sessions} sessions, " in command(str(file), "--commit")

    hours = Session.objects.order_by("start_time").values_list("pk", "start_time")
    assert [(pk == session.pk, str(hour)) for pk, hour in hours] == [(True, "10:00:00"), (False, "14:00:00")]
    assert SessionAttendance.objects.count() == 2


def test_a_server_that_runs_beside_it_does_not_take_the_file_away(session, sheet, tmp_path):
    """Whoever begins to read a file overtakes whoever reads it, and the command would have told of nothing."""
    file = tmp_path / "a.csv"
    file.write_bytes(sheet)

    command(str(file))

    assert not DBTaskResult.objects.exists()


def test_the_command_line_says_why_not(session, sheet, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(sheet)
    with pytest.raises(CommandError, match="Not every row can be saved"):
        command(str(file), "--commit", "--only-whole")
    file.write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="broken"):
        command(str(file))
    with pytest.raises(CommandError, match="cannot be opened"):
        command(str(tmp_path / "none.csv"))
    assert not Upload.objects.exists()
    assert not SessionAttendance.objects.exists()
