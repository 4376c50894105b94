"""The programme's officer makes the report for the donor, and opens all its files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from peercircle.people.models import Person
from peercircle.programme.demo import accounts, loading
from peercircle.programme.models import Programme
from peercircle.reports.files import FILES
from peercircle.reports.tests.opened import words
from tests.evenings.people import Phone

SLOWLY = 120_000  # milliseconds for a PDF on a busy machine


@pytest.fixture
def programme(server) -> Programme:
    loading.load(timezone.localdate())
    Person.objects.update(language="")
    return Programme.objects.get()


def made(phone: Phone, kind: str, language: str, folder: Path) -> Path:
    phone.page.get_by_label("Language of the report").select_option(language)
    with phone.page.expect_download(timeout=SLOWLY) as waiting:
        phone.find(f"button[value={kind}]").click(timeout=SLOWLY)
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def test_the_report_is_made_and_opened(server, programme, phone_of, album, tmp_path):
    phone = phone_of(Person.objects.get(email=accounts.MONITOR.email), "Driton")
    phone.page.goto(server)
    phone.sees("Whom we reached")
    phone.page.get_by_text(f"The report of the whole time: {programme.name}").click()
    album.take(phone.page, "whole-time")
    for kind in FILES:
        file = made(phone, kind, "en", tmp_path)
        assert file.name.startswith(f"report-{programme.starts_on}-")
        assert "888" in words(kind, file.read_bytes()), kind

    phone.tap(f"What we promised and reported: {programme.name}")
    phone.tap("Add a period")
    phone.write("First day", programme.starts_on.isoformat())
    phone.write("Last day", (timezone.localdate() - dt.timedelta(days=1)).isoformat())
    phone.tap("Add a period")
    phone.tap("Report these numbers")
    phone.sees("These numbers stay as they were told.")
    album.take(phone.page, "reported")
    for language, said in [("sq", "persona"), ("sr", "Особе"), ("sr-latn", "Osobe"), ("de", "Personen")]:
        for kind in ("docx", "pdf"):
            text = words(kind, made(phone, kind, language, tmp_path).read_bytes())
            assert "888" in text, (kind, language)
            assert said.lower() in text.lower(), (kind, language)

    assert album.faults == []
