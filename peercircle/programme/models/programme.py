"""A programme, its phases and its expert teams."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class PhaseQuerySet(models.QuerySet["Phase"]):
    def on(self, day: date) -> PhaseQuerySet:
        """Where two phases overlap, the later one comes first."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).order_by("-starts_on")


class Phase(models.Model):
    """A part of a programme: first mostly coaching, then mostly founding groups, then the groups run by themselves."""

    class Kind(models.TextChoices):
        FIELD_1 = "field-1", _("field phase I")
        FIELD_2 = "field-2", _("field phase II")
        SELF_RUN = "self-run", _("self-run phase")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="phases")
    kind = models.CharField(max_length=8, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind"], name="one_phase_of_a_kind_in_a_programme"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="phase_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


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
