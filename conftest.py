from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadFileScheduling

# Migrations that enter rows with which every installation begins.
ENTERED = [
    "peercircle.places.migrations.0002_the_38_municipalities",
    "peercircle.programme.migrations.0003_the_eight_topics",
]

# A machine with much to do takes its time; that is no fault of what is tested.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")

pytest_plugins = ["tests.template", "tests.cast", "tests.whole_house", "tests.server", "tests.browser"]


class Sharing(LoadFileScheduling):
    """A worker takes a file, but of the file with the longest tests a single one."""

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return nodeid if file == "tests/test_nothing_breaks.py" else file


def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log)


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
