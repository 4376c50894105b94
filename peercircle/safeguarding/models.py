"""Whom to call in a municipality. Nothing here knows of a child, a case or a reader."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from peercircle.people.models import Person
from peercircle.places.models import Municipality


class Contact(models.Model):
    """A number that somebody called and found right. What nobody confirmed has no row, so it cannot be shown."""

    class Office(models.TextChoices):
        HELPLINE = "helpline", _("Child helpline")
        SOCIAL_WORK = "social-work", _("Centre for Social Work")
        POLICE = "police", _("Police station")
        DOCTOR = "doctor", _("Family medicine centre")
        MENTAL_HEALTH = "mental-health", _("Mental health centre")
        EDUCATION = "education", _("Municipal education department")
        INSPECTORATE = "inspectorate", _("Education inspectorate")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", help_text="empty = all of Kosovo"
    )
    office = models.CharField(max_length=13, choices=Office)
    phone = models.CharField(max_length=24)
    hours = models.CharField(max_length=80, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "office"], name="one_number_of_an_office"),
            models.UniqueConstraint(
                fields=["office"], condition=models.Q(municipality=None), name="one_number_for_all_of_kosovo"
            ),
            models.CheckConstraint(
                condition=models.Q(municipality=None, office="helpline")
                | (models.Q(municipality__isnull=False) & ~models.Q(office="helpline")),
                name="the_helpline_is_one_for_all_of_kosovo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()}: {self.phone}"

    @property
    def dialled(self) -> str:
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
