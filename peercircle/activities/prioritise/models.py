"""A secret vote with dots: what stays is what each option got, never who gave it."""

from __future__ import annotations

import secrets

from django.db import models

from peercircle.meetings.models import AgendaItem


def _new_salt() -> str:
    return secrets.token_urlsafe(32)


class Vote(models.Model):
    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="vote")
    dots = models.PositiveSmallIntegerField(default=3, help_text="how many each person has")
    salt = models.CharField(
        max_length=43, default=_new_salt, blank=True, help_text="for the voters' veils; goes with the ballots"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(dots__range=(1, 5)), name="everybody_has_1_to_5_dots"),
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None


class Option(models.Model):
    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    vote = models.ForeignKey(Vote, models.CASCADE, related_name="options")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=120)
    total = models.PositiveIntegerField(null=True, help_text="its dots, once the ballots are gone")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["vote", "number"], name="options_count_up")]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """The dots of one person on one option. Deleted when the ranking is agreed on, or the meeting closes."""

    option = models.ForeignKey(Option, models.CASCADE, related_name="ballots")
    voter = models.CharField(max_length=64, help_text="a veil, see kit.veils")
    dots = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "voter"], name="one_ballot_on_an_option"),
            models.CheckConstraint(condition=models.Q(dots__range=(1, 5)), name="a_ballot_has_1_to_5_dots"),
        ]

    def __str__(self) -> str:
        return f"{self.dots} on {self.option}"
