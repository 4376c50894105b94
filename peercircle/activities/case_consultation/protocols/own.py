"""What an organisation's own protocol is made of, and what has to be right before groups may choose it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peercircle.activities.case_consultation.protocols import Does, Protocol, Speaks, Step, Text

FEWEST_STEPS, MOST_STEPS = 2, 12
MOST_MINUTES = 120
LONGEST_STEP = 60
FEWEST_PEOPLE, MOST_PEOPLE = 3, 60


@dataclass(frozen=True)
class What:
    """What happens in a step, and so who speaks and what phones do. Chosen as one, so that nothing contradicts."""

    key: str
    name: Text
    does: Does
    speaks: Speaks
    keeps: bool = False

    def is_of(self, step: Step) -> bool:
        return (self.does, self.speaks, self.keeps) == (step.does, step.speaks, step.keeps)


WITH_ONE_CASE = (
    What("choose", gettext_lazy("A case is chosen"), Does.CHOOSE, Speaks.EVERYBODY),
    What("tell", gettext_lazy("The case giver tells, the others listen"), Does.TELL, Speaks.CASE_GIVER),
    What("ask", gettext_lazy("Questions and answers"), Does.ASK, Speaks.EVERYBODY),
    What("key_question", gettext_lazy("The key question is found"), Does.KEY_QUESTION, Speaks.EVERYBODY),
    What("module", gettext_lazy("The way of thinking along is chosen"), Does.MODULE, Speaks.EVERYBODY),
    What(
        "think",
        gettext_lazy("Feelings or hypotheses, one in a turn; the case giver listens"),
        Does.CONTRIBUTE,
        Speaks.CONSULTANTS,
    ),
    What(
        "ideas",
        gettext_lazy("Ideas that may stay, one in a turn; the case giver listens"),
        Does.CONTRIBUTE,
        Speaks.CONSULTANTS,
        keeps=True,
    ),
    What("answer", gettext_lazy("The case giver answers, the others listen"), Does.ANSWER, Speaks.CASE_GIVER),
    What("first_step", gettext_lazy("The case giver says a first step"), Does.FIRST_STEP, Speaks.CASE_GIVER),
    What("look_back", gettext_lazy("We look at how we worked"), Does.LOOK_BACK, Speaks.EVERYBODY),
)
IN_TRIOS = (
    What("trio_all", gettext_lazy("All of a trio talk, or each thinks alone"), Does.TRIO, Speaks.EVERYBODY),
    What("trio_one", gettext_lazy("The one whose turn it is tells"), Does.TRIO, Speaks.CASE_GIVER),
    What("trio_others", gettext_lazy("The others think aloud"), Does.TRIO, Speaks.CONSULTANTS),
)
WHATS = WITH_ONE_CASE + IN_TRIOS


def what(step: Step) -> What | None:
    return next((each for each in WHATS if each.is_of(step)), None)


def faults(steps: Sequence[Step], protocol: Protocol) -> list[str]:
    """What keeps it out of the offer, as sentences. `steps` are those that were written, of trios one turn."""
    return [*_of_length(steps, protocol), *(_of_trios(steps) if protocol.is_in_trios else _of_one_case(steps))]


def _of_length(steps: Sequence[Step], protocol: Protocol) -> Iterator[str]:
    if len(steps) < FEWEST_STEPS:
        yield _("It needs two steps at least.")
    if len(steps) > MOST_STEPS:
        yield _("More than twelve steps are too many to lead. Put some together.")
    if protocol.minutes > MOST_MINUTES:
        over = protocol.minutes - MOST_MINUTES
        sentence = ngettext(
            "It takes %(count)s minute more than two hours. Make steps shorter.",
            "It takes %(count)s minutes more than two hours. Make steps shorter.",
            over,
        )
        yield sentence % {"count": over}


def _of_trios(steps: Sequence[Step]) -> Iterator[str]:
    if any(step.does is not Does.TRIO for step in steps):
        yield _("Either all steps are in trios, or none.")


def _of_one_case(steps: Sequence[Step]) -> Iterator[str]:
    does = [step.does for step in steps]
    if does[:1] != [Does.CHOOSE]:
        yield _("It begins with a step in which a case is chosen.")
    if Does.CHOOSE in does[1:]:
        yield _("A case is chosen only once, at the beginning.")
    if does.count(Does.FIRST_STEP) != 1:
        yield _("Exactly once the case giver says a first step.")
