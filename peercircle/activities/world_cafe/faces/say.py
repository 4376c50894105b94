"""What the facilitator reads aloud, moment by moment."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe import shapes
from peercircle.activities.world_cafe.shapes import Mode

CHOOSE = _("Which themes are worth our time today? Tap up to three; nobody sees what you chose.")
HOSTS = _("Each table needs a host who stays, greets the guests and sees that people write. Who would like to host?")
FIRST_ROUND = _("Please go to your table; your phone says which. Hosts, welcome your guests and read the theme aloud.")
NEXT_ROUND = _("Please move on to your next table. Hosts, tell the newcomers in one minute what was said so far.")
EARLIER_ROUND = _("We go back to this round. Please sit where you sat; your notes are still on the table.")
HARVEST = _(
    "Hosts, look at your table's card: its notes are on it already. Put it right together, and add what surprised you."
)
READ = _("Host, please read your card aloud. Is it right, or does something need to be changed?")
PATTERNS = _("What did we hear at more than one table? Give it a few words, and tap the tables where it was said.")

WELCOME = {
    Mode.PAIRS: _("We take one theme today. One of us tells, one asks and listens; then we change."),
    Mode.CAROUSEL: _("On each table lies a theme. We walk in teams: read what is there, talk, and write what you add."),
    Mode.SILENT: _("On each table lies a theme. We walk in pairs and write without a word; talking comes at the end."),
}
FIRST_OF_TEAMS = {
    Mode.PAIRS: _("Who tells begins; who asks, be curious and give no advice. Write down what matters."),
    Mode.CAROUSEL: _(
        "Please go to your first table; your phone says which and with whom. Write so that others can read it."
    ),
    Mode.SILENT: _(
        "Please go to your first table and write, without talking. Your phone says which table and with whom."
    ),
}
NEXT_OF_TEAMS = {
    Mode.PAIRS: _("Please change: your phone says who tells, who asks and who writes now."),
    Mode.CAROUSEL: _("Please move on with your team. Read first what the others wrote, then add to it."),
    Mode.SILENT: _("Please move on, still without talking. Read first what the others wrote, then add to it."),
}


def before(mode: Mode) -> str | Promise:
    return HOSTS if shapes.has_hosts(mode) else WELCOME[mode]


def in_round(mode: Mode, number: int) -> str | Promise:
    if shapes.has_hosts(mode):
        return FIRST_ROUND if number == 1 else NEXT_ROUND
    return (FIRST_OF_TEAMS if number == 1 else NEXT_OF_TEAMS)[mode]
