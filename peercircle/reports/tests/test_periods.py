"""A reported period keeps its numbers, and what changes later stands beside them as a correction."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Meeting
from peercircle.people.models import Person
from peercircle.reports import actions
from peercircle.reports.counting import Scope
from peercircle.reports.figures import Told, current, lines
from peercircle.reports.masking import cell
from peercircle.reports.models import Correction, Figure, Measure, Period, Target
from peercircle.reports.reach import reach
from peercircle.reports.tests.pencil import computable

pytestmark = pytest.mark.django_db
MARCH = {"starts_on": dt.date(2026, 3, 1), "ends_on": dt.date(2026, 3, 31)}


@pytest.fixture
def nine(db):
    return [Person.objects.create_person(f"Person{number}", profession="teacher") for number in range(9)]


@pytest.fixture
def march(programme, hold, nine):
    hold("2026-03-05", nine)
    hold("2026-03-12", nine[:6])
    hold("2026-04-02", nine)
    return actions.add_period(programme, **MARCH)


@pytest.fixture
def reported(march, manager, now):
    actions.lock_period(march, by=manager, now=now)
    march.refresh_from_db()
    return march


def whole(period):
    return {line.measure: line.stands.value for line in lines(period) if not line.municipality}


def test_a_period_counts_its_own_days_only(march, group, now):
    for day in (dt.datetime(2026, 3, 31, 20, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)):
        code = f"M{day.day:05}"
        Meeting.objects.create(group=group, starts_at=day, template="regular", code=code, phase=Meeting.Phase.CLOSED)

    found = current(march.programme, march.starts_on, march.ends_on)

    assert {measure: found[measure, None].value for measure in Measure} == {
        "people": 9,
        "attendances": 15,
        "sessions": 2,
        "groups": 1,
        "meetings": 1,
        "answers": 0,
    }
    podujeva = group.sites.get().municipality_id
    assert found["people", podujeva] == Told(9)


def test_a_group_of_two_schools_met_once(march, group, site, team):
    second = site.__class__.objects.create(kind="school", municipality=site.municipality, name_sq="B", name_sr="B")
    group.sites.add(second)
    at = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
    Meeting.objects.create(group=group, starts_at=at, template="regular", code="TWOSIT", phase=Meeting.Phase.CLOSED)

    assert current(march.programme)["meetings", None] == Told(1)


def test_where_nobody_is_entered_yet_nothing_is_counted(march, hold, nine, visit, manager):
    """A sheet that has not come yet is not a session to which nobody came."""
    prizren = hold("2026-03-05", [], municipality="XK-19").municipality

    found = current(march.programme, march.starts_on, march.ends_on)
    page = visit(manager, reverse("reports:period", args=[march.pk])).content.decode()

    assert found["sessions", prizren.pk] == Told(1)
    assert ("people", prizren.pk) not in found
    assert ("attendances", prizren.pk) not in found
    assert f"nobody has been entered by name yet: {prizren.both_names}" in " ".join(page.split())
    hold("2026-03-06", nine, municipality="XK-19")
    assert current(march.programme, march.starts_on, march.ends_on)["people", prizren.pk] == Told(9)
    assert "entered by name yet" not in visit(manager, reverse("reports:period", args=[march.pk])).content.decode()


def test_beside_a_hidden_municipality_one_without_anybody_looks_hidden_too(march, hold, nine):
    few = hold("2026-03-05", nine[:2], municipality="XK-19").municipality
    none = hold("2026-03-05", [], municipality="XK-20").municipality

    found = current(march.programme, march.starts_on, march.ends_on)

    assert (found["people", few.pk].is_hidden, found["people", none.pk].is_hidden) == (True, True)


def test_a_sheet_that_comes_after_the_report_is_a_correction(programme, hold, nine, manager, now):
    session = hold("2026-03-05", [])
    hold("2026-03-06", nine, municipality="XK-19")
    period = actions.add_period(programme, **MARCH)
    actions.lock_period(period, by=manager, now=now)
    assert not Figure.objects.filter(measure="people", municipality=session.municipality).exists()

    hold("2026-03-07", nine)
    actions.note_correction(period, reason="A sheet came late.", by=manager, now=now)

    told = {(line.measure, line.municipality): line for line in lines(period)}
    assert told["people", session.municipality].stands == Told(9)


def test_two_periods_never_share_a_day(programme, march):
    assert actions.add_period(programme, **MARCH) == march
    for first, last in [((3, 31), (4, 30)), ((1, 1), (12, 31)), ((3, 10), (3, 11))]:
        with pytest.raises(Refused):
            actions.add_period(programme, starts_on=dt.date(2026, *first), ends_on=dt.date(2026, *last))
    actions.add_period(programme, starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2026, 4, 30))
    assert Period.objects.count() == 2


def test_days_of_another_period_are_told_at_the_form(visit, manager, march):
    page = reverse("reports:period-new", args=[march.programme_id])

    answer = visit(manager, page, post={"starts_on": "2026-03-10", "ends_on": "2026-05-09"})

    assert answer.status_code == 422
    assert "Some of these days are in another period already." in answer.content.decode()
    assert "2026-05-09" in answer.content.decode()
    assert Period.objects.count() == 1


def test_what_was_reported_stays_when_the_records_change(reported, hold, nine):
    before = whole(reported)
    hold("2026-03-20", nine[:7])

    assert (before["attendances"], whole(reported)["attendances"]) == (15, 15)
    assert {line.measure for line in lines(reported) if line.differs} == {"attendances", "sessions"}


def test_locking_twice_keeps_the_first_numbers(reported, hold, nine, manager, monitor, now):
    hold("2026-03-20", nine)
    actions.lock_period(reported, by=monitor, now=now + dt.timedelta(days=1))

    reported.refresh_from_db()
    assert (reported.locked_by, reported.locked_at, whole(reported)["attendances"]) == (manager, now, 15)


def test_a_period_is_reported_when_it_is_over(march, manager):
    last_evening = dt.datetime(2026, 3, 31, 20, tzinfo=dt.UTC)

    with pytest.raises(Refused):
        actions.lock_period(march, by=manager, now=last_evening)
    actions.lock_period(march, by=manager, now=last_evening + dt.timedelta(days=1))
    assert Figure.objects.filter(period=march, municipality=None).count() == len(Measure)


def test_a_correction_stands_beside_what_was_reported(reported, hold, nine, manager, now):
    hold("2026-03-20", nine[:7])
    hold("2026-03-21", nine[:5], municipality="XK-19")
    actions.note_correction(reported, reason="A sheet came late.", by=manager, now=now)
    actions.note_correction(reported, reason="Tapped twice.", by=manager, now=now)

    told = {(line.measure, str(line.municipality or "")): line for line in lines(reported)}
    attendances = told["attendances", ""]
    assert (attendances.reported, attendances.stands) == (Told(15), Told(27))
    assert [each.reason for each in attendances.corrections] == ["A sheet came late."]
    assert told["people", ""].corrections == []
    assert told["people", "Prishtinë"].reported == Told(0)
    assert told["people", "Prishtinë"].stands == Told(5)
    assert not any(line.differs for line in told.values())


def test_before_it_is_reported_there_is_nothing_to_correct(march, manager, now):
    with pytest.raises(Refused):
        actions.note_correction(march, reason="Early", by=manager, now=now)


def test_small_figures_are_kept_but_not_told(programme, hold, nine, manager, visit, now):
    hold("2026-03-05", nine)
    hold("2026-03-06", nine[:3], municipality="XK-19")
    period = actions.add_period(programme, **MARCH)
    actions.lock_period(period, by=manager, now=now)

    hidden = Figure.objects.filter(period=period, is_hidden=True).exclude(municipality=None)
    assert set(hidden.values_list("municipality__code", "measure")) == {
        (code, measure) for code in ("XK-18", "XK-19") for measure in ("people", "attendances")
    }
    page = visit(manager, reverse("reports:period", args=[period.pk])).content.decode()
    assert page.count(">hidden</span>") == 4


def published():
    """The numbers of people that stand in reports and on the page, and which of them are hidden."""
    found = reach(Scope())
    whole = {where for where in found.counts if {name for name, _value in where} <= {"municipality"}}
    people = {where: found.counts[where].people for where in whole}
    masked = {where for where in whole if where in found.hidden}
    for figure in Figure.objects.filter(measure="people").select_related("municipality"):
        place = {"municipality": figure.municipality.code} if figure.municipality else {}
        where = cell(period=str(figure.period_id), **place)
        people[where] = figure.value
        masked |= {where} if figure.is_hidden else set()
    return people, masked


def test_reports_and_the_sum_over_all_time_do_not_give_a_small_number_away(programme, hold, nine, manager, now):
    """The three periods are all there is, so each number is the sum over all time minus the two others."""
    hold("2026-03-05", nine[:3], municipality="XK-19")
    hold("2026-04-05", nine[:7], municipality="XK-19")
    hold("2026-05-05", nine[:8], municipality="XK-19")
    for month in (3, 4, 5):
        hold(f"2026-0{month}-06", nine)
        hold(f"2026-0{month}-07", nine[:6], municipality="XK-20")

    for month, last in [(3, 31), (4, 30), (5, 31)]:
        period = actions.add_period(programme, starts_on=dt.date(2026, month, 1), ends_on=dt.date(2026, month, last))
        actions.lock_period(period, by=manager, now=now)
        people, masked = published()
        assert cell(period=str(period.pk), municipality="XK-19") in masked or month == 5
        assert computable(people, masked) == set()

    assert cell(municipality="XK-19") not in masked


def test_reported_numbers_are_not_removed(reported, programme):
    with pytest.raises(Refused):
        actions.remove_period(reported)
    other = actions.add_period(programme, starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2026, 4, 2))
    actions.remove_period(other)
    assert list(Period.objects.all()) == [reported]


def test_a_target_for_the_same_day_is_changed(programme):
    said = {"measure": "people", "baseline": 0, "due_on": dt.date(2026, 12, 31)}
    actions.set_target(programme, **said, wanted=500)
    actions.set_target(programme, **said, wanted=800)

    assert Target.objects.get().wanted == 800


# --- The doors -----------------------------------------------------------------------------------
@pytest.fixture
def doors(programme, march):
    target = Target.objects.create(programme=programme, measure="people", wanted=5, due_on=dt.date(2026, 12, 31))
    return {
        "programme": programme.pk,
        "target-new": programme.pk,
        "period-new": programme.pk,
        "period": march.pk,
        "period-correct": march.pk,
        "period-lock": march.pk,
        "target-remove": target.pk,
        "period-remove": march.pk,
    }


POSTED = {
    "target-new": {"measure": "sessions", "baseline": 0, "wanted": 60, "due_on": "2026-12-31"},
    "period-new": {"starts_on": "2026-04-01", "ends_on": "2026-04-30"},
    "period-correct": {"reason": ""},
    "period-lock": {},
    "target-remove": {},
    "period-remove": {},
}
LOOKED_THROUGH = ["programme", "target-new", "period-new", "period"]
EVERY = [*((door, None) for door in LOOKED_THROUGH), *POSTED.items()]


@pytest.mark.parametrize(("door", "post"), EVERY)
@pytest.mark.parametrize(("who", "status"), [("expert", 403), ("stranger", 404), ("member", 404)])
def test_others_do_not_report(visit, request, doors, who, status, door, post):
    before = (Target.objects.count(), Period.objects.count(), Figure.objects.count())

    response = visit(request.getfixturevalue(who), reverse(f"reports:{door}", args=[doors[door]]), post=post)

    assert response.status_code == status
    assert (Target.objects.count(), Period.objects.count(), Figure.objects.count()) == before


@pytest.mark.parametrize("who", ["manager", "monitor"])
def test_those_who_answer_for_the_whole_report(visit, request, doors, who, march):
    person = request.getfixturevalue(who)
    for door in LOOKED_THROUGH:
        assert visit(person, reverse(f"reports:{door}", args=[doors[door]])).status_code == 200
    for door in ("target-new", "period-new", "period-lock", "target-remove"):
        response = visit(person, reverse(f"reports:{door}", args=[doors[door]]), post=POSTED[door])
        assert response.status_code == 302, door

    march.refresh_from_db()
    assert march.locked_by == person
    assert list(Target.objects.values_list("measure", flat=True)) == ["sessions"]
    assert Period.objects.count() == 2


def test_a_correction_says_why(visit, manager, reported, hold, nine):
    hold("2026-03-20", nine[:7])
    door = reverse("reports:period-correct", args=[reported.pk])

    assert visit(manager, door, post={"reason": " "}).status_code == 422
    assert not Correction.objects.exists()
    visit(manager, door, post={"reason": "A sheet came late."})
    page = visit(manager, reverse("reports:period", args=[reported.pk])).content.decode()
    assert page.count("A sheet came late.") == Correction.objects.count() > 0
    assert "The records say something else now" not in page


@pytest.mark.parametrize(
    ("door", "post"), [("target-new", {"wanted": "0"}), ("period-new", {"starts_on": "2026-04-01"})]
)
def test_what_is_missing_is_asked_again(visit, manager, doors, door, post):
    assert visit(manager, reverse(f"reports:{door}", args=[doors[door]]), post=post).status_code == 422


def test_the_pages_ask_few_questions(client, manager, reported, doors, hold, nine, django_assert_max_num_queries):
    for number in range(1, 9):
        hold(f"2026-03-1{number}", nine, municipality=f"XK-0{number}")
    actions.note_correction(reported, reason="Late", by=manager, now=timezone.now())
    Target.objects.create(programme=reported.programme, measure="groups", wanted=14, due_on=dt.date(2026, 12, 31))
    client.force_login(manager)

    for door in ("programme", "period"):
        with django_assert_max_num_queries(9):
            client.get(reverse(f"reports:{door}", args=[doors[door]]))


def test_a_stranger_group_is_not_the_programmes(march, now):
    elsewhere = Group.objects.create(name="Ura", founded_on=dt.date(2026, 1, 1), usual_time=dt.time(14))
    Meeting.objects.create(group=elsewhere, starts_at=now, template="regular", code="URA001", phase="closed")

    assert current(march.programme)["groups", None] == Told(0)
