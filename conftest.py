from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

# Migrations that enter rows with which every installation begins.
ENTERED = [
    "peercircle.places.migrations.0002_the_38_municipalities",
    "peercircle.programme.migrations.0003_the_eight_topics",
]

pytest_plugins = ["tests.cast", "tests.whole_house", "tests.server", "tests.browser"]


@pytest.fixture(autouse=True)
def house_of_tests(settings):
    """Static files under their plain names, in English, and nobody locked out by an earlier test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    translation.activate("en")
    cache.clear()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item):
    """A test with transactions of its own empties every table afterwards, also what migrations had entered."""
    result = yield
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction")):
        with item.config.stash[blocking_manager_key].unblock():
            for entered in ENTERED:
                import_module(entered).enter(apps, None)
    return result
