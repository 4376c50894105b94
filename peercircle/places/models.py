"""Municipalities and the schools and Learning Centres in them, each with an Albanian and a Serbian name."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from peercircle.kit.folding import words_of


def in_reader_language(albanian: str, serbian: str) -> str:
    """The name in the reader's language; Albanian first for everybody else, as a place writes itself."""
    return serbian if (get_language() or "").startswith("sr") else albanian


def in_both_languages(albanian: str, serbian: str) -> str:
    """Both names, the reader's own first; one when they are the same."""
    if albanian == serbian:
        return albanian
    return in_reader_language(f"{albanian}/{serbian}", f"{serbian}/{albanian}")


class Municipality(models.Model):
    code = models.CharField(max_length=5, unique=True, help_text="XK-01 to XK-38")
    name_sq = models.CharField(max_length=80)
    name_sr = models.CharField(max_length=80)
    search_text = models.TextField(help_text="folded names, see kit.folding")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_reader_language(self.name_sq, self.name_sr)

    @property
    def both_names(self) -> str:
        return in_both_languages(self.name_sq, self.name_sr)


class SiteQuerySet(models.QuerySet["Site"]):
    def named(self, search: str) -> SiteQuerySet:
        """Sites with every searched word in their names or their municipality's, in any spelling."""
        found = self
        for word in words_of(search):
            found = found.filter(search_text__contains=word)
        return found


class Site(models.Model):
    """A place where people work: a school or a Learning Centre."""

    class Kind(models.TextChoices):
        SCHOOL = "school", _("school")
        LEARNING_CENTRE = "centre", _("Learning Centre")
        OTHER = "other", pgettext_lazy("kind of site", "other")

    class Calendar(models.TextChoices):
        KOSOVO = "kosovo", _("Kosovo school calendar")
        SERBIAN = "serbian", _("Serbian-language school calendar")

    kind = models.CharField(max_length=8, choices=Kind)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="sites")
    name_sq = models.CharField(max_length=120)
    name_sr = models.CharField(max_length=120)
    calendar = models.CharField(max_length=8, choices=Calendar, default=Calendar.KOSOVO)
    search_text = models.TextField(help_text="folded names with the municipality's, see kit.folding")

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["name_sq"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "name_sq"], name="one_site_of_a_name_in_a_municipality"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_reader_language(self.name_sq, self.name_sr)

    @property
    def both_names(self) -> str:
        return in_both_languages(self.name_sq, self.name_sr)


class SchoolBreak(models.Model):
    """Days without school, entered each year from the administrative instruction."""

    name = models.CharField(max_length=80)
    calendar = models.CharField(max_length=8, choices=Site.Calendar)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="break_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on
