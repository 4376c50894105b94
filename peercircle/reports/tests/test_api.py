"""The doors for other programs: who opens them, what they answer, and that they tell no more than the tables."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from peercircle.people.models import Person
from peercircle.reports import actions
from peercircle.reports.api.answers import SMALL
from peercircle.reports.api.document import document
from peercircle.reports.api.doors import DOORS
from peercircle.reports.counting import Scope
from peercircle.reports.models import Integration
from peercircle.reports.reach import reach
from peercircle.reports.tables import OF_MUNICIPALITY, source, table
from peercircle.reports.views.api import QUESTIONS, WRONG_TOKENS

NAMES = [door.name for door in DOORS]


@pytest.fixture
def token(manager, now):
    return actions.make_integration(id=uuid4(), name="Ministry", by=manager, now=now)


@pytest.fixture
def ask(client, token):
    def ask(door, query="", secret=token, **headers):
        authorization = {"Authorization": f"Bearer {secret}"} if secret else {}
        return client.get(f"/api/v1/{door}/{query}", headers=authorization | headers)

    return ask


@pytest.fixture
def crowd(hold, programme, phases, people, group, manager, now):
    """Eleven people at one place and four at another, a promise, and a year that was reported and corrected."""
    others = [Person.objects.create_person(f"Secret{n}", "Name", profession="teacher", sex="f") for n in range(7)]
    hold("2026-03-01", [*people, *others])
    hold("2026-09-01", people, municipality="XK-19")
    hold("2026-10-01", [*people, *others])
    actions.set_target(programme, measure="people", baseline=0, wanted=99, due_on=dt.date(2026, 12, 31))
    period = actions.add_period(programme, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 6, 30))
    actions.lock_period(period, by=manager, now=now)
    hold("2026-04-01", [*people, *others])
    actions.note_correction(period, reason="A late sheet", by=manager, now=now)


# --- What they answer -----------------------------------------------------------------------------
def test_the_document_is_openapi_and_names_each_door(client, db):
    found = client.get(reverse("api:openapi")).json()

    validate(found)
    assert list(found["paths"]) == [f"/v1/{name}/" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_is_as_the_document_says(ask, crowd, name):
    said = document()["paths"][f"/v1/{name}/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = ask(name)

    assert (answer.status_code, answer.json()["rows"] != []) == (200, True)
    Draft202012Validator(said).validate(answer.json())


@pytest.mark.parametrize("by", ["municipality", "site", "kind", "topic", "phase", "quarter", "method", "role", "sex"])
def test_sessions_tell_what_the_published_table_tells(ask, crowd, by):
    across = "sex" if by in ("municipality", "phase") else ""
    told = table(reach(Scope(), source(by)), by, across=across)

    rows = ask("sessions", f"?by={by}&across={across}").json()["rows"]

    assert [(row["value"], row["people"], row["attendances"], row["hidden"]) for row in rows] == [
        (row.value, *((row.told.people, row.told.attendances, None) if row.told else (None, None, SMALL)))
        for row in told.rows
    ]
    assert [[each["people"] for each in row["across"]] for row in rows] == [
        [count.people if count else None for _name, count in row.across] for row in told.rows
    ]


def test_a_small_number_is_null_with_the_reason(ask, crowd):
    rows = {row["value"]: row for row in ask("sessions", "?by=municipality").json()["rows"]}

    assert (rows["XK-19"]["people"], rows["XK-19"]["attendances"], rows["XK-19"]["hidden"]) == (None, None, SMALL)


def test_a_reported_figure_stays_beside_its_correction(ask, crowd):
    (line,) = (
        row for row in ask("periods").json()["rows"] if (row["measure"], row["municipality"]) == ("attendances", None)
    )

    assert line["value"] == 11
    assert [(each["value"], each["reason"]) for each in line["corrections"]] == [(22, "A late sheet")]


def test_indicators_say_how_far_it_is(ask, crowd):
    (line,) = (row for row in ask("indicators").json()["rows"] if row["measure"] == "people")

    assert (line["value"], line["targets"][0]["wanted"]) == (11, 99)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_named(ask, crowd, name):
    text = ask(name).content.decode()

    assert [word for word in ("Secret", "Krasniqi", "Katharina", "@") if word in text] == []


def test_a_page_is_bounded(ask, group, now):
    type(group).objects.bulk_create(
        type(group)(name=f"Group {n:03}", founded_on=now.date(), usual_time=dt.time(14)) for n in range(100)
    )

    first, second = ask("groups").json(), ask("groups", "?page=2").json()

    assert (first["count"], first["pages"], len(first["rows"]), len(second["rows"])) == (101, 2, 100, 1)
    assert ask("groups", "?page=3").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_asks_few_questions(ask, crowd, name, django_assert_max_num_queries):
    ask(name)

    with django_assert_max_num_queries(9):
        ask(name)


# --- Who opens them -------------------------------------------------------------------------------
@pytest.mark.parametrize("secret", ["", "x", "pc_" + "x" * 43, "é", "x" * 5000])
@pytest.mark.parametrize("name", [*NAMES, "nowhere"])
def test_a_wrong_token_is_told_so(ask, name, secret):
    answer = ask(name, secret=secret)

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "Bearer" in answer.json()["error"]


@pytest.mark.parametrize("scheme", ["Basic", "Token", ""])
def test_it_is_a_bearer(client, token, scheme):
    assert client.get("/api/v1/needs/", headers={"Authorization": f"{scheme} {token}"}).status_code == 401


def test_a_token_in_the_address_opens_nothing(client, token):
    assert client.get("/api/v1/needs/", {"token": token, "access_token": token}).status_code == 401


@pytest.mark.parametrize("name", NAMES)
def test_who_is_signed_in_does_not_open_them(visit, manager, name):
    assert visit(manager, f"/api/v1/{name}/").status_code == 401


@pytest.mark.parametrize("page", ["reports:reach", "reports:integrations", "programme:home", "people:profile", "home"])
def test_a_token_opens_nothing_else(client, token, page):
    with_token = client.get(reverse(page), headers={"Authorization": f"Bearer {token}"})
    without = client.get(reverse(page))

    assert (with_token.status_code, with_token.headers.get("Location")) == (
        without.status_code,
        without.headers.get("Location"),
    )


def test_a_token_that_was_taken_back_opens_nothing(ask, now):
    before = ask("needs").status_code
    actions.revoke_integration(Integration.objects.get(), now=now)

    assert (before, ask("needs").status_code) == (200, 401)


def test_the_last_day_is_kept(ask, now):
    ask("needs")

    assert Integration.objects.get().last_used_on == localdate()


def test_who_asks_too_often_waits_and_others_do_not(ask, manager, now):
    other = actions.make_integration(id=uuid4(), name="Other", by=manager, now=now)
    answers = [ask("needs", "?no=1").status_code for _time in range(QUESTIONS)]

    refused = ask("needs")

    assert set(answers) == {422}
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert ask("needs", secret=other).status_code == 200


def test_a_minute_later_one_may_ask_again(ask, now):
    """The count stands in the database: a worker that never heard of the others finds it there."""
    asked = Integration.objects.get()
    taken = [
        actions.take_question(asked, limit=2, now=now + dt.timedelta(seconds=second))
        for second in (0, 20, 59, 60, 61, 62)
    ]

    assert taken == [True, True, False, True, True, False]


def test_an_empty_cache_allows_no_more(ask):
    for _time in range(QUESTIONS):
        ask("needs", "?no=1")
    cache.clear()

    assert ask("needs").status_code == 429


def test_who_guesses_tokens_waits(ask):
    statuses = [ask("needs", secret=f"pc_{n}").status_code for n in range(WRONG_TOKENS + 1)]

    assert (set(statuses[:-1]), statuses[-1]) == ({401}, 429)
    assert ask("needs").status_code == 200


def test_no_token_stands_in_a_log(ask, token, caplog):
    ask("needs", "?no=1")
    ask("needs", secret="pc_wrong")
    ask("nowhere")

    logged = [record.getMessage() for record in caplog.records]
    assert logged != []
    assert [line for line in logged if token in line or "pc_wrong" in line] == []


# --- Bad input ------------------------------------------------------------------------------------
NONSENSE = ["by=x", "by=%00", "across=x", "by=kind&across=sex", "municipality=XK-99", "municipality=XK-18&by=kind"]
NONSENSE += ["phase=x", "page=x", "page=0", "page=-1", "page=1.5", "page=" + "9" * 5000]
NONSENSE += ["since=2026-01-01", "until=2026-01-01", "token=x"]


@pytest.mark.parametrize("query", NONSENSE)
def test_what_makes_no_sense_is_refused_by_name(ask, crowd, query):
    answer = ask("sessions", f"?{query}")

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) <= set(query.replace("&", "=").split("=")) | {"by", "across"} != set()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", ["", "%00", "%ff%fe", "%ED%A0%80", "9" * 30, "x" * 5000, "%F0%9F%91%A9"])
def test_nothing_that_is_sent_breaks_them(ask, crowd, name, value):
    for field in ("by", "across", "phase", "municipality", "page", "no"):
        cache.clear()
        answer = ask(name, f"?{field}={value}")
        assert (answer.status_code in {200, 422}, answer.headers["Content-Type"]) == (True, "application/json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("name", [*NAMES, "nowhere"])
def test_they_are_for_reading(client, token, name, method):
    answer = getattr(client, method)(f"/api/v1/{name}/", headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.headers["Allow"], "error" in answer.json()) == (405, "GET, HEAD", True)


@pytest.mark.parametrize("path", ["v1/needs/", "v1/nothing/", "openapi.json"])
def test_a_program_that_writes_is_told_so_in_json(db, token, path):
    answer = Client(enforce_csrf_checks=True).post(f"/api/{path}", headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/json")


@pytest.mark.parametrize("path", ["", "v1/", "v1/people/", "v2/needs/", "v1/needs/1/", "9" * 40])
def test_an_address_that_is_none_says_so(client, token, path):
    answer = client.get(f"/api/{path}", headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.json()["error"]) == (404, "There is no such address.")


def test_every_dimension_of_the_page_is_known(ask, crowd):
    for by in OF_MUNICIPALITY:
        assert ask("sessions", f"?by={by}").status_code == 200
