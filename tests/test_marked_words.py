"""Words that could tell who a child is, at the doors: asked once, kept on request, counted without the words."""

from __future__ import annotations

import datetime as dt
import uuid
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.identifiers import actions
from peercircle.identifiers.fields import QUESTION
from peercircle.identifiers.models import KeptWords
from peercircle.meetings.actions import leading
from peercircle.meetings.models import Action, Attendance, Meeting
from peercircle.needs.models import Need
from tests.cast import client_of

ID = uuid.UUID(int=70)
TEXT = "Since May Liam shouts in 7/2."


def kept() -> list[tuple[str, str, str, int]]:
    return list(KeptWords.objects.order_by("kind").values_list("room", "language", "kind", "times"))


@pytest.fixture
def raise_need(visit, member, group):
    def raise_need(**more):
        post = {"id": ID, "text": TEXT, "impact": "2", **more}
        return visit(member, reverse("needs:new", args=[group.pk]), post=post)

    return raise_need


def test_a_need_is_asked_about_once_and_then_kept(raise_need):
    asked = raise_need()

    assert asked.status_code == 422
    assert TEXT in asked.content.decode()
    assert (Need.objects.count(), kept()) == (0, [])

    assert raise_need(**{"text-keep": "2"}).status_code == 302

    assert Need.objects.get().text == TEXT
    assert kept() == [("needs", "en", "class", 1), ("needs", "en", "name", 1)]


def test_what_was_not_saved_is_not_counted(raise_need):
    assert raise_need(**{"text-keep": "2", "impact": "much"}).status_code == 422
    assert kept() == []


def test_nothing_but_numbers_is_written_down():
    names = {field.name for field in KeptWords._meta.get_fields()}

    assert names == {"id", "kept_on", "room", "language", "kind", "times"}


@pytest.mark.django_db
def test_a_day_adds_up():
    day = dt.date(2026, 12, 1)
    for _twice in range(2):
        actions.count_kept({("en", "name"): 2, ("sq", "name"): 1}, room="talk", on=day)

    assert kept() == [("talk", "en", "name", 4), ("talk", "sq", "name", 2)]


@pytest.fixture
def promise(meeting, put_on_agenda, leader, present_member, visit):
    put_on_agenda("next_steps", minutes=5)

    def promise(**more):
        htmx = more.pop("htmx", False)
        post = {"id": ID, "what": TEXT, "who": "group", "when": "meeting", "extra": "<b>", **more}
        return visit(present_member, reverse("next_steps:add", args=[meeting.pk]), post=post, htmx=htmx)

    return promise


def test_without_scripts_a_text_of_a_meeting_is_asked_on_a_page_of_its_own(promise):
    asked = promise()
    page = asked.content.decode()

    assert asked.status_code == 422
    assert TEXT in page
    assert f'<input type="hidden" name="id" value="{ID}">' in page
    assert '<input type="hidden" name="extra" value="&lt;b&gt;">' in page
    assert not Action.objects.exists()

    assert promise(**{"what-keep": "2"}).status_code == 302
    assert Action.objects.get().what == TEXT
    assert kept() == [("next_steps", "en", "class", 1), ("next_steps", "en", "name", 1)]


def test_a_phone_that_did_not_ask_gets_its_text_back_with_the_question(promise):
    asked = promise(htmx=True)

    assert asked.status_code == 422
    assert str(QUESTION) in asked.content.decode()
    assert 'role="alert"' in asked.content.decode()
    assert not Action.objects.exists()


def test_a_text_that_is_wrong_otherwise_is_refused_as_before(promise):
    assert promise(what="").status_code == 409
    assert promise(id="x").status_code == 409


# --- In a real browser ---------------------------------------------------------------------------
@pytest.fixture
def writer(server, phone, member, group):
    page = phone(service_workers="block")  # it would ask for the files itself
    cookie = client_of(member).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
    page.goto(reverse("needs:new", args=[group.pk]))
    return page


def test_a_phone_marks_proposes_and_asks(writer):
    field, marks = writer.locator("textarea"), writer.locator(".marks")
    field.press_sequentially("Since May Liam shouts in 7/2.")

    expect(marks.locator("li")).to_have_count(2)
    marks.get_by_role("button", name="Write “a pupil”").click()
    expect(field).to_have_value("Since May a pupil shouts in 7/2.")

    field.evaluate("(field) => (field.oninvalid = (event) => (field.dataset.bubble = !event.defaultPrevented))")
    marks.scroll_into_view_if_needed()
    writer.get_by_role("button", name="Send it to the programme").click()
    assert field.evaluate("(field) => [field.validationMessage, field.dataset.bubble]") == [str(QUESTION), "false"]
    expect(field).to_be_focused()  # the panel below asks; the browser's bubble would cover it
    assert Need.objects.count() == 0

    writer.get_by_label("Keep it as it is").check()
    writer.get_by_role("button", name="Send it to the programme").click()
    expect(writer.get_by_text("Your need is with the programme now.")).to_be_visible()
    assert Need.objects.get().text == "Since May a pupil shouts in 7/2."
    assert kept() == [("needs", "en", "class", 1)]


@pytest.mark.parametrize(
    ("text", "instead"),
    [("Dete iz sedmom dva ne dolazi na časove.", "sedmom"), ("Dete iz 7/2 ne dolazi na časove.", "7.")],
)
def test_a_serbian_year_has_its_dot_after_a_number_only(writer, text, instead):
    writer.locator("textarea").press_sequentially(text)

    expect(writer.locator(".marks").get_by_role("button", name=f"Write “{instead}”", exact=True)).to_be_visible()


def test_one_more_word_after_keep_it_is_asked_anew(writer):
    field = writer.locator("textarea")
    field.fill("Here Liam shouts.")
    keep = writer.get_by_label("Keep it as it is")
    keep.check()

    field.fill("Here Liam and Vjosa shout at Drilon.")

    expect(keep).not_to_be_checked()


def test_what_the_phone_could_not_check_is_asked_by_the_server(writer):
    writer.route("**/identifiers/*.json", lambda route: route.abort())
    writer.locator("textarea").fill(TEXT)
    writer.get_by_role("button", name="Send it to the programme").click()

    expect(writer.locator(".marks li")).to_have_count(2)
    expect(writer.locator("textarea")).to_have_value(TEXT)
    writer.get_by_label("Keep it as it is").check()
    writer.get_by_role("button", name="Send it to the programme").click()
    expect(writer.get_by_text("Your need is with the programme now.")).to_be_visible()


def test_the_words_of_another_language_that_come_late_change_nothing(writer):
    late = []
    writer.route("**/identifiers/de.*json", lambda route: late.append(route))
    field, proposal = writer.locator("textarea"), writer.get_by_role("button", name="Write “a pupil”")
    with writer.expect_request("**/identifiers/de.*json"):
        field.fill("Das Kind Liam ist nicht da.")
    field.fill("The child Liam is not here.")
    expect(proposal).to_be_visible()

    with writer.expect_response("**/identifiers/de.*json"):
        late[0].continue_()
    writer.evaluate("() => new Promise((go) => setTimeout(go, 300))")

    expect(proposal).to_be_visible()


@pytest.fixture
def begin(meeting, put_on_agenda, leader):
    """Begin to write down who does what."""
    item = put_on_agenda("next_steps", minutes=5)

    def begin():
        while Meeting.objects.get(pk=meeting.pk).item_id != item.pk:
            lead = Attendance.objects.select_related("meeting").get(pk=leader.pk)
            leading.go_next(lead, seen=lead.meeting.move_count, now=timezone.now())

    return begin


@pytest.fixture
def promiser(server, phone, meeting, present_member):
    page = phone()
    cookie = client_of(present_member).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
    return page


def open_meeting(page, meeting):
    page.goto(reverse("meetings:live", args=[meeting.pk]))


def test_a_field_that_comes_while_the_page_is_open_is_checked(promiser, meeting, begin):
    open_meeting(promiser, meeting)
    begin()
    promiser.get_by_label("What?").press_sequentially(TEXT)

    expect(promiser.locator(".marks li")).to_have_count(2)


def test_what_was_typed_before_the_check_came_is_marked(promiser, meeting, begin):
    begin()
    open_meeting(promiser, meeting)
    promiser.get_by_label("What?").fill(TEXT)
    promiser.reload()

    expect(promiser.get_by_label("What?")).to_have_value(TEXT)
    expect(promiser.locator(".marks li")).to_have_count(2)


def test_a_letter_that_is_asked_about_comes_back_and_the_next_ones_go_on(promiser, meeting, begin):
    promiser.route("**/identifiers/*.json", lambda route: route.abort())
    begin()
    open_meeting(promiser, meeting)
    field = promiser.get_by_label("What?")
    send = promiser.get_by_role("button", name="Add it")
    promiser.context.set_offline(True)
    for text in (TEXT, "A clean promise"):
        field.fill(text)
        send.click()
    promiser.context.set_offline(False)

    expect(promiser.get_by_text("A clean promise")).to_be_visible(timeout=20_000)
    expect(field).to_have_value(TEXT)
    expect(promiser.locator("[data-outbox-state]")).to_have_text(str(QUESTION))
    assert list(Action.objects.values_list("what", flat=True)) == ["A clean promise"]

    promiser.unroute("**/identifiers/*.json")
    field.press("End")
    field.press_sequentially(" ")
    promiser.get_by_label("Keep it as it is").check()
    send.click()

    expect(promiser.get_by_text(TEXT)).to_be_visible()
    expect(promiser.locator(".marks")).to_be_hidden()
    assert Action.objects.count() == 2


# --- What is told of it --------------------------------------------------------------------------
def told(*options: str) -> list[str]:
    out = StringIO()
    call_command("kept_words", *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_small_numbers_are_hidden_and_a_second_one_with_a_single_one(now):
    today = timezone.localdate(now)
    for kind, times in (("class", 5), ("name", 9), ("school", 4)):
        actions.count_kept({("en", kind): times}, room="needs", on=today)
    actions.count_kept({("en", "phone"): 50}, room="needs", on=today - dt.timedelta(days=40))

    assert told("--days", "30") == [
        "kind\tclass\tfew",
        "kind\tname\t9",
        "kind\tschool\tfew",
        "room\tneeds\t18",
        "language\ten\t18",
    ]
    assert "kind\tphone\t50" in told()


@pytest.mark.django_db
@pytest.mark.parametrize("days", ["0", "-1", "999999999999"])
def test_nothing_kept_is_nothing_told(days):
    assert told("--days", days) == []
