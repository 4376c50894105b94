"""What changed last in every topic. The rows say *that* it changed, never how: the truth is elsewhere."""

from __future__ import annotations

from django.db import models


class Topic(models.Model):
    """Something that people watch together, such as one meeting. Its tick counts the changes."""

    name = models.CharField(max_length=100, unique=True)
    tick = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.tick}"


class Part(models.Model):
    """A piece of the topic's pages, and the tick of its last change."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="parts")
    name = models.CharField(max_length=100)
    tick = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "name"], name="one_row_for_each_part")]
        indexes = [models.Index(fields=["topic", "tick"], name="part_changes")]

    def __str__(self) -> str:
        return f"{self.name} at {self.tick}"


class ShownOut(models.Model):
    """Somebody who had to leave a topic: tickets issued to them until then admit no more."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="shown_out")
    who = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "who"], name="shown_out_once")]

    def __str__(self) -> str:
        return f"{self.who} at {self.at}"
