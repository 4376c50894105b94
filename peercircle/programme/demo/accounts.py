"""Whom one can be in the demo: one account for each role, all at peercircle.example."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.people.models import Person

HOME = "Xheladin Rekaliu"  # the school of the group that meets for the first time
Profession = Person.Profession
Role = Person.ProgrammeRole


@dataclass(frozen=True)
class Account:
    key: str
    label: str | Promise
    given_name: str
    family_name: str
    profession: Profession = Profession.OTHER
    role: Role = Role.NONE
    sex: str = "f"

    @property
    def name_and_sex(self) -> tuple[str, str, str]:
        return self.given_name, self.family_name, self.sex

    @property
    def email(self) -> str:
        return f"{self.key}@peercircle.example"


FACILITATOR = Account("facilitator", _("facilitator of the next meeting"), "Arta", "Krasniqi", Profession.PSYCHOLOGIST)
CONTACT = Account("contact", _("group contact"), "Teuta", "Berisha", Profession.PEDAGOGUE)
MEMBER = Account("member", _("member"), "Besnik", "Gashi", Profession.TEACHER, sex="m")
EXPERT = Account("expert", Role.EXPERT.label, "Vesna", "Marković", Profession.PSYCHOLOGIST, Role.EXPERT)
MANAGER = Account("manager", Role.MANAGER.label, "Katharina", "Vogel", Profession.OTHER, Role.MANAGER)
MONITOR = Account("monitor", Role.MONITOR.label, "Driton", "Hoxha", Profession.OTHER, Role.MONITOR, "m")
MODERATOR = Account("moderator", _("facilitator of a case meeting"), "Blerta", "Kelmendi", Profession.PSYCHOLOGIST)
CASE_GIVER = Account("case-giver", _("member with a case"), "Ilir", "Jashari", Profession.TEACHER, sex="m")
DIRECTOR = Account("director", Role.DIRECTOR.label, "Nazmije", "Shala", Profession.DIRECTOR, Role.DIRECTOR)
OFFICE = Account("office", Role.OFFICE.label, "Fadil", "Sadiku", Profession.OTHER, Role.OFFICE, "m")

MEMBERS = (FACILITATOR, CONTACT, MEMBER, MODERATOR, CASE_GIVER)
ACCOUNTS = (*MEMBERS, EXPERT, MANAGER, MONITOR, DIRECTOR, OFFICE)
# Director, psychologist, pedagogue and a teacher of a school, as far as they have an account.
AT_WORK: dict[str, tuple[Account | None, ...]] = {
    HOME: (DIRECTOR, FACILITATOR, CONTACT, MEMBER),
    "Elena Gjika": (None, MODERATOR, None, CASE_GIVER),
}
