"""The steps of which the shipped protocols are made. The words are ours."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.protocols import Does, Speaks, Step

CHOOSE = Step(
    key="choose",
    name=_("Choosing the case"),
    minutes=5,
    does=Does.CHOOSE,
    speaks=Speaks.EVERYBODY,
    say=_("Who would like to think about something with us? Two words are enough, and how urgent it is for you."),
    stop=_("No story yet: it has its own time in a moment."),
)
CHOOSE_INCIDENT = replace(
    CHOOSE,
    minutes=15,
    say=_(
        "Who has an event for us? Tell us in two or three sentences what happened, without anything by which the child"
        " could be recognised. Then we choose one."
    ),
    stop=_("No questions and no long story yet: in the next step we ask what we need to know."),
)
TELL = Step(
    key="tell",
    name=_("The story"),
    minutes=10,
    does=Does.TELL,
    speaks=Speaks.CASE_GIVER,
    say=_(
        "Tell us as much as we need to help you, without anything by which the child could be recognised. We listen."
    ),
    stop=_("No questions and no advice while the story is told."),
)
ASK = Step(
    key="ask",
    name=_("Questions to understand"),
    minutes=5,
    does=Does.ASK,
    speaks=Speaks.EVERYBODY,
    say=_("What do we still need to know? Short questions, short answers."),
    stop=_("No advice that is dressed up as a question."),
)
PROBE = replace(
    ASK,
    key="probe",
    name=_("Questions that go deeper"),
    minutes=10,
    say=_("Ask what could open another view. We hear the answers and do not discuss them."),
    stop=_("No discussion of an answer, no advice."),
)
KEY_QUESTION = Step(
    key="key_question",
    name=_("The key question"),
    minutes=5,
    does=Does.KEY_QUESTION,
    speaks=Speaks.EVERYBODY,
    say=_("What is your question to us, in one sentence? If it does not come, each of us offers one and you choose."),
    stop=_("No answers yet."),
)
MODULE = Step(
    key="module",
    name=_("How we consult"),
    minutes=5,
    does=Does.MODULE,
    speaks=Speaks.EVERYBODY,
    say=_("Which way of thinking along fits your question? The case giver may wish for one; then I choose."),
    stop=_("No answers yet, also not to try a way out."),
)
CONSULT = Step(
    key="consult",
    name=_("Consultation"),
    minutes=10,
    does=Does.CONTRIBUTE,
    speaks=Speaks.CONSULTANTS,
    say=_("One contribution in a turn, not too fast. The case giver leans back, listens and does not answer."),
    stop=_("No debate, no second thought in the same turn, no glance that asks the case giver for an answer."),
    keeps=True,
)
FLASHLIGHT = replace(
    CONSULT,
    key="flashlight",
    name=_("What it does to us"),
    minutes=5,
    say=_("What do you feel after this story? One sentence each that begins with “I”."),
    stop=_("No advice, no explanation of why it happened."),
    keeps=False,
)
HYPOTHESES = replace(
    CONSULT,
    key="hypotheses",
    name=_("Why might it be so?"),
    minutes=8,
    say=_("Say what might be behind it: “One hypothesis could be …”. The case giver only listens."),
    stop=_("No certainties, no diagnoses, no advice yet."),
    keeps=False,
)
IMPRESSED = replace(
    CONSULT,
    key="impressed",
    name=_("What impressed us"),
    minutes=3,
    say=_("Each of us says what impressed us in how our colleague deals with it."),
    stop=_("No “but”, no advice."),
    keeps=False,
)
IDEAS = replace(
    CONSULT,
    key="ideas",
    name=_("Ideas"),
    minutes=10,
    say=_("What could one do? Small and concrete, one idea in a turn; the case giver listens."),
    stop=_("No talk about whether an idea is good."),
)
WONDER = replace(
    IDEAS,
    key="wonder",
    name=_("Wondering aloud"),
    say=_("Wonder aloud with each other: “I wonder what would happen if …”. The case giver listens."),
    stop=_("No talking to the case giver, only with each other."),
)
ANSWER = Step(
    key="answer",
    name=_("The case giver answers"),
    minutes=4,
    does=Does.ANSWER,
    speaks=Speaks.CASE_GIVER,
    say=_("What of this touches you, and where do you want to go? Nobody has to justify anything."),
    stop=_("No defence of an idea."),
)
FIRST_STEP = Step(
    key="first_step",
    name=_("The first step"),
    minutes=5,
    does=Does.FIRST_STEP,
    speaks=Speaks.CASE_GIVER,
    say=_("What do you take along, and what is your first step? Then we thank you, and each other."),
    stop=_("No last advice."),
)
LOOK_BACK = Step(
    key="look_back",
    name=_("How we worked"),
    minutes=5,
    does=Does.LOOK_BACK,
    speaks=Speaks.EVERYBODY,
    say=_("How did we work together: what helped, and what do we do differently next time? The case itself rests now."),
    stop=_("No going back into the case."),
)
