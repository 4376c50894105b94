"""Whom to call for a child in danger: an expert keeps the numbers of the own municipalities, the manager all."""

import pytest
from django.urls import reverse

from peercircle.safeguarding.models import Contact

CALLED = {"phone": "038 200 000", "hours": "8-16", "is_right": "on"}
PLACES = reverse("safeguarding:places")


def door(name, code, *more):
    return reverse(f"safeguarding:{name}", args=[code, *more])


def listed(visit, who):
    return [code for _place, code, *_more in visit(who, PLACES).context["rows"]]


def test_an_expert_finds_the_own_municipalities_and_the_manager_all(visit, expert, manager, team, other_team):
    assert listed(visit, expert) == ["XK-18"]
    assert len(listed(visit, manager)) == 39
    assert listed(visit, manager)[0] == "XK"


def test_who_has_two_teams_in_a_municipality_finds_it_once(visit, expert, team, other_team, site):
    other_team.members.add(expert)
    other_team.municipalities.add(site.municipality)

    assert sorted(listed(visit, expert)) == ["XK-18", "XK-19"]


def test_an_expert_without_a_team_reads_whom_to_ask(visit, expert):
    assert "No municipality is yours yet" in visit(expert, PLACES).content.decode()


@pytest.mark.parametrize(("who", "status"), [("expert", 302), ("manager", 302), ("colleague_of_another_team", 403)])
def test_who_calls_there_confirms_and_takes_off(visit, request, team, other_team, who, status):
    person = request.getfixturevalue(who)

    answer = visit(person, door("contact", "XK-18", "police"), post=CALLED)
    assert (answer.status_code, Contact.objects.count()) == (status, int(status == 302))
    assert visit(person, door("take-off", "XK-18", "police"), post={}).status_code == status
    assert not Contact.objects.exists()


def test_who_may_not_reads_whom_to_ask(visit, team, colleague_of_another_team, other_team):
    page = visit(colleague_of_another_team, door("contacts", "XK-18"))

    assert page.status_code == 403
    assert "Ask the programme&#x27;s manager." in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("expert", 403), ("manager", 302)])
def test_the_helpline_of_all_kosovo_is_the_managers(visit, request, team, who, status):
    answer = visit(request.getfixturevalue(who), door("contact", "XK", "helpline"), post=CALLED)

    assert (answer.status_code, Contact.objects.count()) == (status, int(status == 302))
