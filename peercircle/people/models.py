"""Persons: colleagues in schools and Learning Centres, and the people of the programme."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.kit.folding import fold
from peercircle.places.models import Municipality, Site


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email__iexact=email)

    def create_person(self, given_name: str, family_name: str = "", **fields: object) -> Person:
        """A person who signs in without a password. An empty e-mail address is stored as none."""
        person = self.model(given_name=given_name, family_name=family_name, **fields)
        person.email = person.email or None
        person.search_text = fold(f"{given_name} {family_name}")
        person.set_unusable_password()
        person.save()
        return person


class Person(AbstractBaseUser):
    """Anyone who can sign in or is a member of a group.

    Contact data is the address alone; people without e-mail use an access card.
    """

    class Profession(models.TextChoices):
        PSYCHOLOGIST = "psychologist", _("school psychologist")
        PEDAGOGUE = "pedagogue", _("pedagogue")
        TEACHER = "teacher", _("teacher")
        TUTOR = "tutor", _("Learning Centre tutor")
        DIRECTOR = "director", _("school director")
        OTHER = "other", pgettext_lazy("profession", "other")

    class ProgrammeRole(models.TextChoices):
        NONE = "", pgettext_lazy("programme role", "none")
        EXPERT = "expert", _("programme expert")
        MANAGER = "manager", _("programme manager")
        MONITOR = "monitor", _("M&E officer")
        DIRECTOR = "director", _("school director")
        OFFICE = "office", _("municipal education office")

    email = models.EmailField(unique=True, null=True, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=7, blank=True, help_text="empty until chosen")
    profession = models.CharField(max_length=12, choices=Profession, default=Profession.OTHER)
    workplaces = models.ManyToManyField(Site, related_name="people", blank=True)
    programme_role = models.CharField(max_length=8, choices=ProgrammeRole, blank=True, default="")
    office_of = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, help_text="for the municipal education office"
    )
    calendar_version = models.PositiveIntegerField(default=1, help_text="raised to revoke the calendar address")
    search_text = models.CharField(max_length=200, help_text="folded name")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = PersonManager()

    class Meta:
        ordering = ["given_name", "family_name"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_programme(self) -> bool:
        return self.programme_role in {self.ProgrammeRole.EXPERT, self.ProgrammeRole.MANAGER}
