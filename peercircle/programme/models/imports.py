"""Attendance from a file, from the moment it is sent until it is saved or thrown away: a day at most.

The file itself is gone as soon as its rows are read. What stands here is seen by who sent it, and by nobody else.
"""

from __future__ import annotations

from django.db import models

from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.models.programme import ExpertTeam
from peercircle.programme.models.sessions import Session
from peercircle.programme.models.topics import Topic


class Upload(models.Model):
    class State(models.TextChoices):
        READING = "reading"
        READY = "ready"
        SAVING = "saving"
        DONE = "done"
        FAILED = "failed"
        LEFT = "left"  # to be forgotten at once

    id = models.UUIDField(primary_key=True, help_text="given by the page, so that sent twice counts once")
    uploaded_by = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="uploads", help_text="empty: the command line"
    )
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=12, choices=Session.Kind, blank=True, help_text="of sessions for which the file says none"
    )
    content = models.BinaryField(null=True, blank=True, help_text="the packed file, until its rows are read")
    state = models.CharField(max_length=7, choices=State, default=State.READING)
    trouble = models.CharField(max_length=20, blank=True, help_text="why it failed, a key of troubles.OF_FILE")
    unused = models.TextField(blank=True, help_text="columns that were not understood")
    worker = models.CharField(max_length=32, blank=True, help_text="who reads it now; the latest one goes on")
    touched_at = models.DateTimeField(help_text="when the work went on last")
    done = models.PositiveIntegerField(default=0, help_text="rows read, or rows saved")
    total = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0, help_text="rows with trouble")
    # What saving has come to.
    new_people = models.PositiveIntegerField(default=0)
    new_attendances = models.PositiveIntegerField(default=0)
    new_sessions = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in {self.State.READING, self.State.SAVING}

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY


class UploadedSession(models.Model):
    """A session of which a file tells; `session` is the one that is known already, or was made from it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="sessions")
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey(ExpertTeam, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Session.Kind)
    held_on = models.DateField()
    start_time = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    guests = models.PositiveIntegerField(default=0)
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    is_saved = models.BooleanField(default=False, help_text="with its guests")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%Y-%m-%d}"


class UploadedPerson(models.Model):
    """Somebody of whom a file tells, and who that is."""

    class Verdict(models.TextChoices):
        KNOWN = "known"  # by code, or somebody said it when the same was sent before
        PROPOSED = "proposed"
        DOUBTFUL = "doubtful"
        NEW = "new"

    class Choice(models.TextChoices):
        OPEN = ""
        IS = "is"  # `person`, or the one who stands elsewhere in the file (`twin`)
        NEW = "new"
        LEAVE = "leave"

    NOT_SAVED = (Choice.OPEN, Choice.LEAVE)

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="people")
    row = models.PositiveIntegerField(help_text="where the name stands first")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    profession = models.CharField(max_length=12, choices=Person.Profession, default=Person.Profession.OTHER)
    sex = models.CharField(max_length=5, choices=Person.Sex, blank=True)
    age_band = models.CharField(max_length=5, choices=Person.AgeBand, blank=True)
    workplace = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")
    keys = models.CharField(
        max_length=140, blank=True, help_text="under which the answer is remembered, see RememberedPerson"
    )
    verdict = models.CharField(max_length=8, choices=Verdict)
    doubt = models.CharField(max_length=16, blank=True, help_text="a key of troubles.DOUBTS")
    choice = models.CharField(max_length=5, choices=Choice, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    twin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Proposal(models.Model):
    """Who it may be: a person that is known, or one who stands elsewhere in the file."""

    of = models.ForeignKey(UploadedPerson, models.CASCADE, related_name="proposals")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    twin = models.ForeignKey(UploadedPerson, models.CASCADE, null=True, blank=True, related_name="+")
    signs = models.CharField(max_length=120, help_text="names of likeness.Sign, with spaces")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None, twin__isnull=False) | models.Q(person__isnull=False, twin=None),
                name="a_proposal_is_a_person_or_a_twin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of} = {self.person or self.twin}"


class UploadedRow(models.Model):
    """One attendance of a file that is not saved yet. Saving removes it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    session = models.ForeignKey(UploadedSession, models.CASCADE, related_name="rows")
    person = models.ForeignKey(UploadedPerson, models.CASCADE, related_name="rows")
    is_there = models.BooleanField(default=False, help_text="the attendance was recorded before the file came")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.session}"


class CellTrouble(models.Model):
    """The same trouble in cells of one column."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="troubles")
    cells = models.CharField(max_length=120)
    said = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=20, help_text="a key of troubles.OF_CELL or REMARKS")
    is_left_out = models.BooleanField(help_text="the rows are not taken")
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["-is_left_out", "pk"]

    def __str__(self) -> str:
        return f"{self.cells}: {self.code}"


class RememberedPerson(models.Model):
    """Who was meant by a name in a file, so that nobody is asked again and the same file changes nothing.

    The key is a hash of the name and its surroundings, made with the secret of the installation.
    """

    key = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    remembered_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)
