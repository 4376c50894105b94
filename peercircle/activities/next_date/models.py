"""Dates to choose from, what each said to them, and what was agreed on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Membership
from peercircle.meetings.models import AgendaItem, Attendance, Meeting


class Say(models.TextChoices):
    YES = "yes", _("Yes")
    MAYBE = "maybe", _("If need be")
    NO = "no", _("No")


class Slot(models.Model):
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="date_slots")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["item", "starts_at"], name="a_date_is_offered_once")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Answer(models.Model):
    """Lives until the meeting closes."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="answers")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")
    say = models.CharField(max_length=5, choices=Say)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slot", "attendance"], name="one_answer_of_each_to_a_date")]

    def __str__(self) -> str:
        return self.say


class Agreement(models.Model):
    """The date that was agreed on is that of the meeting which was planned with it."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="date_agreement")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", help_text="the next one")
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.meeting)


class Reply(models.Model):
    """Whether a member can come to the date that was agreed on: kept for the group to count with."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="replies")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    say = models.CharField(max_length=5, choices=Say)
    starts_at = models.DateTimeField(help_text="the date it was said to; the meeting may move later")
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint(fields=["agreement", "membership"], name="one_reply_of_each_member")]

    def __str__(self) -> str:
        return f"{self.membership}: {self.say}"
