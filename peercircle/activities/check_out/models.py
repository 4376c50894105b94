"""How useful a meeting was: single answers while it goes on, and one number that stays."""

from __future__ import annotations

from django.db import models

from peercircle.meetings.models import AgendaItem


class Pulse(models.Model):
    """What one person answered. Removed when the meeting closes."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="pulses")
    writer = models.CharField(max_length=64, help_text="a veil, see kit.veils")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "writer"], name="one_pulse_each"),
            models.CheckConstraint(condition=models.Q(value__range=(1, 5)), name="a_pulse_is_1_to_5"),
        ]

    def __str__(self) -> str:
        return str(self.value)


class PulseResult(models.Model):
    """The middle answer, counted once and only from five answers on. Lowest and highest are never kept."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="pulse_result")
    median = models.PositiveSmallIntegerField()
    answers = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(answers__gte=5), name="a_pulse_hides_fewer_than_5"),
        ]

    def __str__(self) -> str:
        return f"{self.median} of {self.answers}"
