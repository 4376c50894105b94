"""Somebody who has no account read the code on the wall, and wrote their name on their own phone."""

from __future__ import annotations

from django.db import models

from peercircle.people.models import Person
from peercircle.programme.models.sessions import Session


class Arrival(models.Model):
    """It waits until the team says who this is. Then it goes: what stays is the attendance of a person."""

    id = models.UUIDField(primary_key=True, help_text="given by the page, so that sent twice counts once")
    session = models.ForeignKey(Session, models.CASCADE, related_name="arrivals")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    profession = models.CharField(max_length=12, choices=Person.Profession)
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ["given_name", "family_name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"
