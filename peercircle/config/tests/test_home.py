"""The first page, for strangers, members, the programme, and in the demo."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from peercircle.config.home import DEMO_ROLES
from peercircle.meetings.models import Action, Meeting
from peercircle.people.models import Person
from tests.cast import client_of

HOME = "/"


def test_a_stranger_reads_what_it_is_and_may_join(visit, db):
    page = visit(None, HOME).content.decode()

    assert f'action="{reverse("meetings:enter-code")}"' in page
    assert reverse("account_login") in page
    assert "demo" not in page


def test_the_open_meeting_stands_first(visit, leader, member, meeting, now):
    earlier = now - dt.timedelta(hours=1)
    Meeting.objects.create(group=meeting.group, starts_at=earlier, template="regular", code="ZZZ999")

    found = visit(member, HOME)

    assert found.context["meetings"][0] == meeting
    assert reverse("meetings:join", args=[meeting.code]) in found.content.decode()


def test_a_stranger_to_the_group_sees_nothing_of_it(visit, meeting, stranger):
    page = visit(stranger, HOME)

    assert [*page.context["meetings"], *page.context["groups"], *page.context["promises"]] == []
    assert meeting.group.name not in page.content.decode()


def test_what_i_promised_is_done_with_one_tap(visit, meeting, member, facilitator, now):
    mine, other = (
        Action.objects.create(id=uuid.uuid4(), meeting=meeting, what="Ask", owner=owner, made_at=now)
        for owner in (member, facilitator)
    )

    shown = list(visit(member, HOME).context["promises"])
    tapped = visit(member, reverse("meetings:promise-done", args=[mine.pk]), post={})
    foreign = visit(member, reverse("meetings:promise-done", args=[other.pk]), post={})

    mine.refresh_from_db()
    other.refresh_from_db()
    assert shown == [mine]
    assert (tapped.url, foreign.status_code) == (HOME, 404)
    assert (mine.state, other.state) == (Action.State.DONE, Action.State.OPEN)
    assert list(visit(member, HOME).context["promises"]) == []


def test_the_programme_goes_to_its_own_page(visit, db):
    expert = Person.objects.create_person("Elira", programme_role=Person.ProgrammeRole.EXPERT)

    assert visit(expert, HOME).url == reverse("programme:home")


def test_who_sits_in_no_group_reads_why(visit, db):
    assert "can invite you" in visit(Person.objects.create_person("Nazmije"), HOME).content.decode()


def test_a_director_goes_to_the_groups_of_the_school_and_finds_them_from_the_own_group_too(visit, db, member):
    director = Person.objects.create_person("Nazmije", programme_role=Person.ProgrammeRole.DIRECTOR)
    member.person.programme_role = Person.ProgrammeRole.DIRECTOR
    member.person.save(update_fields=["programme_role"])

    assert visit(director, HOME).url == reverse("programme:our-groups")
    assert reverse("programme:our-groups") in visit(member, HOME).content.decode()


def test_it_needs_few_queries(meeting, member, django_assert_max_num_queries):
    client = client_of(member)
    client.get(HOME)

    with django_assert_max_num_queries(8):
        client.get(HOME)


@pytest.mark.parametrize("role", DEMO_ROLES)
def test_only_the_demo_lets_in_with_one_tap(visit, settings, db, role):
    Person.objects.create_person(role, email=f"{role}@peercircle.example")
    url = reverse("demo-sign-in", args=[role])

    outside = visit(None, url, post={}).status_code
    settings.DEMO = True

    assert outside == 404
    assert visit(None, url, post={}).status_code == 302
    assert visit(None, url).status_code == 405


def test_a_page_travels_compressed(client):
    page = client.get("/sign-in/", headers={"accept-encoding": "gzip"})

    assert page["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page["Vary"]
