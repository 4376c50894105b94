"""What a group publishes of its minutes: the contact looks first, anybody of the group takes it back."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import minutes as writing
from peercircle.meetings.actions.publishing import publish_minutes, take_back
from peercircle.meetings.models import Publication
from peercircle.meetings.tests.after import SECRET
from peercircle.people.models import Person
from peercircle.places.models import Site
from tests.cast import client_of


def _page(name, minutes):
    return reverse(f"meetings:minutes-{name}", args=[minutes.meeting_id])


def _edition(minutes):
    return writing.edition(list(minutes.sections.all()))


@pytest.fixture
def approved(minutes, now):
    minutes.locked_at = now
    minutes.save(update_fields=["locked_at"])
    return minutes


@pytest.fixture
def published(approved, contact, now):
    publish_minutes(approved, seen=_edition(approved), by=contact, now=now)
    return approved


def _correct(section, by, now, text, *, is_confidential=False):
    writing.change_section(section, text=text, is_confidential=is_confidential, seen=section.version, by=by, now=now)


# Doors


@pytest.mark.parametrize(
    ("who", "status"),
    [("contact", 302), ("member", 403), ("facilitator", 403), ("former", 404), ("stranger", 404), ("guest", 302)],
)
def test_the_contact_publishes(visit, request, approved, former, who, status):
    answer = visit(request.getfixturevalue(who), _page("publish", approved), post={"seen": _edition(approved)})

    assert answer.status_code == status
    assert Publication.objects.count() == (who == "contact")


@pytest.mark.parametrize(
    ("who", "status"), [("contact", 302), ("member", 302), ("absent", 302), ("former", 404), ("stranger", 404)]
)
def test_every_member_takes_it_back(visit, request, published, former, who, status):
    answer = visit(request.getfixturevalue(who), _page("take-back", published), post={})

    assert answer.status_code == status
    assert Publication.objects.exists() == (status == 404)


@pytest.mark.parametrize("seen", ["", "x", "1" * 30, "99"])
def test_nobody_publishes_what_they_have_not_read(visit, approved, contact, seen):
    answer = visit(contact, _page("publish", approved), post={"seen": seen})

    assert answer.status_code == 409
    assert not Publication.objects.exists()


# Before


def test_the_page_shows_who_will_read_what(visit, approved, contact, site):
    elsewhere = Site.objects.create(kind="school", municipality=site.municipality, name_sq="Dardania", name_sr="D")
    for name, place in [("Nazmije", site), ("Ilir", elsewhere)]:
        Person.objects.create_person(name, "Shala", programme_role="director", director_of=place)
    page = visit(contact, _page("publish", approved)).content.decode()

    assert "Nazmije Shala" in page
    assert "Ilir Shala" not in page
    assert "Nobody can sign in yet" in page  # of the education office
    assert "Breaks are too short" in page
    assert SECRET not in page


def test_it_marks_by_which_words_somebody_may_be_recognised(visit, approved, contact, open_section):
    open_section.text = "Rregullat e përbashkëta\nMilica asked for tea\nIn 7/2 it is loud"
    open_section.save(update_fields=["text"])

    doubts = visit(contact, _page("publish", approved)).context["doubts"]

    assert doubts.keys() == {"Milica", "7/2"}
    assert doubts["Milica"] == "This may be a colleague's name. Write “a colleague” instead."
    assert doubts["7/2"] == "A class is few children. Write “in year 7” instead."


@pytest.mark.parametrize("text", ["Milica Petrović asked", "Pitala je MILICA PETROVIC.", "Милица Петровић: чај"])
def test_nobody_of_the_group_is_named(visit, approved, contact, member, open_section, text):
    open_section.text = text
    open_section.save(update_fields=["text"])

    answer = visit(contact, _page("publish", approved), post={"seen": _edition(approved)})

    assert answer.status_code == 409
    assert f"{member.person.name} is named there." in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_first_name_alone_is_often_a_word(visit, approved, contact, open_section):
    open_section.text = "Milica is also the name of a plant"
    open_section.save(update_fields=["text"])

    assert visit(contact, _page("publish", approved), post={"seen": _edition(approved)}).status_code == 302


def test_a_draft_is_not_published(visit, minutes, contact, now):
    page = visit(contact, _page("publish", minutes)).content.decode()

    assert "Publish it" not in page
    with pytest.raises(Refused):
        publish_minutes(minutes, seen=_edition(minutes), by=contact, now=now)


def test_where_all_is_confidential_there_is_nothing_to_publish(visit, approved, contact, open_section, now):
    _correct(open_section, contact, now, open_section.text, is_confidential=True)

    assert "Publish it" not in visit(contact, _page("publish", approved)).content.decode()
    with pytest.raises(Refused):
        publish_minutes(approved, seen=_edition(approved), by=contact, now=now)


# Afterwards


def test_a_second_tap_changes_nothing(published, contact, now):
    publish_minutes(published, seen=_edition(published), by=contact, now=now + dt.timedelta(days=1))

    assert Publication.objects.get().published_at == now
    for _tap in range(2):
        take_back(published)
    assert not Publication.objects.exists()


def test_members_read_that_it_is_published(visit, published, member, contact):
    for who in (member, contact):
        page = visit(who, reverse("meetings:minutes", args=[published.meeting_id])).content.decode()
        assert "Take it back" in page
        assert "Publish for the director" not in page


def test_only_the_contact_is_offered_to_publish(visit, approved, member, contact):
    pages = [visit(who, reverse("meetings:minutes", args=[approved.meeting_id])) for who in (member, contact)]

    assert ["Publish for the director" in page.content.decode() for page in pages] == [False, True]


def test_a_correction_takes_it_back(published, open_section, secret_section, member, now):
    _correct(secret_section, member, now, "Other words", is_confidential=True)
    assert Publication.objects.exists()

    _correct(open_section, member, now, "Nobody has published this")
    assert not Publication.objects.exists()


def test_what_becomes_confidential_is_published_no_more(published, open_section, member, now):
    _correct(open_section, member, now, open_section.text, is_confidential=True)

    assert not Publication.objects.exists()


def test_the_page_asks_a_fixed_number_of_times(approved, contact, django_assert_num_queries):
    client = client_of(contact)
    for number in range(2):
        approved.sections.create(position=10 + number, kind="decision", text="More")
        with django_assert_num_queries(9):
            client.get(_page("publish", approved))
