"""What is kept of a consultation. Of the child nothing: what could be read as a child's story is sealed, and expires.

There is no field for a pupil. Texts that tell the case are sealed with a key of their consultation; when the key is
destroyed they are unreadable, in every backup too (docs/decisions/0003). What stays in the open is general.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.groups.models import Group, Membership
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.people.models import Person


def _new_salt() -> str:
    return secrets.token_urlsafe(32)


class Case(models.Model):
    """Two words for what somebody would like to think about with the group. It waits until the group chooses it."""

    class Urgency(models.IntegerChoices):
        CAN_WAIT = 1, _("it can wait")
        SOON = 2, pgettext_lazy("how urgent a case is", "soon")
        NOW = 3, _("it weighs on me today")

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    group = models.ForeignKey(Group, models.CASCADE, related_name="cases")
    owner = models.ForeignKey(Membership, models.CASCADE, related_name="cases")
    topic = models.CharField(max_length=40, help_text="two words")
    urgency = models.PositiveSmallIntegerField(
        choices=Urgency, null=True, help_text="for the owner; forgotten when a meeting did not choose the case"
    )
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["offered_at", "pk"]

    def __str__(self) -> str:
        return self.topic


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def locked(self) -> ConsultationQuerySet:
        beside = self.select_related("item__meeting", "case", "case_giver__person")
        return beside.select_for_update(of=("self",))


class Consultation(models.Model):
    """One case in one meeting. The facilitator of the meeting moderates; the case giver owns the question."""

    class Verdict(models.TextChoices):
        HELPED = "helped", _("it helped")
        PARTLY = "partly", _("it helped partly")
        NOT = "not", _("it did not help")

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="consultation")
    protocol = models.CharField(max_length=30, help_text="key of a protocol, see protocols.shipped and OwnProtocol")
    salt = models.CharField(
        max_length=43, default=_new_salt, blank=True, help_text="for the voters' veils; goes with the ballots"
    )
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+", help_text="until the meeting closes")
    topic = models.CharField(max_length=40, blank=True)
    case_giver = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="consultations")
    stopped_at = models.DateTimeField(null=True, help_text="the case giver stopped it")
    module = models.CharField(max_length=30, blank=True, help_text="key of a module, see modules.py")
    wished_module = models.CharField(max_length=30, blank=True, help_text="which one the case giver would like")

    # What the case giver let stay, in general terms.
    key_question = models.CharField(max_length=280, blank=True)
    first_step = models.CharField(max_length=280, blank=True)
    follow_up_on = models.DateField(null=True)
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True)
    verdict_note = models.CharField(max_length=280, blank=True)
    verdict_at = models.DateTimeField(null=True)

    # What tells the case.
    key = models.CharField(max_length=32, blank=True, help_text="name of the key that seals the texts, see kit.sealing")
    story = models.BinaryField(null=True, help_text="the story sheet, sealed")
    expires_at = models.DateTimeField(null=True, help_text="when the key is destroyed; known when the meeting closed")

    objects = ConsultationQuerySet.as_manager()

    # Whether it begins with "what came of it?", see `access.consultation_of`.
    asks_about_earlier: bool | None = None
    meets_at: datetime | None  # see `access.meets_next_at`
    card = ""  # address of what to do when a child may be in danger, see `access.card`

    def __str__(self) -> str:
        return f"{self.protocol}, {self.item_id}"

    def is_of(self, someone: Attendance) -> bool:
        """Whether this is the case giver. A guest never is."""
        return self.case_giver_id is not None and someone.membership_id == self.case_giver_id

    @property
    def bound_to(self) -> str:
        """What its sealed story is bound to: moved to another row, it cannot be opened."""
        return f"case_consultation.consultation:{self.pk}"

    def is_readable(self, now: datetime) -> bool:
        """Whether its texts may be opened: also when nobody has tidied up yet."""
        return bool(self.key) and (self.expires_at is None or now < self.expires_at)


class CaseVote(models.Model):
    """One secret dot. Deleted when the case is chosen, or the meeting closes."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="votes")
    case = models.ForeignKey(Case, models.CASCADE, related_name="votes")
    voter = models.CharField(max_length=64, help_text="a veil, see kit.veils")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "voter"], name="one_dot_for_a_case_each")]

    def __str__(self) -> str:
        return str(self.case)


class Part(models.Model):
    """What somebody does in a consultation beside consulting. Who has none is a consultant."""

    class Role(models.TextChoices):
        SECRETARY = "secretary", _("secretary")
        TIMEKEEPER = "timekeeper", _("timekeeper")
        OBSERVER = "observer", _("observer")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="parts")
    role = models.CharField(max_length=10, choices=Role)
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "role"], name="a_role_of_a_consultation_once"),
            models.UniqueConstraint(fields=["consultation", "attendance"], name="one_role_in_a_consultation_each"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.attendance}"


class TrioSeat(models.Model):
    """A place in a trio. `position` says in which turn its person tells; None: has told, in a trio that is no more."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="trio_seats")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")
    trio = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["trio", "position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "attendance"], name="one_seat_in_the_trios_each"),
            models.UniqueConstraint(fields=["consultation", "trio", "position"], name="one_person_tells_in_a_turn"),
        ]

    def __str__(self) -> str:
        return f"{self.trio}.{self.position} {self.attendance}"


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def waiting(self) -> ContributionQuerySet:
        """Ideas that the case giver lets stay and that could not be opened yet."""
        kept = Idea.objects.filter(consultation=OuterRef("consultation"), number=OuterRef("number"))
        return self.filter(may_stay=True).exclude(text=None).exclude(Exists(kept))


class Contribution(models.Model):
    """What somebody said in their turn. Without a text it was said aloud, or passed."""

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="contributions")
    step = models.CharField(max_length=40, help_text="key of the step in which it was made")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Attendance, models.CASCADE, related_name="+", help_text="whose turn it was")
    text = models.BinaryField(null=True, help_text="sealed")
    may_stay = models.BooleanField(default=False, help_text="the case giver lets it stay as an idea")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="contributions_count_up")]

    def __str__(self) -> str:
        return f"{self.step} {self.number}"

    @property
    def bound_to(self) -> str:
        """To its consultation too: moved there with the name of its key, it would be read by those of another one."""
        return f"case_consultation.contribution:{self.pk} of {self.consultation_id}"


class Idea(models.Model):
    """An idea that the case giver let stay, in general terms."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="ideas")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=280)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.text


class StepTime(models.Model):
    """How long a step really took."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="step_times")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    seconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.name}: {self.seconds} s"

    @property
    def minutes(self) -> int:
        """Whole ones, and one for a step that was shorter."""
        return max(1, round(self.seconds / 60))


class Opening(models.Model):
    """Somebody who was there opened the texts after the meeting. The group can see it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="openings")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.membership}, {self.at:%Y-%m-%d}"


class OwnProtocol(models.Model):
    """A protocol that an organisation has made for its groups."""

    name = models.CharField(max_length=80)
    about = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    fewest = models.PositiveSmallIntegerField(default=4)
    most = models.PositiveSmallIntegerField(default=12)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True, help_text="while groups may choose it; then it does not change")
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", help_text="goes out of the offer when this one comes in"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OwnStep(models.Model):
    """A step of it. `does`, `speaks` and `keeps` are those of `protocols.Step`."""

    protocol = models.ForeignKey(OwnProtocol, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField()
    does = models.CharField(max_length=12)
    speaks = models.CharField(max_length=12)
    keeps = models.BooleanField(default=False)
    say = models.CharField(max_length=280, blank=True)
    stop = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
