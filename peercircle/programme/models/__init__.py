"""The nouns of a programme: its phases and teams, its sessions and who came, its visits, and who may found a group."""

from peercircle.programme.models.candidates import Candidate
from peercircle.programme.models.doubles import Merge, MergedAttendance, TwoPeople
from peercircle.programme.models.programme import ExpertTeam, Phase, Programme
from peercircle.programme.models.sessions import GuestTally, Session, SessionAttendance, SessionQuerySet
from peercircle.programme.models.topics import Topic
from peercircle.programme.models.visits import FieldVisit, FieldVisitQuerySet, NoteBefore

__all__ = [
    "Candidate",
    "ExpertTeam",
    "FieldVisit",
    "FieldVisitQuerySet",
    "GuestTally",
    "Merge",
    "MergedAttendance",
    "NoteBefore",
    "Phase",
    "Programme",
    "Session",
    "SessionAttendance",
    "SessionQuerySet",
    "Topic",
    "TwoPeople",
]
