"""World Café: conversations at small tables, in rounds.

The method's text is our own; World Café is described with credit at theworldcafe.com.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe import faces, looking, recording, shapes
from peercircle.activities.world_cafe.actions import cards, notes, planning, seats, starting
from peercircle.activities.world_cafe.actions.planning import cafe_of
from peercircle.activities.world_cafe.faces import say
from peercircle.activities.world_cafe.models import Cafe, Table
from peercircle.meetings.kinds import Kind, Stage
from peercircle.meetings.models import AgendaItem

CHOOSE, HOSTS, HARVEST, READ, PATTERNS = 3 * 60, 3 * 60, 5 * 60, 2 * 60, 3 * 60
SHORTEST_ROUND = 3 * 60


def prepare(item: AgendaItem) -> None:
    """A café that comes back keeps the themes that nobody spoke about yet.

    A group's first meeting is as that of the first group: five themes, each with a host. Others plan their own.
    """
    cafe = cafe_of(item)
    if cafe.tables.exists():
        return
    if item.carried_from_id:
        for table in Table.objects.filter(cafe__item=item.carried_from_id, notes=None):
            planning.add_theme(cafe, table.theme, table.question)
    elif item.meeting.template == "first":
        planning.choose_mode(cafe, Cafe.Mode.FIXED_HOSTS)
        for theme in (
            gettext("Discipline"),
            gettext("Concentration"),
            gettext("Environment"),
            gettext("Motivation"),
            gettext("Bullying"),
        ):
            planning.add_theme(cafe, theme)


def stages(item: AgendaItem) -> list[Stage]:
    """Themes, hosts, rounds, harvest, a moment for each card and one for what they share, as the form needs them.

    The rounds share the minutes that are left. Until the first one begins, all of it follows who is here.
    """
    cafe = looking.look_at(item)
    themes = list(cafe.tables.all())
    open_now = [table for table in themes if table.is_open]
    people = 0 if cafe.begun else len(item.meeting.here())
    mode = shapes.of(cafe, people)
    count = len(open_now) if cafe.begun else shapes.tables(mode, people, len(themes))
    rounds = cafe.rounds or shapes.rounds(mode, people, count)
    chooses = count < len(themes)
    fixed = CHOOSE * chooses + HOSTS + HARVEST + READ * count + PATTERNS * (count > 1)
    seconds = max((item.minutes * 60 - fixed) // rounds, SHORTEST_ROUND)
    return [
        *([Stage("choose", _("Choose themes"), CHOOSE, say.CHOOSE)] if chooses else []),
        _before(mode),
        *(_round(mode, number, rounds, seconds, begun=cafe.begun) for number in range(1, rounds + 1)),
        Stage("harvest", _("Harvest"), HARVEST, say.HARVEST),
        *(Stage(f"read-{table.pk}", table.theme, READ, say.READ) for table in open_now[:count]),
        *([Stage("patterns", _("Patterns"), PATTERNS, say.PATTERNS)] if count > 1 else []),
    ]


def _before(mode: Cafe.Mode) -> Stage:
    if shapes.has_hosts(mode):
        return Stage("hosts", _("Find hosts"), HOSTS, say.before(mode))
    return Stage("welcome", _("How it goes"), HOSTS, say.before(mode))


def _round(mode: Cafe.Mode, number: int, rounds: int, seconds: int, *, begun: int) -> Stage:
    name = _("Round %(number)s of %(rounds)s") % {"number": number, "rounds": rounds}
    aloud = say.EARLIER_ROUND if number < begun else say.in_round(mode, number)
    return Stage(f"round-{number}", name, seconds, aloud)


def enter(item: AgendaItem, stage: str) -> None:
    kind, _dash, number = stage.partition("-")
    cafe = cafe_of(item)
    cafe.item = item
    if kind in {"hosts", "welcome"}:
        starting.open_tables(cafe)
    elif kind == "round":
        starting.begin_round(cafe, int(number))
    elif kind == "harvest":
        starting.name_writers(cafe)
        cards.draft_cards(cafe)
    elif kind == "read":
        cards.mark_as_read_back(int(number))


def people_changed(item: AgendaItem, stage: str) -> None:
    """Somebody came late, had to go, or is back: everybody has a seat, every table a host."""
    kind, _dash, number = stage.partition("-")
    cafe = cafe_of(item)
    cafe.item = item
    if kind in {"hosts", "welcome"}:
        starting.open_tables(cafe)
    elif kind == "round":
        seats.settle(cafe, int(number))


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
    people_changed=people_changed,
    record=recording.record,
    pictures=recording.pictures,
    forget=notes.forget,
    plan_url="world_cafe-plan:themes",
)
