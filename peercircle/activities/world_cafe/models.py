"""A café: its tables, who sits where in which round, what was noted, and one card a table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.needs.models import Need

NOTE_LENGTH = 280
NAME_LENGTH = 60


class Cafe(models.Model):
    class Mode(models.TextChoices):
        FIXED_HOSTS = "hosts", _("Every theme has a table with a host")
        TOP_THREE = "top3", _("The group chooses three themes first")
        CLASSIC = "classic", _("Classic: three rounds, hosts stay, guests travel")

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="cafe")
    mode = models.CharField(max_length=7, choices=Mode)

    def __str__(self) -> str:
        return str(self.item)


class Table(models.Model):
    cafe = models.ForeignKey(Cafe, models.CASCADE, related_name="tables")
    number = models.PositiveIntegerField()
    theme = models.CharField(max_length=80)
    question = models.CharField(max_length=200, blank=True)
    host = models.ForeignKey(Attendance, models.SET_NULL, null=True, blank=True, related_name="+")
    is_open = models.BooleanField(default=True, help_text="false: its theme waits for another time")
    votes = models.PositiveIntegerField(default=0, help_text="known only when the choice is over")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["cafe", "number"], name="tables_are_numbered")]

    def __str__(self) -> str:
        return self.theme

    @property
    def look(self) -> int:
        """Which of the five table colours and shapes it has."""
        return (self.number - 1) % 5 + 1


class ThemeChoice(models.Model):
    """A theme that somebody wants to talk about. Only counts survive the choice."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="choices")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "attendance"], name="a_theme_is_chosen_once")]

    def __str__(self) -> str:
        return str(self.table)


class Seat(models.Model):
    """Where a guest sits in a round. Hosts stay at their table and have no seats."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="seats")
    round = models.PositiveIntegerField()
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="cafe_seats")
    cafe = models.ForeignKey(Cafe, models.CASCADE, related_name="seats")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cafe", "round", "attendance"], name="one_seat_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.table}"


class TableNote(models.Model):
    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    table = models.ForeignKey(Table, models.CASCADE, related_name="notes")
    text = models.CharField(max_length=NOTE_LENGTH)
    written_at = models.DateTimeField()
    writer = models.ForeignKey(
        Attendance,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="may take it back; forgotten at the close",
    )
    laid_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="under", help_text="says the same as that one"
    )

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text


class Support(models.Model):
    """ "So do I." Counted, never shown by name; forgotten at the close."""

    note = models.ForeignKey(TableNote, models.CASCADE, related_name="supports")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "attendance"], name="a_note_is_supported_once")]

    def __str__(self) -> str:
        return str(self.note)


class Card(models.Model):
    """What a table hands in: the harvest that is read back to the group."""

    table = models.OneToOneField(Table, models.CASCADE, related_name="card")
    heard_1 = models.CharField(_("What we heard"), max_length=NOTE_LENGTH, blank=True)
    heard_2 = models.CharField(_("What we also heard"), max_length=NOTE_LENGTH, blank=True)
    heard_3 = models.CharField(_("And what else"), max_length=NOTE_LENGTH, blank=True)
    surprise = models.CharField(_("A surprise"), max_length=NOTE_LENGTH, blank=True)
    could_try = models.CharField(_("What we could try"), max_length=NOTE_LENGTH, blank=True)
    need = models.OneToOneField(
        Need, models.SET_NULL, null=True, blank=True, related_name="+", help_text="what we need from outside"
    )
    written_at = models.DateTimeField(null=True, help_text="empty = drafted from the notes, nobody has handed it in")
    was_read_back = models.BooleanField(default=False, help_text="the group heard it and could correct it")

    def __str__(self) -> str:
        return str(self.table)

    @property
    def is_draft(self) -> bool:
        return self.written_at is None

    @property
    def is_for_everybody(self) -> bool:
        """Somebody stands for it. Until then it is made of notes, and those stay with the members."""
        return self.was_read_back or not self.is_draft

    @property
    def heard(self) -> list[str]:
        return [text for text in (self.heard_1, self.heard_2, self.heard_3) if text]


class Pattern(models.Model):
    """What the group heard at more than one table, in a few words."""

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    cafe = models.ForeignKey(Cafe, models.CASCADE, related_name="patterns")
    name = models.CharField(max_length=NAME_LENGTH)
    tables = models.ManyToManyField(Table, related_name="patterns", help_text="whose cards belong to it")
    notes = models.ManyToManyField(TableNote, related_name="patterns")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["found_at"]
        constraints = [models.UniqueConstraint(fields=["cafe", "name"], name="a_pattern_has_a_name_of_its_own")]

    def __str__(self) -> str:
        return self.name


class SheetPhoto(models.Model):
    """A sheet of paper from a table, for members only. Small, and without its secrets (kit.photos)."""

    table = models.OneToOneField(Table, models.CASCADE, related_name="photo")
    jpeg = models.BinaryField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.table)
