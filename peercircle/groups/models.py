"""A circle of colleagues who meet: its members, its charter, its rhythm."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.people.models import Person
from peercircle.places.models import Site


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, person: Person) -> GroupQuerySet:
        """Groups this person belongs to today."""
        return self.filter(memberships__person=person, memberships__ended_on=None)


class Group(models.Model):
    """Colleagues of one or several sites who support each other, meeting after meeting."""

    only_municipality: str | None = None  # code of the one in which all its sites lie, see `access.only_municipality`

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", pgettext_lazy("a group is", "paused")
        ENDED = "ended", _("ended well")

    class Rhythm(models.TextChoices):
        MONTHLY = "monthly", _("once a month")
        FORTNIGHTLY = "fortnightly", _("every two weeks")
        SIX_WEEKS = "six-weeks", _("every six weeks")
        EIGHT_WEEKS = "eight-weeks", _("every eight weeks")

    DAYS = {Rhythm.MONTHLY: 28, Rhythm.FORTNIGHTLY: 14, Rhythm.SIX_WEEKS: 42, Rhythm.EIGHT_WEEKS: 56}

    name = models.CharField(max_length=80)
    meaning = models.CharField(max_length=200, blank=True, help_text="what the name says")
    sites = models.ManyToManyField(Site, related_name="groups")
    founded_on = models.DateField()
    rhythm = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.MONTHLY)
    usual_time = models.TimeField(help_text="when its meetings begin, Kosovo time")
    status = models.CharField(max_length=6, choices=Status, default=Status.ACTIVE)
    calendar_version = models.PositiveIntegerField(default=1, help_text="raised to revoke the calendar address")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def days_between_meetings(self) -> int:
        return self.DAYS[self.Rhythm(self.rhythm)]

    @cached_property
    def current_members(self) -> list[Membership]:
        """Who belongs to it today; for pages, which ask several times."""
        return list(self.memberships.filter(ended_on=None).select_related("person"))


class Membership(models.Model):
    """A person's time in a group. It is ended, never deleted."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    is_contact = models.BooleanField(default=False, help_text="invites, sets dates, keeps the charter")
    joined_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    # Known where it was asked with the membership: one of the places where the group meets.
    site: Site | None = None

    class Meta:
        ordering = ["person__given_name", "person__family_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(ended_on=None), name="one_current_membership"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("joined_on")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Charter(models.Model):
    """One version of what the members promise each other."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="charters")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=6000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="charter_versions_count_up")]

    def __str__(self) -> str:
        return f"{self.group} {self.number}"


class CharterAcceptance(models.Model):
    charter = models.ForeignKey(Charter, models.CASCADE, related_name="acceptances")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["charter", "membership"], name="a_charter_is_accepted_once")]

    def __str__(self) -> str:
        return f"{self.membership}: {self.charter}"


class Invitation(models.Model):
    """A link or QR code with which one colleague comes in. Its token is not stored."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", help_text="whom it is for, when they are known"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    as_contact = models.BooleanField(default=False, help_text="made by the programme when a group has no contact")
    email = models.EmailField(blank=True, help_text="where it was sent; it proves this address")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="invitations")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at=None, used_by=None) | models.Q(used_at__isnull=False, used_by__isnull=False),
                name="a_used_invitation_knows_by_whom",
            ),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(person__isnull=False, used_at=None, revoked_at=None),
                name="one_open_invitation_of_a_person_to_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.made_at:%Y-%m-%d}"

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.revoked_at is None and now < self.expires_at
