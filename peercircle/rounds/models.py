"""One word from each, and nobody knows whose."""

from __future__ import annotations

import uuid

from django.db import models

from peercircle.meetings.models import AgendaItem


class Word(models.Model):
    """How somebody is, in a word; empty when they passed.

    Its key is random, so that words in their order tell nothing about who came first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="words")
    text = models.CharField(max_length=40, blank=True)
    writer = models.CharField(max_length=64, help_text="a veil, see kit.veils")
    is_shown = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "writer"], name="one_word_each")]

    def __str__(self) -> str:
        return self.text
