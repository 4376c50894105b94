"""What a meeting leaves behind: its minutes in two layers, who approved them, and the letters about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Membership
from peercircle.meetings.models.gathering import AgendaItem, Attendance, Meeting, RoleTurn
from peercircle.people.models import Person


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, person: Person) -> MinutesQuerySet:
        """Those of the groups this person belongs to today; the `reader` is their place there."""
        present = models.Q(meeting__group__memberships__person=person, meeting__group__memberships__ended_on=None)
        reader = {"reader": models.FilteredRelation("meeting__group__memberships", condition=present)}
        found = self.annotate(**reader).filter(reader__isnull=False)
        return found.select_related(*(f"{name}__group" for name in reader))

    def with_people(self) -> MinutesQuerySet:
        """The meeting, its group and when that meets next, who was there, facilitated, wrote, and whether a letter did
        not arrive: in two queries."""
        roles = {
            name: models.FilteredRelation("meeting__roles", condition=models.Q(meeting__roles__role=role))
            for name, role in [("facilitating", RoleTurn.Role.FACILITATOR), ("writing", RoleTurn.Role.SCRIBE)]
        }
        later = Meeting.objects.after(models.OuterRef("meeting__group"), models.OuterRef("meeting__starts_at"))
        next_one = models.Q(meeting__group__meetings__pk=models.Subquery(later.values("pk")[:1]))
        following = {"following": models.FilteredRelation("meeting__group__meetings", condition=next_one)}
        people = Attendance.objects.select_related("membership__person")
        failed = Letter.objects.filter(meeting=models.OuterRef("meeting"), state=Letter.State.FAILED)
        return (
            self.annotate(**roles, **following, has_failed_letters=models.Exists(failed))
            .select_related(
                "publication", "meeting__group", *following, *(f"{name}__membership__person" for name in roles)
            )
            .prefetch_related(models.Prefetch("meeting__attendances", people))
        )


class Minutes(models.Model):
    """What was said and decided. Who came and when stays with the meeting and is not copied here.

    A draft until members who were there have approved it; then its texts are locked.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    written_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)

    # Known to minutes that were fetched `visible_to` somebody, `with_people`.
    reader: Membership | None = None
    facilitating: RoleTurn | None = None
    writing: RoleTurn | None = None
    following: Meeting | None = None
    has_failed_letters = False

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"{self.meeting}"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class MinutesSectionQuerySet(models.QuerySet["MinutesSection"]):
    def shareable(self) -> MinutesSectionQuerySet:
        """What may leave the group."""
        return self.filter(is_confidential=False)


class MinutesSection(models.Model):
    """A heading with the lines that people wrote, for everybody or for members only."""

    class Kind(models.TextChoices):
        RESULT = "result", _("result")  # an activity wrote it
        DECISION = "decision", _("decision")
        NOTE = "note", _("note")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.RESULT)
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    is_confidential = models.BooleanField(default=False, help_text="for members only")
    version = models.PositiveIntegerField(default=0, help_text="what a form saw; an older form does not overwrite")

    title = ""  # step and heading in the reader's language, see meetings.document

    objects = MinutesSectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "position"], name="one_section_at_a_position"),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()

    @property
    def is_decision(self) -> bool:
        return self.kind == self.Kind.DECISION

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


class Approval(models.Model):
    """A member who was there says: this is how it was."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="approvals")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["approved_at"]
        constraints = [models.UniqueConstraint(fields=["minutes", "membership"], name="a_member_approves_once")]

    def __str__(self) -> str:
        return f"{self.membership}: {self.minutes}"


class Correction(models.Model):
    """A change after the approval. The minutes show it; members can read what stood there before."""

    section = models.ForeignKey(MinutesSection, models.CASCADE, related_name="corrections")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    old_text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.section} {self.at:%Y-%m-%d}"


class Publication(models.Model):
    """The shareable part of approved minutes may be read by the directors and education offices of the group's places.

    They read what stands in the minutes. So a correction of a shareable section ends it: nothing stands there that
    the contact has not looked at.
    """

    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="publication")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.minutes}, {self.published_at:%Y-%m-%d}"


class Letter(models.Model):
    """An e-mail to a member about a meeting, and how far it got. What it says is made when it leaves."""

    class Subject(models.TextChoices):
        MINUTES = "minutes", _("the minutes")
        NEXT_DATE = "next_date", _("the next date")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="letters")
    to = models.ForeignKey(Membership, models.PROTECT, related_name="letters")
    subject = models.CharField(max_length=9, choices=Subject)
    with_confidential = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "to", "subject"],
                condition=models.Q(state="waiting"),
                name="one_waiting_letter_to_a_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.to}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
