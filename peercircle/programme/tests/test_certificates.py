"""A certificate of attendance: sessions held and attended, their hours, and what the paper does not say."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from peercircle.people.models import Person
from peercircle.programme.actions.doubles import merge_people
from peercircle.programme.certificate import in_hours
from peercircle.programme.models import ExpertTeam, Session, Topic

DAY = dt.timedelta(days=1)
MINE, MY_PAPER = "programme:my-sessions", "programme:my-certificate"


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


@pytest.fixture
def arta(three):
    return three[0]


def text_of(response):
    assert response.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def paper(visit, expert):
    def paper(person, by=None):
        return text_of(visit(by or expert, url("certificate", person.pk)))

    return paper


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, ""), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (1445, "24 h 5 min")]
)
def test_minutes_are_told_as_hours(minutes, words):
    assert in_hours(minutes) == words


def test_it_names_sessions_and_adds_their_hours(paper, held, arta, session):
    held(arta, minutes=90).topics.add(Topic.objects.get(position=1))
    held(arta, minutes=45, kind="supervision", held_on=session.held_on - 7 * DAY)

    text = paper(arta)

    for words in ("Arta Krasniqi", "Xheladin Rekaliu", "1 h 30 min", "45 min", "2 h 15 min", "Support · I · F"):
        assert words in text
    for day in (session.held_on, session.held_on - 7 * DAY):
        assert f"{day:%d.%m.%Y}" in text


def test_what_is_planned_or_called_off_or_was_missed_is_not_certified(paper, held, arta, three):
    held(arta, minutes=60)
    held(arta, minutes=600, state=Session.State.PLANNED)
    held(arta, minutes=600, state=Session.State.CANCELLED)
    held(three[1], minutes=600)

    assert "In all" not in paper(arta), "the paper is Albanian and Serbian"
    assert "10 h" not in paper(arta)
    assert "1 h" in paper(arta)


@pytest.mark.parametrize("language", ["en", "de", "sr"])
def test_it_is_in_albanian_and_serbian_whoever_prints_it(paper, held, arta, expert, language):
    held(arta)
    expert.language = language
    expert.save(update_fields=["language"])

    text = paper(arta)

    for words in ("Vërtetim i pjesëmarrjes / Potvrda o prisustvu", "nuk është diplomë", "nije diploma"):
        assert words in text


def test_it_says_what_it_is_not(paper, held, arta):
    held(arta)

    text = paper(arta)

    assert "nuk jep pikë për licencën" in text
    assert "ne donosi bodove za licencu" in text


def test_a_person_has_their_own(visit, held, three):
    arta, besnik, _milica = three
    held(arta, besnik, minutes=90), held(besnik, minutes=60)

    page, text = visit(arta, reverse(MINE)).content.decode(), text_of(visit(arta, reverse(MY_PAPER)))

    assert "1 session of the programme, 1 h 30 min in all." in page
    assert ("Arta Krasniqi" in text, "Besnik" in text, "1 h 30 min" in text) == (True, False, True)


def test_who_was_entered_twice_has_one_paper(visit, held, three, expert, now):
    arta, besnik, _milica = three
    both = held(arta, besnik, minutes=90)
    held(besnik, minutes=60)
    merge_people(arta, besnik, by=expert, now=now)

    for entry in (arta, Person.objects.get(pk=besnik.pk)):
        text = text_of(visit(entry, reverse(MY_PAPER)))
        assert ("Arta Krasniqi" in text, "2 h 30 min" in text) == (True, True)
    assert both.attendances.count() == 1


def test_nothing_attended_is_nothing_to_certify(visit, expert, team, arta):
    assert "No session yet" in visit(arta, reverse(MINE)).content.decode()
    for who, address in ((arta, reverse(MY_PAPER)), (expert, url("certificate", arta.pk))):
        response = visit(who, address)
        assert (response.status_code, "nothing to certify" in response.content.decode()) == (409, True)


def test_a_team_certifies_for_those_it_knows(visit, held, arta, other_team, request):
    held(arta)

    seen = {
        who: visit(request.getfixturevalue(who), url("certificate", arta.pk)).status_code
        for who in ("expert", "manager", "colleague_of_another_team", "stranger", "contact", "member")
    }

    assert seen == {"expert": 200, "manager": 200} | dict.fromkeys(
        ("colleague_of_another_team", "stranger", "contact", "member"), 404
    )
    assert visit(None, url("certificate", arta.pk)).status_code == 302
    assert visit(None, reverse(MINE)).status_code == visit(None, reverse(MY_PAPER)).status_code == 302


@pytest.mark.parametrize("role", ["monitor", "director", "office"])
def test_a_role_that_only_looks_certifies_nobody(visit, held, arta, stranger, role):
    held(arta)
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    assert visit(stranger, url("certificate", arta.pk)).status_code == 404


def test_a_team_certifies_its_own_sessions_the_manager_all(
    paper, held, arta, other_team, manager, colleague_of_another_team
):
    held(arta, minutes=90)
    held(arta, minutes=60, team=ExpertTeam.objects.get(pk=other_team.pk))

    assert "1 h 30 min" in paper(arta)
    assert "2 h 30 min" not in paper(arta)
    assert "2 h 30 min" in paper(arta, by=manager)
    theirs = paper(arta, by=colleague_of_another_team)
    assert ("1 h" in theirs, "30 min" in theirs) == (True, False)


def test_both_find_it(visit, held, expert, arta):
    session = held(arta)

    assert url("certificate", arta.pk) in visit(expert, url("session", session.pk)).content.decode()
    assert reverse(MINE) in visit(arta, reverse("people:profile")).content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_it_asks_the_same_for_any_number_of_sessions(client, held, arta, expert, number, django_assert_num_queries):
    for _each in range(number):
        held(arta).topics.set(Topic.objects.all()[:2])
    client.force_login(expert)

    with django_assert_num_queries(5):
        assert client.get(url("certificate", arta.pk)).status_code == 200
