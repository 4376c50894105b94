"""An expert comes to a group, or to a site that has none yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from peercircle.groups.models import Group
from peercircle.needs.models import Need
from peercircle.people.models import Person
from peercircle.places.models import Site


class FieldVisitQuerySet(models.QuerySet["FieldVisit"]):
    def planned(self) -> FieldVisitQuerySet:
        return self.filter(state=FieldVisit.State.PLANNED)

    def held(self) -> FieldVisitQuerySet:
        return self.filter(state=FieldVisit.State.HELD)


class FieldVisit(models.Model):
    """One stop of an expert's day: planned in the order of the route, noted down on the spot."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a visit is", "planned")
        HELD = "held", pgettext_lazy("a visit", "took place")
        CANCELLED = "cancelled", pgettext_lazy("a visit was", "cancelled")

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    expert = models.ForeignKey(Person, models.PROTECT, related_name="visits_made")
    visited_on = models.DateField(help_text="the planned day until it took place")
    position = models.PositiveSmallIntegerField(help_text="its place in the day's route")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="visits")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="visits")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    works_well = models.TextField(blank=True, max_length=2000)
    is_hard = models.TextField(blank=True, max_length=2000)
    agreed = models.TextField(blank=True, max_length=2000, help_text="the support agreed; the group reads it")
    next_visit_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    needs = models.ManyToManyField(Need, related_name="visits", blank=True, help_text="heard there and passed on")

    objects = FieldVisitQuerySet.as_manager()

    class Meta:
        ordering = ["visited_on", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(group__isnull=False, site=None) | models.Q(group=None, site__isnull=False),
                name="a_visit_is_to_a_group_or_a_site",
            ),
            models.CheckConstraint(
                condition=models.Q(next_visit_on=None) | models.Q(next_visit_on__gt=models.F("visited_on")),
                name="the_next_visit_comes_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group or self.site}, {self.visited_on:%Y-%m-%d}"

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED


class NoteBefore(models.Model):
    """What the note of a visit said before it was corrected."""

    visit = models.ForeignKey(FieldVisit, models.CASCADE, related_name="corrections")
    works_well = models.TextField(blank=True)
    is_hard = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["-corrected_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.visit}: {self.corrected_at:%Y-%m-%d}"
