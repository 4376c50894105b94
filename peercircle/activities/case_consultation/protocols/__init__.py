"""The protocols by which a group consults, as data: who speaks in which step, for how long, and what is stopped.

A protocol is a row of steps. What a step looks like on a phone follows from what it `does`; who may write in it follows
from who `speaks`, on the phone and again on the server. Nothing asks which protocol it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise

Text = str | Promise
CAME_OF_IT = "came_of_it"  # key of the stage before the first step, in which a meeting asks about earlier consultations


class Speaks(Enum):
    EVERYBODY = "everybody"
    CASE_GIVER = "case giver"  # the others listen
    CONSULTANTS = "consultants"  # the case giver listens, and their phone takes nothing in


class Does(Enum):
    CHOOSE = "choose"  # cases are offered, one is chosen; who is secretary, timekeeper, observer
    TELL = "tell"  # the story sheet
    ASK = "ask"  # questions and answers, aloud
    KEY_QUESTION = "key question"  # one sentence that the case giver owns
    MODULE = "module"  # the style of the consultation is chosen
    CONTRIBUTE = "contribute"  # one contribution in a turn
    ANSWER = "answer"  # the case giver says what it does to them
    FIRST_STEP = "first step"  # what the case giver takes along, what may stay, when we ask again
    LOOK_BACK = "look back"  # at how we worked, not at the case
    TRIO = "trio"  # in trios; nothing is written


# In these everybody speaks as they like, aloud; whoever leads notes who was heard.
FREELY = (Does.ASK, Does.KEY_QUESTION, Does.LOOK_BACK)


@dataclass(frozen=True)
class Step:
    key: str
    name: Text
    minutes: float
    does: Does
    speaks: Speaks
    say: Text  # what the facilitator reads aloud: at most two sentences
    stop: Text  # what the facilitator stops
    keeps: bool = False  # its contributions are ideas, which the case giver may let stay


@dataclass(frozen=True)
class Protocol:
    key: str
    name: Text
    about: Text  # when it fits, in a sentence
    source: Text  # who is to be credited
    people: range  # how many of us it takes, the case giver and the facilitator too
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        return round(sum(step.minutes for step in self.steps))

    @property
    def tells(self) -> bool:
        """Whether the story has a step of its own. Else it is told in a few words, and asked about."""
        return any(step.does is Does.TELL for step in self.steps)

    @property
    def is_in_trios(self) -> bool:
        return any(step.does is Does.TRIO for step in self.steps)


def step(protocol: Protocol, key: str) -> Step | None:
    return next((each for each in protocol.steps if each.key == key), None)


def fitting(protocols: list[Protocol], *, minutes: int, people: int) -> list[Protocol]:
    """Those for which time and people suffice, the one that uses the time best first; ten minutes are no difference."""
    enough = [each for each in protocols if each.minutes <= minutes and people in each.people]
    return sorted(enough, key=lambda each: (minutes - each.minutes) // 10)
