"""The ways in which a group can think along, as data. The words are ours; who described a way first is credited."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
TIETZE = "Kim-Oliver Tietze, kollegiale-beratung.de"


@dataclass(frozen=True)
class Module:
    key: str
    name: Text
    question: Text  # of the case giver, which it serves
    instruction: Text  # stands above the field
    prompt: Text  # how a contribution may begin
    source: str


MODULES = (
    Module(
        "brainstorm",
        _("Collecting ideas"),
        _("What could I do?"),
        _("Short ideas, many of them, without a comment."),
        _("One could …"),
        TIETZE,
    ),
    Module(
        "headstand",
        _("Headstand"),
        _("I am stuck."),
        _("How could it get worse? Then turn each answer round."),
        _("It gets worse when one …"),
        TIETZE,
    ),
    Module(
        "resonance",
        _("Resonance"),
        _("How does this land with you?"),
        _("Only what you felt and thought while you listened. No advice."),
        _("While I listened, I felt …"),
        TIETZE,
    ),
    Module(
        "advice",
        _("Good advice"),
        _("What would you do?"),
        _("One piece of advice from each, plainly, without reasons."),
        _("My advice is …"),
        TIETZE,
    ),
    Module(
        "say_it",
        _("Saying it"),
        _("What do I say?"),
        _("Say the very sentence that you would say to the other one."),
        _("I would say: “…”"),
        TIETZE,
    ),
    Module(
        "key_question",
        _("Finding the key question"),
        _("I do not know what I want to ask."),
        _("Each of us offers a question that could be the one behind the story."),
        _("Could your question be …?"),
        TIETZE,
    ),
    Module(
        "hypotheses",
        _("Hypotheses"),
        _("Why might this happen?"),
        _("What might be behind it? Nothing is certain, nothing is a diagnosis."),
        _("One hypothesis could be …"),
        TIETZE,
    ),
    Module(
        "identification",
        _("In other shoes"),
        _("How is it for the other side?"),
        _("Speak as one of those in the story, as “I”: as the pupil, a parent, the director."),
        _("I, as the pupil, …"),
        "FH Joanneum, Graz (oer.fh-joanneum.at)",
    ),
    Module(
        "success",
        _("What went well before"),
        _("What has worked elsewhere?"),
        _("Each of us recalls something similar that went well, and what helped."),
        _("It helped me once that …"),
        "PeerCircle",
    ),
    Module(
        "support",
        _("Who can help"),
        _("Who can help?"),
        _("Name people and services that could carry a part of it. Nobody names the child."),
        _("What about …?"),
        "PeerCircle",
    ),
)


def get(key: str) -> Module | None:
    return next((module for module in MODULES if module.key == key), None)
