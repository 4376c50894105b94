"""What a cell says: a day, a number, a profession. `Wrong` carries a code for its sentence, never the sentence."""

from __future__ import annotations

import datetime as dt
import re

from peercircle.kit.folding import fold
from peercircle.people.models import Person
from peercircle.programme.models import Session

Profession, Sex, AgeBand, Kind = Person.Profession, Person.Sex, Person.AgeBand, Session.Kind

GROWN_UP = 18
MOST_GUESTS = 5000
SHORTEST, LONGEST = 10, 720  # minutes of a session
FIRST_DAY = dt.date(2000, 1, 1)
EXCEL_BEGINS = dt.date(1899, 12, 30)

# In each language, as "3. decembra" and "3 dhjetorit" have it, short, and as Serbian writes it in Roman numbers.
_MONTHS = [
    "janar janarit januar januara january jan јануар јануара janner i",
    "shkurt shkurtit februar februara february feb shk фебруар фебруара ii",
    "mars marsit mart marta march mar marz март марта iii",
    "prill prillit april aprila apr pri април априла iv",
    "maj majit maja may mai мај маја v",
    "qershor qershorit jun juna june juni qer јун јуна vi",
    "korrik korrikut jul jula july juli kor јул јула vii",
    "gusht gushtit avgust avgusta august aug avg gus август августа viii",
    "shtator shtatorit septembar septembra september sep sept sht септембар септембра ix",
    "tetor tetorit oktobar oktobra october oktober okt oct tet октобар октобра x",
    "nentor nentorit novembar novembra november nov nen новембар новембра xi",
    "dhjetor dhjetorit decembar decembra december dezember dec dez dhj децембар децембра xii",
]
MONTHS = {fold(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {fold(word): value for value, said in words.items() for word in [*re.split("[,;]", said), value] if word}


# Both forms of a profession, in each language.
_PROFESSIONS = _by_word(
    {
        Profession.PSYCHOLOGIST: "psychologist, school psychologist; psikolog, psikologe, psikolog shkollor, "
        "psikologe shkollore; psiholog, psihološkinja, psiholoskinja, školski psiholog; Psychologe, Psychologin, "
        "Schulpsychologe, Schulpsychologin, Schulpsychologische Fachkraft",
        Profession.PEDAGOGUE: "pedagogue; pedagog, pedagoge; pedagoškinja, školski pedagog; Pädagoge, Pädagogin, "
        "Pädagogische Fachkraft",
        Profession.TEACHER: "teacher, class teacher; mësimdhënës, mësimdhënëse, mësues, mësuese, arsimtar, arsimtare; "
        "nastavnik, nastavnica, učitelj, učiteljica, profesor, profesorica, profesorka; Lehrer, Lehrerin, Lehrkraft",
        Profession.TUTOR: "tutor, learning centre tutor; tutore, tutor i qendrës së mësimit; tutorka, "
        "saradnik centra za učenje; Lernbegleitung, Lernbegleiter, Lernbegleiterin, Lernbegleitung im Lernzentrum",
        Profession.DIRECTOR: "director, school director, principal, head teacher; drejtor, drejtoreshë, drejtore, "
        "drejtor i shkollës; direktor, direktorka, direktorica, direktor škole; Schulleiter, Schulleiterin, "
        "Schulleitung, Direktorin",
        Profession.OTHER: "other; tjetër, tjera; drugo, ostalo; andere, anderes, etwas anderes, sonstige",
    }
)
_SEXES = _by_word(
    {
        Sex.FEMALE: "f, female, woman; femër, femëror, grua; ž, žena, žensko, ženski; w, weiblich, Frau",
        Sex.MALE: "m, male, man; mashkull, mashkullor, burrë; muško, muški, muškarac; männlich, Mann",
        Sex.OTHER: "tjetër; drugo; divers",
    }
)
_KINDS = _by_word(
    {
        Kind.COACHING: "coaching session, training; trajnim, trajnim në vend; koučing, obuka, trening; Schulung",
        Kind.SUPERVISION: "case management, supervision case management; supervizion, supervizim, "
        "menaxhim i rasteve; supervizija, vođenje slučaja; Supervision, Fallbesprechung",
        Kind.DEVELOPMENT: "group development, peer group development, peer support group development; "
        "zhvillimi i grupit, zhvillim i grupit; razvoj grupe; Gruppenentwicklung",
        Kind.OBSERVATION: "observation and prioritisation, observation and prioritization, observation prioritisation; "
        "vëzhgim, vëzhgim dhe caktim i përparësive; posmatranje, posmatranje i određivanje prioriteta; "
        "Beobachtung, Beobachtung und Priorisierung",
        Kind.INFORMATION: "information meeting; takim informues; informativni sastanak; Informationstreffen",
    }
)


_PRESENT = _by_word(
    {
        "yes": "x, y, p, 1, true, present; po, i pranishëm, e pranishme, prezent, prezente; da, prisutan, prisutna; "
        "ja, anwesend",
        "no": "n, a, 0, false, absent; jo, mungon, mungoi, mungesë, i papranishëm; ne, odsutan, odsutna; "
        "nein, abwesend",
    }
)
_NO_SIGNS = ("-", "–", "—", "/", "✗", "✘", "☐")


class Wrong(Exception):  # noqa: N818
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


# "3.12.2026", "3. decembra 2026. godine", "utorak, 3-Dec-26", "2026-12-03", "20261203", "December 3rd, 2026".
_WEEKDAY, _NTH, _YEAR = r"(?:[^\W\d][^\d]{1,15}[,\s]\s*)?", r"(?:st|nd|rd|th)?", r"'?(?P<year>\d{4}|\d{2})"
_BEHIND = r"(?:\s*\.)?(?:\s*(?:g|god|godine|г|год|године)\.?)?"
_WRITINGS = [
    re.compile(writing, re.IGNORECASE)
    for writing in (
        r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})\.?",
        r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})\s*[-/.\s]\s*(?P<month>\d{{1,2}})\s*[-/.\s]\s*{_YEAR}{_BEHIND}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_NTH}[-/.\s]+(?P<month>[^\W\d]+)[-/.,\s]+{_YEAR}{_BEHIND}",
        rf"(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{{1,2}}){_NTH},?\s+(?P<year>\d{{4}})",
    )
]
_TIME_BEHIND = re.compile(r"[T\s]\s*\d{1,2}:\d{2}.*$")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?!\d)(?:[:.]\d{2}(?!\d))?(?:\s*([ap])\.?\s?m\b)?", re.IGNORECASE)
_PART_OF_A_DAY = re.compile(r"0?[.,]\d{3,}")  # as Excel counts hours, when its number arrives as it is
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")  # as Excel counts days, when its number arrives as text


def day(cell: object) -> dt.date:
    """Day before month, as the region writes; a year of two digits is of this century."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _counted(int(cell)) if 0 < cell < 100_000 else _no_day()
    text = _TIME_BEHIND.sub("", str(cell).strip())
    if _SERIAL.fullmatch(text):
        return _counted(int(text[:5]))
    written = next((found for writing in _WRITINGS if (found := writing.fullmatch(text))), None)
    if written is None:
        return _no_day()
    return _made(_year(written["year"]), _month(written["month"]), int(written["day"]))


def _counted(days: int) -> dt.date:
    return _sensible(EXCEL_BEGINS + dt.timedelta(days=days))


def _month(said: str) -> int:
    return int(said) if said.isdigit() else MONTHS.get(fold(said), 0)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _made(year: int, month: int, number: int) -> dt.date:
    try:
        return _sensible(dt.date(year, month, number))
    except ValueError:
        return _no_day()


def _sensible(found: dt.date) -> dt.date:
    return found if found >= FIRST_DAY else _no_day()


def _no_day() -> dt.date:
    raise Wrong("no-day")


def count(cell: object) -> int:
    """People are counted in whole numbers, from none upwards."""
    text = str(cell).strip()
    if re.fullmatch(r"[-−–]\s*\d+([.,]\d+)?", text):
        raise Wrong("negative")
    if not re.fullmatch(r"[0-9]{1,6}([.,]0)?", text):
        raise Wrong("no-number")
    number = int(re.split("[.,]", text)[0])
    if number > MOST_GUESTS:
        raise Wrong("too-many-guests")
    return number


def minutes(cell: object) -> int:
    """ "90", "90 min" or, as a clock, "1:30"."""
    if clock := re.fullmatch(r"(\d{1,2}):([0-5]\d)(:00)?", str(cell).strip()):
        found = int(clock[1]) * 60 + int(clock[2])
    elif plain := re.fullmatch(r"([0-9]{1,3})(\.0)?\s*[^\W\d]*\.?", str(cell).strip()):
        found = int(plain[1])
    else:
        raise Wrong("no-minutes")
    if not SHORTEST <= found <= LONGEST:
        raise Wrong("no-minutes")
    return found


def profession(cell: object) -> str:
    return _word(cell, _PROFESSIONS, "profession")


def sex(cell: object) -> str:
    return _word(cell, _SEXES, "sex")


def kind(cell: object) -> str:
    return _word(cell, _KINDS, "kind")


def was_there(cell: object) -> bool:
    text = str(cell).strip().removesuffix(".0")
    if text in ("+", "✓", "✔", "☑"):
        return True
    return text not in _NO_SIGNS and _word(text, _PRESENT, "presence") == "yes"


def _word(cell: object, words: dict[str, str], code: str) -> str:
    found = words.get(fold(str(cell)))
    if found is None:
        raise Wrong(f"no-{code}")
    return found


def age_band(cell: object) -> str:
    """From an age in years, or from a band."""
    text = str(cell).strip().replace("plus", "+").removesuffix(".0")
    if years := re.fullmatch(r"[0-9]{1,3}", text):
        if int(years[0]) < GROWN_UP:
            raise Wrong("pupil")
        return _band(int(years[0]))
    numbers = [int(each) for each in re.findall(r"[0-9]{2}", text)]
    if not numbers or (len(numbers) == 1 and "+" not in text):
        raise Wrong("no-age")
    low, high = _band(numbers[0]), _band(numbers[-1])
    if low != high:
        raise Wrong("no-age")
    return low


def _band(years: int) -> str:
    for band in AgeBand.values:
        lowest, highest = (int(each) for each in re.findall(r"\d+", f"{band}-199")[:2]) if band else (1000, 0)
        if lowest <= years <= highest:
            return band
    raise Wrong("no-age")


def time(cell: object) -> dt.time:
    if isinstance(cell, dt.datetime):
        return cell.time()
    if isinstance(cell, dt.time):
        return cell
    text = str(cell).strip()
    if _PART_OF_A_DAY.fullmatch(text):
        return _on_the_clock(*divmod(round(float(text.replace(",", ".")) * 24 * 60), 60))
    if found := _CLOCK.match(text):
        hour, half = int(found[1]), (found[3] or "").casefold()
        return _on_the_clock(hour % 12 + 12 * (half == "p") if half else hour, int(found[2]))
    raise Wrong("no-time")


def _on_the_clock(hour: int, minute: int) -> dt.time:
    if hour > 23 or minute > 59:
        raise Wrong("no-time")
    return dt.time(hour, minute)
