"""The 14 groups, who belongs to them, and what they promised each other."""

from __future__ import annotations

import random
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from peercircle.groups.models import Charter, CharterAcceptance, Group, Membership
from peercircle.people.models import Person
from peercircle.places.calendar import open_days
from peercircle.places.models import Site
from peercircle.programme.demo import accounts, reading
from peercircle.programme.demo.landscape import Workplace
from peercircle.programme.demo.people import People

Status = Group.Status
# Psychologists and pedagogues first, then teachers and tutors; no superior sits in the room.
BELONG = (
    Person.Profession.PSYCHOLOGIST,
    Person.Profession.PEDAGOGUE,
    Person.Profession.TEACHER,
    Person.Profession.TUTOR,
)


# A date that a break pushes further away than this falls out: the next one comes soon.
LONGEST_WAIT = timedelta(days=12)
FROM_FOUNDING_TO_MEETING = timedelta(days=20)


@dataclass(frozen=True)
class Story:
    """How a group has fared: its meetings, when the last one was, who came, and what lies ahead."""

    meetings: int
    last_days_ago: int
    presence: float
    fades: bool = False
    meets_again: bool = False
    status: Status = Status.ACTIVE
    about_cases: tuple[int, ...] = ()  # which of its meetings were, counted from none
    has_cases: bool = False  # and the next one is


STORIES = {
    "new": Story(0, 0, 0, meets_again=True),
    "thriving": Story(11, 12, 0.92, meets_again=True, about_cases=(3, 7)),
    "consulting": Story(11, 12, 0.92, meets_again=True, about_cases=(7, 10), has_cases=True),
    "steady": Story(7, 24, 0.75, meets_again=True),
    "silent": Story(7, 165, 0.85, fades=True),
    "paused": Story(6, 110, 0.7, status=Status.PAUSED),
    "ended": Story(13, 95, 0.85, status=Status.ENDED),
}


@dataclass
class Circle:
    group: Group
    sites: list[Site]
    story: Story
    language: str
    days: list[date]  # on which it met
    memberships: list[Membership] = field(default_factory=list)

    @property
    def calendars(self) -> set[str]:
        return {site.calendar for site in self.sites}

    def member(self, account: accounts.Account) -> Membership:
        return next(each for each in self.memberships if each.person.email == account.email)


def found_groups(workplaces: list[Workplace], people: People, today: date, rng: random.Random) -> list[Circle]:
    sites = {(place.site.municipality.code, place.site.name_sq): place.site for place in workplaces}
    circles: list[Circle] = []
    taken: set[int] = set()
    for name, meaning, code, names, story, rhythm, clock, size, language in reading.rows("groups"):
        group = Group(name=name, meaning=meaning, rhythm=rhythm, usual_time=time.fromisoformat(clock))
        circle = Circle(group, [sites[code, site] for site in names.split("; ")], STORIES[story], language, [])
        circle.days = _meeting_days(circle, today)
        group.status = circle.story.status
        group.founded_on = min([today, *circle.days]) - FROM_FOUNDING_TO_MEETING
        members = _members(circle.sites, people, int(size), rng, taken)
        circle.memberships = [_membership(group, person, place) for place, person in enumerate(members)]
        taken.update(member.pk for member in members)
        circles.append(circle)
    _save(circles)
    _write_charters(circles)
    return circles


def _meeting_days(circle: Circle, today: date) -> list[date]:
    """Counted back from the last one in the group's rhythm, each on the first day with school."""
    days: set[date] = set()
    wanted = today - timedelta(days=circle.story.last_days_ago)
    while len(days) < circle.story.meetings:
        day = next(open_days(wanted, circle.calendars))
        if day - wanted <= LONGEST_WAIT and day < today:
            days.add(day)
        wanted -= timedelta(days=circle.group.days_between_meetings)
    return sorted(days)


def _members(sites: list[Site], people: People, size: int, rng: random.Random, taken: Container[int]) -> list[Person]:
    """Site by site in turn, the demo's own accounts before anybody, nobody who belongs to another group."""
    own = [people.by_account[account.key] for account in accounts.MEMBERS]
    queues = []
    for site in sites:
        willing = [person for person in people.at[site.pk] if person.profession in BELONG and person not in own]
        rng.shuffle(willing)
        willing.sort(key=lambda person: BELONG.index(Person.Profession(person.profession)))
        queue = [person for person in own if person in people.at[site.pk]] + willing
        queues.append([person for person in queue if person.pk not in taken])
    chosen: list[Person] = []
    while len(chosen) < size:
        queue = queues[len(chosen) % len(queues)]
        chosen.append(queue.pop(0))
    return chosen


def _membership(group: Group, person: Person, place: int) -> Membership:
    """The second to join keeps the group's house."""
    return Membership(group=group, person=person, is_contact=place == 1, joined_on=group.founded_on)


def _save(circles: list[Circle]) -> None:
    Group.objects.bulk_create([circle.group for circle in circles])
    sites = Group.sites.through
    sites.objects.bulk_create(
        sites(group_id=circle.group.pk, site_id=site.pk) for circle in circles for site in circle.sites
    )
    Membership.objects.bulk_create(membership for circle in circles for membership in circle.memberships)


def _write_charters(circles: list[Circle]) -> None:
    """A group that has met has a charter that all have accepted. The new one writes its own."""
    charters = {
        circle.group.pk: Charter(
            group=circle.group,
            number=1,
            text=reading.text(f"charter-{circle.language}"),
            written_at=founding_hour(circle.group),
        )
        for circle in circles
        if circle.story.meetings
    }
    Charter.objects.bulk_create(charters.values())
    CharterAcceptance.objects.bulk_create(
        CharterAcceptance(
            charter=charters[circle.group.pk],
            membership=membership,
            accepted_at=founding_hour(circle.group) + timedelta(minutes=5 * number),
        )
        for circle in circles
        if circle.story.meetings
        for number, membership in enumerate(circle.memberships)
    )


def founding_hour(group: Group) -> datetime:
    return at(group.founded_on, group.usual_time)


def at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
