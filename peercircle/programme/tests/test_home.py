"""The programme's page: who may enter, which groups stand there, and nothing of what was said."""

import datetime as dt
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from peercircle.groups.models import Group, Membership
from peercircle.meetings.models import Meeting
from peercircle.needs.actions import raise_need
from peercircle.places.models import Municipality, Site
from peercircle.programme.models import FieldVisit
from peercircle.programme.overview import glances

DAY = dt.timedelta(days=1)


@pytest.fixture
def elsewhere(db):
    """A group in a municipality of another team."""
    return found("Ura", site_in("XK-19", "Dardania"))


def site_in(code, name):
    municipality = Municipality.objects.get(code=code)
    return Site.objects.create(
        kind=Site.Kind.SCHOOL, municipality=municipality, name_sq=name, name_sr=name, search_text=name.lower()
    )


def found(name, *sites, status=Group.Status.ACTIVE):
    group = Group.objects.create(name=name, founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14), status=status)
    group.sites.add(*sites)
    return group


def hold(group, starts_at, phase=Meeting.Phase.CLOSED):
    code = f"H{Meeting.objects.count():05}"
    return Meeting.objects.create(group=group, starts_at=starts_at, template="regular", code=code, phase=phase)


def names(response):
    return [glance.group.name for glance in response.context["glances"]]


def test_an_expert_sees_the_groups_of_the_teams_municipalities(visit, expert, team, group, elsewhere):
    assert names(visit(expert, reverse("programme:home"))) == ["I'm here"]


def test_an_expert_without_a_team_sees_none(visit, expert, group, elsewhere):
    response = visit(expert, reverse("programme:home"))

    assert (response.status_code, names(response)) == (200, [])


def test_a_manager_sees_all_groups(visit, manager, team, group, elsewhere):
    assert sorted(names(visit(manager, reverse("programme:home")))) == ["I'm here", "Ura"]


@pytest.mark.parametrize("role", ["", "monitor", "director", "office"])
def test_strangers_to_the_programme_are_not_told_of_it(visit, stranger, group, role):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    assert visit(stranger, reverse("programme:home")).status_code == 404


def test_members_have_pages_of_their_own(visit, group, contact):
    assert visit(contact, reverse("programme:home")).status_code == 404


def test_a_glance_tells_members_and_dates(group, contact, facilitator, member, now):
    member.ended_on = dt.date(2026, 10, 1)
    member.save(update_fields=["ended_on"])
    hold(group, now - 40 * DAY)
    hold(group, now - 12 * DAY)
    hold(group, now - 5 * DAY, Meeting.Phase.CANCELLED)
    hold(group, now - 3 * DAY, Meeting.Phase.PLANNED)  # never opened
    hold(group, now + 30 * DAY, Meeting.Phase.PLANNED)
    hold(group, now + 16 * DAY, Meeting.Phase.PLANNED)

    (glance,) = glances(Group.objects.all(), now=now)

    assert glance.member_count == 2
    assert (glance.last_held_on, glance.next_at) == (timezone.localdate(now - 12 * DAY), now + 16 * DAY)
    assert [site.name for site in glance.sites] == ["Xheladin Rekaliu"]
    assert [place.code for place in glance.municipalities] == ["XK-18"]


def test_a_group_without_a_contact_can_be_given_one(visit, manager, contact, elsewhere):
    page = visit(manager, reverse("programme:home")).content.decode()

    invited = reverse("programme:invited", args=[elsewhere.pk])
    assert invited in page
    assert reverse("groups:founded", args=[elsewhere.pk]) in visit(manager, invited).content.decode()
    assert reverse("groups:founded", args=[contact.group_id]) not in page


def test_experts_found_groups_and_invite_contacts_in_their_own_municipalities(visit, expert, team, site, elsewhere):
    """Managers everywhere, see the doors of groups."""
    theirs = reverse("groups:new-at", args=[site.pk])
    others = [
        reverse("groups:new-at", args=[elsewhere.sites.get().pk]),
        reverse("groups:founded", args=[elsewhere.pk]),
    ]

    assert visit(expert, theirs).status_code == 200
    assert visit(expert, reverse("groups:founded", args=[found("Fillim", site).pk])).status_code == 200
    assert [visit(expert, door, post={}).status_code for door in others] == [403, 404]


def test_the_group_that_waits_longest_comes_first_and_resting_ones_last(site, now):
    resting = found("Rrethi", site, status=Group.Status.PAUSED)
    for days, group in enumerate([found("Fresh", site), found("Silent", site), resting], start=1):
        hold(group, now - days * 30 * DAY)
    found("New", site)

    assert [glance.group.name for glance in glances(Group.objects.all(), now=now)] == [
        "New",
        "Silent",
        "Fresh",
        "Rrethi",
    ]


def test_a_group_of_two_sites_in_two_municipalities_stands_there_once(visit, expert, team, group):
    second = site_in("XK-15", "Rilindja")
    group.sites.add(second)
    team.municipalities.add(second.municipality)

    response = visit(expert, reverse("programme:home"))

    assert names(response) == ["I'm here"]
    assert [place.code for place in response.context["glances"][0].municipalities] == ["XK-15", "XK-18"]


def test_the_page_shows_both_names_of_a_municipality(visit, expert, team, group):
    assert "Podujevë/Podujevo" in visit(expert, reverse("programme:home")).content.decode()


def test_a_reason_leads_to_where_it_is_answered(visit, expert, team, group, now):
    raise_need(group, "A room", id=UUID(int=1), now=now - 61 * DAY)
    FieldVisit.objects.create(id=UUID(int=2), group=group, expert=expert, visited_on=localdate(now), position=1)

    page = visit(expert, reverse("programme:home")).content.decode()

    for door, words in [("needs", "1 need has waited"), ("visits", "A visit is planned for")]:
        assert f'<a href="{reverse(f"programme:{door}")}">{words}' in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_six_questions_for_any_number_of_groups(
    client, expert, team, site, number, django_assert_num_queries
):
    for count in range(number):
        group = found(f"Group {count}", site)
        Membership.objects.create(group=group, person=expert, joined_on=group.founded_on)
        hold(group, timezone.now())

    client.force_login(expert)

    with django_assert_num_queries(6):
        assert len(names(client.get(reverse("programme:home")))) == min(number, 25)


def test_many_groups_stand_on_several_pages(visit, manager, site, now):
    for number in range(26):
        hold(found(f"Group {number:02}", site), now - (100 + number) * DAY)

    first, second = (visit(manager, reverse("programme:home", query={"page": page})) for page in (1, 2))

    assert names(first)[0] == "Group 25"
    assert (len(names(first)), names(second)) == (25, ["Group 00"])
    assert "You look after 26 groups." in first.content.decode()
