"""The check-out as the meeting sees it.

The pulse is shown as its median alone: columns for one to five would show the lowest and the highest
answer, and in a small group everybody knows whose those are.
"""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peercircle.activities.check_out import actions
from peercircle.activities.check_out.models import Pulse, PulseResult
from peercircle.meetings.kinds import Face, Kind, Passage, Stage
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.rounds import guide
from peercircle.rounds.actions import word_of

ONE_WORD = "one_word"
SHOWN = "shown"
SECONDS_SHOWN = 30

WORDS = {
    1: _("not useful"),
    2: _("a little useful"),
    3: _("useful"),
    4: _("quite useful"),
    5: _("very useful"),
}


def is_written(item: AgendaItem) -> bool:
    """One word is written on the phones; all other rounds are spoken."""
    return item.method in {"", ONE_WORD}


def stages(item: AgendaItem) -> list[Stage]:
    seconds = max(item.minutes * 60 - SECONDS_SHOWN, SECONDS_SHOWN)
    return [
        Stage("all", "", seconds, guide.say(item, ONE_WORD)),
        Stage(
            SHOWN,
            _("How it was for us"),
            SECONDS_SHOWN,
            _("This is how useful today was for us. Thank you for coming, and see you next time."),
        ),
    ]


def answered(item: AgendaItem) -> dict[str, object]:
    return {"part": f"{actions.PART}-{item.pk}", "answers": Pulse.objects.filter(item=item).count()}


def find(_topic: str, key: str) -> AgendaItem | None:
    return AgendaItem.objects.filter(pk=key).first()


def draw_answered(item: AgendaItem) -> str:
    """How many have answered, never what."""
    return render_to_string("check_out/_answered.html", answered(item))


def result(item: AgendaItem) -> dict[str, object]:
    found = actions.result_of(item)
    return {"result": found, "words": WORDS[found.median] if found else "", "scale": list(actions.PULSES)}


def mine(item: AgendaItem, me: Attendance) -> dict[str, object]:
    pulse = actions.pulse_of(item, me)
    return {"pulse": pulse, "choices": [(value, WORDS[value], value == pulse) for value in actions.PULSES]}


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    if stage.key == SHOWN:
        return Face("check_out/_result.html", result(item))
    context = {**mine(item, me), "is_written": is_written(item), "mine": word_of(item, me)}
    return Face("check_out/_phone.html", context | answered(item))


def screen(item: AgendaItem, stage: Stage) -> Face:
    if stage.key == SHOWN:
        return Face("check_out/_result.html", result(item))
    return Face("check_out/_screen.html", {"is_written": is_written(item)} | answered(item))


def enter(item: AgendaItem, stage: str) -> None:
    if stage == SHOWN:
        actions.count_pulses(item)


def record(item: AgendaItem) -> list[Passage]:
    """The middle only, counted now at the latest; the words are not recorded."""
    actions.count_pulses(item)
    found = actions.result_of(item)
    if found is None:
        return []
    line = gettext("%(median)s of 5 (%(words)s), the middle of %(answers)s answers.") % {
        "median": found.median,
        "words": WORDS[found.median],
        "answers": found.answers,
    }
    return [Passage(_("How useful the meeting was"), [line])]


def usefulness(meetings: QuerySet | list[int]) -> QuerySet:
    kept = PulseResult.objects.filter(item__meeting__in=meetings, item__removed_at=None)
    return kept.annotate(meeting_pk=F("item__meeting"), middle=F("median"))


KIND = Kind(
    key="check_out",
    name=_("Check-out"),
    icon="sunset",
    minutes=5,
    stages=stages,
    phone=phone,
    screen=screen,
    enter=enter,
    record=record,
    forget=actions.forget,
    usefulness=usefulness,
)
