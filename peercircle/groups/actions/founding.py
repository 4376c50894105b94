"""Founding a group and keeping what is said of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.groups.actions.members import locked
from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.places.models import Site


@transaction.atomic
def found_group(site: Site, *, name: str, meaning: str, rhythm: str, usual_time: dt.time, today: dt.date) -> Group:
    """A group without members: its contact comes in by invitation. A second tap founds nothing new."""
    same = Group.objects.select_for_update(of=("self",)).filter(name=name, founded_on=today)
    for group in same:
        if not group.memberships.exists():
            return group
    group = Group.objects.create(name=name, meaning=meaning, rhythm=rhythm, usual_time=usual_time, founded_on=today)
    group.sites.add(site)
    return group


@transaction.atomic
def describe_group(group: Group, *, name: str, meaning: str, rhythm: str, usual_time: dt.time, status: str) -> None:
    group = locked(group)
    group.name = name
    group.meaning = meaning
    group.rhythm = rhythm
    group.usual_time = usual_time
    group.status = status
    group.save(update_fields=["name", "meaning", "rhythm", "usual_time", "status"])


@transaction.atomic
def meet_at(group: Group, site: Site) -> None:
    group.sites.add(site)


@transaction.atomic
def stop_meeting_at(group: Group, site: Site) -> None:
    group = locked(group)
    if not group.sites.exclude(pk=site.pk).exists():
        raise Refused(_("A group belongs to at least one school or Learning Centre. Add the new one first."))
    group.sites.remove(site)
