"""Who may found a group from those who came; and what they said of themselves is nowhere else."""

import re
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.people.models import Person
from peercircle.programme.actions.candidates import Said, note_candidates
from peercircle.programme.models import Candidate, Session, SessionAttendance
from peercircle.programme.tests.conftest import filled
from tests.cast import client_of
from tests.test_house import doors, example
from tests.test_nothing_breaks import QUOTED, Knocking

DOORS = ["founding", "founding-sites", "invited"]
NOT_LOOKED_AT = {"meetings:minutes-pdf", "programme:sheet", "demo-sign-in"}  # files that are slow to draw, and no page
STRANGERS = ["contact", "member", "stranger", "monitor", "director", "office"]


@pytest.fixture
def who(request, expert, manager, colleague_of_another_team, other_team, contact, member, stranger):
    """Everybody, by a word."""
    cast = {"expert": expert, "manager": manager, "other": colleague_of_another_team, "nobody": None}
    cast |= {"contact": contact, "member": member, "stranger": stranger}
    for role in ("monitor", "director", "office"):
        cast[role] = Person.objects.create_person(role.capitalize(), programme_role=role)
    return cast


def address(name, site, group):
    return reverse(f"programme:{name}", args={"founding": [site.pk], "invited": [group.pk]}.get(name, []))


@pytest.mark.parametrize("name", DOORS)
def test_it_is_for_the_team_and_the_manager(visit, who, team, site, group, name):
    seen = {word: visit(person, address(name, site, group)).status_code for word, person in who.items()}

    others = {"founding": 403, "founding-sites": 200, "invited": 404}[name]
    assert seen == {"expert": 200, "manager": 200, "other": others, "nobody": 302, **dict.fromkeys(STRANGERS, 404)}


def test_another_team_sees_no_school_of_this_one(visit, who, team, held, three):
    held(*three)

    assert list(visit(who["other"], reverse("programme:founding-sites")).context["page"]) == []


@pytest.mark.parametrize("word", ["other", *STRANGERS])
def test_nobody_else_notes_or_founds(visit, who, team, site, group, held, three, word):
    held(*three)

    for post in ({f"need-{three[0].pk}": "5", "keep": "1"}, filled(*three)):
        assert visit(who[word], address("founding", site, group), post=post).status_code in {403, 404}
    assert visit(who[word], address("invited", site, group), post={}).status_code == 404

    assert (Candidate.objects.count(), Group.objects.count()) == (0, 1)


def test_what_they_said_is_read_on_one_page_only(visit, who, site, group, held, three, now):
    """Somebody who never came but was spoken about would stand on a page only by that; and no other page asks."""
    session = held(*three)
    planted = Person.objects.create_person("Zanafilla", "Qershiza")
    Candidate.objects.create(site=site, person=planted, need=5, motivation=1, interest=5, changed_at=now)
    note_candidates(site, {person: Said(4, 2, 4, is_shortlisted=True) for person in three}, now=now)
    known = {"site_pk": site.pk, "group_pk": group.pk, "pk": session.pk}
    clients = [client_of(who[word]) for word in ("expert", "other", "contact")]
    told, opened = set(), set()

    for name, path in sorted(set(doors(get_resolver().url_patterns))):
        if name in NOT_LOOKED_AT or path.startswith("accounts/"):
            continue
        known["pk"] = group.pk if path.startswith("groups/") else session.pk
        url = example(re.sub(r"<int:(\w+)>", lambda found: str(known.get(found[1], 1)), path))
        for client in clients:
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(url)
            body = b"".join(answer).decode("latin-1")
            if answer.status_code == 200:
                opened.add(name)
            if "Zanafilla" in body or any("programme_candidate" in each["sql"] for each in asked):
                told.add(name)

    assert told == {"programme:founding"}
    assert opened >= {"programme:home", "programme:session", "programme:invited", "groups:group", "groups:members"}
    assert opened >= {"reports:reach", "programme:doubles", "people:profile", "home"}


def test_nor_in_a_letter_nor_in_the_log(visit, who, site, held, three, settings, caplog):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    for person in three:
        Person.objects.filter(pk=person.pk).update(email=f"{person.given_name}@school.example")
    held(*three)
    page = reverse("programme:founding", args=[site.pk])
    said = {f"{key}-{person.pk}": "3" for person in three for key in ("need", "motivation", "interest")}
    notes = visit(who["expert"], page, post=said | {"keep": "1"})
    founded = visit(who["expert"], page, post=said | filled(*three))
    visit(who["other"], page, post=said)

    assert len(mail.outbox) == 3
    for text in [*(letter.body + letter.subject for letter in mail.outbox), *caplog.messages]:
        assert not re.search(r"motivation|interest|need|shortlist|\b3\b", text.replace(page, ""), re.IGNORECASE), text
    assert "motivation" not in founded.content.decode().lower()
    assert {answer.headers["Cache-Control"].split(",")[-1].strip() for answer in (notes, founded)} == {"private"}


def test_an_error_s_report_names_no_number(rf, who, site, held, three, monkeypatch):
    """Django's report of an error leaves out what was sent to this door."""
    from django.views.debug import SafeExceptionReporterFilter

    from peercircle.programme.views.founding import founding

    held(*three)
    request = rf.post("/", {f"need-{three[0].pk}": "5", "keep": "1", "day": str(timezone.localdate())})
    request.user = who["stranger"]
    with pytest.raises(Exception):  # noqa: B017, PT011
        founding(request, site.pk)

    shown = SafeExceptionReporterFilter().get_post_parameters(request)
    assert set(shown.values()) == {SafeExceptionReporterFilter.cleansed_substitute}


def test_a_session_that_was_not_held_lets_nobody_be_spoken_about(visit, who, site, session, three, now):
    SessionAttendance.objects.create(session=session, person=three[0], method="register", recorded_at=now)
    assert session.state == Session.State.PLANNED

    visit(who["expert"], reverse("programme:founding", args=[site.pk]), post={f"need-{three[0].pk}": "5", "keep": "1"})

    assert not Candidate.objects.exists()


def test_whatever_an_expert_sends_is_answered(who, team, site, group, held, three):
    held(*three)
    knock = Knocking(who["expert"])
    url, right = reverse("programme:founding", args=[site.pk]), filled(*three)
    need, was = f"need-{three[0].pk}", f"was-{three[0].pk}"
    for field in ("name", "day", "time", "contact"):
        others = urlencode({key: value for key, value in right.items() if key != field})
        for why, value in QUOTED.items():
            knock("POST", url, f"{others}&{field}={value}".encode(), why=f"{field}: {why}")
    for why, value in QUOTED.items():
        knock("POST", url, f"keep=1&{need}={value}&{was}={value}".encode(), why=f"kept: {why}")
    for value in QUOTED.values():
        knock("GET", f"{reverse('programme:founding-sites')}?q={value}&page={value}")
    assert knock.broken == set()
