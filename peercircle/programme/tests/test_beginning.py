"""Where nothing is there yet, each page says what comes first, and leads there."""

import pytest
from django.urls import reverse

HOME, PLAN, FOUND = (reverse(f"programme:{name}") for name in ("home", "session-new", "founding-sites"))
SETUP = reverse("programme:setup")


@pytest.mark.parametrize("page", [HOME, PLAN, f"{PLAN}?q=Rekaliu"])
def test_a_manager_is_led_to_set_the_programme_up(visit, manager, site, page):
    shown = visit(manager, page).content.decode()

    assert "Nothing is set up yet" in shown
    assert f'class="button primary" href="{SETUP}"' in shown
    assert shown.count("button primary") == 1


@pytest.mark.parametrize("page", [HOME, PLAN])
def test_an_expert_without_a_team_reads_who_changes_that(visit, expert, page):
    shown = visit(expert, page).content.decode()

    assert "You are in no team yet" in shown
    assert SETUP not in shown


@pytest.mark.parametrize("who", ["expert", "manager"])
def test_with_a_team_work_begins(request, visit, team, who):
    person = request.getfixturevalue(who)

    for page in (HOME, PLAN):
        assert "yet</h2>" not in visit(person, page).content.decode()
    assert FOUND in visit(person, HOME).content.decode()
    assert "No session has been held in your municipalities yet." in visit(person, FOUND).content.decode()
    assert "at a school of this name" in visit(person, f"{FOUND}?q=x").content.decode()


def test_a_need_is_a_groups(visit, expert, team):
    shown = visit(expert, reverse("programme:need-new")).content.decode()

    assert "As soon as a group is founded in your municipalities" in shown
    assert "<textarea" not in shown
