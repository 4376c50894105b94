"""A form for Kobo, made from the lists of a team: who has no network fills it in on the spot.

Questions are called as the import calls its fields, and choices as it understands them, so what Kobo exports comes
back without a word being mapped. Whoever answers reads the sentence that the import would say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.imports import values
from peercircle.programme.imports.columns import TITLES
from peercircle.programme.imports.troubles import OF_CELL
from peercircle.programme.models import ExpertTeam, Session, Topic

# As a form names them; their two scripts tell Serbian and Serbian apart, for forms know no tags of scripts.
LANGUAGES = {code: f"{name} ({code.partition('-')[0]})" for code, name in settings.LANGUAGES}
MOST_PEOPLE = 100
CODE = "regex(., '^[0-9A-Za-z][0-9A-Za-z -]{2,11}$')"

Text = str | Promise
Table = list[list[object]]


@dataclass(frozen=True)
class Question:
    type: str
    name: str
    label: Text = ""
    hint: Text = ""
    missing: Text = ""  # said when there is no answer, and there must be one
    required: str = "yes"  # when; only if `missing` says so
    constraint: str = ""
    wrong: Text = ""  # said when the answer breaks the constraint
    relevant: str = ""
    choice_filter: str = ""
    default: object = ""
    repeat_count: str = ""

    @property
    def plain(self) -> list[object]:
        needed = self.required if self.missing else ""
        conditions = [needed, self.constraint, self.relevant, self.choice_filter]
        return [self.type, self.name, *conditions, self.default, self.repeat_count]

    @property
    def spoken(self) -> list[Text]:
        return [self.label, self.hint, self.missing, self.wrong]


@dataclass(frozen=True)
class Choice:
    list_name: str
    name: str
    label: Callable[[], object]  # in the language that is active
    municipality: str = ""


PLAIN = ["type", "name", "required", "constraint", "relevant", "choice_filter", "default", "repeat_count"]
SPOKEN = ["label", "hint", "required_message", "constraint_message"]


def sheets(teams: QuerySet[ExpertTeam], *, now: dt.datetime) -> dict[str, Table]:
    """The three sheets of a form, with the municipalities of these teams and the schools in them."""
    municipalities = list(Municipality.objects.filter(expert_teams__in=teams).distinct())
    sites = list(Site.objects.filter(municipality__in=municipalities).select_related("municipality"))
    choices = list(_choices(municipalities, sites))
    return {
        "survey": _survey(_questions(municipalities, with_schools=bool(sites))),
        "choices": _in_all_languages(choices),
        "settings": [
            ["form_title", "form_id", "version", "default_language"],
            [str(_("Attendance")), "peercircle_attendance", f"{now:%Y%m%d%H%M}", LANGUAGES["sq"]],
        ],
    }


def _questions(municipalities: list[Municipality], *, with_schools: bool) -> Iterator[Question]:
    only = municipalities[0].code if len(municipalities) == 1 else ""
    yield _asked("date", "day", missing=OF_CELL["day-missing"], constraint=". <= today()", wrong=OF_CELL["ahead"])
    yield _asked("select_one kinds", "kind", missing=OF_CELL["kind-missing"])
    yield _asked("select_one municipalities", "municipality", missing=OF_CELL["place-missing"], default=only)
    if with_schools:
        yield _asked(
            "select_one schools",
            "school",
            hint=_("Leave it open if the session was somewhere else."),
            choice_filter="municipality = ${municipality}",
        )
    yield _asked(
        "text",
        "place",
        hint=_("For example a hall or a hotel."),
        missing=_("Choose the school, or write where the session was."),
        relevant="${school} = ''" if with_schools else "",
    )
    yield _asked("select_multiple topics", "topics")
    yield _asked(
        "integer",
        "minutes",
        default=Session._meta.get_field("minutes").default,
        constraint=f". >= {values.SHORTEST} and . <= {values.LONGEST}",
        wrong=OF_CELL["no-minutes"],
    )
    yield from _about_guests()
    yield from _about_people()


def _about_guests() -> Iterator[Question]:
    yield _asked(
        "integer",
        "guests",
        hint=_("People whose names nobody takes. Leave it open if there were none."),
        constraint=f". >= 0 and . <= {values.MOST_GUESTS}",
        wrong=format_lazy(_("Enter a number from 0 to {most}."), most=values.MOST_GUESTS),
    )
    counted = {"relevant": "${guests} > 0", "wrong": OF_CELL["too-few-guests"]}
    yield _asked("integer", "women", constraint=". >= 0 and . <= ${guests}", **counted)
    yield _asked("integer", "men", constraint=". >= 0 and . + coalesce(${women}, 0) <= ${guests}", **counted)


def _about_people() -> Iterator[Question]:
    """As many as there are names on the sheet, so that a session with guests alone asks for nobody."""
    yield Question(
        "integer",
        "listed",
        _("How many people do you enter by name?"),
        missing=_("Write 0 if there were only guests."),
        constraint=f". >= 0 and . <= {MOST_PEOPLE}",
        wrong=format_lazy(_("Enter at most {most} people at once, the others with a second form."), most=MOST_PEOPLE),
    )
    yield Question("begin_repeat", "people", _("Who was there"), repeat_count="${listed}")
    yield _asked(
        "text",
        "code",
        hint=_("If you know it, nothing else is needed."),
        constraint=CODE,
        wrong=OF_CELL["no-code"],
    )
    yield _asked("text", "given_name", hint=OF_CELL["pupil"], missing=OF_CELL["name-missing"], required="${code} = ''")
    yield _asked("text", "family_name")
    yield _asked("select_one sexes", "sex")
    yield _asked("select_one ages", "age")
    yield _asked("select_one professions", "profession")
    yield Question("end_repeat", "people")


def _asked(type: str, name: str, **more: object) -> Question:
    """What has a column in a file is asked as the column is headed."""
    return Question(type, name, TITLES[name], **more)  # type: ignore[arg-type]


def _choices(municipalities: Iterable[Municipality], sites: Iterable[Site]) -> Iterator[Choice]:
    for each in municipalities:
        yield Choice("municipalities", each.code, partial(getattr, each, "both_names"))
    for site in sites:
        yield Choice("schools", f"site_{site.pk}", partial(getattr, site, "both_names"), site.municipality.code)
    for topic in Topic.objects.all():
        yield Choice("topics", f"topic_{topic.pk}", partial(getattr, topic, "name"))
    of_ours = {"kinds": Session.Kind, "sexes": Person.Sex, "ages": Person.AgeBand, "professions": Person.Profession}
    for name, options in of_ours.items():
        for value, label in options.choices:
            if value:  # what somebody would rather not say is left open
                yield Choice(name, value, partial(capfirst, label))


def _survey(questions: Iterable[Question]) -> Table:
    rows: Table = [[*PLAIN, *(f"{column}::{name}" for name in LANGUAGES.values() for column in SPOKEN)]]
    for question in questions:
        row = question.plain
        for code in LANGUAGES:
            with override(code):
                row += [str(text) for text in question.spoken]
        rows.append(row)
    return rows


def _in_all_languages(choices: Iterable[Choice]) -> Table:
    rows: Table = [["list_name", "name", "municipality", *(f"label::{name}" for name in LANGUAGES.values())]]
    for choice in choices:
        row: list[object] = [choice.list_name, choice.name, choice.municipality]
        for code in LANGUAGES:
            with override(code):
                row.append(str(choice.label()))
        rows.append(row)
    return rows
