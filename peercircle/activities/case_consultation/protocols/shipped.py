"""The protocols that come with the house. An organisation's own ones stand in the database (`models.OwnProtocol`)."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.protocols import Protocol, steps, trios

TIETZE = Protocol(
    key="tietze",
    name=_("Six phases"),
    about=_("For most cases, when you have three quarters of an hour."),
    source="Kim-Oliver Tietze, Kollegiale Beratung (kollegiale-beratung.de)",
    people=range(5, 11),
    steps=(
        steps.CHOOSE,
        steps.TELL,
        steps.KEY_QUESTION,
        steps.MODULE,
        replace(steps.CONSULT, minutes=15),
        steps.FIRST_STEP,
    ),
)
SCHOOL = Protocol(
    key="school",
    name=_("For schools, in nine steps"),
    about=_("When you have an hour and want to understand before you advise."),
    source=_("three patterns from teacher training: lehrerfortbildung-bw.de, WiReLex, Universität Jena"),
    people=range(6, 13),
    steps=(
        replace(steps.CHOOSE, minutes=8),
        steps.TELL,
        steps.FLASHLIGHT,
        replace(steps.ASK, minutes=7),
        steps.HYPOTHESES,
        steps.ANSWER,
        steps.IDEAS,
        replace(steps.FIRST_STEP, minutes=4),
        replace(steps.LOOK_BACK, minutes=4),
    ),
)
CONSULTANCY = Protocol(
    key="consultancy",
    name=_("Consultancy"),
    about=_("For a dilemma to which there is no quick answer."),
    source="Consultancy Protocol, Coalition of Essential Schools and National School Reform Faculty",
    people=range(4, 13),
    steps=(
        steps.CHOOSE,
        replace(steps.TELL, minutes=5),
        steps.ASK,
        steps.PROBE,
        replace(steps.CONSULT, minutes=15),
        steps.FIRST_STEP,
        steps.LOOK_BACK,
    ),
)
SOLUTION_FOCUSED = Protocol(
    key="solution_focused",
    name=_("Reflecting team"),
    about=_("When time is short: it fits into one lesson and looks at what works."),
    source="Harry Norman, solution-focused reflecting team",
    people=range(4, 13),
    steps=(
        steps.CHOOSE,
        replace(steps.TELL, minutes=5),
        replace(steps.ASK, minutes=8),
        steps.IMPRESSED,
        steps.WONDER,
        replace(steps.FIRST_STEP, minutes=4),
    ),
)
INCIDENT = Protocol(
    key="incident",
    name=_("Incident method"),
    about=_("For one event, when you have more than an hour."),
    source=_("Paul Pigors, incident method; for teachers Hendriksen and others"),
    people=range(6, 13),
    steps=(
        steps.CHOOSE_INCIDENT,
        replace(steps.PROBE, minutes=15),
        replace(steps.HYPOTHESES, key="analyse", minutes=10),
        replace(steps.IDEAS, key="advice"),
        replace(steps.FIRST_STEP, minutes=10),
        steps.LOOK_BACK,
    ),
)
TROIKA = Protocol(
    key="troika",
    name=_("In trios"),
    about=_("Everybody gets help in half an hour, three of you at a time; nothing is written down."),
    source="Troika Consulting, Liberating Structures (Henri Lipmanowicz, Keith McCandless)",
    people=range(3, 61),
    steps=trios.steps(),
)
SHIPPED = (TIETZE, SCHOOL, CONSULTANCY, SOLUTION_FOCUSED, INCIDENT, TROIKA)
