"""What a column is called in the languages of those who keep lists, and which field it fills.

The words are folded before they are compared, so one spelling stands for Latin and Cyrillic, with and without
diacritics. The names of the fields themselves are among them.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.kit.folding import fold

# As the sample file heads them; each is found again in every language.
TITLES = {
    "day": _("Day"),
    "time": _("Begins at"),
    "minutes": pgettext_lazy("length of a session", "Minutes"),
    "kind": _("Kind of session"),
    "municipality": _("Municipality"),
    "school": _("School or Learning Centre"),
    "place": pgettext_lazy("where a session is", "Place"),
    "topics": _("Topics"),
    "code": _("Member's code"),
    "given_name": _("First name"),
    "family_name": _("Family name"),
    "sex": _("Sex"),
    "age": _("Age"),
    "profession": _("Profession"),
    "workplace": _("Works at"),
    "guests": _("Guests without a name"),
    "women": _("Women among the guests"),
    "men": _("Men among the guests"),
}

_WORDS = {
    "day": "day, date, session date, held on, date of session; data, dita, data e seancës, data e mbajtjes, "
    "data e trajnimit; datum, dan, datum sesije, datum obuke, датум одржавања; Tag, Datum der Sitzung",
    "time": "time, begins at, start time, begin; ora, koha, fillimi, fillon në orën; vreme, početak, počinje u; "
    "Uhrzeit, Zeit, Beginn, beginnt um",
    "minutes": "minutes, duration, length, duration in minutes; minuta, minutat, kohëzgjatja; minuti, trajanje; "
    "Minuten, Dauer, Dauer in Minuten",
    "kind": "kind, kind of session, type, type of session, session type, session, activity; lloji, lloji i seancës, "
    "lloji i trajnimit, seanca, aktiviteti; vrsta, vrsta sesije, vrsta obuke, sesija, tip, aktivnost; "
    "Art, Art der Sitzung, Sitzung, Veranstaltung",
    "municipality": "municipality; komuna, komunë; opština; Gemeinde, Kommune",
    "school": "school, school or learning centre, site, school name, name of school; shkolla, "
    "shkolla ose qendra e mësimit, emri i shkollës; škola, ustanova, naziv škole, škola ili centar za učenje; "
    "Schule, Einrichtung, Schule oder Lernzentrum, Name der Schule",
    "place": "place, venue, location; vendi, lokacioni; mesto, mesto održavanja, lokacija; Ort, Veranstaltungsort",
    "topics": "topics, topic, theme, themes; tema, temat; teme; Themen, Thema",
    "code": "code, members code, member code, person code; kodi, kodi i anëtarit; kod, šifra, šifra člana, kod člana; "
    "Mitgliedscode, Code des Mitglieds",
    "name": "name, full name, name and surname, name surname, participant, name of participant, first and last name; "
    "emri dhe mbiemri, emri e mbiemri, emër mbiemër, pjesëmarrësi; ime i prezime, ime prezime, učesnik; "
    "Vor und Nachname, Vorname und Name, Teilnehmer, Teilnehmerin",
    "turned_name": "surname and name, last and first name, surname name; mbiemri dhe emri, mbiemri e emri, "
    "mbiemër emër; prezime i ime, prezime ime; Nach und Vorname, Name und Vorname, Nachname und Vorname",
    "given_name": "given name, first name, forename; emri, emër, emri i pjesëmarrësit; ime, ime učesnika; Vorname",
    "family_name": "family name, last name, surname; mbiemri, mbiemër, mbiemri i pjesëmarrësit; "
    "prezime, prezime učesnika; Nachname, Familienname, Zuname",
    "email": "email, e mail, email address; e mail adresa, posta elektronike, adresa elektronike; imejl; "
    "E-Mail-Adresse",
    "sex": "sex, gender; gjinia, seksi; pol; Geschlecht",
    "age": "age, age band, age group; mosha, grupmosha; uzrast, starost, godine, starosna grupa; Alter, Altersgruppe",
    "profession": "profession, role, occupation, function, position, job; profesioni, roli, funksioni, pozita; "
    "profesija, zanimanje, uloga, funkcija; Beruf, Rolle, Funktion, Tätigkeit",
    "workplace": "workplace, works at, employer, institution; vendi i punës, punon në, institucioni; "
    "radno mesto, radi u, institucija; Arbeitsplatz, Arbeitsort, arbeitet in, Institution",
    "guests": "guests, guests without a name, number of guests; mysafirë, mysafirë pa emër, numri i mysafirëve; "
    "gosti, gosti bez imena, broj gostiju; Gäste, Gäste ohne Namen, Zahl der Gäste, Anzahl Gäste",
    "women": "women, women among the guests; gra, gra mes mysafirëve; žene, žene među gostima; "
    "Frauen, Frauen unter den Gästen",
    "men": "men, men among the guests; burra, burra mes mysafirëve; muškarci, muškarci među gostima; "
    "Männer, Männer unter den Gästen",
    "present": "present, presence, attended, was present; i pranishëm, e pranishme, pranishëm, prezent, prezenca, "
    "prania, mori pjesë; prisutan, prisutna, prisutan na, prisutni, prisutnost, prisustvo, prisustvovao; "
    "anwesend, Anwesenheit, erschienen, teilgenommen",
    # Of our own form: how many people it asks for.
    "listed": "listed, How many people do you enter by name?; Sa veta i shënoni me emër?; "
    "Koliko ljudi unosite poimence?; Wie viele Personen tragen Sie namentlich ein?",
    # How Kobo ties a row of a repeated group to its form, or to a row of the group around it.
    "index": "_index",
    "parent": "_parent_index",
    "inside": "_parent_table_name",
}


OF_A_NAME = {"name", "turned_name", "given_name", "family_name", "code"}
PRESENT = "present"  # in lists of all who were invited
SEVERAL = "topics"  # the field in which several may be chosen


def _key(heading: str) -> str:
    """An underscore in front is Kobo's own."""
    kobos = "_" if heading.startswith("_") else ""
    return kobos + fold(re.sub(r"\(.*?\)|\[\d+\]|[*:]", " ", heading))


KNOWN = {_key(word.strip()): field for field, words in _WORDS.items() for word in re.split("[,;]", words)}
KNOWN |= {_key(field): field for field in TITLES}


MOST_NAMES = 5  # words in one name
# In a list, what is no person: a total, a remark, who signed. Where such a word begins what stands for a name.
_BESIDE_PEOPLE = set(
    fold(
        "total totali gjithsej ukupno svega insgesamt gesamt summe sum broj numri number anzahl shënim shënime "
        "vërejtje vërejtja napomena napomene primedba note notes remark remarks anmerkung hinweis bemerkung "
        "nënshkrimi nënshkrimet potpis potpisi signature signatures unterschrift unterschriften datum data date "
        "përgatiti përgatitur pripremio pripremila sastavio sastavila prepared erstellt trajneri trajnerja trajnerët"
    ).split()
)


def is_beside_people(name: str) -> bool:
    """Also the headings again, as on the second page of a list, "Trainer: Arta Krasniqi" and whole sentences."""
    words = fold(name).split()
    is_remark = ":" in name or len(words) > MOST_NAMES or not _BESIDE_PEOPLE.isdisjoint(words[:1])
    return is_remark or field_of(name) in OF_A_NAME


# Between a group and its question, and a question and its choices; Kobo lets people choose it.
SEPARATOR = re.compile(r"/|(?<=\S)\.(?=\S)")


def field_of(heading: object) -> str:
    """Empty when nobody knows the word. "attendance/role" and "Emri / Ime" say it in one of their parts."""
    text = str(heading)
    for part in [text, *reversed(SEPARATOR.split(text))]:
        if found := KNOWN.get(_key(part.strip())):
            return found
    return ""


def choice_of(heading: str) -> str:
    """Of "session/topics/topic_3" the last: what a column of its own says of one choice among several."""
    for between in SEPARATOR.finditer(heading):
        question, choice = heading[: between.start()], heading[between.end() :].strip()
        if field_of(question) == SEVERAL and field_of(choice) != SEVERAL:
            return choice
    return ""


def repetition(heading: object) -> tuple[str, int] | None:
    """A group that is repeated beside itself: "people[2]/sex" is the second of the people."""
    found = re.search(r"([^/.\[\]]+)\[(\d{1,3})\][/.]", str(heading))
    return (found[1], int(found[2])) if found else None


def understood(fields: list[str]) -> list[str]:
    """Words that mean two things mean the one that the other columns leave open."""
    if "given_name" not in fields or "family_name" in fields:
        return fields
    # German lists have "Name, Vorname"; elsewhere the only word for a name stands over whole names.
    words = {"name": "family_name"} if "name" in fields else {"given_name": "name"}
    return [words.get(field, field) for field in fields]
