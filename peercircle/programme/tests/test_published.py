"""What a director and an education office read of a group: the texts that it has published, and no other."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.meetings.models import Meeting, Minutes, MinutesSection, Publication
from peercircle.people.models import Person
from tests.cast import client_of

OURS = reverse("programme:our-groups")


@pytest.fixture
def director(site):
    return Person.objects.create_person("Nazmije", "Shala", email="n@school.example", **_of(site))


@pytest.fixture
def office(site):
    where = {"programme_role": "office", "office_of": site.municipality}
    return Person.objects.create_person("Fadil", "Gashi", email="f@komuna.example", **where)


@pytest.fixture
def far_director(site_elsewhere):
    return Person.objects.create_person("Ilir", "Hoti", email="i@school.example", **_of(site_elsewhere))


def _of(site):
    return {"programme_role": "director", "director_of": site}


@pytest.fixture
def write(group, contact, now):
    def write(days, text, *, published=True):
        met_at = now - dt.timedelta(days=days)
        meeting = Meeting.objects.create(
            group=group,
            starts_at=met_at,
            opened_at=met_at,
            closed_at=met_at + dt.timedelta(minutes=90),
            phase="closed",
            template="regular",
            code=f"P{Meeting.objects.count():05}",
        )
        minutes = Minutes.objects.create(meeting=meeting, written_at=met_at, locked_at=met_at)
        for place, layer in enumerate([False, True], start=1):
            words = f"{text} sealed" if layer else text
            MinutesSection.objects.create(
                minutes=minutes, position=place, heading="What we heard", text=words, is_confidential=layer
            )
        if published:
            Publication.objects.create(minutes=minutes, by=contact, published_at=now)

    return write


def _page(group):
    return reverse("programme:our-group", args=[group.pk])


def test_they_read_what_was_published_the_latest_first(visit, director, office, group, write):
    write(40, "Breaks are too short")
    write(10, "We try quiet corners")
    write(70, "Kept to ourselves", published=False)

    for reader in (director, office):
        answer = visit(reader, _page(group))
        page = answer.content.decode()
        assert [text.sections[0].lines for text in answer.context["page"]] == [
            ["We try quiet corners"],
            ["Breaks are too short"],
        ]
        assert "sealed" not in page
        assert "Kept to ourselves" not in page
        assert "2 texts" in visit(reader, OURS).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("far_director", 404), ("contact", 404), ("member", 404), ("stranger", 404), ("expert", 404), ("manager", 404)],
)
def test_nobody_else_has_such_a_page(visit, request, group, write, who, status):
    write(10, "We try quiet corners")

    assert visit(request.getfixturevalue(who), _page(group)).status_code == status


def test_a_group_that_leaves_the_school_takes_its_words_along(visit, director, group, site_elsewhere, write):
    write(10, "We try quiet corners")
    group.sites.set([site_elsewhere])

    assert visit(director, _page(group)).status_code == 404


def test_without_anything_published_the_page_says_so(visit, director, group):
    assert "Nothing yet." in visit(director, _page(group)).content.decode()
    assert _page(group) not in visit(director, OURS).content.decode()


@pytest.mark.parametrize("number", ["0", "99", "x", "1" * 5000])
def test_a_page_that_is_not_there_is_the_nearest(visit, director, group, write, number):
    write(10, "We try quiet corners")

    assert visit(director, f"{_page(group)}?page={number}").status_code == 200


def test_many_texts_come_in_pages(visit, director, group, write):
    for month in range(13):
        write(30 * month, f"Month {month}")

    assert "Month 11" in visit(director, _page(group)).content.decode()
    older = visit(director, f"{_page(group)}?page=2").content.decode()
    assert "Month 12" in older
    assert "Month 11" not in older


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_for_any_number_of_texts(director, group, write, number, django_assert_num_queries):
    for count in range(number):
        write(30 * count, "A text")
    client = client_of(director)

    with django_assert_num_queries(7):
        assert len(client.get(_page(group)).context["page"]) == number
