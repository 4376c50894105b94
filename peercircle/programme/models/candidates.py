"""Who might belong to a group that is about to be founded."""

from __future__ import annotations

from django.db import models

from peercircle.people.models import Person
from peercircle.places.models import Site


class Candidate(models.Model):
    """What a person said of their need, motivation and interest, and whether they are on the shortlist of a site.

    For the team of the site alone. It is deleted when the group is founded, or when nobody touched it for long.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, models.CASCADE, related_name="candidacies")
    need = models.PositiveSmallIntegerField(null=True, blank=True)
    motivation = models.PositiveSmallIntegerField(null=True, blank=True)
    interest = models.PositiveSmallIntegerField(null=True, blank=True)
    is_shortlisted = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "person"], name="one_candidacy_of_a_person_at_a_site"),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{field: None}) | models.Q(**{f"{field}__range": (1, 5)}),
                    name=f"{field}_is_rated_1_to_5",
                )
                for field in ("need", "motivation", "interest")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.site}"
