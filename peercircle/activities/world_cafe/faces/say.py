"""What the facilitator reads aloud, moment by moment."""

from django.utils.translation import gettext_lazy as _

CHOOSE = _("Which themes are worth our time today? Tap up to three; nobody sees what you chose.")
HOSTS = _("Each table needs a host who stays, greets the guests and sees that people write. Who would like to host?")
FIRST_ROUND = _("Please go to your table; your phone says which. Hosts, welcome your guests and read the theme aloud.")
NEXT_ROUND = _("Please move on to your next table. Hosts, tell the newcomers in one minute what was said so far.")
HARVEST = _(
    "Hosts, look at your table's card: its notes are on it already. Put it right together, and add what surprised you."
)
READ = _("Host, please read your card aloud. Is it right, or does something need to be changed?")
PATTERNS = _("What did we hear at more than one table? Give it a few words, and tap the tables where it was said.")
