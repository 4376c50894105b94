"""How often marked words were kept."""

from __future__ import annotations

from django.db import models

from peercircle.identifiers.packing import KINDS


class KeptWords(models.Model):
    """On one day, in one room of the house. Neither a word nor a person stands here, nor the hour."""

    kept_on = models.DateField()
    room = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kept_on", "room", "language", "kind"], name="kept_words_are_counted_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} kept {self.times} times on {self.kept_on}"
