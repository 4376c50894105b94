"""Which municipality and which school a cell means, however it is written."""

import pytest

from peercircle.places.models import Municipality, Site
from peercircle.programme.imports.where import Places


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Podujevë", "XK-18"),
        ("PODUJEVO", "XK-18"),
        ("Подујево", "XK-18"),
        ("Podujeva", "XK-18"),
        ("Besianë", "XK-18"),
        ("Podujevë/Podujevo", "XK-18"),
        ("Podujevo / Podujevë", "XK-18"),
        ("XK-18", "XK-18"),
        ("xk 18", "XK-18"),
        ("Drenas", "XK-03"),
        ("Sharr", "XK-05"),
        ("Kastriot", "XK-15"),
        ("Ђаковица", "XK-02"),
        ("Mitrovica", "XK-11"),
        ("Severna Mitrovica", "XK-38"),
        ("Kosovo Polje", "XK-09"),
        ("Komuna e Podujevës", "XK-18"),
        ("Opština Podujevo", "XK-18"),
        ("Opštini Podujevu", "XK-18"),
        ("Municipality of Pristina", "XK-19"),
        ("Gemeinde Peja", "XK-17"),
        ("Besiana", "XK-18"),
        ("Sharri", "XK-05"),
        ("Dardana", "XK-10"),
        ("Ferizajt", "XK-25"),
        ("Graqanicë", "XK-35"),
        ("Mitrovicë e Jugut", "XK-11"),
        ("Peja/Peć", "XK-17"),
        ("Ferizaj (Uroševac)", "XK-25"),
        ("Prizren, Kosovo", "XK-20"),
        ("Kastrioti", "XK-15"),
        ("Komuna e Kastriotit", "XK-15"),
        ("Kllokoti", "XK-34"),
        ("F. Kosovë", "XK-09"),
        ("Albanik", "XK-12"),
        ("North Mitrovica", "XK-38"),
        ("Mitrovica Jug", "XK-11"),
        ("Mitrovicë Veriore", "XK-38"),
        ("Peja/Prizren", None),
        ("Kosovo", None),
        ("Kosova", None),
        ("Polje", None),
        ("", None),
        ("Paris", None),
    ],
)
def test_municipalities_by_either_name_and_by_old_names(db, cell, code):
    try:
        found = Municipality.objects.get(pk=Places().municipality(cell)).code
    except Exception as wrong:
        found = None if getattr(wrong, "code", "") == "no-municipality" else wrong

    assert found == code


def test_no_two_municipalities_are_taken_for_one_another(db):
    asked = [(each, name) for each in Municipality.objects.all() for name in (each.name_sq, each.name_sr)]
    for each, name in asked:
        assert Places().municipality(name) == each.pk
        assert Places().municipality(f"Komuna {name}") == each.pk


@pytest.mark.parametrize(
    "name",
    [
        "Xheladin Rekaliu",
        "Dželadin Rekaliu",
        "Dzeladin Rekaliu",
        "SHFMU “Xheladin Rekaliu”",
        "Shkolla fillore dhe e mesme e ulët Xheladin Rekaliu",
        "OŠ Dželadin Rekaliu",
        "Xheladin Rekaliu / Dželadin Rekaliu",
    ],
)
def test_schools_with_and_without_what_kind_they_are(site, name):
    assert Places().site(name, site.municipality_id) == site.pk
    assert Places().site(name, None) == site.pk


def test_two_schools_of_one_name_need_their_municipality(site, site_elsewhere):
    other = Site.objects.create(
        kind="school", municipality=site_elsewhere.municipality, name_sq=site.name_sq, name_sr="Other", search_text="x"
    )

    assert Places().site(site.name_sq, None) is None
    assert Places().site(site.name_sq, other.municipality_id) == other.pk
