"""Which municipality and which school a cell means, in either language, under an old name, with or without "school"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from peercircle.kit.folding import fold
from peercircle.people.likeness import sounds
from peercircle.places.models import Municipality, Site
from peercircle.programme.imports.values import Wrong

# Words that stand before the name of a school, and are left out as often as not.
_KINDS_OF_SCHOOL = set(
    fold(
        "shkolla shkollë sh dhe fillore e mesme të ulët ulët e lartë shfmu shmu shml gjimnazi gjimnaz qendra qendër "
        "mësimit e mësimit osnovna srednja škola oš sš gimnazija centar za učenje school primary secondary lower "
        "learning centre center grundschule gymnasium lernzentrum schule"
    ).split()
)


# What stands before the name of a municipality, and the letters that end it: Podujevë, Podujeva, Komuna e Podujevës.
_A_MUNICIPALITY = re.compile(
    r"(komunan?|komunes|komune|opstin[aeiu]|municipality|gemeinde|grad[au]?|qyteti|city)( (e|of|i|von))? "
)
_ENDING = re.compile(r"(?<=\w{3})(es|it|ut|[aeiosut])$")


# Other names in use, folded, which the municipality itself does not list.
_OTHERWISE = {
    "albanik": "xk 12",
    "f kosove": "xk 09",
    "gllogovc": "xk 03",
    "mitrovica jug": "xk 11",
    "mitrovica north": "xk 38",
    "mitrovica sever": "xk 38",
    "mitrovica south": "xk 11",
    "mitrovica veri": "xk 38",
    "mitrovice veriore": "xk 38",
    "north mitrovica": "xk 38",
    "south mitrovica": "xk 11",
}


@dataclass(frozen=True, slots=True)
class Municipal:
    pk: int
    name: str
    codes: frozenset[str]  # both names, both together, and the code
    also: str  # other names in use, with a space around each word
    stems: frozenset[str]  # of both names
    also_stems: str


@dataclass(frozen=True, slots=True)
class School:
    pk: int
    municipality: int
    names: frozenset[str]


class Places:
    """All places by name, asked for once; what a file says a thousand times is looked up once."""

    def __init__(self) -> None:
        self._municipalities: dict[str, int] = {}
        self._schools: dict[tuple[str, int | None], int | None] = {}

    @cached_property
    def _all(self) -> list[Municipal]:
        return [_municipal(each) for each in Municipality.objects.all()]

    @cached_property
    def _sites(self) -> dict[str, list[School]]:
        by_name = defaultdict(list)
        for pk, municipality, *names in Site.objects.values_list("pk", "municipality", "name_sq", "name_sr"):
            school = School(pk, municipality, frozenset(_bare(name) for name in names))
            for name in school.names:
                by_name[name].append(school)
        return by_name

    @cached_property
    def municipality_of(self) -> dict[int, int]:
        return {school.pk: school.municipality for schools in self._sites.values() for school in schools}

    def name_of(self, municipality: int) -> str:
        return next(each.name for each in self._all if each.pk == municipality)

    def municipality(self, cell: object) -> int:
        text = str(cell)
        if text not in self._municipalities:
            known = self._named(text) or self._in_parts(text)
            self._municipalities[text] = next(iter(known)) if len(known) == 1 else 0
        if not self._municipalities[text]:
            raise Wrong("no-municipality")
        return self._municipalities[text]

    def _named(self, text: str) -> set[int]:
        """By one of its two names, else by another one that is in use, else by one of them in another case."""
        name = _plain(text)
        name = _OTHERWISE.get(name, name)
        stem = _stem(name)
        if stem in ("", _stem("kosova")):
            return set()
        return (
            {each.pk for each in self._all if name in each.codes}
            or {each.pk for each in self._all if f" {name} " in each.also}
            or {each.pk for each in self._all if stem in each.stems}
            or {each.pk for each in self._all if f" {stem} " in each.also_stems}
        )

    def _in_parts(self, text: str) -> set[int]:
        """ "Peja/Peć", "Ferizaj (Uroševac)" and "Prizren, Kosovo": what is known of it means one."""
        parts = [part for part in re.split(r"[/,()–]|\s-\s", text) if part.strip()]
        return {pk for part in parts for pk in self._named(part)}

    def site(self, cell: object, municipality: int | None) -> int | None:
        """None for a place that is no school we know. Without a municipality the name must be the only one."""
        text = str(cell)
        key = (text, municipality)
        if key not in self._schools:
            numbered = re.fullmatch(r"site_(\d{1,15})", text)  # as a choice of a Kobo form may be named
            if numbered:
                found = [int(numbered[1])] if int(numbered[1]) in self.municipality_of else []
            else:
                named = dict.fromkeys((_bare(text), *(_bare(part) for part in text.split("/"))))
                schools = {school for name in named if name for school in self._sites.get(name, ())}
                found = sorted(each.pk for each in schools if municipality in (None, each.municipality))
            self._schools[key] = found[0] if len(found) == 1 else None
        return self._schools[key]


def _municipal(each: Municipality) -> Municipal:
    albanian, serbian = fold(each.name_sq), fold(each.name_sr)
    both = {albanian, serbian, f"{albanian} {serbian}", f"{serbian} {albanian}", fold(each.code), each.code.lower()}
    others = each.search_text
    for name in (albanian, serbian):
        others = f" {others} ".replace(f" {name} ", " ", 1).strip()
    # Kastriot ends as if it were a case of another name, so each name is known in full too.
    stems = frozenset({_stem(albanian), _stem(serbian), _sound(albanian), _sound(serbian)})
    also_stems = f" {_stem(others)} {_sound(others)} "
    return Municipal(each.pk, each.name_sq, frozenset(both), f" {others} ", stems, also_stems)


def _plain(text: str) -> str:
    """Folded, without what only says that it is a municipality."""
    name = fold(text)
    return _A_MUNICIPALITY.sub("", name, count=1) if _A_MUNICIPALITY.match(name) else name


def _stem(name: str) -> str:
    """The name as it sounds, whatever its case: each word without its ending."""
    return " ".join(_ENDING.sub("", word) for word in sounds(name))


def _sound(name: str) -> str:
    return " ".join(sounds(name))


def _bare(name: str) -> str:
    """The name without the kind of school; all of it where nothing else would be left."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in _KINDS_OF_SCHOOL) or " ".join(words)
