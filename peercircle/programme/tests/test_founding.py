"""From coaching to a group: who came, what they said, the shortlist, and the tap that founds the group."""

import datetime as dt
from random import Random

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Charter, Group, Invitation
from peercircle.meetings.models import Meeting
from peercircle.people.models import Person
from peercircle.programme.actions.candidates import NOTHING, Said, note_candidates
from peercircle.programme.actions.doubles import merge_people, undo_merge
from peercircle.programme.actions.founding import Plan, found_from_shortlist
from peercircle.programme.models import Candidate, Merge, Session
from peercircle.programme.tests.conftest import filled
from peercircle.programme.upkeep import upkeep

DAY = dt.timedelta(days=1)
ORIGIN = "http://127.0.0.1:8000"


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


@pytest.fixture
def page(site):
    return url("founding", site.pk)


def said_of(site):
    return {each.person: Said.of(each) for each in Candidate.objects.filter(site=site).select_related("person")}


# --- Who came ------------------------------------------------------------------------------------
def test_who_came_most_often_stands_on_top(visit, expert, held, three, page):
    arta, besnik, milica = three
    held(arta, besnik), held(besnik), held(milica, besnik), held(milica)

    seen = visit(expert, page).context["people"]

    assert [(each.person, each.times) for each, _was in seen] == [(besnik, 3), (milica, 2), (arta, 1)]
    assert "came 3 times" in visit(expert, page).content.decode()


def test_who_is_in_a_group_already_stands_below(visit, expert, held, three, group, page):
    arta, besnik, milica = three
    held(arta, besnik), held(besnik), held(milica, besnik), held(milica)
    group.memberships.create(person=besnik, joined_on=group.founded_on)

    assert [each.person for each, _was in visit(expert, page).context["people"]] == [milica, arta, besnik]


def test_it_tells_of_sessions_that_were_held_in_the_municipality(visit, expert, held, three, session, page):
    arta, _besnik, milica = three
    held(arta, site=None, place="Hotel Sirius")
    held(arta, state=Session.State.PLANNED)
    milica.workplaces.clear()
    held(milica, site=None, place="Hotel Sirius")

    assert [(each.person, each.times) for each, _was in visit(expert, page).context["people"]] == [(arta, 1)]


@pytest.mark.parametrize("fields", [{"profession": "director"}, {"programme_role": "expert"}, {"is_active": False}])
def test_no_superior_and_nobody_of_the_programme_sits_in_a_group(visit, expert, held, three, page, fields):
    Person.objects.filter(pk=three[0].pk).update(**fields)
    held(*three)

    assert [each.person for each, _was in visit(expert, page).context["people"]] == three[1:]


def test_two_entries_of_one_person_stand_there_once(visit, expert, held, three, page):
    Person.objects.filter(pk=three[0].pk).update(same_as=three[1])
    held(*three)

    assert [each.person for each, _was in visit(expert, page).context["people"]] == three[1:]


def test_who_is_in_a_group_already_is_marked(visit, expert, held, member, page):
    held(member.person)

    assert "in a group already" in visit(expert, page).content.decode()


def test_who_is_in_a_group_under_another_entry_is_marked_too(visit, expert, held, member, three, page, now):
    arta, *_others = three
    held(arta, member.person)

    merge_people(arta, member.person, by=expert, now=now)

    ((seen, _was),) = visit(expert, page).context["people"]
    assert (seen.person, seen.is_in_a_group) == (arta, True)


def test_an_empty_page_says_what_will_be_here(visit, expert, team, page):
    assert "Nobody has come here yet" in visit(expert, page).content.decode()


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_asks_the_same_for_any_number(
    client, expert, held, site, page, number, now, django_assert_num_queries
):
    people = [Person.objects.create_person(f"Person {count}") for count in range(number)]
    held(*people), held(*people)
    note_candidates(site, {person: Said(need=3) for person in people}, now=now)
    client.force_login(expert)

    with django_assert_num_queries(8):
        assert len(client.get(page).context["people"]) == number


def test_the_way_begins_at_a_session_and_on_the_first_page(visit, expert, held, three, site, page):
    session = held(*three)
    elsewhere = held(*three, site=None, place="Hotel")

    assert f'href="{page}"' in visit(expert, url("session", session.pk)).content.decode()
    assert f'href="{url("founding-sites")}"' in visit(expert, url("session", elsewhere.pk)).content.decode()
    assert f'href="{url("founding-sites")}"' in visit(expert, url("home")).content.decode()
    assert list(visit(expert, url("founding-sites")).context["page"]) == [site]
    assert list(visit(expert, url("founding-sites") + "?q=nowhere").context["page"]) == []


# --- What they said ------------------------------------------------------------------------------
def test_what_they_said_is_noted_and_taken_back(visit, expert, held, three, site, page):
    arta, besnik, _milica = three
    held(*three)
    notes = {f"need-{arta.pk}": "5", f"interest-{arta.pk}": "2", f"shortlist-{besnik.pk}": "on", "keep": "1"}

    answer = visit(expert, page, post=notes)
    assert said_of(site) == {arta: Said(5, None, 2), besnik: Said(is_shortlisted=True)}

    form = {each.person: was for each, was in answer.context["people"]}
    visit(expert, page, post={f"was-{person.pk}": was for person, was in form.items()} | {"keep": "1"})
    assert said_of(site) == {}


def test_a_form_changes_only_what_was_changed_in_it(visit, expert, held, three, site, page, now):
    arta, besnik, _milica = three
    held(*three)
    mine = {f"was-{person.pk}": Said().mark for person in three}
    note_candidates(site, {besnik: Said(need=4)}, now=now)  # a colleague, on another phone

    visit(expert, page, post=mine | {f"need-{arta.pk}": "5", "keep": "1"})

    assert said_of(site) == {arta: Said(need=5), besnik: Said(need=4)}


def test_what_an_entry_said_that_was_double_is_said_of_the_person(visit, expert, held, three, site, page, now):
    arta, besnik, double = three
    held(arta, besnik, double)
    note_candidates(site, {double: Said(5, 4, 3), besnik: Said(1, 1, 1)}, now=now)

    merge_people(arta, double, by=expert, now=now)

    seen = {each.person: each.said for each, _was in visit(expert, page).context["people"]}
    assert seen == {arta: Said(5, 4, 3), besnik: Said(1, 1, 1)}
    undo_merge(Merge.objects.get(), now=now)
    seen = {each.person: each.said for each, _was in visit(expert, page).context["people"]}
    assert seen == {arta: NOTHING, besnik: Said(1, 1, 1), double: Said(5, 4, 3)}


def test_of_two_entries_that_were_both_asked_the_kept_one_holds(visit, expert, held, three, site, page, now):
    arta, _besnik, double = three
    held(arta, double)
    note_candidates(site, {double: Said(5, 4, 3)}, now=now)
    note_candidates(site, {arta: Said(2, 2, 2)}, now=now - DAY)

    merge_people(arta, double, by=expert, now=now)

    assert [each.said for each, _was in visit(expert, page).context["people"]] == [Said(2, 2, 2)]


def test_what_is_noted_or_taken_back_since_holds_for_the_person(visit, expert, held, three, site, page, now):
    arta, _besnik, double = three
    held(arta, double)
    note_candidates(site, {double: Said(5, 4, 3)}, now=now)
    merge_people(arta, double, by=expert, now=now)

    note_candidates(site, {arta: Said(5, 4, 3)}, now=now)
    assert said_of(site) == {double: Said(5, 4, 3)}, "nothing was changed"
    note_candidates(site, {arta: NOTHING}, now=now)

    assert said_of(site) == {}
    assert [each.said for each, _was in visit(expert, page).context["people"]] == [NOTHING]
    note_candidates(site, {arta: Said(1, 2, 3)}, now=now)
    assert said_of(site) == {arta: Said(1, 2, 3)}


@pytest.mark.parametrize("value", ["0", "6", "-1", "1.5", "x", "", "9" * 5000])
def test_the_scale_ends_at_one_and_five(visit, expert, held, three, site, page, value):
    held(*three)

    visit(expert, page, post={f"need-{three[0].pk}": value, "keep": "1"})

    assert said_of(site) == {}


def test_nothing_is_noted_of_somebody_who_never_came(visit, expert, held, three, site, stranger, page):
    held(*three)

    visit(expert, page, post={f"need-{stranger.pk}": "5", "keep": "1"})

    assert said_of(site) == {}


def test_noting_the_same_again_does_not_begin_the_year_anew(three, site, now):
    for later in (0, 300):
        note_candidates(site, {three[0]: Said(need=5)}, now=now + later * DAY)

    assert Candidate.objects.get().changed_at == now


# --- The group -----------------------------------------------------------------------------------
def test_one_tap_founds_the_group(visit, expert, held, three, site, page):
    arta, besnik, milica = three
    held(*three)
    visit(expert, page, post={f"need-{arta.pk}": "5", f"need-{milica.pk}": "1", "keep": "1"})

    answer = visit(expert, page, post=filled(*three, contact=str(besnik.pk)))

    group, meeting = Group.objects.get(), Meeting.objects.get()
    assert (answer.status_code, group.name, list(group.sites.all())) == (200, "Jam këtu", [site])
    assert group.usual_time == dt.time(13, 30)
    assert Charter.objects.get().text == "We listen.\n\nWe pass."
    assert (meeting.group, meeting.template, meeting.place) == (group, "first", "Biblioteka")
    assert timezone.localtime(meeting.starts_at).time() == dt.time(13, 30)
    assert {(each.person, each.as_contact) for each in Invitation.objects.all()} == {
        (arta, False),
        (besnik, True),
        (milica, False),
    }
    assert said_of(site) == {}, "what was said is forgotten"
    assert {each.has_come for each in answer.context["invited"]} == {False}


def test_each_code_lets_one_of_them_in(visit, expert, held, three, page):
    held(*three)
    answer = visit(expert, page, post=filled(*three, contact=str(three[1].pk)))

    for each in answer.context["invited"]:
        assert Client().post(each.address.removeprefix(ORIGIN), {}).status_code == 302

    assert [(each.person, each.is_contact) for each in Group.objects.get().memberships.all()] == [
        (three[0], False),
        (three[1], True),
        (three[2], False),
    ]
    seen = visit(expert, url("invited", Group.objects.get().pk))
    assert {each.has_come for each in seen.context["invited"]} == {True}
    assert "once more" not in seen.content.decode()


def test_the_second_tap_founds_and_sends_nothing_new(visit, expert, held, three, page, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    Person.objects.filter(pk=three[0].pk).update(email="arta@school.example")
    held(*three)
    first = visit(expert, page, post=filled(*three))
    inside = next(each for each in first.context["invited"] if each.invitation.person == three[1])
    Client().post(inside.address.removeprefix(ORIGIN), {})

    second = visit(expert, page, post=filled(*three))

    assert (Group.objects.count(), Meeting.objects.count(), Charter.objects.count()) == (1, 1, 1)
    assert [letter.to for letter in mail.outbox] == [["arta@school.example"]]
    assert [(each.has_come, bool(each.address)) for each in second.context["invited"]] == [
        (False, False),
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "…"}, "A name needs letters."),
        ({"name": ""}, "This field is required."),
        ({"day": "2020-01-07"}, "This day has passed."),
        ({"day": "x"}, "Enter a valid date."),
        ({"time": "25:00"}, "Enter a valid time."),
        ({"charter": ""}, "This field is required."),
        ({"rhythm": "daily"}, "Select a valid choice."),
        ({"contact": "999999"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(visit, expert, held, three, site, page, fields, words):
    held(*three)

    answer = visit(expert, page, post=filled(*three, **fields))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert [each.said.is_shortlisted for each, _was in answer.context["people"]] == [True, True, True]
    assert not Group.objects.exists()


def test_the_contact_comes_from_the_shortlist_and_a_group_has_three(visit, expert, held, three, page):
    fourth = Person.objects.create_person("Valbona")
    held(*three, fourth)

    not_on_it = visit(expert, page, post=filled(*three, contact=str(fourth.pk)))
    too_few = visit(expert, page, post=filled(*three[:2]))

    assert "The contact comes from the shortlist." in not_on_it.content.decode()
    assert "A group needs at least 3 people." in too_few.content.decode()
    assert not Group.objects.exists()


def test_a_day_that_lies_too_far_ahead_founds_nothing(visit, expert, held, three, site, page):
    held(*three)
    visit(expert, page, post={f"need-{three[0].pk}": "5", "keep": "1"})

    answer = visit(expert, page, post=filled(*three, day="2099-01-07"))

    assert answer.status_code == 422
    typed = answer.content.decode()
    assert "Biblioteka" in typed
    assert "We listen." in typed
    assert not Group.objects.exists()
    assert said_of(site) == {three[0]: Said(need=5)}


def test_those_who_are_missing_are_invited_once_more(visit, expert, held, three, page):
    held(*three)
    first = visit(expert, page, post=filled(*three, contact=str(three[1].pk)))
    old = {each.invitation.person: each.address.removeprefix(ORIGIN) for each in first.context["invited"]}
    Client().post(old[three[0]], {})

    again = visit(expert, url("invited", Group.objects.get().pk), post={})
    new = {each.invitation.person: each.address.removeprefix(ORIGIN) for each in again.context["invited"]}

    assert not new[three[0]]
    assert [Client().get(old[person]).status_code for person in three[1:]] == [409, 409]
    Client().post(new[three[1]], {})
    assert Group.objects.get().memberships.get(person=three[1]).is_contact


# --- What time does ------------------------------------------------------------------------------
@pytest.mark.parametrize(("days", "is_kept"), [(-1, True), (0, True), (1, False)])
def test_a_group_founded_otherwise_ends_what_was_noted_before(group, three, site, now, days, is_kept):
    Group.objects.filter(pk=group.pk).update(founded_on=timezone.localdate(now) + days * DAY)
    note_candidates(site, {three[0]: Said(need=5)}, now=now)

    upkeep(now + 2 * DAY)

    assert bool(said_of(site)) == is_kept


def test_the_plan_begins_in_the_hour_that_was_said(three, site, expert, now):
    starts_at = now + 3 * DAY
    plan = Plan(name="A", meaning="", rhythm="monthly", charter="B", starts_at=starts_at, place="")

    group, addresses = found_from_shortlist(site, three, plan, contact=None, by=expert, now=now, rng=Random(1))

    assert group.usual_time == timezone.localtime(starts_at).time()
    assert addresses.keys() == {person.pk for person in three}
