"""Topics in a column for each, as Kobo writes them when it is told to: which columns are such, and which are not."""

from __future__ import annotations

import pytest

from peercircle.people.models import Person
from peercircle.programme.imports.gathering import gathered
from peercircle.programme.imports.layout import lay_out
from peercircle.programme.imports.reach import Reach
from peercircle.programme.imports.reading import read
from peercircle.programme.imports.understanding import understand
from peercircle.programme.models import ExpertTeam, Topic
from peercircle.programme.tests.files import text

EACH = "Day;Kind;Municipality;First name;Family name;{};Gender"


@pytest.fixture
def told(session, now):
    """What came of one line under these columns for topics."""

    def told(columns, cells):
        lines = EACH.format(columns), f"{session.held_on.isoformat()};coaching;Podujevë;Arta;Krasniqi;{cells};f"
        reach = Reach(ExpertTeam.objects.all(), Person.objects.all(), today=now.date())
        return understand(lay_out(read(text(*lines))), reach)

    return told


@pytest.mark.parametrize(
    "headings",
    [
        "Topics/Gender;Topics/topic_1",
        "session/topics/Gender;session/topics/topic_1",
        "s.topics.Gender;s.topics.topic_1",
    ],
)
def test_a_topic_with_a_known_word_is_not_taken_for_its_column(told, headings):
    one = Topic.objects.create(name_sq="Gender", name_sr="Rod", name_en="Gender", name_de="Gender")

    (arta,) = told(headings, "1;0").people

    assert (arta.sex, arta.sessions[0].topics) == ("f", {one.pk})


def test_a_topic_that_we_do_not_have_is_told_at_its_column(told):
    understood = told("topics/topic_1;topics/topic_99", "0;1")

    assert [(each["cells"], each["said"], each["code"]) for each in gathered(understood.troubles)] == [
        ("G2", "topic_99", "no-topic")
    ]
    assert understood.sessions[0].topics == set()


def test_two_words_over_what_was_written_are_one_column(told):
    one = Topic.objects.all()[0]

    assert told("Tema / Përmbajtja;Note", f"{one.name_sq};").sessions[0].topics == {one.pk}


def test_where_the_topics_stand_together_too_they_are_read_there(told):
    one, other = Topic.objects.all()[:2]

    understood = told("topics/topic_1;topics", f"1;topic_{one.pk} topic_{other.pk}")

    assert understood.sessions[0].topics == {one.pk, other.pk}
