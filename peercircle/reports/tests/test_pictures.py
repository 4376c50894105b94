"""Every picture has its numbers in it and beside it, shows what may be shown, and draws nobody's name as code."""

import datetime as dt
import html
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from peercircle.groups.models import Group
from peercircle.meetings.models import Meeting
from peercircle.needs.models import Entry, Need
from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.reports import drawings, pictures
from peercircle.reports.counting import Scope
from peercircle.reports.masking import merged

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(("language", "said"), [("en", "1,234"), ("sq", "1.234"), ("de", "1.234")])
def test_a_large_number_is_written_as_the_reader_writes_it(language, said):
    with translation.override(language):
        assert said in texts(drawings.columns("People", [("2026", 1234)]))


@pytest.fixture
def many(db):
    return [Person.objects.create_person(f"Person{number}") for number in range(16)]


def texts(drawing):
    return [each.text for each in ElementTree.fromstring(drawing).iter() if each.tag in ("text", "title")]  # noqa: S314


def test_every_municipality_has_a_tile_of_its_own(db):
    assert set(drawings.PLACES) == set(Municipality.objects.values_list("code", flat=True))
    assert len(set(drawings.PLACES.values())) == 38


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([("a", 5), ("b", 9)], [(["a"], 5), (["b"], 9)]),
        ([("a", 2), ("b", 3), ("c", 5), ("d", 1)], [(["a", "b"], 5), (["c", "d"], 6)]),
        ([("a", 4)], []),
        ([], []),
    ],
)
def test_few_new_people_are_told_with_the_next(parts, told):
    assert merged(parts) == told


def test_people_over_time_stand_in_their_first_quarter(hold, many):
    hold("2026-02-01", many[:6])
    hold("2026-05-01", many[:9])
    hold("2026-08-01", many)

    picture = pictures.people_over_time(Scope())

    assert picture.rows == [("2026/1", "6", "6"), ("2026/3", "10", "16")]
    assert texts(picture.drawing) == ["6", "2026/1", "16", "2026/3"]


def test_a_small_municipality_is_hidden_on_the_map_and_in_the_table(hold, many):
    hold("2026-02-01", many)
    hold("2026-02-02", many[:5], municipality="XK-19")
    hold("2026-02-03", many[:2], municipality="XK-20")

    picture = pictures.municipalities(Scope())

    assert picture.rows == [
        ("Podujevë/Podujevo", "16", "16"),
        ("Prishtinë/Priština", "hidden", "hidden"),
        ("Prizren", "hidden", "hidden"),
    ]
    said = texts(picture.drawing)
    assert ("Podujevë/Podujevo: 16" in said, "Prizren: hidden" in said, "Pejë/Peć: –" in said) == (True, True, True)


def test_needs_stand_by_how_long_they_waited(group, now):
    def need(days_ago, state, answered_after=None):
        raised_at = now - days_ago * DAY
        need = Need.objects.create(id=uuid4(), group=group, text="…", raised_at=raised_at, state=state, state_since=now)
        if answered_after is not None:
            kind = Entry.Kind.DECLINED if state == "declined" else Entry.Kind.PLANNED
            Entry.objects.create(need=need, kind=kind, made_at=raised_at + answered_after * DAY, before="sent")

    need(100, "delivered", answered_after=14)
    need(90, "planned", answered_after=15)
    need(80, "declined", answered_after=3)
    need(70, "sent")
    need(10, "acknowledged")
    need(5, "raised")
    need(200, "withdrawn")

    picture = pictures.needs(Scope(), now=now)

    assert [list(row[1:]) for row in picture.rows] == [["1", "1", "1"], ["1", "0", "0"], ["0", "0", "1"]]


def test_a_group_meets_in_months(group, site):
    today = dt.date(2027, 1, 20)
    for number, day in enumerate([dt.date(2026, 9, 9), dt.date(2026, 9, 30), dt.date(2026, 12, 1)]):
        at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        Meeting.objects.create(group=group, starts_at=at, template="regular", code=f"R{number:05}", phase="closed")

    picture = pictures.rhythm([group], today=today)

    assert picture.rows == [("I'm here", *[""] * 7, "met", "–", "–", "met", "–")]
    assert texts(picture.drawing)[-6:] == [
        "I'm here", "September 2026", "October 2026", "November 2026", "December 2026", "January 2027",
    ]  # fmt: skip


def test_in_summer_nobody_is_expected(group):
    group.founded_on = dt.date(2026, 6, 1)

    (row,) = pictures.rhythm([group], today=dt.date(2026, 9, 20)).rows

    assert row[-4:] == ("–", "☼", "☼", "–")


def test_a_name_is_a_name(group, now):
    group.name = "<script>&"

    drawing = pictures.rhythm([group], today=now.date()).drawing

    assert "<script>" not in drawing
    assert "<script>&" in texts(drawing)


@pytest.mark.parametrize("door", ["reports:pictures", "reports:rhythm"])
@pytest.mark.parametrize(("who", "status"), [("manager", 200), ("monitor", 200), ("expert", 200), ("stranger", 404)])
def test_who_may_look(visit, request, door, who, status):
    assert visit(request.getfixturevalue(who), reverse(door)).status_code == status


@pytest.mark.parametrize("door", ["reports:pictures", "reports:rhythm"])
def test_a_member_may_not(visit, member, door):
    assert visit(member, reverse(door)).status_code == 404


def test_one_leads_to_the_other(visit, manager):
    assert reverse("reports:rhythm") in visit(manager, reverse("reports:pictures")).content.decode()
    assert reverse("reports:pictures") in visit(manager, reverse("reports:rhythm")).content.decode()


def test_before_there_is_a_group_nothing_is_drawn(visit, manager):
    assert "There is nothing to draw yet." in visit(manager, reverse("reports:rhythm")).content.decode()


@pytest.mark.parametrize("page", ["99", "-1", "x", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(visit, manager, group, page):
    answer = visit(manager, reverse("reports:rhythm") + f"?page={page}")

    assert (answer.status_code, group.name in html.unescape(answer.content.decode())) == (200, True)


def test_an_expert_sees_the_groups_of_the_own_municipalities(visit, expert, group, now):
    elsewhere = Group.objects.create(name="Ura", founded_on=now.date(), usual_time=dt.time(14))

    page = visit(expert, reverse("reports:rhythm")).content.decode()

    assert "I&#x27;m here" in page
    assert elsewhere.name not in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_ask_eight_questions_and_six(client, manager, hold, many, now, number, django_assert_num_queries):
    hold("2026-02-01", many)
    for count in range(number):
        Group.objects.create(name=f"Group {count:02}", founded_on=now.date(), usual_time=dt.time(14))
    client.force_login(manager)

    with django_assert_num_queries(8):
        client.get(reverse("reports:pictures"))
    with django_assert_num_queries(6):
        page = client.get(reverse("reports:rhythm")).content.decode()

    assert ("more groups" in page) == (number == 30)
