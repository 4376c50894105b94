"""The nouns of a meeting: the gathering itself, and what it leaves behind."""

from peercircle.meetings.models.gathering import Absence, Action, AgendaItem, Attendance, Meeting, Move, RoleTurn
from peercircle.meetings.models.minutes import Approval, Correction, Letter, Minutes, MinutesSection, Publication

__all__ = [
    "Absence",
    "Action",
    "AgendaItem",
    "Approval",
    "Attendance",
    "Correction",
    "Letter",
    "Meeting",
    "Minutes",
    "MinutesSection",
    "Move",
    "Publication",
    "RoleTurn",
]
