"""A café: its tables, who sits where in which round, what was noted, and one card a table."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _

from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.needs.models import Need

NOTE_LENGTH = 280
QUESTION_LENGTH = 200
NAME_LENGTH = 60


class Cafe(models.Model):
    class Mode(models.TextChoices):
        FITTING = "fits", _("What fits those who come")
        TOP_THREE = "top3", _("Top three: the group chooses three themes, hosts stay, guests travel")
        CLASSIC = "classic", _("Classic: three rounds, hosts stay, guests travel")
        FIXED_HOSTS = "hosts", _("A host for every theme: guests visit them all")
        CAROUSEL = "carousel", _("Carousel: teams walk from sheet to sheet, without hosts")
        SILENT = "silent", _("Silent carousel: pairs write on each sheet, nobody talks")
        PAIRS = "pairs", _("Pairs interview: people ask each other about one theme")

    class Questions(models.TextChoices):
        BY_TABLE = "table", _("Each table has its own question")
        SAME = "same", _("One question for all tables and rounds")
        BUILDING = "build", _("A question for each round; they build on each other")

    class Aim(models.TextChoices):
        FAIR = "fair", _("No pair sits together again and again")
        MEET = "meet", _("Everybody meets as many others as can be, even if a few pairs stay together")

    # Known to whoever looks at it, see `looking`: the questions of the rounds.
    asked: list[tuple[int, str]] | None = None

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="cafe")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.FITTING)
    aim = models.CharField(max_length=4, choices=Aim, default=Aim.FAIR)
    questions = models.CharField(max_length=5, choices=Questions, default=Questions.BY_TABLE)
    rounds = models.PositiveIntegerField(default=0, help_text="known when the first one begins")
    begun = models.PositiveIntegerField(default=0, help_text="the last round that began; what was stays as it was")
    repeats = models.PositiveIntegerField(null=True, help_text="how often pairs sit together again, as planned")
    is_fairest = models.BooleanField(default=False, help_text="no plan spreads the repeats better: Plan.optimal")
    fewest_repeats = models.PositiveIntegerField(null=True, help_text="no plan has fewer: seating.bounds")

    def __str__(self) -> str:
        return str(self.item)

    @property
    def objective(self) -> Literal["fair", "meet"]:
        """In the words of the seating."""
        return "meet" if self.aim == self.Aim.MEET else "fair"


class RoundQuestion(models.Model):
    """What all tables talk about in a round; the last one stays for the rounds after it."""

    cafe = models.ForeignKey(Cafe, models.CASCADE, related_name="round_questions")
    round = models.PositiveIntegerField()
    text = models.CharField(max_length=QUESTION_LENGTH)

    class Meta:
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["cafe", "round"], name="one_question_a_round")]

    def __str__(self) -> str:
        return self.text


class Table(models.Model):
    cafe = models.ForeignKey(Cafe, models.CASCADE, related_name="tables")
    number = models.PositiveIntegerField()
    theme = models.CharField(max_length=80)
    question = models.CharField(max_length=QUESTION_LENGTH, blank=True)
    host = models.ForeignKey(Attendance, models.SET_NULL, null=True, blank=True, related_name="+")
    host_away = models.ForeignKey(
        Attendance, models.SET_NULL, null=True, blank=True, related_name="+", help_text="hosts again on coming back"
    )
    is_open = models.BooleanField(default=True, help_text="false: its theme waits for another time")
    closes_after = models.PositiveIntegerField(
        null=True, blank=True, help_text="the last round in which people sit here"
    )
    more_seconds = models.PositiveIntegerField(default=0, help_text="that it has beyond the others in this round")
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

    def until(self, meeting: Meeting) -> datetime | None:
        """When its time is over, where that is later than for the others; unknown while the clock stands still."""
        if not self.more_seconds or meeting.is_paused or meeting.stage_ends_at is None:
            return None
        return meeting.stage_ends_at + timedelta(seconds=self.more_seconds)

    def is_set(self, round_: int) -> bool:
        """Do people sit here in that round?"""
        return self.is_open and (self.closes_after is None or round_ <= self.closes_after)


class Hosting(models.Model):
    """Somebody hosted a table for at least a part of a round, and is not sent back to it as a guest."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="hostings")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")
    was_chosen = models.BooleanField(default=False, help_text="by us: nobody had offered, or the host had to go")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "attendance"], name="a_table_is_hosted_once")]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.table}"


class ThemeChoice(models.Model):
    """A theme that somebody wants to talk about. Only counts survive the choice."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="choices")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "attendance"], name="a_theme_is_chosen_once")]

    def __str__(self) -> str:
        return str(self.table)


class Seat(models.Model):
    """Where a guest sits in a round: as it was, or as it is planned. Hosts stay at their table and have no seats."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="seats")
    round = models.PositiveIntegerField()
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="cafe_seats")
    cafe = models.ForeignKey(Cafe, models.CASCADE, related_name="seats")
    is_changed = models.BooleanField(default=False, help_text="another one than the person was told before")

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
    """ "I see it too." Counted, never shown by name; forgotten at the close."""

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
