"""What sessions are about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from peercircle.kit.serbian import in_latin


class Topic(models.Model):
    """A theme such as conflict resolution. Eight come with PeerCircle; a programme adds its own."""

    name_sq = models.CharField(max_length=120, unique=True)
    name_sr = models.CharField(max_length=120, unique=True, help_text="in Cyrillic; Latin is made from it")
    name_en = models.CharField(max_length=120, unique=True)
    name_de = models.CharField(max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(default=100, help_text="smaller numbers stand first in lists")

    class Meta:
        ordering = ["position", "name_en"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        names = {"sq": self.name_sq, "sr": self.name_sr, "sr-latn": in_latin(self.name_sr), "de": self.name_de}
        return names.get(language, self.name_en)
