"""The library of methods: small things that a group does together, with their steps and the words to begin.

The minutes are for nine people. All words are ours; a source is named where a method was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Type(models.TextChoices):
    ICEBREAKER = "icebreaker", _("ice-breaker")
    ENERGISER = "energiser", _("energiser")
    CHECK_IN = "check-in", _("check-in")
    CHECK_OUT = "check-out", _("check-out")
    ANY_ROUND = "any-round", _("any round")
    SELF_CARE = "self-care", _("self-care")
    CLOSING = "closing", _("closing")


@dataclass(frozen=True)
class Method:
    key: str
    name: Text
    type: Type
    kinds: tuple[str, ...]  # keys of the activities that can use it
    minutes: int
    steps: tuple[Text, ...]
    say: Text  # what the facilitator reads aloud to begin: two sentences
    needs_standing: bool = False
    needs_touch: bool = False
    needs_reading: bool = False
    suits_ramadan_afternoon: bool = True  # quiet enough for people who fast
    source: str = ""


LIST_OF_GAMES = "https://www.scribd.com/doc/121950963/jocuri"

LIBRARY = (
    Method(
        key="this_is_who_i_am",
        name=_("This is who I am"),
        type=Type.ICEBREAKER,
        kinds=("icebreaker",),
        minutes=25,
        steps=(
            _("Everybody writes alone for eight minutes: what matters from my past, present and future."),
            _("One after another presents in two minutes what they want the others to know."),
            _("The group thanks each one; nobody asks questions."),
        ),
        say=_(
            "Write for yourself what matters from your past, your present and your future. "
            "Afterwards each of us tells the others as much of it as we wish."
        ),
        needs_reading=True,
        source="https://ventureteambuilding.co.uk/masking-the-future",
    ),
    Method(
        key="life_line",
        name=_("Life line"),
        type=Type.ICEBREAKER,
        kinds=("icebreaker", "exercise"),
        minutes=40,
        steps=(
            _("Each draws a line and marks five to seven moments on it that made them who they are."),
            _("Each shows their line for two to three minutes and tells what they wish to tell."),
            _("The group listens and thanks; nothing is commented on."),
        ),
        say=_(
            "Draw the line of your life with five to seven moments on it. You decide which of them you tell us about."
        ),
        needs_reading=True,
        source="https://icebreakergen.com/games/life-timeline",
    ),
    Method(
        key="name_and_adjective",
        name=_("Name and adjective"),
        type=Type.ICEBREAKER,
        kinds=("icebreaker",),
        minutes=6,
        steps=(
            _("Stand in a circle."),
            _("The first says their name with an adjective of the same first letter, and adds a gesture."),
            _("Everybody repeats name, adjective and gesture; then it is the neighbour's turn."),
        ),
        say=_(
            "Say your name with an adjective of the same first letter, and show a gesture that suits it. "
            "We all repeat it, then your neighbour goes on."
        ),
        needs_standing=True,
        source=LIST_OF_GAMES,
    ),
    Method(
        key="in_common",
        name=_("What we have in common"),
        type=Type.ICEBREAKER,
        kinds=("icebreaker", "exercise"),
        minutes=8,
        steps=(
            _("Sit together in threes."),
            _("Find three things that all three of you share and that have nothing to do with work."),
            _("Each three tells the group the most surprising one."),
        ),
        say=_(
            "Find two colleagues you know little about, and three things that all of you share outside work. "
            "In five minutes each three tells us one of them."
        ),
        source=LIST_OF_GAMES,
    ),
    Method(
        key="sun_shines",
        name=_("The sun shines on …"),
        type=Type.ENERGISER,
        kinds=("exercise",),
        minutes=5,
        steps=(
            _("Sit in a circle with one chair fewer than there are people; one stands in the middle."),
            _("The one in the middle says on whom the sun shines: on all who drank coffee today, perhaps."),
            _("All to whom this applies change seats; whoever finds none goes to the middle."),
        ),
        say=_(
            "The sun shines on everybody for whom my sentence is true: you change seats, and so do I. "
            "Whoever finds no chair says the next sentence."
        ),
        needs_standing=True,
        suits_ramadan_afternoon=False,
        source=LIST_OF_GAMES,
    ),
    Method(
        key="pass_the_energy",
        name=_("Pass the energy"),
        type=Type.ENERGISER,
        kinds=("exercise",),
        minutes=3,
        steps=(
            _("Stand hand in hand in a circle and shut your eyes. Whoever prefers just watches."),
            _("One presses the hand of the neighbour, who passes it on, until it has come round."),
            _("Once more, as fast as it goes."),
        ),
        say=_(
            "Take each other's hands if you like, shut your eyes, and pass on the press of the hand. "
            "When it has come round, we do it again, faster."
        ),
        needs_standing=True,
        needs_touch=True,
        source=LIST_OF_GAMES,
    ),
    Method(
        key="birthday_line",
        name=_("Birthday line"),
        type=Type.ENERGISER,
        kinds=("exercise",),
        minutes=4,
        steps=(
            _("Without a word, line up by your birthdays, from January to December."),
            _("When the line stands, each says their day."),
            _("Laugh about the mistakes and find your right places."),
        ),
        say=_(
            "From now on nobody speaks: stand in a line by your birthdays, January here, December there. "
            "When you are ready, we hear whether it is right."
        ),
        needs_standing=True,
        source=LIST_OF_GAMES,
    ),
    Method(
        key="rainstorm",
        name=_("Rainstorm"),
        type=Type.ENERGISER,
        kinds=("exercise",),
        minutes=3,
        steps=(
            _("Stand in a circle. One rubs their hands; the neighbour joins in, and so it goes round."),
            _("In the same way the storm grows: snap your fingers, clap, stamp your feet."),
            _("Then it passes: clap, snap, rub, silence."),
        ),
        say=_(
            "We make a storm together: do what your right-hand neighbour does, as soon as they do it. "
            "It begins with a soft rain, and it also ends with one."
        ),
        needs_standing=True,
        suits_ramadan_afternoon=False,
        source=LIST_OF_GAMES,
    ),
    Method(
        key="one_word",
        name=_("One word"),
        type=Type.CHECK_IN,
        kinds=("check_in", "check_out"),
        minutes=3,
        steps=(
            _("Everybody looks for one word for how they are just now."),
            _("The words are heard one after another, without explanation."),
            _("Whoever wants to pass says so."),
        ),
        say=_(
            "Find one word for how you are at this moment. "
            "We hear the words as they come; nobody explains, and you may pass."
        ),
    ),
    Method(
        key="weather_report",
        name=_("Weather report"),
        type=Type.CHECK_IN,
        kinds=("check_in",),
        minutes=5,
        steps=(
            _("Everybody thinks of the weather inside them today: sun, fog, wind, a storm that passes."),
            _("Each tells their weather in a sentence, and a reason if they like."),
            _("The others listen and do not comment."),
        ),
        say=_("What is the weather like in you today? Tell us in a sentence, with the reason only if you like."),
    ),
    Method(
        key="pits_and_peaks",
        name=_("Pits and peaks"),
        type=Type.CHECK_IN,
        kinds=("check_in",),
        minutes=10,
        steps=(
            _("Everybody remembers one low and one high since the last meeting."),
            _("Each tells both in less than a minute, without names of pupils or colleagues."),
            _("The others listen; nobody gives advice."),
        ),
        say=_(
            "Think of one low and one high since we last met. "
            "Each of us has a minute for both; we only listen, and we name nobody."
        ),
        source="https://rad2163.wixsite.com/tlc-in-emergency/organization",
    ),
    Method(
        key="what_i_need",
        name=_("What I need today"),
        type=Type.CHECK_IN,
        kinds=("check_in",),
        minutes=6,
        steps=(
            _("Everybody asks themselves: what do I hope to take home from today?"),
            _("Each says it in less than a minute."),
            _("The facilitator remembers it and comes back to it at the end."),
        ),
        say=_(
            "What do you hope to take home from this meeting? "
            "Say it in less than a minute; at the end we look back at it."
        ),
        source=(
            "https://mitsdu.dk/en/mit_studie/kandidat/engelsk_i_odense_kandidat/vejledning-og-support/"
            "studiegrupper/studiegruppemoeder/oevelse-check-ind-ud"
        ),
    ),
    Method(
        key="talking_object",
        name=_("Talking object"),
        type=Type.ANY_ROUND,
        kinds=("exercise", "check_in", "check_out"),
        minutes=10,
        steps=(
            _("Choose an object that lies well in the hand: a stone, a pen, a cup."),
            _("Only the one who holds it speaks; all others listen."),
            _("It goes round until everybody had it; you may pass it on in silence."),
        ),
        say=_("Whoever holds this speaks, and all others listen. You may also pass it on without a word."),
    ),
    Method(
        key="two_minute_breath",
        name=_("Two-minute breath"),
        type=Type.SELF_CARE,
        kinds=("exercise",),
        minutes=3,
        steps=(
            _("Sit upright with both feet on the floor; shut your eyes or look at one spot."),
            _("Breathe in calmly, and let the breath out take longer than the breath in."),
            _("After two minutes stretch, look around, and come back. Whoever prefers just sits quietly."),
        ),
        say=_(
            "Put both feet on the floor and let each breath out take a little longer than the breath in. "
            "You need not join in; then simply enjoy two quiet minutes."
        ),
    ),
    Method(
        key="bag_bin_seed",
        name=_("Bag, bin, seed"),
        type=Type.CHECK_OUT,
        kinds=("check_out",),
        minutes=6,
        steps=(
            _("Everybody thinks of three things: what I take with me, what I leave here, what I will try."),
            _("Each says the three in less than a minute."),
            _("What you want to try is yours: nobody checks it."),
        ),
        say=_(
            "What goes into your bag, what into the bin, and which seed will you plant by next time? "
            "Each of us has less than a minute."
        ),
    ),
    Method(
        key="thank_you_round",
        name=_("Thank-you round"),
        type=Type.CLOSING,
        kinds=("check_out",),
        minutes=5,
        steps=(
            _("Turn to the neighbour on your left."),
            _("Thank them for one concrete thing that they did or said today."),
            _("It goes round until everybody has given and received a thank-you."),
        ),
        say=_(
            "Thank the neighbour on your left for one concrete thing today. "
            "Whoever is thanked just says: you are welcome."
        ),
    ),
)

_BY_KEY = {method.key: method for method in LIBRARY}


def get(key: str) -> Method | None:
    """None for no method, and for one that a later version of the library has dropped."""
    return _BY_KEY.get(key)


def usable_with(kind: str) -> list[Method]:
    return [method for method in LIBRARY if kind in method.kinds]
