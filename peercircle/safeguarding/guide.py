"""What to do first and what afterwards, by situation; and the numbers that answer everywhere in Kosovo.

The steps follow the Protocol on Prevention and Referral of Violence in Institutions of Pre-University Education
(Regulation GRK 21/2013). Numbers: the government's appeal of 2021 for 112, 192, 193 and 194, and the OSCE Mission for
0800 1111 2. A number that no coordinator called stands nowhere, also when it is well known in another country.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Number:
    phone: str
    name: Promise

    @property
    def dialled(self) -> str:
        return self.phone.replace(" ", "")


@dataclass(frozen=True)
class Situation:
    key: str  # the anchor on the card, for pages that lead there
    name: Promise
    now: Promise
    then: Promise


NUMBERS = (
    Number("112", _("Emergency")),
    Number("192", _("Police")),
    Number("194", _("Ambulance")),
    Number("193", _("Fire brigade")),
    Number("0800 1111 2", _("Violence at home, trafficking: free, every day")),
)

SITUATIONS = (
    Situation(
        "danger",
        _("A child is in danger at this moment"),
        _("Call 112, or the police at 192. Somebody stays with the child."),
        _("Tell the director, who informs the Centre for Social Work."),
    ),
    Situation(
        "abuse",
        _("You suspect abuse, neglect, sexual violence or trafficking"),
        _("Tell the director and the psychologist or pedagogue today. Do not question the child, nor in the group."),
        _("The Centre for Social Work and the police, as the protocol says. The school records it in EMIS."),
    ),
    Situation(
        "bullying",
        _("Pupils hurt or bully a pupil"),
        _("Tell the class teacher and the psychologist or pedagogue today."),
        _("The steps that the protocol gives for this level of violence."),
    ),
    Situation(
        "self-harm",
        _("Somebody speaks of hurting or killing themselves"),
        _("Do not leave them alone. Call the psychologist; when there is danger, the ambulance at 194."),
        _("The family doctor, and the parents, unless that would make it less safe."),
    ),
    Situation(
        "colleague",
        _("A colleague is in distress"),
        _("Talk in private, not in the group."),
        _("The family doctor or the mental health centre. Their role in the group can rest."),
    ),
    Situation(
        "misconduct",
        _("You suspect misconduct of somebody on the staff"),
        _("Tell the director. If it is about the director: the education department, the inspectorate or the police."),
        _("This is no topic for a group."),
    ),
    Situation(
        "dispute",
        _("It is, or may become, a legal dispute"),
        _("Do not talk about it in the group. Tell the director, who asks the education department for legal advice."),
        _("This is no topic for a group."),
    ),
)
