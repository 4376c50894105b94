"""The demo is what the product is accepted by, so its numbers and its first meeting are exact."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.meetings.models import Meeting, Minutes, Publication
from peercircle.needs.models import Entry, Need
from peercircle.people.models import Person
from peercircle.places.calendar import why_closed
from peercircle.places.models import SchoolBreak, Site
from peercircle.programme.access import groups_of_place, place_of_insight
from peercircle.programme.demo.accounts import ACCOUNTS
from peercircle.programme.demo.loading import load
from peercircle.programme.models import ExpertTeam, FieldVisit, GuestTally, Phase, Session, SessionAttendance

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)
PLANNED, CLOSED = Meeting.Phase.PLANNED, Meeting.Phase.CLOSED


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all tests here, which only read, and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(TODAY)
        yield
        transaction.set_rollback(True)


def group(name="I'm here"):
    return Group.objects.get(name=name)


def test_the_numbers_are_those_of_the_first_programme():
    assert ExpertTeam.objects.count() == 4
    assert Group.objects.count() == 14
    assert Person.objects.exclude(programme_role__in=["expert", "manager", "monitor", "office"]).count() == 888
    assert Site.objects.values("municipality").distinct().count() == 12
    assert {team.municipalities.count() for team in ExpertTeam.objects.all()} == {3}
    assert set(Site.objects.values_list("kind", flat=True)) == {"school", "centre"}


def test_im_here_has_nine_members_of_one_school():
    members = group().memberships.select_related("person")

    assert group().meaning.startswith("Jam këtu")
    assert [site.name for site in group().sites.all()] == ["Xheladin Rekaliu"]
    assert group().sites.get().municipality.both_names == "Podujevë/Podujevo"
    assert members.count() == 9
    assert {str(site) for member in members for site in member.person.workplaces.all()[:1]} == {"Xheladin Rekaliu"}
    assert not members.filter(person__profession=Person.Profession.DIRECTOR).exists()
    assert members.get(is_contact=True).person.email == "contact@peercircle.example"


def test_its_first_meeting_is_planned_with_the_agenda_of_the_first_programme():
    meeting = group().meetings.get()

    assert (meeting.phase, meeting.template) == (PLANNED, "first")
    assert meeting.starts_at == dt.datetime(2026, 11, 24, 13, 0, tzinfo=dt.UTC)  # 14:00 in Kosovo
    assert [(item.kind, item.method, item.minutes) for item in meeting.items.all()] == [
        ("check_in", "one_word", 5),
        ("icebreaker", "this_is_who_i_am", 25),
        ("talk", "", 25),
        ("world_cafe", "", 50),
        ("prioritise", "", 10),
        ("next_date", "", 5),
        ("check_out", "one_word", 5),
    ]
    assert meeting.roles.get(role="facilitator").membership.person.email == "facilitator@peercircle.example"


def test_the_first_meetings_talk_and_cafe_have_the_themes_of_the_first_programme():
    talk = group().meetings.get().items.get(kind="talk")
    cafe = group().meetings.get().items.get(kind="world_cafe")

    assert talk.talk_topics.count() == 5
    assert [table.theme for table in cafe.cafe.tables.all()] == [
        "Discipline",
        "Concentration",
        "Environment",
        "Motivation",
        "Bullying",
    ]


def test_there_is_an_account_for_each_role():
    roles = {account.key: Person.objects.get(email=account.email).programme_role for account in ACCOUNTS}

    assert roles == {
        "facilitator": "",
        "contact": "",
        "member": "",
        "moderator": "",
        "case-giver": "",
        "expert": "expert",
        "manager": "manager",
        "monitor": "monitor",
        "director": "director",
        "office": "office",
    }
    assert Person.objects.get(email="expert@peercircle.example").expert_teams.get().name == "North"
    assert Person.objects.get(email="office@peercircle.example").office_of.code == "XK-18"
    assert Person.objects.get(email="director@peercircle.example").director_of.name_sq == "Xheladin Rekaliu"


def test_director_and_office_read_what_a_group_has_published():
    for account in ("director", "office"):
        place = place_of_insight(Person.objects.get(email=f"{account}@peercircle.example"))
        groups = groups_of_place(place)
        (published,) = Publication.objects.filter(minutes__meeting__group__in=groups)

        assert {group.name for group in groups} == {"I'm here", "Dritarja"}
        assert published.minutes.is_locked
        assert published.minutes.meeting == group("Dritarja").meetings.filter(phase=CLOSED).latest("starts_at")
        assert published.published_at.date() < TODAY


def test_nobody_belongs_to_two_groups():
    assert not Person.objects.annotate(groups=Count("memberships")).filter(groups__gt=1).exists()


def test_who_has_an_address_can_be_sent_a_code_and_nobody_has_a_password():
    addresses = set(Person.objects.exclude(email=None).values_list("email", flat=True))

    assert set(EmailAddress.objects.filter(verified=True).values_list("email", flat=True)) == addresses
    assert all(address.endswith(".example") for address in addresses)
    assert not any(person.has_usable_password() for person in Person.objects.all()[:50])


def test_no_two_people_share_a_name():
    names = Person.objects.values("search_text").annotate(number=Count("pk"))

    assert names.filter(number__gt=1).count() == 0


def test_groups_have_fared_differently():
    last = dict(
        Group.objects.filter(meetings__phase=CLOSED).values_list("name").annotate(Max("meetings__starts_at")).order_by()
    )
    statuses = {found.name: found.status for found in Group.objects.all()}

    assert set(statuses) - set(last) == {"I'm here"}
    assert (TODAY - last["Fjala e mirë"].date()).days > 150
    assert not group("Fjala e mirë").meetings.filter(phase=PLANNED).exists()
    assert [name for name, status in statuses.items() if status != "active"] == ["Dora e hapur", "Rrethi"]
    assert (statuses["Rrethi"], statuses["Dora e hapur"]) == ("paused", "ended")
    assert sum((TODAY - day.date()).days < 20 for day in last.values()) == 6


def test_every_past_meeting_has_what_a_meeting_leaves_behind():
    closed = Meeting.objects.filter(phase=CLOSED)

    assert closed.count() > 100
    assert Minutes.objects.filter(meeting__in=closed).count() == closed.count()
    assert min(closed.annotate(came=Count("attendances")).values_list("came", flat=True)) >= 4
    assert not closed.annotate(steps=Count("items")).filter(steps=0).exists()


def test_nobody_met_on_a_day_without_school():
    breaks = list(SchoolBreak.objects.all())
    for meeting in Meeting.objects.prefetch_related("group__sites"):
        for site in meeting.group.sites.all():
            assert why_closed(timezone.localdate(meeting.starts_at), site.calendar, breaks) == ""


def test_the_breaks_of_four_school_years_can_be_corrected():
    winter = SchoolBreak.objects.filter(calendar="kosovo", name__contains="Zimski").values_list("starts_on", "ends_on")

    assert list(winter) == [(dt.date(year, 12, 31), dt.date(year + 1, 1, 10)) for year in (2024, 2025, 2026, 2027)]


def test_the_sessions_reached_888_people():
    counted = SessionAttendance.objects.counted()

    assert counted.values("person").distinct().count() == 888
    assert counted.count() > 2 * 888
    assert not counted.exclude(person__programme_role__in=["", "director"]).exists()


def test_every_kind_of_session_was_held_and_one_lies_ahead_in_each_municipality():
    assert set(Session.objects.held().values_list("kind", flat=True)) == set(Session.Kind)
    ahead = Session.objects.filter(state=Session.State.PLANNED)
    assert ahead.values("municipality").distinct().count() == ahead.count() == 12
    assert not SessionAttendance.objects.filter(session__in=ahead).exists()


def test_needs_have_every_answer_there_is():
    asked = Need.objects.all()

    assert set(asked.values_list("state", flat=True)) == set(Need.State) - {"raised", "withdrawn"}
    assert set(asked.filter(state="delivered").values_list("verdict", flat=True)) == {"", *Need.Verdict}
    assert set(asked.values_list("origin", flat=True)) >= {"talk", "visit", "between"}
    assert asked.overdue(timezone.now()).exists()
    assert asked.exclude(merged_into=None).exists()
    assert not Entry.objects.filter(made_at__date__gt=TODAY).exists()
    home = group().needs.get()
    assert (home.state, home.verdict) == ("delivered", "")


def test_each_session_is_in_its_phase_and_led_by_its_team():
    for session in Session.objects.select_related("phase", "team").prefetch_related("leaders", "team__members"):
        assert session.phase.starts_on <= session.held_on <= session.phase.ends_on
        assert {*session.leaders.all()} <= {*session.team.members.all()}
        assert session.leaders.all()


def test_first_mostly_coaching_then_the_groups_grow():
    of_phase = {phase.kind: phase for phase in Phase.objects.all()}
    coaching, development = (
        set(Session.objects.held().filter(kind=kind).values_list("phase", flat=True))
        for kind in (Session.Kind.COACHING, Session.Kind.DEVELOPMENT)
    )

    assert of_phase[Phase.Kind.FIELD_1].pk in coaching
    assert of_phase[Phase.Kind.FIELD_2].pk in development
    assert GuestTally.objects.filter(session__kind=Session.Kind.INFORMATION).count() == 12


def test_the_expert_has_a_route_and_groups_read_what_was_agreed():
    expert = Person.objects.get(email="expert@peercircle.example")
    route = FieldVisit.objects.planned()

    assert {visit.expert for visit in route} == {expert}
    assert [visit.position for visit in route] == [1, 2, 3]
    assert len({visit.visited_on for visit in route}) == 1
    held = FieldVisit.objects.held()
    assert held.count() == held.exclude(agreed="").values("group").distinct().count() >= 6
    assert all(visit.group.meetings.filter(starts_at__date__lt=visit.visited_on).exists() for visit in held)
