"""Who was at a session: ticked from the paper sheet, added, or counted as guests."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from peercircle.people.codes import code_of
from peercircle.people.models import Person
from peercircle.programme.models import GuestTally, Session, SessionAttendance


@pytest.fixture
def url(session):
    return reverse("programme:attendance", args=[session.pk])


def people(session):
    return sorted(attendance.person.given_name for attendance in session.attendances.select_related("person"))


def guests(number="", **fields):
    return {"number": number, "women": "", "men": "", "method": "register"} | fields


def names(response):
    return [line.person.given_name for line in response.context["lines"]]


def test_who_works_at_the_site_can_be_ticked(visit, expert, session, url, contact, member, stranger):
    assert names(visit(expert, url)) == ["Milica", "Teuta"]

    post = {"shown": [contact.person_id, member.person_id], "there": [member.person_id], **guests()}
    response = visit(expert, url, post=post)

    assert response.url == reverse("programme:session", args=[session.pk])
    assert people(session) == ["Milica"]
    recorded = session.attendances.get()
    assert (recorded.method, recorded.recorded_by) == ("register", expert)
    session.refresh_from_db()
    assert session.is_held


def test_saved_twice_counts_once_and_a_tick_can_be_taken_back(visit, expert, session, url, contact, member):
    both = {"shown": [contact.person_id, member.person_id], "there": [contact.person_id, member.person_id]}
    for there in (both["there"], both["there"], [contact.person_id]):
        visit(expert, url, post=both | {"there": there} | guests())

    assert people(session) == ["Teuta"]


def test_who_was_not_on_the_list_stays(visit, expert, session, url, contact, member, now):
    SessionAttendance.objects.create(session=session, person=member.person, method="code", recorded_at=now)

    visit(expert, url, post={"shown": [contact.person_id], "there": [contact.person_id], **guests()})

    assert people(session) == ["Milica", "Teuta"]


def test_nobody_from_outside_the_team_is_ticked(visit, expert, session, url, contact, stranger):
    post = {"shown": [stranger.pk], "there": [stranger.pk, contact.person_id, "x", "9" * 30], **guests()}
    visit(expert, url, post=post)

    assert people(session) == ["Teuta"]


def test_an_empty_sheet_is_not_saved(visit, expert, session, url):
    answer = visit(expert, url, post=guests())

    assert answer.status_code == 422
    assert "Tick who was there, or say how many guests came." in answer.content.decode()
    session.refresh_from_db()
    assert session.is_planned


def test_somebody_is_looked_for_and_the_ticks_stay(visit, expert, session, url, contact, other_team, site):
    second = Person.objects.create_person("Đorđe", "Ilić")
    second.workplaces.add(type(site).objects.create(kind="school", municipality=site.municipality, name_sq="B"))

    found = visit(
        expert,
        url,
        post={
            "find": "1",
            "search": "djordje",
            "shown": [contact.person_id],
            "there": [contact.person_id],
            **guests("4"),
        },
    )

    assert {line.person.given_name: line.is_there for line in found.context["lines"]} == {"Teuta": True, "Đorđe": False}
    assert 'value="4"' in found.content.decode()
    assert people(session) == []


def test_somebody_new_is_added_ticked_and_works_here(visit, expert, session, url, contact, site):
    new = {"new": "1", "given_name": "Shpresa", "family_name": "Kelmendi", "profession": "tutor", "sex": "f"}
    page = visit(
        expert, url, post=new | {"age_band": "35-44", "shown": [contact.person_id], "there": [contact.person_id]}
    )

    assert {line.person.given_name: line.is_there for line in page.context["lines"]} == {"Shpresa": True, "Teuta": True}
    person = session.attendances.get().person
    assert (person.name, person.sex, person.age_band) == ("Shpresa Kelmendi", "f", "35-44")
    assert [*person.workplaces.all()] == [site]

    again = visit(expert, url, post=new)
    assert again.status_code == 422
    assert Person.objects.filter(given_name="Shpresa").count() == 1


SHPRESA = {"given_name": "Shpresa", "family_name": "Kelmendi", "profession": "tutor", "sex": "", "age_band": ""}


def test_somebody_new_is_saved_with_the_others(visit, expert, session, url, contact):
    """The last name of the sheet was typed, and the large button below was tapped."""
    post = SHPRESA | {"shown": [contact.person_id], "there": [contact.person_id], **guests()}

    assert visit(expert, url, post=post).status_code == 302
    assert people(session) == ["Shpresa", "Teuta"]


@pytest.mark.parametrize("wrong", [{"family_name": ""}, {"number": "-1"}])
def test_what_is_typed_of_somebody_new_stays_when_something_is_wrong(visit, expert, session, url, contact, wrong):
    answer = visit(expert, url, post=SHPRESA | guests() | wrong)

    assert answer.status_code == 422
    assert 'value="Shpresa"' in answer.content.decode()
    assert people(session) == []


def test_what_is_typed_of_somebody_new_stays_while_others_are_looked_for(visit, expert, session, url):
    answer = visit(expert, url, post=SHPRESA | {"find": "1", "search": "somebody"})

    assert 'value="Shpresa"' in answer.content.decode()
    assert '<details class="more" open>' in answer.content.decode()


def test_guests_are_a_number(visit, expert, session, url):
    visit(expert, url, post=guests("12", women="7", men="5", method="estimate"))
    assert GuestTally.objects.values_list("number", "women", "men", "method").get() == (12, 7, 5, "estimate")

    assert visit(expert, url, post=guests("12", women="8", men="5")).status_code == 422
    assert visit(expert, url, post=guests("-1")).status_code == 422
    visit(expert, url, post=guests("3"))
    assert GuestTally.objects.values_list("number", "women").get() == (3, None)


def test_no_number_of_guests_means_none(visit, expert, session, url, contact):
    visit(expert, url, post=guests("12"))
    visit(expert, url, post={"there": [contact.person_id], **guests("0")})

    assert not GuestTally.objects.exists()


@pytest.mark.parametrize("state", ["planned", "cancelled"])
@pytest.mark.parametrize("button", ["save", "new"])
def test_nobody_was_at_a_session_that_lies_ahead_or_was_cancelled(
    visit, expert, session, url, contact, now, state, button
):
    if state == "planned":
        session.held_on = session.phase.ends_on
    session.state = state
    session.save(update_fields=["held_on", "state"])

    post = {button: "1", "there": [contact.person_id], "given_name": "A", "family_name": "B", "profession": "tutor"}
    answer = visit(expert, url, post=post | guests())
    assert answer.status_code == 422
    assert 'value="A"' in answer.content.decode()
    assert [line.person for line in answer.context["lines"] if line.is_there] == [contact.person]
    assert people(session) == []
    assert not Person.objects.filter(given_name="A").exists()


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_asks_seven_questions_for_any_number_of_people(
    client, expert, session, url, site, number, django_assert_num_queries
):
    for count in range(number):
        Person.objects.create_person(f"Person {count}").workplaces.add(site)
    client.force_login(expert)

    with django_assert_num_queries(7):
        assert len(client.get(url).context["lines"]) == number


def test_the_sheet_is_one_page_in_both_languages(visit, expert, session):
    response = visit(expert, reverse("programme:sheet", args=[session.pk]))

    (page,) = PdfReader(BytesIO(response.content)).pages
    text = " ".join(page.extract_text().split())
    assert page.mediabox.width > page.mediabox.height
    for word in ("Nënshkrimi / Potpis", "Xheladin Rekaliu/Dželadin Rekaliu", "Vesna Marković", "12"):
        assert word in text


def test_known_people_stand_on_the_sheet_with_the_codes_that_read_it_back(visit, expert, session, contact, stranger):
    response = visit(expert, f"{reverse('programme:sheet', args=[session.pk])}?known=yes")

    text = " ".join(PdfReader(BytesIO(response.content)).pages[0].extract_text().split())
    assert f"1 Teuta Berisha {code_of(contact.person_id)}" in text
    assert stranger.family_name not in text
    assert "Kodi i anëtarit / Šifra člana" in text


def test_a_long_list_of_known_people_goes_on_with_its_headings(visit, expert, session, site):
    for number in range(30):
        Person.objects.create_person(f"Arta{number}", "Gashi-Krasniqi").workplaces.add(site)
    response = visit(expert, f"{reverse('programme:sheet', args=[session.pk])}?known=yes")

    pages = PdfReader(BytesIO(response.content)).pages
    assert len(pages) > 1
    assert all("Nënshkrimi / Potpis" in page.extract_text() for page in pages[:-1])
    for number, page in enumerate(pages, start=1):
        below = f"{session.held_on:%d.%m.%Y}, 14:00, 90′ · Xheladin Rekaliu/Dželadin Rekaliu"
        assert below in page.extract_text()
        assert f"{number} / {len(pages)}" in page.extract_text()


def test_somebody_is_found_by_their_code(visit, expert, session, url, site, contact):
    contact.person.workplaces.clear()
    Person.objects.create_person("Far", "Away").workplaces.add(
        type(site).objects.create(kind="school", municipality=site.municipality, name_sq="A", name_sr="B")
    )
    away = Person.objects.get(given_name="Far")
    answer = visit(expert, url, post={"search": code_of(away.pk).lower(), "find": "1"})

    assert away in [line.person for line in answer.context["lines"]]
    nobody = visit(expert, url, post={"search": code_of(10**9), "find": "1"})
    assert away not in [line.person for line in nobody.context["lines"]]


def test_an_attendance_needs_a_session_that_was_held_to_count(visit, expert, session, url, contact):
    visit(expert, url, post={"there": [contact.person_id], **guests()})

    assert SessionAttendance.objects.counted().count() == 1
    assert Session.objects.held().count() == 1
