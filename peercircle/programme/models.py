"""A programme and its expert teams."""

from __future__ import annotations

from django.db import models

from peercircle.people.models import Person
from peercircle.places.models import Municipality


class Programme(models.Model):
    """Paid by a funder, carried out by an implementer, for a time. Its groups are meant to outlive it."""

    name = models.CharField(max_length=120, unique=True)
    funder = models.CharField(max_length=120)
    implementer = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="programme_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExpertTeam(models.Model):
    """Experts who look after the groups of some municipalities."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)
    municipalities = models.ManyToManyField(Municipality, related_name="expert_teams")
    members = models.ManyToManyField(Person, related_name="expert_teams", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="one_team_of_a_name_in_a_programme"),
        ]

    def __str__(self) -> str:
        return self.name
