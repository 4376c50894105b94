"""An exercise shows its steps on every phone and on the wall."""

import pytest
from django.urls import reverse

from peercircle.meetings import methods, pointer


@pytest.mark.parametrize("method", [method.key for method in methods.usable_with("exercise")])
def test_the_steps_stand_on_phone_and_wall(leader, put_on_agenda, meeting, visit, method):
    item = put_on_agenda("exercise", minutes=4, method=method)

    phone = visit(leader, reverse("meetings:live", args=[meeting.pk])).content.decode()
    wall = visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
    steps = len(methods.get(method).steps)
    assert (phone.count('<ol class="steps">'), wall.count('<ol class="steps">')) == (1, 1)
    assert wall.split('<ol class="steps">')[1].split("</ol>")[0].count("<li>") == steps
    assert [(stage.seconds, stage.say) for stage in pointer.stages(item)] == [(240, methods.get(method).say)]


def test_an_exercise_of_ones_own_has_a_title_and_no_steps(leader, put_on_agenda, meeting, visit):
    put_on_agenda("exercise", title="Tea & stretching")

    page = visit(leader, reverse("meetings:live", args=[meeting.pk])).content.decode()
    assert "<h1>Tea &amp; stretching</h1>" in page
    assert "steps" not in page


def test_a_method_that_was_dropped_leaves_a_step_with_a_name(leader, put_on_agenda, meeting, visit):
    put_on_agenda("exercise", method="no_longer_there")

    assert "<h1>Exercise</h1>" in visit(leader, reverse("meetings:live", args=[meeting.pk])).content.decode()
