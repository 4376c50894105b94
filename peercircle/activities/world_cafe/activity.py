"""World Café: conversations at small tables, in rounds.

The method's text is our own; World Café is described with credit at theworldcafe.com.
In the minutes the cards are for everybody, for they were read back to the group; the notes stay with the members.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe import faces, seating
from peercircle.activities.world_cafe.actions import choosing, notes, planning, seats
from peercircle.activities.world_cafe.actions.planning import cafe_of
from peercircle.activities.world_cafe.faces import say
from peercircle.activities.world_cafe.models import Cafe, Table
from peercircle.meetings.kinds import Kind, Passage, Stage
from peercircle.meetings.models import AgendaItem

CHOOSE, HOSTS, HARVEST, READ = 3 * 60, 3 * 60, 5 * 60, 2 * 60
SHORTEST_ROUND = 3 * 60


def prepare(item: AgendaItem) -> None:
    """A café that comes back keeps the themes that nobody spoke about yet.

    A group's first meeting begins with the five themes of the first group; others plan their own.
    """
    cafe = cafe_of(item)
    if cafe.tables.exists():
        return
    if item.carried_from_id:
        for table in Table.objects.filter(cafe__item=item.carried_from_id, notes=None):
            planning.add_theme(cafe, table.theme, table.question)
    elif item.meeting.template == "first":
        for theme in (
            gettext("Discipline"),
            gettext("Concentration"),
            gettext("Environment"),
            gettext("Motivation"),
            gettext("Bullying"),
        ):
            planning.add_theme(cafe, theme)


def stages(item: AgendaItem) -> list[Stage]:
    """Welcome, rounds, harvest, and a moment for each card. The rounds share the minutes that are left."""
    cafe = cafe_of(item)
    tables = list(cafe.tables.filter(is_open=True))
    chooses = cafe.mode == Cafe.Mode.TOP_THREE
    count = min(3, len(tables)) if chooses else len(tables)
    rounds = max(seating.rounds(cafe.mode, count), 1)
    fixed = CHOOSE * chooses + HOSTS + HARVEST + READ * count
    seconds = max((item.minutes * 60 - fixed) // rounds, SHORTEST_ROUND)
    return [
        *([Stage("choose", _("Choose themes"), CHOOSE, say.CHOOSE)] if chooses else []),
        Stage("hosts", _("Find hosts"), HOSTS, say.HOSTS),
        *(
            Stage(
                f"round-{number}",
                _("Round %(number)s of %(rounds)s") % {"number": number, "rounds": rounds},
                seconds,
                say.FIRST_ROUND if number == 1 else say.NEXT_ROUND,
            )
            for number in range(1, rounds + 1)
        ),
        Stage("harvest", _("Harvest"), HARVEST, say.HARVEST),
        *(Stage(f"read-{table.pk}", table.theme, READ, say.READ) for table in tables[: count or None]),
    ]


def enter(item: AgendaItem, stage: str) -> None:
    kind, _dash, number = stage.partition("-")
    if kind != "round":
        return
    cafe = cafe_of(item)
    cafe.item = item
    if number == "1" and cafe.mode == Cafe.Mode.TOP_THREE and not cafe.seats.exists():
        choosing.open_the_best_three(cafe)
    seats.seat_everyone(cafe, int(number))


def record(item: AgendaItem) -> list[Passage]:
    tables = list(Table.objects.filter(cafe__item=item).select_related("card__need").prefetch_related("notes"))
    passages = []
    for table in tables:
        card = getattr(table, "card", None)
        if card:
            passages.append(Passage(table.theme, _lines(card)))
        if table.notes.all():
            heading = gettext("Notes of the table “%(theme)s”") % {"theme": table.theme}
            passages.append(Passage(heading, [note.text for note in table.notes.all()], is_confidential=True))
    waiting = [table.theme for table in tables if not table.is_open]
    if waiting:
        passages.append(Passage(gettext("Themes for another time"), waiting))
    return passages


def _lines(card) -> list[str]:
    labelled = [
        (gettext("A surprise: %(text)s"), card.surprise),
        (gettext("What we could try: %(text)s"), card.could_try),
        (gettext("What we need from outside: %(text)s"), card.need.text if card.need else ""),
    ]
    return card.heard + [sentence % {"text": text} for sentence, text in labelled if text]


KIND = Kind(
    key="world_cafe",
    name=_("World Café"),
    icon="coffee",
    minutes=50,
    stages=stages,
    phone=faces.phone,
    screen=faces.screen,
    prepare=prepare,
    enter=enter,
    record=record,
    forget=notes.forget,
    plan_url="world_cafe-plan:themes",
)
