"""Who may enter a group, and who may keep its house.

A stranger gets 404: we do not tell that the group exists.
"""

import hashlib

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from peercircle.groups.models import Charter, CharterAcceptance, Group, Invitation, Membership
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site


def only_municipality() -> Subquery:
    """For a row with a group: the code of the municipality in which all its sites lie, whose card its pages lead to."""
    code = "sites__municipality__code"
    there = Group.objects.filter(pk=OuterRef("group")).annotate(first=Min(code), last=Max(code))
    return Subquery(there.filter(first=F("last")).values("first"))


def membership(person: Person | AnonymousUser, group_pk: int) -> Membership:
    """The person's own place in the group, with group and person loaded."""
    if not isinstance(person, Person):
        raise Http404
    current = Membership.objects.filter(ended_on=None).select_related("group", "person")
    mine = get_object_or_404(current.annotate(lies_in=only_municipality()), group_id=group_pk, person=person)
    mine.group.only_municipality = getattr(mine, "lies_in", None)
    return mine


def membership_among_all(person: Person | AnonymousUser, group_pk: int) -> Membership:
    """The same, with everybody who belongs to the group, and how far their charter is, in the same question."""
    return _among(list(_everybody(group_pk)), person)


def membership_among_all_at_sites(person: Person | AnonymousUser, group_pk: int) -> tuple[Membership, list[Site]]:
    """With where the group meets, still in the same question: a row for each member and site, and sites are few."""
    at = {"site": FilteredRelation("group__sites")}
    rows = _everybody(group_pk).annotate(**at).select_related(*(f"{name}__municipality" for name in at))
    members: dict[int, Membership] = {}
    sites: dict[int, Site] = {}
    for row in rows:
        members.setdefault(row.pk, row)
        if row.site:
            sites[row.site.pk] = row.site
    return _among(list(members.values()), person), sorted(sites.values(), key=lambda site: site.name_sq)


def _everybody(group_pk: int) -> QuerySet[Membership]:
    latest = Charter.objects.filter(group=group_pk).values("number")[:1]
    accepted = CharterAcceptance.objects.filter(membership=OuterRef("pk")).order_by("-charter__number")
    current = Membership.objects.filter(group=group_pk, ended_on=None).select_related("group", "person")
    return current.annotate(
        charter=Subquery(latest), accepted=accepted.values("charter__number")[:1], lies_in=only_municipality()
    )


def _among(everybody: list[Membership], person: Person | AnonymousUser) -> Membership:
    mine = next((each for each in everybody if each.person == person), None)
    if mine is None:
        raise Http404
    mine.group.current_members, mine.group.only_municipality = everybody, getattr(mine, "lies_in", None)
    return mine


def contact(person: Person | AnonymousUser, group_pk: int) -> Membership:
    mine = membership(person, group_pk)
    if not mine.is_contact:
        raise PermissionDenied(_("Your group's contact does this. Ask them."))
    return mine


def colleague(mine: Membership, pk: int) -> Membership:
    """Somebody of my group, also from before."""
    return get_object_or_404(mine.group.memberships.select_related("person"), pk=pk)


def colleague_to_end(person: Person | AnonymousUser, group_pk: int, pk: int) -> Membership:
    """Everybody may leave; the contact may end any membership."""
    mine = membership(person, group_pk)
    return mine if mine.pk == pk else colleague(contact(person, group_pk), pk)


def founder(person: Person | AnonymousUser) -> Person:
    """The programme's experts and managers found groups."""
    if not isinstance(person, Person):
        raise Http404
    if not person.is_programme:
        raise PermissionDenied(_("The programme's experts found groups. Ask them, or the contact of a group near you."))
    return person


def group_without_contact(person: Person | AnonymousUser, pk: int) -> Group:
    """A group that waits for its first contact or has lost it: who looks after it may invite a new one."""
    orphans = Group.objects.exclude(memberships__is_contact=True, memberships__ended_on=None)
    theirs = Group.objects.filter(sites__municipality__in=municipalities_of(founder(person)))
    return get_object_or_404(orphans, pk=pk, pk__in=theirs.values("pk"))


def site_to_found_at(person: Person | AnonymousUser, pk: int) -> Site:
    theirs = municipalities_of(founder(person))
    site = get_object_or_404(Site.objects.select_related("municipality"), pk=pk)
    if not theirs.filter(pk=site.municipality_id).exists():
        raise PermissionDenied(_("The experts of this municipality found its groups. Ask the programme's manager."))
    return site


def municipalities_of(person: Person) -> QuerySet[Municipality]:
    """Where a manager or an expert looks after groups. Their teams live in a room above."""
    if person.is_manager:
        return Municipality.objects.all()
    return Municipality.objects.filter(expert_teams__members=person)


@sensitive_variables()
def invitation(token: str) -> Invitation | None:
    made = Invitation.objects.select_related("group", "made_by", "person__same_as")
    return made.filter(token_hash=hash_of_token(token)).first()


def has_a_way_in(person: Person) -> bool:
    """Whether they sign in by letter or card, or have something here that is theirs: a link must not open that."""
    entries = Person.objects.filter(Q(pk=person.pk) | Q(same_as=person))
    signs_in = Q(email__isnull=False) | Q(cards__isnull=False) | ~Q(programme_role="") | Q(is_active=False)
    return entries.filter(signs_in | Q(memberships__isnull=False)).exists()


@sensitive_variables()
def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
