"""What the programme's people look after: experts the groups of their municipalities and the sessions of their
teams, managers all.

They see that a group exists, who belongs to it and when it meets, never what was said.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.groups.models import Group, GroupQuerySet
from peercircle.needs.models import Need, NeedQuerySet, Ranked, Ranking
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site, SiteQuerySet
from peercircle.programme.models import (
    ExpertTeam,
    FieldVisit,
    FieldVisitQuerySet,
    Merge,
    Programme,
    Session,
    SessionQuerySet,
    Topic,
    Upload,
)


def groups_looked_after(person: Person | AnonymousUser) -> GroupQuerySet:
    """A stranger to the programme gets 404."""
    person = of_programme(person)
    if person.is_manager:
        return Group.objects.all()
    mine = Group.objects.filter(sites__municipality__expert_teams__members=person)
    return Group.objects.filter(pk__in=mine)


def of_programme(person: Person | AnonymousUser) -> Person:
    if not isinstance(person, Person) or not person.is_programme:
        raise Http404
    return person


def teams_of(person: Person | AnonymousUser) -> QuerySet[ExpertTeam]:
    person = of_programme(person)
    if person.is_manager:
        return ExpertTeam.objects.all()
    return ExpertTeam.objects.filter(members=person)


def visits_looked_after(person: Person | AnonymousUser) -> FieldVisitQuerySet:
    """Whoever of the team makes them: what works and what is hard is for all who look after a group."""
    person, visits = of_programme(person), FieldVisit.objects.select_related("group", "site__municipality", "expert")
    if person.is_manager:
        return visits
    to_groups, to_sites = groups_looked_after(person).values("pk"), sites_of_teams(person).values("pk")
    return visits.filter(Q(group__in=to_groups) | Q(site__in=to_sites))


def visit(person: Person | AnonymousUser, pk: UUID) -> FieldVisit:
    return get_object_or_404(visits_looked_after(person), pk=pk)


def visit_to_make(person: Person | AnonymousUser, pk: UUID) -> FieldVisit:
    """Only who makes the visit plans it and writes its note."""
    found = visit(person, pk)
    if found.expert_id != of_programme(person).pk:
        raise PermissionDenied(_("%(name)s makes this visit. Ask them.") % {"name": found.expert.name})
    return found


def sessions_looked_after(person: Person | AnonymousUser) -> SessionQuerySet:
    return Session.objects.filter(team__in=teams_of(person)).select_related("site", "municipality")


def needs_looked_after(person: Person | AnonymousUser) -> NeedQuerySet:
    """What the groups have sent: nothing of a meeting that still goes on."""
    person, sent = of_programme(person), Need.objects.sent().select_related("group", "responsible")
    if person.is_manager:
        return sent
    return sent.filter(group__in=groups_looked_after(person))


def need(person: Person | AnonymousUser, pk: UUID) -> Need:
    return get_object_or_404(needs_looked_after(person), pk=pk)


def rankings_of(person: Person | AnonymousUser) -> QuerySet[Ranking]:
    """Of needs that are all theirs: who sees only a part of a ranking cannot weigh it."""
    not_theirs = Ranked.objects.exclude(need__in=needs_looked_after(person))
    return Ranking.objects.exclude(ranked__in=not_theirs).select_related("opened_by")


def ranking(person: Person | AnonymousUser, pk: UUID) -> Ranking:
    return get_object_or_404(rankings_of(person), pk=pk)


def session(person: Person | AnonymousUser, pk: int) -> Session:
    mine = sessions_looked_after(person).select_related("phase", "team__programme")
    return get_object_or_404(mine, pk=pk)


def session_with_code(code: str) -> Session:
    """An open door: whoever read the code was in the room."""
    return get_object_or_404(Session.objects.select_related("site", "municipality"), check_in_code=code)


def teams_at(person: Person | AnonymousUser, site: Site) -> list[ExpertTeam]:
    """In the name of one of them this person plans a session there: several programmes may have a team."""
    teams = teams_of(person).filter(municipalities=site.municipality_id).order_by("-programme__starts_on", "name")
    if not teams:
        raise PermissionDenied(_("The experts of this municipality plan its sessions. Ask the programme's manager."))
    return [*teams]


def sites_of_teams(person: Person | AnonymousUser) -> SiteQuerySet:
    theirs = Site.objects.filter(municipality__expert_teams__in=teams_of(person))
    return Site.objects.filter(pk__in=theirs.values("pk"))


def site_of_team(person: Person | AnonymousUser, pk: int) -> Site:
    """A site at which this person may found a group from those who came."""
    of_programme(person)
    site = get_object_or_404(Site.objects.select_related("municipality"), pk=pk)
    if not sites_of_teams(person).filter(pk=pk).exists():
        raise PermissionDenied(_("The experts of this municipality found its groups. Ask the programme's manager."))
    return site


def group_looked_after(person: Person | AnonymousUser, pk: int) -> Group:
    return get_object_or_404(groups_looked_after(person), pk=pk)


def people_known(session: Session) -> QuerySet[Person]:
    """Whom a team may tick: who works in one of its municipalities, or came to one of its sessions before."""
    return _people_of(ExpertTeam.objects.filter(pk=session.team_id)).filter(same_as=None)


def people_of_programme(person: Person | AnonymousUser) -> QuerySet[Person]:
    """Whom a person of the programme may know by name: the people of their teams, for managers all."""
    person = of_programme(person)
    return Person.objects.all() if person.is_manager else _people_of(teams_of(person))


def _people_of(teams: QuerySet[ExpertTeam]) -> QuerySet[Person]:
    here = Person.objects.filter(workplaces__municipality__expert_teams__in=teams.values("pk"))
    came = Person.objects.filter(session_attendances__session__team__in=teams.values("pk"))
    return Person.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=came.values("pk")))


def known_person(person: Person | AnonymousUser, pk: int) -> Person:
    return get_object_or_404(people_of_programme(person), pk=pk)


# --- Insight: what those outside a group may know of it -----------------------------------------------
def place_of_insight(person: Person | AnonymousUser) -> Site | Municipality | None:
    """The school of a director, the municipality of an education office: the manager has said which.

    Where people work does not count: that everybody says of themselves.
    """
    if not isinstance(person, Person) or not person.has_insight:
        raise Http404
    return person.director_of or person.office_of


def groups_of_place(place: Site | Municipality | None) -> GroupQuerySet:
    if place is None:
        return Group.objects.none()
    here = Group.objects.filter(**{"sites" if isinstance(place, Site) else "sites__municipality": place})
    return Group.objects.filter(pk__in=here.values("pk"))


def group_of_place(person: Person | AnonymousUser, pk: int) -> Group:
    return get_object_or_404(groups_of_place(place_of_insight(person)), pk=pk)


def decides_insight(person: Person | AnonymousUser) -> Person:
    return _manager(person, _("The programme's manager decides who may know of the groups. Ask them."))


def holder_of_insight(by: Person | AnonymousUser, pk: int) -> Person:
    return get_object_or_404(holders_of_insight(by), pk=pk)


def holders_of_insight(by: Person | AnonymousUser) -> QuerySet[Person]:
    decides_insight(by)
    roles = (Person.ProgrammeRole.DIRECTOR, Person.ProgrammeRole.OFFICE)
    return Person.objects.filter(programme_role__in=roles).select_related("director_of__municipality", "office_of")


# --- Setting up: the manager alone -------------------------------------------------------------------
def sets_up(person: Person | AnonymousUser) -> Person:
    return _manager(person, _("The programme's manager sets it up. Ask them."))


def _manager(person: Person | AnonymousUser, otherwise: str) -> Person:
    person = of_programme(person)
    if not person.is_manager:
        raise PermissionDenied(otherwise)
    return person


def programmes_set_up(person: Person | AnonymousUser) -> QuerySet[Programme]:
    sets_up(person)
    return Programme.objects.prefetch_related("phases", "teams__municipalities", "teams__members")


def programme_to_set_up(person: Person | AnonymousUser, pk: int | None) -> Programme | None:
    """None is a new one."""
    sets_up(person)
    return None if pk is None else get_object_or_404(Programme, pk=pk)


def team_to_set_up(person: Person | AnonymousUser, pk: int) -> ExpertTeam:
    sets_up(person)
    return get_object_or_404(ExpertTeam.objects.select_related("programme"), pk=pk)


def topics(person: Person | AnonymousUser) -> QuerySet[Topic]:
    sets_up(person)
    return Topic.objects.all()


def topic_to_set_up(person: Person | AnonymousUser, pk: int | None) -> Topic | None:
    sets_up(person)
    return None if pk is None else get_object_or_404(topics(person), pk=pk)


def staff(person: Person | AnonymousUser) -> QuerySet[Person]:
    sets_up(person)
    return Person.objects.filter(programme_role__in=("manager", "expert", "monitor"))


def one_of_staff(person: Person | AnonymousUser, pk: int) -> Person:
    return get_object_or_404(staff(person), pk=pk)


# --- What people came to ------------------------------------------------------------------------------
def own_sessions(person: Person | AnonymousUser) -> tuple[Person, SessionQuerySet]:
    """Whoever is signed in, and the sessions they came to, the first one first."""
    if not isinstance(person, Person):
        raise Http404
    person = person.themselves
    return person, _came_to(Session.objects.all(), person)


def sessions_of_known_person(person: Person | AnonymousUser, pk: int) -> tuple[Person, SessionQuerySet]:
    """Somebody whom a team knows, and those of its own sessions to which they came."""
    known = known_person(person, pk).themselves
    return known, _came_to(sessions_looked_after(person), known)


def _came_to(sessions: SessionQuerySet, person: Person) -> SessionQuerySet:
    return sessions.held().filter(attendances__person=person).order_by("held_on", "start_time", "pk")


def merges_of(person: Person | AnonymousUser) -> QuerySet[Merge]:
    mine = people_of_programme(person).values("pk")
    return Merge.objects.filter(kept__in=mine, double__in=mine).select_related("kept", "double", "merged_by")


def uploads_of(person: Person) -> QuerySet[Upload]:
    """A file is seen by who sent it, and by nobody else."""
    return person.uploads.exclude(state=Upload.State.LEFT).defer("content")


def upload(person: Person | AnonymousUser, pk: UUID) -> Upload:
    return get_object_or_404(uploads_of(of_programme(person)), pk=pk)
