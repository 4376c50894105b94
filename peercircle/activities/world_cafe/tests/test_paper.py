"""The café on paper: slips that say who goes where, and tents that say which table it is."""

from itertools import combinations

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe import rotas, seating
from peercircle.activities.world_cafe.models import Cafe, Table
from peercircle.activities.world_cafe.tests.looking import step
from peercircle.meetings.actions import joining


def guests(slips):
    return [slip for slip in slips if not slip.hosts]


def rows(slips):
    return [[place.number for _round, place in slip.stops] for slip in slips]


def url(cafe, asked=""):
    return reverse("world_cafe-plan:paper", args=[cafe.item_id]) + asked


@pytest.fixture
def in_mode(cafe):
    def in_mode(mode):
        cafe.mode = mode
        cafe.save(update_fields=["mode"])
        return cafe

    return in_mode


def test_every_table_has_a_host_and_every_guest_comes_past_every_table(in_mode):
    slips = rotas.slips(in_mode(Cafe.Mode.FIXED_HOSTS), 13)

    assert [slip.number for slip in slips] == list(range(1, 14))
    assert [slip.hosts.table.theme for slip in slips if slip.hosts] == [
        "Discipline",
        "Concentration",
        "Environment",
        "Motivation",
        "Bullying",
    ]
    assert all(sorted(row) == [1, 2, 3, 4, 5] for row in rows(guests(slips)))


def test_guests_meet_as_many_others_as_can_be(in_mode):
    together = [
        pair
        for column in zip(*rows(guests(rotas.slips(in_mode(Cafe.Mode.TOP_THREE), 9))), strict=True)
        for pair in combinations(range(len(column)), 2)
        if column[pair[0]] == column[pair[1]]
    ]

    assert len(together) == len(set(together))


def test_slips_follow_what_comes_first(in_mode):
    """Sixty guests at six tables: here to meet most people and to part all pairs is not the same."""
    cafe = in_mode(Cafe.Mode.FIXED_HOSTS)
    Table.objects.create(cafe=cafe, number=6, theme="A sixth")
    repeats = {}
    for cafe.aim in Cafe.Aim.values:
        columns = zip(*rows(guests(rotas.slips(cafe, 66))), strict=True)
        repeats[cafe.aim] = seating.count([list(column) for column in columns]).L

    assert repeats["meet"] < repeats["fair"]


def test_themes_that_are_chosen_in_the_meeting_are_on_no_slip_and_tents_wait_for_their_number(in_mode):
    cafe = in_mode(Cafe.Mode.TOP_THREE)

    assert {place.table for slip in guests(rotas.slips(cafe, 9)) for _round, place in slip.stops} == {None}
    assert [tent.number for tent in rotas.tents(cafe, 9)] == [None] * 5
    assert [tent.number for tent in rotas.tents(in_mode(Cafe.Mode.FIXED_HOSTS), 9)] == [1, 2, 3, 4, 5]


def test_without_hosts_teams_walk_together(in_mode):
    slips = rotas.slips(in_mode(Cafe.Mode.CAROUSEL), 6)

    assert [slip.team for slip in slips] == [1, 2, 1, 2, 1, 2]
    assert slips[0].stops == slips[2].stops == slips[4].stops
    assert not any(one == other for one, other in zip(*rows(slips[:2]), strict=True))


def test_in_an_interview_a_slip_says_who_tells_and_who_asks_and_nobody_walks(in_mode):
    slips = rotas.slips(in_mode(Cafe.Mode.PAIRS), 5)

    assert [(talk.round, talk.turn, talk.others) for talk in slips[0].talks] == [
        (1, "tells", ["2"]),
        (2, "asks", ["2"]),
        (3, "tells", ["2"]),
    ]
    assert [[talk.turn for talk in slip.talks] for slip in slips[2:]] == [
        ["tells", "asks", "writes"],
        ["asks", "writes", "tells"],
        ["writes", "tells", "asks"],
    ]
    assert {slip.stops for slip in slips} == {()}  # the theme is chosen in the meeting


def test_slips_of_an_interview_that_has_begun_agree_with_the_phones(in_mode, go_to, people, meeting, visit):
    cafe = in_mode(Cafe.Mode.PAIRS)
    go_to("round-2")
    cafe.refresh_from_db()
    said = {"tells": "You tell.", "asks": "You ask and listen.", "writes": "You write down"}

    slips = rotas.slips(cafe, 0)

    assert [slip.name for slip in slips] == [person.name for person in people]
    assert {slip.stops[0][1].table for slip in slips} == {cafe.tables.get(is_open=True)}
    first_names = {person.name: person.first_name for person in people}
    for slip, person in zip(slips, people, strict=True):
        page = step(visit, person, meeting)
        assert said[slip.talks[1].turn] in page
        assert f"With you: {', '.join(first_names[name] for name in slip.talks[1].others)}\n" in page


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("Discipline", "huge"),
        ("How we welcome new colleagues", "middle"),
        ("Gewaltpräventionen", "middle"),
        ("Jugendhilfeplanungsausschuss", "small"),
    ],
)
def test_the_longest_word_of_a_theme_stays_in_one_piece_on_its_tent(theme, size):
    assert rotas.Place(1, Table(theme=theme)).size == size


def test_once_the_cafe_has_begun_slips_carry_names_and_the_running_plan(in_mode, go_to, people, now):
    cafe = in_mode(Cafe.Mode.FIXED_HOSTS)
    go_to("round-2")
    late = joining.join_as_guest(cafe.item.meeting, "Late", now=now)
    cafe.refresh_from_db()

    slips = {slip.name: slip for slip in rotas.slips(cafe, 0)}

    assert slips.keys() == {person.name for person in [*people, late]}
    assert [round_ for round_, _place in slips["Late"].stops] == [2, 3, 4, 5]
    seats = {(seat.attendance.name, seat.round): seat.table for seat in cafe.seats.all()}
    assert seats == {(name, round_): place.table for name, slip in slips.items() for round_, place in slip.stops}


def test_the_page_offers_as_many_slips_as_the_group_has_members(visit, people, cafe):
    answer = visit(people[0], url(cafe))

    assert answer.status_code == 200
    assert "It works without a single phone" in answer.content.decode()


@pytest.mark.parametrize("sheet", ["slips", "tents"])
def test_sheets_come_as_pdf(visit, people, cafe, sheet):
    answer = visit(people[0], url(cafe, f"?people=13&{sheet}=1"))

    assert answer["Content-Type"] == "application/pdf"
    assert f'"{sheet}.pdf"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(("people_", "sentence"), [("3", "at least four people"), ("121", "At most 120"), ("x", "")])
def test_a_number_that_makes_no_cafe_is_explained(visit, people, cafe, people_, sentence):
    answer = visit(people[0], url(cafe, f"?people={people_}"))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_without_themes_there_is_nothing_to_print(visit, people, cafe):
    cafe.tables.all().delete()

    answer = visit(people[0], url(cafe, "?people=9&slips=1"))

    assert "Add the themes first" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("nobody", 302)])
def test_strangers_print_nothing(request, visit, cafe, who, status):
    stranger = None if who == "nobody" else request.getfixturevalue(who)

    assert visit(stranger, url(cafe, "?people=9&tents=1")).status_code == status


def test_a_guest_of_the_meeting_prints_nothing(visit, cafe, people):
    assert visit(people[3], url(cafe)).status_code == 302
