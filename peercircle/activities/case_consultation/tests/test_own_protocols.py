"""An organisation makes its own ways of consulting; what groups may choose or have used stays as it is."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation import library
from peercircle.activities.case_consultation.actions import own_protocols as actions
from peercircle.activities.case_consultation.actions.own_protocols import About, Written
from peercircle.activities.case_consultation.models import Consultation, OwnProtocol, OwnStep, TrioSeat
from peercircle.activities.case_consultation.protocols.own import WHATS, faults, what
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED, TIETZE, TROIKA
from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.actions import leading
from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.people.models import Person
from tests.cast import client_of
from tests.test_nothing_breaks import FORM, QUOTED

KINDS = {each.key: each for each in WHATS}
ABOUT = {"name": "Our ten steps", "about": "For hard cases", "source": "Ours", "fewest": 5, "most": 9}
STEP = {"name": "Ideas", "minutes": 10, "what": "ideas", "say": "What could one do?", "stop": "No debate."}


@pytest.fixture
def expert(db):
    return Person.objects.create_person("Vesna", "Vogel", email="v@programme.example", programme_role="expert")


@pytest.fixture
def own(expert):
    return actions.begin(About(**ABOUT), TIETZE, by=expert)


@pytest.fixture
def offered(own, now):
    actions.offer(own, now=now)
    own.refresh_from_db()
    return own


@pytest.fixture
def used(own, leader, put_on_agenda):
    """In an open meeting."""
    item = put_on_agenda("case_consultation", minutes=50)
    Consultation.objects.filter(item=item).update(protocol=library.key(own))
    return item


def door(name, *args):
    return reverse(f"case_consultation-plan:{name}", args=args)


def step(kind="ideas", **other):
    return Written(**{"name": "A", "minutes": 5, "what": KINDS[kind], "say": "Say", "stop": "", **other})


def write(own, *kinds, minutes=5):
    own.steps.all().delete()
    for number, kind in enumerate(kinds):
        actions.add_step(own, step(kind, name=f"Step {number}", minutes=minutes))


def wrong(own):
    own = OwnProtocol.objects.get(pk=own.pk)
    return faults(library.written_steps(own), library.protocol(own))


# --- Making one -----------------------------------------------------------------------------------
def test_one_begins_with_a_copy(visit, expert):
    for _tap in range(2):
        answer = visit(expert, door("own-protocols"), post={**ABOUT, "copied": "tietze"})

    own = OwnProtocol.objects.get()
    assert answer.url == door("own-protocol", own.pk)
    assert [(row.name, row.minutes) for row in own.steps.all()] == [
        (str(step.name), round(step.minutes)) for step in TIETZE.steps
    ]
    assert "45 min, 6 steps" in visit(expert, answer.url).content.decode()


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda protocol: protocol.key)
def test_a_copy_of_each_can_be_offered_at_once(expert, now, shipped):
    own = actions.begin(About(**ABOUT), shipped, by=expert)
    actions.offer(own, now=now)

    copy = library.get(library.key(own))
    assert copy in library.offered()
    assert copy.is_in_trios == shipped.is_in_trios
    assert [each.does for each in copy.steps] == [each.does for each in shipped.steps]
    assert [each.keeps for each in copy.steps] == [each.keeps for each in shipped.steps]
    assert [each.speaks for each in copy.steps] == [each.speaks for each in shipped.steps]


def test_every_shipped_step_has_a_kind_that_one_can_choose():
    assert [(each.key, step.key) for each in SHIPPED for step in each.steps if what(step) is None] == []


def test_what_is_no_name_or_number_comes_back(visit, expert):
    answer = visit(expert, door("own-protocols"), post={**ABOUT, "name": " ", "fewest": 9, "most": 4})

    assert answer.status_code == 422
    assert "At most cannot be fewer than at least." in answer.content.decode()
    assert OwnProtocol.objects.count() == 0


def test_steps_are_added_changed_and_taken_away(visit, expert, own):
    for _tap in range(2):
        assert visit(expert, door("own-step-add", own.pk), post=STEP).status_code == 302
    added = own.steps.get(name="Ideas")
    assert (added.position, added.does, added.speaks, added.keeps) == (7, "contribute", "consultants", True)

    assert 'value="10"' in visit(expert, door("own-step", own.pk, added.pk)).content.decode()
    visit(expert, door("own-step", own.pk, added.pk), post={**STEP, "what": "think", "minutes": 12})
    added.refresh_from_db()
    assert (added.minutes, added.keeps) == (12, False)

    for _tap in range(2):
        visit(expert, door("own-step-arrange", own.pk, added.pk, "remove"), post={})
    assert own.steps.count() == 6


@pytest.mark.parametrize(
    "data", [{"minutes": 0}, {"minutes": 61}, {"minutes": "x"}, {"name": ""}, {"what": "dance"}, {"say": ""}]
)
def test_a_step_that_is_no_step_comes_back(visit, expert, own, data):
    assert visit(expert, door("own-step-add", own.pk), post={**STEP, **data}).status_code == 422
    assert own.steps.count() == 6


def test_steps_are_put_in_another_order(visit, expert, own):
    names = [row.name for row in own.steps.all()]
    second = own.steps.get(position=2)
    for _tap in range(2):
        visit(expert, door("own-step-arrange", own.pk, second.pk, "down"), post={"seen": 2})
    assert [row.name for row in own.steps.all()] == [names[0], names[2], names[1], *names[3:]]

    visit(expert, door("own-step-arrange", own.pk, second.pk, "up"), post={"seen": 3})
    assert [row.name for row in own.steps.all()] == names

    first = own.steps.get(position=1)
    visit(expert, door("own-step-arrange", own.pk, first.pk, "up"), post={"seen": 1})
    assert [row.name for row in own.steps.all()] == names


def test_twelve_steps_are_enough(own):
    write(own, "choose", *["ideas"] * 10, "first_step")

    assert wrong(own) == []
    with pytest.raises(Refused, match="More than twelve"):
        actions.add_step(own, step())


def test_the_name_can_be_changed(visit, expert, own):
    visit(expert, door("own-protocol-about", own.pk), post={**ABOUT, "name": "Nine steps"})

    own.refresh_from_db()
    assert own.name == "Nine steps"


# --- What has to be right -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kinds", "minutes", "sentences"),
    [
        (["choose", "ideas", "first_step"], 5, []),
        (["trio_one", "trio_others"], 5, []),
        (["tell", "first_step"], 5, ["It begins with a step in which a case is chosen."]),
        (["choose", "choose", "first_step"], 5, ["A case is chosen only once, at the beginning."]),
        (["choose", "ideas"], 5, ["Exactly once the case giver says a first step."]),
        (["choose", "first_step", "first_step"], 5, ["Exactly once the case giver says a first step."]),
        (["choose", "trio_one", "first_step"], 5, ["Either all steps are in trios, or none."]),
        (["trio_one"], 5, ["It needs two steps at least."]),
        (["choose", "ideas", "first_step"], 41, ["It takes 3 minutes more than two hours. Make steps shorter."]),
        (["trio_one", "trio_others"], 20, []),
        (["trio_one", "trio_others"], 21, ["It takes 6 minutes more than two hours. Make steps shorter."]),
    ],
)
def test_each_rule_has_its_sentence(own, kinds, minutes, sentences):
    write(own, *kinds, minutes=minutes)

    assert wrong(own) == sentences


def test_what_is_not_right_is_not_offered_and_the_page_says_why(visit, expert, own, now):
    write(own, "choose", "ideas")

    page = visit(expert, door("own-protocol", own.pk)).content.decode()
    assert "Exactly once the case giver says a first step." in page
    assert "Offer it to the groups" not in page
    assert visit(expert, door("own-protocol-offer", own.pk), post={}).status_code == 409
    assert library.key(own) not in [each.key for each in library.offered()]


def test_a_protocol_without_steps_is_led_as_six_phases(own):
    own.steps.all().delete()

    assert library.get(library.key(own)) == TIETZE
    assert library.get("own-x") == TIETZE


# --- The offer ------------------------------------------------------------------------------------
def test_it_comes_into_the_offer_and_goes_out_of_it(visit, expert, own):
    for _tap in range(2):
        visit(expert, door("own-protocol-offer", own.pk), post={})
    assert library.offered()[-1].name == "Our ten steps"

    for _tap in range(2):
        visit(expert, door("own-protocol-take-out", own.pk), post={})
    assert library.offered() == list(SHIPPED)


def test_what_groups_may_choose_is_not_changed(visit, expert, offered):
    row = offered.steps.first()

    for name, args, data in [
        ("own-protocol-about", [], ABOUT),
        ("own-step-add", [], STEP),
        ("own-step", [row.pk], STEP),
        ("own-protocol-throw-away", [], {}),
        ("own-step-arrange", [row.pk, "remove"], {}),
    ]:
        answer = visit(expert, door(name, offered.pk, *args), post=data)
        assert answer.status_code == 409
        assert "Groups may choose it now. Make a new version" in answer.content.decode()
    assert "Make a new version" in visit(expert, door("own-protocol", offered.pk)).content.decode()
    assert library.protocol(offered) == library.protocol(OwnProtocol.objects.get(pk=offered.pk))


def test_while_a_meeting_uses_it_nothing_changes_in_it(visit, expert, own, used):
    """Also when it went out of the offer meanwhile."""
    row = own.steps.first()

    answer = visit(expert, door("own-step", own.pk, row.pk), post=STEP)

    assert answer.status_code == 409
    assert "A meeting is using it just now." in answer.content.decode()
    assert pointer.stages(AgendaItem.objects.get(pk=used.pk))[0].name == TIETZE.steps[0].name


def test_a_meeting_that_was_keeps_it(own, used, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(phase="closed")

    with pytest.raises(Refused, match="Meetings have chosen it"):
        actions.remove_step(own.steps.first())


def test_a_new_version_takes_its_place_in_the_offer(visit, expert, offered, used):
    for _tap in range(2):
        answer = visit(expert, door("own-protocol-new-version", offered.pk), post={})
    fresh = OwnProtocol.objects.get(replaces=offered)
    assert answer.url == door("own-protocol", fresh.pk)

    actions.change_step(fresh.steps.get(position=2), step("tell", name="Short story", minutes=3))
    visit(expert, door("own-protocol-offer", fresh.pk), post={})

    assert [each.key for each in library.offered()[len(SHIPPED) :]] == [library.key(fresh)]
    kept = pointer.stages(AgendaItem.objects.get(pk=used.pk))
    assert (kept[1].name, kept[1].seconds) == ("The story", 600)


def test_a_draft_is_thrown_away(visit, expert, own):
    visit(expert, door("own-protocol-throw-away", own.pk), post={})

    assert (OwnProtocol.objects.count(), OwnStep.objects.count()) == (0, 0)


# --- In a meeting ---------------------------------------------------------------------------------
def test_an_own_way_in_trios_has_a_turn_for_each(expert, leader, guest, present_member, put_on_agenda, visit):
    own = actions.begin(About(**{**ABOUT, "fewest": 3, "most": 60}), TROIKA, by=expert)
    item = put_on_agenda("case_consultation", minutes=30)
    Consultation.objects.filter(item=item).update(protocol=library.key(own))

    stages = pointer.stages(AgendaItem.objects.get(pk=item.pk))
    assert len(stages) == 15
    assert stages[5].key == f"turn-2-own-{own.steps.first().pk}"
    assert str(stages[5].name) == "Turn 2: Each alone"


def test_each_phone_says_the_steps_of_an_own_way_in_trios(
    expert, leader, guest, present_member, meeting, put_on_agenda, visit, now
):
    own = actions.begin(About(**ABOUT), None, by=expert)
    write(own, "trio_all", "trio_one", "trio_others")
    item = put_on_agenda("case_consultation", minutes=30)
    Consultation.objects.filter(item=item).update(protocol=library.key(own))
    meeting.refresh_from_db()
    leading.jump(leader, AgendaItem.objects.get(pk=item.pk), seen=meeting.move_count, now=now)
    seats = TrioSeat.objects.select_related("attendance").order_by("position")
    teller, other, _last = [seat.attendance for seat in seats]
    url = reverse("meetings:step", args=[meeting.pk])

    said = [visit(teller, url).content.decode()]
    for who in (teller, other):
        meeting.refresh_from_db()
        leading.go_next(leader, seen=meeting.move_count, now=now)
        said.append(visit(who, url).content.decode())

    assert [words in page for words, page in zip(["Step 0", "You tell", "You two think aloud"], said, strict=True)] == [
        True, True, True,
    ]  # fmt: skip


# --- Who may --------------------------------------------------------------------------------------
DOORS = [
    ("own-protocols", 0, ABOUT), ("own-protocol-about", 1, ABOUT), ("own-step-add", 1, STEP), ("own-step", 2, STEP),
    ("own-protocol-offer", 1, {}), ("own-protocol-take-out", 1, {}), ("own-protocol-new-version", 1, {}),
    ("own-protocol-throw-away", 1, {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "numbers", "data"), DOORS)
@pytest.mark.parametrize("who", ["facilitator", "stranger", "monitor"])
def test_only_the_programme_makes_them(request, visit, expert, own, who, name, numbers, data):
    before = library.protocol(own), own.offered_at
    args = [own.pk, own.steps.first().pk][:numbers]

    answer = visit(request.getfixturevalue(who), door(name, *args), post=data)

    assert answer.status_code == 403
    assert "experts keep these ways of consulting" in answer.content.decode()
    own = OwnProtocol.objects.get()
    assert (library.protocol(own), own.offered_at) == before


@pytest.fixture
def monitor(db):
    return Person.objects.create_person("Driton", "Vogel", email="d@programme.example", programme_role="monitor")


@pytest.mark.parametrize(("name", "numbers", "data"), [door for door in DOORS if door[2]])
def test_whatever_the_programme_sends_nothing_breaks(expert, own, name, numbers, data):
    client = client_of(expert)
    url = door(name, *[own.pk, own.steps.first().pk][:numbers])
    for field in data:
        others = urlencode({key: value for key, value in data.items() if key != field})
        for value in QUOTED.values():
            body = f"{others}&{field}={value}".encode()
            assert client.generic("POST", url, body, content_type=FORM).status_code in {302, 400, 409, 413, 422}, value[
                :20
            ]


def test_a_step_of_another_is_not_there(visit, expert, own):
    other = actions.begin(About(**{**ABOUT, "name": "Other"}), TIETZE, by=expert)

    assert visit(expert, door("own-step", own.pk, other.steps.first().pk), post=STEP).status_code == 404


def test_the_programme_finds_them_from_its_first_page(visit, expert):
    assert door("own-protocols") in visit(expert, reverse("programme:home")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(expert, count, django_assert_num_queries):
    for number in range(count):
        actions.begin(About(**{**ABOUT, "name": f"Way {number}"}), TIETZE, by=expert)
    client = client_of(expert)
    client.get(door("own-protocols"))

    with django_assert_num_queries(5):
        client.get(door("own-protocols"))


@pytest.mark.parametrize("steps", [1, 6])
def test_a_page_costs_the_same_for_one_step_and_six(expert, own, steps, django_assert_num_queries):
    own.steps.filter(position__gt=steps).delete()
    client = client_of(expert)
    client.get(door("own-protocol", own.pk))

    with django_assert_num_queries(6):
        client.get(door("own-protocol", own.pk))


def test_a_protocol_with_a_licence_of_its_own_is_not_shipped():
    """The one of Heilsbronn may be used only as its licence says; who holds it makes a way of their own."""
    room = Path(library.__file__).parent
    house = room.parent.parent
    texts = [*room.rglob("*.py"), *room.rglob("*.html"), *house.glob("locale/*/LC_MESSAGES/django.po")]

    assert [file.name for file in texts if file != Path(__file__) and "heilsbronn" in file.read_text().lower()] == []
