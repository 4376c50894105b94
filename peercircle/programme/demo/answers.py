"""What became of the needs of the demo: every answer that exists, and some needs that nobody has read yet.

Through the actions, so that every story is one that could have happened.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from itertools import cycle
from uuid import UUID

from peercircle.groups.models import Group
from peercircle.meetings.models import Meeting
from peercircle.needs.actions import answering, merging, raise_need, raising
from peercircle.needs.models import Need
from peercircle.people.models import Person
from peercircle.programme.demo import reading
from peercircle.programme.demo.circles import Circle, at
from peercircle.programme.models import ExpertTeam

NOON = time(12, 0)
DAY = timedelta(days=1)
# What became of a need, in turn: of those asked long ago, and of those asked lately.
LONG_AGO = ["helped", "helped", "partly", "declined", "helped", "not", "planned", "delivered"]
LATELY = ["acknowledged", "planned", "delivered", "unread", "acknowledged", "planned"]
LONG, FRESH = 100 * DAY, 12 * DAY
HOME = "I'm here"


class Answers:
    """Who answers and judges, in which words."""

    def __init__(self, circles: list[Circle], today: date) -> None:
        self.now = at(today, NOON)
        self.words = {(language, kind): said for language, kind, said in reading.rows("answers")}
        self.circles = {circle.group.pk: circle for circle in circles}
        teams = ExpertTeam.objects.prefetch_related("members", "municipalities")
        self.experts = {
            place.pk: min(team.members.all(), key=lambda person: person.pk)
            for team in teams
            for place in team.municipalities.all()
        }

    def expert_of(self, need: Need) -> Person:
        return self.experts[self.circles[need.group_id].sites[0].municipality_id]

    def tell(self, need: Need, story: str) -> None:
        """Each step some days after the one before, and none after today."""
        if story == "unread":
            return
        by, asked = self.expert_of(need), need.raised_at
        said = {kind: words for (language, kind), words in self.words.items() if language == self._language(need)}
        answering.acknowledge_need(need, by=by, now=self._by(asked + 4 * DAY))
        if story == "acknowledged":
            return
        if story == "declined":
            answering.decline_need(need, said["declined"], by=by, now=self._by(asked + 9 * DAY))
            return
        # What was planned long ago is late by now.
        due_on = asked + (40 if story == "delivered" else 90) * DAY
        answering.plan_need(need, said["planned"], due_on.date(), by=by, now=self._by(asked + 9 * DAY))
        if story == "planned":
            return
        answering.deliver_need(need, by=by, now=self._by(asked + 40 * DAY), said=said["delivered"])
        if story != "delivered":
            member = self.circles[need.group_id].memberships[0].person
            raising.judge_need(need, Need.Verdict(story), by=member, now=self._by(asked + 70 * DAY))

    def _language(self, need: Need) -> str:
        return self.circles[need.group_id].language

    def _by(self, moment: datetime) -> datetime:
        return min(moment, self.now)


def answer_needs(circles: list[Circle], today: date, rng: random.Random) -> None:
    answers = Answers(circles, today)
    for meeting in Meeting.objects.filter(needs__isnull=False).distinct().order_by("closed_at", "pk"):
        raising.send_needs(meeting, now=meeting.closed_at or answers.now)
    known = _ask_between_meetings(answers, rng)
    turns = {True: cycle(LONG_AGO), False: cycle(LATELY)}
    for need in Need.objects.order_by("raised_at", "pk"):
        age = answers.now - need.raised_at
        story = known.get(need.pk) or (next(turns[age > LONG]) if age > FRESH else "unread")
        answers.tell(need, story)
    _put_together(answers)


def _ask_between_meetings(answers: Answers, rng: random.Random) -> dict[UUID, str]:
    """The new group has asked for a room, which is there; an expert heard a need on a visit. What became of both."""
    stories = {}
    for group in Group.objects.filter(name__in=[HOME, "Dritarja"]).order_by("pk"):
        circle = answers.circles[group.pk]
        is_home = group.name == HOME
        need = raise_need(
            group,
            "Një sallë e qetë për takimet tona" if is_home else "Një psikolog që na dëgjon edhe ne",
            id=UUID(int=rng.getrandbits(128), version=4),
            origin=Need.Origin.BETWEEN if is_home else Need.Origin.VISIT,
            by=circle.memberships[1].person if is_home else answers.experts[circle.sites[0].municipality_id],
            impact=3,
            now=answers.now - (18 if is_home else 6) * DAY,
        )
        stories[need.pk] = "delivered" if is_home else "unread"
    return stories


def _put_together(answers: Answers) -> None:
    """Where groups of one team ask for the same at the same time."""
    heads: dict[tuple[int, str, str], Need] = {}
    for need in Need.objects.filter(state__in=[Need.State.SENT, Need.State.ACKNOWLEDGED]).order_by("raised_at", "pk"):
        expert = answers.expert_of(need)
        head = heads.setdefault((expert.pk, need.text, need.state), need)
        if head != need:
            merging.merge_needs(need, head, by=expert, now=answers.now)
