"""The nouns of a programme: its phases and teams, its sessions and who came, its visits, who may found a group,
and what came in a file."""

from peercircle.programme.models.arrivals import Arrival
from peercircle.programme.models.candidates import Candidate
from peercircle.programme.models.doubles import Merge, MergedAttendance, TwoPeople
from peercircle.programme.models.imports import (
    CellTrouble,
    Proposal,
    RememberedPerson,
    Upload,
    UploadedPerson,
    UploadedRow,
    UploadedSession,
)
from peercircle.programme.models.programme import ExpertTeam, Phase, Programme
from peercircle.programme.models.sessions import GuestTally, Session, SessionAttendance, SessionQuerySet
from peercircle.programme.models.topics import Topic
from peercircle.programme.models.visits import FieldVisit, FieldVisitQuerySet, NoteBefore

__all__ = [
    "Arrival",
    "Candidate",
    "CellTrouble",
    "ExpertTeam",
    "FieldVisit",
    "FieldVisitQuerySet",
    "GuestTally",
    "Merge",
    "MergedAttendance",
    "NoteBefore",
    "Phase",
    "Programme",
    "Proposal",
    "RememberedPerson",
    "Session",
    "SessionAttendance",
    "SessionQuerySet",
    "Topic",
    "TwoPeople",
    "Upload",
    "UploadedPerson",
    "UploadedRow",
    "UploadedSession",
]
