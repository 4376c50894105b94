"""How the groups help each other, as far as it can be told without pointing at anybody."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.models import Consultation
from peercircle.groups.models import Group
from peercircle.meetings.kinds import Help
from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.reports import helping
from peercircle.reports.counting import Scope

WORDS = "Zzmarker"


@pytest.fixture
def consult(group, now):
    """`consult(7, "tietze", verdict="helped")`: so many consultations of the group in meetings that are over."""

    def consult(times, protocol="tietze", *, of=None, **said):
        home = of or group
        person = Person.objects.create_person(f"Giver{Person.objects.count()}")
        giver = home.memberships.create(person=person, joined_on=home.founded_on)
        for _time in range(times):
            number = Consultation.objects.count()
            at = now - dt.timedelta(days=400 - number)
            meeting = Meeting.objects.create(
                group=home, starts_at=at, closed_at=at, template="regular", phase="closed", code=f"C{number:05}"
            )
            item = AgendaItem.objects.create(
                meeting=meeting, position=1, kind="case_consultation", minutes=50, actual_minutes=47
            )
            if said.get("verdict"):
                said["verdict_at"] = at
            words = {"topic": WORDS, "key_question": WORDS, "first_step": WORDS, "verdict_note": WORDS}
            Consultation.objects.create(item=item, protocol=protocol, **({"case_giver": giver} | words | said))

    return consult


@pytest.fixture
def elsewhere(db, now):
    """A group in another municipality."""
    place = Municipality.objects.get(code="XK-19")
    site = Site.objects.create(kind="school", municipality=place, name_sq="A", name_sr="B", search_text="a b")
    group = Group.objects.create(name="Others", founded_on=now.date(), usual_time=dt.time(14))
    group.sites.add(site)
    return group


def numbers():
    (found,) = helping.helped(Scope())
    return found


@pytest.mark.parametrize(
    ("ways", "times", "told"),
    [
        ([("a", 7), ("b", 6)], 13, [("a", 7), ("b", 6)]),
        ([("a", 9), ("b", 6), ("c", 3)], 18, [("a", 9), ("b", None), ("c", None)]),
        ([("a", 9), ("b", 3)], 12, [("a", None), ("b", None)]),
        ([("a", 3)], None, [("a", None)]),
        ([("a", 4), ("a", 4)], 8, [("a", 8)]),
    ],
)
def test_small_numbers_are_hidden_and_what_would_give_them_away(ways, times, told):
    found = helping.told(Help("Help", ways, asked=0, answers=[]))

    assert (found.times, found.ways) == (times, told)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (["helped"] * 9, {}),
        (["helped"] * 10, {"helped": 10, "partly": None, "not": None}),
        (["helped"] * 10 + ["not"] * 4, {"helped": 10, "partly": None, "not": None}),
        (["helped"] * 10 + ["not"] * 5, {"helped": 10, "partly": None, "not": 5}),
        (["not"] * 5 + ["partly"] * 6 + ["helped"] * 8, {"helped": None, "partly": 6, "not": 5}),
    ],
)
def test_answers_are_told_from_ten_on_in_whole_fives(answers, told):
    assert helping.told(Help("Help", [("a", 50)], asked=50, answers=answers)).verdicts == told


def test_consultations_are_counted_by_their_protocol(consult, now):
    consult(6)
    consult(5, "consultancy")
    consult(2, stopped_at=now)
    consult(3, case_giver=None)  # only planned

    found = numbers()

    assert (found.times, found.ways) == (13, [("Six phases", 8), ("Consultancy", 5)])
    assert found.asked == 11


def test_the_answer_that_came_last_waits_for_four_more(consult):
    consult(10, verdict="helped")
    before = numbers().verdicts
    consult(1, verdict="not")

    assert numbers().verdicts == before == {"helped": 10, "partly": None, "not": None}


def test_nothing_is_told_of_what_was_not_yet(consult):
    consult(3, case_giver=None)

    assert helping.helped(Scope()) == []


# --- The page ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("monitor", 200), ("expert", 200), ("stranger", 404), ("contact", 404)]
)
def test_only_the_programme_reads_the_numbers(request, visit, who, status):
    assert visit(request.getfixturevalue(who), reverse("reports:helped")).status_code == status


def test_an_expert_counts_the_groups_of_their_municipalities_only(visit, consult, expert, manager, elsewhere):
    consult(6)
    consult(7, of=elsewhere)
    url = reverse("reports:helped")

    assert "<strong>6</strong>" in visit(expert, url).content.decode()
    assert "<strong>13</strong>" in visit(manager, url).content.decode()


def test_no_word_of_a_consultation_is_on_the_page(visit, consult, manager):
    consult(12, verdict="helped")

    page = visit(manager, reverse("reports:helped")).content.decode()

    assert "It helped" in page
    assert WORDS not in page


@pytest.mark.parametrize("times", [1, 30])
def test_the_page_asks_the_same_for_any_number(client, consult, manager, times, django_assert_num_queries):
    consult(times, verdict="helped")
    client.force_login(manager)

    with django_assert_num_queries(5):
        client.get(reverse("reports:helped"))
