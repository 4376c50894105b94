"""What the programme promised, and what it reported: numbers that stay as they were told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import Programme


class Measure(models.TextChoices):
    PEOPLE = "people", _("people who came to sessions")
    ATTENDANCES = "attendances", _("attendances at sessions")
    SESSIONS = "sessions", _("sessions held")
    GROUPS = "groups", _("groups that met")
    MEETINGS = "meetings", _("meetings of the groups")
    ANSWERS = "answers", _("needs of the groups that got an answer")


class Target(models.Model):
    """How far a measure shall come from where it began."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    measure = models.CharField(max_length=12, choices=Measure)
    baseline = models.PositiveIntegerField(default=0)
    wanted = models.PositiveIntegerField()
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "measure", "due_on"], name="one_target_of_a_measure_for_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.wanted}"


class Period(models.Model):
    """A time about which the programme reports. Once it is reported, its figures stay as they are."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="periods")
    starts_on = models.DateField()
    ends_on = models.DateField()
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="period_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(locked_at=None, locked_by=None)
                | models.Q(locked_at__isnull=False, locked_by__isnull=False),
                name="a_locked_period_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class Figure(models.Model):
    """A number as it was reported, for the whole programme or for one municipality."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=12, choices=Measure)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.PositiveIntegerField()
    is_hidden = models.BooleanField(default=False, help_text="too small to be told, or would give such a number away")

    class Meta:
        ordering = ["municipality__code", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "measure", "municipality"], name="one_figure_of_a_measure_at_a_place"
            ),
            models.UniqueConstraint(
                fields=["period", "measure"],
                condition=models.Q(municipality=None),
                name="one_figure_of_a_measure_for_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.value}"


class Part(models.Model):
    """What a report told of a part of its period: of one profession, one kind of session. It stays as it was told."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="parts")
    dimension = models.CharField(max_length=12, blank=True, help_text="what divides the period; nothing for the whole")
    word = models.CharField(max_length=40, blank=True)
    people = models.PositiveIntegerField()
    attendances = models.PositiveIntegerField()
    is_hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "dimension", "word"], name="one_number_of_a_part_of_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.word}: {self.people}"


class Correction(models.Model):
    """What the figure should have been. What was reported stays beside it."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="corrections")
    value = models.PositiveIntegerField()
    is_hidden = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.figure} -> {self.value}"


class Integration(models.Model):
    """Another program that may read the published numbers. Its token is not stored."""

    id = models.UUIDField(primary_key=True, help_text="given by the page, so that sent twice counts once")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    minute_began_at = models.DateTimeField(null=True, blank=True)
    questions = models.PositiveIntegerField(default=0, help_text="in the minute that began then")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(revoked_at=None), name="one_token_for_a_program"
            ),
        ]

    def __str__(self) -> str:
        return self.name
