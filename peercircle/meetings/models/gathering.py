"""One gathering of a group: its agenda, its clock, who came, who leads, who promised what."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group, Membership
from peercircle.people.models import Person


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, person: Person) -> MeetingQuerySet:
        """Meetings of the groups this person belongs to today."""
        return self.filter(group__memberships__person=person, group__memberships__ended_on=None)

    def after(self, group: object, starts_at: object) -> MeetingQuerySet:
        """The group's meetings after a moment, the next one first. For a subquery both may be an `OuterRef`."""
        later = self.filter(group=group, starts_at__gt=starts_at)
        return later.exclude(phase=Meeting.Phase.CANCELLED).order_by("starts_at")


class Meeting(models.Model):
    """One gathering of a group, from the moment it is planned until it is closed.

    While it is open, one pointer says where everybody is: `item` and `stage`, a part of the item such as
    a round of a café. The clock is an end time that the server holds; while it is paused, the seconds
    that are left.
    """

    class Phase(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", pgettext_lazy("a meeting is", "open")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    template = models.CharField(max_length=20, help_text="which plan it began with, see meetings.plans")
    phase = models.CharField(max_length=9, choices=Phase, default=Phase.PLANNED)
    code = models.CharField(max_length=6, unique=True, help_text="typed or scanned to join")
    planned_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0, help_text="raised when date or place changes")

    leader = models.ForeignKey("Attendance", models.SET_NULL, null=True, blank=True, related_name="+")
    lead_taken_from = models.ForeignKey(
        "Attendance", models.SET_NULL, null=True, blank=True, related_name="+", help_text="may take it back"
    )
    item = models.ForeignKey("AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=40, blank=True)
    stage_number = models.PositiveIntegerField(default=0, help_text="where to go on when the stage has vanished")
    stage_began_at = models.DateTimeField(null=True, blank=True)
    stage_ends_at = models.DateTimeField(null=True, blank=True)
    paused_seconds_left = models.IntegerField(null=True, blank=True)
    move_count = models.PositiveIntegerField(default=0, help_text="what a tap saw; an older tap changes nothing")

    # Who came, for a page, which asks several times; whoever changes something asks anew. See `attended`.
    seats: AttendanceQuerySet | None = None
    # How many changes there were, known to whoever makes a page of it. A page that carries the number of the moment in
    # which it began gets a change that came since twice rather than never.
    tick = 0

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(phase="open"), name="one_open_meeting_per_group"
            ),
            models.UniqueConstraint(
                fields=["group", "starts_at"],
                condition=models.Q(phase="planned"),
                name="one_planned_meeting_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.starts_at:%Y-%m-%d}"

    @property
    def topic(self) -> str:
        return f"meeting:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.phase == self.Phase.OPEN

    @property
    def is_planned(self) -> bool:
        return self.phase == self.Phase.PLANNED

    @property
    def is_closed(self) -> bool:
        return self.phase == self.Phase.CLOSED

    @property
    def is_paused(self) -> bool:
        return self.paused_seconds_left is not None

    def attended(self) -> AttendanceQuerySet:
        """Everybody who came, with their names and in that order, also those who have left."""
        return self.attendances.in_order() if self.seats is None else self.seats

    def here(self) -> list[Attendance]:
        """Those who have not left."""
        return [one for one in self.attended() if one.left_at is None]

    @property
    def spoken_code(self) -> str:
        return f"{self.code[:3]} {self.code[3:]}"


class AgendaManager(models.Manager["AgendaItem"]):
    """What is on the agenda; what was taken off it is found with `AgendaItem.and_removed`."""

    def get_queryset(self) -> models.QuerySet[AgendaItem]:
        return super().get_queryset().filter(removed_at=None)


class AgendaItem(models.Model):
    """A step of a meeting: one activity with its minutes.

    A removed item keeps everything that was written for it, and its position, so that it can be put back.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, help_text="key of an activity, see meetings.kinds")
    method = models.CharField(max_length=30, blank=True, help_text="key of a method, see meetings.methods")
    title = models.CharField(max_length=120, blank=True, help_text="the group's own words; empty = the activity's name")
    minutes = models.PositiveIntegerField()
    actual_minutes = models.PositiveIntegerField(null=True, blank=True, help_text="known when the meeting is over")
    is_unfinished = models.BooleanField(default=False, help_text="returns in the next plan")
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="carried_to")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AgendaManager()
    and_removed = models.Manager["AgendaItem"]()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                condition=models.Q(removed_at=None),
                name="one_item_at_a_position",
            ),
            models.CheckConstraint(condition=models.Q(minutes__range=(1, 240)), name="an_item_takes_1_to_240_minutes"),
        ]

    def __str__(self) -> str:
        return self.title or self.kind


class RoleTurn(models.Model):
    """Who does what for one meeting. Roles rotate; nobody is forced."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        TIMEKEEPER = "timekeeper", _("timekeeper")
        SCRIBE = "scribe", _("scribe")
        HOST = "host", _("host")
        FOLLOW_UP = "follow_up", _("follow-up keeper")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=12, choices=Role)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="role_turns")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "role"], name="one_person_for_a_role")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.membership}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def here(self) -> AttendanceQuerySet:
        """Those who came and have not left."""
        return self.in_order().filter(left_at=None)

    def in_order(self) -> AttendanceQuerySet:
        """As they came, with their names."""
        return self.select_related("membership__person").order_by("joined_at", "pk")


class Attendance(models.Model):
    """Someone was there: a member, or a guest with a first name. Presence is attendance."""

    FORGOTTEN_GUEST = "-"  # instead of a first name, when the time to keep it is over

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="attendances")
    guest_name = models.CharField(max_length=40, blank=True)
    joined_at = models.DateTimeField()
    joined_at_move = models.PositiveIntegerField(default=0, help_text="the latest move of the meeting by then")
    left_at = models.DateTimeField(null=True, blank=True)
    has_phone = models.BooleanField(default=True, help_text="false: ticked by the facilitator")
    away_since = models.DateTimeField(
        null=True, blank=True, help_text="when the phone was last lost; empty = connected"
    )
    ready_at_move = models.PositiveIntegerField(null=True, blank=True, help_text="ready for what follows this move")

    tick = 0  # as with the meeting; known to `access.participant`

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"],
                condition=models.Q(membership__isnull=False),
                name="a_member_attends_once",
            ),
            models.CheckConstraint(
                condition=models.Q(membership__isnull=False, guest_name="")
                | (models.Q(membership=None) & ~models.Q(guest_name="")),
                name="a_member_or_a_named_guest",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def name(self) -> str:
        return self.membership.person.name if self.membership else self._guest

    @cached_property
    def first_name(self) -> str:
        return self.membership.person.given_name if self.membership else self._guest

    @property
    def _guest(self) -> str:
        return gettext("Guest") if self.guest_name == self.FORGOTTEN_GUEST else self.guest_name

    @property
    def who(self) -> str:
        """Its name in the stream."""
        return f"attendance:{self.pk}"


class Absence(models.Model):
    """Somebody who had come was out of the room, told by moves: the clock may be set back meanwhile."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="absences")
    from_move = models.PositiveIntegerField(help_text="the latest move when they left")
    to_move = models.PositiveIntegerField(null=True, help_text="the latest one when they came back; empty = still away")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attendance"], condition=models.Q(to_move=None), name="away_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.from_move}-{self.to_move or ''}"


class Move(models.Model):
    """One step of the pointer or the clock, with all that is needed to undo it."""

    class What(models.TextChoices):
        OPEN = "open", _("opened the meeting")
        NEXT = "next", _("went on")
        BACK = "back", _("went back")
        JUMP = "jump", _("chose a step")
        PAUSE = "pause", pgettext_lazy("a move in a meeting", "paused")
        GO_ON = "go_on", _("went on after a pause")
        TIME = "time", _("changed the time")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=6, choices=What)
    by = models.ForeignKey(Attendance, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    to_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="+")
    # How it was before, to go back to.
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="+")
    stage = models.CharField(max_length=40, blank=True)
    stage_number = models.PositiveIntegerField(default=0)
    stage_began_at = models.DateTimeField(null=True)
    stage_ends_at = models.DateTimeField(null=True)
    paused_seconds_left = models.IntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="moves_count_up")]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"


class Action(models.Model):
    """What somebody promised in a meeting, by when, and whether it came true."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a promise is", "open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    what = models.CharField(max_length=280)
    owner = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="actions")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    state_changed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return self.what
