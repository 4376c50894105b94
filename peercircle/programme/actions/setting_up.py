"""Setting up a programme: its days and phases, its teams, the people who work for it, its topics."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.people.actions import revoke_card
from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import ExpertTeam, Phase, Programme, Topic

Days = tuple[dt.date, dt.date]
Role = Person.ProgrammeRole
STAFF = (Role.EXPERT, Role.MANAGER, Role.MONITOR)


@transaction.atomic
def describe_programme(
    programme: Programme | None,
    *,
    name: str,
    funder: str,
    implementer: str,
    starts_on: dt.date,
    ends_on: dt.date,
    phases: Mapping[str, Days],
) -> Programme:
    """A new one, or one that is there. A phase that is not among `phases` goes, unless sessions belong to it."""
    same = Programme.objects.select_for_update().filter(name=name).first()
    if same and programme != same:
        if programme or (same.funder, same.starts_on, same.ends_on) != (funder, starts_on, ends_on):
            raise Refused(_("A programme of this name is there already. Choose another name."))
        programme = same
    said = {
        "name": name,
        "funder": funder,
        "implementer": implementer,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    if programme:
        Programme.objects.filter(pk=programme.pk).update(**said)
    else:
        programme = Programme.objects.create(**said)
    for kind in Phase.Kind:
        _set_phase(programme, kind, phases.get(kind))
    return programme


def _set_phase(programme: Programme, kind: Phase.Kind, days: Days | None) -> None:
    """Each session that it has lies within its days."""
    phase = programme.phases.select_for_update().filter(kind=kind).first()
    if phase:
        left_out = phase.sessions.exclude(held_on__range=days) if days else phase.sessions.all()
        session = left_out.order_by("held_on").first()
        if session:
            said = {"phase": kind.label, "day": f"{session.held_on:%d.%m.%Y}"}
            raise Refused(_("A session of the %(phase)s is on %(day)s. Let its days hold that day.") % said)
    if days:
        said_days = {"starts_on": days[0], "ends_on": days[1]}
        Phase.objects.update_or_create(programme=programme, kind=kind, defaults=said_days)
    elif phase:
        phase.delete()


@transaction.atomic
def describe_team(
    programme: Programme,
    team: ExpertTeam | None,
    *,
    name: str,
    municipalities: Iterable[Municipality],
    members: Iterable[Person],
) -> ExpertTeam:
    """From now on its experts look after the groups of these municipalities. A second tap makes no second team."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    same = programme.teams.filter(name=name).first()
    if team and same and team != same:
        raise Refused(_("A team of this name is there already. Choose another name."))
    team = team or same or ExpertTeam(programme=programme)
    team.name = name
    if team.pk:
        team.save(update_fields=["name"])
    else:
        team.save()
    team.municipalities.set(municipalities)
    team.members.set(members)
    return team


@transaction.atomic
def appoint(*, email: str, given_name: str, family_name: str, role: str, by: Person | None, now: dt.datetime) -> Person:
    """Somebody with this address works for the programme now, as they are; otherwise they are new.

    `by` is None for the first manager, whom the operator appoints.
    """
    person = Person.objects.select_for_update(of=("self",)).filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_person(given_name, family_name, email=email.lower())
    if person.programme_role == role:
        return person
    if person.has_insight:
        raise Refused(_("%(name)s is director or education office here. Take that back first.") % {"name": person.name})
    if by and by.pk == person.pk:
        raise Refused(_("Let another manager change what you yourself are: one always has to stay."))
    person.programme_role = role
    person.save(update_fields=["programme_role"])
    # Whoever printed a card knows its PIN, and must not come in as the programme.
    revoke_card(person, now=now)
    return person


@transaction.atomic
def take_role_back(person: Person, *, by: Person) -> None:
    """What they did stays with their name. They leave their teams."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.programme_role not in STAFF:
        return
    if by.pk == person.pk:
        raise Refused(_("Let another manager change what you yourself are: one always has to stay."))
    person.programme_role = Role.NONE
    person.save(update_fields=["programme_role"])
    person.expert_teams.clear()


@transaction.atomic
def describe_topic(topic: Topic | None, **names: str) -> Topic:
    """In all languages, so that everybody finds it. The same names again are the topic that is there."""
    taken, known = Q(), topic.pk if topic else 0
    for field, name in names.items():
        taken |= Q(**{f"{field}__iexact": name})
    others = Topic.objects.select_for_update().filter(taken).exclude(pk=known)
    for other in others:
        if topic is None and all(getattr(other, field) == name for field, name in names.items()):
            return other
        raise Refused(_("A topic of this name is there already: %(topic)s") % {"topic": other.name})
    if topic is None:
        return Topic.objects.create(**names)
    Topic.objects.filter(pk=topic.pk).update(**names)
    return topic
