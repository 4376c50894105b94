"""Why a word was marked and what to write instead, in the reader's language. Nothing is forbidden."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .finding import Finding

YEARS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"]
WHY: dict[str, str | Promise] = {
    "name": _("This may be somebody's name. Write “a pupil” instead."),
    "initials": _("Whoever knows the class knows these initials. Write “a pupil” instead."),
    "class": _("A class is few children. Write “in year %(year)s” instead."),
    "birth_date": _("A day of birth belongs to one child. Leave it out, or write about how old."),
    "date_and_place": _("A day and a place tell who it was. Write “last month” instead."),
    "phone": _("This looks like a phone number. Leave it out."),
    "email": _("This looks like an e-mail address. Leave it out."),
    "handle": _("This leads to somebody's page or name on the net. Leave it out."),
    "address": _("This says where somebody lives. Leave it out, or write “near the school”."),
    "id_number": _("This number belongs to one person. Leave it out."),
    "school": _("This names a school. Write “our school” or “another school” instead."),
    "origin": _("Where a family comes from and what it believes is private. Write “a family” instead."),
    "diagnosis": _("Health is private. Write what you see, such as “finds it hard to sit still”."),
}
KINDS: dict[str, str | Promise] = {
    "name": _("names"),
    "initials": _("initials"),
    "class": pgettext_lazy("of a school", "classes"),
    "birth_date": _("days of birth"),
    "date_and_place": _("a day with a place"),
    "phone": _("phone numbers"),
    "email": _("e-mail addresses"),
    "handle": _("names on the net"),
    "address": _("where somebody lives"),
    "id_number": _("numbers of one person"),
    "school": _("names of schools"),
    "origin": _("where a family comes from, or what it believes"),
    "diagnosis": _("health"),
}
CLASS = _("A class is few children. Write the year alone.")
COLLEAGUE = _("This may be a colleague's name. Write “a colleague” instead.")
PARENT = _("This may be a parent's name. Write “a parent” instead.")
# Words in plain letters, in all our languages, that stand right before a name.
_COLLEAGUES = """
colleague teacher psychologist pedagogue director dr prof kolegia kolegu kolegen mesuesja mesuesi drejtori drejtoresha
psikologia psikologu pedagogia pedagogu profesoresha profesori koleginica koleginice koleginici koleginicu kolega kolege
nastavnica nastavnice nastavnik nastavnika uciteljica ucitelj direktor direktorka psiholog pedagog razredna kollegin
kollege lehrerin lehrer direktorin psychologin psychologe padagogin
"""
_PARENTS = """
mother father mum dad mr mrs ms nena nenen babai babain zoti zotit zonja znj majka majku otac oca gospodin gospodina
gospodja gospodju gdja gdji mutter vater herr herrn frau
"""
COLLEAGUES, PARENTS = frozenset(_COLLEAGUES.split()), frozenset(_PARENTS.split())


def why(finding: Finding) -> str:
    if finding.kind == "name" and finding.before in COLLEAGUES:
        return str(COLLEAGUE)
    if finding.kind == "name" and finding.before in PARENTS:
        return str(PARENT)
    if finding.kind == "class":
        told = year(finding.text)
        return str(WHY["class"]) % {"year": told} if told else str(CLASS)
    return str(WHY[finding.kind])


def sentences() -> dict[str, str]:
    """For the phone: why each kind is marked. What to write instead stands on a button there, except for health."""
    whole = {kind: str(sentence) for kind, sentence in WHY.items()}
    return {kind: each if kind == "diagnosis" else each.partition(". ")[0] + "." for kind, each in whole.items()}


def year(label: str) -> str:
    """7 of "7/2", "VII-3" and "7b"; nothing of "seventh two"."""
    number = re.search(r"\b(?:[0-9]+|[IVX]+(?![a-z]{2}))", label, re.ASCII | re.IGNORECASE)
    told = number[0].lower() if number else ""
    return str(YEARS.index(told) + 1) if told in YEARS else told
