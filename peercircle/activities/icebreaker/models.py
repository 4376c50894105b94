"""What somebody shows of themselves while they speak, and no longer."""

from __future__ import annotations

from django.db import models

from peercircle.meetings.models import AgendaItem, Attendance


class Card(models.Model):
    """The card of the one who speaks. It is made when they show it, and deleted when they hide it or stop."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="card")
    writer = models.ForeignKey(Attendance, models.CASCADE, related_name="+")
    past = models.CharField(max_length=400, blank=True)
    present = models.CharField(max_length=400, blank=True)
    future = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return f"card of {self.writer}"
