"""World Café: conversations at small tables, in rounds.

The method's text is our own; World Café is described with credit at theworldcafe.com.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe import faces, recording, seating
from peercircle.activities.world_cafe.actions import cards, choosing, notes, planning, seats
from peercircle.activities.world_cafe.actions.planning import cafe_of
from peercircle.activities.world_cafe.faces import say
from peercircle.activities.world_cafe.models import Cafe, Table
from peercircle.meetings.kinds import Kind, Stage
from peercircle.meetings.models import AgendaItem

CHOOSE, HOSTS, HARVEST, READ, PATTERNS = 3 * 60, 3 * 60, 5 * 60, 2 * 60, 3 * 60
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
    """Welcome, rounds, harvest, a moment for each card and one for what they share.

    The rounds share the minutes that are left.
    """
    cafe = cafe_of(item)
    tables = list(cafe.tables.filter(is_open=True))
    chooses = cafe.mode == Cafe.Mode.TOP_THREE
    count = min(3, len(tables)) if chooses else len(tables)
    rounds = max(seating.rounds(cafe.mode, count), 1)
    fixed = CHOOSE * chooses + HOSTS + HARVEST + READ * count + PATTERNS * (count > 1)
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
        *([Stage("patterns", _("Patterns"), PATTERNS, say.PATTERNS)] if count > 1 else []),
    ]


def enter(item: AgendaItem, stage: str) -> None:
    kind, _dash, number = stage.partition("-")
    cafe = cafe_of(item)
    cafe.item = item
    if kind == "round":
        _begin_round(cafe, int(number))
    elif kind == "harvest":
        cards.draft_cards(cafe)
    elif kind == "read":
        cards.mark_as_read_back(int(number))


def _begin_round(cafe: Cafe, number: int) -> None:
    if number == 1 and cafe.mode == Cafe.Mode.TOP_THREE and not cafe.seats.exists():
        choosing.open_the_best_three(cafe)
    seats.seat_everyone(cafe, number)


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
    record=recording.record,
    pictures=recording.pictures,
    forget=notes.forget,
    plan_url="world_cafe-plan:themes",
)
