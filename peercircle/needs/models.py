"""A need: something a group asks of the programme, the municipality or anybody outside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group
from peercircle.meetings.models import Meeting


class Need(models.Model):
    class State(models.TextChoices):
        RAISED = "raised", _("raised")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    group = models.ForeignKey(Group, models.PROTECT, related_name="needs")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="needs")
    text = models.CharField(max_length=280)
    raised_in = models.CharField(max_length=120, blank=True, help_text="the topic or table it came from")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.RAISED)

    class Meta:
        ordering = ["raised_at"]

    def __str__(self) -> str:
        return self.text
