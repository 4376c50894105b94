"""Nowhere is there a place in which to write who a child is: no field of a model and no field of a form.

The words are looked for in names, labels and help texts, in our languages. What tells a case in free words is sealed,
so the room that keeps cases has no other long text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from django.urls import get_resolver
from django.utils.translation import override

from peercircle.identifiers.reading import FILES

CHILD = (
    r"pupil student child kid boy girl minor learner schoolchild "
    r"teenager adolescent victim birth born birthday dob\b guardian parent "
    r"mother father sibling caregiver class classroom grade homeroom diagnos "
    r"disab disorder medical patient iq ethnic nationality religio citizen "
    r"passport id_number personal_number national_id nxënës nxënëse fëmij fëmijë lindj "
    r"prind klasa diagnoz përkatësi ученик ученица ученик дете детет "
    r"родитељ рођењ разред одељењ дијагноз вероисповест učenik učenica dete "
    r"roditelj rođenj razred odeljenj dijagnoz veroispovest schüler kinder kindes "
    r"eltern geburt klasse diagnose religion"
)
WORD = re.compile(rf"(?<![^\W_])(?:{'|'.join(CHILD.split())})", re.IGNORECASE)
# What could hold a child's picture, voice or file, or anything at all.
ANYTHING = (models.FileField, models.JSONField, models.GenericIPAddressField)
BYTES = {
    "programme.Upload.content": "a sheet of attendance, kept for a day at most",
    "world_cafe.SheetPhoto.jpeg": "a photo of the paper on a table",
    "case_consultation.Consultation.story": "sealed",
    "case_consultation.Contribution.text": "sealed",
}
# Of a consultation these stand in the open: short, and general by what the page asks for.
OPEN_AND_SHORT = 280


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("peercircle.")]


def told(*parts: object) -> str:
    """What a field says of itself, in each language."""
    words = []
    for language in [*FILES, "en"]:
        with override(language):
            words += [str(part) for part in parts if part]
    return " | ".join(words)


def names_a_child(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.get_fields():
        said = told(field.name, getattr(field, "verbose_name", ""))
        if WORD.search(said):
            yield f"{model._meta.label}.{field.name}: {WORD.search(said)[0]}"


def holds_anything(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.fields:
        label = f"{model._meta.label}.{field.name}"
        if isinstance(field, ANYTHING) or (isinstance(field, models.BinaryField) and label not in BYTES):
            yield f"{label}: {type(field).__name__}"


def is_long_and_open(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.fields:
        length = field.max_length or OPEN_AND_SHORT + 1
        if isinstance(field, models.CharField | models.TextField) and length > OPEN_AND_SHORT:
            yield f"{model._meta.label}.{field.name}: {type(field).__name__}"


def all_forms(kind: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Those behind any door: the list of doors has loaded them."""
    assert get_resolver().url_patterns
    for form in kind.__subclasses__():
        yield form
        yield from all_forms(form)


def form_fields_that_name_a_child() -> Iterator[str]:
    for form in all_forms():
        if not form.__module__.startswith("peercircle."):
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            found = WORD.search(told(name, field.label))
            if found and not isinstance(field, forms.BooleanField):  # "no child is on it" is a promise
                yield f"{form.__module__}.{form.__name__}.{name}: {found[0]}"


def test_no_field_of_a_model_asks_who_a_child_is():
    assert [place for model in own_models() for place in names_a_child(model)] == []


def test_no_field_holds_whatever_one_puts_into_it():
    assert [place for model in own_models() for place in holds_anything(model)] == []


def test_what_tells_a_case_is_sealed_or_short():
    room = apps.get_app_config("case_consultation").get_models()

    assert [place for model in room for place in is_long_and_open(model)] == []


def test_no_field_of_a_form_asks_who_a_child_is():
    assert len([form for form in all_forms() if form.__module__.startswith("peercircle.")]) > 30
    assert list(form_fields_that_name_a_child()) == []


# --- The scan can fail ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    "field",
    [
        {"pupil": models.CharField(max_length=40)},
        {"name_of_child": models.CharField(max_length=40)},
        {"born_on": models.DateField()},
        {"birth_year": models.PositiveSmallIntegerField()},
        {"grade": models.CharField(max_length=3)},
        {"who": models.CharField("the pupil's initials", max_length=3)},
        {"who": models.CharField("Emri i nxënësit", max_length=3)},
        {"who": models.CharField("Име ученика", max_length=3)},
        {"who": models.CharField("Ime učenika", max_length=3)},
        {"who": models.CharField("Name der Schülerin", max_length=3)},
        {"mother": models.ForeignKey("people.Person", models.CASCADE, related_name="+")},
    ],
    ids=str,
)
@isolate_apps("peercircle.kit")
def test_a_field_for_a_child_would_be_found(field):
    made_up = type("Slip", (models.Model,), {**field, "__module__": "peercircle.kit.models"})

    assert len(list(names_a_child(made_up))) == 1


@pytest.mark.parametrize("kind", [models.FileField, models.ImageField, models.JSONField, models.BinaryField])
@isolate_apps("peercircle.kit")
def test_a_field_for_anything_would_be_found(kind):
    made_up = type("Slip", (models.Model,), {"thing": kind(), "__module__": "peercircle.kit.models"})

    assert list(holds_anything(made_up)) == [f"kit.Slip.thing: {kind.__name__}"]


@pytest.mark.parametrize("field", [models.TextField(), models.CharField(max_length=1000)], ids=["Text", "Char"])
@isolate_apps("peercircle.kit")
def test_a_long_open_text_would_be_found(field):
    made_up = type("Slip", (models.Model,), {"story": field, "__module__": "peercircle.kit.models"})

    assert len(list(is_long_and_open(made_up))) == 1


def test_a_field_of_a_form_would_be_found():
    class Slip(forms.Form):
        who = forms.CharField(label="Name of the pupil")

    Slip.__module__ = "peercircle.kit.forms"

    assert list(form_fields_that_name_a_child()) == ["peercircle.kit.forms.Slip.who: pupil"]
    Slip.__module__ = "tests"  # nobody finds it later
