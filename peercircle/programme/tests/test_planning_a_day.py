"""A new day of visits: its stops are found by typing, and it comes as one letter, which may have waited on a phone."""

import datetime as dt
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.kit.templatetags.dates import day as spoken
from peercircle.places.models import Site
from peercircle.programme import finding
from peercircle.programme.actions import visits as actions
from peercircle.programme.models import FieldVisit

DAY = dt.timedelta(days=1)
PLAN = reverse("programme:visit-plan", args=[1])
SCHOOL = "Xheladin Rekaliu/Dželadin Rekaliu, Podujevë/Podujevo"


@pytest.fixture
def tomorrow(now):
    return timezone.localdate(now) + DAY


@pytest.fixture
def ura(team, site):
    return founded(site, "Ura")


def founded(site, name):
    group = Group.objects.create(name=name, founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14))
    group.sites.add(site)
    return group


def letter(on, *typed):
    return {"id": str(uuid4()), "on": on.isoformat(), **{f"stop_{n}": text for n, text in enumerate(typed, start=1)}}


def more(on):
    return reverse("programme:visit-plan-more", args=[on.isoformat()])


def order(on):
    return [
        str(each.group or each.site) for each in FieldVisit.objects.filter(visited_on=on).exclude(state="cancelled")
    ]


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


# --- The day is planned --------------------------------------------------------------------------
def test_a_day_is_planned_in_the_order_in_which_it_was_written(visit, expert, ura, group, site, tomorrow):
    answer = visit(expert, PLAN, post=letter(tomorrow, "ura", SCHOOL, "", "I'm here"))

    assert answer.url == reverse("programme:visit-day", args=[tomorrow.isoformat()])
    assert order(tomorrow) == ["Ura", "Xheladin Rekaliu", "I'm here"]
    assert {each.expert for each in FieldVisit.objects.all()} == {expert}
    names = "Ura, Xheladin Rekaliu/Dželadin Rekaliu, I'm here"
    assert said(answer) == [f"{spoken(tomorrow)} is planned: {names}."]


def test_the_same_letter_twice_plans_once_also_when_a_visit_moved_or_was_called_off(
    visit, expert, ura, group, tomorrow
):
    sent = letter(tomorrow, "Ura", "I'm here")
    visit(expert, PLAN, post=sent)
    moved, off = FieldVisit.objects.get(group=ura), FieldVisit.objects.get(group=group)
    actions.move_to_day(moved, tomorrow + DAY)
    actions.call_off(off)

    assert visit(expert, PLAN, post=sent, htmx=True).status_code == 204

    assert (order(tomorrow), order(tomorrow + DAY)) == ([], ["Ura"])
    assert FieldVisit.objects.count() == 2


def test_a_letter_that_was_heard_may_come_again_when_its_day_is_over(expert, ura, tomorrow):
    plan = {"places": [ura], "id": uuid4(), "visited_on": tomorrow}
    actions.plan_day(expert, **plan, today=tomorrow)

    actions.plan_day(expert, **plan, today=tomorrow + 2 * DAY)

    assert order(tomorrow) == ["Ura"]


def test_who_is_typed_twice_is_one_stop(visit, expert, ura, group, tomorrow):
    visit(expert, PLAN, post=letter(tomorrow, "Ura", "I'm here", "ura"))

    assert order(tomorrow) == ["Ura", "I'm here"]


def test_a_second_plan_for_a_day_stands_at_the_end_of_its_route_and_says_so(visit, expert, ura, group, tomorrow):
    visit(expert, PLAN, post=letter(tomorrow, "Ura"))
    answer = visit(expert, PLAN, post=letter(tomorrow, "I'm here", "Ura"))

    assert order(tomorrow) == ["Ura", "I'm here"]
    (sentence,) = said(answer)
    assert "had a route already; what is new stands at its end: Ura, I'm here." in sentence


def test_more_is_added_to_a_day_on_its_own_page(visit, expert, ura, group, tomorrow):
    visit(expert, PLAN, post=letter(tomorrow, "Ura"))

    answer = visit(expert, more(tomorrow), post=letter(tomorrow, SCHOOL, "I'm here"))

    assert answer.status_code == 302
    assert order(tomorrow) == ["Ura", "Xheladin Rekaliu", "I'm here"]


# --- What is found by typing ---------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["xheladin rekaliu", "Dželadin Rekaliu", "Џеладин Рекалиу", SCHOOL, SCHOOL.lower()])
def test_a_school_is_found_in_any_spelling(visit, expert, team, site, group, site_elsewhere, tomorrow, typed):
    visit(expert, PLAN, post=letter(tomorrow, typed))

    assert order(tomorrow) == ["Xheladin Rekaliu"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("dardania", "“dardania” was not found in your municipalities."),  # it is in another municipality
        ("?!", "“?!” was not found"),
        ("podujeve", "“podujeve” may mean several, such as I&#x27;m here, Xheladin"),
    ],
)
def test_what_does_not_mean_one_place_is_said_and_kept(
    visit, expert, team, group, site_elsewhere, tomorrow, typed, sentence
):
    for htmx, status in ((False, 422), (True, 409)):
        answer = visit(expert, PLAN, post=letter(tomorrow, "I'm here", typed), htmx=htmx)
        assert answer.status_code == status
        assert sentence in answer.content.decode()
    page = visit(expert, PLAN, post=letter(tomorrow, "I'm here", typed)).content.decode()
    assert f'value="{typed}"' in page
    assert f'value="{tomorrow}"' in page
    assert not FieldVisit.objects.exists()


def test_a_group_that_has_ended_is_not_found(visit, expert, ura, tomorrow):
    Group.objects.filter(pk=ura.pk).update(status="ended")

    assert "“Ura” was not found" in visit(expert, PLAN, post=letter(tomorrow, "Ura")).content.decode()


def test_two_groups_of_one_name_at_one_school_are_told_apart(visit, expert, ura, site, tomorrow):
    other = founded(site, "Ura")
    page = visit(expert, reverse("programme:visits")).content.decode()
    text = f"Ura, {SCHOOL} ({other.pk})"
    assert f'<option value="{text}">' in page

    assert "may mean several" in visit(expert, PLAN, post=letter(tomorrow, "Ura")).content.decode()
    visit(expert, PLAN, post=letter(tomorrow, text))

    assert FieldVisit.objects.get().group == other


def test_pages_offer_the_places_of_the_own_municipalities_the_longest_unvisited_first(
    visit, expert, ura, group, site_elsewhere, tomorrow
):
    founded(site_elsewhere, "Far")
    been = actions.plan_visit(expert, group, id=uuid4(), visited_on=tomorrow - 9 * DAY)
    FieldVisit.objects.filter(pk=been.pk).update(state="held")

    for address in (reverse("programme:visits"), reverse("programme:visit-day", args=[tomorrow.isoformat()])):
        answer = visit(expert, address)
        assert list(answer.context["places"]) == [f"Ura, {SCHOOL}", f"I'm here, {SCHOOL}", SCHOOL]
        assert answer.headers["X-Keep-On-Phone"] == "yes"


def test_a_page_offers_not_all_of_very_many_and_the_others_are_found(visit, expert, ura, site, tomorrow, monkeypatch):
    monkeypatch.setattr("peercircle.programme.views.visits.MOST", 1)
    Site.objects.create(
        kind="centre", municipality=site.municipality, name_sq="Zog", name_sr="Zog", search_text="zog podujeve"
    )
    assert len(visit(expert, reverse("programme:visits")).context["places"]) == 2

    visit(expert, PLAN, post=letter(tomorrow, "zog"))

    assert order(tomorrow) == ["Zog"]


def test_the_whole_text_comes_before_the_name_and_the_name_before_its_words(ura, site):
    founded(site, "Ura e vogël")
    offered = finding.places(Group.objects.all(), Site.objects.all())

    assert list(finding.found("ura", offered)) == [f"Ura, {SCHOOL}"]
    assert list(finding.found("ura vogel", offered)) == [f"Ura e vogël, {SCHOOL}"]
    assert list(finding.found("ur", offered)) == [f"Ura, {SCHOOL}", f"Ura e vogël, {SCHOOL}"]


# --- What is wrong -------------------------------------------------------------------------------
@pytest.mark.parametrize(("on", "sentence"), [(-2, "This day is over."), (5000, "more than two years away")])
def test_a_day_that_cannot_be_is_said_and_what_was_typed_stays(visit, expert, ura, tomorrow, on, sentence):
    sent = letter(tomorrow + on * DAY, "Ura")

    page = visit(expert, PLAN, post=sent)
    told = visit(expert, PLAN, post=sent, htmx=True)

    assert (page.status_code, told.status_code) == (422, 409)
    assert sentence in told.content.decode()
    for words in (sentence, 'value="Ura"', f'value="{sent["on"]}"'):
        assert words in page.content.decode()
    assert not FieldVisit.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"id": "x"}, {"id": ""}, {"on": ""}, {"on": "soon"}, {"stop_1": ""}, {"stop_1": "x\0"}, {"stop_2": "x" * 999}],
)
def test_a_letter_that_makes_no_sense_is_refused(visit, expert, ura, tomorrow, wrong):
    answers = [visit(expert, PLAN, post=letter(tomorrow, "Ura") | wrong, htmx=htmx) for htmx in (False, True)]

    assert [answer.status_code for answer in answers] == [422, 409]
    assert not FieldVisit.objects.exists()


def test_on_the_page_of_a_day_too_what_is_wrong_is_said(visit, expert, ura, tomorrow):
    answer = visit(expert, more(tomorrow), post=letter(tomorrow, "nowhere"))

    assert answer.status_code == 422
    assert "“nowhere” was not found" in answer.content.decode()
    assert visit(expert, more(tomorrow - 9 * DAY), post=letter(tomorrow, "Ura"), htmx=True).status_code == 409
    assert (
        visit(expert, reverse("programme:visit-plan-more", args=["x"]), post=letter(tomorrow, "Ura")).status_code == 404
    )
    assert not FieldVisit.objects.exists()


@pytest.mark.parametrize("number", [0, 6, 10**30])
def test_a_form_that_no_page_has_plans_nothing_wrong(visit, expert, ura, tomorrow, number):
    answer = visit(expert, reverse("programme:visit-plan", args=[number]), post=letter(tomorrow, "nowhere"))

    assert answer.status_code == 404


# --- Who may -------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["stranger", "member"])
def test_strangers_plan_nothing(visit, request, ura, tomorrow, who):
    for address in (PLAN, more(tomorrow)):
        assert visit(request.getfixturevalue(who), address, post=letter(tomorrow, "Ura")).status_code == 404
    assert not FieldVisit.objects.exists()


def test_nobody_plans_visits_to_places_of_others(visit, colleague_of_another_team, other_team, ura, tomorrow):
    for address in (PLAN, more(tomorrow)):
        answer = visit(colleague_of_another_team, address, post=letter(tomorrow, "Ura", SCHOOL), htmx=True)
        assert "“Ura” was not found in your municipalities." in answer.content.decode()
    assert not FieldVisit.objects.exists()


def test_a_manager_plans_everywhere(visit, manager, ura, other_team, site_elsewhere, tomorrow):
    visit(manager, PLAN, post=letter(tomorrow, "Dardania", "Ura"))

    assert order(tomorrow) == ["Dardania", "Ura"]
    assert FieldVisit.objects.first().expert == manager
