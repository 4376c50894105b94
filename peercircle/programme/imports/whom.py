"""Who the people of a file are: known by their code, remembered from an earlier file, proposed, doubtful or new.

Nobody is known by name alone. A proposal carries what speaks for it, and a person reads it before it counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

from peercircle.kit.folding import fold
from peercircle.people.likeness import Crowd, Face, Likeness, Sign, compare
from peercircle.programme.imports.facts import FilePerson, Understood
from peercircle.programme.imports.reach import Reach
from peercircle.programme.imports.values import Profession
from peercircle.programme.models import RememberedPerson

MOST_PROPOSALS = 3
ASKED_AT_ONCE = 500
NAMES_ALIKE = {
    Sign.SAME_NAME,
    Sign.SAME_SOUND,
    Sign.ONE_WORD,
    Sign.SWAPPED,
    Sign.SHARED_NAME,
    Sign.MORE_NAMES,
    Sign.ONE_LETTER,
}


@dataclass(frozen=True)
class Proposed:
    points: int
    signs: tuple[Sign, ...]
    person: int | None = None
    twin: FilePerson | None = None


@dataclass(eq=False)
class Answer:
    """`person` is who it is, for those who are known or proposed."""

    verdict: str
    person: int | None = None
    doubt: str = ""
    proposals: list[Proposed] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


def recognise(understood: Understood, reach: Reach) -> dict[FilePerson, Answer]:
    answers = dict(_by_code(understood.people, reach))
    asked = [person for person in understood.people if person not in answers]
    keys = _keys(asked)
    remembered = _remembered(keys, reach)
    for person in asked:
        if known := next((remembered[key] for key in keys[person] if key in remembered), None):
            answers[person] = Answer("known", known)
    unknown = [person for person in asked if person not in answers]
    proposals = _proposals(unknown, reach)
    answers |= {person: _answer(person, proposals[person], reach) for person in unknown}
    for person in asked:
        answers[person].keys = keys[person]
    return answers


def _keys(people: list[FilePerson]) -> dict[FilePerson, list[str]]:
    """Under which an answer is remembered: the name in this very session, and the name in this municipality.

    The second only while one person carries it here.
    """
    names = {person: f"{_folded(person)}|{person.municipality}" for person in people}
    namesakes = Counter(names.values())
    return {
        person: [
            _hash(f"{name}|{person.ordinal}|{person.sessions[0].identity}"),
            *([_hash(name)] if namesakes[name] == 1 else []),
        ]
        for person, name in names.items()
    }


def _folded(person: FilePerson) -> str:
    return f"{fold(person.given_name)}|{fold(person.family_name)}"


def _hash(text: str) -> str:
    return salted_hmac("peercircle.programme.imports", text, algorithm="sha256").hexdigest()


def _remembered(keys: dict[FilePerson, list[str]], reach: Reach) -> dict[str, int]:
    """A name that two people carry by now is remembered for this very session alone."""
    asked = sorted({key for each in keys.values() for key in each})
    found: dict[str, int] = {}
    for at in range(0, len(asked), ASKED_AT_ONCE):
        some = RememberedPerson.objects.filter(key__in=asked[at : at + ASKED_AT_ONCE])
        found |= some.values_list("key", "person")
    by_name = {key: _folded(person) for person, each in keys.items() for key in each[1:]}
    namesakes = reach.namesakes if found else {}
    return {
        key: reach.themselves(pk)
        for key, pk in found.items()
        if pk in reach.names and len(namesakes.get(by_name.get(key, ""), ())) < 2
    }


def _by_code(people: list[FilePerson], reach: Reach) -> Iterator[tuple[FilePerson, Answer]]:
    """The code decides, unless the name is quite another one."""
    for person in people:
        if person.known is None:
            continue
        given, family = reach.names[person.known]
        signs = compare(_face(person), Face(person.known, given, family)).signs
        known = reach.themselves(person.known)
        if NAMES_ALIKE & set(signs):
            yield person, Answer("known", known)
        else:
            yield person, Answer("doubtful", None, "code-other-name", [Proposed(0, (), known)])


def _proposals(asked: list[FilePerson], reach: Reach) -> defaultdict[FilePerson, list[Proposed]]:
    """The people of the file stand in the crowd, and everybody who is known walks past it."""
    proposals: defaultdict[FilePerson, list[Proposed]] = defaultdict(list)
    if not asked:
        return proposals
    crowd = Crowd()
    by_key = {}
    for number, person in enumerate(asked):
        face = _face(person, f"row {number}")
        by_key[face.key] = person
        for like in crowd.like(face):
            proposals[person] += _twin(like, person, by_key[like.other.key])
        crowd.add(face)
    for known in _everybody(reach):
        for like in crowd.like(known):
            person = by_key[like.other.key]
            proposals[person].append(Proposed(like.points, like.signs, reach.themselves(int(str(known.key)))))
    return proposals


def _twin(like: Likeness, person: FilePerson, other: FilePerson) -> Iterator[Proposed]:
    together = compare(like.one, like.other, were_together=bool(set(person.sessions) & set(other.sessions)))
    if together.is_worth_a_look:
        yield Proposed(together.points, together.signs, twin=other)


def _everybody(reach: Reach) -> Iterator[Face]:
    workplaces = reach.workplaces
    fields = ("pk", "given_name", "family_name", "email", "profession", "sex", "age_band")
    for pk, given, family, email, profession, sex, age in reach.people.values_list(*fields).iterator():
        profession = "" if profession == Profession.OTHER else profession
        yield Face(pk, given, family, email or "", workplaces.get(pk, frozenset()), profession, sex, age)


def _face(person: FilePerson, key: object = 0) -> Face:
    here = {person.workplace} if person.workplace else {session.site for session in person.sessions}
    return Face(
        key=str(key),
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        sites=frozenset(site for site in here if site),
        profession="" if person.profession == Profession.OTHER else person.profession,
        sex=person.sex,
        age_band=person.age_band,
    )


def _answer(person: FilePerson, found: list[Proposed], reach: Reach) -> Answer:
    likely: dict[object, Proposed] = {}
    for each in sorted(found, key=lambda proposed: -proposed.points):
        likely.setdefault(each.person or each.twin, each)
    proposals = list(likely.values())[:MOST_PROPOSALS]
    if person.twin and person.twin not in likely:
        proposals.append(Proposed(0, (), twin=person.twin))
    if person.doubt:
        return Answer("doubtful", None, person.doubt, proposals)
    if not proposals:
        return Answer("new")
    namesakes = [each for each in proposals if Sign.SAME_NAME in each.signs]
    if len(namesakes) == 1 and namesakes[0].person and _is_clear(person, namesakes[0], reach):
        return Answer("proposed", namesakes[0].person, proposals=proposals)
    return Answer("doubtful", None, "same-name" if len(namesakes) > 1 else "alike", proposals)


def _is_clear(person: FilePerson, proposed: Proposed, reach: Reach) -> bool:
    """The same name, the same place or address, and nothing against it."""
    if any(sign.points < 0 for sign in proposed.signs):
        return False
    municipalities = {reach.places.municipality_of[site] for site in reach.workplaces.get(proposed.person or 0, ())}
    return bool({Sign.SAME_SITE, Sign.SAME_EMAIL} & set(proposed.signs)) or person.municipality in municipalities
