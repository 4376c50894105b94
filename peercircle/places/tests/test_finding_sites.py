import pytest
from django.urls import reverse
from django.utils import translation

from peercircle.kit.folding import fold
from peercircle.places import actions
from peercircle.places.models import Municipality, Site
from peercircle.places.views import find_site

pytestmark = pytest.mark.django_db


def municipality(code):
    return Municipality.objects.get(code=code)


@pytest.fixture
def sites():
    school = Site.Kind.SCHOOL
    actions.add_site(municipality("XK-02"), school, "Zekeria Rexha", "Zekerija Redža")
    actions.add_site(municipality("XK-18"), school, "Xheladin Rekaliu", "Dželadin Rekaliu")
    actions.add_site(municipality("XK-11"), Site.Kind.LEARNING_CENTRE, "Qendra e Mësimit Fidanishte", "Centar Rasadnik")


@pytest.fixture
def names(sites, visit, stranger):
    def names(search, language="en"):
        stranger.language = language
        stranger.save(update_fields=["language"])
        page = visit(stranger, reverse("places:find") + f"?q={search}")
        return [site.name for site in page.context["sites"]]

    return names


def test_there_are_38_municipalities_with_foldable_names():
    assert list(Municipality.objects.values_list("code", flat=True)) == [f"XK-{n:02}" for n in range(1, 39)]
    for place in Municipality.objects.all():
        assert fold(place.search_text) == place.search_text
        assert place.search_text.startswith(fold(place.name_sq))
        assert fold(place.name_sr) in place.search_text


@pytest.mark.parametrize(
    "search",
    [
        "Ђаковица",
        "đakovica",
        "Djakovica",
        "dakovica",
        "Gjakova",
        "gjakovë",
        "zekeria",
        "Redža gjak",
        "Зекерија",
        "rexha",
    ],
)
def test_any_spelling_of_site_or_municipality_finds_it(names, search):
    assert names(search) == ["Zekeria Rexha"]


@pytest.mark.parametrize(("search", "found"), [("rekaliu gjakove", 0), ("rekaliu 100%25", 0), ("_", 3)])
def test_every_word_has_to_fit_and_signs_are_no_words(names, search, found):
    assert len(names(search)) == found


def test_other_names_in_use_find_a_municipality(names):
    assert names("Besianë") == ["Xheladin Rekaliu"]
    assert names("Mitrovica e jugut") == ["Qendra e Mësimit Fidanishte"]


def test_names_come_in_the_readers_order(names, visit, stranger):
    assert names("rekaliu", "sr-latn") == ["Dželadin Rekaliu"]
    site = Site.objects.select_related("municipality").named("rekaliu").get()
    with translation.override("sr"):
        assert (site.both_names, site.municipality.both_names) == (
            "Dželadin Rekaliu/Xheladin Rekaliu",
            "Podujevo/Podujevë",
        )
    with translation.override("de"):
        assert site.municipality.both_names == "Podujevë/Podujevo"
    assert municipality("XK-20").both_names == "Prizren"


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_is_one_question_to_the_database(sites, rf, stranger, number, django_assert_num_queries):
    Site.objects.exclude(pk__in=Site.objects.all()[:number]).delete()
    request = rf.get("/", {"q": ""})
    request.user = stranger

    with django_assert_num_queries(1):
        assert find_site(request).content.count(b'class="row"') == number


def entry(**changes):
    return {
        "kind": "school",
        "municipality": municipality("XK-18").pk,
        "name_sq": "Naim Frashëri",
        "name_sr": "",
        "calendar": "kosovo",
        **changes,
    }


def test_anybody_adds_a_missing_site(visit, stranger):
    response = visit(stranger, reverse("places:add"), post=entry())

    assert response.status_code == 302
    assert response.url == reverse("places:find") + "?q=Naim+Frash%C3%ABri"
    site = Site.objects.get()
    assert (site.name_sq, site.name_sr) == ("Naim Frashëri", "Naim Frashëri")
    assert site.search_text == "naim frasheri naim frasheri podujeve podujevo podujeva besiane"


@pytest.mark.parametrize("again", ["Naim Frashëri", "naim frasheri", "„NAIM FRASHËRI“"])
def test_a_site_that_is_there_is_answered_with_itself(visit, stranger, again):
    visit(stranger, reverse("places:add"), post=entry())

    response = visit(stranger, reverse("places:add"), post=entry(name_sq=again))

    assert response.url == reverse("places:find") + "?q=Naim+Frash%C3%ABri"
    assert Site.objects.count() == 1


def test_the_same_name_may_stand_in_another_place_or_on_another_kind(visit, stranger):
    visit(stranger, reverse("places:add"), post=entry())
    visit(stranger, reverse("places:add"), post=entry(kind="centre"))
    visit(stranger, reverse("places:add"), post=entry(municipality=municipality("XK-19").pk))

    assert Site.objects.count() == 3


@pytest.mark.parametrize(
    "change", [{"name_sq": ""}, {"name_sq": "!!!"}, {"name_sr": "?"}, {"kind": "tree"}, {"municipality": 0}]
)
def test_a_wrong_entry_comes_back_as_a_form(visit, stranger, change):
    response = visit(stranger, reverse("places:add"), post=entry(**change))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(change)
    assert not Site.objects.exists()


def test_markup_in_names_stays_text(visit, stranger):
    visit(stranger, reverse("places:add"), post=entry(name_sq="<b>Naim</b>"))

    assert "&lt;b&gt;Naim&lt;/b&gt;" in visit(stranger, reverse("places:find")).content.decode()
