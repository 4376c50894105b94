"""What each phone shows in a step: whoever moderates, gives the case, consults or writes sees their own part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils.functional import Promise
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import access, circle, library, modules, story_sheet, texts
from peercircle.activities.case_consultation.actions.ending import is_too_old
from peercircle.activities.case_consultation.forms import steps as forms
from peercircle.activities.case_consultation.models import Consultation, Contribution
from peercircle.activities.case_consultation.protocols import FREELY, Does, Step
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import AgendaItem, Attendance, Meeting

FOUR_WEEKS = timedelta(weeks=4)
SHORT = 6  # a step of so many minutes or fewer has no half-time: two minutes left come too soon after it
Context = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """A contribution with its text, or with the reason why it cannot be read."""

    pk: UUID
    by: Attendance
    text: str
    why: str | Promise
    may_stay: bool


@dataclass(frozen=True)
class Look:
    """All that the faces of a step are made of."""

    item: AgendaItem
    step: Step
    me: Attendance
    consultation: Consultation
    who: circle.Circle
    contributions: list[Contribution]

    @property
    def meeting(self) -> Meeting:
        return self.item.meeting

    @property
    def is_too_old(self) -> bool:
        return is_too_old(self.consultation, now())

    @property
    def is_case_giver(self) -> bool:
        return self.me == self.who.case_giver

    @property
    def leads(self) -> bool:
        return self.me.pk == self.who.leader_id

    @property
    def draft(self) -> str:
        """Where the phone keeps what is typed: gone with the meeting."""
        return f"private-{self.meeting.pk}-{self.item.pk}-{self.me.pk}-{self.step.key}"

    def form(self, kind: type[forms.AtStepForm], **more: Any) -> forms.AtStepForm:
        more["initial"] = {"at": self.step.key, "id": uuid4(), **more.pop("initial", {})}
        return kind(draft=self.draft, **more)

    def said(self, steps: set[str]) -> list[Said]:
        """What was written in these steps. What was said aloud has no text."""
        people = {one.pk: one for one in self.who.people}
        rows = [each for each in self.contributions if each.step in steps and each.text is not None]
        opened = [(each, self._opened(each)) for each in rows]
        return [Said(each.pk, people[each.by_id], text.text, text.why, each.may_stay) for each, text in opened]

    def _opened(self, contribution: Contribution) -> texts.Opened:
        over = texts.Opened(why=texts.ENDED)
        return over if self.is_too_old else texts.of_contribution(self.consultation, contribution)

    def story(self) -> tuple[story_sheet.Sheet | None, str | Promise]:
        """The story sheet, and why it cannot be read."""
        return (None, texts.ENDED) if self.is_too_old else texts.story(self.consultation)


def look(item: AgendaItem, step: Step, me: Attendance) -> Look:
    """Three queries beside the consultation itself."""
    consultation = item.consultation
    who = circle.circle(consultation, item.meeting)
    return Look(item, step, me, consultation, who, list(consultation.contributions.all()))


# --- What is shown in every step -----------------------------------------------------------------
def on_phone(item: AgendaItem, step: Step, me: Attendance) -> Face:
    here = look(item, step, me)
    if here.consultation.stopped_at or not here.who.case_giver_is_here:
        return Face("case_consultation/_step_rests.html", _resting(here))
    template, more = OF_STEPS[step.does]
    return Face(template, {**_everywhere(here), **more(here)})


def on_wall(item: AgendaItem, step: Step) -> Face:
    """The wall says what we do and who speaks; nothing of the case stands on it."""
    here = look(item, step, Attendance())
    turn = circle.turns(here.who, here.contributions, step.key)
    speaker = turn.speaker if step.does is Does.CONTRIBUTE and here.who.case_giver_is_here else None
    return Face("case_consultation/_step_screen.html", {**_names(here), "speaker": speaker})


def _names(here: Look) -> Context:
    return {
        "step": here.step,
        "consultation": here.consultation,
        "case_giver": here.who.case_giver,
        "is_case_giver": here.is_case_giver,
    }


def _everywhere(here: Look) -> Context:
    story, why = here.story()
    return {
        **_names(here),
        "role": here.who.roles.get(here.me.pk, ""),
        "story": story,
        "unreadable": why,
        "aloud": _aloud(here),
        "not_heard": _not_heard(here),
    }


def _not_heard(here: Look) -> list[tuple[Attendance, forms.AtStepForm]]:
    """For the phone that leads, where people speak as they like: each with the tap that they were heard."""
    if not here.leads or here.step.does not in FREELY:
        return []
    silent = circle.not_heard(here.who, here.contributions)
    return [(one, here.form(forms.SpeakerForm, auto_id=False, initial={"speaker": one.pk})) for one in silent]


def _aloud(here: Look) -> list[tuple[datetime, str | Promise]]:
    """What the timekeeper says, and when."""
    ends = here.meeting.stage_ends_at
    if here.meeting.is_paused or ends is None:
        return []
    sentences: list[tuple[datetime, str | Promise]] = [
        (ends - timedelta(minutes=2), _("Two minutes are left.")),
        (ends, _("Our time for this step is over.")),
    ]
    if here.step.minutes > SHORT:
        half = ends - timedelta(minutes=here.step.minutes / 2)
        sentences.insert(0, (half, _("Half of our time for this step is over.")))
    return sentences


def _resting(here: Look) -> Context:
    """It stopped, no case was chosen, or the case giver has left."""
    began = here.meeting.stage_began_at
    stopped = here.consultation.stopped_at
    following = None
    if here.leads:
        following = next((item for item in here.meeting.items.all() if item.position > here.item.position), None)
    return {
        **_names(here),
        "may_take_back": bool(stopped and (began is None or stopped >= began)),
        "following": following,
    }


# --- What belongs to one kind of step ------------------------------------------------------------
def _tell(here: Look) -> Context:
    if not here.is_case_giver:
        return {}
    story, _why = here.story()
    return {"form": here.form(forms.StoryForm, initial=story.answers if story else {})}


def _question(here: Look) -> Context:
    """The case giver writes; the others offer."""
    mine = {"text": here.consultation.key_question}
    form = here.form(forms.QuestionForm, initial=mine) if here.is_case_giver else here.form(forms.OfferedQuestionForm)
    return {"form": form, "offers": here.said({here.step.key})}


def _module(here: Look) -> Context:
    return {
        "modules": modules.MODULES,
        "chosen": modules.get(here.consultation.module),
        "wished": modules.get(here.consultation.wished_module),
        "form": here.form(forms.AtStepForm),
    }


def _contribute(here: Look) -> Context:
    turn = circle.turns(here.who, here.contributions, here.step.key)
    context: Context = {
        "turn": turn,
        "is_my_turn": turn.speaker == here.me,
        "am_next": turn.next_up == here.me,
        "module": modules.get(here.consultation.module) if here.step.keeps else None,
    }
    if here.is_case_giver:
        return context
    return context | {
        "form": here.form(forms.ContributionForm),
        "said": here.said({here.step.key}),
        "pass_form": here.form(forms.SpeakerForm, initial={"speaker": turn.speaker.pk if turn.speaker else None}),
        "secretary_form": here.form(forms.SecretaryForm),
        "to_write": _to_write(here, turn),
    }


def _to_write(here: Look, turn: circle.Turns) -> list[Attendance]:
    """For whom the secretary may write: who speaks now, then those whose last turn has no text."""
    last = {each.by_id: each for each in here.contributions if each.step == here.step.key}
    empty = [one for one in turn.speakers if one.pk in last and last[one.pk].text is None and one != turn.speaker]
    return [one for one in [turn.speaker, *empty] if one]


def _answer(here: Look) -> Context:
    return {"said": here.said(_silent_steps(here))}


def _silent_steps(here: Look) -> set[str]:
    return {step.key for step in library.of(here.consultation).steps if step.does is Does.CONTRIBUTE}


def _keeping_steps(here: Look) -> set[str]:
    return {step.key for step in library.of(here.consultation).steps if step.keeps}


def _first_step(here: Look) -> Context:
    said = here.said(_keeping_steps(here))
    if not here.is_case_giver:
        return {"said": said}
    initial = {
        "first_step": here.consultation.first_step,
        "follow_up_on": here.consultation.follow_up_on or _ask_on(here),
    }
    return {"said": said, "form": here.form(forms.FirstStepForm, initial=initial)}


def _ask_on(here: Look) -> object:
    """At the group's next meeting, else in four weeks."""
    next_at = access.meets_next_at(here.item)
    return localdate(next_at) if next_at else localdate() + FOUR_WEEKS


def _nothing(here: Look) -> Context:
    return {}


OF_STEPS: dict[Does, tuple[str, Callable[[Look], Context]]] = {
    Does.TELL: ("case_consultation/_step_tell.html", _tell),
    Does.ASK: ("case_consultation/_step_ask.html", _nothing),
    Does.KEY_QUESTION: ("case_consultation/_step_question.html", _question),
    Does.MODULE: ("case_consultation/_step_module.html", _module),
    Does.CONTRIBUTE: ("case_consultation/_step_contribute.html", _contribute),
    Does.ANSWER: ("case_consultation/_step_answer.html", _answer),
    Does.FIRST_STEP: ("case_consultation/_step_first.html", _first_step),
    Does.LOOK_BACK: ("case_consultation/_step_look_back.html", _nothing),
}
