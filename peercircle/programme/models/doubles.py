"""People who were entered twice."""

from __future__ import annotations

from django.db import models

from peercircle.people.models import Person
from peercircle.programme.models.sessions import Session, SessionAttendance


class Merge(models.Model):
    """Somebody said that two entries are one person. It can be taken back.

    While it holds, `double.same_as` is `kept`, and the attendances of the double stand with `kept`: who counts
    attendances counts each person once without knowing of merges. What a register held before stands in
    `MergedAttendance`, so that taking it back restores it.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    double = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["double"], condition=models.Q(undone_at=None), name="a_double_is_merged_once"
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("double")), name="nobody_is_their_own_double"),
        ]

    def __str__(self) -> str:
        return f"{self.double} = {self.kept}"


class MergedAttendance(models.Model):
    """An attendance of the double as it was. When both stood on one sheet, only that of the kept person stays."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="attendances")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    method = models.CharField(max_length=8, choices=SessionAttendance.Method)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    was_moved = models.BooleanField(help_text="False = the kept person had been at this session too")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "session"], name="a_merge_remembers_an_attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.merge}: {self.session}"


class TwoPeople(models.Model):
    """Somebody looked and said: these are two people. They are not proposed again."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_people_are_told_apart_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="two_people_in_one_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"
