"""What is talked about, and what was noted."""

from __future__ import annotations

from django.db import models

from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.needs.models import Need


class Topic(models.Model):
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="talk_topics")
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=120)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def stage_key(self) -> str:
        return f"topic-{self.pk}"


class Note(models.Model):
    """A thought in a sentence or two. Nobody sees whose it is; the writer is forgotten after the meeting."""

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="notes")
    writer = models.ForeignKey(Attendance, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=280)
    written_at = models.DateTimeField()
    need = models.OneToOneField(Need, models.SET_NULL, null=True, related_name="+", help_text="made of this note")

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_need(self) -> bool:
        return self.need is not None and not self.need.is_withdrawn

    @property
    def part(self) -> str:
        """Its name in the stream and its id on the page."""
        return f"talk_note-{self.pk}"
