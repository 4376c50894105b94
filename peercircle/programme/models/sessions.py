"""A session of the programme, and who came to it: by name, or as a number of guests."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.models.programme import ExpertTeam, Phase
from peercircle.programme.models.topics import Topic


class SessionQuerySet(models.QuerySet["Session"]):
    def held(self) -> SessionQuerySet:
        return self.filter(state=Session.State.HELD)


class Session(models.Model):
    """The programme's own gathering with staff of schools: coaching, supervision and the like.

    It takes place at a site, or somewhere else in a municipality. Its notes hold no pupil.
    """

    class Kind(models.TextChoices):
        COACHING = "coaching", _("coaching")
        SUPERVISION = "supervision", _("supervision")
        DEVELOPMENT = "development", _("group development")
        OBSERVATION = "observation", _("observation and prioritisation")
        INFORMATION = "information", _("information meeting")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a session is", "planned")
        HELD = "held", pgettext_lazy("a session was", "held")
        CANCELLED = "cancelled", pgettext_lazy("a session was", "cancelled")

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="sessions")
    team = models.ForeignKey(ExpertTeam, models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=12, choices=Kind)
    held_on = models.DateField(help_text="the planned day until it was held")
    start_time = models.TimeField(null=True, blank=True, help_text="Kosovo time; empty when a register does not say")
    minutes = models.PositiveSmallIntegerField(default=90)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="sessions")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="sessions")
    place = models.CharField(max_length=120, blank=True, help_text="when it is not at a site")
    topics = models.ManyToManyField(Topic, related_name="sessions", blank=True)
    leaders = models.ManyToManyField(Person, related_name="sessions_led", blank=True)
    notes = models.TextField(blank=True, max_length=4000)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    check_in_code = models.CharField(max_length=24, unique=True, null=True, blank=True)
    check_in_until = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-start_time", "-pk"]
        indexes = [models.Index(fields=["held_on"], name="session_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(site__isnull=False, place="") | (models.Q(site=None) & ~models.Q(place="")),
                name="session_at_a_site_or_a_named_place",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__range=(10, 720)), name="session_takes_10_minutes_to_12_hours"
            ),
            models.CheckConstraint(
                condition=models.Q(check_in_code=None, check_in_until=None)
                | models.Q(check_in_code__isnull=False, check_in_until__isnull=False),
                name="check_in_has_a_code_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%Y-%m-%d}"

    @property
    def where(self) -> str:
        return self.site.both_names if self.site else self.place

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    def takes_check_ins(self, now: datetime) -> bool:
        return not self.is_cancelled and self.check_in_until is not None and now < self.check_in_until


class SessionAttendanceQuerySet(models.QuerySet["SessionAttendance"]):
    def counted(self) -> SessionAttendanceQuerySet:
        """What is planned is not reached: only sessions that were held count."""
        return self.filter(session__state=Session.State.HELD)


class SessionAttendance(models.Model):
    """A person we know was at a session. One row is one attendance."""

    class Method(models.TextChoices):
        REGISTER = "register", _("from the attendance sheet")
        CODE = "code", _("checked in on a phone")
        CARD = "card", _("checked in with an access card")
        IMPORT = "import", _("imported from a file")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="session_attendances")
    method = models.CharField(max_length=8, choices=Method)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SessionAttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="a_person_attends_a_session_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.session}"


class GuestTally(models.Model):
    """People at a session whose names nobody took. Never names; a session has one tally.

    The same guest may have come to several sessions, so tallies give a range of people, not a number.
    """

    class Method(models.TextChoices):
        REGISTER = "register", _("counted from a register")
        ESTIMATE = "estimate", _("estimated")

    session = models.OneToOneField(Session, models.PROTECT, related_name="guests")
    number = models.PositiveIntegerField()
    women = models.PositiveIntegerField(null=True, blank=True, help_text="empty = not known")
    men = models.PositiveIntegerField(null=True, blank=True, help_text="empty = not known")
    method = models.CharField(max_length=8, choices=Method)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number__range=(1, 5000)), name="a_tally_counts_somebody"),
            models.CheckConstraint(
                condition=models.Q(women=None, men=None)
                | models.Q(women=None, men__lte=models.F("number"))
                | models.Q(men=None, women__lte=models.F("number"))
                # Said of both, because a comparison with nothing is neither true nor false, and would pass.
                | models.Q(women__isnull=False, men__isnull=False, number__gte=models.F("women") + models.F("men")),
                name="no_more_women_and_men_than_guests",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.session}"
