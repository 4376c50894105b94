"""888 people of schools and Learning Centres, whom the sessions reach, and beside them the programme's own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress

from peercircle.kit.folding import fold
from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.demo import accounts, reading
from peercircle.programme.demo.accounts import Account
from peercircle.programme.demo.landscape import Workplace
from peercircle.programme.models import ExpertTeam

COLLEAGUES = 888
TUTORS_OF_A_CENTRE = 6
EXPERTS_OF_A_TEAM = 3
WITH_EMAIL = 0.35
WITH_SECOND_SITE = 0.06
SAYS_SEX = 0.94
SAYS_AGE = 0.85
AGES = {"18-24": 3, "25-34": 22, "35-44": 30, "45-54": 26, "55-64": 18, "65+": 1}

LANGUAGES = {"sr": "sr-latn", "bs": "sr-latn"}  # what they read; everybody else here reads Albanian
TEACHING = Person.Profession.TEACHER
LEADING_AND_CARING = (Person.Profession.DIRECTOR, Person.Profession.PSYCHOLOGIST, Person.Profession.PEDAGOGUE)


@dataclass
class People:
    """Everybody, by where they work."""

    rng: random.Random
    all: list[Person] = field(default_factory=list)
    at: dict[int, list[Person]] = field(default_factory=dict)
    experts: list[Person] = field(default_factory=list)
    by_account: dict[str, Person] = field(default_factory=dict)
    _names: dict[str, Iterator[tuple[str, str, str]]] = field(default_factory=dict)
    _taken: set[str] = field(
        default_factory=lambda: {fold(f"{each.given_name} {each.family_name}") for each in accounts.ACCOUNTS}
    )

    def add(self, language: str, profession: str, account: Account | None = None) -> Person:
        given, family, sex = self._new_name(language) if account is None else account.name_and_sex
        person = Person(
            given_name=given,
            family_name=family,
            email=account.email if account else self._address(given, family),
            # Who tries the demo reads it in the language of the browser.
            language="" if account else LANGUAGES.get(language, "sq"),
            profession=profession,
            sex=sex if self.rng.random() < SAYS_SEX else "",
            age_band=self.rng.choices(list(AGES), list(AGES.values()))[0] if self.rng.random() < SAYS_AGE else "",
            programme_role=account.role if account else "",
            search_text=fold(f"{given} {family}"),
        )
        person.set_unusable_password()
        self._taken.add(person.search_text)
        self.all.append(person)
        if account:
            self.by_account[account.key] = person
        return person

    def _new_name(self, language: str) -> tuple[str, str, str]:
        if language not in self._names:
            self._names[language] = reading.full_names(language, self.rng)
        free = (name for name in self._names[language] if fold(" ".join(name[:2])) not in self._taken)
        return next(free)

    def _address(self, given: str, family: str) -> str | None:
        if self.rng.random() >= WITH_EMAIL:
            return None
        return f"{fold(given)}.{fold(family)}@school.example".replace(" ", ".")


def gather(workplaces: list[Workplace], teams: list[ExpertTeam], rng: random.Random) -> People:
    people = People(rng)
    _staff(people, len(teams))
    numbers = _numbers(workplaces, COLLEAGUES)
    for workplace, number in zip(workplaces, numbers, strict=True):
        people.at[workplace.site.pk] = _colleagues(people, workplace, number)
    Person.objects.bulk_create(people.all)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people.all
        if person.email
    )
    _send_to_work(people, workplaces)
    for number, team in enumerate(teams):
        team.members.set(people.experts[number * EXPERTS_OF_A_TEAM :][:EXPERTS_OF_A_TEAM])
    return people


def _staff(people: People, teams: int) -> None:
    """The programme's own, each with an address. The demo's expert belongs to the first team."""
    profession = Person.Profession.PSYCHOLOGIST
    people.experts.append(people.add("sr", profession, accounts.EXPERT))
    for number in range(1, teams * EXPERTS_OF_A_TEAM):
        expert = people.add("sr" if number % 3 == 0 else "sq", profession)
        expert.programme_role = Person.ProgrammeRole.EXPERT
        expert.email = f"expert.{number}@peercircle.example"
        people.experts.append(expert)
    for account in (accounts.MANAGER, accounts.MONITOR, accounts.OFFICE):
        people.add("sq", account.profession, account)


def _numbers(workplaces: list[Workplace], total: int) -> list[int]:
    """How many work where: a handful in each Learning Centre, the rest shared evenly among the schools."""
    schools = [workplace for workplace in workplaces if workplace.site.kind == Site.Kind.SCHOOL]
    rest = total - TUTORS_OF_A_CENTRE * (len(workplaces) - len(schools))
    share, left_over = divmod(rest, len(schools))
    numbers, school = [], 0
    for workplace in workplaces:
        if workplace.site.kind == Site.Kind.SCHOOL:
            numbers.append(share + (school < left_over))
            school += 1
        else:
            numbers.append(TUTORS_OF_A_CENTRE)
    return numbers


def _colleagues(people: People, workplace: Workplace, number: int) -> list[Person]:
    if workplace.site.kind == Site.Kind.LEARNING_CENTRE:
        return [people.add(workplace.language, Person.Profession.TUTOR) for _ in range(number)]
    with_account = accounts.AT_WORK.get(workplace.site.name_sq, (None,) * 4)
    professions = (*LEADING_AND_CARING, TEACHING)
    first = [
        people.add(workplace.language, profession, account)
        for profession, account in zip(professions, with_account, strict=True)
    ]
    colleagues = first + [people.add(workplace.language, TEACHING) for _ in range(number - len(first))]
    if workplace.site.name_sq == accounts.HOME:
        for person in colleagues:
            person.language = ""
    return colleagues


def _send_to_work(people: People, workplaces: list[Workplace]) -> None:
    """Some teach at two schools of their municipality to fill their hours."""
    office = people.by_account[accounts.OFFICE.key]
    office.office_of = workplaces[0].site.municipality
    office.save(update_fields=["office_of"])
    director = people.by_account[accounts.DIRECTOR.key]
    director.director_of = next(each.site for each in workplaces if each.site.name_sq == accounts.HOME)
    director.save(update_fields=["director_of"])
    works_at = Person.workplaces.through
    places = []
    for number, workplace in enumerate(workplaces):
        neighbour = workplaces[number - 1].site
        for person in people.at[workplace.site.pk]:
            places.append(works_at(person_id=person.pk, site_id=workplace.site.pk))
            is_near = neighbour.municipality_id == workplace.site.municipality_id
            if is_near and person.profession == TEACHING and people.rng.random() < WITH_SECOND_SITE:
                places.append(works_at(person_id=person.pk, site_id=neighbour.pk))
    works_at.objects.bulk_create(places)
