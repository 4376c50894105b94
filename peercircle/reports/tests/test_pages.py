"""Who may see the numbers, what of them they see, and that small ones stay hidden on every page."""

import pytest
from django.urls import reverse

from peercircle.people.models import Person
from peercircle.programme.models import GuestTally
from peercircle.reports.counting import Count

pytestmark = pytest.mark.django_db
PAGES = ["reports:reach", "reports:definitions"]


@pytest.fixture
def many(db):
    said = [("teacher", "f")] * 7 + [("teacher", "m")] * 6 + [("pedagogue", "f")] * 3
    return [
        Person.objects.create_person(f"Person{number}", profession=profession, sex=sex)
        for number, (profession, sex) in enumerate(said)
    ]


def rows(response):
    return {row.name: row.told for row in response.context["table"].rows}


def asked(**words):
    return reverse("reports:reach", query=words)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["manager", "monitor", "expert"])
def test_the_programme_and_its_officer_see_the_numbers(visit, request, role, page):
    assert visit(request.getfixturevalue(role), reverse(page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["", "director", "office"])
def test_nobody_else_is_told_that_they_are_there(visit, stranger, page, role):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    assert visit(stranger, reverse(page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_member_has_pages_of_their_own(visit, member, page):
    assert visit(member, reverse(page)).status_code == 404


def test_people_and_attendances_stand_side_by_side(visit, manager, hold, many):
    hold("2026-03-01", many)
    hold("2026-03-02", many[:6], municipality="XK-19")

    response = visit(manager, reverse("reports:reach"))

    assert response.context["table"].whole == Count(16, 22)
    assert rows(response) == {"Podujevë/Podujevo": Count(16, 16), "Prishtinë/Priština": Count(6, 6)}


def test_an_expert_sees_the_own_municipalities_only(visit, expert, hold, many):
    hold("2026-03-01", many)
    hold("2026-03-02", many[:6], municipality="XK-19")

    response = visit(expert, reverse("reports:reach"))

    assert response.context["table"].whole == Count(16, 16)
    assert rows(response) == {"Podujevë/Podujevo": Count(16, 16)}
    assert visit(expert, asked(municipality="XK-19")).status_code == 422


def test_an_expert_without_a_team_sees_an_empty_page(visit, expert, team, hold, many):
    hold("2026-03-01", many)
    team.members.clear()

    response = visit(expert, reverse("reports:reach"))

    assert "Nobody yet" in response.content.decode()


def test_a_small_number_and_its_neighbour_are_hidden(visit, manager, hold, many):
    hold("2026-03-01", many)

    response = visit(manager, asked(by="role"))

    assert rows(response) == {"pedagogue": None, "teacher": None}
    assert response.content.decode().count(">hidden</span>") == 4


def test_divided_once_more_an_empty_cell_beside_a_hidden_one_is_not_told(visit, manager, hold, many):
    hold("2026-03-01", many)

    (row,) = visit(manager, asked(by="municipality", across="role")).context["table"].rows

    assert row.told == Count(16, 16)
    assert row.across == [("pedagogue", None), ("teacher", None)]


def test_one_phase_and_one_municipality(visit, manager, phases, hold, many):
    hold("2026-03-01", many)
    hold("2026-10-01", many[:13])

    autumn = visit(manager, asked(phase=phases[1].pk))
    here = visit(manager, asked(municipality="XK-18", by="sex", phase=phases[1].pk))

    assert rows(autumn) == {"Podujevë/Podujevo": Count(13, 13)}
    assert rows(here) == {"female": Count(7, 7), "male": Count(6, 6)}


def test_in_one_phase_an_empty_row_beside_a_hidden_one_is_not_told(visit, manager, phases, hold, many):
    hold("2026-03-01", many)
    hold("2026-03-02", many[:6], municipality="XK-19")
    hold("2026-03-03", many[:9], municipality="XK-20")
    hold("2026-10-01", many[:2])
    hold("2026-10-02", many[:8], municipality="XK-20")

    autumn = rows(visit(manager, asked(phase=phases[1].pk)))

    assert autumn == {"Podujevë/Podujevo": None, "Prishtinë/Priština": None, "Prizren": None}


def test_one_municipality_is_shown_by_its_sites(visit, manager, hold, many):
    hold("2026-03-01", many)
    hold("2026-03-02", many[:5], site=None, place="Hall")

    response = visit(manager, asked(municipality="XK-18"))

    assert rows(response) == {
        "Xheladin Rekaliu/Dželadin Rekaliu, Podujevë/Podujevo": Count(16, 16),
        "elsewhere": Count(5, 5),
    }


@pytest.mark.parametrize(
    "words",
    [
        {"by": "kind", "municipality": "XK-18"},
        {"by": "sex", "across": "role"},
        {"since": "2026-03-02", "until": "2026-03-01"},
        {"by": "name"},
        {"phase": "0"},
    ],
)
def test_what_does_not_go_together_is_said_at_the_field(visit, manager, team, phases, words):
    response = visit(manager, asked(**words))

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()


def test_a_time_of_ones_own_is_not_for_publishing(visit, manager, hold, many):
    hold("2026-03-01", many)
    hold("2026-03-10", many[:5])

    response = visit(manager, asked(since="2026-03-05"))

    assert rows(response) == {"Podujevë/Podujevo": Count(5, 5)}
    assert "for your own work" in response.content.decode()


def test_guests_stand_apart_as_a_range(visit, manager, hold, many):
    for day, number in [("2026-03-01", 12), ("2026-03-02", 8)]:
        GuestTally.objects.create(session=hold(day, many), number=number, method="estimate")

    page = visit(manager, reverse("reports:reach")).content.decode()

    assert "12 to 20 people more, whose names nobody took" in page


def test_guests_of_one_session_are_a_number(visit, manager, hold, many):
    GuestTally.objects.create(session=hold("2026-03-01", many), number=5, method="register")

    page = visit(manager, reverse("reports:reach")).content.decode()

    assert "5 people more, whose names nobody took" in page
    assert "5 to 5" not in page


def test_a_few_guests_are_not_told(visit, manager, hold, many):
    GuestTally.objects.create(session=hold("2026-03-01", many), number=2, method="register")

    assert visit(manager, reverse("reports:reach")).context["guests"] is None


@pytest.mark.parametrize(
    "words", [{}, {"by": "site"}, {"by": "phase"}, {"by": "topic"}, {"by": "municipality", "across": "age"}]
)
@pytest.mark.parametrize("times", [1, 4])
def test_few_questions_for_any_number_of_rows(client, manager, hold, many, words, times, django_assert_max_num_queries):
    for number in range(times):
        hold(f"2026-03-0{number + 1}", many, municipality=f"XK-0{number + 1}")
    client.force_login(manager)

    with django_assert_max_num_queries(9):
        assert client.get(asked(**words)).status_code == 200
