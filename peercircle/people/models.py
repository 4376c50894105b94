"""Persons: colleagues in schools and Learning Centres, and the people of the programme."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.kit.folding import fold
from peercircle.people.codes import code_of
from peercircle.places.models import Municipality, Site


class PersonManager(BaseUserManager["Person"]):
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

    class Sex(models.TextChoices):
        NOT_SAID = "", _("I would rather not say")
        FEMALE = "f", _("female")
        MALE = "m", _("male")
        OTHER = "other", pgettext_lazy("sex", "other")

    class AgeBand(models.TextChoices):
        NOT_SAID = "", _("I would rather not say")
        TO_24 = "18-24", "18–24"
        TO_34 = "25-34", "25–34"
        TO_44 = "35-44", "35–44"
        TO_54 = "45-54", "45–54"
        TO_64 = "55-64", "55–64"
        FROM_65 = "65+", "65+"

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
    # Both only if the person likes: they are for the programme's counts and stand on no page about the person.
    sex = models.CharField(max_length=5, choices=Sex, blank=True, default="")
    age_band = models.CharField(max_length=5, choices=AgeBand, blank=True, default="")
    workplaces = models.ManyToManyField(Site, related_name="people", blank=True)
    programme_role = models.CharField(max_length=8, choices=ProgrammeRole, blank=True, default="")
    director_of = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="directors", help_text="for a school's director"
    )
    office_of = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, help_text="for the municipal education office"
    )
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="doubles", help_text="who this entry is, if double"
    )
    calendar_version = models.PositiveIntegerField(default=1, help_text="raised to revoke the calendar address")
    search_text = models.CharField(max_length=200, help_text="folded name")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = PersonManager()

    class Meta:
        ordering = ["given_name", "family_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(director_of=None) | models.Q(programme_role="director"),
                name="only_a_director_has_a_school",
            ),
            models.CheckConstraint(
                condition=models.Q(office_of=None) | models.Q(programme_role="office"),
                name="only_an_office_has_a_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def code(self) -> str:
        return code_of(self.pk)

    @property
    def is_programme(self) -> bool:
        return self.programme_role in {self.ProgrammeRole.EXPERT, self.ProgrammeRole.MANAGER}

    @property
    def is_manager(self) -> bool:
        return self.programme_role == self.ProgrammeRole.MANAGER

    @property
    def has_insight(self) -> bool:
        """A director or an education office: outside, but told that groups exist."""
        return self.programme_role in {self.ProgrammeRole.DIRECTOR, self.ProgrammeRole.OFFICE}

    @property
    def themselves(self) -> Person:
        """Who is meant, when this person was entered twice."""
        return self.same_as.themselves if self.same_as else self


class AccessCard(models.Model):
    """A printed card that lets in a person without e-mail: a QR code and a PIN.

    Neither is stored. The PIN's hash is keyed with the card's long secret, so that a stolen database does
    not give away a number of six digits.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    public_id = models.CharField(max_length=10, unique=True)
    secret_hash = models.CharField(max_length=64)
    pin_hash = models.CharField(max_length=64)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(revoked_at=None), name="one_current_card_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.made_at:%Y-%m-%d}"

    def is_locked(self, now: datetime) -> bool:
        return self.locked_until is not None and now < self.locked_until
