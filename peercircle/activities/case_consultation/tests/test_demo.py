"""What people of the made-up demo do in a consultation."""

import tomllib
from pathlib import Path
from random import Random

import pytest
from django.utils import translation

from peercircle.activities.case_consultation import demo, texts
from peercircle.activities.case_consultation.demo.playing import play
from peercircle.activities.case_consultation.models import Case, Consultation
from peercircle.activities.case_consultation.tests.at_a_step import *  # noqa: F403  (fixtures)
from peercircle.identifiers.finding import find
from peercircle.kit import master_keys, sealing
from peercircle.meetings.models import AgendaItem


@pytest.fixture
def played(consultation, go_to, present_member, now):
    """`played()`: what is left when everybody has done what they do in the demo."""

    def played():
        Consultation.objects.filter(pk=consultation.pk).update(topic="Zhurmë pas pushimit")
        with translation.override("sq"):
            for step in ("tell", "key_question", "module", "consult", "first_step"):
                go_to(step)
                item = AgendaItem.objects.select_related("meeting__leader").get(pk=consultation.item_id)
                play(item, present_member.membership, now, Random(1))
        return Consultation.objects.get(pk=consultation.pk)

    return played


def test_it_is_told_thought_about_and_taken_along(played):
    consultation = played()

    assert texts.story(consultation)[0].chosen
    assert consultation.contributions.count() == 3
    assert consultation.contributions.filter(may_stay=True).count() == 2
    assert (consultation.module, consultation.follow_up_on is not None) == ("brainstorm", True)
    assert all((consultation.key_question, consultation.first_step))


def test_where_nothing_can_be_sealed_it_is_said_aloud(played):
    """A key lies there whose master key is lost: the demo begins all the same."""
    sealing.new_key()
    master_keys.key_file().unlink()

    consultation = played()

    assert (consultation.key, consultation.story) == ("", None)
    assert not consultation.contributions.exists()
    assert consultation.first_step


@pytest.mark.parametrize("language", ["sq", "sr-latn"])
def test_nobody_offers_the_same_twice(group, member, facilitator, put_on_agenda, now, language):
    item = put_on_agenda("case_consultation", minutes=50)
    rng = Random(1)
    with translation.override(language):
        for owner in (member, facilitator, facilitator):
            play(item, owner, now, rng)

    topics = list(Case.objects.values_list("topic", flat=True))
    assert len(topics) == len(set(topics)) == 2


@pytest.mark.parametrize("language", ["sq", "sr"])
def test_its_cases_hold_nothing_that_could_tell_who_somebody_is(language):
    whole = tomllib.loads((Path(demo.__file__).parent / "cases.toml").read_text("utf-8"))
    open_texts = ("topic", "question", "first_step", "sentence")
    said = [case[name] for case in whole[language] for name in open_texts]
    said += [text for case in whole[language] for text in (case["story"]["text"], *case["said"])]

    assert [found.text for text in said for found in find(text, language)] == []
