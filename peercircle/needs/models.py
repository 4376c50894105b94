"""A need: something a group asks of the programme, the municipality or anybody outside, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.groups.models import Group
from peercircle.meetings.models import Meeting
from peercircle.people.models import Person

# So long may a need wait until somebody says that it was read, and once more as long for an answer.
WAITS = timedelta(days=14)


class NeedQuerySet(models.QuerySet["Need"]):
    def asked(self) -> NeedQuerySet:
        """Withdrawn needs are nobody's business."""
        return self.exclude(state=Need.State.WITHDRAWN)

    def sent(self) -> NeedQuerySet:
        """What the programme may read: a need leaves its group when the meeting is over."""
        return self.asked().exclude(state=Need.State.RAISED)

    def unanswered(self) -> NeedQuerySet:
        """Nobody has said yet what will become of it."""
        return self.filter(state__in=Need.UNANSWERED)

    def of_piles(self, heads: Collection[object]) -> NeedQuerySet:
        """All needs that were merged into these, and these."""
        return self.filter(models.Q(pk__in=heads) | models.Q(merged_into__in=heads))

    def overdue(self, now: datetime) -> NeedQuerySet:
        """Nobody has read it in time, or it was read and nobody said in time what becomes of it."""
        return self.filter(state__in=Need.WAITING, state_since__lt=now - WAITS)

    def late(self, today: date) -> NeedQuerySet:
        """It was promised for a day that has passed."""
        return self.annotate(due_on=due_day()).filter(state=Need.State.PLANNED, due_on__lt=today)


def due_day() -> models.Subquery:
    """Until when a need is planned, as was said last."""
    plans = Entry.objects.filter(need=models.OuterRef("pk"), kind=Entry.Kind.PLANNED, undone_at=None)
    return models.Subquery(plans.order_by("-made_at", "-pk").values("due_on")[:1])


class Need(models.Model):
    """What is answered for one need of a pile is answered for all: each carries its own state and its own entries."""

    class Origin(models.TextChoices):
        TALK = "talk", pgettext_lazy("a need comes from", "talk")
        CAFE = "cafe", pgettext_lazy("a need comes from", "World Café")
        VISIT = "visit", pgettext_lazy("a need comes from", "visit")
        SESSION = "session", pgettext_lazy("a need comes from", "supervision")
        BETWEEN = "between", pgettext_lazy("a need comes from", "between meetings")

    class State(models.TextChoices):
        RAISED = "raised", _("raised")
        SENT = "sent", pgettext_lazy("a need was", "sent")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("a need was", "read")
        PLANNED = "planned", pgettext_lazy("a need is", "planned")
        DECLINED = "declined", pgettext_lazy("a need was", "declined")
        DELIVERED = "delivered", pgettext_lazy("a need was", "delivered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Verdict(models.TextChoices):
        HELPED = "helped", _("It helped")
        PARTLY = "partly", _("It helped partly")
        NOT = "not", _("It did not help")

    WAITING = (State.SENT, State.ACKNOWLEDGED)
    UNANSWERED = (State.RAISED, *WAITING)
    OPEN = (*UNANSWERED, State.PLANNED)

    id = models.UUIDField(primary_key=True, help_text="given by the phone, so that sent twice counts once")
    group = models.ForeignKey(Group, models.PROTECT, related_name="needs")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="needs")
    text = models.CharField(max_length=280)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.BETWEEN)
    raised_in = models.CharField(max_length=120, blank=True, help_text="the topic or table it came from")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="empty: the meeting as a whole"
    )
    state = models.CharField(max_length=12, choices=State, default=State.RAISED)
    state_since = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", help_text="the head of its pile"
    )
    impact = models.PositiveSmallIntegerField(default=0, help_text="1 to 3: how much it would help; 0 = nobody said")
    priority = models.PositiveSmallIntegerField(null=True, blank=True, help_text="its place in the latest ranking")
    responsible = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="who sees to it in the programme"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True, default="")

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at"]
        indexes = [models.Index(fields=["state", "state_since"], name="needs_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="") | models.Q(state="delivered"), name="only_what_was_delivered_is_judged"
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")), name="a_need_is_not_merged_into_itself"
            ),
            models.CheckConstraint(condition=models.Q(impact__lte=3), name="impact_goes_to_three"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def is_open(self) -> bool:
        """Nothing has come of it yet, so its group may still withdraw it or put it together with another."""
        return self.state in self.OPEN

    @property
    def is_delivered(self) -> bool:
        return self.state == self.State.DELIVERED

    @property
    def pile(self) -> object:
        """The same for all needs that were merged."""
        return self.merged_into_id or self.pk

    def is_overdue(self, now: datetime) -> bool:
        return self.state in self.WAITING and self.state_since < now - WAITS

    @property
    def is_reminded(self) -> bool:
        """Of the step for which it waits now."""
        return self.reminded_at is not None and self.reminded_at >= self.state_since


class Entry(models.Model):
    """What happened to a need after it was raised: who, when and what was said. The group reads all of it."""

    class Kind(models.TextChoices):
        SENT = "sent", pgettext_lazy("a need was", "sent")
        MERGED = "merged", pgettext_lazy("a need was", "merged")
        PARTED = "parted", pgettext_lazy("a need was", "taken apart")
        PRIORITISED = "prioritised", pgettext_lazy("a need was", "prioritised")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("a need was", "read")
        PLANNED = "planned", pgettext_lazy("a need is", "planned")
        DECLINED = "declined", pgettext_lazy("a need was", "declined")
        DELIVERED = "delivered", pgettext_lazy("a need was", "delivered")
        JUDGED = "judged", pgettext_lazy("a need was", "judged")
        WITHDRAWN = "withdrawn", _("withdrawn")

    need = models.ForeignKey(Need, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    made_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="by when it is planned")
    before = models.CharField(max_length=12, choices=Need.State, help_text="the need's state before it")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.need}"


class Ranking(models.Model):
    """The programme puts needs of several groups in order. Ballots are secret and gone when it is closed."""

    class Method(models.TextChoices):
        DOTS = "dots", _("Dots: each of us has a few and lays them on what matters most")
        BORDA = "borda", _("Places: each of us puts all needs in order")
        URGENCY = "urgency", _("Urgency and impact, 1 to 3 each")
        MATRIX = "matrix", _("How often, how important, how feasible, 1 to 3 each")

    id = models.UUIDField(primary_key=True, help_text="given by the page, so that sent twice counts once")
    method = models.CharField(max_length=7, choices=Method)
    dots = models.PositiveSmallIntegerField(help_text="for each who votes by dots")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    voters = models.PositiveSmallIntegerField(null=True, blank=True, help_text="how many voted, known at the close")

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.get_method_display()}, {self.opened_at:%Y-%m-%d}"


class Ranked(models.Model):
    """A need in a ranking, for its whole pile; its place and points are known at the close."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="ranked")
    need = models.ForeignKey(Need, models.PROTECT, related_name="rankings")
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["ranking", "need"], name="a_need_is_ranked_once")]

    def __str__(self) -> str:
        return str(self.need)


class Mark(models.Model):
    """What one person says of one need: as many numbers as the method asks for."""

    ranked = models.ForeignKey(Ranked, models.CASCADE, related_name="marks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    first = models.PositiveSmallIntegerField()
    second = models.PositiveSmallIntegerField(null=True, blank=True)
    third = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ranked", "person"], name="one_mark_for_each_need_and_person")]

    def __str__(self) -> str:
        return str(self.ranked)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for number in (self.first, self.second, self.third) if number is not None)
